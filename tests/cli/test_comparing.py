"""``diff``, ``amend`` and ``impact`` as their users meet them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from tests.built import SAMPLE, TEMPLATES, copied, replace_in

FOLDERS = ["--content", str(SAMPLE), "--templates", str(TEMPLATES)]
INDICATOR = "objectives/so1/indicators/O.1.1.yaml"


@pytest.fixture
def amended(tmp_path: Path) -> Path:
    """A copy of the sample with another target."""
    copy = copied(SAMPLE, tmp_path)
    text = (copy / INDICATOR).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("target: "))
    replace_in(copy / INDICATOR, f"\n{line}\n", "\ntarget: 4321\n")
    return copy


def reasons(content: Path, pattern: str) -> None:
    """Give a reason for what a pattern finds, in the version that the content has."""
    line = next(line for line in (content / "programme.yaml").read_text().splitlines() if line.startswith("version:"))
    version = line.split(maxsplit=1)[1].strip('"')
    (content / "amendments").mkdir(exist_ok=True)
    text = f"legal_basis: člen 24 Uredbe (EU) 2021/1060\nreasons:\n  - path: {pattern}\n    reason: Novi podatki.\n"
    (content / "amendments" / f"{version}.yaml").write_text(text, encoding="utf-8")


def test_versions_that_do_not_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(SAMPLE), *FOLDERS]) == ExitCode.DONE
    assert capsys.readouterr().out.splitlines()[-1] == "Različici se ne razlikujeta."


def test_a_change_is_printed_and_is_exit_code_one(amended: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(SAMPLE), str(amended), *FOLDERS]) == ExitCode.CONTENT
    assert "→ 4.321" in capsys.readouterr().out


def test_json_to_standard_output(amended: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(SAMPLE), str(amended), "--format", "json", *FOLDERS]) == ExitCode.CONTENT
    report = json.loads(capsys.readouterr().out)
    assert [change["path"] for change in report["changes"]] == ["O.1.1.target"]


def test_all_forms_in_one_run(amended: Path, tmp_path: Path) -> None:
    forms = [part for form in ("markdown", "json", "html", "docx", "redline") for part in ("-f", form)]
    output = tmp_path / "out"
    code = main(["diff", str(SAMPLE), str(amended), *forms, "--output", str(output), *FOLDERS])
    assert code == ExitCode.CONTENT
    files = ["changes.docx", "changes.html", "changes.json", "changes.md", "redline.docx"]
    assert sorted(path.name for path in output.iterdir()) == files


def test_a_file_is_not_printed(amended: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(SAMPLE), str(amended), "-f", "redline", *FOLDERS]) == ExitCode.USAGE
    assert "--output" in capsys.readouterr().err


def test_reasons_are_required(amended: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["diff", str(SAMPLE), str(amended), "--require-reasons", *FOLDERS]
    assert main(arguments) == ExitCode.CONTENT
    assert "1 change without a reason" in capsys.readouterr().err
    reasons(amended, "O.1.*.target")
    assert main(arguments) == ExitCode.DONE
    assert "Novi podatki." in capsys.readouterr().out


def test_a_reason_for_nothing_is_told(amended: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reasons(amended, "O.1.*.trget")
    assert main(["diff", str(SAMPLE), str(amended), *FOLDERS]) == ExitCode.CONTENT
    assert "no change has the path 'O.1.*.trget'" in capsys.readouterr().err


def test_the_package(amended: Path, tmp_path: Path) -> None:
    replace_in(amended / "objectives/so1/indicators/R.1.3.yaml", "target: 1800", "target: 3889")
    output = tmp_path / "package"
    assert main(["amend", str(SAMPLE), str(amended), "--output", str(output), "--draft", *FOLDERS]) == ExitCode.DONE
    assert sorted(path.name for path in output.iterdir()) == [
        "OSNUTEK-oznacene-spremembe.docx",
        "OSNUTEK-pregled-sprememb.docx",
        "OSNUTEK-pregled-sprememb.html",
        "OSNUTEK-pregled-sprememb.json",
        "OSNUTEK-pregled-sprememb.pdf",
        "OSNUTEK-spremno-pojasnilo.docx",
        "OSNUTEK-vzorec.docx",
        "OSNUTEK-vzorec.html",
        "OSNUTEK-vzorec.pdf",
    ]


@pytest.mark.parametrize(
    ("version", "date", "said"),
    [
        ("0.9", "2031-06-01", "the version goes back from 1.0 to 0.9"),
        ("1.0.1", "1999-01-01", "the date goes back from"),
        ("1.10", "2031-06-01", None),
        ("druga", "2031-06-01", None),
    ],
)
def test_a_version_that_goes_back(
    version: str, date: str, said: str | None, amended: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    programme = amended / "programme.yaml"
    text = programme.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^version: .*$", f'version: "{version}"', text)
    programme.write_text(re.sub(r"(?m)^date: .*$", f"date: {date}", text), encoding="utf-8")
    output = tmp_path / "package"
    assert main(["amend", str(SAMPLE), str(amended), "--output", str(output), *FOLDERS]) == ExitCode.CONTENT
    printed = capsys.readouterr().err
    assert "the content is in no commit" in printed
    assert ("amendment-version" in printed, said is None or said in printed) == (said is not None, True)
    assert not output.exists()


def test_the_word_of_a_draft_is_that_of_the_templates(amended: Path, tmp_path: Path) -> None:
    replace_in(amended / "objectives/so1/indicators/R.1.3.yaml", "target: 1800", "target: 3889")
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    labels = templates / "languages" / "sl.yaml"
    for word, name in (("Entwurf 2", "Entwurf-2-vzorec.pdf"), (None, "DRAFT-vzorec.pdf")):
        line = "" if word is None else f"  draft: {word}\n"
        labels.write_text(re.sub(r"(?m)^  draft: .*\n", line, labels.read_text(encoding="utf-8")), encoding="utf-8")
        output, folders = tmp_path / str(word), ["--content", str(SAMPLE), "--templates", str(templates)]
        assert main(["amend", str(SAMPLE), str(amended), "--output", str(output), "--draft", *folders]) == ExitCode.DONE
        assert (output / name).is_file()
    replace_in(labels, "  note_title:", "  draft: ../osnutek\n  note_title:")
    assert main(["amend", str(SAMPLE), str(amended), "--draft", *folders]) == ExitCode.CONTENT


def test_no_package_where_check_has_errors(amended: Path, tmp_path: Path) -> None:
    replace_in(amended / INDICATOR, "target: 4321", "target: 1")
    output = tmp_path / "package"
    assert main(["amend", str(SAMPLE), str(amended), "--output", str(output), *FOLDERS]) == ExitCode.CONTENT
    assert not output.exists()


def test_impact_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in SAMPLE.rglob("*.*")}
    assert main(["impact", "O.1.1.target=4321", *FOLDERS]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "+ 4.321" in printed
    assert "page " in printed
    assert {path: path.read_bytes() for path in SAMPLE.rglob("*.*")} == before


@pytest.mark.parametrize("value", ["O.1.1.target", "=5"])
def test_impact_of_no_value(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impact", value, *FOLDERS]) == ExitCode.USAGE
    assert "PATH=VALUE" in capsys.readouterr().err

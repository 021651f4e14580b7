"""``check`` and ``explain`` as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from methodology.checks import analyser, spelling
from methodology.cli import main
from methodology.diagnostics import ExitCode
from methodology.reading.schemas import IDS, ids_text, schema_texts
from tests.built import SAMPLE, copied, read_content, replace_in


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied(SAMPLE, tmp_path)


@pytest.fixture
def doubtful(content: Path) -> Path:
    """Content with one error and one warning."""
    replace_in(content / "objectives/so1/indicators/O.1.1.yaml", "milestone: 40", "milestone: 2001")
    replace_in(content / "operations.yaml", "alpha: Prva operacija", "alpha: Prva  operacija")
    return content


def test_clean_content(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", str(content)]) == ExitCode.DONE
    assert capsys.readouterr().out == "0 errors, 0 warnings; 0 accepted\n"


def test_findings_are_grouped_by_file(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", str(doubtful)]) == ExitCode.CONTENT
    assert capsys.readouterr().out == (
        "content/objectives/so1/indicators/O.1.1.yaml\n"
        "  1  error    6:12  the milestone 2001 is above the target 2000 (O.1.1.target)\n"
        "                    milestone-above-target: correct the milestone or the target\n"
        "\n"
        "content/operations.yaml\n"
        "  2  warning  1:8   two spaces stand together in 'Prva  operacija'\n"
        "                    double-space: delete one of the spaces\n"
        "\n"
        "1 error, 1 warning; 0 accepted\n"
    )


def test_json(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", str(doubtful), "--format", "json"]) == ExitCode.CONTENT
    rows = json.loads(capsys.readouterr().out)
    keys = ["number", "rule", "family", "severity", "message", "hint", "path", "found", "file", "line", "column"]
    keys += ["accepted", "reason", "until", "places"]
    assert [list(row) for row in rows] == [keys, keys]
    assert [(row["severity"], row["path"], row["line"], row["accepted"]) for row in rows] == [
        ("error", "O.1.1.milestone", 6, False),
        ("warning", "operations.alpha", 1, False),
    ]


def test_one_omission_at_many_places_is_one_finding(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, year in (
        ("so1/indicators/R.1.3", "reference_year: 2030\n"),
        ("so2/indicators/R.2.2", "reference_year: 2030\n"),
    ):
        replace_in(content / f"objectives/{name}.yaml", year, "")
    where = ["--content", str(content)]
    assert main(["check", *where, "--format", "json"]) == ExitCode.CONTENT
    (row,) = json.loads(capsys.readouterr().out)
    assert row["message"] == "3 baselines have no reference year: R.1.3, R.2.2.1, R.2.2.2"
    assert (row["path"], row["line"]) == ("R.1.3.reference_year", 1)
    assert [(place["path"], place["file"].rpartition("/")[2], place["line"]) for place in row["places"]] == [
        ("R.1.3.reference_year", "R.1.3.yaml", 1),
        ("R.2.2.1.reference_year", "R.2.2.yaml", 4),
        ("R.2.2.2.reference_year", "R.2.2.yaml", 9),
    ]
    assert main(["check", *where, "--format", "github"]) == ExitCode.CONTENT
    assert capsys.readouterr().out.count("::error ") == 1
    assert main(["build", *where, "--output", str(content.parent / "output")]) == ExitCode.CONTENT
    assert "1 error; nothing was written" in capsys.readouterr().err
    assert main(["check", *where, "--accept", "--reason", "preizkus"]) == ExitCode.DONE
    capsys.readouterr()
    assert main(["check", *where, "--strict", "--all"]) == ExitCode.DONE
    told = capsys.readouterr().out
    assert "3 baselines have no reference year: R.1.3, R.2.2.1, R.2.2.2" in told
    assert told.endswith("0 errors, 0 warnings; 1 accepted\n")
    replace_in(content / "accepted.yaml", "  path: R.2.2.1.reference_year\n", "  path: R.2.2.9.reference_year\n")
    assert main(["check", *where, "--rule", "reference-year-missing"]) == ExitCode.CONTENT
    assert "the baseline of R.2.2.1 (0) has no reference year" in capsys.readouterr().out


def test_acceptances_of_another_window_are_not_written_over(
    doubtful: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody else accepts a finding while this one is printed."""
    theirs = b"# theirs\n"
    monkeypatch.setattr("methodology.cli.check._print", lambda *_: (doubtful / "accepted.yaml").write_bytes(theirs))
    accept = ["check", "--content", str(doubtful), "--rule", "double-space", "--accept", "--reason", "preizkus"]
    assert main(accept) == ExitCode.CONTENT
    assert "content/accepted.yaml: error[changed-meanwhile]" in capsys.readouterr().err
    assert (doubtful / "accepted.yaml").read_bytes() == theirs


def test_github_annotations(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--content", str(doubtful), "--format", "github", "--rule", "double-space"])
    annotation = capsys.readouterr().out
    assert annotation.startswith("::warning file=content/operations.yaml,line=1,col=8,title=double-space::")
    assert annotation.count("\n") == 1


def test_structure_has_the_same_form(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(content / "operations.yaml", "alpha: ", "alfa: ")
    assert main(["check", "--content", str(content), "--format", "json"]) == ExitCode.CONTENT
    rows = json.loads(capsys.readouterr().out)
    assert {row["rule"] for row in rows} == {"unknown-operation", "unknown-reference"}
    assert {row["family"] for row in rows} == {"structure"}


def test_strict(content: Path) -> None:
    replace_in(content / "operations.yaml", "alpha: Prva operacija", "alpha: Prva  operacija")
    assert main(["check", "--content", str(content)]) == ExitCode.DONE
    assert main(["check", "--content", str(content), "--strict"]) == ExitCode.CONTENT


def test_accept(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--content", str(doubtful)]
    only = ["--accept", "--reason", "preizkus", "--rule", "double-space"]
    assert main(["check", *where, *only, "--format", "json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)  # nothing else stands there
    assert main(["check", *where, "--accept", "--reason", "preizkus"]) == ExitCode.DONE
    capsys.readouterr()
    assert main(["check", *where, "--strict"]) == ExitCode.DONE
    assert capsys.readouterr().out == "0 errors, 0 warnings; 2 accepted\n"
    assert main(["check", *where, "--all", "--format", "json"]) == ExitCode.DONE
    assert [row["reason"] for row in json.loads(capsys.readouterr().out)] == ["preizkus", "preizkus"]


@pytest.fixture
def alike(content: Path) -> Path:
    """Content with two findings that are alike, and a third."""
    replace_in(content / "chapters/conclusion.md", "Konec.", "To je res  res.\n\nIn to je res  res.")
    return content


@pytest.mark.parametrize("chosen", [["3"], ["content/chapters/conclusion.md:5"], ["chapters.conclusion.3"]])
def test_one_of_two_alike_is_accepted(chosen: list[str], alike: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", str(alike), "--rule", "double-space"]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines() if "two spaces" in line] == ["1", "3"]
    accept = ["--accept", "--reason", "x", "--until", "1.0", "--rule", "double-space"]
    assert main(["check", "--content", str(alike), *chosen, *accept]) == ExitCode.DONE
    assert capsys.readouterr().out.endswith("accepted: 1 finding\n")
    main(["check", "--content", str(alike)])
    assert capsys.readouterr().out.endswith("0 errors, 3 warnings; 1 accepted\n")
    main(["check", "--content", str(alike), "--all"])
    assert "  accepted until 1.0: x\n" in capsys.readouterr().out


def test_several_are_accepted(alike: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", str(alike), "--accept", "1", "--accept", "4", "--reason", "x"]) == ExitCode.DONE
    assert capsys.readouterr().out.endswith("accepted: 2 findings\n")
    assert main(["check", "--content", str(alike), "9"]) == ExitCode.USAGE
    assert "no finding '9'" in capsys.readouterr().err


def test_prune(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = "- rule: double-space\n  path: operations.alpha\n  found: Prva  operacija\n  reason: x\n"
    (content / "accepted.yaml").write_text(f"# why\n{entry}", encoding="utf-8")
    assert main(["check", "--content", str(content), "--prune"]) == ExitCode.DONE
    assert capsys.readouterr().out == (
        "removed: content/accepted.yaml:2:9: "
        "no finding 'double-space' at operations.alpha says 'Prva  operacija' any more\n"
        "removed: 1 acceptance\n"
    )
    assert (content / "accepted.yaml").read_text(encoding="utf-8") == "# why\n[]\n"


def test_nothing_is_pruned_where_the_content_cannot_be_read(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = "- rule: double-space\n  path: operations.alpha\n  found: Prva  operacija\n  reason: x\n"
    (content / "accepted.yaml").write_text(entry, encoding="utf-8")
    replace_in(content / "operations.yaml", "alpha: ", "alfa: ")
    assert main(["check", "--content", str(content), "--prune"]) == ExitCode.CONTENT
    assert "unknown-operation" in capsys.readouterr().out
    assert (content / "accepted.yaml").read_text(encoding="utf-8") == entry


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--accept"], ["--reason", "x"], ["--rule", "duble-space"], ["--accept", "--reason", " "]),
        *(["--until", "1.0"], ["--prune", "--rule", "double-space"], ["--prune", "--accept", "--reason", "x"]),
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert main(["check", *arguments]) == ExitCode.USAGE


def test_errors_stop_a_build_and_warnings_are_summed_up(
    doubtful: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = ["--content", str(doubtful), "--output", str(tmp_path / "output"), "--format", "html"]
    assert main(build) == ExitCode.CONTENT
    assert not (tmp_path / "output").exists()
    assert "O.1.1.yaml:6:12: error[" in capsys.readouterr().err
    replace_in(doubtful / "objectives/so1/indicators/O.1.1.yaml", "milestone: 2001", "milestone: 41")
    assert main(build) == ExitCode.DONE
    assert capsys.readouterr().out.endswith("1 warning: see build.py check\n")
    assert main([*build, "--strict"]) == ExitCode.CONTENT


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "ambiguous-number"]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert all(f"\n{title}:\n" in printed for title in ("rule", "source", "what to do", "wrong", "right"))
    assert main(["explain"]) == ExitCode.DONE
    assert "ambiguous-number" in capsys.readouterr().out
    assert main(["explain", "ambigous-number"]) == ExitCode.USAGE
    assert "did you mean 'ambiguous-number'?" in capsys.readouterr().err


def test_spelling_without_a_dictionary(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(spelling, "dictionary_for", lambda _: None)
    assert main(["check", "--content", str(content), "--spelling"]) == ExitCode.TOOL_MISSING
    assert capsys.readouterr().err == "error: no Hunspell dictionary for sl-SI (Debian's package hunspell-sl)\n"


def test_agreement_without_an_analyser(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(analyser, "FOLDER", tmp_path)
    assert main(["check", "--content", str(content), "--language"]) == ExitCode.TOOL_MISSING
    message = "no analyser for sl-SI; install Debian's packages lttoolbox and apertium-hbs-slv"
    assert capsys.readouterr().err == f"error: {message}\n"


def test_schemas_are_written(content: Path) -> None:
    assert main(["schema", "--content", str(content)]) == ExitCode.DONE
    written = {path.name: path.read_text(encoding="utf-8") for path in (content / ".schema").iterdir()}
    assert written == {**schema_texts(), IDS: ids_text(read_content(content))}


def test_schemas_are_written_while_the_content_is_wrong(content: Path) -> None:
    replace_in(content / "objectives/so1/indicators/O.1.1.yaml", "milestone: 40", "milestone: dva")
    assert main(["schema", "--content", str(content)]) == ExitCode.DONE
    assert (content / ".schema" / IDS).read_text(encoding="utf-8") == ids_text(None)

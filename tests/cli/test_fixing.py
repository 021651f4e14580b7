"""``check --fix``: what has one right answer is mended, nothing else changes, and no other finding comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.cli import main
from methodology.cli.choosing import list_open
from methodology.cli.fixing import Judged, Mended, is_fixable, mend
from methodology.diagnostics import ExitCode
from methodology.model.picture import bytes_of_text
from methodology.model.programme import Programme
from tests.built import SAMPLE, copied, read_content, replace_in
from tests.checks import test_arithmetic, test_typography
from tests.checks.seeded import seeded

CASES = (*test_arithmetic.WRONG, *test_typography.WRONG)
FIXABLE = {
    *("coverage", "date-spaces", "decomposed-letter", "derived-value", "double-space", "ellipsis", "foreign-quotes"),
    *("hyphen-as-dash", "number-marks", "preferred-form", "preposition-form", "range-hyphen", "share-of-amounts"),
    *("space-after-mark", "space-before-mark", "title-full-stop", "ungrouped-value", "unit-space", "unused-acceptance"),
}
"""The rules whose findings have one right answer, most of them."""
MENDED = {
    "chapters/conclusion.md": (
        (
            "Pogodbe,dobavnice  in razlike - do 5% od 35000 ur",
            "Pogodbe, dobavnice in razlike – do 5\u00a0% od 35.000 ur",
        ),
        ("V obdobju 2021-2027 , ( kot prej ) od 1.1.2021.", "V obdobju 2021–2027, (kot prej) od 1. 1. 2021."),
        ('Program "Alfa", opomba[^a] in  pika.', "Program »Alfa«, opomba[^a] in pika."),
        (
            "Vrednost {{x}} in {O.1.1.target}-{O.1.1.target} kosov.",
            "Vrednost {{x}} in {O.1.1.target}–{O.1.1.target} kosov.",
        ),
    ),
    "operations.yaml": (("alpha: Prva  operacija", "alpha: Prva operacija"),),
}
"""What stands in files, and what it becomes."""


def judge_files(folder: Path, programme: Programme, files: Mapping[str, str]) -> Judged:
    """Judge a programme with other files, written below a folder of its own."""
    content = folder / f"{len(list(folder.iterdir()))}" / programme.name.rpartition("/")[2]
    for name, text in {**programme.files, **files}.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(bytes_of_text(text))
    return judged(content)


def judged(content: Path) -> Judged:
    programme = read_content(content)
    return Judged(programme, check_programme(programme), 0)


def mend_all(content: Path, folder: Path) -> tuple[Judged, Mended]:
    before = judged(content)
    folder.mkdir()
    return before, mend(before, before.findings, lambda programme, files: judge_files(folder, programme, files))


def test_what_is_mended_is_gone_and_nothing_else_changes(tmp_path: Path) -> None:
    codes = set()
    for number, case in enumerate(CASES):
        folder = tmp_path / str(number)
        folder.mkdir()
        before, result = mend_all(seeded(folder, case.changes), folder / "judged")
        fixable = [one for one in before.findings if is_fixable(one)]
        codes |= {one.rule.code for one in fixable}
        assert result.mended + result.refused == len(fixable), case.name
        mended = assert_only_less_is_found(before, result, case.name)
        values, others = (
            {path: value.value for path, value in one.programme.values.items()} for one in (before, result.after)
        )
        changed = {path for path in values.keys() | others.keys() if values.get(path) != others.get(path)}
        assert changed <= mended, case.name
        for name, text in result.changed_files(before.programme).items():
            old, new = before.programme.files[name].splitlines(), text.splitlines()
            assert sum(a != b for a, b in zip(old, new, strict=False)) <= len(mended) or len(old) != len(new), case.name
    assert codes | {"unused-acceptance"} == FIXABLE


def assert_only_less_is_found(before: Judged, result: Mended, name: str) -> set[str]:
    """Nothing is found that was not there; return the paths of what is gone."""
    left, known = (
        Counter((one.rule.code, one.path) for one in list_open(judgement.findings))
        for judgement in (result.after, before)
    )
    assert left <= known, name
    assert left.total() <= known.total() - result.mended, name
    return {path for _, path in known - left}


def test_the_other_bytes_stay(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    wrong = "\n\n".join(before for before, _ in MENDED["chapters/conclusion.md"])
    replace_in(content / "chapters/conclusion.md", "Konec.", f"{wrong}\n\n[^a]: Opomba.")
    replace_in(content / "operations.yaml", *reversed(MENDED["operations.yaml"][0]))
    entry = "- reason: x\n  findings:\n    - rule: double-space\n      path: O.1.1.name\n      found: a  b\n"
    (content / "accepted.yaml").write_text(f"# why\n{entry}", encoding="utf-8")
    before, result = mend_all(content, tmp_path / "judged")
    expected = {"accepted.yaml": "# why\n[]\n"}
    for name, pairs in MENDED.items():
        text = before.programme.files[name]
        for old, new in pairs:
            assert text.count(old) == 1
            text = text.replace(old, new)
        expected[name] = text
    assert result.changed_files(before.programme) == expected


def test_a_fix_that_brings_another_finding_is_refused(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / "operations.yaml", "alpha: Prva operacija", "alpha: Prva  operacija")
    before = judged(content)
    (fault,) = list_open(before.findings)
    wrong = replace(fault, fix=tuple(replace(splice, text=" - ") for splice in fault.fix or ()))  # type: ignore[union-attr]
    folder = tmp_path / "judged"
    folder.mkdir()
    given = Judged(before.programme, [wrong], 0)
    result = mend(given, [wrong], lambda programme, files: judge_files(folder, programme, files))
    assert (result.mended, result.refused, result.changed_files(before.programme)) == (0, 1, {})


def test_a_fix_is_shown_and_written_when_that_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = copied(SAMPLE, tmp_path)
    monkeypatch.chdir(tmp_path)
    replace_in(content / "operations.yaml", "alpha: Prva operacija", "alpha: Prva  operacija")
    replace_in(content / "chapters/conclusion.md", "Konec.", "To je res  res.")
    arguments = ["check", "--content", str(content), "--path", "operations.alpha", "--fix"]
    assert main(arguments) == ExitCode.DONE
    shown = "content/operations.yaml:1\n  - alpha: Prva  operacija\n  + alpha: Prva operacija\n1 finding is mended\n"
    assert capsys.readouterr().out == f"{shown}nothing was written: --yes writes it\n"
    assert "Prva  operacija" in (content / "operations.yaml").read_text(encoding="utf-8")
    assert main([*arguments, "--yes"]) == ExitCode.DONE
    assert capsys.readouterr().out.startswith(f"{shown}wrote content/")
    assert "Prva operacija" in (content / "operations.yaml").read_text(encoding="utf-8")
    assert "res  res" in (content / "chapters/conclusion.md").read_text(encoding="utf-8")
    assert main(arguments) == ExitCode.DONE
    assert capsys.readouterr().out == "check can mend none of the findings\n"


@pytest.mark.parametrize("options", [["--fix", "--prune"], ["--fix", "--accept", "--reason", "x"], ["--yes"]])
def test_options_that_do_not_go_with_a_fix(options: list[str]) -> None:
    assert main(["check", *options]) == ExitCode.USAGE

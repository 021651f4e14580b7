"""The findings that ``check`` prints: their lines, and which of them are asked for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.cli import main
from methodology.cli.choosing import choose_below, number_findings
from methodology.cli.findings import WIDEST, cut_around, shorten
from methodology.diagnostics import ExitCode
from tests.built import SAMPLE, copied, read_content, replace_in
from tests.tools import require_program

PIECE = "prvi  odstavek besedila"
LONG = " ".join(f"beseda{number}" for number in range(40))


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample with an error, and with warnings before and behind it."""
    monkeypatch.chdir(tmp_path)
    folder = copied(SAMPLE, tmp_path)
    replace_in(folder / "chapters/conclusion.md", "Konec.", "To je res  res.\n\nIn to je res  res.")
    replace_in(folder / "objectives/so1/indicators/O.1.1.yaml", "milestone: 40", "milestone: 2001")
    replace_in(folder / "operations.yaml", "alpha: Prva operacija", "alpha: Prva  operacija")
    return folder


def check(content: Path, *options: str, code: ExitCode = ExitCode.CONTENT) -> None:
    rules = [f"--rule={code}" for code in ("milestone-above-target", "double-space", "word-twice")]  # none that renders
    assert main(["check", "--content", str(content), *rules, *options]) == code


def commit(folder: Path) -> None:
    """Commit all that is in a folder, in a repository of its own."""
    require_program("git")
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (["init", "-q"], ["add", "-A"], [*author, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)  # noqa: S607


def numbers(printed: str) -> list[str]:
    """The numbers of the findings, in their order."""
    cells = (line.split() for line in printed.splitlines() if line.startswith("  "))
    return [row[0] for row in cells if len(row) > 2 and row[1] in ("error", "warning") and ":" in row[2]]


@pytest.mark.parametrize(
    ("message", "width", "wrong", "expected"),
    [
        ("kratko 'besedilo'", 20, "", "kratko 'besedilo'"),
        (f"in '{LONG} a  b {LONG}' stand two", 60, "a  b", "in '…beseda38 beseda39 a  b beseda0 beseda1…' stand two"),
        (f"'{LONG}' is the first", 40, "beseda0 ", "'beseda0 beseda1 beseda2…' is the first"),
        (f"the last of »{LONG}«", 40, "beseda39", "the last of »…beseda38 beseda39«"),
        ("no quotation, and much too long a message", 20, "", "no quotation, and m…"),
        ("a space stands before the mark in 'konec ,'", 30, "konec ,", "a space stands befo… 'konec ,'"),
    ],
)
def test_a_message_is_cut_around_what_is_wrong(message: str, width: int, wrong: str, expected: str) -> None:
    short = shorten(message, width, wrong)
    assert (short, len(short) <= width) == (expected, True)


def test_what_is_cut_keeps_what_is_wrong_at_every_width() -> None:
    text = f"{LONG} {PIECE} {LONG}"
    for width in range(len(PIECE) + 14, len(text)):
        cut = cut_around(text, PIECE, width)
        assert PIECE in cut
        assert len(cut) <= width
        assert cut.strip("…") in text


def test_errors_stand_before_warnings_in_lines_that_fit(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(content / "risks.yaml", "prices: ", f"prices: {LONG}  {LONG} ")
    check(content, "--all")
    printed = capsys.readouterr().out
    assert numbers(printed) == ["1", "2", "3", "4", "5", "6", "7"]
    assert printed.splitlines()[0].endswith("/O.1.1.yaml")
    assert max(map(len, printed.splitlines())) <= WIDEST
    assert printed.count("double-space: delete one of the spaces") == 1
    *_, counts, rest, summary = printed.split("\n\n")[-1].splitlines()
    assert rest == "more: build.py explain 1 for a finding, build.py explain milestone-above-target for its rule"
    assert summary == "1 error, 6 warnings; 0 accepted"
    assert counts.split() == ["2", "warning", "word-twice"]


def test_a_limit_says_how_many_are_left(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(content, "--limit", "2")
    printed = capsys.readouterr().out
    assert numbers(printed) == ["1", "2"]
    assert printed.endswith("1 error, 5 warnings; 0 accepted; 4 more are not shown\n")
    check(content, "--limit", "1", "--format", "json")
    assert [row["rule"] for row in json.loads(capsys.readouterr().out)] == ["milestone-above-target"]
    check(content, "--limit", "1", "--accept", "--reason", "x", code=ExitCode.DONE)
    capsys.readouterr()
    check(content, code=ExitCode.DONE)
    assert capsys.readouterr().out.endswith("0 errors, 5 warnings; 1 accepted\n")


def test_a_path_asks_for_what_is_below_it(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(content.parent)
    programme = read_content(content)
    findings = number_findings(check_programme(programme))
    chapter = dict.fromkeys(("conclusion", "chapters.conclusion", "content/chapters", "chapters/conclusion.md"), 4)
    objective = dict.fromkeys(("SO1", "O.1.1", "O.1.1.milestone", "content/objectives/so1"), 1)
    others = {"chapters.conclusion.2": 2, "O.1.2": 0, "operations.yaml": 1, "content": 6, str(content): 6}
    expected = chapter | objective | others
    assert {path: len(choose_below(findings, programme, [path])) for path in expected} == expected


def test_a_path_that_leads_nowhere(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(content, "--path", "chapters.conclusoin", code=ExitCode.USAGE)
    assert "did you mean 'chapters.conclusion'?" in " ".join(capsys.readouterr().err.split())


def test_since_a_commit_only_what_the_change_brought(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(Path(__file__).parent.parent.parent / "templates", content.parent / "templates")
    options = ["--templates", str(content.parent / "templates"), "--since", "HEAD"]
    commit(content.parent)
    check(content, *options, code=ExitCode.DONE)
    assert capsys.readouterr().out == "0 errors, 0 warnings; 0 accepted\n"
    # lines and paragraphs move, one more is alike, another value is wrong
    replace_in(content / "chapters/conclusion.md", "To je res  res.", "Novo.\n\nTo je res  res.\n\nTo je res  res.")
    replace_in(content / "operations.yaml", "alpha: ", "# a remark\nalpha: ")
    replace_in(content / "objectives/so1/indicators/O.1.1.yaml", "milestone: 2001", "milestone: 2002")
    check(content, *options, "--format", "json")
    rows = json.loads(capsys.readouterr().out)
    assert [row["rule"] for row in rows] == ["double-space", "word-twice", "milestone-above-target"]
    assert {row["line"] for row in rows if row["file"].endswith("conclusion.md")} == {9}


@pytest.mark.parametrize("ref", ["HAED", "content/chapters"])
def test_since_a_version_that_is_not_there(ref: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(content.parent)
    check(content, "--since", ref)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"{ref}: error[no-" in printed.err
    assert "  hint: " in printed.err


def test_a_finding_is_explained_by_its_number(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "2", "--content", str(content)]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert printed.startswith("content/chapters/conclusion.md:3:7: warning[double-space]\n")
    assert all(f"\n{title}:\n  " in printed for title in ("finding", "content path", "what to do", "rule", "source"))
    assert main(["explain", "77", "--content", str(content)]) == ExitCode.USAGE
    assert "no finding has the number 77" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("statement", "chapter", "begins"),
    [
        ("selection_criteria", "selection-criteria", "## MERILA ZA IZBOR KAZALNIKOV\n\nTODO Navedite merila, "),
        (
            "data_quality",
            "data-quality",
            "# KAKOVOST PODATKOV\n\nTODO Povejte, kako je zagotovljena kakovost ",
        ),
        ("factors", "factors", "TODO Povejte, kako so bili dejavniki, "),
    ],
)
def test_a_missing_statement_comes_with_a_skeleton_that_is_asked_for_until_it_is_written(
    statement: str, chapter: str, begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = copied(SAMPLE, tmp_path)
    programme = content / "programme.yaml"
    kept = [
        line
        for line in programme.read_text(encoding="utf-8").splitlines(keepends=True)
        if f"  {statement}: " not in line
    ]
    programme.write_text("".join(kept), encoding="utf-8")
    assert main(["explain", "1", "--content", str(content)]) == ExitCode.DONE
    _, text, key = re.split(r"\nto be added to \S*/(?:chapters/\S+|programme\.yaml):\n", capsys.readouterr().out)
    written = textwrap.dedent(text)
    assert written.startswith(begins)
    assert textwrap.dedent(key).startswith(f"statements:\n  {statement}: chapters.{chapter}\n")
    file = content / f"chapters/{chapter}.md"
    there = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f"{there}\n{written}".lstrip(), encoding="utf-8")
    programme.write_text("".join(kept) + f"  {statement}: chapters.{chapter}\n", encoding="utf-8")
    rules = ["--rule=statement-missing", "--rule=text-to-give", "--format=json", "--strict"]
    assert main(["check", "--content", str(content), *rules]) == ExitCode.CONTENT
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["rule"], row["path"].rpartition(".")[0]) == ("text-to-give", f"chapters.{chapter}")

"""A change of the outline is one change with a name; what else changed is told with its own values."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from methodology.versions.changes import Change, ChangeKind, Subject
from methodology.versions.compare import compare_versions
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, replace_in
from tests.composing.outlines import write_outline
from tests.versions.compared import version

STANDARD = (TEMPLATES / "document" / "outline.yaml").read_text(encoding="utf-8")
O11 = "objectives/so1/indicators/O.1.1.yaml"


def rearranged(folder: Path, *edits: tuple[str, str], content: Path = CONTENT) -> Path:
    """A copy of the content with the standard outline, edited."""
    copy = copied(content, folder)
    outline = STANDARD
    for old, new in edits:
        assert outline.count(old) == 1
        outline = outline.replace(old, new)
    (copy / "outline.yaml").write_text(outline, encoding="utf-8")
    return copy


def changes_to(new: Path, old: Path = CONTENT) -> tuple[Change, ...]:
    return compare_versions(version(old), version(new))


FACTORS = "  - part: factors\n    level: 4\n"
END, EXPLANATION = "  - chapter: conclusion\n", "  - chapter: explanation\n"
WIDTHS = "    widths: [12, 10, 38, 11.5, 11.5, 17]\n"
COLUMNS = "    columns: [measures, code, name, unit, milestone, target]\n"
CASES: dict[str, tuple[list[tuple[str, str]], str, str]] = {
    "a part left out": (
        [(FACTORS, "")],
        "kazalniki rezultatov; »DELEŽ",
        "kazalniki rezultatov; »DELEŽ",
    ),
    "a part added": (
        [(END, f"  - overview\n{END}")],
        "; »ZAKLJUČEK«",
        "pregled",
    ),
    "columns in another order": (
        [(COLUMNS, "    columns: [code, measures, name, unit, target, milestone]\n")],
        "kazalniki učinka – stolpci: izvedbeni ukrepi, oznaka, naziv, merska enota, mejnik, ciljna vrednost",
        "kazalniki učinka – stolpci: oznaka, izvedbeni ukrepi, naziv, merska enota, ciljna vrednost, mejnik",
    ),
    "a column left out": (
        [(COLUMNS, "    columns: [code, name, unit, milestone, target]\n"), (WIDTHS, "")],
        "širine stolpcev: 12 %, 10 %, 38 %, 11,5 %, 11,5 %, 17 %",
        "kazalniki učinka – stolpci: oznaka, naziv, merska enota, mejnik, ciljna vrednost",
    ),
    "other widths": (
        [(WIDTHS, "    widths: [10, 12, 38, 11.5, 11.5, 17]\n")],
        "kazalniki učinka – širine stolpcev: 12 %, 10 %, 38 %, 11,5 %, 11,5 %, 17 %",
        "kazalniki učinka – širine stolpcev: 10 %, 12 %, 38 %, 11,5 %, 11,5 %, 17 %",
    ),
    "a level": (
        [
            ("  - chapter: factors\n", "  - chapter: factors\n    level: 2\n"),
            (FACTORS, "  - part: factors\n    level: 3\n"),
        ],
        "dejavniki tveganja – naslov 4. ravni",
        "BILI UPOŠTEVANI« – naslov 2. ravni\ndejavniki tveganja – naslov 3. ravni",
    ),
    "pieces": (
        [(WIDTHS, f"{WIDTHS}    prints: [table, rationale, sources]\n")],
        "kazalniki učinka – izpis: tabela, opombe k tabeli, operacije, obrazložitev vrednosti, dodatna pojasnila",
        "kazalniki učinka – izpis: tabela, obrazložitev vrednosti, viri podatkov",
    ),
    "chapters in another order": (
        [(EXPLANATION, ""), (END, f"{EXPLANATION}{END}")],
        "; »UVOD«; »OBRAZLOŽITEV«; »KAZALNIKI UČINKA«",
        "razdelitev sredstev; »OBRAZLOŽITEV«; »ZAKLJUČEK«",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_of_the_outline_is_told_by_its_name(case: str, tmp_path: Path) -> None:
    edits, before, after = CASES[case]
    changes = changes_to(rearranged(tmp_path, *edits))
    (change,) = [change for change in changes if change.subject is Subject.OUTLINE]
    assert (change.subject, change.path, change.kind) == (Subject.OUTLINE, "outline", ChangeKind.VALUE)
    assert before in (change.before or "").replace("\N{NO-BREAK SPACE}", " ")
    assert after in (change.after or "").replace("\N{NO-BREAK SPACE}", " ")
    assert change.places
    others = [(other.kind, other.follows_from) for other in changes if other is not change]
    assert set(others) <= {(ChangeKind.LOOK, ("outline",))}


def test_an_outline_that_says_what_the_templates_say_is_no_change(tmp_path: Path) -> None:
    assert changes_to(rearranged(tmp_path)) == ()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("way", [1, -1], ids=["forwards", "backwards"])
def test_a_value_that_changed_with_the_outline_is_told_by_its_own_figures(seed: int, way: int, tmp_path: Path) -> None:
    """Wherever the tables stand and whatever columns they have, the report has the right numbers."""
    new = copied(CONTENT, tmp_path)
    write_outline(new, random.Random(seed))
    replace_in(new / O11, "target: 93", "target: 94")
    for old, now in (("target: 5\n", "target: 6\n"), ("baseline: 0\n", "baseline: 1\n")):
        replace_in(new / "objectives/so1/indicators/R.1.5.yaml", old, now)
    changes = changes_to(*(new, CONTENT)[::way])
    told = {change.path: change for change in changes if change.subject is not Subject.OUTLINE}
    expected = {"O.1.1.target": ("93", "94"), "R.1.5.target": ("5", "6"), "R.1.5.baseline": ("0", "1")}
    assert {path for path in told if told[path].kind is not ChangeKind.LOOK} <= {*expected, *_SENTENCES}
    for path, figures in expected.items():
        # where no table has the baseline, what is said of all of them tells it
        if path in told and not (told[path].before or "").endswith("."):
            assert (told[path].before, told[path].after) == figures[::way]
            assert abs(told[path].difference or 0) == Decimal(1)
    (outline,) = [change for change in changes if change.subject is Subject.OUTLINE]
    assert outline.places


_SENTENCES = ("SO1.results", "SO1.results.wording.baseline", "SO1.results.wording.baselines_differ")
"""What is said of all results of the objective: a baseline that is no longer 0 takes the other sentence."""


def test_a_chapter_of_its_own_is_told_beside_the_outline(tmp_path: Path) -> None:
    new = rearranged(tmp_path, ("  - chapter: conclusion\n", "  - chapter: conclusion\n  - chapter: annex\n"))
    (new / "chapters/annex.md").write_text("# PRILOGA\n\nBesedilo priloge.\n", encoding="utf-8")
    changes = {change.path: change for change in changes_to(new)}
    assert changes["chapters.annex.1"].after == "PRILOGA"
    assert changes["chapters.annex.2"].after == "Besedilo priloge."


def test_the_report_and_the_redline_are_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = rearranged(
        tmp_path, ("  - part: factors\n    level: 4\n", "  - part: factors\n    level: 3\n"), content=SAMPLE
    )
    command = ["diff", str(SAMPLE), str(new), "--templates", str(TEMPLATES)]
    assert main([*command, "--format", "markdown"]) == ExitCode.CONTENT
    assert "sestava dokumenta" in capsys.readouterr().out
    made = ["--format", "redline", "--format", "docx", "--format", "html", "--output", str(tmp_path / "made")]
    assert main([*command, *made]) == ExitCode.CONTENT
    assert len(list((tmp_path / "made").iterdir())) == 3

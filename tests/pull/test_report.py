"""The report of a pull and the review notes."""

from __future__ import annotations

import dataclasses
import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from methodology.checks import Finding, rules_by_code
from methodology.diagnostics import ContentError, Location
from methodology.pull.looks import LookChange, LookKind
from methodology.pull.pulled import Act, NewFile, Pulled, Remark, TableChange, TableEvent, Wish, WishOutcome
from methodology.pull.report import PullWords, report_json, report_markdown, review_notes
from methodology.pull.report.labels import PullNotes, read_pull_labels
from tests.built import SAMPLE, TEMPLATES, read_content, replace_in

GOLDEN = Path(__file__).parent / "report"
CHAPTER, HEADING = "2.1.1 KAZALNIKI PO CILJIH", "1. Število udeležencev"

TARGET = Wish(
    *(Act.VALUE, WishOutcome.CONFLICT, "O.1.1.target", CHAPTER, HEADING, "46", "51", "a.docx", ("Ana Kranjc",)),
    *("46", "51", "48"),
)
WISHES = (
    Wish(Act.ADDED, WishOutcome.APPLIED, "O.1.2.operations", CHAPTER, HEADING, None, "Tretja operacija;", "b.docx"),
    TARGET,
    dataclasses.replace(TARGET, after="52", theirs="52", file="b.docx", note="differs_between_files", authors=()),
    Wish(
        *(Act.WORDING, WishOutcome.QUESTION, "operations.alpha", CHAPTER, HEADING, "Prva operacija", "Prva akcija"),
        *("a.docx", ("Ana Kranjc", "Bor Novak")),
        note="several_places",
        about="1/3",
    ),
    Wish(
        *(
            Act.ADDED,
            WishOutcome.QUESTION,
            "O.1.1.operations",
            CHAPTER,
            HEADING,
            None,
            "Prva operacija | nova",
            "a.docx",
        ),
        note="near_entry",
        about="operations.alpha",
    ),
    Wish(
        *(Act.WORDING, WishOutcome.UNMAPPED, None, "", "", "OZNAKA (ID)", "*OZNAKA*\n`<b>`", "a.docx"),
        note="template_text",
    ),
    Wish(
        Act.REMOVED, WishOutcome.APPLIED, "chapters.conclusion.2", "4. ZAKLJUČEK", "", "Zadnja poved.", None, "a.docx"
    ),
    Wish(
        *(Act.MOVED, WishOutcome.PRESENT, "O.1.1.operations", CHAPTER, HEADING, "Druga operacija", "Druga operacija"),
        "a.docx",
    ),
    dataclasses.replace(TARGET, path="O.1.1.milestone", outcome=WishOutcome.DECLINED),
    Wish(
        *(Act.TABLE, WishOutcome.UNMAPPED, None, CHAPTER, HEADING, "MERSKA ENOTA\nO.1.1: število", None, "a.docx"),
        note="table",
        about="Kazalnik O.1.1",
        table=(
            TableChange(TableEvent.COLUMN_GONE, ("MERSKA ENOTA",)),
            TableChange(TableEvent.ROWS_EXCHANGED, ("O.1.1", "O.1.2")),
        ),
    ),
    Wish(
        *(Act.ADDED, WishOutcome.UNMAPPED, None, CHAPTER, HEADING, None, "Nov kazalnik\nO.1.5 | 39", "a.docx"),
        note="new_indicator",
        about="O.1.5",
        contents=("Nov kazalnik", "O.1.5 | 39"),
        proposal=NewFile("objectives/so1/indicators/O.1.5.yaml", "id: O.1.5\nname: ```\ncounts: …\n"),
    ),
    Wish(
        *(Act.LOOK, WishOutcome.APPLIED, "chapters.conclusion.2", "4. ZAKLJUČEK", "", "Glej [stran](https://a.si)."),
        *("Glej **to** [stran](https://b.si).", "a.docx"),
        looks=(
            LookChange(LookKind.STRONG_ON, "to"),
            LookChange(LookKind.LINK_CHANGED, "stran", "https://a.si", "https://b.si"),
        ),
    ),
    Wish(
        *(Act.KIND, WishOutcome.APPLIED, "chapters.conclusion.1", "4. ZAKLJUČEK", "", "ZAKLJUČEK", "ZAKLJUČEK"),
        "a.docx",
        looks=(LookChange(LookKind.LEVEL, "", "1", "2"),),
    ),
    Wish(
        *(Act.LOOK, WishOutcome.UNMAPPED, "O.1.1.target", CHAPTER, HEADING, "46", "~~46~~", "a.docx"),
        note="proposed_deletion",
        about="46",
        looks=(LookChange(LookKind.STRUCK, "46"),),
    ),
    Wish(
        *(Act.REMOVED, WishOutcome.CONFLICT, "O.1.1.sources.gone", CHAPTER, HEADING, "Evidenca", None, "a.docx"),
        note="other_version",
    ),
)
REMARKS = (
    Remark("a.docx", "Ana Kranjc", "2026-11-03T14:05:00Z", "Ali to drži?", "46", "O.1.1.target", CHAPTER, HEADING),
    Remark("a.docx", "Bor Novak", "2026-11-04", "- Glej *poročilo*.\n# Res", "", None, CHAPTER, "", 0),
    Remark("a.docx", "", "včeraj", "Prazno.", "", None, "", ""),
    Remark("a.docx", "Ana Kranjc", "", "Hvala.", "", None, CHAPTER, "", 1),
    Remark("b.docx", "Cene Zupan", "", "V redu.", "", None, "", "", resolved=True),
)


@cache
def words() -> PullWords:
    return PullWords.of([read_content(SAMPLE)], TEMPLATES)


def pulled(*wishes: Wish, remarks: tuple[Remark, ...] = ()) -> Pulled:
    return Pulled(wishes, remarks, {})


def finding() -> Finding:
    rule = next(iter(rules_by_code().values()))
    return Finding(rule, "O.1.1.target", "what is *wrong*", "51", "mend it", Location("O.1.1.yaml", 9, 5))


def whole() -> Pulled:
    """A pull with every outcome and act, notices, findings and comments."""
    made = finding()
    notices = (("recovered", "a_1.docx"), ("without_snapshot", "b.docx"), ("other_templates", "b.docx"))
    files = {"operations.yaml": "alpha: x\n", "chapters/conclusion.md": None}
    gone = (dataclasses.replace(made, location=Location("operations.yaml")),)
    return Pulled(WISHES, REMARKS, files, notices, (made,), gone)


def test_the_sample_has_everything() -> None:
    assert {wish.outcome for wish in WISHES} == set(WishOutcome)
    assert {wish.act for wish in WISHES} == set(Act)


@pytest.mark.parametrize("name", ["report.md", "report.json", "notes.md"])
def test_the_whole_report_is_the_golden_one(name: str) -> None:
    forms = {
        "report.md": lambda: report_markdown(whole(), words()),
        "report.json": lambda: report_json(whole()),
        "notes.md": lambda: review_notes(whole(), words()),
    }
    assert forms[name]() == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("22. člen", "22.\u00a0člen", "+U+00A0, −U+0020"),
        ("22. člen", "22. čl\u00aden", "+U+00AD"),
        ("22. člen", "23.\u00a0člen", ""),
        ("22. člen", "22. člen", ""),
        ("", "člen", ""),
    ],
)
def test_a_change_that_nobody_sees_is_named(before: str, after: str, told: str) -> None:
    wish = Wish(Act.WORDING, WishOutcome.APPLIED, "operations.alpha", CHAPTER, "", before, after, "a.docx")
    assert words().note(wish).partition("niso vidni: ")[2] == (f"{told}." if told else "")


def test_nothing_found_is_said() -> None:
    assert report_markdown(pulled(), words()) == "# Poročilo o popravkih iz Worda\n\nPopravkov ni.\n"
    assert review_notes(pulled(), words()) == "# Pripombe\n\nPripomb ni.\n"
    assert json.loads(report_json(pulled()))["counts"] == {"all": 0, "open": 0}


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "1 sprememba za vnos"),
        (2, "2 spremembi za"),
        (3, "3 spremembe za"),
        (5, "5 sprememb za"),
        (101, "101 sprememba"),
    ],
)
def test_counts_have_their_plural_forms(count: int, told: str) -> None:
    assert f"- {told}" in report_markdown(pulled(*[WISHES[0]] * count), words())


@pytest.mark.parametrize("key", PullNotes.model_fields)
def test_every_note_has_its_sentence(key: str) -> None:
    wish = dataclasses.replace(WISHES[5], note=key, about="operations.alpha")
    report = report_markdown(pulled(wish), words())
    sentence = str(read_pull_labels(TEMPLATES, "sl-SI").notes.model_dump()[key])
    assert sentence.partition("{")[0] in report
    assert "{about}" not in report


def test_an_unknown_note_is_a_bug() -> None:
    with pytest.raises(KeyError, match="unheard_of"):
        report_markdown(pulled(dataclasses.replace(TARGET, note="unheard_of")), words())


HOSTILE = "a|b *c* `d` <script> [x](y) ~~e~~ \\\r\n# f\r- g\n\n> h $i$ & j_k_"


def test_no_text_breaks_the_table_it_stands_in() -> None:
    everywhere = Wish(
        *(Act.WORDING, WishOutcome.UNMAPPED, None, HOSTILE, HOSTILE, HOSTILE, f"{HOSTILE} l", HOSTILE, (HOSTILE,))
    )
    report = report_markdown(pulled(everywhere), words())
    rows = [line for line in report.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert {row.replace("\\|", "").count("|") for row in rows} == {8}
    assert "\r" not in report
    assert "<script>" not in report.replace("\\<script\\>", "")


def test_no_text_breaks_a_note() -> None:
    remark = Remark(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, None, HOSTILE, HOSTILE)
    notes = review_notes(pulled(remarks=(remark,)), words())
    assert len(notes.splitlines()) == 5
    assert "\r" not in notes


@pytest.mark.parametrize("begun", ["4. ZAKLJUČEK", "- a", "+ a", "1) a", "=== a", "---", "  - a"])
def test_no_line_begins_a_list_of_its_own(begun: str) -> None:
    conflict = report_markdown(pulled(dataclasses.replace(TARGET, chapter=begun, heading="")), words())
    notes = review_notes(pulled(remarks=(dataclasses.replace(REMARKS[0], author=begun),)), words())
    for text in (conflict, notes):
        tokens = [token.type for token in MarkdownIt("commonmark").parse(text)]
        assert "ordered_list_open" not in tokens
        assert tokens.count("bullet_list_open") == 1
        assert "hr" not in tokens


def test_an_answer_to_nothing_before_it_stands_alone() -> None:
    remarks = tuple(dataclasses.replace(REMARKS[1], answers=answers) for answers in (0, 2, 7, None))
    notes = review_notes(pulled(remarks=remarks), words())
    assert notes.count("\n- Bor Novak") == len(remarks)


def test_long_texts_are_whole_where_somebody_must_decide() -> None:
    long = " ".join(["beseda"] * 200)
    wish = dataclasses.replace(WISHES[5], before=f"{long} ena {long}", after=f"{long} dve {long}")
    settled = dataclasses.replace(wish, outcome=WishOutcome.APPLIED, path="chapters.conclusion.2", note=None)
    assert report_markdown(pulled(wish), words()).count("beseda") == 800
    assert report_markdown(pulled(settled), words()).count("beseda") < 200


@pytest.mark.parametrize(
    "line", ["    value: nova vrednost\n", "    order: Vrstnega reda na tem mestu vsebina ne določa.\n"]
)
def test_words_that_are_missing_are_the_fault_of_the_template(tmp_path: Path, line: str) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    replace_in(templates / "languages" / "sl.yaml", line, "")
    with pytest.raises(ContentError, match=r"templates/languages/sl\.yaml: error\[template-error\]"):
        read_pull_labels(templates, "sl-SI")

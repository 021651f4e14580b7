"""What is set otherwise is said in words: looks of words, links, levels of headings, kinds of lists, cells."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import docx
import pytest

from methodology.comparing.words import Stretch, StretchKind
from methodology.model.document import Alignment, List, ListFormat, ListItem, Paragraph, Run
from methodology.model.texts import TextKind
from methodology.versions.changes import Change, ChangeKind, TextLook
from methodology.versions.report.look_notes import LookNotes, RunLook, SetStretch, divide
from methodology.versions.report.markdown import write_markdown
from methodology.versions.report.names import Names
from methodology.versions.report.office import render_changes_docx
from methodology.versions.report.page import compare_lines, write_html
from methodology.versions.report.rows import rows_of
from methodology.versions.report.text import write_text
from tests.built import TEMPLATES
from tests.versions.report_sample import LOOKS, SENTENCE, report

NAMES = Names.of(report(), TEMPLATES)
NOTES = LookNotes(NAMES.labels.looks, NAMES.language, {"O.1.1": "1. Število udeležencev"})
LETTERS, NUMBERS, DASHES = ListFormat.LETTER, ListFormat.NUMBER, ListFormat.DASH


def look(kind: TextKind = TextKind.CELL, **fields: Any) -> TextLook:
    return TextLook(kind, **fields)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (look(TextKind.HEADING, level=2), look(TextKind.HEADING, level=3), ["naslov 2. ravni → 3. ravni"]),
        (look(TextKind.HEADING, level=2), look(TextKind.PARAGRAPH), ["naslov 2. ravni → odstavek"]),
        (look(TextKind.PARAGRAPH), look(TextKind.HEADING, level=1), ["odstavek → naslov 1. ravni"]),
        (
            look(TextKind.HEADING, level=2, label="1.1"),
            look(TextKind.HEADING, level=2, label="1.2"),
            ["oznaka 1.1 → 1.2"],
        ),
        (
            look(TextKind.ITEM, list_kind=LETTERS, label="a)"),
            look(TextKind.ITEM, list_kind=NUMBERS, label="1."),
            ["a), b), c) → 1., 2., 3."],
        ),
        (
            look(TextKind.ITEM, list_kind=LETTERS, label="a)"),
            look(TextKind.ITEM, list_kind=LETTERS, label="b)"),
            ["oznaka a) → b)"],
        ),
        (look(TextKind.ITEM, list_kind=NUMBERS), look(TextKind.ITEM, list_kind=DASHES), ["1., 2., 3. → alineje »-«"]),
        (
            look(TextKind.PARAGRAPH),
            look(TextKind.ITEM, list_kind=ListFormat.PARENTHESES, label="(a)"),
            ["odstavek → točka seznama (a), (b), (c)"],
        ),
        (look(alignment=Alignment.LEFT), look(alignment=Alignment.RIGHT), ["poravnava levo → desno"]),
        (look(header=True), look(strong=True), ["celica v glavi → celica v telesu tabele", "ne krepko → krepko"]),
        (
            look(column_span=1, row_span=2),
            look(column_span=3),
            ["število združenih stolpcev 1 → 3", "število združenih vrstic 2 → 1"],
        ),
        (
            look(widths=(20.0, 80.0)),
            look(widths=(33.5, 66.5)),
            ["širine stolpcev 20_%, 80_% → 33,5_%, 66,5_%".replace("_", "\N{NO-BREAK SPACE}")],
        ),
        (look(), look(), []),
        (None, look(), []),
    ],
)
def test_a_text_that_is_set_otherwise(old: TextLook | None, new: TextLook, expected: list[str]) -> None:
    assert list(NOTES.of_text(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (RunLook(), RunLook(strong=True), "krepko"),
        (RunLook(strong=True), RunLook(), "ni več krepko"),
        (RunLook(strong=True), RunLook(emphasis=True), "ni več krepko, ležeče"),
        (RunLook(), RunLook(target="https://a.si"), "povezava na https://a.si"),
        (RunLook(target="https://a.si"), RunLook(), "ni več povezave na https://a.si"),
        (
            RunLook(target="#O.1.1"),
            RunLook(target="#gone"),
            "povezava »1. Število udeležencev« → drugo mesto v dokumentu",
        ),
    ],
)
def test_words_that_are_set_otherwise(old: RunLook, new: RunLook, expected: str) -> None:
    pieces = [SetStretch(StretchKind.EQUAL, "ena "), SetStretch(StretchKind.EQUAL, "dve", old, new)]
    assert list(NOTES.of_runs(pieces)) == [f"»dve«: {expected}"]


def test_a_label_that_the_texts_show_is_not_told_again() -> None:
    old, new = (look(TextKind.ITEM, list_kind=LETTERS, label=label) for label in ("a)", "b)"))
    shown = dataclasses.replace(LOOKS[2], before="a) ena", after="b) ena", old_look=old, new_look=new)
    (row,) = rows_of(Names.of(report(shown), TEMPLATES))
    assert row.notes == ()


def test_words_that_came_are_told_with_their_link_alone() -> None:
    link = RunLook(strong=True, target="https://a.si")
    old, new = SetStretch(StretchKind.DELETED, "dve", old=link), SetStretch(StretchKind.INSERTED, "tri", new=link)
    assert list(NOTES.of_runs([new])) == ["»tri«: povezava na https://a.si"]
    assert list(NOTES.of_runs([old, new])) == []


def test_stretches_are_cut_where_looks_begin() -> None:
    stretches = [Stretch(StretchKind.EQUAL, "ab"), Stretch(StretchKind.DELETED, "c"), Stretch(StretchKind.EQUAL, "d")]
    old, new = (Run("a"), Run("bc", strong=True), Run("d")), (Run("ab"), Run("d", emphasis=True))
    bold = RunLook(strong=True)
    assert list(divide(stretches, old, new)) == [
        SetStretch(StretchKind.EQUAL, "a"),
        SetStretch(StretchKind.EQUAL, "b", old=bold),
        SetStretch(StretchKind.DELETED, "c", old=bold),
        SetStretch(StretchKind.EQUAL, "d", new=RunLook(emphasis=True)),
    ]


def test_bold_is_bold_and_words_are_marked_in_word_and_in_the_browser() -> None:
    made = report(LOOKS[1])
    (table,) = docx.Document(io.BytesIO(render_changes_docx(made, TEMPLATES))).tables
    before, after = (cell.paragraphs[0].runs for cell in table.rows[1].cells[2:4])
    assert [run.text for run in before if run.font.strike] == ["uredbo"]
    assert [(run.text, run.style.name) for run in after if run.font.underline] == [("poglavje", "Strong")]
    page = write_html(made, TEMPLATES)
    assert "<del>uredbo</del>" in page
    assert "<ins><strong>poglavje</strong></ins>" in page


def test_words_that_came_in_several_looks_have_one_mark() -> None:
    came = dataclasses.replace(LOOKS[0], before=None, old_runs=None)
    lines = write_text(report(came), TEMPLATES).splitlines()
    assert f"   {SENTENCE}" in lines
    told = write_markdown(report(came), TEMPLATES)
    assert f"<strong>{SENTENCE}</strong>" in told


def test_a_long_text_with_another_look_is_shown_from_its_start() -> None:
    text = "beseda " * 99
    change = dataclasses.replace(LOOKS[2], before=text, after=text)
    (row,) = rows_of(Names.of(report(change), TEMPLATES))
    assert row.after == (Run("beseda " * 17 + "…"),)


def test_words_far_away_that_are_set_otherwise_are_shown() -> None:
    text = "beseda " * 99
    change = dataclasses.replace(
        LOOKS[0], before=text + SENTENCE, after=text + SENTENCE,
        old_runs=(Run(text + SENTENCE),), new_runs=(Run(text), Run(SENTENCE, strong=True)),
    )  # fmt: skip
    (row,) = rows_of(Names.of(report(change), TEMPLATES))
    assert row.after[-1] == Run(SENTENCE, strong=True)
    assert row.notes == (f"»{SENTENCE}«: krepko",)


def test_runs_of_another_text_are_not_shown() -> None:
    change = Change(*(ChangeKind.WORDING, LOOKS[0].subject, "x", "", "", "ena", "dve"), new_runs=(Run("tri"),))
    (row,) = rows_of(Names.of(report(change), TEMPLATES))
    assert [run.text for run in row.after] == ["dve"]


def test_the_texts_side_by_side_show_looks_labels_and_links() -> None:
    old, new = (Paragraph((Run("ena "), Run("dve", strong=strong))) for strong in (True, False))
    (line,) = compare_lines([old], [new])
    assert line.old is not None
    assert line.changed
    assert line.old.cells == ((Run("ena "), Run("dve", strong=True)),)
    linked = Paragraph((Run("ena "), Run("dve", target="https://a.si")))
    assert [line.changed for line in compare_lines([new, new], [linked, new])] == [True, False]
    items = [List(kind, (ListItem(kind.label(1), (Run("ena"),)),)) for kind in (LETTERS, NUMBERS)]
    assert [line.changed for line in compare_lines(items[:1], items[1:])] == [True]

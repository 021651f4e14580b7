"""Footnotes of chapters: their leaves, their numbers through the document, and what they are in a text."""

from __future__ import annotations

import random
import re

import pytest

from methodology.checks.printed_texts import printed_texts
from methodology.composing import compose_document
from methodology.composing.chapter_markup import chapter_markup
from methodology.composing.parsing import blocks_of
from methodology.composing.printing import Printer
from methodology.model.chapter import Chapter, LeafKind
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.document import NOTE_MARK, Document
from methodology.model.footnotes import without_references
from methodology.model.programme import Programme
from methodology.model.texts import Text, TextKind, texts_of_blocks
from methodology.pull.source_text import as_source
from methodology.reading.chapter_checks import check_forms, check_lists
from methodology.reading.footnote_checks import check_footnotes
from tests.built import SAMPLE, TEMPLATES, read_content
from tests.prose import prose_content


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return read_content(prose_content(tmp_path_factory.mktemp("prose")))


@pytest.fixture(scope="module")
def document(programme: Programme) -> Document:
    return compose_document(programme, TEMPLATES)


@pytest.fixture(scope="module")
def printer() -> Printer:
    sample = read_content(SAMPLE)
    return Printer(sample, sample.grammar)


def notes_of(document: Document) -> list[Text]:
    return [text for text in texts_of_blocks(document.blocks) if text.kind is TextKind.FOOTNOTE]


def test_they_are_numbered_by_their_marks_and_counted_by_the_file(document: Document) -> None:
    notes = notes_of(document)
    assert [(note.label, note.text) for note in notes] == [
        ("1", "Evidence vodi organ, letno."),
        ("2", "Ocena organa upošteva cilj 2.000 in pravila."),
        ("3", "Velja od leta 2034."),
        ("4", "Zadnja opomba."),
        ("5", "Opomba v tabeli, 2.000."),
    ]
    assert [note.paths[0] for note in notes[:4]] == [f"chapters.introduction.{leaf}" for leaf in (12, 9, 10, 13)]


def test_a_mark_is_one_plain_character_of_its_text(document: Document) -> None:
    texts = list(texts_of_blocks(document.blocks))
    at = next(number for number, text in enumerate(texts) if text.text.startswith("Mejnik temelji"))
    assert texts[at].text == f"Mejnik temelji na evidencah{NOTE_MARK}, cilj 2.000 na oceni{NOTE_MARK}."
    assert [text.kind for text in texts[at + 1 : at + 4]] == [TextKind.FOOTNOTE, TextKind.FOOTNOTE, TextKind.ITEM]
    marks = [run for run in texts[at].runs if run.footnote is not None]
    assert [(run.text, run.strong, run.target) for run in marks] == [(NOTE_MARK, False, None)] * 2


def test_two_marks_side_by_side_are_two_runs(printer: Printer) -> None:
    chapter = Chapter("introduction", "**A[^a][^b]**.\n\n[^a]: Isto.\n[^b]: Isto.", "a.md")
    (block,) = blocks_of(chapter_markup(chapter, printer))
    marks = [run for text in texts_of_blocks([block]) for run in text.runs if run.footnote is not None]
    assert [(run.footnote.label, run.strong) for run in marks if run.footnote] == [("1", False), ("2", False)]


def random_chapter(chance: random.Random) -> Chapter:
    """Texts, items and headings, up to three with the mark of a footnote, whose text stands anywhere."""
    lines = chance.choices(["c", "d *e* f", "- a", "(a) b", "1. l", "# g", r"h \[^x]"], k=5)
    for name in chance.sample("xyz", chance.randint(1, 3)):
        lines[chance.randrange(5)] += f"[^{name}]"
        lines.append(f"{' ' * chance.randrange(4)}[^{name}]: {chance.choice(['j', '- k', '**m** i'])}")
    texts, notes = lines[:5], lines[5:]
    for note in notes:
        texts.insert(chance.randint(0, len(texts)), note)
    return Chapter("introduction", "".join(f"{line}{chance.choice((BREAK, BREAK, LINE))}" for line in texts), "a.md")


LINE, BREAK = "\n", "\n\n"


@pytest.mark.parametrize("seed", range(3))
def test_leaves_are_counted_as_they_are_composed(seed: int, printer: Printer) -> None:
    chance, sound = random.Random(seed), 0
    for _ in range(300):
        chapter = random_chapter(chance)
        if any((*check_footnotes(chapter), *check_forms(chapter), *check_lists(chapter))):
            continue
        sound += 1
        printed = texts_of_blocks(blocks_of(f"<h1>A</h1>{chapter_markup(chapter, printer)}", []))
        said = {path: text.text.replace(NOTE_MARK, "") for text in printed for path in text.paths}
        for leaf in chapter.leaves:
            if leaf.kind is not LeafKind.HEADING:
                source = without_references(leaf.text)
                assert letters(said[f"chapters.introduction.{leaf.number}"]) == letters(source), chapter.text
    assert sound > 20


def letters(text: str) -> list[str]:
    return re.findall("[a-m]", text)


@pytest.mark.parametrize("text", ["a[^b]", "[^b]: c", "a[^b c]", "^[d]", r"a\[^b]", "[^b](https://a.si)", "[^1][^2]"])
def test_what_looks_like_one_prints_as_typed_once_undone(text: str, printer: Printer) -> None:
    source = undo_line_marks(as_source(text, is_markdown=True), "")
    chapter = Chapter("introduction", source, "a.md")
    (printed,) = texts_of_blocks(blocks_of(chapter_markup(chapter, printer)))
    assert printed.text == text


def test_check_reads_their_texts_and_not_their_names(programme: Programme) -> None:
    texts = {text.path: text.text for text in printed_texts(programme)}
    assert texts["chapters.introduction.7"] == "prva možnost, ki velja;"
    assert texts["chapters.introduction.12"] == "Evidence vodi organ,\nletno."


def test_a_long_row_of_brackets_is_read_in_time_that_grows_with_it() -> None:
    chapter = Chapter("introduction", "[^" * 50_000 + "\n\n" + "[^a]:" * 20_000, "a.md")
    assert len(chapter.leaves) == 2
    assert [fault.code for fault in check_footnotes(chapter)]

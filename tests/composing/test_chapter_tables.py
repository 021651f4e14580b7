"""Pipe tables of chapters: the same cells to the leaves of the chapter and to the document."""

from __future__ import annotations

import random

import pytest

from methodology.composing.chapter_markup import chapter_markup
from methodology.composing.parsing import blocks_of
from methodology.composing.printing import Printer
from methodology.model.chapter import Chapter, LeafKind
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.document import Alignment, Block, Caption, Paragraph, Table, plain_text
from methodology.model.texts import texts_of_blocks
from methodology.pull.source_text import as_source
from methodology.reading.chapter_checks import check_forms, check_references, check_tables


def chapter_of(text: str) -> Chapter:
    return Chapter("c", text, "content/chapters/c.md")


def blocks(text: str, printer: Printer) -> tuple[Block, ...]:
    return blocks_of(chapter_markup(chapter_of(text), printer))


def test_a_table_has_its_caption_its_alignment_and_its_looks(printer: Printer) -> None:
    caption, table, after = blocks(
        "So:\n\n: *Lepi* projekti\n| Leto | Ime | Cilj |\n| :-- | :-: | --: |\n"
        "| 2019 | **a** [b](https://example.org) | {O.1.1.target} |\n| 1 \\| 2 | | x |\n\nPotem.",
        printer,
    )[1:]
    assert isinstance(caption, Caption)
    assert plain_text(caption.content) == "Lepi projekti"
    assert isinstance(table, Table)
    assert table.title == "Lepi projekti"
    assert [[plain_text(cell.content) for cell in row.cells] for row in (*table.header, *table.rows)] == [
        ["Leto", "Ime", "Cilj"],
        ["2019", "a b", "2.000"],
        ["1 | 2", "", "x"],
    ]
    assert [cell.alignment for cell in table.rows[0].cells] == [Alignment.LEFT, Alignment.CENTER, Alignment.RIGHT]
    looks = [(run.text, run.strong, run.target) for run in table.rows[0].cells[1].content]
    assert looks == [("a", True, None), (" ", False, None), ("b", False, "https://example.org")]
    assert isinstance(after, Paragraph)


def test_a_table_without_caption_is_called_by_its_head(printer: Printer) -> None:
    (table,) = blocks("| Leto | |\n|---|---|\n| 2019 | x |", printer)
    assert isinstance(table, Table)
    assert table.title == "Leto"


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (r"\|", "|"),
        (r"a\\", "a\\"),
        ("{O.1.1.target|dva | tri}", "dva | tri"),
        ("{{a}}", "{a}"),
        ("- x", "- x"),
        ("> 5 %", "> 5 %"),
        ("# x", "# x"),
        ("1. x", "1. x"),
        (": x", ": x"),
        ("--", "--"),
        ("a_b", "a_b"),
        ("&nbsp", "&nbsp"),
        ("\N{NO-BREAK SPACE}x", "\N{NO-BREAK SPACE}x"),
        ("2 * 3", "2 * 3"),
    ],
)
def test_signs_in_a_cell(cell: str, printed: str, printer: Printer) -> None:
    text = f"| H | I |\n|---|---|\n| {cell} | z |"
    (table,) = blocks(text, printer)
    assert isinstance(table, Table)
    assert [plain_text(cell.content) for cell in table.rows[0].cells] == [printed, "z"]
    assert [*check_forms(chapter_of(text)), *check_tables(chapter_of(text))] == []


PIECES = (
    "|",
    r"\|",
    "\\",
    " ",
    "a",
    "{O.1.1.id|x|y}",
    "{{",
    "}}",
    "*b* ",
    "[c](https://d)",
    "\t",
    "-",
    ":",
    "é",
    "1.",
    "#",
    "`",
)


@pytest.mark.parametrize("seed", range(60))
def test_leaves_and_document_have_the_same_cells(seed: int, printer: Printer) -> None:
    """Random chapters with tables, as far as reading takes them: each text stands in the document under its number."""
    chance = random.Random(seed)
    for _ in range(5):
        columns = chance.randint(1, 4)

        def row(columns: int = columns) -> str:
            cells = ("".join(chance.choices(PIECES[1:], k=chance.randint(0, 5))) for _ in range(columns))
            return " " * chance.randint(0, 3) + "|" + "|".join(f" {cell} " for cell in cells) + "|"

        lines = [": N *a*"] * chance.randint(0, 1)
        lines += [row(), "|" + "|".join(chance.choices((":--", " --: ", ":-:", "-"), k=columns)) + "|"]
        lines += [row() for _ in range(chance.randint(1, 3))]
        chapter = chapter_of(f"Prej.\n\n{chr(10).join(lines)}\n\n- x\n- y\n")
        faults = *check_forms(chapter), *check_tables(chapter), *check_references(chapter, printer.programme.values)
        if faults or r"\{" in chapter.text:
            continue
        made = [text.paths for text in texts_of_blocks(blocks(chapter.text, printer)) if text.runs]
        assert [next(path for path in paths if path.startswith("chapters.c.")) for paths in made] == [
            f"chapters.c.{leaf.number}" for leaf in chapter.leaves if leaf.text
        ]


@pytest.mark.parametrize("seed", range(40))
def test_any_text_can_be_written_into_a_cell(seed: int, printer: Printer) -> None:
    chance = random.Random(seed)
    said = "".join(chance.choices(PIECES, k=6)).strip().replace("\t", " ")
    source = undo_line_marks(as_source(said, is_markdown=True), "|")
    text = f"| H | I |\n|---|---|\n| {source} | z |"
    chapter = chapter_of(text)
    assert [leaf.kind for leaf in chapter.leaves] == [LeafKind.CELL] * 4
    (table,) = blocks(text, printer)
    assert isinstance(table, Table)
    assert plain_text(table.rows[0].cells[0].content).split() == said.split()

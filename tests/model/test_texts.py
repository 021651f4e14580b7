"""The one walk over a document's texts, and the grid of its tables."""

from __future__ import annotations

import pytest

from methodology.model.document import (
    Cell,
    Heading,
    HeadingKind,
    List,
    ListFormat,
    ListItem,
    Note,
    Paragraph,
    Row,
    Run,
    Table,
)
from methodology.model.texts import CellPlace, TextKind, grid_of, lay_out, texts_of, texts_of_blocks
from tests.rendering.sample import sample_document


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Run(text),), column_span=columns, row_span=rows)


def table(*rows: Row, columns: int = 2, header: tuple[Row, ...] = ()) -> Table:
    return Table((100 / columns,) * columns, header, rows, "Naslov")


BLOCKS = (
    Heading(1, HeadingKind.CHAPTER, 1, "1.", (Run("UVOD"),), "introduction"),
    Paragraph((Run("Kazalnik ", source="a"), Run("O.1", source="b", within="a"))),
    Heading(2, HeadingKind.PART, 1, "", (Run("Del"),), "part"),
    List(ListFormat.LETTER, (ListItem("a)", (Run("prvi"),), "first"), ListItem("b)", (Run("drugi"),)))),
    table(Row((cell("x", rows=2), cell("y")), "row"), Row((cell("z"),)), header=(Row((cell("glava", 2),)),)),
    Note((Run("opomba"),)),
    table(Row((cell("p"), cell("q")))),
)


def test_each_text_knows_where_it_stands() -> None:
    texts = list(texts_of_blocks(BLOCKS))
    assert [(text.kind, text.label, text.text, text.chapter, text.heading, text.section) for text in texts] == [
        (TextKind.HEADING, "1.", "UVOD", "1. UVOD", "", "introduction"),
        (TextKind.PARAGRAPH, "", "Kazalnik O.1", "1. UVOD", "", "introduction"),
        (TextKind.HEADING, "", "Del", "1. UVOD", "Del", "part"),
        (TextKind.ITEM, "a)", "prvi", "1. UVOD", "Del", "part"),
        (TextKind.ITEM, "b)", "drugi", "1. UVOD", "Del", "part"),
        *((TextKind.CELL, "", name, "1. UVOD", "Del", "part") for name in ("glava", "x", "y", "z")),
        (TextKind.NOTE, "", "opomba", "1. UVOD", "Del", "part"),
        *((TextKind.CELL, "", name, "1. UVOD", "Del", "part") for name in ("p", "q")),
    ]
    assert [text.anchor for text in texts if text.anchor] == ["introduction", "part", "first", "row"]
    assert [text.block for text in texts[:2]] == list(BLOCKS[:2])
    assert texts[1].paths == ("a", "b")


def test_cells_are_placed_by_the_grid_and_tables_counted() -> None:
    places = [text.cell for text in texts_of_blocks(BLOCKS) if text.cell is not None]
    assert places == [CellPlace(*place) for place in ((0, 0, 0), (0, 1, 0), (0, 1, 1), (0, 2, 1), (1, 0, 0), (1, 0, 1))]


def test_the_cover_comes_first() -> None:
    document = sample_document()
    texts = list(texts_of(document))
    cover = [text for text in texts if text.kind is TextKind.COVER]
    assert texts[: len(cover)] == cover
    assert cover[0].runs == document.cover.title
    assert texts[len(cover) :] == list(texts_of_blocks(document.blocks))


def test_the_grid_repeats_the_cells_that_reach_down() -> None:
    grid = grid_of(table(Row((cell("a", rows=2), cell("b", 2))), Row((cell("c"), cell("d"))), columns=3))
    assert [[(each.cell.content[0].text, each.column, each.continues) for each in row] for row in grid] == [
        [("a", 0, False), ("b", 1, False)],
        [("a", 0, True), ("c", 1, False), ("d", 2, False)],
    ]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([Row((cell("a"),))], "too few"),
        ([Row((cell("a"), cell("b"), cell("c")))], "too many"),
        ([Row((cell("a", 3),))], "too many"),
        ([Row((cell("a"), cell("b", rows=2))), Row((cell("c", 2),))], "too many"),
        ([Row((cell("a", rows=2), cell("b"))), Row(())], "too few"),
    ],
)
def test_a_row_that_does_not_fill_the_grid_is_refused(rows: list[Row], fault: str) -> None:
    with pytest.raises(ValueError, match=f"the table 'Naslov' has a cell {fault}"):
        grid_of(table(*rows))


def test_any_table_is_laid_out() -> None:
    spans = {"a": (1, 2), "b": (2, 1), "wide": (5000, 1)}
    rows = lay_out([["a", "b"], ["c", "wide"], ["d"]], lambda name: spans.get(name, (1, 1)))
    assert [[(each.cell, each.column, each.continues) for each in row] for row in rows] == [
        [("a", 0, False), ("b", 1, False)],
        [("a", 0, True), ("c", 1, False), ("wide", 2, False)],
        [("d", 0, False)],
    ]

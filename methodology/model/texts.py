"""The texts of a document, one by one: what every comparison, seal, link and page number of a document counts by.

A text is what stands in one heading, paragraph, note, caption, list item, table cell or footnote, or in one field of
the cover. This is the only walk over a document that yields its texts, and the only one that lays the cells of a table
out in a grid.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar, assert_never
from urllib.parse import urlsplit

from methodology.messages import declare_message, translate
from methodology.model.document import (
    Block,
    Caption,
    Cell,
    Document,
    Footnote,
    Heading,
    Inline,
    List,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    plain_text,
)

WIDEST, TALLEST = 1_000, 65_534
"""The most columns and rows that a cell may span; HTML has the same bounds."""

AnyCell = TypeVar("AnyCell")


class TextKind(StrEnum):
    """What a text stands in."""

    COVER = "cover"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    NOTE = "note"
    CAPTION = "caption"
    ALTERNATIVE = "alternative"
    """What a picture shows: it is heard and compared, and not seen."""
    ITEM = "item"
    CELL = "cell"
    FOOTNOTE = "footnote"


class CellPlace(NamedTuple):
    """The cell of a table of the body. All count from 0: the rows of the head first, columns by the table's grid.

    ``paragraph`` counts the paragraphs in the cell; the program writes one, an edited Word file may have more.
    """

    table: int
    row: int
    column: int
    paragraph: int = 0


class Text(NamedTuple):
    """One text and where it stands.

    ``label`` is that of a heading, a caption, an item or a footnote, as printed. ``chapter`` and ``heading`` are the
    printed headings above: the last that is numbered through the document, and the last one below it; a heading stands
    under itself. ``section`` is the anchor of the heading above. ``anchor`` is where links to the text itself arrive;
    that of a row belongs to its first cell. ``block`` is None on the cover, ``cell`` is None outside of tables. A
    footnote comes right after the text with its mark; its ``block`` is that one's, and it is in no ``cell``.
    """

    kind: TextKind
    runs: Inline
    label: str = ""
    chapter: str = ""
    heading: str = ""
    section: str | None = None
    anchor: str | None = None
    cell: CellPlace | None = None
    block: Block | None = None
    item: ListItem | None = None

    @property
    def text(self) -> str:
        """The text without its label."""
        return plain_text(self.runs)

    @property
    def paths(self) -> tuple[str, ...]:
        """The content paths of the values and of the sentences around them, each once, in reading order."""
        paths = (path for run in self.runs for path in (run.source, run.within) if path is not None)
        return tuple(dict.fromkeys(paths))


def texts_of(document: Document) -> Iterator[Text]:
    """Yield every text of the document: those of the cover in the order of its fields, then those of the body.

    The emblem of the cover comes last of its own.
    """
    for field in dataclasses.fields(document.cover):
        if content := getattr(document.cover, field.name):
            yield Text(TextKind.COVER, content)
    if document.emblem is not None:
        yield Text(TextKind.ALTERNATIVE, document.emblem.alternative)
    yield from texts_of_blocks(document.blocks)


def texts_of_blocks(blocks: Iterable[Block]) -> Iterator[Text]:
    """Yield every text of the blocks in reading order; headings and tables are counted from the first block on."""
    chapter, heading, section = "", "", None
    tables = 0
    for block in blocks:
        if isinstance(block, Heading):
            printed = " ".join(filter(None, (block.label, plain_text(block.content))))
            chapter, heading = (printed, "") if block.is_chapter else (chapter, printed)
            section = block.anchor
        items = iter(block.items if isinstance(block, List) else ())
        for kind, runs, label, anchor, cell in _parts(block, tables):
            item = next(items) if kind is TextKind.ITEM else None
            yield Text(kind, runs, label, chapter, heading, section, anchor, cell, block, item)
            for note in footnotes_of(runs):
                yield Text(TextKind.FOOTNOTE, note.content, note.label, chapter, heading, section, block=block)
        tables += isinstance(block, Table)


def map_texts(block: Block, change: Callable[[Inline], Inline]) -> Block:
    """Return a block with each of its texts changed, in reading order; the texts of footnotes are parts of these.

    Where ``change`` returns each text as it is, so is the block.
    """
    match block:
        case Heading() | Paragraph() | Note() | Caption():
            content = change(block.content)
            return block if content is block.content else replace(block, content=content)
        case Picture():
            alternative = change(block.alternative)
            return block if alternative is block.alternative else replace(block, alternative=alternative)
        case List():
            items = _map_contents(block.items, change)
            return block if items is block.items else replace(block, items=items)
        case Table():
            header, rows = _map_rows(block.header, change), _map_rows(block.rows, change)
            same = header is block.header and rows is block.rows
            return block if same else replace(block, header=header, rows=rows)
        case _:
            assert_never(block)


def _map_rows(rows: tuple[Row, ...], change: Callable[[Inline], Inline]) -> tuple[Row, ...]:
    mapped = [(row, _map_contents(row.cells, change)) for row in rows]
    if all(cells is row.cells for row, cells in mapped):
        return rows
    return tuple(row if cells is row.cells else replace(row, cells=cells) for row, cells in mapped)


AnyHolder = TypeVar("AnyHolder", Cell, ListItem)


def _map_contents(holders: tuple[AnyHolder, ...], change: Callable[[Inline], Inline]) -> tuple[AnyHolder, ...]:
    changed = [(one, change(one.content)) for one in holders]
    if all(content is one.content for one, content in changed):
        return holders
    return tuple(one if content is one.content else replace(one, content=content) for one, content in changed)


def footnotes_of(content: Inline) -> Iterator[Footnote]:
    """Yield the footnotes whose marks stand in a text."""
    return (run.footnote for run in content if run.footnote is not None)


def _parts(block: Block, tables: int) -> Iterator[tuple[TextKind, Inline, str, str | None, CellPlace | None]]:
    """Yield the kind, runs, label, anchor and cell of each text of a block; ``tables`` stand before it."""
    match block:
        case Heading():
            yield TextKind.HEADING, block.content, block.label, block.anchor, None
        case Paragraph():
            kind = TextKind.QUOTE if block.is_quote else TextKind.PARAGRAPH
            yield kind, block.content, "", block.anchor, None
        case Note():
            yield TextKind.NOTE, block.content, "", None, None
        case Caption():
            yield TextKind.CAPTION, block.content, block.label, None, None
        case Picture():
            yield TextKind.ALTERNATIVE, block.alternative, "", None, None
        case List():
            for item in block.items:
                yield TextKind.ITEM, item.content, item.label, item.anchor, None
        case Table():
            yield from _cell_parts(block, tables)
        case _:
            assert_never(block)


def _cell_parts(table: Table, number: int) -> Iterator[tuple[TextKind, Inline, str, str | None, CellPlace | None]]:
    rows = (*table.header, *table.rows)
    for row_number, (row, grid_row) in enumerate(zip(rows, _lay_out_table(table), strict=True)):
        anchor = row.anchor
        for cell, column, continues in grid_row:
            if not continues:
                place = CellPlace(number, row_number, column)
                # links arrive at the first cell that says something: an empty one is no text of a Word file
                yield TextKind.CELL, cell.content, "", anchor if cell.content else None, place
                anchor = None if cell.content else anchor


class GridCell(NamedTuple, Generic[AnyCell]):
    """A cell in one row of the grid; ``continues`` says that it began in a row above. Columns count from 0."""

    cell: AnyCell
    column: int
    continues: bool


GridRow = list[GridCell[AnyCell]]


def grid_of(table: Table) -> list[GridRow[Cell]]:
    """Return the rows of the head and the body, each with its own cells and those that reach into it from above.

    Raises ValueError where the cells of a row do not fill the columns of the table exactly.
    """
    grid = list(_lay_out_table(table))
    for grid_row in grid:
        column = 0
        for grid_cell in grid_row:
            if grid_cell.column != column:
                raise _misfit(table, _TOO_FEW if grid_cell.column > column else _TOO_MANY, grid_row)
            column += grid_cell.cell.column_span
        if column != len(table.columns):
            raise _misfit(table, _TOO_FEW if column < len(table.columns) else _TOO_MANY, grid_row)
    return grid


def lay_out(
    rows: Iterable[Sequence[AnyCell]], spans: Callable[[AnyCell], tuple[int, int]]
) -> Iterator[GridRow[AnyCell]]:
    """Yield the grid of a table of any origin; ``spans`` returns the columns and rows that a cell takes.

    A cell begins in the first column that no cell from above covers. Cells beyond ``WIDEST`` columns share the last.
    """
    covering: dict[int, tuple[GridCell[AnyCell], int]] = {}  # column: the cell that covers it, rows left with this one
    for row in rows:
        grid_row = list({cell.column: cell for cell, _ in covering.values()}.values())
        opened: dict[int, tuple[GridCell[AnyCell], int]] = {}
        column = 0
        for cell in row:
            while column in covering:
                column += 1
            columns, height = spans(cell)
            grid_row.append(GridCell(cell, column, continues=False))
            end = min(column + max(columns, 1), WIDEST)
            if height > 1:
                covered = (GridCell(cell, column, continues=True), min(height, TALLEST))
                opened |= dict.fromkeys(range(column, end), covered)
            column = end
        if covering:
            grid_row.sort(key=lambda grid_cell: grid_cell.column)
        yield grid_row
        covering = {at: (cell, left - 1) for at, (cell, left) in (covering | opened).items() if left > 1}


def _lay_out_table(table: Table) -> Iterator[GridRow[Cell]]:
    """Lay the head and the body out, each by itself: no cell of the head reaches into the body."""
    for rows in (table.header, table.rows):
        yield from lay_out([row.cells for row in rows], lambda cell: (cell.column_span, cell.row_span))


def _misfit(table: Table, message: str, row: GridRow[Cell]) -> ValueError:
    texts = [plain_text(grid_cell.cell.content) for grid_cell in row]
    return ValueError(translate(message, title=table.title, columns=len(table.columns), texts=texts))


_TOO_MANY = declare_message("a row of the table '{title}' has a cell too many for its {columns} columns: {texts}")
_TOO_FEW = declare_message("a row of the table '{title}' has a cell too few for its {columns} columns: {texts}")


SCHEMES = frozenset({"http", "https", "mailto"})


def broken_links(texts: Sequence[Text]) -> Iterator[tuple[str, Run]]:
    """Yield what is wrong with the links, each with its run; an empty run for a place that is there twice."""
    counts = Counter(anchors_of(texts))
    yield from (
        (translate("two places are called '{anchor}'", anchor=anchor), Run(""))
        for anchor, count in counts.items()
        if count > 1
    )
    linked = (run for text in texts for run in text.runs if run.target is not None)
    yield from (
        (translate("the link '{target}' leads nowhere", target=run.target), run)
        for run in linked
        if not _leads(run, counts)
    )


def require_sound_links(texts: Sequence[Text]) -> None:
    """Raise ValueError for what :func:`broken_links` finds: whoever composed the blocks should have."""
    for message, _ in broken_links(texts):
        raise ValueError(message)


def anchors_of(texts: Iterable[Text]) -> Iterator[str]:
    """Yield every place that a link can lead to. A row that cells from above fill has none."""
    return (text.anchor for text in texts if text.anchor is not None)


def _leads(run: Run, anchors: Counter[str]) -> bool:
    target = run.target or ""
    return target[1:] in anchors if target.startswith("#") else urlsplit(target).scheme in SCHEMES

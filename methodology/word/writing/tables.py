"""Tables: the grid of merged cells, rows that repeat and rows that stay whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from methodology.model.document import Alignment, Cell, Inline, Row, Table
from methodology.word.styles import TABLE, TABLE_HEAD, TABLE_NUMBER, TABLE_TEXT
from methodology.word.wordml import as_markup, child, escaped, found
from methodology.word.writing.draft import Draft, Setting, bookmark_of, write_paragraph

SHORT_TABLE = 6
"""A table of at most so many rows is kept on one page."""

LOOK = 'w:firstColumn="0" w:lastColumn="0" w:lastRow="0" w:noHBand="1" w:noVBand="1"'


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell where it stands in the grid; ``continues`` says that it is covered by the one above."""

    cell: Cell
    column: int
    continues: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A row's part in its table."""

    head: int | None
    """Which of the header rows it is, from 0; None for a row of the body."""
    keep_next: bool


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its cells in the grid, each with its width."""

    row: Row
    slots: tuple[tuple[Slot, int], ...]
    place: Place


def write_table(draft: Draft, table: Table, *, keep_with_next: bool) -> str:
    """A ``w:tbl`` as markup; ``keep_with_next`` binds its last row to the note that follows."""
    rows = placed_rows(draft, table, keep_with_next=keep_with_next)
    return write_frame(draft, table, [write_row(draft, row) for row in rows])


def placed_rows(draft: Draft, table: Table, *, keep_with_next: bool) -> list[PlacedRow]:
    """The rows of the head and the body."""
    widths = _widths(table.columns, draft.text_width)
    rows = (*table.header, *table.rows)
    grid = grid_of(table)
    placed = []
    for index, (row, slots) in enumerate(zip(rows, grid, strict=True)):
        last = index == len(rows) - 1
        place = Place(
            head=index if index < len(table.header) else None,
            keep_next=keep_with_next if last else _keeps_next(index, len(rows), len(table.header)),
        )
        placed.append(PlacedRow(row, tuple((slot, _width(slot, widths)) for slot in slots), place))
    return placed


def write_frame(draft: Draft, table: Table, rows: Iterable[str]) -> str:
    """A table's properties and columns around its rows, as markup."""
    widths = _widths(table.columns, draft.text_width)
    first = 'w:val="0620" w:firstRow="1"' if table.header else 'w:val="0600" w:firstRow="0"'
    title = escaped(table.title)
    properties = (
        f'<w:tblStyle w:val="{escaped(draft.styles.id(TABLE))}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {first} {LOOK}/>'
        f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{title}"/>'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _keeps_next(index: int, rows: int, head: int) -> bool:
    """Whether a row stays with the next: neither the head nor the last row stands alone, a short table is not torn."""
    return rows <= SHORT_TABLE or index <= head or index == rows - 2


def _widths(shares: Sequence[float], total: int) -> list[int]:
    """The columns' widths, which add up to the total whatever the rounding."""
    edges = [round(total * sum(shares[:index]) / sum(shares)) for index in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _width(slot: Slot, widths: Sequence[int]) -> int:
    return sum(widths[slot.column : slot.column + slot.cell.column_span])


def grid_of(table: Table) -> list[list[Slot]]:
    """The rows of the head and the body, each with its cells and those that spans from above cover."""
    columns = len(table.columns)
    return [*_grid(table.header, columns), *_grid(table.rows, columns)]


def _grid(rows: Sequence[Row], columns: int) -> Iterator[list[Slot]]:
    """Each row's cells with those that spans from above cover; a row that does not fit the grid: ValueError."""
    # By column, the cells that reach into the next row, and into how many from there on.
    covering: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        above, covering = covering, {}
        slots: list[Slot] = []
        cells = iter(row.cells)
        column = 0
        while column < columns:
            continues = column in above
            cell, reach = above.pop(column) if continues else (next(cells, None), 0)
            if cell is None or column + cell.column_span > columns:
                raise ValueError(f"a row of the table does not fill its {columns} columns: {row}")
            slots.append(Slot(cell, column, continues))
            below = (reach if continues else cell.row_span) - 1
            if below > 0:
                covering[column] = (cell, below)
            column += cell.column_span
        if above or next(cells, None) is not None:
            raise ValueError(f"a row of the table has more cells than its {columns} columns: {row}")
        yield slots


def write_row(draft: Draft, placed: PlacedRow) -> str:
    """A ``w:tr`` as markup; links to it arrive in its first cell."""
    place, slots = placed.place, placed.slots
    repeated = "<w:tblHeader/>" if place.head is not None else ""
    anchor = bookmark_of(draft, placed.row.anchor)
    arrival = next((slot for slot, _ in slots if not slot.continues), slots[0][0])
    cells = [_cell(draft, slot, width, place, anchor if slot is arrival else None) for slot, width in slots]
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(draft: Draft, slot: Slot, width: int, place: Place, bookmark: str | None) -> str:
    cell = slot.cell
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = "<w:vMerge/>" if slot.continues else '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
    shading = _head_shading(draft) if place.head else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shading}'
    style, natural = TABLE_TEXT, Alignment.LEFT
    if place.head is not None:
        style, natural = TABLE_HEAD, Alignment.CENTER
    elif cell.alignment is Alignment.RIGHT:
        style, natural = TABLE_NUMBER, Alignment.RIGHT
    setting = Setting(
        # The style of table heads binds them already.
        keep_next=place.keep_next and place.head is None,
        alignment=None if cell.alignment is natural else cell.alignment,
    )
    content: Inline = () if slot.continues else cell.content
    if cell.strong and place.head is None:
        content = tuple(dataclasses.replace(run, strong=True) for run in content)
    paragraph = write_paragraph(draft, style, content, setting, [bookmark])
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph}</w:tc>"


def _head_shading(draft: Draft) -> str:
    """The shading that the table style gives its first row, for the header rows below it: Word gives it to one only.

    As markup.
    """
    style = draft.styles.element(TABLE)
    for conditional in [] if style is None else found(style, "w:tblStylePr[@w:type='firstRow']"):
        shading = child(conditional, "w:tcPr", "w:shd")
        return "" if shading is None else as_markup(shading)
    return ""

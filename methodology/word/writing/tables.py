"""Tables: the grid of merged cells, rows that repeat and rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from methodology.model.document import Alignment, Cell, Row, Table, plain_text
from methodology.model.number_columns import NumberPlace, place_numbers
from methodology.model.page_fit import fits_page
from methodology.model.texts import GridCell, GridRow, grid_of
from methodology.word.styles import TABLE, TABLE_HEAD, TABLE_NUMBER, TABLE_TEXT
from methodology.word.wordml import attribute, child, escape, find_all, markup_of
from methodology.word.writing.draft import Draft, PreparedText, Setting
from methodology.word.writing.page_numbers import write_page_number

_SIZE = 18
"""The size of numbers in half points where no style says it."""
LOOK = 'w:firstColumn="0" w:lastColumn="0" w:lastRow="0" w:noHBand="1" w:noVBand="1"'


@dataclass(frozen=True, slots=True)
class PreparedRow:
    """A row before it is written: its cells in the grid, their widths, and its part in its table."""

    cells: tuple[GridCell[Cell], ...]
    widths: tuple[int, ...]
    bookmarks: tuple[str, ...]
    """The names of those around its first cell."""
    head: int | None
    """Which of the header rows it is, from 0; None for a row of the body."""
    keep_next: bool
    rights: tuple[int, ...]
    """How far the text of each cell stays from its right edge, beside the margin of cells."""
    tracked: tuple[str, ...] = ()
    """For each cell the markup of what changed in how its paragraph is set."""


def write_table(draft: Draft, table: Table, *, keep_with_next: bool) -> str:
    """A ``w:tbl``; ``keep_with_next`` binds its last row to the note that follows."""
    return write_frame(
        draft, table, [write_row(draft, row) for row in prepare_rows(draft, table, keep_with_next=keep_with_next)]
    )


def prepare_rows(draft: Draft, table: Table, *, keep_with_next: bool) -> list[PreparedRow]:
    """The rows of the head and the body."""
    widths = _widths(table.columns, draft.text_width)
    rows = (*table.header, *table.rows)
    is_report = draft.longest_row is not None
    grid = grid_of(table)
    is_whole = not is_report and fits_page(table, grid)
    rights = _rights(draft, table, grid, widths)
    return [
        PreparedRow(
            tuple(cells),
            tuple(sum(widths[cell.column : cell.column + cell.cell.column_span]) for cell in cells),
            draft.bookmarks.at(row.anchor),
            head=index if index < len(table.header) else None,
            keep_next=is_whole or _keeps_next(index, rows, table, is_report=is_report)
            if index < len(rows) - 1
            else keep_with_next,
            rights=tuple(rights.get((index, cell.column), 0) for cell in cells),
        )
        for index, (row, cells) in enumerate(zip(rows, grid, strict=True))
    ]


def _keeps_next(index: int, rows: Sequence[Row], table: Table, *, is_report: bool) -> bool:
    """Whether a row of a table that may be torn stays with the next: neither the head nor the last row stands alone.

    In a report, whose rows are long, only a row stays that heads those below it.
    """
    if is_report:
        return index < len(table.header) or (len(rows[index].cells) == 1 and rows[index].cells[0].strong)
    return index <= len(table.header) or index == len(rows) - 2


def _rights(
    draft: Draft, table: Table, grid: Sequence[GridRow[Cell]], widths: Sequence[int]
) -> dict[tuple[int, int], int]:
    """How far numbers stay from the edge, by row and column.

    All of a column stand in its middle, their decimal marks below one another.
    """
    numbers = place_numbers(table, grid)
    if not numbers:
        return {}
    em = 10 * int(attribute(draft.styles.inherited(TABLE_NUMBER, "w:rPr", "w:sz")) or _SIZE)
    margins = sum(_cell_margins(draft))
    return {at: _right(place, widths[at[1]] - margins, em) for at, place in numbers.items()}


def _right(place: NumberPlace, width: int, em: int) -> int:
    room = width - round(place.widest * em)
    return max(room // 2, 0) + round(place.short * em) if room >= 0 else 0


def _cell_margins(draft: Draft) -> Iterator[int]:
    """The margins beside the text of cells (17.4.42), as the table style has them."""
    for side in ("left", "right"):
        yield int(attribute(draft.styles.inherited(TABLE, "w:tblPr", "w:tblCellMar", f"w:{side}"), "w:w") or 0)


def _widths(shares: Sequence[float], total: int) -> list[int]:
    """The columns' widths, which add up to the total whatever the rounding."""
    edges = [round(total * sum(shares[:index]) / sum(shares)) for index in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def write_frame(draft: Draft, table: Table, rows: Iterable[str]) -> str:
    """A table's properties and columns around its rows; its description, for screen readers, names the columns."""
    widths = _widths(table.columns, draft.text_width)
    first = 'w:val="0620" w:firstRow="1"' if table.header else 'w:val="0600" w:firstRow="0"'
    heads = dict.fromkeys(plain_text(cell.content) for row in table.header for cell in row.cells)
    described = escape("; ".join(filter(None, heads)))
    description = f'<w:tblDescription w:val="{described}"/>' if described else ""
    properties = (
        f'<w:tblStyle w:val="{escape(draft.styles.id(TABLE))}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {first} {LOOK}/>'
        f'<w:tblCaption w:val="{escape(table.title)}"/>{description}'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def write_row(draft: Draft, row: PreparedRow, mark: Callable[[], str] = str) -> str:
    """A ``w:tr``; links to it arrive in its first cell. ``mark`` makes what tracks the row and its paragraphs."""
    repeated = "<w:tblHeader/>" if row.head is not None else ""
    longest = max(len(plain_text(cell.cell.content)) for cell in row.cells)
    breaks = row.head is None and draft.longest_row is not None and longest > draft.longest_row
    whole = "" if breaks else "<w:cantSplit/>"
    arrival = next((at for at, cell in enumerate(row.cells) if not cell.continues), 0)
    tracked = mark()
    cells = [_cell(draft, row, at, row.bookmarks if at == arrival else (), mark()) for at in range(len(row.cells))]
    return f"<w:tr><w:trPr>{whole}{repeated}{tracked}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(draft: Draft, row: PreparedRow, at: int, bookmarks: tuple[str, ...], mark: str) -> str:
    cell, _, continues = row.cells[at]
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = "<w:vMerge/>" if continues else '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
    shading = _head_shading(draft) if row.head else ""
    runs = () if continues else cell.content
    if cell.strong and row.head is None:
        runs = tuple(replace(run, strong=True) for run in runs)
    tracked = (f"<w:rPr>{mark}</w:rPr>" if mark else "") + (row.tracked[at] if row.tracked else "")
    end = "" if continues or cell.page_of is None else write_page_number(draft.bookmarks, cell.page_of)
    paragraph = draft.paragraph(PreparedText(runs, cell_setting(row, at), bookmarks, end=end), tracked)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{row.widths[at]}" w:type="dxa"/>{span}{merge}{shading}</w:tcPr>{paragraph}</w:tc>'
    )


def cell_setting(row: PreparedRow, at: int) -> Setting:
    """How the paragraph of a cell is set."""
    cell = row.cells[at].cell
    style, natural = TABLE_TEXT, Alignment.LEFT
    if row.head is not None:
        style, natural = TABLE_HEAD, Alignment.CENTER
    elif cell.alignment is Alignment.RIGHT:
        style, natural = TABLE_NUMBER, Alignment.RIGHT
    # The style of table heads binds them already.
    keep_next = row.keep_next and row.head is None
    alignment = None if cell.alignment is natural else cell.alignment
    return Setting(style, keep_next, alignment=alignment, right=row.rights[at])


def _head_shading(draft: Draft) -> str:
    """The shading that the table style gives its first row, for the header rows below it: Word gives it to one only."""
    style = draft.styles.element(TABLE)
    for conditional in [] if style is None else find_all(style, "w:tblStylePr[@w:type='firstRow']"):
        shading = child(conditional, "w:tcPr", "w:shd")
        return "" if shading is None else markup_of(shading)
    return ""

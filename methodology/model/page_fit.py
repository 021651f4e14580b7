"""Which tables fit on a page: the layouts of PDF and Word keep the same ones whole, so that their pages break alike."""

from __future__ import annotations

from collections.abc import Sequence

from methodology.model.document import Cell, Table, plain_text
from methodology.model.texts import GridRow, grid_of

_PAGE = 46
"""How many lines of a table a page holds for certain."""
_LINE = 105
"""How many characters a line over the full width of the page holds for certain, at the size of tables."""


def fits_page(table: Table, grid: Sequence[GridRow[Cell]] | None = None) -> bool:
    """Whether a table is lower than a page for certain, by how many lines its cells take.

    ``grid`` is that of the table, where it is laid out already.
    """
    rows = grid_of(table) if grid is None else grid
    return sum(max(_lines(cell.cell, table, cell.column) for cell in row) for row in rows) <= _PAGE


def _lines(cell: Cell, table: Table, column: int) -> int:
    """How many lines a cell takes in one of the rows that it spans."""
    width = sum(table.columns[column : column + cell.column_span]) / sum(table.columns)
    length = len(plain_text(cell.content))
    return -(-max(1, -(-length // max(1, int(_LINE * width)))) // cell.row_span)

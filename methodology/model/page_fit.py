"""Which tables fit on a page: the layouts of PDF and Word keep the same ones whole, so that their pages break alike."""

from __future__ import annotations

from methodology.model.document import Cell, Table, plain_text
from methodology.model.texts import grid_of

_PAGE = 46
"""How many lines of a table a page holds for certain."""
_LINE = 105
"""How many characters a line over the full width of the page holds for certain, at the size of tables."""


def fits_page(table: Table) -> bool:
    """Whether a table is lower than a page for certain, by how many lines its cells take."""
    return sum(max(_lines(cell.cell, table, cell.column) for cell in row) for row in grid_of(table)) <= _PAGE


def _lines(cell: Cell, table: Table, column: int) -> int:
    """How many lines a cell takes in one of the rows that it spans."""
    width = sum(table.columns[column : column + cell.column_span]) / sum(table.columns)
    length = len(plain_text(cell.content))
    return -(-max(1, -(-length // max(1, int(_LINE * width)))) // cell.row_span)

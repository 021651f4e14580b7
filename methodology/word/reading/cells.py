"""Where a paragraph stands in the tables of the body: table, row, column of the grid, paragraph of the cell."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from methodology.model.texts import CellPlace
from methodology.word.reading.looks import Mark, is_on
from methodology.word.wordml import attribute, child, whole_number

WIDEST = 1_000
"""No grid has more columns; Word knows 63."""


@dataclass(slots=True)
class _Table:
    number: int | None
    row: int = -1
    column: int = 0
    next_column: int = 0
    paragraph: int = -1
    in_head: bool = False
    marks: frozenset[Mark] = frozenset()
    row_is_hidden: bool = False


class Cells:
    """Counts tables, rows, columns of the grid and paragraphs as they come."""

    def __init__(self) -> None:
        """No table has begun."""
        self._tables: list[_Table] = []
        self._count = 0
        self._marks: frozenset[Mark] = frozenset()

    @property
    def nested(self) -> bool:
        """Whether the reader is in a table within a table."""
        return len(self._tables) > 1

    @property
    def in_head(self) -> bool:
        """Whether the reader is in a row that is repeated as the table's head."""
        return bool(self._tables) and self._tables[-1].in_head

    @property
    def marks(self) -> frozenset[Mark]:
        """What the styles of tables and the properties of rows make of the text that comes now."""
        return self._marks

    def start_table(self, *, of_body: bool, marks: frozenset[Mark]) -> None:
        """A table begins; only those of the body are counted. ``marks`` are what its style makes of all its text."""
        counted = of_body and not self._tables
        self._tables.append(_Table(self._count if counted else None, marks=self._marks | marks))
        self._marks |= marks
        self._count += counted

    def end_table(self) -> None:
        """The last table that began ends."""
        if self._tables:
            self._tables.pop()
            self._mark()

    def start_row(self, row: etree._Element) -> None:
        """A ``w:tr`` begins, its first cells left out where ``w:gridBefore`` says so."""
        if self._tables:
            table = self._tables[-1]
            table.row += 1
            table.in_head = is_on(child(row, "w:trPr", "w:tblHeader"))
            table.row_is_hidden = is_on(child(row, "w:trPr", "w:hidden"))
            self._mark()
            table.next_column = whole_number(attribute(child(row, "w:trPr", "w:gridBefore")), 0, most=WIDEST)

    def _mark(self) -> None:
        table = self._tables[-1] if self._tables else None
        self._marks = frozenset() if table is None else table.marks
        if table is not None and table.row_is_hidden:
            self._marks |= {Mark.HIDDEN}

    def start_cell(self, cell: etree._Element) -> None:
        """A ``w:tc`` begins, as wide as ``w:gridSpan`` says."""
        if self._tables:
            table = self._tables[-1]
            table.column = table.next_column
            span = attribute(child(cell, "w:tcPr", "w:gridSpan"))
            table.next_column += max(1, whole_number(span, 1, most=WIDEST))
            table.paragraph = -1

    def next_paragraph(self) -> CellPlace | None:
        """Count a paragraph and return its place; None where the reader is in no table that is counted."""
        table = self._tables[-1] if self._tables else None
        if table is None or table.number is None or table.row < 0:
            return None
        table.paragraph += 1
        return CellPlace(table.number, table.row, table.column, table.paragraph)

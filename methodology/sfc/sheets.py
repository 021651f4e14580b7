"""What a spreadsheet file of any form says: sheets of rows of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from methodology.diagnostics import ContentError, Diagnostic, Location

MOST_BYTES = 16 * 2**20
"""The largest file, and the most that all sheets of a workbook unpack to; a real export has less than one MB."""
MOST_CELLS = 300_000
"""The most rows and cells in a file."""
LONGEST_TEXT = 32_767
"""The characters of a cell (Excel's limits)."""


@dataclass(frozen=True, slots=True)
class FileSheet:
    """One sheet. ``rows`` are those that have something, by number from 1; their cells by column, from 0."""

    name: str
    rows: Mapping[int, Mapping[int, str | Decimal]]

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell as spreadsheets write it: ``Table 1!F5``."""
        return f"{self.name}!{column_letters(column)}{row}" if self.name else f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class TableFile:
    """All sheets of a file, and what is to be said of it: formulas, links to other files, the encoding."""

    sheets: tuple[FileSheet, ...]
    notes: tuple[str, ...] = ()


def column_letters(column: int) -> str:
    """Return the letters of a column by its number from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def table_fault(name: str, message: str, hint: str, code: str = "table-file") -> ContentError:
    """Return the refusal of the file with this name."""
    return ContentError([Diagnostic(code, message, Location(name), hint)])

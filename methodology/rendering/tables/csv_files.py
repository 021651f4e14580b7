"""The programme's tables as CSV: UTF-8 with its mark, semicolons, CRLF.

Excel under a locale with a decimal comma splits at semicolons, and takes a file without the mark for one of its code
page. Numbers stand plain with a decimal dot and without groups, so that no program takes them for other ones: such an
Excel shows 73.71 as a text, and never as 7371.
"""

from __future__ import annotations

import csv
import io

from methodology.model.programme_tables import ProgrammeTable, ProgrammeTables, TableValue
from methodology.model.scalars import plain

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a program take a text for a formula, behind blanks too."""


def render_csv(tables: ProgrammeTables) -> dict[int, bytes]:
    """Return the file of each table by its number."""
    return {table.number: _render_table(table) for table in tables.tables}


def _render_table(table: ProgrammeTable) -> bytes:
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow(map(_field, table.heads))
    rows.writerows(map(_field, row) for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def _field(value: TableValue) -> str:
    """A value as CSV holds it; an apostrophe stands before a text that would be taken for a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip().startswith(_FORMULA_STARTS) or value.startswith("'") else value
    return "" if value is None else plain(value)

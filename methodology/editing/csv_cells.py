"""Cells and rows of tables of data, written into their CSV files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from methodology.model.data_table import TABLES, DataTable
from methodology.model.paths import step_of
from methodology.reading.csv_fields import read_fields, set_fields, set_lines


def cell_of(path: str, tables: Mapping[str, DataTable]) -> tuple[DataTable, str, str] | None:
    """The table, the row's step and the column's key that a content path names; None where it is of no cell."""
    root, _, rest = path.partition(".")
    name, _, place = rest.partition(".")
    row, _, column = place.rpartition(".")
    table = tables.get(name)
    if root != TABLES or table is None or column not in table.description.columns:
        return None
    return (table, row, column) if row in map(step_of, table.rows) else None


def set_cells(text: str, cells: Mapping[tuple[str, str], str | None]) -> str:
    """The file with other cells, by the step of the row and the key of the column. Raises ValueError."""
    rows = read_fields(text)
    columns = [field.text for field in rows[0]]
    places = {step_of(row[0].text): number for number, row in enumerate(rows)}
    if any(row not in places or column not in columns for row, column in cells):
        raise ValueError(*cells)
    wanted = {(places[row], columns.index(column)): said or "" for (row, column), said in cells.items()}
    return set_fields(text, wanted)


def set_csv_rows(text: str, table: DataTable, rows: Sequence[int | tuple[str, ...]]) -> str:
    """The file with these rows; a new one has its cells in the order in which the table prints its columns."""
    printed = list(table.description.columns)
    order = [printed.index(field.text) for field in read_fields(text)[0]]
    written = [row if isinstance(row, int) else [row[at] for at in order] for row in rows]
    if any(isinstance(row, int) and row > len(table.rows) for row in rows):
        raise ValueError(*rows)
    return set_lines(text, written)

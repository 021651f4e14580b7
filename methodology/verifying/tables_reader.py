"""Reads a workbook with the programme's tables, in whatever program it was saved last."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from methodology.diagnostics import ContentError
from methodology.model.scalars import plain
from methodology.sealing.lines import Line, line_of, row_line
from methodology.sfc.sheets import TableFile
from methodology.sfc.workbook_reader import open_workbook, read_workbook
from methodology.verifying.file_lines import FileLines, UnreadableError
from methodology.word.custom_properties import read_seal


def read_tables(content: bytes, *, name: str) -> FileLines:
    """Read the cells of a workbook. Raises UnreadableError for what is none, or not safe."""
    try:
        seal = read_seal(open_workbook(content, name))
        file = read_workbook(content, name)
    except ContentError as error:
        raise UnreadableError(error.diagnostics[0].message) from error
    return FileLines(seal, tuple(_lines(file)), notes=file.notes)


def _lines(file: TableFile) -> Iterator[Line]:
    for sheet in file.sheets:
        yield from line_of(sheet.name, heading=True)
        for row in sheet.rows.values():
            yield from row_line(
                (column, plain(value) if isinstance(value, Decimal) else value) for column, value in sorted(row.items())
            )

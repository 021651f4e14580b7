"""Reads CSV in the encodings and with the separators that offices have."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from methodology.messages import declare_message, translate
from methodology.sfc.sheets import LONGEST_TEXT, MOST_BYTES, MOST_CELLS, FileSheet, TableFile, table_fault

SEPARATORS = (";", "\t", ",")
_HINT = declare_message("save it as CSV in UTF-8, or as XLSX")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OLD_CODE_PAGE = "cp1250"
"""That of Central Europe, in which Windows saves CSV where nothing else is asked for."""


def read_csv(content: bytes, name: str) -> Iterator[TableFile]:
    """Yield what the file says with each separator that it could have.

    Raises ContentError where it is no text, or too large.
    """
    if len(content) > MOST_BYTES:
        message = translate("the file is larger than {size} MB", size=MOST_BYTES // 2**20)
        raise table_fault(name, message, translate("is it the file that was meant?"))
    text, notes = _decode(content, name)
    for separator in SEPARATORS:
        if separator in text:
            yield TableFile((FileSheet("", _rows(text, separator, name)),), notes)


def _decode(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if encoding is None and content[1:2] == b"\0":
        encoding = "utf-16-le"
    if encoding is None and content[:1] == b"\0":
        encoding = "utf-16-be"
    try:
        return content.decode(encoding or "utf-8"), ()
    except UnicodeDecodeError as fault:
        if encoding is None and b"\0" not in content:
            note = translate("the file is no UTF-8: it was read as {encoding}", encoding=_OLD_CODE_PAGE)
            return content.decode(_OLD_CODE_PAGE, "replace"), (note,)
        message = translate("the file is no text in UTF-8, UTF-16 or cp1250")
        raise table_fault(name, message, translate(_HINT)) from fault


def _rows(text: str, separator: str, name: str) -> dict[int, dict[int, str | Decimal]]:
    rows: dict[int, dict[int, str | Decimal]] = {}
    count = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            count += 1 + len(row)
            if count > MOST_CELLS:
                message = translate("the file has more than {most} rows and cells", most=MOST_CELLS)
                raise table_fault(name, message, translate(_HINT))
            cells: dict[int, str | Decimal] = {column: field for column, field in enumerate(row) if field}
            if any(len(field) > LONGEST_TEXT for field in row):
                message = translate(
                    "row {number} has a field of more than {most} characters", number=number, most=LONGEST_TEXT
                )
                raise table_fault(name, message, translate(_HINT))
            if cells:
                rows[number] = cells
    except csv.Error as fault:
        raise table_fault(name, translate("the file is no CSV: {fault}", fault=fault), translate(_HINT)) from fault
    return rows

"""The fields of a CSV file where they stand, so that one can be written anew and every other byte stays.

Separators are commas or, where the first line has one, semicolons, as spreadsheets write them in languages with a
decimal comma. A field may stand in quotation marks, which are doubled within; none reaches over lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from methodology.messages import translate

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


class CsvField(NamedTuple):
    """A field: what it says, and from where to where it is written."""

    text: str
    start: int
    end: int


class CsvError(ValueError):
    """What is no CSV; ``offset`` is where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def separator_of(text: str) -> str:
    """The separator by the first line."""
    return ";" if ";" in text.partition("\n")[0] else ","


def read_fields(text: str) -> list[list[CsvField]]:
    """The fields of each line, without the empty lines at the end. Raises :class:`CsvError`."""
    separator = separator_of(text)
    rows, offset = [], 0
    for line in text.rstrip("\n").split("\n"):
        rows.append(_fields_of(line, offset, separator))
        offset += len(line) + 1
    return rows


def _fields_of(line: str, offset: int, separator: str) -> list[CsvField]:
    fields, at = [], 0
    while True:
        if line.startswith('"', at):
            quoted = _QUOTED.match(line, at)
            if quoted is None:
                raise CsvError(translate("the quotation mark is not closed in its line"), offset + at)
            field, end = CsvField(quoted[1].replace('""', '"'), offset + at, offset + quoted.end()), quoted.end()
        else:
            end = line.find(separator, at)
            end = len(line) if end < 0 else end
            field = CsvField(line[at:end], offset + at, offset + end)
            if (mark := field.text.find('"')) >= 0:
                raise CsvError(
                    translate("a quotation mark stands within a field that has none around it"), offset + at + mark
                )
        fields.append(field)
        if end == len(line):
            return fields
        if line[end] != separator:
            raise CsvError(translate("something stands after the closing quotation mark"), offset + end)
        at = end + 1


def set_fields(text: str, wanted: Mapping[tuple[int, int], str]) -> str:
    """The file with other texts of fields, by line and field from 0; quotation marks stay. Raises ValueError."""
    rows = read_fields(text)
    for (row, column), said in sorted(wanted.items(), reverse=True):
        if row >= len(rows) or column >= len(rows[row]) or "\n" in said:
            raise ValueError(said)
        field = rows[row][column]
        written = write_field(said, separator_of(text), is_quoted=text.startswith('"', field.start))
        text = f"{text[: field.start]}{written}{text[field.end :]}"
    return text


def set_lines(text: str, rows: Sequence[int | Sequence[str]]) -> str:
    """The file with these lines below the first; a number, from 1, is one that is there."""
    head, *there = text.rstrip("\n").split("\n")
    separator = separator_of(text)
    lines = [
        there[row - 1] if isinstance(row, int) else separator.join(write_field(said, separator) for said in row)
        for row in rows
    ]
    return "\n".join([head, *lines]) + text[len(text.rstrip("\n")) :]


def write_field(text: str, separator: str, *, is_quoted: bool = False) -> str:
    """A field as it is written; in quotation marks where it must be."""
    if is_quoted or separator in text or '"' in text or text != text.strip():
        return '"{}"'.format(text.replace('"', '""'))
    return text

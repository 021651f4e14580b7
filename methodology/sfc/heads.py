"""Finds the programme's tables in a file: the row of heads, by the names that columns have in any language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from methodology.model.programme_tables import ASSISTANCE, BREAKDOWN, COLUMNS, OUTPUTS, RESULTS, ColumnKey
from methodology.sfc.sheets import FileSheet

IDENTITY: Mapping[int, tuple[ColumnKey, ...]] = {
    OUTPUTS: (ColumnKey.CODE,),
    RESULTS: (ColumnKey.CODE,),
    BREAKDOWN: (ColumnKey.OBJECTIVE, ColumnKey.INTERVENTION_CODE),
    ASSISTANCE: (ColumnKey.INTERVENTION_CODE,),
}
"""The columns that say which row of the content a row is."""
_LEAST = 3
"""A row with fewer known names is no row of heads."""
_LONGEST_HEAD = 200
_LENGTH = re.compile(r"\[\d{1,5}\]")

Names = Mapping[int, Mapping[str, ColumnKey]]
"""The columns of each table by their names, folded."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a file: what stands where, from the row of heads down to the next one.

    ``columns`` are by number. ``others`` are the addresses and names of columns that the table has not, ``twice``
    those of names that stand there again.
    """

    number: int
    sheet: FileSheet
    head_row: int
    columns: Mapping[int, ColumnKey]
    others: tuple[tuple[str, str], ...] = ()
    twice: tuple[tuple[str, str], ...] = ()
    rows: dict[int, Mapping[int, str | Decimal]] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[ColumnKey, ...]:
        """The columns of the table that the file has not."""
        there = set(self.columns.values())
        return tuple(key for key in COLUMNS[self.number] if key not in there)


def fold_head(text: str) -> str:
    """Return a name as names are compared: letters and digits in small, without ``[255]``, blanks and line breaks."""
    folded = unicodedata.normalize("NFKC", _LENGTH.sub("", text[:_LONGEST_HEAD])).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def names_of(heads: Iterable[Mapping[ColumnKey, Iterable[str]]]) -> Names:
    """Return the names of the columns, those of earlier languages first where two languages differ."""
    names: dict[int, dict[str, ColumnKey]] = {number: {} for number in COLUMNS}
    for language in heads:
        for number, keys in COLUMNS.items():
            for key in keys:
                for head in language[key]:
                    names[number].setdefault(fold_head(head), key)
    return names


def find_tables(sheet: FileSheet, names: Names) -> Iterator[FoundTable]:
    """Yield each table of a sheet with its rows; titles above the heads are passed over."""
    table: FoundTable | None = None
    for number, row in sheet.rows.items():
        heads = _read_heads(sheet, number, row, names)
        if heads is not None:
            if table is not None:
                yield table
            table = heads
        elif table is not None:
            table.rows[number] = row
    if table is not None:
        yield table


def _read_heads(sheet: FileSheet, number: int, row: Mapping[int, str | Decimal], names: Names) -> FoundTable | None:
    """The table whose heads stand in a row: the one of which most do; None where it has those of none."""
    if len(row) < _LEAST:
        return None
    texts = {column: fold_head(str(value)) for column, value in row.items()}
    best: FoundTable | None = None
    for table, known in names.items():
        columns: dict[int, ColumnKey] = {}
        twice = []
        for column, text in sorted(texts.items()):
            key = known.get(text)
            if key is not None and key in columns.values():
                twice.append((sheet.address(number, column), str(row[column])))
            elif key is not None:
                columns[column] = key
        is_whole = set(IDENTITY[table]) <= set(columns.values()) and len(columns) >= _LEAST
        if is_whole and (best is None or len(columns) > len(best.columns)):
            others = tuple(
                (sheet.address(number, column), str(value))
                for column, value in row.items()
                if texts[column] not in known
            )
            best = FoundTable(table, sheet, number, columns, others, tuple(twice))
    return best

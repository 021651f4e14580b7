"""The tables of a programme, as the Commission's template has them (CPR Annex VI, tables 1 to 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class ColumnKey(StrEnum):
    """A column by what it holds."""

    OBJECTIVE = "objective"
    CODE = "code"
    NAME = "name"
    UNIT = "unit"
    MILESTONE = "milestone"
    TARGET = "target"
    BASELINE = "baseline"
    BASELINE_UNIT = "baseline_unit"
    REFERENCE_YEARS = "reference_years"
    TARGET_UNIT = "target_unit"
    SOURCES = "sources"
    COMMENTS = "comments"
    INTERVENTION = "intervention"
    INTERVENTION_CODE = "intervention_code"
    AMOUNT = "amount"


OUTPUTS, RESULTS, BREAKDOWN, ASSISTANCE = 1, 2, 3, 4
"""The numbers of the tables."""
_BREAKDOWN = (ColumnKey.INTERVENTION, ColumnKey.INTERVENTION_CODE, ColumnKey.AMOUNT)
COLUMNS: Mapping[int, tuple[ColumnKey, ...]] = MappingProxyType(
    {
        OUTPUTS: (
            *(ColumnKey.OBJECTIVE, ColumnKey.CODE, ColumnKey.NAME, ColumnKey.UNIT),
            *(ColumnKey.MILESTONE, ColumnKey.TARGET),
        ),
        RESULTS: (
            *(ColumnKey.OBJECTIVE, ColumnKey.CODE, ColumnKey.NAME, ColumnKey.UNIT),
            *(ColumnKey.BASELINE, ColumnKey.BASELINE_UNIT, ColumnKey.REFERENCE_YEARS),
            *(ColumnKey.TARGET, ColumnKey.TARGET_UNIT, ColumnKey.SOURCES, ColumnKey.COMMENTS),
        ),
        BREAKDOWN: (ColumnKey.OBJECTIVE, *_BREAKDOWN),
        ASSISTANCE: _BREAKDOWN,
    }
)
"""The columns of each table in the order of the annex."""

LENGTHS: Mapping[ColumnKey, int] = MappingProxyType(
    {ColumnKey.NAME: 255, ColumnKey.SOURCES: 200, ColumnKey.COMMENTS: 200}
)
"""How many characters without spaces a column takes (CPR Annex VI, footnote 1).

The annex says ``ID [5]`` too, which its own codes exceed: it limits nothing.
"""
NUMBERS = frozenset(
    {ColumnKey.MILESTONE, ColumnKey.TARGET, ColumnKey.BASELINE, ColumnKey.REFERENCE_YEARS, ColumnKey.AMOUNT}
)
"""The columns that hold numbers."""
LONGEST_CELL = 32_767
"""The characters that a cell of a spreadsheet takes (Excel's limits); a longer text would be cut."""


def length_without_spaces(text: str) -> int:
    """Return the length of a text as the annex counts it."""
    return len("".join(text.split()))


TableValue = str | Decimal | None
"""What a cell holds; None where the content knows none."""


@dataclass(frozen=True, slots=True)
class ProgrammeTable:
    """One table. ``heads`` and each of ``rows`` have one member a column of ``COLUMNS[number]``."""

    number: int
    sheet: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[TableValue, ...], ...]

    @property
    def columns(self) -> tuple[ColumnKey, ...]:
        """The keys of the columns."""
        return COLUMNS[self.number]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the sheet before the tables says: facts by label, heads and rows of the list of tables, remarks."""

    sheet: str
    title: str
    facts: tuple[tuple[str, str], ...]
    list_heads: tuple[str, str, str]
    remark_heads: tuple[str, str, str]
    remarks: tuple[tuple[str, str, str], ...]
    """Table, column and what is to be said of it: what is empty, what is longer than the table takes."""


@dataclass(frozen=True, slots=True)
class ProgrammeTables:
    """All tables of one programme, with their overview. ``number_format`` is that of whole numbers in a spreadsheet."""

    overview: Overview
    tables: tuple[ProgrammeTable, ...]
    number_format: str

"""Tables of data below ``content/tables/``: columns of cells that formulas reckon with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

DataCell = Decimal | str | None
"""A number, a text, or nothing; a number that is referred to is the prose of its reference, ``{O.1.1.target}``."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of data; all its columns have a cell for each row."""

    name: str
    """The name of its file: ``projects``."""
    columns: Mapping[str, tuple[DataCell, ...]]
    """The cells of each column, from the first row on, by the column's key."""
    units: Mapping[str, str] = field(default_factory=dict)
    """The units of the columns that have one, by key."""

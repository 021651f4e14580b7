"""Tables of data: ``tables/<name>.csv`` with the cells, ``tables.yaml`` with how they are called and printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import RootModel

from methodology.messages import declare_message
from methodology.model.scalars import Content, Key, ProseText, Text, TextForm

DataCell = Decimal | str | None
"""A number, a text, or nothing; a number that is referred to is the prose of its reference, ``{O.1.1.target}``."""
TABLES = "tables"
"""What the content paths of tables begin with."""
PLACED = re.compile(rf"\{{{TABLES}\.([a-z][a-z0-9_]*)\}}")
"""The paragraph of a chapter that places a table."""


class ColumnFormat(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    """Prose, set to the left."""
    NUMBER = "number"
    """A number, printed as the language writes it, set to the right."""
    YEAR = "year"
    """A year, set in the middle."""


class TableColumn(Content):
    """How a column is called and printed."""

    head: ProseText
    """What stands in the head."""
    unit: Text | None = None
    """The unit of its numbers, in the head after its name."""
    format: ColumnFormat = ColumnFormat.TEXT
    """``text``, ``number`` or ``year``."""
    decimals: (
        Annotated[
            str,
            TextForm(
                "[0-6]", declare_message("'{text}' is no number of decimals"), declare_message("0 to 6"), "wrong-value"
            ),
        ]
        | None
    ) = None
    """So many decimals each number has; without it each has its own."""


class DataDescription(Content):
    """How a table is called, and its columns in the order in which they print."""

    caption: ProseText | None = None
    """The caption above it."""
    columns: dict[Key, TableColumn]
    """The columns by the keys in the first row of the CSV file; the first one names the rows."""


class DataDescriptions(RootModel[dict[Key, DataDescription]]):
    """``tables.yaml``: the tables of data by the names of their files."""

    model_config = {"frozen": True}


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of data; all its columns have a cell for each row."""

    name: str
    """The name of its file: ``projects``."""
    columns: Mapping[str, tuple[DataCell, ...]]
    """The cells of each column, from the first row on, by the column's key; without the column that names the rows."""
    units: Mapping[str, str] = field(default_factory=dict)
    """The units of the columns that have one, by key."""
    rows: tuple[str, ...] = ()
    """What names each row, as it is written."""
    description: DataDescription = field(default_factory=lambda: DataDescription.model_construct(columns={}))
    file: str = ""
    """Its file below the content folder."""

    @property
    def path(self) -> str:
        """What the content paths of its cells begin with."""
        return f"{TABLES}.{self.name}"

"""What formulas reckon with: values and columns of the content, as they are stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from methodology.calculating.units import Unit
from methodology.model.assumption import ASSUMPTIONS, PERCENT, PLAIN_UNIT, Figure
from methodology.model.calculation import Calculation
from methodology.model.data_table import TABLES, DataCell, DataTable
from methodology.model.indicator import Indicator, NumberFormat
from methodology.model.objective import Allocation, AllocationRow
from methodology.model.programme import Value
from methodology.model.prose import Prose, Reference

_CURRENCY = "EUR"
"""The unit of the amounts of types of intervention."""


class Terms:
    """The values of a content by path, and its columns; ``tables`` are by name, ``units`` those of its figures."""

    def __init__(
        self, values: Mapping[str, Value], tables: Mapping[str, DataTable], units: Iterable[str | None] = ()
    ) -> None:
        self.values = values
        self.tables = tables
        known = {*units, *(unit for table in tables.values() for unit in table.units.values())}
        self.words = frozenset(word for unit in known if unit for word in Unit.of(unit).words)
        """The words of all units that the content reckons with."""

    def path_of(self, name: str, indicator: Indicator | None) -> str:
        """The content path that a reference means: a figure of its own indicator, an assumption, or the path itself.

        Empty where there is nothing of the name.
        """
        own = [f"{indicator.id}.{name}"] if indicator is not None and name in indicator.figures else []
        for path in (*own, f"{ASSUMPTIONS}.{name}", name):
            if path in self.values or self.cells(path) is not None:
                return path
        figure = name.removesuffix(".value")
        return self.path_of(figure, indicator) if figure != name else ""

    def cells(self, path: str) -> tuple[DataCell, ...] | None:
        """The cells of the column at a path; None where there is none."""
        root, _, rest = path.partition(".")
        name, _, column = rest.partition(".")
        return self.tables[name].columns.get(column) if root == TABLES and name in self.tables else None

    def names(self, indicator: Indicator | None) -> Iterator[str]:
        """The short names that a formula can have in braces."""
        yield from (indicator.figures if indicator is not None else ())
        prefix = f"{ASSUMPTIONS}."
        figures = (path for path, value in self.values.items() if isinstance(value.value, Figure))
        yield from (path.removeprefix(prefix) for path in figures if path.startswith(prefix))

    def leaf(self, path: str) -> Calculation:
        """A value as it is stated, without what it follows from; of no value where there is no number."""
        if self.cells(path) is not None:
            _, name, column = path.split(".", 2)
            numbers = tuple(cell for cell in self.cells(path) or () if isinstance(cell, Decimal))
            return Calculation(path, None, self.tables[name].units.get(column), cells=numbers)
        value = self.values.get(path)
        if value is None:
            return Calculation(path, None)
        said: dict[str, Any] = {name: self._said(path, name) for name in ("name", "source", "year", "note")}
        if isinstance(value.owner, Indicator) and value.field in ("milestone", "baseline", "target"):
            said["name"] = value.owner.name or None
            said["year"] = getattr(value.owner, "reference_year", None) if value.field == "baseline" else None
        unit = self.unit_text(path)
        return Calculation(path, _number_of(value.value), None if unit == PLAIN_UNIT else unit, **said)

    def _said(self, path: str, name: str) -> object:
        value = self.values.get(f"{path}.{name}")
        return value.value if value is not None and isinstance(value.owner, Figure) else None

    def unit_text(self, path: str) -> str | None:
        """The unit of a value as the content has it; ``%`` of all that is printed in per cent."""
        value = self.values.get(path)
        if value is None:
            return None
        if isinstance(value.value, Figure):
            return value.value.unit
        if isinstance(value.owner, AllocationRow | Allocation):
            return _CURRENCY if value.field == "amount" else PERCENT
        if not isinstance(value.owner, Indicator):
            return None
        if value.owner.number_format is NumberFormat.PERCENT:
            return PERCENT
        own = getattr(value.owner, "baseline_unit", None) if value.field == "baseline" else None
        return own or value.owner.unit

    def unit(self, path: str, text: str | None) -> Unit | None:
        """The unit of a value to reckon with; None where it is not known.

        The unit of an indicator is a text of the fund, as ``number``: it is known where figures, assumptions or columns
        speak of it too.
        """
        if text is None:
            return None
        unit = Unit.of(text)
        value = self.values.get(path)
        if value is not None and isinstance(value.owner, Indicator) and value.field != "figures":
            return unit if unit.words <= self.words else None
        return unit


def referred_path(cell: DataCell) -> str:
    """The content path that a cell of a table refers to and says nothing else; empty for any other cell."""
    parts = cell.parts if isinstance(cell, Prose) else ()
    return parts[0].path if len(parts) == 1 and isinstance(parts[0], Reference) else ""


def _number_of(value: object) -> Decimal | None:
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, int):  # a year
        return Decimal(value)
    return value if isinstance(value, Decimal) else None

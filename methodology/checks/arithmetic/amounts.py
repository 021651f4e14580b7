"""Numbers of the content, and how messages write them."""

from __future__ import annotations

from decimal import Decimal

from methodology.model.indicator import Figure
from methodology.model.programme import Programme


def plain(number: Decimal) -> str:
    """The number as content writes it: ``83``, ``82.77``."""
    return f"{number.normalize():f}"


def amount_at(programme: Programme, path: str) -> Decimal | None:
    """The number at a content path, a figure's too; None where something else stands there."""
    value = programme.values[path].value
    if isinstance(value, Figure):
        return value.value
    return value if isinstance(value, Decimal) else None

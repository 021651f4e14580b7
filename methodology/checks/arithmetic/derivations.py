"""Values that follow from others, computed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from methodology.checks.arithmetic.amounts import amount_at, plain
from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.indicator import Derivation, Indicator, OutputIndicator, OutputPart, ResultIndicator
from methodology.model.programme import Programme


@dataclass(frozen=True, slots=True)
class _Calculation:
    """What a value should be, and how that was found, as a message says it."""

    value: Decimal
    shown: str


def _derived_values(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        derivation = indicator.derivation
        if derivation is None:
            continue
        if derivation.of is not None and amount_at(programme, derivation.of) is None:
            message = f"{indicator.id}.target is derived from {derivation.of}, which is no number"
            yield Found(f"{indicator.id}.derivation.of", message, derivation.of)
            continue
        for field in _derived_fields(indicator, derivation):
            yield from _difference(indicator, field, _calculation(programme, indicator, derivation, field))


def _derived_fields(indicator: Indicator, derivation: Derivation) -> tuple[str, ...]:
    """The target; of a sum of parts also the value that stands beside it."""
    if derivation.sum != "parts":
        return ("target",)
    return ("milestone", "target") if isinstance(indicator, OutputPart) else ("baseline", "target")


def _difference(indicator: Indicator, field: str, calculation: _Calculation) -> Iterator[Found]:
    stated = getattr(indicator, field)
    if stated == calculation.value or (stated is None and field != "target"):
        return
    said = "nothing" if stated is None else plain(stated)
    message = f"{said} is stated, {calculation.shown}"
    yield Found(f"{indicator.id}.{field}", message, f"{said} ≠ {plain(calculation.value)}")


def _calculation(programme: Programme, indicator: Indicator, derivation: Derivation, field: str) -> _Calculation:
    if derivation.share is not None and derivation.of is not None:
        return _share(programme, indicator.figures[derivation.share].value, derivation.of)
    if derivation.sum == "parts":
        parts = indicator.parts if isinstance(indicator, OutputIndicator | ResultIndicator) else ()
        return _sum({f"{part.id}.{field}": getattr(part, field) for part in parts})
    if derivation.sum is not None:
        return _sum({f"{indicator.id}.{name}": indicator.figures[name].value for name in derivation.sum})
    count = len(indicator.operations) if isinstance(indicator, OutputIndicator) else 0
    return _Calculation(Decimal(count), f"{count} {'operation is' if count == 1 else 'operations are'} listed")


def _share(programme: Programme, share: Decimal, path: str) -> _Calculation:
    whole = amount_at(programme, path) or Decimal(0)
    exact = share * whole / 100
    value = exact.quantize(Decimal(1), ROUND_HALF_UP)
    rounded = "" if value == exact else f", rounded {plain(value)}"
    return _Calculation(value, f"{plain(share)} % of {path} ({plain(whole)}) gives {plain(exact)}{rounded}")


def _sum(terms: dict[str, Decimal]) -> _Calculation:
    value = sum(terms.values(), Decimal(0))
    shown = " + ".join(f"{path} ({plain(term)})" for path, term in terms.items()) or "no part"
    return _Calculation(value, f"{shown} gives {plain(value)}")


RULES = (
    Rule(
        code="derived-value",
        family=Family.ARITHMETIC,
        severity=Severity.ERROR,
        text=(
            "A value with a derivation is what the derivation gives: a share rounded to the nearest whole number, "
            "halves up; a sum; a count of the operations listed."
        ),
        source="CPR Art. 17(1)(b): the calculation method; the rounding is the one that the signed values show",
        hint="correct the value, or what it is derived from",
        wrong=(
            "# O.1.1 has the target 93\ntarget: 85\nderivation: {share: share, of: O.1.1.target}\n"
            'figures:\n  share: {value: 89, unit: "%"}'
        ),
        right=(
            "# O.1.1 has the target 93\ntarget: 83\nderivation: {share: share, of: O.1.1.target}\n"
            'figures:\n  share: {value: 89, unit: "%"}'
        ),
        find=_derived_values,
    ),
)

"""Values that follow from others, computed again: derivations, results, shares of the money, yearly rates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.model.indicator import (
    Derivation,
    Figure,
    Indicator,
    OutputIndicator,
    OutputPart,
)
from methodology.model.objective import AllocationRow, Objective, share_of
from methodology.model.paths import has_root, step_of
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.005")
"""By how much a share with two decimals can be off."""
_TOLERANCE = Decimal("0.05")
"""By how much a rate said with "about" may miss its value."""


@dataclass(frozen=True, slots=True)
class _Calculation:
    """What a value should be, and how that was found, as a message says it."""

    value: Decimal
    shown: str


@RULES.error("derived-value")
def _derived_values(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        derivation = indicator.derivation
        if derivation is None or (derivation.of is not None and has_root(derivation.of, programme.lost)):
            continue
        if derivation.of is not None and _amount_at(programme, derivation.of) is None:
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
    if NotGiven() in (stated, calculation.value):
        return
    if stated == calculation.value or (stated is None and field != "target"):
        return
    written = "nothing" if stated is None else plain(stated)
    message = f"{written} is stated, {calculation.shown}"
    yield Found(f"{indicator.id}.{field}", message, f"{written} ≠ {plain(calculation.value)}")


def _calculation(programme: Programme, indicator: Indicator, derivation: Derivation, field: str) -> _Calculation:
    if derivation.share is not None and derivation.of is not None:
        return _share(programme, indicator.figures[derivation.share].value, derivation.of)
    if derivation.sum == "parts":
        return _sum({f"{part.id}.{field}": getattr(part, field) for part in indicator.parts})
    if derivation.sum is not None:
        return _sum({f"{indicator.id}.{name}": indicator.figures[name].value for name in derivation.sum})
    count = len(indicator.operations) if isinstance(indicator, OutputIndicator) else 0
    return _Calculation(Decimal(count), f"{count} {'operation is' if count == 1 else 'operations are'} listed")


def _amount_at(programme: Programme, path: str) -> Decimal | None:
    """The number at a content path, a figure's too; None where something else stands there."""
    value = programme.values[path].value
    if isinstance(value, Figure):
        return value.value
    return value if isinstance(value, Decimal) else None


def _share(programme: Programme, share: Decimal, path: str) -> _Calculation:
    whole = _amount_at(programme, path) or Decimal(0)
    exact = share * whole / 100
    value = exact.quantize(Decimal(1), ROUND_HALF_UP)
    rounded = "" if value == exact else f", rounded {plain(value)}"
    return _Calculation(value, f"{plain(share)} % of {path} ({plain(whole)}) gives {plain(exact)}{rounded}")


def _sum(terms: dict[str, Decimal]) -> _Calculation:
    value = sum(terms.values(), Decimal(0))
    shown = " + ".join(f"{path} ({plain(term)})" for path, term in terms.items()) or "no part"
    return _Calculation(value, f"{shown} gives {plain(value)}")


@RULES.warning("result-above-output", scope=Scope.OBJECTIVES)
def _results_above_outputs(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for result in objective.indicators:
            if isinstance(result, OutputPart) or result.target is None:
                continue
            outputs = _derived_from(programme, result)
            reason = "of which it is a share"
            if not outputs:
                outputs = _counted_with(objective, result)
                reason = f"which counts the same ({result.counts}) under the same types of intervention"
            limit = sum((output.target for output in outputs), Decimal(0))
            if outputs and result.target > limit:
                paths = " and ".join(f"{output.id}.target" for output in outputs)
                message = f"{result.id}.target is {plain(result.target)}, above the {plain(limit)} of {paths}, {reason}"
                yield Found(f"{result.id}.target", message, f"{plain(result.target)} > {plain(limit)}")


def _derived_from(programme: Programme, result: Indicator) -> tuple[OutputPart, ...]:
    """The output whose target the result is derived from as a share."""
    if result.derivation is None or result.derivation.of is None:
        return ()
    value = programme.values[result.derivation.of]
    return (value.owner,) if isinstance(value.owner, OutputPart) and value.field == "target" else ()


def _counted_with(objective: Objective, result: Indicator) -> tuple[OutputPart, ...]:
    """The outputs that count the same as the result and are linked to the same types of intervention.

    None where a type of intervention that the result is linked to has no such output: what the result counts may come
    from there.
    """
    outputs = [output for output in objective.indicators if isinstance(output, OutputPart)]
    alike = {output.id for output in outputs if (output.counts, output.unit) == (result.counts, result.unit)}
    rows = [alike & {*row.indicators} for row in objective.allocation.rows if result.id in row.indicators]
    if result.counts is None or not all(rows):
        return ()
    linked = [output for output in outputs if output.id in set().union(*rows)]
    parts = {part.id for output in linked for part in output.with_parts[1:]}
    return tuple(output for output in linked if output.id not in parts)


@RULES.error("allocation-total")
def _totals(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        rows = objective.allocation.rows
        total, tolerance = _total(rows), _ROUNDING * len(rows)
        if rows and abs(total - _WHOLE) > tolerance:
            message = f"the {len(rows)} shares of {objective.facts.id} add up to {plain(total)}, not 100"
            message += f"; rounding explains at most {plain(tolerance)}"
            yield Found(f"{objective.facts.id}.allocation.rows.{rows[0].code}.share", message, f"total {plain(total)}")


@RULES.error("share-of-amounts")
def _shares_of_amounts(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        rows = objective.allocation.rows
        total = sum((row.amount or Decimal(0) for row in rows), Decimal(0))
        for row in rows:
            derived = share_of(row.amount, total)
            if row.amount is not None and row.share != derived and NotGiven() not in (row.share, derived):
                money = f"{plain(row.amount)} of {plain(total)} EUR"
                message = f"{plain(row.share)} is stated, {money} are {plain(derived)} per cent"
                path = f"{objective.facts.id}.allocation.rows.{step_of(row.code)}.share"
                yield Found(path, message, plain(row.share))


@RULES.error("coverage")
def _coverages(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        allocation = objective.allocation
        covered = [row for row in allocation.rows if row.indicators]
        uncovered = [row for row in allocation.rows if not row.indicators]
        derived = _WHOLE - _total(uncovered)
        if allocation.coverage == derived or NotGiven() in (allocation.coverage, derived):
            continue
        less = " and ".join(f"{plain(row.share)} ({row.code})" for row in uncovered) or "nothing"
        message = (
            f"{plain(allocation.coverage)} is stated, 100 less {less} gives {plain(derived)}; "
            f"the rows with indicators add up to {plain(_total(covered))}"
        )
        found = f"{plain(allocation.coverage)} ≠ {plain(derived)}"
        yield Found(f"{objective.facts.id}.allocation.coverage", message, found)


@RULES.warning("share-of-nothing")
def _empty_shares(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            if row.indicators and not row.share:
                codes = ", ".join(row.indicators)
                message = f"the type of intervention {row.code} has a share of 0 and is linked to {codes}"
                yield Found(f"{objective.facts.id}.allocation.rows.{row.code}.share", message, plain(row.share))


def _total(rows: list[AllocationRow] | tuple[AllocationRow, ...]) -> Decimal:
    return sum((row.share for row in rows), Decimal(0))


@RULES.warning("rate-misses-value")
def _rates(programme: Programme) -> Iterator[Found]:
    years = {"milestone": programme.facts.milestone_year, "target": programme.facts.target_year}
    for indicator in programme.indicators:
        ends = {figure.up_to for figure in indicator.figures.values()}
        for name, figure in indicator.figures.items():
            # the end of a range is judged with its beginning
            if figure.per is None or name in ends:
                continue
            for field, year in years.items():
                yield from _find_missed_rates(programme, indicator, name, field, year)


def _find_missed_rates(programme: Programme, indicator: Indicator, name: str, field: str, last: int) -> Iterator[Found]:
    stated: Decimal | None = getattr(indicator, field, None)
    first = programme.facts.period.first_year
    years = last - first + 1
    low, high = _range(indicator, indicator.figures[name])
    # a year before the period and a reversed range are reported by themselves
    if stated is None or years < 1 or low > high or NotGiven() in (stated, low, high):
        return
    if low * years * (1 - _TOLERANCE) <= stated <= high * years * (1 + _TOLERANCE):
        return
    rate, gives = _range_text(low, high), _range_text(low * years, high * years)
    message = (
        f"{rate} a year over the {years} years {first} to {last} gives {gives}, "
        f"{plain(stated)} is stated ({indicator.id}.{field})"
    )
    yield Found(f"{indicator.id}.{name}", message, f"{field}: {gives} ≠ {plain(stated)}")


def _range(indicator: Indicator, figure: Figure) -> tuple[Decimal, Decimal]:
    end = figure if figure.up_to is None else indicator.figures[figure.up_to]
    return figure.value, end.value


def _range_text(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)} to {plain(high)}"


@RULES.error("range-reversed")
def _ranges(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        for name, figure in indicator.figures.items():
            low, high = _range(indicator, figure)
            if low > high:
                message = (
                    f"the range begins with {plain(low)}, above its end {plain(high)} ({indicator.id}.{figure.up_to})"
                )
                yield Found(f"{indicator.id}.{name}", message, f"{plain(low)} > {plain(high)}")

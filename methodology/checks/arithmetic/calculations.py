"""Values that follow from others, computed again: derivations, results, shares of the money, yearly rates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.finding import Family, Found, NewValue, Rules, Scope
from methodology.model.assumption import PERCENT, Figure
from methodology.model.calculation import show_formula, show_result
from methodology.model.indicator import (
    Indicator,
    OutputPart,
)
from methodology.model.objective import AllocationRow, Objective, share_of
from methodology.model.paths import step_of
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.005")
"""By how much a share with two decimals can be off."""
_TOLERANCE = Decimal("0.05")
"""By how much a rate said with "about" may miss its value."""


@RULES.error("derived-value")
def _derived_values(programme: Programme) -> Iterator[Found]:
    for calculation in programme.calculations.values():
        stated, result = calculation.value, calculation.result
        if calculation.is_computed or result is None or NotGiven() in (stated, result) or stated == result:
            continue
        if stated is None and not calculation.path.endswith(".target"):
            continue
        written = "nothing" if stated is None else plain(stated)
        message = f"{written} is stated, {show_formula(calculation)} {show_result(calculation)}"
        fix = None if stated is None else NewValue(plain(result))
        yield Found(calculation.path, message, f"{written} ≠ {plain(result)}", fix=fix)


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
    """The output whose target the result is a share of: one that its formula reckons with beside per cent alone."""
    calculation = programme.calculations.get(f"{result.id}.target")
    if calculation is None or calculation.formula is None or set(calculation.formula) & set("+-/"):
        return ()
    bases = [programme.values.get(term.path) for term in calculation.terms if term.unit != PERCENT]
    owners = [base.owner if base is not None and base.field == "target" else None for base in bases]
    outputs = tuple(owner for owner in owners if isinstance(owner, OutputPart))
    return outputs if len(owners) == 1 < len(calculation.terms) else ()


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
                fix = None if derived is None else NewValue(plain(derived))
                yield Found(path, message, plain(row.share), fix=fix)


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
        yield Found(f"{objective.facts.id}.allocation.coverage", message, found, fix=NewValue(plain(derived)))


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

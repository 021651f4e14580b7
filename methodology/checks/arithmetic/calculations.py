"""Values that follow from others, computed again: derivations, results, shares of the money, yearly rates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.finding import Family, Found, NewValue, Rules, Scope
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.calculation import show_formula, show_result
from methodology.model.indicator import (
    Indicator,
)
from methodology.model.objective import AllocationRow, share_of
from methodology.model.paths import step_of
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain, spoken

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.005")
"""By how much a share with two decimals can be off."""
_VARIANCE = 3
"""The square of ``_ROUNDING`` is so many times the variance of what rounding takes from a share."""
_SELDOM = 2
"""Rounding seldom takes from a total more than so many standard deviations."""
_TOLERANCE = Decimal("0.05")
"""By how much a rate said with "about" may miss its value."""
_ROUGHLY = Decimal("0.1")
"""By how much it may miss it where the authors say that it is only rough."""
_LATE_YEARS = 2
"""So many years at the beginning of its period a programme may not yet run."""


@RULES.error("derived-value")
def _derived_values(programme: Programme) -> Iterator[Found]:
    for calculation in programme.calculations.values():
        stated, result = calculation.value, calculation.result
        if calculation.is_computed or result is None or NotGiven() in (stated, result) or stated == result:
            continue
        if stated is None and not calculation.path.endswith(".target"):
            continue
        written = "nothing" if stated is None else plain(stated)
        message = translate(
            "{value} is stated, the formula {result}: {formula}",
            value=translate("nothing") if stated is None else spoken(stated),
            formula=show_formula(calculation),
            result=show_result(calculation),
        )
        fix = None if stated is None else NewValue(plain(result))
        yield Found(calculation.path, message, f"{written} ≠ {plain(result)}", fix=fix)


@RULES.error("allocation-total")
def _totals(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        rows = objective.allocation.rows
        total, tolerance = _total(rows), _ROUNDING * len(rows)
        if rows and abs(total - _WHOLE) > tolerance:
            message = translate(
                "the {count} shares of {objective} add up to {total}, not 100; rounding explains at most {tolerance}",
                count=len(rows),
                objective=objective.facts.id,
                total=spoken(total),
                tolerance=spoken(tolerance),
            )
            slips = [(row, meant) for row in rows for meant in _meant_shares(row.share, total - _WHOLE, tolerance)]
            row = slips[0][0] if len(slips) == 1 else rows[0]
            if len(slips) == 1:
                typed, meant = spoken(row.share), spoken(slips[0][1])
                message += translate("; with {meant} instead of {typed} they do", meant=meant, typed=typed)
            yield Found(f"{objective.facts.id}.allocation.rows.{row.code}.share", message, f"total {plain(total)}")


def _meant_shares(share: Decimal, excess: Decimal, tolerance: Decimal) -> list[Decimal]:
    """What a share was before a slip if the total is right with it: two digits turned, or the decimal mark moved."""
    if abs(excess) < 1:
        return []  # so little may be of anything
    digits = str(int(share * _WHOLE))
    turned = {f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}" for at in range(len(digits) - 1)}
    likely = {share * 10, share / 10, *(Decimal(one) / _WHOLE for one in turned)}
    return sorted(one for one in likely if one != share and abs(one - share + excess) <= tolerance)


@RULES.warning("allocation-total-unlikely")
def _unlikely_totals(programme: Programme) -> Iterator[Found]:
    """A total that rounding explains, but seldom does: it is off by two standard deviations of rounded shares."""
    for objective in programme.objectives:
        rows = objective.allocation.rows
        total = _total(rows)
        off, most = abs(total - _WHOLE), _ROUNDING * len(rows)
        if _SELDOM * _ROUNDING < off <= most and _VARIANCE * off**2 > _SELDOM**2 * _ROUNDING * most:
            message = translate(
                "the {count} shares of {objective} add up to {total}, which rounding seldom explains",
                count=len(rows),
                objective=objective.facts.id,
                total=spoken(total),
            )
            path = f"{objective.facts.id}.allocation.rows.{rows[0].code}.share"
            yield Found(path, message, f"total {plain(total)}")


@RULES.error("share-of-amounts")
def _shares_of_amounts(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        rows = objective.allocation.rows
        total = sum((row.amount or Decimal(0) for row in rows), Decimal(0))
        for row in rows:
            derived = share_of(row.amount, total)
            if row.amount is not None and row.share != derived and NotGiven() not in (row.share, derived):
                message = translate(
                    "{share} is stated, {amount} of {total} EUR are {derived} per cent",
                    share=spoken(row.share),
                    amount=spoken(row.amount),
                    total=spoken(total),
                    derived=spoken(derived),
                )
                path = f"{objective.facts.id}.allocation.rows.{step_of(row.code)}.share"
                fix = None if derived is None else NewValue(plain(derived))
                yield Found(path, message, plain(row.share), fix=fix)


@RULES.error("coverage")
def _coverages(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        allocation = objective.allocation
        covered = [row for row in allocation.rows if row.indicators]
        uncovered = [row for row in allocation.rows if not row.indicators]
        derived = allocation.covered_share
        if allocation.coverage == derived or NotGiven() in (allocation.coverage, derived):
            continue
        less = " + ".join(f"{spoken(row.share)} ({row.code})" for row in uncovered) or translate("nothing")
        message = translate(
            "{coverage} is stated, 100 less {less} gives {derived}; the rows with indicators add up to {sum}",
            coverage=spoken(allocation.coverage),
            less=less,
            derived=spoken(derived),
            sum=spoken(_total(covered)),
        )
        found = f"{plain(allocation.coverage)} ≠ {plain(derived)}"
        yield Found(f"{objective.facts.id}.allocation.coverage", message, found, fix=NewValue(plain(derived)))


@RULES.warning("share-of-nothing")
def _empty_shares(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            if row.indicators and not row.share:
                codes = ", ".join(row.indicators)
                message = translate(
                    "the type of intervention {code} has a share of 0 and is linked to {indicators}",
                    code=row.code,
                    indicators=codes,
                )
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
    if low * years * (1 - _TOLERANCE) <= stated <= high * years * (1 + _TOLERANCE) and high <= max(stated, low):
        return
    gives = _range_text(low * years, high * years)
    message = translate(
        "{rate} a year over the {years} years {first} to {last} gives {gives}, {value} is stated ({place})",
        rate=_show_range(low, high),
        years=years,
        first=first,
        last=last,
        gives=_show_range(low * years, high * years),
        value=spoken(stated),
        place=f"{indicator.id}.{field}",
    )
    found = f"{field}: {gives} ≠ {plain(stated)}"
    if _may_give(low, high, years, stated):  # whoever accepts that accepts it of values that change in proportion
        found = f"{field} {'<' if stated < low * years else '>'} {years} × {name}"
    yield Found(f"{indicator.id}.{name}", message, found)


def _may_give(low: Decimal, high: Decimal, years: int, value: Decimal) -> bool:
    """Whether a rate a year, between ``low`` and ``high``, can roughly give a value within so many years.

    Programmes are adopted in the course of their period (CPR Art. 23), so that its first years may give nothing.
    """
    fewest = max(years - _LATE_YEARS, 1)
    return low * fewest * (1 - _ROUGHLY) <= value <= high * years * (1 + _ROUGHLY) and high <= max(value, low)


def _range(indicator: Indicator, figure: Figure) -> tuple[Decimal, Decimal]:
    end = figure if figure.up_to is None else indicator.figures[figure.up_to]
    return figure.value, end.value


def _show_range(low: Decimal, high: Decimal) -> str:
    return spoken(low) if low == high else translate("{low} to {high}", low=spoken(low), high=spoken(high))


def _range_text(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)} to {plain(high)}"


@RULES.error("range-reversed")
def _ranges(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        for name, figure in indicator.figures.items():
            low, high = _range(indicator, figure)
            if low > high:
                message = translate(
                    "the range begins with {low}, above its end {high} ({place})",
                    low=spoken(low),
                    high=spoken(high),
                    place=f"{indicator.id}.{figure.up_to}",
                )
                yield Found(f"{indicator.id}.{name}", message, f"{plain(low)} > {plain(high)}")

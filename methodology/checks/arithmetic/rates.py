"""Rates and ranges that prose speaks of, against the values that they should give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.arithmetic.amounts import plain
from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.indicator import Figure, Indicator
from methodology.model.programme import Programme

_TOLERANCE = Decimal("0.05")
"""By how much a rate said with "about" may miss its value."""


def _rates(programme: Programme) -> Iterator[Found]:
    years = {"milestone": programme.facts.milestone_year, "target": programme.facts.target_year}
    for indicator in programme.indicators:
        ends = {figure.up_to for figure in indicator.figures.values()}
        for name, figure in indicator.figures.items():
            # the end of a range is judged with its beginning
            if figure.per is None or name in ends:
                continue
            for field, year in years.items():
                yield from _rate_missed(programme, indicator, name, field, year)


def _rate_missed(programme: Programme, indicator: Indicator, name: str, field: str, last: int) -> Iterator[Found]:
    stated: Decimal | None = getattr(indicator, field, None)
    first = programme.facts.period.first_year
    years = last - first + 1
    low, high = _range(indicator, indicator.figures[name])
    # a year before the period and a reversed range are reported by themselves
    if stated is None or years < 1 or low > high:
        return
    if low * years * (1 - _TOLERANCE) <= stated <= high * years * (1 + _TOLERANCE):
        return
    rate, gives = _said(low, high), _said(low * years, high * years)
    message = (
        f"{rate} a year over the {years} years {first} to {last} gives {gives}, "
        f"{plain(stated)} is stated ({indicator.id}.{field})"
    )
    yield Found(f"{indicator.id}.{name}", message, f"{field}: {gives} ≠ {plain(stated)}")


def _range(indicator: Indicator, figure: Figure) -> tuple[Decimal, Decimal]:
    end = figure if figure.up_to is None else indicator.figures[figure.up_to]
    return figure.value, end.value


def _said(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)} to {plain(high)}"


def _ranges(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        for name, figure in indicator.figures.items():
            low, high = _range(indicator, figure)
            if low > high:
                message = (
                    f"the range begins with {plain(low)}, above its end {plain(high)} ({indicator.id}.{figure.up_to})"
                )
                yield Found(f"{indicator.id}.{name}", message, f"{plain(low)} > {plain(high)}")


RULES = (
    Rule(
        code="rate-misses-value",
        family=Family.ARITHMETIC,
        severity=Severity.WARNING,
        text=(
            "A rate per year, times the years of the period up to the end of the milestone's or target's year, gives "
            "the milestone or target, within 5 per cent; of a range, some rate in it does."
        ),
        source="CPR Art. 17(1)(b): the calculation method must give the value; the 5 per cent are this project's",
        hint="correct the rate or the value, or say in the text which years the rate is for",
        wrong="milestone: 43  # four years\nfigures:\n  events_a_year: {value: 13, per: year}",
        right="milestone: 52  # four years\nfigures:\n  events_a_year: {value: 13, per: year}",
        find=_rates,
    ),
    Rule(
        code="range-reversed",
        family=Family.ARITHMETIC,
        severity=Severity.ERROR,
        text="A figure that begins a range is at most the figure that ends it.",
        source="this project: a range is written from the smaller to the greater number",
        hint="exchange the two figures, or correct the one that is wrong",
        wrong="from: {value: 5, up_to: to}\nto: 4",
        right="from: {value: 4, up_to: to}\nto: 5",
        find=_ranges,
    ),
)

"""Values and years that bound one another: milestone and target, part and whole, period and target year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.indicator import (
    Indicator,
    NumberFormat,
    OutputPart,
    ResultIndicator,
    ResultPart,
)
from methodology.model.programme import Programme
from methodology.model.scalars import plain

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_WHOLE = Decimal(100)
_YEARS_AFTER_THE_PERIOD = 2
"""How long money is spent after the last year of the period (CPR Art. 63(2), from memory)."""


@RULES.error("milestone-above-target")
def _milestones_above_targets(programme: Programme) -> Iterator[Found]:
    for output in programme.indicators:
        if isinstance(output, OutputPart) and output.milestone > output.target:
            milestone, target = plain(output.milestone), plain(output.target)
            message = translate(
                "the milestone {milestone} is above the target {target} ({place})",
                milestone=milestone,
                target=target,
                place=f"{output.id}.target",
            )
            yield Found(f"{output.id}.milestone", message, f"{milestone} > {target}")


@RULES.warning("baseline-above-target")
def _baselines_above_targets(programme: Programme) -> Iterator[Found]:
    for result in programme.indicators:
        if not isinstance(result, ResultIndicator | ResultPart) or result.baseline is None or result.target is None:
            continue
        if result.baseline > result.target:
            baseline, target = plain(result.baseline), plain(result.target)
            message = f"the baseline {baseline} is above the target {target} ({result.id}.target)"
            yield Found(f"{result.id}.baseline", message, f"{baseline} > {target}")


@RULES.error("percent-above-100")
def _values_above_the_whole(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        if indicator.number_format is not NumberFormat.PERCENT:
            continue
        for field, value in indicator.stated_values.items():
            if value > _WHOLE:
                message = f"{indicator.id}.{field} is {plain(value)} per cent, above 100"
                yield Found(f"{indicator.id}.{field}", message, f"{plain(value)} > 100")


@RULES.warning("share-above-100")
def _shares_above_the_whole(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        if isinstance(indicator, OutputPart):
            continue
        for name, figure in indicator.figures.items():
            if figure.unit == PERCENT and figure.value > _WHOLE:
                message = f"the share {indicator.id}.{name} is {plain(figure.value)} per cent, above 100"
                yield Found(f"{indicator.id}.{name}", message, plain(figure.value))


@RULES.error("part-above-whole")
def _parts_above_wholes(programme: Programme) -> Iterator[Found]:
    for whole in programme.indicators:
        if whole.number_format is NumberFormat.PERCENT:
            continue
        for part in whole.parts:
            if part.unit is not None and part.unit == whole.unit:
                yield from _part_above_whole(part, whole)


def _part_above_whole(part: Indicator, whole: Indicator) -> Iterator[Found]:
    limits = whole.stated_values
    for field, value in part.stated_values.items():
        if field in limits and value > limits[field]:
            limit = plain(limits[field])
            message = f"{part.id}.{field} is {plain(value)}, above the {limit} of the whole ({whole.id}.{field})"
            yield Found(f"{part.id}.{field}", message, f"{plain(value)} > {limit}")


@RULES.error("years-out-of-order")
def _years(programme: Programme) -> Iterator[Found]:
    facts = programme.facts
    first, last = facts.period.first_year, facts.period.last_year
    milestone, target = facts.milestone_year, facts.target_year
    if milestone < first:
        message = f"the milestone year {milestone} is before the period's first year ({first})"
        yield Found("programme.milestone_year", message, str(milestone))
    if target <= milestone:
        message = f"the target year {target} is not after the milestone year ({milestone})"
        yield Found("programme.target_year", message, f"{target} ≤ {milestone}")
    if target > last + _YEARS_AFTER_THE_PERIOD:
        message = f"the target year {target} is more than two years after the period's last year ({last})"
        yield Found("programme.target_year", message, f"{target} > {last + _YEARS_AFTER_THE_PERIOD}")

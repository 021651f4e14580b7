"""Values and years that bound one another: milestone and target, part and whole, period and target year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.said_numbers import any_of, number_use
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
from methodology.model.scalars import NotGiven, plain, spoken

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_WHOLE = Decimal(100)
_LEAST_SHARE = Decimal("0.015")
"""Of a target that a milestone above one mostly is."""
_YEARS_AFTER_THE_PERIOD = 2
"""How long money is spent after the last year of the period (CPR Art. 63(2), from memory)."""


@RULES.error("milestone-above-target")
def _milestones_above_targets(programme: Programme) -> Iterator[Found]:
    for output in programme.indicators:
        if isinstance(output, OutputPart) and output.milestone > output.target:
            milestone, target = plain(output.milestone), plain(output.target)
            message = translate(
                "the milestone {milestone} is above the target {target} ({place})",
                milestone=spoken(output.milestone),
                target=spoken(output.target),
                place=f"{output.id}.target",
            )
            yield Found(f"{output.id}.milestone", message, f"{milestone} > {target}")


@RULES.warning("milestone-far-below-target")
def _milestones_far_below_targets(programme: Programme) -> Iterator[Found]:
    for output in programme.indicators:
        if isinstance(output, OutputPart) and 1 < output.milestone < output.target * _LEAST_SHARE:
            milestone, target = plain(output.milestone), plain(output.target)
            message = translate(
                "the milestone {milestone} is {share} % of the target {target} ({place})",
                milestone=spoken(output.milestone),
                share=spoken(round(output.milestone / output.target * _WHOLE, 1)),
                target=spoken(output.target),
                place=f"{output.id}.target",
            )
            yield Found(f"{output.id}.milestone", message, f"{milestone} / {target}")


@RULES.warning("baseline-above-target")
def _baselines_above_targets(programme: Programme) -> Iterator[Found]:
    for result in programme.indicators:
        if not isinstance(result, ResultIndicator | ResultPart) or result.baseline is None or result.target is None:
            continue
        if result.baseline > result.target:
            baseline, target = plain(result.baseline), plain(result.target)
            message = translate(
                "the baseline {baseline} is above the target {target} ({place})",
                baseline=spoken(result.baseline),
                target=spoken(result.target),
                place=f"{result.id}.target",
            )
            yield Found(f"{result.id}.baseline", message, f"{baseline} > {target}")


@RULES.error("percent-above-100")
def _values_above_the_whole(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        if indicator.number_format is not NumberFormat.PERCENT:
            continue
        for field, value in indicator.stated_values.items():
            if value > _WHOLE:
                place, shown = f"{indicator.id}.{field}", spoken(value)
                message = translate("{place} is {value} per cent, above 100", place=place, value=shown)
                if indicator.unit not in (None, PERCENT):
                    message = translate(
                        "{place} is {value} per cent, above 100; its unit is {unit}",
                        place=place,
                        value=shown,
                        unit=indicator.unit,
                    )
                yield Found(place, message, f"{plain(value)} > 100")


@RULES.warning("share-above-100")
def _shares_above_the_whole(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        if isinstance(indicator, OutputPart):
            continue
        for name, figure in indicator.figures.items():
            if figure.unit == PERCENT and figure.value > _WHOLE:
                message = translate(
                    "the share {place} is {value} per cent, above 100",
                    place=f"{indicator.id}.{name}",
                    value=spoken(figure.value),
                )
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
            message = translate(
                "{place} is {value}, above the {limit} of the whole ({whole})",
                place=f"{part.id}.{field}",
                value=spoken(value),
                limit=spoken(limits[field]),
                whole=f"{whole.id}.{field}",
            )
            yield Found(f"{part.id}.{field}", message, f"{plain(value)} > {limit}")


@RULES.error("years-out-of-order")
def _years(programme: Programme) -> Iterator[Found]:
    facts = programme.facts
    first, last = facts.period.first_year, facts.period.last_year
    milestone, target = facts.milestone_year, facts.target_year
    if milestone < first:
        message = translate(
            "the milestone year {milestone} is before the period's first year ({first})",
            milestone=milestone,
            first=first,
        )
        yield Found("programme.milestone_year", message, str(milestone))
    if target <= milestone:
        message = translate(
            "the target year {target} is not after the milestone year ({milestone})", target=target, milestone=milestone
        )
        yield Found("programme.target_year", message, f"{target} ≤ {milestone}")
    if target > last + _YEARS_AFTER_THE_PERIOD:
        message = translate(
            "the target year {target} is more than two years after the period's last year ({last})",
            target=target,
            last=last,
        )
        yield Found("programme.target_year", message, f"{target} > {last + _YEARS_AFTER_THE_PERIOD}")


@RULES.warning("parts-above-whole")
def _find_sums_above_wholes(programme: Programme) -> Iterator[Found]:
    for whole in programme.indicators:
        parts = [part for part in whole.parts if part.unit is not None and part.unit == whole.unit]
        for field, limit in whole.stated_values.items():
            values = [part.stated_values.get(field, Decimal(0)) for part in parts]
            total = sum(values, Decimal(0))
            is_derived = field in whole.formulas or whole.number_format is NumberFormat.PERCENT
            if not is_derived and total > limit >= max(values, default=_WHOLE) and not isinstance(total, NotGiven):
                message = translate(
                    "the parts of {place} add up to {sum} ({parts}), above its {value}",
                    place=f"{whole.id}.{field}",
                    sum=spoken(total),
                    parts=" + ".join(map(plain, values)),
                    value=spoken(limit),
                )
                yield Found(f"{whole.id}.{field}", message, f"{plain(total)} > {plain(limit)}")


@RULES.error("part-of-a-thing")
def _find_parts_of_things(programme: Programme) -> Iterator[Found]:
    units = programme.fund.counting_units if programme.fund is not None else ()
    for indicator in programme.indicators:
        counts_things = indicator.unit in units and indicator.number_format is not NumberFormat.PERCENT
        for field, value in indicator.stated_values.items() if counts_things else ():
            if not isinstance(value, NotGiven) and value != int(value):
                message = translate(
                    "{place} is {value}, and {counts} are counted one by one",
                    place=f"{indicator.id}.{field}",
                    value=spoken(value),
                    counts=indicator.counts or indicator.name,
                )
                yield Found(f"{indicator.id}.{field}", message, plain(value))


@RULES.warning("count-in-per-cent")
def _find_counts_in_per_cent(programme: Programme) -> Iterator[Found]:
    use = number_use(programme)
    for indicator in programme.indicators:
        is_percent = indicator.number_format is NumberFormat.PERCENT
        unit = indicator.unit or ""
        if not is_percent and any_of(use.per_cent).fullmatch(unit.lower()) is None:
            continue
        if any_of(use.number_of).match(indicator.name) is not None:
            message = translate(
                "the name of {code} is that of a number, its unit is {unit}: '{name}'",
                code=indicator.id,
                unit="%" if is_percent else unit,
                name=indicator.name,
            )
            target = indicator.stated_values.get("target")
            if is_percent and target is not None and not isinstance(target, NotGiven):
                message = translate(
                    "{value} % would be printed of {code}, whose name is that of a number: '{name}'",
                    value=spoken(target),
                    code=indicator.id,
                    name=indicator.name,
                )
            yield Found(f"{indicator.id}.number_format" if is_percent else f"{indicator.id}.unit", message, unit)


_FEWEST_MILLIONS = Decimal(100_000)
"""Less than a hundredth of a million is no number that is said in millions."""


@RULES.error("value-below-format")
def _find_values_below_formats(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        for field, value in indicator.stated_values.items():
            is_lost = indicator.number_format is NumberFormat.MILLIONS and 0 < value < _FEWEST_MILLIONS
            if is_lost and not isinstance(value, NotGiven):
                number = programme.grammar.number((value / 1_000_000).normalize())
                message = translate(
                    "{place} is {value}, which prints as {printed} million: the format wants the whole number",
                    place=f"{indicator.id}.{field}",
                    value=spoken(value),
                    printed=number,
                )
                yield Found(f"{indicator.id}.{field}", message, plain(value))


@RULES.warning("share-below-1")
def _find_fractions(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        values = indicator.stated_values if indicator.number_format is NumberFormat.PERCENT else {}
        shares = {name: figure.value for name, figure in indicator.figures.items() if figure.unit == PERCENT}
        for name, value in {**values, **shares}.items():
            if not isinstance(value, NotGiven) and 0 < value < 1:
                message = translate(
                    "{place} is {value} per cent, less than one in a hundred: is {hundredfold} meant?",
                    place=f"{indicator.id}.{name}",
                    value=spoken(value),
                    hundredfold=spoken((value * 100).normalize()),
                )
                yield Found(f"{indicator.id}.{name}", message, plain(value))


@RULES.warning("figures-in-other-units")
def _find_figures_in_other_units(programme: Programme) -> Iterator[Found]:
    """Figures of one indicator whose names end alike are of one kind: ``police_share`` and ``defence_share``.

    So are those of several indicators, where all others have one unit.
    """
    found: list[Found] = []
    of_all: dict[str, dict[str, str | None]] = {}
    for indicator in programme.indicators:
        kinds: dict[str, dict[str, str | None]] = {}
        for name, figure in indicator.figures.items():
            for units in (kinds, of_all):
                units.setdefault(name.rpartition("_")[2], {})[f"{indicator.id}.{name}"] = figure.unit
        found += [one for units in kinds.values() for one in _unlike_units(units, most=len(units))]
    found += [one for units in of_all.values() for one in _unlike_units(units, most=1)]
    yield from {one.path: one for one in reversed(found)}.values()


def _unlike_units(units: Mapping[str, str | None], most: int) -> Iterator[Found]:
    """The figures, at most so many, whose unit is not that of two others or more."""
    of_each = list(units.values())
    usual = max(of_each, key=of_each.count)
    unlike = [place for place, unit in units.items() if unit != usual]
    if of_each.count(usual) > 1 and len(unlike) <= most:
        for place in unlike:
            message = translate(
                "{place} has the unit {unit}, {others} have {usual}",
                place=place,
                unit=units[place] or "1",
                others=", ".join(other for other in units if other not in unlike),
                usual=usual or "1",
            )
            yield Found(place, message, units[place] or "1")


@RULES.warning("value-is-a-year")
def _find_years_as_values(programme: Programme) -> Iterator[Found]:
    """A milestone, target or baseline that is the year in the head of its column."""
    years = {programme.facts.milestone_year, programme.facts.target_year}
    for indicator in programme.indicators:
        for field, value in indicator.stated_values.items():
            if not isinstance(value, NotGiven) and value in years:
                place = f"{indicator.id}.{field}"
                message = translate(
                    "{place} is {value}, a year that stands in the head of a column", place=place, value=plain(value)
                )
                yield Found(place, message, plain(value))


@RULES.warning("figure-below-zero")
def _find_figures_below_zero(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        for name, figure in indicator.figures.items():
            if not isinstance(figure.value, NotGiven) and figure.value < 0:
                place = f"{indicator.id}.{name}"
                message = translate("{place} is {value}, below 0", place=place, value=spoken(figure.value))
                yield Found(place, message, plain(figure.value))


@RULES.warning("nothing-to-reach")
def _find_targets_of_nothing(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        target = indicator.target
        if target is None or isinstance(target, NotGiven):
            continue
        if target == 0:
            message = translate("{place} is 0: nothing is to be reached", place=f"{indicator.id}.target")
            yield Found(f"{indicator.id}.target", message, "0")


@RULES.warning("baseline-without-year")
def _find_baselines_without_years(programme: Programme) -> Iterator[Found]:
    for whole in (whole for objective in programme.objectives for whole in objective.results):
        for result in whole.with_parts:
            baseline = result.stated_values.get("baseline")
            year = getattr(result, "reference_year", None) or whole.reference_year
            if baseline and not isinstance(baseline, NotGiven) and year is None and "baseline" not in result.formulas:
                message = translate(
                    "{place} is {value}, and nothing says of which year that is",
                    place=f"{result.id}.baseline",
                    value=spoken(baseline),
                )
                yield Found(f"{result.id}.baseline", message, plain(baseline))

"""An indicator's own values: milestone, baseline and target, per cent, parts and whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.arithmetic.amounts import plain
from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.indicator import (
    Indicator,
    NumberFormat,
    OutputIndicator,
    OutputPart,
    ResultIndicator,
    ResultPart,
)
from methodology.model.programme import Programme

_WHOLE = Decimal(100)
_FIELDS = ("milestone", "baseline", "target")


def _milestones_above_targets(programme: Programme) -> Iterator[Found]:
    for output in programme.indicators:
        if isinstance(output, OutputPart) and output.milestone > output.target:
            milestone, target = plain(output.milestone), plain(output.target)
            message = f"the milestone {milestone} is above the target {target} ({output.id}.target)"
            yield Found(f"{output.id}.milestone", message, f"{milestone} > {target}")


def _baselines_above_targets(programme: Programme) -> Iterator[Found]:
    for result in programme.indicators:
        if not isinstance(result, ResultIndicator | ResultPart) or result.baseline is None or result.target is None:
            continue
        if result.baseline > result.target:
            baseline, target = plain(result.baseline), plain(result.target)
            message = f"the baseline {baseline} is above the target {target} ({result.id}.target)"
            yield Found(f"{result.id}.baseline", message, f"{baseline} > {target}")


def _values_above_the_whole(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        if indicator.number_format is not NumberFormat.PERCENT:
            continue
        for field, value in _values(indicator):
            if value > _WHOLE:
                message = f"{indicator.id}.{field} is {plain(value)} per cent, above 100"
                yield Found(f"{indicator.id}.{field}", message, f"{plain(value)} > 100")


def _shares_above_the_whole(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        if isinstance(indicator, OutputPart):
            continue
        for name, figure in indicator.figures.items():
            is_base = indicator.derivation is not None and indicator.derivation.share == name
            if (is_base or figure.unit == "%") and figure.value > _WHOLE:
                message = f"the share {indicator.id}.{name} is {plain(figure.value)} per cent, above 100"
                yield Found(f"{indicator.id}.{name}", message, plain(figure.value))


def _parts_above_wholes(programme: Programme) -> Iterator[Found]:
    for whole in programme.indicators:
        if not isinstance(whole, OutputIndicator | ResultIndicator) or whole.number_format is NumberFormat.PERCENT:
            continue
        for part in whole.parts:
            if part.unit is not None and part.unit == whole.unit:
                yield from _part_above_whole(part, whole)


def _part_above_whole(part: Indicator, whole: Indicator) -> Iterator[Found]:
    limits = dict(_values(whole))
    for field, value in _values(part):
        if field in limits and value > limits[field]:
            limit = plain(limits[field])
            message = f"{part.id}.{field} is {plain(value)}, above the {limit} of the whole ({whole.id}.{field})"
            yield Found(f"{part.id}.{field}", message, f"{plain(value)} > {limit}")


def _values(indicator: Indicator) -> Iterator[tuple[str, Decimal]]:
    """The indicator's own values that are given, with the names of their fields."""
    for field in _FIELDS:
        value = getattr(indicator, field, None)
        if value is not None:
            yield field, value


RULES = (
    Rule(
        code="milestone-above-target",
        family=Family.ARITHMETIC,
        severity=Severity.ERROR,
        text="An output's milestone, and that of each of its parts, is at most its target.",
        source="Reg. 2021/1149 Art. 27(3): milestones and targets are cumulative",
        hint="correct the milestone or the target",
        wrong="milestone: 46\ntarget: 6",
        right="milestone: 6\ntarget: 46",
        find=_milestones_above_targets,
    ),
    Rule(
        code="baseline-above-target",
        family=Family.ARITHMETIC,
        severity=Severity.WARNING,
        text="A result's baseline is at most its target.",
        source="this project: the results of CPR Art. 16(1) that count something grow; one that shall fall is rare",
        hint="correct the baseline or the target",
        wrong="baseline: 120\ntarget: 100",
        right="baseline: 0\ntarget: 100",
        find=_baselines_above_targets,
    ),
    Rule(
        code="percent-above-100",
        family=Family.ARITHMETIC,
        severity=Severity.ERROR,
        text="The value of an indicator given in per cent is at most 100.",
        source="this project: an indicator in per cent is the share of a whole",
        hint="correct the value, or the number_format",
        wrong="target: 110\nnumber_format: percent",
        right="target: 100\nnumber_format: percent",
        find=_values_above_the_whole,
    ),
    Rule(
        code="share-above-100",
        family=Family.ARITHMETIC,
        severity=Severity.WARNING,
        text="A figure in per cent that a result rests on is at most 100.",
        source="this project: a result's figure in per cent is the share of those that an output counts",
        hint="correct the figure",
        wrong='figures:\n  share: {value: 189, unit: "%"}',
        right='figures:\n  share: {value: 89, unit: "%"}',
        find=_shares_above_the_whole,
    ),
    Rule(
        code="part-above-whole",
        family=Family.ARITHMETIC,
        severity=Severity.ERROR,
        text="A sub-indicator with the unit of its parent has no value above the parent's.",
        source="this project: the parent counts what its sub-indicators count, and more",
        hint="correct the value of the part or of the whole",
        wrong="target: 12\nparts:\n  - target: 17",
        right="target: 12\nparts:\n  - target: 7",
        find=_parts_above_wholes,
    ),
)

"""Indicators against types of intervention, measures, figures, their parts and each other."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.references.registry_entries import reckoned_paths, referred_paths
from methodology.messages import declare_message, translate
from methodology.model.indicator import Indicator, OutputIndicator, OutputPart
from methodology.model.objective import Objective
from methodology.model.paths import step_of
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.VALUE)


@RULES.warning(
    "unlinked-indicator", several=declare_message("{count} indicators are linked to no type of intervention")
)
def _unlinked_indicators(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        linked = {code for row in objective.allocation.rows for code in row.indicators}
        for indicator in _find_unlinked(objective, linked):
            message = translate(
                "{id} is linked to no type of intervention of {id_2}", id=indicator.id, id_2=objective.facts.id
            )
            yield Found(f"{indicator.id}.id", message, indicator.id)


def _find_unlinked(objective: Objective, linked: set[str]) -> Iterator[Indicator]:
    """A whole is linked by any of its parts; a part by its whole, where the parts are not linked one by one."""
    for whole in objective.wholes:
        parts = whole.with_parts[1:]
        linked_parts = {part.id for part in parts} & linked
        if whole.id not in linked and not linked_parts:
            yield whole
        elif linked_parts:
            yield from (part for part in parts if part.id not in linked)


@RULES.error("foreign-indicator")
def _foreign_indicators(programme: Programme) -> Iterator[Found]:
    owners = {indicator.id: objective for objective in programme.objectives for indicator in objective.indicators}
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            for number, code in enumerate(row.indicators, start=1):
                owner = owners.get(code)
                if owner not in (None, objective):
                    message = translate(
                        "{code} of {id} is linked to a type of intervention of {id_2}",
                        code=code,
                        id=owner.facts.id,
                        id_2=objective.facts.id,
                    )
                    path = f"{objective.facts.id}.allocation.rows.{step_of(row.code)}.indicators.{number}"
                    yield Found(path, message, code)


@RULES.warning("indicator-linked-twice")
def _indicators_linked_twice(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            for number, code in enumerate(row.indicators, start=1):
                if code in row.indicators[: number - 1]:
                    message = translate(
                        "{code} is linked to the type of intervention {code_2} twice", code=code, code_2=row.code
                    )
                    path = f"{objective.facts.id}.allocation.rows.{step_of(row.code)}.indicators.{number}"
                    yield Found(path, message, code)


@RULES.warning(
    "unused-measure",
    scope=Scope.OBJECTIVES,
    several=declare_message("{count} implementation measures are those of no output indicator"),
)
def _unused_measures(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        used = {letter for output in objective.outputs for letter in _measures(output)}
        for letter in objective.facts.measures:
            if letter not in used:
                message = translate(
                    "no output indicator of {id} uses the implementation measure {letter}",
                    id=objective.facts.id,
                    letter=letter,
                )
                yield Found(
                    f"{objective.facts.id}.measures.{step_of(letter)}",
                    message,
                    f"measure {letter}",
                )


@RULES.warning("output-without-measure", several=declare_message("{count} outputs belong to no implementation measure"))
def _outputs_without_measures(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for output in objective.outputs:
            if not _measures(output):
                yield Found(f"{output.id}.measures", _say_without_measure(objective, output), "no measure")


def _say_without_measure(objective: Objective, output: OutputIndicator) -> str:
    """The message, with the measures of the output whose operations are the most alike."""
    operations = {operation.id for operation in output.operations}

    def shared(other: OutputIndicator) -> float:
        others = {operation.id for operation in other.operations}
        return len(operations & others) / len(operations | others) if operations else 0

    others = [other for other in objective.outputs if _measures(other) and shared(other)]
    if not others:
        return translate("{id} belongs to no implementation measure of {id_2}", id=output.id, id_2=objective.facts.id)
    nearest = max(others, key=shared)
    return translate(
        "{id} belongs to no implementation measure of {id_2}; {other}, with operations of it, belongs to {measures}",
        id=output.id,
        id_2=objective.facts.id,
        other=nearest.id,
        measures=", ".join(f"{objective.facts.number}{letter}" for letter in sorted(_measures(nearest))),
    )


@RULES.error("measure-twice")
def _measures_twice(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for indicator in objective.indicators:
            measures = indicator.measures if isinstance(indicator, OutputPart) else ()
            for number, letter in enumerate(measures, start=1):
                if letter in measures[: number - 1]:
                    printed = f"{objective.facts.number}{letter}"
                    message = translate("{id} names the measure {letter} twice", id=indicator.id, letter=printed)
                    yield Found(f"{indicator.id}.measures.{number}", message, letter)


@RULES.warning("measures-out-of-order")
def _measures_out_of_order(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        order = list(objective.facts.measures)
        for indicator in objective.indicators:
            measures = indicator.measures if isinstance(indicator, OutputPart) else ()
            known = [letter for letter in measures if letter in order]
            right = sorted(set(known), key=order.index)
            if len(known) == len(right) and known != right:
                at = next(place for place, pair in enumerate(zip(known, right, strict=True)) if pair[0] != pair[1])
                message = translate(
                    "{id} names its measures in the order {here}, the objective in the order {there}",
                    id=indicator.id,
                    here=", ".join(known),
                    there=", ".join(right),
                )
                yield Found(f"{indicator.id}.measures.{measures.index(known[at]) + 1}", message, known[at])


def _measures(output: OutputPart) -> set[str]:
    """The measures of an output and of its parts."""
    return {
        letter for indicator in output.with_parts if isinstance(indicator, OutputPart) for letter in indicator.measures
    }


@RULES.warning("unused-figure", scope=Scope.CONTENT)
def _unused_figures(programme: Programme) -> Iterator[Found]:
    used = referred_paths(programme) | reckoned_paths(programme)
    for indicator in programme.indicators:
        for name in indicator.figures:
            if f"{indicator.id}.{name}" not in used:
                yield Found(
                    f"{indicator.id}.{name}",
                    translate("no text and no formula uses {id}.{name}", id=indicator.id, name=name),
                    name,
                )


@RULES.warning("equal-names")
def _equal_names(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for siblings in (objective.outputs, objective.results, *(whole.parts for whole in objective.indicators)):
            yield from _named_alike(siblings)
    for indicator in programme.indicators:
        named: dict[str, str] = {}
        for key, figure in indicator.figures.items():
            name = (figure.name or "").casefold()
            if name and named.setdefault(name, key) != key:
                message = translate(
                    "{id} is called like {id_2}", id=f"{indicator.id}.{key}", id_2=f"{indicator.id}.{named[name]}"
                )
                yield Found(f"{indicator.id}.{key}", message, str(figure.name))


def _named_alike(siblings: tuple[Indicator, ...]) -> Iterator[Found]:
    first: dict[str, Indicator] = {}
    for indicator in siblings:
        other = first.setdefault(" ".join(indicator.name.casefold().split()), indicator)
        if other is not indicator:
            yield Found(
                f"{indicator.id}.name",
                translate("{id} is called like {id_2}", id=indicator.id, id_2=other.id),
                indicator.name,
            )


def _indicators_with_parts(programme: Programme) -> Iterator[Indicator]:
    """The indicators that have parts."""
    return (whole for objective in programme.objectives for whole in objective.indicators if whole.parts)


@RULES.error("part-in-another-unit")
def _units_differ(programme: Programme) -> Iterator[Found]:
    for whole in _indicators_with_parts(programme):
        for part in whole.parts:
            if whole.unit is not None and part.unit is not None and part.unit != whole.unit:
                message = translate(
                    "{id} is in '{unit}', its whole in '{unit_2}' ({id_2}.unit)",
                    id=part.id,
                    unit=part.unit,
                    unit_2=whole.unit,
                    id_2=whole.id,
                )
                yield Found(f"{part.id}.unit", message, part.unit)


@RULES.warning("part-under-another-measure")
def _measures_differ(programme: Programme) -> Iterator[Found]:
    for whole in _indicators_with_parts(programme):
        if not isinstance(whole, OutputPart) or not whole.measures:
            continue
        for part in whole.parts:
            for number, letter in enumerate(part.measures if isinstance(part, OutputPart) else (), start=1):
                if letter not in whole.measures:
                    message = translate(
                        "{id} belongs to the measure {letter}, its whole {id_2} does not",
                        id=part.id,
                        letter=letter,
                        id_2=whole.id,
                    )
                    yield Found(f"{part.id}.measures.{number}", message, letter)


_PART_FIELDS = ("measures", "counts", "milestone", "baseline", "target")
"""What a part of an indicator says of itself."""


@RULES.warning("part-says-less")
def _parts_saying_less(programme: Programme) -> Iterator[Found]:
    """A part that lacks what its whole and each other part of it have."""
    for whole in _indicators_with_parts(programme):
        for field in _PART_FIELDS:
            lacking = [one for one in whole.with_parts if getattr(one, field, None) in (None, ())]
            if len(whole.parts) > 1 and len(lacking) == 1 and lacking[0] is not whole:
                (part,) = lacking
                said = getattr(whole, field)
                message = translate(
                    "{id} says nothing under {field}, its whole {id_2} ({said}) and each other part do",
                    id=part.id,
                    field=field,
                    id_2=whole.id,
                    said=", ".join(said) if isinstance(said, tuple) else said,
                )
                yield Found(f"{part.id}.{field if f'{part.id}.{field}' in programme.values else 'id'}", message, field)


@RULES.warning("single-part")
def _single_parts(programme: Programme) -> Iterator[Found]:
    for whole in _indicators_with_parts(programme):
        is_sum = whole.target is None or whole.sums_parts("target")
        if is_sum and len(whole.parts) == 1:
            part = whole.parts[0]
            yield Found(
                f"{part.id}.id",
                translate("{id} is the only part of {id_2}, which is nothing more", id=part.id, id_2=whole.id),
                part.id,
            )

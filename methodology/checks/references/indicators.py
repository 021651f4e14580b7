"""Indicators against types of intervention, measures, figures, their parts and each other."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules
from methodology.checks.references.registry_entries import referred_paths
from methodology.model.indicator import Indicator, OutputIndicator, ResultIndicator
from methodology.model.objective import Objective
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES)


@RULES.warning(
    code="unlinked-indicator",
    text="Each indicator is linked to a type of intervention of its objective, itself or through its parts.",
    source="this project: the allocation tables say which indicators measure what the money is spent on",
    hint="add its code to a row of allocation.yaml",
    wrong='# R.1.5 in no row\nrows:\n  - code: "001"\n    share: 100\n    indicators: [O.1.3]',
    right='rows:\n  - code: "001"\n    share: 100\n    indicators: [O.1.3, R.1.5]',
)
def _unlinked_indicators(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        linked = {code for row in objective.allocation.rows for code in row.indicators}
        for indicator in _unlinked(objective, linked):
            message = f"{indicator.id} is linked to no type of intervention of {objective.facts.id}"
            yield Found(f"{indicator.id}.id", message, indicator.id)


def _unlinked(objective: Objective, linked: set[str]) -> Iterator[Indicator]:
    """A whole is linked by any of its parts; a part by its whole, where the parts are not linked one by one."""
    for whole in objective.wholes:
        linked_parts = {part.id for part in whole.parts} & linked
        if whole.id not in linked and not linked_parts:
            yield whole
        elif linked_parts:
            yield from (part for part in whole.parts if part.id not in linked)


@RULES.error(
    code="foreign-indicator",
    text="A type of intervention is linked to indicators of its own objective.",
    source="CPR Art. 22(4): indicators and breakdown are given for each specific objective",
    hint="correct the code, or delete it here",
    wrong='# objectives/so1/allocation.yaml\n- code: "001"\n  share: 73.71\n  indicators: [O.3.3]',
    right='# objectives/so1/allocation.yaml\n- code: "001"\n  share: 73.71\n  indicators: [O.1.3]',
)
def _foreign_indicators(programme: Programme) -> Iterator[Found]:
    owners = {indicator.id: objective for objective in programme.objectives for indicator in objective.indicators}
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            for number, code in enumerate(row.indicators, start=1):
                owner = owners[code]
                if owner is not objective:
                    message = f"{code} of {owner.facts.id} is linked to a type of intervention of {objective.facts.id}"
                    path = f"{objective.facts.id}.allocation.rows.{row.code}.indicators.{number}"
                    yield Found(path, message, code)


@RULES.warning(
    code="indicator-linked-twice",
    text="A type of intervention is linked to each indicator once.",
    source="this project: a code that stands twice often stands for another one",
    hint="delete one of the two, or correct it",
    wrong="indicators: [R.1.7, R.1.7]",
    right="indicators: [R.1.7, R.1.8]",
)
def _indicators_linked_twice(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            for number, code in enumerate(row.indicators, start=1):
                if code in row.indicators[: number - 1]:
                    message = f"{code} is linked to the type of intervention {row.code} twice"
                    path = f"{objective.facts.id}.allocation.rows.{row.code}.indicators.{number}"
                    yield Found(path, message, code)


@RULES.warning(
    code="unused-measure",
    text="Each implementation measure of an objective is used by one of its output indicators.",
    source="CPR Art. 17(1)(a): the selection of indicators should show what measures the implementation measures",
    hint="add the letter to the measures of an output indicator, or say in the text why none measures it",
    wrong="# objective.yaml\nmeasures:\n  a: first\n  b: second\n# the only output\nmeasures: [a]",
    right="# objective.yaml\nmeasures:\n  a: first\n  b: second\n# the only output\nmeasures: [a, b]",
)
def _unused_measures(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        used = {letter for output in objective.outputs for letter in _measures(output)}
        for letter in objective.facts.measures:
            if letter not in used:
                message = f"no output indicator of {objective.facts.id} uses the implementation measure {letter}"
                yield Found(f"{objective.facts.id}.measures.{letter}", message, f"measure {letter}")


@RULES.warning(
    code="output-without-measure",
    text="Each output indicator belongs to an implementation measure, itself or through its parts.",
    source="CPR Art. 17(1)(a): an output is selected for the measures that it is to show",
    hint="write the letters of the measures that it belongs to",
    wrong="measures: []",
    right="measures: [c]",
)
def _outputs_without_measures(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for output in objective.outputs:
            if not _measures(output):
                message = f"{output.id} belongs to no implementation measure of {objective.facts.id}"
                yield Found(f"{output.id}.measures", message, "no measure")


def _measures(output: OutputIndicator) -> set[str]:
    """The measures of an output and of its parts."""
    return {letter for indicator in (output, *output.parts) for letter in indicator.measures}


@RULES.warning(
    code="unused-figure",
    text="Each figure of an indicator is printed by a text or used by the derivation.",
    source="this project: a figure that nothing uses often stands in a text once more, as plain digits",
    hint="refer to it in the text by its path, or delete it",
    wrong="figures:\n  events_a_year: 13\nrationale:\n  target:\n    sentence: okoli 13 dogodkov na leto.",
    right="figures:\n  events_a_year: 13\nrationale:\n  target:\n"
    "    sentence: okoli {O.2.2.events_a_year} dogodkov na leto.",
)
def _unused_figures(programme: Programme) -> Iterator[Found]:
    referred = referred_paths(programme)
    for indicator in programme.indicators:
        derivation = indicator.derivation
        used = set() if derivation is None else {derivation.share, *(derivation.sum or ())}
        for name in indicator.figures:
            if name not in used and f"{indicator.id}.{name}" not in referred:
                yield Found(f"{indicator.id}.{name}", f"no text and no derivation uses {indicator.id}.{name}", name)


@RULES.warning(
    code="equal-names",
    text="No two outputs of an objective have the same name, nor two results or two parts of an indicator.",
    source="this project: the fund's list names each core indicator of an objective once",
    hint="correct the name of one of the two",
    wrong="# O.1.3\nname: Število kosov opreme\n# O.1.4\nname: Število kosov opreme",
    right="# O.1.3\nname: Število sistemov IKT\n# O.1.4\nname: Število kosov opreme",
)
def _equal_names(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for siblings in (objective.outputs, objective.results, *(whole.parts for whole in objective.wholes)):
            yield from _named_alike(siblings)


def _named_alike(siblings: tuple[Indicator, ...]) -> Iterator[Found]:
    first: dict[str, Indicator] = {}
    for indicator in siblings:
        other = first.setdefault(" ".join(indicator.name.casefold().split()), indicator)
        if other is not indicator:
            yield Found(f"{indicator.id}.name", f"{indicator.id} is called like {other.id}", indicator.name)


def _divided(programme: Programme) -> Iterator[OutputIndicator | ResultIndicator]:
    """The indicators that have parts."""
    return (whole for objective in programme.objectives for whole in objective.wholes if whole.parts)


@RULES.error(
    code="part-in-another-unit",
    text="A sub-indicator has the unit of its parent, where the parent has one.",
    source="this project: parts of a whole are of its kind",
    hint="correct the unit, or leave out the parent's where its parts are measured in several",
    wrong="unit: število\nparts:\n  - unit: kg",
    right="unit: število\nparts:\n  - unit: število",
)
def _units_differ(programme: Programme) -> Iterator[Found]:
    for whole in _divided(programme):
        for part in whole.parts:
            if whole.unit is not None and part.unit is not None and part.unit != whole.unit:
                message = f"{part.id} is in '{part.unit}', its whole in '{whole.unit}' ({whole.id}.unit)"
                yield Found(f"{part.id}.unit", message, part.unit)


@RULES.warning(
    code="part-under-another-measure",
    text="The implementation measures of a sub-indicator are among those of its parent, where the parent has any.",
    source="this project: what a part measures, its whole measures too",
    hint="add the letter to the parent's measures, or delete it here",
    wrong="measures: [a]\nparts:\n  - measures: [b]",
    right="measures: [a, b]\nparts:\n  - measures: [b]",
)
def _measures_differ(programme: Programme) -> Iterator[Found]:
    for whole in _divided(programme):
        if not isinstance(whole, OutputIndicator) or not whole.measures:
            continue
        for part in whole.parts:
            for number, letter in enumerate(part.measures, start=1):
                if letter not in whole.measures:
                    message = f"{part.id} belongs to the measure {letter}, its whole {whole.id} does not"
                    yield Found(f"{part.id}.measures.{number}", message, letter)


@RULES.warning(
    code="single-part",
    text="A parent that is the sum of its parts, or has no value of its own, has more than one.",
    source="this project: one part alone would say the whole twice, or a part is missing ('of which' may be one)",
    hint="add the part that is missing, or make one indicator of the two",
    wrong="derivation: {sum: parts}\nparts:\n  - id: R.2.7.1",
    right="derivation: {sum: parts}\nparts:\n  - id: R.2.7.1\n  - id: R.2.7.2",
)
def _single_parts(programme: Programme) -> Iterator[Found]:
    for whole in _divided(programme):
        is_sum = whole.target is None or (whole.derivation is not None and whole.derivation.sum == "parts")
        if is_sum and len(whole.parts) == 1:
            part = whole.parts[0]
            yield Found(f"{part.id}.id", f"{part.id} is the only part of {whole.id}, which is nothing more", part.id)

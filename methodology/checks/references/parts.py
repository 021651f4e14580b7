"""Sub-indicators against their parents."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.indicator import OutputIndicator, ResultIndicator
from methodology.model.objective import Objective
from methodology.model.programme import Programme


def wholes(objective: Objective) -> tuple[OutputIndicator | ResultIndicator, ...]:
    """The indicators of an objective, parts left out."""
    return (*objective.outputs, *objective.results)


def _divided(programme: Programme) -> Iterator[OutputIndicator | ResultIndicator]:
    """The indicators that have parts."""
    return (whole for objective in programme.objectives for whole in wholes(objective) if whole.parts)


def _units_differ(programme: Programme) -> Iterator[Found]:
    for whole in _divided(programme):
        for part in whole.parts:
            if whole.unit is not None and part.unit is not None and part.unit != whole.unit:
                message = f"{part.id} is in '{part.unit}', its whole in '{whole.unit}' ({whole.id}.unit)"
                yield Found(f"{part.id}.unit", message, part.unit)


def _measures_differ(programme: Programme) -> Iterator[Found]:
    for whole in _divided(programme):
        if not isinstance(whole, OutputIndicator) or not whole.measures:
            continue
        for part in whole.parts:
            for number, letter in enumerate(part.measures, start=1):
                if letter not in whole.measures:
                    message = f"{part.id} belongs to the measure {letter}, its whole {whole.id} does not"
                    yield Found(f"{part.id}.measures.{number}", message, letter)


def _single_parts(programme: Programme) -> Iterator[Found]:
    for whole in _divided(programme):
        is_sum = whole.target is None or (whole.derivation is not None and whole.derivation.sum == "parts")
        if is_sum and len(whole.parts) == 1:
            part = whole.parts[0]
            yield Found(f"{part.id}.id", f"{part.id} is the only part of {whole.id}, which is nothing more", part.id)


RULES = (
    Rule(
        code="part-in-another-unit",
        family=Family.REFERENCES,
        severity=Severity.ERROR,
        text="A sub-indicator has the unit of its parent, where the parent has one.",
        source="this project: parts of a whole are of its kind",
        hint="correct the unit, or leave out the parent's where its parts are measured in several",
        wrong="unit: število\nparts:\n  - unit: kg",
        right="unit: število\nparts:\n  - unit: število",
        find=_units_differ,
    ),
    Rule(
        code="part-under-another-measure",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="The implementation measures of a sub-indicator are among those of its parent, where the parent has any.",
        source="this project: what a part measures, its whole measures too",
        hint="add the letter to the parent's measures, or delete it here",
        wrong="measures: [a]\nparts:\n  - measures: [b]",
        right="measures: [a, b]\nparts:\n  - measures: [b]",
        find=_measures_differ,
    ),
    Rule(
        code="single-part",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="A parent that is the sum of its parts, or has no value of its own, has more than one.",
        source="this project: one part alone would say the whole twice, or a part is missing ('of which' may be one)",
        hint="add the part that is missing, or make one indicator of the two",
        wrong="derivation: {sum: parts}\nparts:\n  - id: R.2.7.1",
        right="derivation: {sum: parts}\nparts:\n  - id: R.2.7.1\n  - id: R.2.7.2",
        find=_single_parts,
    ),
)

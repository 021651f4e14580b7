"""Indicators against the measures of their objective, their figures and each other."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.checks.references.parts import wholes
from methodology.checks.references.uses import referred_paths
from methodology.diagnostics import Severity
from methodology.model.indicator import Indicator, OutputIndicator
from methodology.model.programme import Programme


def _unused_measures(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        used = {letter for output in objective.outputs for letter in _measures(output)}
        for letter in objective.facts.measures:
            if letter not in used:
                message = f"no output indicator of {objective.facts.id} uses the implementation measure {letter}"
                yield Found(f"{objective.facts.id}.measures.{letter}", message, f"measure {letter}")


def _outputs_without_measures(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for output in objective.outputs:
            if not _measures(output):
                message = f"{output.id} belongs to no implementation measure of {objective.facts.id}"
                yield Found(f"{output.id}.measures", message, "no measure")


def _measures(output: OutputIndicator) -> set[str]:
    """The measures of an output and of its parts."""
    return {letter for one in (output, *output.parts) for letter in one.measures}


def _unused_figures(programme: Programme) -> Iterator[Found]:
    referred = referred_paths(programme)
    for indicator in programme.indicators:
        derivation = indicator.derivation
        used = set() if derivation is None else {derivation.share, *(derivation.sum or ())}
        for name in indicator.figures:
            if name not in used and f"{indicator.id}.{name}" not in referred:
                yield Found(f"{indicator.id}.{name}", f"no text and no derivation uses {indicator.id}.{name}", name)


def _equal_names(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for siblings in (objective.outputs, objective.results, *(whole.parts for whole in wholes(objective))):
            yield from _named_alike(siblings)


def _named_alike(siblings: tuple[Indicator, ...]) -> Iterator[Found]:
    first: dict[str, Indicator] = {}
    for indicator in siblings:
        other = first.setdefault(" ".join(indicator.name.casefold().split()), indicator)
        if other is not indicator:
            yield Found(f"{indicator.id}.name", f"{indicator.id} is called like {other.id}", indicator.name)


RULES = (
    Rule(
        code="unused-measure",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="Each implementation measure of an objective is used by one of its output indicators.",
        source="CPR Art. 17(1)(a): the selection of indicators should show what measures the implementation measures",
        hint="add the letter to the measures of an output indicator, or say in the text why none measures it",
        wrong="# objective.yaml\nmeasures:\n  a: first\n  b: second\n# the only output\nmeasures: [a]",
        right="# objective.yaml\nmeasures:\n  a: first\n  b: second\n# the only output\nmeasures: [a, b]",
        find=_unused_measures,
    ),
    Rule(
        code="output-without-measure",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="Each output indicator belongs to an implementation measure, itself or through its parts.",
        source="CPR Art. 17(1)(a): an output is selected for the measures that it is to show",
        hint="write the letters of the measures that it belongs to",
        wrong="measures: []",
        right="measures: [c]",
        find=_outputs_without_measures,
    ),
    Rule(
        code="unused-figure",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="Each figure of an indicator is printed by a text or used by the derivation.",
        source="this project: a figure that nothing uses often stands in a text once more, as plain digits",
        hint="refer to it in the text by its path, or delete it",
        wrong="figures:\n  events_a_year: 13\nrationale:\n  target:\n    sentence: okoli 13 dogodkov na leto.",
        right=(
            "figures:\n  events_a_year: 13\nrationale:\n  target:\n"
            "    sentence: okoli {O.2.2.events_a_year} dogodkov na leto."
        ),
        find=_unused_figures,
    ),
    Rule(
        code="equal-names",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="No two outputs of an objective have the same name, nor two results or two parts of an indicator.",
        source="this project: the fund's list names each core indicator of an objective once",
        hint="correct the name of one of the two",
        wrong="# O.1.3\nname: Število kosov opreme\n# O.1.4\nname: Število kosov opreme",
        right="# O.1.3\nname: Število sistemov IKT\n# O.1.4\nname: Število kosov opreme",
        find=_equal_names,
    ),
)

"""Results that count some of what outputs count: participants who answer against participants who were trained."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.arithmetic.amounts import plain
from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.indicator import Indicator, OutputPart
from methodology.model.objective import Objective
from methodology.model.programme import Programme


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
    """The output whose target the result is derived from as a share."""
    if result.derivation is None or result.derivation.of is None:
        return ()
    value = programme.values[result.derivation.of]
    return (value.owner,) if isinstance(value.owner, OutputPart) and value.field == "target" else ()


def _counted_with(objective: Objective, result: Indicator) -> tuple[OutputPart, ...]:
    """The outputs that count the same as the result and are linked to the same types of intervention.

    None where a type of intervention that the result is linked to has no such output: what the result counts may come
    from there.
    """
    rows = [row for row in objective.allocation.rows if result.id in row.indicators]
    outputs = (output for output in objective.indicators if isinstance(output, OutputPart))
    alike = [output for output in outputs if (output.counts, output.unit) == (result.counts, result.unit)]
    if result.counts is None or not all(any(output.id in row.indicators for output in alike) for row in rows):
        return ()
    linked = [output for output in alike if any(output.id in row.indicators for row in rows)]
    return tuple(output for output in linked if not any(output.id.startswith(f"{other.id}.") for other in linked))


RULES = (
    Rule(
        code="result-above-output",
        family=Family.ARITHMETIC,
        severity=Severity.WARNING,
        text=(
            "A result is at most the output whose share it is; or the outputs that count the same under each type of "
            "intervention that the result is linked to."
        ),
        source="plausible, not law: no more participants can answer than were trained",
        hint="correct the result or the output, or the links in allocation.yaml",
        wrong="# R.1.7, of 93 persons trained under the same type of intervention\ncounts: oseb\ntarget: 183",
        right="# R.1.7, of 93 persons trained under the same type of intervention\ncounts: oseb\ntarget: 83",
        find=_results_above_outputs,
    ),
)

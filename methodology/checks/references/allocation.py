"""Indicators against the types of intervention that they are linked to."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.checks.references.parts import wholes
from methodology.diagnostics import Severity
from methodology.model.indicator import Indicator
from methodology.model.objective import Objective
from methodology.model.programme import Programme


def _unlinked_indicators(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        linked = {code for row in objective.allocation.rows for code in row.indicators}
        for indicator in _unlinked(objective, linked):
            message = f"{indicator.id} is linked to no type of intervention of {objective.facts.id}"
            yield Found(f"{indicator.id}.id", message, indicator.id)


def _unlinked(objective: Objective, linked: set[str]) -> Iterator[Indicator]:
    """A whole is linked by any of its parts; a part by its whole, where the parts are not linked one by one."""
    for whole in wholes(objective):
        linked_parts = {part.id for part in whole.parts} & linked
        if whole.id not in linked and not linked_parts:
            yield whole
        elif linked_parts:
            yield from (part for part in whole.parts if part.id not in linked)


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


def _indicators_linked_twice(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            for number, code in enumerate(row.indicators, start=1):
                if code in row.indicators[: number - 1]:
                    message = f"{code} is linked to the type of intervention {row.code} twice"
                    path = f"{objective.facts.id}.allocation.rows.{row.code}.indicators.{number}"
                    yield Found(path, message, code)


RULES = (
    Rule(
        code="unlinked-indicator",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="Each indicator is linked to a type of intervention of its objective, itself or through its parts.",
        source="this project: the allocation tables say which indicators measure what the money is spent on",
        hint="add its code to a row of allocation.yaml",
        wrong='# R.1.5 in no row\nrows:\n  - code: "001"\n    share: 100\n    indicators: [O.1.3]',
        right='rows:\n  - code: "001"\n    share: 100\n    indicators: [O.1.3, R.1.5]',
        find=_unlinked_indicators,
    ),
    Rule(
        code="foreign-indicator",
        family=Family.REFERENCES,
        severity=Severity.ERROR,
        text="A type of intervention is linked to indicators of its own objective.",
        source="CPR Art. 22(4): indicators and breakdown are given for each specific objective",
        hint="correct the code, or delete it here",
        wrong='# objectives/so1/allocation.yaml\n- code: "001"\n  share: 73.71\n  indicators: [O.3.3]',
        right='# objectives/so1/allocation.yaml\n- code: "001"\n  share: 73.71\n  indicators: [O.1.3]',
        find=_foreign_indicators,
    ),
    Rule(
        code="indicator-linked-twice",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="A type of intervention is linked to each indicator once.",
        source="this project: a code that stands twice often stands for another one",
        hint="delete one of the two, or correct it",
        wrong="indicators: [R.1.7, R.1.7]",
        right="indicators: [R.1.7, R.1.8]",
        find=_indicators_linked_twice,
    ),
)

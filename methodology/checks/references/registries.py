"""Entries of the registries that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.checks.references.uses import referred_paths
from methodology.diagnostics import Severity
from methodology.model.indicator import OutputIndicator
from methodology.model.programme import Programme


def _unused_entries(programme: Programme) -> Iterator[Found]:
    used = referred_paths(programme) | set(_mentioned(programme))
    for path in _entries(programme):
        if path not in used:
            yield Found(path, f"nothing uses {path}", path)


def _entries(programme: Programme) -> Iterator[str]:
    """The content path of each entry of each registry."""
    yield from (f"operations.{name}" for name in programme.operations)
    yield from (f"sources.{name}" for name in programme.sources)
    yield from (f"interventions.{code}" for code in programme.interventions)
    yield from (f"risks.factors.{name}" for name in programme.risks.factors)
    for objective in programme.objectives:
        yield from (f"{objective.facts.id}.risks.own.{name}" for name in objective.risks.own)


def _mentioned(programme: Programme) -> Iterator[str]:
    """The content path of each entry that is listed somewhere."""
    for indicator in programme.indicators:
        yield from (f"sources.{mention.id}" for mention in indicator.sources)
        if isinstance(indicator, OutputIndicator):
            yield from (f"operations.{mention.id}" for mention in indicator.operations)
    yield from (f"risks.factors.{mention.id}" for mention in programme.risks.common)
    for objective in programme.objectives:
        own = objective.risks.own
        for mention in objective.risks.factors:
            yield f"{objective.facts.id}.risks.own.{mention.id}" if mention.id in own else f"risks.factors.{mention.id}"
        yield from (f"sources.{mention.id}" for mention in objective.summary.sources)
        yield from (f"interventions.{row.code}" for row in objective.allocation.rows)


RULES = (
    Rule(
        code="unused-entry",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="Each operation, source, type of intervention and risk that has a name is used somewhere.",
        source="this project: what nothing uses was forgotten in a list, or should have been deleted",
        hint="add it where it belongs, or delete it",
        wrong="# operations.yaml; no indicator lists gis\npnr: Sistem PNR\ngis: Geografski sistem",
        right="# operations.yaml\npnr: Sistem PNR",
        find=_unused_entries,
    ),
)

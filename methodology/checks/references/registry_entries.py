"""Entries of the registries and pictures that nothing uses, and risks that are not shared as their place says."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.messages import translate
from methodology.model.assumption import ASSUMPTIONS, Figure
from methodology.model.indicator import OutputIndicator
from methodology.model.objective import Objective
from methodology.model.programme import Programme
from methodology.model.prose import Prose, Reference, parse_prose

RULES = Rules(Family.REFERENCES, Scope.VALUE)


def referred_paths(programme: Programme) -> frozenset[str]:
    """Every content path that a text or a chapter refers to."""
    proses = [value.value for value in programme.values.values() if isinstance(value.value, Prose)]
    references = [reference.path for prose in proses for reference in prose.references]
    for chapter in programme.chapters.values():
        parts = (part for leaf in chapter.leaves for part in parse_prose(leaf.text))
        references += [part.path for part in parts if isinstance(part, Reference)]
    return frozenset(references)


def reckoned_paths(programme: Programme) -> frozenset[str]:
    """Every content path that a formula reckons with."""
    return frozenset(term.path for calculation in programme.calculations.values() for term in calculation.terms)


@RULES.warning("unused-entry", scope=Scope.CONTENT)
def _unused_entries(programme: Programme) -> Iterator[Found]:
    used = referred_paths(programme) | reckoned_paths(programme) | set(_mentioned_paths(programme))
    for path in _entries(programme):
        if path not in used:
            yield Found(path, translate("nothing uses {path}", path=path), path)


@RULES.warning("unused-picture", scope=Scope.CONTENT)
def _unused_pictures(programme: Programme) -> Iterator[Found]:
    placed = {picture.file for chapter in programme.chapters.values() for picture in chapter.pictures}
    if programme.facts.emblem is not None:
        placed.add(programme.facts.emblem.file)
    for path in programme.pictures:
        if path not in placed:
            yield Found(path, translate("no chapter places {path}", path=path), path)


def _entries(programme: Programme) -> Iterator[str]:
    """The content path of each entry of each registry."""
    yield from (f"operations.{name}" for name in programme.operations)
    yield from (f"sources.{name}" for name in programme.sources)
    yield from (f"risks.factors.{name}" for name in programme.risks.factors)
    yield from (f"{ASSUMPTIONS}.{name}" for name, _ in programme.assumptions.by_name)
    for objective in programme.objectives:
        yield from (f"{objective.facts.id}.risks.own.{name}" for name in objective.risks.own)


def _mentioned_paths(programme: Programme) -> Iterator[str]:
    """The content path of each entry that is listed somewhere, and of each source of a number."""
    numbers = (value for value in programme.values.values() if isinstance(value.owner, Figure))
    yield from (f"sources.{value.value}" for value in numbers if value.field == "source")
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


@RULES.warning("shared-risk-of-one", scope=Scope.OBJECTIVES)
def _shared_risks_of_one(programme: Programme) -> Iterator[Found]:
    common = {mention.id for mention in programme.risks.common}
    for name in programme.risks.factors:
        users = [objective.facts.id for objective in programme.objectives if name in _shared_risks(objective)]
        # with one objective alone, nothing could be shared by two
        if name not in common and len(users) == 1 and len(programme.objectives) > 1:
            message = translate(
                "the shared risk '{name}' is used by {users} alone and not said to be common", name=name, users=users[0]
            )
            yield Found(f"risks.factors.{name}", message, f"{name}: {users[0]}")


def _shared_risks(objective: Objective) -> set[str]:
    """The risks that an objective takes from those that are shared."""
    return {mention.id for mention in objective.risks.factors if mention.id not in objective.risks.own}


@RULES.warning("risk-named-twice")
def _risks_named_twice(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for name in objective.risks.own:
            if name in programme.risks.factors:
                message = translate(
                    "{id} has a risk '{name}' of its own, and risks.yaml shares one of that name",
                    id=objective.facts.id,
                    name=name,
                )
                yield Found(f"{objective.facts.id}.risks.own.{name}", message, f"own {name}")

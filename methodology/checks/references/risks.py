"""Risks that objectives share, and those that they have alone."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.objective import Objective
from methodology.model.programme import Programme


def _shared_risks_of_one(programme: Programme) -> Iterator[Found]:
    common = {mention.id for mention in programme.risks.common}
    for name in programme.risks.factors:
        users = [objective.facts.id for objective in programme.objectives if name in _shared(objective)]
        # with one objective alone, nothing could be shared by two
        if name not in common and len(users) == 1 and len(programme.objectives) > 1:
            message = f"the shared risk '{name}' is used by {users[0]} alone and not said to be common"
            yield Found(f"risks.factors.{name}", message, f"{name}: {users[0]}")


def _shared(objective: Objective) -> set[str]:
    """The risks that an objective takes from those that are shared."""
    return {mention.id for mention in objective.risks.factors if mention.id not in objective.risks.own}


def _risks_named_twice(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for name in objective.risks.own:
            if name in programme.risks.factors:
                message = f"{objective.facts.id} has a risk '{name}' of its own, and risks.yaml shares one of that name"
                yield Found(f"{objective.facts.id}.risks.own.{name}", message, f"own {name}")


RULES = (
    Rule(
        code="shared-risk-of-one",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="A shared risk is common to all, or at least two objectives use it.",
        source="this project: risks.yaml holds what objectives share, own: what one has alone",
        hint="add it to the risks of another objective or to common:, or move it to own: of that objective",
        wrong="# risks.yaml; only so1/risks.yaml lists it\nfactors:\n  late_start: zamuda pri začetku",
        right="# so1/risks.yaml\nown:\n  late_start: zamuda pri začetku\nfactors:\n  - late_start",
        find=_shared_risks_of_one,
    ),
    Rule(
        code="risk-named-twice",
        family=Family.REFERENCES,
        severity=Severity.WARNING,
        text="An objective's own risk has another name than every shared one.",
        source="this project: of two risks with one name the objective's own is printed, which may not be meant",
        hint="rename the objective's own risk, or delete it and use the shared one",
        wrong="# so1/risks.yaml; risks.yaml has pandemic too\nown:\n  pandemic: nova pandemija",
        right="# so1/risks.yaml\nfactors:\n  - pandemic",
        find=_risks_named_twice,
    ),
)

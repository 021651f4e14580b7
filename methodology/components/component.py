"""Where components stand, and the faults of what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from methodology.components.kind import ComponentKind
from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.model.objective import Objective
from methodology.model.programme import Programme

REGISTRY_ROOTS: Mapping[ComponentKind, str] = MappingProxyType(
    {
        ComponentKind.OPERATION: "operations",
        ComponentKind.SOURCE: "sources",
        ComponentKind.RISK: "risks.factors",
    }
)
"""The content paths of the registries whose entries are components."""


def fault(code: str, message: str, location: Location, hint: str | None = None) -> ContentError:
    """The error of one fault."""
    return ContentError([Diagnostic(code, message, location, hint)])


def objective_of(programme: Programme, code: str) -> Objective:
    """The specific objective of a code; raises ContentError where there is none."""
    known = {objective.facts.id: objective for objective in programme.objectives}
    if code not in known:
        hint = nearest(code, known) or f"there are {', '.join(known)}"
        raise fault("wrong-code", f"no specific objective '{code}'", Location(f"{programme.name}/objectives"), hint)
    return known[code]


def unknown(programme: Programme, kind: ComponentKind, name: str, known: Iterable[str]) -> ContentError:
    """The error that there is no such component."""
    return fault(f"unknown-{kind}", f"no {kind} '{name}'", Location(programme.name), nearest(name, known))

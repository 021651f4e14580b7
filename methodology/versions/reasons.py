"""Why something changed: the reason that the amendment gives, or the change that a derived value follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from methodology.model.assumption import EVIDENCE
from methodology.model.calculation import Calculation
from methodology.model.justification import Amendment, AmendmentReason
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.versions.changes import Change, Reason


def add_reasons(changes: Iterable[Change], amendment: Amendment | None) -> tuple[Change, ...]:
    """The changes with their reasons; one that the amendment does not explain has none and stays open."""
    if amendment is None:
        return tuple(changes)
    return tuple(replace(change, reason=_reason(change, amendment)) for change in changes)


def find_unused_reasons(changes: Iterable[Change], amendment: Amendment | None) -> tuple[AmendmentReason, ...]:
    """The reasons that explain no change, in their order: most often a path that was mistyped."""
    paths = [path for change in changes for path in (change.path, *change.merged)]
    reasons = () if amendment is None else amendment.reasons
    return tuple(reason for reason in reasons if not any(covers(reason.path, path) for path in paths))


def _reason(change: Change, amendment: Amendment) -> Reason | None:
    paths = (change.path, *change.merged)
    fitting = [
        reason for reason in amendment.reasons if reason.is_given and any(covers(reason.path, path) for path in paths)
    ]
    if not fitting:
        return None
    # of equals the first: max keeps it
    best = max(fitting, key=lambda reason: (reason.path == change.path, reason.path in paths, len(reason.path)))
    return Reason(best.reason, best.legal_basis or amendment.legal_basis)


def covers(pattern: str, path: str) -> bool:
    """Whether a pattern fits a path or one above it."""
    steps = path.split(".")
    return pattern == path or any(fnmatchcase(".".join(steps[:length]), pattern) for length in range(1, len(steps) + 1))


def add_origins(changes: Iterable[Change], programme: Programme) -> Iterator[Change]:
    """The changes; that of a derived value names those that it follows from, at any remove, the nearest first."""
    changes = tuple(changes)
    origins = _origins(programme)
    for change in changes:
        follows = tuple(_find_origins(change, changes, origins)) if change.path in origins else ()
        yield replace(change, follows_from=follows) if follows else change


def _find_origins(change: Change, changes: Sequence[Change], origins: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The paths of the changes that one follows from, each once: by way of values too that do not change."""
    found = {change.path}
    reached = list(origins[change.path])
    seen = set(reached)
    for source in reached:  # grows while it is walked
        for other in changes:
            if other.path not in found and any(_is_of(path, source) for path in (other.path, *other.merged)):
                found.add(other.path)
                yield other.path
        further = [path for path in origins.get(source, ()) if path not in seen]
        seen.update(further)
        reached += further


def _is_of(path: str, source: str) -> bool:
    """Whether a change at a path can change a number: what is said of a number, but for its formula, does not."""
    said = path.removeprefix(f"{source}.")
    return is_within(path, source) and (said == path or said not in EVIDENCE or said == "formula")


def find_followers(changes: Iterable[Change], programme: Programme) -> Iterator[str]:
    """The derived values that follow from changes, at any remove, each once, the nearest first."""
    origins = _origins(programme)
    reached = [path for change in changes for path in (change.path, *change.merged)]
    seen = set(reached)
    for path in reached:  # grows while it is walked
        for follower, sources in origins.items():
            if follower not in seen and _is_within_any(path, sources):
                seen.add(follower)
                reached.append(follower)
                yield follower


def _is_within_any(path: str, roots: Iterable[str]) -> bool:
    return any(is_within(path, root) for root in roots)


def _origins(programme: Programme) -> dict[str, tuple[str, ...]]:
    """What each derived value of the content follows from, by path; a path stands for all below it."""
    origins = {
        path: (calculation.formula_path, *(_origin(term) for term in calculation.terms))
        for path, calculation in programme.calculations.items()
        if calculation.formula is not None
    }
    for objective in programme.objectives:
        allocation = f"{objective.facts.id}.allocation"
        origins[f"{allocation}.coverage"] = (f"{allocation}.rows",)
    return origins


def _origin(term: Calculation) -> str:
    """The path of what a formula reckons with; of a column that of its table, whose cells stand below it."""
    return term.path.rpartition(".")[0] if term.cells else term.path

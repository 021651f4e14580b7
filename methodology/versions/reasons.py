"""Each change with the reason that the amendment gives for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from methodology.model.amendment import Amendment, AmendmentReason
from methodology.versions.changes import Change, Reason


def with_reasons(changes: Iterable[Change], amendment: Amendment | None) -> tuple[Change, ...]:
    """The changes with their reasons; one that the amendment does not explain has none and stays open."""
    if amendment is None:
        return tuple(changes)
    return tuple(replace(change, reason=_reason(change, amendment) or change.reason) for change in changes)


def unused_reasons(changes: Iterable[Change], amendment: Amendment | None) -> tuple[AmendmentReason, ...]:
    """The reasons that explain no change, in their order: most often a path that was mistyped."""
    paths = [change.path for change in changes]
    given = () if amendment is None else amendment.reasons
    return tuple(reason for reason in given if not any(_covers(reason.path, path) for path in paths))


def _reason(change: Change, amendment: Amendment) -> Reason | None:
    fitting = [given for given in amendment.reasons if _covers(given.path, change.path)]
    if not fitting:
        return None
    # of equals the first: max keeps it
    best = max(fitting, key=lambda given: (given.path == change.path, len(given.path)))
    return Reason(best.reason, best.legal_basis or amendment.legal_basis)


def _covers(pattern: str, path: str) -> bool:
    return any(fnmatchcase(above, pattern) for above in _path_and_above(path))


def _path_and_above(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]

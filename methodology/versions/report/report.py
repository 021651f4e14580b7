"""What every form of the report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from methodology.versions.changes import Change, ChangeKind
from methodology.versions.version import Version


@dataclass(frozen=True, slots=True)
class Report:
    """Two versions and the changes from one to the other, with their reasons, in the order of the new document."""

    old_name: str
    new_name: str
    old: Version
    new: Version
    changes: tuple[Change, ...]

    @property
    def open(self) -> tuple[Change, ...]:
        """The changes without a reason; one that follows from others is explained by them."""
        return tuple(change for change in self.changes if is_open(change))

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many changes there are of each kind that occurs, in the order of the kinds."""
        kinds = [change.kind for change in self.changes]
        return {kind: kinds.count(kind) for kind in ChangeKind if kind in kinds}


def is_open(change: Change) -> bool:
    """Whether somebody still has to say why."""
    return change.reason is None and not change.follows_from

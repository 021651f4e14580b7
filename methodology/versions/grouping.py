"""In which group of the report a change is told: by objective and indicator, values before wording, editorial last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from methodology.model.programme import Programme
from methodology.versions.changes import Change, ChangeKind, Subject


class GroupKind(StrEnum):
    """What a group of changes is about, in the order in which reports tell them."""

    PROGRAMME = "programme"
    OBJECTIVE = "objective"
    SHARED = "shared"
    """Entries of registries, which are printed at many places."""
    TEXT = "text"
    EDITORIAL = "editorial"
    """What changes no statement: looks, order, marks, the template's own words."""


class ChangeGroup(NamedTuple):
    """A group, and its part: the code of an indicator, ``allocation``, or empty for what is of the whole group."""

    kind: GroupKind
    objective: str = ""
    part: str = ""


ALLOCATION = "allocation"
EDITORIAL = frozenset({ChangeKind.LOOK, ChangeKind.TEMPLATE, ChangeKind.REORDERED})
VALUES = frozenset({ChangeKind.VALUE, ChangeKind.MOVED})
GENERAL = frozenset({Subject.PROGRAMME, Subject.ASSUMPTION})
SHARED = frozenset({Subject.OPERATION, Subject.SOURCE, Subject.INTERVENTION, Subject.RISK})


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of two versions: the order of their objectives, and the objective of each indicator."""

    objectives: tuple[str, ...]
    indicators: Mapping[str, str]

    @classmethod
    def of(cls, old: Programme, new: Programme) -> Grouping:
        """The groups, those of the new version first."""
        objectives = [objective for programme in (new, old) for objective in programme.objectives]
        indicators = {one.id: objective.facts.id for objective in objectives for one in objective.indicators}
        return cls(tuple(dict.fromkeys(objective.facts.id for objective in objectives)), indicators)

    def group(self, change: Change) -> ChangeGroup:
        """The group of a change."""
        # a standard sentence that follows from other changes, such as the words of a picture, says nothing new
        is_computed = change.subject is Subject.PHRASE and bool(change.follows_from)
        is_technical = change.subject is Subject.OUTLINE or ".endings." in f".{change.field}."
        if change.kind in EDITORIAL or is_computed or is_technical:
            return ChangeGroup(GroupKind.EDITORIAL)
        if change.owner in self.indicators:
            return ChangeGroup(GroupKind.OBJECTIVE, self.indicators[change.owner], change.owner)
        if change.owner in self.objectives:
            part = ALLOCATION if change.subject is Subject.ALLOCATION else ""
            return ChangeGroup(GroupKind.OBJECTIVE, change.owner, part)
        if change.subject in GENERAL:
            return ChangeGroup(GroupKind.PROGRAMME)
        return ChangeGroup(GroupKind.SHARED if change.subject in SHARED else GroupKind.TEXT)

    def arrange(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """The changes group by group; in each what came or went first, then values, then the rest as they were."""
        parts = ("", *self.indicators, ALLOCATION)
        kinds = tuple(GroupKind)

        def order(change: Change) -> tuple[int, int, int, int]:
            group = self.group(change)
            objective = self.objectives.index(group.objective) if group.objective else 0
            is_value = change.kind in VALUES or change.difference is not None
            rank = 0 if change.details else 1 if is_value else 2
            return kinds.index(group.kind), objective, parts.index(group.part), rank

        return tuple(sorted(changes, key=order))

"""The amendment in numbers: how many values went up, down, came and went."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from methodology.versions.changes import Change, ChangeKind, Subject
from methodology.versions.report.names import Names
from methodology.versions.report.value_bars import SHARE, is_share

INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class NumbersRow:
    """How many values of one kind went up and down, and how many came and went."""

    name: str
    up: int
    down: int
    came: int
    went: int

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The counts in the order of the columns."""
        return self.up, self.down, self.came, self.went


def numbers_of(names: Names) -> tuple[NumbersRow, ...]:
    """The rows that have something to count, in the order of their words."""
    counts = Counter((_kind(change), _way(change)) for change in names.report.changes)
    rows = (
        NumbersRow(name, *(counts[kind, way] for way in ("up", "down", ChangeKind.ADDED, ChangeKind.REMOVED)))
        for kind, name in names.labels.numbers.kinds.items()
    )
    return tuple(row for row in rows if any(row.counts))


def _kind(change: Change) -> str:
    if change.subject is Subject.INDICATOR:
        return change.field or INDICATORS
    return SHARE if is_share(change) else ""


def _way(change: Change) -> str:
    if change.difference:
        return "up" if change.difference > 0 else "down"
    return change.kind


def cells_of(names: Names) -> list[tuple[str, ...]]:
    """The heads and the rows as texts."""
    words = names.labels.numbers
    heads = (words.value, words.up, words.down, words.came, words.went)
    return [heads, *((row.name, *map(str, row.counts)) for row in numbers_of(names))]

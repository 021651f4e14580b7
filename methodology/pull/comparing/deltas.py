"""What an edited file wants changed, by content path, against the content that it was made from."""

from __future__ import annotations

from dataclasses import dataclass

from methodology.editing.edits import NewEntry, NewLeaf
from methodology.pull.pulled import Wish


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A single value or sentence: its text as typed before and after; None where it was or is to be none."""

    path: str
    base: str | None
    theirs: str | None
    wish: Wish
    numbers: frozenset[int] = frozenset()
    """The edited texts that say so."""


@dataclass(frozen=True, slots=True)
class EntriesDelta:
    """The entries of a list."""

    path: str
    base: tuple[str, ...]
    theirs: tuple[str | NewEntry, ...]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class LeavesDelta:
    """The paragraphs and items of a chapter; ``base`` are their texts, ``theirs`` numbers of them or new ones."""

    chapter: str
    base: tuple[str, ...]
    theirs: tuple[int | NewLeaf, ...]
    wishes: tuple[Wish, ...]


Delta = TextDelta | EntriesDelta | LeavesDelta

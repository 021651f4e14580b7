"""Two changes of one text that were made beside each other, line by line: where they stand apart, both hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class LineChange:
    """The lines of a text from ``start`` up to ``end``, counted from 0, made way for other ``lines``."""

    start: int
    end: int
    lines: tuple[str, ...]

    def meets(self, other: LineChange) -> bool:
        """Whether both are of one line, or both put lines in at one place."""
        if self.start == other.start and self.end == self.start and other.end == other.start:
            return True
        return self.start < other.end and other.start < self.end


def compare_lines(old: str, new: str) -> tuple[LineChange, ...]:
    """Return how a text became another one, from its top."""
    before, after = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        LineChange(start, end, tuple(after[first:last]))
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
    )


def change_lines(text: str, changes: Iterable[LineChange]) -> str:
    """Return a text with changes of its lines, which do not meet."""
    lines = text.split("\n")
    for change in sorted(changes, key=lambda change: (change.start, change.end), reverse=True):
        lines[change.start : change.end] = change.lines
    return "\n".join(lines)


def merge_texts(base: str, ours: str, theirs: str) -> str | None:
    """Return the text with what both changed of ``base``; None where both changed one line, each in its way."""
    mine, others = compare_lines(base, ours), compare_lines(base, theirs)
    if any(change.meets(other) for change in mine for other in others):
        return None
    return change_lines(base, (*mine, *others))

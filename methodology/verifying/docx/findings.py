"""What a comparison finds: alterations with their place, and what changes nothing that is read, counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from methodology.verifying.file_lines import FEW, LineDifference

MOST_NAMED = 12
"""So many kinds of differences are named of each part; the others are counted."""


class WordFindings:
    """Collects findings."""

    def __init__(self) -> None:
        """Nothing is found yet."""
        self._alterations: dict[LineDifference, None] = {}
        self._of_text: dict[LineDifference, None] = {}
        self._more = 0
        self._unread: dict[str, Counter[str]] = {}
        self.reasons: list[str] = []

    def alter(self, place: str, before: str | None, after: str | None, *, of_text: bool = False) -> None:
        """Something can change what is read; ``of_text`` says that the texts as such say it."""
        into = self._of_text if of_text else self._alterations
        if len(into) < FEW:
            into[LineDifference(place, before, after)] = None
        else:
            self._more += 1

    def name(self, part: str, what: str, count: int = 1) -> None:
        """Something differs in a part and changes nothing that is read."""
        self._unread.setdefault(part, Counter())[what] += count

    @property
    def alterations(self) -> tuple[LineDifference, ...]:
        """The alterations in their order, as many as anybody reads."""
        more = (LineDifference("(document)", None, f"({self._more} more)"),) if self._more else ()
        return (*self._alterations, *more)

    @property
    def of_text(self) -> tuple[LineDifference, ...]:
        """The alterations that a comparison of the texts alone finds, too."""
        return tuple(self._of_text)

    @property
    def unread(self) -> tuple[str, ...]:
        """What else differs: a line for each kind, the most frequent first."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        for part, kinds in self._unread.items():
            ordered = kinds.most_common()
            for what, count in ordered[:MOST_NAMED]:
                yield f"{part}: {what}{f' ({count} times)' if count > 1 else ''}"
            if len(ordered) > MOST_NAMED:
                yield f"{part}: {len(ordered) - MOST_NAMED} more kinds of differences"

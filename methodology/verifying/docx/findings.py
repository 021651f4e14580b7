"""What a comparison finds: alterations with their place, and what changes nothing that is read, counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from methodology.messages import translate, translate_count
from methodology.verifying.docx.wording import name_of_part
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
        more = (
            (LineDifference(f"({name_of_part('document')})", None, translate("({count} more)", count=self._more)),)
            if self._more
            else ()
        )
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
            ordered, name = kinds.most_common(), name_of_part(part)
            for what, count in ordered[:MOST_NAMED]:
                times = translate_count("{what} ({count} time)", "{what} ({count} times)", count, what=what)
                yield f"{name}: {times if count > 1 else what}"
            if len(ordered) > MOST_NAMED:
                more = translate_count(
                    "{count} more kind of differences", "{count} more kinds of differences", len(ordered) - MOST_NAMED
                )
                yield f"{name}: {more}"

"""Where a wish stands, as printed, and who has it."""

from __future__ import annotations

from methodology.pull.comparing.differences import Differences
from methodology.pull.pulled import Act, Outcome, Wish


class Places:
    """Makes the wishes of one file."""

    def __init__(self, differences: Differences, file: str) -> None:
        self._differences = differences
        self._file = file
        self._heads: dict[int, tuple[str, str]] = {}
        above = ("", "")
        for match in differences.order:
            if match.old is not None:
                text = differences.base.texts[match.old]
                above = (text.chapter, text.heading)
            if match.new is not None:
                self._heads[match.new] = above

    def wish(  # noqa: PLR0913 (a wish has that many sides)
        self,
        act: Act,
        path: str | None,
        before: str | None,
        after: str | None,
        *,
        old: int | None = None,
        new: int | None = None,
        outcome: Outcome = Outcome.APPLIED,
        note: str | None = None,
        about: str = "",
    ) -> Wish:
        """A wish about the base's text ``old`` or the edited one ``new``."""
        chapter, heading = "", ""
        if old is not None:
            text = self._differences.base.texts[old]
            chapter, heading = text.chapter, text.heading
        elif new is not None:
            chapter, heading = self._heads.get(new, ("", ""))
        return Wish(
            act,
            outcome,
            path,
            chapter,
            heading,
            before,
            after,
            self._file,
            authors=self.authors(new),
            note=note,
            about=about,
        )

    def authors(self, new: int | None) -> tuple[str, ...]:
        """Those of the tracked changes in a text, else who saved the file last."""
        own = () if new is None else self._differences.file.texts[new].authors
        return own or self._differences.file.editors

    def entry(self, old: int | None) -> str | None:
        """The path of what a text of the base stands for."""
        return None if old is None else self._differences.base.texts[old].entry

    def above(self, new: int) -> tuple[str, str]:
        """The chapter and the heading above an edited text."""
        return self._heads.get(new, ("", ""))

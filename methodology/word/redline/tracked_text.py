"""Tracked text in Word's words: ``w:ins``, ``w:del`` and comments (ECMA-376 17.13)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from methodology.comparing.words import StretchKind
from methodology.model.document import Inline, Run
from methodology.word.redline.merging import TrackedRun
from methodology.word.styles import Styles
from methodology.word.wordml import markup, text_run
from methodology.word.writing.text_writer import Bookmarks, Relate, TextWriter

MARKS = {StretchKind.INSERTED: "w:ins", StretchKind.DELETED: "w:del"}


@dataclass(slots=True)
class Revisions:
    """Who changed and when, and the comments written so far."""

    author: str
    date: datetime.date
    comments: list[str] = field(default_factory=list)
    """As markup."""
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def mark(self, name: str, content: str = "") -> str:
        """An element of a tracked change."""
        return markup(name, {"w:id": next(self._ids), **self._signed()}, content)

    def track(self, fate: StretchKind, content: str = "") -> str:
        """Content inside the mark of its fate; as it is where it stays."""
        return self.mark(MARKS[fate], content) if fate in MARKS else content

    def track_paragraph(self, *fates: StretchKind) -> str:
        """What tracks a paragraph's mark, among its properties: it came, it went, or both."""
        return markup("w:rPr", None, "".join(map(self.track, fates))) if fates else ""

    def comment(self, text: str) -> int:
        """A new comment; its number."""
        number = len(self.comments)
        initials = "".join(word[0] for word in self.author.split())
        paragraphs = "".join(f"<w:p>{text_run(line)}</w:p>" for line in text.split("\n"))
        attributes = {"w:id": number, **self._signed(), "w:initials": initials}
        self.comments.append(markup("w:comment", attributes, paragraphs))
        return number

    def _signed(self) -> dict[str, str | int]:
        return {"w:author": self.author, "w:date": f"{self.date.isoformat()}T00:00:00Z"}


class TrackedTextWriter(TextWriter):
    """Writes tracked runs; no content controls, no record of what was printed."""

    def __init__(
        self, revisions: Revisions, styles: Styles, bookmarks: Bookmarks, roots: Iterable[etree._Element]
    ) -> None:
        """``revisions`` counts and signs the marks; for the rest see :class:`TextWriter`."""
        super().__init__(styles, bookmarks, roots)
        self._revisions = revisions

    def write(self, content: Inline, relate: Relate) -> str:
        """A paragraph's text; runs without a fate stay."""
        return "".join(self._tracked(run, relate) for run in content if run.text)

    def _tracked(self, run: Run, relate: Relate) -> str:
        fate = run.fate if isinstance(run, TrackedRun) else StretchKind.EQUAL
        comment = run.comment if isinstance(run, TrackedRun) else None
        number = None if comment is None else self._revisions.comment(comment)
        deleted = fate is StretchKind.DELETED
        text = text_run(run.text, self.style_id(run), "w:delText" if deleted else "w:t")
        marked = self._revisions.track(fate, text)
        # What was deleted leads nowhere.
        inline = marked if deleted else self.linked(run.target, marked, relate)
        if number is None:
            return inline
        start, end = (markup(name, {"w:id": number}) for name in ("w:commentRangeStart", "w:commentRangeEnd"))
        reference = markup("w:r", None, markup("w:commentReference", {"w:id": number}))
        return f"{start}{inline}{end}{self._revisions.track(fate, reference)}"

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
from methodology.word.wordml import child, element, found, markup, qualified, text_run, text_run_markup
from methodology.word.writing.bookmarks import Bookmarks
from methodology.word.writing.text_writer import Passages, Relate

MARKS = {StretchKind.INSERTED: "w:ins", StretchKind.DELETED: "w:del"}


@dataclass(slots=True)
class Revisions:
    """Who changed and when, and the comments written so far."""

    author: str
    date: datetime.date
    comments: list[etree._Element] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def mark(self, name: str, content: list[etree._Element] | None = None) -> etree._Element:
        """An element of a tracked change."""
        return element(name, {"w:id": next(self._ids), **self._signed()}, content or [])

    def mark_markup(self, name: str, content: str) -> str:
        """What :meth:`mark` makes, as markup."""
        return markup(name, {"w:id": next(self._ids), **self._signed()}, content)

    def comment(self, text: str) -> int:
        """A new comment; its number."""
        number = len(self.comments)
        initials = "".join(word[0] for word in self.author.split())
        paragraphs = [element("w:p", children=[text_run(line)]) for line in text.split("\n")]
        attributes: dict[str, str | int] = {"w:id": number, **self._signed(), "w:initials": initials}
        self.comments.append(element("w:comment", attributes, paragraphs))
        return number

    def _signed(self) -> dict[str, str | int]:
        return {"w:author": self.author, "w:date": f"{self.date.isoformat()}T00:00:00Z"}


class TrackedPassages(Passages):
    """Writes tracked runs; no content controls, no record of what was printed."""

    def __init__(
        self, revisions: Revisions, styles: Styles, bookmarks: Bookmarks, roots: Iterable[etree._Element]
    ) -> None:
        """``revisions`` counts and signs the marks; for the rest see :class:`Passages`."""
        super().__init__(styles, bookmarks, roots)
        self.revisions = revisions

    def _passage(self, content: Inline, relate: Relate) -> str:
        """The inline elements of a paragraph as markup; runs without a fate stay."""
        return "".join(self._tracked(one, relate) for one in content if one.text)

    def _tracked(self, one: Run, relate: Relate) -> str:
        fate = one.fate if isinstance(one, TrackedRun) else StretchKind.EQUAL
        comment = one.comment if isinstance(one, TrackedRun) else None
        if comment is None:
            return self._marked(one, fate, relate)
        number = self.revisions.comment(comment)
        start = markup("w:commentRangeStart", {"w:id": number})
        inline = self._marked(one, fate, relate)
        end = markup("w:commentRangeEnd", {"w:id": number})
        reference = markup("w:r", None, markup("w:commentReference", {"w:id": number}))
        return f"{start}{inline}{end}{self.revisions.mark_markup(MARKS[fate], reference)}"

    def _marked(self, one: Run, fate: StretchKind, relate: Relate) -> str:
        """A run inside its mark; what was deleted leads nowhere."""
        deleted = fate is StretchKind.DELETED
        run = text_run_markup(one.text, self._style_id(one), "w:delText" if deleted else "w:t")
        marked = self.revisions.mark_markup(MARKS[fate], run) if fate in MARKS else run
        return marked if deleted else self._linked(one.target, marked, relate)


def delete_text(deleted: etree._Element) -> etree._Element:
    """The run with its text as deleted text, as it stands in ``w:del``."""
    for text in found(deleted, "w:t"):
        text.tag = qualified("w:delText")
    return deleted


def mark_paragraph(revisions: Revisions, paragraph: etree._Element, *fates: StretchKind) -> etree._Element:
    """Track the paragraph's mark: it came, it went, or both."""
    marks = [revisions.mark(MARKS[fate]) for fate in fates if fate in MARKS]
    properties = child(paragraph, "w:pPr")
    if marks and properties is not None:
        properties.append(element("w:rPr", children=marks))
    return paragraph

"""Tracked text in Word's words: ``w:ins``, ``w:del`` and comments (ECMA-376 17.13)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from methodology.model.document import Inline, Run
from methodology.rendering.docx.bookmarks import Bookmarks
from methodology.rendering.docx.passages import Passages, Relate
from methodology.rendering.docx.styles import Styles
from methodology.rendering.docx.wordml import child, element, found, parsed, qualified, run, text_run, value
from methodology.versions.redline.runs import TrackedRun
from methodology.versions.words import StretchKind

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

    def write(self, content: Inline, relate: Relate) -> list[etree._Element]:
        """The inline elements of a paragraph; runs without a fate stay."""
        return [part for one in content if one.text for part in self._tracked(one, relate)]

    def paragraph(self, properties: str, content: Inline, relate: Relate, names: Iterable[str]) -> etree._Element:
        """A ``w:p`` with its properties (markup) and its content inside bookmarks of these names."""
        inline = self.write(content, relate)
        for name in names:
            inline = self._bookmarks.around(name, inline)
        return element("w:p", children=[*parsed(properties), *inline])

    def _tracked(self, one: Run, relate: Relate) -> Iterator[etree._Element]:
        fate = one.fate if isinstance(one, TrackedRun) else StretchKind.EQUAL
        comment = one.comment if isinstance(one, TrackedRun) else None
        style = self._style_id(one)
        runs = [text_run(one.text, [] if style is None else [value("w:rStyle", style)])]
        number = None
        if comment is not None:
            number = self.revisions.comment(comment)
            yield _numbered("w:commentRangeStart", number)
        if fate is StretchKind.DELETED:
            delete_text(runs[0])
        marked = [self.revisions.mark(MARKS[fate], runs)] if fate in MARKS else runs
        yield from self._link(one, marked, relate) if fate is not StretchKind.DELETED else marked
        if number is not None:
            yield _numbered("w:commentRangeEnd", number)
            yield self.revisions.mark(MARKS[fate], [run([_numbered("w:commentReference", number)])])

    def _link(self, one: Run, content: list[etree._Element], relate: Relate) -> list[etree._Element]:
        if one.target is None:
            return content
        if one.target.startswith("#"):
            bookmark = self._bookmarks.of(one.target.removeprefix("#"))
            return [element("w:hyperlink", {"w:anchor": bookmark, "w:history": 1}, content)]
        return [element("w:hyperlink", {"r:id": relate(one.target), "w:history": 1}, content)]


def _numbered(name: str, number: int) -> etree._Element:
    """An element of a comment's range."""
    return element(name, {"w:id": number})


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

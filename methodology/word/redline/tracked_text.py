"""Both versions of a text as one, and that one in Word's words: ``w:ins``, ``w:del``, comments (ECMA-376 17.13)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from typing import NamedTuple

from lxml import etree

from methodology.comparing.words import StretchKind, TokenChange, compare_tokens, tokens_of
from methodology.model.document import Inline, Run
from methodology.model.paths import is_within
from methodology.word.styles import Styles
from methodology.word.wordml import markup, text_run
from methodology.word.writing.text_writer import Bookmarks, Relate, TextWriter

ENOUGH_KEPT = 0.25
"""The share of a text that must stay for its changes to be shown word by word."""


@dataclass(frozen=True, slots=True)
class TrackedRun(Run):
    """A run of either text, with the comment that hangs on it."""

    fate: StretchKind = StretchKind.EQUAL
    comment: str | None = None


class Tracker:
    """Merges the texts of both versions, one after another in reading order.

    Each comment hangs on the first changed run of its content path, or of a path below it; where there is text of it
    that came, not on what went.
    """

    def __init__(self, comments: Mapping[str, str]) -> None:
        self._comments = dict(comments)

    def merge(self, old: Inline, new: Inline) -> Inline:
        """Both texts as one, word by word; they differ where the look or the target of a link does, too."""
        if list(map(_look, old)) == list(map(_look, new)):  # as most are: no word need be looked at
            runs = [_track(run, StretchKind.EQUAL) for run in new]
        else:
            before, after = list(_tokens(old)), list(_tokens(new))
            looks_before, looks_after = (list(map(_look, tokens)) for tokens in (before, after))
            runs = [
                _track(run, kind)
                for kind, part in _compare(looks_before, looks_after)
                for run in (before if kind is StretchKind.DELETED else after)[part]
            ]
        return self._hang_comments(list(_join(runs)))

    def _hang_comments(self, runs: list[TrackedRun]) -> Inline:
        for kind in (StretchKind.INSERTED, StretchKind.DELETED):
            for index, run in enumerate(runs):
                if run.fate is kind and (texts := self._take_comments(run)):
                    runs[index] = replace(run, comment="\n".join(texts))
        return tuple(runs)

    def _take_comments(self, run: Run) -> list[str]:
        """The comments of a run, which no other gets."""
        paths = [path for path in (run.source, run.within) if path]
        taken = [key for path in paths for key in self._comments if is_within(path, key)]
        return [self._comments.pop(key) for key in dict.fromkeys(taken)]


class TokenLook(NamedTuple):
    """What two tokens must have in common to be the same."""

    text: str
    strong: bool
    emphasis: bool
    target: str | None

    def __str__(self) -> str:
        return self.text


def _compare(old: list[TokenLook], new: list[TokenLook]) -> list[TokenChange]:
    """What became of the tokens; where too few stay, all are replaced: single words in between are hard to read."""
    fates = list(compare_tokens(old, new))
    kept = sum(len(look.text) for kind, part in fates if kind is StretchKind.EQUAL for look in new[part])
    longest = max(sum(len(look.text) for look in looks) for looks in (old, new))
    if not old or not new or kept >= ENOUGH_KEPT * longest:
        return fates
    return [(StretchKind.DELETED, slice(0, len(old))), (StretchKind.INSERTED, slice(0, len(new)))]


def _track(run: Run, fate: StretchKind) -> TrackedRun:
    return TrackedRun(run.text, run.source, run.within, run.strong, run.emphasis, run.target, fate)


def _look(run: Run) -> TokenLook:
    return TokenLook(run.text, run.strong, run.emphasis, run.target)


def _tokens(content: Inline) -> Iterator[Run]:
    """The text token by token; one that runs share (``2021``, ``-2027``) is cut between them."""
    for run in content:
        yield from (replace(run, text=token) for token in tokens_of(run.text))


def _join(runs: list[TrackedRun]) -> Iterator[TrackedRun]:
    """Neighbouring tokens that differ in nothing but their text, as one run."""
    for _, group in groupby(runs, lambda run: replace(run, text="")):
        tokens = list(group)
        yield replace(tokens[0], text="".join(token.text for token in tokens))


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
        return markup(name, {"w:id": next(self._ids), **self._author_attributes()}, content)

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
        attributes = {"w:id": number, **self._author_attributes(), "w:initials": initials}
        self.comments.append(markup("w:comment", attributes, paragraphs))
        return number

    def _author_attributes(self) -> dict[str, str | int]:
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
        return "".join(self._track_run(run, relate) for run in content if run.text)

    def _track_run(self, run: Run, relate: Relate) -> str:
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

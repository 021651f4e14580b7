"""Both versions of a text as one, and that one in Word's words: ``w:ins``, ``w:del``, comments (ECMA-376 17.13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from methodology.comparing.words import StretchKind, TokenChange, compare_tokens, tokens_of
from methodology.model.document import Footnote, Inline, Run
from methodology.model.paths import is_within
from methodology.model.texts import footnotes_of
from methodology.word.snapshot import Signature, SnapshotRun
from methodology.word.styles import Styles
from methodology.word.wordml import markup, text_run
from methodology.word.writing.text_writer import Bookmarks, Relate, TextWriter

SMALL_WORD = 3
"""Words of at most so many small letters (of, the, za, in) give a name no initial."""
ENOUGH_KEPT = 0.25
"""The share of a text that must stay for its changes to be shown word by word."""


@dataclass(frozen=True, slots=True)
class TrackedRun(Run):
    """A run of either text, with the comment that hangs on it.

    ``old_note`` is what the footnote was in the old version whose mark stays.
    """

    fate: StretchKind = StretchKind.EQUAL
    comment: str | None = None
    old_note: Footnote | None = None

    @property
    def note_runs(self) -> Inline:
        """What the footnote says whose mark this is, in both versions where both have it."""
        return tuple(run for note in (self.old_note, self.footnote) if note is not None for run in note.content)

    @property
    def has_other_note(self) -> bool:
        """Whether the mark stays and the footnote says something else."""
        old, new = self.old_note, self.footnote
        return old is not None and new is not None and list(map(_look, old.content)) != list(map(_look, new.content))


class Tracker:
    """Merges the texts of both versions, one after another in reading order.

    Each comment hangs on the first changed run of its content path, or of a path below it; where there is text of it
    that came, not on what went. That for how a paragraph is set hangs on its words.
    """

    def __init__(self, comments: Mapping[str, str], arrivals: Mapping[str, str] = MappingProxyType({})) -> None:
        """``arrivals`` says where links of the old version arrive, by their target, where that is elsewhere."""
        self._comments = dict(comments)
        self._arrivals = arrivals

    def merge(self, old: Inline, new: Inline, *, is_set_otherwise: bool = False) -> Inline:
        """Both texts as one, word by word; they differ where the look or the target of a link does, too.

        In a paragraph that is set otherwise a comment may hang on words that stay.
        """
        if self._arrivals:
            old = tuple(replace(run, target=self._arrivals.get(run.target or "", run.target)) for run in old)
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
        runs = list(_pair_notes(runs, old))
        kinds = (StretchKind.INSERTED, StretchKind.DELETED)
        return self._hang_comments(list(_join(runs)), (*kinds, StretchKind.EQUAL) if is_set_otherwise else kinds)

    def _hang_comments(self, runs: list[TrackedRun], kinds: Iterable[StretchKind]) -> Inline:
        for kind in kinds:
            for index, run in enumerate(runs):
                if (run.fate is kind or run.has_other_note) and (texts := self._take_comments(run)):
                    runs[index] = replace(run, comment="\n".join(texts))
        return tuple(runs)

    def _take_comments(self, run: TrackedRun) -> list[str]:
        """The comments of a run, or of the footnote whose mark it is, which no other gets: each text hangs once."""
        changed = run.note_runs if run.has_other_note else (run, *run.note_runs)
        paths = [path for part in changed for path in (part.source, part.within) if path]
        taken = [key for path in paths for key in self._comments if is_within(path, key)]
        texts = list(dict.fromkeys(self._comments[key] for key in taken))
        if texts:
            self._comments = {key: text for key, text in self._comments.items() if text not in texts}
        return texts


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
    return TrackedRun(run.text, run.source, run.within, run.strong, run.emphasis, run.target, run.footnote, fate=fate)


def _pair_notes(runs: Iterable[TrackedRun], old: Inline) -> Iterator[TrackedRun]:
    """The runs of both texts, the marks that stay with the footnotes that they had in the old one."""
    notes = footnotes_of(old)
    for run in runs:
        note = next(notes, None) if run.footnote is not None and run.fate is not StretchKind.INSERTED else None
        yield replace(run, old_note=note) if note is not None and run.fate is StretchKind.EQUAL else run


def _look(run: Run) -> TokenLook:
    return TokenLook(run.text, run.strong, run.emphasis, run.target)


def _tokens(content: Inline) -> Iterator[Run]:
    """The text token by token; one that runs share (``2021``, ``-2027``) is cut between them."""
    for run in content:
        yield from (replace(run, text=token) for token in tokens_of(run.text))


def _join(runs: list[TrackedRun]) -> Iterator[TrackedRun]:
    """Neighbouring tokens that differ in nothing but their text, as one run; each mark of a footnote stays one."""
    numbers = count()
    for _, group in groupby(runs, lambda run: (replace(run, text=""), next(numbers) if run.footnote else None)):
        tokens = list(group)
        yield replace(tokens[0], text="".join(token.text for token in tokens))


MARKS = {StretchKind.INSERTED: "w:ins", StretchKind.DELETED: "w:del"}


@dataclass(slots=True)
class Revisions:
    """Who changed and when, and the comments written so far."""

    signature: Signature
    """How every mark is signed."""
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
        initials = initials_of(self.signature.author)
        paragraphs = "".join(f"<w:p>{text_run(line)}</w:p>" for line in text.split("\n"))
        attributes = {"w:id": number, **self._author_attributes(), "w:initials": initials}
        self.comments.append(markup("w:comment", attributes, paragraphs))
        return number

    def _author_attributes(self) -> dict[str, str | int]:
        return {"w:author": self.signature.author, "w:date": self.signature.date}


def initials_of(author: str) -> str:
    """Return the capital first letters of a name, no small words: MNZ of ``Ministrstvo za notranje zadeve``."""
    words = author.split()
    named = [word for word in words if len(word) > SMALL_WORD or not word.islower()]
    return "".join(word[0].upper() for word in named or words)


class TrackedTextWriter(TextWriter):
    """Writes tracked runs; what it remembers of the new version is what the clean document remembers.

    Names are those of the clean document, too. Controls stand only in texts in which nothing is tracked: Word puts its
    prompt into one that a rejected change leaves empty, LibreOffice loses changes inside of controls and writes broken
    files where a control with a link stands beside one.
    """

    def __init__(
        self,
        revisions: Revisions,
        named: bool,  # noqa: FBT001 (bound by functools.partial)
        styles: Styles,
        bookmarks: Bookmarks,
        roots: Iterable[etree._Element],
    ) -> None:
        """``revisions`` counts and signs the marks; ``named`` says whether values get bookmarks and controls."""
        super().__init__(styles, bookmarks, roots)
        self._revisions = revisions
        self._named = named

    def _note_content(self, run: Run) -> Inline:
        """What a footnote says, as it came or went with its mark, or with what is other in it; without comments."""
        if not isinstance(run, TrackedRun) or run.footnote is None:
            return super()._note_content(run)
        if run.old_note is not None:
            return Tracker({}).merge(run.old_note.content, run.footnote.content)
        return tuple(_track(part, run.fate) for part in run.footnote.content)

    def _write_text(self, content: Inline, relate: Relate) -> str:
        """A paragraph's text; runs without a fate stay. What went is remembered by no name."""
        stretches = _stretches(map(_tracked, filter(_says_something, content)))
        if not self._named:
            return "".join(self._track_runs(runs, relate) for _, runs in stretches)
        times = Counter(source for source, runs in stretches if _kept(runs))
        is_tracked = any(run.fate is not StretchKind.EQUAL for _, runs in stretches for run in runs)
        written: list[str] = []
        printed: list[SnapshotRun] = []
        for source, runs in stretches:
            inline = self._track_runs(runs, relate)
            kept = _kept(runs)
            name = None
            if kept and source is not None and times[source] == 1:
                name = self.reserve_leaf()
                inline = self.bookmarks.around(name, inline if is_tracked else self.control(name, inline))
            written.append(inline)
            if kept:
                printed.append(SnapshotRun("".join(run.text for run in kept), source, kept[0].within, name))
        return self.remember(printed, "".join(written))

    def write_thing(self, content: Inline, thing: str) -> str:
        """A thing, tracked as the text is that it says; one that went is remembered by no name."""
        runs = list(map(_tracked, filter(_says_something, content)))
        fate = runs[0].fate if runs else StretchKind.EQUAL
        comments = "\n".join(run.comment for run in runs if run.comment is not None)
        marked = self._with_comment(self._revisions.track(fate, thing), fate, comments or None)
        if fate is StretchKind.DELETED or not self._named:
            return marked
        return super().write_thing(content, marked)

    def _track_runs(self, runs: Sequence[TrackedRun], relate: Relate) -> str:
        """Runs with what tracks them; those of one target inside one link, what went included."""
        linked = ((target, list(same)) for target, same in groupby(runs, attrgetter("target")))
        return "".join(self.linked(target, "".join(map(self._track_run, same)), relate) for target, same in linked)

    def _track_run(self, run: TrackedRun) -> str:
        holder = "w:delText" if run.fate is StretchKind.DELETED else "w:t"
        is_note = run.footnote is not None
        text = self.footnote_mark(run) if is_note else text_run(run.text, self.style_id(run), holder)
        return self._with_comment(self._revisions.track(run.fate, text), run.fate, run.comment)

    def _with_comment(self, marked: str, fate: StretchKind, comment: str | None) -> str:
        if comment is None:
            return marked
        number = self._revisions.comment(comment)
        start, end = (markup(name, {"w:id": number}) for name in ("w:commentRangeStart", "w:commentRangeEnd"))
        reference = markup("w:r", None, markup("w:commentReference", {"w:id": number}))
        return f"{start}{marked}{end}{self._revisions.track(fate, reference)}"


def _tracked(run: Run) -> TrackedRun:
    return run if isinstance(run, TrackedRun) else _track(run, StretchKind.EQUAL)


def _says_something(run: Run) -> bool:
    return bool(run.text)


def _kept(runs: Iterable[TrackedRun]) -> list[TrackedRun]:
    """The runs of the new version."""
    return [run for run in runs if run.fate is not StretchKind.DELETED]


def _stretches(runs: Iterable[TrackedRun]) -> list[tuple[str | None, list[TrackedRun]]]:
    """The stretches of one source that the new version has, each with the text that went inside of it.

    Text of another source that went between two of them is a stretch of its own.
    """
    stretches: list[tuple[str | None, list[TrackedRun]]] = []
    gone: list[tuple[str | None, list[TrackedRun]]] = []
    for source, group in groupby(runs, attrgetter("source")):
        same = list(group)
        if not _kept(same):
            gone.append((source, same))
            continue
        if stretches and stretches[-1][0] == source:
            stretches[-1][1].extend([*chain.from_iterable(went for _, went in gone), *same])
        else:
            stretches += [*gone, (source, same)]
        gone = []
    return [*stretches, *gone]

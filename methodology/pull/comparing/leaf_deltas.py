"""Prose chapters: paragraphs and items that were added, removed or moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from methodology.comparing.words import tokens_of
from methodology.editing.edits import NewLeaf
from methodology.model.chapter import Chapter
from methodology.model.document import ListFormat
from methodology.pull.comparing.deltas import LeavesDelta
from methodology.pull.comparing.differences import Differences, stretches_of
from methodology.pull.comparing.matching import Match
from methodology.pull.comparing.parts import said
from methodology.pull.comparing.places import Places
from methodology.pull.comparing.segments import divided
from methodology.pull.comparing.source_text import SourceText, UnmappedError, as_source
from methodology.pull.comparing.values import source
from methodology.pull.pulled import Act, Wish
from methodology.word.reading import WordText
from methodology.word.styles import HEADINGS, LISTS

_MARKS = {style.lower(): list_format.label(1) for list_format, style in LISTS.items()}
_MARKS |= {style.lower(): "#" * depth for depth, style in enumerate(HEADINGS, start=1)}
TORN = 0.6
"""The share of a new text's words that stood in a text beside it, from which it was torn off that."""


def leaf_deltas(differences: Differences, places: Places, taken: frozenset[int]) -> list[LeavesDelta]:
    """The changes of all chapters; the edited texts ``taken`` belong to lists of other content."""
    return list(_Chapters(differences, places, taken).compared())


class _Chapters:
    def __init__(self, differences: Differences, places: Places, taken: frozenset[int]) -> None:
        self.differences = differences
        self.chapters = differences.base.programme.chapters
        self.places = places
        self.taken = taken
        self.home: dict[int, tuple[str, int]] = {}
        for number, text in enumerate(differences.base.texts):
            if text.entry is not None and text.entry.startswith("chapters."):
                _, name, leaf = text.entry.split(".")
                self.home[number] = (name, int(leaf))

    def compared(self) -> list[LeavesDelta]:
        now = self._leaves_now()
        deltas = []
        for name, chapter in self.chapters.items():
            printed = {leaf for home, leaf in self.home.values() if home == name}
            if len(printed) == len(chapter.leaves):
                delta = self._compare(chapter, now.get(name, []))
                if delta is not None:
                    deltas.append(delta)
        return deltas

    def _leaves_now(self) -> dict[str, list[Match]]:
        """The paragraphs of each chapter in the order of the edited file; a new one goes with the one above."""
        order = self.differences.order
        owners: list[str | None] = [self._home(match) for match in order]
        for position, match in enumerate(order):
            if position and owners[position] is None and self._may_join(match):
                owners[position] = owners[position - 1]
        for position in reversed(range(len(order) - 1)):
            if owners[position] is None and self._may_join(order[position]):
                owners[position] = owners[position + 1]
        now: dict[str, list[Match]] = defaultdict(list)
        for position, (match, owner) in enumerate(zip(order, owners, strict=True)):
            around = {owners[at] for at in (position - 1, position + 1) if 0 <= at < len(order)}
            strayed = match.old is not None and owner is not None and owner not in around and None not in around
            home = next(iter(around - {None}), owner) if strayed else owner
            if home is not None:
                now[home].append(Match(None, match.new) if home != owner else match)
        return now

    def _home(self, match: Match) -> str | None:
        return self.home[match.old][0] if match.old in self.home else None

    def _may_join(self, match: Match) -> bool:
        if match.old is not None or match.new is None or match.new in self.taken:
            return False
        text = self.differences.file.texts[match.new]
        return text.cell is None and bool(said(text.text))

    def _compare(self, chapter: Chapter, now: Sequence[Match]) -> LeavesDelta | None:
        theirs: list[int | NewLeaf] = []
        wishes: list[Wish] = []
        for position, match in enumerate(now):
            assert match.new is not None  # noqa: S101 (they are edited texts)
            if match.old is not None:
                theirs.append(self.home[match.old][1])
                continue
            text = said(self.differences.file.texts[match.new].text)
            written = self._torn(text, now[max(position - 1, 0) : position + 2]) or as_source(text, is_markdown=True)
            theirs.append(NewLeaf(written, self._mark(match.new, theirs, chapter)))
            path = f"chapters.{chapter.name}.{len(theirs)}"
            wishes.append(self.places.wish(Act.ADDED, path, None, text, new=match.new))
        kept = [leaf for leaf in theirs if isinstance(leaf, int)]
        for number, (name, leaf) in self.home.items():
            if name == chapter.name and leaf not in kept:
                text = self.differences.base.texts[number].text
                wishes.append(self.places.wish(Act.REMOVED, f"chapters.{name}.{leaf}", text, None, old=number))
        wishes += self._moves(chapter, kept, now)
        base = tuple(leaf.text for leaf in chapter.leaves)
        if theirs == list(range(1, len(base) + 1)):
            return None
        return LeavesDelta(chapter.name, base, tuple(theirs), tuple(wishes))

    def _torn(self, text: str, beside: Sequence[Match]) -> str | None:
        """The source of a paragraph that was torn off one beside it, with the references that went along."""
        words = Counter(tokens_of(text))
        for match in beside:
            base = None if match.old is None else self.differences.base.texts[match.old]
            if base is None or len(base.parts) == 1:
                continue
            if (words & Counter(tokens_of(base.text))).total() < TORN * words.total():
                continue
            texts = divided(stretches_of(self.differences.base, base), [(text, None)])
            gone = {n: None for n, part in enumerate(base.parts) if texts[n] != part.text and part.path != base.entry}
            path = str(base.entry)
            written = source(self.differences.base.programme, path)
            try:
                made = SourceText(path, written or "", base.parts, is_markdown=True)
                return made.edited(texts, gone).strip()
            except UnmappedError:
                continue
        return None

    def _moves(self, chapter: Chapter, kept: Sequence[int], now: Sequence[Match]) -> list[Wish]:
        highest, wishes = 0, []
        for leaf in kept:
            if leaf < highest:
                match = next(m for m in now if m.old is not None and self.home[m.old] == (chapter.name, leaf))
                assert match.old is not None  # noqa: S101 (asked in the line above)
                text = self.differences.base.texts[match.old].text
                path = f"chapters.{chapter.name}.{leaf}"
                wishes.append(self.places.wish(Act.MOVED, path, text, text, old=match.old, new=match.new))
            highest = max(highest, leaf)
        return wishes

    def _mark(self, new: int, before: Sequence[int | NewLeaf], chapter: Chapter) -> str:
        """What the paragraph's style says it is; an item that goes on a list has the mark of that."""
        text = self.differences.file.texts[new]
        mark = _MARKS.get(text.style, "")
        last = before[-1] if before else None
        above = chapter.leaves[last - 1].mark if isinstance(last, int) else last.mark if last is not None else ""
        if text.list is not None and not mark.startswith("#") and above and not above.startswith("#"):
            return above
        if not mark and text.list is not None and not _is_heading(text):
            return ListFormat.DASH.value
        return mark


def _is_heading(text: WordText) -> bool:
    return text.style.startswith("heading")

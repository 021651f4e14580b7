"""Prose chapters: paragraphs and items that were added, removed or moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set

from methodology.comparing.words import tokens_of
from methodology.editing.edits import NewLeaf, SetLeaves
from methodology.model.chapter import BLANKS, Chapter
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.document import ListFormat
from methodology.pull.differences import Differences, TextNow, segments_of, spread
from methodology.pull.division import divide
from methodology.pull.original import OriginalText
from methodology.pull.printed_values import source_of
from methodology.pull.pulled import Act, ProposedEdit, Wish
from methodology.pull.source_text import SourceText, UnmappedError, as_source
from methodology.word.styles import HEADINGS, LISTS

_MARKS = {style.lower(): list_format.label(1) for list_format, style in LISTS.items()}
_MARKS |= {style.lower(): "#" * depth for depth, style in enumerate(HEADINGS, start=1)}
TORN = 0.6
"""The share of a new text's words that stood in a text beside it, from which it was torn off that."""


def compare_chapters(differences: Differences, taken: Set[int]) -> list[ProposedEdit]:
    """The changes of all chapters; the edited texts ``taken`` belong to lists of other content."""
    return list(_Chapters(differences, taken).compare())


def is_torn_off(text: str, beside: str) -> bool:
    """Whether most words of a new text stood in the one beside it."""
    words = Counter(tokens_of(text))
    return (words & Counter(tokens_of(beside))).total() >= TORN * words.total()


class _Chapters:
    def __init__(self, differences: Differences, taken: Set[int]) -> None:
        self.differences = differences
        self.programme = differences.original.programme
        self.taken = taken
        self.home: dict[int, tuple[str, int]] = {}
        for number, text in enumerate(differences.original.texts):
            if text.entry is not None and text.entry.startswith("chapters."):
                _, name, leaf = text.entry.split(".")
                self.home[number] = (name, int(leaf))

    def compare(self) -> Iterator[ProposedEdit]:
        now = self._leaves_now()
        for name, chapter in self.programme.chapters.items():
            printed = {leaf for home, leaf in self.home.values() if home == name}
            if len(printed) == len(chapter.leaves):
                yield from self._compare(chapter, now.get(name, []))

    def _leaves_now(self) -> dict[str, list[TextNow]]:
        """The paragraphs of each chapter in the order of the edited file; a new one goes with the one above."""
        order = self.differences.order
        homes = [self.home[text.old][0] if text.old in self.home else None for text in order]
        owners = spread(homes, lambda _, position: self._may_join(order[position]))
        now: dict[str, list[TextNow]] = defaultdict(list)
        for position, (text, owner) in enumerate(zip(order, owners, strict=True)):
            around = [*owners[max(position - 1, 0) : position], *owners[position + 1 : position + 2]]
            has_strayed = text.old is not None and around and not {owner, None} & set(around)
            here = around[0] if owner is not None and has_strayed else owner
            if here is not None:
                now[here].append(text if here == owner else TextNow(None, text.new))
        return now

    def _may_join(self, text: TextNow) -> bool:
        if text.old is not None or text.new in self.taken:
            return False
        return self.differences.edited[text.new].cell is None and bool(self.differences.text_now(text.new))

    def _compare(self, chapter: Chapter, now: Sequence[TextNow]) -> Iterator[ProposedEdit]:
        leaves: list[int | NewLeaf] = []
        wishes: list[Wish] = []
        for position, (old, new) in enumerate(now):
            if old is not None:
                leaves.append(self.home[old][1])
                continue
            text = self.differences.text_now(new)
            beside = now[max(position - 1, 0) : position + 2]
            mark = self._mark(new, leaves, chapter)
            leaves.append(NewLeaf(undo_line_marks(self._source_text(text, beside), mark), mark))
            wishes.append(
                self.differences.wish(Act.ADDED, f"chapters.{chapter.name}.{len(leaves)}", None, text, new=new)
            )
        kept = [leaf for leaf in leaves if isinstance(leaf, int)]
        for number, (name, leaf) in self.home.items():
            if name == chapter.name and leaf not in kept:
                text = self.differences.original.texts[number].text
                wishes.append(self.differences.wish(Act.REMOVED, f"chapters.{name}.{leaf}", text, None, old=number))
        wishes += self._moves(chapter, now)
        if leaves != list(range(1, len(chapter.leaves) + 1)):
            yield ProposedEdit(SetLeaves(chapter.name, tuple(leaves)), tuple(wishes))

    def _source_text(self, text: str, beside: Sequence[TextNow]) -> str:
        """The source of a new paragraph; one torn off another takes the references along that were in it."""
        for old, _ in beside:
            original = None if old is None else self.differences.original.texts[old]
            if original is not None and len(original.runs) > 1 and is_torn_off(text, original.text):
                try:
                    return self._torn_off(text, original) or as_source(text, is_markdown=True)
                except UnmappedError:
                    continue
        return as_source(text, is_markdown=True)

    def _torn_off(self, text: str, original: OriginalText) -> str:
        runs, path = original.runs, str(original.entry)
        texts = divide(segments_of(self.differences.original, original), [(text, None)])
        gone = {number: None for number, run in enumerate(runs) if texts[number] != run.text and run.source != path}
        source = SourceText(path, source_of(self.programme, path) or "", runs, is_markdown=True)
        return source.edit(texts, gone).strip(BLANKS)

    def _moves(self, chapter: Chapter, now: Sequence[TextNow]) -> Iterator[Wish]:
        """The wishes for leaves that stand below later ones."""
        highest = 0
        for old, new in now:
            if old is not None:
                leaf = self.home[old][1]
                if leaf < highest:
                    path = f"chapters.{chapter.name}.{leaf}"
                    text = self.differences.original.texts[old].text
                    yield self.differences.wish(Act.MOVED, path, text, text, old=old, new=new)
                highest = max(highest, leaf)

    def _mark(self, new: int, before: Sequence[int | NewLeaf], chapter: Chapter) -> str:
        """What the paragraph's style says it is; an item that goes on a list has the mark of that."""
        text = self.differences.edited[new]
        mark = _MARKS.get(text.style, "")
        if text.list is None or mark.startswith("#"):
            return mark
        above = ""
        if before:
            last = before[-1]
            above = chapter.leaves[last - 1].mark if isinstance(last, int) else last.mark
        if above and not above.startswith("#"):
            return above
        is_heading = text.style.startswith("heading")
        return mark or ("" if is_heading else ListFormat.DASH.value)

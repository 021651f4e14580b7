"""Prose chapters: paragraphs and items that were added, removed or moved, or are of another kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from methodology.comparing.words import tokens_of
from methodology.editing.edits import NewLeaf, SetLeaves, SetMark
from methodology.model.chapter import BLANKS, Chapter, LeafKind
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.data_table import PLACED
from methodology.model.document import ListFormat
from methodology.model.footnotes import footnote_name
from methodology.pull.chapter_lists import settle_lists
from methodology.pull.differences import Differences, TextNow, segments_of, spread
from methodology.pull.division import divide
from methodology.pull.looks import LookChange, LookedText, LookKind, is_marked, without_marks
from methodology.pull.original import OriginalText
from methodology.pull.paragraph_kinds import ParagraphKind, compare_kinds
from methodology.pull.printed_values import source_of
from methodology.pull.pulled import Act, ProposedEdit, Wish
from methodology.pull.source_atoms import UnmappedError
from methodology.pull.source_text import SourceText, as_leaf, as_source

TORN = 0.6
"""The share of a new text's words that stood in a text beside it, from which it was torn off that."""


def compare_chapters(differences: Differences, taken: Set[int]) -> list[ProposedEdit]:
    """The changes of all chapters; the edited texts ``taken`` belong to lists of other content."""
    return list(_Chapters(differences, taken).compare())


def is_torn_off(text: str, beside: str) -> bool:
    """Whether most words of a new text stood in the one beside it."""
    words = Counter(tokens_of(text))
    return (words & Counter(tokens_of(beside))).total() >= TORN * words.total()


class _WholeTable(NamedTuple):
    """A table of a chapter as a whole: its first leaf and the leaf after it; one of data is placed by one leaf."""

    first: int
    end: int


def _tables_in(chapter: Chapter) -> Iterator[_WholeTable]:
    yield from (_WholeTable(table.first, table.end) for table in chapter.tables)
    for leaf in chapter.leaves:
        if leaf.kind is LeafKind.PARAGRAPH and PLACED.fullmatch(leaf.text):
            yield _WholeTable(leaf.number, leaf.number + 1)


_PlacedLeaf = tuple[int | NewLeaf, TextNow | None]
"""A leaf, and the edited text that it says; None for one of a table."""


class _Chapters:
    def __init__(self, differences: Differences, taken: Set[int]) -> None:
        self.differences = differences
        self.programme = differences.original.programme
        self.taken = taken
        self.home: dict[int, tuple[str, int]] = {}
        self.news = {old: new for new, old in differences.olds.items()}
        for number, text in enumerate(differences.original.texts):
            if text.leaf is not None:
                _, name, leaf = text.leaf.split(".")
                self.home[number] = (name, int(leaf))
        self.within = {
            (name, leaf): table
            for name, chapter in self.programme.chapters.items()
            for table in _tables_in(chapter)
            for leaf in range(table.first, table.end)
        }
        """The table of each leaf that is in one: a table stays whole, what became of its cells is told with it."""

    def compare(self) -> Iterator[ProposedEdit]:
        now = self._leaves_now()
        for name, chapter in self.programme.chapters.items():
            printed = {leaf for home, leaf in self.home.values() if home == name}
            printed |= {leaf for home, leaf in self.within if home == name}  # an empty cell prints nothing
            if len(printed) == len(chapter.leaves):
                yield from self._compare(chapter, now.get(name, []))

    def _leaves_now(self) -> dict[str, list[TextNow]]:
        """The paragraphs of each chapter in the order of the edited file; a new one goes with the one above."""
        order = self.differences.order
        homes = [self.home[text.old][0] if text.old in self.home else None for text in order]
        owners = spread(homes, lambda _, position: self._may_join(order[position]))
        now: dict[str, list[TextNow]] = defaultdict(list)
        sizes = Counter(name for name, _ in self.home.values())  # a chapter of one leaf has none beside it
        for position, (text, owner) in enumerate(zip(order, owners, strict=True)):
            around = [*owners[max(position - 1, 0) : position], *owners[position + 1 : position + 2]]
            has_strayed = text.old is not None and around and not {owner, None} & set(around)
            has_strayed = has_strayed and sizes[owner or ""] > 1
            here = around[0] if owner is not None and has_strayed else owner
            if here is not None:
                now[here].append(text if here == owner else TextNow(None, text.new))
        return now

    def _may_join(self, text: TextNow) -> bool:
        if text.old is not None or text.new in self.taken or text.new in self.differences.told:
            return False
        return self.differences.edited[text.new].cell is None and bool(self.differences.text_now(text.new))

    def _compare(self, chapter: Chapter, now: Sequence[TextNow]) -> Iterator[ProposedEdit]:
        now = [text for text in now if text.old is not None or self._can_be_leaf(text.new, chapter.name)]
        news = [text.new for text in now]
        now, tables = self._part_tables(chapter.name, now)
        leaves: list[int | NewLeaf] = []
        kinds: list[ParagraphKind] = []
        for position, (old, new) in enumerate(now):
            kinds.append(self.differences.kind_now(old, new))
            if old is not None:
                leaves.append(self.home[old][1])
            else:
                source = self._source_text(new, now[max(position - 1, 0) : position + 2])
                source = self.differences.footnotes.write_marks(source, new, chapter.name)
                mark = self._mark(new, leaves, chapter)
                leaves.append(NewLeaf(undo_line_marks(source, mark), mark))
        marks = dict(self._marks(chapter, now, kinds))
        places = [kind.place for kind in kinds]
        texts: list[TextNow | None] = list(now)
        for position, table in tables:
            numbers = range(table.first, table.end)
            leaves[position:position] = numbers
            places[position:position] = [None] * len(numbers)
            texts[position:position] = [None] * len(numbers)
        if leaves:
            leaves, marks = settle_lists(chapter, leaves, marks, places)
        yield from self._restyle_all(marks, now)
        placed = self._place_footnotes(chapter, list(zip(leaves, texts, strict=True)), news)
        leaves = [leaf for leaf, _ in placed]
        if leaves != list(range(1, len(chapter.leaves) + 1)):
            yield ProposedEdit(SetLeaves(chapter.name, tuple(leaves)), tuple(self._wishes(chapter, placed, now)))

    def _part_tables(self, name: str, now: Sequence[TextNow]) -> tuple[list[TextNow], list[tuple[int, _WholeTable]]]:
        """The texts outside of tables, and the tables, the last first, with how many of those texts stand before each.

        A table stands where its first text does; one of which nothing is left where it stood.
        """
        others: list[TextNow] = []
        places: dict[int, tuple[int, _WholeTable]] = {}
        for text in now:
            table = None if text.old is None else self.within.get(self.home[text.old])
            if table is None:
                others.append(text)
            else:
                places.setdefault(table.first, (len(others), table))
        numbers = [0 if text.old is None else self.home[text.old][1] for text in others]
        for (home, leaf), table in self.within.items():
            if home == name and leaf not in places and leaf == table.first:
                above = [at for at, number in enumerate(numbers, start=1) if 0 < number < leaf]
                places[leaf] = (max(above, default=0), table)
        return others, sorted(places.values(), key=lambda place: (place[0], place[1].first), reverse=True)

    def _place_footnotes(self, chapter: Chapter, placed: list[_PlacedLeaf], news: Sequence[int]) -> list[_PlacedLeaf]:
        """The leaves with the texts of the footnotes, which stay where they stand in the file; new ones come last.

        The marks of new ones stand in the edited texts ``news``.
        """
        for old, (name, leaf) in self.home.items():
            if name == chapter.name and footnote_name(chapter.leaves[leaf - 1].mark) and old in self.news:
                above = [at for at, (other, _) in enumerate(placed, start=1) if isinstance(other, int) and other < leaf]
                placed.insert(max(above, default=0), (leaf, TextNow(old, self.news[old])))
        for name, new in self.differences.footnotes.new_notes(news, chapter.name):
            looked, mark = self.differences.looked_now(new), f"[^{name}]:"
            if not is_marked(looked.looks):
                placed.append((NewLeaf(undo_line_marks(_typed(looked), mark), mark), TextNow(None, new)))
        return placed

    def _can_be_leaf(self, new: int, chapter: str) -> bool:
        """Whether a chapter can hold a new text as it stands: no picture, no fourth level of a list, nothing raised.

        Nor can it have the mark of a footnote that cannot stand there.
        """
        if self.differences.edited[new].picture is not None:
            return False
        is_leaf = self.differences.kind_now(None, new).leaf_mark() is not None
        notes = self.differences.edited[new].notes
        can_refer = all(self.differences.footnotes.name(note, chapter) for note in notes)
        return is_leaf and can_refer and not is_marked(self.differences.looked_now(new).looks)

    def _marks(
        self, chapter: Chapter, now: Sequence[TextNow], kinds: Sequence[ParagraphKind]
    ) -> Iterator[tuple[int, SetMark]]:
        """The leaves that are of another kind, by their numbers."""
        shift = self.programme.heading_shift(chapter.name)
        for (old, _), kind in zip(now, kinds, strict=True):
            mark = kind.leaf_mark(shift)
            if old is None or mark is None:
                continue
            if next(compare_kinds(self.differences.original.texts[old].kind, kind), None) is not None:
                number = self.home[old][1]
                yield number, SetMark(f"chapters.{chapter.name}.{number}", mark)

    def _restyle_all(self, marks: Mapping[int, SetMark], now: Sequence[TextNow]) -> Iterator[ProposedEdit]:
        texts = {self.home[text.old][1]: text for text in now if text.old is not None}
        return (self._restyle(edit, texts[number]) for number, edit in marks.items())

    def _restyle(self, edit: SetMark, text: TextNow) -> ProposedEdit:
        """The edit of a leaf's mark with its wish."""
        before, after = self.differences.kinds(text)
        said = self.differences.text_now(text.new)
        wish = self.differences.wish(Act.KIND, edit.path, said, said, old=text.old, new=text.new)
        changes = tuple(compare_kinds(before, after)) or (LookChange(LookKind.LABEL, "", before.label, after.label),)
        return ProposedEdit(edit, (replace(wish, looks=changes),), frozenset({text.new}))

    def _wishes(self, chapter: Chapter, placed: Sequence[_PlacedLeaf], now: Sequence[TextNow]) -> Iterator[Wish]:
        """The wishes for leaves that came, went or stand elsewhere; one that came is called by its place."""
        for position, (leaf, text) in enumerate(placed, start=1):
            if isinstance(leaf, NewLeaf) and text is not None:
                path, said = f"chapters.{chapter.name}.{position}", self.differences.text_now(text.new)
                yield self.differences.wish(Act.ADDED, path, None, said, new=text.new)
        kept = {leaf for leaf, _ in placed}
        for number, (name, leaf) in self.home.items():
            if name == chapter.name and leaf not in kept and (name, leaf) not in self.within:
                before = self.differences.original.texts[number].text
                yield self.differences.wish(Act.REMOVED, f"chapters.{name}.{leaf}", before, None, old=number)
        yield from self._moves(chapter, now)

    def _source_text(self, new: int, beside: Sequence[TextNow]) -> str:
        """The source of a new paragraph; one torn off another takes the references along that were in it."""
        looked = self.differences.looked_now(new)
        for old, _ in beside:
            original = None if old is None else self.differences.original.texts[old]
            if original is not None and len(original.runs) > 1 and is_torn_off(looked.text, original.text):
                try:
                    return self._torn_off(looked, original) or _typed(looked)
                except UnmappedError:
                    continue
        return _typed(looked)

    def _torn_off(self, looked: LookedText, original: OriginalText) -> str:
        runs, path = original.runs, str(original.entry)
        texts = divide(segments_of(self.differences.original, original), [(looked.text, None)])
        gone = {number: None for number, run in enumerate(runs) if texts[number] != run.text and run.source != path}
        source = SourceText(path, source_of(self.programme, path) or "", runs, is_markdown=True)
        return source.edit(texts, gone, without_marks(looked).looks).strip(BLANKS)

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
        """The mark of a new paragraph; an item whose list the file does not define has the mark of the item above."""
        text = self.differences.edited[new]
        if text.list is None or text.numbering is not None or text.level is not None:
            return self.differences.kind_now(None, new).leaf_mark(self.programme.heading_shift(chapter.name)) or ""
        last = before[-1] if before else None
        above = "" if last is None else chapter.leaves[last - 1].mark if isinstance(last, int) else last.mark
        return above if above and above[0] not in "#>" else ListFormat.DASH.value


def _typed(looked: LookedText) -> str:
    """The source of a text that is new, in its looks where Markdown has them."""
    return as_leaf(without_marks(looked)) or as_source(looked.text, is_markdown=True)

"""Chapters in Markdown with other words, and with leaves that come, go and move."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from types import MappingProxyType

from methodology.editing.edits import NewLeaf, SetMark
from methodology.editing.splicing import reword, sentence_breaks, sentences
from methodology.model.chapter import (
    BLANKS,
    BREAK,
    INDENT,
    Chapter,
    ChapterLeaf,
    ChapterTable,
    LeafKind,
    counted_kind,
    depth_of,
    fold_lines,
)
from methodology.model.chapter_forms import OF_TABLES
from methodology.model.chapter_marks import BULLETS, undo_line_marks
from methodology.reading.chapter_checks import printed_labels

_LINE_END = re.compile(rf"(?P<break>{BREAK.pattern})|(?<![ \t\n])[ \t]*\n[ \t\n]*")


def set_leaf_texts(chapter: Chapter, texts: Mapping[int, str], exact: Collection[int] = ()) -> str:
    """A chapter's text with other texts of leaves, by number; raises ValueError where one would be another leaf.

    The lines of a leaf stay, except of those in ``exact``.
    """
    text = chapter.text
    for number in sorted(texts, reverse=True):
        if not 1 <= number <= len(chapter.leaves):
            raise ValueError(number)
        leaf = chapter.leaves[number - 1]
        text = (
            text[: leaf.offset]
            + _in_quote(_leaf_text(leaf, texts[number], is_exact=number in exact), leaf.mark)
            + text[leaf.end :]
        )
    marks = [leaf.mark for leaf in Chapter(chapter.name, text, chapter.file).leaves]
    if marks != [leaf.mark for leaf in chapter.leaves]:
        raise ValueError(*texts)
    return text


def _in_quote(text: str, mark: str) -> str:
    """A text as it stands behind its mark: in a quote its further lines have the sign too."""
    return text.replace("\n", "\n> ") if mark == ">" else text


def _leaf_text(leaf: ChapterLeaf, text: str, *, is_exact: bool) -> str:
    if is_exact:
        return undo_line_marks(text, leaf.mark)
    within = " " if leaf.mark in OF_TABLES else ""
    new = _LINE_END.sub(lambda end: within or (end["break"] and "\\\n") or "\n", text.strip(BLANKS))
    breaks = frozenset() if leaf.mark.strip(">") else sentence_breaks(new)

    def encode(piece: str, offset: int) -> str:
        return "".join("\n" if offset + at in breaks else letter for at, letter in enumerate(piece))

    characters = [(letter, at, at + 1) for at, letter in enumerate(leaf.text)]
    reworded = reword(leaf.text, characters, new, encode, is_wrapped=True)
    keeps_breaks = len(BREAK.findall(reworded)) == len(BREAK.findall(new))
    return undo_line_marks(reworded if keeps_breaks else new, leaf.mark)


@dataclass(frozen=True, slots=True)
class _LeafSource:
    """A leaf with its mark as it will stand; ``number`` is that of one that was there, ``kind`` that of its list.

    ``begins`` says whether it opens a list below one of its kind, or goes on that; None where that follows from what
    was there.
    """

    source: str
    kind: str
    number: int | None = None
    begins: bool | None = None

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list, not text, a heading or a quote."""
        return self.kind not in ("", ">")


def set_leaves(
    chapter: Chapter, leaves: Sequence[int | NewLeaf], marks: Mapping[int, SetMark] = MappingProxyType({})
) -> str:
    """Return a chapter's text of these leaves, some of them, by number, with other marks.

    Raises ValueError where there is no leaf, or a number unknown.
    """
    if not leaves or any(isinstance(leaf, int) and not 1 <= leaf <= len(chapter.leaves) for leaf in leaves):
        raise ValueError(*leaves)
    count = len(leaves)
    there, leaves, marks = _join_tables(chapter, leaves, marks)
    sources = _settle_depths(_leaf_source(chapter, there, leaf, marks) for leaf in leaves)
    starts = [chapter.text.rfind("\n", 0, leaf.offset) + 1 for leaf in there]
    ends = [leaf.end for leaf in there]
    gaps = {number + 1: chapter.text[ends[number - 1] : starts[number]] for number in range(1, len(there))}
    lists = _lists(sources, _lists_of(there, gaps))
    text = chapter.text[: starts[0]] + sources[0].source
    for (above, list_above), (below, list_below) in pairwise(zip(sources, lists, strict=True)):
        goes_on = list_below is not None and list_below == list_above
        text += _gap(above, below, gaps, goes_on=goes_on) + below.source
    made = Chapter(chapter.name, text + chapter.text[ends[-1] :], chapter.file)
    if len(made.leaves) != count:
        raise ValueError(*leaves)
    return _label_items(made)


def _settle_depths(sources: Iterable[_LeafSource]) -> list[_LeafSource]:
    """The leaves; an item stands one level further in than the one above it at most."""
    settled: list[_LeafSource] = []
    for leaf in sources:
        above = settled[-1] if settled and settled[-1].is_item else None
        most = 0 if above is None else depth_of(above.kind) + 1
        if leaf.is_item and depth_of(leaf.kind) > most:
            blanks = " " * INDENT * most
            kind, source = (f"{blanks}{text.lstrip(BLANKS)}" for text in (leaf.kind, leaf.source))
            settled.append(replace(leaf, kind=kind, source=source))
        else:
            settled.append(leaf)
    return settled


def _join_tables(
    chapter: Chapter, leaves: Sequence[int | NewLeaf], marks: Mapping[int, SetMark]
) -> tuple[list[ChapterLeaf], list[int | NewLeaf], dict[int, SetMark]]:
    """The leaves of the chapter with each table and each picture as one, numbered anew, and what they are to be.

    Raises ValueError where one of them is not whole.
    """
    tables = {table.first: table for table in chapter.tables}
    others = {first: list(range(first + 1, table.end)) for first, table in tables.items()}
    others |= {picture.alternative: [picture.alternative + 1] for picture in chapter.pictures}
    within = set(chain.from_iterable(others.values()))
    there = [leaf for leaf in chapter.leaves if leaf.number not in within]
    numbers = {leaf.number: number for number, leaf in enumerate(there, start=1)}
    joined: list[int | NewLeaf] = []
    left = list(leaves)
    while left:
        placed = left.pop(0)
        cells = [] if isinstance(placed, NewLeaf) else others.get(placed, [])
        if left[: len(cells)] != cells or placed in within:
            raise ValueError(placed)
        del left[: len(cells)]
        joined.append(placed if isinstance(placed, NewLeaf) else numbers[placed])
    whole = [_whole_table(chapter, leaf, tables.get(leaf.number), numbers[leaf.number]) for leaf in there]
    return whole, joined, {numbers[number]: mark for number, mark in marks.items() if number in numbers}


def _whole_table(chapter: Chapter, leaf: ChapterLeaf, table: ChapterTable | None, number: int) -> ChapterLeaf:
    """A leaf by another number; of a table's first one all lines of the table, of a picture's its line."""
    if leaf.kind is LeafKind.ALTERNATIVE:
        start = leaf.offset - len(leaf.mark)
        return replace(leaf, number=number, offset=start, source=chapter.text[start:].partition("\n")[0])
    if table is None:
        return replace(leaf, number=number)
    start = table.starts[0]
    return replace(leaf, number=number, offset=start, source=chapter.text[start : chapter.end_of(table)])


def _gap(above: _LeafSource, below: _LeafSource, gaps: Mapping[int, str], *, goes_on: bool) -> str:
    """What stands between two leaves: what stood there, unless a list begins or goes on there now."""
    if below.number is not None and above.number == below.number - 1:
        own = gaps[below.number]
        is_near = own.count("\n") == 1
        parts = above.is_item and below.is_item and is_near and not goes_on
        if is_near == goes_on or (below.begins is None and not parts):
            return own
    if above.kind == below.kind == ">":
        return "\n>\n"
    return "\n" if goes_on else "\n\n"


def _leaf_source(
    chapter: Chapter, leaves: Sequence[ChapterLeaf], leaf: int | NewLeaf, marks: Mapping[int, SetMark]
) -> _LeafSource:
    """A leaf as it will stand; one with a mark of another kind as a new one."""
    if isinstance(leaf, NewLeaf):
        return _new_source(leaf)
    there, wanted = leaves[leaf - 1], marks.get(leaf)
    if wanted is not None and (_kind(wanted.mark) or wanted.mark) != (_kind(there.mark) or there.mark):
        return _new_source(NewLeaf(there.text, wanted.mark, wanted.begins))
    start = chapter.text.rfind("\n", 0, there.offset) + 1
    source = chapter.text[start : there.end]
    return _LeafSource(source, _kind(there.mark), leaf, None if wanted is None else wanted.begins)


def _new_source(leaf: NewLeaf) -> _LeafSource:
    text = fold_lines(leaf.text.strip(BLANKS))
    text = re.sub(r"\\?\n", " ", text) if leaf.mark.startswith("#") else text
    source = undo_line_marks(text if leaf.mark.strip(">") else "\n".join(sentences(text)), leaf.mark)
    source = f"{leaf.mark} {_in_quote(source, leaf.mark)}" if leaf.mark else source
    return _LeafSource(source, _kind(leaf.mark), begins=leaf.begins)


def _kind(mark: str) -> str:
    """The kind of list that a mark is of, with the blanks of its level before it; empty where it is of none."""
    kind = "-" if mark.strip() in BULLETS else ">" if mark == ">" else counted_kind(mark)
    return kind and " " * INDENT * depth_of(mark) + kind


def _lists_of(leaves: Sequence[ChapterLeaf], gaps: Mapping[int, str]) -> dict[int, int]:
    """To which list each item belongs, by leaf number, inner ones with it; a list is named by its first item."""
    lists: dict[int, int] = {}
    for leaf in leaves:
        if leaf.kind is LeafKind.ITEM:
            goes_on = leaf.number - 1 in lists and gaps[leaf.number].count("\n") == 1
            lists[leaf.number] = lists[leaf.number - 1] if goes_on else leaf.number
    return lists


def _lists(sources: Sequence[_LeafSource], there: Mapping[int, int]) -> list[int | None]:
    """The list of each leaf: its own, or the one that it comes into; None where it is no item.

    An inner item belongs to the outermost list.
    """
    lists: list[int | None] = []
    renamed: dict[int | None, int] = {}
    outer = ""
    for at, leaf in enumerate(sources):
        if not leaf.is_item:
            lists.append(None)
            outer = ""
            continue
        if depth_of(leaf.kind):
            lists.append(lists[-1])
            continue
        own = there.get(leaf.number or 0)
        own = renamed.get(own, own)
        above = lists[-1] if outer == leaf.kind else None
        if own is not None and _is_another(leaf, outer) and own == lists[-1]:
            own = renamed[own] = -1 - at
        outer, new = leaf.kind, -1 - at
        if leaf.begins is None:
            here = _list_between(own, above, _list_below(leaf, sources[at + 1 :], there)) or new
        else:
            here = new if leaf.begins else above or own or new
            if own is not None:  # the items that follow go along
                renamed[own] = here
        lists.append(here)
    return lists


def _is_another(leaf: _LeafSource, outer: str) -> bool:
    """Whether an item stands right below a list of another kind: an inner item above it may be an outer one now."""
    return outer not in ("", leaf.kind)


def _list_between(own: int | None, above: int | None, below: int | None) -> int | None:
    """The list of an item between those of two others; None where there is none."""
    is_between = above is not None and above == below != own
    return above or below if own is None or is_between else own


def _list_below(leaf: _LeafSource, below: Sequence[_LeafSource], there: Mapping[int, int]) -> int | None:
    """The list of the next item that is there already, if only new items of the same kind stand between."""
    outermost = (other for other in below if not depth_of(other.kind))
    following = next((other for other in outermost if other.number is not None or other.kind != leaf.kind), None)
    if following is None or following.number is None or following.kind != leaf.kind:
        return None
    return there.get(following.number)


def _label_items(chapter: Chapter) -> str:
    """The chapter's text with each item labelled as it will be printed."""
    text = chapter.text
    for leaf, label in reversed(list(printed_labels(chapter))):
        mark = leaf.mark.strip()
        if mark != label:
            start = text.rfind(mark, 0, leaf.offset)
            text = text[:start] + label + text[start + len(mark) :]
    return text

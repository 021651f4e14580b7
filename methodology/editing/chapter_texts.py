"""Chapters in Markdown with other words, and with leaves that come, go and move."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from methodology.editing.edits import NewLeaf
from methodology.editing.splicing import reword, sentence_breaks, sentences
from methodology.model.chapter import BLANKS, LIST_LABELS, Chapter, ChapterLeaf
from methodology.model.chapter_marks import BULLETS, undo_line_marks
from methodology.reading.chapter_checks import printed_labels


def set_leaf_texts(chapter: Chapter, texts: Mapping[int, str]) -> str:
    """A chapter's text with other texts of leaves, by number; raises ValueError where one would be another leaf."""
    text = chapter.text
    for number in sorted(texts, reverse=True):
        if not 1 <= number <= len(chapter.leaves):
            raise ValueError(number)
        leaf = chapter.leaves[number - 1]
        text = text[: leaf.offset] + _leaf_text(leaf, texts[number]) + text[leaf.offset + len(leaf.text) :]
    marks = [leaf.mark for leaf in Chapter(chapter.name, text, chapter.file).leaves]
    if marks != [leaf.mark for leaf in chapter.leaves]:
        raise ValueError(*texts)
    return text


def _leaf_text(leaf: ChapterLeaf, text: str) -> str:
    new = re.sub(r"[ \t]*\n[ \t\n]*", "\n", text.strip(BLANKS))
    breaks = frozenset() if leaf.mark else sentence_breaks(new)

    def encode(piece: str, offset: int) -> str:
        return "".join("\n" if offset + at in breaks else letter for at, letter in enumerate(piece))

    characters = [(letter, at, at + 1) for at, letter in enumerate(leaf.text)]
    return undo_line_marks(reword(leaf.text, characters, new, encode, is_wrapped=True), leaf.mark)


@dataclass(frozen=True, slots=True)
class _LeafSource:
    """A leaf with its mark as it will stand; ``number`` is that of one that was there, ``kind`` that of its list."""

    source: str
    kind: str
    number: int | None = None


def set_leaves(chapter: Chapter, leaves: Sequence[int | NewLeaf]) -> str:
    """Return a chapter's text of these leaves; raises ValueError where there is none, or a number unknown."""
    there = chapter.leaves
    if not leaves or any(isinstance(leaf, int) and not 1 <= leaf <= len(there) for leaf in leaves):
        raise ValueError(*leaves)
    starts = [chapter.text.rfind("\n", 0, leaf.offset) + 1 for leaf in there]
    ends = [leaf.offset + len(leaf.text) for leaf in there]
    sources = [
        _new_source(leaf)
        if isinstance(leaf, NewLeaf)
        else _LeafSource(chapter.text[starts[leaf - 1] : ends[leaf - 1]], _kind(there[leaf - 1].mark), leaf)
        for leaf in leaves
    ]
    gaps = {number + 1: chapter.text[ends[number - 1] : starts[number]] for number in range(1, len(there))}
    lists = _lists(sources, _lists_of(chapter, gaps))
    text = chapter.text[: starts[0]] + sources[0].source
    for (above, list_above), (below, list_below) in pairwise(zip(sources, lists, strict=True)):
        if below.number is not None and above.number == below.number - 1:
            text += gaps[below.number]
        else:
            text += "\n" if list_below is not None and list_below == list_above else "\n\n"
        text += below.source
    return _label_items(Chapter(chapter.name, text + chapter.text[ends[-1] :], chapter.file))


def _new_source(leaf: NewLeaf) -> _LeafSource:
    text = re.sub(r"[ \t\n]+", " ", leaf.text.strip(BLANKS))
    source = undo_line_marks(text if leaf.mark else "\n".join(sentences(text)), leaf.mark)
    return _LeafSource(f"{leaf.mark} {source}" if leaf.mark else source, _kind(leaf.mark))


def _kind(mark: str) -> str:
    """The kind of list that a mark is of; empty where it is of none."""
    if mark in BULLETS:
        return "-"
    return next((kind for kind, label in LIST_LABELS.items() if re.fullmatch(label, mark)), "")


def _lists_of(chapter: Chapter, gaps: Mapping[int, str]) -> dict[int, int]:
    """To which list each item belongs, by leaf number; a list is named by its first item."""
    lists: dict[int, int] = {}
    for leaf in chapter.leaves:
        if _kind(leaf.mark):
            above = chapter.leaves[leaf.number - 2] if leaf.number > 1 else None
            goes_on = above is not None and _kind(above.mark) == _kind(leaf.mark) and gaps[leaf.number].count("\n") == 1
            lists[leaf.number] = lists[leaf.number - 1] if goes_on else leaf.number
    return lists


def _lists(sources: Sequence[_LeafSource], there: Mapping[int, int]) -> list[int | None]:
    """The list of each leaf: its own, or the one that it comes into; None where it is no item."""
    lists: list[int | None] = []
    for at, leaf in enumerate(sources):
        own = there.get(leaf.number) if leaf.number is not None else None
        above = lists[-1] if lists and sources[at - 1].kind == leaf.kind else None
        below = _list_below(leaf, sources[at + 1 :], there)
        is_between = above is not None and above == below != own
        if not leaf.kind:
            lists.append(None)
        elif own is None or is_between:
            lists.append(above or below or -1 - at)
        else:
            lists.append(own)
    return lists


def _list_below(leaf: _LeafSource, below: Sequence[_LeafSource], there: Mapping[int, int]) -> int | None:
    """The list of the next item that is there already, if only new items of the same kind stand between."""
    following = next((other for other in below if other.number is not None or other.kind != leaf.kind), None)
    if following is None or following.number is None or following.kind != leaf.kind:
        return None
    return there.get(following.number)


def _label_items(chapter: Chapter) -> str:
    """The chapter's text with each item labelled as it will be printed."""
    text = chapter.text
    for leaf, label in reversed(list(printed_labels(chapter))):
        if leaf.mark != label:
            start = text.rfind(leaf.mark, 0, leaf.offset)
            text = text[:start] + label + text[start + len(leaf.mark) :]
    return text

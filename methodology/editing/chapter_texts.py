"""Chapters in Markdown with other words, and with leaves that come, go and move."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from methodology.editing.edits import NewLeaf
from methodology.editing.nodes import BLANKS
from methodology.editing.splicing import reworded, sentence_breaks, sentences
from methodology.model.chapter import LIST_LABELS, Chapter, ChapterLeaf
from methodology.reading.chapter_checks import printed_labels


def with_leaf_texts(chapter: Chapter, texts: Mapping[int, str]) -> str:
    """A chapter's text with other texts of leaves, by number; raises ValueError where one would be another leaf."""
    made = chapter.text
    for number in sorted(texts, reverse=True):
        if not 1 <= number <= len(chapter.leaves):
            raise ValueError(number)
        leaf = chapter.leaves[number - 1]
        made = made[: leaf.offset] + _leaf_text(leaf, texts[number]) + made[leaf.offset + len(leaf.text) :]
    marks = [leaf.mark for leaf in Chapter(chapter.name, made, chapter.file).leaves]
    if marks != [leaf.mark for leaf in chapter.leaves]:
        raise ValueError(*texts)
    return made


def _leaf_text(leaf: ChapterLeaf, text: str) -> str:
    new = re.sub(r"[ \t]*\n[ \t\n]*", "\n", text.strip(BLANKS))
    breaks = frozenset() if leaf.mark else sentence_breaks(new)

    def encoded(piece: str, offset: int) -> str:
        return "".join("\n" if offset + at in breaks else one for at, one in enumerate(piece))

    characters = [(one, at, at + 1) for at, one in enumerate(leaf.text)]
    return reworded(leaf.text, characters, new, encoded, is_wrapped=True)


@dataclass(frozen=True, slots=True)
class _LeafSource:
    """A leaf with its mark as it will stand; ``number`` is that of one that was there, ``kind`` that of its list."""

    source: str
    kind: str
    number: int | None = None


def with_leaves(chapter: Chapter, leaves: Sequence[int | NewLeaf]) -> str:
    """A chapter's text that consists of these leaves; raises ValueError where that is none, or a number unknown."""
    there = chapter.leaves
    if not leaves or any(isinstance(one, int) and not 1 <= one <= len(there) for one in leaves):
        raise ValueError(*leaves)
    starts = [chapter.text.rfind("\n", 0, leaf.offset) + 1 for leaf in there]
    ends = [leaf.offset + len(leaf.text) for leaf in there]
    pieces = [
        _new_piece(one)
        if isinstance(one, NewLeaf)
        else _LeafSource(chapter.text[starts[one - 1] : ends[one - 1]], _kind(there[one - 1].mark), one)
        for one in leaves
    ]
    gaps = {number + 1: chapter.text[ends[number - 1] : starts[number]] for number in range(1, len(there))}
    lists = _lists(pieces, _lists_of(chapter, gaps))
    made = chapter.text[: starts[0]] + pieces[0].source
    for at in range(1, len(pieces)):
        above, below = pieces[at - 1], pieces[at]
        if below.number is not None and above.number == below.number - 1:
            made += gaps[below.number]
        else:
            made += "\n" if lists[at] is not None and lists[at] == lists[at - 1] else "\n\n"
        made += below.source
    return _labelled(Chapter(chapter.name, made + chapter.text[ends[-1] :], chapter.file))


def _new_piece(leaf: NewLeaf) -> _LeafSource:
    text = re.sub(r"[ \t\n]+", " ", leaf.text.strip(BLANKS))
    return _LeafSource(f"{leaf.mark} {text}" if leaf.mark else "\n".join(sentences(text)), _kind(leaf.mark))


def _kind(mark: str) -> str:
    """The kind of list that a mark is of; empty where it is of none."""
    if mark in ("-", "*", "+"):
        return "-"
    return next((kind for kind, label in LIST_LABELS.items() if re.fullmatch(label, mark)), "")


def _lists_of(chapter: Chapter, gaps: Mapping[int, str]) -> dict[int, int]:
    """To which list each item belongs, by leaf number; a list is named by its first item."""
    found: dict[int, int] = {}
    for leaf in chapter.leaves:
        if _kind(leaf.mark):
            above = chapter.leaves[leaf.number - 2] if leaf.number > 1 else None
            goes_on = above is not None and _kind(above.mark) == _kind(leaf.mark) and gaps[leaf.number].count("\n") == 1
            found[leaf.number] = found[leaf.number - 1] if goes_on else leaf.number
    return found


def _lists(pieces: Sequence[_LeafSource], there: Mapping[int, int]) -> list[int | None]:
    """The list of each piece: its own, or the one that it comes into; None where it is no item."""
    lists: list[int | None] = []
    for at, piece in enumerate(pieces):
        own = there.get(piece.number) if piece.number is not None else None
        above = lists[-1] if lists and pieces[at - 1].kind == piece.kind else None
        following = next((one for one in pieces[at + 1 :] if one.number is not None or one.kind != piece.kind), None)
        below = there.get(following.number) if following and following.number and following.kind == piece.kind else None
        if not piece.kind:
            lists.append(None)
        elif own is None or (own not in (above, below) and above is not None and above == below):
            lists.append(above or below or -1 - at)
        else:
            lists.append(own)
    return lists


def _labelled(chapter: Chapter) -> str:
    """The chapter's text with each item labelled as it will be printed."""
    made = chapter.text
    for leaf, label in reversed(list(printed_labels(chapter))):
        if leaf.mark != label:
            start = made.rfind(leaf.mark, 0, leaf.offset)
            made = made[:start] + label + made[start + len(leaf.mark) :]
    return made

"""The paragraphs of prose chapters: they are numbered by position, so they are matched by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from methodology.comparing.alignment import Pair
from methodology.model.chapter import Chapter, ChapterLeaf

ALIKE = 0.5
"""The share of common characters from which on a paragraph counts as the same one reworded."""


def pair_paragraphs(old: Chapter | None, new: Chapter | None) -> Iterator[Pair[ChapterLeaf]]:
    """The paragraphs that differ, each with its counterpart; labels that only count on are no change."""
    before, after = (() if chapter is None else chapter.leaves for chapter in (old, new))
    matcher = SequenceMatcher(None, list(map(_key, before)), list(map(_key, after)), autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind != "equal":
            yield from _pair_alike(before[old_from:old_to], after[new_from:new_to])


def _key(leaf: ChapterLeaf) -> tuple[str, str]:
    """What makes a paragraph the same: its text and whether it is a heading of a level, an item, or neither."""
    kind = leaf.mark if leaf.mark.startswith("#") else "item" if leaf.mark else ""
    return kind, leaf.text


def _pair_alike(old: Sequence[ChapterLeaf], new: Sequence[ChapterLeaf]) -> Iterator[Pair[ChapterLeaf]]:
    """Each new paragraph with the first old one left that is alike; what has no counterpart stands alone."""
    left = list(old)
    for leaf in new:
        match = next((index for index, other in enumerate(left) if _are_alike(other, leaf)), None)
        if match is None:
            yield Pair(None, leaf)
            continue
        yield from (Pair(other, None) for other in left[:match])
        yield Pair(left[match], leaf)
        del left[: match + 1]
    yield from (Pair(other, None) for other in left)


def _are_alike(old: ChapterLeaf, new: ChapterLeaf) -> bool:
    return (
        bool(old.mark) == bool(new.mark) and SequenceMatcher(None, old.text, new.text, autojunk=False).ratio() >= ALIKE
    )

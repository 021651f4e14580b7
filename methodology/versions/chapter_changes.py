"""Prose chapters compared: their paragraphs are numbered by position, so they are matched by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from methodology.model.chapter import Chapter, ChapterLeaf
from methodology.versions.changes import Change, ChangeKind, Subject
from methodology.versions.printed import Printed

ALIKE = 0.5
"""The share of common characters from which on a paragraph counts as the same one reworded."""

Pair = tuple[ChapterLeaf | None, ChapterLeaf | None]


def compare_chapters(before: Printed, after: Printed) -> Iterator[Change]:
    """What changed in every chapter, paragraph by paragraph."""
    old, new = before.programme.chapters, after.programme.chapters
    for name in dict.fromkeys((*new, *old)):
        for then, now in _pairs(_leaves(old.get(name)), _leaves(new.get(name))):
            kind = ChangeKind.ADDED if then is None else ChangeKind.REMOVED if now is None else ChangeKind.WORDING
            leaf, side = (now, after) if now is not None else (then, before)
            assert leaf is not None  # noqa: S101 (a pair has one side at least)
            path = f"chapters.{name}.{leaf.number}"
            yield Change(
                kind,
                Subject.CHAPTER,
                path,
                name,
                str(leaf.number),
                None if then is None else _text(before, name, then),
                None if now is None else _text(after, name, now),
                places=side.paths.find(path, name),
            )


def _text(printed: Printed, name: str, leaf: ChapterLeaf) -> str:
    return printed.paths.texts.get(f"chapters.{name}.{leaf.number}", leaf.text)


def _leaves(chapter: Chapter | None) -> Sequence[ChapterLeaf]:
    return () if chapter is None else chapter.leaves


def _pairs(old: Sequence[ChapterLeaf], new: Sequence[ChapterLeaf]) -> Iterator[Pair]:
    """The paragraphs that differ, each with its counterpart; labels that only count on are no change."""
    matcher = SequenceMatcher(None, [_key(leaf) for leaf in old], [_key(leaf) for leaf in new], autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind != "equal":
            yield from _alike(old[old_from:old_to], new[new_from:new_to])


def _key(leaf: ChapterLeaf) -> tuple[str, str]:
    """What makes a paragraph the same: its text and whether it is a heading of a level, an item, or neither."""
    kind = leaf.mark if leaf.mark.startswith("#") else "item" if leaf.mark else ""
    return kind, leaf.text


def _alike(old: Sequence[ChapterLeaf], new: Sequence[ChapterLeaf]) -> Iterator[Pair]:
    """Each new paragraph with the first old one left that is alike; what has no counterpart stands alone."""
    left = list(old)
    for now in new:
        match = next((index for index, then in enumerate(left) if _are_alike(then, now)), None)
        if match is None:
            yield None, now
            continue
        for then in left[:match]:
            yield then, None
        yield left[match], now
        del left[: match + 1]
    for then in left:
        yield then, None


def _are_alike(old: ChapterLeaf, new: ChapterLeaf) -> bool:
    return (
        bool(old.mark) == bool(new.mark) and SequenceMatcher(None, old.text, new.text, autojunk=False).ratio() >= ALIKE
    )

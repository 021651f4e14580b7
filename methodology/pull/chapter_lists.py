"""Which items of a chapter open a list and which go on one, such that they are labelled as an edited file has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from methodology.editing.chapter_texts import set_leaves
from methodology.editing.edits import NewLeaf, SetMark
from methodology.model.chapter import Chapter
from methodology.pull.paragraph_kinds import ParagraphKind
from methodology.reading.chapter_checks import printed_labels

Leaf = int | NewLeaf
MOST_LISTS = 20
"""So many lists of one chapter are begun or joined; a real edit does it once or twice."""


def settle_lists(
    chapter: Chapter, leaves: Sequence[Leaf], marks: Mapping[int, SetMark], wanted: Sequence[int | None]
) -> tuple[list[Leaf], dict[int, SetMark]]:
    """The leaves and the marks, those that need it with lists that begin or go on.

    ``wanted`` is for each leaf which item of its list it is, from 1, None where it is none. What cannot be had is left.
    """
    settled = list(leaves), dict(marks)
    places = _places(chapter, *settled)
    tried: set[int] = set()
    while len(tried) < MOST_LISTS:
        position = next((at for at in range(len(places)) if at not in tried and _differs(places[at], wanted[at])), None)
        if position is None:
            break
        tried.add(position)
        attempt = _set_begins(chapter, *settled, position, begins=wanted[position] == 1)
        there = _places(chapter, *attempt)
        if there[position : position + 1] == [wanted[position]]:
            settled, places = attempt, there
    return settled


def _set_begins(
    chapter: Chapter, leaves: Sequence[Leaf], marks: Mapping[int, SetMark], position: int, *, begins: bool
) -> tuple[list[Leaf], dict[int, SetMark]]:
    """The leaves and the marks with the one at a position such that its list begins or goes on there."""
    leaf = leaves[position]
    if isinstance(leaf, NewLeaf):
        return [*leaves[:position], replace(leaf, begins=begins), *leaves[position + 1 :]], dict(marks)
    edit = marks.get(leaf, SetMark(f"chapters.{chapter.name}.{leaf}", chapter.leaves[leaf - 1].mark))
    return list(leaves), {**marks, leaf: replace(edit, begins=begins)}


def _differs(place: int | None, wanted: int | None) -> bool:
    """Whether an item is another one of its list, and a list that begins or goes on can mend it."""
    return None not in (place, wanted) and place != wanted and 1 in (place, wanted)


def _places(chapter: Chapter, leaves: Sequence[Leaf], marks: Mapping[int, SetMark]) -> list[int | None]:
    """Which item of its list each leaf would be; empty where the chapter cannot be written so."""
    try:
        text = set_leaves(chapter, leaves, marks)
    except ValueError:
        return []
    made = Chapter(chapter.name, text, chapter.file)
    if len(made.leaves) != len(leaves):
        return []
    labels = {leaf.number: label for leaf, label in printed_labels(made)}
    return [ParagraphKind(label=labels.get(number, "")).place for number in range(1, len(leaves) + 1)]

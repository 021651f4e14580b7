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
    settled, changed = list(leaves), dict(marks)
    tried: set[int] = set()
    while len(tried) < MOST_LISTS:
        places = _places(chapter, settled, changed)
        position = next((at for at in range(len(places)) if at not in tried and _differs(places[at], wanted[at])), None)
        if position is None:
            break
        tried.add(position)
        leaf, begins = settled[position], wanted[position] == 1
        if isinstance(leaf, NewLeaf):
            settled[position] = replace(leaf, begins=begins)
        else:
            mark = chapter.leaves[leaf - 1].mark
            edit = changed.get(leaf, SetMark(f"chapters.{chapter.name}.{leaf}", mark))
            changed[leaf] = replace(edit, begins=begins)
        if _places(chapter, settled, changed)[position : position + 1] != [wanted[position]]:
            settled[position] = leaf
            if not isinstance(leaf, NewLeaf):
                changed.pop(leaf)
                changed |= {number: edit for number, edit in marks.items() if number == leaf}
    return settled, changed


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

"""The paragraphs of a chapter as one file wants them, laid on the chapter as it is today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from methodology.comparing.alignment import Candidate, align
from methodology.editing.edits import NewLeaf
from methodology.model.chapter import Chapter
from methodology.pull.comparing.deltas import LeavesDelta
from methodology.pull.pulled import Act, Outcome, Wish

Leaf = int | NewLeaf


@dataclass(frozen=True, slots=True)
class MergedLeaves:
    """The chapter's leaves, the wishes that they grant, and those that they do not, with their outcomes."""

    leaves: tuple[Leaf, ...]
    granted: tuple[Wish, ...]
    others: tuple[Wish, ...]


def leaf_numbers(base: Chapter | None, ours: Chapter | None) -> dict[int, int]:
    """The number that each leaf of a chapter has today; those that are gone are left out."""
    then, now = (
        [
            Candidate(leaf.number, (leaf.text,), leaf.mark[:1] == "#", leaf.text)
            for leaf in (() if chapter is None else chapter.leaves)
        ]
        for chapter in (base, ours)
    )
    return {pair.old: pair.new for pair in align(then, now) if pair.old is not None and pair.new is not None}


def merged_leaves(
    delta: LeavesDelta, numbers: Mapping[int, int], chapter: Chapter, today: Sequence[Leaf]
) -> MergedLeaves:
    """Lay a file's chapter on today's; ``numbers`` says what the base's leaves are called today.

    A paragraph that one side took out and the other reworded is a conflict.
    """
    kept = {leaf for leaf in delta.theirs if isinstance(leaf, int)}
    gone = {number for number in range(1, len(delta.base) + 1) if number not in kept}
    reworded = {
        number
        for number in gone
        if number in numbers and chapter.leaves[numbers[number] - 1].text.split() != delta.base[number - 1].split()
    }
    granted: list[Wish] = []
    others: list[Wish] = []
    known = [leaf.text for leaf in chapter.leaves] + [leaf.text for leaf in today if isinstance(leaf, NewLeaf)]
    for wish in delta.wishes:
        number = int((wish.path or "0").rpartition(".")[2])
        if wish.act is Act.REMOVED and number in reworded:
            others.append(replace(wish, outcome=Outcome.CONFLICT, ours=chapter.leaves[numbers[number] - 1].text))
        elif (wish.act is Act.REMOVED and numbers.get(number) not in today) or (
            wish.act is Act.ADDED and wish.after in known
        ):
            others.append(replace(wish, outcome=Outcome.PRESENT))
        else:
            granted.append(wish)
    out = {numbers[number] for number in gone - reworded if number in numbers}
    result = [leaf for leaf in today if leaf not in out]
    theirs = [numbers.get(leaf) if isinstance(leaf, int) else leaf for leaf in delta.theirs]
    _reorder(result, [leaf for leaf in theirs if isinstance(leaf, int) and leaf in result])
    for position, leaf in enumerate(theirs):
        if isinstance(leaf, NewLeaf) and leaf.text not in known:
            above = [one for one in theirs[:position] if one is not None]
            after = [number for number, one in enumerate(result, start=1) if one in above]
            result.insert(max(after, default=0), leaf)
    return MergedLeaves(tuple(result), tuple(granted), tuple(others))


def _reorder(result: list[Leaf], order: Sequence[int]) -> None:
    """Put the leaves of ``order`` in that order, in the places that they have together."""
    if order == sorted(order):
        return
    following = iter(order)
    result[:] = [next(following) if leaf in order else leaf for leaf in result]

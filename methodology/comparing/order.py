"""What stayed in its order and what was moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise


def in_old_order(olds: Sequence[int | None]) -> frozenset[int]:
    """The positions of the most texts that are in the order that they had: the others were moved.

    ``olds`` are the numbers that the texts had, None for new ones.
    """
    last: list[int] = []
    lowest: list[int] = []
    before: dict[int, int] = {}
    for position, old in enumerate(olds):
        if old is not None:
            length = bisect_left(lowest, old)
            before[position] = last[length - 1] if length else -1
            lowest[length : length + 1], last[length : length + 1] = [old], [position]
    kept = []
    position = last[-1] if last else -1
    while position >= 0:
        kept.append(position)
        position = before[position]
    return frozenset(kept)


def gaps_between(old: Sequence[int], new: Sequence[int], olds: Mapping[int, int]) -> list[tuple[list[int], list[int]]]:
    """The old and the new numbers without a match, between those matches that stayed in their order.

    Both are ascending; ``olds`` are the old numbers by the new ones that they are matched with.
    """
    stays = [new[at] for at in sorted(in_old_order([olds.get(number) for number in new]))]
    anchors = [(olds[number], number) for number in stays]
    ends = [(-1, -1), *anchors, (max(old, default=0) + 1, max(new, default=0) + 1)]
    taken = set(olds.values())
    left = [number for number in old if number not in taken]
    came = [number for number in new if number not in olds]
    return [
        (_within(left, old_start, old_end), _within(came, new_start, new_end))
        for (old_start, new_start), (old_end, new_end) in pairwise(ends)
    ]


def _within(numbers: Sequence[int], start: int, end: int) -> list[int]:
    """Those of ascending numbers that are from ``start`` to below ``end``."""
    return list(numbers[bisect_left(numbers, start) : bisect_left(numbers, end)])

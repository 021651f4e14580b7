"""What stayed in its order and what was moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


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

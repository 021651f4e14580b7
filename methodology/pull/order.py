"""Texts that stand in another order than content prints them, where content orders nothing."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.comparing.order import in_old_order
from methodology.pull.differences import Differences
from methodology.pull.list_edits import is_entry
from methodology.pull.pulled import Act, Wish


def find_moved_texts(first: Differences, left: Differences) -> Iterator[Wish]:
    """Yield a wish for each stretch of texts that was moved and would be printed where it was.

    ``first`` are the differences from what the file was made as, ``left`` those with all edits applied. Leaves of
    chapters and entries of lists have an order of their own in the content; the cells of tables are compared by rows.
    """
    moved = _moved_texts(first)
    above: tuple[int, int] | None = None
    for new, old in _moved_texts(left).items():
        goes_on = above == (new - 1, old - 1)
        above = new, old
        text = left.original.texts[old]
        if new in moved and not goes_on:
            yield left.wish(Act.MOVED, text.entry, text.text, text.text, old=old, new=new)


def _moved_texts(differences: Differences) -> dict[int, int]:
    """The edited texts that stand in another order, with those of the original that they were."""
    stays = in_old_order([text.old for text in differences.order])
    return {
        text.new: text.old
        for position, text in enumerate(differences.order)
        if position not in stays and text.old is not None and not _has_order(differences, text.old)
    }


def _has_order(differences: Differences, old: int) -> bool:
    """Whether the content, or the table around it, says where a text of the original stands."""
    text = differences.original.texts[old]
    return text.word.cell is not None or is_entry(text.entry) or text.leaf is not None

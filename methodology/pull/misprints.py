"""Edits that print otherwise than the file says: nothing of them is written, and their neighbours stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from methodology.editing.edits import SetLeaves, SetText
from methodology.pull.differences import Differences
from methodology.pull.pulled import Act, ProposedEdit, Wish
from methodology.pull.value_edits import ValueEdits


class Misprint(NamedTuple):
    """An edit that prints otherwise: with ``wishes`` that are not fulfilled, and what stays of it."""

    edit: ProposedEdit
    wishes: tuple[Wish, ...]
    rest: ProposedEdit | None


def find_misprints(edits: Sequence[ProposedEdit], left: Differences, values: ValueEdits) -> list[Misprint]:
    """The edits of chapters and of lists in sentences that print otherwise: ``left`` is what differs with all applied.

    ``values`` are the edits that would still be asked for. A chapter's leaves are numbered otherwise meanwhile, so they
    are known by the edited texts that they come from.
    """
    shown = {left.text_now(number) for number in (*left.come, *(changed.new for changed in left.changed))}
    asked = _Asked.of(values)
    misprints = []
    for proposed in edits:
        if isinstance(proposed.edit, SetLeaves):
            misprints += _new_leaves(proposed, proposed.edit, shown)
        elif asked.has(proposed):
            misprints.append(Misprint(proposed, proposed.wishes, None))
    return misprints


class _Asked(NamedTuple):
    """What would still be asked for: of chapters the edited texts and what they say, and the texts that are unread."""

    texts: Set[int]
    afters: Set[str | None]
    unread: Set[int]

    @classmethod
    def of(cls, values: ValueEdits) -> _Asked:
        """What is left of values and sentences."""
        of_chapters = (proposed.texts for proposed in values.edits if _is_of_chapter(proposed.path))
        afters = {wish.after for wish in values.open if _is_of_chapter(wish.path)}
        return cls(frozenset[int]().union(*of_chapters), afters, values.unread)

    def has(self, proposed: ProposedEdit) -> bool:
        """Whether a leaf's edit, or one of a list in a sentence, is asked for again."""
        if isinstance(proposed.edit, SetText) and _is_of_chapter(proposed.path):
            return bool(proposed.texts & self.texts or self.afters & {wish.after for wish in proposed.wishes})
        return bool(proposed.texts & self.unread) and any(wish.act is Act.ADDED for wish in proposed.wishes)


def _is_of_chapter(path: str | None) -> bool:
    return path is not None and path.startswith("chapters.")


def _new_leaves(proposed: ProposedEdit, edit: SetLeaves, shown: Set[str]) -> list[Misprint]:
    """The new leaves of a chapter that are printed otherwise; the leaves beside them move up."""
    wrong = {_position(wish): wish for wish in proposed.wishes if wish.act is Act.ADDED and wish.after in shown}
    if not wrong:
        return []
    leaves = tuple(leaf for position, leaf in enumerate(edit.leaves, start=1) if position not in wrong)
    wishes = tuple(_move_up(wish, wrong) for wish in proposed.wishes if wish not in wrong.values())
    rest = replace(proposed, edit=SetLeaves(edit.chapter, leaves), wishes=wishes) if wishes else None
    return [Misprint(proposed, tuple(wrong.values()), rest)]


def _move_up(wish: Wish, gone: Collection[int]) -> Wish:
    """The wish with the place that its leaf has when those at the places ``gone`` do not come."""
    if wish.act is not Act.ADDED:
        return wish
    position = _position(wish)
    chapter = str(wish.path).rpartition(".")[0]
    return replace(wish, path=f"{chapter}.{position - sum(place < position for place in gone)}")


def _position(wish: Wish) -> int:
    """Where among the leaves of its chapter a new one stands, from 1."""
    return int(str(wish.path).rpartition(".")[2])

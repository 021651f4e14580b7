"""What a pull made of planned edits, counted honestly: mapped, reported or lost; and what nobody had meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from methodology.model.paths import is_within
from methodology.pull.list_edits import ending_path, is_entry
from methodology.pull.pulled import Act, Wish, WishOutcome
from tests.pull.edit_plans import PlannedEdit

NEW_ENTRY = re.compile(r"(operations|sources|risks\.factors|SO\d+\.risks\.own)\.\w+")
"""Where the text of a new item goes; the list that it was typed into mentions it."""
RIGHT_REASONS = ("unreadable", "near_entry", "no_number")
"""The content cannot do without it; it is hardly one of the registry's; a number cannot be printed so."""


class Fate(StrEnum):
    """What became of an edit."""

    APPLIED = "applied"
    ASKED = "asked"
    EXPLAINED = "explained"
    REPORTED = "reported"
    LOST = "lost"

    @property
    def is_mapped(self) -> bool:
        """Whether the edit was understood as one of its content path."""
        return self in (Fate.APPLIED, Fate.ASKED)


def fate(edit: PlannedEdit, wishes: Iterable[Wish]) -> Fate:
    """What became of one edit among all wishes of its file."""
    own = [wish for wish in wishes if _is_about(wish, edit)]
    found = {wish.outcome for wish in own}
    if WishOutcome.QUESTION in found and any(wish.path for wish in own if wish.outcome is WishOutcome.QUESTION):
        return Fate.ASKED
    if any(wish.outcome is WishOutcome.APPLIED and wish.path for wish in own):
        return Fate.APPLIED
    if any(wish.note in RIGHT_REASONS for wish in own):
        return Fate.EXPLAINED
    return Fate.REPORTED if WishOutcome.UNMAPPED in found else Fate.LOST


def _is_about(wish: Wish, edit: PlannedEdit) -> bool:
    if wish.path is not None and any(is_within(wish.path, path) for path in edit.paths):
        return True
    shown = {bare(text) for text in (*edit.old, *edit.new)}
    if wish.act is Act.TABLE:  # its texts stand one a line, those of a row behind its code
        lines = {line.rpartition(": ")[2] for text in (wish.before, wish.after) for line in (text or "").splitlines()}
        return set(edit.new) <= lines
    return wish.outcome is not WishOutcome.APPLIED and bool({bare(wish.before or ""), bare(wish.after or "")} & shown)


def unmeant(edits: Sequence[PlannedEdit], wishes: Iterable[Wish]) -> Iterator[Wish]:
    """What would be written although no edit of the file means it."""
    meant = {path for edit in edits for path in edit.paths}
    endings = {ending_path(path) for path in meant if is_entry(path)}
    for wish in wishes:
        if wish.outcome is not WishOutcome.APPLIED or wish.path is None:
            continue
        is_new_entry = wish.act is Act.ADDED and NEW_ENTRY.fullmatch(wish.path)
        if not is_new_entry and wish.path not in endings and not any(is_within(wish.path, path) for path in meant):
            yield wish


def unlike(base: Iterable[str], now: Iterable[str], edits: Sequence[PlannedEdit]) -> Counter[str]:
    """The texts of the edits that a document, made anew, has not as often as the edited one; ``base`` is the old one.

    A mark behind an item follows from where it stands in its list.
    """
    expected = Counter(map(bare, base))
    touched = {bare(text) for edit in edits for text in (*edit.old, *edit.new)}
    for edit in edits:
        expected.subtract(map(bare, edit.old))
        expected.update(map(bare, edit.new))
    found = Counter(map(bare, now))
    return Counter({text: found[text] - expected[text] for text in touched if found[text] != expected[text]})


def bare(text: str) -> str:
    """A text without the mark of its list."""
    return re.sub(r"\s*[;.]$", "", text)

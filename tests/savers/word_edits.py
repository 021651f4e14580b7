"""Random edits of one built document, each of another kind, as an author in Word makes them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from methodology.model.document import Document
from methodology.word.snapshot import read_snapshot
from tests.pull.edit_places import Draft, Plan, Step
from tests.pull.edit_plans import KINDS, TRIES
from tests.savers.keyboard import Keyboard
from tests.savers.table_kinds import TABLE_KINDS
from tests.savers.word_kinds import WORD_KINDS
from tests.savers.word_plan import Check, WordDraft, WordPlan

ALL_KINDS: Mapping[str, Callable[[Plan], Draft | None]] = {**KINDS, **WORD_KINDS, **TABLE_KINDS}


@dataclass(frozen=True)
class WordEdit:
    """An edit: what is done, and by what its outcome is judged (see ``WordDraft``)."""

    kind: str
    steps: tuple[Step, ...]
    paths: frozenset[str]
    old: tuple[str, ...]
    new: tuple[str, ...]
    about: frozenset[str]
    heading: tuple[str, str] | None
    check: Check | None
    is_told: bool
    also: tuple[str, ...] = ()


def plan_word_edits(
    docx: bytes, document: Document, chance: random.Random, times: int, among: Collection[str] = tuple(ALL_KINDS)
) -> list[WordEdit]:
    """So many edits; no paragraph is touched twice, and no content path is meant by two of them."""
    plan = WordPlan(docx, read_snapshot(docx), document, chance)
    edits: list[WordEdit] = []
    kinds: list[str] = []
    for _ in range(times * 20):
        if len(edits) == times:
            return edits
        kinds = kinds or chance.sample(sorted(set(among)), len(set(among)))
        kind = kinds.pop()
        drafts = (ALL_KINDS[kind](plan) for _ in range(TRIES))
        draft = next((draft for draft in drafts if draft is not None and plan.take(draft)), None)
        if draft is not None:
            edits.append(_edit(kind, draft))
    raise AssertionError(f"the document has no place for {times} edits: {Counter(edit.kind for edit in edits)}")


def _edit(kind: str, draft: Draft) -> WordEdit:
    shown = (kind, draft.steps, frozenset(draft.paths), draft.old, draft.new)
    if isinstance(draft, WordDraft):
        return WordEdit(*shown, draft.about, draft.heading, draft.check, draft.is_told, draft.also)
    return WordEdit(*shown, frozenset(), None, None, is_told=kind == "template text")


def edit_in_word(docx: bytes, edits: Sequence[WordEdit], chance: random.Random, *, tracked: bool) -> bytes:
    """The file with the edits made at the keyboard, tables last: they are counted."""
    keyboard = Keyboard(docx, chance)
    for edit in sorted(edits, key=lambda one: one.kind in TABLE_KINDS):
        keyboard.perform(edit.steps, tracked=tracked)
    return keyboard.save()

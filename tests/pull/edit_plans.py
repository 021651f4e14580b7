"""Random edits of a built document, as colleagues make them, each with what a pull has to find."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from methodology.pull.pulled import Act
from methodology.word.snapshot import read_snapshot
from tests.pull import edit_paragraphs, edit_words
from tests.pull.edit_places import Draft, Plan, Step


@dataclass(frozen=True, slots=True)
class PlannedEdit:
    """One edit and what it makes of the document.

    ``paths`` are those that a wish that comes of it may name. ``act`` is what a pull
    should call it. ``old`` and ``new`` are the whole paragraphs that go and come, as printed, without their
    labels; a moved one is in both. ``may_be_reported`` says that a question or a report is as right as a change.
    """

    kind: str
    tracked: bool
    passage: int
    steps: tuple[Step, ...]
    act: Act
    paths: frozenset[str]
    old: tuple[str, ...]
    new: tuple[str, ...]
    may_be_reported: bool = False


KINDS: dict[str, Callable[[Plan], Draft | None]] = {
    "number cell": edit_words.number_cell,
    "words cell": edit_words.words_cell,
    "sentence": edit_words.sentence,
    "own text": edit_words.own_text,
    "chapter text": edit_words.chapter_text,
    "number in sentence": edit_words.number_in_sentence,
    "item deleted": edit_paragraphs.item_deleted,
    "end item deleted": edit_paragraphs.end_item_deleted,
    "item added": edit_paragraphs.item_added,
    "item moved": edit_paragraphs.item_moved,
    "item copied": edit_paragraphs.item_copied,
    "words copied": edit_words.words_copied,
    "paragraph split": edit_paragraphs.paragraph_split,
    "paragraphs joined": edit_paragraphs.paragraphs_joined,
    "paragraph added": edit_paragraphs.paragraph_added,
    "paragraph deleted": edit_paragraphs.paragraph_deleted,
    "chapter item added": edit_paragraphs.chapter_item_added,
    "chapter item deleted": edit_paragraphs.chapter_item_deleted,
    "everywhere": edit_words.everywhere,
    "cover text": edit_words.cover_text,
    "source added": edit_words.source_added,
    "source removed": edit_words.source_removed,
    "head of a table": edit_words.table_head,
}


TRIES = 8
"""So often a place is looked for that an edit fits."""


def plan_edits(
    docx: bytes, chance: random.Random, times: int, among: Collection[str] = tuple(KINDS)
) -> list[PlannedEdit]:
    """So many edits of different kinds; no paragraph is touched twice, and no content path is meant by two of them."""
    plan = Plan(read_snapshot(docx), chance)
    edits: list[PlannedEdit] = []
    kinds: list[str] = []
    for _ in range(times * 20):
        if len(edits) == times:
            return edits
        kinds = kinds or chance.sample(sorted(among), len(among))
        kind = kinds.pop()
        drafts = (KINDS[kind](plan) for _ in range(TRIES))
        draft = next((draft for draft in drafts if draft is not None and plan.take(draft)), None)
        if draft is None:
            continue
        act = (draft.act, frozenset(draft.paths), draft.old, draft.new, draft.may_be_reported)
        edits.append(PlannedEdit(kind, chance.random() < 0.5, draft.passage, draft.steps, *act))
    raise AssertionError(f"the document has no place for {times} edits: {Counter(edit.kind for edit in edits)}")

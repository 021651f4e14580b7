"""The keyboard makes the edits that are planned, with tracking on and off, and marks them with their author."""

from __future__ import annotations

import dataclasses
import functools
import random
from collections import Counter

import pytest

from methodology.formats import Format
from tests.built import CONTENT, built
from tests.pull.edit_plans import KINDS, plan_edits
from tests.pull.look_edits import untied
from tests.savers.keyboard import AUTHOR, Keyboard, said
from tests.savers.parts import MAIN, Parts, W

SEEDS = (1, 3, 5)
"""Every kind of edit is among theirs."""


@functools.cache
def made() -> bytes:
    return built(CONTENT).files[Format.DOCX]


def paragraphs(docx: bytes) -> Counter[str]:
    """How often each paragraph stands there once the changes are made; one whose mark is deleted runs on."""
    parts = Parts(docx)
    texts: Counter[str] = Counter()
    begun = ""
    for name in parts.pages():
        for paragraph in parts.tree(name).iter(f"{W}p"):
            begun += said(paragraph)
            if all(paragraph.find(f"{W}pPr/{W}rPr/{W}{kind}") is None for kind in ("del", "moveFrom")):
                texts[untied(begun)] += 1
                begun = ""
    del texts[""]
    return texts


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_planned_edit_is_made(seed: int, *, tracked: bool) -> None:
    plan = plan_edits(made(), random.Random(seed), 20)
    keyboard = Keyboard(made(), random.Random(seed))
    for edit in plan:
        keyboard.perform(edit.steps, tracked=tracked)
    expected = paragraphs(made())
    for edit in plan:
        expected.subtract(map(untied, edit.old))
        expected.update(map(untied, edit.new))
    found = paragraphs(keyboard.save())
    assert (found - expected, +expected - found) == (Counter(), Counter())
    marks = Parts(keyboard.save()).tree(MAIN).iter(*(f"{W}{kind}" for kind in ("ins", "del", "moveFrom", "moveTo")))
    assert {mark.get(f"{W}author") for mark in marks} == ({AUTHOR} if tracked else set())


def test_the_plans_are_of_every_kind() -> None:
    assert {edit.kind for seed in SEEDS for edit in plan_edits(made(), random.Random(seed), 20)} == set(KINDS)


def test_a_control_that_is_emptied_may_show_its_prompt() -> None:
    plan = [edit for seed in range(6) for edit in plan_edits(made(), random.Random(seed), 12, ("words cell",))]
    shown = set()
    for number, edit in enumerate(plan[:12]):
        select = dataclasses.replace(edit.steps[0], start=0, end=len(edit.old[0]))
        keyboard = Keyboard(made(), random.Random(number))
        keyboard.perform([select, dataclasses.replace(select, do="command", text="Delete")], tracked=False)
        shown.add(b"showingPlcHdr" in Parts(keyboard.save()).read(MAIN))
    assert shown == {False, True}

"""A trial: random edits of a built document, saved by each program, and what a pull makes of them."""

from __future__ import annotations

import functools
import random
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.formats import Format
from methodology.pull.applying import Workshop
from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from tests.built import CONTENT, TEMPLATES, built
from tests.savers.google import save_as_google
from tests.savers.office import save_as_libreoffice, save_as_odt
from tests.savers.outcomes import Outcome, Version, judge
from tests.savers.strict import save_as_strict
from tests.savers.word import save_as_word
from tests.savers.word_edits import ALL_KINDS, WordEdit, edit_in_word, plan_word_edits

LOOKS = {
    "chapters/conclusion.md": (
        ("čezmejnega sodelovanja", "**čezmejnega sodelovanja**"),
        ("naravnih in drugih nesreč", "[naravnih in drugih nesreč](https://www.gov.si/nesrece)"),
        ("geografski", "*geografski*"),
        ("večje kapacitete", "[večje kapacitete](https://www.gov.si/kapacitete)"),
    ),
    "chapters/introduction.md": (("specifičnih ciljev", "**specifičnih ciljev**"),),
    "chapters/explanation.md": (("notranje varnosti", "*notranje varnosti*"), ("terorizem", "**terorizem**")),
}
"""The content has none: these are put on, so that there is a look to be edited."""


HERE: dict[str, Callable[[bytes, int], bytes]] = {
    "Word": save_as_word,
    "Google Docs": save_as_google,
    "Strict": save_as_strict,
}
"""Savers that need no other program: each takes an edited file and a seed."""
OFFICE: dict[str, Callable[[Sequence[bytes], Path], list[bytes]]] = {
    "LibreOffice": save_as_libreoffice,
    "ODT": save_as_odt,
}
"""Those that do: each takes edited files and a folder to work in."""
SAVERS = ("Word", "Google Docs", "LibreOffice", "ODT", "Strict")


@dataclass
class Tally:
    """What became of the edits of one saver; ``faults`` are for who mends them."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    wrong: int = 0
    faults: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        self.outcomes += other.outcomes
        self.wrong += other.wrong
        self.faults += other.faults
        return self


def marked_content(folder: Path) -> Path:
    """A copy of the content in which some words are bold, in italics or links."""
    content = Path(shutil.copytree(CONTENT, folder / "content"))
    for name, changes in LOOKS.items():
        file = content / name
        text = file.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
    return content


@functools.cache
def version_of(content: Path) -> tuple[Version, bytes]:
    """The content as it is, and its Word file."""
    made = built(content)
    return Version(made.programme, made.document), made.files[Format.DOCX]


class Plan(NamedTuple):
    """So many edits, drawn by a seed among kinds."""

    seed: int
    times: int
    among: tuple[str, ...] = tuple(ALL_KINDS)


def draw_plans(times: int, each: int, seed: int, among: Sequence[str] = tuple(ALL_KINDS)) -> list[Plan]:
    """Plans of so many edits in all, ``each`` in one file; every kind is drawn as often as any other."""
    chance = random.Random(seed)
    plans: list[Plan] = []
    kinds: list[str] = []
    while (left := times - sum(plan.times for plan in plans)) > 0:
        size = min(each, left)
        while len(kinds) < size:
            kinds += chance.sample(sorted(among), len(among))
        plans.append(Plan(seed + len(plans), size, tuple(kinds[:size])))
        del kinds[:size]
    return plans


@functools.cache
def planned(content: Path, plan: Plan) -> list[WordEdit]:
    """The edits of a plan."""
    before, docx = version_of(content)
    return plan_word_edits(docx, before.document, random.Random(plan.seed), plan.times, plan.among)


def edited(content: Path, plan: Plan, *, tracked: bool) -> bytes:
    """The Word file with the edits of a plan."""
    edits = planned(content, plan)
    return edit_in_word(version_of(content)[1], edits, random.Random(plan.seed), tracked=tracked)


def tally(content: Path, plan: Plan, saved: bytes) -> Tally:
    """What a pull makes of a file with the edits of a plan."""
    seed = plan.seed
    before, _ = version_of(content)
    edits = planned(content, plan)
    counted = Tally()
    try:
        pulled = pull([EditedFile("edited.docx", saved)], before.programme, TEMPLATES, Decisions())
    except ContentError as error:
        counted.outcomes[Outcome.REFUSED] += len(edits)
        counted.faults.append(f"{seed}: refused: {error.diagnostics[0].message}")
        return counted
    texts: dict[str, str | None] = {**before.programme.files, **pulled.files}
    after = Workshop(TEMPLATES).read(
        {name: text for name, text in texts.items() if text is not None}, before.programme.name
    )
    judged = judge(edits, pulled, before, Version(after, compose_document(after, TEMPLATES)))
    for edit, outcome in judged.outcomes:
        counted.outcomes[outcome] += 1
        if outcome not in (Outcome.APPLIED, Outcome.TOLD):
            counted.faults.append(f"{seed}: {outcome}: {edit.kind}: {edit.new[0][:70] if edit.new else ''}")
    counted.wrong += len(judged.wrong)
    counted.faults += [f"{seed}: wrong: {fault[:160]}" for fault in judged.wrong]
    return counted

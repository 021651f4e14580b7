"""Edits inside a paragraph: of a number, of words, of the head of a table, of a name wherever it stands."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Callable

import yaml

from methodology.pull.pulled import Act
from methodology.word.snapshot import SnapshotRun, SnapshotText
from tests.pull.edit_places import WORDS, Draft, Plan, Step, bookmark_of, inside, is_own, offset, paths_of, stretch

MANY = 4
"""So many sources that one more or less asks for no other form of the sentence."""
NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})*(?:,\d+)?)(\N{NO-BREAK SPACE}%)?")


def number_cell(plan: Plan) -> Draft | None:
    """A number overtyped in its cell."""
    index = plan.pick(lambda one: len(one.runs) == 1 and _is_number(one.runs[0]))
    if index is None:
        return None
    piece = plan.passages[index].runs[0]
    return inside(plan, index, 0, (0, len(piece.text), _other_number(piece.text, plan.chance)), Act.VALUE)


def _is_number(piece: SnapshotRun) -> bool:
    path = piece.path or ""
    return bool(NUMBER.fullmatch(piece.text)) and not path.endswith((".code", ".number"))


def _other_number(text: str, chance: random.Random) -> str:
    match = NUMBER.fullmatch(text)
    assert match is not None
    number = f"{chance.randrange(1, 90)},{chance.randrange(11, 99)}" if match[2] else str(chance.randrange(101, 999))
    return number + (match[2] or "")


def words_cell(plan: Plan) -> Draft | None:
    """A word in a cell or heading with a name or a unit."""
    return _in_piece(plan, lambda piece: (piece.path or "").endswith((".name", ".unit", ".counts")), shortest=8)


def sentence(plan: Plan) -> Draft | None:
    """A word inside a standard sentence or one of an indicator's own."""
    return _in_piece(plan, lambda piece: "wording" in (piece.within or piece.path or ""))


def own_text(plan: Plan) -> Draft | None:
    """A word inside a text that is no sentence of a kind: a rationale, a risk, a measure."""
    return _in_piece(plan, lambda piece: is_own(piece) and not (piece.path or "").startswith("chapters."))


def chapter_text(plan: Plan) -> Draft | None:
    """A word inside a paragraph or item of a chapter."""
    return _in_piece(plan, lambda piece: (piece.path or "").startswith("chapters."))


def _in_piece(plan: Plan, fits: Callable[[SnapshotRun], object], shortest: int = 30) -> Draft | None:
    def fit(passage: SnapshotText) -> list[int]:
        return [
            number
            for number, piece in enumerate(passage.runs)
            if passage.bookmark and piece.path and len(piece.text) >= shortest and fits(piece)
        ]

    index = plan.pick(fit)
    if index is None:
        return None
    number = plan.chance.choice(fit(plan.passages[index]))
    change = plan.word_edit(plan.passages[index].runs[number])
    return None if change is None else inside(plan, index, number, change, Act.WORDING)


def number_in_sentence(plan: Plan) -> Draft | None:
    """A number inside a sentence that is a reference."""

    def fit(passage: SnapshotText) -> list[int]:
        numbers = [
            number
            for number, piece in enumerate(passage.runs)
            if piece.tag and piece.within and _is_number(piece) and len(piece.text) > 1
        ]
        return numbers if passage.bookmark and len(passage.runs) > 1 else []

    index = plan.pick(fit)
    if index is None:
        return None
    number = plan.chance.choice(fit(plan.passages[index]))
    text = plan.passages[index].runs[number].text
    return inside(plan, index, number, (0, len(text), _other_number(text, plan.chance)), Act.VALUE)


def cover_text(plan: Plan) -> Draft | None:
    """A word of the cover."""
    return _in_piece(plan, lambda piece: piece.path in ("programme.name", "programme.title"))


def source_removed(plan: Plan) -> Draft | None:
    """One of the sources that a sentence names, with the comma behind it."""
    index = plan.pick(lambda one: len(_sources(one)) >= MANY)
    if index is None:
        return None
    passage = plan.passages[index]
    sources = list(_sources(passage).items())
    at = plan.chance.randrange(len(sources) - 2)
    (path, first), (_, following) = sources[at : at + 2]
    change = (offset(passage, first), offset(passage, following), "")
    return stretch(plan, index, change, Act.REMOVED, (path.rpartition(".")[0], path))


def source_added(plan: Plan) -> Draft | None:
    """A source that the registry knows comes before another one in a sentence."""
    index = plan.pick(lambda one: len(_sources(one)) >= MANY)
    if index is None:
        return None
    passage = plan.passages[index]
    sources = _sources(passage)
    owner = min(sources).rpartition(".")[0]
    registry = yaml.safe_load(plan.snapshot.files["sources.yaml"])
    key, name = plan.chance.choice(sorted(one for one in registry.items() if f"{owner}.{one[0]}" not in sources))
    start = offset(passage, plan.chance.choice(list(sources.values())[1:-1]))
    draft = stretch(plan, index, (start, start, f"{name}, "), Act.ADDED, (owner, f"{owner}.{key}"))
    return dataclasses.replace(draft, reserved=(f"sources.{key}",))


def _sources(passage: SnapshotText) -> dict[str, int]:
    """The sources that a sentence names, and the pieces that they begin with."""
    sources: dict[str, int] = {}
    for number, piece in enumerate(passage.runs):
        for path in paths_of(piece):
            if re.fullmatch(r"(?!phrases\.).+\.sources\.\w+", path) and ".endings." not in path and passage.bookmark:
                sources.setdefault(path, number)
    return sources


def words_copied(plan: Plan) -> Draft | None:
    """Some words of one text are copied into another one."""
    source = plan.pick(lambda one: one.bookmark and len(one.text) > 80)
    index = plan.pick(lambda one: one.bookmark and is_own(one.runs[0]) and len(one.runs[0].text) > 80)
    if source is None or index is None or index == source:
        return None
    text = plan.passages[source].text
    start, end = text.find(" ", 20), text.find(" ", 50)
    place = plan.passages[index].text.find(" ", plan.chance.randrange(10, 40))
    if min(start, end) < 0 or place < 0:
        return None
    copy = (Step("select", bookmark_of(plan, source), start, end), Step("command", text="Copy"))
    draft = inside(plan, index, 0, (place, place, text[start:end]), Act.WORDING)
    steps = (*copy, Step("select", bookmark_of(plan, index), place, place), Step("command", text="Paste"))
    return dataclasses.replace(draft, steps=steps, touched=draft.touched | {source})


def everywhere(plan: Plan) -> Draft | None:
    """An operation's name is replaced wherever it stands."""
    registry = yaml.safe_load(plan.snapshot.files["operations.yaml"])
    key, name = plan.chance.choice(sorted(registry.items()))
    words = name.split(" ")
    words.insert(plan.chance.randrange(1, len(words)) if len(words) > 1 else 1, plan.chance.choice(WORDS))
    new_name = " ".join(words)
    touched = [index for index, one in enumerate(plan.passages) if name in one.text]
    if len(touched) < 2:
        return None
    pieces = [piece for index in touched for piece in plan.passages[index].runs if name in piece.text]
    if len(pieces) < len(touched):
        return None
    paths = {f"operations.{key}", *(path for piece in pieces for path in paths_of(piece))}
    old = tuple(plan.passages[index].text for index in touched)
    new = tuple(text.replace(name, new_name) for text in old)
    steps = (Step("replace_all", name, text=new_name),)
    return Draft(touched[0], steps, Act.VALUE, paths, old, new, frozenset(touched))


def table_head(plan: Plan) -> Draft | None:
    """The head of a table is worded otherwise: a standard sentence."""
    index = plan.pick(lambda one: len(one.runs) == 1 and (one.runs[0].path or "").startswith("phrases.phrases.head_"))
    if index is None:
        return None
    text = plan.passages[index].text
    same = [
        number for number, one in enumerate(plan.passages) if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", one.text)
    ]
    if any(plan.passages[number].text != text for number in same):
        return None
    new = f"{text} {plan.chance.choice(WORDS).upper()}"
    steps = (Step("find", start=same.index(index), text=text), Step("type", text=new))
    paths = set(paths_of(plan.passages[index].runs[0]))
    return Draft(index, steps, Act.WORDING, paths, (text,), (new,), frozenset({index}))

"""Random edits of a session: after each, everything is what a build from nothing makes of the same content."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from methodology.building import BuildFolders, judge
from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.formats import Format
from methodology.memory import Memory
from methodology.reading import read_programme
from methodology.rendering.html import render_html
from methodology.session import LiveBuild, Session
from tests.built import CONTENT, SAMPLE, TEMPLATES, silently

ADDED = (" beseda", " {programme.title}", " {O.1.1.target}", " &lt; <b>x", ". Nova poved")
CHAPTER = ("\n## Nov naslov\n", "\n- ena\n- dve\n", "\n| a | b |\n|---|---|\n| 1 | 2 |\n", "\nOp[^op].\n\n[^op]: o\n")
Texts = Mapping[str, str]


def edited(texts: Texts, first: Texts, chance: random.Random) -> Texts:
    """The files with a random change: one taken out or put back, else a line changed, doubled, moved or deleted."""
    kind = chance.random()
    gone = [name for name in first if name not in texts]
    if kind < 0.08:
        name = chance.choice([name for name in texts if "/indicators/" in name])
        return {other: text for other, text in texts.items() if other != name}
    if kind < 0.2:
        name = chance.choice(gone or list(first))
        return {**texts, name: first[name]}
    name = chance.choice([name for name in texts if not name.startswith((".schema", "accepted"))])
    lines = texts[name].split("\n")
    at = chance.randrange(len(lines))
    changes = {
        "number": [re.sub(r"\d+", lambda match: str(int(match[0]) + 1), lines[at], count=1)],
        "words": [lines[at][:-1] + chance.choice(ADDED) + lines[at][-1:]],
        "doubled": [lines[at], lines[at]],
        "deleted": [],
        "more": [lines[at], *([chance.choice(CHAPTER)] if name.endswith(".md") else [])],
    }
    lines[at : at + 1] = changes[chance.choice(["number", "number", "words", "words", "doubled", "deleted", "more"])]
    return {**texts, name: "\n".join(lines)}


def from_nothing(texts: Texts, name: str) -> LiveBuild | list[tuple[str, str]]:
    """What a process that builds once makes of the files, or what it says of them."""
    try:
        programme = read_programme(texts, name, TEMPLATES)
        document = compose_document(programme, TEMPLATES)
        return LiveBuild(programme, document, render_html(document, TEMPLATES))
    except ContentError as error:
        return sorted((one.code, one.message) for one in error.diagnostics)


@pytest.mark.parametrize(("content", "edits", "seed"), [(SAMPLE, 30, 1), (SAMPLE, 30, 2), (CONTENT, 8, 3)])
def test_a_session_makes_what_a_build_from_nothing_makes(content: Path, edits: int, seed: int) -> None:
    session = Session(BuildFolders(content, content.name, TEMPLATES, Path("unused")))
    first = session.read_texts()
    session.build(first)
    texts, chance, whole = first, random.Random(seed), 0
    for _ in range(edits):
        changed = edited(texts, first, chance)
        expected, built = from_nothing(changed, content.name), session.build(changed)
        if not isinstance(expected, LiveBuild):
            assert sorted((fault.code, fault.message) for fault in built.faults) == expected
            continue
        texts, whole = changed, whole + 1
        assert built == expected
        for one, other in (
            (built.programme.values, expected.programme.values),
            (built.document.calculations, expected.document.calculations),
        ):
            assert list(one) == list(other)
    assert whole > edits / 4


def test_a_page_that_is_built_again_is_the_page_that_is_built_once() -> None:
    memory, chance = Memory(), random.Random(4)
    once = BuildFolders(SAMPLE, SAMPLE.name, TEMPLATES, Path("unused"))
    first = texts = Session(once).read_texts()
    whole = 0
    for _ in range(12):
        changed = edited(texts, first, chance)
        memory.begin(())
        built, expected = (
            judge(replace(once, texts=changed, memory=kept), [Format.HTML], silently, sealed=False).files
            for kept in (memory, once.memory)
        )
        assert built == expected
        if built:
            memory.finish()
            texts, whole = changed, whole + 1
    assert whole > 3

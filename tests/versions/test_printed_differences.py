"""The list of changes is the difference of what is printed: nothing is missing, nothing is too much."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.model.texts import anchors_of, texts_of_blocks
from methodology.reading import read_programme
from methodology.rendering.html import render_html
from methodology.versions.changes import Change, ChangeKind
from methodology.versions.compare import compare_versions
from methodology.versions.version import Version
from tests.built import CONTENT, TEMPLATES, copied
from tests.versions import content_amendments, wide_amendments
from tests.versions.printed_words import (
    Entry,
    Page,
    bare_words,
    compare_pages,
    find_unprinted,
    find_untold,
    follow_sections,
    read_page,
)
from tests.versions.wide_amendments import Folders, copied_templates, put

AMENDMENTS = 40
ALL_KINDS = {**wide_amendments.KINDS, **content_amendments.KINDS}
WHOLES = re.compile(r"[A-Z]+\d+|[A-Z](\.\d+)+")


def version(content: Path, templates: Path) -> Version:
    programme = read_programme(content)
    return Version(content.name, programme, compose_document(programme, templates), templates, {}, 0)


def entry_of(change: Change, old: Page, new: Page) -> Entry:
    """What the list tells of a change."""
    details = [detail.text for detail in change.details]
    moved = [move.entry for move in change.moves]
    before = [change.before or "", *moved, *(details if change.kind is ChangeKind.REMOVED else [])]
    after = [change.after or "", *moved, *(details if change.kind is ChangeKind.ADDED else [])]
    name = f"{change.kind} {change.path}: {(change.before or '')[:60]!r} -> {(change.after or '')[:60]!r}"
    is_whole = change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) and WHOLES.fullmatch(change.path) is not None
    sections = {place.anchor or "" for place in change.places}
    if change.kind is ChangeKind.REMOVED:
        followed = follow_sections(old, new)
        sections = {followed.get(section, section) for section in sections}
    return Entry(
        name, bare_words(before), bare_words(after), frozenset(sections), is_whole, change.kind is ChangeKind.LOOK
    )


@cache
def original() -> tuple[Version, Page]:
    """The content as it is, and its page."""
    old = version(CONTENT, TEMPLATES)
    return old, read_page(render_html(old.document, TEMPLATES))


def find_faults(new: Version) -> list[str]:
    """What the list does not tell, tells without need, or tells twice; both ways."""
    old, page = original()
    pages = [page, read_page(render_html(new.document, new.templates))]
    faults = []
    for sides, (then, now) in (((old, new), pages), ((new, old), pages[::-1])):
        entries = [entry_of(change, then, now) for change in compare_versions(*sides)]
        faults += find_untold(compare_pages(then, now, marks=False), entries)
        faults += find_unprinted(compare_pages(then, now, marks=True), entries)
    return faults


def amended(folder: Path, seed: int, *kinds: str) -> tuple[Version, list[str]]:
    """The version that a seed makes, and the kinds of its amendments."""
    content, templates = copied(CONTENT, folder), copied_templates(folder)
    (content / "accepted.yaml").unlink()
    chance = random.Random(seed)
    new = original()[0]
    done: list[str] = []
    wanted = chance.randrange(1, 4)
    while len(done) < wanted:
        anchors = tuple(anchors_of(texts_of_blocks(new.document.blocks)))
        name = chance.choice(kinds or tuple(ALL_KINDS))
        changed = ALL_KINDS[name](Folders(content, templates, anchors), chance)
        before = {file: file.read_bytes() if file.exists() else None for file in changed}
        for file, text in changed.items():
            put(file, None if text is None else text.encode())
        try:
            amended = version(content, templates) if changed else new
        except (ContentError, ValueError):
            amended = new
        if amended is new:
            for file, raw in before.items():
                put(file, raw)
            continue
        new = amended
        done.append(name)
    return new, done


@pytest.mark.parametrize("seed", range(AMENDMENTS))
def test_every_printed_difference_is_listed_and_nothing_else(seed: int, tmp_path: Path) -> None:
    new, done = amended(tmp_path, seed)
    assert (done, find_faults(new)) == (done, [])


@pytest.mark.parametrize("kind", content_amendments.UNPRINTED)
def test_what_prints_the_same_is_no_change(kind: str, tmp_path: Path) -> None:
    new, _ = amended(tmp_path, 1, kind)
    assert compare_versions(original()[0], new) == compare_versions(new, original()[0]) == ()

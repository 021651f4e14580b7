"""``python -m tests.versions.printed_trials --seeds 300``: lists of the changes of random amendments, judged both ways.

Prints a table of the kinds of amendments with how many there were, and how many lists are not the difference of what is
printed or do not agree with their redline; exit code 1 if one is not. ``--first`` begins with another seed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.model.texts import anchors_of, texts_of_blocks
from methodology.rendering.html import render_html
from methodology.versions.changes import Change, ChangeKind, Subject
from methodology.versions.compare import compare_versions
from methodology.versions.version import Version
from methodology.word.redline import render_redline
from tests.built import CONTENT, TEMPLATES, copied, give_words, read_content
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
from tests.versions.tracked_places import find_disagreements, read_comments
from tests.versions.wide_amendments import Folders, copied_templates, put

ALL_KINDS = {**wide_amendments.KINDS, **content_amendments.KINDS}
WHOLES = re.compile(r"[A-Z]+\d+|[A-Z](\.\d+)+")


def version(content: Path, templates: Path) -> Version:
    programme = read_content(content)
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
    if change.kind is ChangeKind.REORDERED:  # a text that moved is told where it stands now
        followed, words = follow_sections(old, new), bare_words(before)
        lines = (line for line in old.lines if len(line) > 1 and {word.bare for word in line[1:]} == words)
        sections |= {followed.get(line[0].section, line[0].section) for line in lines}
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


def find_redline_faults(new: Version) -> list[str]:
    """Where the list and the redline do not agree, and the reasons that the redline has no comment for; both ways."""
    faults = []
    for old, then in ((original()[0], new), (new, original()[0])):
        changes = compare_versions(old, then)
        reasons = {change.path: f"Reason {number};" for number, change in enumerate(changes) if is_commented(change)}
        made = render_redline(
            old.document,
            then.document,
            then.templates / "methodology.docx",
            author="Urad",
            comments=reasons,
            heading_pages=defaultdict(lambda: 7),
            page_count=9,
        )
        faults += find_disagreements(old.document, then.document, changes, made)
        said = read_comments(made)
        faults += [f"no comment on {path}" for path, reason in reasons.items() if reason not in said]
    return faults


def is_commented(change: Change) -> bool:
    """Whether a change stands in the body, has a path of its own there, and needs a reason."""
    is_in_body = any(place.anchor for place in change.places)
    return is_in_body and change.subject is not Subject.TEMPLATE and not change.follows_from


def amended(folder: Path, seed: int, *kinds: str) -> tuple[Version, list[str]]:
    """The version that a seed makes, and the kinds of its amendments."""
    content, templates = copied(CONTENT, folder), copied_templates(folder)
    (content / "accepted.yaml").unlink()
    give_words(content)
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


def main() -> int:
    """Run the trials."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    kinds: Counter[str] = Counter()
    wrong = 0
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        with tempfile.TemporaryDirectory() as folder:
            new, done = amended(Path(folder), seed)
            kinds.update(done)
            faults = [*find_faults(new), *find_redline_faults(new)]
        wrong += bool(faults)
        if faults:
            print(f"seed {seed} ({', '.join(done)}):", *faults[:12], sep="\n  ", file=sys.stderr)
    print("| kind of amendment | times |", "| --- | --- |", sep="\n")
    print(*(f"| {kind} | {kinds[kind]} |" for kind in ALL_KINDS), sep="\n")
    print(f"{arguments.seeds - wrong} of {arguments.seeds} lists are the difference of what is printed, both ways")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

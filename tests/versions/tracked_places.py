"""Below which headings a redline tracks anything, from its XML alone, and whether the list of changes says the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

from methodology.model.document import Document, plain_text
from methodology.versions.changes import Change, ChangeKind
from tests.pull.look_edits import untied
from tests.word.docx_text import W

TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
GONE, CAME = {f"{W}del", f"{W}moveFrom"}, {f"{W}ins", f"{W}moveTo"}
CONTENTS = re.compile("TOC|Kazalovsebine")

Place = tuple[str, str]
"""What the nearest heading says in the old and in the new version; empty on the cover."""


def read_tracked(docx: bytes, headings: tuple[frozenset[str], frozenset[str]]) -> list[tuple[Place, str]]:
    """The places of all paragraphs in which anything is tracked, each with its words."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    here = ["", ""]
    tracked: list[tuple[Place, str]] = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and CONTENTS.match(style.get(f"{W}val", "")):
            continue
        texts = [_text(paragraph, side, next(paragraph.iterancestors(f"{W}tr"), None)) for side in (CAME, GONE)]
        if next(paragraph.iterancestors(f"{W}tbl"), None) is None:
            here = [text if text in known else last for text, known, last in zip(texts, headings, here, strict=True)]
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        marks = [*paragraph.iter(*TRACKED), *(row.findall(f"{W}trPr/*") if row is not None else ())]
        if any(mark.tag in TRACKED for mark in marks) and any(texts):
            tracked.append(((here[0], here[1]), " -> ".join(texts)))
    return tracked


def _text(paragraph: etree._Element, absent: set[str], row: etree._Element | None) -> str:
    """What a paragraph says in the version that has no text inside these marks."""
    if row is not None and any(mark.tag in absent for mark in row.findall(f"{W}trPr/*")):
        return ""
    runs = (
        text
        for text in paragraph.iter(f"{W}t", f"{W}delText")
        if not any(parent.tag in absent for parent in text.iterancestors(*TRACKED))
    )
    return untied("".join(str(text.text or "") for text in runs))


def read_comments(docx: bytes) -> str:
    """The words of all comments."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = [package.read(name) for name in package.namelist() if re.match(r"word/comments\d*\.xml", name)]
    return " ".join(text for part in parts for text in map(str, etree.fromstring(part).itertext(f"{W}t")))


def find_disagreements(old: Document, new: Document, changes: Sequence[Change], docx: bytes) -> list[str]:
    """What is tracked where the list names no change, and what the list names where nothing is tracked."""
    said = [{heading.anchor: plain_text(heading.content) for heading in side.headings} for side in (old, new)]
    tracked = read_tracked(docx, (frozenset(said[0].values()), frozenset(said[1].values())))
    listed = [(change, _named(change, said)) for change in changes]
    wrong = [
        f"tracked, not listed, below {place}: {text[:80]}"
        for place, text in tracked
        if not any(names & {(0, place[0]), (1, place[1])} for _, names in listed)
    ]
    seen = {(side, place[side]) for place, _ in tracked for side in (0, 1)}
    return wrong + [
        f"listed, not tracked: {change.kind} {change.path} at {sorted(names)}"
        for change, names in listed
        if names and not names & seen and not _is_counted(change)
    ]


def _named(change: Change, said: Sequence[Mapping[str, str]]) -> set[tuple[int, str]]:
    side = 0 if change.kind is ChangeKind.REMOVED else 1
    return {(side, said[side].get(place.anchor or "", "")) for place in change.places}


def _is_counted(change: Change) -> bool:
    """Whether only labels differ, which Word counts itself."""
    return change.kind is ChangeKind.LOOK and bool(change.follows_from)

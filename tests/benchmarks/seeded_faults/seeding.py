"""Read the sets, seed an entry into a copy of the content, and judge what check says of it."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from methodology.building import BuildFolders
from methodology.building import judge as judge_build
from methodology.checks import Finding
from tests.built import CONTENT, TEMPLATES, copied


class Outcome(StrEnum):
    """What check makes of a fault."""

    FOUND = "found"
    VAGUE = "vague"
    """A finding stands at the place, but its message does not name what is wrong."""
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Edit:
    """In ``file`` below the content folder ``old``, which stands there once, becomes ``new``; None makes the file."""

    file: str
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A fault or a right edit.

    ``places`` are content paths and files where a finding is right; ``names`` are texts of which the message must
    contain one. A right edit has neither. ``is_signed`` says that by the fault a wrong number, unit or link would be
    signed; ``is_knowable`` that it can be known from the content alone. ``useful`` are rules whose finding of a right
    edit tells an editor something, each with the reason.
    """

    identifier: str
    kind: str
    what: str
    edits: tuple[Edit, ...]
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    is_signed: bool = False
    is_knowable: bool = True
    useful: tuple[tuple[str, str], ...] = ()


def read_set(file: Path) -> list[Entry]:
    """Return the entries of a set in their order."""
    return [_entry(given) for given in yaml.safe_load(file.read_text(encoding="utf-8"))]


def _entry(given: dict[str, Any]) -> Entry:
    edits = [
        Edit(edit["new_file"], None, edit["text"])
        if "new_file" in edit
        else Edit(edit["file"], edit["old"], edit["new"])
        for edit in given["edits"]
    ]
    return Entry(
        given["id"],
        given["kind"],
        given["what"],
        tuple(edits),
        tuple(given.get("places", ())),
        tuple(str(name) for name in given.get("names", ())),
        is_signed=given.get("harm") == "signed",
        is_knowable=given.get("knowable", True),
        useful=tuple(given.get("useful", {}).items()),
    )


def seeded(entries: Iterable[Entry]) -> Iterator[tuple[Entry, list[Finding] | None]]:
    """Yield each entry with the findings that it brings; None where it does not fit the content."""
    known = frozenset(map(_key, open_findings(CONTENT)))
    for entry in entries:
        with tempfile.TemporaryDirectory() as folder:
            try:
                findings = _new_findings(entry, Path(folder), known)
            except ValueError as error:
                print(f"{entry.identifier} does not fit: {error}", file=sys.stderr)
                yield entry, None
            else:
                yield entry, findings


def _new_findings(entry: Entry, folder: Path, known: frozenset[tuple[str, str, str]]) -> list[Finding]:
    """Return the open findings that the entry brings to a copy of the content made in ``folder``.

    ``known`` are those of the content as shipped. Raises ValueError where an edit does not fit the content.
    """
    content = copied(CONTENT, folder)
    for edit in entry.edits:
        _apply(edit, content)
    return [finding for finding in open_findings(content) if _key(finding) not in known]


def _apply(edit: Edit, content: Path) -> None:
    file = content / edit.file
    if edit.old is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(edit.new, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if text.count(edit.old) != 1:
        raise ValueError(f"{edit.file} says {text.count(edit.old)} times {edit.old!r}")
    file.write_text(text.replace(edit.old, edit.new), encoding="utf-8")


def open_findings(content: Path) -> list[Finding]:
    """Return what check says of a content folder and nobody accepted, but for what only rendering shows."""
    folders = BuildFolders(content, content.name, TEMPLATES, output=Path())
    judgement = judge_build(folders, [], lambda _: nullcontext(), sealed=False)
    return [finding for finding in judgement.findings if finding.is_open]


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule.code, finding.path, finding.found


def judge(entry: Entry, findings: Iterable[Finding]) -> Outcome:
    """Return what check made of a fault."""
    placed = [finding for finding in findings if any(_is_at(finding, place) for place in entry.places)]
    if any(_says(finding.message, name) for finding in placed for name in entry.names):
        return Outcome.FOUND
    return Outcome.VAGUE if placed else Outcome.MISSED


def _is_at(finding: Finding, place: str) -> bool:
    file = finding.location.file.partition("/")[2]
    return file == place or f"{finding.path}.".startswith(f"{place}.")


def _says(message: str, name: str) -> bool:
    """Whether a message names it; a number is a whole one, and of words their end may be another."""
    if re.fullmatch(r"[\d.,\s]*\d", name):
        return re.search(rf"(?<![\d.,]){re.escape(name)}(?![\d]|[.,]\d)", message) is not None
    return name.casefold() in message.casefold()


def sets_in(folder: Path) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the sets of a folder by name: ``faults*.yaml``, then ``edits*.yaml``."""
    for kind in ("faults", "edits"):
        for file in sorted(folder.glob(f"{kind}*.yaml")):
            yield file.stem, read_set(file)

"""Edited Word files turned into a change of the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from methodology.checks import Finding, check_programme
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.editing.edits import ContentEdit
from methodology.model.programme import Programme
from methodology.pull.comparing.asked import asked_by
from methodology.pull.comparing.base import Base, with_names
from methodology.pull.comparing.compared import Edited, Trust
from methodology.pull.comparing.leftovers import Asked
from methodology.pull.comparing.making import Workshop, read_files
from methodology.pull.comparing.parts import said
from methodology.pull.comparing.text_deltas import Elsewhere
from methodology.pull.merging.merge import FromFile, Merged, Side, merge
from methodology.pull.pulled import Outcome, Pulled, Remark
from methodology.word.reading import ACCEPT, Accept, WordFile, read_word_file
from methodology.word.snapshot import Snapshot, read_snapshot

SAME_PROGRAMME = 0.5
"""The share of values in common from which a file is one of this programme."""
MOST_TIMES = 5
"""A file of so many times the texts is no edited copy; to align it would take time that grows with both."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is decided beforehand: whose tracked changes count, who wins a conflict, what a change at one place is."""

    accept: Accept = ACCEPT
    side: Side = Side.NEITHER
    elsewhere: Elsewhere = Elsewhere.ASK


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A Word file by its name; ``base`` is what it was made from where the user says so."""

    name: str
    content: bytes
    base: Programme | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A file, read and compared."""

    name: str
    base: Base
    file: WordFile
    asked: Asked
    notices: tuple[str, ...]


def pull(files: Sequence[EditedFile], ours: Programme, templates: Path, decisions: Decisions) -> Pulled:
    """What the files want changed in ``ours``, the content as it is today; nothing is written.

    Raises :class:`ContentError` for a file that cannot be read or that is one of another programme.
    """
    reader = _Reader(ours, templates, decisions)
    read = [reader.read(file) for file in files]
    merged = merge(ours, [FromFile(one.name, one.base.programme, one.asked.deltas) for one in read], decisions.side)
    programme, texts, refused = _made(ours, read, merged, reader.workshop)
    granted = [wish for edit, wishes in merged.edits if edit not in refused for wish in wishes]
    wishes = [
        *(wish for one in read for wish in one.asked.open),
        *(
            replace(wish, outcome=Outcome.UNMAPPED, note="unreadable", about=message)
            for edit, wishes in merged.edits
            if (message := refused.get(edit)) is not None
            for wish in wishes
        ),
        *merged.wishes,
        *granted,
    ]
    before = _findings(ours)
    after = before if programme is ours else _findings(programme)
    return Pulled(
        wishes=tuple(dict.fromkeys(wishes)),
        remarks=tuple(remark for one in read for remark in _remarks(one)),
        files=texts,
        notices=tuple((notice, one.name) for one in read for notice in one.notices),
        new_findings=tuple(found for key, found in after.items() if key not in before),
        gone_findings=tuple(found for key, found in before.items() if key not in after),
    )


def _made(
    ours: Programme, read: Sequence[_Read], merged: Merged, workshop: Workshop
) -> tuple[Programme, Mapping[str, str | None], dict[ContentEdit, str]]:
    """The content with all that was granted; edits with which no document can be made of it are refused one by one.

    What one file asks of the content that it was made from was tried already.
    """
    edits = [edit for edit, _ in merged.edits]
    was_tried = len(read) == 1 and read[0].base.programme is ours
    refused: dict[ContentEdit, str] = {}
    if edits and not was_tried and workshop.fault(ours, edits) is not None:
        kept = workshop.possible(ours, edits, list)
        refused = {edit: workshop.fault(ours, [*kept, edit]) or "" for edit in edits if edit not in kept}
        edits = kept
    made = workshop.programme(ours, edits)
    return made, {name: text for name, text in made.files.items() if text != ours.files.get(name)}, refused


def _findings(programme: Programme) -> dict[tuple[str, str | None, str | None], Finding]:
    return {(found.rule.code, found.path, found.found): found for found in check_programme(programme)}


class _Reader:
    def __init__(self, ours: Programme, templates: Path, decisions: Decisions) -> None:
        self.ours = ours
        self.workshop = Workshop(templates)
        self.decisions = decisions

    def read(self, file: EditedFile) -> _Read:
        snapshot = _snapshot(file)
        word = read_word_file(file.content, name=file.name, accept=self.decisions.accept)
        notices = ["recovered"] if word.recovered else []
        programme = file.base or self._programme(file, snapshot)
        base = self.workshop.base(programme)
        if len(word.texts) > MOST_TIMES * len(base.texts):
            raise _other_programme(file.name)
        trust = Trust(names=False)
        if snapshot is None or file.base is not None:
            notices += ["without_snapshot"] if snapshot is None else []
        elif (named := with_names(base, snapshot.texts)) is not None:
            base, trust = named, Trust(names=True)
        else:
            trust = Trust(names=False, untouched=frozenset(said(passage.text) for passage in snapshot.texts))
            notices.append("other_templates")
        asked = asked_by(Edited(base, word, file.name, trust), self.workshop, self.decisions.elsewhere)
        if asked is None:
            raise _other_programme(file.name)
        return _Read(file.name, base, word, asked, tuple(notices))

    def _programme(self, file: EditedFile, snapshot: Snapshot | None) -> Programme:
        if snapshot is None or dict(snapshot.files) == dict(self.ours.files):
            return self.ours
        programme = read_files(snapshot.files, f"{file.name}:content")
        theirs = ((value, programme.values.get(path)) for path, value in self.ours.values.items())
        common = sum(found is not None and value.value == found.value for value, found in theirs)
        if common < SAME_PROGRAMME * len(self.ours.values):
            raise _other_programme(file.name)
        return programme


def _snapshot(file: EditedFile) -> Snapshot | None:
    try:
        return read_snapshot(file.content, name=file.name)
    except ContentError as error:
        if {found.code for found in error.diagnostics} == {"snapshot-missing"}:
            return None
        raise


def _other_programme(name: str) -> ContentError:
    hint = "name the content that it belongs to with --content"
    return ContentError([Diagnostic("other-programme", "the file is no copy of this document", Location(name), hint)])


def _remarks(read: _Read) -> Iterator[Remark]:
    """The comments with what they stand on."""
    old = {match.new: match.old for match in read.asked.differences.matches if match.new is not None}
    for comment in read.file.comments:
        number = None if comment.paragraph is None else old.get(comment.paragraph)
        path = None
        chapter, heading = "", ""
        if number is not None:
            text = read.base.texts[number]
            chapter, heading = text.chapter, text.heading
            held = [
                part.path for part in text.parts if part.path and comment.anchor and said(comment.anchor) in part.text
            ]
            path = held[0] if len(held) == 1 else text.entry
        elif comment.paragraph is not None:
            chapter, heading = read.asked.places.above(comment.paragraph)
        yield Remark(
            read.name,
            comment.author,
            comment.date,
            comment.text,
            comment.anchor,
            path,
            chapter,
            heading,
            comment.answers,
        )

"""Deltas made in memory: the content files that they come to, read as a programme."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.editing import edited_files
from methodology.editing.edits import ContentEdit, SetEntries, SetLeaves, SetText
from methodology.model.programme import Programme
from methodology.reading import read_programme
from methodology.roundtrip.comparing.deltas import Delta, EntriesDelta, LeavesDelta, TextDelta
from methodology.versions.sources import write_files

One = TypeVar("One")


def edits_of(deltas: Sequence[Delta]) -> list[ContentEdit]:
    """The deltas as changes of the content that they were made against."""
    edits: list[ContentEdit] = []
    for delta in deltas:
        match delta:
            case TextDelta():
                edits.append(SetText(delta.path, delta.theirs))
            case EntriesDelta():
                edits.append(SetEntries(delta.path, delta.theirs))
            case LeavesDelta():
                edits.append(SetLeaves(delta.chapter, delta.theirs))
    return edits


def possible(asked: Sequence[One], is_possible: Callable[[Sequence[One]], bool]) -> list[One]:
    """As many of what was asked as are possible together, the earlier ones first."""

    def with_kept(kept: list[One], more: Sequence[One]) -> list[One]:
        if not more or is_possible([*kept, *more]):
            return [*kept, *more]
        if len(more) == 1:
            return kept
        middle = len(more) // 2
        return with_kept(with_kept(kept, more[:middle]), more[middle:])

    return with_kept([], asked)


def fault_of(programme: Programme, edits: Sequence[ContentEdit], templates: Path) -> str | None:
    """Why no document can be made of the content with these edits; None where one can."""
    try:
        compose_document(read_with(programme, edited_files(programme, edits)), templates)
    except ContentError as error:
        return error.diagnostics[0].message
    return None


def read_with(programme: Programme, files: Mapping[str, str | None]) -> Programme:
    """The programme as it is with other files; raises ContentError where it cannot be read so."""
    changed = {**programme.files, **files}
    return read_files({relative: text for relative, text in changed.items() if text is not None}, programme.name)


def read_files(files: Mapping[str, str], name: str) -> Programme:
    """The programme of content files that stand in no folder; messages call that ``name``."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(files, Path(folder), name)
        return read_programme(Path(folder), name)

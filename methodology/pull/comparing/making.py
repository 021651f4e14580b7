"""Deltas made in memory: the content files that they come to, read as a programme."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, SetEntries, SetLeaves, SetText
from methodology.model.programme import Programme
from methodology.pull.comparing.base import Base, base_of
from methodology.pull.comparing.deltas import Delta, EntriesDelta, LeavesDelta, TextDelta
from methodology.reading import read_programme
from methodology.versions.version import write_files

One = TypeVar("One")
Edits = Callable[[Sequence[One]], Sequence[ContentEdit]]


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


class Workshop:
    """Makes content out of content; what was made is remembered, since it is asked for more than once."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates
        self._programmes: dict[tuple[int, tuple[ContentEdit, ...]], Programme] = {}
        self._bases: dict[int, Base] = {}

    def programme(self, programme: Programme, edits: Sequence[ContentEdit]) -> Programme:
        """The programme with these edits; raises ContentError where it cannot be read so."""
        if not edits:
            return programme
        key = id(programme), tuple(edits)
        if key not in self._programmes:
            texts = {**programme.files, **apply_edits(programme, edits)}
            self._programmes[key] = read_files(texts, programme.name)
        return self._programmes[key]

    def base(self, programme: Programme) -> Base:
        """The texts of a programme's document; raises ContentError where none can be made of it."""
        if id(programme) not in self._bases:
            try:
                self._bases[id(programme)] = base_of(programme, self.templates)
            except ContentError as error:
                raise programme.locate(error) from error
        return self._bases[id(programme)]

    def fault(self, programme: Programme, edits: Sequence[ContentEdit]) -> str | None:
        """Why no document can be made of the content with these edits; None where one can."""
        try:
            self.base(self.programme(programme, edits))
        except ContentError as error:
            return error.diagnostics[0].message
        return None

    def possible(self, programme: Programme, asked: Sequence[One], edits: Edits[One]) -> list[One]:
        """As many of what was asked as are possible together, the earlier ones first."""

        def with_kept(kept: list[One], more: Sequence[One]) -> list[One]:
            if not more or self.fault(programme, edits([*kept, *more])) is None:
                return [*kept, *more]
            if len(more) == 1:
                return kept
            middle = len(more) // 2
            return with_kept(with_kept(kept, more[:middle]), more[middle:])

        return with_kept([], asked)


def read_files(files: Mapping[str, str], name: str) -> Programme:
    """The programme of content files that stand in no folder; messages call that ``name``."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(files, Path(folder), name)
        return read_programme(Path(folder), name)

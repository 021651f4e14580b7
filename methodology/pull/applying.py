"""Edits applied in memory: the content files that they come to, read as a programme, and its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, SetLeaves
from methodology.model.programme import Programme
from methodology.pull.original import Original, compose_original
from methodology.reading import read_programme
from methodology.versions.version import require_inside


class Workshop:
    """Makes content out of content; what was made is remembered, since it is needed more than once."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates
        self._programmes: dict[tuple[int, tuple[ContentEdit, ...]], Programme] = {}
        self._originals: dict[int, Original] = {}

    def apply(self, programme: Programme, edits: Sequence[ContentEdit]) -> Programme:
        """The programme with these edits; raises ContentError where it cannot be read so."""
        if not edits:
            return programme
        key = id(programme), tuple(edits)
        if key not in self._programmes:
            texts = {**programme.files, **apply_edits(programme, edits)}
            self._programmes[key] = self.read(texts, programme.name)
        return self._programmes[key]

    def read(self, files: Mapping[str, str], name: str) -> Programme:
        """The programme of content files that stand in no folder; messages call that ``name``."""
        require_inside(files, name)
        return read_programme(files, name, self.templates)

    def compose(self, programme: Programme) -> Original:
        """The texts of a programme's document; raises ContentError where none can be made of it."""
        if id(programme) not in self._originals:
            try:
                self._originals[id(programme)] = compose_original(programme, self.templates)
            except ContentError as error:
                raise programme.locate(error) from error
        return self._originals[id(programme)]

    def possible(
        self, programme: Programme, edits: Sequence[ContentEdit]
    ) -> tuple[list[ContentEdit], dict[ContentEdit, str]]:
        """As many edits as are possible together, the earlier ones first, and why each of the others is not.

        Those of one chapter are first tried together: a footnote comes and goes with its mark.
        """

        def add(kept: list[ContentEdit], more: Sequence[Sequence[ContentEdit]]) -> list[ContentEdit]:
            together = [*kept, *chain.from_iterable(more)]
            if not more or self._fault(programme, together) is None:
                return together
            if len(more) == 1:
                return kept if len(more[0]) == 1 else add(kept, [[edit] for edit in more[0]])
            middle = len(more) // 2
            return add(add(kept, more[:middle]), more[middle:])

        units: dict[object, list[ContentEdit]] = {}
        for number, edit in enumerate(edits):
            units.setdefault(_chapter_of(edit) or number, []).append(edit)
        kept = add([], list(units.values()))
        return kept, {edit: self._fault(programme, [*kept, edit]) or "" for edit in edits if edit not in kept}

    def _fault(self, programme: Programme, edits: Sequence[ContentEdit]) -> str | None:
        """Why no document can be made of the content with these edits; None where one can."""
        try:
            self.compose(self.apply(programme, edits))
        except ContentError as error:
            return error.diagnostics[0].message
        return None


def _chapter_of(edit: ContentEdit) -> str | None:
    """The chapter whose text an edit is of."""
    if isinstance(edit, SetLeaves):
        return edit.chapter
    return edit.path.split(".")[1] if edit.path.startswith("chapters.") else None

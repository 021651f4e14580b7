"""Edits by content path as new texts of content files."""

from __future__ import annotations

from collections.abc import Sequence

from methodology.editing.edits import ContentEdit, SetText
from methodology.editing.nodes import composed
from methodology.editing.spots import Spot, no_place, spot_of
from methodology.editing.yaml_texts import scalar_at, with_texts
from methodology.model.programme import Programme


def edited_files(programme: Programme, edits: Sequence[ContentEdit]) -> dict[str, str]:
    """The content files that change, by their paths below the content folder, with their new texts.

    Texts are set first, entries and leaves after them, so that both may be about the same list. Raises
    :class:`methodology.diagnostics.ContentError` where an edit has no place in the content.
    """
    files: dict[str, str] = {}
    texts: dict[str, list[tuple[Spot, SetText]]] = {}
    for edit in edits:
        if isinstance(edit, SetText) and not edit.path.startswith("chapters."):
            spot = spot_of(programme, edit.path)
            texts.setdefault(spot.file, []).append((spot, edit))
        else:
            raise no_place(programme, edit.path if not hasattr(edit, "chapter") else edit.chapter)
    for file, wanted in texts.items():
        files[file] = _with_texts(programme, programme.files[file], wanted)
    return {file: text for file, text in files.items() if text != programme.files[file]}


def _with_texts(programme: Programme, source: str, wanted: list[tuple[Spot, SetText]]) -> str:
    root = composed(source)
    there = {
        spot.place: edit.text
        for spot, edit in wanted
        if edit.text is not None and scalar_at(root, spot.place) is not None
    }
    try:
        made = with_texts(source, root, there)
    except ValueError as error:
        path = next(edit.path for spot, edit in wanted if spot.place in there)
        raise no_place(programme, path, "the text cannot be written here") from error
    for spot, edit in wanted:
        if spot.place not in there:
            raise no_place(programme, edit.path)
    return made

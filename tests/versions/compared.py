"""Two versions for tests: a content folder, and a copy of it with edits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from methodology.composing import compose_document
from methodology.versions.changes import Change
from methodology.versions.compare import compare_versions
from methodology.versions.version import Version
from tests.built import CONTENT, TEMPLATES, copied, read_content, replace_in

Edit = tuple[str, str, str]
"""A file below the content folder, the text to replace in it, and the new text."""


def version(content: Path = CONTENT, templates: Path = TEMPLATES) -> Version:
    """A version from folders, without pages."""
    programme = read_content(content)
    return Version(content.name, programme, compose_document(programme, templates), templates, {}, 0)


def edited(folder: Path, edits: Sequence[Edit], content: Path = CONTENT) -> Path:
    """A copy of the content with the edits."""
    copy = copied(content, folder)
    for file, old, new in edits:
        replace_in(copy / file, old, new)
    return copy


def changes_of(folder: Path, *edits: Edit) -> tuple[Change, ...]:
    """What compare_versions lists for the edits of the real content."""
    return compare_versions(version(), version(edited(folder, edits)))

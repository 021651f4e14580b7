"""What is printed otherwise, text by text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from methodology.versions.changes import Place
from methodology.versions.differences import pair_texts
from methodology.versions.version import Version


@dataclass(frozen=True, slots=True)
class AffectedText:
    """A text that would be printed otherwise: a sentence, an item or a cell."""

    place: Place
    before: str
    after: str


def find_affected_texts(old: Version, new: Version) -> Iterator[AffectedText]:
    """Every text whose words differ, in the order of the new document."""
    for pair in pair_texts(old, new, {}):
        before, after = ("" if side is None else side.text.text for side in pair.sides)
        if before != after and pair.either.place is not None:
            yield AffectedText(pair.either.place, before, after)


def read_templates(templates: Path) -> dict[str, bytes]:
    """The templates of the document by their paths, and the outline of a content that has none."""
    folder = templates / "document"
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in (".j2", ".yaml"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

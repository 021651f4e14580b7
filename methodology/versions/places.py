"""Where each content path is printed in a document, and the text that it prints there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from methodology.model.document import Block, Heading, HeadingKind, Inline, contents_of, plain_text
from methodology.versions.changes import Place
from methodology.versions.version import Version

COVER = Place("", "", None, 1)
"""The cover is the first page; no heading stands above it."""


@dataclass(frozen=True, slots=True)
class PrintedPaths:
    """The places of every content path in one document, and the texts that chapters' leaves print."""

    places: Mapping[str, tuple[Place, ...]]
    texts: Mapping[str, str]
    anchors: Mapping[str, Place]
    """The place of each anchor: of headings and table rows."""
    order: Mapping[str, int]
    """Where each path and each anchor first stands among the texts of the body."""

    @classmethod
    def of(cls, version: Version) -> PrintedPaths:
        """Walk the document once."""
        places: dict[str, dict[Place, None]] = {}
        texts: dict[str, str] = {}
        anchors: dict[str, Place] = {}
        order: dict[str, int] = {}
        for cover in dataclasses.fields(version.document.cover):
            for path in paths_of(getattr(version.document.cover, cover.name)):
                places.setdefault(path, {})[COVER] = None
        for number, (place, block, content) in enumerate(placed_texts(version)):
            for anchor in _anchors(block):
                anchors.setdefault(anchor, place)
                order.setdefault(anchor, number)
            for path in paths_of(content):
                order.setdefault(path, number)
                places.setdefault(path, {})[place] = None
                texts.setdefault(path, plain_text(content))
        return cls({path: tuple(found) for path, found in places.items()}, texts, anchors, order)

    def find(self, path: str, owner: str) -> tuple[Place, ...]:
        """The places of a path or of what stands below it, else the place of its owner."""
        if path in self.places:
            return self.places[path]
        below = dict.fromkeys(
            place for other, found in self.places.items() if other.startswith(f"{path}.") for place in found
        )
        if below:
            return tuple(below)
        return (self.anchors[owner],) if owner in self.anchors else ()


def paths_of(content: Inline) -> Iterator[str]:
    """The content paths of a text, of values and of the sentences around them."""
    found = (path for run in content for path in (run.source, run.within) if path is not None)
    return iter(dict.fromkeys(found))


def placed_texts(version: Version) -> Iterator[tuple[Place, Block, Inline]]:
    """Each text of the body with its place and the block that it stands in."""
    chapter, heading, anchor = "", "", None
    pages = iter(version.text_pages)
    for block in version.document.blocks:
        if isinstance(block, Heading):
            text = " ".join(filter(None, (block.label, plain_text(block.content))))
            chapter, heading = (text, "") if block.kind is HeadingKind.CHAPTER else (chapter, text)
            anchor = block.anchor
        for content in contents_of([block]):
            yield Place(chapter, heading, anchor, next(pages, None)), block, content


def _anchors(block: Block) -> Iterator[str]:
    names = [getattr(block, "anchor", None), *(row.anchor for row in getattr(block, "rows", ()))]
    return (name for name in names if name is not None)

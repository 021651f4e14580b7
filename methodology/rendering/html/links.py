"""Where the page's links arrive: each internal target has exactly one anchor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from methodology.model.document import Document, Heading, Inline, List, Note, Paragraph, Table

CONTENT_ANCHOR = "page-content"
"""Where the skip link arrives; the page's own, so no block may have it."""

SCHEMES = frozenset({"http", "https", "mailto"})


def check_links(document: Document) -> None:
    """Refuse a document whose links would lead nowhere, to two places, or run a script.

    Whoever composed it is at fault, not the content: ValueError, with every such anchor and target.
    """
    counts = Counter([CONTENT_ANCHOR, *anchors(document)])
    twice = [f"two anchors '{anchor}'" for anchor, count in counts.items() if count > 1]
    faults = twice + [
        f"no place '{target}' to link to"
        for target in dict.fromkeys(targets(document))
        if not (target[1:] in counts if target.startswith("#") else urlsplit(target).scheme in SCHEMES)
    ]
    if faults:
        raise ValueError("; ".join(faults))


def anchors(document: Document) -> Iterator[str]:
    """The anchors of the blocks, list items and rows in reading order."""
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            places = [block.anchor]
        elif isinstance(block, List):
            places = [item.anchor for item in block.items]
        elif isinstance(block, Table):
            places = [row.anchor for row in (*block.header, *block.rows)]
        else:
            places = []
        yield from (place for place in places if place is not None)


def targets(document: Document) -> Iterator[str]:
    """The link targets in reading order."""
    return (run.target for content in _contents(document) for run in content if run.target is not None)


def _contents(document: Document) -> Iterator[Inline]:
    cover = document.cover
    yield from (cover.title, cover.programme, cover.period, cover.version, cover.date)
    for block in document.blocks:
        match block:
            case Heading() | Paragraph() | Note():
                yield block.content
            case List():
                yield from (item.content for item in block.items)
            case Table():
                yield from (cell.content for row in (*block.header, *block.rows) for cell in row.cells)

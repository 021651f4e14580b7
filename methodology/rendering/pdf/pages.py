"""On which page each text of the document begins, read from the structure tree of its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pikepdf import Array, Dictionary, Object

from methodology.model.document import Document
from methodology.model.texts import texts_of_blocks
from methodology.rendering.pdf.opening import opened

HOLDERS = frozenset({*(f"/H{level}" for level in range(1, 7)), "/P", "/LI", "/TH", "/TD"})
"""The elements that hold one text each: headings, paragraphs, items and cells (ISO 32000-1 14.8.4)."""
OUTSIDE = frozenset({"/TOC"})


def text_pages(pdf: bytes, document: Document) -> tuple[int, ...]:
    """The physical page, from 1, of each text that :func:`texts_of_blocks` yields for the body, in its order.

    An empty cell has the page of the text before it. Raises ValueError where the PDF has fewer texts than the document:
    it is not the document's.
    """
    count = sum(1 for _ in texts_of_blocks(document.blocks))
    with opened(pdf) as file:
        numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(file.pages, start=1)}
        pages = [_page(holder, numbers) for holder in _holders(file.Root.StructTreeRoot)]
    if len(pages) < count:
        raise ValueError(f"the PDF has {len(pages)} texts, the document {count}")
    last = 1
    found = []
    for page in pages[len(pages) - count :]:  # the cover stands before the body
        last = page or last
        found.append(last)
    return tuple(found)


def _children(parent: Object) -> Iterator[Object]:
    children = parent.get("/K")
    if children is not None:
        yield from children if isinstance(children, Array) else [children]


def _holders(parent: Object) -> Iterator[Object]:
    for child in _children(parent):
        if isinstance(child, Dictionary) and "/S" in child:
            kind = str(child.S)
            if kind in HOLDERS:
                yield child
            elif kind not in OUTSIDE:
                yield from _holders(child)


def _page(element: Object, numbers: Mapping[object, int]) -> int | None:
    """The page of the first marked content in an element: its own, or that of what it holds."""
    if "/Pg" in element:
        return numbers.get(element.Pg.objgen)
    for child in _children(element):
        if isinstance(child, Dictionary) and (page := _page(child, numbers)) is not None:
            return page
    return None

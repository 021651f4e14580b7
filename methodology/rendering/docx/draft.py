"""The Word file while it is written: what every block needs, and the paragraph that all of them end in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from methodology.model.document import Alignment, Inline
from methodology.rendering.docx.bookmarks import Bookmarks
from methodology.rendering.docx.numbering import Numbering
from methodology.rendering.docx.passages import Passages, Relate
from methodology.rendering.docx.styles import Styles
from methodology.rendering.docx.wordml import element, value


@dataclass(frozen=True, slots=True)
class Draft:
    """The template's styles and numbering, and the names, passages and relationships given out so far."""

    styles: Styles
    numbering: Numbering
    bookmarks: Bookmarks
    passages: Passages
    relate: Relate
    text_width: int
    """The width of the text in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph departs from its style; ``outline`` is the depth in the outline, from 1."""

    keep_next: bool = False
    numbering: etree._Element | None = None
    alignment: Alignment | None = None
    outline: int | None = None

    def elements(self) -> Iterable[etree._Element]:
        """The properties in the order of ECMA-376 17.3.1.26."""
        if self.keep_next:
            yield element("w:keepNext")
        if self.numbering is not None:
            yield self.numbering
        if self.alignment is not None:
            yield value("w:jc", self.alignment.value)
        if self.outline is not None:
            yield value("w:outlineLvl", self.outline - 1)


AS_STYLED = Setting()


def write_paragraph(
    draft: Draft, style: str, content: Inline, setting: Setting = AS_STYLED, bookmarks: Iterable[str | None] = ()
) -> etree._Element:
    """A ``w:p`` in a style, inside the bookmarks of the names given."""
    inline = draft.passages.write(content, draft.relate)
    for name in bookmarks:
        if name is not None:
            inline = draft.bookmarks.around(name, inline)
    properties = element("w:pPr", children=[draft.styles.reference("w:pStyle", style), *setting.elements()])
    return element("w:p", children=[properties, *inline])


def bookmark_of(draft: Draft, anchor: str | None) -> str | None:
    """The name of the bookmark at an anchor, if there is one."""
    return None if anchor is None else draft.bookmarks.of(anchor)

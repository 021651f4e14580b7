"""The Word file while it is written: what every block needs, and the paragraph that all of them end in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from methodology.model.document import Alignment, Inline
from methodology.word.numbering import Numbering
from methodology.word.styles import Styles
from methodology.word.wordml import escaped
from methodology.word.writing.bookmarks import Bookmarks
from methodology.word.writing.text_writer import Passages, Relate


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
    numbering: str | None = None
    """A ``w:numPr`` as markup."""
    alignment: Alignment | None = None
    outline: int | None = None

    def markup(self) -> str:
        """The properties in the order of ECMA-376 17.3.1.26."""
        keep = "<w:keepNext/>" if self.keep_next else ""
        align = f'<w:jc w:val="{self.alignment.value}"/>' if self.alignment is not None else ""
        outline = f'<w:outlineLvl w:val="{self.outline - 1}"/>' if self.outline is not None else ""
        return f"{keep}{self.numbering or ''}{align}{outline}"


AS_STYLED = Setting()


def write_paragraph(
    draft: Draft, style: str, content: Inline, setting: Setting = AS_STYLED, bookmarks: Iterable[str | None] = ()
) -> str:
    """A ``w:p`` in a style, inside the bookmarks of the names given, as markup."""
    look = f'<w:pPr><w:pStyle w:val="{escaped(draft.styles.id(style))}"/>{setting.markup()}</w:pPr>'
    names = [name for name in bookmarks if name is not None]
    return draft.passages.paragraph(look, content, draft.relate, names)


def bookmark_of(draft: Draft, anchor: str | None) -> str | None:
    """The name of the bookmark at an anchor, if there is one."""
    return None if anchor is None else draft.bookmarks.of(anchor)

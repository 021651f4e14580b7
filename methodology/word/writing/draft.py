"""The Word file while it is written: what every block needs, and the paragraph that all of them end in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from methodology.model.document import Alignment, Inline, Picture
from methodology.model.running_head import RunningMark
from methodology.word.numbering import ItemCount, Numbering
from methodology.word.styles import Styles
from methodology.word.wordml import escape
from methodology.word.writing.pictures import Pictures
from methodology.word.writing.text_writer import Bookmarks, Relate, TextWriter


class Setting(NamedTuple):
    """A paragraph's style and how it departs from that; ``outline`` is the depth in the outline, from 1."""

    style: str
    keep_next: bool = False
    numbering: str | None = None
    """A ``w:numPr`` as markup."""
    alignment: Alignment | None = None
    outline: int | None = None
    begins_page: bool = False
    spacing: str = ""
    """A ``w:spacing`` as markup, where the paragraph departs from its style's."""
    right: int = 0
    """How far the text stays from its right edge, in twentieths of a point."""


class PreparedText(NamedTuple):
    """A text before it is written: how its paragraph is set, and the names of the bookmarks around it."""

    runs: Inline
    setting: Setting
    bookmarks: tuple[str, ...] = ()
    picture: Picture | None = None
    """What stands in the place of the runs, which say what it shows."""
    end: str = ""
    """Runs as markup behind the text that are no part of it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The template's styles and numbering, and the names, texts and relationships given out so far."""

    styles: Styles
    numbering: Numbering
    bookmarks: Bookmarks
    texts: TextWriter
    relate: Relate
    """Of the main part."""
    text_width: int
    """The width of the text in twentieths of a point."""
    pictures: Pictures
    longest_row: int | None = None
    """Rows of a body with a longer text may break over pages: they would leave half of one empty."""
    items: ItemCount = field(default_factory=ItemCount)
    running: Mapping[str, RunningMark] = field(default_factory=dict)
    """What the running head repeats of each heading, by its anchor."""
    emblems: Sequence[Picture] = ()
    """The picture on the cover; of a redline that which went, too."""

    def properties(self, setting: Setting, tracked: str = "") -> str:
        """A ``w:pPr`` in the order of ECMA-376 17.3.1.26; ``tracked`` is the markup of what changed in it."""
        keep = "<w:keepNext/>" if setting.keep_next else ""
        keep += "<w:pageBreakBefore/>" if setting.begins_page else ""
        align = f'<w:jc w:val="{setting.alignment.value}"/>' if setting.alignment is not None else ""
        outline = f'<w:outlineLvl w:val="{setting.outline - 1}"/>' if setting.outline is not None else ""
        style = f'<w:pStyle w:val="{escape(self.styles.id(setting.style))}"/>'
        spacing = setting.spacing + (f'<w:ind w:right="{setting.right}"/>' if setting.right else "")
        return f"<w:pPr>{style}{keep}{setting.numbering or ''}{spacing}{align}{outline}{tracked}</w:pPr>"

    def content(self, text: PreparedText) -> str:
        """What a ``w:p`` holds beside its properties."""
        if text.picture is None:
            content = self.texts.write(text.runs, self.relate)
        else:
            content = self.texts.write_thing(text.runs, self.pictures.write(text.picture, self.text_width))
        for name in text.bookmarks:
            content = self.bookmarks.around(name, content)
        return content + text.end

    def write_emblem(self) -> str:
        """What a ``w:p`` on the cover holds for its picture."""
        return "".join(
            self.texts.write_thing(one.alternative, self.pictures.write(one, self.text_width)) for one in self.emblems
        )

    def paragraph(self, text: PreparedText, tracked: str = "") -> str:
        """A ``w:p``; for ``tracked`` see :meth:`properties`."""
        return f"<w:p>{self.properties(text.setting, tracked)}{self.content(text)}</w:p>"

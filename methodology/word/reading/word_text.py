"""What is read from a Word file: its paragraphs with their runs, looks, levels, lists and places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from methodology.model.texts import CellPlace
from methodology.word.reading.list_labels import ListLabel
from methodology.word.reading.looks import PLAIN, Look

_ENTRY_PAGE = re.compile(r"\t\d+\s*\Z")

PAGE_BREAK = "page_break"
"""What a break of the page or column within a paragraph is called among its ``foreign`` things."""


class Story(StrEnum):
    """Which flow of text a paragraph belongs to."""

    BODY = "body"
    CONTENTS = "contents"
    """An entry of the contents table: by its style, or as a link within the field that makes the table."""
    PAGE = "page"
    """A header or footer."""
    FOOTNOTE = "footnote"
    """A footnote whose mark stands in the text."""
    ASIDE = "aside"
    """An endnote, a text box: the program writes none, so all that stands there was added."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """A stretch of text of one look in one content control, by its tag, or in none."""

    text: str
    tag: str | None
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture in the line: the SHA-256 of each file that shows it (a PNG, an SVG), and its width in EMU."""

    digests: frozenset[str]
    width: int


@dataclass(frozen=True, slots=True)
class WordText:
    """One paragraph.

    ``style`` is its style's name as in ``styles.xml``, in small letters; ``list`` its numbering id, None where it is in
    no list (its own or its style's numbering); ``bookmarks`` are those that begin in it or that it lies within, their
    copies (``m7_Copy_1``) under their first name. ``authors`` are those of the tracked changes in it. ``foreign`` are
    things that are no text and that the program does not write so (``picture``, ``formula``, ``object``, ``chart``,
    :data:`PAGE_BREAK`).
    ``level`` is that of a heading in the outline, from 1, None for text; ``numbering`` how Word numbers the paragraph.
    ``picture`` is a picture in the line that stands alone in its paragraph; the text is what that says of itself then.
    ``notes`` are the ids of the footnotes whose marks (``NOTE_MARK``) stand in it, in their order; ``note`` is that
    of the one that it is a text of.
    ``is_joined`` says that the program that saved the file gave it the style of a deleted paragraph above it.
    """

    runs: tuple[WordRun, ...]
    story: Story = Story.BODY
    style: str = ""
    list: str | None = None
    cell: CellPlace | None = None
    bookmarks: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    level: int | None = None
    numbering: ListLabel | None = None
    picture: WordPicture | None = None
    is_joined: bool = False
    notes: tuple[str, ...] = ()
    note: str | None = None

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)

    @property
    def text_without_page(self) -> str:
        """The text; of an entry of the contents table without its page, which programs count anew."""
        return _ENTRY_PAGE.sub("", self.text) if self.story is Story.CONTENTS else self.text

    @property
    def is_heading(self) -> bool:
        """Whether the paragraph is one of Word's headings."""
        return self.style.startswith("heading")

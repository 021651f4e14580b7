"""What an edited Word file says: its paragraphs in reading order, each with what is left of its origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Story(StrEnum):
    """Which flow of text a paragraph belongs to."""

    BODY = "body"
    CONTENTS = "contents"
    """An entry of the contents table, by its style."""
    PAGE = "page"
    """A header or footer."""
    ASIDE = "aside"
    """A footnote, an endnote, a text box: the program writes none, so all that stands there was added."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one content control, by its tag, or in none."""

    text: str
    tag: str | None


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The cell of a table of the body that a paragraph stands in; all count from 0, columns by the table's grid.

    ``paragraph`` counts the paragraphs of the cell.
    """

    table: int
    row: int
    column: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class WordText:
    """One paragraph.

    ``style`` is its style's name as in ``styles.xml``, in small letters; ``list`` its numbering id, None where it is in
    no list (its own or its style's numbering); ``bookmarks`` are those that begin in it or that it lies within, their
    copies (``m7_Copy_1``) under their first name. ``authors`` are those of the tracked changes in it. ``foreign`` are
    things that are no text and that the program does not write (``picture``, ``formula``, ``object``, ``chart``).
    """

    spans: tuple[Span, ...]
    story: Story = Story.BODY
    style: str = ""
    list: str | None = None
    cell: CellPlace | None = None
    bookmarks: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who, when (ISO 8601 as in the file), what; ``anchor`` is the text that it stands on.

    ``paragraph`` is the index among the texts of the paragraph where it begins, None where that is not known;
    ``answers`` the number of the comment that it answers, from 0 in the order of the file.
    """

    author: str
    date: str
    text: str
    anchor: str
    paragraph: int | None
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class WordFile:
    """An edited Word file after its tracked changes were resolved.

    ``recovered`` names the parts that were malformed and had to be mended; ``editors`` who saved the file last.
    """

    texts: tuple[WordText, ...]
    comments: tuple[Comment, ...] = ()
    recovered: tuple[str, ...] = ()
    editors: tuple[str, ...] = field(default=())

"""What a part of a Word file shows, in the form in which two files are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from methodology.messages import declare_message
from methodology.verifying.docx.properties import Properties

LOST = declare_message("to a mark that is gone")
"""Where a link or a field leads whose bookmark the file has no more."""
FIELD_PAGE = declare_message("page")
"""What a report calls a field that programs fill with a page's number."""


@dataclass(slots=True)
class ShownPiece:
    """A stretch of one look: text, or one thing that is no text.

    ``token`` is empty for text; for a thing it is what it is compared by, and ``text`` is what a report calls it.
    """

    text: str
    look: Properties
    token: str = ""

    @property
    def key(self) -> str:
        """What is compared: of a text all but its white space; its line breaks are."""
        return f"\0{self.token}\0" if self.token else "\n".join("".join(line.split()) for line in self.text.split("\n"))


@dataclass(frozen=True, slots=True)
class CellSpot:
    """Where a paragraph stands in a table: the number of the table in its part, row, column of the grid."""

    table: int
    row: int
    column: int


@dataclass(slots=True)
class ShownText:
    """A paragraph. ``label`` is what its list prints before it, with ``label_look``, ``depth`` the level of that list.

    ``breaks`` are those of pages. ``number`` counts the paragraphs of the part that show something, ``level`` is that
    of a heading.
    """

    style: str = ""
    look: Properties = field(default_factory=dict)
    label: str = ""
    label_look: Properties = field(default_factory=dict)
    spot: CellSpot | None = None
    contents: bool = False
    level: int | None = None
    depth: int = 0
    stretches: list[ShownPiece] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    """In the contents: the instructions of fields, which programs put where they like."""
    breaks: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What the paragraph says, its white space left out."""
        return self.label, "".join(stretch.key for stretch in self.stretches)

    @property
    def text(self) -> str:
        """The text, white space as it is; things that are no text by their names."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def line(self) -> str:
        """The label and the text in one line."""
        return " ".join(f"{self.label} {self.text}".split())

    @property
    def plain(self) -> str:
        """The label and the text without things that are no text, all white space left out."""
        return "".join("".join([self.label, *(part.text for part in self.stretches if not part.token)]).split())

    @property
    def shows(self) -> bool:
        """Whether anything of it is seen."""
        return bool(self.label or any(stretch.key for stretch in self.stretches))


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell in the grid; ``merged`` is ``restart``, ``continue`` or empty, ``width`` in twentieths of a point or 0."""

    column: int
    span: int
    merged: str
    width: int
    facts: Properties


@dataclass(slots=True)
class ShownRow:
    """A row with its cells."""

    facts: Properties
    cells: list[ShownCell] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """What the row says."""
        return " | ".join(self.words)


@dataclass(slots=True)
class ShownTable:
    """A table with its rows."""

    style: str
    facts: Properties
    description: str = ""
    grid: tuple[int, ...] = ()
    """The widths of its columns, in twentieths of a point."""
    rows: list[ShownRow] = field(default_factory=list)

    @property
    def shape(self) -> list[list[tuple[int, int, str]]]:
        """Where its cells stand."""
        return [[(cell.column, cell.span, cell.merged) for cell in row.cells] for row in self.rows]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section: after how many texts of the document it ends, what it is like, and the headers and footers it prints.

    ``pages`` has for each kind (``header default``, ``footer first`` …) the number of the flow in the file.
    """

    after: int
    facts: Properties
    pages: Mapping[str, str]


@dataclass(slots=True)
class ShownPart:
    """What one part shows."""

    name: str
    texts: list[ShownText] = field(default_factory=list)
    tables: list[ShownTable] = field(default_factory=list)
    sections: list[tuple[int, etree._Element]] = field(default_factory=list)
    """The elements ``w:sectPr`` with the number of texts before each ends."""
    bookmarks: dict[str, int] = field(default_factory=dict)
    """By name the number of the text in which each begins."""
    empty: int = 0
    """How many paragraphs show nothing."""

    def headings(self, start: str) -> Iterator[str]:
        """The heading that each text stands under, ``start`` before the first; a heading under itself."""
        place = start
        for text in self.texts:
            place = text.line if text.level is not None else place
            yield place

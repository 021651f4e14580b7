"""The composed document: the closed set of blocks that every format is rendered from.

A document is a flat sequence of blocks in reading order. Labels (``2.1.1``, ``(a)``) are computed here and never part
of a block's text: Word makes them by its own numbering, the other formats print them.

Every piece of text knows the content path it was made from (``O.1.3.target``, ``operations.pnr``); text without one
is fixed by a template or computed.
"""

from __future__ import annotations

import datetime
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import dropwhile, pairwise
from typing import assert_never

from methodology.model.overview import IndicatorOverview
from methodology.model.picture import PictureFile


class ChangeMark(StrEnum):
    """How a report about changes marks a stretch of text."""

    INSERTED = "inserted"
    """Underlined."""
    DELETED = "deleted"
    """Struck through."""


NOTE_MARK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The text of a run that is the mark of a footnote: a character that no content has."""


NOTE_SIGN = "[*]"
"""What a reader of a report sees in its place."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: the label of its mark, as printed, and what it says."""

    label: str
    content: Inline


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look and one origin.

    ``source`` is the content path of the text itself; ``within`` that of what it is set in: of the sentence around a
    value, of the entry of a list that prints a registry's name, and of the wording that a standard sentence could have
    at this place (which need not be given). ``target`` is a link: ``#anchor`` or an address. ``footnote`` is that whose
    mark the run is; its text is :data:`NOTE_MARK` then. ``mark`` is of reports.
    """

    text: str
    source: str | None = None
    within: str | None = None
    strong: bool = False
    emphasis: bool = False
    target: str | None = None
    footnote: Footnote | None = None
    mark: ChangeMark | None = None

    @property
    def is_standard(self) -> bool:
        """Whether it is a word of a template or of a standard sentence, and no value of the programme."""
        return self.source is None or self.source.startswith("phrases.")


Inline = tuple[Run, ...]


def plain_text(content: Inline) -> str:
    """The text of the runs, without their looks."""
    return "".join(run.text for run in content)


def single_source(content: Inline) -> str | None:
    """The content path that all the runs come from, or None where they come from several or from none."""
    sources = {run.source for run in content}
    return sources.pop() if len(sources) == 1 else None


class HeadingKind(StrEnum):
    """What a heading opens, which decides how it is numbered."""

    CHAPTER = "chapter"
    """Numbered through the document: ``1.``, ``1.1``, ``1.1.1``."""
    ANNEX = "annex"
    """An annex, which begins a page; counted by themselves, with a word before the number."""
    PART = "part"
    """Not numbered: a specific objective's part inside a chapter."""
    ITEM = "item"
    """Numbered anew in each part: ``1.``, ``1.1``."""


class ListFormat(StrEnum):
    """The label of a list's first item; it stands for the whole format."""

    DASH = "-"
    SQUARE = "▪"
    PARENTHESES = "(a)"
    LETTER = "a)"
    NUMBER = "1."

    def label(self, number: int) -> str:
        """The label of item ``number``, counted from 1; letters go on to z (EU lists have a, b, c, d, never č)."""
        match self:
            case ListFormat.DASH | ListFormat.SQUARE:
                return self.value
            case ListFormat.PARENTHESES:
                return f"({string.ascii_lowercase[number - 1]})"
            case ListFormat.LETTER:
                return f"{string.ascii_lowercase[number - 1]})"
            case ListFormat.NUMBER:
                return f"{number}."
            case _:
                assert_never(self)


class Alignment(StrEnum):
    """How the text of a cell is set."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``level`` is its depth in the outline, 1 to 6, without gaps.

    ``depth`` is its depth in its own numbering: a chapter's is its level, an item's is 1 (``1.``) or 2 (``1.1``).
    ``opens_body`` says that the body begins a page with it: the first chapter, and what stands before that.
    """

    level: int
    kind: HeadingKind
    depth: int
    label: str
    content: Inline
    anchor: str
    opens_body: bool = False

    @property
    def begins_page(self) -> bool:
        """Whether it stands at the top of a page: an annex, and what opens the body."""
        return self.opens_body or self.kind is HeadingKind.ANNEX

    @property
    def is_chapter(self) -> bool:
        """Whether it opens a chapter or an annex, which the contents table lists."""
        return self.kind in (HeadingKind.CHAPTER, HeadingKind.ANNEX)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text. ``leads`` says that it opens what follows (list, table, items): both stay together.

    ``is_quote`` says that it stands in a block quote; those that follow one another are one quote.
    """

    content: Inline
    leads: bool = False
    anchor: str | None = None
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note to the table before it, in its own style."""

    content: Inline


class CaptionKind(StrEnum):
    """What a caption names; tables and pictures are counted apart."""

    TABLE = "table"
    """Stands above its table."""
    PICTURE = "picture"
    """Stands below its picture."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of the table after it or of the picture before it, with its label as printed: ``Tabela 1``."""

    kind: CaptionKind
    label: str
    content: Inline


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text; its caption is the block after it.

    ``file`` is its path below the content folder, ``digest`` that of its bytes, ``width`` in per cent of the width of
    the text. ``alternative`` says what it shows, for those who do not see it; it is not printed.
    """

    file: str
    digest: str
    width: int
    alternative: Inline


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item, with the label as printed.

    ``level`` is how far in the list of the item stands, from 0 to 2, ``format`` that of an inner list; None in the
    outermost, whose format the list has.
    """

    label: str
    content: Inline
    anchor: str | None = None
    level: int = 0
    format: ListFormat | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list with its inner lists, the items in reading order; each starts with its first label."""

    format: ListFormat
    items: tuple[ListItem, ...]

    def format_of(self, item: ListItem) -> ListFormat:
        """The format of the list that an item stands in."""
        return item.format or self.format

    @property
    def tree(self) -> ItemList:
        """The items as lists within items."""
        return _nest(self.format, self.items)


@dataclass(frozen=True, slots=True)
class ItemNode:
    """An item with the lists within it."""

    item: ListItem
    lists: tuple[ItemList, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    """One list alone, outermost or inner."""

    format: ListFormat
    nodes: tuple[ItemNode, ...]


def _nest(list_format: ListFormat, items: Sequence[ListItem]) -> ItemList:
    """The list that begins with the first of the items, at the level of that."""
    starts = [at for at, item in enumerate(items) if item.level <= items[0].level]
    return ItemList(
        list_format,
        tuple(
            ItemNode(items[start], tuple(_inner_lists(items[start + 1 : end])))
            for start, end in pairwise([*starts, len(items)])
        ),
    )


def _inner_lists(items: Sequence[ListItem]) -> Iterator[ItemList]:
    """The lists within an item; one of another format is another one."""
    while items:
        first, level = items[0], items[0].level
        ends = (at for at, item in enumerate(items) if item.level == level and item.format is not first.format)
        size = next(ends, len(items))
        yield _nest(first.format or ListFormat.DASH, items[:size])
        items = items[size:]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. Cells that a span of another one covers are left out, as in HTML.

    ``header`` says that the cell names its row or column. ``page_of`` is the anchor whose page the cell shows where
    there are pages; a cell with one says nothing else.
    """

    content: Inline
    header: bool = False
    alignment: Alignment = Alignment.LEFT
    strong: bool = False
    column_span: int = 1
    row_span: int = 1
    page_of: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``anchor`` is where links to it arrive."""

    cells: tuple[Cell, ...]
    anchor: str | None = None


FULL_WIDTH = 100
"""The widths of a table's columns together, in per cent."""


@dataclass(frozen=True, slots=True)
class Table:
    """A data table. ``columns`` are the widths in per cent of the text width; ``title`` names it to screen readers."""

    columns: tuple[float, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    title: str


Block = Heading | Paragraph | Note | Caption | Picture | List | Table


def paged_anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the anchors whose pages cells show, each once."""
    tables = (block for block in blocks if isinstance(block, Table))
    cells = (cell for table in tables for row in table.rows for cell in row.cells)
    yield from dict.fromkeys(cell.page_of for cell in cells if cell.page_of is not None)


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover and the running head, each a leaf of its own.

    ``issuer`` has a line for each name, ``number`` and ``status`` begin with their labels, ``emblem_sentence`` stands
    below the emblem; empty, they are not printed.
    """

    title: Inline
    programme: Inline
    period: Inline
    version: Inline
    date: Inline
    short_title: Inline
    issuer: Inline = ()
    number: Inline = ()
    status: Inline = ()
    emblem_sentence: Inline = ()


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; plain text. ``language`` is a BCP 47 tag (``sl-SI``)."""

    title: str
    subject: str
    keywords: tuple[str, ...]
    author: str
    language: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class ShownCalculation:
    """How a value came about, for a reader who asks: a page opens it beside the value, the other formats leave it out.

    ``line`` is the formula with its numbers, ``terms`` says of each number what it is and where it comes from.
    """

    path: str
    title: Inline
    line: Inline
    terms: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole document. ``labels`` are the words that the formats print around the blocks.

    Their names: ``contents``, ``version``, ``date``, ``period``, ``page``, ``skip_to_content``. ``draft`` is the word
    that a draft has on every page (``DRAFT``); a document without one is none. ``mark`` is the word that a document has
    there while its content is no committed version (``OSNUTEK``). ``calculations`` are those of the
    values that stand in tables, by content path; ``pictures`` has the files of its pictures by their digests. The
    ``overview`` is shown by a page alone, beside the document. ``tied_words`` are the short words that no line may end
    with (:mod:`methodology.model.tied_words`). ``contents`` are the kinds of headings that the contents table lists
    beside chapters and annexes. ``running`` is what the running head says beside the short title
    (:mod:`methodology.model.running_head`). ``emblem`` is the picture on the cover.
    """

    cover: Cover
    properties: Properties
    blocks: tuple[Block, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    draft: str | None = None
    mark: str | None = None
    calculations: Mapping[str, ShownCalculation] = field(default_factory=dict)
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    overview: IndicatorOverview | None = None
    tied_words: tuple[str, ...] = ()
    contents: tuple[HeadingKind, ...] = ()
    running: tuple[str, ...] = ()
    emblem: Picture | None = None

    @property
    def page_mark(self) -> str | None:
        """The word at the top of every page."""
        return self.draft or self.mark

    @property
    def headings(self) -> Iterator[Heading]:
        """All headings in reading order."""
        return (block for block in self.blocks if isinstance(block, Heading))

    @property
    def chapters(self) -> Iterator[Heading]:
        """The headings that are numbered through the document, and the annexes."""
        return (heading for heading in self.headings if heading.is_chapter)

    @property
    def listed(self) -> tuple[Heading, ...]:
        """The headings of the contents table: of items those that no other one stands above, all from a chapter on."""
        below_chapters = dropwhile(lambda heading: not heading.is_chapter, self.headings)
        return tuple(
            heading
            for heading in below_chapters
            if heading.is_chapter or (heading.kind in self.contents and heading.depth == 1)
        )

"""From rendered markup to blocks: texts, numbering and anchors, nothing else."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from methodology.composing.markup import HEADINGS
from methodology.composing.numbering import HeadingNumbers
from methodology.model.document import (
    Alignment,
    Block,
    Cell,
    Heading,
    HeadingKind,
    Inline,
    List,
    ListFormat,
    ListItem,
    Note,
    Paragraph,
    Row,
    Run,
    Table,
    plain_text,
    single_source,
)
from methodology.model.links import broken_links

LIST_FORMATS = {
    "dash": ListFormat.DASH,
    "square": ListFormat.SQUARE,
    "parentheses": ListFormat.PARENTHESES,
    "letter": ListFormat.LETTER,
    "number": ListFormat.NUMBER,
}
_BLANKS = re.compile(r"[ \t\r\n]+")
FULL_WIDTH = 100
LONGEST_REMEMBERED = 2**16
"""The characters of markup of a block that is remembered."""
LETTERS = len(string.ascii_lowercase)


class MarkupError(ValueError):
    """The markup is no document: a list without items, widths that do not add up, a heading out of order.

    ``source`` is the content path of the text that is wrong, where it comes from the content.
    """

    def __init__(self, message: str, source: str | None = None, text: str = "") -> None:
        super().__init__(message)
        self.source = source
        self.text = text


def blocks_of(markup: str) -> tuple[Block, ...]:
    """The blocks of rendered templates; raises :class:`MarkupError`, also where an element is not closed."""
    try:
        root = etree.fromstring(f"<body>{markup}</body>", etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise MarkupError(error.msg) from error
    if (root.text or "").strip() or any((element.tail or "").strip() for element in root):
        raise MarkupError("text stands outside of every paragraph")
    numbers = HeadingNumbers()
    blocks = tuple(_lead_ins([_numbered(element, numbers) for element in root]))
    for message, run in broken_links(blocks):
        raise MarkupError(message, run.source, run.text)
    return blocks


def _lead_ins(blocks: list[Block]) -> Iterator[Block]:
    """A paragraph that ends in a colon opens the list, the table or the items after it."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        is_item = isinstance(following, Heading) and following.kind is HeadingKind.ITEM
        if isinstance(block, Paragraph) and (is_item or isinstance(following, List | Table)):
            yield replace(block, leads=plain_text(block.content).endswith(":"))
        else:
            yield block


def _numbered(element: etree._Element, numbers: HeadingNumbers) -> Block:
    if element.tag in HEADINGS:
        return _heading(element, HeadingKind(element.get("class") or "chapter"), numbers)
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    return _written_block(written) if len(written) <= LONGEST_REMEMBERED else _block(element)


@lru_cache(maxsize=2048)
def _written_block(written: str) -> Block:
    """A block remembered by its markup: between two builds of a process most stay as they are."""
    return _block(etree.fromstring(written))


def _block(element: etree._Element) -> Block:
    tag, kind = str(element.tag), element.get("class", "")
    if tag == "p":
        return Note(_inline(element)) if kind == "note" else Paragraph(_inline(element), anchor=element.get("id"))
    if tag in ("ul", "ol"):
        return _list(element, kind)
    if tag == "table":
        return _table(element)
    raise MarkupError(f"<{tag}> stands outside of every block")


def _heading(element: etree._Element, kind: HeadingKind, numbers: HeadingNumbers) -> Heading:
    level = int(str(element.tag)[1])
    content = _inline(element)
    try:
        depth, label = numbers.next(level, kind)
    except ValueError as error:
        raise MarkupError(
            f"the heading '{plain_text(content)}': {error}", single_source(content), plain_text(content)
        ) from error
    own_name = label.rstrip(".") if kind is HeadingKind.CHAPTER else str(numbers.count)
    anchor = element.get("id") or f"{kind}-{own_name}"
    return Heading(level, kind, depth, label, content, anchor)


def _list(element: etree._Element, kind: str) -> List:
    if kind not in LIST_FORMATS:
        raise MarkupError(f"a list has one of the classes {', '.join(LIST_FORMATS)}")
    if not len(element):
        raise MarkupError("a list has no items")
    list_format = LIST_FORMATS[kind]
    if list_format in (ListFormat.PARENTHESES, ListFormat.LETTER) and len(element) > LETTERS:
        first = _inline(element[0])
        message = f"a list has letters for {LETTERS} items, not for {len(element)}"
        raise MarkupError(message, single_source(first), plain_text(first))
    return List(
        list_format,
        tuple(
            ListItem(list_format.label(number), _inline(item), item.get("id"))
            for number, item in enumerate(element, start=1)
        ),
    )


def _table(element: etree._Element) -> Table:
    columns = tuple(float(width) for width in element.get("data-columns", "").split())
    if sum(columns) != FULL_WIDTH:
        raise MarkupError(f"the columns of the table '{element.get('title')}' are {sum(columns):g} % wide, not 100 %")
    header = tuple(_row(row, header=True) for row in element.iterfind("thead/tr"))
    rows = tuple(_row(row) for row in element.iterfind("tbody/tr"))
    table = Table(columns, header, rows, element.get("title", ""))
    for width in _widths((*header, *rows)):
        if width != len(columns):
            raise MarkupError(f"a row of the table '{table.title}' has {width} cells, not {len(columns)}")
    return table


def _widths(rows: tuple[Row, ...]) -> Iterator[int]:
    """How many columns each row fills, with the cells that reach into it from above."""
    reaching: list[tuple[int, int]] = []
    for row in rows:
        yield sum(cell.column_span for cell in row.cells) + sum(columns for columns, _ in reaching)
        reaching = [(columns, left - 1) for columns, left in reaching if left > 1]
        reaching += [(cell.column_span, cell.row_span - 1) for cell in row.cells if cell.row_span > 1]


def _row(element: etree._Element, *, header: bool = False) -> Row:
    return Row(tuple(_cell(cell, in_header=header) for cell in element), element.get("id"))


def _cell(element: etree._Element, *, in_header: bool) -> Cell:
    kind = element.get("class", "")
    alignment = {"number": Alignment.RIGHT, "center": Alignment.CENTER}.get(kind, Alignment.LEFT)
    return Cell(
        _inline(element),
        header=element.tag == "th",
        alignment=Alignment.CENTER if in_header else alignment,
        strong=kind == "total",
        column_span=int(element.get("colspan", "1")),
        row_span=int(element.get("rowspan", "1")),
    )


def _inline(element: etree._Element) -> Inline:
    """The runs of an element: blanks as in HTML, neighbours that differ in nothing joined."""
    texts: list[str] = []
    looks: list[_RunLook] = []
    for stretch, look in _stretches(element, _RunLook()):
        text = _BLANKS.sub(" ", stretch)
        if text.startswith(" ") and (not texts or texts[-1].endswith(" ")):
            text = text[1:]
        if not text:
            continue
        if looks and looks[-1] == look:
            texts[-1] += text
        else:
            texts.append(text)
            looks.append(look)
    if texts:
        texts[-1] = texts[-1].removesuffix(" ")
    return tuple(Run(text, *look) for text, look in zip(texts, looks, strict=True) if text)


class _RunLook(NamedTuple):
    """What a run has besides its text, in the order of its fields."""

    source: str | None = None
    within: str | None = None
    strong: bool = False
    emphasis: bool = False
    target: str | None = None


def _stretches(element: etree._Element, look: _RunLook) -> Iterator[tuple[str, _RunLook]]:
    if element.text:
        yield element.text, look
    for child in element:
        yield from _stretches(child, _look_of(child, look))
        if child.tail:
            yield child.tail, look


def _look_of(element: etree._Element, look: _RunLook) -> _RunLook:
    """What an inline element adds to the look of the text around it."""
    if element.tag == "span":
        return look._replace(source=element.get("data-source"), within=look.source)
    if element.tag == "strong":
        return look._replace(strong=True)
    if element.tag == "em":
        return look._replace(emphasis=True)
    if element.tag == "a":
        return look._replace(target=element.get("href"))
    raise MarkupError(f"<{element.tag}> stands inside a text")

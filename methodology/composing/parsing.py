"""From rendered markup to blocks: what each element is by itself."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from methodology.composing.markup import HEADINGS
from methodology.composing.numbering import Group, LabelCaption, MarkupError, UnnumberedHeading, Unplaced, assemble
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate
from methodology.model.chapter import MOST_DEPTHS
from methodology.model.document import (
    FULL_WIDTH,
    NOTE_MARK,
    Alignment,
    Block,
    Caption,
    CaptionKind,
    Cell,
    Footnote,
    HeadingKind,
    Inline,
    List,
    ListFormat,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    plain_text,
    single_source,
)
from methodology.model.texts import lay_out

LIST_FORMATS = {list_format.name.lower(): list_format for list_format in ListFormat}
"""The formats by the classes that a list may have."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_CAPTIONS = {f"{kind}-caption": kind for kind in CaptionKind}
LETTERS = len(string.ascii_lowercase)


def blocks_of(
    markup: str, faults: list[MarkupError] | None = None, label_caption: LabelCaption = "{} {}".format
) -> tuple[Block, ...]:
    """The blocks of rendered templates; raises :class:`MarkupError`, also where an element is not closed.

    What is wrong with single blocks goes to ``faults``, where that is given, and they are left out.
    """
    assembled = assemble([read_group(markup)], label_caption)
    if assembled.faults and faults is None:
        raise assembled.faults[0]
    if faults is not None:
        faults += assembled.faults
    return assembled.groups[0]


def read_group(markup: str, memory: Memory = NO_MEMORY) -> Group:
    """What the elements of rendered markup are by themselves, in their order.

    Raises :class:`MarkupError` where an element is not closed, and where a text stands outside of all.
    """
    return tuple(read_element(element, memory) for element in read_elements(markup))


def read_elements(markup: str) -> etree._Element:
    """The elements of rendered markup, below one; raises :class:`MarkupError`."""
    try:
        root = etree.fromstring(f"<body>{markup}</body>", etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise MarkupError(error.msg) from error
    if (root.text or "").strip() or any((element.tail or "").strip() for element in root):
        raise MarkupError(translate("text stands outside of every paragraph"))
    return root


def read_element(element: etree._Element, memory: Memory) -> Unplaced:
    """What an element is by itself; what is wrong with it stands in its place."""
    try:
        if memory is NO_MEMORY:
            return _unplaced(element)
        written = etree.tostring(element, encoding="unicode", with_tail=False)
        return memory.recall(("block", written), (), lambda: _unplaced(element))
    except MarkupError as fault:
        return fault


def _unplaced(element: etree._Element) -> Unplaced:
    if element.tag in HEADINGS:
        kind = HeadingKind(element.get("class") or "chapter")
        return UnnumberedHeading(int(str(element.tag)[1]), kind, _inline(element), element.get("id"))
    return _block(element)


def _block(element: etree._Element) -> Block:
    tag, kind = str(element.tag), element.get("class", "")
    if tag == "p" and kind in _CAPTIONS:
        return Caption(_CAPTIONS[kind], "", _inline(element))
    if tag == "p":
        if kind == "note":
            return Note(_inline(element))
        return Paragraph(_inline(element), anchor=element.get("id"), is_quote=kind == "quote")
    if tag in ("ul", "ol"):
        return _list(element, kind)
    if tag == "table":
        return _table(element)
    if tag == "figure":
        width = int(element.get("data-width", "0"))
        return Picture(element.get("data-file", ""), element.get("data-digest", ""), width, _inline(element))
    raise MarkupError(translate("<{tag}> stands outside of every block", tag=tag))


def _list(element: etree._Element, kind: str) -> List:
    items = tuple(_items(element, 0))
    return List(LIST_FORMATS[kind], items)


def _items(element: etree._Element, level: int) -> Iterator[ListItem]:
    """The items of a list, each with those of the lists within it behind it."""
    kind = element.get("class", "")
    if kind not in LIST_FORMATS:
        raise MarkupError(
            translate("a list has one of the classes {list_formats}", list_formats=", ".join(LIST_FORMATS))
        )
    list_format = LIST_FORMATS[kind]
    if not len(element):
        raise MarkupError(translate("a list has no items"))
    if list_format in (ListFormat.PARENTHESES, ListFormat.LETTER) and len(element) > LETTERS:
        first = _inline(element[0])
        message = translate(
            "a list has letters for {letters} items, not for {element}", letters=LETTERS, element=len(element)
        )
        raise MarkupError(message, single_source(first), plain_text(first))
    for number, item in enumerate(element, start=1):
        inner = [child for child in item if child.tag in ("ul", "ol")]
        if inner and level + 1 == MOST_DEPTHS:
            raise MarkupError(translate("a list has {most_depths} levels", most_depths=MOST_DEPTHS))
        own = list_format if level else None
        yield ListItem(list_format.label(number), _inline(item), item.get("id"), level, own)
        for child in inner:
            yield from _items(child, level + 1)


def _table(element: etree._Element) -> Table:
    columns = tuple(float(width) for width in element.get("data-columns", "").split())
    is_fitted = not columns
    columns = columns or (0.0,) * len(next(element.iter("tr"), ()))  # until all tables of its kind are known
    if not is_fitted and sum(columns) != FULL_WIDTH:
        raise MarkupError(
            translate(
                "the columns of the table '{value}' are {columns:g} % wide, not 100 %",
                value=element.get("title"),
                columns=sum(columns),
            )
        )
    header = tuple(_row(row, header=True) for row in element.iterfind("thead/tr"))
    rows = tuple(_row(row) for row in element.iterfind("tbody/tr"))
    table = Table(columns, header, rows, element.get("title", ""))
    for row in lay_out([row.cells for row in (*header, *rows)], lambda cell: (cell.column_span, cell.row_span)):
        width = sum(cell.column_span for cell, _, _ in row)
        if width != len(columns):
            raise MarkupError(
                translate(
                    "a row of the table '{title}' has {width} cells, not {columns}",
                    title=table.title,
                    width=width,
                    columns=len(columns),
                )
            )
    return table


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
        page_of=element.get("data-page"),
    )


def runs_of(markup: str) -> Inline:
    """The runs of a single text; raises :class:`MarkupError` where an element is not closed or stands in no text."""
    try:
        return _inline(etree.fromstring(f"<p>{markup}</p>", etree.XMLParser(resolve_entities=False)))
    except etree.XMLSyntaxError as error:
        raise MarkupError(error.msg) from error


def _inline(element: etree._Element) -> Inline:
    """The runs of an element: blanks as in HTML, neighbours that differ in nothing joined."""
    texts: list[str] = []
    looks: list[_RunLook] = []
    for stretch, look in _stretches(element, _RunLook()):
        text = "\n" if stretch is None else _BLANKS.sub(" ", stretch)
        if stretch is None and texts:
            texts[-1] = texts[-1].removesuffix(" ")
        if text.startswith(" ") and (not texts or texts[-1].endswith((" ", "\n"))):
            text = text[1:]
        if not text:
            continue
        if looks and looks[-1] == look and look.footnote is None:
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
    footnote: Footnote | None = None


def _stretches(element: etree._Element, look: _RunLook) -> Iterator[tuple[str | None, _RunLook]]:
    """The stretches of one look; None is a line break."""
    if element.text:
        yield element.text, look
    for child in element:
        if element.tag == "li" and child.tag in ("ul", "ol"):
            return
        if child.tag == "br":
            yield None, look
        elif child.get("class") == "footnote":
            yield NOTE_MARK, _RunLook(look.source, look.within, footnote=Footnote("", _inline(child)))
        else:
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
    raise MarkupError(translate("<{tag}> stands inside a text", tag=element.tag))

"""From rendered markup to blocks: texts, numbering and anchors, nothing else."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import count
from typing import NamedTuple, assert_never

from lxml import etree

from methodology.composing.markup import HEADINGS
from methodology.composing.widths import fit_widths
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
    Heading,
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
from methodology.model.page_fit import fits_page
from methodology.model.texts import TextKind, broken_links, lay_out, map_texts, texts_of_blocks

CHAPTER_DEPTHS = 3
ITEM_DEPTHS = 2
LIST_FORMATS = {list_format.name.lower(): list_format for list_format in ListFormat}
"""The formats by the classes that a list may have."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_CAPTIONS = {f"{kind}-caption": kind for kind in CaptionKind}
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


class HeadingNumbers:
    """Counts headings in reading order: chapters through the document, items anew in each part."""

    def __init__(self) -> None:
        self._chapters: list[int] = []
        self._annexes: list[int] = []
        self._items: list[int] = []
        self._part_level = 0
        self._level = 0
        self.count = 0

    def next(self, level: int, kind: HeadingKind) -> tuple[int, str]:
        """The next heading's depth in its own numbering and its label; raises ValueError where a level is left out.

        The heading after a wrong one is judged by that one's level: its fault is not told again.
        """
        above, self._level = self._level, level
        if kind is not HeadingKind.ITEM:
            self._part_level = level
        if level > above + 1:
            raise ValueError(
                translate("a heading of level {level} cannot follow one of level {above}", level=level, above=above)
            )
        self.count += 1
        match kind:
            case HeadingKind.CHAPTER:
                if level > CHAPTER_DEPTHS:
                    raise ValueError(
                        translate(
                            "chapters have {chapter_depths} levels, not {level}",
                            chapter_depths=CHAPTER_DEPTHS,
                            level=level,
                        )
                    )
                return level, self._label(self._chapters, level)
            case HeadingKind.ANNEX:
                if level > 1:
                    raise ValueError(translate("annexes have level 1, not {level}", level=level))
                return 1, self._label(self._annexes, 1)
            case HeadingKind.PART:
                self._items = []
                return 1, ""
            case HeadingKind.ITEM:
                depth = level - self._part_level
                if not 1 <= depth <= ITEM_DEPTHS:
                    raise ValueError(
                        translate("an item stands one or two levels below its part, not {depth}", depth=depth)
                    )
                return depth, self._label(self._items, depth)
            case _:
                assert_never(kind)

    @staticmethod
    def _label(counters: list[int], depth: int) -> str:
        """Count up at ``depth`` and print all counters: ``1.``, ``1.1``."""
        counters[:] = [*counters, 0][:depth]
        counters[-1] += 1
        return f"{counters[0]}." if depth == 1 else ".".join(map(str, counters))


LabelCaption = Callable[[CaptionKind | HeadingKind, int], str]
"""Writes the label of a caption or an annex by its kind and its number from 1."""


def blocks_of(
    markup: str, faults: list[MarkupError] | None = None, label_caption: LabelCaption = "{} {}".format
) -> tuple[Block, ...]:
    """The blocks of rendered templates; raises :class:`MarkupError`, also where an element is not closed.

    What is wrong with single blocks goes to ``faults``, where that is given, and they are left out.
    """
    try:
        root = etree.fromstring(f"<body>{markup}</body>", etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise MarkupError(error.msg) from error
    if (root.text or "").strip() or any((element.tail or "").strip() for element in root):
        raise MarkupError(translate("text stands outside of every paragraph"))
    found: list[MarkupError] = []
    blocks = tuple(_label_footnotes(_lead_ins(_fit_tables(list(_numbered_blocks(root, found))))))
    if not found:  # else a link may lead to what was left out, and a caption stand beside it
        blocks = tuple(_label_captions(blocks, label_caption, found))
        links = broken_links(tuple(texts_of_blocks(blocks)))
        found += [MarkupError(message, run.source, run.text) for message, run in links]
    if found and faults is None:
        raise found[0]
    if faults is not None:
        faults += found
    return blocks


def _numbered_blocks(root: etree._Element, faults: list[MarkupError]) -> Iterator[Block]:
    """The blocks with their headings numbered; ``faults`` takes what is wrong with others."""
    numbers = HeadingNumbers()
    for element in root:
        try:
            yield _number_block(element, numbers)
        except MarkupError as fault:
            faults.append(fault)


def _label_captions(blocks: Sequence[Block], label: LabelCaption, faults: list[MarkupError]) -> Iterator[Block]:
    """The blocks, annexes and captions labelled by their counts; ``faults`` takes captions with no table below."""
    counts: Counter[CaptionKind | HeadingKind] = Counter()
    for block, following in zip(blocks, (*blocks, None)[1:], strict=True):
        if not isinstance(block, Caption) and not (isinstance(block, Heading) and block.kind is HeadingKind.ANNEX):
            yield block
            continue
        counts[block.kind] += 1
        yield replace(block, label=label(block.kind, counts[block.kind]))
        if block.kind == CaptionKind.TABLE and not isinstance(following, Table):
            text = plain_text(block.content)
            faults.append(
                MarkupError(
                    translate("no table stands below the caption '{text}'", text=text),
                    single_source(block.content),
                    text,
                )
            )


def _fit_tables(blocks: list[Block]) -> list[Block]:
    """The blocks, the tables without widths with those that follow from their texts: one set for all of one head."""
    alike: dict[tuple[str, ...], list[Table]] = {}
    for block in blocks:
        if isinstance(block, Table) and not any(block.columns):
            alike.setdefault(_head_of(block), []).append(block)
    widths = {id(table): columns for tables in alike.values() for columns in [fit_widths(tables)] for table in tables}
    fitted = (
        replace(block, columns=widths[id(block)]) if isinstance(block, Table) and id(block) in widths else block
        for block in blocks
    )
    return [_name_rows(block) if isinstance(block, Table) and not fits_page(block) else block for block in fitted]


def _name_rows(table: Table) -> Table:
    """A table that pages tear, where each row says what a cell that names several of them says: no page lacks it."""
    rows = []
    for row, cells in zip(table.rows, lay_out([row.cells for row in table.rows], _spans), strict=True):
        own = (at.cell for at in cells if at.cell.header or not at.continues)
        rows.append(replace(row, cells=tuple(replace(cell, row_span=1) if cell.header else cell for cell in own)))
    return replace(table, rows=tuple(rows))


def _spans(cell: Cell) -> tuple[int, int]:
    return cell.column_span, cell.row_span


def _head_of(table: Table) -> tuple[str, ...]:
    return tuple(plain_text(cell.content) for row in table.header for cell in row.cells)


def _lead_ins(blocks: list[Block]) -> Iterator[Block]:
    """A paragraph that ends in a colon opens the list, the table or the items after it."""
    for block, following in zip(blocks, [*blocks, None][1:], strict=True):
        if isinstance(block, Paragraph) and following is not None and _can_be_led(following):
            yield replace(block, leads=plain_text(block.content).endswith(":"))
        else:
            yield block


def _label_footnotes(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their footnotes numbered through the document; blocks without any stay the same objects."""
    numbers = count(1)

    def label(content: Inline) -> Inline:
        return tuple(
            replace(run, footnote=replace(run.footnote, label=str(next(numbers)))) if run.footnote else run
            for run in content
        )

    for block in blocks:
        has_some = any(text.kind is TextKind.FOOTNOTE for text in texts_of_blocks([block]))
        yield map_texts(block, label) if has_some else block


def _can_be_led(block: Block) -> bool:
    match block:
        case Heading():
            return block.kind is HeadingKind.ITEM
        case List() | Table():
            return True
        case Caption():
            return block.kind is CaptionKind.TABLE
        case Paragraph() | Note() | Picture():
            return False
        case _:
            assert_never(block)


def _number_block(element: etree._Element, numbers: HeadingNumbers) -> Block:
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


def _heading(element: etree._Element, kind: HeadingKind, numbers: HeadingNumbers) -> Heading:
    level = int(str(element.tag)[1])
    content = _inline(element)
    try:
        depth, label = numbers.next(level, kind)
    except ValueError as error:
        raise MarkupError(
            translate("the heading '{content}': {error}", content=plain_text(content), error=error),
            single_source(content),
            plain_text(content),
        ) from error
    is_counted = kind in (HeadingKind.CHAPTER, HeadingKind.ANNEX)
    own_name = label.rstrip(".") if is_counted else str(numbers.count)
    anchor = element.get("id") or f"{kind}-{own_name}"
    return Heading(level, kind, depth, label, content, anchor)


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

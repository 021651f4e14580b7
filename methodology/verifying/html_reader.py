"""Reads an HTML page by its DOM; nothing of it is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from methodology.messages import translate
from methodology.model.document import NOTE_MARK
from methodology.model.seal import NAME, Seal
from methodology.sealing.lines import CellText, Line, line_of, table_lines
from methodology.verifying.file_lines import FileLines, UnreadableError

MOST_MARKS = 4_000_000
"""The most ``<`` in a page; the present one has 8,000."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEXTS = _HEADINGS | {"p", "dt", "dd", "summary"}
_LISTS = ("ul", "ol")
_GROUPS = ("thead", "tbody", "tfoot")
_NUMBER = re.compile(r"[0-9]{1,5}")
_NOTE_LABELS = {"doc-noteref": NOTE_MARK, "doc-backlink": ""}
"""What stands for the label of a footnote in a text, and before its own."""
_ACTIVE = frozenset({"style", "script", "base", "iframe", "object", "embed", "link", "template"})
"""What says nothing by itself."""


def read_html(content: bytes) -> FileLines:
    """Read the texts of a page. Raises UnreadableError for what is no page, or has too many elements."""
    if content.count(b"<") > MOST_MARKS:
        raise UnreadableError(translate("the page has more than {most} elements", most=MOST_MARKS))
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = lxml.html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as fault:
        raise UnreadableError(translate("the file is no page: {fault}", fault=fault)) from fault
    main, whole = next(root.iter("main"), None), root.find("body")
    body = () if main is None else tuple(_lines(main))
    around = () if whole is None else tuple(_lines(whole, leave=main))
    return FileLines(_seal(root), body, around)


def _seal(root: HtmlElement) -> Seal | None:
    metas = ((meta.get("name", ""), meta.get("content", "")) for meta in root.iter("meta"))
    return Seal.from_properties({name.removeprefix(f"{NAME}:"): text for name, text in metas if name.startswith(NAME)})


def _lines(top: HtmlElement, leave: HtmlElement | None = None) -> Iterator[Line]:
    """The lines below an element in reading order, text that stands in no block of its own included."""
    loose: list[str] = []
    taken: set[HtmlElement] = set()  # what items that hold other items say themselves
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        is_whole = element is leave or _is_block(element)
        if event == "start" and _is_outer_item(element):
            yield from line_of("".join(loose))
            loose = []
            yield from line_of(_own_text(element), label=element.get("data-label", ""))
            taken |= set(_own_parts(element))
        elif element in taken:
            if event == "start":
                walk.skip_subtree()
        elif event == "start" and is_whole:
            walk.skip_subtree()
        elif event == "start":
            loose.append(element.text or "")
        else:
            if is_whole:
                yield from line_of("".join(loose))
                loose = []
                if element is not leave:
                    yield from _block(element)
            if element is not top:
                loose.append(element.tail or "")
    yield from line_of("".join(loose))


def _own_parts(item: HtmlElement) -> Iterator[HtmlElement]:
    """What stands in an item before the lists within it."""
    return takewhile(lambda child: child.tag not in _LISTS, item)


def _own_text(item: HtmlElement) -> str:
    texts = (f"{element_text(child)}{child.tail or ''}" for child in _own_parts(item))
    return f"{item.text or ''}{''.join(texts)}"


def _is_outer_item(element: HtmlElement) -> bool:
    """Whether an item of the document holds lists."""
    return element.get("data-label") is not None and any(child.tag in _LISTS for child in element)


def _is_block(element: HtmlElement) -> bool:
    """Whether the element is taken as a whole; an item that holds other items is not."""
    if element.tag == "li":
        return next(element.iterdescendants("li"), None) is None
    return element.tag in _TEXTS or element.tag in ("table", "img", "figcaption") or element.tag in _ACTIVE


def _block(element: HtmlElement) -> Iterator[Line]:
    if element.tag == "table":
        for group in element:
            if group.tag in _GROUPS:
                yield from table_lines([_cells(row) for row in group])
            elif group.tag == "caption":
                yield _caption(group)
            elif group.tag != "colgroup":
                yield from line_of(element_text(group))
    elif element.tag == "figcaption":
        yield _caption(element)
    elif element.tag == "img":
        yield from line_of(element.get("alt", ""))
    elif element.tag not in _ACTIVE:
        yield from line_of(element_text(element), label=element.get("data-label", ""), heading=element.tag in _HEADINGS)


def _caption(caption: HtmlElement) -> Line:
    label = "".join(element_text(part) for part in caption[:1] if part.get("class") == "label")
    return Line(" ".join(element_text(caption).removeprefix(label).split()), label)


def element_text(element: HtmlElement) -> str:
    """All text below an element, the marks of footnotes in it as such; without the label of one that it is itself."""
    if next(element.iterdescendants("a"), None) is None:
        return "".join(map(str, element.itertext()))
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        if event == "end":
            parts.append((part.tail or "") if part is not element else "")
        elif part.get("role") in _NOTE_LABELS:
            parts.append(_NOTE_LABELS[part.get("role", "")])
            walk.skip_subtree()
        else:
            parts.append(part.text or "")
    return "".join(parts)


def _cells(row: HtmlElement) -> list[CellText]:
    return [CellText(element_text(cell), _number(cell.get("colspan")), _number(cell.get("rowspan"))) for cell in row]


def _number(text: str | None) -> int:
    return int(text) if text and _NUMBER.fullmatch(text) else 1

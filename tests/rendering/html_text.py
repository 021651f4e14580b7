"""What the HTML page says, block by block, read from its DOM alone: nothing here knows how the page was made."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

COVERED = "^"
"""A place in a row that a cell of a row above reaches into."""

TextBlock = tuple[str, ...]


def html_blocks(html: str) -> list[TextBlock]:
    """The blocks of the page's main part in reading order, their text to the letter.

    ``("H", label, text)`` is a numbered chapter heading, ``("P", text)`` a paragraph, a note or a part's heading,
    ``("LI", label, text)`` a list item or an item's numbered heading, ``("TR", cell, ...)`` a row, header rows
    included. A row has one cell a column: ``^`` is covered by a cell above, and empty what a cell to the left covers.
    The mark of a footnote is its number in brackets, ``("NOTE", number, text)`` what it says.
    """
    (main,) = lxml.html.document_fromstring(html).iter("main")
    for mark in main.iter("a"):
        if mark.get("role") == "doc-noteref":
            mark.text = f"[{mark.text}]"
    return list(_blocks(main))


def _blocks(parent: HtmlElement) -> Iterator[TextBlock]:
    for element in parent:
        match element.tag:
            case "h2" | "h3" | "h4" | "h5" | "h6":
                yield _heading(element)
            case "p":
                yield ("P", element.text_content())
            case "ol" if parent.get("role") == "doc-endnotes":
                yield from (("NOTE", item[0].text_content(), str(item[0].tail)[1:] + _rest(item)) for item in element)
            case "ul" | "ol":
                for item in element:
                    yield from _item(item)
            case "table":
                yield from _rows(element)
            case _:
                yield from _blocks(element)


def _rest(item: HtmlElement) -> str:
    return "".join(f"{part.text_content()}{part.tail or ''}" for part in item[1:])


def _item(item: HtmlElement) -> Iterator[TextBlock]:
    """An item, and those of the lists within it."""
    lists = [part for part in item if part.tag in ("ul", "ol")]
    inner = "".join(part.text_content() + (part.tail or "") for part in lists)
    yield ("LI", item.attrib["data-label"], item.text_content().removesuffix(inner))
    yield from (block for part in lists for inner_item in part for block in _item(inner_item))


def _heading(element: HtmlElement) -> TextBlock:
    labels = element.find_class("label")
    if not labels:
        return ("P", element.text_content())
    label = labels[0].text_content()
    text = element.text_content().removeprefix(f"{label} ")
    return ("H" if "chapter" in element.classes else "LI", label, text)


def _rows(table: HtmlElement) -> Iterator[TextBlock]:
    """The rows with their columns restored from the spans; a group's spans end with it (HTML, forming a table)."""
    for group in table.iter("thead", "tbody"):
        reaching: dict[int, int] = {}  # column: how many rows more a cell above covers there
        for row in group:
            cells: list[str] = []
            opened: dict[int, int] = {}
            for cell in row:
                while len(cells) in reaching:
                    cells.append(COVERED)
                height, width = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
                opened |= dict.fromkeys(range(len(cells), len(cells) + width), height - 1)
                cells += [cell.text_content(), *[""] * (width - 1)]
            while len(cells) in reaching:
                cells.append(COVERED)
            reaching = {column: rows - 1 for column, rows in reaching.items()} | opened
            reaching = {column: rows for column, rows in reaching.items() if rows > 0}
            yield ("TR", *cells)

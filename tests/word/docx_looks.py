"""How a Word file sets its text, from the zip and its XML alone: looks of runs, targets of links, frames of tables.

It shares no code with the renderer, so that it can judge it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from lxml import etree

from tests.word.docx_text import W, drop_page_numbers

_PARTS = re.compile(r"word/(document|footnotes\d*|header\d*|footer\d*)\.xml")
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@lru_cache(maxsize=8)
def docx_looks(docx: bytes) -> list[tuple[str, ...]]:
    """The stretches of one look and one target of each paragraph of the body, and the columns of each table.

    A link within the document leads to the text of the paragraph in which its bookmark begins. The contents table,
    which programs make anew, is left out.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
        related = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    drop_page_numbers(document)
    targets = {link.get("Id", ""): link.get("Target", "") for link in related}
    places = {f"#{mark.get(f'{W}name')}": _place(mark) for mark in document.iter(f"{W}bookmarkStart")}
    paragraphs = [
        (*_level(paragraph), *_stretches(paragraph, targets, places))
        for paragraph in document.iter(f"{W}p")
        if not re.match("TOC|Kazalovsebine", _style(paragraph))
    ]
    tables = [
        ("TBL", *(column.get(f"{W}w", "") for column in table.iter(f"{W}gridCol")))
        for table in document.iter(f"{W}tbl")
    ]
    rows = [("ROW", *(etree.QName(part).localname for part in row)) for row in document.iter(f"{W}trPr")]
    return [*filter(None, paragraphs), *tables, *rows]


def docx_names(docx: bytes) -> dict[str, str]:
    """The text that each bookmark of a value or a text spans."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = [etree.fromstring(package.read(name)) for name in package.namelist() if _PARTS.fullmatch(name)]
    texts: dict[str, str] = {}
    for part in parts:
        open_marks: dict[str, str] = {}
        for element in part.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
            key = element.get(f"{W}id", "")
            if element.tag == f"{W}bookmarkStart":
                open_marks[key] = element.get(f"{W}name", "")
                texts[open_marks[key]] = ""
            elif element.tag == f"{W}bookmarkEnd":
                open_marks.pop(key)
            else:
                texts |= {name: texts[name] + str(element.text or "") for name in open_marks.values()}
    return {name: text for name, text in texts.items() if re.fullmatch(r"_[mp]\d+", name)}


def _level(paragraph: etree._Element) -> Iterator[str]:
    """How far in its list an inner item stands."""
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    if level is not None and level.get(f"{W}val") != "0" and _style(paragraph).startswith("List"):
        yield f"level {level.get(f'{W}val')}"


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _place(mark: etree._Element) -> str:
    paragraph = next(mark.iterancestors(f"{W}p"))
    return f"#{''.join(str(text.text or '') for text in paragraph.iter(f'{W}t'))}"


def _stretches(paragraph: etree._Element, targets: dict[str, str], places: dict[str, str]) -> Iterator[str]:
    runs = [run for run in paragraph.iter(f"{W}r") if list(run.iter(f"{W}t"))]
    for (look, target), same in groupby(runs, lambda run: (_look(run), _target(run, targets, places))):
        text = "".join(str(part.text or "") for run in same for part in run.iter(f"{W}t"))
        yield f"{text} [{look}] [{target}]"


def _look(run: etree._Element) -> str:
    properties = run.find(f"{W}rPr")
    parts = () if properties is None else properties
    return " ".join(f"{etree.QName(part).localname}={part.get(f'{W}val')}" for part in parts)


def _target(run: etree._Element, targets: dict[str, str], places: dict[str, str]) -> str:
    link = next(run.iterancestors(f"{W}hyperlink"), None)
    if link is None:
        return ""
    anchor = link.get(f"{W}anchor")
    return targets[link.get(f"{R}id", "")] if anchor is None else places.get(f"#{anchor}", "leads nowhere")

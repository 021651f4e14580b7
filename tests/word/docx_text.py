"""The text of a Word file's body as a reader sees it, from the zip and its XML alone: labels are counted anew here.

It shares no code with the renderer, so that it can judge it.
"""

from __future__ import annotations

import io
import re
import string
import zipfile
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_blocks(docx: bytes) -> list[tuple[str, ...]]:
    """The blocks after the contents table, in reading order, without empty paragraphs.

    ``("H", label, text)`` is a heading of style Heading 1 to 3, ``("LI", label, text)`` a list item or a heading of
    style Heading 5 or 6, ``("P", text)`` any other paragraph, ``("TR", cell, ...)`` a table's row, where ``^`` is a
    cell merged with the one above. The mark of a footnote is its number in brackets, ``("NOTE", number, text)`` what it
    says, behind all others.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        document, styles, numbering = (
            etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "styles", "numbering")
        )
        parts = [name for name in package.namelist() if re.fullmatch(r"word/footnotes\d*\.xml", name)]
        notes = [note for name in parts for note in etree.fromstring(package.read(name))]
    labels = _Labels(styles, numbering)
    body = document[0]
    said = {note.get(f"{W}id"): "\n".join(map(_text, note.iterchildren(f"{W}p"))).strip() for note in notes}
    drop_page_numbers(body)
    numbers: dict[str | None, str] = {}
    for mark in body.iter(f"{W}footnoteReference"):
        numbers[mark.get(f"{W}id")] = str(len(numbers) + 1)
        mark.text = f"[{len(numbers)}]"
    blocks = [block for child in _after_contents(body) for block in _blocks(child, labels)]
    return [*blocks, *(("NOTE", number, said[note]) for note, number in numbers.items())]


def drop_page_numbers(body: etree._Element) -> None:
    """Take out the results of fields that count the pages of places: they are no text of the document."""
    counts = False
    for part in list(body.iter(f"{W}fldChar", f"{W}instrText", f"{W}t")):
        if part.tag == f"{W}instrText":
            counts = counts or "PAGEREF _Page_" in (part.text or "")
        elif part.get(f"{W}fldCharType") == "end":
            counts = False
        elif counts and part.tag == f"{W}t" and (run := part.getparent()) is not None:
            run.remove(part)


def _after_contents(body: etree._Element) -> Iterator[etree._Element]:
    """The body's children behind the paragraph in which the TOC field ends; all where there is no such field."""
    children = list(body)
    depth, inside, start = 0, None, 0
    for index, child in enumerate(children):
        for mark in child.iter(f"{W}fldChar", f"{W}instrText"):
            kind = mark.get(f"{W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            if kind is None and (mark.text or "").split()[:1] == ["TOC"]:
                inside = depth
            if kind == "end" and inside is not None and depth < inside:
                start, inside = index + 1, None
    yield from children[start:]


def _blocks(child: etree._Element, labels: _Labels) -> Iterator[tuple[str, ...]]:
    if child.tag == f"{W}tbl":
        for row in child.iterchildren(f"{W}tr"):
            yield ("TR", *(_cell_text(cell) for cell in row.iterchildren(f"{W}tc")))
    if child.tag != f"{W}p":
        return
    text, name, label = _text(child), labels.style_name(child), labels.next_label(child)
    if re.fullmatch(r"heading [123]", name):
        yield ("H", label, text)
    elif label:
        yield ("LI", label, text)
    elif text:
        yield ("P", text)


def _cell_text(cell: etree._Element) -> str:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is not None and merged.get(f"{W}val", "continue") == "continue":
        return "^"
    return "\n".join(_text(paragraph) for paragraph in cell.iterchildren(f"{W}p"))


def _text(paragraph: etree._Element) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}softHyphen": "\u00ad"}
    runs = (part for run in paragraph.iter(f"{W}r") for part in run if part.get(f"{W}type") != "page")
    known = (f"{W}t", f"{W}footnoteReference", *signs)
    return "".join(signs.get(str(part.tag), part.text or "") for part in runs if part.tag in known)


class _Labels:
    """Word's automatic numbers (ECMA-376 17.9), counted in reading order."""

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._lists = {entry.get(f"{W}abstractNumId"): entry for entry in numbering.iter(f"{W}abstractNum")}
        self._numbers = {entry.get(f"{W}numId"): entry for entry in numbering.iterchildren(f"{W}num")}
        self._counts: dict[str | None, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()

    def style_name(self, paragraph: etree._Element) -> str:
        style = self._styles.get(_value(paragraph, "pPr", "pStyle"))
        return "" if style is None else (_value(style, "name") or "").lower()

    def next_label(self, paragraph: etree._Element) -> str:
        """The label of the next numbered paragraph, or nothing."""
        number, depth = self._number_of(paragraph)
        if number is None or number == "0":
            return ""
        entry = self._numbers[number]
        list_id = _value(entry, "abstractNumId")
        levels = {int(level.get(f"{W}ilvl", "0")): level for level in self._lists[list_id].iterchildren(f"{W}lvl")}
        counts = self._counts[list_id]
        start = int(_value(levels[depth], "start") or 0)
        for override in entry.iterchildren(f"{W}lvlOverride"):
            restart = _value(override, "startOverride")
            at_depth = int(override.get(f"{W}ilvl", "0")) == depth
            if restart is not None and at_depth and (number, depth) not in self._restarted:
                self._restarted.add((number, depth))
                start = int(restart)
                counts.pop(depth, None)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return re.sub(
            r"%(\d)",
            lambda match: _number(counts.get(int(match[1]) - 1, 0), levels[int(match[1]) - 1]),
            _value(levels[depth], "lvlText") or "",
        )

    def _number_of(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The numbering and level of a paragraph: its own, or those of its style and the styles beneath that."""
        holder: etree._Element | None = paragraph
        style = _value(paragraph, "pPr", "pStyle")
        number = depth = None
        while holder is not None:
            number = number or _value(holder, "pPr", "numPr", "numId")
            depth = depth or _value(holder, "pPr", "numPr", "ilvl")
            holder = self._styles.get(style)
            style = None if holder is None else _value(holder, "basedOn")
        return number, int(depth or 0)


def _value(element: etree._Element, *names: str) -> str | None:
    found: etree._Element | None = element
    for name in names:
        found = None if found is None else next(found.iterchildren(f"{W}{name}"), None)
    return None if found is None else found.get(f"{W}val")


def _number(count: int, level: etree._Element) -> str:
    kind = _value(level, "numFmt")
    return {"decimal": str(count), "lowerLetter": string.ascii_lowercase[count - 1], "none": ""}[kind or "decimal"]

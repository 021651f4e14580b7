"""Hand-made edits of how a built Word file looks: stretches of bold, links, levels of headings, kinds of lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tests.pull.edits import Edit, W, changed, edited, properties_of, said

NUMBERING = "word/numbering.xml"
FLAGS = {"bold": "b", "italic": "i", "struck": "strike", "doubly_struck": "dstrike", "hidden": "vanish"}


def untied(text: str) -> str:
    """The text with plain spaces for those that do not break."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def paragraph(root: etree._Element, text: str) -> etree._Element:
    """The first paragraph of the body that says so somewhere, tied or not; entries of the contents table are none."""

    def is_entry(one: etree._Element) -> bool:
        style = one.find(f"{W}pPr/{W}pStyle")
        return style is not None and str(style.get(f"{W}val")).upper().startswith("TOC")

    return next(one for one in root.iter(f"{W}p") if text in untied(said(one)) and not is_entry(one))


def looked(words: str, **looks: bool | str) -> Edit:
    """Words look so: ``bold=True``, ``italic=False``, ``superscript=True``, ``underlined=True``, ``color="FF0000"``."""

    def edit(root: etree._Element) -> None:
        for run in stretch(root, words):
            for name, value in looks.items():
                _set(properties_of(run, "rPr"), name, value)

    return edit


def _set(properties: etree._Element, name: str, value: object) -> None:
    if name in FLAGS:
        if name in ("bold", "italic") and value is False:
            for style in properties.findall(f"{W}rStyle"):
                properties.remove(style)
        etree.SubElement(properties, f"{W}{FLAGS[name]}", {f"{W}val": "1" if value else "0"})
        return
    tag, written = {
        "superscript": ("vertAlign", "superscript"),
        "subscript": ("vertAlign", "subscript"),
        "underlined": ("u", "single"),
        "highlighted": ("highlight", "yellow"),
        "color": ("color", str(value)),
        "size": ("sz", str(value)),
    }[name]
    etree.SubElement(properties, f"{W}{tag}", {f"{W}val": written})


def stretch(root: etree._Element, words: str) -> list[etree._Element]:
    """The runs of the first place where the words stand, cut out of the runs around."""
    whole = paragraph(root, words)
    start = said(whole).index(words)
    end, position = start + len(words), 0
    cut = []
    for run in list(whole.iter(f"{W}r")):
        texts = run.findall(f"{W}t")
        if len(texts) != 1:
            continue
        text = texts[0].text or ""
        first, last = max(start - position, 0), min(end - position, len(text))
        position += len(text)
        if first >= last:
            continue
        cut.append(_cut(run, text, first, last))
    return cut


def _cut(run: etree._Element, text: str, first: int, last: int) -> etree._Element:
    parts = [deepcopy(run), run, deepcopy(run)]
    for part, kept in zip(parts, (text[:first], text[first:last], text[last:]), strict=True):
        held = part.find(f"{W}t")
        assert held is not None
        held.text = kept
        held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if first:
        run.addprevious(parts[0])
    if last < len(text):
        run.addnext(parts[2])
    return run


def linked(words: str, target: str) -> Edit:
    """Words lead to an address, or to a bookmark (``#name``)."""

    def edit(root: etree._Element) -> None:
        runs = stretch(root, words)
        for run in runs:
            if target.startswith("#"):
                around = etree.Element(f"{W}hyperlink", {f"{W}anchor": target[1:]})
            else:
                around = etree.Element(f"{W}fldSimple", {f"{W}instr": f' HYPERLINK "{target}" '})
            run.addprevious(around)
            around.append(run)

    return edit


def unlinked(words: str) -> Edit:
    """The link around words is taken off."""

    def edit(root: etree._Element) -> None:
        run = stretch(root, words)[0]
        link = next(run.iterancestors(f"{W}hyperlink"))
        for inner in list(link):
            link.addprevious(inner)
            for style in list(inner.iter(f"{W}rStyle")):
                inner.find(f"{W}rPr").remove(style)  # type: ignore[union-attr]
        link.getparent().remove(link)  # type: ignore[union-attr]

    return edit


def like(text: str, model: str) -> Edit:
    """A paragraph gets the style and the numbering of another one."""

    def edit(root: etree._Element) -> None:
        given, old = paragraph(root, model).find(f"{W}pPr"), paragraph(root, text).find(f"{W}pPr")
        assert given is not None
        if old is not None:
            paragraph(root, text).remove(old)
        paragraph(root, text).insert(0, deepcopy(given))

    return edit


def numbered(text: str, number: str | None, level: int = 0) -> Edit:
    """A paragraph gets another numbering, or none."""

    def edit(root: etree._Element) -> None:
        properties = paragraph(root, text).find(f"{W}pPr")
        assert properties is not None
        for old in properties.findall(f"{W}numPr"):
            properties.remove(old)
        numbering = etree.SubElement(properties, f"{W}numPr")
        etree.SubElement(numbering, f"{W}ilvl", {f"{W}val": str(level)})
        etree.SubElement(numbering, f"{W}numId", {f"{W}val": number or "0"})

    return edit


def renumbered(*texts: str) -> list[Callable[[str], Edit]]:
    """The paragraphs get a numbering that is not known yet."""

    def one(text: str) -> Callable[[str], Edit]:
        return lambda number: numbered(text, number)

    return [one(text) for text in texts]


def together(*edits: Edit) -> Edit:
    """One edit after the other."""

    def edit(root: etree._Element) -> None:
        for each in edits:
            each(root)

    return edit


def number_of(docx_root: etree._Element, text: str) -> str:
    """The numbering of a paragraph."""
    found = paragraph(docx_root, text).find(f"{W}pPr/{W}numPr/{W}numId")
    assert found is not None
    return str(found.get(f"{W}val"))


def with_number(docx: bytes, text: str, *edits: Callable[[str], Edit], start: int = 1) -> bytes:
    """The file with a new numbering like that of a paragraph, that starts with an item, and edits that use it."""
    numbers: list[str] = []
    edited(docx, lambda root: numbers.append(number_of(root, text)))

    def add(content: bytes) -> bytes:
        root = etree.fromstring(content)
        model = next(num for num in root.iter(f"{W}num") if num.get(f"{W}numId") == numbers[0])
        new = deepcopy(model)
        new.set(f"{W}numId", "9000")
        for override in new.iter(f"{W}startOverride"):
            override.set(f"{W}val", str(start))
        model.getparent().append(new)  # type: ignore[union-attr]
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return edited(changed(docx, NUMBERING, add), *(edit("9000") for edit in edits))


def all_runs(properties: str) -> Edit:
    """Every run of the body gets the same properties: a font, a size, a colour."""

    def edit(root: etree._Element) -> None:
        for run in root.iter(f"{W}r"):
            properties_of(run, "rPr").extend(etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{properties}</x>'))

    return edit


def tracked_look(words: str, author: str, **looks: bool | str) -> Edit:
    """As ``looked``, with tracking on (ECMA-376 17.13.5.31)."""

    def edit(root: etree._Element) -> None:
        before = [deepcopy(run.find(f"{W}rPr")) for run in stretch(root, words)]
        looked(words, **looks)(root)
        for run, old in zip(stretch(root, words), before, strict=True):
            properties = run.find(f"{W}rPr")
            assert properties is not None
            attributes = {f"{W}id": "88", f"{W}author": author, f"{W}date": "2026-11-01T00:00:00Z"}
            change = etree.SubElement(properties, f"{W}rPrChange", attributes)
            change.append(etree.Element(f"{W}rPr") if old is None else old)

    return edit


def tracked_like(text: str, model: str, author: str) -> Edit:
    """As ``like``, with tracking on (ECMA-376 17.13.5.29)."""

    def edit(root: etree._Element) -> None:
        old = deepcopy(paragraph(root, text).find(f"{W}pPr"))
        like(text, model)(root)
        properties = paragraph(root, text).find(f"{W}pPr")
        assert properties is not None
        assert old is not None
        attributes = {f"{W}id": "89", f"{W}author": author, f"{W}date": "2026-11-01T00:00:00Z"}
        etree.SubElement(properties, f"{W}pPrChange", attributes).append(old)

    return edit


def plain_name(anchor: str) -> str:
    """The bookmark of an anchor."""
    return re.sub(r"[^A-Za-z0-9_]", "_", anchor)

"""A file as Google Docs exports it: names and parts of ours are lost, styles become direct looks, the text stays."""

from __future__ import annotations

import random
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from tests.pull.edits import properties_of
from tests.savers.parts import LINKS, MAIN, MC, Parts, W, keep_spaces, parent_of, unwrap
from tests.savers.properties import PARAGRAPH_ORDER, RUN_ORDER, insert
from tests.savers.word_lists import renumber_lists
from tests.savers.word_runs import merge_runs

STYLES = "word/styles.xml"
KEPT = {"Normal", "Title", "Subtitle", *(f"heading {level}" for level in range(1, 7))}
"""The names of the paragraph styles that it knows."""
NOTED = ("proofErr", "lastRenderedPageBreak", "cnfStyle", "noProof", "webHidden", "lang")
NOTHING = "00000000"
TOGGLES = ("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "vanish", "keepNext", "keepLines", "widowControl")


def save_as_google(content: bytes, seed: int) -> bytes:
    """The file as Google Docs would export it after it was edited there."""
    chance = random.Random(seed)
    parts = Parts(content)
    styles = _Styles(parts.tree(STYLES))
    for name in parts.pages():
        page = parts.tree(name)
        _drop_names(page, chance)
        for paragraph in page.iter(f"{W}p"):
            _flatten(paragraph, styles)
        merge_runs(page)
        for number, paragraph in enumerate(page.iter(f"{W}p"), start=1):
            _stamp(paragraph, number)
        for text in page.iter(f"{W}t", f"{W}delText"):
            keep_spaces(text)
    _wrap_contents(parts.tree(MAIN))
    styles.keep()
    renumber_lists(parts, chance)
    _drop_parts(parts)
    return parts.write()


class _Styles:
    """The styles of a file, and what each comes to."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}

    def name(self, style: str) -> str:
        found = self.by_id.get(style)
        named = None if found is None else found.find(f"{W}name")
        return "" if named is None else named.get(f"{W}val", "")

    def effective(self, style: str, kind: str) -> dict[str, etree._Element]:
        """The properties of a style with those of its bases, by name; ``kind`` is ``pPr`` or ``rPr``."""
        found = self.by_id.get(style)
        if found is None:
            return {}
        base = found.find(f"{W}basedOn")
        properties = {} if base is None else self.effective(base.get(f"{W}val", ""), kind)
        own = found.find(f"{W}{kind}")
        for one in () if own is None else own:
            properties[etree.QName(one).localname] = one
        return properties

    def keep(self) -> None:
        """Only the styles that Google Docs knows stay."""
        for style in list(self.root.iter(f"{W}style")):
            kind, name = style.get(f"{W}type"), self.name(style.get(f"{W}styleId", ""))
            if (kind == "paragraph" and name not in KEPT) or kind in ("character", "numbering"):
                self.root.remove(style)
            for gone in style.findall(f"{W}next"):
                style.remove(gone)
        for latent in self.root.findall(f"{W}latentStyles"):
            self.root.remove(latent)


def _drop_names(page: etree._Element, chance: random.Random) -> None:
    """Controls go, what they hold stays; what Word noted for itself goes."""
    for control in list(page.iter(f"{W}sdt")):
        held = control.find(f"{W}sdtContent")
        parent = parent_of(control)
        place = parent.index(control)
        parent[place : place + 1] = [] if held is None else list(held)
    for tag in list(page.iter(f"{W}smartTag")):
        unwrap(tag)
    for mark in list(page.iter(*(f"{W}{name}" for name in NOTED))):
        parent_of(mark).remove(mark)
    for element in page.iter():
        for name in map(str, list(element.attrib)):
            if "rsid" in name or name.endswith(("}paraId", "}textId")):
                del element.attrib[name]
    _rename_bookmarks(page, chance)


def _rename_bookmarks(page: etree._Element, chance: random.Random) -> None:
    """Those of headings have names of Google's, and few of the others too; all others go."""
    renamed: dict[str, str] = {}
    names: dict[str, str] = {}
    for mark in page.iter(f"{W}bookmarkStart"):
        name, number = mark.get(f"{W}name", ""), mark.get(f"{W}id", "")
        if name.startswith("_Toc"):
            renamed[number] = names[name] = f"_heading=h.{chance.randrange(36**7):07x}"
        elif chance.random() < 0.1 and name != "_GoBack":
            renamed[number] = f"kix.{chance.randrange(36**7):07x}"
    for link in page.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor", "")
        if anchor in names:
            link.set(f"{W}anchor", names[anchor])
    for mark in list(page.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        number = mark.get(f"{W}id", "")
        if number not in renamed:
            parent_of(mark).remove(mark)
        elif mark.tag == f"{W}bookmarkStart":
            mark.set(f"{W}name", renamed[number])


def _wrap_contents(page: etree._Element) -> None:
    """The contents stand in a control of their own kind."""
    lines = [
        paragraph
        for paragraph in page.iter(f"{W}p")
        if any(link.get(f"{W}anchor", "").startswith("_heading") for link in paragraph.iter(f"{W}hyperlink"))
    ]
    if not lines:
        return
    control = etree.Element(f"{W}sdt")
    properties = etree.SubElement(control, f"{W}sdtPr")
    etree.SubElement(properties, f"{W}id", {f"{W}val": "-1230987645"})
    kind = etree.SubElement(properties, f"{W}docPartObj")
    etree.SubElement(kind, f"{W}docPartGallery", {f"{W}val": "Table of Contents"})
    etree.SubElement(kind, f"{W}docPartUnique", {f"{W}val": "1"})
    lines[0].addprevious(control)
    etree.SubElement(control, f"{W}sdtContent").extend(lines)


def _flatten(paragraph: etree._Element, styles: _Styles) -> None:
    """The look of its style stands at the paragraph and at each of its runs."""
    properties = properties_of(paragraph, "pPr")
    named = properties.find(f"{W}pStyle")
    style = "" if named is None else named.get(f"{W}val", "")
    kept = styles.name(style) in KEPT
    look = styles.effective(style, "rPr")
    for run in paragraph.iter(f"{W}r"):
        _flatten_run(run, look, styles)
    if named is not None and not kept:
        properties.remove(named)
    _complete(properties, styles.effective(style, "pPr"), PARAGRAPH_ORDER)
    for name in ("outlineLvl",) if not kept else ():
        for gone in properties.findall(f"{W}{name}"):
            properties.remove(gone)


def _flatten_run(run: etree._Element, look: dict[str, etree._Element], styles: _Styles) -> None:
    properties = properties_of(run, "rPr")
    named = properties.find(f"{W}rStyle")
    if named is not None:
        look = look | styles.effective(named.get(f"{W}val", ""), "rPr")
        properties.remove(named)
    _complete(properties, look, RUN_ORDER)
    if properties.find(f"{W}rtl") is None:
        insert(properties, etree.Element(f"{W}rtl", {f"{W}val": "0"}), RUN_ORDER)


def _complete(properties: etree._Element, others: dict[str, etree._Element], order: Sequence[str]) -> None:
    for name, one in others.items():
        if properties.find(f"{W}{name}") is None and name in order:
            insert(properties, deepcopy(one), order)
    for one in properties:
        if etree.QName(one).localname in TOGGLES and one.get(f"{W}val") is None:
            one.set(f"{W}val", "1")


def _stamp(paragraph: etree._Element, number: int) -> None:
    for name in ("rsidR", "rsidDel", "rsidP", "rsidRDefault", "rsidRPr"):
        paragraph.set(f"{W}{name}", NOTHING)
    paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"{number:08X}")
    for run in paragraph.iter(f"{W}r"):
        for name in ("rsidR", "rsidDel", "rsidRPr"):
            run.set(f"{W}{name}", NOTHING)


def _drop_parts(parts: Parts) -> None:
    """What it does not know goes: custom parts and properties, web settings, the glossary."""
    prefixes = ("customXml/", "docProps/custom", "docProps/app", "word/webSettings", "word/glossary")
    for name in [name for name in parts if name.startswith(prefixes)]:
        parts.remove(name)
    package = "_rels/.rels"
    for link in list(parts.tree(package)):
        if link.get("Target", "").lstrip("/") not in parts:
            parts.tree(package).remove(link)
    for name in (MAIN, LINKS):
        assert name in parts
    for name in parts.pages():
        parts.tree(name).attrib.pop(f"{MC}Ignorable", "")

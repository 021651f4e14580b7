"""A file as Microsoft Word saves it, after files of Word in public corpora; the text stays as it is."""

from __future__ import annotations

import random

from lxml import etree

from tests.pull.edits import properties_of
from tests.savers.parts import LINKS, MAIN, MC, OFFICE, W14, Parts, R, W, parent_of
from tests.savers.properties import PARAGRAPH_ORDER, insert
from tests.savers.word_lists import renumber_lists
from tests.savers.word_parts import add_parts, save_settings, sort_kinds
from tests.savers.word_runs import Habits, merge_runs, split_runs
from tests.savers.word_styles import GERMAN, SLOVENIAN, complete_styles, localize_styles

NAMES = {
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16cid": "http://schemas.microsoft.com/office/word/2016/wordml/cid",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
IGNORABLE = "w14 w15 w16se w16cid wp14"
CNF = ("firstRow", "lastRow", "firstColumn", "lastColumn", "oddVBand", "evenVBand", "oddHBand", "evenHBand")
CORNERS = ("firstRowFirstColumn", "firstRowLastColumn", "lastRowFirstColumn", "lastRowLastColumn")
HEAD_ROW = "100000000000"


def save_as_word(content: bytes, seed: int) -> bytes:
    """The file as Word would save it; the seed decides its language, its habits and every id."""
    chance = random.Random(seed)
    parts = Parts(content)
    rsids = [f"00{chance.randrange(16**6):06X}" for _ in range(chance.randrange(3, 9))]
    tracked = any(next(parts.tree(MAIN).iter(f"{W}{kind}"), None) is not None for kind in ("ins", "del", "moveTo"))
    for name in parts.pages():
        _declare(parts, name)
    language = (SLOVENIAN, SLOVENIAN, {}, GERMAN)[seed % 4]
    localize_styles(parts, language)
    complete_styles(parts, chance)
    renumber_lists(parts, chance)
    habits = Habits(smart_tags=0.02 if chance.random() < 0.4 else 0.0)
    for name in parts.pages():
        _save_page(parts.tree(name), chance, habits, rsids)
    add_caret(parts.tree(MAIN), chance)
    for name in parts.pages():
        _renumber_bookmarks(parts.tree(name))
    if chance.random() < 0.2:
        links_as_fields(parts)
    add_parts(parts, chance, notes=chance.random() < 0.6)
    save_settings(parts, chance, rsids, tracking=tracked)
    _rename_parts(parts, chance)
    _renumber_links(parts, chance)
    sort_kinds(parts)
    return parts.write()


def _declare(parts: Parts, name: str) -> None:
    """The root declares what Word's does, and says what may be ignored of it."""
    old = parts.tree(name)
    known = {prefix: uri for prefix, uri in old.nsmap.items() if prefix}
    uris = set(known.values())
    root = etree.Element(old.tag, nsmap=known | {key: uri for key, uri in NAMES.items() if uri not in uris})
    root.attrib.update(old.attrib)
    root.extend(list(old))
    root.set(f"{MC}Ignorable", IGNORABLE)
    parts.put(name, root)


def _save_page(root: etree._Element, chance: random.Random, habits: Habits, rsids: list[str]) -> None:
    merge_runs(root)
    split_runs(root, chance, habits, rsids)
    for paragraph in root.iter(f"{W}p"):
        paragraph.set(f"{W14}paraId", f"{chance.randrange(1, 2**31):08X}")
        paragraph.set(f"{W14}textId", chance.choice(("77777777", f"{chance.randrange(1, 2**31):08X}")))
        paragraph.set(f"{W}rsidR", chance.choice(rsids))
        if chance.random() < 0.3:
            paragraph.set(f"{W}rsidRPr", chance.choice(rsids))
        paragraph.set(f"{W}rsidRDefault", chance.choice(rsids))
        paragraph.set(f"{W}rsidP", chance.choice(rsids))
    for run in root.iter(f"{W}r"):
        if chance.random() < 0.2:
            run.set(f"{W}rsidRPr", chance.choice(rsids))
    for section in root.iter(f"{W}sectPr"):
        section.set(f"{W}rsidR", chance.choice(rsids))
    for control in root.iter(f"{W}sdt"):
        _save_control(control, chance)
    for table in root.iter(f"{W}tbl"):
        _save_table(table, chance, rsids)
    _save_contents(root)
    _move_bookmarks(root, chance)


def _save_control(control: etree._Element, chance: random.Random) -> None:
    """Its properties in Word's order, and an id of its own."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return
    number = properties.find(f"{W}id")
    if number is None:
        number = etree.SubElement(properties, f"{W}id")
    if chance.random() < 0.7:
        number.set(f"{W}val", str(chance.randrange(-(2**31), 2**31)))
    if control.find(f"{W}sdtEndPr") is None and chance.random() < 0.5:
        properties.addnext(etree.Element(f"{W}sdtEndPr"))


def _save_table(table: etree._Element, chance: random.Random, rsids: list[str]) -> None:
    """Revision ids, the conditional formats of the head row, and a grid that was computed anew."""
    head = chance.random() < 0.7
    for number, row in enumerate(table.iter(f"{W}tr")):
        row.set(f"{W}rsidR", chance.choice(rsids))
        row.set(f"{W}rsidTr", chance.choice(rsids))
        row.set(f"{W14}paraId", f"{chance.randrange(1, 2**31):08X}")
        row.set(f"{W14}textId", "77777777")
        if head and number == 0:
            properties_of(row, "trPr").insert(0, _conditional())
            for properties in row.iter(f"{W}pPr"):
                insert(properties, _conditional(), PARAGRAPH_ORDER)
    for column in table.iter(f"{W}gridCol"):
        if chance.random() < 0.3:
            column.set(f"{W}w", str(int(column.get(f"{W}w", "0")) + chance.choice((-1, 1))))


def _conditional() -> etree._Element:
    made = etree.Element(f"{W}cnfStyle", {f"{W}val": HEAD_ROW})
    for name, bit in zip((*CNF, *CORNERS), HEAD_ROW, strict=True):
        made.set(f"{W}{name}", bit)
    return made


def _save_contents(root: etree._Element) -> None:
    """The lines of the contents are not proofread, and their page numbers hidden on the web."""
    for link in root.iter(f"{W}hyperlink"):
        if not link.get(f"{W}anchor", "").startswith("_Toc"):
            continue
        within_number = False
        for run in link.iter(f"{W}r"):
            properties = properties_of(run, "rPr")
            properties.append(etree.Element(f"{W}noProof"))
            within_number = within_number or run.find(f"{W}tab") is not None
            if within_number:
                properties.append(etree.Element(f"{W}webHidden"))


def _move_bookmarks(root: etree._Element, chance: random.Random) -> None:
    """One that reaches over a whole paragraph may end behind its mark, between the paragraphs."""
    for end in list(root.iter(f"{W}bookmarkEnd")):
        paragraph = parent_of(end)
        following = paragraph.getnext()
        if paragraph.tag != f"{W}p" or end.getnext() is not None or chance.random() > 0.1:
            continue
        if following is not None and following.tag == f"{W}p":
            paragraph.addnext(end)


def add_caret(root: etree._Element, chance: random.Random) -> None:
    """Where the author stood when the file was saved."""
    paragraphs = [one for one in root.iter(f"{W}p") if one.find(f"{W}r") is not None]
    run = chance.choice(paragraphs).find(f"{W}r")
    assert run is not None
    run.addprevious(etree.Element(f"{W}bookmarkStart", {f"{W}id": "99999", f"{W}name": "_GoBack"}))
    run.addprevious(etree.Element(f"{W}bookmarkEnd", {f"{W}id": "99999"}))


def _renumber_bookmarks(root: etree._Element) -> None:
    """From 0, in the order in which they begin."""
    numbers: dict[str, str] = {}
    for mark in root.iter(f"{W}bookmarkStart"):
        numbers[mark.get(f"{W}id", "")] = str(len(numbers))
    for mark in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        mark.set(f"{W}id", numbers.get(mark.get(f"{W}id", ""), "0"))


def links_as_fields(parts: Parts) -> None:
    """Links to elsewhere become HYPERLINK fields, as those that came by mail are."""
    targets = {link.get("Id", ""): link.get("Target", "") for link in parts.tree(LINKS)}
    for link in list(parts.tree(MAIN).iter(f"{W}hyperlink")):
        target = targets.get(link.get(f"{R}id", ""))
        if target is None:
            continue
        anchor = f' \\l "{link.get(f"{W}anchor")}"' if link.get(f"{W}anchor") else ""
        first, last = field_start(f' HYPERLINK "{target}"{anchor} '), _field_mark("end")
        place = parent_of(link).index(link)
        parent_of(link)[place : place + 1] = [*first, *link, last]


def field_start(instruction: str) -> list[etree._Element]:
    """What a field begins with, before its result."""
    held = etree.Element(f"{W}r")
    text = etree.SubElement(held, f"{W}instrText")
    text.text = instruction
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [_field_mark("begin"), held, _field_mark("separate")]


def _field_mark(kind: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
    return run


def _rename_parts(parts: Parts, chance: random.Random) -> None:
    """Headers and footers are counted anew."""
    for kind in ("header", "footer"):
        names = [name for name in parts if name.startswith(f"word/{kind}") and name.endswith(".xml")]
        if len(names) == 1 and chance.random() < 0.5:
            parts.rename(names[0], f"word/{kind}{chance.randrange(2, 5)}.xml")


def _renumber_links(parts: Parts, chance: random.Random) -> None:
    """The main part's links are in another order, with other ids."""
    links = list(parts.tree(LINKS))
    order = list(range(1, len(links) + 1))
    chance.shuffle(order)
    ids = {link.get("Id", ""): f"rId{number}" for link, number in zip(links, order, strict=True)}
    for link in links:
        link.set("Id", ids[link.get("Id", "")])
    for element in parts.tree(MAIN).iter():
        for name in (f"{R}id", f"{R}embed", f"{R}link"):
            value = element.get(name)
            if value is not None:
                element.set(name, ids.get(value, value))
    customs = [link for link in links if link.get("Type") == f"{OFFICE}/customXml"]
    parts.tree(LINKS)[:] = [*customs, *(link for link in links if link not in customs)]

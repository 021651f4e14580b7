"""The lists as Word writes them anew: other numbers, other ids, all nine levels; they print the same labels."""

from __future__ import annotations

import random

from lxml import etree

from tests.savers.parts import MC, W15, Parts, W

NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
LEVELS = 9


def renumber_lists(parts: Parts, chance: random.Random) -> None:
    """Abstract lists are counted from 0 and lists anew; each has ids of its own."""
    if NUMBERING not in parts:
        return
    root = parts.tree(NUMBERING)
    abstracts, lists = list(root.iter(f"{W}abstractNum")), list(root.iter(f"{W}num"))
    chance.shuffle(abstracts)
    kept = {abstract.get(f"{W}abstractNumId", ""): str(number) for number, abstract in enumerate(abstracts)}
    order = list(range(1, len(lists) + 1))
    if chance.random() < 0.5:
        chance.shuffle(order)
    numbers = {one.get(f"{W}numId", ""): str(number) for one, number in zip(lists, order, strict=True)}
    for abstract in abstracts:
        _renew_abstract(abstract, kept[abstract.get(f"{W}abstractNumId", "")], chance)
    for one in lists:
        one.set(f"{W}numId", numbers[one.get(f"{W}numId", "")])
        held = one.find(f"{W}abstractNumId")
        assert held is not None
        held.set(f"{W}val", kept[held.get(f"{W}val", "")])
    root[:] = [*abstracts, *sorted(lists, key=lambda one: int(one.get(f"{W}numId", "0")))]
    for name in (*parts.pages(), STYLES):
        for use in parts.tree(name).iter(f"{W}numId"):
            value = use.get(f"{W}val", "")
            use.set(f"{W}val", numbers.get(value, value))
    ignorable = set(root.get(f"{MC}Ignorable", "").split()) & set(root.nsmap)
    root.set(f"{MC}Ignorable", " ".join(sorted(ignorable | ({"w15"} & set(root.nsmap)))))


def _renew_abstract(abstract: etree._Element, number: str, chance: random.Random) -> None:
    abstract.set(f"{W}abstractNumId", number)
    abstract.set(f"{W15}restartNumberingAfterBreak", "0")
    for name in ("nsid", "tmpl"):
        held = abstract.find(f"{W}{name}")
        if held is not None:
            held.set(f"{W}val", f"{chance.randrange(16**8):08X}")
    levels = list(abstract.iter(f"{W}lvl"))
    hybrid = abstract.find(f"{W}multiLevelType[@{W}val='hybridMultilevel']") is not None
    for level in levels:
        if hybrid:
            level.set(f"{W}tplc", f"{chance.randrange(16**8):08X}")
    for depth in range(len(levels), LEVELS):
        level = etree.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(depth)})
        if hybrid:
            level.set(f"{W}tentative", "1")
        etree.SubElement(level, f"{W}start", {f"{W}val": "1"})
        etree.SubElement(level, f"{W}numFmt", {f"{W}val": ("decimal", "lowerLetter", "lowerRoman")[depth % 3]})
        etree.SubElement(level, f"{W}lvlText", {f"{W}val": f"%{depth + 1}."})
        etree.SubElement(level, f"{W}lvlJc", {f"{W}val": "left"})
        indent = etree.SubElement(etree.SubElement(level, f"{W}pPr"), f"{W}ind")
        indent.set(f"{W}left", str(720 * (depth + 1)))
        indent.set(f"{W}hanging", "360")

"""The properties of runs and paragraphs in the order of the schema (ECMA-376 17.3.1.26 and 17.3.2.28)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from tests.savers.parts import W

RUN_ORDER = tuple(
    re.findall(
        r"\w+",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath rPrChange",
    )
)
PARAGRAPH_ORDER = tuple(
    re.findall(
        r"\w+",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    )
)


def put(properties: etree._Element, name: str, value: str | None, order: Sequence[str]) -> None:
    """A property with a value, instead of what it was, in its place."""
    for gone in properties.findall(f"{W}{name}"):
        properties.remove(gone)
    made = etree.Element(f"{W}{name}")
    if value is not None:
        made.set(f"{W}val", value)
    insert(properties, made, order)


def insert(properties: etree._Element, made: etree._Element, order: Sequence[str]) -> None:
    """A property before what the schema has behind it."""
    rank = order.index(etree.QName(made).localname)
    for one in properties:
        name = etree.QName(one).localname
        if name in order and order.index(name) > rank:
            one.addprevious(made)
            return
    properties.append(made)

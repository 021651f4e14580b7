"""A Word template dressed: its styles get the values of the look, which stand in ``look.yaml`` and not in them.

What a template says of itself stays: a report's own sizes, the margins of a section. In the template of the document
that is a fault (:func:`own_values`), as the PDF and the page would go on without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from lxml import etree

from methodology.look import DocumentLook, HeadingLook
from methodology.word.styles import (
    BODY,
    CAPTION,
    CONTENTS,
    FOOTNOTE_TEXT,
    HEADINGS,
    LINK,
    LISTS,
    NOTE,
    TABLE,
    TABLE_HEAD,
    TABLE_TEXT,
)
from methodology.word.wordml import attribute, child, find_all, parse_markup, qname

TITLE, SUBTITLE, CONTENTS_HEADING = "Title", "Subtitle", "TOC Heading"
COVER_DETAILS, COVER_FOOT = "Naslovnica – obdobje", "Naslovnica – podatki"
HEAD, FOOT = "header", "footer"
_PAGE_WIDTH = 21
"""Of A4, in centimetres."""
_LINE = 240
"""Word's single line."""
_TWIPS_OF_CENTIMETRE = 1440 / 2.54
_AFTER_SPACING = ("w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:textAlignment", "w:outlineLvl")
_AFTER_INDENT = _AFTER_SPACING[1:]
_AFTER_SIZE = (
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:lang",
)
_AFTER_COLOUR = ("w:spacing", "w:w", "w:kern", "w:position", "w:sz", "w:szCs", *_AFTER_SIZE)
_SIDES = ("top", "left", "bottom", "right")

Values = Mapping[str, str]


class StyleLook(NamedTuple):
    """What a style gets: the size, the spaces in points, the line as a multiple, the colour; None is left alone."""

    size: float | None = None
    above: float | None = None
    below: float | None = None
    line: float | None = None
    colour: str | None = None


def dress(
    styles: etree._Element, numbering: etree._Element, pages: Iterable[etree._Element], look: DocumentLook
) -> None:
    """Give the template's parts every value of the look that they have none of their own for."""
    for place, values in _places(styles, numbering, look):
        for name, value in values.items():
            if place.get(qname(name)) is None:
                place.set(qname(name), value)
    named = _by_name(styles)
    for style in (named[name.casefold()] for name in CONTENTS if name.casefold() in named):
        for tab in find_all(style, "w:pPr/w:tabs/w:tab[@w:val='right']"):  # a tab cannot be without its place
            tab.set(qname("w:pos"), _twips_of(_PAGE_WIDTH - 2 * look.page.margin))
    for root in (styles, *pages):
        for border in find_all(root, "//w:pBdr/*[not(@w:color)]"):
            border.set(qname("w:color"), _colour(look.colours.line))
        for section in find_all(root, "//w:sectPr[not(w:pgMar)]"):
            _set_margins(section, look)


def own_values(styles: etree._Element, look: DocumentLook) -> Iterator[str]:
    """Name each style of a template that has a value of its own for what the look gives."""
    named = _by_name(styles)
    for name, style in named.items():
        wanted = _style_looks(look).get(name)
        spacing, run = child(style, "w:pPr", "w:spacing"), child(style, "w:rPr")
        says = (
            (child(run, "w:sz") is not None, wanted and wanted.size),
            (child(run, "w:color") is not None, wanted and wanted.colour),
            (attribute(spacing, "w:before"), wanted and wanted.above),
            (attribute(spacing, "w:after"), wanted and wanted.below),
            (attribute(spacing, "w:line"), wanted and wanted.line),
        )
        if any(own and given is not None for own, given in says):
            yield attribute(child(style, "w:name")) or name


def _by_name(styles: etree._Element) -> dict[str, etree._Element]:
    return {(attribute(child(style, "w:name")) or "").casefold(): style for style in find_all(styles, "w:style")}


def _style_looks(look: DocumentLook) -> Mapping[str, StyleLook]:
    """What each style gets, by its name in small letters."""
    heading, quiet, line = look.colours.heading, look.colours.quiet, look.text.line
    depths = (look.headings.chapter, look.headings.section, look.headings.subsection)
    levels = (*depths, look.headings.part, look.headings.item, look.headings.subitem)
    named = {
        **{
            name: StyleLook(level.size, level.above, level.below, line, heading)
            for name, level in zip(HEADINGS, levels, strict=True)
        },
        TITLE: StyleLook(look.cover.title, colour=heading),
        SUBTITLE: StyleLook(look.cover.programme, line=line, colour=heading),
        COVER_DETAILS: StyleLook(look.cover.details, line=line),
        COVER_FOOT: StyleLook(line=line, colour=quiet),
        BODY: StyleLook(None, look.text.below, look.text.below, line),
        **dict.fromkeys(LISTS.values(), StyleLook(below=look.lists.between)),
        NOTE: StyleLook(look.notes.size, look.notes.above, look.notes.below, line),
        CAPTION: StyleLook(look.captions.size, look.captions.above, look.captions.below),
        TABLE_HEAD: StyleLook(look.tables.head),
        TABLE_TEXT: StyleLook(look.tables.size),
        FOOTNOTE_TEXT: StyleLook(look.footnotes.size),
        CONTENTS_HEADING: StyleLook(look.headings.chapter.size, line=line, colour=heading),
        **dict.fromkeys(CONTENTS, StyleLook(look.contents.size, 0, look.contents.below, line)),
        CONTENTS[0]: StyleLook(look.contents.size, look.contents.above, look.contents.below, line),
        **dict.fromkeys((HEAD, FOOT), StyleLook(look.running.size, colour=quiet)),
        LINK: StyleLook(colour=look.colours.link),
    }
    return {name.casefold(): wanted for name, wanted in named.items()}


def _places(
    styles: etree._Element, numbering: etree._Element, look: DocumentLook
) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    """The elements that hold values, which are made where there are none, with what they get."""
    for defaults in find_all(styles, "w:docDefaults/w:rPrDefault/w:rPr"):
        fonts = dict.fromkeys((f"w:{script}" for script in ("ascii", "hAnsi", "eastAsia", "cs")), look.fonts.family)
        yield _within(defaults, "w:rFonts", ("w:b", "w:color", *_AFTER_COLOUR)), fonts
        yield from _sizes(defaults, look.text.size)
    named = _by_name(styles)
    for name, wanted in _style_looks(look).items():
        if name in named:
            yield from _style_places(named[name], wanted)
    if TABLE.casefold() in named:
        yield from _table_places(named[TABLE.casefold()], look)
    yield from _entry_places(named, look)
    yield from _hanging_places(numbering, named, look)


def _style_places(style: etree._Element, wanted: StyleLook) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    spacing = {
        "w:before": None if wanted.above is None else _twips(wanted.above),
        "w:after": None if wanted.below is None else _twips(wanted.below),
        "w:line": None if wanted.line is None else str(round(wanted.line * _LINE)),
        "w:lineRule": None if wanted.line is None else "auto",
    }
    given = {name: value for name, value in spacing.items() if value is not None}
    if given:
        paragraph = _within(style, "w:pPr", ("w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr"))
        yield _within(paragraph, "w:spacing", _AFTER_SPACING), given
    if wanted.size is None and wanted.colour is None:
        return
    run = _within(style, "w:rPr", ("w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr"))
    if wanted.colour is not None:
        yield _within(run, "w:color", _AFTER_COLOUR), {"w:val": _colour(wanted.colour)}
    if wanted.size is not None:
        yield from _sizes(run, wanted.size)


def _sizes(run: etree._Element, size: float) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    for name, behind in (("w:sz", ("w:szCs", *_AFTER_SIZE)), ("w:szCs", _AFTER_SIZE)):
        yield _within(run, name, behind), {"w:val": str(round(size * 2))}


def _table_places(style: etree._Element, look: DocumentLook) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    heavy, light = ((str(round(width * 8))) for width in (look.tables.heavy, look.tables.light))
    for side, width, colour in (
        ("top", heavy, look.colours.heading),
        ("bottom", heavy, look.colours.heading),
        ("insideH", light, look.colours.line),
    ):
        for rule in find_all(style, f"w:tblPr/w:tblBorders/w:{side}"):
            yield rule, {"w:sz": width, "w:color": _colour(colour)}
    rooms = (look.tables.room, look.tables.side) * 2
    for side, room in zip(_SIDES, rooms, strict=True):
        for cell in find_all(style, f"w:tblPr/w:tblCellMar/w:{side}"):
            yield cell, {"w:w": _twips_of(room)}
    for fill in find_all(style, "w:tblStylePr[@w:type='firstRow']/w:tcPr/w:shd"):
        yield fill, {"w:fill": _colour(look.colours.head)}


def _entry_places(
    named: Mapping[str, etree._Element], look: DocumentLook
) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    """The indents of the contents' entries."""
    for name, level in zip(CONTENTS, look.contents.levels, strict=True):
        if (style := named.get(name.casefold())) is None:
            continue
        sides = {"w:left": level.indent + level.label, "w:hanging": level.label}
        yield (
            _within(_within(style, "w:pPr", ("w:rPr",)), "w:ind", _AFTER_INDENT),
            {side: _twips_of(width) for side, width in sides.items()},
        )


def _hanging_places(
    numbering: etree._Element, named: Mapping[str, etree._Element], look: DocumentLook
) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    """The levels of the numberings, each with the width in which its labels hang."""
    headings = look.headings
    levels: tuple[HeadingLook, ...] = (headings.chapter, headings.section, headings.subsection)
    hangs = {
        **{name: level.hang for name, level in zip(HEADINGS, (*levels, headings.part), strict=False)},
        **dict(zip(HEADINGS[4:], (headings.item.hang, headings.subitem.hang), strict=True)),
        **{style: getattr(look.lists, of.name.lower()) for of, style in LISTS.items()},
    }
    for name, hang in hangs.items():
        style = named.get(name.casefold())
        identifier = None if style is None else attribute(style, "w:styleId")
        for level in find_all(numbering, "w:abstractNum/w:lvl"):
            if identifier is None or attribute(child(level, "w:pStyle")) != identifier:
                continue
            yield _indent(level), {"w:left": _twips_of(hang), "w:hanging": _twips_of(hang)}
            inner = level.itersiblings() if name in LISTS.values() else ()
            for depth, below in enumerate(inner, start=1):
                left = int(_twips_of(hang)) + depth * int(_twips_of(look.lists.dash))
                yield _indent(below), {"w:left": str(left), "w:hanging": _twips_of(look.lists.dash)}


def _indent(level: etree._Element) -> etree._Element:
    return _within(_within(level, "w:pPr", ("w:rPr",)), "w:ind", _AFTER_INDENT)


def _set_margins(section: etree._Element, look: DocumentLook) -> None:
    margin, head = _twips_of(look.page.margin), _twips_of(look.page.head)
    sides = dict(product((f"w:{side}" for side in _SIDES), (margin,)))
    place = _within(section, "w:pgMar", ("w:paperSrc", "w:pgBorders", "w:lnNumType", "w:pgNumType", "w:cols"))
    for name, value in (sides | {"w:header": head, "w:footer": head, "w:gutter": "0"}).items():
        place.set(qname(name), value)


def _within(parent: etree._Element, name: str, following: Iterable[str]) -> etree._Element:
    """An element of a parent; where it has none, a new one before those that may only follow it."""
    if (found := child(parent, name)) is not None:
        return found
    behind = {qname(other) for other in following}
    at = next((number for number, other in enumerate(parent) if other.tag in behind), len(parent))
    (made,) = parse_markup(f"<{name}/>")
    parent.insert(at, made)
    return made


def _twips(points: float) -> str:
    return str(round(points * 20))


def _twips_of(centimetres: float) -> str:
    return str(round(centimetres * _TWIPS_OF_CENTIMETRE))


def _colour(colour: str) -> str:
    return colour.removeprefix("#")

"""The styles of a Word file: found by name, because Word's ids change with the language that it runs in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from lxml import etree

from methodology.diagnostics import Diagnostic, Location
from methodology.messages import translate
from methodology.model.document import (
    Block,
    Caption,
    Heading,
    HeadingKind,
    List,
    ListFormat,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Table,
)
from methodology.word.wordml import attribute, child, escape, find_all, markup, parse_markup, qname

BODY = "Body Text"
HEADINGS = tuple(f"Heading {level}" for level in range(1, 7))
CONTENTS = tuple(f"TOC {level}" for level in range(1, 6))
"""The styles of the contents: of the three levels of chapters, of objectives and of indicators."""
LISTS: Mapping[ListFormat, str] = {
    ListFormat.DASH: "List Bullet",
    ListFormat.SQUARE: "List Bullet 2",
    ListFormat.NUMBER: "List Number",
    ListFormat.PARENTHESES: "List Number 2",
    ListFormat.LETTER: "List Number 3",
}
NOTE = "Opomba"
CAPTION = "Caption"
QUOTE = "Quote"
TABLE = "Tabela"
TABLE_HEAD = "Glava tabele"
TABLE_TEXT = "Besedilo tabele"
TABLE_NUMBER = "Število v tabeli"
STRONG = "Strong"
EMPHASIS = "Emphasis"
STRONG_EMPHASIS = "Intense Emphasis"
LINK = "Hyperlink"
FOOTNOTE_TEXT = "Footnote Text"
FOOTNOTE_MARK = "Footnote Reference"
RUNNING_CHAPTER, RUNNING_OBJECTIVE = "glava poglavje", "glava cilj"
"""The character styles of what the running head repeats; they have no look."""
HEADER = "header"

REQUIRED: Mapping[str, str] = {
    **dict.fromkeys((BODY, *HEADINGS, *CONTENTS[:3], *LISTS.values()), "paragraph"),
    **dict.fromkeys((NOTE, TABLE_HEAD, TABLE_TEXT, TABLE_NUMBER), "paragraph"),
    **dict.fromkeys((STRONG, EMPHASIS, STRONG_EMPHASIS, LINK), "character"),
    TABLE: "table",
}
"""Every style that each document is written with, by its name in English Word, and its kind."""

_CLOSE = '<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/><w:ind w:left="227" w:hanging="227"/>'
_SMALL = '<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'
BUILT_IN: Mapping[str, tuple[str, str]] = {
    QUOTE: (
        "paragraph",
        (
            '<w:qFormat/><w:pPr><w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="8EA0B8"/></w:pBdr>'
            '<w:ind w:left="357"/></w:pPr>'
        ),
    ),
    CAPTION: (
        "paragraph",
        '<w:qFormat/><w:pPr><w:spacing w:before="120" w:after="80"/></w:pPr><w:rPr><w:bCs/></w:rPr>',
    ),
    **dict.fromkeys(CONTENTS[3:], ("paragraph", '<w:pPr><w:ind w:left="2126"/></w:pPr>')),
    FOOTNOTE_TEXT: ("paragraph", f"<w:pPr>{_CLOSE}</w:pPr>{_SMALL}"),
    FOOTNOTE_MARK: ("character", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
    **dict.fromkeys((RUNNING_CHAPTER, RUNNING_OBJECTIVE), ("character", "<w:semiHidden/>")),
}
"""Styles of blocks that few documents have, with their kinds, and how they look where the template lacks them."""
_KINDS: Mapping[str, str] = {**REQUIRED, **{name: kind for name, (kind, _) in BUILT_IN.items()}}


LEVEL_BEFORE: Mapping[HeadingKind, int] = {
    HeadingKind.CHAPTER: 0,
    HeadingKind.ANNEX: 0,
    HeadingKind.PART: 3,
    HeadingKind.ITEM: 4,
}
"""The level of the built-in heading style above a kind's first: parts are always Heading 4, items 5 and 6."""
MOST_BASES = 20
"""A style is based on so many others, one upon the other, at most; they may go round in circles."""


def style_of(block: Block) -> str:
    """The style of a block's paragraphs; of a table, that of its body."""
    match block:
        case Heading():
            return HEADINGS[LEVEL_BEFORE[block.kind] + block.depth - 1]
        case Paragraph() | Picture():
            return QUOTE if isinstance(block, Paragraph) and block.is_quote else BODY
        case Note():
            return NOTE
        case Caption():
            return CAPTION
        case List():
            return LISTS[block.format]
        case Table():
            return TABLE_TEXT
        case _:
            assert_never(block)


def contents_style_of(heading: Heading) -> str:
    """The style of a heading's entry in the contents, which has the level of the heading's own style."""
    return CONTENTS[LEVEL_BEFORE[heading.kind] + heading.depth - 1]


def style_of_item(block: List, item: ListItem) -> str:
    """The style of an item, of the outermost list or of an inner one."""
    return LISTS[block.format_of(item)]


class Styles:
    """The template's styles by kind and name (case does not count: Word writes ``heading 1``, shows ``Heading 1``)."""

    def __init__(self, root: etree._Element) -> None:
        """``root`` is that of ``styles.xml``."""
        self._root = root
        self._by_name = {
            (attribute(style, "w:type") or "", (attribute(child(style, "w:name")) or "").casefold()): style
            for style in root.iterchildren(qname("w:style"))
        }
        self._by_id = {attribute(style, "w:styleId"): style for style in self._by_name.values()}
        self._ids: dict[str, str] = {}
        """Those that were asked for."""

    @property
    def root(self) -> etree._Element:
        """The root of ``styles.xml``."""
        return self._root

    def element(self, name: str) -> etree._Element | None:
        """The definition of a style of the document, or None where the template has none."""
        return self._by_name.get((_KINDS[name], name.casefold()))

    def id(self, name: str) -> str:
        """The id of a style of the document; one of :data:`BUILT_IN` that the template lacks is added to it."""
        if name not in self._ids:
            kind = _KINDS[name]
            if name in BUILT_IN and (kind, name.casefold()) not in self._by_name:
                self._add(name)
            self._ids[name] = attribute(self._by_name[kind, name.casefold()], "w:styleId") or ""
        return self._ids[name]

    @property
    def header_id(self) -> str:
        """The id of the style of headers; empty where the template has none."""
        return attribute(self._by_name.get(("paragraph", HEADER)), "w:styleId") or ""

    def _add(self, name: str) -> None:
        kind, look = BUILT_IN[name]
        identifier = name.replace(" ", "")
        while identifier in self._by_id:
            identifier += "_"
        base = f'<w:basedOn w:val="{escape(self.id(BODY))}"/>' if kind == "paragraph" else ""
        content = f'<w:name w:val="{name.lower()}"/>{base}{look}'
        own = {"w:customStyle": "1"} if name in (RUNNING_CHAPTER, RUNNING_OBJECTIVE) else {}
        attributes = {"w:type": kind, **own, "w:styleId": identifier}
        self._root.append(style := parse_markup(markup("w:style", attributes, content))[0])
        self._by_name[kind, name.casefold()] = self._by_id[identifier] = style

    def missing(self, location: Location) -> Iterator[Diagnostic]:
        """One finding for each style that the template lacks."""
        for name, kind in REQUIRED.items():
            if self.element(name) is None:
                hint = translate("open the template in Word and add a {kind} style of that name", kind=kind)
                yield Diagnostic(
                    "template-style-missing",
                    translate("no {kind} style '{name}'", kind=kind, name=name),
                    location,
                    hint,
                )

    def inherited(self, name: str, *path: str) -> etree._Element | None:
        """A style's property, its own or that of the nearest style that it is based on."""
        style = self.element(name)
        for _ in range(MOST_BASES):
            if (own := child(style, *path)) is not None:
                return own
            style = self._by_id.get(attribute(child(style, "w:basedOn")))
        return None

    def set_language(self, language: str) -> None:
        """Let the text be checked in the document's language, where no style says otherwise."""
        for defaults in find_all(self._root, "w:docDefaults/w:rPrDefault/w:rPr"):
            if child(defaults, "w:lang") is None:
                etree.SubElement(defaults, qname("w:lang"))
            for mark in find_all(defaults, "w:lang"):
                mark.set(qname("w:val"), language)

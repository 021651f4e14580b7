"""The styles of a Word file that anyone may have made: what each makes of a paragraph and of its runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from methodology.word.reading.looks import (
    FONTS,
    Look,
    Mark,
    RunProperties,
    StyleLevels,
    is_on,
    look_of,
    read_run_properties,
)
from methodology.word.reading.prompts import is_prompt_style
from methodology.word.styles import MOST_BASES
from methodology.word.wordml import attribute, child, qname

DEEPEST = 9
"""The deepest level of an outline (ECMA-376 17.3.1.20 counts from 0 and has 9 for body text)."""
_STYLE, _NUMBERING, _OUTLINE, _MARK, _BREAK = map(
    qname, ("w:pStyle", "w:numPr", "w:outlineLvl", "w:rPr", "w:pageBreakBefore")
)
_HEADING = re.compile(
    r"(?:heading|naslov|überschrift|titre|titolo|título|titlu|rubrik|overskrift|otsikko|nadpis|nagłówek|címsor|kop"
    r"|заголовок|заглавие|επικεφαλίδα|pealkiri|virsraksts|antraštė|encabezado|cabeçalho|наслов) ?([1-9])"
)
"""The names of heading styles; Word itself writes English ones whatever its language, other programs do not."""


class ListPlace(NamedTuple):
    """A ``w:numPr``: the numbering id ("0" is none), the level from 0, each None where it is not named.

    ``style`` is the id of the paragraph style that says so, "" where the paragraph does.
    """

    number: str | None
    level: int | None
    style: str = ""


class ParagraphProperties(NamedTuple):
    """What is read of a ``w:pPr``: the id of the style that it names, its list, its outline level, its mark's look.

    ``breaks_page`` says that it begins a page of its own.
    """

    style: str | None = None
    list: ListPlace | None = None
    outline: etree._Element | None = None
    mark: etree._Element | None = None
    breaks_page: bool = False


def read_paragraph_properties(properties: etree._Element | None) -> ParagraphProperties:
    """Read a ``w:pPr`` in one pass: a file has as many as paragraphs."""
    style = numbering = outline = mark = None
    breaks_page = False
    for element in () if properties is None else properties:
        tag = element.tag
        if tag == _STYLE:
            style = attribute(element)
        elif tag == _NUMBERING:
            numbering = _list_of(element)
        elif tag == _OUTLINE:
            outline = element
        elif tag == _MARK:
            mark = element
        elif tag == _BREAK:
            breaks_page = is_on(element)
    return ParagraphProperties(style, numbering, outline, mark, breaks_page)


def _list_of(numbering: etree._Element) -> ListPlace:
    return ListPlace(attribute(child(numbering, "w:numId")), read_depth(attribute(child(numbering, "w:ilvl"))))


def read_depth(text: str | None) -> int | None:
    """A level of a list (17.9.3) or of an outline (17.3.1.20), from 0; None where there is none of that number."""
    return int(text) if text and re.fullmatch("[0-8]", text) else None


class _Style(NamedTuple):
    """A style as its definition says: its id, its name in small letters, the one beneath, what it makes of text."""

    key: str
    name: str
    base: str | None
    paragraphs: ParagraphProperties
    runs: RunProperties


class RunStyle(NamedTuple):
    """How a run is set: its look, and which of strong and emphasis its own formatting makes; its symbol fonts."""

    look: Look
    direct: frozenset[str] = frozenset()
    ascii_font: str = ""
    other_font: str = ""
    is_prompt: bool = False
    """Whether its character style is that of Word's prompts."""


class StyleSheet:
    """The styles by kind and id; each is looked into once."""

    def __init__(self, root: etree._Element | None) -> None:
        """``root`` is that of ``styles.xml``, None where the file has none."""
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._styles: dict[tuple[str, str], _Style] = {}
        self._defaults: dict[str, str] = {}
        self._chains: dict[tuple[str, str], tuple[_Style, ...]] = {}
        self._run_properties: dict[tuple[str, str], RunProperties] = {}
        self._run_styles: dict[tuple[str, str, frozenset[tuple[str, bool | str]]], RunStyle] = {}
        self._table_marks: dict[str, frozenset[Mark]] = {}
        self._levels: dict[str, int | None] = {}
        self._lists: dict[str, ListPlace | None] = {}
        self._all_runs: RunProperties = {}
        if root is None:
            return
        self._all_runs = read_run_properties(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        for style in root.iterchildren(qname("w:style")):
            kind, key = attribute(style, "w:type") or "paragraph", attribute(style, "w:styleId")
            if key is None:
                continue
            self._elements[kind, key] = style
            if attribute(style, "w:default") in ("1", "true", "on"):
                self._defaults[kind] = key

    def key(self, properties: ParagraphProperties) -> str:
        """The id of the style that a paragraph names, or the default one's."""
        return properties.style or self._defaults.get("paragraph", "")

    def name(self, key: str) -> str:
        """The name of a paragraph style in small letters; its id where the file does not define it."""
        style = self._style("paragraph", key)
        return key.lower() if style is None else style.name

    def level(self, properties: ParagraphProperties) -> int | None:
        """The level of a heading, from 1: the paragraph's own, its style's, or what the style's name says."""
        if properties.outline is not None:
            return _level(properties.outline)
        key = self.key(properties)
        if key not in self._levels:
            self._levels[key] = self._level_of_style(key)
        return self._levels[key]

    def numbering(self, properties: ParagraphProperties) -> ListPlace | None:
        """The list that a paragraph is in, by its own properties or its style's; None where it is in none."""
        place = properties.list
        if place is None or place.number is None:
            styled = self._list_of_style(self.key(properties))
            if styled is None or place is None or place.level is None:
                place = styled
            else:
                place = styled._replace(level=place.level)
        return None if place is None or place.number in (None, "0") else place

    def _list_of_style(self, key: str) -> ListPlace | None:
        """The list that a paragraph style puts its paragraphs in."""
        if key not in self._lists:
            self._lists[key] = None
            for style in self._chain("paragraph", key):
                place = style.paragraphs.list
                if place is not None and place.number is not None:
                    self._lists[key] = place._replace(style=style.key)
                    break
        return self._lists[key]

    def list_of_style(self, key: str) -> str | None:
        """The numbering id of a numbering style."""
        lists = (style.paragraphs.list for style in self._chain("numbering", key))
        return next((place.number for place in lists if place is not None and place.number is not None), None)

    def run_style(self, paragraph: str, direct: RunProperties, character: str) -> RunStyle:
        """How a run is set in a paragraph of one style, by what its own ``w:rPr`` says and its character style."""
        key = (paragraph, character, frozenset(direct.items()))
        if key not in self._run_styles:
            levels = self._style_levels(paragraph, character)
            look = look_of(levels, direct)
            made = {name for short, name in (("b", "strong"), ("i", "emphasis")) if direct.get(short)}
            shown = frozenset(name for name in made if getattr(look, name))
            ascii_font, other_font = (str(levels.shows(name, direct) or "") for name in FONTS)
            self._run_styles[key] = RunStyle(look, shown, ascii_font, other_font, self._is_prompt(character))
        return self._run_styles[key]

    def emphasis(self) -> Iterator[tuple[str, bool, bool]]:
        """The name of each paragraph style, and whether it makes all text bold and whether italic."""
        for kind, key in self._elements:
            if kind == "paragraph":
                levels = StyleLevels(self._all_runs, self._runs_of(kind, key), {})
                yield self.name(key), bool(levels.shows("b", {})), bool(levels.shows("i", {}))

    def table_marks(self, table: etree._Element) -> frozenset[Mark]:
        """Whether a table's style hides or strikes all that stands in it."""
        key = attribute(child(table, "w:tblPr", "w:tblStyle")) or self._defaults.get("table", "")
        if key not in self._table_marks:
            look = look_of(StyleLevels({}, {}, {}), self._runs_of("table", key))
            self._table_marks[key] = look.marks & {Mark.HIDDEN, Mark.STRUCK}
        return self._table_marks[key]

    def _is_prompt(self, character: str) -> bool:
        style = self._style("character", character)
        return style is not None and is_prompt_style(style.name)

    def chain(self, kind: str, key: str | None) -> tuple[etree._Element, ...]:
        """A style and those that it is based on, nearest first; the default style where there is none of that id."""
        return tuple(self._elements[kind, style.key] for style in self._chain(kind, key))

    def _chain(self, kind: str, key: str | None) -> tuple[_Style, ...]:
        if key is None or (kind, key) not in self._elements:
            key = self._defaults.get(kind, "")
        if (kind, key) not in self._chains:
            self._chains[kind, key] = tuple(self._bases(kind, key))
        return self._chains[kind, key]

    def _bases(self, kind: str, key: str | None) -> Iterator[_Style]:
        for _ in range(MOST_BASES):
            style = self._style(kind, key or "")
            if style is None:
                return
            yield style
            key = style.base

    def _style(self, kind: str, key: str) -> _Style | None:
        element = self._elements.get((kind, key))
        if element is None:
            return None
        if (kind, key) not in self._styles:
            self._styles[kind, key] = _read_style(key, element)
        return self._styles[kind, key]

    def _style_levels(self, paragraph: str, character: str) -> StyleLevels:
        return StyleLevels(self._all_runs, self._runs_of("paragraph", paragraph), self._runs_of("character", character))

    def _runs_of(self, kind: str, key: str) -> RunProperties:
        """What a style makes of runs, the nearest in its chain first."""
        if (kind, key) not in self._run_properties:
            said: dict[str, bool | str] = {}
            for style in reversed(self._chain(kind, key)):
                said |= style.runs
            self._run_properties[kind, key] = said
        return self._run_properties[kind, key]

    def _level_of_style(self, key: str) -> int | None:
        chain = self._chain("paragraph", key)
        for style in chain:
            if style.paragraphs.outline is not None:
                return _level(style.paragraphs.outline)
        named = (_HEADING.fullmatch(style.name) for style in chain)
        return next((int(match[1]) for match in named if match), None)


def _read_style(key: str, style: etree._Element) -> _Style:
    name = unicodedata.normalize("NFC", attribute(child(style, "w:name")) or key)
    return _Style(
        key,
        " ".join(name.lower().split()),
        attribute(child(style, "w:basedOn")),
        read_paragraph_properties(child(style, "w:pPr")),
        read_run_properties(child(style, "w:rPr")),
    )


def _level(outline: etree._Element) -> int | None:
    depth = read_depth(attribute(outline))
    return None if depth is None else depth + 1

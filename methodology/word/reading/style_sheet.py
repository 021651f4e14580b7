"""The styles of a Word file that anyone may have made: what each makes of a paragraph and of its runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from methodology.word.reading.looks import Look, RunProperties, StyleLevels, look_of, read_run_properties
from methodology.word.styles import MOST_BASES
from methodology.word.wordml import attribute, child, qname

DEEPEST = 9
"""The deepest level of an outline (ECMA-376 17.3.1.20 counts from 0 and has 9 for body text)."""
_STYLE, _NUMBERING, _OUTLINE, _MARK = map(qname, ("w:pStyle", "w:numPr", "w:outlineLvl", "w:rPr"))
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
    """What is read of a ``w:pPr``: the id of the style that it names, its list, its outline level, its mark's look."""

    style: str | None = None
    list: ListPlace | None = None
    outline: etree._Element | None = None
    mark: etree._Element | None = None


def read_paragraph_properties(properties: etree._Element | None) -> ParagraphProperties:
    """Read a ``w:pPr`` in one pass: a file has as many as paragraphs."""
    style = numbering = outline = mark = None
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
    return ParagraphProperties(style, numbering, outline, mark)


def _list_of(numbering: etree._Element | None) -> ListPlace | None:
    if numbering is None:
        return None
    level = attribute(child(numbering, "w:ilvl")) or ""
    depth = int(level) if re.fullmatch("[0-8]", level) else None
    return ListPlace(attribute(child(numbering, "w:numId")), depth)


class StyleSheet:
    """The styles by kind and id; each is looked into once."""

    def __init__(self, root: etree._Element | None) -> None:
        """``root`` is that of ``styles.xml``, None where the file has none."""
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, str] = {}
        self._chains: dict[tuple[str, str], tuple[etree._Element, ...]] = {}
        self._run_properties: dict[tuple[str, str], RunProperties] = {}
        self._looks: dict[tuple[str, str, frozenset[tuple[str, bool | str]]], Look] = {}
        self._levels: dict[str, int | None] = {}
        self._names: dict[str, str] = {}
        self._lists: dict[str, ListPlace | None] = {}
        self._all_runs: RunProperties = {}
        if root is None:
            return
        self._all_runs = read_run_properties(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        for style in root.iterchildren(qname("w:style")):
            kind, key = attribute(style, "w:type") or "paragraph", attribute(style, "w:styleId")
            if key is None:
                continue
            self._styles[kind, key] = style
            if attribute(style, "w:default") in ("1", "true", "on"):
                self._defaults[kind] = key

    def key(self, properties: ParagraphProperties) -> str:
        """The id of the style that a paragraph names, or the default one's."""
        return properties.style or self._defaults.get("paragraph", "")

    def name(self, key: str) -> str:
        """The name of a paragraph style in small letters; its id where the file does not define it."""
        if key not in self._names:
            style = self._styles.get(("paragraph", key))
            self._names[key] = key.lower() if style is None else _name(style)
        return self._names[key]

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
            for style in self.chain("paragraph", key):
                place = _list_of(child(style, "w:pPr", "w:numPr"))
                if place is not None and place.number is not None:
                    self._lists[key] = place._replace(style=attribute(style, "w:styleId") or "")
                    break
        return self._lists[key]

    def list_of_style(self, key: str) -> str | None:
        """The numbering id of a numbering style."""
        lists = (_list_of(child(style, "w:pPr", "w:numPr")) for style in self.chain("numbering", key))
        return next((place.number for place in lists if place is not None and place.number is not None), None)

    def look(self, paragraph: str, direct: RunProperties, character: str) -> Look:
        """The look of a run in a paragraph of one style, by what its own ``w:rPr`` says and its character style."""
        key = (paragraph, character, frozenset(direct.items()))
        if key not in self._looks:
            self._looks[key] = look_of(self._style_levels(paragraph, character), direct)
        return self._looks[key]

    def emphasis(self) -> Iterator[tuple[str, bool, bool]]:
        """The name of each paragraph style, and whether it makes all text bold and whether italic."""
        for kind, key in self._styles:
            if kind == "paragraph":
                levels = StyleLevels(self._all_runs, self._runs_of(kind, key), {})
                yield self.name(key), bool(levels.shows("b", {})), bool(levels.shows("i", {}))

    def chain(self, kind: str, key: str | None) -> tuple[etree._Element, ...]:
        """A style and those that it is based on, nearest first; the default style where there is none of that id."""
        if key is None or (kind, key) not in self._styles:
            key = self._defaults.get(kind, "")
        if (kind, key) not in self._chains:
            self._chains[kind, key] = tuple(self._bases(kind, key))
        return self._chains[kind, key]

    def _bases(self, kind: str, key: str | None) -> Iterator[etree._Element]:
        for _ in range(MOST_BASES):
            style = self._styles.get((kind, key or ""))
            if style is None:
                return
            yield style
            key = attribute(child(style, "w:basedOn"))

    def _style_levels(self, paragraph: str, character: str) -> StyleLevels:
        return StyleLevels(self._all_runs, self._runs_of("paragraph", paragraph), self._runs_of("character", character))

    def _runs_of(self, kind: str, key: str) -> RunProperties:
        """What a style makes of runs, the nearest in its chain first."""
        if (kind, key) not in self._run_properties:
            said: dict[str, bool | str] = {}
            for style in reversed(self.chain(kind, key)):
                said |= read_run_properties(child(style, "w:rPr"))
            self._run_properties[kind, key] = said
        return self._run_properties[kind, key]

    def _level_of_style(self, key: str) -> int | None:
        chain = self.chain("paragraph", key)
        for style in chain:
            outline = child(style, "w:pPr", "w:outlineLvl")
            if outline is not None:
                return _level(outline)
        named = (_HEADING.fullmatch(_name(style)) for style in chain)
        return next((int(match[1]) for match in named if match), None)


def _name(style: etree._Element) -> str:
    name = attribute(child(style, "w:name")) or attribute(style, "w:styleId") or ""
    return " ".join(name.lower().split())


def _level(outline: etree._Element) -> int | None:
    number = attribute(outline) or ""
    return int(number) + 1 if re.fullmatch("[0-8]", number) else None

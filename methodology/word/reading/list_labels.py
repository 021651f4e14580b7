"""The labels that Word prints before the paragraphs of its lists (ECMA-376 17.9)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from methodology.word.reading.looks import FONTS, is_on, read_run_properties
from methodology.word.reading.style_sheet import ListPlace, StyleSheet, read_depth
from methodology.word.reading.symbols import read_signs
from methodology.word.wordml import attribute, child, qname, whole_number

MOST_LINKS = 10
"""So many numberings may refer to one another through styles (17.9.21); a real file has one."""
MOST_LEVELS = 9
LONGEST = 100
"""A label is no longer than this; Word's own dialog takes 30 characters."""
_HIGHEST = 10**6
_ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
_ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class ListLabel:
    """How Word numbers a paragraph.

    ``format`` is one of 17.18.59 (``decimal``, ``lowerLetter``, ``bullet``, …), ``level`` counts from 0, ``label`` is
    what is printed, such as ``b)`` or ``1.2``; empty where nothing is.
    """

    format: str
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a numbering as its definition says; ``restart`` is the level (from 1) that restarts it, 0 for none."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    is_hidden: bool = False
    element: etree._Element | None = None


@dataclass(slots=True)
class _List:
    """A ``w:num``: which definition it counts with, and where it starts anew."""

    definition: str
    levels: list[_Level]
    starts: dict[int, int] = field(default_factory=dict)


class ListDefinitions:
    """The numberings of a file; each is looked into once."""

    def __init__(self, root: etree._Element | None, styles: StyleSheet) -> None:
        """``root`` is that of ``numbering.xml``, None where the file has none."""
        self._styles = styles
        children = [] if root is None else list(root)
        self._numbers = _by_id(children, "w:num", "w:numId")
        self._definitions = _by_id(children, "w:abstractNum", "w:abstractNumId")
        self._lists: dict[str, _List | None] = {}
        self._linked: dict[str, dict[str, int]] = {}

    def list(self, number: str) -> _List | None:
        """The list of a numbering id; None where the file does not define it, or defines it twice."""
        if number not in self._lists:
            self._lists[number] = self._read(number)
        return self._lists[number]

    def level(self, number: str, depth: int) -> etree._Element | None:
        """The ``w:lvl`` that says how a level of a list is numbered; None where nothing says it."""
        found = self.list(number)
        return None if found is None else found.levels[depth].element

    def level_of(self, number: str, style: str) -> int | None:
        """The level of a list that a paragraph style is linked to (17.9.23)."""
        found = self.list(number)
        if found is None:
            return None
        if found.definition not in self._linked:
            levels = self._definitions[found.definition].iterchildren(qname("w:lvl"))
            links = {attribute(child(level, "w:pStyle")) or "": _depth(level) for level in levels}
            self._linked[found.definition] = {key: depth for key, depth in links.items() if depth is not None}
        return self._linked[found.definition].get(style)

    def _read(self, number: str) -> _List | None:
        element = self._numbers.get(number)
        definition = self._definition(element)
        if element is None or definition is None:
            return None
        levels = [_Level()] * MOST_LEVELS
        for level in definition.iterchildren(qname("w:lvl")):
            if (depth := _depth(level)) is not None:
                levels[depth] = _read_level(level)
        found = _List(attribute(definition, "w:abstractNumId") or "", levels)
        for override in element.iterchildren(qname("w:lvlOverride")):
            depth = _depth(override)
            if depth is None:
                continue
            own, start = child(override, "w:lvl"), child(override, "w:startOverride")
            if own is not None:
                found.levels[depth] = _read_level(own)
            if start is not None:
                found.starts[depth] = whole_number(attribute(start), 0, most=_HIGHEST)
        return found

    def _definition(self, number: etree._Element | None) -> etree._Element | None:
        """The ``w:abstractNum`` of a ``w:num``, through styles where it is linked to one."""
        for _ in range(MOST_LINKS):
            definition = self._definitions.get(attribute(child(number, "w:abstractNumId")) or "")
            style = attribute(child(definition, "w:numStyleLink"))
            if definition is None or style is None:
                return definition
            linked = self._styles.list_of_style(style)
            number = self._numbers.get(linked or "")
        return None


class ListCount:
    """Counts the paragraphs of lists in the order of one flow of text.

    Lists of one definition count on from one another; one with a start of its own starts there (17.9.27).
    """

    def __init__(self, definitions: ListDefinitions) -> None:
        """Nothing is counted yet."""
        self._definitions = definitions
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, place: ListPlace) -> ListLabel | None:
        """Count a paragraph of a list; None where the file does not define the list."""
        number = place.number or ""
        found = self._definitions.list(number)
        if found is None:
            return None
        linked = self._definitions.level_of(number, place.style) if place.style else None
        depth = linked if linked is not None else place.level or 0
        counts = self._counts.setdefault(found.definition, [None] * MOST_LEVELS)
        self._count(number, found, counts, depth)
        shown = found.levels[depth]
        label = "" if shown.is_hidden else _label(found.levels, depth, counts)
        return ListLabel(shown.format, depth, label)

    def _count(self, number: str, found: _List, counts: list[int | None], depth: int) -> None:
        for above in range(depth):
            if counts[above] is None:
                counts[above] = _start(found, above)
        now = counts[depth]
        starts_anew = depth in found.starts and (number, depth) not in self._started
        self._started.add((number, depth))
        counts[depth] = _start(found, depth) if now is None or starts_anew else now + 1
        for below in range(depth + 1, MOST_LEVELS):
            restart = found.levels[below].restart
            if restart is None or depth < restart:
                counts[below] = None


def _start(found: _List, depth: int) -> int:
    return found.starts.get(depth, found.levels[depth].start)


def _by_id(elements: list[etree._Element], tag: str, key: str) -> dict[str, etree._Element]:
    """Return the elements by their ids, without those that share one: which of them is meant is not known."""
    named = [(attribute(element, key) or "", element) for element in elements if element.tag == qname(tag)]
    times = Counter(name for name, _ in named)
    return {name: element for name, element in named if times[name] == 1}


def _read_level(level: etree._Element) -> _Level:
    restart = child(level, "w:lvlRestart")
    said = read_run_properties(child(level, "w:rPr"))
    fonts = (str(said.get(name) or "") for name in FONTS)
    return _Level(
        start=whole_number(attribute(child(level, "w:start")), 0, most=_HIGHEST),
        format=attribute(child(level, "w:numFmt")) or "decimal",
        text=unicodedata.normalize("NFC", read_signs((attribute(child(level, "w:lvlText")) or "")[:LONGEST], *fonts)),
        restart=None if restart is None else whole_number(attribute(restart), 0, most=_HIGHEST),
        is_legal=is_on(child(level, "w:isLgl")),
        is_hidden=bool(said.get("vanish")),
        element=level,
    )


def _depth(element: etree._Element) -> int | None:
    return read_depth(attribute(element, "w:ilvl"))


def _label(levels: list[_Level], depth: int, counts: list[int | None]) -> str:
    """The text of a level with the numbers of the levels that it names."""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        shown = "decimal" if levels[depth].is_legal and levels[at].format != "none" else levels[at].format
        return format_number(counts[at] or 0, shown) if at <= depth else ""

    return levels[depth].text if levels[depth].format == "bullet" else _PLACE.sub(number, levels[depth].text)


_PLACE = re.compile("%([1-9])")


def format_number(number: int, form: str) -> str:
    """A number in one of the formats of 17.18.59; in Arabic figures where the format is none of Europe's."""
    match form:
        case "none" | "bullet":
            return ""
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else ""
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}."
        case _:
            return str(number)


def _roman(number: int) -> str:
    if number >= 32_768:  # noqa: PLR2004 (Word counts no further)
        return str(number)
    written = []
    for value, letters in _ROMAN:
        written.append(letters * (number // value))
        number %= value
    return "".join(written)

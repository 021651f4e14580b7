"""The numbering of headings and lists: the template's definitions, with a restart for each list.

The template says how a label looks and hangs; that it is the label which the document prints is checked, because the
other formats print it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from methodology.diagnostics import Diagnostic, Location
from methodology.messages import translate
from methodology.model.chapter import MOST_DEPTHS
from methodology.model.document import List, ListFormat, ListItem
from methodology.word.styles import HEADINGS, LISTS, Styles, style_of, style_of_item
from methodology.word.wordml import attribute, child, escape, find_all, markup, parse_markup, qname, remove

LABELS: Mapping[str, tuple[str, str]] = {
    "Heading 1": ("decimal", "%1."),
    "Heading 2": ("decimal", "%1.%2"),
    "Heading 3": ("decimal", "%1.%2.%3"),
    "Heading 4": ("none", ""),
    "Heading 5": ("decimal", "%2."),
    "Heading 6": ("decimal", "%2.%3"),
    "List Bullet": ("bullet", "-"),
    "List Bullet 2": ("bullet", "▪"),
    "List Number": ("decimal", "%1."),
    "List Number 2": ("lowerLetter", "(%1)"),
    "List Number 3": ("lowerLetter", "%1)"),
}
"""The number format and label text of each numbered style (ECMA-376 17.9.17, 17.9.11).

``Heading 4`` opens a part: the empty first level of the items' numbering, so that they restart below it by
themselves, in Word too when somebody adds a part there.
"""

SERIES = (HEADINGS[:3], HEADINGS[3:], *((style,) for style in LISTS.values()))
"""The styles that number together, each one level below the one before."""
LABEL_NUMBER = re.compile(r"\d+(?=\D*\Z)")
"""The number in the label of a caption or an annex."""
_LABEL_LEVEL = (
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:lvl>'
)


@dataclass(slots=True)
class Numbering:
    """The numbering part, to which restarts are added."""

    root: etree._Element
    styles: Styles
    _highest: int | None = field(default=None, init=False)
    """The highest number so far."""
    _labels: dict[str, str] = field(default_factory=dict, init=False)
    """The ``w:numPr`` of each series of captions and annexes, by the text of its labels."""
    _places: dict[str, tuple[int, str]] = field(default_factory=dict, init=False)
    """The depth and the abstract numbering of each style that was asked for."""

    def faults(self, location: Location) -> Iterator[Diagnostic]:
        """One finding for each style that is there and not numbered as the document is."""
        for series in SERIES:
            present = [style for style in series if self.styles.element(style) is not None]
            together = len({self._abstract_id(style) for style in present}) == 1
            for style in present:
                expected = (*LABELS[style], series.index(style))
                if not together or self._label(style) != expected:
                    message = translate("the style '{style}' does not number as the document does", style=style)
                    yield Diagnostic("template-numbering", message, location, _how_to_number(series, *expected))

    def restart(self, style: str) -> str:
        """The ``w:numPr`` of a new list in a style's numbering, which starts with its first label; as markup."""
        return number_properties(*self.new_list(style))

    def new_list(self, style: str) -> tuple[int, int]:
        """The depth and the number of a new list."""
        if style not in self._places:
            self._places[style] = int(attribute(self._level(style), "w:ilvl") or 0), self._abstract_id(style) or ""
        depth, abstract_id = self._places[style]
        start = markup("w:startOverride", {"w:val": 1})
        return depth, self._new_number(abstract_id, markup("w:lvlOverride", {"w:ilvl": depth}, start))

    def separate(self, style: str) -> str:
        """The ``w:numPr`` of a new list in a numbering of its own, which looks like the style's.

        It starts with its first label whichever its first paragraph is: no paragraph restarts it.
        """
        depth = int(attribute(self._level(style), "w:ilvl") or 0)
        definition = deepcopy(self._by("w:abstractNum", "w:abstractNumId", self._abstract_id(style)))
        if definition is None:
            raise ValueError(f"the style {style} is not numbered")
        for link in find_all(definition, "w:nsid | w:tmpl | w:styleLink | w:lvl/w:pStyle"):
            remove(link)
        return number_properties(depth, self._new_number(self._define(definition)))

    def nest(self, styles: Sequence[str]) -> int:
        """The number of a new list in a numbering of its own, whose levels look as these styles are numbered.

        Each level is set in by what the ones above it take; those that no style is named for have dashes, so that an
        item that somebody moves further in has a label.
        """
        definition = parse_markup(
            '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/></w:abstractNum>'
        )[0]
        left = 0
        for depth, style in enumerate((*styles, *(LISTS[ListFormat.DASH] for _ in range(MOST_DEPTHS)))[:MOST_DEPTHS]):
            level = deepcopy(self._level(style))
            if level is None:
                raise ValueError(f"the style {style} is not numbered")
            own = attribute(level, "w:ilvl") or "0"
            level.set(qname("w:ilvl"), str(depth))
            for link in find_all(level, "w:pStyle"):
                remove(link)
            for text in find_all(level, "w:lvlText"):
                text.set(qname("w:val"), (attribute(text) or "").replace(f"%{int(own) + 1}", f"%{depth + 1}"))
            for indent in find_all(level, "w:pPr/w:ind"):
                left += int(attribute(indent, "w:left") or attribute(indent, "w:start") or 0)
                indent.set(qname("w:left"), str(left))
            definition.append(level)
        return self._new_number(self._define(definition))

    def count_labels(self, label: str) -> str:
        """The ``w:numPr`` of a caption or an annex with this label, whose last number Word counts."""
        text = LABEL_NUMBER.sub("%1", label.replace("%", ""))
        if text not in self._labels:
            level = _LABEL_LEVEL.format(text=escape(text))
            definition = parse_markup(markup("w:abstractNum", {"w:abstractNumId": 0}, level))[0]
            self._labels[text] = number_properties(0, self._new_number(self._define(definition)))
        return self._labels[text]

    def _define(self, definition: etree._Element) -> str:
        """Add a ``w:abstractNum``; return its id."""
        definitions = find_all(self.root, "w:abstractNum")
        identifier = str(1 + max(int(attribute(entry, "w:abstractNumId") or 0) for entry in definitions))
        definition.set(qname("w:abstractNumId"), identifier)
        definitions[-1].addnext(definition)
        return identifier

    def _new_number(self, abstract_id: str, override: str = "") -> int:
        if self._highest is None:
            numbers = find_all(self.root, "w:num")
            self._highest = max(int(attribute(entry, "w:numId") or 0) for entry in numbers)
        self._highest += 1
        content = markup("w:abstractNumId", {"w:val": abstract_id}) + override
        last = next(self.root.iterchildren(qname("w:num"), reversed=True))
        last.addnext(parse_markup(markup("w:num", {"w:numId": self._highest}, content))[0])
        return self._highest

    def _label(self, style: str) -> tuple[str, str, int]:
        """A style's number format, label text and level (from 0; -1 where it has no numbering)."""
        level = self._level(style)
        label = attribute(child(level, "w:lvlText")) or ""
        return attribute(child(level, "w:numFmt")) or "decimal", label, int(attribute(level, "w:ilvl") or -1)

    def _abstract_id(self, style: str) -> str | None:
        number = attribute(self.styles.inherited(style, "w:pPr", "w:numPr", "w:numId"))
        return attribute(child(self._by("w:num", "w:numId", number), "w:abstractNumId"))

    def _level(self, style: str) -> etree._Element | None:
        """The level that a style is linked to (ECMA-376 17.9.23), or that its own numbering names."""
        definition = self._by("w:abstractNum", "w:abstractNumId", self._abstract_id(style))
        if definition is None:
            return None
        depth = attribute(self.styles.inherited(style, "w:pPr", "w:numPr", "w:ilvl")) or "0"
        levels = {attribute(level, "w:ilvl"): level for level in find_all(definition, "w:lvl")}
        linked = {attribute(child(level, "w:pStyle")): level for level in levels.values()}
        return linked.get(self.styles.id(style), levels.get(depth))

    def _by(self, tag: str, key: str, identifier: str | None) -> etree._Element | None:
        matches = (entry for entry in self.root.iterchildren(qname(tag)) if attribute(entry, key) == identifier)
        return next(matches, None)


@dataclass(slots=True)
class ItemNumbers:
    """The ``w:numPr`` of the items of a list, in their order.

    Inner lists share the list's numbering where each level has one format; one of another format has its own, with all
    within it. ``formats`` are those of the shared levels, ``number`` is its number; without, all is the list's own.
    """

    numbering: Numbering
    formats: Sequence[ListFormat]
    number: int
    _own: dict[int, int] = field(default_factory=dict)
    """The numbers of inner lists that are open and have a numbering of their own, by their levels."""

    def next(self, block: List, item: ListItem) -> str:
        """That of the next item."""
        for level in [level for level in self._own if level > item.level]:
            del self._own[level]
        list_format = block.format_of(item)
        is_shared = item.level < len(self.formats) and self.formats[item.level] is list_format
        if is_shared and not any(level < item.level for level in self._own):
            self._own.pop(item.level, None)
            return number_properties(item.level, self.number)
        if item.level not in self._own:
            levels = [style_of(block)] * item.level
            self._own[item.level] = self.numbering.nest([*levels, style_of_item(block, item)])
        return number_properties(item.level, self._own[item.level])


def formats_of(*blocks: List | None) -> list[ListFormat]:
    """The first format of each level of lists, which their numbering has."""
    formats: dict[int, ListFormat] = {}
    for block in filter(None, blocks):
        for item in block.items:
            formats.setdefault(item.level, block.format_of(item))
    return [formats[level] for level in sorted(formats)]


@dataclass(slots=True)
class ItemCount:
    """Which numbering the items of a part count in (None: that of their styles), and whether one was written."""

    number: int | None = None
    begun: bool = False

    def open_part(self) -> None:
        """A part's heading was written: its items count from 1 by themselves."""
        self.number, self.begun = None, False

    def item(self, numbering: Numbering, style: str, depth: int, *, first: bool) -> str | None:
        """The ``w:numPr`` of an item's heading; None where the style's own numbering does.

        ``first`` says that the item is to be ``1.``; where no part opens there, the numbering is restarted.
        """
        if first and self.begun:
            _, self.number = numbering.new_list(style)
        self.begun = True
        return None if self.number is None else number_properties(depth, self.number)

    def follow(self, other: ItemCount) -> None:
        """Count on from where another count is."""
        self.number, self.begun = other.number, other.begun


def _how_to_number(series: Sequence[str], number_format: str, label: str, depth: int) -> str:
    where = (
        translate("one multilevel list with {styles}", styles=", ".join(series))
        if len(series) > 1
        else translate("a list of its own")
    )
    return translate(
        "link it to level {level} of {where}, number format '{number_format}', label '{label}'",
        level=depth + 1,
        where=where,
        number_format=number_format,
        label=label,
    )


def number_properties(depth: int, number: int) -> str:
    """The ``w:numPr`` that puts a paragraph on level ``depth`` (from 0) of a numbering, as markup."""
    return markup("w:numPr", None, markup("w:ilvl", {"w:val": depth}) + markup("w:numId", {"w:val": number}))

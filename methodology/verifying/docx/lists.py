"""The labels of lists as they are printed, and how they look."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from methodology.verifying.docx.allowed import UNICODE_BULLET_FONTS
from methodology.verifying.docx.properties import Properties, canonical, read_properties, short_name
from methodology.word.opening import OpenedWord
from methodology.word.reading.list_labels import ListCount, ListDefinitions
from methodology.word.reading.style_sheet import ParagraphProperties, StyleSheet
from methodology.word.wordml import attribute, child, find_all, qname

_LEVEL = frozenset(
    {*("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlJc", "pPr", "rPr", "legacy")}
)
"""What a level may hold and be numbered as :mod:`methodology.word.reading.list_labels` says."""
_FORMATS = frozenset(
    {*("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "bullet", "none", "decimalZero", "ordinal")}
)
_SIGNS = {
    ("symbol", "\uf0b7"): "•",
    ("symbol", "\uf02d"): "-",
    ("wingdings", "\uf0a7"): "▪",
    ("wingdings", "\uf0a8"): "□",
    ("wingdings", "\uf0d8"): "➢",
    ("wingdings", "\uf0fc"): "✓",
    ("courier new", "o"): "o",
}
"""The signs of lists in fonts of signs, as their Unicode signs."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The label of a paragraph, and what its level says of the label's look and of the paragraph."""

    label: str = ""
    run: Properties = field(default_factory=dict)
    paragraph: Properties = field(default_factory=dict)


class ShownLists:
    """Counts the paragraphs of one flow of text; the definitions are the file's."""

    def __init__(self, word: OpenedWord, sheet: StyleSheet) -> None:
        """Nothing is counted yet."""
        root = next((word.xml(part) for part in word.find_related("numbering", word.main)), None)
        self._sheet = sheet
        self._count = ListCount(ListDefinitions(root, sheet))
        numbers = [] if root is None else find_all(root, "w:num")
        definitions = [] if root is None else find_all(root, "w:abstractNum")
        self._numbers = {attribute(number, "w:numId"): number for number in numbers}
        self._definitions = {attribute(definition, "w:abstractNumId"): definition for definition in definitions}
        self._levels: dict[tuple[str, int], etree._Element | None] = {}

    def next(self, properties: ParagraphProperties) -> Labelled:
        """Count a paragraph; of one in no list the label is empty."""
        numbered = self._sheet.numbering(properties)
        if numbered is None:
            return Labelled()
        counted = self._count.next(numbered)
        if counted is None:
            return Labelled()
        level = self._level(numbered.number or "", counted.level)
        run = read_properties(child(level, "w:rPr"))
        after = attribute(child(level, "w:suff")) or "tab"
        if after != "tab":
            run["what follows the number"] = after
        label = counted.label
        if counted.format == "bullet":
            font = run.get("font ascii", "").casefold()
            label = "".join(_SIGNS.get((font, sign), sign) for sign in counted.label)
            known = label != counted.label or font in UNICODE_BULLET_FONTS
            if known and len(label) == 1 and not label.isalnum():
                run = {name: value for name, value in run.items() if not name.startswith("font ")}
        return Labelled(label + self._strange(level, counted.format), run, read_properties(child(level, "w:pPr")))

    def _level(self, number: str, depth: int) -> etree._Element | None:
        """The ``w:lvl`` of a list, its own or that of its definition."""
        if (number, depth) not in self._levels:
            own = self._numbers.get(number)
            definition = self._definitions.get(attribute(child(own, "w:abstractNumId")))
            link = attribute(child(definition, "w:numStyleLink"))
            if link is not None and (linked := self._numbers.get(self._sheet.list_of_style(link))) is not None:
                definition = self._definitions.get(attribute(child(linked, "w:abstractNumId")))
            overrides = [] if own is None else find_all(own, "w:lvlOverride/w:lvl")
            levels = [*overrides, *(() if definition is None else definition.iterchildren(qname("w:lvl")))]
            matching = (level for level in levels if attribute(level, "w:ilvl") == str(depth))
            self._levels[number, depth] = next(matching, None)
        return self._levels[number, depth]

    @staticmethod
    def _strange(level: etree._Element | None, form: str) -> str:
        """What a level has that prints something else than the label says; nothing for most."""
        if level is None:
            return ""
        strange = [canonical(part) for part in level if short_name(part.tag) not in _LEVEL]
        shape = child(level, "w:numFmt")
        if form not in _FORMATS or (shape is not None and len(shape.attrib) > 1):
            strange.append(f"format {form}" if shape is None else canonical(shape))
        return f"⟦{'; '.join(strange)}⟧" if strange else ""

"""The labels of lists as they are printed, and how they look."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from methodology.messages import translate
from methodology.verifying.docx.allowed import UNICODE_BULLET_FONTS
from methodology.verifying.docx.properties import Properties, canonical, read_properties, short_name
from methodology.word.reading.list_labels import ListCount, ListDefinitions
from methodology.word.reading.style_sheet import ParagraphProperties, StyleSheet
from methodology.word.wordml import attribute, child

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
    """The label of a paragraph, and what its level, from 0, says of the label's look and of the paragraph."""

    label: str = ""
    level: int = 0
    run: Properties = field(default_factory=dict)
    paragraph: Properties = field(default_factory=dict)


class ShownLists:
    """Counts the paragraphs of one flow of text; the definitions are the file's."""

    def __init__(self, definitions: ListDefinitions, sheet: StyleSheet) -> None:
        """Nothing is counted yet."""
        self._definitions, self._sheet = definitions, sheet
        self._count = ListCount(definitions)

    def next(self, properties: ParagraphProperties) -> Labelled:
        """Count a paragraph; of one in no list the label is empty."""
        numbered = self._sheet.numbering(properties)
        if numbered is None:
            return Labelled()
        counted = self._count.next(numbered)
        if counted is None:
            return Labelled()
        level = self._definitions.level(numbered.number or "", counted.level)
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
        label += self._strange(level, counted.format)
        return Labelled(label, counted.level, run, read_properties(child(level, "w:pPr")))

    @staticmethod
    def _strange(level: etree._Element | None, form: str) -> str:
        """What a level has that prints something else than the label says; nothing for most."""
        if level is None:
            return ""
        strange = [canonical(part) for part in level if short_name(part.tag) not in _LEVEL]
        shape = child(level, "w:numFmt")
        if form not in _FORMATS or (shape is not None and len(shape.attrib) > 1):
            strange.append(translate("format {form}", form=form) if shape is None else canonical(shape))
        return f"⟦{'; '.join(strange)}⟧" if strange else ""

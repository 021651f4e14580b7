"""The template's styles: found by name, because Word's ids change with the language that it runs in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from methodology.diagnostics import Diagnostic, Location
from methodology.model.document import ListFormat
from methodology.word.wordml import attribute, child, found, value

BODY = "Body Text"
HEADINGS = tuple(f"Heading {level}" for level in range(1, 7))
CONTENTS = tuple(f"TOC {level}" for level in range(1, 4))
LISTS: Mapping[ListFormat, str] = {
    ListFormat.DASH: "List Bullet",
    ListFormat.SQUARE: "List Bullet 2",
    ListFormat.NUMBER: "List Number",
    ListFormat.PARENTHESES: "List Number 2",
    ListFormat.LETTER: "List Number 3",
}
NOTE = "Opomba"
TABLE = "Tabela"
TABLE_HEAD = "Glava tabele"
TABLE_TEXT = "Besedilo tabele"
TABLE_NUMBER = "Število v tabeli"
STRONG = "Strong"
EMPHASIS = "Emphasis"
STRONG_EMPHASIS = "Intense Emphasis"
LINK = "Hyperlink"

REQUIRED: Mapping[str, str] = {
    **dict.fromkeys((BODY, *HEADINGS, *CONTENTS, *LISTS.values()), "paragraph"),
    **dict.fromkeys((NOTE, TABLE_HEAD, TABLE_TEXT, TABLE_NUMBER), "paragraph"),
    **dict.fromkeys((STRONG, EMPHASIS, STRONG_EMPHASIS, LINK), "character"),
    TABLE: "table",
}
"""Every style that the document is written with, by its name in English Word, and its kind."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by kind and name (case does not count: Word writes ``heading 1`` and shows ``Heading 1``)."""

    root: etree._Element
    elements: Mapping[tuple[str, str], etree._Element]
    _ids: dict[str, str] = field(default_factory=dict, init=False)
    """Those that were asked for."""

    @classmethod
    def read(cls, root: etree._Element) -> Styles:
        """The styles of a styles part."""
        return cls(
            root,
            {
                (attribute(style, "w:type") or "", (attribute(child(style, "w:name")) or "").casefold()): style
                for style in found(root, "w:style")
            },
        )

    def element(self, name: str) -> etree._Element | None:
        """The definition of a required style, or None where the template has none."""
        return self.elements.get((REQUIRED[name], name.casefold()))

    def reference(self, tag: str, name: str) -> etree._Element:
        """A reference to a required style, such as ``w:pStyle``."""
        return value(tag, self.id(name))

    def id(self, name: str) -> str:
        """The id of a required style."""
        if name not in self._ids:
            self._ids[name] = attribute(self.elements[REQUIRED[name], name.casefold()], "w:styleId") or ""
        return self._ids[name]

    def missing(self, location: Location) -> Iterator[Diagnostic]:
        """One finding for each style that the template lacks."""
        for name, kind in REQUIRED.items():
            if self.element(name) is None:
                yield Diagnostic(
                    "template-style-missing",
                    f"no {kind} style '{name}'",
                    location,
                    f"open the template in Word and add a {kind} style of that name",
                )

    def inherited(self, name: str, *path: str) -> etree._Element | None:
        """A style's property, its own or that of the nearest style that it is based on."""
        by_id = {attribute(style, "w:styleId"): style for style in self.elements.values()}
        style = self.element(name)
        seen: set[etree._Element] = set()
        while style is not None and style not in seen:
            seen.add(style)
            if (prop := child(style, *path)) is not None:
                return prop
            style = by_id.get(attribute(child(style, "w:basedOn")))
        return None

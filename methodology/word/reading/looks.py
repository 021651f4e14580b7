"""How a run looks in Word: direct formatting over its character style over its paragraph's style (ECMA-376 17.7.2).

Toggle properties follow 17.7.3: where both styles have one, they cancel each other; the document's defaults switch it
on for good; direct formatting has the last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from methodology.word.reading.symbols import symbol_font
from methodology.word.wordml import attribute, qname

_TOGGLES = frozenset({"b", "i", "strike", "vanish"})
_RAISED = 4
"""From so many half points on a run that is raised or lowered is superscript or subscript."""
_NOT_SHADED = frozenset({"auto", "", "ffffff", "nil"})
_OFF = frozenset({"0", "false", "off"})

RunProperties = Mapping[str, bool | str]
"""What one level says of a run: whether a property is on, or how it raises the text; others are absent."""


class Mark(StrEnum):
    """A look that content cannot hold."""

    STRUCK = "struck"
    HIDDEN = "hidden"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    HIGHLIGHTED = "highlighted"
    """By Word's marker, or by a background of the text's own: Google Docs writes it so."""
    UNDERLINED = "underlined"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, beside what its paragraph's style makes of all text.

    ``target`` is where a link leads: an address, or ``#`` and the name of a bookmark. ``marks`` are struck and hidden
    whoever makes the text so; the others where the paragraph's style does not.
    """

    strong: bool = False
    emphasis: bool = False
    target: str | None = None
    marks: frozenset[Mark] = frozenset()


PLAIN = Look()
FONTS = ("ascii", "hAnsi")
"""The fonts of letters below U+0080, and of the others."""

_SHOWN = (
    *(("strike", Mark.STRUCK), ("dstrike", Mark.STRUCK)),
    *(("vanish", Mark.HIDDEN), ("specVanish", Mark.HIDDEN), ("webHidden", Mark.HIDDEN)),
)
_ADDED = (("highlight", Mark.HIGHLIGHTED), ("shd", Mark.HIGHLIGHTED), ("u", Mark.UNDERLINED))


@dataclass(frozen=True, slots=True)
class StyleLevels:
    """What the levels beneath direct formatting say of a run."""

    defaults: RunProperties
    paragraph: RunProperties
    character: RunProperties

    def shows(self, name: str, direct: RunProperties) -> bool | str:
        """What a property comes to; False or "" where no level has it."""
        if name in direct:
            return direct[name]
        if name in _TOGGLES:
            return bool(self.defaults.get(name)) or self.paragraph.get(name, False) != self.character.get(name, False)
        for level in (self.character, self.paragraph, self.defaults):
            if name in level:
                return level[name]
        return False

    def of_paragraph(self) -> StyleLevels:
        """The same without the character style."""
        return StyleLevels(self.defaults, self.paragraph, {})


def read_run_properties(properties: etree._Element | None) -> RunProperties:
    """What a ``w:rPr`` says of the looks that are read."""
    said: dict[str, bool | str] = {}
    for element in () if properties is None else properties:
        read = _READ.get(str(element.tag))
        if read == "rFonts":
            said |= _fonts(element)
        elif read is not None:
            said[read] = _value(read, element)
    return said


def look_of(levels: StyleLevels, direct: RunProperties) -> Look:
    """The look of a run, its target left out."""
    base = levels.of_paragraph()
    marks = {mark for name, mark in _SHOWN if levels.shows(name, direct)}
    marks |= {mark for name, mark in _ADDED if levels.shows(name, direct) and not base.shows(name, {})}
    for name in ("vertAlign", "position"):
        raised = levels.shows(name, direct)
        if raised in (Mark.SUPERSCRIPT, Mark.SUBSCRIPT) and raised != base.shows(name, {}):
            marks.add(Mark(str(raised)))
    strong, emphasis = (_stands_out(name, levels, base, direct) for name in ("b", "i"))
    return Look(strong, emphasis, None, frozenset(marks))


def _stands_out(name: str, levels: StyleLevels, base: StyleLevels, direct: RunProperties) -> bool:
    """Whether a run is bold or italic beside its paragraph; a character style that is stands out upright, too."""
    shown, around = bool(levels.shows(name, direct)), bool(base.shows(name, {}))
    return shown != around if levels.character.get(name) else shown and not around


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is on or off is there and on (17.17.4)."""
    return element is not None and (attribute(element) or "").strip().lower() not in _OFF


def _fonts(element: etree._Element) -> dict[str, str]:
    """The symbol fonts of a ``w:rFonts``, "" for any other font; that of a theme has the last word (17.3.2.26)."""
    return {
        name: "" if attribute(element, f"w:{name}Theme") else symbol_font(attribute(element, f"w:{name}") or "")
        for name in FONTS
        if attribute(element, f"w:{name}") is not None or attribute(element, f"w:{name}Theme") is not None
    }


def _value(name: str, element: etree._Element) -> bool | str:
    match name:
        case "u" | "highlight":
            return (attribute(element) or "single") != "none"
        case "shd":
            return (attribute(element, "w:fill") or "").lower() not in _NOT_SHADED
        case "vertAlign":
            return attribute(element) or ""
        case "position":
            return _raised(attribute(element) or "")
        case _:
            return is_on(element)


def _raised(position: str) -> str:
    """What a position in half points, or with a unit, comes to."""
    number = position.strip().removesuffix("pt")
    try:
        height = float(number) * (1 if number == position.strip() else 2)
    except ValueError:
        return ""
    return Mark.SUPERSCRIPT if height >= _RAISED else Mark.SUBSCRIPT if height <= -_RAISED else ""


_READ = {
    qname(f"w:{name}"): name
    for name in (
        *("b", "i", "strike", "dstrike", "vanish", "webHidden", "specVanish"),
        *("u", "highlight", "shd", "vertAlign", "position", "rFonts"),
    )
}

"""What runs and paragraphs come to in a file: direct formatting over styles over the document's defaults (17.7.2)."""

from __future__ import annotations

from lxml import etree

from methodology.verifying.docx.properties import ON, TOGGLES, Properties, read_properties
from methodology.word.opening import OpenedWord
from methodology.word.reading.style_sheet import StyleSheet
from methodology.word.wordml import attribute, child

_THEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FONT = {"major": "majorFont", "minor": "minorFont"}
_COLOURS = {
    "dk1": ("dark1", "text1"),
    "lt1": ("light1", "background1"),
    "dk2": ("dark2", "text2"),
    "lt2": ("light2", "background2"),
    **{f"accent{number}": (f"accent{number}",) for number in range(1, 7)},
    "hlink": ("hyperlink",),
    "folHlink": ("followedHyperlink",),
}
DEFAULT_FONT = "Times New Roman"
_NOT_INHERITED = ("pStyle", "rStyle", "rPr", "sectPr", "cnfStyle", "divId")


class Effective:
    """The styles of a file and what they come to; each combination is resolved once."""

    def __init__(self, word: OpenedWord) -> None:
        """Read the styles and the fonts of the theme."""
        root = next((word.xml(part) for part in word.find_related("styles", word.main)), None)
        self.sheet = StyleSheet(root)
        self.root = root
        self._run_defaults = read_properties(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        self._paragraph_defaults = read_properties(child(root, "w:docDefaults", "w:pPrDefault", "w:pPr"))
        self._fonts = _theme_fonts(word)
        self._colours = _theme_colours(word)
        self._styles: dict[tuple[str, str, str], Properties] = {}
        self._runs: dict[tuple[str, str, frozenset[tuple[str, str]]], Properties] = {}
        self._paragraphs: dict[tuple[str, frozenset[tuple[str, str]], frozenset[tuple[str, str]]], Properties] = {}

    def knows(self, kind: str, key: str) -> bool:
        """Whether the file has a style of this kind and id; where it has none, programs may take any."""
        return not key or any(attribute(style, "w:styleId") == key for style in self.sheet.chain(kind, key)[:1])

    def run(self, paragraph: str, character: str, direct: Properties) -> Properties:
        """What a run comes to in a paragraph of one style, by its own properties and its character style."""
        key = (paragraph, character, frozenset(direct.items()))
        if key not in self._runs:
            self._runs[key] = self._resolve_run(paragraph, character, direct)
        return self._runs[key]

    def paragraph(self, style: str, direct: Properties, level: Properties) -> Properties:
        """What a paragraph comes to; ``level`` is what the level of its list says, which its style may override."""
        key = (style, frozenset(direct.items()), frozenset(level.items()))
        if key not in self._paragraphs:
            own_list = "numPr" in direct
            said = self.style("paragraph", style, "w:pPr")
            layers = [self._paragraph_defaults, *([said, level] if own_list else [level, said]), direct]
            self._paragraphs[key] = _without_defaults(layers, _NOT_INHERITED)
        return self._paragraphs[key]

    def style(self, kind: str, key: str, part: str) -> Properties:
        """What a style says with those that it is based on, the document's defaults left out."""
        at = (kind, key, part)
        if at not in self._styles:
            said: dict[str, str] = {}
            for style in reversed(self.sheet.chain(kind, key or None)):
                said |= read_properties(child(style, part))
            self._styles[at] = said
        return self._styles[at]

    def _resolve_run(self, paragraph: str, character: str, direct: Properties) -> Properties:
        of_paragraph = self.style("paragraph", paragraph, "w:rPr")
        of_character = self.style("character", character, "w:rPr")
        layers = [self._run_defaults, of_paragraph, of_character]
        said = dict(_without_defaults([*layers, direct], (), keep_empty=True))
        for name in TOGGLES - direct.keys():
            switched = (of_paragraph.get(name) == ON) != (of_character.get(name) == ON)
            said[name] = ON if switched or self._run_defaults.get(name) == ON else ""
        fonts = [said.pop(f"font {face}", "") for face in ("ascii", "hAnsi")]
        said["font"] = "|".join(dict.fromkeys(self._fonts.get(font, font) or DEFAULT_FONT for font in fonts))
        said["color"] = self._colours.get(said.get("color", ""), said.get("color", ""))
        return {name: value for name, value in said.items() if value}


def _without_defaults(layers: list[Properties], leave: tuple[str, ...], *, keep_empty: bool = False) -> Properties:
    said: dict[str, str] = {}
    for layer in layers:
        said |= layer
    return {name: value for name, value in said.items() if (value or keep_empty) and name not in leave}


def _theme_fonts(word: OpenedWord) -> dict[str, str]:
    """The Latin fonts of the theme by the names that ``w:rFonts`` gives them (17.18.96)."""
    fonts = {}
    for part in word.find_related("theme", word.main):
        for kind, tag in _FONT.items():
            latin = next(word.xml(part).iter(f"{_THEME}{tag}"), None)
            face = None if latin is None else latin.find(f"{_THEME}latin")
            for ending in ("Ascii", "HAnsi"):
                fonts[f"theme {kind}{ending}"] = "" if face is None else face.get("typeface", "")
    return fonts


def _theme_colours(word: OpenedWord) -> dict[str, str]:
    """The colours of the theme as ``RRGGBB``, by ``theme`` and the names that ``w:color`` gives them (17.18.97)."""
    colours: dict[str, str] = {}
    for part in word.find_related("theme", word.main):
        for scheme in word.xml(part).iter(f"{_THEME}clrScheme"):
            shown = {entry.tag.removeprefix(_THEME): entry for entry in scheme.iterchildren(f"{_THEME}*")}
            for key, names in _COLOURS.items():
                plain = None if key not in shown else shown[key].find(f"{_THEME}srgbClr")
                if plain is not None and not len(plain):
                    colours |= {f"theme {name}": plain.get("val", "").upper() for name in names}
    return colours


def style_name(style: etree._Element) -> str:
    """A style's name in small letters; its id where it has none."""
    name = attribute(child(style, "w:name")) or attribute(style, "w:styleId") or ""
    return " ".join(name.casefold().split())

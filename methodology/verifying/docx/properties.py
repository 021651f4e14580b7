"""What properties of runs, paragraphs and cells come to: values that are equal where two programs write the same thing.

A property that is off, or has the value that it has where nobody names it, is left out. Names are those of ECMA-376
without ``w:``; what is of another namespace keeps its prefix, or its address where that has no known prefix.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from lxml import etree

from methodology.messages import translate
from methodology.word.wordml import NAMESPACES, attribute, qname

Properties = Mapping[str, str]

ON = "on"
_SWITCHES = frozenset(
    {
        *("b", "i", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "vanish"),
        *("webHidden", "specVanish", "rtl", "cs", "oMath", "noProof", "snapToGrid", "bCs", "iCs"),
        *("keepNext", "keepLines", "pageBreakBefore", "widowControl", "suppressLineNumbers", "suppressAutoHyphens"),
        *(
            "kinsoku",
            "wordWrap",
            "overflowPunct",
            "topLinePunct",
            "autoSpaceDE",
            "autoSpaceDN",
            "bidi",
            "adjustRightInd",
        ),
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "cantSplit", "hidden", "tblHeader", "bidiVisual"),
        *("noWrap", "tcFitText", "hideMark", "titlePg", "rtlGutter", "w15:collapsed"),
    }
)
TOGGLES = frozenset(
    {"b", "i", "caps", "smallCaps", "strike", "outline", "shadow", "emboss", "imprint", "vanish", "bCs", "iCs"}
)
"""Those that cancel each other where two styles have them (17.7.3)."""
_SAME_AS_NONE = {
    "u": {"none"}, "sz": {"20"}, "color": {"auto"}, "highlight": {"none"}, "spacing": {"0"}, "w": {"100"},
    "position": {"0"}, "vertAlign": {"baseline"}, "bdr": {"none", "nil"}, "em": {"none"}, "effect": {"none"},
    "jc": {"left", "start"}, "textDirection": {"lrTb", "lr"}, "textAlignment": {"auto"}, "outlineLvl": {"9"},
    "before": {"0"}, "after": {"0"}, "line": {"240"}, "lineRule": {"auto"}, "left": {"0"}, "right": {"0"},
    "first": {"0"}, "shade": {"auto"}, "hRule": {"auto"}, "vAlign": {"top"},
}  # fmt: skip
"""Values that a property has where nobody names it."""
_MEASURE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(pt|in|cm|mm|pc|pi)?")
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()} | {
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2015/wordml/symex": "w16se",
    "http://schemas.microsoft.com/office/word/2016/wordml/cid": "w16cid",
    "http://schemas.microsoft.com/office/word/2023/wordml/word16du": "w16du",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://schemas.microsoft.com/office/drawing/2010/main": "a14",
    "http://schemas.microsoft.com/office/drawing/2014/main": "a16",
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main": "asvg",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_SIDES = {"start": "left", "end": "right"}
_REVISION = re.compile(r"rsid\w*")
_UNSEEN_ATTRIBUTES = frozenset({"w14:paraId", "w14:textId", "w14:anchorId", "w14:editId", "w16du:dateUtc"})


@functools.lru_cache(maxsize=1024)
def short_name(tag: object) -> str:
    """A tag as in a file: ``p`` for ``w:p``, ``w14:glow``; with its address where that is unknown."""
    uri, _, local = str(tag).lstrip("{").rpartition("}")
    prefix = _PREFIXES.get(uri, uri)
    return local if prefix == "w" else f"{prefix}:{local}"


def canonical(element: etree._Element) -> str:
    """An element with all that it holds, the same text where only prefixes or the order of attributes differ."""
    parts = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            said = "".join(f" {name}={value!r}" for name, value in sorted(attributes_of(node).items()))
            parts.append(f"<{short_name(node.tag)}{said}>{(node.text or '').strip()}")
        else:
            parts.append("</>" + ((node.tail or "").strip() if node is not element else ""))
    return "".join(parts)


_USUAL_NOTES = {"numFmt": "decimal", "numStart": "1", "numRestart": "continuous", "pos": "pageBottom"}


def footnote_settings(element: etree._Element) -> str:
    """What a ``w:footnotePr`` says of the labels and the place of footnotes other than is usual (17.11.11)."""
    said = (part for part in element if short_name(part.tag) != "footnote")
    return "".join(
        canonical(part) for part in said if attributes_of(part) != {"val": _USUAL_NOTES.get(short_name(part.tag), "")}
    )


def attributes_of(element: etree._Element) -> dict[str, str]:
    """The attributes of an element without those that number revisions."""
    named = {short_name(name): str(value) for name, value in element.attrib.items()}
    return {
        name: value for name, value in named.items() if not _REVISION.fullmatch(name) and name not in _UNSEEN_ATTRIBUTES
    }


def read_properties(element: etree._Element | None) -> dict[str, str]:
    """What a ``w:rPr`` or ``w:pPr`` says; a property that is switched off is ``""``, so that it overrides a style's."""
    said: dict[str, str] = {}
    for child in () if element is None else element:
        for name, value in _read(child):
            known = "" if value in _SAME_AS_NONE.get(name, ()) else value
            if name in said and said[name] != known:
                known = translate("both {first} and {second}", first=repr(said[name]), second=repr(known))
            said[name] = known
    return said


def _read(element: etree._Element) -> list[tuple[str, str]]:
    """The properties that an element names, with their values."""
    name, value = short_name(element.tag), attribute(element)
    if name in _SWITCHES:
        return [(name, _switch((value or "").strip().lower()))]
    if name == "rFonts":
        return _fonts(element)
    if name == "ind":
        return _indents(element)
    if name == "spacing" and value is None:
        return _spacing(element)
    return [({"shd": "shade", "pBdr": "borders"}.get(name, name), _value(name, value, element))]


def _switch(value: str) -> str:
    """On, or nothing for off (17.17.4); what is neither, as it is."""
    return "" if value in ("0", "false", "off") else ON if value in ("", "1", "true", "on") else f"? {value}"


def _value(name: str, value: str | None, element: etree._Element) -> str:
    """The value of a property that is no switch."""
    match name:
        case "color":
            said = read_color(element)
        case "shd":
            said = read_shade(element)
        case "tabs":
            said = _tabs(element)
        case "pBdr" | "tblBorders" | "tcBorders" | "tblCellMar" | "tcMar":
            said = _sides(element)
        case "numPr" | "rPr" | "sectPr":
            said = canonical(element) if len(element) else ""
        case "spacing" | "position" | "w" | "sz":
            said = measure(value or "", half_points=name in ("position", "sz"))
        case "u" | "highlight" | "vertAlign" | "em" | "effect" | "bdr":
            said = value or "single"
        case "jc":
            said = _SIDES.get(value or "", value or "")
        case _:
            said = str(value) if _is_plain(element) else canonical(element)
    return said


def _is_plain(element: etree._Element) -> bool:
    """Whether an element says its ``w:val`` and nothing else."""
    return attributes_of(element).keys() == {"val"} and not len(element)


def read_color(element: etree._Element) -> str:
    """What a ``w:color`` says: ``RRGGBB`` or ``auto``; ``theme`` and the name of a theme's, all of a shade."""
    theme = attribute(element, "w:themeColor")
    if theme is not None:
        return f"theme {theme}" if attributes_of(element).keys() <= {"val", "themeColor"} else canonical(element)
    color = attribute(element) or "auto"
    return color.lower() if color.lower() == "auto" else color.upper()


def _fonts(element: etree._Element) -> list[tuple[str, str]]:
    """The fonts of Latin letters, by ``ascii`` and ``hAnsi`` (17.3.2.26); a theme's goes before the font itself."""
    faces = [
        (f"font {face}", f"theme {theme}" if theme else element.get(qname(f"w:{face}"), ""))
        for face in ("ascii", "hAnsi")
        for theme in [element.get(qname(f"w:{face}Theme"))]
    ]
    asian = element.get(qname("w:hint")) in ("eastAsia", "cs")
    return [(face, name) for face, name in faces if name] + ([("hint", canonical(element))] if asian else [])


def read_shade(element: etree._Element | None) -> str:
    """What a ``w:shd`` paints: ``RRGGBB``, ``""`` for nothing, all of it where it is a pattern or of a theme."""
    if element is None:
        return ""
    said = attributes_of(element)
    pattern, fill, color = said.get("val", "clear"), said.get("fill", "auto"), said.get("color", "auto")
    if any(name.startswith("theme") for name in said):
        return canonical(element)
    if pattern in ("clear", "nil", "none"):
        return "" if fill.lower() == "auto" else fill.upper()
    if pattern == "solid":
        return "000000" if color.lower() == "auto" else color.upper()
    return canonical(element)


def _sides(element: etree._Element) -> str:
    """Borders or margins by their sides, whatever their order; ``start`` is left and ``end`` right."""
    sides = {}
    for part in element:
        side = short_name(part.tag)
        said = attributes_of(part)
        if said.get("val") not in ("nil", "none"):
            sides[_SIDES.get(side, side)] = " ".join(f"{name}={said[name]}" for name in sorted(said))
    return "; ".join(f"{side}: {sides[side]}" for side in sorted(sides))


def _tabs(element: etree._Element) -> str:
    """The tab stops by their places, without those that are cleared or only keep the number of a list apart."""
    stops = set()
    for part in element:
        said = attributes_of(part)
        kind = said.get("val", "")
        if kind not in ("clear", "num"):
            stops.add(f"{_SIDES.get(kind, kind)} {measure(said.get('pos', ''))} {said.get('leader', 'none')}")
    return ", ".join(sorted(stops))


def _spacing(element: etree._Element) -> list[tuple[str, str]]:
    names = ("before", "after", "line")
    found = [(name, measure(value)) for name in names if (value := element.get(qname(f"w:{name}"))) is not None]
    rule = element.get(qname("w:lineRule"))
    if rule is not None or any(name == "line" for name, _ in found):
        found.append(("lineRule", rule or "auto"))
    others = {name: value for name, value in attributes_of(element).items() if name not in (*names, "lineRule")}
    if any(value not in ("0", "false", "off") for value in others.values()):
        found.append(("spacing by lines", str(sorted(others.items()))))
    return found


def _indents(element: etree._Element) -> list[tuple[str, str]]:
    found = []
    for name, other in (("left", "start"), ("right", "end")):
        value = element.get(qname(f"w:{name}"), element.get(qname(f"w:{other}")))
        if value is not None:
            found.append((name, measure(value)))
    hanging, first = element.get(qname("w:hanging")), element.get(qname("w:firstLine"))
    if hanging is not None:
        value = measure(hanging)
        found.append(("first", str(-int(value)) if value.lstrip("-").isdecimal() else value))
    elif first is not None:
        found.append(("first", measure(first)))
    letters = {name: value for name, value in attributes_of(element).items() if name.endswith("Chars") and value != "0"}
    return [*found, *([("indent by letters", str(sorted(letters.items())))] if letters else [])]


def measure(text: str, *, half_points: bool = False) -> str:
    """A measure in twentieths of a point (or half points) as a whole number; the text itself where it is none."""
    match = _MEASURE.fullmatch(text.strip())
    if match is None:
        return text
    number = float(match[1])
    if match[2]:
        number *= _TWIPS[match[2]] / (10 if half_points else 1)
    return str(round(number))

"""How a report calls properties and values."""

from __future__ import annotations

from collections.abc import Mapping

from methodology.diagnostics import quote

_NAMES: Mapping[str, str] = {
    "vanish": "hidden",
    "specVanish": "hidden",
    "webHidden": "hidden on the screen",
    "strike": "struck through",
    "dstrike": "struck through twice",
    "caps": "in capitals",
    "smallCaps": "in small capitals",
    "vertAlign": "raised or lowered",
    "position": "raised or lowered",
    "tracked": "tracked change",
    "rPrChange": "tracked change of the look",
    "pPrChange": "tracked change of the look",
    "trPrChange": "tracked change of the look",
    "tcPrChange": "tracked change of the look",
    "ins": "tracked change",
    "del": "tracked change",
    "prompt": "placeholder",
    "link": "link",
    "vector": "SVG of a picture",
    "sz": "font size",
    "font": "font",
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "color": "colour",
    "shade": "background",
    "behind": "background",
    "highlight": "highlighting",
    "spacing": "space between letters",
    "w": "width of letters",
    "bdr": "border",
    "rtl": "direction of text",
    "cs": "complex script",
    "bidi": "direction of text",
    "bidiVisual": "order of columns",
    "textDirection": "direction of text",
    "framePr": "frame",
    "collapsed": "collapsed heading",
    "w15:collapsed": "collapsed heading",
    "hidden": "hidden row",
    "trHeight": "exact height of the row",
    "tblpPr": "place of the table",
    "style": "style",
    "jc": "alignment",
    "before": "space before",
    "after": "space after",
    "line": "line height",
    "lineRule": "rule of line height",
    "left": "left indent",
    "right": "right indent",
    "first": "indent of the first line",
    "tabs": "tab stops",
    "borders": "borders",
    "tcBorders": "borders",
    "tblBorders": "borders",
    "pageBreakBefore": "page break before",
    "outlineLvl": "level of outline",
    "mark vanish": "hidden end of the paragraph",
    "mark specVanish": "hidden end of the paragraph",
    "tcW": "width",
    "tblStyle": "style of the table",
    "tblInd": "indent of the table",
    "tcMar": "margins of cells",
    "tblCellMar": "margins of cells",
    "vAlign": "vertical alignment",
}
_LONGEST = 60


def name_of(name: str) -> str:
    """What a property is called."""
    return _NAMES.get(name, name)


def change_of(name: str, before: str, after: str) -> str:
    """A property that differs: ``font size 10.5 → 14``, ``hidden``, ``not bold``."""
    called = name_of(name)
    if after == "on" and not before:
        return called
    if before == "on" and not after:
        return f"not {called}"
    return f"{called} {_shown(name, before)} → {_shown(name, after)}"


def _shown(name: str, value: str) -> str:
    if not value:
        return "none"
    if name == "sz" and value.isdecimal():
        return f"{int(value) / 2:g} pt"
    if name in ("before", "after", "left", "right", "first", "spacing") and value.lstrip("-").isdecimal():
        return f"{int(value) / 20:g} pt"
    return quote(value.replace("|", ", "), _LONGEST)

"""How a report calls parts of a file, properties and values."""

from __future__ import annotations

from collections.abc import Mapping

from methodology.diagnostics import quote
from methodology.messages import declare_message, translate

_NAMES: Mapping[str, str] = {
    "vanish": declare_message("hidden"),
    "specVanish": declare_message("hidden"),
    "webHidden": declare_message("hidden on the screen"),
    "strike": declare_message("struck through"),
    "dstrike": declare_message("struck through twice"),
    "caps": declare_message("in capitals"),
    "smallCaps": declare_message("in small capitals"),
    "vertAlign": declare_message("raised or lowered"),
    "position": declare_message("raised or lowered"),
    "tracked": declare_message("tracked change"),
    "rPrChange": declare_message("tracked change of the look"),
    "pPrChange": declare_message("tracked change of the look"),
    "trPrChange": declare_message("tracked change of the look"),
    "tcPrChange": declare_message("tracked change of the look"),
    "ins": declare_message("tracked change"),
    "del": declare_message("tracked change"),
    "prompt": declare_message("placeholder"),
    "link": declare_message("link"),
    "vector": declare_message("SVG of a picture"),
    "sz": declare_message("font size"),
    "font": declare_message("font"),
    "b": declare_message("bold"),
    "i": declare_message("italic"),
    "u": declare_message("underline"),
    "color": declare_message("colour"),
    "shade": declare_message("background"),
    "behind": declare_message("background"),
    "highlight": declare_message("highlighting"),
    "spacing": declare_message("space between letters"),
    "w": declare_message("width of letters"),
    "bdr": declare_message("border"),
    "rtl": declare_message("direction of text"),
    "cs": declare_message("complex script"),
    "bidi": declare_message("direction of text"),
    "bidiVisual": declare_message("order of columns"),
    "textDirection": declare_message("direction of text"),
    "framePr": declare_message("frame"),
    "collapsed": declare_message("collapsed heading"),
    "w15:collapsed": declare_message("collapsed heading"),
    "hidden": declare_message("hidden row"),
    "trHeight": declare_message("exact height of the row"),
    "tblpPr": declare_message("place of the table"),
    "style": declare_message("style"),
    "jc": declare_message("alignment"),
    "before": declare_message("space before"),
    "after": declare_message("space after"),
    "line": declare_message("line height"),
    "lineRule": declare_message("rule of line height"),
    "left": declare_message("left indent"),
    "right": declare_message("right indent"),
    "first": declare_message("indent of the first line"),
    "tabs": declare_message("tab stops"),
    "borders": declare_message("borders"),
    "tcBorders": declare_message("borders"),
    "tblBorders": declare_message("borders"),
    "pageBreakBefore": declare_message("page break before"),
    "outlineLvl": declare_message("level of outline"),
    "mark vanish": declare_message("hidden end of the paragraph"),
    "mark specVanish": declare_message("hidden end of the paragraph"),
    "tcW": declare_message("width"),
    "tblStyle": declare_message("style of the table"),
    "tblInd": declare_message("indent of the table"),
    "tcMar": declare_message("margins of cells"),
    "tblCellMar": declare_message("margins of cells"),
    "vAlign": declare_message("vertical alignment"),
    "unknown style": declare_message("unknown style"),
    "what follows the number": declare_message("what follows the number"),
    "spacing by lines": declare_message("spacing by lines"),
    "indent by letters": declare_message("indent by letters"),
}
_KINDS: Mapping[str, str] = {
    "mark": declare_message("mark {tag}"),
    "numbering": declare_message("numbering {tag}"),
    "grid": declare_message("grid {tag}"),
    "exception": declare_message("exception {tag}"),
}
"""What a property with a tag is of: the mark of a paragraph, its place in a list, the grid or a row of a table."""
_PARTS: Mapping[str, str] = {
    "document": declare_message("document"),
    "header": declare_message("header"),
    "footer": declare_message("footer"),
    "header default": declare_message("header default"),
    "header first": declare_message("header first"),
    "header even": declare_message("header even"),
    "footer default": declare_message("footer default"),
    "footer first": declare_message("footer first"),
    "footer even": declare_message("footer even"),
    "footnotes": declare_message("footnotes"),
    "footnotes: separators": declare_message("footnotes: separators"),
    "endnotes": declare_message("endnotes"),
    "endnotes: separators": declare_message("endnotes: separators"),
    "sections": declare_message("sections"),
    "tables": declare_message("tables"),
    "styles": declare_message("styles"),
    "numbering": declare_message("numbering"),
    "comments": declare_message("comments"),
    "glossaryDocument": declare_message("glossaryDocument"),
    "settings": declare_message("settings"),
    "fonts": declare_message("fonts"),
    "theme": declare_message("theme"),
    "package": declare_message("package"),
    "properties of the document": declare_message("properties of the document"),
}
_LONGEST = 60


def name_of(name: str) -> str:
    """What a property is called; one without a name by its tag."""
    if name in _NAMES:
        return translate(_NAMES[name])
    kind, _, tag = name.partition(" ")
    return translate(_KINDS[kind], tag=tag) if tag and kind in _KINDS else name


def name_of_part(part: str) -> str:
    """What a part of a Word file is called."""
    return translate(_PARTS[part]) if part in _PARTS else part


def quote_text(text: str) -> str:
    """A text of the file in quotation marks."""
    return translate("“{text}”", text=text)


def change_of(name: str, before: str, after: str) -> str:
    """A property that differs: ``font size 10.5 → 14``, ``hidden``, ``not bold``."""
    called = name_of(name)
    if after == "on" and not before:
        return called
    if before == "on" and not after:
        return translate("not {what}", what=called)
    return f"{called} {_shown(name, before)} → {_shown(name, after)}"


def _shown(name: str, value: str) -> str:
    if not value:
        return translate("none")
    if name == "sz" and value.isdecimal():
        return f"{int(value) / 2:g} pt"
    if name in ("before", "after", "left", "right", "first", "spacing") and value.lstrip("-").isdecimal():
        return f"{int(value) / 20:g} pt"
    return quote(value.replace("|", ", "), _LONGEST)

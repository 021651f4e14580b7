"""The theme of a Word file (ECMA-376 14.2.7), made of the look: what Word's *Design* tab shows and changes.

Styles refer to its fonts and colours. Beside each reference the value itself stands, for programs that know no themes.
"""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from lxml import etree

from methodology.look import DocumentLook
from methodology.word.package import add_part
from methodology.word.wordml import attribute, escape, find_all, qname

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FONTS = {"ascii": "minorHAnsi", "hAnsi": "minorHAnsi", "eastAsia": "minorEastAsia", "cs": "minorBidi"}
"""The theme's font for each script (17.18.96)."""
_INK, _PAPER = "#000000", "#FFFFFF"
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINES = "".join(f'<a:ln w="{width}">{_FILL}<a:prstDash val="solid"/></a:ln>' for width in (6350, 12700, 19050))
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f'<a:fmtScheme name="{{name}}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINES}</a:lnStyleLst>'
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
"""Shapes are filled and outlined plainly; a theme needs three of each kind (20.1.4.1)."""
NAME = "methodology"


def add_theme(word: WordDocument, styles: etree._Element, look: DocumentLook) -> None:
    """Give a template the theme of its look, and its styles the references; one that has a theme keeps it."""
    part = word.part
    if any(relation.reltype == RELATIONSHIP.THEME for relation in part.rels.values()):
        return
    add_part(part, "/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, RELATIONSHIP.THEME, write_theme(look))
    colours = look.colours
    names = {colours.link: "hyperlink", colours.quiet: "accent4", colours.heading: "text2"}
    for colour in find_all(styles, "w:style/w:rPr/w:color"):
        name = names.get(f"#{attribute(colour)}")
        if name is not None and not any("theme" in str(key) for key in colour.attrib):
            colour.set(qname("w:themeColor"), name)
    for fonts in find_all(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts"):
        for script, font in _FONTS.items():
            if fonts.get(qname(f"w:{script}")) == look.fonts.family:
                fonts.set(qname(f"w:{'cstheme' if script == 'cs' else f'{script}Theme'}"), font)


def write_theme(look: DocumentLook) -> bytes:
    """The part."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>' for name, colour in _colours(look).items()
    )
    family = escape(look.fonts.family)
    faces = "".join(f'<a:{script} typeface="{family}"/>' for script in ("latin", "ea", "cs"))
    fonts = "".join(f"<a:{kind}Font>{faces}</a:{kind}Font>" for kind in ("major", "minor"))
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<a:theme xmlns:a="{_DRAWING}" name="{NAME}"><a:themeElements>'
        f'<a:clrScheme name="{NAME}">{colours}</a:clrScheme><a:fontScheme name="{NAME}">{fonts}</a:fontScheme>'
        f"{_FORMATS.format(name=NAME)}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    ).encode()


def _colours(look: DocumentLook) -> Mapping[str, str]:
    """The twelve colours of a theme, in their order (20.1.6.2)."""
    colours = look.colours
    return {
        "dk1": _INK,
        "lt1": _PAPER,
        "dk2": colours.heading,
        "lt2": colours.head,
        "accent1": colours.heading,
        "accent2": colours.way,
        "accent3": colours.line,
        "accent4": colours.quiet,
        "accent5": colours.alert,
        "accent6": colours.before,
        "hlink": colours.link,
        "folHlink": colours.link,
    }

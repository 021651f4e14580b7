"""The parts that Word keeps or adds around the text: settings, theme, web settings, notes, properties."""

from __future__ import annotations

import random
from collections.abc import Iterable

from lxml import etree

from tests.savers.parts import KINDS, OFFICE, TYPES, WORD_TYPES, Parts, W

SETTINGS = "word/settings.xml"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root}'
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14">{held}</{root}>'
)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
COLOURS = (
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "44546A"),
    ("lt2", "E7E6E6"),
    ("accent1", "4472C4"),
    ("accent2", "ED7D31"),
    ("accent3", "A5A5A5"),
    ("accent4", "FFC000"),
    ("accent5", "5B9BD5"),
    ("accent6", "70AD47"),
    ("hlink", "0563C1"),
    ("folHlink", "954F72"),
)
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Template>Normal.dotm</Template>'
    "<TotalTime>{minutes}</TotalTime><Pages>26</Pages><Words>{words}</Words><Characters>{characters}</Characters>"
    "<Application>Microsoft Office Word</Application><DocSecurity>0</DocSecurity><Lines>{lines}</Lines>"
    "<Paragraphs>{lines}</Paragraphs><ScaleCrop>false</ScaleCrop><Company>MNZ</Company><LinksUpToDate>false"
    "</LinksUpToDate><CharactersWithSpaces>{characters}</CharactersWithSpaces><SharedDoc>false</SharedDoc>"
    "<HyperlinksChanged>false</HyperlinksChanged><AppVersion>16.0000</AppVersion></Properties>"
)
SHOWN = {"w": W[1:-1], "r": OFFICE, "w14": "http://schemas.microsoft.com/office/word/2010/wordml"}


def theme() -> bytes:
    """An Office theme, as short as one may be."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS)
    font = '<a:latin typeface="{0}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    fonts = (
        f"<a:majorFont>{font.format('Calibri Light')}</a:majorFont><a:minorFont>{font.format('Calibri')}</a:minorFont>"
    )
    line, effect = f'<a:ln w="6350">{fill}</a:ln>', "<a:effectStyle><a:effectLst/></a:effectStyle>"
    formats = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{DRAWING}" name="Officeova tema"><a:themeElements><a:clrScheme name="Office">{colours}'
        f'</a:clrScheme><a:fontScheme name="Office">{fonts}</a:fontScheme><a:fmtScheme name="Office">{formats}'
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    ).encode()


def add_parts(parts: Parts, chance: random.Random, *, notes: bool) -> None:
    """The parts that a file of Word has beside the text."""
    if "word/theme/theme1.xml" not in parts:
        kind = "application/vnd.openxmlformats-officedocument.theme+xml"
        parts.relate("word/theme/theme1.xml", theme(), f"{OFFICE}/theme", kind)
    if "word/webSettings.xml" not in parts:
        web = HEAD.format(root="w:webSettings", held="<w:optimizeForBrowser/><w:allowPNG/>").encode()
        parts.relate("word/webSettings.xml", web, f"{OFFICE}/webSettings", f"{WORD_TYPES}.webSettings+xml")
    for name in ("footnotes", "endnotes") if notes else ():
        if f"word/{name}.xml" not in parts:
            parts.relate(f"word/{name}.xml", _notes(name), f"{OFFICE}/{name}", f"{WORD_TYPES}.{name}+xml")
    minutes = chance.randrange(1, 300)
    text = sum(len(one.text or "") for one in parts.tree("word/document.xml").iter(f"{W}t"))
    app = APP.format(minutes=minutes, words=text // 7, characters=text, lines=text // 70)
    parts.put("docProps/app.xml", app.encode())
    _save_properties(parts, chance)


def _notes(name: str) -> bytes:
    one = name.removesuffix("s")
    ends = (("separator", -1), ("continuationSeparator", 0))
    held = "".join(
        f'<w:{one} w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
        f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:{one}>"
        for kind, number in ends
    )
    return HEAD.format(root=f"w:{name}", held=held).encode()


def _save_properties(parts: Parts, chance: random.Random) -> None:
    name = "docProps/core.xml"
    if name not in parts:
        return
    for element in parts.tree(name):
        what = etree.QName(element).localname
        if what == "lastModifiedBy":
            element.text = "Ana Kranjc"
        elif what == "revision":
            element.text = str(chance.randrange(2, 40))
        elif what == "modified":
            element.text = f"2026-11-{chance.randrange(10, 26)}T09:{chance.randrange(10, 60)}:00Z"


def save_settings(parts: Parts, chance: random.Random, rsids: Iterable[str], *, tracking: bool) -> None:
    """The settings with the revision ids, in the order of the schema (ECMA-376 17.15.1.78)."""
    root = parts.tree(SETTINGS)
    for gone in ("rsids", "proofState", "trackRevisions", "clrSchemeMapping", "hyphenationZone"):
        for element in root.findall(f"{W}{gone}"):
            root.remove(element)
    zoom = root.find(f"{W}zoom")
    if zoom is not None:
        zoom.set(f"{W}percent", str(chance.choice((90, 100, 120, 140))))
    place = 0 if zoom is None else root.index(zoom) + 1
    made = [etree.Element(f"{W}proofState", {f"{W}spelling": "clean", f"{W}grammar": "clean"})]
    if tracking:
        made.append(etree.Element(f"{W}trackRevisions"))
    root[place:place] = made
    stop = root.find(f"{W}defaultTabStop")
    if stop is not None:
        stop.addnext(etree.Element(f"{W}hyphenationZone", {f"{W}val": "425"}))
    compat = root.find(f"{W}compat")
    if compat is not None:
        held = etree.Element(f"{W}rsids")
        first, *others = list(rsids)
        etree.SubElement(held, f"{W}rsidRoot", {f"{W}val": first})
        for rsid in (first, *others):
            etree.SubElement(held, f"{W}rsid", {f"{W}val": rsid})
        compat.addnext(held)
    language = root.find(f"{W}themeFontLang")
    if language is not None:
        colours = etree.Element(f"{W}clrSchemeMapping")
        named = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
        named |= {f"accent{number}": f"accent{number}" for number in range(1, 7)}
        named |= {"hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"}
        for key, value in named.items():
            colours.set(f"{W}{key}", value)
        language.addnext(colours)


def sort_kinds(parts: Parts) -> None:
    """The content types in Word's order: defaults, then the main part first."""
    root = parts.tree(KINDS)
    root[:] = sorted(
        root,
        key=lambda one: (
            one.tag != f"{{{TYPES}}}Default",
            one.get("PartName") != "/word/document.xml",
            one.get("PartName", one.get("Extension", "")),
        ),
    )

"""The styles as Word of another language writes them: built-in ones get that language's ids, their names stay English.

The ids are the names that its dialogs show, without what is neither a Latin letter of English nor a digit: ``Naslov1``,
``Oznaenseznam``.
"""

from __future__ import annotations

import random
import re

from lxml import etree

from tests.savers.parts import Parts, W

STYLES = "word/styles.xml"
SLOVENIAN = {
    "Normal": "Navaden",
    "Default Paragraph Font": "Privzetapisavaodstavka",
    "Normal Table": "Navadnatabela",
    "No List": "Brezseznama",
    "Title": "Naslov",
    "Subtitle": "Podnaslov",
    "Body Text": "Telobesedila",
    "List Bullet": "Oznaenseznam",
    "List Bullet 2": "Oznaenseznam2",
    "List Number": "Otevilenseznam",
    "List Number 2": "Otevilenseznam2",
    "List Number 3": "Otevilenseznam3",
    "List Paragraph": "Odstavekseznama",
    "TOC Heading": "NaslovTOC",
    "header": "Glava",
    "footer": "Noga",
    "Strong": "Krepko",
    "Emphasis": "Poudarek",
    "Intense Emphasis": "Intenzivenpoudarek",
    "Hyperlink": "Hiperpovezava",
    "Table Grid": "Tabelamrea",
    "Placeholder Text": "Besedilooznabemesta",
    **{f"heading {level}": f"Naslov{level}" for level in range(1, 10)},
    **{f"toc {level}": f"Kazalovsebine{level}" for level in range(1, 10)},
}
GERMAN = {
    "Normal": "Standard",
    "Default Paragraph Font": "Absatz-Standardschriftart",
    "Normal Table": "NormaleTabelle",
    "No List": "KeineListe",
    "Title": "Titel",
    "Subtitle": "Untertitel",
    "Body Text": "Textkrper",
    "List Bullet": "Aufzhlungszeichen",
    "List Bullet 2": "Aufzhlungszeichen2",
    "List Number": "Listennummer",
    "List Number 2": "Listennummer2",
    "List Number 3": "Listennummer3",
    "List Paragraph": "Listenabsatz",
    "TOC Heading": "Inhaltsverzeichnisberschrift",
    "header": "Kopfzeile",
    "footer": "Fuzeile",
    "Strong": "Fett",
    "Emphasis": "Hervorhebung",
    "Intense Emphasis": "IntensiveHervorhebung",
    "Hyperlink": "Hyperlink",
    **{f"heading {level}": f"berschrift{level}" for level in range(1, 10)},
    **{f"toc {level}": f"Verzeichnis{level}" for level in range(1, 10)},
}
USES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink")
LATENT = (
    ("Normal", 0, True),
    *((f"heading {level}", 9, True) for level in range(1, 10)),
    *((f"toc {level}", 39, False) for level in range(1, 10)),
    ("footnote text", 99, False),
    ("caption", 35, True),
    ("Title", 10, True),
    ("Default Paragraph Font", 1, False),
    ("Subtitle", 11, True),
    ("Strong", 22, True),
    ("Emphasis", 20, True),
    ("Table Grid", 39, False),
    ("Placeholder Text", 99, False),
    ("No Spacing", 1, True),
    ("Light Shading", 60, False),
    ("List Paragraph", 34, True),
    ("Smart Link", 99, False),
)


def localize_styles(parts: Parts, language: dict[str, str]) -> None:
    """Every built-in style gets its id of that language, wherever it is named."""
    styles = parts.tree(STYLES)
    ids: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        old = style.get(f"{W}styleId", "")
        if name is not None and name.get(f"{W}val", "") in language:
            ids[old] = language[name.get(f"{W}val", "")]
            style.set(f"{W}styleId", ids[old])
    names = [*parts.pages(), STYLES, *(name for name in ("word/numbering.xml",) if name in parts)]
    for page in names:
        for use in parts.tree(page).iter(*(f"{W}{one}" for one in USES)):
            value = use.get(f"{W}val", "")
            use.set(f"{W}val", ids.get(value, value))


def complete_styles(parts: Parts, chance: random.Random) -> None:
    """What Word adds: the latent styles one by one, a revision id, a list paragraph and a placeholder's text."""
    styles = parts.tree(STYLES)
    latent = styles.find(f"{W}latentStyles")
    if latent is not None:
        for gone in list(latent):
            latent.remove(gone)
        for name, priority, quick in LATENT:
            exception = etree.SubElement(latent, f"{W}lsdException", {f"{W}name": name})
            exception.set(f"{W}uiPriority", str(priority))
            if quick:
                exception.set(f"{W}qFormat", "1")
    default = ("Navaden", "Standard", "Normal")
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    base = next(name for name in default if name in known)
    for kind, style_id, name in (
        ("paragraph", "Odstavekseznama", "List Paragraph"),
        ("paragraph", "Revizija", "Revision"),
        ("character", "Besedilooznabemesta", "Placeholder Text"),
    ):
        style = etree.SubElement(styles, f"{W}style", {f"{W}type": kind, f"{W}styleId": style_id})
        etree.SubElement(style, f"{W}name", {f"{W}val": name})
        if kind == "paragraph":
            etree.SubElement(style, f"{W}basedOn", {f"{W}val": base})
        etree.SubElement(style, f"{W}uiPriority", {f"{W}val": "99" if name != "List Paragraph" else "34"})
        if name == "Placeholder Text":
            look = etree.SubElement(style, f"{W}rPr")
            etree.SubElement(look, f"{W}color", {f"{W}val": "808080"})
    for style in styles.iter(f"{W}style"):
        if chance.random() < 0.3 and style.find(f"{W}rsid") is None:
            _insert_in_order(style, etree.Element(f"{W}rsid", {f"{W}val": f"00{chance.randrange(16**6):06X}"}))


BEFORE_RSID = re.compile(
    r"name|aliases|basedOn|next|link|autoRedefine|hidden|uiPriority|semiHidden|unhideWhenUsed|qFormat|locked|personal.*"
)


def _insert_in_order(style: etree._Element, made: etree._Element) -> None:
    places = [number for number, child in enumerate(style) if BEFORE_RSID.fullmatch(etree.QName(child).localname)]
    style.insert(max(places, default=-1) + 1, made)

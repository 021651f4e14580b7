"""Word's own footnotes: the part that holds their texts, with the lines that separate them from the page's text.

ECMA-376-1 17.11; what Word writes beyond that is as Word writes it: its separators have the ids -1 and 0.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import Part
from lxml import etree

from methodology.word.package import add_part
from methodology.word.styles import FOOTNOTE_MARK, FOOTNOTE_TEXT, Styles
from methodology.word.wordml import NAMESPACES, escape, find_all, markup, parse_markup, text_run

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
_BEHIND_SETTING = frozenset(
    {
        *("endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping"),
        *("doNotIncludeSubdocsInStats", "captions", "smartTagType", "shapeDefaults", "decimalSymbol", "listSeparator"),
    }
)
"""What comes after the setting of footnotes (17.15.1.78), as far as Word writes it."""


def mark_run(styles: Styles, mark: str) -> str:
    """A run with a footnote's mark, as markup."""
    return f'<w:r><w:rPr><w:rStyle w:val="{escape(styles.id(FOOTNOTE_MARK))}"/></w:rPr>{mark}</w:r>'


class Footnotes:
    """The footnotes written so far, numbered from 1, with the addresses that they lead to."""

    def __init__(self) -> None:
        self._count = 0
        self._written: list[str] = []
        self._addresses: dict[str, str] = {}

    def reserve(self) -> int:
        """The number of the next footnote."""
        self._count += 1
        return self._count

    def relate(self, address: str) -> str:
        """The id of the relationship that leads to an address."""
        return self._addresses.setdefault(address, f"note{len(self._addresses) + 1}")

    def write(self, number: int, content: str, styles: Styles) -> None:
        """Write a footnote; ``content`` is the markup of its text."""
        properties = f'<w:pPr><w:pStyle w:val="{escape(styles.id(FOOTNOTE_TEXT))}"/></w:pPr>'
        mark = mark_run(styles, "<w:footnoteRef/>")
        paragraph = f"<w:p>{properties}{mark}{text_run(' ')}{content}</w:p>"
        self._written.append(markup("w:footnote", {"w:id": number}, paragraph))

    def add_to(self, word: WordDocument) -> None:
        """Put the footnotes into a document; one without any stays as it is. Those of its template go."""
        if not self._written:
            return
        declared = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", "mc", "w15"))
        content = f"{_separators()}{''.join(self._written)}"
        part = f'<w:footnotes {declared} mc:Ignorable="w15">{content}</w:footnotes>'
        written = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{part}'.encode()
        notes = _set_part(word.part, written)
        for address, identifier in self._addresses.items():
            notes.load_rel(RELATIONSHIP.HYPERLINK, address, identifier, is_external=True)
        _set_separators(word.settings.element)


def _separators() -> str:
    spacing = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    return "".join(
        markup("w:footnote", {"w:type": kind, "w:id": number}, f"<w:p>{spacing}<w:r><w:{kind}/></w:r></w:p>")
        for number, kind in _SEPARATORS.items()
    )


def _set_part(main: Part, content: bytes) -> Part:
    """The part of the footnotes with this content, in the place of the template's if it has one."""
    for key, relation in list(main.rels.items()):
        if relation.reltype == RELATIONSHIP.FOOTNOTES:
            del main.rels[key]
    return add_part(main, "/word/footnotes.xml", CONTENT_TYPE, RELATIONSHIP.FOOTNOTES, content)


def _set_separators(settings: etree._Element) -> None:
    """Name the separators in the settings, as Word does."""
    for old in find_all(settings, "w:footnotePr"):
        settings.remove(old)
    numbers = "".join(markup("w:footnote", {"w:id": number}) for number in _SEPARATORS)
    (setting,) = parse_markup(markup("w:footnotePr", None, numbers))
    following = next((part for part in settings if etree.QName(part).localname in _BEHIND_SETTING), None)
    if following is None:
        settings.append(setting)
    else:
        following.addprevious(setting)

"""What the file says of itself, where Word keeps it apart from the text."""

from __future__ import annotations

import datetime

from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from lxml import etree

from methodology.model.document import Properties
from methodology.word.wordml import child, element, found, printable, qualified
from methodology.word.writing.template import Template

EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
LONGEST = 255
"""python-docx and Word's own dialog take no longer values."""


def set_properties(template: Template, properties: Properties, page_count: int) -> None:
    """Replace the template's properties by the document's; its date stands for those of making and changing."""
    core = template.word.core_properties
    made = datetime.datetime.combine(properties.date, datetime.time())
    core.title = _short(properties.title)
    core.subject = _short(properties.subject)
    core.keywords = _short(", ".join(properties.keywords))
    core.author = core.last_modified_by = _short(properties.author)
    core.language = _short(properties.language)
    core.created = core.modified = made
    core.revision = 1
    for relationship in template.word.part.package.rels.values():
        if relationship.reltype == RELATIONSHIP.EXTENDED_PROPERTIES:
            # The template's own statistics are not the document's.
            relationship.target_part._blob = _extended(page_count)
    _set_language(template.styles.root, properties.language)


def _set_language(styles: etree._Element, language: str) -> None:
    """Let the text be checked in the document's language, where no style says otherwise."""
    for defaults in found(styles, "w:docDefaults/w:rPrDefault/w:rPr"):
        if child(defaults, "w:lang") is None:
            defaults.append(element("w:lang"))
        for mark in found(defaults, "w:lang"):
            mark.set(qualified("w:val"), language)


def _short(text: str) -> str:
    return printable(text)[:LONGEST]


def _extended(page_count: int) -> bytes:
    root = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={"ep": EXTENDED})
    etree.SubElement(root, f"{{{EXTENDED}}}Pages").text = str(page_count)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

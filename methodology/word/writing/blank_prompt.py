"""What an emptied control shows: a blank, where Word would print its prompt to click there and type.

The prompt of a control stands in the glossary of its file (ECMA-376 17.5.2.25, 17.12).
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import Part
from lxml import etree

from methodology.word.package import add_part
from methodology.word.wordml import attribute, find_all, parse_markup, qname, write_part

_NAME = "methodologyBlank"
BLANK_PROMPT = f'<w:placeholder><w:docPart w:val="{_NAME}"/></w:placeholder>'
"""What a control says of its prompt."""
_ENTRY = (
    f'<w:docPart><w:docPartPr><w:name w:val="{_NAME}"/><w:category><w:name w:val="General"/>'
    '<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>'
    '<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{6D6F6465-6C6F-4C6F-8769-626C616E6B21}"/>'
    '</w:docPartPr><w:docPartBody><w:p><w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:docPartBody></w:docPart>'
)


def add_blank_prompt(main: Part) -> None:
    """Put the blank into the file's glossary, among the entries that the template has there."""
    kind = RELATIONSHIP.GLOSSARY_DOCUMENT
    own = next((relation.target_part for relation in main.rels.values() if relation.reltype == kind), None)
    if own is None:
        content = write_part("w:glossaryDocument", f"<w:docParts>{_ENTRY}</w:docParts>")
        add_part(main, "/word/glossary/document.xml", CONTENT_TYPE.WML_DOCUMENT_GLOSSARY, kind, content)
        return
    root = etree.fromstring(own.blob)
    if any(attribute(name) == _NAME for name in find_all(root, "w:docParts/w:docPart/w:docPartPr/w:name")):
        return
    entries = next(iter(find_all(root, "w:docParts")), None)
    if entries is None:
        entries = etree.SubElement(root, qname("w:docParts"))
    entries.extend(parse_markup(_ENTRY))
    own._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

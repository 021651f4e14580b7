"""The seal in a Word file: custom document properties, which Word shows and LibreOffice keeps (ECMA-376-1 22.3)."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from methodology.model.seal import NAME, Seal
from methodology.word.opening import OpenedWord

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every property that a user defines has."""
_FIRST_ID = 2


def add_seal(document: Part, seal: Seal) -> None:
    """Write the seal among the file's custom properties; those that the template brings stay."""
    package = document.package
    root = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={"cp": CUSTOM, "vt": VALUES})
    part = next(
        (link.target_part for link in package.rels.values() if link.reltype == RELATIONSHIP.CUSTOM_PROPERTIES), None
    )
    if part is None:
        name = PackURI("/docProps/custom.xml")
        part = Part(name, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, b"", package)
        package.relate_to(part, RELATIONSHIP.CUSTOM_PROPERTIES)
    else:
        root.extend(one for one in etree.fromstring(part.blob) if not one.get("name", "").startswith(f"{NAME}."))
    for key, text in seal.properties():
        one = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=_FORMAT_ID, name=f"{NAME}.{key}")
        etree.SubElement(one, f"{{{VALUES}}}lpwstr").text = text
    for number, one in enumerate(root, start=_FIRST_ID):
        one.set("pid", str(number))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def read_seal(word: OpenedWord) -> Seal | None:
    """The seal among the custom properties, or None."""
    properties = {
        own.get("name", "").removeprefix(f"{NAME}."): "".join(map(str, own.itertext())).strip()
        for part in word.related("custom-properties")
        for own in word.xml(part).iterchildren("{*}property")
    }
    return Seal.from_properties(properties)

"""The seal in a Word file: custom document properties, which Word shows and LibreOffice keeps (ECMA-376-1 22.3)."""

from __future__ import annotations

from lxml import etree

from methodology.model.seal import NAME, Seal
from methodology.word.opening import OpenedWord

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every property that a user defines has."""
_FIRST_ID = 2


def write_seal(seal: Seal, existing: bytes = b"") -> bytes:
    """The part with the custom properties, with the seal among them; of ``existing`` all others stay."""
    root = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={"cp": CUSTOM, "vt": VALUES})
    others = etree.fromstring(existing) if existing else ()
    root.extend(other for other in others if not other.get("name", "").startswith(f"{NAME}."))
    for key, text in seal.properties():
        entry = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=_FORMAT_ID, name=f"{NAME}.{key}")
        etree.SubElement(entry, f"{{{VALUES}}}lpwstr").text = text
    for number, entry in enumerate(root, start=_FIRST_ID):
        entry.set("pid", str(number))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def read_seal(word: OpenedWord) -> Seal | None:
    """The seal of a Word file, or None where it has none."""
    properties = {
        entry.get("name", "").removeprefix(f"{NAME}."): "".join(map(str, entry.itertext())).strip()
        for part in word.find_related("custom-properties")
        for entry in word.xml(part).iterchildren("{*}property")
    }
    return Seal.from_properties(properties)

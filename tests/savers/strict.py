"""A file as Word saves it as "Strict Open XML Document": other namespaces and link types, start and end for sides.

ISO/IEC 29500-1 has the strict names, 29500-4 the transitional ones; the parts of the package (29500-2) keep theirs.
"""

from __future__ import annotations

import re

from tests.savers.parts import MAIN, Parts, W
from tests.savers.word import save_as_word

OLD, NEW = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
SAME_NAMES = ("wordprocessingml", "drawingml", "presentationml", "spreadsheetml", "schemaLibrary")
OFFICE_NAMES = ("relationships", "math", "customXml", "docPropsVTypes", "bibliography", "characteristics")
OTHERS = {"extended-properties": "extendedProperties", "custom-properties": "customProperties"}
SIDES = {"left": "start", "right": "end"}


def save_as_strict(content: bytes, seed: int) -> bytes:
    """The file as Word would save it as strict."""
    parts = Parts(save_as_word(content, seed))
    for name in parts.pages():
        _rename_sides(parts, name)
    for name in ("word/styles.xml", "word/numbering.xml"):
        _rename_sides(parts, name)
    parts.tree(MAIN).set(f"{W}conformance", "strict")
    for name in list(parts):
        if name.endswith((".xml", ".rels")) and not _holds_content(parts.read(name)):
            parts.put(name, with_strict_names(parts.read(name).decode()).encode())
    return parts.write()


def _holds_content(content: bytes) -> bool:
    """A custom part of ours is not Word's to change."""
    return b"<s:snapshot" in content[:500]


def with_strict_names(text: str) -> str:
    """A part with the strict names of its namespaces and kinds of links."""
    for name in SAME_NAMES:
        text = re.sub(rf"{OLD}/{name}/2006/(\w+)", rf"{NEW}/{name}/\1", text)
    for name in OFFICE_NAMES:
        text = text.replace(f"{OLD}/officeDocument/2006/{name}", f"{NEW}/officeDocument/{name}")
    for old, new in OTHERS.items():
        text = text.replace(f"{OLD}/officeDocument/2006/{old}", f"{NEW}/officeDocument/{new}")
        text = text.replace(f"{NEW}/officeDocument/relationships/{old}", f"{NEW}/officeDocument/relationships/{new}")
    return text


def _rename_sides(parts: Parts, name: str) -> None:
    """Where the direction of writing decides, strict says start and end; bit fields are spelt out."""
    if name not in parts:
        return
    root = parts.tree(name)
    for justified in root.iter(f"{W}jc", f"{W}lvlJc"):
        value = justified.get(f"{W}val", "")
        justified.set(f"{W}val", SIDES.get(value, value))
    for indent in root.iter(f"{W}ind"):
        for old, new in SIDES.items():
            if f"{W}{old}" in indent.attrib:
                indent.set(f"{W}{new}", indent.get(f"{W}{old}", ""))
                del indent.attrib[f"{W}{old}"]
    sides = {f"{W}{old}": f"{W}{new}" for old, new in SIDES.items()}
    for holder in root.iter(*(f"{W}{name}" for name in ("tblBorders", "tcBorders", "tblCellMar", "tcMar"))):
        for side in holder:
            side.tag = sides.get(str(side.tag), side.tag)
    for bits in root.iter(f"{W}tblLook", f"{W}cnfStyle"):
        bits.attrib.pop(f"{W}val", "")

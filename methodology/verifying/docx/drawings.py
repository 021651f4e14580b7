"""Things in a text that are no text: pictures by what they show, all else by all that it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from methodology.messages import declare_message, translate
from methodology.model.picture import SHOWN_DIGITS
from methodology.verifying.docx.properties import canonical, short_name
from methodology.verifying.docx.relations import Relations
from methodology.word.wordml import NAMESPACES

_RELATED = f"{{{NAMESPACES['r']}}}"
_DIGITS = 12
_BESIDE = frozenset({"a:extLst", "a:ext", "asvg:svgBlip", "a14:useLocalDpi"})
"""What may stand beside the file of a picture."""
_EMU = 36_000
"""English metric units of a millimetre: as exactly as that, places and sizes are compared."""
_PICTURE = frozenset(
    {
        *("drawing", "wp:inline", "wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"),
        *("a:graphicFrameLocks", "a:graphicData", "pic:pic", "pic:nvPicPr", "pic:cNvPr", "pic:cNvPicPr", "a:picLocks"),
        *("pic:blipFill", "a:blip", "a:stretch", "a:fillRect", "pic:spPr", "a:xfrm", "a:off", "a:ext", "a:prstGeom"),
        *("a:avLst", "a:srcRect", "a:noFill", "a:ln", "a:extLst", "asvg:svgBlip", "a14:useLocalDpi", "a16:creationId"),
    }
)
"""What a picture in the line of a text is made of and shows nothing else."""
_NAMES = {
    "drawing": declare_message("drawing"),
    "pict": declare_message("drawing"),
    "mc:AlternateContent": declare_message("alternate content"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing: what a report calls it, and what it is compared by.

    ``vector`` is the digest of the SVG that stands beside the PNG of a picture; programs that know none drop it.
    """

    name: str
    token: str
    vector: str = ""


def describe_thing(element: etree._Element, relations: Relations) -> Thing:
    """A picture in the line by its file and size, whatever program wrote it; anything else by all that it holds."""
    names = {short_name(part.tag) for part in element.iter()}
    if short_name(element.tag) == "drawing" and names <= _PICTURE:
        picture = _picture(element, relations)
        if picture is not None:
            return picture
    short = short_name(element.tag)
    return Thing(translate(_NAMES[short]) if short in _NAMES else short, f"{short} {_digest(element, relations)}")


def _picture(element: etree._Element, relations: Relations) -> Thing | None:
    parts = {short_name(part.tag): part for part in element.iter()}
    blip, extent, svg = parts.get("a:blip"), parts.get("wp:extent"), parts.get("asvg:svgBlip")
    if blip is None or extent is None or blip.get(f"{_RELATED}link") or _is_cut(parts):
        return None
    if {short_name(part.tag) for part in blip.iterdescendants()} - _BESIDE:
        return None
    size = [extent.get(key, "") for key in ("cx", "cy")]
    if not all(number.isdecimal() and len(number) <= _DIGITS for number in size):
        return None
    millimetres = " × ".join(str(round(int(number) / _EMU)) for number in size)
    shown = relations.digest(blip.get(f"{_RELATED}embed", ""))
    vector = "" if svg is None else relations.digest(svg.get(f"{_RELATED}embed", ""))
    said = " ".join(parts["wp:docPr"].get("descr", "").split()) if "wp:docPr" in parts else ""
    return Thing(_name_picture(shown, millimetres, said), f"picture {shown} {millimetres} {said}", vector)


def _name_picture(digest: str, size: str, said: str) -> str:
    name = translate("picture {digest}, {size} mm", digest=digest[:SHOWN_DIGITS], size=size)
    return f"{name}: {said}" if said else name


def _is_cut(parts: Mapping[str, etree._Element]) -> bool:
    """Whether a picture shows a part of its file only."""
    crop, shape = parts.get("a:srcRect"), parts.get("a:prstGeom")
    return (crop is not None and bool(crop.attrib)) or (shape is not None and shape.get("prst") != "rect")


def _digest(element: etree._Element, relations: Relations) -> str:
    """The digest of all that an element holds, with that of the parts that it names."""
    copy = deepcopy(element)
    for part in copy.iter():
        for name, value in part.attrib.items():
            if str(name).startswith(_RELATED):
                part.set(name, relations.digest(str(value)))
        if short_name(part.tag) in ("wp:docPr", "pic:cNvPr"):
            part.set("id", "")
    copy.tail = None
    return hashlib.sha256(canonical(copy).encode()).hexdigest()

"""Things in a text that are no text: pictures by what they show, all else by all that it holds."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from methodology.verifying.docx.properties import canonical, short_name
from methodology.verifying.docx.relations import Relations
from methodology.word.wordml import NAMESPACES

_RELATED = f"{{{NAMESPACES['r']}}}"
_DIGITS = 12
_EMU = 36_000
"""English metric units of a millimetre: as exactly as that, places and sizes are compared."""
_PICTURE = frozenset(
    {
        *("drawing", "wp:inline", "wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"),
        *("a:graphicFrameLocks", "a:graphicData", "pic:pic", "pic:nvPicPr", "pic:cNvPr", "pic:cNvPicPr", "a:picLocks"),
        *("pic:blipFill", "a:blip", "a:stretch", "a:fillRect", "pic:spPr", "a:xfrm", "a:off", "a:ext", "a:prstGeom"),
        *("a:avLst", "a:srcRect", "a:noFill", "a:ln"),
    }
)
"""What a picture in the line of a text is made of and shows nothing else."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing: what a report calls it, and what it is compared by."""

    name: str
    token: str


def describe_thing(element: etree._Element, relations: Relations) -> Thing:
    """A picture in the line by its file and size, whatever program wrote it; anything else by all that it holds."""
    names = {short_name(part.tag) for part in element.iter()}
    if short_name(element.tag) == "drawing" and names <= _PICTURE:
        picture = _picture(element, relations)
        if picture is not None:
            return picture
    name = {"drawing": "drawing", "pict": "drawing", "mc:AlternateContent": "alternate content"}
    short = short_name(element.tag)
    return Thing(name.get(short, short), f"{short} {_digest(element, relations)}")


def _picture(element: etree._Element, relations: Relations) -> Thing | None:
    parts = {short_name(part.tag): part for part in element.iter()}
    blip, extent, crop = parts.get("a:blip"), parts.get("wp:extent"), parts.get("a:srcRect")
    shape = parts.get("a:prstGeom")
    if blip is None or extent is None or blip.get(f"{_RELATED}link") or len(blip):
        return None
    if (crop is not None and crop.attrib) or (shape is not None and shape.get("prst") != "rect"):
        return None
    size = [extent.get(key, "") for key in ("cx", "cy")]
    if not all(number.isdecimal() and len(number) <= _DIGITS for number in size):
        return None
    millimetres = " × ".join(str(round(int(number) / _EMU)) for number in size)
    return Thing("picture", f"picture {relations.digest(blip.get(f'{_RELATED}embed', ''))} {millimetres}")


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

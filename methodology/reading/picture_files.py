"""Reads the files of pictures: whole, of a bounded size, and without anything that runs or leads out of them.

PNG as the World Wide Web Consortium's Portable Network Graphics (third edition) has it, SVG as its SVG 1.1; of SVG
only what draws: no script, no link, no picture of its own, no effect whose cost nobody can tell.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator

from lxml import etree

from methodology.messages import declare_message, translate
from methodology.model.picture import PictureFile, PictureKind

MOST_PNG_BYTES = 4 * 2**20
MOST_SVG_BYTES = 2**20
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 10_000
"""In pixels, of both kinds."""
MOST_ELEMENTS = 20_000
MOST_DRAWN = 100_000
"""Elements that an SVG draws, those that are used several times counted each time."""
MOST_USES = 5
"""So many references lead to one another."""
MOST_DEPTH = 60

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = ">IIBBBBB"
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many samples a pixel has, by the colour type (PNG 11.2.1)."""
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_HIGHEST_FILTER = 4
_PALETTE = 3
_STEP = 2**20

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title"),
        *("desc", "defs", "use", "symbol", "marker", "linearGradient", "radialGradient", "stop", "clipPath", "mask"),
        *("pattern", "style", "metadata"),
    }
)
_DESCRIBING = (
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://creativecommons.org/ns#}",
    "{http://web.resource.org/cc/}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}",
    "{http://www.inkscape.org/namespaces/inkscape}",
)
"""The namespaces of what drawing programs say of a file and nobody draws."""
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg(\s+PUBLIC\s+\"[^\"<>\[\]]*\"\s+\"[^\"<>\[\]]*\")?\s*>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_LENGTH = re.compile(r"\s*([0-9]{1,12}(?:\.[0-9]{0,20})?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_NUMBER = re.compile(r"-?(?:[0-9]{1,12}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE]-?[0-9])?")
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]*)[\"']?\s*\)")
_LEADS_OUT = re.compile(r"(?i)url\(\s*[\"']?(?!#)|@import|@font-face|image-set\(|javascript:|expression\(|\\")
_FAMILIES = re.compile(r"(?i)(?<![\w-])font(?:-family)?\s*:\s*([^;}]*)")
_OWN_FONTS = ("arial", "arimo", "liberation sans", "helvetica", "sans-serif")
"""The families that all formats have, or one as wide."""


class PictureError(ValueError):
    """What is wrong with the file of a picture, and what to do."""

    def __init__(self, message: str, hint: str, code: str = "broken-picture") -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


_SAVE = declare_message("open it in the program that it was drawn with, and save it again")


def read_picture(content: bytes, kind: PictureKind) -> PictureFile:
    """The picture in a file; raises PictureError where it is broken, too large or not safe."""
    most = MOST_PNG_BYTES if kind is PictureKind.PNG else MOST_SVG_BYTES
    if len(content) > most:
        raise PictureError(
            translate("the picture is larger than {most} MB", most=most // 2**20),
            translate("save it smaller"),
            "too-large",
        )
    width, height = _size_of_png(content) if kind is PictureKind.PNG else _size_of_svg(content)
    return PictureFile(kind, content, hashlib.sha256(content).hexdigest(), width, height)


def _check_size(width: float, height: float) -> None:
    if width > LONGEST_SIDE or height > LONGEST_SIDE or width * height > MOST_PIXELS:
        message = translate("the picture is {width:.0f} × {height:.0f} pixels large", width=width, height=height)
        hint = translate(
            "save it with at most {longest_side} pixels a side and {most_pixels} million together",
            longest_side=LONGEST_SIDE,
            most_pixels=MOST_PIXELS // 10**6,
        )
        raise PictureError(message, hint, "too-large")


def _size_of_png(content: bytes) -> tuple[float, float]:
    """The width and height of a PNG whose parts are all there and whole."""
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != struct.calcsize(_HEADER):
        raise PictureError(translate("the PNG has no header"), translate(_SAVE))
    if chunks[-1][0] != b"IEND":
        raise PictureError(translate("the PNG breaks off before its end"), translate(_SAVE))
    width, height, bits = _read_header(chunks[0][1], [kind for kind, _ in chunks])
    _check_rows(b"".join(data for kind, data in chunks if kind == b"IDAT"), bits, height)
    return width, height


def _read_header(header: bytes, kinds: list[bytes]) -> tuple[int, int, int]:
    """The width, the height and the bits of a row, of a PNG with chunks of these kinds (PNG 11.2.1)."""
    width, height, depth, colour, compression, filtering, interlaced = struct.unpack(_HEADER, header)
    if not width or not height or depth not in _DEPTHS.get(colour, ()) or compression or filtering:
        raise PictureError(translate("the header of the PNG has values that no PNG has"), translate(_SAVE))
    if interlaced or b"acTL" in kinds:
        raise PictureError(
            translate("the PNG is interlaced or moves"), translate("save it as a plain PNG, without interlacing")
        )
    _check_size(width, height)
    if colour == _PALETTE and b"PLTE" not in kinds:
        raise PictureError(translate("the PNG has no palette"), translate(_SAVE))
    return width, height, width * depth * _SAMPLES[colour]


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG up to its end, each with its checksum right (PNG 5.3)."""
    if not content.startswith(_SIGNATURE):
        raise PictureError(
            translate("the file is no PNG, whatever its name says"),
            translate("save it as PNG, or as SVG with that ending"),
        )
    at = len(_SIGNATURE)
    while at < len(content):
        if at + 12 > len(content):
            raise PictureError(translate("the PNG breaks off before its end"), translate(_SAVE))
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 8 + length
        if end + 4 > len(content):
            raise PictureError(translate("the PNG breaks off before its end"), translate(_SAVE))
        data = content[at + 8 : end]
        if zlib.crc32(content[at + 4 : end]) != struct.unpack_from(">I", content, end)[0]:
            raise PictureError(
                translate("a part of the PNG at byte {at} is damaged: its checksum is wrong", at=at), _SAVE
            )
        yield kind, data
        at = end + 4
        if kind == b"IEND" and at < len(content):
            raise PictureError(translate("the PNG has bytes after its end"), translate(_SAVE))


def _check_rows(packed: bytes, bits: int, height: int) -> None:
    """Check that the rows are all there and nothing else; they are unpacked bit by bit and not kept."""
    stride = (bits + 7) // 8 + 1
    wanted, got = stride * height, 0
    unpacking = zlib.decompressobj()
    try:
        while not unpacking.eof and got <= wanted:
            rows = unpacking.decompress(packed, _STEP)
            packed = unpacking.unconsumed_tail
            if max(rows[-got % stride :: stride], default=0) > _HIGHEST_FILTER:
                raise PictureError(translate("the rows of the PNG are damaged"), translate(_SAVE))
            got += len(rows)
            if not rows and not packed:
                break
    except zlib.error as error:
        raise PictureError(translate("the rows of the PNG are damaged"), translate(_SAVE)) from error
    if got != wanted or not unpacking.eof:
        raise PictureError(translate("the PNG has other rows than its header says"), translate(_SAVE))


def _size_of_svg(content: bytes) -> tuple[float, float]:
    """The width and height of an SVG that draws and does nothing else."""
    root = _parse_svg(content)
    elements = list(root.iter())
    if len(elements) > MOST_ELEMENTS:
        raise PictureError(
            translate("the SVG has more than {most_elements} elements", most_elements=MOST_ELEMENTS),
            translate("save it as PNG"),
            "too-large",
        )
    for element in elements:
        _check_element(element)
    _check_fonts(elements)
    _Uses(elements).check(root)
    return _svg_size(root)


def _parse_svg(content: bytes) -> etree._Element:
    declared = _ENCODING.match(content[:200])
    plain = _DOCTYPE.sub(b"", content, count=1)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        hint = translate("delete the lines from <!DOCTYPE to ]>, or save it as plain SVG")
        raise PictureError(translate("the SVG declares entities"), hint, "unsafe-picture")
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise PictureError(translate("the SVG is not UTF-8"), translate("save it as UTF-8"))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = error.msg if isinstance(error, etree.XMLSyntaxError) else error
        raise PictureError(translate("the SVG is broken: {message}", message=message), translate(_SAVE)) from error
    if root.tag != f"{_SVG}svg":
        raise PictureError(
            translate("the file is no SVG, whatever its name says"),
            translate("save it as SVG, or as PNG with that ending"),
        )
    return root


def _check_element(element: etree._Element) -> None:
    """Refuse what does anything but draw."""
    if not isinstance(element.tag, str):
        raise PictureError(
            translate("the SVG has an instruction to programs"), translate("delete the line that begins with <?")
        )
    name = element.tag.removeprefix(_SVG)
    if name not in _DRAWN and not element.tag.startswith(_DESCRIBING):
        hint = translate("save it as plain SVG without it, or as PNG")
        message = translate(
            "the SVG has <{name}>, which no picture here may have (line {line})",
            name=etree.QName(element).localname,
            line=element.sourceline,
        )
        raise PictureError(message, hint, "unsafe-picture")
    if element.tag.startswith(_SVG) and _does_more(element, name):
        message = translate(
            "<{name}> of the SVG runs something or leads out of it (line {line})", name=name, line=element.sourceline
        )
        hint = translate("save it as plain SVG without scripts, links and fonts of its own")
        raise PictureError(message, hint, "unsafe-picture")


def _does_more(element: etree._Element, name: str) -> bool:
    """Whether an element runs something, or refers to anything but a part of its own file."""
    said = {etree.QName(key).localname.lower(): str(value) for key, value in element.attrib.items()}
    if any(key.startswith("on") or key == "base" for key in said) or not said.get("href", "#").startswith("#"):
        return True
    # what a style sheet refers to would not be counted with what is drawn
    style = (element.text or "").lower().replace("url(", "\\") if name == "style" else ""
    return any(map(_LEADS_OUT.search, (*said.values(), style)))


def _check_fonts(elements: list[etree._Element]) -> None:
    """Refuse letters of a font that the formats do not share: each would show others."""
    if not any(element.tag == f"{_SVG}text" for element in elements):
        return
    first = [family.split(",")[0].strip(" \t\n\"'").lower() for family in _families(elements)]
    strange = next((name for name in first if not name.endswith(_OWN_FONTS) and name != "inherit"), None)
    if strange is not None or not first:
        message = translate("the letters of the SVG have no font")
        if strange is not None:
            message = translate("the letters of the SVG are set in '{font}'", font=strange)
        hint = translate("set them in Arial, or turn them into paths")
        raise PictureError(message, hint, "unsafe-picture")


def _families(elements: list[etree._Element]) -> Iterator[str]:
    for element in elements:
        yield from filter(None, [element.get("font-family")])
        sheet = element.text if element.tag == f"{_SVG}style" else None
        for style in (element.get("style"), sheet):
            yield from _FAMILIES.findall(style or "")


class _Uses:
    """Counts what an SVG draws: a part that others refer to is drawn once for each of them."""

    def __init__(self, elements: list[etree._Element]) -> None:
        self.by_id = {str(element.get("id")): element for element in reversed(elements) if element.get("id")}
        self.counts: dict[str, int] = {}

    def check(self, root: etree._Element) -> None:
        """Raise PictureError where the count is no longer one of a picture."""
        if self._count(root, 0, 0) > MOST_DRAWN:
            raise PictureError(
                translate("the SVG draws more than {most_drawn} shapes", most_drawn=MOST_DRAWN),
                translate("save it as PNG"),
                "too-large",
            )

    def _count(self, element: etree._Element, depth: int, uses: int) -> int:
        if depth > MOST_DEPTH or uses > MOST_USES:
            message = translate(
                "the SVG is nested more than {most_depth} deep, or its parts refer to one another",
                most_depth=MOST_DEPTH,
            )
            raise PictureError(message, translate("save it as plain SVG, or as PNG"), "too-large")
        drawn = 1 + sum(self._count(child, depth + 1, uses) for child in element)
        for name in _references(element):
            if name in self.by_id:
                key = f"{uses} {name}"
                if key not in self.counts:
                    self.counts[key] = self._count(self.by_id[name], 0, uses + 1)
                drawn += self.counts[key]
        return min(drawn, MOST_DRAWN + 1)


def _references(element: etree._Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if etree.QName(key).localname.lower() == "href":
            yield str(value).removeprefix("#")
        yield from _REFERENCE.findall(str(value))


def _svg_size(root: etree._Element) -> tuple[float, float]:
    """The width and height in pixels: as they are given, else those of the box that is drawn."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    has_box = len(box) == 4 and all(number and _NUMBER.fullmatch(number) for number in box)  # noqa: PLR2004
    if root.get("viewBox") is not None and not (has_box and _is_sound(*map(float, box))):
        raise PictureError(
            translate("the viewBox of the SVG is no box, or one of no size"),
            translate('write viewBox="0 0 width height"'),
        )
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(sides):
        width, height = (float(side[1]) * _PIXELS[side[2]] for side in sides if side)
    elif has_box:
        width, height = float(box[2]), float(box[3])
        # drawn in units of its own, it has no size in pixels but that of a usual picture
        scale = min(1.0, 1_000 / max(width, height))
        width, height = width * scale, height * scale
    else:
        raise PictureError(
            translate("the SVG does not say how large it is"), translate("give it width and height, or a viewBox")
        )
    if not (width > 0 and height > 0):
        raise PictureError(translate("the SVG has no size"), translate("give it width and height"))
    _check_size(width, height)
    return width, height


def _is_sound(left: float, top: float, width: float, height: float) -> bool:
    """Whether a box is one that programs can draw."""
    return width > 0 and height > 0 and max(map(abs, (left, top, width, height))) <= 10**6

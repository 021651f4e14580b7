"""Pictures in the line of a text (ECMA-376-1 20.4.2.8); beside an SVG stands a PNG for programs that show none."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import XmlPart
from lxml import etree

from methodology.model.document import Picture, plain_text
from methodology.model.picture import PictureFile, PictureKind
from methodology.word.package import add_part
from methodology.word.wordml import escape, parse_markup

EMU_OF_TWIP = 635
"""English metric units of a twentieth of a point."""
_POINTS = 480
"""The width of a page's text: an SVG is drawn in points of that width, whatever it is shown at."""
_PER_INCH = 220
"""Dots of the PNG of an SVG: what Word keeps of pictures by default."""
_LAST_SETTINGS = frozenset(
    {
        *("doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType"),
        *("schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
    }
)
"""What stands behind it among the settings (ECMA-376-1 17.15.1.78)."""
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_OWN_ID = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(slots=True)
class Pictures:
    """The files of a document's pictures, each written into the package once."""

    owner: XmlPart
    files: Mapping[str, PictureFile]
    roots: list[etree._Element] = field(default_factory=list)
    """The template's parts, whose own pictures keep their ids."""
    _related: dict[str, tuple[str, str | None]] = field(default_factory=dict, init=False)
    """The relationships of the PNG and, if there is one, of the SVG, by the digest of the file."""
    _ids: Iterator[int] | None = field(default=None, init=False)

    def write(self, picture: Picture, text_width: int) -> str:
        """A picture as markup of what a ``w:p`` holds; ``text_width`` is in twentieths of a point."""
        file = self.files[picture.digest]
        width, height = width_of(picture, text_width), self._height(picture, text_width)
        png, svg = self._relate(file)
        said = escape(plain_text(picture.alternative))
        named = f'id="{self._next_id()}" name="{escape(picture.file)}" descr="{said}"'
        size = f'cx="{width}" cy="{height}"'
        vector = "" if svg is None else _VECTOR.format(svg=svg)
        return _DRAWING.format(size=size, named=named, png=png, vector=vector)

    def height(self, picture: Picture, text_width: int) -> int:
        """The height of a picture in twentieths of a point, of which ``text_width`` is a number too."""
        return round(self._height(picture, text_width) / EMU_OF_TWIP)

    def _height(self, picture: Picture, text_width: int) -> int:
        file = self.files[picture.digest]
        return max(round(width_of(picture, text_width) * file.height / file.width), 1)

    def _relate(self, file: PictureFile) -> tuple[str, str | None]:
        if file.digest not in self._related:
            png = file.content if file.kind is PictureKind.PNG else draw_svg(file.content)
            svg = self._embed(file.content, PictureKind.SVG) if file.kind is PictureKind.SVG else None
            self._related[file.digest] = self._embed(png, PictureKind.PNG), svg
        return self._related[file.digest]

    def _embed(self, content: bytes, kind: PictureKind) -> str:
        part = add_part(self.owner, f"/word/media/picture%d.{kind}", kind.media_type, RELATIONSHIP.IMAGE, content)
        return self.owner.relate_to(part, RELATIONSHIP.IMAGE)

    def _next_id(self) -> int:
        if self._ids is None:
            own = {mark.get("id") for root in self.roots for mark in root.iter(_OWN_ID)}
            self._ids = (number for number in count(1) if str(number) not in own)
        return next(self._ids)


_VECTOR = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="'
    f'{_SVG}" r:embed="{{svg}}"/></a:ext></a:extLst>'
)
_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/><wp:cNvGraphicFramePr>'
    '<a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/>'
    '</wp:cNvGraphicFramePr><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    "<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
    '<pic:blipFill><a:blip r:embed="{png}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def keep_pictures(settings: etree._Element) -> None:
    """Let Word save pictures as they are: by itself it makes large ones coarser (ECMA-376-1 17.15.1.29)."""
    following = (child for child in settings if etree.QName(child).localname in _LAST_SETTINGS)
    at = next(map(settings.index, following), len(settings))
    settings.insert(at, parse_markup("<w:doNotAutoCompressPictures/>")[0])


def width_of(picture: Picture, text_width: int) -> int:
    """The width of a picture in EMU; ``text_width`` is in twentieths of a point."""
    return round(text_width * EMU_OF_TWIP * picture.width / 100)


@lru_cache(maxsize=64)
def draw_svg(content: bytes) -> bytes:
    """An SVG as a PNG, the same bytes for the same ones; remembered, as most pictures stay as they are."""
    import typst  # noqa: PLC0415 (of the documents few have an SVG)

    fonts = str(importlib.resources.files("fontpkg_arimo") / "files")
    look = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#set text(font: "Arimo")\n'
    page = f'{look}#image("svg", width: {_POINTS}pt)'
    # typst's types know nothing of the files in memory that it takes
    files: Any = {"main": page.encode(), "svg": content}
    drawn: bytes = typst.compile(
        files,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        format="png",
        ppi=_PER_INCH,
    )
    return drawn

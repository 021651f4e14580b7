"""What pictures of bars are drawn with, as SVG: lines of texts and rectangles, in points."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from markupsafe import escape

from methodology.model.picture import PictureFile, PictureKind

WIDTH, LINE = 480, 14
"""The width of a picture, which is that of an upright page's text, and the height of a line."""
BEFORE, NOW, INK, TRACK = "#7490c8", "#1f3864", "#1b1f27", "#e3e9f2"
"""The colours of an old value and of a new one where no look says them, of texts, and of what bars stand on."""
_TEXT = '<text x="{x}" y="{y}" font-family="Arial" font-size="8" fill="{fill}">{text}</text>'
_RECT = '<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'


def draw_text(x: float, line: int, text: str) -> str:
    """Draw a text on a line, which is counted from 0."""
    return _TEXT.format(x=x, y=line * LINE + 10, fill=INK, text=escape(text))


def draw_rectangle(place: tuple[float, float], size: tuple[float, float], fill: str) -> str:
    """Draw a rectangle by its upper left corner, its width and height, and its colour."""
    return _RECT.format(x=place[0], y=place[1], width=size[0], height=size[1], fill=fill)


def draw_picture(lines: int, pieces: Iterable[str]) -> str:
    """Draw a picture of so many lines."""
    height = lines * LINE
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return _PICTURE.format(size=size, drawn="".join(pieces))


def picture_of(drawn: str, lines: int) -> PictureFile:
    """Return a drawn picture as the file that documents carry."""
    content = drawn.encode()
    return PictureFile(PictureKind.SVG, content, hashlib.sha256(content).hexdigest(), WIDTH, lines * LINE)

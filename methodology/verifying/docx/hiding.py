"""Whether a look that differs hides text, or can turn it into another."""

from __future__ import annotations

import re
from collections.abc import Mapping

from methodology.verifying.docx.allowed import TEXT_FONTS

LEAST_CONTRAST = 3.0
"""Of text and what is behind it, as WCAG 2.2 (1.4.11) counts it; less than this may not be seen."""
LEAST_SIZE, MOST_SIZE = 12, 200
"""In half points: 6 pt, and as many as leave a number of a table whole on a page."""
LEAST_LINE = 180
"""Of a line's height: three quarters of a line, or 9 pt where the height is exact; less cuts letters off."""
MOST_INDENT, LEAST_INDENT = 4_000, -800
"""In twentieths of a point; beyond these a text may stand outside of the page."""
LEAST_PART = 8
"""Four fifths of a letter's height, in twentieths of a point for each half point."""
DEFAULT_SIZE = "20"
_DARK = 0.04045
_CLOSEST, _WIDEST = -20, 200
_NARROW, _BROAD = 66, 200
_HIGHLIGHTS: Mapping[str, str] = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "00008B", "darkCyan": "008B8B",
    "darkGray": "A9A9A9", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "D3D3D3", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_INTEGER = re.compile(r"-?[0-9]{1,9}")


def hides(name: str, before: str, after: str) -> bool:
    """Whether a look that became ``after`` can hide text; colours are judged by :func:`is_faint`."""
    match name:
        case "sz":
            size = _number(after or DEFAULT_SIZE) or 0
            return size < LEAST_SIZE or size > max(MOST_SIZE, _number(before) or 0)
        case "spacing":
            return not _CLOSEST <= _number_or_zero(after) <= _WIDEST
        case "w":
            return not _NARROW <= (_number(after) or (100 if not after else 0)) <= _BROAD
        case "font":
            return not set(after.casefold().split("|")) <= TEXT_FONTS | {""}
        case "left" | "right" | "first":
            return not LEAST_INDENT <= _number_or_zero(after) <= MOST_INDENT
        case _:
            return False


def clips(paragraph: Mapping[str, str], size: int) -> bool:
    """Whether the height of a paragraph's lines cuts letters of this size (in half points) off."""
    height = _number(paragraph.get("line", "240")) or 0
    match paragraph.get("lineRule", "auto"):
        case "atLeast":
            return False
        case "exact":
            return height < max(LEAST_LINE, LEAST_PART * size)
        case _:
            return height < LEAST_LINE


def size_of(look: Mapping[str, str]) -> int:
    """The size of a run, in half points."""
    return _number(look.get("sz") or DEFAULT_SIZE) or 0


def is_faint(look: Mapping[str, str], beside: Mapping[str, str]) -> bool:
    """Whether text in one look can be seen less than is enough, and less than beside it."""
    contrast = contrast_of(look)
    return contrast < LEAST_CONTRAST and contrast < contrast_of(beside)


def behind_of(look: Mapping[str, str]) -> str:
    """What is painted behind a text: a colour, or the name of a marker's."""
    return look.get("highlight") or look.get("shade") or look.get("behind") or "FFFFFF"


def contrast_of(look: Mapping[str, str]) -> float:
    """The contrast of a text with what is behind it, 1 to 21, an automatic colour taken as black; 0 if not known."""
    behind = _HIGHLIGHTS.get(behind_of(look), behind_of(look))
    color = look.get("color", "") or "000000"
    if not _HEX.fullmatch(behind) or not _HEX.fullmatch(color):
        return 0
    lighter, darker = sorted((_luminance(color), _luminance(behind)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _number(text: str) -> int | None:
    return int(text) if _INTEGER.fullmatch(text) else None


def _number_or_zero(text: str) -> int:
    number = _number(text) if text else 0
    return 10**9 if number is None else number

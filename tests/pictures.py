"""Content with pictures: a chapter that places an SVG with letters and a PNG that shines through."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

PLACED = r"""
![Regije \[tri\], cilj je {O.1.1.target}.](pictures/map.svg "Regije, \"po **letih**\""){: width=60% }

Besedilo za sliko.

![Graf](pictures/chart.png "Graf po letih"){: width=30% }

Za grafom.
"""
MAP = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" viewBox="0 0 400 200">
<linearGradient id="g"><stop stop-color="#1F3864"/>
<stop offset="1" stop-color="#8EA0B8" stop-opacity="0.3"/></linearGradient>
<rect x="10" y="60" width="80" height="130" fill="url(#g)"/><rect x="120" y="20" width="80" height="170" opacity="0.5"/>
<text x="220" y="100" font-family="Arial" font-size="24">Regija č</text>
</svg>
""".encode()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


EMBLEM = "emblem: {file: pictures/map.svg, alternative: Pikčast znak, sentence: Sofinancira Unija, width: 9}\n"


def plain_png(width: int = 40, height: int = 60, shade: int = 120) -> bytes:
    """A PNG with colours that shine through."""
    row = b"\0" + b"".join(bytes((at % 256, shade, 90, 90 if at % 2 else 255)) for at in range(width))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(row * height))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")


def with_pictures(content: Path) -> Path:
    """The content with pictures at the end of its introduction, and one on its cover."""
    (content / "pictures").mkdir()
    (content / "pictures" / "map.svg").write_bytes(MAP)
    (content / "pictures" / "chart.png").write_bytes(plain_png())
    file = content / "chapters" / "introduction.md"
    file.write_text(file.read_text(encoding="utf-8") + PLACED, encoding="utf-8")
    facts = content / "programme.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + EMBLEM, encoding="utf-8")
    return content

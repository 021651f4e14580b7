"""The files of pictures that chapters place."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum

FOLDER = "pictures"
"""Where pictures stand below the content folder."""
SHOWN_DIGITS = 8
"""So much of a digest tells two files apart."""


class PictureKind(StrEnum):
    """The kinds of files that a picture may be, by their endings."""

    PNG = "png"
    SVG = "svg"

    @property
    def media_type(self) -> str:
        """The name of the kind in files of other formats."""
        return "image/svg+xml" if self is PictureKind.SVG else "image/png"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The file of a picture that is safe and whole, with its width and height in pixels.

    ``digest`` is the SHA-256 of its bytes, in hexadecimal digits.
    """

    kind: PictureKind
    content: bytes
    digest: str
    width: float
    height: float

    @property
    def address(self) -> str:
        """All of it as an address: shown as an image of a page, it can run and ask for nothing."""
        return f"data:{self.kind.media_type};base64,{base64.b64encode(self.content).decode('ascii')}"

    @property
    def shown(self) -> str:
        """How reports tell it from another one: ``PNG, 640 × 480, 12 kB, 1a2b3c4d``."""
        size = f"{self.width:.0f} × {self.height:.0f}"
        return f"{self.kind.upper()}, {size}, {max(len(self.content) // 1000, 1)} kB, {self.digest[:SHOWN_DIGITS]}"


def is_picture_path(path: str) -> bool:
    """Whether a content file is kept as bytes: it lies in the folder of pictures."""
    return path.startswith(f"{FOLDER}/")


def text_of_bytes(content: bytes) -> str:
    """The bytes of a picture as a text, as content files are kept: bytes that are no UTF-8 as PEP 383 has them."""
    return content.decode("utf-8", "surrogateescape")


def bytes_of_text(text: str) -> bytes:
    """The bytes of a content file that is kept as a text; those of a picture as they were."""
    return text.encode("utf-8", "surrogateescape")

"""Files as the real LibreOffice saves them, many in one go: as DOCX, and by way of ODT."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.rendering.judges import convert_files


def save_as_libreoffice(contents: Sequence[bytes], folder: Path) -> list[bytes]:
    """The files opened and saved as DOCX; a test is skipped where LibreOffice is not installed."""
    return convert_files(contents, folder, "docx", "docx")


def save_as_odt(contents: Sequence[bytes], folder: Path) -> list[bytes]:
    """The files saved as ODT, and these as DOCX again."""
    return convert_files(convert_files(contents, folder / "there", "docx", "odt"), folder / "back", "odt", "docx")

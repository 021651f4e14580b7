"""Files as the real LibreOffice saves them, many in one go: as DOCX, and by way of ODT."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.tools import HANGS_AFTER, require_program


def save_as_libreoffice(contents: Sequence[bytes], folder: Path) -> list[bytes]:
    """The files opened and saved as DOCX; a test is skipped where LibreOffice is not installed."""
    return _converted(contents, folder, "docx", "docx")


def save_as_odt(contents: Sequence[bytes], folder: Path) -> list[bytes]:
    """The files saved as ODT, and these as DOCX again."""
    return _converted(_converted(contents, folder / "there", "docx", "odt"), folder / "back", "odt", "docx")


def _converted(contents: Sequence[bytes], folder: Path, old: str, new: str) -> list[bytes]:
    office = require_program("soffice")
    source, target = folder / "in", folder / "out"
    source.mkdir(parents=True)
    files = [source / f"{number:03}.{old}" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", new, "--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=HANGS_AFTER)
    return [(target / f"{file.stem}.{new}").read_bytes() for file in files]

"""An office suite resolves the redlines to the same documents, too."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

from methodology.model.document import Document
from tests.built import CONTENT, copied
from tests.rendering.docx_text import docx_blocks
from tests.tools import missing, require_program
from tests.versions.amendments import amend, without_objective
from tests.versions.test_redline import clean, composed, redline

SCRIPT = Path(__file__).parent / "libreoffice_resolve.py"
PYTHON = Path("/usr/bin/python3")
"""The one that the distribution's LibreOffice has its ``uno`` module in."""


def pairs(folder: Path) -> list[tuple[Document, Document]]:
    """Versions of the real document, each pair in both directions."""
    old = composed(CONTENT)
    amended = [
        without_objective(copied(CONTENT, folder / "objective"), "so2"),
        *(amend(copied(CONTENT, folder / f"amended{seed}"), random.Random(seed), 20) for seed in (100, 101, 102)),
    ]
    return [pair for new in amended for pair in ((old, new), (new, old))]


def resolved(files: list[Path], command: str, folder: Path) -> list[bytes]:
    """The files with all changes accepted or rejected by LibreOffice."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    pipe = f"redline{folder.stat().st_ino}"
    office = [require_program("soffice"), profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp"]
    targets = [folder / f"{command}{number}.docx" for number, _ in enumerate(files)]
    names = [str(name) for both in zip(files, targets, strict=True) for name in both]
    with subprocess.Popen(office, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        subprocess.run([str(PYTHON), str(SCRIPT), pipe, command, *names], check=True, timeout=120)
    return [target.read_bytes() for target in targets]


def test_libreoffice_accepts_and_rejects(tmp_path: Path) -> None:
    if subprocess.run([str(PYTHON), "-c", "import uno"], capture_output=True, check=False).returncode:
        missing("LibreOffice's module for Python (python3-uno)")
    versions = pairs(tmp_path)
    files = []
    for number, (old, new) in enumerate(versions):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(redline(old, new))
    accepted = resolved(files, "AcceptAllTrackedChanges", tmp_path)
    rejected = resolved(files, "RejectAllTrackedChanges", tmp_path)
    for (old, new), after, before in zip(versions, accepted, rejected, strict=True):
        assert docx_blocks(after) == docx_blocks(clean(new))
        assert docx_blocks(before) == docx_blocks(clean(old))

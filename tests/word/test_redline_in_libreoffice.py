"""An office suite resolves the redlines to the same documents, too."""

from __future__ import annotations

import random
from pathlib import Path

from methodology.model.document import Document
from tests.built import CONTENT, copied
from tests.pull.office import run_in_office
from tests.versions.amendments import amend, without_objective
from tests.word.docx_text import docx_blocks
from tests.word.test_redline import clean, composed, redline

SCRIPT = Path(__file__).parent / "libreoffice_resolve.py"


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
    targets = [folder / f"{command}{number}.docx" for number, _ in enumerate(files)]
    names = [str(name) for both in zip(files, targets, strict=True) for name in both]
    run_in_office(SCRIPT, folder, command, *names)
    return [target.read_bytes() for target in targets]


def test_libreoffice_accepts_and_rejects(tmp_path: Path) -> None:
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

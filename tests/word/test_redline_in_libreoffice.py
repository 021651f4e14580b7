"""An office suite resolves the redlines to the same documents, too."""

from __future__ import annotations

import random
from pathlib import Path

from methodology.model.document import Document
from tests.built import CONTENT, SAMPLE, copied
from tests.pull.office import run_in_office
from tests.versions.amendments import amend, without_objective
from tests.versions.wide_amendments import amend_widely, copied_templates
from tests.word.docx_text import docx_blocks
from tests.word.test_redline import clean, composed, redline

SCRIPT = Path(__file__).parent / "libreoffice_resolve.py"


def pairs(folder: Path) -> list[tuple[Document, Document]]:
    """Versions of the real document: an objective comes and goes; what is amended at random comes one way or goes."""
    old = composed(CONTENT)
    fewer = without_objective(copied(CONTENT, folder / "objective"), "so2")
    amended = [amend(copied(CONTENT, folder / f"amended{seed}"), random.Random(seed), 20) for seed in (100, 101, 102)]
    return [(old, fewer), (fewer, old), (old, amended[0]), (amended[1], old), (old, amended[2])]


KINDS = (
    "indicator that comes",
    "indicator that goes",
    "registry rename",
    "template",
    "bold and italics",
    "link",
    "line break",
    "quote",
)
"""Those whose way back LibreOffice knows; of levels and list kinds it keeps the number that the redline shows."""


def amended_in(folder: Path, kind: str) -> Document:
    """The sample with an amendment of a kind."""
    return amend_widely(copied(SAMPLE, folder), copied_templates(folder), random.Random(1), 1, kind)[0]


def resolved(files: list[Path], command: str, folder: Path) -> list[bytes]:
    """The files with all changes accepted or rejected by LibreOffice."""
    targets = [folder / f"{command}{number}.docx" for number, _ in enumerate(files)]
    names = [str(name) for both in zip(files, targets, strict=True) for name in both]
    run_in_office(SCRIPT, folder, command, *names)
    return [target.read_bytes() for target in targets]


def test_libreoffice_accepts_and_rejects(tmp_path: Path) -> None:
    assert_resolves(pairs(tmp_path), tmp_path)


def test_libreoffice_accepts_and_rejects_what_comes_and_goes(tmp_path: Path) -> None:
    old = composed(SAMPLE)
    amended = [amended_in(tmp_path / kind, kind) for kind in KINDS]
    assert_resolves([pair for new in amended for pair in ((old, new), (new, old))], tmp_path)


def assert_resolves(versions: list[tuple[Document, Document]], folder: Path) -> None:
    """LibreOffice makes both documents of each redline."""
    files = []
    for number, (old, new) in enumerate(versions):
        files.append(folder / f"{number}.docx")
        files[-1].write_bytes(redline(old, new))
    accepted = resolved(files, "AcceptAllTrackedChanges", folder)
    rejected = resolved(files, "RejectAllTrackedChanges", folder)
    for (old, new), after, before in zip(versions, accepted, rejected, strict=True):
        assert docx_blocks(after) == docx_blocks(clean(new))
        assert docx_blocks(before) == docx_blocks(clean(old))

"""What the tests of the PDF share: the project's own template, changed copies of it, and the sample rendered."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from methodology.model.document import Block
from methodology.rendering.pdf import Pdf, render_pdf
from tests.rendering.sample import sample_document

TEMPLATES = Path(__file__).parents[2] / "templates"


def rendered(*blocks: Block) -> Pdf:
    """The sample document, or the sample's cover around ``blocks``."""
    return render_pdf(sample_document(blocks or None), TEMPLATES)


@contextlib.contextmanager
def opened(pdf: Pdf) -> Iterator[pikepdf.Pdf]:
    """The file's objects."""
    with pikepdf.open(io.BytesIO(pdf.content)) as file:
        yield file


def changed_templates(folder: Path, old: str, new: str) -> Path:
    """A copy of the templates in ``folder`` whose PDF template has ``new`` for ``old``."""
    templates = folder / "templates"
    shutil.copytree(TEMPLATES, templates)
    source = (templates / "methodology.typ").read_text(encoding="utf-8")
    assert old in source
    (templates / "methodology.typ").write_text(source.replace(old, new), encoding="utf-8")
    return templates

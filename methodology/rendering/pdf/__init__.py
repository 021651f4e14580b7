"""The document as PDF, laid out by Typst; PDF/A-2a and PDF/UA-1 in one file."""

from __future__ import annotations

from pathlib import Path

from methodology.model.document import Document
from methodology.model.seal import Seal
from methodology.model.tied_words import tie_document
from methodology.rendering.pdf.typesetting import Pdf, typeset

__all__ = ["Pdf", "render_pdf"]


def render_pdf(
    document: Document, templates: Path, template: str = "methodology.typ", *, seal: Seal | None = None
) -> Pdf:
    """Lay ``document`` out with a Typst file of ``templates`` and the fonts of ``templates/fonts``, if there are any.

    A seal goes into the metadata.

    Raises ContentError where the template is missing or wrong, where Typst warns (an unknown font is but a warning)
    and where a character is in none of the fonts; ValueError where a link of the document leads nowhere.
    """
    path = templates / template
    document = tie_document(document)
    pdf = typeset(document, path)
    from methodology.rendering.pdf.structure_tree import finish_tags  # noqa: PLC0415 (loads pikepdf, Typst does without)

    return finish_tags(pdf, document, path, seal)

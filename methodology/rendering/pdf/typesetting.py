"""The call of Typst: one compilation, with no fonts but the given ones and no clock.

Typst remembers what it has set in this process, by the files that each piece was made from. So the document comes in
as a file, ``doc.json`` beside the template, that exists in memory alone: of a changed document only what has changed
is set anew. It forgets what ten compilations have not used.
"""

from __future__ import annotations

import calendar
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from methodology.diagnostics import ContentError, Diagnostic
from methodology.model.document import Document
from methodology.rendering.pdf.data import typst_input
from methodology.rendering.pdf.faults import ENTRY, faults, whole_file

DATA = "doc.json"
"""What the template calls the document; a file of this name in its folder is not read."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF. ``heading_pages`` has the physical page of each heading by its anchor; the cover is page 1."""

    content: bytes
    heading_pages: Mapping[str, int]
    page_count: int


def typeset(document: Document, template: Path) -> bytes:
    """The PDF as Typst makes it; the template may read files beside it, and none outside of its folder."""
    if not template.is_file():
        message, hint = "the template of the PDF is not there", "restore it from the last version in git"
        raise ContentError([Diagnostic("pdf-template-missing", message, whole_file(template), hint)])
    data = typst_input(document)
    # typst's types know nothing of the files in memory that it takes
    files: Any = {ENTRY: f'#include "{template.name}"'.encode(), DATA: data.encode()}
    pdf: bytes
    try:
        pdf, warnings = typst.compile_with_warnings(
            files,
            root=template.parent,
            font_paths=_fonts(template.parent / "fonts"),
            ignore_system_fonts=True,
            sys_inputs={"doc": data} if _is_of_old(template.parent) else {},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=calendar.timegm(document.properties.date.timetuple()),
        )
    except typst.TypstError as error:
        raise ContentError(faults([error], document, template)) from error
    if warnings:
        raise ContentError(faults(warnings, document, template))
    return pdf


def _is_of_old(templates: Path) -> bool:
    """Whether templates take the document from ``sys.inputs``, as those of committed versions do.

    They are set with it still, but anew each time: what comes in there is part of every piece that Typst remembers.
    """
    return any(b"sys.inputs" in path.read_bytes() for path in templates.glob("*.typ") if path.is_file())


def _fonts(own: Path) -> typst.Fonts:
    """Arimo and the office's fonts in the folder ``own``, where there is one."""
    folders = [str(importlib.resources.files("fontpkg_arimo") / "files"), *([str(own)] if own.is_dir() else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)

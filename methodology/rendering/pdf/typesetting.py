"""The call of Typst: one compilation, with no fonts but the given ones and no clock."""

from __future__ import annotations

import calendar
import importlib.resources
from pathlib import Path

import typst

from methodology.diagnostics import ContentError, Diagnostic
from methodology.model.document import Document
from methodology.rendering.pdf.data import typst_input
from methodology.rendering.pdf.faults import faults, whole_file


def typeset(document: Document, template: Path) -> bytes:
    """The PDF as Typst makes it; the template may read files beside it, and none outside of its folder."""
    if not template.is_file():
        message, hint = "the template of the PDF is not there", "restore it from the last version in git"
        raise ContentError([Diagnostic("pdf-template-missing", message, whole_file(template), hint)])
    try:
        pdf, warnings = typst.compile_with_warnings(
            template,
            root=template.parent,
            font_paths=_fonts(template.parent / "fonts"),
            ignore_system_fonts=True,
            sys_inputs={"doc": typst_input(document)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=calendar.timegm(document.properties.date.timetuple()),
        )
    except typst.TypstError as error:
        raise ContentError(faults([error], document, template)) from error
    if warnings:
        raise ContentError(faults(warnings, document, template))
    return pdf


def _fonts(own: Path) -> typst.Fonts:
    """Arimo and the office's fonts in the folder ``own``, where there is one."""
    folders = [str(importlib.resources.files("fontpkg_arimo") / "files"), *([str(own)] if own.is_dir() else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)

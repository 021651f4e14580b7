"""The call of Typst: one compilation, with no fonts but the given ones and no clock."""

from __future__ import annotations

import calendar
import importlib.resources
from pathlib import Path

import typst

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.model.document import Document
from methodology.rendering.pdf.data import typst_input
from methodology.rendering.pdf.faults import faults

TEMPLATE = "methodology.typ"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


def typeset(document: Document, templates: Path) -> bytes:
    """The PDF as Typst makes it."""
    source = templates / TEMPLATE
    if not source.is_file():
        raise ContentError([_missing(templates)])
    try:
        pdf, warnings = typst.compile_with_warnings(
            source,
            root=templates,
            font_paths=_fonts(templates),
            ignore_system_fonts=True,
            sys_inputs={"doc": typst_input(document)},
            pdf_standards=STANDARDS,
            timestamp=calendar.timegm(document.properties.date.timetuple()),
        )
    except typst.TypstError as error:
        raise ContentError(faults(error, document, templates)) from error
    if warnings:
        raise ContentError(fault for warning in warnings for fault in faults(warning, document, templates))
    return pdf


def _fonts(templates: Path) -> typst.Fonts:
    own = templates / "fonts"
    folders = [str(importlib.resources.files("fontpkg_arimo") / "files"), *([str(own)] if own.is_dir() else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _missing(templates: Path) -> Diagnostic:
    return Diagnostic(
        "pdf-template-missing",
        "the template of the PDF is not there",
        Location(f"{templates.name}/{TEMPLATE}"),
        hint="restore it from the last version in git",
    )

"""The amendment package: what goes to the monitoring committee and the Commission."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from methodology.building import count_warnings, render
from methodology.formats import Form, Format
from methodology.rendering.pdf import render_pdf
from methodology.sealing import make_seal
from methodology.versions.cover_note import render_cover_note
from methodology.versions.forms import FILES, write_form
from methodology.versions.report import Report, changes_document


def amendment_package(report: Report, templates: Path) -> dict[str, bytes]:
    """The files of the package by their names.

    The clean document as DOCX and PDF, both sealed, the redline, the table of changes as DOCX and PDF, the changes as
    JSON, and a cover note. Raises ContentError with the errors that check finds in the new version.
    """
    count_warnings(report.new.programme)
    new = report.new
    seal = make_seal(new.programme.files, new.document, new.templates, new.origin)
    document = render(new.programme, new.document, new.templates, [Format.DOCX, Format.PDF], _silently, seal)
    name = new.programme.facts.file_name
    return {
        **{f"{name}.{ending}": content for ending, content in document.items()},
        **{FILES[form]: write_form(report, form, templates) for form in (Form.REDLINE, Form.DOCX, Form.JSON)},
        "changes.pdf": render_pdf(changes_document(report, templates), templates, "changes.typ").content,
        "cover-note.docx": render_cover_note(report, templates),
    }


def _silently(step: str) -> AbstractContextManager[object]:
    return nullcontext(step)

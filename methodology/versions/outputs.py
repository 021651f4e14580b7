"""The files that a comparison gives out: the forms of the report, and the amendment package."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import nullcontext
from pathlib import Path
from typing import assert_never

from methodology.building import count_warnings, lay_out_pdf, render
from methodology.formats import Form, Format
from methodology.sealing.seal import make_seal
from methodology.versions.changes import Report
from methodology.versions.report.json_form import write_json
from methodology.versions.report.markdown import write_markdown
from methodology.versions.report.page import write_html
from methodology.versions.report.text import write_text

FILES = {
    Form.TEXT: "changes.txt",
    Form.MARKDOWN: "changes.md",
    Form.JSON: "changes.json",
    Form.HTML: "changes.html",
    Form.DOCX: "changes.docx",
    Form.REDLINE: "redline.docx",
}
BINARY = frozenset({Form.DOCX, Form.REDLINE})
"""The forms that are no text: they go into files alone."""


def write_forms(report: Report, forms: Collection[Form], templates: Path) -> dict[str, bytes]:
    """The files of the forms by their names; ``templates`` is the folder with the words and looks of reports."""
    return {FILES[form]: write_form(report, form, templates) for form in forms}


def write_form(report: Report, form: Form, templates: Path) -> bytes:
    """One form as the bytes of its file."""
    match form:
        case Form.TEXT:
            return write_text(report, templates).encode()
        case Form.MARKDOWN:
            return write_markdown(report, templates).encode()
        case Form.JSON:
            return write_json(report).encode()
        case Form.HTML:
            return write_html(report, templates).encode()
        case Form.DOCX:
            from methodology.versions.report.office import render_changes_docx  # noqa: PLC0415 (of files for Word)

            return render_changes_docx(report, templates)
        case Form.REDLINE:
            return _redline(report)
        case _:
            assert_never(form)


def _redline(report: Report) -> bytes:
    from methodology.word.redline import render_redline  # noqa: PLC0415 (of files for Word)

    comments = {change.path: change.reason.text for change in report.changes if change.reason is not None}
    return render_redline(
        report.old.document,
        report.new.document,
        report.new.templates / "methodology.docx",
        author=report.new.programme.facts.authority,
        comments=comments,
        heading_pages=report.new.heading_pages,
        page_count=report.new.page_count,
        content_files=report.new.programme.files,
    )


def write_package(report: Report, templates: Path) -> dict[str, bytes]:
    """The files for the monitoring committee and the Commission by their names.

    The clean document as DOCX and PDF, both sealed, the redline, the table of changes as DOCX and PDF, the changes as
    JSON, and a cover note. Raises ContentError with the errors that check finds in the new version.
    """
    from methodology.versions.report.office import changes_document, render_cover_note  # noqa: PLC0415

    new = report.new
    count_warnings(new.programme)
    seal = make_seal(new.programme.files, new.document, new.templates, new.origin)
    files = render(new.programme, new.document, new.templates, [Format.DOCX, Format.PDF], nullcontext, seal)
    name = new.programme.facts.file_name
    return {
        **{f"{name}.{ending}": content for ending, content in files.items()},
        **write_forms(report, (Form.REDLINE, Form.DOCX, Form.JSON), templates),
        "changes.pdf": lay_out_pdf(changes_document(report, templates), templates, "changes.typ").content,
        "cover-note.docx": render_cover_note(report, templates),
    }

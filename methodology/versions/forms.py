"""The forms that a comparison is given out in, and their files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from methodology.formats import Form
from methodology.versions.report import Report, render_changes_docx, write_html, write_json, write_markdown, write_text
from methodology.word.redline import render_redline

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
            return render_changes_docx(report, templates)
        case Form.REDLINE:
            return _redline(report)


def _redline(report: Report) -> bytes:
    comments = {change.path: change.reason.text for change in report.changes if change.reason is not None}
    return render_redline(
        report.old.document,
        report.new.document,
        report.new.templates / "methodology.docx",
        author=report.new.programme.facts.authority,
        comments=comments,
        heading_pages=report.new.heading_pages,
        page_count=report.new.page_count,
    )

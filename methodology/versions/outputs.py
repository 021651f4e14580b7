"""The files that a comparison gives out: the forms of the report, and the amendment package."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import assert_never

from methodology.building import lay_out_pdf, render
from methodology.formats import Form, Format
from methodology.model.seal import Seal, SealKind
from methodology.sealing.seal import make_seal, reports_digest
from methodology.versions.changes import Reason, Report, draft_prefix
from methodology.versions.report.json_form import write_json
from methodology.versions.report.markdown import write_markdown
from methodology.versions.report.names import Names
from methodology.versions.report.page import write_html
from methodology.versions.report.templates import read_labels
from methodology.versions.report.text import write_text
from methodology.versions.version import Version

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
    """One form as the bytes of its file; what people are sent is sealed, not what is text or for programs."""
    match form:
        case Form.TEXT:
            return write_text(report, templates).encode()
        case Form.MARKDOWN:
            return write_markdown(report, templates).encode()
        case Form.JSON:
            return write_json(report).encode()
        case Form.HTML:
            return write_sealed(report, SealKind.CHANGES, Format.HTML, templates)
        case Form.DOCX:
            return write_sealed(report, SealKind.CHANGES, Format.DOCX, templates)
        case Form.REDLINE:
            return write_sealed(report, SealKind.REDLINE, Format.DOCX, templates)
        case _:
            assert_never(form)


def write_package(report: Report, templates: Path) -> dict[str, bytes]:
    """The files for the monitoring committee and the Commission by their names.

    The clean document as DOCX, PDF and HTML, the redline, the table of changes as DOCX, PDF and HTML, and a cover note,
    all sealed; the changes as JSON. The names are words of the document's language. Files of a draft have its word on
    each page and in front of each name.
    """
    new = report.new
    beside = package_files(new, templates)
    files = render(new.programme, new.document, new.templates, list(Format), nullcontext, seal_of(new), beside)
    names = read_labels(templates, new.programme.facts.language).files
    note = names.note if report.letter is None else names.letter
    package = {
        **{f"{new.programme.facts.file_name}.{ending}": content for ending, content in files.items()},
        f"{names.redline}.docx": write_form(report, Form.REDLINE, templates),
        f"{names.changes}.docx": write_form(report, Form.DOCX, templates),
        f"{names.changes}.pdf": write_sealed(report, SealKind.CHANGES, Format.PDF, templates),
        f"{names.changes}.html": write_form(report, Form.HTML, templates),
        f"{names.changes}.json": write_form(report, Form.JSON, templates),
        f"{note}.docx": write_sealed(report, SealKind.COVER_NOTE, Format.DOCX, templates),
    }
    return {f"{report.draft_prefix}{file}": content for file, content in package.items()}


def built_files(version: Version) -> tuple[str, ...]:
    """The files of a build that its page links to."""
    return tuple(f"{version.programme.facts.file_name}.{one}" for one in (Format.DOCX, Format.PDF))


def package_files(version: Version, templates: Path) -> tuple[str, ...]:
    """The files of an amendment package that the page of the document links to: its other formats, and what changed."""
    changes = read_labels(templates, version.programme.facts.language).files.changes
    prefix = draft_prefix(version.document)
    return tuple(f"{prefix}{name}" for name in (*built_files(version), f"{changes}.{Format.HTML}"))


def as_draft(report: Report, templates: Path) -> Report:
    """The report of a draft: its new document has the word for one, from the words of reports, on every page."""
    document = replace(report.new.document, draft=read_labels(templates, report.new.programme.facts.language).draft)
    return replace(report, new=replace(report.new, document=document))


def write_sealed(report: Report, kind: SealKind, file_format: Format, templates: Path) -> bytes:
    """The file of a kind that compares two versions, sealed; for which there are see ``SEALED``."""
    names = Names.of(report, templates)
    seal = replace(
        seal_of(report.new),
        kind=kind,
        old=seal_of(report.old),
        reports=reports_digest(templates),
        names=(report.old_name, report.new_name) if file_format is Format.HTML else None,
        comparison=names.comparison() if kind is SealKind.REDLINE else None,
    )
    return SEALED[kind, file_format](report, templates, seal)


def seal_of(version: Version) -> Seal:
    """The seal of the document of a version."""
    return make_seal(version.programme.files, version.document, version.templates, version.origin)


def _changes_page(report: Report, templates: Path, seal: Seal) -> bytes:
    return write_html(report, templates, seal).encode()


def _changes_docx(report: Report, templates: Path, seal: Seal) -> bytes:
    from methodology.versions.report.office import render_changes_docx  # noqa: PLC0415 (of files for Word)

    return render_changes_docx(report, templates, seal)


def _changes_pdf(report: Report, templates: Path, seal: Seal) -> bytes:
    from methodology.versions.report.office import changes_document  # noqa: PLC0415

    return lay_out_pdf(changes_document(report, templates), templates, "changes.typ", seal).content


def _cover_note(report: Report, templates: Path, seal: Seal) -> bytes:
    from methodology.versions.report.office import render_cover_note  # noqa: PLC0415

    return render_cover_note(report, templates, seal)


def _comment(reason: Reason) -> str:
    return f"{reason.text} ({reason.legal_basis})" if reason.legal_basis else reason.text


def _redline(report: Report, templates: Path, seal: Seal) -> bytes:
    from methodology.word.redline import render_redline  # noqa: PLC0415

    del templates  # the new version's own are its look
    comments = {change.path: _comment(change.reason) for change in report.changes if change.reason is not None}
    return render_redline(
        report.old.document,
        report.new.document,
        report.new.templates / "methodology.docx",
        author=report.new.programme.facts.authority,
        comments=comments,
        heading_pages=report.new.heading_pages,
        page_count=report.new.page_count,
        content_files=report.new.programme.files,
        seal=seal,
        comparison=seal.comparison,
    )


SEALED: Mapping[tuple[SealKind, Format], Callable[[Report, Path, Seal], bytes]] = MappingProxyType(
    {
        (SealKind.REDLINE, Format.DOCX): _redline,
        (SealKind.CHANGES, Format.HTML): _changes_page,
        (SealKind.CHANGES, Format.DOCX): _changes_docx,
        (SealKind.CHANGES, Format.PDF): _changes_pdf,
        (SealKind.COVER_NOTE, Format.DOCX): _cover_note,
    }
)
"""How each kind of file that compares two versions is written in each format that it has."""

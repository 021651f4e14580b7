"""The note that goes with an amendment package: what is sent, how much changed, what it rests on."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT

from methodology.composing.parsing import MarkupError, blocks_of
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.model.document import Block, Run
from methodology.versions.report import Report, changes_document, render_on_table_template
from methodology.versions.report.filling import fill
from methodology.versions.report.labels import FOLDER
from methodology.versions.report.naming import Names
from methodology.word.package import packaged

TEMPLATE = "cover-note.html.j2"


def render_cover_note(report: Report, templates: Path) -> bytes:
    """The note as a Word file on upright pages; ContentError where its template is at fault."""
    table = changes_document(report, templates)
    cover = dataclasses.replace(table.cover, title=(Run(Names.of(report, templates).labels.note_title),))
    note = dataclasses.replace(table, cover=cover, blocks=_blocks(report, templates))
    opened = docx.Document(io.BytesIO(render_on_table_template(note, templates)))
    for section in opened.sections:
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width
    return packaged(opened)


def _blocks(report: Report, templates: Path) -> tuple[Block, ...]:
    names = Names.of(report, templates)
    facts = report.new.programme.facts
    context = {
        "versions": names.versions(),
        "total": names.count(names.labels.changes, len(report.changes)),
        "missing": names.count(names.labels.without_reason, len(report.open)) if report.open else None,
        "kinds": [(names.labels.kinds[kind], count) for kind, count in report.counts.items()],
        "amendment": report.new.programme.amendments.get(facts.version),
        "name": facts.file_name,
        "authority": facts.authority,
    }
    try:
        return blocks_of(fill(templates, TEMPLATE, context))
    except MarkupError as error:
        location = Location(f"{templates.name}/{FOLDER}/{TEMPLATE}")
        raise ContentError([Diagnostic("template-error", str(error), location)]) from error

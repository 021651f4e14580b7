"""The official table and its cover note: as documents, and as Word files in the look of the signed table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from methodology.model.document import (
    Alignment,
    Block,
    Cell,
    Cover,
    Document,
    Inline,
    Paragraph,
    Properties,
    Row,
    Run,
    Table,
    plain_text,
)
from methodology.model.seal import Seal
from methodology.versions.changes import Report
from methodology.versions.report.names import Names
from methodology.versions.report.rows import ReportRow, rows_of
from methodology.versions.report.templates import FOLDER, fill_blocks
from methodology.word.writing import render_report

WORD_TEMPLATE = "changes.docx"
NOTE_TEMPLATE = "cover-note.html.j2"
COLUMNS = (4, 20.5, 14.5, 18.5, 18.5, 9.5, 14.5)
"""The widths in per cent, in the order of the columns."""


def render_changes_docx(report: Report, templates: Path, seal: Seal | None = None) -> bytes:
    """``changes.docx``: the table set on ``templates/changes/changes.docx``; the same bytes for the same report."""
    return render_report(changes_document(report, templates), templates / FOLDER / WORD_TEMPLATE, seal=seal)


def render_cover_note(report: Report, templates: Path, seal: Seal | None = None) -> bytes:
    """The note as a Word file on upright pages; ContentError where its template is at fault."""
    return render_report(_cover_note(report, templates), templates / FOLDER / WORD_TEMPLATE, upright=True, seal=seal)


def changes_document(report: Report, templates: Path) -> Document:
    """The change report as a document of its own, with the cover and the properties of the new version."""
    names = Names.of(report, templates)
    title = names.labels.title
    explanation = (names.labels.marks.shown,) if report.changes else ()
    blocks: list[Block] = [Paragraph(_inline(text)) for text in (names.versions(), *names.summary(), *explanation)]
    if report.changes:
        heads = names.labels.columns.model_dump().values()
        head = Row(tuple(Cell(_inline(name), header=True, alignment=Alignment.CENTER) for name in heads))
        blocks.append(Table(COLUMNS, (head,), tuple(_row(row, names.labels.nothing) for row in rows_of(names)), title))
    return _document(report, title, tuple(blocks))


def _document(report: Report, title: str, blocks: tuple[Block, ...]) -> Document:
    """Blocks under a title, with the cover and the properties of the new version."""
    composed = report.new.document
    facts = report.new.programme.facts
    # Without their content paths: this text is no part of the methodology.
    cover = Cover(
        title=_inline(title),
        programme=_inline(plain_text(composed.cover.title)),
        period=_inline(plain_text(composed.cover.period)),
        version=_inline(plain_text(composed.cover.version)),
        date=_inline(plain_text(composed.cover.date)),
        short_title=_inline(f"{title} – {facts.short_title}"),
    )
    properties = Properties(
        title=f"{title} – {facts.title}",
        subject=composed.properties.subject,
        keywords=(title, *composed.properties.keywords),
        author=composed.properties.author,
        language=composed.properties.language,
        date=facts.date,
    )
    return Document(cover, properties, blocks, composed.labels, composed.draft)


def _row(row: ReportRow, nothing: str) -> Row:
    before, after = (
        _add_notes(text, notes, nothing) for text, notes in ((row.before, row.old_notes), (row.after, row.notes))
    )
    texts = [*map(_inline, (row.number, row.part, row.element)), before, after, *map(_inline, (row.kind, row.reason))]
    return Row(tuple(map(Cell, texts)))


def _add_notes(text: Inline, notes: Sequence[str], nothing: str) -> Inline:
    """A text with the lines below it; ``nothing`` where there is neither."""
    lines = "\n".join(notes)
    if not text:
        return _inline(lines or nothing)
    return (*text, Run(f"\n{lines}")) if lines else text


def _inline(text: str) -> Inline:
    return (Run(text),)


def _cover_note(report: Report, templates: Path) -> Document:
    names = Names.of(report, templates)
    facts = report.new.programme.facts
    context = {
        "labels": names.labels,
        "versions": names.versions(),
        "comprised": names.count(names.labels.comprised, len(report.changes)),
        "missing": names.count(names.labels.without_reason, len(report.open)) if report.open else None,
        "kinds": [(names.labels.kinds[kind], count) for kind, count in report.counts.items()],
        "amendment": report.new.programme.amendments.get(facts.version),
        "name": f"{report.draft_prefix}{facts.file_name}",
        "files": {name: f"{report.draft_prefix}{file}" for name, file in names.labels.files.model_dump().items()},
        "authority": facts.authority,
    }
    return _document(report, names.labels.note_title, fill_blocks(templates, NOTE_TEMPLATE, context))

"""The official table and its cover note: as documents, and as Word files in the look of the signed table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

from methodology.comparing.words import Stretch, StretchKind
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
    blocks: list[Block] = [Paragraph(_inline(text)) for text in (names.versions(), *names.summary())]
    if report.changes:
        heads = names.labels.columns.model_dump().values()
        head = Row(tuple(Cell(_inline(name), header=True, alignment=Alignment.CENTER) for name in heads))
        blocks.append(Table(COLUMNS, (head,), tuple(_row(row, names.labels.nothing) for row in rows_of(names)), title))
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
    return Document(cover, properties, tuple(blocks), composed.labels)


def _row(row: ReportRow, nothing: str) -> Row:
    before, after = (tuple(_runs(texts)) or _inline(nothing) for texts in (row.before, row.after))
    if row.difference:
        after = (*after, Run(f"\n{row.difference}"))
    texts = [*map(_inline, (row.number, row.part, row.element)), before, after, *map(_inline, (row.kind, row.reason))]
    return Row(tuple(map(Cell, texts)))


def _runs(stretches: Sequence[Stretch]) -> Iterator[Run]:
    """The text, with what differs in bold where something around it does not."""
    differs = len(stretches) > 1
    return (Run(stretch.text, strong=differs and stretch.kind is not StretchKind.EQUAL) for stretch in stretches)


def _inline(text: str) -> Inline:
    return (Run(text),)


def _cover_note(report: Report, templates: Path) -> Document:
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
    table = changes_document(report, templates)
    cover = dataclasses.replace(table.cover, title=_inline(names.labels.note_title))
    return dataclasses.replace(table, cover=cover, blocks=fill_blocks(templates, NOTE_TEMPLATE, context))

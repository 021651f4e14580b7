"""The official table as a document, and as a Word file in the look of the signed one."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from lxml import etree

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
from methodology.versions.report.labels import FOLDER
from methodology.versions.report.naming import Names
from methodology.versions.report.report import Report
from methodology.versions.report.rows import ReportRow, rows_of
from methodology.word.package import packaged
from methodology.word.wordml import found
from methodology.word.writing import render_docx

TEMPLATE = "changes.docx"
COLUMNS = (4, 20.5, 14.5, 18.5, 18.5, 9.5, 14.5)
"""The widths in per cent, in the order of the columns."""
LONG_ROW = 1500
"""A row with a text longer than this may break over pages: it would leave half of one empty."""


def changes_document(report: Report, templates: Path) -> Document:
    """The change report as a document of its own, with the cover and the properties of the new version."""
    names = Names.of(report, templates)
    new = report.new.programme.facts
    title = names.labels.title
    blocks: list[Block] = [Paragraph(_inline(text)) for text in (names.versions(), *names.summary())]
    if report.changes:
        heads = names.labels.columns.model_dump().values()
        head = Row(tuple(Cell(_inline(name), header=True, alignment=Alignment.CENTER) for name in heads))
        blocks.append(Table(COLUMNS, (head,), tuple(_row(row, names.labels.nothing) for row in rows_of(names)), title))
    composed = report.new.document
    # Without their content paths: this text is no part of the methodology.
    cover = Cover(
        title=_inline(title),
        programme=_inline(plain_text(composed.cover.title)),
        period=_inline(plain_text(composed.cover.period)),
        version=_inline(plain_text(composed.cover.version)),
        date=_inline(plain_text(composed.cover.date)),
        short_title=_inline(f"{title} – {new.short_title}"),
    )
    properties = Properties(
        title=f"{title} – {new.title}",
        subject=composed.properties.subject,
        keywords=(title, *composed.properties.keywords),
        author=composed.properties.author,
        language=composed.properties.language,
        date=new.date,
    )
    return Document(cover, properties, tuple(blocks), composed.labels)


def render_changes_docx(report: Report, templates: Path) -> bytes:
    """``changes.docx``: the table set on ``templates/changes/changes.docx``; the same bytes for the same report."""
    return render_on_table_template(changes_document(report, templates), templates)


def render_on_table_template(document: Document, templates: Path) -> bytes:
    """A document set on ``templates/changes/changes.docx``."""
    template = templates / FOLDER / TEMPLATE
    return _plain(render_docx(document, template, heading_pages={}, page_count=1, content_files={}))


def _plain(rendered: bytes) -> bytes:
    """The file without the snapshot of a methodology document, which it is not, and with long rows free to break."""
    opened = docx.Document(io.BytesIO(rendered))
    for key, relationship in list(opened.part.rels.items()):
        if relationship.reltype == RELATIONSHIP.CUSTOM_XML:
            del opened.part.rels[key]
    for row in found(opened.element, "//w:tr[not(w:trPr/w:tblHeader)]"):
        cells = ("".join(text.text or "" for text in found(cell, ".//w:t")) for cell in found(row, "w:tc"))
        if max(map(len, cells)) > LONG_ROW:
            _free(row)
    return packaged(opened)


def _free(row: etree._Element) -> None:
    for properties in found(row, "w:trPr"):
        for mark in found(properties, "w:cantSplit"):
            properties.remove(mark)


def _row(row: ReportRow, nothing: str) -> Row:
    before, after = (tuple(_marked(texts)) or _inline(nothing) for texts in (row.before, row.after))
    if row.difference:
        after = (*after, Run(f"\n{row.difference}"))
    contents: Sequence[Inline] = (
        *(_inline(row.number), _inline(row.part), _inline(row.element)),
        *(before, after),
        *(_inline(row.kind), _inline(row.reason)),
    )
    return Row(tuple(Cell(content) for content in contents))


def _marked(stretches: Sequence[Stretch]) -> Iterator[Run]:
    """The text, with what differs in bold where something around it does not."""
    differs = len(stretches) > 1
    return (Run(each.text, strong=differs and each.kind is not StretchKind.EQUAL) for each in stretches)


def _inline(text: str) -> Inline:
    return (Run(text),)

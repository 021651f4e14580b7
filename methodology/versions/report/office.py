"""The official table and its cover note: as documents, and as Word files in the look of the signed table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from methodology.look import read_look
from methodology.model.document import (
    Alignment,
    Block,
    Cell,
    Cover,
    Document,
    Heading,
    HeadingKind,
    Inline,
    Paragraph,
    Picture,
    Properties,
    Row,
    Run,
    Table,
    plain_text,
)
from methodology.model.justification import CoverLetter
from methodology.model.seal import Seal
from methodology.versions.changes import ChangeKind, Report
from methodology.versions.report.amended_numbers import cells_of
from methodology.versions.report.names import Names
from methodology.versions.report.rows import ReportRow, RowSection, groups_of
from methodology.versions.report.templates import FOLDER, fill_blocks, read_labels
from methodology.versions.report.value_bars import (
    BarsPicture,
    ValueBar,
    draw_values,
    legend_of,
    title_of,
    value_bars,
)
from methodology.word.writing import render_letter, render_report

WORD_TEMPLATE = "changes.docx"
LETTER_TEMPLATE = "letter.docx"
NOTE_TEMPLATE = "cover-note.html.j2"
NUMBER_COLUMNS = (40, 15, 15, 15, 15)
VALUE_COLUMNS = (11, 50, 13, 13, 13)
PICTURE_WIDTH = 66
"""Of the width between the margins of a page on its side, in per cent: texts keep their size."""
COLUMNS = (4.5, 19.5, 22, 22, 12, 20)
"""The widths in per cent, in the order of the columns."""


def render_changes_docx(report: Report, templates: Path, seal: Seal | None = None) -> bytes:
    """``changes.docx``: the table set on ``templates/changes/changes.docx``; the same bytes for the same report."""
    return render_report(changes_document(report, templates), templates / FOLDER / WORD_TEMPLATE, seal=seal)


def render_cover_note(report: Report, templates: Path, seal: Seal | None = None) -> bytes:
    """The note as a Word file on upright pages, or as a letter; ContentError where its template is at fault."""
    if report.letter is not None:
        return render_letter(_letter(report, templates, report.letter), templates / FOLDER / LETTER_TEMPLATE, seal=seal)
    return render_report(_cover_note(report, templates), templates / FOLDER / WORD_TEMPLATE, upright=True, seal=seal)


def changes_document(report: Report, templates: Path) -> Document:
    """The change report as a document of its own, with the cover and the properties of the new version."""
    names = Names.of(report, templates)
    title = names.labels.title
    blocks: list[Block] = [Paragraph(_inline(text)) for text in (names.versions(), *names.summary())]
    bars = value_bars(names)
    pictures = tuple(draw_values(names, bars, read_look(templates)))
    blocks += [Paragraph(_inline(text)) for text in names.legend(names.labels.marks.shown)]
    blocks += _numbers(names, bars, pictures)
    head = _head(names.labels.columns.model_dump().values())
    for group in groups_of(names):
        blocks.append(Heading(1, HeadingKind.PART, 1, "", _inline(group.title), group.anchor))
        rows = [row for section in group.sections for row in _section(section, names.labels.nothing)]
        blocks.append(Table(COLUMNS, (head,), tuple(rows), group.title))
    document = _document(report, title, tuple(blocks))
    return replace(document, pictures={picture.file.digest: picture.file for picture in pictures})


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


def _numbers(names: Names, bars: Sequence[ValueBar], pictures: Sequence[BarsPicture]) -> Iterator[Block]:
    """The amendment in numbers, where there is something to count: a picture, how much changed, and the values."""
    heads, *rows = cells_of(names)
    if rows:
        title = names.labels.numbers.title
        yield Heading(1, HeadingKind.PART, 1, "", _inline(title), "numbers")
        if bars:
            yield Paragraph(_inline(legend_of(names, bars)), leads=True)
        yield from map(_picture, pictures[:1])
        yield Table(NUMBER_COLUMNS, (_head(heads),), tuple(_number_row(row, 1) for row in rows), title)
    if bars:
        yield Heading(1, HeadingKind.PART, 1, "", _inline(title_of(names, bars)), "values")
        yield from map(_picture, pictures[1:])
        words, columns = names.labels.bars, names.labels.columns
        head = _head((words.code, words.name, columns.before, columns.after, columns.change))
        yield Table(VALUE_COLUMNS, (head,), tuple(_number_row(row.cells, 2) for row in bars), title_of(names, bars))


def _picture(picture: BarsPicture) -> Picture:
    return Picture(picture.name, picture.file.digest, PICTURE_WIDTH, _inline(picture.alternative))


def _head(names: Iterable[str]) -> Row:
    return Row(tuple(Cell(_inline(name), header=True, alignment=Alignment.CENTER) for name in names))


def _number_row(texts: Sequence[str], first: int) -> Row:
    """A row with numbers from the column ``first`` on, named by its first cell."""
    name, *others = texts[:first]
    numbers = (Cell(_inline(number), alignment=Alignment.RIGHT) for number in texts[first:])
    return Row((Cell(_inline(name), header=True), *(Cell(_inline(other)) for other in others), *numbers))


def _section(section: RowSection, nothing: str) -> Iterator[Row]:
    """The rows of a part of a group below its title; the values of what came or went have rows of their own."""
    if section.title:
        yield Row((Cell(_inline(section.title), strong=True, column_span=len(COLUMNS)),))
    for row in section.rows:
        yield _row(row, nothing)
        is_gone = row.change.kind is ChangeKind.REMOVED
        for name, text in row.details:
            before, after = (text, nothing) if is_gone else (nothing, text)
            yield Row(tuple(Cell(_inline(said)) for said in ("", name, before, after, "", "")))


def _row(row: ReportRow, nothing: str) -> Row:
    before = row.before or _inline(nothing)
    after = _add_notes(row.after, row.notes, nothing)
    named = _inline("\n".join(filter(None, (row.name, row.place))))
    told, reason = _inline(row.difference or row.kind), _inline(row.reason)
    return Row(tuple(map(Cell, (_inline(row.number), named, before, after, told, reason))))


def _add_notes(text: Inline, notes: Sequence[str], nothing: str) -> Inline:
    """A text with the lines below it; ``nothing`` where there is neither."""
    lines = "\n".join(notes)
    if not text:
        return _inline(lines or nothing)
    return (*text, Run(f"\n{lines}")) if lines else text


def _inline(text: str) -> Inline:
    return (Run(text),)


def _cover_note(report: Report, templates: Path) -> Document:
    labels = read_labels(templates, report.new.programme.facts.language)
    return _document(report, labels.note_title, _note_blocks(report, templates, None))


def _letter(report: Report, templates: Path, letter: CoverLetter) -> Document:
    """The note with what a letter begins with, instead of the title block: its sender, number and date."""
    facts, grammar = report.new.programme.facts, report.new.programme.grammar
    labels = read_labels(templates, facts.language)
    document = _document(report, labels.letter_title, _note_blocks(report, templates, letter))
    number = None if letter.number is None else labels.note.number.format(number=letter.number)
    cover = replace(
        document.cover,
        issuer=_inline("\n".join(facts.issuer or (facts.authority,))),
        number=_inline(number) if number else (),
        date=_inline(grammar.date(letter.date or facts.date)),
    )
    return replace(document, cover=cover)


def _note_blocks(report: Report, templates: Path, letter: CoverLetter | None) -> tuple[Block, ...]:
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
        "letter": letter,
        "title": facts.title,
        "about": names.labels.note.about.format(title=facts.title, version=facts.version),
        "signature": letter.signature if letter is not None and letter.signature else (facts.authority,),
    }
    return fill_blocks(templates, NOTE_TEMPLATE, context)

"""The report in a browser: the list of changes, then the whole text of both versions side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import assert_never

from methodology.comparing.alignment import Candidate, align, align_blocks, align_items, align_rows
from methodology.comparing.words import Stretch, StretchKind, compare_words
from methodology.model.document import (
    Block,
    Caption,
    Document,
    Footnote,
    Heading,
    Inline,
    List,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    plain_text,
)
from methodology.model.picture import SHOWN_DIGITS
from methodology.model.seal import NAME, Seal
from methodology.model.texts import TextKind, footnotes_of, texts_of_blocks
from methodology.versions.changes import Report
from methodology.versions.printed import show_note_marks
from methodology.versions.report.look_notes import SetStretch, divide, new_runs, old_runs
from methodology.versions.report.names import Names
from methodology.versions.report.rows import rows_of
from methodology.versions.report.templates import fill

TEMPLATE = "changes.html.j2"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version's line: the label as printed and the texts of the cells (one, but for table rows), marked.

    ``picture`` is the address of a picture, which holds all of it.
    """

    label: str
    cells: tuple[Inline, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A heading, paragraph, item or table row in both versions; ``look`` is a CSS class, ``anchor`` the new one's.

    ``changed`` says whether its label, its words or their looks and links differ.
    """

    look: str
    old: VersionLine | None
    new: VersionLine | None
    anchor: str | None
    changed: bool


def write_html(report: Report, templates: Path, seal: Seal | None = None) -> str:
    """One page that asks for nothing else, from ``templates/changes/changes.html.j2``.

    The template may name ``labels``, ``summary``, ``rows`` (:class:`~methodology.versions.report.rows.ReportRow`),
    ``lines`` (:class:`ComparedLine`), ``anchors`` (those of the lines), ``versions`` (a sentence), ``sides`` (the heads
    of both texts), ``title``, ``language``, ``seal`` (names and contents of ``<meta>``), and the test ``open``.
    """
    names = Names.of(report, templates)
    lines = tuple(_lines_of(report.old.document, report.new.document)) if report.changes else ()
    context: dict[str, object] = {
        "labels": names.labels,
        "summary": names.summary(),
        "rows": tuple(rows_of(names)),
        "lines": lines,
        "anchors": {line.anchor for line in lines if line.anchor is not None},
        "versions": names.versions(),
        "sides": names.sides(),
        "title": report.new.programme.facts.title,
        "language": report.new.programme.facts.language.partition("-")[0],
        "seal": tuple((f"{NAME}:{name}", text) for name, text in seal.properties()) if seal else (),
    }
    return fill(templates, TEMPLATE, context)


def _lines_of(old: Document, new: Document) -> Iterator[ComparedLine]:
    pictures = {digest: picture.address for digest, picture in (*old.pictures.items(), *new.pictures.items())}
    return compare_lines(old.blocks, new.blocks, pictures)


def compare_lines(
    old: Sequence[Block], new: Sequence[Block], pictures: Mapping[str, str] = MappingProxyType({})
) -> Iterator[ComparedLine]:
    """Every line of both versions, in the order of both; ``pictures`` are the addresses of pictures by digest."""
    for pair in align_blocks(old, new):
        match pair.either:
            case List():
                before, after = (block.items if isinstance(block, List) else () for block in (pair.old, pair.new))
                for item in align_items(before, after):
                    yield from _lines("item", item.old, item.new)
            case Table():
                sides = (pair.old, pair.new)
                rows = ((*side.header, *side.rows) if isinstance(side, Table) else () for side in sides)
                for row in align_rows(*rows):
                    yield from _lines("row", row.old, row.new)
            case Heading(level=level):
                yield _line(f"heading level-{level}", pair.old, pair.new)
            case Picture():
                line = _line("paragraph", pair.old, pair.new)
                yield replace(line, old=_shown(line.old, pair.old, pictures), new=_shown(line.new, pair.new, pictures))
            case Paragraph() | Note() | Caption():
                yield from _lines("paragraph", pair.old, pair.new)
            case _ as block:
                assert_never(block)


def _shown(line: VersionLine | None, block: Block | None, pictures: Mapping[str, str]) -> VersionLine | None:
    """The line of a picture with that."""
    if line is None or not isinstance(block, Picture):
        return line
    return replace(line, picture=pictures.get(block.digest, ""))


Line = Block | ListItem | Row | Footnote


def _lines(look: str, old: Line | None, new: Line | None) -> Iterator[ComparedLine]:
    """A line, then the footnotes whose marks stand in it."""
    yield _line(look, old, new)
    sides = ([note for text in _texts_of_line(line) for note in footnotes_of(text)] for line in (old, new))
    candidates = ([Candidate(note, (), None, plain_text(note.content)) for note in notes] for notes in sides)
    for note in align(*candidates):
        yield _line("paragraph", note.old, note.new)


def _line(look: str, old: Line | None, new: Line | None) -> ComparedLine:
    before, after = _texts_of_line(old), _texts_of_line(new)
    cells = [tuple(_compare_cells(then, now)) for then, now in zip_longest(before, after, fillvalue=())]
    labels = [getattr(line, "label", "") for line in (old, new)]
    return ComparedLine(
        look,
        None if old is None else VersionLine(labels[0], tuple(map(old_runs, cells[: len(before)]))),
        None if new is None else VersionLine(labels[1], tuple(map(new_runs, cells[: len(after)]))),
        getattr(old if new is None else new, "anchor", None),
        None in (old, new) or labels[0] != labels[1] or not all(part.stays for cell in cells for part in cell),
    )


def _compare_cells(old: Inline, new: Inline) -> Iterator[SetStretch]:
    old, new = show_note_marks(old), show_note_marks(new)
    before, after = plain_text(old), plain_text(new)
    same = before == after
    return divide([Stretch(StretchKind.EQUAL, after)] if same else compare_words(before, after), old, new)


def _texts_of_line(line: Line | None) -> list[Inline]:
    match line:
        case None:
            return []
        case Row():
            return [cell.content for cell in line.cells]
        case ListItem() | Footnote():
            return [line.content]
        case Picture():
            return [(Run(f"[{line.file}, {line.digest[:SHOWN_DIGITS]}, {line.width} %] "), *line.alternative)]
        case Heading() | Paragraph() | Note() | Caption() | List() | Table():
            return [text.runs for text in texts_of_blocks([line]) if text.kind is not TextKind.FOOTNOTE]
        case _:
            assert_never(line)

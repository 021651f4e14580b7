"""The report in a browser: the list of changes, then the text of both versions side by side, what changed at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import assert_never

from markupsafe import Markup

from methodology.comparing.alignment import Candidate, align, align_blocks, align_items, align_rows
from methodology.comparing.words import Stretch, StretchKind, compare_words
from methodology.look import read_look
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
from methodology.model.paths import is_within
from methodology.model.picture import SHOWN_DIGITS
from methodology.model.seal import NAME, Seal
from methodology.model.texts import TextKind, footnotes_of, texts_of_blocks
from methodology.versions.changes import Change, Report
from methodology.versions.printed import show_note_marks
from methodology.versions.report.amended_numbers import cells_of
from methodology.versions.report.look_notes import SetStretch, divide, new_runs, old_runs
from methodology.versions.report.names import Names
from methodology.versions.report.rows import groups_of
from methodology.versions.report.templates import fill
from methodology.versions.report.value_bars import legend_of, title_of, value_bars

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

    ``changed`` says whether its label, its words or their looks and links differ, ``leads`` whether it is a heading
    above a line that does. ``number`` counts the changed lines from 1, ``paths`` are the content paths of its words.
    """

    look: str
    old: VersionLine | None
    new: VersionLine | None
    anchor: str | None
    changed: bool
    paths: frozenset[str] = frozenset()
    level: int = 0
    leads: bool = False
    number: int = 0


def write_html(report: Report, templates: Path, seal: Seal | None = None) -> str:
    """One page that asks for nothing else, from ``templates/changes/changes.html.j2``.

    The template may name ``labels``, ``summary``, ``numbers`` (the table of the amendment in numbers, its heads first),
    ``bars`` (:class:`~methodology.versions.report.value_bars.ValueBar`) with ``bars_title`` and ``bars_legend``,
    ``groups`` (:class:`~methodology.versions.report.rows.RowGroup`), ``lines`` (:class:`ComparedLine`), ``last`` (the
    number of the last changed one), ``links`` (where the rows lead, by their numbers), ``versions`` and ``legend``
    (sentences), ``sides`` (the heads of both texts), ``look`` (the values of the style sheet), ``title``, ``draft``
    (the word of one), ``language``, ``seal`` (names and contents of ``<meta>``), and the test ``open``.
    """
    names = Names.of(report, templates)
    lines = _number_lines(_lines_of(report.old.document, report.new.document)) if report.changes else ()
    groups = groups_of(names)
    bars = value_bars(names)
    context: dict[str, object] = {
        "labels": names.labels,
        "summary": names.summary(),
        "legend": names.legend(names.labels.marks.shown),
        "numbers": cells_of(names),
        "bars": bars,
        "bars_title": title_of(names, bars),
        "bars_legend": legend_of(names, bars),
        "groups": groups,
        "lines": lines,
        "last": max((line.number for line in lines), default=0),
        "links": {row.number: _link(row.change, lines) for group in groups for row in group.rows},
        "versions": names.versions(),
        "sides": names.sides(),
        "look": "" if (look := read_look(templates)) is None else Markup(look.style_sheet),  # noqa: S704 (our own)
        "title": report.new.programme.facts.title,
        "draft": report.new.document.draft,
        "language": report.new.programme.facts.language.partition("-")[0],
        "seal": tuple((f"{NAME}:{name}", text) for name, text in seal.properties()) if seal else (),
    }
    return fill(templates, TEMPLATE, context)


def _number_lines(lines: Iterable[ComparedLine]) -> tuple[ComparedLine, ...]:
    """The lines, the changed ones numbered, and those that lead to one marked: the headings above it."""
    numbered: list[ComparedLine] = []
    above: dict[int, int] = {}
    count = 0
    for line in lines:
        if line.level:
            above = {level: at for level, at in above.items() if level < line.level}
        if line.changed:
            count += 1
            for at in above.values():
                numbered[at] = replace(numbered[at], leads=True)
        if line.level:
            above[line.level] = len(numbered)
        numbered.append(replace(line, number=count) if line.changed else line)
    return tuple(numbered)


def _link(change: Change, lines: Iterable[ComparedLine]) -> str:
    """Where the text of a change stands on the page: its first changed line, else its heading, else empty."""
    paths = (change.path, *change.merged)
    for line in lines:
        if line.number and any(is_within(found, path) for found in line.paths for path in paths if path):
            return f"change-{line.number}"
    anchor = change.places[0].anchor if change.places else None
    return next((f"text-{line.anchor}" for line in lines if anchor and line.anchor == anchor), "")


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
                yield replace(_line(f"heading level-{level}", pair.old, pair.new), level=level)
            case Picture():
                line = _line("paragraph", *_told_by_words(pair.old, pair.new))
                yield replace(line, old=_shown(line.old, pair.old, pictures), new=_shown(line.new, pair.new, pictures))
            case Paragraph() | Note() | Caption():
                yield from _lines("paragraph", pair.old, pair.new)
            case _ as block:
                assert_never(block)


def _told_by_words(old: Block | None, new: Block | None) -> tuple[Block | None, Block | None]:
    """Two pictures as what they are said to show, where that tells them apart; else by their files too."""
    if not (isinstance(old, Picture) and isinstance(new, Picture)):
        return old, new
    if plain_text(old.alternative) == plain_text(new.alternative):
        return old, new
    return Paragraph(old.alternative), Paragraph(new.alternative)


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
        frozenset(
            path for text in (*before, *after) for run in text for path in (run.source, run.within) if path is not None
        ),
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

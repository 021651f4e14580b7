"""The report for a terminal: plain text, and which parts of it have a colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from methodology.comparing.words import Stretch, StretchKind
from methodology.versions.changes import Report
from methodology.versions.report.names import Names
from methodology.versions.report.rows import ReportRow, elide, rows_of

CONTEXT = 40
"""So many unchanged characters are shown on each side of a change; what lies between is left out."""
MARKS = {StretchKind.EQUAL: "{}", StretchKind.DELETED: "[-{}-]", StretchKind.INSERTED: "{{+{}+}}"}
INDENT = "   "


class TextStyle(StrEnum):
    """What a piece of a line is; the value is how a terminal shows it, in the words of Rich."""

    PLAIN = "none"
    TITLE = "bold"
    QUIET = "dim"
    DELETED = "red"
    INSERTED = "green"
    OPEN = "yellow"


STYLES = {
    StretchKind.EQUAL: TextStyle.PLAIN,
    StretchKind.DELETED: TextStyle.DELETED,
    StretchKind.INSERTED: TextStyle.INSERTED,
}

Line = tuple[tuple[str, TextStyle], ...]


def write_text(report: Report, templates: Path) -> str:
    """The lines without their styles."""
    return "".join("".join(text for text, _ in line) + "\n" for line in text_lines(report, templates))


def text_lines(report: Report, templates: Path) -> tuple[Line, ...]:
    """The lines, each of pieces with their styles."""
    return tuple(_lines(Names.of(report, templates)))


def _lines(names: Names) -> Iterator[Line]:
    yield ((names.versions(), TextStyle.TITLE),)
    for sentence in (*names.summary(), *names.legend()):
        yield ((sentence, TextStyle.PLAIN),)
    for row in rows_of(names):
        yield ()
        yield from _change(row)


def _change(row: ReportRow) -> Iterator[Line]:
    yield ((f"{row.number} {row.element}", TextStyle.TITLE), (f" – {row.kind}", TextStyle.QUIET))
    yield from _indent(row.part, TextStyle.QUIET)
    if row.pieces:
        yield ((INDENT, TextStyle.PLAIN), *_texts(row.stretches))
    yield from _indent("\n".join((*row.old_lines, *row.lines)), TextStyle.PLAIN)
    yield from _indent(row.reason, TextStyle.OPEN if row.change.is_open else TextStyle.PLAIN)


def _indent(text: str, style: TextStyle) -> Iterator[Line]:
    return (((f"{INDENT}{line}", style),) for line in text.splitlines())


def _texts(stretches: Sequence[Stretch]) -> Iterator[tuple[str, TextStyle]]:
    """Both texts: one after the other where nothing of the old one stays, else as one with marks."""
    if [stretch.kind for stretch in stretches] == [StretchKind.DELETED, StretchKind.INSERTED]:
        old, new = (stretch.text.replace("\n", f"\n{INDENT}") for stretch in stretches)
        arrow = f"\n{INDENT}→ " if "\n" in old + new else " → "
        yield from ((old, TextStyle.DELETED), (arrow, TextStyle.PLAIN), (new, TextStyle.INSERTED))
        return
    for stretch in elide(stretches, CONTEXT):
        text = MARKS[stretch.kind].format(stretch.text) if len(stretches) > 1 else stretch.text
        yield text.replace("\n", f"\n{INDENT}"), STYLES[stretch.kind]

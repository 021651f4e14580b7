"""The report for a pull request: Markdown as GitHub and GitLab read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from methodology.comparing.words import Stretch, StretchKind
from methodology.versions.changes import Report
from methodology.versions.report.names import Names, shorten
from methodology.versions.report.rows import ReportRow, groups_of
from methodology.versions.report.templates import ReportLabels

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
"""What Markdown could take for markup inside a cell."""

BEGINNING = re.compile(r"^(\d*)([-+=.)])")
"""What begins a list or underlines a heading."""

LINE_END = re.compile(r"\r\n?|\n")

MARKS = {StretchKind.DELETED: ("~~", "del"), StretchKind.INSERTED: ("**", "strong")}
"""How a stretch is marked, and the element that does so where Markdown's own marks do not take."""


def write_markdown(report: Report, templates: Path) -> str:
    """A title, the counts, the table of values, and the rest of each group folded."""
    names = Names.of(report, templates)
    labels = names.labels
    blocks = [f"## {labels.title}", *map(escape, (names.versions(), *names.summary()))]
    blocks += map(escape, names.legend(labels.marks.markdown))
    groups = groups_of(names)
    values = [row for group in groups for row in group.rows if row.is_value]
    if values:
        blocks.append(_table(values, labels))
    for group in groups:
        others = [row for row in group.rows if not row.is_value]
        if others:
            title = f"<summary>{escape(shorten(group.title))} ({len(others)})</summary>"
            blocks += [f"<details>{title}", _table(others, labels), "</details>"]
    return "\n\n".join(blocks) + "\n"


def _table(rows: Iterable[ReportRow], labels: ReportLabels) -> str:
    columns = list(labels.columns.model_dump().values())
    lines = [columns, ["---"] * len(columns), *(_cells(row, labels.nothing) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(row: ReportRow, nothing: str) -> Sequence[str]:
    element = "\n".join(filter(None, (row.element, row.place)))
    number, element, told, reason = map(escape, (row.number, element, row.difference or row.kind, row.reason))
    old, new = (
        [stretch for stretch in row.stretches if stretch.kind is not other]
        for other in (StretchKind.INSERTED, StretchKind.DELETED)
    )
    before = "<br>".join(filter(None, (mark_stretches(old), *map(escape, row.old_lines))))
    after = "<br>".join(filter(None, (mark_stretches(new), *map(escape, row.lines[bool(row.difference) :]))))
    return (number, element, before or nothing, after or nothing, told, reason)


def escape(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or HTML would take for markup."""
    return LINE_END.sub("<br>", SPECIAL.sub(r"\\\g<0>", text))


def escape_line(text: str) -> str:
    """The same for a text that begins its line: no list begins with it, no heading or rule comes of it."""
    return BEGINNING.sub(r"\1\\\2", escape(text.lstrip()))


def mark_stretches(stretches: Sequence[Stretch]) -> str:
    """The stretches as Markdown, what is not equal with its marks."""
    return "".join(piece for stretch in stretches for piece in _pieces(stretch))


def _pieces(stretch: Stretch) -> Iterator[str]:
    """The text with its marks, outside of which stays the white space around it: marks must touch words."""
    text = stretch.text.strip()
    if stretch.kind is StretchKind.EQUAL or not text:
        yield escape(stretch.text)
        return
    start = stretch.text.index(text)
    mark, name = MARKS[stretch.kind]
    # Markdown's marks are sure only beside letters and figures (CommonMark 6.2).
    sure = text[0].isalnum() and text[-1].isalnum()
    before, after = (mark, mark) if sure else (f"<{name}>", f"</{name}>")
    yield escape(stretch.text[:start])
    yield f"{before}{escape(text)}{after}"
    yield escape(stretch.text[start + len(text) :])

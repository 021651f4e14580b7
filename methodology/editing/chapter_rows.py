"""Pipe tables of chapters with rows that come and go."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from methodology.model.chapter import Chapter, ChapterTable
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.document import Alignment


def set_rows(chapter: Chapter, table: ChapterTable, rows: Sequence[int | tuple[str, ...]]) -> str:
    """Return a chapter's text with these rows below the head of a table; a number, from 1, is one that is there.

    Raises ValueError where no row is left, a number is unknown or a new row has not the table's columns.
    """
    lines = [line for line, _ in table.lines.rows]
    columns = len(table.lines.alignments)
    if not rows or any(isinstance(row, tuple) and len(row) != columns for row in rows):
        raise ValueError(*rows)
    start, end = table.starts[0], chapter.end_of(table)
    there = chapter.text[start:end].split("\n")
    head = there[: lines[0] + 2]
    model = there[lines[-1]]
    written = [there[lines[row]] if isinstance(row, int) else _row(row, model, table) for row in rows]
    return chapter.text[:start] + "\n".join([*head, *written]) + chapter.text[end:]


def _row(cells: Sequence[str], model: str, table: ChapterTable) -> str:
    """A row whose cells are as wide as those of another one."""
    spans = table.lines.rows[-1][1]
    edges = [0, *(model.index("|", end) for _, end in spans)]
    edges[0] = model.index("|")
    widths = [right - left - 3 for left, right in pairwise(edges)]
    padded = []
    for text, width, alignment in zip(cells, widths, table.lines.alignments, strict=True):
        source = undo_line_marks(text, "|")
        padded.append(source.rjust(width) if alignment is Alignment.RIGHT else source.ljust(width))
    return f"| {' | '.join(padded)} |"

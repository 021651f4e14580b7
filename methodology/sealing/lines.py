"""The lines of a document: the form in which files of every format can be compared with it and with one another.

A line is a heading, a paragraph, a list item, a whole row of a table or a footnote. Footnotes come last, whatever place
a format has them in; a line has a ``NOTE_MARK`` for each of their marks. White space is not compared, its amount and
kind differ from program to program; where there is none and where there is some is. Empty lines are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from methodology.model.document import Block
from methodology.model.texts import WIDEST, TextKind, lay_out, texts_of_blocks

BETWEEN_CELLS = " | "
_LABEL = re.compile(r"(?:\d[\d.]*\s+)+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``label`` is that of a list item, where the format says it."""

    text: str
    label: str = ""
    heading: bool = False

    @property
    def shown(self) -> str:
        """The line as a reader sees it."""
        return f"{self.label} {self.text}" if self.label else self.text


class CellText(NamedTuple):
    """A cell of a file: its text, and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1


def line_of(text: str, *, label: str = "", heading: bool = False) -> Iterator[Line]:
    """Yield the line with this text, or none where there is no text."""
    if folded := " ".join(text.split()):
        yield Line(folded, label, heading)


def table_lines(rows: Iterable[Sequence[CellText]]) -> Iterator[Line]:
    """Yield the rows of a table, each cell in the column where it begins; covered columns are empty.

    Columns beyond ``WIDEST`` count as one, so that no table takes more than its text does.
    """
    for grid_row in lay_out(rows, lambda cell: (cell.columns, cell.rows)):
        yield from row_line((cell.column, cell.cell.text) for cell in grid_row if not cell.continues)


def row_line(cells: Iterable[tuple[int, str]]) -> Iterator[Line]:
    """Yield a row from the columns and texts of its cells; texts of one column are joined."""
    words: dict[int, list[str]] = {}
    for column, text in cells:
        words.setdefault(column, []).extend(text.split())
    last = max((column for column, parts in words.items() if parts), default=-1)
    yield from line_of(BETWEEN_CELLS.join(" ".join(words.get(at, ())) for at in range(min(last, WIDEST) + 1)))


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines of the body, then those of its footnotes."""
    texts_of_body = tuple(texts_of_blocks(blocks))
    notes = [text for text in texts_of_body if text.kind is TextKind.FOOTNOTE]
    own = (text for text in texts_of_body if text.kind is not TextKind.FOOTNOTE)
    for row, texts in groupby(own, key=lambda text: text.cell and text.cell[:2]):
        if row is not None:
            yield from row_line((text.cell.column, text.text) for text in texts if text.cell is not None)
            continue
        for text in texts:
            if text.kind is TextKind.HEADING:
                yield from line_of(f"{text.label} {text.text}", heading=True)
            else:
                yield from line_of(text.text, label=text.label)
    for note in notes:
        yield from line_of(note.text)


def digest_of(lines: Iterable[Line]) -> str:
    """Return the digest of the texts. Labels of items and numbers of headings do not count: Word makes them itself."""
    texts = (_LABEL.sub("", line.text, count=1) if line.heading else line.text for line in lines)
    return hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()

"""The texts of a document in the form in which files of every format can be compared with it and with one another.

A passage is a heading, a paragraph, a list item or a whole row of a table. White space is not compared, its amount
and kind differ from program to program; where there is none and where there is some is. Empty ones are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from methodology.model.document import Block, Heading, List, Row, Table, plain_text

BETWEEN_CELLS = " | "
WIDEST, TALLEST = 1_000, 65_534
"""The most columns and rows that a span may reach over; HTML has the same bounds."""
_LABEL = re.compile(r"(?:\d[\d.]*\s+)+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text. ``label`` is that of a list item, where the format says it."""

    text: str
    label: str = ""
    heading: bool = False

    @property
    def shown(self) -> str:
        """The passage as a reader sees it."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Span:
    """A cell: its text, and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1


def passage(text: str, *, label: str = "", heading: bool = False) -> Iterator[Passage]:
    """The passage with this text, or none where there is no text."""
    if said := " ".join(text.split()):
        yield Passage(said, label, heading)


def laid_out(rows: Iterable[Sequence[Span]]) -> Iterator[Passage]:
    """The rows of a table, each cell in the column where it begins; covered columns are empty.

    Columns beyond ``WIDEST`` count as one.
    """
    covered: dict[int, int] = {}  # column: rows from here on that a cell above has taken
    for row in rows:
        cells: dict[int, str] = {}
        opened: dict[int, int] = {}
        column = 0
        for cell in row:
            while column in covered:
                column += 1
            # What lies beyond is told in one cell, so that no table takes more than its text does.
            cells[column] = f"{cells[column]} {cell.text}" if column in cells else cell.text
            end = min(column + max(cell.columns, 1), WIDEST)
            height = min(max(cell.rows, 1), TALLEST)
            if height > 1:
                opened |= dict.fromkeys(range(column, end), height)
            column = end
        yield from row_passage(cells)
        covered = {at: left - 1 for at, left in (covered | opened).items() if left > 1}


def row_passage(cells: dict[int, str]) -> Iterator[Passage]:
    """A row from the texts of its cells by their columns."""
    said = {column: " ".join(text.split()) for column, text in cells.items()}
    last = max((column for column, text in said.items() if text), default=-1)
    yield from passage(BETWEEN_CELLS.join(said.get(column, "") for column in range(min(last, WIDEST) + 1)))


def document_passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    """The passages of the body."""
    for block in blocks:
        match block:
            case Heading():
                yield from passage(f"{block.label} {plain_text(block.content)}", heading=True)
            case List():
                for item in block.items:
                    yield from passage(plain_text(item.content), label=item.label)
            case Table():
                yield from laid_out(map(_spans, block.header))
                yield from laid_out(map(_spans, block.rows))
            case _:
                yield from passage(plain_text(block.content))


def digest_of(passages: Iterable[Passage]) -> str:
    """The digest of the texts. Labels of items and numbers of headings do not count: Word makes them by itself."""
    texts = (_LABEL.sub("", one.text, count=1) if one.heading else one.text for one in passages)
    return hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def _spans(row: Row) -> list[Span]:
    return [Span(plain_text(cell.content), cell.column_span, cell.row_span) for cell in row.cells]

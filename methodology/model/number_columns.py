"""Where the numbers of a column stand: their decimal marks below one another, the column of them below its head.

Word and the PDF set numbers at the right edge of their cells, and further from it by what is found here: a decimal
tabulator in a cell is not known to every program. Widths are in heights of letters (em), those of Arial and its twins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from methodology.model.document import Alignment, Cell, Table, plain_text
from methodology.model.texts import GridRow

_NUMBER = re.compile(r"[+\-\u2212]?\d+(?:[.,\s]\d+)*")
_MARK = re.compile(r"[.,](?=\d+\Z)")
_SHARES = {".,\u00a0\u202f :;()": 0.3, "%": 0.89, "-": 0.33}
_WIDTHS = {sign: share for signs, share in _SHARES.items() for sign in signs}
_WIDTH = 0.556
"""The width of a digit and of most letters."""
_GROUP = 3
"""How many digits stand between the marks of thousands."""


class NumberPlace(NamedTuple):
    """How far a text ends before those of its column whose tails are longest; how wide the column's texts are at most.

    A tail is what stands from the decimal mark on: decimals, unit, year. Both are in em.
    """

    short: float
    widest: float


def place_numbers(table: Table, grid: Sequence[GridRow[Cell]]) -> Mapping[tuple[int, int], NumberPlace]:
    """The places of the numbers in the body, by row of the grid and column; both count from 0."""
    columns: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
    numbers = [
        (row, cell.column, plain_text(cell.cell.content))
        for row, cells in enumerate(grid[len(table.header) :], start=len(table.header))
        for cell in cells
        if cell.cell.alignment is Alignment.RIGHT and not cell.continues and cell.cell.column_span == 1
    ]
    mark = _decimal_mark(text for _, _, text in numbers)
    for row, column, text in numbers:
        if text:
            columns[column][row] = _split(text, mark)
    return {(row, column): place for column, rows in columns.items() for row, place in _places(rows)}


def _places(rows: Mapping[int, tuple[float, float]]) -> Iterator[tuple[int, NumberPlace]]:
    longest = max(tail for _, tail in rows.values())
    widest = max(whole for whole, _ in rows.values()) + longest
    for row, (_, tail) in rows.items():
        yield row, NumberPlace(longest - tail, widest)


def _decimal_mark(texts: Iterable[str]) -> str | None:
    """The mark before decimals, as far as the numbers tell: no three digits stand behind it, or another one before."""
    for text in texts:
        number = _NUMBER.match(text)
        mark = None if number is None else _MARK.search(number[0])
        if number is None or mark is None:
            continue
        before, after = number[0][: mark.start()], number[0][mark.end() :]
        if len(after) != _GROUP or before in ("0", "-0", "\u22120") or re.search(r"[.,]", before.replace(mark[0], "")):
            return mark[0]
    return None


def _split(text: str, mark: str | None) -> tuple[float, float]:
    """The widths of a text up to its decimal mark and from there on; all of what is no number counts as the first."""
    number = _NUMBER.match(text)
    end = len(text) if number is None else number.end()
    if number is not None and mark is not None and mark in number[0]:
        end = number[0].rindex(mark)
    return _measure(text[:end]), _measure(text[end:])


def _measure(text: str) -> float:
    return sum(_WIDTHS.get(sign, _WIDTH) for sign in text)

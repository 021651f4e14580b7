"""The widths of a table's columns where nobody gives them: they follow from the texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from methodology.model.document import FULL_WIDTH, Cell, Table, plain_text
from methodology.model.texts import lay_out

EM, EM_OF_HEAD = 2.0, 1.8
"""How much of the page's width the height of letters is in a table and in its head, in per cent."""
EDGES = 2.9
"""What the edges of a cell take beside its text, and rounding off a column, in per cent."""
LONGEST_WORD, LONGEST_TEXT = 28.0, 85.0
"""What a column is given at most for a word that does not break, and for a text, in per cent."""
_SHARES = {"ijl": 0.25, "ftrI.,:;'|!()[]": 0.34, "mwMW%@": 0.9}
_SIGNS = {sign: share for signs, share in _SHARES.items() for sign in signs}
CAPITAL, LETTER = 0.73, 0.55
"""How wide letters are beside their height: those of Arial and the fonts of its widths."""
_BREAKS = re.compile(r"[ \t\n/\u2010\u2012-\u2014-]+")


def fit_widths(tables: Sequence[Table]) -> tuple[float, ...]:
    """Return one set of widths, whole numbers of per cent, for tables with the same columns.

    Each column has room for its longest word; what is left goes to those with long texts. Where the words alone are
    wider than the page, all columns give way alike.
    """
    words: defaultdict[int, float] = defaultdict(float)
    texts: defaultdict[int, float] = defaultdict(float)
    for cell, column, is_head in (found for table in tables for found in _single_cells(table)):
        text, size = plain_text(cell.content), EM_OF_HEAD if is_head else EM
        words[column] = max(words[column], *(min(_measure(word, size), LONGEST_WORD) for word in _BREAKS.split(text)))
        texts[column] = max(texts[column], 0.0 if is_head else min(_measure(text, size), LONGEST_TEXT))
    count = len(tables[0].columns)
    needed = [words[column] + EDGES for column in range(count)]
    wanted = [max(texts[column] - words[column], 0.0) for column in range(count)]
    rest = FULL_WIDTH - sum(needed)
    if rest < 0 or not any(wanted):
        widths = [width * FULL_WIDTH / sum(needed) for width in needed]
    else:
        widths = [width + rest * want / sum(wanted) for width, want in zip(needed, wanted, strict=True)]
    edges = [round(sum(widths[:at])) for at in range(count + 1)]
    return tuple(float(right - left) for left, right in pairwise(edges))


def _single_cells(table: Table) -> Iterator[tuple[Cell, int, bool]]:
    """The cells of a table that take one column, each with its column from 0, and whether it is one of the head."""
    for rows in (table.header, table.rows):
        for row in lay_out([row.cells for row in rows], _spans):
            own = (at for at in row if not at.continues and at.cell.column_span == 1)
            yield from ((at.cell, at.column, rows is table.header) for at in own)


def _spans(cell: Cell) -> tuple[int, int]:
    return cell.column_span, cell.row_span


def _measure(text: str, size: float) -> float:
    """How wide a text is on one line, in per cent of the page's width."""
    return size * sum(_SIGNS.get(sign, CAPITAL if sign.isupper() else LETTER) for sign in text)

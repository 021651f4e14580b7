r"""Pipe tables of prose chapters: which lines are one, and where the text of each cell stands.

A row begins and ends with ``|``; ``\|`` is a sign of the text, and so is a bar within a reference
(``{operations.pnr|sistema PNR}``). The second line says how the columns are set: ``|---|:--:|--:|``. A line
``: Caption`` may stand right above the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from methodology.model.document import Alignment

Span = tuple[int, int]
"""From where to where a text reaches in its line."""

_SIGN = re.compile(r"\\.|\{\{|\}\}|\{[^{}\n]*\}|\|", re.DOTALL)
_SETTING = re.compile(r"[ ]*:?-+:?[ ]*")
_CAPTION = re.compile(r"[ ]{0,3}:[ ]+(?=\S)")
_INDENT = 3
"""So many blanks may stand before a row."""


@dataclass(frozen=True, slots=True)
class PipeTable:
    """The lines of a table: its caption, how its columns are set, and its rows from the head on.

    A row that does not begin and end with ``|`` is one cell, which reading refuses.
    """

    caption: Span | None
    alignments: tuple[Alignment | None, ...]
    rows: tuple[tuple[int, tuple[Span, ...]], ...]
    """Each row's line, from the first line of the table, and its cells."""
    faulty: frozenset[int] = frozenset()
    """The lines that are no rows."""


def find_table(lines: Sequence[str]) -> PipeTable | None:
    """Read the table that lines without their ends are; None where they begin with none."""
    caption = _CAPTION.match(lines[0]) if lines else None
    first = 1 if caption else 0
    if len(lines) < first + 2 or split_row(lines[first]) is None:
        return None
    alignments = _alignments(lines[first + 1])
    if alignments is None:
        return None
    rows = [(at, split_row(lines[at])) for at in (first, *range(first + 2, len(lines)))]
    return PipeTable(
        None if caption is None else (caption.end(), len(lines[0].rstrip(" \t"))),
        alignments,
        tuple((at, _whole(lines[at]) if cells is None else cells) for at, cells in rows),
        frozenset(at for at, cells in rows if cells is None),
    )


def split_row(line: str) -> tuple[Span, ...] | None:
    """Where the texts of a row's cells stand; None where it does not begin and end with a bar."""
    bars = [sign.start() for sign in _SIGN.finditer(line) if sign[0] == "|"]
    start, end = len(line) - len(line.lstrip(" ")), len(line.rstrip(" \t"))
    if len(bars) < 2 or (bars[0], bars[-1]) != (start, end - 1) or start > _INDENT:  # noqa: PLR2004 (both borders)
        return None
    return tuple(_trim(line, left + 1, right) for left, right in pairwise(bars))


def escape_bars(text: str) -> str:
    """The source of a cell in which every bar is a sign of the text."""
    return _SIGN.sub(lambda sign: r"\|" if sign[0] == "|" else sign[0], text)


def _trim(line: str, start: int, end: int) -> Span:
    """A cell's text without the blanks around it; of an empty one the place after the first blank."""
    text = line[start:end]
    left = len(text) - len(text.lstrip(" \t"))
    if left == len(text):
        return (start + min(left, 1),) * 2
    return start + left, start + len(text.rstrip(" \t"))


def _whole(line: str) -> tuple[Span, ...]:
    return (_trim(line, 0, len(line)),)


def _alignments(line: str) -> tuple[Alignment | None, ...] | None:
    cells = split_row(line)
    if cells is None or not all(_SETTING.fullmatch(line[start:end]) for start, end in cells):
        return None
    return tuple(_alignment(line[start:end]) for start, end in cells)


def _alignment(setting: str) -> Alignment | None:
    match setting.startswith(":"), setting.endswith(":"):
        case True, True:
            return Alignment.CENTER
        case False, True:
            return Alignment.RIGHT
        case True, False:
            return Alignment.LEFT
        case _:
            return None

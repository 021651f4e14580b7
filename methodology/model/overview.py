"""All values of a programme in one place: its indicators, and its money by type of intervention, each with a bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class BarPieceKind(StrEnum):
    """What a stretch of a bar shows."""

    WAY = "way"
    """From the start to the target."""
    MILESTONE = "milestone"
    """From the start to the milestone; drawn over the way."""
    TARGET = "target"
    """The target itself, a line across."""


@dataclass(frozen=True, slots=True)
class BarPiece:
    """A part of a bar. ``left`` and ``width`` are in per cent of the scale."""

    kind: BarPieceKind
    left: float
    width: float


MARK = 1.0
"""The width of the line across a bar, in per cent of the scale."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where the values of a row stand on its scale, each from 0 to 1; ``says`` tells it in words.

    A target below the start is a fall: the way leads to the left. ``marks_target`` draws the line at the target.
    """

    start: float
    milestone: float | None
    target: float
    says: str
    marks_target: bool = True

    @property
    def pieces(self) -> Iterator[BarPiece]:
        """What is drawn, in its order; nothing of no width."""
        ends = ((BarPieceKind.WAY, self.target), (BarPieceKind.MILESTONE, self.milestone))
        for kind, end in ends:
            if end is not None and end != self.start:
                left = min(self.start, end)
                yield BarPiece(kind, round(100 * left, 2), round(100 * abs(end - self.start), 2))
        if self.marks_target:
            yield BarPiece(BarPieceKind.TARGET, round(min(max(100 * self.target - MARK / 2, 0), 100 - MARK), 2), MARK)


@dataclass(frozen=True, slots=True)
class OverviewCell:
    """A cell: what it says, where it leads, and by what number its column is sorted (a plain one, empty for none)."""

    text: str = ""
    target: str | None = None
    number: str | None = None
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A row; the cell at ``head`` names it. ``is_part`` says that it is part of the row before it."""

    cells: tuple[OverviewCell, ...]
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class OverviewTable:
    """One table by its name, ``indicators`` or ``money``: its title, heads of columns, and how its bars are read."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[OverviewRow, ...]
    legend: str
    head: int
    """The column that names a row, from 0."""


@dataclass(frozen=True, slots=True)
class IndicatorOverview:
    """What a page shows beside the document; its texts are printed as in the document."""

    title: str
    tables: tuple[OverviewTable, ...]

"""Tables as pull compares them: what stands in which row and column, which rows are the head, which cells are codes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from methodology.pull.original import Original, OriginalText, TableShape, as_printed
from methodology.word.reading import WordText

Spot = tuple[int, int]
"""A row and a column of a table, from 0."""
Key = tuple[tuple[int, str], ...]
"""The code cells of a row: their columns and what they say."""

CODE_FIELDS = ("id", "code")
_IGNORED = re.compile("[\u00ad\u200b\u2060\ufeff]")
_ANY_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_SHORTEST_FIXED = 2
"""So many letters of a head must be fixed, lest a pattern fits every text."""


def fold(text: str) -> str:
    """What a head or a code says, whatever its blanks and its capitals."""
    return _ANY_BLANKS.sub(" ", _IGNORED.sub("", text)).strip().casefold()


@dataclass(frozen=True)
class TableGrid:
    """A table: the columns in which the cells of each row begin, and the numbers of the texts in each cell.

    ``said`` is what each cell says, its paragraphs parted by line breaks; cells that say nothing are left out.
    ``words`` is what each text says.
    """

    number: int
    rows: tuple[tuple[int, ...], ...]
    texts: Mapping[Spot, tuple[int, ...]]
    said: Mapping[Spot, str]
    words: Mapping[int, str]

    @cached_property
    def cells_by_row(self) -> Mapping[int, tuple[int, ...]]:
        """The columns of the cells of each row that say something."""
        columns: dict[int, list[int]] = {}
        for row, column in self.texts:
            columns.setdefault(row, []).append(column)
        return {row: tuple(sorted(at)) for row, at in columns.items()}

    def row_texts(self, row: int) -> tuple[int, ...]:
        """The numbers of the texts of a row."""
        return tuple(number for column in self.cells_by_row.get(row, ()) for number in self.texts[row, column])

    def row_said(self, row: int) -> str:
        """What a row says, its cells parted by bars."""
        return " | ".join(" ".join(self.said.get((row, column), "").split("\n")) for column in self.rows[row])

    @cached_property
    def columns(self) -> frozenset[int]:
        """All columns in which cells begin."""
        return frozenset(column for row in self.rows for column in row)

    def head(self, row: int, height: int, columns: Iterable[int] = ()) -> dict[int, tuple[str, ...]]:
        """What stands in the head over each column, where ``height`` rows from ``row`` on are the head.

        The columns are those in which cells of the head begin, and ``columns``.
        """
        rows = range(row, min(row + height, len(self.rows)))
        begin = sorted({*columns, *(column for at in rows for column in self.rows[at])})
        return {column: tuple(fold(self._over(at, column)) for at in rows) for column in begin}

    def title(self, row: int, height: int, column: int) -> str:
        """What is printed over a column."""
        rows = range(row, min(row + height, len(self.rows)))
        return " ".join(filter(None, (as_printed(self._over(at, column)) for at in rows)))

    def _over(self, row: int, column: int) -> str:
        at = bisect_right(self.rows[row], column)
        return self.said.get((row, self.rows[row][at - 1]), "") if at else ""


@dataclass(frozen=True)
class OriginalTable:
    """A table as it was printed: its grid, its head, and the codes that tell its rows."""

    grid: TableGrid
    shape: TableShape
    codes: Mapping[int, Key] = field(default_factory=dict)
    """The code cells of each row, without those that reach over several rows."""
    tall_codes: Mapping[Spot, str] = field(default_factory=dict)
    """The codes that tell several rows, and so the table."""
    patterns: Mapping[Spot, re.Pattern[str]] = field(default_factory=dict)
    """What the cells of the head say, whatever the values in them are."""
    head_values: Mapping[Spot, tuple[str, ...]] = field(default_factory=dict)
    """The values in the cells of the head."""

    head_paths: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The content paths of the values over each column."""

    def fits(self, column: int, head: tuple[str, ...]) -> bool:
        """Whether a head is that of the column, with other values in it."""
        patterns = (self.patterns.get((row, column)) for row in range(self.header))
        return all(
            said == "" if pattern is None else pattern.fullmatch(said)
            for pattern, said in zip(patterns, head, strict=False)
        )

    @property
    def header(self) -> int:
        """The number of rows of the head."""
        return self.shape.header

    @cached_property
    def head(self) -> Mapping[int, tuple[str, ...]]:
        """What stands in the head over each column."""
        return self.head_in(self.grid, 0)

    def head_in(self, grid: TableGrid, row: int) -> dict[int, tuple[str, ...]]:
        """What stands over each column of a grid if the head begins in a row of it.

        Cells below the head count where they are narrower than the head in the original too.
        """
        return grid.head(row, self.header, grid.columns if self._is_finer else ())

    @cached_property
    def _is_finer(self) -> bool:
        heads = {column for row in self.shape.rows[: self.header] for column in row}
        return not self.grid.columns <= heads

    @property
    def body(self) -> range:
        """The rows below the head."""
        return range(self.header, len(self.shape.rows))

    def name(self, row: int) -> str:
        """What tells a row: its codes, else what its first cell says."""
        told = " ".join(self.grid.said[row, column] for column, _ in self.codes.get(row, ()))
        return told or next((self.grid.said[row, at] for at in self.grid.cells_by_row.get(row, ())), "")


def grids_of(texts: Sequence[WordText]) -> dict[int, TableGrid]:
    """The tables that an edited file has, by their numbers."""
    rows: dict[int, dict[int, dict[int, None]]] = {}
    held: dict[int, dict[Spot, list[int]]] = {}
    for number, text in enumerate(texts):
        if text.cell is not None:
            table, row, column, _ = text.cell
            rows.setdefault(table, {}).setdefault(row, {})[column] = None
            if text.foreign or as_printed(text.text):
                held.setdefault(table, {}).setdefault((row, column), []).append(number)
    return {
        table: _grid(table, [tuple(sorted(found.get(row, ()))) for row in range(max(found) + 1)], held, texts)
        for table, found in rows.items()
    }


def original_tables(original: Original) -> dict[int, OriginalTable]:
    """The tables of an original by their numbers."""
    words = [text.word for text in original.texts]
    held: dict[int, dict[Spot, list[int]]] = {}
    for number, text in enumerate(words):
        if text.cell is not None:
            held.setdefault(text.cell.table, {}).setdefault((text.cell.row, text.cell.column), []).append(number)
    shapes = dict(enumerate(original.tables))
    for table in held.keys() - shapes.keys():
        shapes[table] = _shape_of(held[table])
    return {
        table: _original_table(original, _grid(table, shape.rows, held, words), shape)
        for table, shape in sorted(shapes.items())
    }


def _grid(
    table: int,
    rows: Iterable[tuple[int, ...]],
    held: Mapping[int, Mapping[Spot, Sequence[int]]],
    texts: Sequence[WordText],
) -> TableGrid:
    spots = {spot: tuple(numbers) for spot, numbers in held.get(table, {}).items()}
    words = {number: as_printed(texts[number].text) for numbers in spots.values() for number in numbers}
    said = {spot: "\n".join(words[number] for number in numbers) for spot, numbers in spots.items()}
    return TableGrid(table, tuple(rows), spots, said, words)


def _shape_of(spots: Iterable[Spot]) -> TableShape:
    """The shape of a table of the Word template, as far as its texts tell it."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(spots):
        rows.setdefault(row, []).append(column)
    return TableShape("", 0, tuple(tuple(rows.get(row, ())) for row in range(max(rows) + 1)))


def _original_table(original: Original, grid: TableGrid, shape: TableShape) -> OriginalTable:
    codes: dict[int, list[tuple[int, str]]] = {}
    tall: dict[Spot, str] = {}
    patterns: dict[Spot, re.Pattern[str]] = {}
    values: dict[Spot, tuple[str, ...]] = {}
    paths: dict[int, tuple[str, ...]] = {}
    for (row, column), numbers in sorted(grid.texts.items()):
        text = original.texts[numbers[0]]
        if row < shape.header:
            patterns[row, column] = _pattern(text)
            values[row, column] = tuple(fold(run.text) for run in text.runs if not run.is_standard)
            paths[column] = (*paths.get(column, ()), *(run.source or "" for run in text.runs if not run.is_standard))
        elif any(_is_code(original, run.source) for run in text.runs):
            if (row, column) in shape.tall:
                tall[row, column] = grid.said[row, column]
            else:
                codes.setdefault(row, []).append((column, fold(grid.said[row, column])))
    return OriginalTable(
        grid, shape, {row: tuple(cells) for row, cells in codes.items()}, tall, patterns, values, paths
    )


def _is_code(original: Original, path: str | None) -> bool:
    value = None if path is None else original.programme.values.get(path)
    return value is not None and value.field in CODE_FIELDS


def _pattern(text: OriginalText) -> re.Pattern[str]:
    """What a cell of the head says with other values: nothing else than itself where too little of it is fixed."""
    pieces = [(fold(run.text), run.is_standard) for run in text.runs]
    fixed = "".join(piece for piece, is_fixed in pieces if is_fixed)
    if sum(map(str.isalpha, fixed)) < _SHORTEST_FIXED:
        return re.compile(re.escape(fold(text.text)))
    return re.compile(" *".join(re.escape(piece) if is_fixed else r"\S{1,40}" for piece, is_fixed in pieces))

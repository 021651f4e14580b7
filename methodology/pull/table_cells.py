"""Which cell of an edited table holds which value: where its names, the head above it and the code of its row agree."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from methodology.pull.pulled import TableChange, TableEvent
from methodology.pull.table_columns import Columns
from methodology.pull.table_grids import OriginalTable, Spot, TableGrid, fold
from methodology.pull.table_rows import Rows

_SHIFTS = frozenset({TableEvent.COLUMN_MOVED, TableEvent.COLUMNS_EXCHANGED})


class MovedValue(NamedTuple):
    """The value of the original's text ``origin`` stands where that of ``old`` stood, in the edited text ``new``."""

    old: int
    new: int
    origin: int


@dataclass(slots=True)
class MatchedCells:
    """The texts of two tables: ``pairs`` of the original's and edited ones, and those that are not certain.

    ``olds`` and ``news`` are told with the table. ``came`` and ``gone`` are told one by one.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    came: list[int] = field(default_factory=list)
    olds: set[int] = field(default_factory=set)
    news: set[int] = field(default_factory=set)
    moved: list[MovedValue] = field(default_factory=list)
    changes: list[TableChange] = field(default_factory=list)


def match_cells(
    table: OriginalTable, grid: TableGrid, columns: Columns, rows: Rows, claims: Mapping[int, int]
) -> MatchedCells:
    """Match the cells of matched rows and columns; ``claims`` are the original's texts whose names edited ones have."""
    matcher = _CellMatch(table, grid, columns, rows, claims)
    matcher.match()
    return matcher.cells


class _CellMatch:
    def __init__(
        self, table: OriginalTable, grid: TableGrid, columns: Columns, rows: Rows, claims: Mapping[int, int]
    ) -> None:
        self.table, self.grid, self.columns, self.rows, self.claims = table, grid, columns, rows, claims
        self.cells = MatchedCells()
        self.spots = {number: spot for spot, numbers in table.grid.texts.items() for number in numbers}
        self.places = columns.places
        self.heads: tuple[int, ...] = tuple(columns.olds)
        if table.header and columns.head is not None:
            self.heads = tuple(table.head_in(grid, columns.head))
        self.done: set[int] = set()
        """The original's texts that are dealt with."""
        self.unproven: list[tuple[int, int]] = []
        """The original's rows, and the edited columns, in which something differs that is not certain."""
        self.told_heads: set[int] = set()

    def match(self) -> None:
        if self.columns.head is None:
            self.cells.olds.update(self.table.grid.words)
            self.cells.news.update(self.grid.words)
            return
        for row, old in sorted(self.rows.olds.items()):
            self._match_row(row, old)
        self._find_exchanged()
        self._tell_moved()
        self._tell_shifted()
        self._tell_unproven()
        self._match_head()
        for row in (*self.rows.copies, *self.rows.heads[self.table.header :]):
            self.cells.news.update(self.grid.row_texts(row))
        codes = {column for code in self.table.codes.values() for column, _ in code}
        for row in self.rows.extra:
            if codes <= self.places.keys():
                self.cells.came += self.grid.row_texts(row)
            else:  # without their codes nobody knows which rows they are
                self.cells.news.update(self.grid.row_texts(row))
        for row in self.rows.missing:
            self.cells.olds.update(self.table.grid.row_texts(row))

    def _match_row(self, row: int, old: int) -> None:
        is_regular = self._is_regular(row, old)
        if not is_regular:
            self._change(TableEvent.CELLS_CHANGED, old)
        is_certain = is_regular and old not in self.rows.doubted
        if old in self.rows.recoded and self._differs_beside_code(row, old):
            is_certain = False
            code = " ".join(self.grid.said.get((row, self.places.get(at, -1)), "") for at, _ in self.table.codes[old])
            self.cells.changes.append(TableChange(TableEvent.CODE_RETYPED, (self.table.name(old), code)))
        for column in self.grid.cells_by_row.get(row, ()):
            self._match_cell((row, column), old, is_certain=is_certain)
        for column in self.table.grid.cells_by_row.get(old, ()):
            self._leave_rest(old, column, is_regular=is_regular)

    def _is_regular(self, row: int, old: int) -> bool:
        """Whether the cells of a row stand under those of the head as they did."""
        if not self.columns.olds:
            return True
        expected = [at for at in self.heads if self.columns.old(at) in (None, *self.table.shape.rows[old])]
        return list(self.grid.rows[row]) == sorted(expected)

    def _differs_beside_code(self, row: int, old: int) -> bool:
        codes = {column for column, _ in self.table.codes.get(old, ())}
        there = ((column, self.columns.old(column)) for column in self.grid.rows[row])
        return any(
            self.grid.said.get((row, new), "") != self.table.grid.said.get((old, then or 0), "")
            for new, then in there
            if then is not None and then not in codes
        )

    def _match_cell(self, spot: Spot, old: int, *, is_certain: bool) -> None:
        numbers = self.grid.texts[spot]
        column = self.columns.old(spot[1])
        place = None if column is None else next(iter(self.table.grid.texts.get((old, column), ())), None)
        if column is None:
            self.cells.news.update(numbers)
        elif place is None:
            self.cells.came += numbers
        else:
            same = next((number for number in numbers if self.grid.words[number] == self.table.grid.words[place]), None)
            if same is not None:
                self._pair(place, same, numbers)
            elif len(numbers) > 1:
                self._doubt(place, numbers, spot[1])
                self._change(TableEvent.CELLS_CHANGED, old)
            else:
                self._match_changed(place, numbers[0], spot[1], is_certain=is_certain)

    def _match_changed(self, place: int, number: int, column: int, *, is_certain: bool) -> None:
        """A cell that says something else: its names must agree with its place, or its place must be proven."""
        owner = self.claims.get(number)
        if owner is not None and owner != place:
            self.cells.moved.append(MovedValue(place, number, owner))
            self.done.add(place)
        elif is_certain and column in self.columns.olds and (self.columns.is_same or owner == place):
            self._pair(place, number, (number,))
        else:
            self._doubt(place, (number,), column)

    def _pair(self, place: int, number: int, numbers: tuple[int, ...]) -> None:
        """What stands beside in the cell came, unless it is another cell's: then the two were merged."""
        self.cells.pairs.append((place, number))
        self.done.add(place)
        others = [other for other in numbers if other != number]
        if any(self.claims.get(other, place) != place for other in others):
            self.cells.news.update(others)
            self._change(TableEvent.CELLS_CHANGED, self.spots[place][0])
        else:
            self.cells.came += others

    def _doubt(self, place: int, numbers: tuple[int, ...], column: int) -> None:
        self.done.add(place)
        self.cells.olds.add(place)
        self.cells.news.update(numbers)
        self.unproven.append((self.spots[place][0], column))

    def _leave_rest(self, old: int, column: int, *, is_regular: bool) -> None:
        """A cell that is empty now; one whose column went, or whose row has other cells, is told with the table."""
        for number in self.table.grid.texts[old, column]:
            if number in self.done:
                continue
            if is_regular and column in self.places:
                self.cells.gone.append(number)
            else:
                self.cells.olds.add(number)

    def _find_exchanged(self) -> None:
        """Values without names that stood in another cell, which says something else now: they may have been moved.

        What else changed without names in the rows and columns of moved values is as uncertain.
        """
        words = self.table.grid.words
        changed = {old: new for old, new in self.cells.pairs if self.grid.words[new] != words[old]}
        left: dict[str, list[int]] = {}
        for old in (*changed, *self.cells.gone):
            left.setdefault(words[old], []).append(old)
        nameless = {old: new for old, new in changed.items() if new not in self.claims}
        for old, new in nameless.items():
            origins = left.get(self.grid.words[new], ())
            origin = next((one for one in origins if self._may_have_moved(old, one, changed, left)), None)
            if origin is not None:
                self.cells.pairs.remove((old, new))
                self.cells.moved.append(MovedValue(old, new, origin))
        self._doubt_beside_moved(nameless)

    def _doubt_beside_moved(self, nameless: Mapping[int, int]) -> None:
        ends = {old for value in self.cells.moved for old in (value.old, value.origin)} & self.spots.keys()
        rows, columns = ({self.spots[old][side] for old in ends} for side in (0, 1))
        for old, new in nameless.items():
            row, column = self.spots[old]
            if (old, new) in self.cells.pairs and (row in rows or column in columns):
                self.cells.pairs.remove((old, new))
                self._doubt(old, (new,), self.places[column])

    def _may_have_moved(self, old: int, origin: int, changed: Mapping[int, int], left: Container[str]) -> bool:
        """Whether the value of a cell may have come into another one, of the same row or column."""
        is_row, is_column = (one == other for one, other in zip(self.spots[old], self.spots[origin], strict=True))
        there = self.grid.words[changed[origin]] if origin in changed else ""
        return origin != old and (is_row or (is_column and (not there or there in left)))

    def _tell_moved(self) -> None:
        """One value in another's place is asked about; of several the table tells."""
        moved = self.cells.moved
        shifted = [change for change in self.columns.changes if change.event in _SHIFTS]
        if len(moved) > 1 or (moved and shifted):
            self.cells.olds.update(value.old for value in moved)
            self.cells.news.update(value.new for value in moved)
            emptied = {value.origin for value in moved} & set(self.cells.gone)
            self.cells.olds |= emptied
            self.cells.gone = [old for old in self.cells.gone if old not in emptied]
            if shifted:
                self.cells.changes.append(TableChange(TableEvent.HEADS_MOVED))
            for row in () if shifted else dict.fromkeys(self.spots[value.old][0] for value in moved):
                self._change(TableEvent.VALUES_MOVED, row)
            self.cells.moved = []

    def _tell_shifted(self) -> None:
        """Values whose own cell is empty now and that stand in another of their row or column: moved or merged."""
        spots = {self.spots[old]: old for old in self.cells.gone}
        words = self.table.grid.words
        by_row = {(row, words[old]): old for (row, _), old in spots.items()}
        by_column = {(column, words[old]): old for (_, column), old in spots.items()}
        strays = {*self.cells.came, *self.cells.news}
        for (row, column), numbers in self.grid.texts.items() if spots else ():
            here, there = self.rows.olds.get(row, -1), self.columns.old(column)
            for new in strays.intersection(numbers) if here >= 0 else ():
                said = self.grid.words[new]
                old = self.claims.get(new, by_row.get((here, said), by_column.get((there or 0, said))))
                if old in self.cells.gone:
                    self._tell_as_moved(old, new)

    def _tell_as_moved(self, old: int, new: int) -> None:
        self.cells.gone.remove(old)
        self.cells.came = [number for number in self.cells.came if number != new]
        self.cells.olds.add(old)
        self.cells.news.add(new)
        self._change(TableEvent.VALUES_MOVED, self.spots[old][0])

    def _tell_unproven(self) -> None:
        retyped = {column for _, column in self.unproven} & self.columns.retyped.keys()
        known = bool(self.columns.changes or self.rows.changes or self.cells.changes)
        if self.unproven and not retyped and not known:
            retyped = set(self.columns.retyped)
        for column in sorted(retyped):
            self._tell_retyped(column)
        if self.unproven and not retyped and not known:
            for row in dict.fromkeys(row for row, _ in self.unproven):
                self._change(TableEvent.VALUE_UNPROVEN, row)

    def _tell_retyped(self, column: int) -> None:
        old, height = self.columns.retyped[column], self.table.header
        heads = self.table.grid.title(0, height, old), self.grid.title(self.columns.head or 0, height, column)
        self.cells.changes.append(TableChange(TableEvent.HEAD_RETYPED, heads))
        self.told_heads.add(column)

    def _match_head(self) -> None:
        """The cells of the head: those of one that stands elsewhere or says quite another thing are told."""
        for spot in sorted(spot for spot in self.table.grid.texts if spot[0] < self.table.header):
            self._match_head_cell(spot, self.table.grid.texts[spot][0])
        known = {*(number for _, number in self.cells.pairs), *self.cells.came}
        for row in self.rows.heads[: self.table.header]:
            self.cells.news.update(number for number in self.grid.row_texts(row) if number not in known)

    def _match_head_cell(self, spot: Spot, place: int) -> None:
        here = self.places.get(spot[1])
        if here is None:
            self.cells.olds.add(place)
            return
        numbers = self.grid.texts.get(((self.columns.head or 0) + spot[0], here), ())
        if not numbers:
            self.cells.gone.append(place)
        elif here not in self.told_heads and self._is_reworded(spot, numbers[0]):
            self._pair(place, numbers[0], numbers)
        else:
            if here not in self.told_heads and here in self.columns.retyped:
                self._tell_retyped(here)
            self.cells.olds.add(place)
            self.cells.news.update(numbers)

    def _is_reworded(self, spot: Spot, number: int) -> bool:
        """Whether a cell of the head is still that one: its values changed or the words around them, but not both."""
        said = fold(self.grid.words[number])
        owner = self.claims.get(number)
        if self.columns.olds.get(self.places[spot[1]]) == spot[1]:
            return True
        if owner not in (None, self.table.grid.texts[spot][0]) or (said,) in set(self.table.head.values()):
            return False
        values = self.table.head_values.get(spot, ())
        return bool(self.table.patterns[spot].fullmatch(said)) or all(value in said.split(" ") for value in values)

    def _change(self, event: TableEvent, row: int) -> None:
        change = TableChange(event, (self.table.name(row),))
        if change not in self.cells.changes:
            self.cells.changes.append(change)

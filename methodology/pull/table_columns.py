"""Which column of an edited table is which one of the original: by its head, never by its position alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from methodology.comparing.order import gaps_between, in_old_order
from methodology.pull.pulled import TableChange, TableEvent
from methodology.pull.table_grids import OriginalTable, TableGrid

Head = tuple[str, ...]
"""What the cells over a column say, from top to bottom."""
_TWO = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an edited table.

    ``olds`` are those of the original by those of the edited one whose head says the same; ``retyped`` those whose head
    says something else at the same place. ``is_same`` says that all of them agree in number, order and head, so that
    a place in the table is proven without names. ``head`` is the row where the head begins, None where it is gone.
    """

    head: int | None
    olds: Mapping[int, int] = field(default_factory=dict)
    retyped: Mapping[int, int] = field(default_factory=dict)
    is_same: bool = False
    changes: tuple[TableChange, ...] = ()

    def old(self, column: int) -> int | None:
        """The original's column that stands there, whatever its head says."""
        return self.olds.get(column, self.retyped.get(column))

    @property
    def places(self) -> dict[int, int]:
        """The columns of the edited table by the original's that stand there."""
        return {old: column for column, old in (*self.retyped.items(), *self.olds.items())}


def find_head(table: OriginalTable, grid: TableGrid) -> int | None:
    """The row of an edited table where the head begins; None where half of the head or more is nowhere."""
    wanted = Counter(table.head.values())
    best, most = None, 0
    for row in range(len(grid.rows)):
        shared = (wanted & Counter(table.head_in(grid, row).values())).total()
        if shared > most:
            best, most = row, shared
        if most == wanted.total():
            break
    return best if 2 * most >= wanted.total() else None


def match_columns(
    table: OriginalTable, grid: TableGrid, renamed: Mapping[Head, Head], untouched: Set[Head] = frozenset()
) -> Columns:
    """Match the columns of two tables.

    ``renamed`` are heads that say something else in all of the file's tables; ``untouched`` those that the file was
    made with, where the original's are others.
    """
    if not table.header:
        starts = [sorted({column for row in side.rows for column in row}) for side in (table.grid, grid)]
        same = starts[0] == starts[1]
        return Columns(-1, {column: column for column in starts[0]} if same else {}, is_same=same)
    head = find_head(table, grid)
    if head is None:
        return Columns(None, changes=(TableChange(TableEvent.HEAD_GONE),))
    return _HeadMatch(table, grid, head, renamed, untouched).match()


class _HeadMatch:
    def __init__(
        self,
        table: OriginalTable,
        grid: TableGrid,
        head: int,
        renamed: Mapping[Head, Head],
        untouched: Set[Head],
    ) -> None:
        self.table, self.grid, self.row = table, grid, head
        self.untouched = untouched
        old = table.head
        self.old_columns, self.new_heads = list(old), table.head_in(grid, head)
        self.new_columns = list(self.new_heads)
        self.old_heads = {column: renamed.get(said, said) for column, said in old.items()}

    def match(self) -> Columns:
        old, new = list(self.old_heads.values()), list(self.new_heads.values())
        if old == new and len(set(self.old_columns)) == len(self.new_columns):
            olds = dict(zip(self.new_columns, self.old_columns, strict=True))
            return Columns(self.row, olds, is_same=self.old_columns == self.new_columns)
        olds = self._by_heads()
        retyped: dict[int, int] = {}
        for old_gap, new_gap in gaps_between(self.old_columns, self.new_columns, olds):
            if len(old_gap) == len(new_gap):
                retyped |= dict(zip(new_gap, old_gap, strict=True))
        for column in [new for new, old in retyped.items() if self.new_heads[new] == self.old_heads[old]]:
            olds[column] = retyped.pop(column)
        in_order = [olds[column] for column in self.new_columns if column in olds]
        differing = {self.new_heads[column] for column in retyped}
        same = self.old_columns == self.new_columns and in_order == sorted(in_order)
        is_same = same and len(olds) + len(retyped) == len(self.old_columns) and differing <= self.untouched
        return Columns(self.row, olds, retyped, is_same, tuple(self._changes(olds, retyped)))

    def _by_heads(self) -> dict[int, int]:
        counts = Counter(self.old_heads.values()), Counter(self.new_heads.values())
        by_head = {said: column for column, said in self.old_heads.items() if counts[0][said] == 1 and any(said)}
        return {
            column: by_head[said] for column, said in self.new_heads.items() if counts[1][said] == 1 and said in by_head
        }

    def _changes(self, olds: Mapping[int, int], retyped: Mapping[int, int]) -> Iterator[TableChange]:
        there = {*olds.values(), *retyped.values()}
        for column in self.old_columns:
            if column not in there:
                yield TableChange(TableEvent.COLUMN_GONE, (self._old_title(column),))
        for column in self.new_columns:
            if column not in olds and column not in retyped:
                title = self._new_title(column)
                yield TableChange(TableEvent.COLUMN_NEW, (title,)) if title else TableChange(TableEvent.COLUMN_EMPTY)
        yield from self._moves([olds[column] for column in self.new_columns if column in olds])

    def _moves(self, order: Sequence[int]) -> Iterator[TableChange]:
        moved = [(now, then) for now, then in zip(order, sorted(order), strict=True) if now != then]
        if len(moved) == _TWO:
            names = tuple(self._old_title(column) for column, _ in moved[::-1])
            yield TableChange(TableEvent.COLUMNS_EXCHANGED, names)
            return
        kept = in_old_order(order)
        for position, column in enumerate(order):
            if position not in kept:
                yield TableChange(TableEvent.COLUMN_MOVED, (self._old_title(column),))

    def _old_title(self, column: int) -> str:
        return self.table.grid.title(0, self.table.header, column)

    def _new_title(self, column: int) -> str:
        return self.grid.title(self.row, self.table.header, column)

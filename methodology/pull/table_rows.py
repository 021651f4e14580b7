"""Which row of an edited table is which one of the original: by its code, and by its names where it lost that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from methodology.comparing.alignment import ENOUGH, text_likeness
from methodology.comparing.order import gaps_between, in_old_order
from methodology.pull.pulled import TableChange, TableEvent
from methodology.pull.table_columns import Columns
from methodology.pull.table_grids import OriginalTable, TableGrid, fold

_TWO = 2

Votes = Mapping[int, tuple[int, int]]
"""The table and the row of the original that most names in a row of an edited table belong to."""


@dataclass(slots=True)
class Rows:
    """The rows of an edited table.

    ``olds`` are those of the original by those of the edited one. Nothing is written in the original's rows
    ``doubted``. ``recoded`` have another code now, ``extra`` are rows of the edited table that came, ``copies`` further
    ones with the code of one that is there, ``heads`` those of the head, which may be repeated;
    ``missing`` are the original's rows that are gone, ``elsewhere`` those of them that stand in another table.
    """

    olds: dict[int, int] = field(default_factory=dict)
    doubted: set[int] = field(default_factory=set)
    recoded: set[int] = field(default_factory=set)
    extra: list[int] = field(default_factory=list)
    copies: set[int] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    elsewhere: set[int] = field(default_factory=set)
    changes: list[TableChange] = field(default_factory=list)


def match_rows(
    table: OriginalTable, grid: TableGrid, columns: Columns, votes: Votes, is_known: Callable[[int], bool]
) -> Rows:
    """Match the rows of two tables; ``is_known`` says whether a row is one of another table."""
    matcher = _RowMatch(table, grid, columns, votes, is_known)
    matcher.match()
    return matcher.rows


class _RowMatch:
    def __init__(
        self, table: OriginalTable, grid: TableGrid, columns: Columns, votes: Votes, is_known: Callable[[int], bool]
    ) -> None:
        self.table, self.grid, self.columns = table, grid, columns
        self.votes, self.is_known = votes, is_known
        self.places = columns.places
        self.rows = Rows()

    def match(self) -> None:
        body = list(self._find_body())
        self._match_codes(body)
        self._match_gaps(body)
        there = set(self.rows.olds.values())
        self.rows.missing = [row for row in self.table.body if row not in there]
        held = {*self.rows.olds, *self.rows.copies}
        self.rows.extra = [row for row in body if row not in held]
        self._doubt_codes()
        self._find_moves()

    def _find_body(self) -> Iterator[int]:
        """The rows below the head; those that repeat it are told once."""
        start, height = self.columns.head, self.table.header
        head = range(0) if start is None or start < 0 else range(start, start + height)
        said = {self._texts(row) for row in head} - {()}
        for row in range(len(self.grid.rows)):
            if row in head:
                self.rows.heads.append(row)
            elif self._texts(row) in said:
                if len(self.rows.heads) <= len(head):
                    self.rows.changes.append(TableChange(TableEvent.HEAD_REPEATED))
                self.rows.heads.append(row)
            else:
                yield row

    def _texts(self, row: int) -> tuple[str, ...]:
        return tuple(fold(self.grid.said[row, column]) for column in self.grid.cells_by_row.get(row, ()))

    def _match_codes(self, body: Iterable[int]) -> None:
        index: dict[tuple[int, ...], dict[tuple[str, ...], list[int]]] = {}
        for row in self.table.body:
            code = self.table.codes.get(row, ())
            if code and all(column in self.places for column, _ in code):
                pattern = tuple(self.places[column] for column, _ in code)
                index.setdefault(pattern, {}).setdefault(tuple(text for _, text in code), []).append(row)
        claims: dict[int, list[int]] = {}
        for row in body:
            hits: set[int] = set()
            for pattern, by_code in index.items():
                said = tuple(fold(self.grid.said.get((row, column), "")) for column in pattern)
                hits.update(by_code.get(said, ()))
            if len(hits) > 1:
                hits &= {self.votes.get(row, (0, -1))[1]}
            for old in hits:
                claims.setdefault(old, []).append(row)
        for old, claimed in claims.items():
            self._claim(old, claimed)

    def _claim(self, old: int, rows: list[int]) -> None:
        best = rows[0]
        if len(rows) > 1:
            same = [row for row in rows if self._text(row) == fold(self.table.grid.row_said(old))]
            best = next(iter(same), rows[0])
            self.rows.copies.update(row for row in rows if row != best)
            self.rows.doubted.add(old)
            self.rows.changes.append(TableChange(TableEvent.CODE_TWICE, (self.table.name(old),)))
        self.rows.olds[best] = old

    def _text(self, row: int) -> str:
        return fold(self.grid.row_said(row))

    def _match_gaps(self, body: list[int]) -> None:
        """Rows without a code of the table: by their names, else by what they say between those that are known."""
        olds = self.rows.olds
        taken = set(olds.values())
        free = {row for row in self.table.body if row not in taken}
        body = [row for row in body if row not in self.rows.copies]
        for row in [row for row in body if row not in olds]:
            table, old = self.votes.get(row, (None, -1))
            if table == self.table.grid.number and old in free:
                free.discard(old)
                self._pair(row, old, is_sure=True)
        for old_gap, new_gap in gaps_between(self.table.body, body, olds):
            if len(new_gap) == len(old_gap):
                for row, old in zip(new_gap, old_gap, strict=True):
                    if self._may_be(row, old):
                        self._pair(row, old, is_sure=len(new_gap) == 1)

    def _may_be(self, row: int, old: int) -> bool:
        if self.is_known(row):
            return False
        return not self.table.codes.get(old) or self._alike(row, old) >= ENOUGH

    def _pair(self, row: int, old: int, *, is_sure: bool) -> None:
        self.rows.olds[row] = old
        if self.table.codes.get(old):
            self.rows.recoded.add(old)
        elif not is_sure:
            self.rows.doubted.add(old)

    def _alike(self, row: int, old: int) -> float:
        """How like two rows are, their codes left aside."""
        codes = {column for column, _ in self.table.codes.get(old, ())}
        columns = [column for column in self.columns.olds if self.columns.olds[column] not in codes]
        now = "\t".join(self.grid.said.get((row, column), "") for column in columns)
        then = "\t".join(self.table.grid.said.get((old, self.columns.olds[column]), "") for column in columns)
        return text_likeness(then, now)

    def _doubt_codes(self) -> None:
        """Rows of which the code says one thing, and their names or all the rest of their texts another."""
        for row, old in self.rows.olds.items():
            vote = self.votes.get(row)
            if old in self.rows.recoded or old in self.rows.doubted:
                continue
            if vote is None:
                own = self._alike(row, old)
                others = (other for other in self.table.body if other != old)
                is_doubted = own < 1.0 and any(self._alike(row, other) > own for other in others)
            else:
                is_doubted = vote != (self.table.grid.number, old)
            if is_doubted:
                self.rows.doubted.add(old)
                self.rows.changes.append(TableChange(TableEvent.CODE_MOVED, (self.table.name(old),)))

    def _find_moves(self) -> None:
        order = [self.rows.olds[row] for row in sorted(self.rows.olds)]
        moved = [now for now, then in zip(order, sorted(order), strict=True) if now != then]
        names = tuple(map(self.table.name, sorted(moved)))
        kept = in_old_order(order)
        away = [row for position, row in enumerate(order) if position not in kept]
        if len(moved) == _TWO:
            self.rows.changes.append(TableChange(TableEvent.ROWS_EXCHANGED, names))
        elif len(away) == 1:
            self.rows.changes.append(TableChange(TableEvent.ROW_MOVED, (self.table.name(away[0]),)))
        elif moved:
            self.rows.changes.append(TableChange(TableEvent.ROWS_REORDERED))

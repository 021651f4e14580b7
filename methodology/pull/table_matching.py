"""Which cell of which table is which one of the original, and what happened to each table that is not as it was.

Nothing is paired by position alone. A changed value counts only where its names agree with the head above it and the
code of its row, or where it has no names and head, code and number of columns prove its place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from methodology.comparing.alignment import ENOUGH, text_likeness
from methodology.pull.pulled import TableChange, TableEvent
from methodology.pull.table_cells import MovedValue, match_cells
from methodology.pull.table_columns import Columns, Head, find_head, match_columns
from methodology.pull.table_grids import OriginalTable, TableGrid, fold
from methodology.pull.table_rows import Rows, match_rows
from methodology.word.reading import WordText

NO_TEXT = -1
LONGEST_ROW = 5_000
"""So many characters of a text are compared with those of a row."""

TablePairs = Iterable[tuple[int | None, int | None]]
"""The numbers of tables of the original and of the edited file; None where one went or came."""


@dataclass(frozen=True, slots=True)
class ChangedTable:
    """What happened to a table of the original: the texts ``olds`` and ``news`` are told with it, not one by one.

    ``first`` is its first text; ``names`` are those of its rows, by their numbers.
    """

    table: int
    first: int
    title: str
    changes: tuple[TableChange, ...]
    olds: frozenset[int]
    news: frozenset[int]
    names: Mapping[int, str]


@dataclass(slots=True)
class TableMatches:
    """The pairs of texts in tables, and those without one; tables that changed, and values that stand elsewhere."""

    pairs: list[tuple[int | None, int | None]] = field(default_factory=list)
    changed: list[ChangedTable] = field(default_factory=list)
    moved: list[MovedValue] = field(default_factory=list)

    def renumber(self, numbers: Mapping[int, int | None]) -> TableMatches:
        """The same with other numbers for the original's texts, None for those that are not printed any more."""
        pairs = [(None if old is None else numbers.get(old), new) for old, new in self.pairs]
        changed = [replace(table, olds=frozenset(_renumber(table.olds, numbers))) for table in self.changed]
        moved = [
            value._replace(old=_renumber_one(value.old, numbers), origin=_renumber_one(value.origin, numbers))
            for value in self.moved
        ]
        return TableMatches([pair for pair in pairs if pair != (None, None)], changed, moved)


def _renumber(olds: Iterable[int], numbers: Mapping[int, int | None]) -> Iterator[int]:
    return (now for now in map(numbers.get, olds) if now is not None)


def _renumber_one(old: int, numbers: Mapping[int, int | None]) -> int:
    """A text's number; one that no text has where it is not printed any more."""
    now = numbers.get(old)
    return NO_TEXT if now is None else now


@dataclass(slots=True)
class _Pair:
    table: OriginalTable
    grid: TableGrid
    columns: Columns
    rows: Rows


class NamedTexts(NamedTuple):
    """The original's texts by the edited ones that have their names; of copies one alone is an owner's."""

    owners: Mapping[int, int]
    claims: Mapping[int, int]
    """Copies included."""


class TableMatcher:
    """Matches the tables of an edited file."""

    def __init__(
        self,
        originals: Mapping[int, OriginalTable],
        grids: Mapping[int, TableGrid],
        original: Sequence[WordText],
        named: NamedTexts,
        untouched: Set[str],
    ) -> None:
        """``untouched`` are texts that the file was made with, where the original's are others."""
        self.originals, self.grids, self.original = originals, grids, original
        self.owners, self.claims = named
        self.untouched = {(fold(text),) for text in untouched}
        self.votes = {number: dict(self._votes(grid)) for number, grid in grids.items()}
        self.codes: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, table in originals.items():
            for row, code in table.codes.items():
                for text in dict.fromkeys(text for _, text in code):
                    self.codes[text].append((number, row))
        self.result = TableMatches()
        self.changes: dict[int, list[TableChange]] = defaultdict(list)
        """What happened to each of the original's tables in other ones."""
        self.told: dict[int, set[int]] = defaultdict(set)
        """The edited texts that belong to a table of the original and stand elsewhere."""

    def match(self, pairs: TablePairs, loose: Mapping[int, str]) -> TableMatches:
        """Match the tables of these pairs; ``loose`` are the edited texts outside of tables that came."""
        matched, gone, came = self._sort_pairs(pairs)
        renamed = find_renamed_heads([(self.originals[old], self.grids[new]) for old, new in matched])
        held = {old: self._match_pair(old, new, renamed) for old, new in matched}
        for pair in held.values():
            strays = [(row, self._home(pair.grid, row)) for row in pair.rows.extra]
            self._tell_strays(strays, pair.grid, held, pair.table.shape.title)
            away = frozenset[int]().union(*self.told.values())
            is_away = {row for row in pair.rows.extra if away.issuperset(pair.grid.row_texts(row))}
            pair.rows.extra = [
                row for row in pair.rows.extra if row not in is_away or row not in pair.grid.cells_by_row
            ]
        for new in came:
            self._leave_new(self.grids[new], held)
        for pair in held.values():
            self._finish(pair)
        for old in gone:
            self._leave_gone(self.originals[old], loose)
        self.result.changed.sort(key=lambda changed: changed.table)
        return self.result

    def _votes(self, grid: TableGrid) -> Iterator[tuple[int, tuple[int, int]]]:
        for row in grid.cells_by_row:
            owned = (self.original[self.owners[number]].cell for number in grid.row_texts(row) if number in self.owners)
            votes = Counter((cell.table, cell.row) for cell in owned if cell is not None)
            if votes:
                yield row, max(votes, key=lambda home: (votes[home], home))

    def _home(self, grid: TableGrid, row: int) -> tuple[int, int] | None:
        """The table and the row of the original that a row is, by its code and what else it says."""
        said = grid.row_said(row)
        codes = (fold(grid.said[row, column]) for column in grid.cells_by_row.get(row, ()))
        homes = {home for code in codes for home in self.codes.get(code, ())}
        scored = [(text_likeness(self.originals[table].grid.row_said(old), said), table, old) for table, old in homes]
        best = max(scored, default=(0.0, -1, -1))
        is_sure = best[0] >= ENOUGH and sum(score == best[0] for score, *_ in scored) == 1
        return best[1:] if is_sure else None

    def _sort_pairs(self, pairs: TablePairs) -> tuple[list[tuple[int, int]], list[int], list[int]]:
        """The pairs, the tables that went and those that came; a pair that shares no code is none."""
        matched: list[tuple[int, int]] = []
        gone: list[int] = []
        came: list[int] = []
        for old, new in pairs:
            if old is not None and new is not None and self._may_be(old, new):
                matched.append((old, new))
                continue
            gone += [] if old is None else [old]
            came += [] if new is None else [new]
        for new in list(came) if gone else ():
            homes = [self._home(self.grids[new], row) for row in self.grids[new].cells_by_row]
            old = next((home[0] for home in homes if home is not None and home[0] in gone), None)
            if old is not None:
                matched.append((old, new))
                gone.remove(old)
                came.remove(new)
        return matched, gone, came

    def _may_be(self, old: int, new: int) -> bool:
        """Whether a table may be another one: unless its rows are those of others."""
        codes = {text for code in self.originals[old].codes.values() for _, text in code}
        grid = self.grids[new]
        if not codes or codes & {fold(said) for said in grid.said.values()}:
            return True
        if any(table == old for table, _ in self.votes[new].values()):
            return True
        return all(self._home(grid, row) is None for row in grid.cells_by_row)

    def _match_pair(self, old: int, new: int, renamed: Mapping[Head, Head]) -> _Pair:
        table, grid = self.originals[old], self.grids[new]

        def is_known(row: int) -> bool:
            home = self._home(grid, row)
            return home is not None and home[0] != old

        columns = match_columns(table, grid, renamed, self.untouched)
        rows = match_rows(table, grid, columns, self.votes[new], is_known)
        places = columns.places
        for (_, column), code in table.tall_codes.items():
            said = {grid.said.get((row, places.get(column, -1))) for row in range(len(grid.rows))}
            if column in places and code not in said:
                rows.doubted.update(table.body)
        return _Pair(table, grid, columns, rows)

    def _tell_strays(
        self,
        strays: Iterable[tuple[int, tuple[int, int] | None]],
        grid: TableGrid,
        held: Mapping[int, _Pair],
        title: str,
    ) -> None:
        """Rows of one table in another one: ``title`` is that one's, empty for a part of the table itself."""
        homes = {row: home for row, home in strays if home is not None and self._title(home) != title}
        self._tell_heads(grid, [row for row, home in strays if home is None], {table for table, _ in homes.values()})
        for row, (table, old) in homes.items():
            name = self.originals[table].name(old)
            self.told[table].update(grid.row_texts(row))
            pair = held.get(table)
            if pair is not None and old not in pair.rows.missing:
                pair.rows.doubted.add(old)
                self._change(table, TableChange(TableEvent.CODE_TWICE, (name,)))
                continue
            if pair is not None:
                pair.rows.elsewhere.add(old)
            is_split = not title
            change = TableChange(TableEvent.ROW_ELSEWHERE, (name, title))
            self._change(table, TableChange(TableEvent.TABLE_SPLIT) if is_split else change)

    def _title(self, home: tuple[int, int]) -> str:
        return self.originals[home[0]].shape.title

    def _tell_heads(self, grid: TableGrid, rows: Iterable[int], tables: Set[int]) -> None:
        """The head of a table that came along with its rows."""
        for table in tables if len(tables) == 1 else ():
            heads = {said for head in self.originals[table].head.values() for said in head}
            for row in rows:
                if row in grid.cells_by_row and {fold(grid.words[number]) for number in grid.row_texts(row)} <= heads:
                    self.told[table].update(grid.row_texts(row))

    def _leave_new(self, grid: TableGrid, held: Mapping[int, _Pair]) -> None:
        """A table that came; one that holds rows of another one is a part or a copy of that, but for its other rows."""
        strays = [(row, self._home(grid, row)) for row in sorted(grid.cells_by_row)]
        self._tell_strays(strays, grid, held, "")
        told = frozenset().union(*self.told.values())
        texts = [number for row in sorted(grid.cells_by_row) for number in grid.row_texts(row)]
        self.result.pairs += [(None, number) for number in texts if number not in told]

    def _change(self, table: int, change: TableChange) -> None:
        if change not in self.changes[table]:
            self.changes[table].append(change)

    def _finish(self, pair: _Pair) -> None:
        table, number = pair.table, pair.table.grid.number
        cells = match_cells(table, pair.grid, pair.columns, pair.rows, self.claims)
        lost = (row for row in pair.rows.missing if row not in pair.rows.elsewhere)
        changes = [*pair.columns.changes, *self.changes[number], *pair.rows.changes]
        changes += [TableChange(TableEvent.ROW_GONE, (table.name(row),)) for row in lost]
        is_empty = any(row not in pair.grid.cells_by_row for row in pair.rows.extra)
        changes += [TableChange(TableEvent.ROW_EMPTY)] if is_empty else []
        changes += cells.changes
        if (cells.olds or cells.news) and not changes:
            changes.append(TableChange(TableEvent.VALUE_UNPROVEN))
        self.result.pairs += cells.pairs
        self.result.pairs += [(old, None) for old in cells.gone]
        self.result.pairs += [(None, new) for new in cells.came]
        self.result.moved += cells.moved
        held = {(value.old, value.new) for value in cells.moved}
        if changes:
            self._tell(table, changes, cells.olds, cells.news | self.told[number])
        self.result.pairs += [(old, None) for old, _ in held]
        self.result.pairs += [(None, new) for _, new in held]

    def _tell(self, table: OriginalTable, changes: Iterable[TableChange], olds: Set[int], news: Set[int]) -> None:
        number, title = table.grid.number, table.shape.title
        names = {row: table.name(row) for row in table.body}
        first = min(table.grid.words)
        changed = ChangedTable(number, first, title, tuple(changes), frozenset(olds), frozenset(news), names)
        self.result.changed.append(changed)
        self.result.pairs += [(old, None) for old in sorted(olds)]
        self.result.pairs += [(None, new) for new in sorted(news)]

    def _leave_gone(self, table: OriginalTable, loose: Mapping[int, str]) -> None:
        """A table that went: joined with another one, turned into text, or deleted."""
        number = table.grid.number
        olds = set(table.grid.words)
        joined = {change.names[-1] for change in self.changes[number] if change.event is TableEvent.ROW_ELSEWHERE}
        texts = self._find_loose(table, loose)
        if joined:
            changes = [TableChange(TableEvent.TABLE_JOINED, (title,)) for title in sorted(joined)]
        else:
            changes = [TableChange(TableEvent.TABLE_DISSOLVED if texts else TableEvent.TABLE_GONE)]
        self._tell(table, changes, olds, texts | self.told[number])

    def _find_loose(self, table: OriginalTable, loose: Mapping[int, str]) -> set[int]:
        """The texts outside of tables that stood in a table: its cells or its rows, and what came among them."""
        grid = table.grid
        rows = [" ".join(grid.row_said(row).split(" | ")) for row in grid.cells_by_row]
        said = {fold(text) for text in (*grid.words.values(), *rows)}
        codes = {word for code in table.codes.values() for _, text in code for word in text.split(" ")}
        held = [
            new
            for new, text in loose.items()
            if self.claims.get(new) in grid.words or fold(text) in said or _is_like_row(text[:LONGEST_ROW], rows, codes)
        ]
        return {new for new in loose if held and held[0] <= new <= held[-1]}


def _is_like_row(text: str, rows: Iterable[str], codes: Set[str]) -> bool:
    """Whether a text is a row reworded; most share no code with any, and likeness takes long."""
    return not codes.isdisjoint(fold(text).split(" ")) and any(text_likeness(row, text) >= ENOUGH for row in rows)


def find_renamed_heads(pairs: Sequence[tuple[OriginalTable, TableGrid]]) -> dict[Head, Head]:
    """The heads in which a value changed wherever a head prints it: the year of a milestone.

    A value that changed in one table's head alone may be meant for that column alone.
    """
    renamed: dict[Head, set[Head]] = defaultdict(set)
    by_path: dict[str, set[bool]] = defaultdict(set)
    paths: dict[Head, set[str]] = defaultdict(set)
    for table, grid in pairs:
        start = find_head(table, grid) if table.header else None
        heads = {} if start is None else table.head_in(grid, start)
        is_same = list(heads) == list(table.head)
        for column, head in table.head.items():
            now = heads[column] if is_same else head
            for path in table.head_paths.get(column, ()):
                by_path[path].add(now != head)
                paths[head].add(path)
            if now != head and (not table.fits(column, now) or now in table.head.values()):
                now = head
            renamed[head].add(now)
    return {
        head: next(iter(now))
        for head, now in renamed.items()
        if len(now) == 1 and head not in now and all(by_path[path] == {True} for path in paths[head])
    }

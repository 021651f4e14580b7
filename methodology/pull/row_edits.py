"""Tables of the content: rows that came or went, and cells that were filled or emptied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from methodology.editing.edits import SetRows, SetText
from methodology.model.data_table import TableColumn
from methodology.pull.differences import Differences
from methodology.pull.looks import is_marked, without_marks
from methodology.pull.original import Original
from methodology.pull.printed_values import read_cell
from methodology.pull.pulled import Act, ProposedEdit, TableEvent, Wish
from methodology.pull.source_text import as_leaf, as_source
from methodology.pull.table_grids import TableGrid, grids_of
from methodology.reading.data_tables import rows_of


@dataclass(frozen=True, slots=True)
class ContentTable:
    """A table that the content has as one: its path, and the paths of its cells, row by row from the head on."""

    path: str
    cells: tuple[tuple[str, ...], ...]
    columns: tuple[TableColumn, ...] = ()
    """Of a table of data."""


def content_tables(original: Original) -> dict[int, ContentTable]:
    """The tables of the content by their numbers in the document."""
    by_cell: dict[str, ContentTable] = {}
    for data in original.programme.tables.values():
        head = tuple(f"{data.path}.columns.{key}.head" for key in data.description.columns)
        held = ContentTable(data.path, (head, *rows_of(data)), tuple(data.description.columns.values()))
        by_cell |= dict.fromkeys((path for row in held.cells for path in row), held)
    for name, chapter in original.programme.chapters.items():
        for table in chapter.tables:
            rows = tuple(tuple(f"chapters.{name}.{leaf}" for leaf in row) for row in table.rows)
            held = ContentTable(f"chapters.{name}.{table.first}", rows)
            by_cell |= dict.fromkeys((path for row in rows for path in row), held)
    return {
        text.word.cell.table: by_cell[text.entry]
        for text in original.texts
        if text.word.cell is not None and text.entry in by_cell
    }


class RowEdits:
    """The edits of rows and of cells that were or are empty; ``tables`` are those that are told with them."""

    def __init__(self, differences: Differences) -> None:
        self.differences = differences
        self.edits: list[ProposedEdit] = []
        self.tables: set[int] = set()
        """The original's tables of which nothing else is to be told."""
        self._olds: dict[int, dict[int, int]] = {}
        changed = {table.table: table for table in differences.tables}
        grids = grids_of(differences.edited)
        tables = content_tables(differences.original)
        times = Counter(table.path for table in tables.values())
        for number, table in tables.items():
            if times[table.path] > 1:
                continue  # what changed in one place and not in the other is a question
            events = {change.event for change in changed[number].changes} if number in changed else set()
            grid = self._find_grid(number, grids)
            if grid is None or events - {TableEvent.ROW_GONE} or (number in changed and changed[number].news):
                continue
            rows = self._rows(number, table, grid)
            if rows is None:
                continue
            self.edits += self._cells(number, table, grid)
            if rows != list(range(1, len(table.cells))):
                self._set_rows(number, table, rows)

    def _find_grid(self, number: int, grids: Mapping[int, TableGrid]) -> TableGrid | None:
        """The edited table that all matched texts of a table stand in; None where they stand in several."""
        places = set()
        self._olds[number] = rows = {}
        for new, old in self.differences.olds.items():
            before, after = self.differences.original.texts[old].word.cell, self.differences.edited[new].cell
            if before is not None and before.table == number:
                places.add(None if after is None else after.table)
                if after is not None:
                    rows[after.row] = before.row
        place = places.pop() if len(places) == 1 else None
        return None if place is None else grids.get(place)

    def _rows(self, number: int, table: ContentTable, grid: TableGrid) -> list[int | tuple[int, ...]] | None:
        """The rows below the head: a row that was there by its number, a new one by its texts; None if in doubt."""
        olds = self._olds[number]
        rows: list[int | tuple[int, ...]] = []
        for row in range(len(grid.rows)):
            texts = grid.row_texts(row)
            if row in olds:
                rows.append(olds[row])
            elif len(grid.rows[row]) != len(table.cells[0]) or not set(texts) <= set(self.differences.come):
                return None
            else:
                rows.append(texts)
        known = [row for row in rows if isinstance(row, int)]
        places = (text.word.cell for text in self.differences.original.texts)
        shown = {cell.row for cell in places if cell is not None and cell.table == number}
        is_sure = known == sorted(set(known)) and known[:1] == [0] and set(range(len(table.cells))) == shown
        return rows[1:] if is_sure and rows[0] == 0 else None

    def _cells(self, number: int, table: ContentTable, grid: TableGrid) -> Iterator[ProposedEdit]:
        """Cells that were empty, or are now."""
        for old in self.differences.gone:
            cell = self.differences.original.texts[old].word.cell
            if cell is not None and cell.table == number and cell.row in self._olds[number].values():
                path = table.cells[cell.row][cell.column]
                text = self.differences.original.texts[old].text
                wish = self.differences.wish(Act.REMOVED, path, text, None, old=old)
                yield ProposedEdit(SetText(path, None), (wish,))
        for (row, column), texts in grid.texts.items():
            is_filled = row in self._olds[number] and len(texts) == 1 and texts[0] in self.differences.come
            source = self._source(texts[0], table, column) if is_filled else None
            if source is not None and list(grid.rows[row]) == list(range(len(table.cells[0]))):
                path = table.cells[self._olds[number][row]][column]
                wish = self.differences.wish(Act.ADDED, path, None, self.differences.text_now(texts[0]), new=texts[0])
                yield ProposedEdit(SetText(path, source), (wish,), frozenset(texts))

    def _set_rows(self, number: int, table: ContentTable, rows: Sequence[int | tuple[int, ...]]) -> None:
        """The edit of a table whose rows came or went, unless the content cannot hold what stands in a new one."""
        written = [row if isinstance(row, int) else self._new_row(row, table) for row in rows]
        if None in written or not any(isinstance(row, int) for row in written):
            return
        news = [row for row in rows if not isinstance(row, int)]
        wishes = [
            self.differences.wish(
                Act.ADDED, table.path, None, " | ".join(map(self.differences.text_now, row)), new=row[0]
            )
            for row in news
        ]
        wishes += (self._gone_row(number, table, row) for row in range(1, len(table.cells)) if row not in rows)
        texts = frozenset(text for row in news for text in row)
        edit = SetRows(table.path, tuple(row for row in written if row is not None))
        self.edits.append(ProposedEdit(edit, tuple(wishes), texts))
        self.tables.add(number)

    def _new_row(self, texts: Sequence[int], table: ContentTable) -> tuple[str, ...] | None:
        """The sources of a new row's cells; None where the content cannot hold one."""
        cells = {text: self.differences.edited[text].cell for text in texts}
        held = {cell.column: self._source(text, table, cell.column) for text, cell in cells.items() if cell is not None}
        if len(held) != len(texts) or None in held.values():
            return None
        return tuple(held.get(column) or "" for column in range(len(table.cells[0])))

    def _gone_row(self, number: int, table: ContentTable, row: int) -> Wish:
        places = ((old, text, text.word.cell) for old, text in enumerate(self.differences.original.texts))
        texts = [(old, text.text) for old, text, cell in places if cell is not None and cell[:2] == (number, row)]
        said = " | ".join(text for _, text in texts)
        return self.differences.wish(Act.REMOVED, table.path, said, None, old=texts[0][0])

    def _source(self, new: int, table: ContentTable, column: int) -> str | None:
        """The source of a new text; None where the content cannot hold how it looks."""
        looked = self.differences.looked_now(new)
        if is_marked(looked.looks):
            return None
        if table.columns:
            return read_cell(self.differences.original.printer, table.columns[column], looked.text.strip())
        return as_leaf(without_marks(looked)) or as_source(looked.text, is_markdown=True)

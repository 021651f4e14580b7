"""Holds the programme's tables against those of a file, cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from methodology.composing import compose_tables
from methodology.composing.table_words import read_all_table_words
from methodology.diagnostics import quote
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.programme_tables import NUMBERS, ColumnKey, ProgrammeTable, TableValue
from methodology.model.scalars import plain
from methodology.sfc.csv_reader import read_csv
from methodology.sfc.heads import IDENTITY, FoundTable, Names, find_tables, names_of
from methodology.sfc.numbers import read_number
from methodology.sfc.sheets import TableFile, table_fault
from methodology.sfc.workbook_reader import read_workbook

_PACKAGES = (b"PK", b"\xd0\xcf\x11\xe0")
"""How workbooks begin: a zip, or what Excel 97 and passwords make."""


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that differs. ``entry`` names the row (``O.1.3``, ``SO1 008``), ``column`` is the name of the column."""

    entry: str
    column: str
    content: str
    file: str
    address: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TableComparison:
    """How a file differs from the content.

    ``only_content`` names rows and their table's number, ``only_file`` rows and their address. ``faults`` are what
    could not be compared and should have been; ``notes`` differ in nothing.
    """

    differences: tuple[CellDifference, ...]
    only_content: tuple[tuple[str, int], ...]
    only_file: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    cells: int
    """How many cells were compared."""

    @property
    def is_equal(self) -> bool:
        """Whether the file says what the content says."""
        return not (self.differences or self.only_content or self.only_file or self.faults)


def compare_file(programme: Programme, templates: Path, content: bytes, name: str) -> TableComparison:
    """Compare the programme's tables with a file, XLSX or CSV, that messages call ``name``.

    Raises ContentError where the file has none of the tables, is not safe to read, or the content cannot be composed.
    """
    tables = {table.number: table for table in compose_tables(programme, templates).tables}
    names = names_of(
        {key: words.filled_heads(key, programme.facts) for key in ColumnKey}
        for words in read_all_table_words(templates).values()
    )
    file, found = _find(content, name, names)
    if not found:
        expected = "; ".join(
            translate("table {number}: {heads}", number=number, heads=", ".join(table.heads))
            for number, table in tables.items()
        )
        message = translate("no row of the file has the names of a table's columns")
        hint = translate("expected, in any order, are {tables}", tables=expected)
        raise table_fault(name, message, hint, "no-table")
    objectives = {_fold_code(str(one.facts.number)): one.facts.id for one in programme.objectives}
    comparing = _Comparing(tables, objectives, is_csv=not content.startswith(_PACKAGES))
    for table in found:
        comparing.compare(table)
    return comparing.result(file.notes)


def _find(content: bytes, name: str, names: Names) -> tuple[TableFile, list[FoundTable]]:
    """The tables of a file; of CSV with the separator that gives most of their columns."""
    if content.startswith(_PACKAGES):
        file = read_workbook(content, name)
        return file, [table for sheet in file.sheets for table in find_tables(sheet, names)]
    best: tuple[TableFile, list[FoundTable]] = (TableFile(()), [])
    for file in read_csv(content, name):
        found = [table for sheet in file.sheets for table in find_tables(sheet, names)]
        if _count_columns(found) > _count_columns(best[1]):
            best = file, found
    return best


def _count_columns(found: Iterable[FoundTable]) -> int:
    return sum(len(table.columns) for table in found)


class _Comparing:
    """Compares table after table, and collects what differs."""

    def __init__(self, tables: Mapping[int, ProgrammeTable], objectives: Mapping[str, str], *, is_csv: bool) -> None:
        self._tables = tables
        self._objectives = objectives
        self._is_csv = is_csv
        self._expected = {number: _by_identity(table) for number, table in tables.items()}
        self._seen: dict[tuple[int, str], str] = {}
        self._compared: set[int] = set()
        self._differences: list[CellDifference] = []
        self._only_file: list[tuple[str, str]] = []
        self._faults: list[str] = []
        self._notes: list[str] = []
        self._cells = 0

    def result(self, notes: Iterable[str]) -> TableComparison:
        only_content = tuple(
            (entry, number)
            for number in sorted(self._compared)
            for entry in self._expected[number]
            if (number, entry) not in self._seen
        )
        missing = [
            translate("the file has no table {number}: its rows were not compared", number=number)
            for number, rows in self._expected.items()
            if rows and number not in self._compared
        ]
        return TableComparison(
            tuple(self._differences),
            only_content,
            tuple(self._only_file),
            tuple(self._faults),
            (*notes, *self._notes, *missing),
            self._cells,
        )

    def compare(self, found: FoundTable) -> None:
        self._compared.add(found.number)
        heads = dict(zip(self._tables[found.number].columns, self._tables[found.number].heads, strict=True))
        if found.missing:
            address = found.sheet.address(found.head_row, min(found.columns))
            missing = ", ".join(translate("'{text}'", text=heads[key]) for key in found.missing)
            self._faults.append(
                translate(
                    "table {number} ({address}) lacks columns, which were not compared: {columns}",
                    number=found.number,
                    address=address,
                    columns=missing,
                )
            )
        for address, head in found.twice:
            message = translate(
                "the column '{head}' is there again at {address}: the first one was compared",
                head=quote(head),
                address=address,
            )
            self._faults.append(message)
        for address, head in found.others:
            message = translate(
                "the column '{head}' at {address} is none of table {number}: not compared",
                head=quote(head),
                address=address,
                number=found.number,
            )
            self._notes.append(message)
        objective: str | Decimal = ""
        for number, row in found.rows.items():
            cells = {key: (column, row.get(column)) for column, key in found.columns.items()}
            if ColumnKey.OBJECTIVE in cells:  # merged cells say it once
                column, own = cells[ColumnKey.OBJECTIVE]
                objective = objective if own is None else own
                cells[ColumnKey.OBJECTIVE] = (column, objective or None)
            self._compare_row(found, number, cells, heads)

    def _compare_row(
        self,
        found: FoundTable,
        number: int,
        cells: Mapping[ColumnKey, tuple[int, str | Decimal | None]],
        heads: Mapping[ColumnKey, str],
    ) -> None:
        own = [cells[key][1] for key in IDENTITY[found.number]]
        place = found.sheet.address(number, min(found.columns))
        filled = [value for column in found.columns if (value := found.rows[number].get(column)) is not None]
        is_title = len(filled) == 1 and isinstance(filled[0], str)
        if None in own:
            if filled and not is_title:
                self._faults.append(translate("the row at {place} has no code: it was not compared", place=place))
            return
        entry = " ".join(self._fold_identity(key, cells[key][1]) for key in IDENTITY[found.number])
        rows = self._expected[found.number]
        if entry not in rows and is_title:
            message = translate(
                "the row at {place} has one text and nothing else: it was taken for a title", place=place
            )
            self._notes.append(message)
            return
        if entry not in rows:
            self._only_file.append((quote(entry), place))
            return
        if (found.number, entry) in self._seen:
            first = self._seen[found.number, entry]
            message = translate(
                "{entry} is there again at {place}: the row at {first} was compared",
                entry=entry,
                place=place,
                first=first,
            )
            self._faults.append(message)
            return
        self._seen[found.number, entry] = place
        for key, (column, value) in cells.items():
            self._cells += 1
            remark = self._differs(key, rows[entry][key], value)
            if remark is not None:
                address = found.sheet.address(number, column)
                shown = _show(rows[entry][key]), _show(value)
                self._differences.append(CellDifference(entry, heads[key], *shown, address, remark))

    def _differs(self, key: ColumnKey, content: TableValue, value: str | Decimal | None) -> str | None:
        """Why a cell differs from the content, in few words or none; None where it does not."""
        if value is None or content is None:
            is_empty = value is None or (isinstance(value, str) and not value.strip())
            return None if is_empty and content is None else ""
        if key in NUMBERS and isinstance(content, Decimal):
            return _differs_as_number(content, value)
        if key in (ColumnKey.CODE, ColumnKey.INTERVENTION_CODE, ColumnKey.OBJECTIVE):
            return None if _fold_code(content) == self._fold_identity(key, value) else ""
        shown = _show(value)
        texts = {_fold(shown)}
        if self._is_csv:
            texts.add(_fold(shown.removeprefix("'")))  # the mark that a text is no formula
        return None if _fold(str(content)) in texts else ""

    def _fold_identity(self, key: ColumnKey, value: str | Decimal | None) -> str:
        """A code as codes are compared; an objective may be named by its number."""
        code = _fold_code(value)
        return self._objectives.get(code, code) if key is ColumnKey.OBJECTIVE else code


def _differs_as_number(content: Decimal, value: str | Decimal) -> str | None:
    meanings = (value,) if isinstance(value, Decimal) else read_number(value)
    if content in meanings:
        return None
    if len(meanings) > 1:
        return translate("ambiguous: {numbers}", numbers=translate(" or ").join(map(plain, meanings)))
    return "" if meanings else translate("no number")


def _by_identity(table: ProgrammeTable) -> dict[str, dict[ColumnKey, TableValue]]:
    rows = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    return {" ".join(_fold_code(row[key]) for key in IDENTITY[table.number]): row for row in rows}


def _fold_code(value: TableValue) -> str:
    """A code as codes are compared: without blanks, and with the zeros that programs take off numbers."""
    code = plain(value) if isinstance(value, Decimal) else "".join(str(value).split()).upper()
    return code.zfill(3) if code.isdigit() else code


def _fold(text: str) -> str:
    """A text as texts are compared: the amount and kind of white space does not count."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _show(value: TableValue) -> str:
    return "" if value is None else plain(value) if isinstance(value, Decimal) else value

"""Tables of data: CSV files read by their descriptions, every fault with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from methodology.diagnostics import Diagnostic, Location, nearest, quote
from methodology.messages import translate
from methodology.model.data_table import (
    TABLES,
    ColumnFormat,
    DataCell,
    DataDescription,
    DataDescriptions,
    DataTable,
    TableColumn,
)
from methodology.model.paths import Place, step_of
from methodology.model.programme import Value
from methodology.model.prose import Prose, ProseError, Reference, parse_prose
from methodology.model.scalars import KEY, LONGEST_NUMBER, LONGEST_TEXT, TO_GIVE, NotGiven
from methodology.reading.content_folder import ContentFile, ContentFolder
from methodology.reading.csv_fields import CsvError, CsvField, read_fields, separator_of
from methodology.reading.validation import MOST_FINDINGS
from methodology.reading.yaml_tree import YamlTree

FILE = f"{TABLES}.yaml"
CELL, ROW = "cell", "id"
"""The fields of values: of a cell, and of the one that names its row."""
MOST_ROWS, MOST_COLUMNS, LONGEST_KEY = 2_000, 20, 80
_MOST_SIGNS = 2 * MOST_ROWS * MOST_COLUMNS
"""So many separators and line ends are read."""
_TAKEN = frozenset({"caption", "columns"})
"""What stands beside the rows in content paths."""


def read_data_tables(content: ContentFolder) -> dict[str, DataTable]:
    """The tables of data by name; faults go to the diagnostics, values to the pieces of ``content``."""
    found = content.read_if_there(FILE, DataDescriptions, TABLES)
    described = {} if found is None else found.root
    tables = {}
    files = list(content.names(TABLES, ".csv"))
    for name in files:
        relative = f"{TABLES}/{name}.csv"
        content.taken.add(relative)
        content.roots[content.file(relative)] = f"{TABLES}.{name}"
        if relative not in content.texts or (found is None and FILE in content.texts):
            continue
        if name not in described:
            hint = nearest(name, described) or translate("describe it in {file}: its caption and columns", file=FILE)
            fault = Diagnostic(
                "wrong-table",
                translate("{file} describes no table '{name}'", file=FILE, name=name),
                Location(content.file(relative)),
                hint,
            )
            content.diagnostics.append(fault)
            continue
        reader = _TableReader(name, content.texts[relative], content.file(relative), described[name])
        table = reader.read()
        content.diagnostics += reader.faults[:MOST_FINDINGS]
        if table is not None:
            tables[name] = table
            content.pieces.append(ContentFile(table.path, described[name], reader.tree, tuple(reader.values)))
    tree = next((piece.tree for piece in content.pieces if piece.root == TABLES), None)
    for name in sorted(described.keys() - set(files)):
        message, hint = (
            translate("the file {file} is missing", file=f"{TABLES}/{name}.csv"),
            translate("write it, or take the description out"),
        )
        location = Location(content.file(FILE)) if tree is None else tree.location((name,), of_key=True)
        content.diagnostics.append(Diagnostic("missing-file", message, location, hint))
    return tables


@dataclass
class _TableReader:
    """Reads one file."""

    name: str
    text: str
    file: str
    description: DataDescription
    faults: list[Diagnostic] = field(default_factory=list)
    values: list[tuple[str, Value]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """No cell has a place yet."""
        self.tree = YamlTree(self.file, self.text, None)

    def read(self) -> DataTable | None:
        """The table; None where something is wrong."""
        if self.text.count("\n") + self.text.count(separator_of(self.text)) > _MOST_SIGNS:
            self._report(
                translate("the table is too large"),
                0,
                translate(
                    "at most {most_rows} rows and {most_columns} columns",
                    most_rows=MOST_ROWS,
                    most_columns=MOST_COLUMNS,
                ),
            )
            return None
        try:
            rows = read_fields(self.text)
        except CsvError as error:
            self._report(
                str(error),
                error.offset,
                translate("double a quotation mark that is meant, and put the field in such marks"),
            )
            return None
        if not self._check_head(rows[0]) or not self._check_size(rows):
            return None
        keys = [one.text for one in rows[0]]
        cells: dict[str, list[DataCell]] = {key: [] for key in keys}
        names: list[str] = []
        for row in rows[1:]:
            if self._check_row(row, keys, names):
                names.append(row[0].text)
                for key, one in zip(keys, row, strict=True):
                    cells[key].append(self._cell(row[0].text, key, one, is_name=key == keys[0]))
        units = {key: column.unit for key, column in self.description.columns.items() if column.unit is not None}
        columns = {key: tuple(column) for key, column in cells.items() if key != keys[0]}
        relative = f"{TABLES}/{self.name}.csv"
        table = DataTable(self.name, columns, units, tuple(names), self.description, relative)
        return None if self.faults else table

    def _check_head(self, head: Sequence[CsvField]) -> bool:
        known = self.description.columns
        seen: set[str] = set()
        for one in head:
            if one.text in seen:
                self._report(
                    translate("the column '{text}' stands there twice", text=quote(one.text)),
                    one.start,
                    translate("delete one of them"),
                )
            elif not re.fullmatch(KEY.pattern, one.text):
                self._report(
                    translate("'{text}' is no key of a column", text=quote(one.text)),
                    one.start,
                    translate("{hint}; as in {file}", hint=KEY.hint, file=FILE),
                )
            elif one.text not in known:
                hint = nearest(one.text, known) or translate("describe it in {file}", file=FILE)
                self._report(
                    translate("{file} describes no column '{text}' of this table", file=FILE, text=one.text),
                    one.start,
                    hint,
                )
            elif one.text in _TAKEN:
                self._report(
                    translate("no column can be called '{text}'", text=one.text),
                    one.start,
                    translate("give it another key"),
                )
            seen.add(one.text)
        for key in known.keys() - seen:
            self._report(
                translate("the column '{key}' is missing", key=key),
                head[-1].end,
                translate("add it, or take it out of {file}", file=FILE),
            )
        return not self.faults

    def _check_size(self, rows: Sequence[Sequence[CsvField]]) -> bool:
        if len(rows) == 1:
            self._report(
                translate("the table has no row below its head"),
                rows[0][0].start,
                translate("write it, or delete the file"),
            )
        if len(rows) > MOST_ROWS or len(rows[0]) > MOST_COLUMNS:
            self._report(
                translate(
                    "a table has at most {most_rows} rows and {most_columns} columns",
                    most_rows=MOST_ROWS,
                    most_columns=MOST_COLUMNS,
                ),
                0,
                translate("is it the file that was meant?"),
            )
        return not self.faults

    def _check_row(self, row: Sequence[CsvField], keys: Sequence[str], names: Sequence[str]) -> bool:
        name = row[0]
        if len(row) != len(keys):
            self._report(
                translate("the row has {row} fields, the table {keys} columns", row=len(row), keys=len(keys)),
                name.start,
                self._hint_for(row),
            )
        elif not name.text.strip() or name.text != name.text.strip() or re.search(r"[{}|]|\A\W*\Z", name.text):
            self._report(
                translate("'{text}' names no row", text=quote(name.text)),
                name.start,
                translate("letters and digits, no blank at its ends, no {{ }} |"),
            )
        elif len(name.text) > LONGEST_KEY:
            self._report(
                translate("the name of a row has at most {longest_key} characters", longest_key=LONGEST_KEY),
                name.start,
                translate("shorten it"),
            )
        elif step_of(name.text) in _TAKEN | {TO_GIVE}:
            self._report(
                translate("no row can be called '{text}'", text=name.text), name.start, translate("call it otherwise")
            )
        elif step_of(name.text) in map(step_of, names):
            self._report(
                translate("a row '{text}' is there already", text=quote(name.text)),
                name.start,
                translate("each row has a name of its own"),
            )
        else:
            return True
        return False

    def _hint_for(self, row: Sequence[CsvField]) -> str:
        """What to do with a row of another length; a decimal comma parts a number in a file with commas."""
        if separator_of(self.text) == ",":
            for left, right in pairwise(row):
                if re.fullmatch(r"-?\d+", left.text) and re.fullmatch(r"\d+", right.text):
                    decimal = f"{left.text}.{right.text}"
                    return translate(
                        "decimals stand after a point: {decimal}; a text with a comma stands in quotation marks",
                        decimal=decimal,
                    )
        return translate(
            "each row has a field for each column; a text with the separator in it stands in quotation marks"
        )

    def _cell(self, row: str, key: str, one: CsvField, *, is_name: bool) -> DataCell:
        column = self.description.columns[key]
        value: DataCell = Prose(row) if is_name else self._value(column, one)
        if value is not None:
            place: Place = (row, key)
            self.tree.values[place] = location = self._location(one.start)
            path = f"{TABLES}.{self.name}.{step_of(row)}.{key}"
            self.values.append((path, Value(value, column, ROW if is_name else CELL, location, place)))
        return value

    def _value(self, column: TableColumn, one: CsvField) -> DataCell:
        text = one.text.strip()
        if not text:
            return None
        if len(text) > LONGEST_TEXT:
            self._report(
                translate("the text has more than {longest_text} characters", longest_text=LONGEST_TEXT),
                one.start,
                translate("is it the file that was meant?"),
            )
            return None
        if column.format is ColumnFormat.TEXT or text.startswith("{"):
            return self._prose(column, text, one)
        if text == TO_GIVE:
            return NotGiven()
        fault = _fault_of_year(text) if column.format is ColumnFormat.YEAR else _fault_of_number(text, column)
        if fault is not None:
            self._report(fault[0], one.start, fault[1])
            return None
        return Decimal(text)

    def _prose(self, column: TableColumn, text: str, one: CsvField) -> Prose | None:
        try:
            parts = parse_prose(text)
        except ProseError as error:
            hint = translate(
                "a value is printed by its path, {{O.1.1.target}}; a literal brace is doubled, {{{{ or }}}}"
            )
            self._report(str(error), one.start + error.offset, hint)
            return None
        if column.format is not ColumnFormat.TEXT and not (len(parts) == 1 and isinstance(parts[0], Reference)):
            self._report(
                translate("'{text}' is no number", text=quote(text)),
                one.start,
                translate("a number, or one reference: {{O.1.1.target}}"),
            )
            return None
        return Prose(text)

    def _location(self, offset: int) -> Location:
        before = self.text[:offset]
        return Location(self.file, before.count("\n") + 1, offset - before.rfind("\n"))

    def _report(self, message: str, offset: int, hint: str | None) -> None:
        self.faults.append(Diagnostic("wrong-table", message, self._location(offset), hint))


def _fault_of_year(text: str) -> tuple[str, str] | None:
    if re.fullmatch(r"(19|20)\d\d", text):
        return None
    return translate("'{text}' is no year", text=quote(text)), translate("four digits: 2019")


def _fault_of_number(text: str, column: TableColumn) -> tuple[str, str] | None:
    """Why a text is no number of a column, and what to write; nothing is guessed."""
    most = 6 if column.decimals is None else int(column.decimals)
    if len(text) > LONGEST_NUMBER:
        return translate("'{text}' is no number that a document has", text=quote(text)), translate("is it a slip?")
    if re.fullmatch(r"-?\d+,\d+", text):
        return translate("'{text}' is no number", text=text), translate(
            "decimals stand after a point: {value}", value=text.replace(",", ".")
        )
    if re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+", text) and column.decimals not in ("3", "4", "5", "6"):
        hint = translate("without a point between the thousands: {value}", value=text.replace(".", ""))
        return translate("'{text}' could be read in two ways", text=text), translate(
            "{hint}; with three decimals say decimals: 3 in {file}", hint=hint, file=FILE
        )
    if not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
        return translate("'{text}' is no number", text=quote(text)), translate(
            "digits alone, decimals after a point, no blanks"
        )
    if len(text.partition(".")[2]) > most:
        message = translate("'{text}' has more than {most} decimals, it would be printed rounded", text=text, most=most)
        return message, translate("round it, or raise decimals in {file}", file=FILE)
    return None


def rows_of(table: DataTable) -> Iterator[tuple[str, ...]]:
    """The content paths of the cells, row by row in the order in which the table prints its columns."""
    keys = list(table.description.columns)
    for row in table.rows:
        yield tuple(f"{table.path}.{step_of(row)}.{key}" for key in keys)

"""The content held against exported tables: what is equal, and what every kind of difference is told as."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest

from methodology.building import write_workbook
from methodology.cli import main
from methodology.composing import compose_document, compose_tables
from methodology.composing.table_words import read_all_table_words
from methodology.diagnostics import ContentError, ExitCode
from methodology.model.programme import Programme
from methodology.model.programme_tables import COLUMNS, ColumnKey
from methodology.rendering.tables import render_csv
from methodology.sfc.comparison import TableComparison, compare_file
from methodology.sfc.sheets import MOST_CELLS, column_letters
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, read_content, replace_in
from tests.rendering.judges import convert_files
from tests.tools import missing

BOTH = pytest.mark.parametrize("content", [CONTENT, SAMPLE], ids=["signed", "sample"])


@cache
def programme_of(content: Path) -> Programme:
    return read_content(content)


@cache
def workbook(content: Path) -> bytes:
    programme = programme_of(content)
    return write_workbook(programme, compose_document(programme, TEMPLATES), TEMPLATES)


def compare(file: bytes, content: Path = SAMPLE) -> TableComparison:
    return compare_file(programme_of(content), TEMPLATES, file, "export")


def changed(change: Callable[[Any], object], content: Path = SAMPLE) -> bytes:
    """The workbook after a change by another library, saved by it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(content)))
    change(book)
    return saved(book)


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rows_of(table: int, content: Path = SAMPLE) -> list[list[Any]]:
    """The heads and rows of a table as a list."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(content))).worksheets[table]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def as_csv(rows: Sequence[Sequence[object]], separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    written = io.StringIO(newline="")
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    csv.writer(written, delimiter=separator).writerows(texts)
    return written.getvalue().encode(encoding)


def as_workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def told(comparison: TableComparison) -> list[tuple[str, str, str, str]]:
    return [(one.entry, one.content, one.file, one.remark) for one in comparison.differences]


@BOTH
def test_own_tables_are_equal(content: Path) -> None:
    comparison = compare(workbook(content), content)
    assert comparison.is_equal
    assert comparison.notes == ()
    tables = compose_tables(programme_of(content), TEMPLATES)
    assert comparison.cells == sum(len(table.rows) * len(table.heads) for table in tables.tables)
    for file in render_csv(tables).values():
        assert compare(file, content).is_equal


def test_what_libreoffice_saves_is_equal(tmp_path: Path) -> None:
    for kind in ("xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,3"):
        try:
            convert_files([workbook(CONTENT)], tmp_path / kind[:4], "xlsx", kind)
        except FileNotFoundError:
            if not list((tmp_path / kind[:4] / "out").glob("*")):
                missing("LibreOffice Calc")
        for file in (tmp_path / kind[:4] / "out").iterdir():
            assert compare(file.read_bytes(), CONTENT).is_equal


CELLS = [(table, column) for table in (1, 2, 3) for column in range(len(COLUMNS[table]))]


@pytest.mark.parametrize(("table", "column"), CELLS)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_changed_cell_of_each_column_is_found(table: int, column: int, form: str) -> None:
    rows = rows_of(table)
    last = rows[-1]
    before = last[column]
    last[column] = 987654 if before is None or not isinstance(before, str) else f"{before}x"
    title: list[object] = ["a title"]
    comparison = compare(as_workbook([title, *rows]) if form == "xlsx" else as_csv([title, *rows]))
    key = COLUMNS[table][column]
    address = f"{column_letters(column)}{len(rows) + 1}"
    if key in (ColumnKey.CODE, ColumnKey.INTERVENTION_CODE) or (table == 3 and key is ColumnKey.OBJECTIVE):
        assert len(comparison.only_content) == len(comparison.only_file) == 1
        assert comparison.only_file[0][1].endswith(f"A{len(rows) + 1}")
        return
    (difference,) = comparison.differences
    assert difference.column == rows[0][column]
    assert difference.address.endswith(address)
    assert difference.file == str(last[column])
    assert difference.content == ("" if before is None else str(before))


def test_a_row_of_one_side_is_told() -> None:
    rows = rows_of(1)
    extra = ["SO1", "O.1.9", "novo", "število", 1, 2]
    comparison = compare(as_workbook([rows[0], *rows[2:], extra]))
    assert comparison.only_content == (("O.1.1", 1),)
    assert comparison.only_file == (("O.1.9", f"Sheet!A{len(rows)}"),)
    assert comparison.differences == ()
    assert comparison.notes == (
        "the file has no table 2: its rows were not compared",
        "the file has no table 3: its rows were not compared",
    )


def test_columns_in_any_order_below_titles_and_between_blanks() -> None:
    for seed in range(10):
        tables: list[list[Sequence[object]]] = []
        for table in (3, 1, 2):
            rows = rows_of(table)
            order = list(range(len(rows[0])))
            random.Random(seed).shuffle(order)
            shuffled: list[Sequence[object]] = [[row[at] for at in order] for row in rows]
            tables.append([[], ["Program"], [None, "Preglednica"], [], *shuffled])
        assert compare(as_workbook(*tables)).is_equal
        stacked = compare(as_workbook([row for rows in tables for row in [*rows, []]]))
        assert stacked.is_equal
        assert all(note.endswith("it was taken for a title") for note in stacked.notes)


@pytest.mark.parametrize("language", ["en", "sl"])
def test_heads_are_known_in_every_language_and_form(language: str) -> None:
    facts = programme_of(SAMPLE).facts
    words = read_all_table_words(TEMPLATES)[language]
    for table in (1, 2, 3):
        for form in range(5):
            heads = [words.filled_heads(key, facts) for key in COLUMNS[table]]
            row = [names[min(form, len(names) - 1)] for names in heads]
            dressed = [f" {name.upper()}\n[255] ".replace(" ", " \n\xa0", 1) for name in row]
            assert compare(as_workbook([dressed, *rows_of(table)[1:]])).is_equal
            assert compare(as_csv([dressed, *rows_of(table)[1:]])).is_equal


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250"])
def test_every_form_of_csv_is_read(separator: str, encoding: str) -> None:
    for table in (1, 2, 3):
        rows = rows_of(table, CONTENT)
        comparison = compare(as_csv(rows, separator, encoding), CONTENT)
        assert comparison.is_equal
        assert any("cp1250" in note for note in comparison.notes) == (encoding == "cp1250")


@pytest.mark.parametrize(
    "text",
    [
        "2000",
        "2.000",
        "2,000",
        "2 000",
        "2\xa0000",
        "2.000,00",
        "2,000.00",
        "2000,0",
        "2000.00",
        " 2000 ",
        "2\u202f000",
    ],
)
def test_a_number_is_the_same_in_every_notation(text: str) -> None:
    assert compare(changed(lambda book: put(book, text))).is_equal


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("2001", ""),
        ("2.001", "ambiguous: 2001 or 2.001"),
        ("2,001", "ambiguous: 2001 or 2.001"),
        ("2.00", ""),
        ("20.00", ""),
        ("2000 oseb", "no number"),
        ("2000 %", "no number"),
        ("20.0.0", "no number"),
        ("2.0000", ""),
        ("-2000", ""),
        ("=2000", "no number"),
        ("two", "no number"),
        ("2.000.000", ""),
        ("1.2.3,4", "no number"),
        ("2000" * 20, "no number"),
    ],
)
def test_another_number_is_told(text: str, remark: str) -> None:
    assert told(compare(changed(lambda book: put(book, text)))) == [("O.1.1", "2000", text, remark)]


def put(book: Any, value: object) -> None:
    """Write the target of O.1.1."""
    cell = book.worksheets[1]["F3"]
    assert cell.value == 2000
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def test_a_number_with_the_noise_of_binary_is_the_number() -> None:
    book = saved_with("xl/worksheets/sheet3.xml", "<v>2.5</v>", "<v>2.5000000000000004</v>")
    assert told(compare(book)) == [("R.2.2.1", "2.5", "2.5000000000000004", "")]
    assert compare(saved_with("xl/worksheets/sheet3.xml", "<v>2.5</v>", "<v>2.50000000000000001</v>")).is_equal


def saved_with(part: str, old: str, new: str, source: bytes | None = None) -> bytes:
    """The workbook with a text of a part replaced."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source or workbook(SAMPLE))) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in package.namelist():
            content = package.read(name).decode()
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            written.writestr(name, content)
    return target.getvalue()


def test_formulas_count_as_their_stored_values() -> None:
    stored = saved_with("xl/worksheets/sheet2.xml", "<v>2000</v>", "<f>1000*2</f><v>2000</v>")
    comparison = compare(stored)
    assert comparison.is_equal
    assert comparison.notes == ("formulas: 1; the values that the file stores for them were compared",)
    comparison = compare(saved_with("xl/worksheets/sheet2.xml", "<v>2000</v>", "<f>1000*2</f>"))
    assert told(comparison) == [("O.1.1", "2000", "", "")]
    assert "formulas without a stored value: 1; they were taken as empty" in comparison.notes


def test_links_to_other_files_are_told_and_not_fetched() -> None:
    part, end = "xl/_rels/workbook.xml.rels", "</Relationships>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="styles.xml"/>'
    comparison = compare(saved_with(part, end, f"{link}{end}"))
    assert comparison.is_equal
    assert comparison.notes == ("the file refers to other files: nothing was fetched",)


def test_a_column_that_is_missing_strange_or_there_twice_is_told() -> None:
    rows = rows_of(1)
    for row in rows:
        row[4] = "Mejnik (2035)" if row is rows[0] else row[4]
    rows = [[*row, row[5]] for row in rows]
    comparison = compare(as_workbook(rows))
    assert not comparison.is_equal
    assert comparison.differences == ()
    assert comparison.faults == (
        "table 1 (Sheet!A1) lacks columns, which were not compared: 'Mejnik (2034)'",
        "the column 'Ciljna vrednost (2039)' is there again at Sheet!G1: the first one was compared",
    )
    assert "the column 'Mejnik (2035)' at Sheet!E1 is none of table 1: not compared" in comparison.notes


def test_a_row_that_is_there_twice_or_has_no_code_is_told() -> None:
    rows = rows_of(1)
    without = [rows[1][0], None, *rows[1][2:]]
    comparison = compare(as_workbook([*rows, rows[1], without, ["Skupaj"]]))
    assert comparison.faults == (
        f"O.1.1 is there again at Sheet!A{len(rows) + 1}: the row at Sheet!A2 was compared",
        f"the row at Sheet!A{len(rows) + 2} has no code: it was not compared",
    )


@pytest.mark.parametrize("name", ["SO1", "1", 1, "so 1"])
def test_an_objective_may_stand_once_and_by_its_number(name: object) -> None:
    rows = [row if row[0] != "SO1" else [name, *row[1:]] for row in rows_of(3)]
    merged = [row if at < 2 or row[0] == "SO2" else [None, *row[1:]] for at, row in enumerate(rows)]
    assert compare(as_workbook(rows)).is_equal
    assert compare(as_workbook(merged)).is_equal


def test_codes_that_lost_their_zeros_are_the_codes() -> None:
    rows = [[*row[:2], int(row[2]) if row[2].isdigit() else row[2], row[3]] for row in rows_of(3)]
    assert compare(as_workbook(rows)).is_equal
    assert compare(as_csv(rows)).is_equal


def test_amounts_that_the_content_does_not_know_differ() -> None:
    rows = rows_of(3)
    rows[1][3] = Decimal("1234.56")
    assert told(compare(as_workbook(rows))) == [("SO1 001", "", "1234.56", "")]


def refused(file: bytes, content: Path = SAMPLE) -> str:
    with pytest.raises(ContentError) as fault:
        compare(file, content)
    return str(fault.value)


def package_of(**parts: str) -> bytes:
    """The workbook with the XML of parts of ``xl/`` replaced, ``/`` in their names written as ``__``."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(SAMPLE))) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in package.namelist():
            key = name.removeprefix("xl/").removesuffix(".xml").replace("/", "__")
            written.writestr(name, parts.get(key, package.read(name)))
    return target.getvalue()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_of(rows: str) -> bytes:
    return package_of(worksheets__sheet1=f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "no row of the file has the names"),
    "bytes": (lambda: bytes(range(256)) * 10, "no text in UTF-8"),
    "a PDF": (lambda: b"%PDF-1.7\n1 0 obj\n;;;", "no row of the file has the names"),
    "Excel 97": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000), "Office 97"),
    "half a file": (lambda: workbook(SAMPLE)[:3_000], "no workbook, or only a part of one"),
    "too large": (lambda: b"a;b\n" * 5_000_000, "larger than 16 MB"),
    "many rows": (lambda: sheet_of("<row/>" * (MOST_CELLS + 1)), "more than 300000 rows and cells"),
    "a million rows": (lambda: sheet_of("<row/>" * 1_000_000), "too many elements"),
    "many CSV rows": (lambda: b"a;b\n" * (MOST_CELLS // 3 + 1), "more than 300000 rows and cells"),
    "a bomb": (lambda: sheet_of(" " * 40_000_000), "would unpack to more than"),
    "entities": (
        lambda: package_of(worksheets__sheet1=f'<!DOCTYPE a [<!ENTITY b "c">]><worksheet {MAIN}/>'),
        "declares entities",
    ),
    "a row far away": (lambda: sheet_of('<row r="9999999"/>'), "a row has the number '9999999'"),
    "a column far away": (lambda: sheet_of('<row><c r="ZZZ1"><v>1</v></c></row>'), "a cell has the address 'ZZZ1'"),
    "a text that is not there": (lambda: sheet_of('<row><c t="s"><v>99999</v></c></row>'), "which is not there"),
    "a long text": (
        lambda: sheet_of(f'<row><c t="inlineStr"><is><t>{"a" * 40_000}</t></is></c></row>'),
        "more than 32767 characters",
    ),
    "a long field": (lambda: b"a;" + b"b" * 40_000, "more than 32767 characters"),
    "a field without an end": (lambda: b'a;"' + b"b" * 200_000, "field larger than field limit"),
    "a Word file": (
        lambda: package_of(**{"[Content_Types]": "<Types/>"}),
        "its main part is unknown",
    ),
}


@pytest.mark.parametrize(("make", "message"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_within_bounds(make: Callable[[], bytes], message: str) -> None:
    assert message in refused(make())


def test_a_cell_at_the_far_end_costs_nothing() -> None:
    cells = '<row r="1048576"><c r="XFD1048576"><v>1e999</v></c></row>'
    assert compare(sheet_of(cells)).is_equal


def test_a_file_without_a_table_names_the_columns_that_are_expected() -> None:
    message = refused(as_workbook([["ID", "Ime"], ["O.1.1", "a"]]))
    assert "error[no-table]" in message
    assert "table 1: Specifični cilj, ID, Kazalnik, Merska enota, Mejnik (2034), Ciljna vrednost (2039);" in message


def test_the_command_lists_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copied(SAMPLE, tmp_path)
    folders = ["--content", str(content), "--templates", str(TEMPLATES)]
    (tmp_path / "export.xlsx").write_bytes(workbook(SAMPLE))
    assert main(["compare-sfc", str(tmp_path / "export.xlsx"), *folders]) == ExitCode.DONE
    assert capsys.readouterr().out.endswith(
        "cells compared: 0 differences, 0 rows only in the content, 0 rows only in the file\n"
    )
    replace_in(content / "objectives/so2/indicators/O.2.1.yaml", "target: 3", "target: 4")
    assert main(["compare-sfc", str(tmp_path / "export.xlsx"), *folders]) == ExitCode.CONTENT
    assert re.match(
        r"O\.2\.1, Ciljna vrednost \(2039\) \(Preglednica 1!F\d+\)\n  content: 4\n  file:    3\n\d+ cells compared: 1 ",
        capsys.readouterr().out,
    )
    assert main(["compare-sfc", str(tmp_path / "none.xlsx"), *folders]) == ExitCode.USAGE
    (tmp_path / "other.csv").write_bytes(b"a;b\n1;2\n")
    assert main(["compare-sfc", str(tmp_path / "other.csv"), *folders]) == ExitCode.CONTENT
    assert "other.csv: error[no-table]" in capsys.readouterr().err


def test_a_foreign_text_cannot_obey_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "export.csv").write_bytes(as_csv([*rows_of(1), ["SO1", "O.1.9\x1b[2J", "a", "b", 1, 2]]))
    arguments = ["--content", str(SAMPLE), "--templates", str(TEMPLATES)]
    assert main(["compare-sfc", str(tmp_path / "export.csv"), *arguments]) == ExitCode.CONTENT
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "O.1.9\\u001b[2J: only in the file" in printed

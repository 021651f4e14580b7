"""The programme's tables: every cell against the content files, the heads against the annex, the files as they open."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest
import yaml

from methodology.building import write_workbook
from methodology.composing import compose_document, compose_tables
from methodology.diagnostics import ContentError
from methodology.model.programme_tables import COLUMNS, LENGTHS, LONGEST_CELL, ProgrammeTables
from methodology.model.texts import texts_of
from methodology.rendering.tables import render_csv, render_workbook
from methodology.sealing.seal import make_seal
from tests.built import COMMIT, CONTENT, SAMPLE, TEMPLATES, copied, read_content, replace_in
from tests.rendering.judges import convert_files, validate_docx
from tests.tools import missing, require_program

BOTH = pytest.mark.parametrize("content", [CONTENT, SAMPLE], ids=["signed", "sample"])
INDICATOR = ("Specific objective", "ID", "Indicator", "Measurement unit")
HEADS = {
    1: (*INDICATOR, "Milestone (2024)", "Target (2029)"),
    2: (
        *(*INDICATOR, "Baseline", "Measurement unit for baseline", "Reference year(s)"),
        *("Target (2029)", "Measurement unit for target", "Source of data", "Comments"),
    ),
    3: ("Specific objective", "Type of intervention", "Code", "Indicative amount (Euro)"),
    4: ("Type of intervention", "Code", "Indicative amount (Euro)"),
}
"""As Regulation (EU) 2021/1060, Annex VI, prints them."""
Row = tuple[object, ...]


@cache
def workbook(content: Path) -> bytes:
    programme = read_content(content)
    document = compose_document(programme, TEMPLATES)
    seal = make_seal(programme.files, document, TEMPLATES, COMMIT)
    return write_workbook(programme, document, TEMPLATES, seal)


def tables_of(content: Path) -> ProgrammeTables:
    return compose_tables(read_content(content), TEMPLATES)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def read_yaml(file: Path) -> Any:
    """A content file with its scalars as they were typed."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (texts and no more)


def objectives_of(content: Path) -> Iterator[tuple[str, Path]]:
    for folder in sorted((content / "objectives").iterdir()):
        yield read_yaml(folder / "objective.yaml")["id"], folder


def indicators_of(folder: Path, letter: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each indicator of an objective, and each of its parts with it, in the order of their codes."""
    files = sorted((folder / "indicators").glob(f"{letter}.*.yaml"), key=lambda file: int(file.stem.split(".")[2]))
    for whole in map(read_yaml, files):
        yield from ((whole, part) for part in (whole, *whole.get("parts", ())))


def official_indicators(objective: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The indicators of the fund for an objective, and their parts."""
    for whole in (*objective.get("outputs", ()), *objective.get("results", ())):
        yield from (whole, *whole.get("parts", ()))


def number(text: str | None) -> float | None:
    return None if text is None else float(text)


def expected_rows(content: Path, table: int) -> Iterator[Row]:
    """The rows by the content files alone; sources and comments, which are printed texts, are left out."""
    fund = read_yaml(content / "fund.yaml")
    types = fund["interventions"]["table_2"]["codes"]
    names = {one["code"]: one for objective in fund["objectives"] for one in official_indicators(objective)}
    for objective, folder in objectives_of(content):
        if table == 1:
            for _, part in indicators_of(folder, "O"):
                texts = (objective, part["id"], names[part["id"]]["name"], names[part["id"]].get("unit"))
                yield (*texts, number(part["milestone"]), number(part["target"]))
        if table == 2:
            for whole, part in indicators_of(folder, "R"):
                name, unit = names[part["id"]]["name"], names[part["id"]].get("unit")
                target = number(part.get("target"))
                year = part.get("reference_year", whole.get("reference_year")) if target is not None else None
                yield (
                    *(objective, part["id"], name, unit, number(part.get("baseline"))),
                    *(unit if target is not None else None, number(year), target),
                    unit if target is not None else None,
                )
        if table == 3:
            for row in read_yaml(folder / "allocation.yaml")["rows"]:
                yield objective, types[row["code"]], row["code"], None


@BOTH
@pytest.mark.parametrize("table", [1, 2, 3, 4])
def test_each_cell_is_the_value_of_the_content(content: Path, table: int) -> None:
    sheet = opened(workbook(content)).worksheets[table]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=3)]
    expected = list(expected_rows(content, table))
    assert [row[: len(expected[0])] for row in rows] == expected if expected else rows == []


@BOTH
def test_sources_and_comments_are_those_that_are_printed(content: Path) -> None:
    programme = read_content(content)
    document = compose_document(programme, TEMPLATES)
    printed = " ".join(text.text for text in texts_of(document)).replace("\xa0", " ")
    for row in opened(workbook(content)).worksheets[2].iter_rows(min_row=3, values_only=True):
        result = next(one for objective in programme.objectives for one in objective.indicators if one.id == row[1])
        (objective,) = (one for one in programme.objectives if one.facts.id == row[0])
        whole = next(one for one in objective.results if one.id == row[1] or row[1] in [part.id for part in one.parts])
        sources = result.sources or whole.sources or objective.summary.sources
        names = [str(one.text) if one.text else programme.sources[one.id] for one in sources]
        shown = [re.sub(r"\{sources\.(\w+)\}", lambda found: programme.sources[found[1]], name) for name in names]
        assert row[9] == ", ".join(shown)
        if result.remarks:
            for sentence in re.split(r"(?<=\.) (?=[A-ZČŠŽ])", row[10].replace("\xa0", " ")):
                assert sentence in printed
        else:
            assert row[10] is None


@BOTH
def test_csv_says_what_the_workbook_says(content: Path) -> None:
    sheets = opened(workbook(content)).worksheets[1:]
    for sheet, file in zip(sheets, render_csv(tables_of(content)).values(), strict=True):
        rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))
        cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert rows == [["" if value is None else str(value) for value in row] for row in cells]


def test_the_heads_are_those_of_the_annex(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    replace_in(content / "programme.yaml", "language: sl-SI", "language: en-IE")
    tables = tables_of(content)
    assert {table.number: table.heads for table in tables.tables} == HEADS
    assert tables.overview.sheet == "Overview"


def test_a_language_without_words_is_an_error_that_says_where(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / "programme.yaml", "language: sl-SI", "language: fi")
    with pytest.raises(ContentError, match=r"templates/languages/fi\.yaml: error\[template-missing\].* 'fi'"):
        tables_of(content)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  code: [ID", "  cod: [ID", "heads.cod"),
        ('    1: "', '    9: "', "titles: there is none for table 1"),
        ("sheet: Preglednica {number}", "sheet: Tabela/{number}", "cannot be the name of a sheet"),
        ("\n  heads:", "\n  heads: [", "the file is not readable as YAML, see line"),
    ],
)
def test_words_at_fault_are_an_error(old: str, new: str, message: str, tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    replace_in(tmp_path / "templates" / "languages" / "sl.yaml", old, new)
    with pytest.raises(ContentError, match=re.escape(message)):
        compose_tables(read_content(SAMPLE), tmp_path / "templates")


def test_what_is_empty_or_too_long_is_said_in_the_overview() -> None:
    remarks = tables_of(CONTENT).overview.remarks
    assert ("Preglednica 3", "Okvirni znesek (v EUR)") in [remark[:2] for remark in remarks]
    assert [remark for remark in remarks if remark[0] == "Preglednica 4"] == [
        ("Preglednica 4", "", "Preglednica nima vrstic, ker vsebina o tehnični pomoči ne pove ničesar.")
    ]
    (comment,) = (remark[2] for remark in remarks if remark[1] == "Opombe" and "znakov" in remark[2])
    assert comment == "R.2.6: število znakov brez presledkov je 261, preglednica jih sprejme največ 200."
    assert set(LENGTHS.values()) == {255, 200}


def test_a_text_that_no_cell_takes_is_refused_and_not_cut(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    long = "a" * (LONGEST_CELL // 2 + 2)
    file = content / "objectives/so2/indicators/R.2.2.yaml"
    replace_in(file, "remarks:\n", f"remarks:\n  first: {long}\n  second: {long}\n")
    with pytest.raises(ContentError, match=r"R\.2\.2\.yaml:1:5: error\[too-large\]: comments of R\.2\.2"):
        tables_of(content)


def changed_values(*values: str | Decimal | None) -> ProgrammeTables:
    """The tables of the sample, each cell of the first row of the table of outputs another one."""
    tables = tables_of(SAMPLE)
    first = tables.tables[0]
    row = tuple(values) + first.rows[0][len(values) :]
    return replace(tables, tables=(replace(first, rows=(row, *first.rows[1:])), *tables.tables[1:]))


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as opened_package:
        return opened_package.read(name).decode()


PROPERTIES = compose_document(read_content(SAMPLE), TEMPLATES).properties


@pytest.mark.parametrize("digits", ["0", "73.71", "0.1", "20500000", "2092", "999999999999.99", "2.5", "100"])
def test_numbers_are_written_digit_by_digit(digits: str) -> None:
    tables = changed_values("SO1", "O.1.1", "a", "b", Decimal(digits), Decimal(1))
    assert f"<v>{digits}</v>" in part(render_workbook(tables, PROPERTIES), "xl/worksheets/sheet2.xml")
    assert f";{digits};1\r\n" in render_csv(tables)[1].decode("utf-8-sig")


def test_numbers_are_shown_as_the_language_does() -> None:
    tables = changed_values("SO1", "O.1.1", "a", "b", Decimal("1234.5"), Decimal(1234))
    row = list(opened(render_workbook(tables, PROPERTIES)).worksheets[1].iter_rows())[2]
    assert [cell.number_format for cell in row[4:]] == ["[$-424]#,##0.0", "[$-424]#,##0"]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "'=1", '=HYPERLINK("https://example.org")', "-"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_like_a_formula_stays_a_text(text: str) -> None:
    tables = changed_values("SO1", "O.1.1", text)
    book = render_workbook(tables, PROPERTIES)
    cell = opened(book).worksheets[1]["C3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert "<f>" not in part(book, "xl/worksheets/sheet2.xml")
    lines = render_csv(tables)[1].decode("utf-8-sig").splitlines()
    field = next(csv.reader([lines[1]], delimiter=";"))[2]
    assert field == f"'{text}"


@pytest.mark.parametrize("text", ["a;b", 'a "b"', "a\nb", "_x0041_", "<&>", "a" * 300, "12345", "1/2", "TRUE"])
def test_every_text_arrives_as_it_is(text: str) -> None:
    tables = changed_values("SO1", "O.1.1", text)
    cell = opened(render_workbook(tables, PROPERTIES)).worksheets[1]["C3"]
    assert (cell.value, cell.data_type) == (text, "s")
    rows = csv.reader(io.StringIO(render_csv(tables)[1].decode("utf-8-sig"), newline=""), delimiter=";")
    assert list(rows)[1][2] == text


@BOTH
def test_the_validator_of_microsoft_finds_nothing(content: Path, tmp_path: Path) -> None:
    assert validate_docx(workbook(content), tmp_path, "xlsx") == []


def test_the_validator_would_find_something(tmp_path: Path) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(SAMPLE))) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<sheetData>", b"<nothing/><sheetData>"))
    assert validate_docx(broken.getvalue(), tmp_path, "xlsx")


def test_each_sheet_is_ready_to_be_read_and_printed() -> None:
    _, *sheets = opened(workbook(CONTENT)).worksheets
    assert len(sheets) == len(COLUMNS)
    for sheet, frozen in zip(sheets, ("C3", "C3", "A3", "A3"), strict=True):
        last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
        assert sheet.freeze_panes == frozen
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.print_area.replace("$", "") == f"'{sheet.title}'!A1:{last}"
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_a_second_workbook_of_a_process_has_the_same_bytes() -> None:
    assert render_workbook(tables_of(SAMPLE), PROPERTIES) == render_workbook(tables_of(SAMPLE), PROPERTIES)


def test_the_font_is_the_one_that_widths_are_measured_for() -> None:
    styles = part(workbook(SAMPLE), "xl/styles.xml")
    assert set(re.findall('<name val="([^"]*)"', styles)) == {"Arial"}
    assert "<scheme" not in styles  # it would be the theme's font in Excel


def test_the_package_knows_no_clock_and_no_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(SAMPLE))) as package:
        entries = package.infolist()
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0)}
    dates = set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", part(workbook(SAMPLE), "docProps/core.xml")))
    assert dates == {f"{PROPERTIES.date}T00:00:00Z"}


@BOTH
def test_libreoffice_prints_each_page_whole(content: Path, tmp_path: Path) -> None:
    program = require_program("pdftotext")
    try:
        (pdf,) = convert_files([workbook(content)], tmp_path, "xlsx", "pdf")
    except FileNotFoundError:
        missing("LibreOffice Calc")
    (tmp_path / "tables.pdf").write_bytes(pdf)
    command = [program, "-layout", str(tmp_path / "tables.pdf"), "-"]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    text = " ".join(pages)
    assert "###" not in text
    for sheet in opened(workbook(content)).worksheets[1:3]:
        for row in sheet.iter_rows(min_row=3, values_only=True):
            assert f"{row[1]} " in text
    assert all("Specifični" in page for page in pages[1:-1])

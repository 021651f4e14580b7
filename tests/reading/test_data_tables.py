"""Tables of data: what is read of them, and each fault with its place and what to do."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from methodology.diagnostics import ContentError
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven
from methodology.reading.csv_fields import read_fields, set_fields, set_lines
from tests.built import read_anew
from tests.prose import CSV, DESCRIPTION, prose_content

HEAD = "project;year;cost;persons;note\n"


def read(folder: Path, csv: str | bytes = CSV, description: str = DESCRIPTION) -> Programme:
    content = prose_content(folder)
    (content / "tables" / "projects.csv").write_bytes(csv if isinstance(csv, bytes) else csv.encode())
    (content / "tables.yaml").write_text(description, encoding="utf-8")
    return read_anew(content, "content")


def faults(folder: Path, csv: str, description: str = DESCRIPTION) -> list[str]:
    with pytest.raises(ContentError) as raised:
        read(folder, csv, description)
    return [str(fault) for fault in raised.value.diagnostics if "content/tables" in fault.location.file]


def test_columns_are_exact_numbers_texts_or_nothing(tmp_path: Path) -> None:
    programme = read(tmp_path, f"{CSV}D;2022;TODO;-7;\n")
    table = programme.tables["projects"]
    assert list(table.columns) == ["year", "cost", "persons", "note"]
    assert table.rows == ("A.1", "B", "C 3", "D")
    assert table.columns["cost"] == (Decimal("1200.50"), Decimal(99), Decimal("1000000.25"), NotGiven())
    assert table.columns["persons"] == (Decimal(840), "{O.1.1.target}", None, Decimal(-7))
    assert table.units == {"cost": "EUR"}
    assert programme.values["tables.projects.A/1.cost"].value == Decimal("1200.50")
    assert programme.values["tables.projects.B.cost"].location.line == 3
    assert programme.values["tables.projects.B.cost"].location.column == 8


@pytest.mark.parametrize("change", [lambda raw: b"\xef\xbb\xbf" + raw, lambda raw: raw.replace(b"\n", b"\r\n")])
def test_office_programs_mark_and_end_their_files_otherwise(change: object, tmp_path: Path) -> None:
    assert callable(change)
    (tmp_path / "plain").mkdir()
    plain, marked = read(tmp_path / "plain"), read(tmp_path, change(CSV.encode()))
    assert plain.tables["projects"].columns == marked.tables["projects"].columns


def test_commas_part_fields_where_the_head_has_no_semicolon(tmp_path: Path) -> None:
    programme = read(tmp_path, 'project,year,cost,persons,note\nA,2019,"12","840","a, b"\n')
    assert programme.tables["projects"].columns["note"] == ("a, b",)


WRONG = {
    "decimal comma": (f"{HEAD}A;2019;1,5;2;x\n", "2:8", "'1,5' is no number", "decimals stand after a point: 1.5"),
    "decimal comma in a file with commas": (
        "project,year,cost,persons,note\nA,2019,1,5,2,x\n",
        "2:1",
        "the row has 6 fields, the table 5 columns",
        "decimals stand after a point: 2019.1; a text with a comma stands in quotation marks",
    ),
    "quoted decimal comma": (
        'project,year,cost,persons,note\nA,2019,"1,5",2,x\n',
        "2:8",
        "'1,5' is no number",
        "decimals stand after a point: 1.5",
    ),
    "thousands": (
        f"{HEAD}A;2019;1.200;2;x\n",
        "2:8",
        "'1.200' could be read in two ways",
        "without a point between the thousands: 1200; with three decimals say decimals: 3 in tables.yaml",
    ),
    "blank between thousands": (
        f"{HEAD}A;2019;1 200;2;x\n",
        "2:8",
        "'1 200' is no number",
        "digits alone, decimals after a point, no blanks",
    ),
    "currency": (f"{HEAD}A;2019;5 €;2;x\n", "2:8", "'5 €' is no number", None),
    "leading zero": (f"{HEAD}A;2019;007;2;x\n", "2:8", "'007' is no number", None),
    "exponent": (f"{HEAD}A;2019;1e5;2;x\n", "2:8", "'1e5' is no number", None),
    "foreign digits": (f"{HEAD}A;2019;\N{ARABIC-INDIC DIGIT FIVE};2;x\n", "2:8", "is no number", None),
    "too many decimals": (
        f"{HEAD}A;2019;1.255;2;x\n",
        "2:8",
        "'1.255' could be read in two ways",
        None,
    ),
    "rounded": (f"{HEAD}A;2019;0.255;2;x\n", "2:8", "'0.255' has more than 2 decimals", None),
    "endless": (f"{HEAD}A;2019;{'9' * 16};2;x\n", "2:8", "is no number that a document has", "is it a slip?"),
    "year": (f"{HEAD}A;19;1;2;x\n", "2:3", "'19' is no year", "four digits: 2019"),
    "text before a reference": (f"{HEAD}A;2019;{{O.1.1.target}} x;2;x\n", "2:8", "is no number", None),
    "brace": (f"{HEAD}A;2019;1;2;a }}\n", "2:14", "a single '}'", None),
    "too few": (f"{HEAD}A;2019;1;2\n", "2:1", "the row has 4 fields, the table 5 columns", None),
    "empty row": (f"{HEAD}\nA;2019;1;2;x\n", "2:1", "the row has 1 fields", None),
    "no name": (f"{HEAD};2019;1;2;x\n", "2:1", "'' names no row", None),
    "double name": (f"{HEAD}A.1;2019;1;2;x\nA/1;2019;1;2;x\n", "3:1", "a row 'A/1' is there already", None),
    "name of its own": (f"{HEAD}columns;2019;1;2;x\n", "2:1", "no row can be called 'columns'", None),
    "name to give": (f"{HEAD}TODO;2019;1;2;x\n", "2:1", "no row can be called 'TODO'", None),
    "open quotation": (f'{HEAD}A;2019;1;2;"x\n', "2:12", "the quotation mark is not closed in its line", None),
    "stray quotation": (f'{HEAD}A;2019;1;2;a"x\n', "2:13", "a quotation mark stands within a field", None),
    "after quotation": (f'{HEAD}A;2019;1;2;"x"y\n', "2:15", "something stands after the closing quotation mark", None),
    "too large": (f"{HEAD}{';' * 100_000}\n", "1:1", "the table is too large", None),
    "no rows": (HEAD, "1:1", "the table has no row below its head", None),
    "empty": ("\n", "1:1", "'' is no key of a column", None),
    "unknown column": ("project;yearr;cost;persons;note\nA;2019;1;2;x\n", "1:9", "describes no column 'yearr'", "year"),
    "double column": (
        "project;year;year;cost;persons;note\nA;1;1;2;x\n",
        "1:14",
        "the column 'year' stands there twice",
        None,
    ),
    "missing column": ("project;year;cost;persons\nA;2019;1;2\n", "1:26", "the column 'note' is missing", None),
    "tabs": (HEAD.replace(";", "\t") + "A\t2019\t1\t2\tx\n", "1:1", "is no key of a column", None),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_fault_has_its_place_and_its_remedy(name: str, tmp_path: Path) -> None:
    csv, place, message, hint = WRONG[name]
    first = faults(tmp_path, csv)[0]
    assert first.startswith(f"content/tables/projects.csv:{place}: error[wrong-table]: ")
    assert message in first
    assert hint is None or hint in first


def test_a_file_and_its_description_need_one_another(tmp_path: Path) -> None:
    content = prose_content(tmp_path)
    (content / "tables" / "project.csv").write_text(CSV, encoding="utf-8")
    (content / "tables" / "projects.csv").unlink()
    with pytest.raises(ContentError) as raised:
        read_anew(content, "content")
    told = {str(fault).split("\n")[0] for fault in raised.value.diagnostics}
    assert told >= {
        "content/tables/project.csv: error[wrong-table]: tables.yaml describes no table 'project'",
        "content/tables.yaml:1:1: error[missing-file]: the file tables/projects.csv is missing",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Glej {tables.projects}.", "the table 'tables.projects' stands within a text"),
        ("- {tables.projects}", "the table 'tables.projects' stands within a text"),
        ("| {tables.projects} |\n|---|\n| x |", "the table 'tables.projects' stands within a text"),
        ("{tables.project}", "nothing in the content is called 'tables.project'"),
        ("{tables.projects.A.cost}", "nothing in the content is called 'tables.projects.A.cost'"),
        ("{tables.projects|oblika}", "the table 'tables.projects' stands within a text"),
    ],
)
def test_a_table_stands_alone_in_its_paragraph(text: str, message: str, tmp_path: Path) -> None:
    content = prose_content(tmp_path)
    chapter = content / "chapters" / "conclusion.md"
    chapter.write_text(f"# KONEC\n\n{text}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=message):
        read_anew(content, "content")


def test_a_field_is_written_anew_and_every_other_byte_stays() -> None:
    text = 'a;b\n"x ""1""";2 ;\n\n'
    assert [[field.text for field in row] for row in read_fields(text)] == [["a", "b"], ['x "1"', "2 ", ""]]
    assert set_fields(text, {(1, 0): 'y "2"', (1, 1): "3;4"}) == 'a;b\n"y ""2""";"3;4";\n\n'
    assert set_lines(text, [("p", "q;r"), 1]) == 'a;b\np;"q;r"\n"x ""1""";2 ;\n\n'

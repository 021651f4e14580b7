"""Tables of data edited in Word: a cell is a field of the CSV file, whose other bytes stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.model.programme import Programme
from methodology.pull.pulled import WishOutcome
from tests.built import read_content, replace_in
from tests.prose import prose_content
from tests.pull import table_edits as tables
from tests.pull.edits import Edit, edited, removed, replaced
from tests.pull.test_pull import lines, pulled
from tests.pull.test_pull_properties import built

TABLE = 2
A, B, C = 'A.1;2019;1200.50;"840";prva', 'B;2020;99;{O.1.1.target};"druga ""x""; y"', "C 3;2021;1000000.25;;"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return read_content(prose_content(tmp_path_factory.mktemp("prose")))


APPLIED: dict[str, tuple[Edit, list[str]]] = {
    "a number": (replaced("1.200,50", "1.300,75"), [f"-{A}", f"+{A.replace('1200.50', '1300.75')}"]),
    "a quoted number": (tables.retype_cell(TABLE, 1, 3, "1.860"), [f"-{A}", f"+{A.replace('840', '1860')}"]),
    "a text": (
        tables.retype_cell(TABLE, 2, 4, 'a; "b" {c}'),
        [f"-{B}", '+B;2020;99;{O.1.1.target};"a; ""b"" {{c}}"'],
    ),
    "a year": (tables.retype_cell(TABLE, 1, 1, "2018"), [f"-{A}", f"+{A.replace('2019', '2018')}"]),
    "a cell filled": (tables.retype_cell_anew(TABLE, 3, 3, "1.300"), [f"-{C}", "+C 3;2021;1000000.25;1300;"]),
    "a cell emptied": (tables.retype_cell_anew(TABLE, 1, 2, ""), [f"-{A}", f"+{A.replace('1200.50', '')}"]),
    "a row deleted": (tables.delete_row(TABLE, 2), [f"-{B}"]),
    "a row inserted": (
        tables.insert_row(TABLE, 2, ("D", "2022", "2.000,10", "7", "nova; x")),
        ['+D;2022;2000.10;7;"nova; x"'],
    ),
    "the caption": (
        replaced("Projekti po letih", "Projekti glede na leto"),
        [
            '-  caption: "Projekti po letih, cilj {O.1.1.id}"',
            '+  caption: "Projekti glede na leto, cilj {O.1.1.id}"',
        ],
    ),
}


@pytest.mark.parametrize("name", APPLIED)
def test_an_edit_of_a_table_is_one_of_its_file(name: str, ours: Programme, made: bytes) -> None:
    edit, wanted = APPLIED[name]
    result = pulled(ours, edited(made, edit))
    assert {wish.outcome for wish in result.wishes} == {WishOutcome.APPLIED}
    assert lines(ours, result) == wanted


TOLD: dict[str, Edit] = {
    "no number": tables.retype_cell(TABLE, 1, 2, "mnogo"),
    "a number with other decimals": tables.retype_cell(TABLE, 1, 2, "1.200,505"),
    "a word in an empty cell": tables.retype_cell_anew(TABLE, 3, 3, "veliko"),
    "a value of another file": tables.retype_cell(TABLE, 2, 3, "2.001"),
    "a head": tables.retype_cell(TABLE, 0, 1, "Letnica"),
    "a row without a number": tables.insert_row(TABLE, 2, ("D", "2022", "veliko", "7", "x")),
    "a row without a name": tables.insert_row(TABLE, 2, ("", "2022", "2,00", "7", "x")),
    "a row with another one's name": tables.insert_row(TABLE, 2, ("B", "2022", "2,00", "7", "x")),
    "rows exchanged": tables.exchange_rows(TABLE, 1, 2),
    "a column deleted": tables.delete_column(TABLE, 1),
    "cells merged": tables.merge_cells(TABLE, 1, 1, 2),
    "the caption removed": removed("Projekti po letih, cilj O.1.1"),
    "values exchanged": tables.exchange_values(TABLE, 2, 3),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_the_file_cannot_take_over_is_told(name: str, ours: Programme, made: bytes) -> None:
    result = pulled(ours, edited(made, TOLD[name]))
    assert result.open
    assert result.files == {}


def test_a_table_that_is_printed_twice_loses_no_row_for_one_place(tmp_path: Path) -> None:
    content = prose_content(tmp_path)
    replace_in(
        content / "chapters" / "explanation.md", "{tables.projects}\n", "{tables.projects}\n\n{tables.projects}\n"
    )
    ours = read_content(content)
    result = pulled(ours, edited(built(ours), tables.delete_row(TABLE, 2)))
    assert result.open
    assert result.files == {}

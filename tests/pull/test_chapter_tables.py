"""Tables of chapters edited in Word: cells, rows and captions become edits, all else is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.model.programme import Programme
from methodology.pull.pulled import Act, WishOutcome
from tests.built import read_content, replace_in
from tests.prose import prose_content
from tests.pull import table_edits as tables
from tests.pull.edits import Edit, added, edited, removed, replaced, without_names
from tests.pull.test_pull import lines, pulled

TABLE, CAPTION = 0, "Projekti obdobja 2014–2020, povzetek"
FIRST, EMPTY, LAST = (
    "| 2019  | **nadgradnja** [opreme](https://europa.eu) |          1.200 |",
    r"| 2020  | prvi \| drugi del                        |                |",
    "| 2021  | Cilj {O.1.1.id} je {O.1.1.target}        |            850 |",
)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    """The sample with tables in a chapter."""
    return read_content(prose_content(tmp_path_factory.mktemp("prose")))


APPLIED: dict[str, tuple[Edit, list[str]]] = {
    "a cell": (replaced("850", "860"), [f"-{LAST}", f"+{LAST.replace('850', '860')}"]),
    "signs in a cell": (
        replaced("prvi | drugi del", "a || *b*"),
        [f"-{EMPTY}", f"+{EMPTY.replace(chr(92) + '| drugi del', 'x')}".replace(r"prvi x", r"a \|\| \*b\*")],
    ),
    "a caption": (
        replaced("Projekti obdobja 2014–2020, ", "Projekti obdobja 2007–2013, "),
        ["-: Projekti obdobja 2014–2020, *povzetek*", "+: Projekti obdobja 2007–2013, *povzetek*"],
    ),
    "a cell filled": (
        tables.retype_cell_anew(TABLE, 2, 2, "300"),
        [f"-{EMPTY}", f"+{EMPTY.replace('|                |', '| 300               |')}"],
    ),
    "a cell emptied": (tables.retype_cell_anew(TABLE, 1, 2, ""), [f"-{FIRST}", f"+{FIRST.replace('1.200', '')}"]),
    "a row deleted": (tables.delete_row(TABLE, 2), [f"-{EMPTY}"]),
    "a row inserted": (
        tables.insert_row(TABLE, 2, ("2022", "nova | vrstica", "70")),
        [r"+| 2022  | nova \| vrstica                          |             70 |"],
    ),
    "a paragraph after a table": (added("Besedilo med tabelama.", "Nov odstavek."), ["+Nov odstavek.", "+"]),
    "a paragraph before a table": (removed("Besedilo med tabelama."), ["-Besedilo med tabelama.", "-"]),
}


@pytest.mark.parametrize("name", APPLIED)
def test_an_edit_of_a_table_is_one_of_the_chapter(name: str, ours: Programme, made: bytes) -> None:
    edit, wanted = APPLIED[name]
    result = pulled(ours, edited(made, edit))
    assert {wish.outcome for wish in result.wishes} == {WishOutcome.APPLIED}
    assert sorted(filter(str.strip, lines(ours, result))) == sorted(line for line in wanted if len(line) > 1)


TOLD: dict[str, Edit] = {
    "a head": replaced("Vrednost v EUR", "Znesek"),
    "rows exchanged": tables.exchange_rows(TABLE, 1, 3),
    "a column deleted": tables.delete_column(TABLE, 1),
    "a column inserted": tables.insert_column(TABLE, 1, ("NOVO", "1", "2", "3")),
    "cells merged": tables.merge_cells(TABLE, 1, 0, 1),
    "a caption removed": removed(CAPTION),
    "a value at several places": tables.retype_cell(TABLE, 3, 1, "Cilj O.1.1 je 99"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_no_chapter_can_take_over_is_told(name: str, ours: Programme, made: bytes) -> None:
    result = pulled(ours, edited(made, TOLD[name]))
    assert result.open
    assert result.files == {}


def test_without_names_a_row_is_never_another_one(ours: Programme, made: bytes) -> None:
    result = pulled(ours, edited(made, tables.exchange_values(TABLE, 0, 1), without_names))
    assert result.files == {}
    assert result.open


def test_a_row_of_an_older_file_goes_to_its_row_of_today(made: bytes, tmp_path: Path) -> None:
    """Today's table has a row more above; where the row is not there any more nothing is written."""
    content = prose_content(tmp_path)
    chapter = content / "chapters" / "explanation.md"
    replace_in(chapter, FIRST, f"| 2018 | prej | 850 |\n{FIRST}")
    changed = edited(made, replaced("850", "860"))
    assert lines(read_content(content), pulled(read_content(content), changed)) == [
        f"-{LAST}",
        f"+{LAST.replace('850', '860')}",
    ]
    replace_in(chapter, f"{LAST}\n", "")
    result = pulled(read_content(content), changed)
    assert result.files == {}
    assert [(wish.act, wish.outcome) for wish in result.wishes] == [(Act.WORDING, WishOutcome.CONFLICT)]

"""The edits of tables do to a file what their names say."""

from __future__ import annotations

import pytest
from lxml import etree

from methodology.word.reading import REJECT, WordText, read_word_file
from tests.pull import table_edits as tables
from tests.pull.edits import edited

CODE = "O.1.2.1"
"""Stands in a table of two rows below its head."""


def grid(docx: bytes, *, rejected: bool = False) -> list[list[str]]:
    """What the table says, row by row."""
    texts = read_word_file(docx, name="a.docx", **({"accept": REJECT} if rejected else {})).texts
    table = next(text.cell.table for text in texts if text.cell is not None and text.text == CODE)
    rows: dict[int, dict[int, str]] = {}
    for text in texts:
        if text.cell is not None and text.cell.table == table:
            row = rows.setdefault(text.cell.row, {})
            row[text.cell.column] = "|".join(filter(None, (row.get(text.cell.column, ""), text.text)))
    return [list(row.values()) for row in rows.values()]


def named(docx: bytes) -> list[WordText]:
    return [text for text in read_word_file(docx, name="a.docx").texts if any(run.tag for run in text.runs)]


@pytest.mark.parametrize("tracked", [False, True])
def test_columns(made: bytes, *, tracked: bool) -> None:
    less = edited(made, tables.delete_column(CODE, 3, tracked=tracked))
    assert grid(less)[2][2:] == ["- število delavnic", "1", "7"]
    more = edited(made, tables.insert_column(CODE, 3, ("nova", "4", "5"), tracked=tracked))
    assert grid(more)[0][2:5] == ["KAZALNIK", "nova", "MERSKA ENOTA"]
    assert grid(more)[2][2:] == ["- število delavnic", "5", "število", "1", "7"]
    moved = edited(made, tables.move_column(CODE, 5, 3, tracked=tracked))
    assert grid(moved)[2][2:] == ["- število delavnic", "7", "število", "1"]
    if tracked:
        assert [grid(docx, rejected=True) for docx in (less, more, moved)] == [grid(made)] * 3


def test_rows_and_cells(made: bytes) -> None:
    before = grid(made)
    assert grid(edited(made, tables.exchange_rows(CODE, 1, 2))) == [before[0], before[2], before[1]]
    tracked = edited(made, tables.exchange_rows(CODE, 1, 2, tracked=True))
    assert grid(tracked) == [before[0], before[2], before[1]]
    assert grid(tracked, rejected=True) == before
    assert grid(edited(made, tables.delete_row(CODE, 1, tracked=True))) == [before[0], before[2]]
    dragged = grid(edited(made, tables.drag_cell(CODE, (2, 5), (2, 4))))
    assert dragged[2][4:] == ["7", ""]
    assert grid(edited(made, tables.copy_cell(CODE, (2, 5), (2, 4))))[2][4:] == ["7", "7"]
    assert grid(edited(made, tables.merge_cells(CODE, 2, 4, 5)))[2][4:] == ["1|7"]
    assert [row[4] for row in grid(edited(made, tables.merge_down(CODE, 4, 1, 2)))[1:]] == ["5|1", ""]
    assert grid(edited(made, tables.retype_cell(CODE, 2, 4, "3", tracked=True)))[2][4] == "3"
    assert len(named(edited(made, tables.retype_cell_anew(CODE, 2, 4, "3")))) == len(named(made)) - 1


def test_whole_tables(made: bytes) -> None:
    count = len(tables.tables_of(_root(made)))
    for edit, more in (
        (tables.split_table(CODE, 2), 1),
        (tables.copy_table(CODE), 1),
        (tables.delete_table(CODE), -1),
        (tables.convert_to_text(CODE), -1),
        (tables.join_tables(CODE, 0), -1),
        (tables.nest_table(CODE, 0, 1, 2), -1),
    ):
        assert len(tables.tables_of(_root(edited(made, edit)))) == count + more
    assert [row[0] for row in grid(edited(made, tables.transpose(CODE)))] == grid(made)[0]


def _root(docx: bytes) -> etree._Element:
    roots: list[etree._Element] = []
    edited(docx, roots.append)
    return roots[0]

"""Whatever happens to a table, no value is written that its author did not type for it, and what happened is told."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

import pytest
from lxml import etree

from methodology.model.programme import Programme
from methodology.pull.applying import Workshop
from methodology.pull.pulled import Act, Pulled, TableChange, TableEvent, WishOutcome
from tests.built import TEMPLATES
from tests.pull import table_edits as tables
from tests.pull.edits import Edit, W, edited, untouched, without_controls, without_names
from tests.pull.test_pull import lines, pulled

NAMES = {"named": untouched, "bookmarks": without_controls, "stripped": without_names}


class Subject(NamedTuple):
    """A table of the sample by its number: the cell whose value is typed over, and the cells around it.

    ``text`` is typed for the value at ``path``, which is ``value`` in the content. ``beside`` is another column with
    values, ``above`` another row, ``code`` the column with the codes.
    """

    table: int
    row: int
    column: int
    beside: int
    above: int
    code: int
    text: str
    path: str
    value: str


SUBJECTS = {
    "outputs": Subject(1, 2, 4, 5, 1, 1, "177", "O.1.2.1.milestone", "177"),
    "results": Subject(4, 3, 3, 4, 2, 0, "0,5", "R.2.2.2.baseline", "0.5"),
    "allocation": Subject(5, 2, 3, 4, 1, 2, "31,00\u00a0%", "SO1.allocation.rows.005.share", "31.00"),
}


def columns_edited(at: Subject, *, tracked: bool) -> Iterator[tuple[str, Edit]]:
    for column in sorted({0, 1, at.code, at.beside}):
        yield f"column {column} deleted", tables.delete_column(at.table, column, tracked=tracked)
    for column in (0, at.column, at.beside + 1):
        texts = ("NOVO", "1", "2", "8")
        yield f"column inserted at {column}", tables.insert_column(at.table, column, texts, tracked=tracked)
        yield f"empty column at {column}", tables.insert_column(at.table, column, tracked=tracked)
    yield "column moved left", tables.move_column(at.table, at.column, 0, tracked=tracked)
    yield "column moved right", tables.move_column(at.table, 0, 5, tracked=tracked)
    yield "head retyped", tables.retype_header(at.table, at.column, "IZHODIŠČE", tracked=tracked)
    yield "another head retyped", tables.retype_header(at.table, at.beside, "IZHODIŠČE", tracked=tracked)


def rows_edited(at: Subject, *, tracked: bool) -> Iterator[tuple[str, Edit]]:
    new = ["a", "X.9.9", "b", "4", "5", "6"]
    yield "rows exchanged", tables.exchange_rows(at.table, at.row, at.above, tracked=tracked)
    yield "row deleted", tables.delete_row(at.table, at.above, tracked=tracked)
    yield "row inserted", tables.insert_row(at.table, at.above, new, tracked=tracked)
    yield "code retyped", tables.retype_cell(at.table, at.row, at.code, "X.9.9", tracked=tracked)


def moved(at: Subject) -> Iterator[tuple[str, Edit]]:
    yield "columns exchanged", tables.exchange_columns(at.table, at.column, at.beside)
    yield "columns exchanged far apart", tables.exchange_columns(at.table, at.column, 0)
    yield "heads exchanged", tables.exchange_headers(at.table, at.column, at.beside)
    yield "values exchanged", tables.exchange_values(at.table, at.column, at.beside)
    yield "rows reversed", tables.reverse_rows(at.table)
    yield "row copied", tables.copy_row(at.table, at.row)
    yield "row dragged away", tables.drag_row(at.table, at.row, 0, 1)
    yield "cell dragged in its row", tables.drag_cell(at.table, (at.row, at.beside), (at.row, at.column))
    yield "cell dragged in its column", tables.drag_cell(at.table, (at.above, at.column), (at.row, at.column))
    yield "code dragged", tables.drag_cell(at.table, (at.above, at.code), (at.row, at.code))


def reshaped(at: Subject) -> Iterator[tuple[str, Edit]]:
    yield "cells merged", tables.merge_cells(at.table, at.row, at.column, at.column + 1)
    yield "cells merged downwards", tables.merge_down(at.table, at.column, at.above, at.row)
    yield "cell split", tables.split_cell(at.table, at.row, at.column)
    yield "cell before split", tables.split_cell(at.table, at.row, at.column - 1, "77")
    yield "head merged", tables.merge_cells(at.table, 0, at.column, at.column + 1)
    yield "head repeated", tables.repeat_header(at.table, at.above)
    yield "head deleted", tables.delete_row(at.table, 0)
    yield "table split", tables.split_table(at.table, at.row)
    yield "table split with its head", tables.split_table(at.table, at.row, with_header=True)
    yield "tables joined", tables.join_tables(at.table, 0)
    yield "tables joined with their heads", tables.join_tables(at.table, 0, with_header=True)
    yield "table joined to it", tables.join_tables(0, at.table)
    yield "table nested", tables.nest_table(at.table, 0, 1, 2)
    yield "table made text", tables.convert_to_text(at.table)
    yield "table transposed", tables.transpose(at.table)
    yield "table copied", tables.copy_table(at.table, [(at.row, at.column, "88")])


def edits_of(at: Subject) -> Iterator[tuple[str, Edit]]:
    yield from columns_edited(at, tracked=False)
    yield from rows_edited(at, tracked=False)
    for name, edit in (*columns_edited(at, tracked=True), *rows_edited(at, tracked=True)):
        if at.table == SUBJECTS["outputs"].table:
            yield f"{name}, tracked", edit
    yield from moved(at)
    yield from reshaped(at)


def cases() -> Iterator[tuple[str, str, str]]:
    """Each edit with all that can be left of the names, over the tables in turn that it can be made in."""
    kinds: dict[str, list[str]] = {}
    for kind, at in SUBJECTS.items():
        for name, _ in edits_of(at):
            kinds.setdefault(name, []).append(kind)
    for number, (name, of_edit) in enumerate(kinds.items()):
        for turn, names in enumerate(NAMES):
            yield of_edit[(number + turn) % len(of_edit)], name, names


CASES = list(cases())


def changed_values(ours: Programme, result: Pulled) -> dict[str, str]:
    """The values that are others after the pull, as they are typed; empty for those that are gone."""
    texts = {**ours.files, **{name: text for name, text in result.files.items() if text is not None}}
    now = Workshop(TEMPLATES).read(texts, "now") if result.files else ours
    paths = ours.values.keys() | now.values.keys()
    then_now = {path: (ours.values.get(path), now.values.get(path)) for path in paths}
    return {
        path: "" if after is None else str(after.value)
        for path, (before, after) in then_now.items()
        if (before and before.value) != (after and after.value)
    }


@pytest.mark.parametrize(("kind", "case", "names"), CASES, ids=map("-".join, CASES))
def test_no_value_is_written_that_was_not_typed_for_it(
    ours: Programme, made: bytes, kind: str, case: str, names: str
) -> None:
    at = SUBJECTS[kind]
    edit = dict(edits_of(at))[case]
    typed = {
        "named": tables.retype_cell(at.table, at.row, at.column, at.text),
        "bookmarks": tables.retype_cell_anew(at.table, at.row, at.column, at.text),
        "stripped": tables.retype_cell(at.table, at.row, at.column, at.text),
    }
    result = pulled(ours, edited(made, typed[names], edit, NAMES[names]))
    changed = changed_values(ours, result)
    assert changed in ({}, {at.path: at.value})
    assert result.open
    whole = [wish for wish in result.open if wish.act is Act.TABLE]
    assert len({wish.about for wish in whole}) == len(whole)
    is_there = at.text in told(made, typed[names], edit)
    assert not is_there or changed or any(at.text in (wish.after or "") for wish in result.open)


def told(made: bytes, *edits: Edit) -> list[str]:
    """What the runs of the edited file say."""
    texts: list[str] = []
    edited(made, *edits, lambda root: texts.extend(text.text or "" for text in root.iter(f"{W}t")))
    return texts


def changes_of(result: Pulled) -> list[tuple[TableEvent, tuple[str, ...]]]:
    return [(change.event, change.names) for wish in result.open for change in wish.table]


SINGLE: dict[str, tuple[Edit, list[tuple[TableEvent, tuple[str, ...]]]]] = {
    "column deleted": (
        tables.delete_column("O.1.2.1", 3),
        [(TableEvent.COLUMN_GONE, ("MERSKA ENOTA",))],
    ),
    "column inserted": (
        tables.insert_column("O.1.2.1", 4, ("IZHODIŠČE", "5", "6")),
        [(TableEvent.COLUMN_NEW, ("IZHODIŠČE",))],
    ),
    "columns exchanged": (
        tables.exchange_columns("O.1.2.1", 4, 5),
        [(TableEvent.COLUMNS_EXCHANGED, ("MEJNIK 2034", "CILJNA VREDNOST 2039"))],
    ),
    "column moved": (
        tables.move_column("O.1.2.1", 4, 0),
        [(TableEvent.COLUMN_MOVED, ("MEJNIK 2034",))],
    ),
    "rows exchanged": (
        tables.exchange_rows("O.1.2.1", 1, 2),
        [(TableEvent.ROWS_EXCHANGED, ("O.1.2", "O.1.2.1"))],
    ),
    "rows sorted": (tables.reverse_rows("R.2.2.2"), [(TableEvent.ROWS_EXCHANGED, ("R.2.2.1 – R.2.2.2", "R.2.2.2"))]),
    "row deleted": (tables.delete_row("O.1.2.1", 2), [(TableEvent.ROW_GONE, ("O.1.2.1",))]),
    "row dragged": (
        tables.drag_row("O.1.2.1", 2, 0, 1),
        [(TableEvent.ROW_ELSEWHERE, ("O.1.2.1", "Kazalnik O.1.1"))],
    ),
    "row copied": (tables.copy_row("O.1.2.1", 2), [(TableEvent.CODE_TWICE, ("O.1.2.1",))]),
    "head repeated": (tables.repeat_header("O.1.2.1", 1), [(TableEvent.HEAD_REPEATED, ())]),
    "table joined": (tables.join_tables("O.1.2.1", 0), [(TableEvent.TABLE_JOINED, ("Kazalnik O.1.1",))]),
    "table split": (tables.split_table("R.2.2.2", 3), [(TableEvent.TABLE_SPLIT, ())]),
    "table made text": (tables.convert_to_text("O.1.2.1"), [(TableEvent.TABLE_DISSOLVED, ())]),
    "table nested": (tables.nest_table("O.1.2.1", 0, 1, 2), [(TableEvent.TABLE_DISSOLVED, ())]),
    "table deleted": (tables.delete_table("O.1.2.1"), [(TableEvent.TABLE_GONE, ())]),
}


@pytest.mark.parametrize("names", [untouched, without_names], ids=["named", "stripped"])
@pytest.mark.parametrize("case", SINGLE)
def test_one_line_says_what_happened_to_a_table(ours: Programme, made: bytes, case: str, names: Edit) -> None:
    edit, expected = SINGLE[case]
    result = pulled(ours, edited(made, edit, names))
    (wish,) = result.open
    assert (wish.act, wish.outcome, wish.note) == (Act.TABLE, WishOutcome.UNMAPPED, "table")
    assert (changes_of(result), dict(result.files)) == (expected, {})


def test_heads_without_their_values_are_told(ours: Programme, made: bytes) -> None:
    docx = edited(made, tables.exchange_headers("O.1.2.1", 4, 5))
    assert [event for event, _ in changes_of(pulled(ours, docx))] == [
        TableEvent.COLUMNS_EXCHANGED,
        TableEvent.HEADS_MOVED,
    ]


def test_a_value_of_another_cell_is_asked_about(ours: Programme, made: bytes) -> None:
    for edit in (tables.drag_cell, tables.copy_cell):
        (wish,) = pulled(ours, edited(made, edit("O.1.2.1", (2, 5), (2, 4)))).wishes
        assert (wish.outcome, wish.note, wish.path, wish.about, wish.before, wish.after) == (
            *(WishOutcome.QUESTION, "other_cell", "O.1.2.1.milestone", "O.1.2.1.target", "1", "7"),
        )


def test_a_value_under_a_retyped_head_is_told_with_its_table(ours: Programme, made: bytes) -> None:
    docx = edited(made, tables.retype_header("O.1.2.1", 4, "IZHODIŠČE"), tables.retype_cell("O.1.2.1", 2, 4, "3"))
    (wish,) = pulled(ours, docx).wishes
    assert wish.table == (TableChange(TableEvent.HEAD_RETYPED, ("MEJNIK 2034", "IZHODIŠČE")),)
    assert (wish.before, wish.after) == ("MEJNIK 2034\nO.1.2.1: 1", "IZHODIŠČE\nO.1.2.1: 3")


def test_a_value_beside_a_changed_layout_is_written_where_its_names_prove_it(ours: Programme, made: bytes) -> None:
    for layout in (tables.delete_column("O.1.2.1", 3), tables.exchange_columns("O.1.2.1", 4, 5)):
        edits = (tables.retype_cell("O.1.2.1", 2, 4, "3"), layout)
        named = pulled(ours, edited(made, *edits))
        assert lines(ours, named) == ["-    milestone: 1", "+    milestone: 3"]
        assert [wish.act for wish in named.open] == [Act.TABLE]
        (wish,) = pulled(ours, edited(made, *edits, without_names)).wishes
        assert ((wish.before or "")[-1], wish.after) == ("1", "O.1.2.1: 3")


def test_a_year_that_changes_in_every_head_is_a_value(ours: Programme, made: bytes) -> None:
    def later(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("2034", "2035")

    for names in (untouched, without_names):
        result = pulled(ours, edited(made, later, tables.retype_cell("O.1.2.1", 2, 4, "3"), names))
        assert result.open == ()
        assert set(changed_values(ours, result)) == {"programme.milestone_year", "O.1.2.1.milestone"}


def test_authors_of_a_tracked_column_are_named(ours: Programme, made: bytes) -> None:
    (wish,) = pulled(ours, edited(made, tables.delete_column("O.1.2.1", 3, tracked=True))).open
    assert wish.authors == ("Ana",)


def test_a_cell_of_a_table_with_few_values_keeps_its_place(ours: Programme, made: bytes) -> None:
    """Word copies a value's control along with it: the copy says nothing of where it stands now."""

    def doubled(root: etree._Element) -> None:
        source, target = (tables.cells_of(tables.rows_of(tables.table_of(root, "R.2.2.2"))[row])[3] for row in (2, 3))
        target[:] = [deepcopy(part) for part in source]

    assert pulled(ours, edited(made, doubled)).wishes == ()


def test_a_value_for_the_words_of_an_empty_cell_is_no_wording(ours: Programme, made: bytes) -> None:
    """The cell says ``/`` since the indicator serves no measure: a standard sentence of all indicators."""
    for names in (untouched, without_names):
        (wish,) = pulled(ours, edited(made, tables.retype_cell("O.1.2.1", 1, 0, "1a"), names)).wishes
        assert (wish.outcome, wish.note, wish.before, wish.after) == (WishOutcome.UNMAPPED, "computed", "/", "1a")


@pytest.mark.parametrize("names", [untouched, without_names], ids=["named", "stripped"])
def test_cells_merged_downwards_are_one_line(ours: Programme, made: bytes, names: Edit) -> None:
    result = pulled(ours, edited(made, tables.merge_down("O.1.2.1", 4, 1, 2), names))
    (wish,) = result.wishes
    assert (TableEvent.VALUES_MOVED, ("O.1.2.1",)) in changes_of(result)
    assert (wish.act, wish.before, wish.after) == (Act.TABLE, "O.1.2.1: 1", "O.1.2: 1")

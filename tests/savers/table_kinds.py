"""Edits of the tables: columns, rows and cells that go, come, change places or are dragged; each is one draft."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from methodology.pull.pulled import Act
from tests.pull.edit_places import Draft, Plan, Step, paths_of
from tests.savers.word_plan import PlacedTable, WordDraft, WordPlan

Places = Callable[[WordPlan, PlacedTable], tuple[int, int] | None]


def _edit(name: str, places: Places, act: Act) -> Callable[[Plan], Draft | None]:
    """A draft of one function of ``tests/pull/table_edits.py``; nothing of the table is to be written for it."""

    def draft(plan: Plan) -> Draft | None:
        assert isinstance(plan, WordPlan)
        tables = [one for one in plan.tables if one.is_plain and one.passages and plan.is_free(one.passages)]
        if not tables:
            return None
        table = plan.chance.choice(tables)
        place = places(plan, table)
        if place is None:
            return None
        step = Step("table", str(table.number), *place, name)
        shown = tuple(text for row in table.cells for text in row if text)
        return WordDraft(
            min(table.passages),
            (step,),
            act,
            (),
            shown,
            shown,
            table.passages,
            about=table.paths,
            heading=table.heading,
            is_told=True,
        )

    return draft


def _column(plan: WordPlan, table: PlacedTable) -> tuple[int, int]:
    """One of the columns with values."""
    return plan.chance.randrange(1, len(table.cells[0])), 0


def _two_columns(plan: WordPlan, table: PlacedTable) -> tuple[int, int] | None:
    """Two columns in which some row has other texts."""
    count = len(table.cells[0])
    pairs = [
        (one, two)
        for one in range(1, count)
        for two in range(one + 1, count)
        if any(row[one] != row[two] for row in table.cells[1:])
    ]
    return plan.chance.choice(pairs) if pairs else None


def _row(plan: WordPlan, table: PlacedTable) -> tuple[int, int]:
    return plan.chance.randrange(1, len(table.cells)), 0


def _two_rows(plan: WordPlan, table: PlacedTable) -> tuple[int, int] | None:
    pairs = [
        (one, two) for one, two in combinations(range(1, len(table.cells)), 2) if table.cells[one] != table.cells[two]
    ]
    return plan.chance.choice(pairs) if pairs else None


def number_typed_anew(plan: Plan) -> Draft | None:
    """A cell is emptied and another number typed: its control and its bookmark are gone."""
    assert isinstance(plan, WordPlan)
    index = plan.pick(lambda one: len(one.runs) == 1 and one.text.isdigit() and (one.runs[0].path or "").count(".") > 1)
    if index is None:
        return None
    text = plan.passages[index]
    place = next(
        (
            (table.number, number, column)
            for table in plan.tables
            for number, row in enumerate(table.bookmarks)
            for column, marks in enumerate(row)
            if text.bookmark in marks
        ),
        None,
    )
    path = text.runs[0].path or ""
    if place is None or path.endswith((".code", ".number", ".id")):
        return None
    table, row, column = place
    new = str(plan.chance.randrange(101, 999))
    step = Step("cell", str(table), row, column, new)
    return Draft(index, (step,), Act.VALUE, tuple(paths_of(text.runs[0])), (text.text,), (new,), frozenset({index}))


TABLE_KINDS: dict[str, Callable[[Plan], Draft | None]] = {
    "number typed anew": number_typed_anew,
    "column deleted": _edit("delete_column", _column, Act.REMOVED),
    "column inserted": _edit("insert_column", _column, Act.ADDED),
    "columns exchanged": _edit("exchange_columns", _two_columns, Act.MOVED),
    "heads exchanged": _edit("exchange_headers", _two_columns, Act.MOVED),
    "values exchanged": _edit("exchange_values", _two_columns, Act.MOVED),
    "row deleted": _edit("delete_row", _row, Act.REMOVED),
    "rows exchanged": _edit("exchange_rows", _two_rows, Act.MOVED),
    "row added": _edit("insert_row", _row, Act.ADDED),
    "row copied": _edit("copy_row", _row, Act.ADDED),
    "cell dragged": _edit("drag_cell", _two_columns, Act.MOVED),
    "cells merged": _edit("merge_cells", _column, Act.REMOVED),
}

"""All shares of an objective's money in one form."""

from __future__ import annotations

from typing import Any

import pytest

from methodology.desk.answers import Desk
from tests.desk.desks import open_draft
from tests.desk.test_draft import tree

PATH = "SO1.allocation"


def form_of(desk: Desk) -> Any:
    return desk.form({"kind": "allocation", "path": PATH})


def form_rows(desk: Desk) -> dict[str, str]:
    return {row.code: row.typed for row in form_of(desk).rows}


def fill(desk: Desk, rows: dict[str, str], *, save: bool = True) -> Any:
    seen = form_rows(desk)
    said = [{"code": code, "typed": typed} for code, typed in rows.items()]
    return desk.fill({"kind": "allocation", "path": PATH, "seen": seen, "rows": said, "save": save})


def test_shares_are_saved_as_one_edit_and_the_coverage_follows(desk: Desk) -> None:
    before, rows = tree(desk.draft.folders.content), form_rows(desk)
    covered = {row.code: bool(row.indicators) for row in form_of(desk).rows}
    first, second, *_ = rows
    wanted = {**rows, first: "80,25", second: "19,75"}
    assert fill(desk, wanted)["status"] == "saved"
    allocation = desk.draft.page.programme.objectives[0].allocation
    assert [str(row.share) for row in allocation.rows[:2]] == ["80.25", "19.75"]
    assert not all(covered.values())
    assert allocation.coverage == allocation.covered_share
    desk.undo()
    assert tree(desk.draft.folders.content) == before


def test_types_come_and_go(desk: Desk) -> None:
    rows = form_rows(desk)
    gone = list(rows)[-1]
    assert fill(desk, {code: typed for code, typed in rows.items() if code != gone})["status"] == "saved"
    assert [row.code for row in form_of(desk).candidates] == [gone]
    assert fill(desk, {gone: "0,5", **form_rows(desk)})["status"] == "saved"
    assert form_rows(desk) == {gone: "0,5", **{code: typed for code, typed in rows.items() if code != gone}}


@pytest.mark.parametrize("typed", ["", "x", "-1", "1,234", "1.234", "0,125", "1,2,3"])
def test_what_is_no_share_is_refused_at_its_type(desk: Desk, typed: str) -> None:
    before, rows = tree(desk.draft.folders.content), form_rows(desk)
    code = next(iter(rows))
    answer = fill(desk, {**rows, code: typed})
    assert answer["status"] == "refused"
    assert answer["faults"][0].message.startswith(f"{code}: ")
    assert tree(desk.draft.folders.content) == before


def test_shares_that_changed_meanwhile_are_a_conflict(desk: Desk) -> None:
    rows = form_rows(desk)
    seen = dict(rows)
    code = next(iter(rows))
    other = open_draft(desk.draft.folders)
    path = f"{PATH}.rows.{code}.share"
    other.save(path, "1", str(other.page.programme.values[path].value), "")
    said = [{"code": one, "typed": typed} for one, typed in rows.items()]
    answer = desk.fill({"kind": "allocation", "path": PATH, "seen": seen, "rows": said, "save": True})
    assert answer == {"status": "conflict"}
    other.undo()
    desk.refresh()

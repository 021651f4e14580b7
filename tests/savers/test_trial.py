"""A small share of the trial: no edit is lost, and nothing is written that nobody typed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from tests.built import TEMPLATES
from tests.savers.outcomes import Outcome
from tests.savers.trial import HERE, Plan, draw_plans, edited, marked_content, planned, tally, version_of
from tests.savers.word_edits import ALL_KINDS

EDITS = 12
FAULTS = {Outcome.ELSEWHERE, Outcome.LOST, Outcome.REFUSED}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return marked_content(tmp_path_factory.mktemp("trial"))


@pytest.mark.parametrize(
    ("name", "seed", "tracked"), [("Word", 1, False), ("Google Docs", 6, True), ("Strict", 3, True)]
)
def test_no_edit_is_lost_and_nothing_else_is_written(content: Path, name: str, seed: int, *, tracked: bool) -> None:
    plan = Plan(seed, EDITS)
    saved = HERE[name](edited(content, plan, tracked=tracked), seed)
    counted = tally(content, plan, saved)
    assert (counted.faults, counted.wrong) == ([], 0)
    assert counted.outcomes.total() == EDITS
    assert not FAULTS & set(counted.outcomes)


@pytest.mark.parametrize("name", HERE)
def test_looks_of_an_untouched_file_ask_for_nothing(content: Path, name: str) -> None:
    before, docx = version_of(content)
    saved = EditedFile("saved.docx", HERE[name](docx, 5))
    pulled = pull([saved], before.programme, TEMPLATES, Decisions())
    assert (pulled.wishes, dict(pulled.files)) == ((), {})


def test_an_edit_that_a_pull_does_not_see_is_counted_as_lost(content: Path) -> None:
    plan = Plan(4, EDITS)
    counted = tally(content, plan, version_of(content)[1])
    assert counted.outcomes == {Outcome.LOST: EDITS}


def test_the_trial_has_every_kind_of_edit(content: Path) -> None:
    """The plans of the command: twenty edits in a file, 300 of them."""
    plans = draw_plans(300, 20, 1)
    assert sum(plan.times for plan in plans) == 300
    drawn = Counter(edit.kind for plan in plans for edit in planned(content, plan))
    assert set(drawn) == set(ALL_KINDS)

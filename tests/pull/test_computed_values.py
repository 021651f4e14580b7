"""A computed value that somebody edited in Word: nothing is written over its formula, and the report names it."""

from __future__ import annotations

import pytest

from methodology.model.programme import Programme
from methodology.pull.pulled import Winner
from tests.built import read_content
from tests.calculating.test_calculations import computing
from tests.pull.edits import edited, replaced
from tests.pull.test_pull import lines, outcomes, pulled
from tests.pull.test_pull_properties import built

FORMULA = "floor(assumptions.budget (1000000) * 80 % / assumptions.unit_cost.training (1241.92))"


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return read_content(computing(tmp_path_factory.mktemp("computed")))


def test_a_file_as_it_was_built_asks_for_nothing(computed: Programme) -> None:
    assert pulled(computed, built(computed)).wishes == ()


@pytest.mark.parametrize("winner", [None, Winner.THEIRS])
def test_an_edit_of_a_computed_value_is_refused_with_its_formula(computed: Programme, winner: Winner | None) -> None:
    docx = edited(built(computed), replaced("644", "700"), replaced("40", "45", 1))
    result = pulled(computed, docx, **({} if winner is None else {"winner": winner}))
    assert lines(computed, result) == ["-milestone: 40", "+milestone: 45"]
    refused = {(one.path, one.before, one.after, one.note, one.about) for one in result.open}
    assert refused == {("O.1.1.target", "644", "700", "computed_value", FORMULA)}


def test_what_is_computed_today_was_typed_when_the_file_was_made(computed: Programme, made: bytes) -> None:
    docx = edited(made, replaced("2.000", "2.500"))
    result = pulled(computed, docx, winner=Winner.THEIRS)
    assert dict(result.files) == {}
    assert outcomes(result) == [("unmapped", "value", "O.1.1.target", "computed_value")]

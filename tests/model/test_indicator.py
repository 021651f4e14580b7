"""What an indicator's parts demand of themselves."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from methodology.model.indicator import ResultIndicator

TWO_WAYS = (
    {"share": "share"},
    {"of": "O.1.1.target"},
    {"sum": "parts", "of": "O.1.1.target"},
    {"sum": "parts", "count": "operations"},
    {"share": "share", "of": "O.1.1.target", "count": "operations"},
)
PERCENT: dict[str, object] = {"share": {"value": "89", "unit": "%"}}


def result(derivation: object, **more: object) -> ResultIndicator:
    given = {"id": "R.1.7", "baseline": "0", "target": "83", "derivation": derivation}
    return ResultIndicator.model_validate(given | more)


@pytest.mark.parametrize("given", TWO_WAYS)
def test_an_earlier_form_says_one_way(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as error:
        result(given)
    assert [detail["type"] for detail in error.value.errors()] == ["wrong-derivation"]


EARLIER: tuple[tuple[dict[str, object], dict[str, object], dict[str, str]], ...] = (
    ({"share": "share", "of": "O.1.1.target"}, PERCENT, {"target": "round({share} * {O.1.1.target})"}),
    ({"share": "share", "of": "O.1.1.target"}, {"share": "89"}, {"target": "round({share} / 100 * {O.1.1.target})"}),
    ({"sum": "parts"}, {}, {"baseline": "sum(parts)", "target": "sum(parts)"}),
    ({"sum": ["a", "b"]}, {"a": "1", "b": "2"}, {"target": "{a} + {b}"}),
    ({"count": "operations"}, {}, {"target": "count(operations)"}),
)


@pytest.mark.parametrize(("given", "figures", "formulas"), EARLIER)
def test_an_earlier_form_is_read_as_its_formulas(
    given: dict[str, object], figures: dict[str, object], formulas: dict[str, str]
) -> None:
    assert result(given, figures=figures).formulas == formulas


def test_a_formula_alone_is_that_of_the_target() -> None:
    assert result("sum(parts)").formulas == {"target": "sum(parts)"}
    assert result({"baseline": "1 + 2", "target": "3 * 4"}).formulas == {"baseline": "1 + 2", "target": "3 * 4"}


@pytest.mark.parametrize(
    ("given", "code"),
    [({}, "missing-key"), ({"milestone": "1 + 2"}, "wrong-key"), ({"baseline": "1 +"}, "formula-syntax")],
)
def test_a_derivation_is_of_values_that_there_are(given: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as error:
        result(given)
    assert [detail["type"] for detail in error.value.errors()] == [code]


def test_a_computed_value_has_a_formula() -> None:
    with pytest.raises(ValidationError) as error:
        result({"target": "1 + 2"}, baseline="computed")
    assert [detail["type"] for detail in error.value.errors()] == ["missing-formula"]

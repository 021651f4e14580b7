"""What an indicator's parts demand of themselves."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from methodology.model.indicator import Derivation


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"share": "share"},
        {"of": "O.1.1.target"},
        {"sum": "parts", "of": "O.1.1.target"},
        {"sum": "parts", "count": "operations"},
        {"share": "share", "of": "O.1.1.target", "count": "operations"},
    ],
)
def test_a_value_is_derived_in_exactly_one_way(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as error:
        Derivation.model_validate(given)
    assert [detail["type"] for detail in error.value.errors()] == ["wrong-derivation"]


@pytest.mark.parametrize(
    "given", [{"share": "share", "of": "O.1.1.target"}, {"sum": "parts"}, {"sum": ("a", "b")}, {"count": "operations"}]
)
def test_each_way_is_accepted(given: dict[str, object]) -> None:
    assert Derivation.model_validate(given).model_dump(exclude_none=True) == given

"""What formulas and assumptions name is not taken out under them."""

from __future__ import annotations

import pytest

from methodology.components.kind import ComponentKind
from methodology.components.removing import plan_removal
from methodology.model.programme import Programme
from tests.built import read_content
from tests.calculating.test_calculations import computing


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return read_content(computing(tmp_path_factory.mktemp("computed")))


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        (ComponentKind.INDICATOR, "O.1.1", "objectives/so1/indicators/R.1.3.yaml:7:32: error[still-mentioned]: this"),
        (ComponentKind.SOURCE, "register", "assumptions.yaml:2:61: error[still-mentioned]: this refers to sources.reg"),
    ],
)
def test_what_a_formula_or_an_assumption_names_is_told(
    kind: ComponentKind, name: str, said: str, computed: Programme
) -> None:
    mentions = [
        str(mention).removeprefix(f"{computed.name}/") for mention in plan_removal(computed, kind, name).mentions
    ]
    assert [mention for mention in mentions if mention.startswith(said)] != [], mentions


def test_an_operation_that_is_counted_can_go(computed: Programme) -> None:
    assert plan_removal(computed, ComponentKind.OPERATION, "gamma").mentions == ()

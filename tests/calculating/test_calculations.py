"""Values that a content computes: what every later step sees of them, and how they came about."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from methodology.composing.printing import Printer
from methodology.messages import speaking
from methodology.model.calculation import Rounding, show_formula, show_result
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven
from tests.built import SAMPLE, copied, read_content, replace_in

ASSUMPTIONS = """
budget: {value: 1000000, unit: EUR, name: Proračun, source: register, year: 2030}
unit_cost:
  training:
    value: computed
    formula: round({unit_cost.before} * {index}, 2)
    unit: EUR/person
    name: Strošek usposabljanja
  before: {value: 1200.50, unit: EUR/person, source: Povprečje zadnjega obdobja., note: Brez DDV.}
index: {value: 1.0345, unit: "1"}
"""
O11, R13 = "objectives/so1/indicators/O.1.1.yaml", "objectives/so1/indicators/R.1.3.yaml"


def computing(folder: Path) -> Path:
    """The sample, its target of O.1.1 computed from a budget, and that of R.1.3 as a share of it."""
    content = copied(SAMPLE, folder)
    (content / "assumptions.yaml").write_text(ASSUMPTIONS, encoding="utf-8")
    formula = "derivation: floor({budget} * 80 % / {unit_cost.training})"
    replace_in(content / O11, "target: 2000", f"target: computed\n{formula}")
    replace_in(content / R13, "target: 1800", "target: computed")
    return content


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return read_content(computing(tmp_path_factory.mktemp("computing")))


def test_every_step_sees_the_numbers(programme: Programme) -> None:
    numbers = {path: programme.values[path].value for path in ("O.1.1.target", "R.1.3.target")}
    assert numbers == {"O.1.1.target": Decimal(644), "R.1.3.target": Decimal(580)}
    assert [one.target for one in programme.indicators if one.id in ("O.1.1", "R.1.3")] == [*numbers.values()]
    assert [one.value for name, one in programme.assumptions.by_name if name == "unit_cost.training"] == [
        Decimal("1241.92")
    ]


def test_a_calculation_is_a_tree(programme: Programme) -> None:
    target = programme.calculations["R.1.3.target"]
    assert (str(target.value), target.is_computed, target.formula_path) == ("580", True, "R.1.3.derivation.target")
    share, base = target.terms
    assert (share.path, str(share.value), share.unit, share.formula) == ("R.1.3.share", "90", "%", None)
    assert base is programme.calculations["O.1.1.target"]
    budget, cost = base.terms
    assert (budget.path, budget.name, budget.source, budget.year) == (
        "assumptions.budget",
        "Proračun",
        "register",
        2030,
    )
    assert [term.path for term in cost.terms] == ["assumptions.unit_cost.before", "assumptions.index"]
    assert cost.terms[0].note == "Brez DDV."


def test_the_unit_of_a_plain_number_is_not_printed(programme: Programme) -> None:
    printer = Printer(programme, programme.grammar)
    printed = [printer.print_text(f"assumptions.{name}") for name in ("index", "unit_cost.training", "budget")]
    assert printed == ["1,0345", "1.241,92\xa0EUR/person", "1.000.000\xa0EUR"]
    assert programme.calculations["assumptions.index"].unit is None


def test_rounding_is_shown(programme: Programme) -> None:
    target = programme.calculations["O.1.1.target"]
    assert target.roundings == (Rounding("floor", Fraction(800_000) / Fraction("1241.92"), Fraction(644)),)
    assert show_formula(target) == (
        "floor(assumptions.budget (1000000) * 80 % / assumptions.unit_cost.training (1241.92))"
    )
    assert show_result(target) == "gives 644.163875…, rounded 644"
    with speaking("sl"):
        assert show_result(target) == "da 644,163875…, zaokroženo 644"


def test_what_is_not_given_yet_leaves_values_open(tmp_path: Path) -> None:
    content = computing(tmp_path)
    replace_in(content / "assumptions.yaml", "value: 1000000", "value: TODO")
    programme = read_content(content)
    assert [programme.values[path].value for path in ("O.1.1.target", "R.1.3.target")] == [NotGiven(), NotGiven()]

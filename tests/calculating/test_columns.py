"""Formulas over the columns of a table: what they take, what they leave out, what they refuse."""

from __future__ import annotations

from decimal import Decimal

import pytest

from methodology.calculating import Calculated, FormulaSite, Terms, calculate
from methodology.diagnostics import Location
from methodology.model.assumption import Figure
from methodology.model.calculation import show_formula
from methodology.model.data_table import DataTable
from methodology.model.formula import Formula
from methodology.model.programme import Value
from methodology.model.prose import Prose
from methodology.model.scalars import NotGiven


def numbers(*texts: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(text) if text else None for text in texts)


PROJECTS = DataTable(
    "projects",
    {
        "cost": numbers("900", "100", "", "250.5", "12000", "300"),
        "kind": (Prose("training"), Prose("training"), Prose("other"), Prose("training"), Prose("other"), None),
        "year": numbers("2019", "2020", "2020", "2020", "2021", "2019"),
        "share": numbers("50", "25", "", "", "", "75"),
        "referred": (Prose("{assumptions.rate}"), Decimal(3), None, None, None, None),
        "open": (Decimal(1), NotGiven(), None, None, None, None),
    },
    {"cost": "EUR", "share": "%"},
)
OTHERS = DataTable("others", {"cost": numbers("1", "2")}, {"cost": "PLN"})
VALUES = {
    path: Value(Figure.model_validate(given), None, "figures", Location("a.yaml"), ())
    for path, given in {
        "assumptions.rate": {"value": "0.25", "unit": "EUR/PLN"},
        "assumptions.plain": {"value": "2"},
    }.items()
}


def calculated(formula: str, unit: str | None = None) -> Calculated:
    figure = Figure.model_validate({"value": "computed", "formula": formula, "unit": unit})
    values = VALUES | {"assumptions.x": Value(figure, None, "figures", Location("a.yaml"), ())}
    site = FormulaSite("assumptions.x", Formula(formula), "assumptions.x.formula", figure.value, 8)
    return calculate([site], Terms(values, {"projects": PROJECTS, "others": OTHERS}))


C = "{tables.projects.cost}"
RIGHT = {
    f"sum({C})": "13550.5",
    f"count({C})": "5",
    f"average({C})": "2710.1",
    f"median({C})": "300",
    f"min({C}, 5)": "5",
    f"max({C})": "12000",
    f"median(trim({C}, 1))": "300",
    f"round(average(trim({C}, 1)), 2)": "483.5",
    f"sum(between({C}, 200, 1000))": "1450.5",
    f"sum(between({C}, 250.5, 900))": "1450.5",
    f"count(between({C}, 13000, 14000))": "0",
    f'sum(where({C}, {{tables.projects.kind}}, "training"))': "1250.5",
    f"sum(where({C}, {{tables.projects.kind}}, 'other'))": "12000",
    f"sum(where({C}, {{tables.projects.year}}, 2020))": "350.5",
    f'sum(where(where({C}, {{tables.projects.kind}}, "training"), {{tables.projects.year}}, 1010 * 2))': "350.5",
    f'sum(where({C}, {{tables.projects.kind}}, "nothing"))': "0",
    'count(where({tables.projects.kind}, {tables.projects.kind}, "training"))': "3",
    "count({tables.projects.kind})": "5",
    "sum({tables.projects.share})": "1.5",
    "sum({tables.projects.referred})": "3.25",
    f"sum({C}, {{plain}}, 100)": "13652.5",
    f"sum({C}) + sum({{tables.others.cost}}) * {{rate}}": "13551.25",
}


@pytest.mark.parametrize(("formula", "wanted"), RIGHT.items())
def test_a_column_is_reckoned_with(formula: str, wanted: str) -> None:
    result = calculated(formula)
    assert result.faults == ()
    assert str(result.calculations["assumptions.x"].value) == wanted


def test_the_unit_of_a_column_is_that_of_the_result() -> None:
    assert calculated(f"sum({C})", "EUR").faults == ()
    (fault,) = calculated(f"sum({C})", "PLN").faults
    assert (fault.code, fault.message) == ("unit-mismatch", "the formula gives EUR, the value is in PLN")
    assert calculated(f"round(sum({C}) / sum({{tables.others.cost}}))", "EUR/PLN").faults == ()


def test_a_column_is_a_term_with_its_cells() -> None:
    target = calculated(f"average({C})").calculations["assumptions.x"]
    (term,) = target.terms
    assert (term.path, term.value, term.unit) == ("tables.projects.cost", None, "EUR")
    assert term.cells == (Decimal(900), Decimal(100), Decimal("250.5"), Decimal(12000), Decimal(300))
    assert show_formula(target) == "average(tables.projects.cost (5 numbers))"


def test_a_cell_that_is_not_given_leaves_the_value_open() -> None:
    result = calculated("sum({tables.projects.open})")
    assert (result.faults, result.calculations["assumptions.x"].value) == ((), NotGiven())


WRONG = {
    C: ("wrong-operand", "a column has several numbers where one is needed"),
    f"{C} * 2": ("wrong-operand", "a column has several numbers where one is needed"),
    "sum({tables.projects.kind})": ("wrong-operand", "the column has the text 'training', which is no number"),
    f"sum({C}) + sum({{tables.others.cost}})": ("unit-mismatch", "EUR and PLN do not go together"),
    f"sum({C}, {{tables.others.cost}})": ("unit-mismatch", "EUR and PLN do not go together"),
    f"sum(where({C}, {{tables.others.cost}}, 1))": (
        "wrong-operand",
        "the columns are those of two tables, tables.projects and tables.others",
    ),
    f'sum(where({C}, "training", {{tables.projects.kind}}))': ("wrong-operand", "a text is no number"),
    f"sum(where({C}, {{plain}}, 1))": ("wrong-operand", "where needs a column here"),
    f"average(trim({C}, 3))": ("division-by-zero", "there is nothing left for average to reckon with"),
    f"average(trim({C}, 9))": ("wrong-arguments", "a whole number from 0 to 5 is typed here"),
    f"average(trim({C}, {{plain}}))": ("wrong-arguments", "a whole number from 0 to 5 is typed here"),
    f"median(between({C}, 1, 2))": ("division-by-zero", "there is nothing left for median to reckon with"),
    f"sum(between({C}, {{rate}}, 5))": ("unit-mismatch", "EUR and EUR/PLN do not go together"),
    "sum({tables.projects.costs})": ("unknown-reference", "tables.projects.costs"),
    "sum({tables.nothing.cost})": ("unknown-reference", "tables.nothing.cost"),
}


@pytest.mark.parametrize("formula", WRONG)
def test_what_is_wrong_with_a_column_is_told(formula: str) -> None:
    (fault,) = calculated(formula).faults
    assert (fault.code, fault.message) == WRONG[formula]

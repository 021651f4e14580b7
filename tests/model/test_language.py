"""Slovenian as CLDR and the style guides write it."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from methodology.model.language import Language

SLOVENIAN = Language.of("sl-SI")


@pytest.mark.parametrize(
    ("number", "printed"),
    [("0", "0"), ("46", "46"), ("1224", "1.224"), ("20000000", "20.000.000"), ("2.5", "2,5"), ("1234.50", "1.234,5")],
)
def test_numbers(number: str, printed: str) -> None:
    assert SLOVENIAN.number(Decimal(number)) == printed


def test_numbers_without_marks_between_thousands() -> None:
    assert SLOVENIAN.number(Decimal(12311), grouped=False) == "12311"


@pytest.mark.parametrize(
    ("number", "decimals", "printed"),
    [("89", None, "89\xa0%"), ("73.71", 2, "73,71\xa0%"), ("30", 2, "30,00\xa0%"), ("0.5", None, "0,5\xa0%")],
)
def test_percentages_have_a_space_that_does_not_break(number: str, decimals: int | None, printed: str) -> None:
    assert SLOVENIAN.percent(Decimal(number), decimals=decimals) == printed


def test_quantities_and_dates_stay_on_one_line() -> None:
    assert SLOVENIAN.quantity(Decimal(50), "kg") == "50\xa0kg"
    assert SLOVENIAN.date(datetime.date(2025, 11, 3)) == "3.\xa011.\xa02025"


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "other"), (1, "one"), (2, "two"), (3, "few"), (4, "few"), (5, "other"), (100, "other"), (101, "one")],
)
def test_plural_forms(count: int, form: str) -> None:
    assert SLOVENIAN.plural_form(count) == form


@pytest.mark.parametrize(
    ("count", "separators"), [(0, ()), (1, ()), (2, (" in ",)), (3, (", ", " in ")), (4, (", ", ", ", " in "))]
)
def test_separators(count: int, separators: tuple[str, ...]) -> None:
    assert SLOVENIAN.separators(count) == separators


def test_another_language() -> None:
    english = Language.of("en-GB")
    assert english.number(Decimal(1224)) == "1,224"
    assert english.separators(3) == (", ", " and ")
    assert english.count_forms == ("one", "other")


def test_dates_are_those_of_cldr_or_of_a_pattern() -> None:
    day = datetime.date(2025, 11, 3)
    assert Language.of("en-GB").date(day) == "03/11/2025"
    english = Language.of("en-GB", "d MMMM y")
    assert english.date(day) == "3\xa0November\xa02025"
    assert english.month_in_figures("3 november 2025") == "3  11  2025"
    assert Language.of("hr-HR", "d. MMMM y.").date(day) == "3.\xa0studenoga\xa02025."


def test_a_pattern_prints_day_month_and_year() -> None:
    patterns = ("d. M. y", "y-MM-dd", "d MMMM y", "MMMM y", "d. M.", "qqqqqqqq")
    assert [pattern for pattern in patterns if Language.is_date_pattern(pattern)] == ["d. M. y", "y-MM-dd", "d MMMM y"]


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("sl-SI", ("one", "two", "few", "other")),
        ("pl-PL", ("one", "few", "many")),
        ("lv-LV", ("zero", "one", "other")),
        ("ar", ("zero", "one", "two", "few", "many", "other")),
        ("hu-HU", ("one", "other")),
    ],
)
def test_forms_that_whole_numbers_take(tag: str, forms: tuple[str, ...]) -> None:
    assert Language.of(tag).count_forms == forms

"""Numbers and dates as officials type them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from babel import Locale

from methodology.desk.answers import Desk
from methodology.desk.typed import TypedError, read_day, read_number, show_day, show_number

SLOVENIAN, ENGLISH = Locale("sl"), Locale("en")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("46,5", "46.5"),
        ("46.5", "46.5"),
        ("12311", "12311"),
        (" 50 ", "50"),
        ("12.311,5", "12311.5"),
        ("1.234.567", "1234567"),
        ("1 234", "1234"),
        ("1\N{NO-BREAK SPACE}234,75", "1234.75"),
        ("1\N{NARROW NO-BREAK SPACE}234", "1234"),
        ("73,71 %", "73.71"),
        ("73,71\N{NO-BREAK SPACE}%", "73.71"),
        ("-3", "-3"),
        ("\N{MINUS SIGN}3,5", "-3.5"),
        ("0,5", "0.5"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
    ],
)
def test_a_number_is_read_as_the_language_writes_it(typed: str, number: str) -> None:
    assert read_number(typed, SLOVENIAN) == number


@pytest.mark.parametrize(
    ("typed", "choices"),
    [("1.234", ["1234", "1.234"]), ("1,234", ["1234", "1.234"]), ("12.000", ["12000", "12.000"])],
)
def test_a_number_that_could_be_two_is_asked_for(typed: str, choices: list[str]) -> None:
    with pytest.raises(TypedError) as error:
        read_number(typed, SLOVENIAN)
    assert [choice.text for choice in error.value.choices] == choices
    assert [choice.shown for choice in error.value.choices] == [one.replace(".", ",") for one in choices]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "dvajset",
        "1,2,3",
        "1.23.456",
        "1.2345.678",
        "12a",
        "1e5",
        "٣",
        "--3",
        "5-6",
        ",5",
        "5,",
        "1 23",
        "∞",
        "NaN",
    ],
)
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(TypedError, match="is no number") as error:
        read_number(typed, SLOVENIAN)
    assert not error.value.choices


def test_english_has_its_own_signs() -> None:
    assert read_number("12,311.5", ENGLISH) == "12311.5"
    assert show_number(Decimal("12311.5"), ENGLISH) == "12311.5"
    assert show_number(Decimal("12311.50"), SLOVENIAN) == "12311,50"


@pytest.mark.parametrize(
    ("typed", "day"), [("3. 11. 2025", "2025-11-03"), ("3.11.2025", "2025-11-03"), ("2025-11-03", "2025-11-03")]
)
def test_a_day_is_read(typed: str, day: str) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize("typed", ["", "31. 2. 2025", "3. 11.", "3/11/2025", "2025-13-01", "jutri"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(TypedError, match="is no date"):
        read_day(typed)


def test_a_day_is_shown_as_it_is_typed() -> None:
    assert show_day(datetime.date(2025, 11, 3)) == "3. 11. 2025"


def test_a_figure_is_a_number_at_its_field(desk: Desk) -> None:
    """The field had the figure with all its keys, and took no number as the language writes it."""
    path, file = "R.1.3.share", desk.draft.folders.content / "objectives/so1/indicators/R.1.3.yaml"
    before, card = file.read_text(encoding="utf-8"), desk.card(path)
    assert card is not None
    assert (card.kind, card.typed, card.unit) == ("number", "90", "%")
    choices: Any = desk.preview(path, "1.234")["choices"]
    assert [choice.shown for choice in choices] == ["1234", "1,234"]
    assert desk.preview(path, "46,5")["status"] == "possible"
    assert desk.save(path, "46,5", card.source)["status"] == "saved"
    assert file.read_text(encoding="utf-8") == before.replace("{value: 90,", "{value: 46.5,")
    assert [found["text"] for found in desk.search(path) if found["path"] == path] == ["46,5"]
    assert desk.save(path, "90", "46.5")["status"] == "saved"
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("path", ["O.1.1.id", "SO1.id"])
def test_a_code_is_not_typed_over(path: str, desk: Desk) -> None:
    faults: Any = desk.preview(path, "O.1.9")["faults"]
    assert [fault["message"] for fault in faults] == [
        "A code is not changed here: add what has the new code, and remove this."
    ]
    desk.forget(path)

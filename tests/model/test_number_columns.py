"""Where numbers stand in their columns."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from methodology.model.document import Alignment, Cell, Row, Table
from methodology.model.number_columns import NumberPlace, place_numbers
from methodology.model.texts import grid_of
from tests.rendering.sample import text

MARK, DIGIT, PER_CENT, SPACE = 0.3, 0.556, 0.89, 0.3


def places_in(table: Table) -> Mapping[tuple[int, int], NumberPlace]:
    """The places of a table's numbers."""
    return place_numbers(table, grid_of(table))


def places(*column: str) -> list[float | None]:
    """How far each text of a column of numbers ends before the longest tail."""
    rows = tuple(Row((Cell(text("Ime")), Cell(text(said), alignment=Alignment.RIGHT))) for said in column)
    found = places_in(Table((50.0, 50.0), (), rows, "T"))
    assert {at for _, at in found} <= {1}
    return [round(found[row, 1].short, 3) if (row, 1) in found else None for row in range(len(column))]


@pytest.mark.parametrize(
    ("column", "shorts"),
    [
        (["5", "93", "1.250"], [0, 0, 0]),
        (["10,5", "93"], [0, MARK + DIGIT]),
        (["10,25", "0,5", "7"], [0, DIGIT, MARK + 2 * DIGIT]),
        (["1.250,5", "3.000"], [0, MARK + DIGIT]),
        (["1,250.5", "3,000"], [0, MARK + DIGIT]),
        (["0,125", "2"], [0, MARK + 3 * DIGIT]),
        (["73,71\u00a0%", "ni podatka"], [0, MARK + 2 * DIGIT + SPACE + PER_CENT]),
        (["20 mio", "200"], [0, SPACE + 3 * DIGIT]),
        (["−0,5", ""], [0, None]),
    ],
)
def test_decimal_marks_stand_below_one_another(column: list[str], shorts: list[float | None]) -> None:
    assert places(*column) == [None if short is None else round(short, 3) for short in shorts]


def test_the_widest_place_has_room_for_every_number_and_every_tail() -> None:
    rows = tuple(Row((Cell(text(said), alignment=Alignment.RIGHT),)) for said in ("1.000", "0,25"))
    (first, second) = places_in(Table((100.0,), (), rows, "T")).values()
    assert first.widest == second.widest == pytest.approx(4 * DIGIT + MARK + MARK + 2 * DIGIT)


def test_heads_and_texts_have_no_place() -> None:
    head = Row((Cell(text("2029"), header=True, alignment=Alignment.RIGHT),))
    assert places_in(Table((100.0,), (head,), (Row((Cell(text("2029")),)),), "T")) == {}

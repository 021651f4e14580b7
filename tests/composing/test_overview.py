"""The overview that the page shows below the document: every value in print, and where it stands on its scale."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from methodology.composing.compose import compose_document
from methodology.composing.overview import bar_of, compose_overview
from methodology.composing.printing import Printer
from methodology.composing.sentences import Sentences
from methodology.model.indicator import OutputPart, ResultIndicator, ResultPart
from methodology.model.overview import Bar, BarPieceKind
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven
from tests.built import CONTENT, TEMPLATES, read_content

WAY, MILESTONE, TARGET = BarPieceKind


def output(milestone: object, target: object, unit: str = "število") -> OutputPart:
    return OutputPart.model_construct(id="O.1.1", unit=unit, milestone=milestone, target=target)


def result(baseline: object, target: object, unit: str = "število") -> ResultPart:
    return ResultPart.model_construct(id="R.1.1", unit=unit, baseline=baseline, target=target)


def number(value: str | None) -> Decimal | None:
    return None if value is None else NotGiven() if value == "TODO" else Decimal(value)


@pytest.mark.parametrize(
    ("milestone", "target", "expected"),
    [
        ("40", "100", [(WAY, 0, 100), (MILESTONE, 0, 40), (TARGET, 99, 1)]),
        ("0", "100", [(WAY, 0, 100), (TARGET, 99, 1)]),
        ("100", "100", [(WAY, 0, 100), (MILESTONE, 0, 100), (TARGET, 99, 1)]),
        ("200", "100", [(WAY, 0, 50), (MILESTONE, 0, 100), (TARGET, 49.5, 1)]),
        ("TODO", "100", [(WAY, 0, 100), (TARGET, 99, 1)]),
        ("0.5", "1.5", [(WAY, 0, 100), (MILESTONE, 0, 33.33), (TARGET, 99, 1)]),
        ("10", "0", [(MILESTONE, 0, 100), (TARGET, 0, 1)]),
        ("0", "0", None),
        ("40", "TODO", None),
        ("TODO", "TODO", None),
    ],
)
def test_the_bar_of_an_output_leads_from_nothing_to_its_target(
    milestone: str, target: str, expected: list[tuple[BarPieceKind, float, float]] | None
) -> None:
    one = output(number(milestone), number(target))
    assert drawn(bar_of(one, one, "")) == expected


@pytest.mark.parametrize(
    ("baseline", "target", "expected"),
    [
        ("0", "80", [(WAY, 0, 100), (TARGET, 99, 1)]),
        ("20", "80", [(WAY, 25, 75), (TARGET, 99, 1)]),
        ("80", "20", [(WAY, 25, 75), (TARGET, 24.5, 1)]),
        ("80", "0", [(WAY, 0, 100), (TARGET, 0, 1)]),
        ("80", "80", [(TARGET, 99, 1)]),
        ("-20", "80", [(WAY, 0, 100), (TARGET, 99, 1)]),
        ("-20", "-80", [(WAY, 0, 75), (TARGET, 0, 1)]),
        (None, "80", [(WAY, 0, 100), (TARGET, 99, 1)]),
        ("80", None, None),
        (None, None, None),
    ],
)
def test_the_bar_of_a_result_leads_from_its_baseline_even_where_it_falls(
    baseline: str | None, target: str | None, expected: list[tuple[BarPieceKind, float, float]] | None
) -> None:
    one = result(number(baseline), number(target))
    assert drawn(bar_of(one, one, "")) == expected


def drawn(bar: Bar | None) -> list[tuple[BarPieceKind, float, float]] | None:
    return None if bar is None else [(one.kind, one.left, one.width) for one in bar.pieces]


def test_a_part_is_drawn_on_the_scale_of_its_whole_where_the_units_are_one() -> None:
    whole = output(Decimal(50), Decimal(200))
    assert drawn(bar_of(output(Decimal(10), Decimal(50)), whole, ""))[:2] == [(WAY, 0, 25), (MILESTONE, 0, 5)]  # type: ignore[index]
    other_unit = output(Decimal(10), Decimal(50), "kg")
    assert drawn(bar_of(other_unit, whole, ""))[:2] == [(WAY, 0, 100), (MILESTONE, 0, 20)]  # type: ignore[index]
    empty = ResultIndicator.model_construct(id="R.1.1", unit="število", baseline=None, target=None)
    assert drawn(bar_of(result(Decimal(0), Decimal(4)), empty, "")) == [(WAY, 0, 100), (TARGET, 99, 1)]


def test_every_value_of_the_programme_is_there_as_the_document_prints_it() -> None:
    programme = read_content(CONTENT)
    document = compose_document(programme, TEMPLATES)
    assert document.overview is not None
    indicators, money = document.overview.tables
    assert [row.cells[1].text for row in indicators.rows] == [one.id for one in programme.indicators]
    assert all(row.cells[1].target == row.cells[1].text for row in indicators.rows)
    (first, *_) = indicators.rows
    assert [cell.text for cell in first.cells] == [
        *("SO1", "O.1.1", "Število udeležencev v dejavnostih usposabljanja", "število", "", "39", "93", ""),
    ]
    assert first.cells[-1].bar is not None
    assert first.cells[-1].bar.says == "Mejnik je na 42 % poti do cilja."
    assert [row.cells[1].text for row in indicators.rows if row.is_part] == [
        part.id for one in programme.indicators for part in one.parts
    ]
    largest = max(money.rows, key=lambda row: Decimal(row.cells[3].number or 0))
    assert largest.cells[3].text == "73,71\N{NO-BREAK SPACE}%"
    assert drawn(largest.cells[4].bar) == [(WAY, 0, 100)]
    assert len(money.rows) == sum(len(one.allocation.rows) for one in programme.objectives)


def test_words_of_a_language_from_before_there_was_one_leave_it_out(sample: Programme) -> None:
    labels = sample.phrases.labels.model_copy(update={"overview": None})
    older = replace(sample, phrases=sample.phrases.model_copy(update={"labels": labels}))
    overviews = [compose_overview(Sentences(Printer(one, one.grammar)), ()) for one in (sample, older)]
    assert [overview is None for overview in overviews] == [False, True]
    assert overviews[0] is not None
    assert all(row.cells[1].target is None for table in overviews[0].tables for row in table.rows)

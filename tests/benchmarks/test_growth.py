"""No step grows faster than the content, in time or in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.growth import MOST, STEPS, exponent, exponents
from tests.benchmarks.measuring import told_apart

SIZES = (1, 8)


def test_every_step_grows_with_the_content_and_no_faster(tmp_path: Path) -> None:
    found = told_apart(exponents, str(tmp_path), SIZES, 2, list(STEPS))
    assert list(found) == list(STEPS)
    assert {step: pair for step, pair in found.items() if max(pair) > MOST} == {}


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_is_that_of_the_growth(power: float) -> None:
    assert exponent({size: 3 * size**power for size in (1, 10, 100)}) == pytest.approx(power)

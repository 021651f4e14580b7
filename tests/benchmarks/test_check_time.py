"""``check`` stays quick enough to run before every build."""

from __future__ import annotations

from tests.benchmarks.check_time import ratio_inside


def test_check_takes_under_a_third_of_a_build() -> None:
    assert ratio_inside() < 1 / 3

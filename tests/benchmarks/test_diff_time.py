"""``diff`` in all its forms stays within two builds, and does not grow faster than the content."""

from __future__ import annotations

from tests.benchmarks.diff_time import growth, ratio_to_build
from tests.benchmarks.measuring import told_apart


def test_diff_takes_at_most_two_builds() -> None:
    assert told_apart(ratio_to_build) <= 2


def test_diff_grows_with_the_content_and_no_faster() -> None:
    assert told_apart(growth) <= 1.1

"""``diff`` in all its forms does not grow faster than the content."""

from __future__ import annotations

from tests.benchmarks.diff_time import growth
from tests.benchmarks.measuring import told_apart


def test_diff_grows_with_the_content_and_no_faster() -> None:
    assert told_apart(growth) <= 1.1

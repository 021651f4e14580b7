"""``pull`` of a fully reworked document stays within two builds."""

from __future__ import annotations

import pytest

from tests.benchmarks.pull_time import ratio_to_build


@pytest.mark.parametrize("stripped", [False, True])
def test_pull_takes_at_most_two_builds(*, stripped: bool) -> None:
    assert ratio_to_build(stripped=stripped) <= 2

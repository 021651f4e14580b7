"""``pull`` of a fully reworked document stays within two builds."""

from __future__ import annotations

import pytest

from tests.benchmarks.pull_time import ratio_to_build


@pytest.mark.parametrize(("stripped", "builds"), [(False, 2), (True, 2.5)])
def test_pull_takes_at_most_two_builds(*, stripped: bool, builds: float) -> None:
    """Without tags and bookmarks every text has to be found by its words."""
    assert ratio_to_build(stripped=stripped) <= builds

"""``pull`` of a fully reworked document stays within two builds, with its tags and bookmarks and without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.measuring import told_apart
from tests.benchmarks.ratios import of_pull


@pytest.mark.parametrize("stripped", [False, True])
def test_pull_takes_at_most_two_builds(tmp_path: Path, *, stripped: bool) -> None:
    assert min(told_apart(of_pull, str(tmp_path), stripped, 5)) <= 2

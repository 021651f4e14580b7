"""What the tests of pull share."""

from __future__ import annotations

import pytest

from methodology.model.programme import Programme
from tests.built import SAMPLE, read_content
from tests.pull.test_pull_properties import built


@pytest.fixture(scope="session")
def ours() -> Programme:
    """The sample content, where a module has no other."""
    return read_content(SAMPLE)


@pytest.fixture(scope="module")
def made(ours: Programme) -> bytes:
    """The Word file of a module's content."""
    return built(ours)

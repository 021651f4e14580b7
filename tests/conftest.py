"""What all tests share."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from methodology.cli.console import OBJECTS_BETWEEN_COLLECTIONS
from tests.built import CONTENT, read_content

REFERENCE = Path(__file__).parent / "signed" / "signed-2025-11-03.tsv"


def pytest_collection_finish() -> None:
    """Let the garbage collector leave modules and tests alone, and look as rarely as in a command.

    A worker comes to hold a gigabyte: to look through it all, again and again, took a sixth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 10, 2)


@pytest.fixture(scope="session")
def signed_content() -> Path:
    """The project's content, as long as it is still that of the signed document."""
    date = read_content(CONTENT).facts.date
    if date.isoformat() not in REFERENCE.name:
        pytest.skip(f"NOT TESTED: content/ is dated {date}, a later version than the signed {REFERENCE.name}")
    return CONTENT

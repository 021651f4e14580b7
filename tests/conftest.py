"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built import CONTENT, read_content

REFERENCE = Path(__file__).parent / "signed" / "signed-2025-11-03.tsv"


@pytest.fixture(scope="session")
def signed_content() -> Path:
    """The project's content, as long as it is still that of the signed document."""
    date = read_content(CONTENT).facts.date
    if date.isoformat() not in REFERENCE.name:
        pytest.skip(f"NOT TESTED: content/ is dated {date}, a later version than the signed {REFERENCE.name}")
    return CONTENT

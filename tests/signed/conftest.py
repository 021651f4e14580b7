"""What the tests of the signed document share."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.reading import read_programme
from tests.built import CONTENT, Built, built

REFERENCE = Path(__file__).parent / "signed-2025-11-03.tsv"


@pytest.fixture(scope="session")
def signed_content() -> Path:
    """The project's content, as long as it is still that of the signed document."""
    date = read_programme(CONTENT).facts.date
    if date.isoformat() not in REFERENCE.name:
        pytest.skip(f"NOT TESTED: content/ is dated {date}, a later version than the signed {REFERENCE.name}")
    return CONTENT


@pytest.fixture(scope="session")
def signed(signed_content: Path) -> Built:
    """The signed document, built."""
    return built(signed_content)


@pytest.fixture(scope="session")
def reference() -> list[tuple[str, ...]]:
    """The blocks of the signed document in the form that ``tests/rendering/*_text.py`` give."""
    kinds = {"TH": "TR", "SO": "P"}
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    fields = (line.split("\t") for line in lines)
    return [(kinds.get(kind, kind), *rest) for kind, *rest in fields]

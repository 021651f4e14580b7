"""What the tests of the signed document share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built import Built, built
from tests.conftest import REFERENCE


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

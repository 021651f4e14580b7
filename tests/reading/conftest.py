"""The tests of reading read every file anew."""

from __future__ import annotations

import pytest

from methodology.reading import content_folder
from tests.conftest import READ_CONTENT_FILE


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_folder, "read_content_file", READ_CONTENT_FILE)

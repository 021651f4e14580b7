"""A desk on a copy of the sample content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from methodology.desk.answers import Desk
from tests.desk.desks import copy_content, open_draft


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(open_draft(copy_content(tmp_path)))
    yield opened
    opened.close()

"""One desk on a copy of the sample content, which each test finds as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from methodology.building import judge
from methodology.desk.answers import Desk
from methodology.formats import Format
from tests.desk.desks import copy_content, open_draft


@pytest.fixture(scope="package")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = Desk(open_draft(copy_content(tmp_path_factory.mktemp("desk"))))
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def plain(shared_desk: Desk) -> bytes:
    """The Word file of the desk's content, as it leaves it."""
    return judge(shared_desk.draft.folders, [Format.DOCX], lambda _: nullcontext()).files[".docx"]


@pytest.fixture
def desk(shared_desk: Desk) -> Iterator[Desk]:
    yield shared_desk
    while shared_desk.draft.journal.done:
        assert shared_desk.undo()["status"] == "saved"

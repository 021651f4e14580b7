"""What the tests of verify share."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.formats import Format
from tests.tools import require_program
from tests.verifying.project import Project, new_repository


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[Format, Path]]:
    """A repository and what was built of its commit; nothing of it may be changed."""
    require_program("git")
    project = new_repository(tmp_path_factory.mktemp("sealed"))
    return project, project.build()

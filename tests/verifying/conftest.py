"""What the tests of verify share."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from methodology.formats import Format, TableFormat
from methodology.verifying.child_process import read_lines
from methodology.verifying.docx.shown_file import ShownFile
from methodology.verifying.file_lines import FileLines
from methodology.verifying.page_tree import _nodes
from tests.tools import require_program
from tests.verifying.project import Project, new_repository


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[Format, Path]]:
    """A repository and what was built of its commit; nothing of it may be changed."""
    require_program("git")
    project = new_repository(tmp_path_factory.mktemp("sealed"))
    return project, project.build()


known_nodes = lru_cache(maxsize=4)(_nodes)
known_shown = lru_cache(maxsize=2)(ShownFile)
known_lines = lru_cache(maxsize=8)(read_lines)


@pytest.fixture
def made_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What hundreds of altered files are compared with is read once; each of them is read anew."""

    def read(content: bytes, kind: Format | TableFormat, name: str | None = None) -> FileLines:
        return known_lines(content, kind) if name is None else read_lines(content, kind, name)

    def show(content: bytes, name: str) -> ShownFile:
        return known_shown(content, name) if name == "rebuilt" else ShownFile(content, name)

    monkeypatch.setattr("methodology.verifying.verify.read_lines", read)
    monkeypatch.setattr("methodology.verifying.docx.comparison.ShownFile", show)
    monkeypatch.setattr("methodology.verifying.page_tree._nodes", known_nodes)

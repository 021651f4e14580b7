"""The project that cases change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.built import SAMPLE, TEMPLATES


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sample content, the project's templates, and an output folder with an earlier build; we stand in it."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLE, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "output").mkdir()
    for ending in ("docx", "pdf", "html"):
        (tmp_path / "output" / f"vzorec.{ending}").write_bytes(b"the last good build")
    return tmp_path

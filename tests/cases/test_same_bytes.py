"""Two builds in two folders, on two dates, in two places of the world, give the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.built import ROOT
from tests.tools import require_program


def build_copy(folder: Path, date: str, **environment: str) -> dict[str, bytes]:
    """Copy the project to ``folder``, build it there as if it were ``date``, and return its files."""
    for name in ("methodology", "templates", "content"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", folder)
    command = [require_program("faketime"), date, sys.executable, "build.py"]
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment}
    subprocess.run(command, cwd=folder, env=variables, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


def test_same_bytes(tmp_path: Path) -> None:
    first = build_copy(tmp_path / "a", "2026-02-28 09:00:00", PYTHONHASHSEED="1", TZ="UTC", LANG="C")
    second = build_copy(
        tmp_path / "another folder" / "č",
        "2041-12-31 23:59:00",
        PYTHONHASHSEED="2",
        TZ="Asia/Tokyo",
        LANG="sl_SI.UTF-8",
    )
    assert len(first) == 3
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []

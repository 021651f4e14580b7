"""The bytes depend on the content, the templates and the program: on nothing of where, when and by whom they are built.

Two clones of one commit are built under circumstances that differ in everything that a machine can bring along.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from methodology.formats import Format, TableFormat
from tests.built import CONTENT, ROOT, TEMPLATES
from tests.tools import require_program
from tests.verifying.project import Project

FORMATS = [argument for name in (*Format, *TableFormat) for argument in ("--format", name)]


def program_with_content(folder: Path) -> Project:
    """The whole project, committed."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "methodology", folder / "methodology", ignore=ignored)
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copytree(CONTENT, folder / "content")
    shutil.copy(ROOT / "build.py", folder)
    (folder / ".gitignore").write_text("/output/\n", encoding="utf-8")
    project = Project(folder)
    project.git("init", "--quiet", "--initial-branch=main")
    project.commit()
    return project


def clone(project: Project, folder: Path) -> Project:
    """A clone whose files were written in the reverse order of their names: folders list them otherwise."""
    folder.parent.mkdir(parents=True)
    project.git("clone", "--quiet", str(project.top), str(folder))
    for name in ("content", "templates"):
        found = {path: path.read_bytes() for path in (folder / name).rglob("*") if path.is_file()}
        shutil.rmtree(folder / name)
        for path in sorted(found, reverse=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found[path])
    return Project(folder)


def build(project: Project, date: str, prepare: Callable[[], object] | None, **environment: str) -> dict[str, bytes]:
    """Build as if it were ``date``; ``prepare`` runs in the process before it starts."""
    command = [require_program("faketime"), date, sys.executable, "build.py", *FORMATS]
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment}
    subprocess.run(command, cwd=project.top, env=variables, check=True, capture_output=True, preexec_fn=prepare)
    return {path.name: path.read_bytes() for path in (project.top / "output").iterdir()}


def one_processor() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_same_bytes(tmp_path: Path) -> None:
    project = program_with_content(tmp_path / "a")
    other = clone(project, tmp_path / "another folder" / "čš ž")
    first = build(
        project,
        "2026-02-28 09:00:00",
        None,
        PYTHONHASHSEED="1",
        TZ="UTC",
        LC_ALL="C",
        USER="ana",
        LOGNAME="ana",
        HOME=str(tmp_path),
    )
    second = build(
        other,
        "2041-12-31 23:59:00",
        one_processor,
        PYTHONHASHSEED="2",
        TZ="Asia/Tokyo",
        LC_ALL="sl_SI.UTF-8",
        LANG="sl_SI.UTF-8",
        USER="bojan",
        LOGNAME="bojan",
        HOME=str(tmp_path / "another folder"),
    )
    assert len(first) == 8
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    commit = project.git("rev-parse", "HEAD").encode()
    (page,) = (content for name, content in first.items() if name.endswith(".html"))
    assert commit in page
    assert b'"methodology:tree" content="clean"' in page

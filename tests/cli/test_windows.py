"""The commands as Windows runs them: without POSIX's modules, under its code pages, beside a file that Word holds.

The tests simulate that: a start-up file of Python hides the modules and lets a replacement fail as Windows does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from methodology.diagnostics import ExitCode
from tests.built import SAMPLE, TEMPLATES

ROOT = Path(__file__).parent.parent.parent
START = """
import errno, os, pathlib, sys, types
import asyncio, subprocess, tempfile  # they ask for the modules themselves, to know the system
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
locked = []
msvcrt = types.ModuleType("msvcrt")
msvcrt.LK_LOCK, msvcrt.LK_UNLCK = 1, 0
def locking(descriptor, mode, count):
    if os.environ.get("NO_LOCKS"):
        raise OSError(errno.EINVAL, "Invalid argument")
msvcrt.locking = locking
if not os.environ.get("NO_MSVCRT"):
    sys.modules["msvcrt"] = msvcrt
held = os.environ.get("HELD")
if held:
    replace, link = pathlib.Path.replace, pathlib.Path.hardlink_to
    def refuse(source, target):
        if pathlib.Path(target).name == held:
            raise PermissionError(errno.EACCES, "Access is denied", str(source), None, str(target))
        return replace(source, target)
    pathlib.Path.replace = refuse
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Sample content and templates in a repository, and the start-up file of Python."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "sitecustomize.py").write_text(START, encoding="utf-8")
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@b.c")
    for command in (("init", "-q"), ("add", "content", "templates"), ("commit", "-qm", "content")):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    return tmp_path


ONE = "import sys; from methodology.cli import run; sys.exit(run())"
SEVERAL = """
import json, sys
from methodology.cli import run
given, folders = json.loads(sys.argv[1]), sys.argv[2:]
codes = []
for arguments in given:
    sys.argv[1:] = [*arguments, *folders]
    codes.append(run())
    print(f"{chr(10)}--- {arguments[0]} ends", flush=True)
sys.exit(str(codes) if any(codes) else 0)
"""
"""Runs commands in turns: each speaks as the one before has set its streams, and the first as it finds them."""


def run(project: Path, *arguments: str, program: str = ONE, **environment: str) -> subprocess.CompletedProcess[bytes]:
    variables = {**os.environ, "PYTHONPATH": f"{project / 'start'}{os.pathsep}{ROOT}", "PYTHONUTF8": "0", **environment}
    folders = ("--content", "content", *(() if arguments[0] == "check" else ("--templates", "templates")))
    command = [sys.executable, "-c", program]
    return subprocess.run(
        [*command, *arguments, *folders], cwd=project, capture_output=True, check=False, env=variables
    )


@pytest.mark.parametrize("page", ["cp1250", "cp852"])
def test_every_command_runs_under_a_code_page_of_windows(project: Path, page: str) -> None:
    commands = (
        ("build", "--output", "out"),
        ("check", "--all"),
        ("diff", "HEAD"),
        ("impact", "O.1.1.target=12"),
        ("verify", "out/vzorec.docx", "out/vzorec.pdf", "out/vzorec.html"),
        ("pull", "out/vzorec.docx", "--dry-run"),
    )
    done = run(project, json.dumps(commands), program=SEVERAL, PYTHONIOENCODING=page)
    assert (done.returncode, b"Traceback" in done.stderr) == (ExitCode.DONE, False), done.stderr.decode()
    said = done.stdout.decode("utf-8")
    assert [name for name, *_ in commands if f"--- {name} ends" in said] == [name for name, *_ in commands]
    (project / "content" / "operations.yaml").write_text("alpha: »Žička« → 5 ≤ 6\n", encoding="utf-8")
    done = run(project, "check", PYTHONIOENCODING=page)
    assert done.returncode == ExitCode.CONTENT
    assert "  error  12:5  no operation 'beta'" in done.stdout.decode("utf-8")
    assert not list(project.rglob(".building*"))


@pytest.mark.parametrize("lacking", [{"NO_LOCKS": "1"}, {"NO_MSVCRT": "1"}, {}])
def test_a_drive_without_locks_is_written(project: Path, lacking: dict[str, str]) -> None:
    done = run(project, "build", "-f", "html", "--output", "out", **lacking)
    assert done.returncode == ExitCode.DONE, done.stderr.decode()
    assert [path.name for path in (project / "out").iterdir()] == ["vzorec.html"]


def test_a_file_that_word_holds_is_named(project: Path) -> None:
    assert run(project, "build", "--output", "out").returncode == ExitCode.DONE
    before = {path.name: path.read_bytes() for path in (project / "out").iterdir()}
    programme = project / "content" / "programme.yaml"
    programme.write_text(programme.read_text(encoding="utf-8").replace("title: ", "title: Nova ", 1), encoding="utf-8")
    done = run(project, "build", "--output", "out", HELD="vzorec.docx")
    file = str(Path("out") / "vzorec.docx")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.decode().startswith(f"error: {file}: Access is denied; nothing was replaced\n")
    assert {path.name: path.read_bytes() for path in (project / "out").iterdir()} == before
    done = run(project, "build", "--output", "out", "--keep-going", HELD="vzorec.docx")
    after = {path.name: path.read_bytes() for path in (project / "out").iterdir()}
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.decode().startswith(f"error: {file}: Access is denied; it is as it was\n")
    assert {name for name in after if after[name] == before[name]} == {"vzorec.docx"}
    assert sorted(after) == sorted(before)

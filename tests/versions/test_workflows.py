"""The workflow files for GitHub and GitLab: as far as they can be tried without their servers."""

from __future__ import annotations

import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.built import ROOT

FILES = sorted((ROOT / "docs" / "ci").glob("*-amendment.yml"))
WINDOWS = ROOT / "docs" / "ci" / "github-windows.yml"
BASH = shutil.which("bash") or ""
STUB = """#!/bin/sh
printf '%s' "$(basename "$0")" >> calls
for argument in "$@"; do printf ' [%s]' "$argument" >> calls; done
echo >> calls
if [ "$(basename "$0")" = uv ]; then
  if [ -n "$REPORT" ]; then mkdir -p output/amendment; printf '%s' "$REPORT" > output/amendment/changes.md; fi
  exit "$STATUS"
fi
"""


def scripts(file: Path) -> list[str]:
    """The shell scripts of a workflow file, in order, but for those that install."""

    def of(value: Any, key: str = "") -> list[str]:
        if isinstance(value, dict):
            return [found for name, inner in value.items() for found in of(inner, str(name))]
        if isinstance(value, list):
            return [found for inner in value for found in of(inner, key)]
        return [value] if key in {"run", "script"} and "pip install" not in value else []

    return of(yaml.safe_load(file.read_text(encoding="utf-8")))


def commands(file: Path) -> list[list[str]]:
    """The words after ``uv run build.py`` wherever that is called."""
    lines = "\n".join(scripts(file)).replace("\\\n", " ").splitlines()
    called = [line.split("uv run build.py ", 1)[1].split("||")[0] for line in lines if "uv run build.py " in line]
    return [shlex.split(line) for line in called]


def run(file: Path, folder: Path, *, status: int, report: str) -> tuple[int, list[str]]:
    """Run the scripts of a file with programs that only note how they were called, until one fails."""
    for program in ("uv", "gh", "curl"):
        (folder / program).write_text(STUB, encoding="utf-8")
        (folder / program).chmod(0o755)
    (folder / "calls").touch()
    settings = {"STATUS": str(status), "REPORT": report, "AMENDMENT_TOKEN": "token", "BASE": "main", "NUMBER": "7"}
    merge_request = {"CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc", "CI_PROJECT_ID": "3"}
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "CI_API_V4_URL": "api", **settings, **merge_request}
    code = 0
    for script in scripts(file):
        command = [BASH, "-eo", "pipefail", "-c", script]
        code = subprocess.run(command, cwd=folder, env=environment, check=False).returncode
        if code:
            break
    return code, (folder / "calls").read_text(encoding="utf-8").splitlines()


def test_windows_runs_the_two_commands_of_the_readme() -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Two commands\n")[1].split("\n## ")[0]
    (job,) = yaml.safe_load(WINDOWS.read_text(encoding="utf-8"))["jobs"].values()
    assert job["runs-on"] == "windows-latest"
    called = [step["run"] for step in job["steps"] if "run" in step]
    assert called == re.findall(r"^\$ (.+)$", section, re.MULTILINE)
    assert len(called) == 2
    assert {step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step} == {
        "actions/checkout",
        "actions/setup-python",
    }
    assert "://" not in WINDOWS.read_text(encoding="utf-8")


pytestmark = pytest.mark.skipif(not BASH, reason="bash is not installed")


def test_there_is_one_for_each() -> None:
    assert [file.name for file in FILES] == ["github-amendment.yml", "gitlab-amendment.yml"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_calls_only_what_there_is(file: Path) -> None:
    called = commands(file)
    assert called
    for command, *words in called:
        asked = [sys.executable, str(ROOT / "build.py"), command, "--help"]
        told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
        known = set(re.findall(r"--[a-z-]+", told))
        forms = set(re.search(r"--format <([a-z|]+)>", told)[1].split("|"))  # type: ignore[index]
        assert {word for word in words if word.startswith("-")} <= known
        assert {form for option, form in itertools.pairwise(words) if option == "--format"} <= forms


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("status", [0, 1])
def test_the_report_becomes_a_comment(file: Path, status: int, tmp_path: Path) -> None:
    code, calls = run(file, tmp_path, status=status, report="# Spremembe: č\n")
    assert code == 0
    assert len(calls) == 2
    assert calls[1].startswith(("gh [pr] [comment] [7] ", "curl "))
    assert (tmp_path / "comment.md").read_text(encoding="utf-8") == "# Spremembe: č\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize(("status", "report"), [(1, ""), (3, ""), (70, "half")])
def test_a_fault_fails_the_job(file: Path, status: int, report: str, tmp_path: Path) -> None:
    code, calls = run(file, tmp_path, status=status, report=report)
    assert code == status
    assert len(calls) == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_long_report_is_cut_between_letters(file: Path, tmp_path: Path) -> None:
    (tmp_path / "output" / "amendment").mkdir(parents=True)
    (tmp_path / "output" / "amendment" / "changes.md").write_text("x" + "č" * 500_000, encoding="utf-8")
    code, _ = run(file, tmp_path, status=1, report="")
    assert code == 0
    assert set((tmp_path / "comment.md").read_text(encoding="utf-8")) == {"x", "č"}


def test_the_same_uv_as_everywhere() -> None:
    pins = {re.search(r"uv==[\d.]+", path.read_text(encoding="utf-8"))[0] for path in (*FILES, ROOT / ".ci" / "run")}  # type: ignore[index]
    assert len(pins) == 1

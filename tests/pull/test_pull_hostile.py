"""Files made to do harm, through the whole command: nothing is written, in bounded memory and without a hang."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from methodology.diagnostics import ExitCode
from tests.built import ROOT, SAMPLE, copied
from tests.pull.hostile import HARMLESS, HOSTILE, REFUSED, SNAPSHOTS, good
from tests.pull.test_hostile import MOST_MEMORY
from tests.tools import HANGS_AFTER_PROCESSOR

resource = pytest.importorskip("resource", reason="NOT TESTED: this system has no limits for a process")

PULL = """
import contextlib, io, json, resource, sys, time
from pathlib import Path
from methodology.cli import main

def below(folder):
    return {str(path): path.read_bytes() if path.is_file() else None for path in Path(folder).rglob("*")}

before = below(".")
_, most = resource.getrlimit(resource.RLIMIT_CPU)
for name in sys.argv[2:]:
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + int(sys.argv[1]), most))
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as errors:
        code = main(["pull", name, "--yes", "--content", "work/content"])
    said = out.getvalue()[-5000:], errors.getvalue()[-5000:]
    print(json.dumps([int(code), *said, below(".") == before]), flush=True)
"""
"""Pulls files one by one in a process that has no more memory than it needs, and tells what came of each."""


class Result(NamedTuple):
    """What the command said of a file, and whether every file and folder was as before."""

    code: int
    out: str
    errors: str
    is_untouched: bool


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "work").mkdir()
    copied(SAMPLE, folder / "work")
    files = {"sound": "sound.docx"} | {name: f"{number}.docx" for number, name in enumerate(HOSTILE)}
    for name, file in files.items():
        (folder / file).write_bytes(good() if name == "sound" else HOSTILE[name]())
    return dict(zip(files, _pulled(folder, list(files.values())), strict=True))


def _pulled(folder: Path, files: list[str]) -> Iterator[Result]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))

    command = [sys.executable, "-c", PULL, str(HANGS_AFTER_PROCESSOR), *files]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        command, cwd=folder, env=environment, preexec_fn=limit, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    return (Result(*json.loads(line)) for line in run.stdout.splitlines())


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_written(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert result.is_untouched
    assert "Traceback" not in result.errors
    assert result.code in (ExitCode.DONE, ExitCode.CONTENT)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert (result.code, result.out) == (ExitCode.CONTENT, "")
    assert ".docx: error[word-file]: " in result.errors.splitlines()[0]
    assert result.errors.splitlines()[-1] == "1 error; nothing was written"


@pytest.mark.parametrize("name", HARMLESS)
def test_read_without_harm(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    if result.code == ExitCode.DONE:
        assert result.out == results["sound"].out
    else:
        assert "error[other-programme]" in result.errors


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_snapshot_of_no_content_is_refused(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert (result.code, result.out) == (ExitCode.CONTENT, "")
    assert "nothing was written" in result.errors


def test_the_sound_file_is_read(results: dict[str, Result]) -> None:
    assert (results["sound"].code, results["sound"].out) == (ExitCode.DONE, "no change of the content\n")

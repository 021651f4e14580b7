"""Files made to do harm are refused with a reason, or read without it, in bounded memory and without a hang.

They go through the whole command, which writes nothing.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from methodology.diagnostics import ExitCode
from tests.built import ROOT, SAMPLE, copied
from tests.pull.hostile import HARMLESS, HOSTILE, REFUSED, SNAPSHOTS, good
from tests.tools import HANGS_AFTER_PROCESSOR

resource = pytest.importorskip("resource", reason="NOT TESTED: this system has no limits for a process")

MOST_MEMORY = 900 * 2**20
"""Of addresses, with the program's own."""

PULL = """
import contextlib, io, json, resource, sys, time
from pathlib import Path
from methodology.cli import main
from methodology.pull import pulling

texts = []
read_word_file = pulling.read_word_file

def read(*arguments, **options):
    word = read_word_file(*arguments, **options)
    texts.append(len(word.texts))
    return word

def below(folder):  # the files have a hundred megabytes: whoever writes into one changes when it was written
    states = ((path, path.stat()) for path in Path(folder).rglob("*"))
    return {str(path): (state.st_ino, state.st_size, state.st_mtime_ns) for path, state in states}

pulling.read_word_file = read
before = below(".")
_, most = resource.getrlimit(resource.RLIMIT_CPU)
for name in sys.argv[2:]:
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + int(sys.argv[1]), most))
    texts.clear()
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as errors:
        code = main(["pull", name, "--yes", "--content", "work/content"])
    said = out.getvalue()[-5000:], errors.getvalue()[-5000:]
    print(json.dumps([int(code), *said, sum(texts), below(".") == before]), flush=True)
"""
"""Pulls files one by one in a process that has no more memory than it needs, and tells what came of each."""


class Result(NamedTuple):
    """What the command said of a file, how many texts it read, and whether every file and folder was as before."""

    code: int
    out: str
    errors: str
    texts: int
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
    told = run.stdout.splitlines()
    assert run.returncode == 0, (files[len(told)], run.stderr[-2_000:])
    return (Result(*json.loads(line)) for line in told)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_written(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert result.is_untouched
    assert "Traceback" not in result.errors
    assert result.code in (ExitCode.DONE, ExitCode.CONTENT)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert (result.code, result.out, result.texts) == (ExitCode.CONTENT, "", 0)
    assert re.search(r"\.docx: error\[word-file\]: \S", result.errors.splitlines()[0])
    assert re.search(r"^ *hint: \S", result.errors, re.MULTILINE)
    assert result.errors.splitlines()[-1] == "1 error; nothing was written"


@pytest.mark.parametrize("name", HARMLESS)
def test_read_without_harm(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert result.texts > 0
    if result.code == ExitCode.DONE:
        assert result.out == results["sound"].out
    else:
        assert "error[other-programme]" in result.errors


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_snapshot_of_no_content_is_refused(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert (result.code, result.out, result.texts > 0) == (ExitCode.CONTENT, "", True)
    assert "nothing was written" in result.errors


def test_the_sound_file_is_read(results: dict[str, Result]) -> None:
    assert (results["sound"].code, results["sound"].out) == (ExitCode.DONE, "no change of the content\n")

"""Files made to do harm are refused with a reason, or read without it, in bounded memory and without a hang."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import ROOT
from tests.pull.hostile import HOSTILE, REFUSED, good
from tests.tools import HANGS_AFTER_PROCESSOR

MOST_MEMORY = 900 * 2**20
"""Of addresses, with the program's own."""

READ = """
import json, sys
from pathlib import Path
from methodology.diagnostics import ContentError
from methodology.word.snapshot import read_snapshot
from methodology.word.reading import read_word_file

content = Path(sys.argv[1]).read_bytes()
try:
    read_snapshot(content, name="x.docx")
    texts = len(read_word_file(content, name="x.docx").texts)
    said = [["read", str(texts), None]]
except ContentError as refusal:
    said = [[one.code, one.message, one.hint] for one in refusal.diagnostics]
print(json.dumps(said))
"""


def limit() -> None:
    """What the process may take."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (HANGS_AFTER_PROCESSOR, HANGS_AFTER_PROCESSOR))


def outcome(content: bytes, folder: Path) -> tuple[str, str, str | None]:
    """What a process with limits says of a file: a code, a message and a hint."""
    file = folder / "hostile.docx"
    file.write_bytes(content)
    command = [sys.executable, "-c", READ, str(file)]
    run = subprocess.run(command, cwd=ROOT, preexec_fn=limit, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2_000:]
    (said,) = json.loads(run.stdout)
    return tuple(said)


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    code, message, hint = outcome(REFUSED[name](), tmp_path)
    assert (code, bool(message), bool(hint)) == ("word-file", True, True)


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - REFUSED.keys()))
def test_read_without_harm(name: str, tmp_path: Path) -> None:
    code, texts, _ = outcome(HOSTILE[name](), tmp_path)
    assert (code, int(texts) > 0) == ("read", True)


def test_the_sound_file_is_read(tmp_path: Path) -> None:
    assert outcome(good(), tmp_path)[0] == "read"

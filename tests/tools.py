"""The programs that only tests need: skipped loudly where a user lacks them, an error in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

NODE_MODULES = Path(__file__).parent / "tools" / "node_modules"
QUICK_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options of a Java that runs for seconds: compiling its code thoroughly takes longer than running it."""
HANGS_AFTER = 600
"""Seconds after which a program that a test runs is killed: it hangs. None takes a tenth of them on a busy machine."""
HANGS_AFTER_PROCESSOR = 120
"""The same in seconds of the processor, for readers of hostile files: the slowest takes five of them."""


def missing(what: str) -> None:
    """End the test for want of ``what``: a skip on a user's machine, a failure under ``CI=true``."""
    reason = f"NOT TESTED: {what} is not installed (.ci/run installs it)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def require_program(*names: str) -> str:
    """The path of the first of the programs that is on the PATH."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        missing(" or ".join(names))
    assert found is not None
    return found


def hide_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the product find no program of git, as on a computer where it is not installed."""
    monkeypatch.setattr("methodology.git.which", lambda _: None)


def require_analyser(file: Path) -> str:
    """The path of the program that reads words with an analyser, the file of which is there too."""
    if not file.is_file():
        missing(f"an analyser (Debian: {file.parent.name})")
    return require_program("lt-proc")


def require_node_package(name: str) -> Path:
    """The folder of an npm package that ``tests/tools/package.json`` pins."""
    folder = NODE_MODULES / name
    if not folder.is_dir():
        missing(f"the npm package {name}")
    return folder

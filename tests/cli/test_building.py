"""``build`` again after each change, and shown when it is done; the completion of shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from methodology.cli import main
from methodology.diagnostics import ExitCode
from tests.built import SAMPLE, TEMPLATES, replace_in


def options(content: Path, output: Path) -> list[str]:
    return ["-f", "html", "--content", str(content), "--templates", str(TEMPLATES), "--output", str(output)]


def test_a_change_is_built_and_a_fault_waited_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content, output = tmp_path / "content", tmp_path / "out"
    shutil.copytree(SAMPLE, content)
    file, page = content / "operations.yaml", output / "vzorec.html"

    def change(old: str, new: str) -> Callable[[], None]:
        return lambda: replace_in(file, old, new)

    def stop() -> None:
        assert "Peta operacija" in page.read_text(encoding="utf-8")
        raise KeyboardInterrupt

    steps = iter(
        [
            lambda: None,
            change("Druga operacija", '"Druga operacija'),
            change('"Druga operacija', "Peta operacija"),
            stop,
        ]
    )
    monkeypatch.setattr("methodology.cli.build.time.sleep", lambda _: next(steps)())
    assert main(["build", "--watch", *options(content, output)]) == ExitCode.DONE
    printed = capsys.readouterr()
    assert printed.out.count(f"changed: {file}") == 2
    assert printed.out.count("written: ") == 2
    assert "the quote that opens here is not closed" in printed.err


def test_what_was_built_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def launch(path: str) -> int:
        shown.append(path)
        return 0

    monkeypatch.setattr(typer, "launch", launch)
    assert main(["build", "--open", *options(SAMPLE, tmp_path)]) == ExitCode.DONE
    assert shown == [str(tmp_path / "vzorec.html")]


@pytest.mark.parametrize(("words", "expected"), [("methodology ch", "check"), ("methodology build --wa", "--watch")])
def test_a_shell_completes_commands_and_options(words: str, expected: str) -> None:
    asked = {
        "_METHODOLOGY_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    program = [sys.executable, "-c", "import sys; from methodology.cli import run; sys.exit(run())"]
    done = subprocess.run(program, capture_output=True, text=True, check=False, env={**os.environ, **asked})
    assert done.stdout.split() == [expected]


def test_tables_are_built_where_they_are_asked_for(tmp_path: Path) -> None:
    folders = ["--content", str(SAMPLE), "--templates", str(TEMPLATES), "--output", str(tmp_path)]
    document = {"vzorec.docx", "vzorec.pdf", "vzorec.html"}
    assert main(["build", *folders]) == ExitCode.DONE
    assert {path.name for path in tmp_path.iterdir()} == document
    assert main(["build", "-f", "xlsx", "-f", "csv", *folders]) == ExitCode.DONE
    tables = {"vzorec.xlsx", *(f"vzorec-{number}.csv" for number in range(1, 5))}
    assert {path.name for path in tmp_path.iterdir()} == document | tables

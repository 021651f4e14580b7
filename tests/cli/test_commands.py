"""The command line as its users meet it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from methodology import building
from methodology.cli import main
from methodology.diagnostics import ExitCode, ToolMissingError
from tests.built import ROOT, SAMPLE, TEMPLATES


def options(output: Path) -> list[str]:
    return ["--content", str(SAMPLE), "--templates", str(TEMPLATES), "--output", str(output)]


def test_build_is_the_default_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(options(tmp_path)) == ExitCode.DONE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vzorec.docx", "vzorec.html", "vzorec.pdf"]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "reading content"
    assert [line.partition(" ")[0] for line in lines[-3:]] == ["written:"] * 3


@pytest.mark.parametrize("ending", ["docx", "pdf", "html"])
def test_one_format(ending: str, tmp_path: Path) -> None:
    assert main(["--format", ending, *options(tmp_path)]) == ExitCode.DONE
    assert [path.name for path in tmp_path.iterdir()] == [f"vzorec.{ending}"]


def test_two_formats(tmp_path: Path) -> None:
    assert main(["build", "-f", "pdf", "-f", "html", *options(tmp_path)]) == ExitCode.DONE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vzorec.html", "vzorec.pdf"]


@pytest.mark.parametrize("arguments", [["--format", "rtf"], ["--colour"], ["biuld"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == ExitCode.USAGE
    assert "error" in capsys.readouterr().err.lower()


def test_a_mistyped_command_hints_at_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chekc"]) == ExitCode.USAGE
    assert capsys.readouterr().err == "error: there is no command 'chekc'\n  hint: did you mean 'check'?\n"


def test_help_names_the_command_and_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == ExitCode.DONE
    assert "build" in capsys.readouterr().out
    assert main(["build", "--help"]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert all(option in printed for option in ("--format", "--content", "--output", "--templates"))


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "nothing"
    assert main(["--content", str(missing)]) == ExitCode.CONTENT
    expected = (
        f"{missing}: error[no-content]: there is no such folder\n  hint: name the folder that holds programme.yaml\n"
    )
    assert capsys.readouterr().err.startswith(expected)


def test_the_script_of_a_checkout_takes_its_folders_from_anywhere(tmp_path: Path) -> None:
    line = [sys.executable, str(ROOT / "build.py"), "check"]
    run = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (ExitCode.DONE, "")


def test_an_output_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "output").write_text("a file where the folder should be")
    assert main(options(tmp_path / "output")) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith(f"error: {tmp_path / 'output'}: ")


def test_a_tool_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ToolMissingError("no such tool")

    monkeypatch.setattr(building, "build_document", fail)
    assert main(options(tmp_path)) == ExitCode.TOOL_MISSING
    assert capsys.readouterr().err == "error: no such tool\n"


def test_only_a_bug_prints_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(building, "build_document", fail)
    assert main(options(tmp_path)) == ExitCode.BUG
    errors = capsys.readouterr().err
    assert "Traceback" in errors
    assert errors.endswith("This is a bug in the program, not a fault in the content.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: this system has no /dev/full")
@pytest.mark.parametrize("command", [["check"], ["build", "--output"], ["explain"]], ids=lambda words: words[0])
def test_what_cannot_be_said_is_no_bug(command: list[str], tmp_path: Path) -> None:
    line = [sys.executable, str(ROOT / "build.py"), *command, *([str(tmp_path)] if command[0] == "build" else [])]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        run = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (run.returncode, run.stderr) == (ExitCode.USAGE, "error: standard output: No space left on device\n")
    assert not list(tmp_path.iterdir())


def test_a_reader_that_has_enough_is_told_nothing() -> None:
    line = [sys.executable, str(ROOT / "build.py"), "explain"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout and run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""


def test_a_terminal_gets_a_spinner_and_colours(tmp_path: Path) -> None:
    """A pseudo-terminal, as the user has it; in a pipe there are plain lines and no escapes."""
    pty = pytest.importorskip("pty", reason="NOT TESTED: this system has no pseudo-terminals")
    command = [sys.executable, str(ROOT / "build.py"), "-f", "html", *options(tmp_path)]
    main_end, terminal = pty.openpty()
    run = subprocess.run(command, stdout=terminal, stderr=terminal, check=False, env={**os.environ, "TERM": "xterm"})
    os.close(terminal)
    assert run.returncode == 0
    printed = os.read(main_end, 100_000)
    os.close(main_end)
    assert b"\x1b[" in printed
    assert b"reading content" in printed
    piped = subprocess.run(command, capture_output=True, check=True).stdout
    assert b"\x1b" not in piped

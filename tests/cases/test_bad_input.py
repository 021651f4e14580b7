"""Bad input gets a clear answer: exactly these words, exit code 1, and what was in the output folder stays.

A case is a file in ``bad_input/``: what is changed in the sample content or the templates, and the whole message.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from methodology.cli import main
from methodology.diagnostics import Diagnostic, ExitCode, Location, Severity
from tests.built import replace_in

CASES = sorted((Path(__file__).parent / "bad_input").glob("*.yaml"))


def run(project: Path, command: str = "build", *more: str) -> int:
    """Build or check the project from the command line."""
    options = ("content", "templates", *(["output"] if command == "build" else []))
    return main([command, *more, *(argument for name in options for argument in (f"--{name}", str(project / name)))])


def change(project: Path, case: dict[str, Any]) -> None:
    """Do to the project what the case says."""
    file = project / case["file"]
    if "replace" in case:
        replace_in(file, case["replace"], case["with"])
    if "append" in case:
        file.write_text(file.read_text(encoding="utf-8") + case["append"], encoding="utf-8")
    if "write" in case:
        file.write_text(case["write"], encoding="utf-8")
    if "bytes" in case:
        file.write_bytes(case["bytes"].encode("latin-1"))
    if "delete" in case:
        file.unlink()
    if "docx_replace" in case:
        file.write_bytes(replaced_in_docx(file.read_bytes(), case["docx_replace"]))
    for more in case.get("also", ()):
        change(project, more)


def replaced_in_docx(docx: bytes, texts: dict[str, str]) -> bytes:
    """The Word file with texts of its body replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                for before, after in texts.items():
                    assert before.encode() in content
                    content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
    return written.getvalue()


def lines_of_errors(findings: str) -> list[str]:
    """The errors among what ``check --format json`` prints, in the lines of a build."""
    return [
        line
        for row in json.loads(findings)
        if row["severity"] == Severity.ERROR
        for line in str(
            Diagnostic(row["rule"], row["message"], Location(row["file"], row["line"], row["column"]), row["hint"])
        ).splitlines()
    ]


def test_the_sample_itself_is_right(project: Path) -> None:
    assert run(project) == ExitCode.DONE
    assert (project / "output" / "vzorec.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bad_input(path: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(project, case)
    exit_code = run(project)
    errors = capsys.readouterr().err
    assert errors == case["expect"]
    assert exit_code == ExitCode.CONTENT
    assert {file.read_bytes() for file in (project / "output").iterdir()} == {b"the last good build"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_check_refuses_what_build_refuses(path: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same errors in the same lines, and exit code 1."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(project, case)
    exit_code = run(project, "check", "--format", "json")
    refused = case["expect"].splitlines()[:-1]
    assert lines_of_errors(capsys.readouterr().out) == refused
    assert exit_code == ExitCode.CONTENT

"""LibreOffice at work: a script runs in its own Python, connected to an office without a window."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.built import ROOT
from tests.pull.edit_plans import PlannedEdit
from tests.tools import HANGS_AFTER, missing, require_program

EDIT = Path(__file__).parent / "libreoffice_edit.py"
PYTHON = Path("/usr/bin/python3")
"""The one that the distribution's LibreOffice has its ``uno`` module in."""


def run_in_office(script: Path, folder: Path, *arguments: str) -> None:
    """Run a script with the name of the pipe and these arguments; it ends the office. ``folder`` is for its profile.

    A test is skipped where LibreOffice is not installed.
    """
    office = require_program("soffice")
    if subprocess.run([str(PYTHON), "-c", "import uno"], capture_output=True, check=False).returncode:
        missing("LibreOffice's module for Python (python3-uno)")
    pipe = f"office{folder.stat().st_ino}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            subprocess.run(
                [str(PYTHON), str(script), pipe, *arguments], check=True, timeout=HANGS_AFTER, env=environment
            )
        except BaseException:
            running.terminate()
            raise


def edit_in_libreoffice(jobs: Sequence[tuple[bytes, Sequence[PlannedEdit]]], folder: Path) -> list[bytes]:
    """The Word files after LibreOffice opened them, made their edits one by one and saved them as DOCX."""
    told = []
    for number, (docx, edits) in enumerate(jobs):
        source = folder / f"before{number}.docx"
        source.write_bytes(docx)
        steps = [
            {"tracked": edit.tracked, "steps": [dataclasses.asdict(step) for step in edit.steps]} for edit in edits
        ]
        told.append({"source": str(source), "target": str(folder / f"after{number}.docx"), "edits": steps})
    orders = folder / "edits.json"
    orders.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    run_in_office(EDIT, folder, str(orders))
    return [Path(job["target"]).read_bytes() for job in told if isinstance(job["target"], str)]

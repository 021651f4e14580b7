"""Start-up is part of every run: a command loads what it needs, and nothing heavier."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.built import ROOT, SAMPLE, TEMPLATES, copied

WORD = frozenset({"docx", "docxtpl", "methodology.word.writing", "methodology.word.reading"})
PDF = frozenset({"pikepdf", "typst", "methodology.rendering.pdf"})
PAGE = frozenset({"lxml.html", "methodology.rendering.html"})
TABLES = frozenset({"xlsxwriter", "methodology.rendering.tables"})
COMPOSING = frozenset({"jinja2", "markdown", "methodology.composing"})
RULES = frozenset({"methodology.checks.arithmetic", "methodology.checks.wording"})
CONTENT = frozenset({"yaml", "babel", "methodology.reading", "methodology.model"})
SPELLING = frozenset({"spylls"})
TERMINAL = frozenset({"rich"})
BACK = frozenset({"methodology.versions", "methodology.pull", "methodology.verifying", "methodology.editing"})
HEAVY = (
    WORD | PDF | PAGE | TABLES | COMPOSING | RULES | CONTENT | SPELLING | TERMINAL | BACK | {"pydantic", "rapidfuzz"}
)

RUN = """
import sys
from pathlib import Path
from methodology.cli import run
code = run("build.py", Path({home!r}))
with open({report!r}, "w") as file:
    import gc, json
    json.dump([code, gc.isenabled(), gc.get_freeze_count(), sorted(sys.modules)], file)
"""


def run(arguments: Iterable[str], folder: Path) -> tuple[bool, int, frozenset[str]]:
    """Run a command in a process of its own: whether it collects garbage, how much it spares, its heavy modules."""
    report = folder / "modules.json"
    program = RUN.format(home=str(folder), report=str(report))
    subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, check=True)
    code, collects, spared, modules = json.loads(report.read_text(encoding="utf-8"))
    assert code == 0
    return collects, spared, HEAVY & set(modules)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample content, built."""
    folder = tmp_path_factory.mktemp("home")
    copied(SAMPLE, folder)
    (folder / "templates").symlink_to(TEMPLATES)
    run(["build"], folder)
    run(["build", "-f", "xlsx"], folder)
    return folder


def test_what_is_heavy_is_there_to_be_loaded() -> None:
    assert [name for name in HEAVY if find_spec(name) is None] == []


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        ("--help", HEAVY),
        ("--version", HEAVY),
        ("build --help", HEAVY - {"pydantic"}),  # Typer reads the options of a command with it
        ("schema", HEAVY - CONTENT - {"pydantic", "markdown"}),
        ("explain", HEAVY - CONTENT - RULES - {"pydantic", "rapidfuzz", "markdown"}),
        ("check", SPELLING | TERMINAL | BACK),  # it finds what a build would, so it renders
        ("check --rule milestone-above-target", WORD | PDF | PAGE | TABLES | SPELLING | TERMINAL | BACK),
        ("build -f xlsx", WORD | PDF | PAGE | SPELLING | TERMINAL | BACK),
        ("build -f html", WORD | PDF | TABLES | SPELLING | TERMINAL | BACK),
        ("build -f pdf", WORD | PAGE | TABLES | SPELLING | TERMINAL | BACK),
        ("build -f docx", PAGE | TABLES | SPELLING | TERMINAL | BACK | {"methodology.word.reading"}),
        ("diff {home}/content", WORD | PAGE | RULES | SPELLING | TERMINAL | {"methodology.pull"}),
        ("verify {home}/output/vzorec.html", WORD | PDF | SPELLING | TERMINAL | {"methodology.pull"}),
        ("verify {home}/output/vzorec.pdf", WORD | PAGE | SPELLING | TERMINAL | {"methodology.pull"}),
        ("compare-sfc {home}/output/vzorec.xlsx", WORD | PDF | PAGE | TABLES | RULES | SPELLING | TERMINAL | BACK),
        ("pull {home}/output/vzorec.docx", PDF | PAGE | SPELLING | TERMINAL | {"methodology.verifying"}),
    ],
)
def test_a_command_loads_nothing_that_it_does_not_use(command: str, unused: frozenset[str], home: Path) -> None:
    _, _, loaded = run(command.format(home=home).split(), home)
    assert loaded & unused == frozenset()


def test_garbage_is_looked_for_in_what_a_command_makes(home: Path) -> None:
    collects, spared, _ = run(["build", "-f", "html"], home)
    assert collects
    assert spared > 50_000

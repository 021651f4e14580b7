"""Who asks for Slovenian reads no English, whatever is wrong with the input."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from methodology.cli import main
from tests.cases.test_bad_input import CASES, change
from tests.messages.english import english_in

OF_A_KIND = 2
"""So many cases with the same codes are built: the catalogues hold that each message has its translation."""


def test_bad_input_is_told_in_slovenian(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Build the page of all cases after one another; what is wrong with a chapter is told by rules of the content."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    left = {}
    seen: Counter[frozenset[str]] = Counter()
    for path in CASES:
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        codes = frozenset(re.findall(r"error\[([a-z0-9-]+)\]", case["expect"]))
        seen[codes] += 1
        if seen[codes] > OF_A_KIND:
            continue
        change(project, case)
        main(["build", "--lang", "sl", "--format", "html"], home=project)
        told = capsys.readouterr().err
        if words := english_in(told):
            left[path.stem] = (words, told)
        restore(project, before)
    assert left == {}


def restore(project: Path, before: Mapping[Path, bytes]) -> None:
    """Put back the files of the project that a case changed, and delete those that it added."""
    for path in [path for path in project.rglob("*") if path.is_file() and path not in before]:
        path.unlink()
    for path, content in before.items():
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)

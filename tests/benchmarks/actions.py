"""What is measured: a diff in all its forms and a full build; and two versions of content to measure with."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from methodology.building import BuildFolders, build_document
from methodology.formats import Form, Format
from methodology.versions.changes import Report
from methodology.versions.compare import compare_versions
from methodology.versions.outputs import write_forms
from methodology.versions.version import Checkout, open_version
from tests.benchmarks.grown import grown
from tests.benchmarks.measuring import told_apart
from tests.built import CONTENT, TEMPLATES, copied, silently
from tests.versions.amendments import amend


def diff(old: Path, new: Path, scratch: Path) -> int:
    """Everything that the command does for all forms; how many changes there are."""
    checkout = Checkout(old, TEMPLATES)
    before = open_version(str(old), checkout, scratch, pages=False)
    after = open_version(str(new), checkout, scratch, pages=True)
    changes = compare_versions(before, after)
    write_forms(Report("", "", before, after, changes), list(Form), TEMPLATES)
    return len(changes)


def build(folder: Path, content: Path = CONTENT, formats: Sequence[Format] = tuple(Format)) -> None:
    """A full build, checks included."""
    build_document(BuildFolders(content, "content", TEMPLATES, folder / "output"), formats, silently)


def pair(folder: Path, times: int) -> tuple[Path, Path]:
    """Content so many times its size, and an amended copy.

    It is amended by a process of its own: what this one has read, its children would remember.
    """
    old = grown(folder, times)
    new = copied(old, folder / "new")
    told_apart(_amend, str(new))
    return old, new


def _amend(content: str) -> None:
    amend(Path(content), random.Random(1), 5)

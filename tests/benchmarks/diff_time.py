"""``diff`` in all its forms, and how its time grows with the content: ``python -m tests.benchmarks.diff_time``."""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from methodology.building import Places, build_document
from methodology.formats import Form, Format
from methodology.versions.comparing import compare_versions
from methodology.versions.forms import write_forms
from methodology.versions.report import Report
from methodology.versions.sources import Checkout, open_version
from tests.benchmarks.grown import grown
from tests.benchmarks.measuring import alternately, ready
from tests.built import CONTENT, TEMPLATES, copied, silently
from tests.versions.amendments import amend

GROWTH = 10


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
    build_document(Places(content, "content", TEMPLATES, folder / "output"), formats, silently)


def pair(folder: Path, times: int) -> tuple[Path, Path]:
    """Content so many times its size, and an amended copy."""
    old = grown(folder, times)
    new = copied(old, folder / "new")
    chance = random.Random(1)
    amend(new, chance, 5)
    return old, new


def growth(turns: int = 2) -> float:
    """The exponent of diff's time over the content's size, from its own to ten times it; 1 is linear."""
    with tempfile.TemporaryDirectory() as name:
        sides = {}
        for times in (1, GROWTH):
            folder = Path(name, str(times))
            folder.mkdir()
            sides[str(times)] = pair(folder, times)
        actions = {
            times: ready(lambda old=old, new=new: diff(old, new, Path(name)))  # type: ignore[misc]
            for times, (old, new) in sides.items()
        }
        costs = alternately(turns, actions)
    return math.log(costs[str(GROWTH)].processor / costs["1"].processor, GROWTH)


if __name__ == "__main__":
    print(f"growth to {GROWTH} times the content: exponent {growth():.2f}")

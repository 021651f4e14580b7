"""What a change costs in a process that holds a session: at once and at ten times the content, and what it keeps."""

from __future__ import annotations

import gc
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from methodology.building import BuildFolders
from methodology.cli.console import freeze_imports
from methodology.session import Session
from tests.benchmarks.grown import grown
from tests.benchmarks.measuring import told_apart
from tests.built import TEMPLATES

CHANGED = "objectives/so1/indicators/O.1.3.yaml"
TIMES = 10
MOST_GROWTH, MOST_KEPT = 1.5, 1.3
FEW, MANY = 100, 1_000


@dataclass(frozen=True, slots=True)
class Live:
    """Seconds of a processor from a value to the new page, by the size of the content; memory after few and many."""

    seconds: dict[int, float]
    growth: float
    """The median of the ratios of turns, in each of which both sizes are built one after the other."""
    memory: dict[int, int]

    @property
    def kept(self) -> float:
        """The memory after many edits, in times of that after few."""
        return self.memory[MANY] / self.memory[FEW]


class _Edited:
    """A session of content so many times over, of which one value is changed again and again."""

    def __init__(self, folder: Path, times: int) -> None:
        content = grown(folder, times)
        self.session = Session(BuildFolders(content, content.name, TEMPLATES, folder))
        self.texts = dict(self.session.read_texts())
        self.target = 46
        self.session.build(self.texts)

    def change(self) -> float:
        """Set another target, and return the seconds of the processor until the page is made."""
        self.target += 1
        self.texts[CHANGED] = re.sub(r"(?m)^target: .*$", f"target: {self.target}", self.texts[CHANGED])
        start = time.process_time()
        built = self.session.build(self.texts)
        seconds = time.process_time() - start
        assert not built.faults
        return seconds


def costs(folder: str, turns: int) -> tuple[dict[str, float], float]:
    """The median seconds by size, and the growth."""
    places = {size: Path(folder) / f"live-{size}" for size in (1, TIMES)}
    edited = {}
    for size, place in places.items():
        place.mkdir()
        edited[size] = _Edited(place, size)
    _collect_as_served()
    found = [{size: one.change() for size, one in edited.items()} for _ in range(turns)][1:]
    seconds = {str(size): statistics.median(turn[size] for turn in found) for size in edited}
    return seconds, statistics.median(turn[TIMES] / turn[1] for turn in found)


def _collect_as_served() -> None:
    """Let the garbage collector work as it does in a process that serves."""
    gc.collect()
    gc.disable()
    freeze_imports()


def kept(folder: str) -> tuple[int, int]:
    """The bytes of memory after few and after many edits."""
    place = Path(folder) / "kept"
    place.mkdir()
    edited = _Edited(place, 1)
    _collect_as_served()
    return tuple(_memory_after(edited))  # type: ignore[return-value]  # there are two


def _memory_after(edited: _Edited) -> Iterator[int]:
    for count in (FEW, MANY - FEW):
        for _ in range(count):
            edited.change()
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        yield pages * 4096


def live(folder: Path, turns: int) -> Live:
    """Measure in processes of their own."""
    seconds, growth = told_apart(costs, str(folder), turns)
    few, many = told_apart(kept, str(folder))
    return Live({int(size): cost for size, cost in seconds.items()}, growth, {FEW: few, MANY: many})

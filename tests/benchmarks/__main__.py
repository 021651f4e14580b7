"""``python -m tests.benchmarks``: the ratios, and how each step grows, in one table each.

Linux only: memory is read from ``/proc``. pandoc and LibreOffice are left out, and it says so, where they are missing.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.desk_speed import MOST_FIRST, MOST_PAINTED, MOST_WORST, SAVES, waits
from tests.benchmarks.growth import MOST, Growth, growths
from tests.benchmarks.live import FEW, MANY, MOST_GROWTH, MOST_KEPT, TIMES, Live, live
from tests.benchmarks.ratios import Ratio, ratios


def main() -> int:
    """Measure, print, and return 1 where a figure is above what it may be."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--turns", type=int, default=5, help="how often each is measured (medians)")
    parser.add_argument("--sizes", default="1,10,100", help="the contents' sizes for the growth; '' for none")
    parser.add_argument("--no-ratios", action="store_true", help="the growth alone")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",") if size]
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}")
    with tempfile.TemporaryDirectory() as name:
        found = [] if given.no_ratios else _ratios(console, Path(name), given.turns)
        grown = _growths(console, Path(name), sizes) if sizes else []
        edited = None if given.no_ratios else _live(console, Path(name), given.turns)
        waited = None if edited is None else _waits(console, Path(name), given.turns, edited.seconds[1])
    above = [one.name for one in found if one.most and one.least > one.most]
    if edited is not None:
        above += ["value to page, growth"] if edited.growth > MOST_GROWTH else []
        above += ["memory of a session"] if edited.kept > MOST_KEPT else []
    above += [name for name, (ratio, most) in (waited or {}).items() if ratio > most]
    above += [f"growth of {one.step}" for one in grown if max(one.time, one.memory) > MOST]
    if above:
        console.print(f"above what it may be: {', '.join(above)}")
    return int(bool(above))


def _machine() -> str:
    return f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _ratios(console: Console, folder: Path, turns: int) -> list[Ratio]:
    if not (shutil.which("pandoc") and shutil.which("soffice")):
        console.print("NOT MEASURED: pandoc and LibreOffice are not both installed (.ci/run installs them)")
    found = list(ratios(folder, turns))
    table = Table("what", "s", "processor s", "beside", "s", "processor s", "ratio", "of processors", "at most")
    for one in found:
        costs = (f"{value:.3f}" for value in (one.ours.wall, one.ours.processor, one.other.wall, one.other.processor))
        ours_wall, ours_processor, other_wall, other_processor = costs
        table.add_row(
            *(one.name, ours_wall, ours_processor, one.beside, other_wall, other_processor),
            *(f"{one.wall:.2f}", f"{one.processor:.2f}", "" if one.most is None else f"{one.most:.2g}"),
        )
    console.print(table)
    return found


def _live(console: Console, folder: Path, turns: int) -> Live:
    found = live(folder, 4 * turns)
    table = Table("value to page, one process", "processor s", f"at {TIMES} times", "ratio", "at most")
    table.add_row("", *(f"{found.seconds[size]:.3f}" for size in (1, TIMES)), f"{found.growth:.2f}", f"{MOST_GROWTH}")
    console.print(table)
    table = Table("memory of a session", f"MB after {FEW}", f"after {MANY}", "ratio", "most")
    table.add_row(
        "", *(f"{found.memory[count] / 1e6:.0f}" for count in (FEW, MANY)), f"{found.kept:.2f}", f"{MOST_KEPT}"
    )
    console.print(table)
    return found


def _waits(console: Console, folder: Path, turns: int, value_to_page: float) -> dict[str, tuple[float, float]] | None:
    """Print how long the desk lets an official wait; the ratios with what each may be, by name."""
    if not (shutil.which("chromium") or shutil.which("google-chrome")) or not shutil.which("node"):
        console.print("NOT MEASURED: Chromium and node are not both installed (.ci/run installs them)")
        return None
    found = waits(folder, turns)
    rows = {
        "saved to painted, median": (found.median, value_to_page, MOST_PAINTED),
        f"saved to painted, worst of {SAVES}": (found.worst, value_to_page, MOST_WORST),
        "first page of the desk": (found.first, found.built, MOST_FIRST),
    }
    table = Table("at the desk", "s", "beside: value to page, or page as a command", "ratio", "at most")
    for name, (ours, other, most) in rows.items():
        table.add_row(name, f"{ours:.3f}", f"{other:.3f}", f"{ours / other:.2f}", f"{most:.2g}")
    console.print(table)
    return {name: (ours / other, most) for name, (ours, other, most) in rows.items()}


def _growths(console: Console, folder: Path, sizes: list[int]) -> list[Growth]:
    found = []
    table = Table("step", *(f"×{size}" for size in sizes), "exponent: time", "memory", "at most")
    for one in growths(folder, sizes, turns=2):
        print(f"measured: {one.step}", file=sys.stderr)
        costs = (f"{cost.processor:.2f} s, {cost.memory / 2**20:.0f} MB" for cost in one.costs.values())
        table.add_row(one.step, *costs, f"{one.time:.2f}", f"{one.memory:.2f}", f"{MOST}")
        found.append(one)
    console.print(table)
    return found


if __name__ == "__main__":
    sys.exit(main())

"""How long an official waits at the desk: from saving a value to the page that is painted, and for the first page."""

from __future__ import annotations

import http.client
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.measuring import told_apart
from tests.built import CONTENT, ROOT
from tests.desk.desks import copy_content, run_in_chromium

MOST_PAINTED, MOST_WORST, MOST_FIRST = 1.5, 4, 1.3
SAVES = 50


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds by the clock from saving to the painted page, for the first page, and for the same page by ``build``.

    ``median`` and ``worst`` are those of a run of :data:`SAVES` savings, each the median over the runs: a single saving
    that waits for a disk shared with others says nothing of the desk.
    """

    median: float
    worst: float
    first: float
    built: float


def painted(folder: str, count: int) -> list[float]:
    """The seconds from each saving of a value of the shipped content to the page with it, in Chromium."""
    with served(Path(folder)) as address:
        found = run_in_chromium("time_desk.cjs", address, str(count))
    return [one / 1_000 for one in found]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the command ``serve`` on a copy of the shipped content, as an official starts it."""
    folders = copy_content(folder, CONTENT)
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", "0", "--no-open"]
    given = ["--content", str(folders.content), "--templates", str(folders.templates)]
    with subprocess.Popen([*command, *given], stdout=subprocess.PIPE, text=True, cwd=folder) as desk:
        assert desk.stdout is not None
        try:
            yield next(word for line in desk.stdout for word in line.split() if word.startswith("http://"))
        finally:
            desk.terminate()


def first_page(folder: Path) -> float:
    """The seconds from the start of ``serve`` to the end of its first page."""
    start = time.perf_counter()
    with served(folder) as told:
        address = urlsplit(told)
        _, cookie = _get(address.netloc, f"{address.path}?{address.query}", "")
        page, _ = _get(address.netloc, "/", cookie.partition(";")[0])
        seconds = time.perf_counter() - start
    assert b"O.1.3.target" in page
    return seconds


def _get(host: str, path: str, cookie: str) -> tuple[bytes, str]:
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return content, answer.getheader("Set-Cookie", "")


def built_page(folder: Path) -> float:
    """The seconds of a command that builds the page alone."""
    folders = copy_content(folder, CONTENT)
    given = ["--content", str(folders.content), "--templates", str(folders.templates), "--output", str(folders.output)]
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "build", "--format", "html", *given], check=True, capture_output=True
    )
    return time.perf_counter() - start


def waits(folder: Path, turns: int) -> Waits:
    """Measure each in processes of their own, the first page and the build in turns."""
    firsts: list[float] = []
    builts: list[float] = []
    for turn in range(turns):
        for name, measure, found in (("first", first_page, firsts), ("built", built_page, builts)):
            place = folder / f"{name}-{turn}"
            place.mkdir()
            found.append(measure(place))
    runs: list[list[float]] = []
    for turn in range(turns):
        place = folder / f"painted-{turn}"
        place.mkdir()
        runs.append(told_apart(painted, str(place), SAVES))
    median = statistics.median(statistics.median(run) for run in runs)
    worst = statistics.median(max(run) for run in runs)
    return Waits(median, worst, statistics.median(firsts), statistics.median(builts))

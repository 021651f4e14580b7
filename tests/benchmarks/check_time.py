"""How long ``check`` takes beside a full build of the same content, in one run.

``python -m tests.benchmarks.check_time`` measures the commands as processes, in turns.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from methodology.checks import check_programme
from methodology.reading import read_programme
from tests.built import CONTENT, ROOT, built


def seconds(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """The time that an action takes."""
    start = clock()
    action()
    return clock() - start


def ratio_inside(turns: int = 5) -> float:
    """Check over build inside one process: reading and the rules, against reading, composing and rendering.

    Of processor time, the least of several turns: what else the machine does is not counted.
    """

    def check() -> None:
        check_programme(read_programme(CONTENT))

    def build() -> None:
        built(CONTENT)

    check()
    build()
    pairs = [(seconds(check, time.process_time), seconds(build, time.process_time)) for _ in range(turns)]
    return min(check for check, _ in pairs) / min(build for _, build in pairs)


def ratio_of_commands(turns: int = 7) -> tuple[float, float]:
    """The median times of the two commands as processes, imports included and byte code kept, in seconds."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(*arguments: str) -> None:
        command = [sys.executable, str(ROOT / "build.py"), *arguments]
        subprocess.run(command, env=environment, check=True, capture_output=True)

    with tempfile.TemporaryDirectory() as output:
        run("--output", output)
        pairs = [
            (seconds(lambda: run("check")), seconds(lambda: run("build", "--output", output))) for _ in range(turns)
        ]
    return statistics.median(check for check, _ in pairs), statistics.median(build for _, build in pairs)


if __name__ == "__main__":
    check, build = ratio_of_commands()
    print(f"commands: check {check:.2f} s, build {build:.2f} s, ratio {check / build:.2f}")
    print(f"inside one process: ratio {ratio_inside():.2f}")

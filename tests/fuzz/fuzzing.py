"""Fuzzes one reader for a while: a process with limits, watched from outside, so that a crash or a hang is seen too."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.built import ROOT

MOST_SECONDS = 120
"""For one case; the slowest takes one, where no other programs run."""
MOST_SECONDS_TO_START = 300
"""For Python and its libraries, where many other programs run."""


@dataclass(slots=True)
class Fuzzed:
    """How many cases were read and refused, what went wrong by the number of the case, and the worst figures."""

    read: int = 0
    refused: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    slowest: float = 0.0
    slowest_case: int = 0
    megabytes: int = 0


def fuzz(reader: str, seconds: float, first: int = 0, cases: int = sys.maxsize) -> Fuzzed:
    """Run cases of a reader, for so long or so many; a process that crashes or hangs is a fault, and is replaced."""
    found = Fuzzed()
    end, after_last = time.monotonic() + seconds, first + cases
    while first < after_last and (left := end - time.monotonic()) > 0 and len(found.faults) < 20:
        with tempfile.TemporaryDirectory() as folder:
            status = Path(folder, "status")
            status.touch()
            reason, output = _watched([reader, str(first), str(after_last), str(left), str(status)], status)
            reached = status.read_text()
        last, first = int(reached or first), int(reached) + 1 if reached else first
        if reason:
            found.faults.append((last, reason))
            continue
        result = json.loads(output)
        found.read += result["outcomes"].get("read", 0)
        found.refused += result["outcomes"].get("refused", 0)
        found.faults += [(number, text) for number, text in result["faults"]]
        found.slowest, found.slowest_case = max((found.slowest, found.slowest_case), tuple(result["slowest"]))
        found.megabytes = max(found.megabytes, result["megabytes"])
    return found


def _watched(arguments: list[str], status: Path) -> tuple[str, str]:
    """Why the process did not end as it should, and what it printed."""
    command = [sys.executable, "-m", "tests.fuzz.worker", *arguments]
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=errors, text=True)
        seen, since = "", time.monotonic()
        while process.poll() is None:
            time.sleep(0.1)
            now = status.read_text()
            if now != seen:
                seen, since = now, time.monotonic()
            most = MOST_SECONDS if seen else MOST_SECONDS_TO_START
            if time.monotonic() - since > most:
                process.kill()
                process.wait()
                return f"a {'hang' if seen else 'start'} of more than {most} seconds", ""
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            return f"the process ended with {process.returncode}: {errors.read()[-2_000:]}", ""
        return "", output.read()

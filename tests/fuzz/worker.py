"""One reader in a process with limits: case after case, each made from its number, so that it can be made again."""

from __future__ import annotations

import json
import random
import resource
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from methodology.diagnostics import ContentError
from methodology.sandbox import environment
from tests.fuzz.readers import READERS

MOST_MEMORY = 2 * 2**30
"""Of addresses, with the program's own."""


def run_case(reader: str, number: int) -> str:
    """What became of a case: ``read``, ``refused``, or the traceback of what must not happen."""
    try:
        READERS[reader](random.Random(f"{reader} {number}"))
    except ContentError as error:
        if all(found.code and found.message and found.location.file for found in error.diagnostics):
            return "refused"
        return f"an error without a place: {error}"
    except BaseException:  # noqa: BLE001 (that it is anything else is what is looked for)
        return traceback.format_exc()
    return "read"


def run(reader: str, first: int, after_last: int, seconds: float, status: Path) -> dict[str, object]:
    """Run the cases of these numbers, as far as the time goes; before each its number stands in ``status``."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    environment.MOST_SECONDS = 5.0
    end = time.monotonic() + seconds
    outcomes: Counter[str] = Counter()
    faults: list[tuple[int, str]] = []
    number, slowest = first, (0.0, first)
    while number < after_last and time.monotonic() < end and len(faults) < 20:
        status.write_text(str(number))
        start = time.process_time()
        outcome = run_case(reader, number)
        slowest = max(slowest, (time.process_time() - start, number))
        outcomes[outcome if outcome in ("read", "refused") else "faults"] += 1
        if outcome not in ("read", "refused"):
            faults.append((number, outcome))
        number += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"outcomes": outcomes, "faults": faults, "slowest": slowest, "megabytes": peak}


if __name__ == "__main__":
    name, first_case, after_last, duration, file = sys.argv[1:]
    print(json.dumps(run(name, int(first_case), int(after_last), float(duration), Path(file))))

"""A PDF or a page of unknown origin is read in a process of its own, with bounds to its memory and its time.

A few hundred bytes of PDF can unpack to gigabytes before anything can be asked about them. Word files need no such
process: what they may hold is bounded before it is read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from methodology.formats import Format
from methodology.model.seal import Seal
from methodology.sealing import Line
from methodology.verifying.page import read_page
from methodology.verifying.pdf import read_pdf
from methodology.verifying.readings import MOST_BYTES, Reading, UnreadableError

MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 60
"""Of the processor; the present files take a fifth of one."""
LONGEST_WAIT = 180
"""In seconds: others may use the processor too."""
_READERS = {Format.PDF: read_pdf, Format.HTML: read_page}
_PACKAGE = Path(__file__).parent.parent.parent


def read_apart(content: bytes, kind: Format) -> Reading:
    """What a PDF or a page says; UnreadableError for what is none and for what takes too much to read."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"the file is larger than {MOST_BYTES // 2**20} MB")
    environment = {**os.environ, "PYTHONPATH": str(_PACKAGE)}
    command = [sys.executable, "-m", __name__, kind]
    try:
        done = subprocess.run(  # noqa: S603 (this module, no shell)
            command, input=content, capture_output=True, check=False, env=environment, timeout=LONGEST_WAIT
        )
    except subprocess.TimeoutExpired as fault:
        raise UnreadableError(f"the file takes longer than {LONGEST_WAIT} seconds to read") from fault
    try:
        said = json.loads(done.stdout)
    except ValueError as fault:
        raise UnreadableError("the file takes more memory or time to read than any of ours") from fault
    if "fault" in said:
        raise UnreadableError(said["fault"])
    return Reading(
        None if said["seal"] is None else Seal.from_properties(said["seal"]),
        tuple(Line(*one) for one in said["texts"]),
        tuple(Line(*one) for one in said["around"]),
        tuple(Line(*one) for one in said["marks"]),
        tuple(said["notes"]),
    )


def _main() -> None:
    """Read the file on standard input, of the format that is named, and print the reading as JSON."""
    _bound()
    try:
        reading = _READERS[Format(sys.argv[1])](sys.stdin.buffer.read(MOST_BYTES + 1))
    except UnreadableError as fault:
        print(json.dumps({"fault": str(fault)}))
        return
    said = {
        "seal": None if reading.seal is None else dict(reading.seal.properties()),
        "texts": _plain(reading.texts),
        "around": _plain(reading.around),
        "marks": _plain(reading.marks),
        "notes": reading.notes,
    }
    print(json.dumps(said))


def _plain(lines: tuple[Line, ...]) -> list[tuple[str, str, bool]]:
    return [(one.text, one.label, one.heading) for one in lines]


def _bound() -> None:
    """Bound the memory and the time of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 (Windows has none)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _main()

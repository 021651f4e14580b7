"""``uv run python -m tests.faults [--kills 200]``: a table of what builds do under faults of the machine."""

from __future__ import annotations

import argparse
import datetime
import platform
import sys
import tempfile
from pathlib import Path

from tests.faults.kills import kill_builds
from tests.faults.project import Project
from tests.faults.scenes import SCENES, ImpossibleError


def main() -> int:
    """Print the table; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="how many builds are killed  [200]")
    kills = parser.parse_args().kills
    now = datetime.datetime.now(tz=datetime.UTC)
    print(f"{now:%Y-%m-%d}, {platform.platform()}, Python {platform.python_version()}\n")
    print("| fault | outcome |\n| --- | --- |")
    wrong = 0
    for name, scene in SCENES.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                outcome = scene(Project.make(Path(folder))).replace(f"{folder}/", "")
            except ImpossibleError as error:
                outcome = f"NOT TESTED: it takes {error}"
            except AssertionError as error:
                wrong, outcome = wrong + 1, f"WRONG: {error}"
        print(f"| {name} | {outcome} |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        found = kill_builds(Project.make(Path(folder)), kills)
    wrong += bool(found.half_files or found.mixed or found.litter)
    print(
        f"| kill -9, {found.kills} times ({found.while_writing} while files were written) | "
        f"{found.half_files} half files, {found.mixed} mixed sets, {found.litter} left over |"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())

"""``uv run python -m tests.fuzz [--minutes 10] [--reader yaml]``: fuzz each reader so long, and print a table."""

from __future__ import annotations

import argparse
import datetime
import platform
import sys

from tests.fuzz.fuzzing import fuzz
from tests.fuzz.readers import READERS


def main() -> int:
    """Print the table, and after it what went wrong; 1 where anything did."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="for each reader  [10]")
    parser.add_argument("--reader", choices=READERS, action="append", help="only this one; repeat it for several")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case  [0]")
    given = parser.parse_args()
    now = datetime.datetime.now(tz=datetime.UTC)
    print(
        f"{now:%Y-%m-%d}, {platform.platform()}, Python {platform.python_version()}, {given.minutes:g} minutes each\n"
    )
    print("| reader | read | refused | faults | slowest case | memory |\n| --- | --- | --- | --- | --- | --- |")
    faults: list[tuple[str, int, str]] = []
    for reader in given.reader or READERS:
        found = fuzz(reader, 60 * given.minutes, given.first)
        faults += [(reader, number, text) for number, text in found.faults]
        print(
            f"| {reader} | {found.read} | {found.refused} | {len(found.faults)} | {found.slowest:.1f} s "
            f"(number {found.slowest_case}) | {found.megabytes} MB |",
            flush=True,
        )
    for reader, number, text in faults:
        print(f"\n{reader}, number {number}:\n{text}")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())

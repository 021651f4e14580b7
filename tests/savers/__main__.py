"""Prints what a pull makes of random edits, saved by each program: ``uv run python -m tests.savers``."""

from __future__ import annotations

import argparse
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.savers.outcomes import Outcome
from tests.savers.trial import HERE, OFFICE, SAVERS, Plan, Tally, draw_plans, edited, marked_content, tally
from tests.savers.word_edits import ALL_KINDS

COLUMNS = (Outcome.APPLIED, Outcome.TOLD, Outcome.ELSEWHERE, Outcome.LOST, Outcome.REFUSED)


def main() -> None:
    """Edit, save, pull, count."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.savers")
    parser.add_argument("--edits", type=int, default=300, help="for each saver, tracked and not")
    parser.add_argument("--each", type=int, default=20, help="edits in one file")
    parser.add_argument("--seed", type=int, default=0, help="of the first file")
    parser.add_argument("--savers", nargs="+", choices=SAVERS, default=SAVERS)
    parser.add_argument("--kinds", nargs="+", choices=list(ALL_KINDS), default=list(ALL_KINDS), help="of edits")
    parser.add_argument("--tracked", choices=("no", "yes"), nargs="+", default=["no", "yes"])
    parser.add_argument("--faults", action="store_true", help="name each edit that was neither applied nor told")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    plans = draw_plans(given.edits, given.each, given.seed, given.kinds)
    with (
        tempfile.TemporaryDirectory() as scratch,
        ProcessPoolExecutor(given.jobs) as pool,
        ThreadPoolExecutor(1) as office,
    ):
        content = marked_content(Path(scratch))
        print("| saver | tracked | edits | applied | told | elsewhere | lost | refused | wrong |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for tracked in (word == "yes" for word in given.tracked):
            files = list(pool.map(partial(_edited, content, tracked), plans))
            works = {
                name: office.submit(OFFICE[name], files, Path(scratch) / f"{number}{tracked}")
                for number, name in enumerate(given.savers)
                if name in OFFICE
            }
            for name in given.savers:
                saved = works[name].result() if name in works else files
                counted = Tally()
                for one in pool.map(partial(_tally, content, name), zip(plans, saved, strict=True)):
                    counted += one
                figures = [given.edits, *(counted.outcomes[column] for column in COLUMNS), counted.wrong]
                print(f"| {name} | {'yes' if tracked else 'no'} | {' | '.join(map(str, figures))} |", flush=True)
                for fault in counted.faults if given.faults else ():
                    print(f"  {fault}", flush=True)


def _edited(content: Path, tracked: bool, plan: Plan) -> bytes:  # noqa: FBT001 - for a pool
    return edited(content, plan, tracked=tracked)


def _tally(content: Path, name: str, work: tuple[Plan, bytes]) -> Tally:
    plan, saved = work
    return tally(content, plan, HERE[name](saved, plan.seed) if name in HERE else saved)


if __name__ == "__main__":
    main()

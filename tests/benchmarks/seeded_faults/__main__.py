"""``python -m tests.benchmarks.seeded_faults``: the score, with the misses listed."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.seeded_faults.seeding import Entry, Outcome, judge, seeded, sets_in


def main() -> int:
    """Print the score of every set; return 1 where an entry does not fit the content."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.seeded_faults")
    parser.add_argument("--set", type=Path, default=Path(__file__).parent, help="the folder of the sets")
    parser.add_argument("--kind", help="only entries of this kind")
    parser.add_argument("--id", action="append", help="only this entry; repeat it for several")
    given = parser.parse_args()
    unfit = 0
    for name, entries in sets_in(given.set):
        chosen = [
            entry
            for entry in entries
            if (not given.kind or entry.kind == given.kind) and (not given.id or entry.identifier in given.id)
        ]
        unfit += _score_faults(name, chosen) if name.startswith("faults") else _score_edits(name, chosen)
    return 1 if unfit else 0


def _score_faults(name: str, entries: Sequence[Entry]) -> int:
    """Print the faults that check does not find, then how many it finds; return how many do not fit."""
    counts: Counter[tuple[str, Outcome]] = Counter()
    unfit = 0
    for entry, findings in seeded(entries):
        if findings is None:
            unfit += 1
            continue
        outcome = judge(entry, findings)
        groups = ["all", entry.kind, *(["a wrong number, unit or link would be signed"] if entry.is_signed else [])]
        counts.update((group, outcome) for group in (groups if entry.is_knowable else ["not knowable"]))
        if outcome is not Outcome.FOUND and entry.is_knowable:
            print(f"{outcome}: {entry.identifier} {entry.kind}{' (signed)' * entry.is_signed}: {entry.what}")
            for finding in findings[:3]:
                print(f"    says: {finding.path}: {finding.rule.code}: {finding.message}")
    for group in dict.fromkeys(group for group, _ in counts):
        found, vague, missed = (counts[group, outcome] for outcome in Outcome)
        print(f"{name}: {group}: found {found} of {found + vague + missed}; vague {vague}, missed {missed}")
    return unfit


def _score_edits(name: str, entries: Sequence[Entry]) -> int:
    """Print what check says of right edits, then how often; return how many do not fit."""
    alarms = useful = unfit = 0
    for entry, findings in seeded(entries):
        unfit += findings is None
        for finding in findings or ():
            reason = dict(entry.useful).get(finding.rule.code)
            useful += reason is not None
            alarms += reason is None
            print(f"{f'useful ({reason})' if reason else 'alarm'}: {entry.identifier}: {entry.what}")
            print(f"    {finding.location}: {finding.rule.code}: {finding.message}")
    print(f"{name}: false alarms {alarms} in {len(entries)} right edits; useful findings {useful}")
    return unfit


if __name__ == "__main__":
    sys.exit(main())

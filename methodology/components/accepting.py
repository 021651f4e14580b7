"""Findings accepted with a reason, and acceptances taken back: the new text of ``accepted.yaml``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from methodology.checks import list_acceptances
from methodology.editing.acceptances import ACCEPTED, Entry, add_acceptances, remove_acceptances
from methodology.model.programme import Programme


def plan_acceptance(programme: Programme, entries: Sequence[Entry], reason: str, until: str | None = None) -> str:
    """Return the file with entries that accept findings for a reason; raises ValueError where it cannot be written.

    An acceptance of the finding that is over gives way to the new one.
    """
    again = Counter(tuple(entry.values()) for entry in entries)
    over = []
    for old in list_acceptances(programme):
        key = (old.finding.rule, old.finding.path, old.finding.found)
        if old.is_over and again[key]:
            again[key] -= 1
            over.append(old.place)
    text = programme.files.get(ACCEPTED, "")
    return add_acceptances(remove_acceptances(text, over) if over else text, entries, reason, until)

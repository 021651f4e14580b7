"""The leaves that a snapshot tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from methodology.word.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Leaf:
    """One content path in one text: its control's tag, its bookmark and the text that the bookmark spans.

    A sentence that values interrupt has no control: its bookmark and text are those of the whole text.
    """

    tag: str | None
    bookmark: str
    path: str
    within: str | None
    text: str


def snapshot_leaves(snapshot: Snapshot) -> Iterator[Leaf]:
    """Every leaf, in the order of the texts."""
    for printed in snapshot.texts:
        seen: set[str] = set()
        for run in printed.runs:
            bookmark = run.tag or printed.bookmark
            if run.path is None or bookmark is None or run.path in seen:
                continue
            seen.add(run.path)
            text = printed.text if run.tag is None else run.text
            yield Leaf(run.tag, bookmark, run.path, run.within, text)

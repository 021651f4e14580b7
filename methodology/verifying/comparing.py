"""Which lines of a file are not those of the version that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from methodology.sealing import Line

FEW = 1_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A line as it was made and as the file has it; None where it came or went. ``place`` is the heading above."""

    place: str
    before: str | None
    after: str | None


def compare(made: Sequence[Line], found: Sequence[Line], place: str) -> Iterator[Difference]:
    """The differences in their order; those above the first heading are told to be at ``place``.

    What a file has far more of than it was made with is counted, not compared.
    """
    before = [one.shown for one in made]
    most = 2 * len(made) + FEW
    after = [one.shown for one in found[:most]]
    headings = _headings(made, place)
    for step in Levenshtein.opcodes(before, after):
        if step.tag == "equal":
            continue
        gone, came = before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]
        for at in range(max(len(gone), len(came))):
            yield Difference(
                headings[min(step.src_start + at, len(made))],
                gone[at] if at < len(gone) else None,
                came[at] if at < len(came) else None,
            )
    if len(found) > most:
        yield Difference(headings[-1], None, f"({len(found) - most} more)")


def _headings(lines: Sequence[Line], place: str) -> list[str]:
    """The heading that each line stands under, a heading under itself; one more for what comes after the last."""
    headings = []
    for one in lines:
        place = one.shown if one.heading else place
        headings.append(place)
    return [*headings, place]

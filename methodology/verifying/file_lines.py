"""What a file of any format says, and which lines are not those of the version that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from methodology.messages import declare_message, translate
from methodology.model.seal import Seal
from methodology.sealing.lines import Line

MOST_BYTES = 64 * 2**20
"""The largest file that is read."""
STRUCTURE = declare_message("(structure)")
"""The place of what differs in the order and the kinds of texts, as the structure of a PDF has them."""


class UnreadableError(Exception):
    """The file is none that this program builds, or not safe to read; the message says why."""


@dataclass(frozen=True, slots=True)
class FileLines:
    """What a file says.

    ``around`` is what it says outside of the body: cover, contents, headers and footers. ``notes`` are additions that
    alter nothing, such as comments.
    """

    seal: Seal | None
    body: tuple[Line, ...]
    around: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


FEW = 1_000


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line as it was made and as the file has it; None where it came or went. ``place`` is the heading above."""

    place: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FileComparison:
    """How a file differs from its rebuild; each format has a function that returns one.

    ``alterations`` can change what is read: one of them makes the file altered. ``unread`` names what else differs and
    changes nothing that is read. ``reasons`` are sentences for the verdict, such as who signed. Where
    ``look_proven`` is false, the text was compared and what the file shows was not; where ``trusted`` is false, it is
    signed by somebody whom the roots that were named do not vouch for. ``of_text`` are alterations that the lines of
    the text say, too: they are told where the lines agree all the same.
    """

    alterations: tuple[LineDifference, ...] = ()
    unread: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    look_proven: bool = True
    trusted: bool = True
    of_text: tuple[LineDifference, ...] = ()


def find_differences(made: Sequence[Line], read: Sequence[Line], place: str) -> Iterator[LineDifference]:
    """The differences in their order; those above the first heading get ``place`` as their place.

    What a file has far more of than it was made with is counted, not compared.
    """
    most = 2 * len(made) + FEW
    before, after = [line.shown for line in made], [line.shown for line in read[:most]]
    headings = _headings(made, place)
    for step in Levenshtein.opcodes(before, after):
        if step.tag != "equal":
            pairs = zip_longest(before[step.src_start : step.src_end], after[step.dest_start : step.dest_end])
            for at, (gone, come) in enumerate(pairs, start=step.src_start):
                yield LineDifference(headings[min(at, len(made))], gone, come)
    if len(read) > most:
        yield LineDifference(headings[-1], None, translate("({count} more)", count=len(read) - most))


def _headings(lines: Sequence[Line], place: str) -> list[str]:
    """The heading that each line stands under, a heading under itself; one more for what comes after the last."""
    headings = []
    for line in lines:
        place = line.shown if line.heading else place
        headings.append(place)
    return [*headings, place]

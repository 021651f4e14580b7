"""What a file says, in whichever format."""

from __future__ import annotations

from dataclasses import dataclass, field

from methodology.model.seal import Seal
from methodology.sealing import Line

MOST_BYTES = 64 * 2**20
"""The largest file that is read."""


class UnreadableError(Exception):
    """The file is none that this program builds, or not safe to read; the message says why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says.

    ``texts`` are the lines of the body, ``around`` what else it says: cover, contents, headers and footers, what
    covers text. ``marks`` could hide text or change it when it is shown; they are compared where all else is the same.
    ``notes`` are additions that alter nothing: a signature, comments.
    """

    seal: Seal | None
    texts: tuple[Line, ...]
    around: tuple[Line, ...] = ()
    marks: tuple[Line, ...] = ()
    notes: tuple[str, ...] = field(default=())

"""What a file of any format says: its seal and its lines."""

from __future__ import annotations

from dataclasses import dataclass

from methodology.model.seal import Seal
from methodology.sealing import Line

MOST_BYTES = 64 * 2**20
"""The largest file that is read."""


class UnreadableError(Exception):
    """The file is none that this program builds, or not safe to read; the message says why."""


@dataclass(frozen=True, slots=True)
class FileLines:
    """What a file says.

    ``around`` is what it says outside of the body: cover, contents, headers and footers, what covers text. ``marks``
    could hide text or change it when it is shown; they are compared where all else is the same. ``notes`` are
    additions that alter nothing: a signature, comments.
    """

    seal: Seal | None
    body: tuple[Line, ...]
    around: tuple[Line, ...] = ()
    marks: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()

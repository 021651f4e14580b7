"""What the user of a pull decides beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from methodology.word.reading import ACCEPT, Accept


class Winner(StrEnum):
    """Whose text is taken in a conflict."""

    NEITHER = "neither"
    OURS = "ours"
    THEIRS = "theirs"


class Elsewhere(StrEnum):
    """What becomes of a value that was changed at some of the places where it is printed."""

    ASK = "ask"
    EVERYWHERE = "everywhere"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Whose tracked changes count, who wins a conflict, what a change at one of several places is."""

    accept: Accept = ACCEPT
    winner: Winner = Winner.NEITHER
    elsewhere: Elsewhere = Elsewhere.ASK

"""What is said of a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodology.model.seal import Seal
    from methodology.verifying.comparing import Difference


class Outcome(StrEnum):
    """What a file turned out to be."""

    UNALTERED = "unaltered"
    """Byte for byte what the version builds."""
    TEXT_UNCHANGED = "text unchanged"
    """Saved or signed since, but it says the same."""
    ALTERED = "altered"
    NOT_OURS = "not ours"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reasons`` say in sentences what the outcome rests on; ``blocks`` is how many passages were compared."""

    outcome: Outcome
    seal: Seal | None
    reasons: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    blocks: int = 0

    @property
    def good(self) -> bool:
        """Whether the file says what it said when it was made."""
        return self.outcome in (Outcome.UNALTERED, Outcome.TEXT_UNCHANGED)

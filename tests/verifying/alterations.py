"""What somebody could do to a built file, and what verify must say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from methodology.verifying.verify import Verdict, VerdictKind


@dataclass(frozen=True)
class Alteration:
    """A change of a file's bytes.

    ``named`` is what a difference or a reason of the verdict must say; ``outcome`` and ``good`` are the verdict's.
    """

    change: Callable[[bytes], bytes]
    named: str
    outcome: VerdictKind = VerdictKind.ALTERED
    good: bool = False


def harmless(change: Callable[[bytes], bytes], named: str) -> Alteration:
    """A change that nobody who reads the file would see."""
    return Alteration(change, named, VerdictKind.TEXT_UNCHANGED, good=True)


def redrawn(change: Callable[[bytes], bytes]) -> Alteration:
    """A change of how a page is drawn that says the same: the text passes, the look does not."""
    return Alteration(change, "only their text was compared", VerdictKind.TEXT_UNCHANGED)


def said(verdict: Verdict) -> str:
    """All that a verdict says."""
    differences = (f"{one.place}: {one.before} -> {one.after}" for one in verdict.differences)
    return "\n".join((*differences, *verdict.reasons, *verdict.unread))


def faults(alteration: Alteration, verdict: Verdict) -> list[str]:
    """How a verdict is other than it must be."""
    wrong = []
    if verdict.outcome is not alteration.outcome:
        wrong.append(f"it is called {verdict.outcome}")
    if verdict.good is not alteration.good:
        wrong.append("it passes" if verdict.good else "it does not pass")
    if alteration.named not in said(verdict):
        wrong.append(f"{alteration.named!r} is not named")
    return wrong

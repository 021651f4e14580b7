"""Values that follow from others, traced to the changes that they follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from methodology.model.indicator import Indicator, OutputIndicator, ResultIndicator
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.versions.changes import Change


def with_origins(changes: Iterable[Change], programme: Programme) -> Iterator[Change]:
    """The changes; that of a derived value names those that it follows from."""
    listed = list(changes)
    origins = origins_of(programme)
    for change in listed:
        sources = origins.get(change.path, ())
        follows = [
            other.path for other in listed if other is not change and any(is_within(other.path, one) for one in sources)
        ]
        yield replace(change, follows_from=tuple(follows)) if follows else change


def origins_of(programme: Programme) -> dict[str, tuple[str, ...]]:
    """What each derived value of the content follows from, by path; a path stands for all below it."""
    origins: dict[str, tuple[str, ...]] = {}
    for indicator in programme.indicators:
        for field, sources in _derivation(indicator):
            origins[f"{indicator.id}.{field}"] = sources
    for objective in programme.objectives:
        allocation = f"{objective.facts.id}.allocation"
        origins[f"{allocation}.coverage"] = (f"{allocation}.rows",)
    return origins


def _derivation(indicator: Indicator) -> Iterator[tuple[str, tuple[str, ...]]]:
    derivation = indicator.derivation
    if derivation is None:
        return
    if derivation.share is not None and derivation.of is not None:
        yield "target", (f"{indicator.id}.{derivation.share}", derivation.of)
    elif derivation.count is not None:
        yield "target", (f"{indicator.id}.operations",)
    elif derivation.sum == "parts":
        parts = indicator.parts if isinstance(indicator, OutputIndicator | ResultIndicator) else ()
        for field in ("milestone", "baseline", "target"):
            yield field, tuple(f"{part.id}.{field}" for part in parts)
    elif derivation.sum is not None:
        yield "target", tuple(f"{indicator.id}.{name}" for name in derivation.sum)

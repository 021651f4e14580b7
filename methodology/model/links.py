"""Links of a document: each leads to a place that is there once, or to an address that a reader may follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from methodology.model.document import Block, Run
from methodology.model.texts import texts_of_blocks

SCHEMES = frozenset({"http", "https", "mailto"})


def broken_links(blocks: Iterable[Block]) -> Iterator[tuple[str, Run]]:
    """Yield what is wrong with the links, each with its run; an empty run for a place that is there twice."""
    blocks = tuple(blocks)
    counts = Counter(anchors_of(blocks))
    yield from ((f"two places are called '{anchor}'", Run("")) for anchor, count in counts.items() if count > 1)
    linked = (run for text in texts_of_blocks(blocks) for run in text.runs if run.target is not None)
    yield from ((f"the link '{run.target}' leads nowhere", run) for run in linked if not _leads(run, counts))


def require_sound_links(blocks: Iterable[Block]) -> None:
    """Raise ValueError for what :func:`broken_links` finds: whoever composed the blocks should have."""
    for message, _ in broken_links(blocks):
        raise ValueError(message)


def anchors_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every place that a link can lead to. A row that cells from above fill has none."""
    return (text.anchor for text in texts_of_blocks(blocks) if text.anchor is not None)


def _leads(run: Run, anchors: Counter[str]) -> bool:
    target = run.target or ""
    return target[1:] in anchors if target.startswith("#") else urlsplit(target).scheme in SCHEMES

"""What texts refer to, directly and through the texts that they print."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.model.programme import Programme
from methodology.model.prose import Prose, Reference, parse_prose


def referred_paths(programme: Programme) -> frozenset[str]:
    """Every content path that a text or a chapter refers to."""
    proses = [value.value for value in programme.values.values() if isinstance(value.value, Prose)]
    references = [reference.path for prose in proses for reference in prose.references]
    for chapter in programme.chapters.values():
        references += [part.path for part in parse_prose(chapter.text) if isinstance(part, Reference)]
    return frozenset(references)


def printed_parts(programme: Programme, prose: Prose) -> Iterator[str | Reference]:
    """The parts of a text; a reference to another text is followed by the parts of that one, the first time.

    So a text that leads back to itself, which composing refuses, has an end, and texts that name one another ten times
    take no longer than they are.
    """
    followed: set[str] = set()
    open_texts = [iter(prose.parts)]
    while open_texts:
        part = next(open_texts[-1], None)
        if part is None:
            open_texts.pop()
            continue
        yield part
        value = programme.values.get(part.path) if isinstance(part, Reference) and part.path not in followed else None
        if value is not None and isinstance(part, Reference) and isinstance(value.value, Prose):
            followed.add(part.path)
            open_texts.append(iter(value.value.parts))

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


def printed_parts(programme: Programme, prose: Prose, above: frozenset[str] = frozenset()) -> Iterator[str | Reference]:
    """The parts of a text; a reference to another text is followed by the parts of that one.

    A text that leads back to one ``above`` it is left to composing, which refuses it.
    """
    for part in prose.parts:
        yield part
        if isinstance(part, Reference) and part.path not in above and part.path in programme.values:
            value = programme.values[part.path].value
            if isinstance(value, Prose):
                yield from printed_parts(programme, value, above | {part.path})

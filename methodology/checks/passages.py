"""Texts as the rules of wording and typography go through them, and where in them something is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from methodology.checks.finding import Found
from methodology.checks.texts import REFERENCE, PrintedText, printed_texts
from methodology.model.programme import Programme
from methodology.model.prose import Prose, Reference, parse_prose

LONGEST_PIECE = 80
"""How many characters of what is found, and of the words on either side, a finding quotes."""
_BEFORE = re.compile(rf"[^\s{REFERENCE}]*+\Z")
_AFTER = re.compile(rf"[^\s{REFERENCE}]*+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A prose text in its pieces; ``literal`` is what the author typed, each reference one :data:`REFERENCE`."""

    path: str
    parts: tuple[str | Reference, ...]

    @property
    def literal(self) -> str:
        """The text without what references print."""
        return "".join(part if isinstance(part, str) else REFERENCE for part in self.parts)


class _Same:
    """A programme as the key of a memory: many rules ask for the texts of one programme, which is never changed."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.programme is self.programme

    def __hash__(self) -> int:
        return id(self.programme)


def all_texts(programme: Programme) -> tuple[PrintedText, ...]:
    """Every printed text, worked out once for all rules."""
    return _all_texts(_Same(programme))


def all_passages(programme: Programme) -> tuple[Passage, ...]:
    """Every prose text, worked out once for all rules; those of chapters last."""
    return _all_passages(_Same(programme))


@lru_cache(maxsize=1)
def _all_texts(same: _Same) -> tuple[PrintedText, ...]:
    return tuple(printed_texts(same.programme))


@lru_cache(maxsize=1)
def _all_passages(same: _Same) -> tuple[Passage, ...]:
    values = same.programme.values.items()
    of_values = [Passage(path, value.value.parts) for path, value in values if isinstance(value.value, Prose)]
    of_chapters = [
        Passage(f"chapters.{chapter.name}.{leaf.number}", parse_prose(leaf.text))
        for chapter in same.programme.chapters.values()
        for leaf in chapter.leaves
    ]
    return (*of_values, *of_chapters)


def excerpt(text: str, start: int, end: int) -> str:
    """A stretch of the text, made up to whole words on both sides; references stay out of it, and what is too long."""
    first, last = max(start - LONGEST_PIECE, 0), min(end, start + LONGEST_PIECE)
    before = _BEFORE.search(text, first, start)
    after = _AFTER.match(text, last, last + LONGEST_PIECE) if last == end else None
    return (before.group() if before else "") + text[start:last] + (after.group() if after else "")


Breaches = Iterator[tuple[str, str]]
"""What is found in a text and the message, which may have further places."""


def in_each_text(find: Callable[[PrintedText], Breaches]) -> Callable[[Programme], Iterator[Found]]:
    """A rule's search from one that looks at a single text; the same piece of a text is reported once."""

    def find_in_programme(programme: Programme) -> Iterator[Found]:
        for text in all_texts(programme):
            for found, message in dict(find(text)).items():
                yield Found(text.path, message, found)

    return find_in_programme


def pattern(expression: str, message: str, flags: int = 0) -> Callable[[Programme], Iterator[Found]]:
    """A rule's search for a pattern in all texts; ``message`` has a place ``{found}`` for the words around it."""
    compiled = re.compile(expression, flags)

    def find(text: PrintedText) -> Breaches:
        for match in compiled.finditer(text.text):
            found = excerpt(text.text, *match.span())
            yield found, message.format(found=found)

    return in_each_text(find)

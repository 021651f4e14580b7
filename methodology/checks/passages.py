"""Texts as the rules of wording and typography go through them, and where in them something is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
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
    literal: str


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
    of_values = [_passage(path, value.value) for path, value in values if isinstance(value.value, Prose)]
    of_chapters = [
        _passage(f"chapters.{chapter.name}.{leaf.number}", leaf.text)
        for chapter in same.programme.chapters.values()
        for leaf in chapter.leaves
    ]
    return (*of_values, *of_chapters)


@lru_cache(maxsize=4096)
def _passage(path: str, text: str) -> Passage:
    parts = parse_prose(text)
    return Passage(path, parts, "".join(part if isinstance(part, str) else REFERENCE for part in parts))


def excerpt(text: str, start: int, end: int) -> str:
    """A stretch of the text, made up to whole words on both sides; references stay out of it, and what is too long."""
    first, last = max(start - LONGEST_PIECE, 0), min(end, start + LONGEST_PIECE)
    before = _BEFORE.search(text, first, start)
    after = _AFTER.match(text, last, last + LONGEST_PIECE) if last == end else None
    return (before.group() if before else "") + text[start:last] + (after.group() if after else "")


def last_word(text: str) -> str:
    """The last word of a text; of blanks alone nothing."""
    return text.rsplit(maxsplit=1)[-1].strip() if text.strip() else ""


Breaches = Iterator[tuple[str, str, str | None]]
"""What is found in a text, the message, and the hint where it is not the rule's; the first two may have more places."""
Find = Callable[[Programme], Iterator[Found]]
Given = tuple[Hashable, ...] | None


def in_each_text(find: Callable[..., Breaches], given: Callable[[Programme], Given] = lambda _: ()) -> Find:
    """A rule's search from one that looks at a single text and at what else is ``given``; at no text for None.

    What it finds is remembered by both: between two checks of a process most texts stay as they are.
    """

    @lru_cache(maxsize=4)
    def memory(*known: Hashable) -> Callable[[str], tuple[tuple[str, str, str | None], ...]]:
        return lru_cache(maxsize=4096)(lambda text: tuple(find(text, *known)))

    def find_in_programme(programme: Programme) -> Iterator[Found]:
        known = given(programme)
        if known is None:
            return
        remembered = memory(*known)
        for text in all_texts(programme):
            for found, message, hint in remembered(text.text):
                yield Found(text.path, message, found, hint)

    return find_in_programme


def pattern(
    expression: str, message: str, flags: int = 0, *, given: Callable[[Programme], Given] = lambda _: ()
) -> Find:
    """A rule's search for a pattern in all texts; ``message`` has a place ``{found}`` for the words around it.

    The same piece of a text is reported once.
    """
    compiled = re.compile(expression, flags)

    def find(text: str) -> Breaches:
        for found in dict.fromkeys(excerpt(text, *match.span()) for match in compiled.finditer(text)):
            yield found, message.format(found=found), None

    return in_each_text(find, given)

"""Two texts compared word by word."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

TOKENS = re.compile(r"\w+(?:[.,:/\-–]\w+)*|\s|[^\w\s]")
"""A word, number (``1.234,50``) or code (``R.2.6.1``) whole; each space and each sign alone."""


class StretchKind(StrEnum):
    """What became of a stretch of text."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring words that all stay, all go or all come."""

    kind: StretchKind
    text: str


TokenChange = tuple[StretchKind, slice]
"""What became of neighbouring tokens: a slice of the old ones where they are deleted, of the new ones otherwise."""


def compare_words(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches of which ``old`` (without the inserted) and ``new`` (without the deleted) consist."""
    before, after = tokens_of(old), tokens_of(new)
    return tuple(
        Stretch(kind, "".join((before if kind is StretchKind.DELETED else after)[part]))
        for kind, part in compare_tokens(before, after)
    )


def tokens_of(text: str) -> list[str]:
    """The words, numbers, spaces and signs of a text, which together are the text."""
    return TOKENS.findall(text)


def compare_tokens(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[TokenChange]:
    """What became of tokens of any kind, whose text ``str`` gives; what is deleted comes before what replaces it.

    A space that alone is equal between two changed words changes with them: ``a b`` to ``c d`` is one replacement.
    """
    changed: list[tuple[slice, slice]] = []  # at most one replacement, which the next changed tokens may extend
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_last = old_to == len(old) and new_to == len(new)
        is_lone_space = old_to - old_from == 1 and str(old[old_from]) == " "
        if kind == "equal" and not (changed and is_lone_space and not is_last):
            yield from _replacement(changed)
            changed.clear()
            yield StretchKind.EQUAL, slice(new_from, new_to)
        else:
            old_start, new_start = (part.start for part in changed.pop()) if changed else (old_from, new_from)
            changed.append((slice(old_start, old_to), slice(new_start, new_to)))
    yield from _replacement(changed)


def _replacement(changed: Sequence[tuple[slice, slice]]) -> Iterator[TokenChange]:
    for gone, come in changed:
        if gone.stop > gone.start:
            yield StretchKind.DELETED, gone
        if come.stop > come.start:
            yield StretchKind.INSERTED, come

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
    """Neighbouring words with one fate."""

    kind: StretchKind
    text: str


Operation = tuple[StretchKind, slice]
"""A fate and the tokens that have it: of the old ones where deleted, of the new ones otherwise."""


def word_changes(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches of which ``old`` (without the inserted) and ``new`` (without the deleted) consist."""
    before, after = tokens_of(old), tokens_of(new)
    return tuple(
        Stretch(kind, "".join((before if kind is StretchKind.DELETED else after)[part]))
        for kind, part in operations(before, after)
    )


def tokens_of(text: str) -> list[str]:
    """The words, numbers, spaces and signs of a text, which together are the text."""
    return TOKENS.findall(text)


def operations(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Operation]:
    """What became of tokens of any kind, whose text ``str`` gives; what is deleted comes before what replaces it.

    A space that alone is equal between two changed words changes with them: ``a b`` to ``c d`` is one replacement.
    """
    merged: list[list[slice]] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lone = kind == "equal" and old_to - old_from == 1 and str(old[old_from]) == " "
        last = old_to == len(old) and new_to == len(new)
        if merged and (kind != "equal" or (lone and not last)):
            old_slice, new_slice = merged[-1]
            merged[-1] = [slice(old_slice.start, old_to), slice(new_slice.start, new_to)]
        elif kind != "equal":
            merged.append([slice(old_from, old_to), slice(new_from, new_to)])
        if kind == "equal" and not (merged and lone and not last):
            yield from _replacement(merged)
            merged.clear()
            yield StretchKind.EQUAL, slice(new_from, new_to)
    yield from _replacement(merged)


def _replacement(parts: Sequence[Sequence[slice]]) -> Iterator[Operation]:
    for kinds in parts:
        for kind, part in zip((StretchKind.DELETED, StretchKind.INSERTED), kinds, strict=True):
            if part.stop > part.start:
                yield kind, part

"""A text changed into another word by word, in a source that writes its characters in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from methodology.model.chapter import BREAK

Character = tuple[str, int, int]
"""What a piece of the source says (mostly one character), and where it starts and ends."""

_TOKEN = re.compile(r"[ \t\n]+|\w+|.", re.DOTALL)
_TOKEN_OF_LEAF = re.compile(rf"{BREAK.pattern}|{_TOKEN.pattern}", re.DOTALL)


class _Rewording(NamedTuple):
    """Tokens ``first`` to ``last`` of the old text become ``new_first`` to ``new_last`` of the new one."""

    first: int
    last: int
    new_first: int
    new_last: int


SENTENCE_END = re.compile(r"(?<=[.!?])[ \n](?=[^\W\d_](?!\)))")
"""The blank after a sentence, if a capital follows, which ``sentence_breaks`` sees to."""


def sentence_breaks(text: str) -> frozenset[int]:
    """Where the blanks between sentences stand."""
    return frozenset(blank.start() for blank in SENTENCE_END.finditer(text) if text[blank.end()].isupper())


def sentences(text: str) -> list[str]:
    """A text sentence by sentence, without the blanks between them."""
    marks = sorted(sentence_breaks(text))
    return [text[first + (first > 0) : last] for first, last in zip([0, *marks], [*marks, len(text)], strict=True)]


def reword(
    source: str,
    characters: Sequence[Character],
    new: str,
    encode: Callable[[str, int], str],
    *,
    is_wrapped: bool = False,
) -> str:
    """The source with the words that differ in ``new`` replaced, each as ``encode`` writes it.

    ``encode`` gets a piece of the new text and where in it the piece starts. ``is_wrapped`` says that all white space
    is the same, so that the source's lines stay, and line breaks are those of Markdown.
    """
    old = "".join(text for text, _, _ in characters)
    bounds = _bounds(characters)
    before, after = (list((_TOKEN_OF_LEAF if is_wrapped else _TOKEN).finditer(text)) for text in (old, new))
    then, now = ([_comparable(token, is_wrapped=is_wrapped) for token in tokens] for tokens in (before, after))
    result = source
    for rewording in reversed(list(_rewordings(then, now))):
        is_deletion = rewording.new_first == rewording.new_last
        change = _on_one_line(rewording, then, before, source, bounds) if is_deletion else rewording
        start, end = _span(before, change.first, change.last)
        new_start, new_end = _span(after, change.new_first, change.new_last)
        result = result[: bounds[start]] + encode(new[new_start:new_end], new_start) + result[bounds[end] :]
    return result


def _comparable(token: re.Match[str], *, is_wrapped: bool) -> str:
    """What of two tokens must be the same for them to be."""
    if is_wrapped and len(token[0]) > 1 and BREAK.fullmatch(token[0]):
        return "\\\n"
    return " " if is_wrapped and token[0][0] in " \t\n" else token[0]


def _span(tokens: Sequence[re.Match[str]], first: int, last: int) -> tuple[int, int]:
    """Where in the text tokens ``first`` to ``last`` stand; without any, where they would."""
    return tokens[first - 1].end() if first else 0, tokens[last - 1].end() if last else 0


def _bounds(characters: Sequence[Character]) -> list[int]:
    """Where in the source the place before each character of the text is, and last the place after all."""
    bounds = [start for text, start, _ in characters for _ in text]
    return [*bounds, characters[-1][2] if characters else 0]


def _rewordings(old: Sequence[str], new: Sequence[str]) -> Iterator[_Rewording]:
    """What differs, in order; equal heads and tails are found without comparing all."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind != "equal":
            yield _Rewording(head + first, head + last, head + new_first, head + new_last)


def _on_one_line(
    deletion: _Rewording, texts: Sequence[str], tokens: Sequence[re.Match[str]], source: str, bounds: Sequence[int]
) -> _Rewording:
    """Shift a deletion to where it takes the fewest line ends: of two blanks around a word the one within the line."""

    def line_ends(shift: _Rewording) -> int:
        return source.count("\n", bounds[tokens[shift.first].start()], bounds[tokens[shift.last - 1].end()])

    shifts = [deletion]
    first, last = deletion.first, deletion.last
    if first and texts[first - 1] == texts[last - 1]:
        shifts.append(deletion._replace(first=first - 1, last=last - 1))
    if last < len(tokens) and texts[first] == texts[last]:
        shifts.append(deletion._replace(first=first + 1, last=last + 1))
    return min(shifts, key=line_ends)

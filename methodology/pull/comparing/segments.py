"""An edited text divided among the parts that the text had: which of its words belong to which value or sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from methodology.comparing.words import StretchKind, compare_tokens, tokens_of

_GOES_ON = re.compile(r"\w|[.,]\d")
_WENT_ON = re.compile(r"\w$|\d[.,]$")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*(?:[\u00a0 ]?%)?")


class Freedom(IntEnum):
    """How freely a part can be reworded; words between two parts belong to the freer one."""

    SENTENCE = 0
    """The words of a sentence or paragraph of the content."""
    NAME = 1
    """A name or another text that may stand at several places."""
    STANDARD = 2
    """The words of a standard sentence."""
    FIXED = 3
    """Text of the templates, and computed text."""
    NUMBER = 4
    """A number, a year, a date, a code."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part as printed."""

    text: str
    freedom: Freedom


def divided(parts: Sequence[Stretch], spans: Sequence[tuple[str, int | None]]) -> list[str]:
    """The edited text's stretch for each part; together they are the text.

    ``spans`` are the text in stretches, each with the number of the part whose content control holds it.
    """
    text = "".join(span for span, _ in spans)
    by_tags = _by_tags(parts, spans)
    if by_tags is not None and not _cuts_words(by_tags):
        return _numbers_alone(parts, by_tags)
    return _numbers_alone(parts, _by_words(parts, text))


def _by_tags(parts: Sequence[Stretch], spans: Sequence[tuple[str, int | None]]) -> list[str] | None:
    """By the content controls that are left; None where there are none or they are out of order.

    A value reaches from the first to the last control with its tag: a replacement may stand between two of them.
    """
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for position, (_, number) in enumerate(spans):
        if number is not None:
            first.setdefault(number, position)
            last[number] = position
    order = sorted(first)
    ends = [(first[number], last[number]) for number in order]
    if not order or any(before[1] >= after[0] for before, after in itertools.pairwise(ends)):
        return None
    texts: list[str] = []
    part = position = 0
    for number in order:
        between = "".join(span for span, _ in spans[position : first[number]])
        if between and part == number:
            return None
        texts += _by_words(parts[part:number], between)
        texts.append("".join(span for span, _ in spans[first[number] : last[number] + 1]))
        part, position = number + 1, last[number] + 1
    rest = "".join(span for span, _ in spans[position:])
    if rest and part == len(parts):
        return None
    return texts + _by_words(parts[part:], rest)


def _cuts_words(texts: Sequence[str]) -> bool:
    """Whether a word goes on from one stretch to the next."""
    full = [text for text in texts if text]
    return any(re.fullmatch(r"\d\d|[^\W\d_]{2}", before[-1] + after[0]) for before, after in itertools.pairwise(full))


def _by_words(parts: Sequence[Stretch], text: str) -> list[str]:
    """By what stayed the same: parts at both ends that did, then the words between."""
    texts = [part.text for part in parts]
    start = 0
    end = len(parts)
    while start < end and _begins(text, texts[start]):
        text = text[len(texts[start]) :]
        start += 1
    while end > start and _ends(text, texts[end - 1]):
        text = text[: len(text) - len(texts[end - 1])]
        end -= 1
    if end - start == 1:
        texts[start] = text
    elif end > start:
        texts[start:end] = _Middle(parts[start:end]).divided(text)
    elif text:
        near = [number for number in (start - 1, start) if 0 <= number < len(parts)]
        freest = min(near, key=lambda number: parts[number].freedom)
        texts[freest] = texts[freest] + text if freest < start else text + texts[freest]
    return texts


def _begins(text: str, part: str) -> bool:
    """Whether a text begins with a part, and not with a longer word or number."""
    return text.startswith(part) and not (_GOES_ON.match(text[len(part) :]) and part[-1:].isalnum())


def _ends(text: str, part: str) -> bool:
    return text.endswith(part) and not (_WENT_ON.search(text[: len(text) - len(part)]) and part[:1].isalnum())


def _numbers_alone(parts: Sequence[Stretch], texts: list[str]) -> list[str]:
    """The words that came beside a number, with the parts beside it."""
    for number, (part, text) in enumerate(zip(parts, list(texts), strict=True)):
        found = list(_NUMBER.finditer(text))
        if part.freedom is not Freedom.NUMBER or text == part.text or len(found) != 1:
            continue
        before, after = text[: found[0].start()], text[found[0].end() :]
        is_alone = _NUMBER.fullmatch(part.text) is not None
        if is_alone and (not before or number) and (not after or number + 1 < len(parts)):
            texts[number] = found[0].group()
            if before:
                texts[number - 1] += before
            if after:
                texts[number + 1] = after + texts[number + 1]
    return texts


class _Middle:
    """Several parts of which the first and the last changed: their words are followed one by one."""

    def __init__(self, parts: Sequence[Stretch]) -> None:
        self.parts = parts
        self.old = "".join(part.text for part in parts)
        self.starts = [0, *itertools.accumulate(len(part.text) for part in parts)]
        self.texts = [""] * len(parts)

    def divided(self, text: str) -> list[str]:
        before, after = tokens_of(self.old), tokens_of(text)
        position = 0
        deleted: slice | None = None
        for kind, tokens in compare_tokens(before, after):
            if kind is StretchKind.INSERTED:
                new = "".join(after[tokens])
                if deleted is None:
                    self._add(position, new)
                else:
                    self._replace(deleted, new)
                deleted = None
                continue
            length = sum(map(len, before[tokens] if kind is StretchKind.DELETED else after[tokens]))
            deleted = slice(position, position + length) if kind is StretchKind.DELETED else None
            if deleted is None:
                self._keep(position, position + length)
            position += length
        return self.texts

    def _keep(self, start: int, end: int) -> None:
        for number, (first, last) in enumerate(itertools.pairwise(self.starts)):
            self.texts[number] += self.old[max(start, first) : max(min(end, last), start, first)]

    def _add(self, at: int, new: str) -> None:
        """Give new words that replace none to a part that they stand in or beside.

        ``a b`` to ``a c b`` may be `` c`` after ``a`` or ``c `` before ``b``: where a freer part begins, it gets them.
        """
        here = [number for number in range(len(self.parts)) if self.starts[number] <= at <= self.starts[number + 1]]
        freest = min(here, key=lambda number: self.parts[number].freedom)
        following = freest + 1
        if at < self.starts[freest + 1] and following < len(self.parts):
            passed = self.old[at : self.starts[following]]
            if self.parts[following].freedom < self.parts[freest].freedom and new.startswith(passed):
                self.texts[following] = new[len(passed) :] + passed + self.texts[following]
                return
        self.texts[freest] += new

    def _replace(self, deleted: slice, new: str) -> None:
        """Give new words to the parts whose words they replace; numbers to numbers, the rest to the freest."""
        start = deleted.start
        touched = self._touched(start, deleted.stop)
        while len(touched) > 1 and new and self.old[start] == new[0]:
            self._keep(start, start + 1)
            start, new = start + 1, new[1:]
            touched = self._touched(start, deleted.stop)
        numbers = [number for number in touched if self.parts[number].freedom is Freedom.NUMBER]
        found = list(_NUMBER.finditer(new))
        if not numbers or len(touched) == 1 or len(found) != len(numbers):
            self._give(touched, new)
            return
        position = 0
        for number, match in zip(numbers, found, strict=True):
            self._give([one for one in touched if one < number] or [number], new[position : match.start()])
            self.texts[number] += match.group()
            position = match.end()
        self._give([one for one in touched if one > numbers[-1]] or touched, new[position:])

    def _touched(self, start: int, end: int) -> list[int]:
        """The parts that words from ``start`` to ``end`` stood in."""
        pairs = enumerate(itertools.pairwise(self.starts))
        return [number for number, (first, last) in pairs if first < end and last > start]

    def _give(self, numbers: Sequence[int], text: str) -> None:
        if text and numbers:
            self.texts[min(numbers, key=lambda number: self.parts[number].freedom)] += text
        elif text:
            self.texts[-1] += text

"""An edited text divided among the runs that the text had: which of its words belong to which value or sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from methodology.comparing.words import StretchKind, compare_tokens, tokens_of

_GOES_ON = re.compile(r"\w|[.,]\d")
_WENT_ON = re.compile(r"\w$|\d[.,]$")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*(?:[\u00a0 ]?%)?")

Division = list[str]
"""What each run of a text says now; together they are the edited text."""


class Freedom(IntEnum):
    """How freely a run can be reworded; words between two runs belong to the freer one."""

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


class Segment(NamedTuple):
    """A run as printed."""

    text: str
    freedom: Freedom


def divide(segments: Sequence[Segment], spans: Sequence[tuple[str, int | None]]) -> Division:
    """Divide an edited text.

    ``spans`` are the text in stretches, each with the number of the segment whose content control holds it.
    """
    texts = _by_controls(segments, spans)
    if texts is None or _cuts_words(texts):
        texts = _by_words(segments, _join_texts(spans))
    return _leave_numbers_alone(segments, texts)


def _join_texts(spans: Iterable[tuple[str, int | None]]) -> str:
    return "".join(text for text, _ in spans)


def _by_controls(segments: Sequence[Segment], spans: Sequence[tuple[str, int | None]]) -> Division | None:
    """By the content controls that are left; None where there are none or they are out of order.

    A value reaches from the first to the last control with its tag: a replacement may stand between two of them.
    """
    reach: dict[int, tuple[int, int]] = {}
    for position, (_, number) in enumerate(spans):
        if number is not None:
            reach[number] = (reach.get(number, (position, position))[0], position)
    held = sorted(reach.items())
    if not held or any(before[1] >= after[0] for (_, before), (_, after) in itertools.pairwise(held)):
        return None
    texts: Division = []
    segment = position = 0
    for number, (first, last) in (*held, (len(segments), (len(spans), len(spans)))):
        between = _join_texts(spans[position:first])
        if between and segment == number:
            return None
        texts += [*_by_words(segments[segment:number], between), _join_texts(spans[first : last + 1])]
        segment, position = number + 1, last + 1
    return texts[:-1]


def _cuts_words(texts: Sequence[str]) -> bool:
    """Whether a word goes on from one stretch to the next."""
    full = [text for text in texts if text]
    return any(re.fullmatch(r"\d\d|[^\W\d_]{2}", before[-1] + after[0]) for before, after in itertools.pairwise(full))


def _by_words(segments: Sequence[Segment], text: str) -> Division:
    """By what stayed the same: segments at both ends that did, then the words between."""
    texts = [segment.text for segment in segments]
    start, end = 0, len(texts)
    while start < end and _begins(text, texts[start]):
        text = text[len(texts[start]) :]
        start += 1
    while end > start and _ends(text, texts[end - 1]):
        text = text[: len(text) - len(texts[end - 1])]
        end -= 1
    if end - start == 1:
        texts[start] = text
    elif end > start:
        texts[start:end] = _WordDivision(segments[start:end]).divide(text)
    elif text:
        beside = [number for number in (start - 1, start) if 0 <= number < len(texts)]
        freest = _freest(segments, beside)
        texts[freest] = texts[freest] + text if freest < start else text + texts[freest]
    return texts


def _freest(segments: Sequence[Segment], numbers: Iterable[int]) -> int:
    return min(numbers, key=lambda number: segments[number].freedom)


def _begins(text: str, segment: str) -> bool:
    """Whether a text begins with a segment, and not with a longer word or number."""
    return text.startswith(segment) and not (_GOES_ON.match(text[len(segment) :]) and segment[-1:].isalnum())


def _ends(text: str, segment: str) -> bool:
    return text.endswith(segment) and not (_WENT_ON.search(text[: len(text) - len(segment)]) and segment[:1].isalnum())


def _leave_numbers_alone(segments: Sequence[Segment], texts: Division) -> Division:
    """The words that came beside a number, with the segments beside it."""
    for number, (segment, text) in enumerate(zip(segments, list(texts), strict=True)):
        if segment.freedom is not Freedom.NUMBER or text == segment.text or not _NUMBER.fullmatch(segment.text):
            continue
        numbers = list(_NUMBER.finditer(text))
        if len(numbers) != 1:
            continue
        before, after = text[: numbers[0].start()], text[numbers[0].end() :]
        if (before and not number) or (after and number + 1 == len(texts)):
            continue
        texts[number] = numbers[0].group()
        if before:
            texts[number - 1] += before
        if after:
            texts[number + 1] = after + texts[number + 1]
    return texts


class _WordDivision:
    """Several segments of which the first and the last changed: their words are followed one by one."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.old = "".join(segment.text for segment in segments)
        self.starts = [0, *itertools.accumulate(len(segment.text) for segment in segments)]
        self.texts = [""] * len(segments)

    def divide(self, text: str) -> Division:
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
        """Give new words that replace none to a segment that they stand in or beside.

        ``a b`` to ``a c b`` may be `` c`` after ``a`` or ``c `` before ``b``: where a freer segment begins, it gets
        them.
        """
        here = [number for number in range(len(self.texts)) if self.starts[number] <= at <= self.starts[number + 1]]
        freest = _freest(self.segments, here)
        following = freest + 1
        if at < self.starts[freest + 1] and following < len(self.segments):
            passed = self.old[at : self.starts[following]]
            if self.segments[following].freedom < self.segments[freest].freedom and new.startswith(passed):
                self.texts[following] = new[len(passed) :] + passed + self.texts[following]
                return
        self.texts[freest] += new

    def _replace(self, deleted: slice, new: str) -> None:
        """Give new words to the segments whose words they replace; numbers to numbers, the rest to the freest."""
        start = deleted.start
        touched = self._find_touched(start, deleted.stop)
        while len(touched) > 1 and new and self.old[start] == new[0]:
            self._keep(start, start + 1)
            start, new = start + 1, new[1:]
            touched = self._find_touched(start, deleted.stop)
        numbers = [number for number in touched if self.segments[number].freedom is Freedom.NUMBER]
        printed = list(_NUMBER.finditer(new))
        if len(touched) > 1 and numbers and len(printed) == len(numbers):
            self._replace_numbers(touched, numbers, printed, new)
        else:
            self._give(touched, new)

    def _replace_numbers(
        self, touched: Sequence[int], numbers: Sequence[int], printed: Sequence[re.Match[str]], new: str
    ) -> None:
        position = 0
        for number, match in zip(numbers, printed, strict=True):
            self._give([other for other in touched if other < number] or [number], new[position : match.start()])
            self.texts[number] += match.group()
            position = match.end()
        self._give([other for other in touched if other > numbers[-1]] or touched, new[position:])

    def _find_touched(self, start: int, end: int) -> list[int]:
        """The segments that words from ``start`` to ``end`` stood in."""
        reaches = enumerate(itertools.pairwise(self.starts))
        return [number for number, (first, last) in reaches if first < end and last > start]

    def _give(self, numbers: Sequence[int], text: str) -> None:
        if text:
            self.texts[_freest(self.segments, numbers) if numbers else -1] += text

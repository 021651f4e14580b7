"""Texts as words in their basic form, sentence by sentence: rules on names compare these in any case and number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from methodology.checks.lemmas import lemma_of
from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE

_MARKS = ",.;:"
_TOKEN = re.compile(rf"{REFERENCE}|\d+(?:[./]\d+)*|[^\W\d_]+(?:[-’'/][^\W\d_]+)*\d*|[^\s\w]")
_SENTENCE = re.compile(r"[.!?]['\"»«“”)]*\s+(?=['\"»„“(]?[^\W\d_])")

Where = tuple[int, int, str]
"""Where a phrase stands in a sentence: the first word, the one behind the last, the phrase."""


class Word(NamedTuple):
    """A word, number, mark or reference of a text, where it stands there and its basic form."""

    text: str
    lemma: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it has letters or digits."""
        return self.text[0].isalnum()


def are_same_but_for_marks(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two rows of words are the same, however each word ends: with a comma, a full stop or none."""
    return [word.strip(_MARKS) for word in one] == [word.strip(_MARKS) for word in other]


@lru_cache(maxsize=MOST_TEXTS)
def words_of(text: str, language: str | None) -> tuple[Word, ...]:
    """Return the words and marks of a text in order; ``language`` is that of :attr:`LanguageUse.lemmas`."""
    return tuple(
        Word(match.group(), lemma_of(match.group(), language), *match.span()) for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=MOST_TEXTS)
def sentences_of(text: str, language: str | None) -> tuple[tuple[Word, ...], ...]:
    """Return the words of each sentence: one ends at a full stop before a capital letter."""
    ends = [match.end() for match in _SENTENCE.finditer(text) if _begins_large(text[match.end() :])]
    words = words_of(text, language)
    starts = [bisect_left(words, end, key=attrgetter("start")) for end in ends]
    sentences = (words[first:last] for first, last in pairwise((0, *starts, len(words))))
    return tuple(sentence for sentence in sentences if sentence)


def _begins_large(text: str) -> bool:
    return text.lstrip("'\"»„“(")[:1].isupper()


@lru_cache(maxsize=1024)
def lemmas_of(phrase: str, language: str | None) -> tuple[str, ...]:
    """Return the basic forms of the words of a phrase, without its marks."""
    return tuple(word.lemma for word in words_of(phrase, language) if word.is_word)


def find_phrases(words: Sequence[Word], phrases: Iterable[str], language: str | None) -> Iterator[Where]:
    """Yield where phrases stand: the first word, the one behind the last, the phrase; of several the longest."""
    by_first = _by_first_word(tuple(phrases), language)
    start = 0
    while start < len(words):
        found = None
        for lemmas, phrase in by_first.get(words[start].lemma, ()):
            end = _end_of(words, start, lemmas)
            if end is not None:
                found = (start, end, phrase)
                break
        if found is not None:
            yield found
        start = start + 1 if found is None else found[1]


@lru_cache(maxsize=64)
def _by_first_word(phrases: tuple[str, ...], language: str | None) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases with the basic forms of their words, by the first of them, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in phrases:
        lemmas = lemmas_of(phrase, language)
        by_first.setdefault(lemmas[0], []).append((lemmas, phrase))
    for some in by_first.values():
        some.sort(key=lambda one: -len(one[0]))
    return by_first


def _end_of(words: Sequence[Word], start: int, lemmas: Sequence[str]) -> int | None:
    """Where the phrase that begins at ``start`` ends; full stops of shortened words and commas are passed over."""
    place = start
    for lemma in lemmas:
        while place < len(words) and place > start and words[place].text in ".,":
            place += 1
        if place >= len(words) or words[place].lemma != lemma:
            return None
        place += 1
    return place


def numbers_before(words: Sequence[Word], place: int, joins: Collection[str]) -> tuple[int, list[str]]:
    """Return the ordinals that end before a word: ``16. in 17. člen``; with the place of the first."""
    numbers: list[str] = []
    first = place
    while first >= 2 and words[first - 1].text == "." and words[first - 2].text.isdigit():  # noqa: PLR2004
        first -= 2
        numbers.insert(0, words[first].text)
        if first >= 3 and (words[first - 1].lemma in joins or words[first - 1].text == ","):  # noqa: PLR2004
            if words[first - 2].text == ".":
                first -= 1
            else:
                break
    return first + (first < place and not words[first].text.isdigit()), numbers


def numbers_behind(words: Sequence[Word], place: int, joins: Collection[str]) -> tuple[int, list[str]]:
    """Return the numbers that follow a word: ``členih 19 in 20``, ``člen 17(1)(b)``; with the place behind the last."""
    numbers: list[str] = []
    while place < len(words) and words[place].text.isdigit():
        numbers.append(words[place].text)
        place += 1
        while place + 2 < len(words) and words[place].text == "(" and words[place + 2].text == ")":
            place += 3
        if place + 1 < len(words) and (words[place].lemma in joins or words[place].text == ","):
            if not words[place + 1].text.isdigit():
                break
            place += 1
    return place, numbers

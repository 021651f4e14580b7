"""Operations, sources and risks that prose types out, in any form, and forms of their names that are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from methodology.checks.printed_texts import MOST_TEXTS, PrintedText, free_texts
from methodology.checks.sentence_words import Word, lemmas_of, words_of
from methodology.model.phrases import Mention
from methodology.model.programme import Programme

FEWEST_WORDS = 3
"""Names of one or two words (``Kokain``) may be ordinary words of a sentence."""
_SHORT_NAME = 5
"""Names of fewer words are found only whole."""
_MOST = 0.75
"""The share of the words of a longer name that stands for it, in order."""
_SLACK = 2
"""How many words more or fewer there may be than the name has."""

_ALIKE = 0.6
"""The share of a basic form with which another one begins that is the same word."""
_FEWEST_LETTERS = 3
"""So many letters at least must be the same."""
_IN_BRACKETS = re.compile(r"(?<!\s)\s*\([^()]*\)\s*\Z")
"""What a name ends with and prose leaves out: ``nadgradnja … (ISPO)``."""

Typed = tuple[PrintedText, str, str, bool]
"""A text, what is typed in it, the path of the entry that it names, and whether all words are those of its name."""


def find_typed_entries(programme: Programme, names: Mapping[str, str], fewest: int = FEWEST_WORDS) -> Iterator[Typed]:
    """Yield where the literal text of prose has the names of entries, by content path, in any case and number.

    Names of fewer than ``fewest`` words are left out.
    """
    language = programme.language.lemmas
    lemmas = {path: lemmas_of(_IN_BRACKETS.sub("", name), language) for path, name in names.items()}
    by_pair: dict[tuple[str, str], list[str]] = {}
    for path, words in lemmas.items():
        for pair in set(pairwise(words)) if len(words) >= fewest else ():
            by_pair.setdefault(pair, []).append(path)
    for text in free_texts(programme):
        said = _remembered_words(text.literal, language)
        found = sorted(
            _find_in(said, by_pair, lemmas), key=lambda one: (one[3] < len(lemmas[one[2]]), -one[3], one[0], one[1])
        )
        taken: set[int] = set()
        for start, end, path, _ in found:
            if taken.isdisjoint(range(start, end)) and not _is_own(text.path, path, programme):
                taken |= set(range(start, end))
                typed = tuple(word.lemma for word in said[start:end])
                whole = typed == lemmas[path]
                if not whole and _is_described(text.path, path, typed, lemmas[path]):
                    continue
                yield text, text.literal[said[start].start : said[end - 1].end], path, whole


@lru_cache(maxsize=MOST_TEXTS)
def _remembered_words(text: str, language: str | None) -> tuple[Word, ...]:
    return tuple(word for word in words_of(text, language) if word.is_word)


def _find_in(
    words: Sequence[Word], by_pair: Mapping[tuple[str, str], list[str]], lemmas: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, int, str, int]]:
    """Where names stand among words: the first, the one behind the last, the entry, and how many words agree."""
    there: Counter[str] = Counter()
    for pair in dict.fromkeys(pairwise(word.lemma for word in words)):
        there.update(by_pair.get(pair, ()))
    candidates = [path for path, pairs in there.items() if 2 * pairs >= len(lemmas[path]) - 1]
    for path in candidates:
        name = lemmas[path]
        for first, last in _spans(words, name):
            agreeing = LCSseq.similarity([word.lemma for word in words[first : last + 1]], name)
            if agreeing >= (len(name) if len(name) < _SHORT_NAME else _MOST * len(name)):
                yield first, last + 1, path, agreeing


def _spans(words: Sequence[Word], name: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words begin and end like a name and are about as many, or all but the last are those of a long one."""
    lasts = [place for place, word in enumerate(words) if word.lemma == name[-1]]
    for first in (place for place, word in enumerate(words) if word.lemma == name[0]):
        yield from ((first, last) for last in lasts if abs(last + 1 - first - len(name)) <= _SLACK)
        all_but_last = tuple(word.lemma for word in words[first : first + len(name) - 1])
        if all_but_last == name[:-1] and len(name) > _SHORT_NAME and first + len(name) <= len(words):
            yield first, first + len(name) - 1


def _is_described(text: str, entry: str, typed: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the reasons by operation say of the entry itself what it is, in words of its name and no others."""
    return text.endswith(f".items.{entry.rpartition('.')[2]}") and _are_in_order(typed, name, frozenset())


def _is_own(text: str, entry: str, programme: Programme) -> bool:
    """Whether a text is that of the entry, or of a list that mentions it."""
    value = programme.values.get(text)
    return text == entry or (
        isinstance(value and value.owner, Mention) and text.endswith(f".{entry.rpartition('.')[2]}")
    )


def is_form_of(printed: str, name: str, language: str | None, *, in_sentence: bool) -> bool:
    """Return whether a text is a name in another case or number; a sentence may leave words of it out."""
    if language is None:
        return False
    words, official = (lemmas_of(text.replace("/", " / "), language) for text in (printed, name))
    if len(words) == len(official) and all(map(_are_alike, words, official)):
        return True
    return in_sentence and len(words) > 1 and _are_in_order(words, official, _short_names(printed))


def _are_alike(first: str, second: str) -> bool:
    """Whether two basic forms are one: an adjective may be taken for an adverb (``leten``, ``letno``)."""
    common = next((place for place, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), None)
    if min(len(first), len(second)) < _FEWEST_LETTERS:
        return first == second  # II is not III
    return first == second or common is None or common >= max(_FEWEST_LETTERS, _ALIKE * min(len(first), len(second)))


def _short_names(text: str) -> frozenset[str]:
    """The words in capitals, which a sentence may put elsewhere: ``RAN platforma``, ``platforma RAN``."""
    return frozenset(word.lower() for word in text.split() if len(word) > 1 and word.isupper())


def _are_in_order(words: Sequence[str], others: Sequence[str], movable: frozenset[str]) -> bool:
    waiting = iter(other for other in others if other not in movable)
    return movable <= set(others) and all(word in waiting for word in words if word not in movable)

"""Words beside a neighbour that has another word elsewhere, a letter away: ``prenje denarja``, *pranje denarja*."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from methodology.checks.printed_texts import MOST_TEXTS, PrintedText
from methodology.model.word_forms import WordForms

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_SHORTEST = 5
"""So many letters has a word at least, since shorter ones are near too many others."""
_SHORTEST_UNKNOWN = 4
"""The same of a word that no list knows."""
_SHORTEST_NEIGHBOUR = 4
"""So many letters has a neighbour of a word that is known."""
_KEPT = 2
"""So many letters at the end are the same, where words differ by their ending."""
_ENDS = frozenset(".!?:")

_Neighbour = tuple[str, bool]
"""A word in small letters, and whether it stands behind the other."""


class _Word(NamedTuple):
    """A word as it stands and in small letters, and its neighbours."""

    text: str
    small: str
    neighbours: tuple[_Neighbour, ...]


def unlike_beside(texts: tuple[PrintedText, ...], forms: WordForms) -> Iterator[tuple[str, str, str, str]]:
    """Yield the path of each word that stands nowhere else, itself, its pair as it stands, and the one elsewhere."""
    words = [(text.path, word) for text in texts for word in _words(text.text)]
    counts = Counter(word.small for _, word in words)
    alone = [(path, word) for path, word in words if counts[word.small] == 1]
    beside = _words_beside(texts, {neighbour for _, word in alone for neighbour in word.neighbours})
    for path, word in alone:
        meant = next(_meant(word, beside, forms), None)
        if meant is not None and not _has_other_forms(word.small, counts, forms):
            yield path, word.text, *meant
            yield from _only_other(texts, *meant)


def _only_other(texts: tuple[PrintedText, ...], here: str, there: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the pair that stands elsewhere where it stands once too: which of the two is right nobody can say."""
    places = [text.path for text in texts if there in text.text.lower()]
    others = [one for one in there.split() if one not in here.split()]
    if len(places) == 1 and others:
        yield places[0], others[0], there, here


def _words_beside(texts: tuple[PrintedText, ...], neighbours: Set[_Neighbour]) -> Mapping[_Neighbour, Set[str]]:
    """The words that stand beside each neighbour."""
    before = {word for word, is_behind in neighbours if not is_behind}
    behind = {word for word, is_behind in neighbours if is_behind}
    found: dict[_Neighbour, set[str]] = {}
    for text in texts:
        for first, second in _pairs(text.text):
            if second in behind:
                found.setdefault((second, True), set()).add(first)
            if first in before:
                found.setdefault((first, False), set()).add(second)
    return found


def _meant(word: _Word, beside: Mapping[_Neighbour, Set[str]], forms: WordForms) -> Iterator[tuple[str, str]]:
    """The pair of a word and its neighbour, and the pair that stands elsewhere."""
    for neighbour, is_behind in word.neighbours:
        is_unknown = not forms.is_known(word.small)
        near = _is_slip if is_unknown else _is_near
        others = [other for other in beside.get((neighbour, is_behind), ()) if near(word.small, other)]
        is_telling = len(neighbour) >= _SHORTEST_NEIGHBOUR and bool(forms.declined(neighbour))
        if others and (is_unknown or is_telling):
            pairs = ((word.small, neighbour), (min(others), neighbour))
            here, there = (" ".join(pair if is_behind else pair[::-1]) for pair in pairs)
            yield here, there


def _has_other_forms(word: str, counts: Mapping[str, int], forms: WordForms) -> bool:
    """Whether another form of a word stands somewhere."""
    stems = (one for use in forms.declined(word) for one in forms.stems_of(use.lemma))
    return any(stem + ending in counts for stem, endings in stems for ending in endings if stem + ending != word)


def _is_near(word: str, other: str) -> bool:
    if (
        word[0] != other[0]
        or word[-1] != other[-1]
        or abs(len(word) - len(other)) > 1
        or min(len(word), len(other)) < _SHORTEST
    ):
        return False
    is_stem = len(word) != len(other) or word[-_KEPT:] == other[-_KEPT:]
    return is_stem and OSA.distance(word, other) == 1


def _is_slip(word: str, other: str) -> bool:
    """Whether a letter before the last two is lost, or stands twice, or two have changed places."""
    if word[0] != other[0] or word[-_KEPT:] != other[-_KEPT:] or OSA.distance(word, other) != 1:
        return False
    if len(word) > len(other):
        return any(word[:at] + word[at + 1 :] == other and word[at - 1] == word[at] for at in range(1, len(word)))
    return len(word) < len(other) or sorted(word) == sorted(other)


@lru_cache(maxsize=MOST_TEXTS)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


@lru_cache(maxsize=MOST_TEXTS)
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """The long words in a row, in small letters."""
    small = [token.lower() for token in _tokens(text)]
    return tuple(two for two in pairwise(small) if max(map(len, two)) >= _SHORTEST_NEIGHBOUR)


@lru_cache(maxsize=MOST_TEXTS)
def _words(text: str) -> tuple[_Word, ...]:
    """The long words of a text that are no names, with their neighbours."""
    tokens = ("", *_tokens(text), "")
    return tuple(
        _Word(token, token.lower(), tuple(_neighbours(tokens[place - 1], tokens[place + 1])))
        for place, token in enumerate(tokens)
        if len(token) >= _SHORTEST_UNKNOWN and token.isalpha() and _is_common(token, tokens[place - 1])
    )


def _neighbours(before: str, behind: str) -> Iterator[_Neighbour]:
    for token, is_behind in ((behind, True), (before, False)):
        if token.isalpha():
            yield token.lower(), is_behind


def _is_common(token: str, before: str) -> bool:
    return token.islower() or (token.istitle() and (not before or before in _ENDS))

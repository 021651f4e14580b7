"""Words that always stand together, one of them a letter away: a slip that is a word itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.tokens import Token, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import SHORTEST_STEM, WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_LONG_STEM = 7
_ALIKE = 5
"""So many letters at the beginning of two long words make one a slip of the other."""
_LONGEST_ENDING = 4
"""So many letters may stand behind the beginning of a word that belongs to a phrase."""

Piece = tuple[str, str, str]
"""A piece of a text, the word in it that is another, and how the right one begins."""


@RULES.warning("set-phrase-mistyped")
def _find_mistyped_phrases(programme: Programme) -> Iterator[Found]:
    """``branje denarja`` for ``pranje denarja``, ``dobavni toki`` for ``dobavni roki``."""
    forms = programme.word_forms
    if forms is None or not forms.fixed_phrases:
        return
    for text in printed_texts(programme):
        for piece, word, right in (*_mistyped(text.text, forms), *_other_directions(text.text, forms)):
            message = translate("'{word}' in '{piece}' is meant to be '{right}…'", word=word, piece=piece, right=right)
            yield Found(text.path, message, piece)


@lru_cache(maxsize=MOST_TEXTS)
def _mistyped(text: str, forms: WordForms) -> tuple[Piece, ...]:
    tokens = tokens_of(text)
    found = []
    for place, token in enumerate(tokens):
        for phrase, at in forms.fixed_phrases.get(token.small[:SHORTEST_STEM], ()):
            words = tokens[place - at : place - at + len(phrase)] if place >= at else ()
            if token.small.startswith(phrase[at]):
                found += [
                    (text[words[0].start : words[-1].end], words[one].text, phrase[one])
                    for one in _other(words, phrase, forms)
                ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=MOST_TEXTS)
def _other_directions(text: str, forms: WordForms) -> tuple[Piece, ...]:
    """``Vzhodnim Balkanom`` for ``Zahodnim Balkanom``."""
    found = []
    directions = forms.tables.directions
    for first, second in pairwise(tokens_of(text)):
        typed = next((one for one in directions if first.small.startswith(one)), None)
        right = next((one for one, noun in directions.items() if second.small.startswith(noun)), None)
        if typed is not None and right is not None and typed != right and second.is_next:
            found.append((text[first.start : second.end], first.text, right))
    return tuple(found)


def _other(words: Sequence[Token], phrase: Sequence[str], forms: WordForms) -> list[int]:
    """The place of the one word that is near that of the phrase, where all others are those of it."""
    if len(words) < len(phrase) or not all(word.is_next for word in words[1:]):
        return []
    others = [at for at, (word, stem) in enumerate(zip(words, phrase, strict=True)) if not word.small.startswith(stem)]
    if len(others) != 1:
        return []
    word, stem = words[others[0]].small, phrase[others[0]]
    is_before_noun = others[0] < len(phrase) - 1
    return others if _is_near(word, stem) or (is_before_noun and _begins_alike(word, stem, forms)) else []


def _begins_alike(word: str, stem: str, forms: WordForms) -> bool:
    """Whether a word that is no noun begins as a long stem does: ``statične`` for ``statistične``."""
    return len(stem) >= _LONG_STEM and word[:_ALIKE] == stem[:_ALIKE] and not forms.nouns(word)


def _is_near(word: str, stem: str) -> bool:
    """Whether a word begins with what is one letter away from a stem, and ends as its forms do."""
    lengths = range(len(stem) - 1, len(stem) + 2)
    is_long = len(stem) - 1 <= len(word) <= len(stem) + _LONGEST_ENDING
    return is_long and any(OSA.distance(word[:length], stem) == 1 for length in lengths)

"""Words that always stand together, one of them a letter away: a slip that is a word itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.tokens import Token, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import SHORTEST_STEM, WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

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
        for piece, word, right in _mistyped(text.text, forms):
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
                    for one in _other(words, phrase)
                ]
    return tuple(dict.fromkeys(found))


def _other(words: Sequence[Token], phrase: Sequence[str]) -> list[int]:
    """The place of the one word that is a letter away from that of the phrase, where all others are those of it."""
    if len(words) < len(phrase) or not all(word.is_next for word in words[1:]):
        return []
    others = [at for at, (word, stem) in enumerate(zip(words, phrase, strict=True)) if not word.small.startswith(stem)]
    return others if len(others) == 1 and _is_near(words[others[0]].small, phrase[others[0]]) else []


def _is_near(word: str, stem: str) -> bool:
    """Whether a word begins with what is one letter away from a stem, and ends as its forms do."""
    lengths = range(len(stem) - 1, len(stem) + 2)
    is_long = len(stem) - 1 <= len(word) <= len(stem) + _LONGEST_ENDING
    return is_long and any(OSA.distance(word[:length], stem) == 1 for length in lengths)

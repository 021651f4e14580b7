"""What something is about, where nothing tells or knows of it: ``merila, ki jih uporablja o izboru``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE, printed_texts
from methodology.checks.wording.tokens import Token, TokenKind, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_FARTHEST_BEFORE = 20
_FARTHEST_BEHIND = 8
"""So many words and marks away stands what tells or knows."""


@lru_cache(maxsize=MOST_TEXTS)
def find_untold(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    """Return the prepositions with the word behind each, and each alone, around which nothing tells or knows."""
    tokens = tokens_of(text)
    found = []
    for place in range(1, len(tokens) - 1):
        token, behind = tokens[place], tokens[place + 1]
        is_about = token.text in forms.about["preposition"] and token.is_next and behind.is_next and behind.is_word
        is_about = is_about and tokens[place - 1].kind is not TokenKind.NUMBER  # the date of an act
        if is_about and behind.small not in forms.about["of_clauses"] and not _is_told(tokens, place, forms):
            found.append((text[tokens[place - 1].start : behind.end], token.text))
    return tuple(found)


def _is_told(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a word or a value around a place may tell or know, or a quotation, which may be a title."""
    around = tokens[max(place - _FARTHEST_BEFORE, 0) : place + _FARTHEST_BEHIND]
    telling = tuple(forms.about["telling"])
    return any(token.small.startswith(telling) or token.text in f"«“{REFERENCE}" for token in around)


@RULES.warning("about-without-telling")
def _find_untold(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.about:
        return
    for text in printed_texts(programme):
        for piece, preposition in find_untold(text.text, forms):
            message = translate(
                "'{piece}': nothing here tells or knows what stands behind '{preposition}'",
                piece=piece,
                preposition=preposition,
            )
            yield Found(text.path, message, piece)

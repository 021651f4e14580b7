"""Nouns with the number that says which one they are: ``v 16. členu``, a year behind ``do leta``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from methodology.checks.wording.tokens import Token, TokenKind, begins_clause
from methodology.model.word_forms import WordForms, together

_STOP = "."
_GOES_ON = frozenset(",–—-/")
_YEAR = 4

Piece = tuple[str, str]
"""A piece of a text, and the preposition that asks for another case."""


def misgoverned_numbers(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[Piece]:
    """Yield the prepositions that do not go with the noun behind an ordinal, or before the number of a year."""
    for place, token in enumerate(tokens[:-2]):
        is_roman = len(token.text) == 1 and token.text.isupper() and not begins_clause(tokens, place)
        is_between = token.small == forms.tables.periods.get("to") and place > 0 and tokens[place - 1].text == _STOP
        if is_roman or is_between or (token.small,) not in forms.government:
            continue
        end = _ordinal(tokens, place, forms) or _year(tokens, place, forms)
        if end:
            yield text[token.start : tokens[end].end], token.text


def _ordinal(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The place of a noun behind an ordinal that does not have the case of the preposition; 0 where there is none."""
    at = place + 3
    if at >= len(tokens) or tokens[place + 1].kind is not TokenKind.NUMBER or tokens[place + 2].text != _STOP:
        return 0
    noun, is_joined = tokens[at], tokens[place + 2].start == tokens[place + 1].end
    is_noun = noun.text.islower() and noun.small not in forms.words["also_others"]
    slots = forms.without_two(together(forms.nouns(noun.small))) if is_noun else 0
    governed = forms.government[(tokens[place].small,)]
    return at if slots and is_joined and not slots & governed else 0


def _year(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The place of a year behind its noun where the preposition does not govern the genitive that this is.

    What goes on behind it with a dash, a comma or a conjunction names several.
    """
    at = place + 2
    uses = forms.nouns(tokens[place + 1].small)
    is_year = tokens[at].text.isdigit() and len(tokens[at].text) == _YEAR and tokens[at].is_next
    if not (is_year and any(forms.is_of_time(use.lemma) for use in uses)):
        return 0
    behind = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    is_several = behind.text in _GOES_ON or behind.small in forms.words["joining"]
    slots = together(uses) & forms.of_number[forms.tables.numbers[0]]
    governed = forms.government[(tokens[place].small,)]
    return at if slots and not is_several and not slots & governed else 0

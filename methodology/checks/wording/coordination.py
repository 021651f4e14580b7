"""Words that a conjunction joins: participles of one subject, adjectives of one noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from methodology.checks.wording.tokens import Token
from methodology.model.word_forms import WordForms, together, union

_SHORTEST_PAST = 5
_PAIR = 2
_BETWEEN = frozenset(",/")

Mismatch = tuple[str, str, str]
"""A piece of a text, the word that does not agree, and what it is joined to."""


def past_slots(forms: WordForms, token: Token) -> int:
    """The slots of the subject of a verb in the past, by its ending; 0 where a form may be another word."""
    small, verbs = token.small, forms.tables.verbs
    known = forms.past(small)
    if known:
        return known
    is_other = len(small) < _SHORTEST_PAST or not token.text.islower() or small in verbs.get("not_past", "").split()
    if is_other or forms.nouns(small) or forms.adjective(small) or forms.participle(small):
        return 0
    return next((forms.slots(slots) for end, slots in verbs["participles"].items() if small.endswith(end)), 0)


def participles_of_persons(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[Mismatch]:
    """``smo določil``: right behind a form of being for several persons a participle is no singular."""
    verbs = forms.tables.verbs
    several, singular = verbs.get("several_persons", "").split(), forms.of_number[forms.tables.numbers[0]]
    for being, token in pairwise(tokens):
        if being.small in several and token.is_next and token.text.islower() and len(token.text) >= _SHORTEST_PAST:
            endings = verbs["participles"].items()
            slots = next((forms.slots(slots) for end, slots in endings if token.small.endswith(end)), 0)
            is_noun = bool(together(forms.nouns(token.small)) & singular)
            if slots and not slots & ~singular and not is_noun:
                yield text[being.start : token.end], token.text, being.text


def joined_participles(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[Mismatch]:
    """``ki bodo uvedli, preizkusile in uporabile``: what one subject does has one gender and number."""
    for place in range(len(tokens) - 2):
        between, second = tokens[place + 1], tokens[place + 2]
        if between.text not in _BETWEEN and between.small not in forms.rows["joins"]:
            continue
        own = past_slots(forms, tokens[place])
        other = past_slots(forms, second) if own else 0
        follows = tokens[place + 3] if place + 3 < len(tokens) else second
        if other and own != other and not _is_of_verb(follows, forms):
            yield text[tokens[place].start : second.end], second.text, tokens[place].text


def _is_of_verb(token: Token, forms: WordForms) -> bool:
    """Whether a word makes a clause of its own of the participle before it: ``in uporabljali so``."""
    return token.small in forms.finite or token.small in forms.rows["clitics"]


def joined_attributes(
    tokens: Sequence[Token], start: int, slots: int, forms: WordForms, governed: int
) -> tuple[int, int] | None:
    """The places of an adjective and its conjunction before another that do not go with its noun; None where they do.

    ``slots`` are those of the noun beside its own adjective, ``governed`` those that a preposition before both allows.
    ``na nacionalni in evropsko raven``; the number may be another: ``nacionalna in evropska načrta``.
    """
    if start < _PAIR or tokens[start - 1].small not in forms.rows.get("joins", ()) or not tokens[start].is_next:
        return None
    first = tokens[start - 2]
    own = forms.adjective(first.small) & governed
    is_other = first.small in forms.words["also_others"] or forms.nouns(first.small) or first.small in forms.numerals
    is_adverb = first.small.endswith(forms.adverb_endings) and not first.small.endswith(forms.no_adverb_endings)
    if not forms.adjective(first.small) or is_other or is_adverb or not first.text.islower():
        return None
    asked = union(
        gender & case for gender in forms.of_gender.values() for case in forms.of_case.values() if slots & gender & case
    )
    return None if own & asked else (start - 2, start - 1)


def attributes_apart(tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[Token, Token]]:
    """Two attributes that a slash joins and that have no gender, number and case in common: ``novim/starih``.

    Two forms of one word are for two genders.
    """
    for first, slash, second in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if slash.text == "/" and first.small[:_SHORTEST_PAST] != second.small[:_SHORTEST_PAST]:
            own, other = (_attribute(token, forms) for token in (first, second))
            if own and other and not own & other:
                yield first, second


def _attribute(token: Token, forms: WordForms) -> int:
    """The slots of an adjective or participle; 0 of what may be another word."""
    small = token.small
    is_other = forms.nouns(small) or small in forms.words["also_others"] or small in forms.numerals
    if is_other or not token.text.islower() or small.endswith(forms.adverb_endings):
        return 0
    return 0 if small.startswith(tuple(forms.words["people"])) else forms.adjective(small) | forms.participle(small)

"""Pronouns before their noun: ``na tej področju``, ``podajanje tej informacij``, ``programa njihovo reintegracije``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording.agreement import NounPhrase, PhraseReader, read_phrases
from methodology.checks.wording.frames import COMMA
from methodology.checks.wording.relatives import genders_and_numbers
from methodology.checks.wording.tokens import Token, with_numbers
from methodology.checks.wording.word_sorts import Sort, number_of_verb, sort_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_MOST_WORDS = 3
"""So many words has a preposition at most."""

Piece = tuple[str, str]
"""A piece of a text, and the pronoun in it."""


@lru_cache(maxsize=MOST_TEXTS)
def find_determiners(text: str, forms: WordForms, tag: str) -> tuple[Piece, ...]:
    """Return the pronouns of a text that do not go with the noun behind them."""
    reader, phrases = read_phrases(text, forms, tag)
    found = []
    for phrase in phrases:
        place = _place(reader, phrase)
        if place is None or phrase.number or not phrase.slots:
            continue
        token = reader.tokens[place]
        own = _slots(token.small, forms)
        governed, begin = _governed(reader, place, phrase)
        own &= reader.slots_of_living([token], phrase.readings)
        is_wrong = (own | phrase.slots) & governed and not own & governed & phrase.slots
        if is_wrong and not _is_alone(reader, (begin, place), own & governed, phrase):
            found.append((text[token.start : phrase.tokens[-1].end], token.text))
    found += [(text[first.start : second.end], first.text) for first, second in _before_adjectives(reader)]
    return tuple(dict.fromkeys(found))


def _before_adjectives(reader: PhraseReader) -> Iterator[tuple[Token, Token]]:
    """``zaščite njegov zunanjih meja``: the possessives that do not go with the adjective right behind them."""
    forms, possessives = reader.forms, tuple(reader.forms.tables.possessives.get("words", "").split())
    for first, second in pairwise(reader.tokens):
        if not possessives or not first.small.startswith(possessives) or not second.is_next:
            continue
        own, slots = _slots(first.small, forms), forms.adjective(second.small)
        is_adjective = forms.is_attribute(second.small) and not second.small.endswith(forms.adverb_endings)
        is_governing = second.small.startswith(tuple(forms.rows["governing"] | forms.rows["dative_stems"]))
        if own and slots and is_adjective and not is_governing and not own & slots:
            yield first, second


@lru_cache(maxsize=MOST_TEXTS)
def find_ungoverned(text: str, forms: WordForms, tag: str) -> tuple[Piece, ...]:
    """Return the pronouns in a case of prepositions, before which none stands: ``kadar je temi ustrezno``."""
    reader, _ = read_phrases(text, forms, tag)
    found = []
    for place, token in enumerate(reader.tokens):
        slots = forms.pronouns.get(token.small) or forms.determiners.get(token.small, 0)
        if slots and place and not slots & forms.bare and not _is_governed(reader, place):
            found.append((text[reader.tokens[place - 1].start : token.end], token.text))
    return tuple(dict.fromkeys(found))


def _is_governed(reader: PhraseReader, place: int) -> bool:
    """Whether a preposition stands before a place, behind the last verb or strong mark; a title may begin before."""
    forms = reader.forms
    for at in range(place - 1, -1, -1):
        token = reader.tokens[at]
        if reader.preposition(at) or not (token.is_word or token.text == COMMA):
            return True
        if token.small in forms.finite:
            return False
    return True


def _place(reader: PhraseReader, phrase: NounPhrase) -> int | None:
    """The place of the pronoun before a noun and its adjectives; None where none stands there.

    One that ends as an adverb does, or as what is known, was read as the first adjective, with other slots there.
    """
    first, forms = reader.tokens[phrase.start], reader.forms
    is_read = first.small.endswith(forms.adverb_endings) or _never(first.small, forms)
    if len(phrase.tokens) > 1 and is_read and _slots(first.small, forms):
        return phrase.start
    before = phrase.start - 1
    is_before = before >= 0 and not phrase.preposition and reader.follows(phrase.start)
    return before if is_before and _slots(reader.tokens[before].small, forms) else None


def _slots(small: str, forms: WordForms) -> int:
    """The slots of a pronoun that may stand before a noun; 0 of another word."""
    is_declined = small.startswith(tuple(forms.rows["determining"]))
    return forms.determiners.get(small) or (forms.adjective(small) & ~_never(small, forms) if is_declined else 0)


@lru_cache(maxsize=1024)
def _never(small: str, forms: WordForms) -> int:
    """The slots that adjectives have with an ending, and possessives have not: ``njihovi prispevek``."""
    words = forms.tables.possessives
    is_one = words and small.startswith(tuple(words["words"].split())) and small.endswith(words["ending"])
    return forms.slots(words["never"]) if is_one else 0


def _governed(reader: PhraseReader, place: int, phrase: NounPhrase) -> tuple[int, int]:
    """The slots that the preposition before a pronoun allows, and the place where it, or the pronoun, begins."""
    first = place
    while first > 0 and reader.follows(first) and _slots(reader.tokens[first - 1].small, reader.forms):
        first -= 1
    for length in range(1, min(_MOST_WORDS, first) + 1):
        if reader.preposition(first - length) == length and reader.follows(first):
            words = tuple(token.small for token in reader.tokens[first - length : first])
            return reader.forms.government[words], first - length
    return (reader.forms.bare if phrase.is_bare else reader.forms.all_slots), place


def _is_alone(reader: PhraseReader, span: tuple[int, int], own: int, phrase: NounPhrase) -> bool:
    """Whether a pronoun may stand for a noun itself: ``poleg tega ministrstvo``, ``ti opremo uporabljajo``.

    ``span`` is the place of its preposition, or its own, and its own; ``own`` are the slots that it can have there.
    """
    forms, tokens, (begin, place) = reader.forms, reader.tokens, span
    subject, singular = forms.of_case[forms.tables.subject], forms.of_number[forms.tables.numbers[0]]
    after = tokens[phrase.end] if reader.follows(phrase.end) else None
    if after is not None and _governs(after.small, phrase, forms):
        return True
    neuter = genders_and_numbers(forms, forms.slots(forms.tables.impersonal))
    if own & singular & neuter and tokens[place].small in forms.rows["whole_pronouns"]:
        return bool(phrase.slots & forms.bare)
    if begin < place:
        return after is not None and bool(own and phrase.slots & subject & number_of_verb(after, forms))
    if tokens[place].small not in forms.determiners:
        return False
    before = tokens[place - 1] if reader.follows(place) else None
    is_first = before is None or sort_of(before, forms) in (Sort.OPENING, Sort.JOINING)
    return bool(is_first and own & subject and phrase.slots & forms.bare & ~subject)


def _governs(small: str, phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether a word behind a noun may stand before another one and govern it: ``njihovo delu prilagojeno opremo``."""
    is_attribute = forms.participle(small) or forms.adjective(small)
    return bool(is_attribute and phrase.slots & forms.governed_by(small))


@RULES.warning("pronoun-agreement")
def _find_determiners(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.rows:
        return
    for text, said in with_numbers(programme):
        for piece, _ in find_determiners(said, forms, programme.facts.language):
            message = translate("'{piece}' do not agree in gender, number or case", piece=piece)
            yield Found(text.path, message, piece)
        for piece, word in find_ungoverned(said, forms, programme.facts.language):
            message = translate(
                "'{word}' in '{piece}' stands in a case that prepositions alone govern", word=word, piece=piece
            )
            yield Found(text.path, message, piece)

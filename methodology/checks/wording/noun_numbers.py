"""Nouns in a number that nothing is spoken of in: the dual of no two things, the plural of what is not counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording.agreement import NounPhrase, PhraseReader, read_phrases, right_forms, speaks_of_two
from methodology.checks.wording.tokens import Token, with_numbers
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together, union

RULES = Rules(Family.WORDING, Scope.VALUE)

_ENDS = frozenset(",.;")
_NEAR = 4
"""So many words behind a noun may be the two that it stands for: ``ministrstvoma za obrambo in pravosodje``."""


@RULES.warning("noun-number")
def _find_other_numbers(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.words["uncounted"]:
        return
    for text, said in with_numbers(programme):
        for piece, right in _in_other_number(said, forms, programme.facts.language):
            message = (
                translate("'{piece}': nothing here is two or several; the noun is '{right}'", piece=piece, right=right)
                if right
                else translate("'{piece}': nothing here is two or several", piece=piece)
            )
            yield Found(text.path, message, piece)


@lru_cache(maxsize=MOST_TEXTS)
def _in_other_number(text: str, forms: WordForms, tag: str) -> tuple[tuple[str, str], ...]:
    reader, phrases = read_phrases(text, forms, tag)
    found = []
    for phrase in phrases:
        own = together(phrase.readings)
        if not phrase.number and (_is_of_uncounted(phrase, forms) or _is_of_two(own, phrase, reader, forms)):
            cases = union(case for case in forms.of_case.values() if own & case)
            found.append((phrase.piece(text), right_forms(phrase, forms, cases & _numbers(phrase, forms))))
    return tuple(dict.fromkeys(found))


def _numbers(phrase: NounPhrase, forms: WordForms) -> int:
    """The slots of the number that is meant: one of what is not counted, else several."""
    singular, plural = (forms.of_number[forms.tables.numbers[place]] for place in (0, -1))
    return singular if any(map(forms.is_uncounted, phrase.readings)) else plural


def _is_of_uncounted(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether a noun of what is not counted has no singular form: ``opremami``."""
    singular = forms.of_number[forms.tables.numbers[0]]
    return all(forms.is_uncounted(reading) and not reading.slots & singular for reading in phrase.readings)


def _is_of_two(own: int, phrase: NounPhrase, reader: PhraseReader, forms: WordForms) -> bool:
    """Whether a noun alone is in the dual in a text that speaks of no two things: ``operacijama``."""
    two, tokens = forms.of_count.get("two", 0), reader.tokens
    if own & ~two or phrase.adjectives != forms.all_slots or phrase.preposition in forms.moving["sorted_among"]:
        return False
    is_pair = any(reading.stem in forms.words["pairs"] for reading in phrase.readings)
    is_living = any(forms.is_living(reading.lemma) for reading in phrase.readings)
    before = tokens[phrase.start - 1] if phrase.start and reader.follows(phrase.start) else None
    is_said_before = before is not None and before.small in forms.rows["before_two"]
    is_other = is_pair or is_living or is_said_before or _names_two(tokens[phrase.end : phrase.end + _NEAR], forms)
    return not (is_other or speaks_of_two(tokens, forms))


def _names_two(tokens: Sequence[Token], forms: WordForms) -> bool:
    """Whether what stands behind a noun may name the two: ``z ministrstvoma za obrambo in pravosodje``."""
    named = list(takewhile(lambda token: token.text not in _ENDS, tokens))
    return len(named) > 1 and any(token.small in forms.rows["joins"] for token in named[1:])

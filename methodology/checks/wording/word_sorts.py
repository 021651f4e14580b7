"""What words do in a clause that stand in no noun phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache

from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.tokens import Token
from methodology.model.word_forms import WordForms

JOINING_MARKS = frozenset(",/")


class Sort(Enum):
    """What a word does in its clause, beside the noun phrases."""

    OPENING = auto()
    """It opens a clause."""
    JOINING = auto()
    """It joins phrases, or may stand anywhere."""
    BEING = auto()
    PRESENT = auto()
    PAST = auto()
    SPEAKER = auto()
    """A verb of the first person."""
    INFINITIVE = auto()
    ADJECTIVE = auto()
    """An adjective or participle by itself."""
    PREPOSITION = auto()
    """A preposition whose noun is not known."""
    OPAQUE = auto()
    """It is no verb, and what stands behind it is not judged."""
    AMBIGUOUS = auto()
    """A noun or a verb."""
    UNKNOWN = auto()


FINITE = frozenset({Sort.BEING, Sort.PRESENT, Sort.SPEAKER})
UNCLEAR = frozenset({Sort.UNKNOWN, Sort.AMBIGUOUS})
VERBS = FINITE | {Sort.PAST, Sort.INFINITIVE}


def sort_of(token: Token, forms: WordForms) -> Sort:
    """What a word does that is in no noun phrase."""
    if not token.is_word:
        return Sort.JOINING if token.text in JOINING_MARKS else Sort.OPAQUE
    known = _sort_of(token.small, forms)
    if known is Sort.UNKNOWN and not token.text.islower():
        return Sort.OPAQUE
    if known is Sort.UNKNOWN and past_slots(forms, token):
        return Sort.PAST
    return known


@lru_cache(maxsize=4)
def _listed(forms: WordForms) -> Mapping[str, Sort]:
    """The words that a list names, with what they do."""
    rows = forms.rows
    lists = (
        (Sort.OPENING, forms.clauses["opening"] | forms.clauses["relative"] | rows["openings"]),
        (Sort.BEING, {*forms.finite, *rows["beings"]}),
        (Sort.SPEAKER, rows["speakers"]),
        (Sort.PAST, rows["been"]),
        (Sort.OPAQUE, rows["opaque"] | rows["amounts"]),
        (Sort.JOINING, rows["no_verbs"] | rows["clitics"] | rows["pauses"]),
        (Sort.PREPOSITION, forms.prepositions),
        (Sort.OPAQUE, {*forms.numerals, *forms.counting}),
    )
    return {word: sort for sort, words in reversed(lists) for word in words}


@lru_cache(maxsize=MOST_TEXTS)
def _sort_of(small: str, forms: WordForms) -> Sort:
    return _listed(forms).get(small) or next(_read_sorts(small, forms))


def _read_sorts(small: str, forms: WordForms) -> Iterator[Sort]:
    """Yield what a word that no list names may do by its form, the most certain first."""
    if small in forms.words["also_others"]:
        yield Sort.AMBIGUOUS if forms.nouns(small) else Sort.UNKNOWN
    if forms.present(small)[0]:
        yield Sort.PRESENT
    if forms.nouns(small.rpartition("-")[2]):
        yield Sort.OPAQUE
    if forms.adjective(small) or forms.participle(small) or forms.guess_adjective(small):
        yield Sort.ADJECTIVE
    if present_number(small, forms):
        yield Sort.PRESENT
    if small.endswith(tuple(forms.rows["infinitive_endings"])):
        yield Sort.INFINITIVE
    if small.endswith(tuple(forms.rows["speaker_endings"])):
        yield Sort.SPEAKER
    yield Sort.UNKNOWN


def is_passive(small: str, forms: WordForms) -> bool:
    """Whether a word is a participle of what is done, and may be said of a subject."""
    slots = forms.participle(small) & forms.of_case[forms.tables.subject] & ~forms.attributive(small)
    return bool(slots) and not small.endswith(forms.adverb_endings)


def present_number(small: str, forms: WordForms) -> str:
    """The number of a verb in the present, by its ending where it is not listed; empty where a word may be another."""
    number, _ = forms.present(small)
    if number:
        return number
    if small.endswith(tuple(forms.rows["endings_of_nouns"])):
        return ""
    found = (number for number in forms.tables.numbers if small.endswith(tuple(forms.rows[f"endings_{number}"])))
    return next(found, "")


def number_of_being(small: str, forms: WordForms) -> int:
    """The slots of the subject of a verb of being or its negation; all where it does not tell."""
    negated = dict(zip(forms.tables.rows["negated"].split(), forms.tables.numbers, strict=True))
    return forms.slots_of_being(small) or forms.of_number.get(negated.get(small, ""), forms.all_slots)


def number_of_verb(token: Token, forms: WordForms) -> int:
    """The slots of the subject of a verb of being or in the present; 0 where a word is none."""
    sort = sort_of(token, forms)
    if sort is Sort.BEING:
        return number_of_being(token.small, forms)
    return forms.of_number.get(present_number(token.small, forms), 0) if sort is Sort.PRESENT else 0

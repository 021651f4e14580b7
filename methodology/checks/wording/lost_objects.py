"""Relative clauses whose pronoun says to whom something is done, and not what: ``sistem, ki mu uporablja občina``."""

from __future__ import annotations

from methodology.checks.printed_texts import REFERENCE
from methodology.checks.wording.frames import ClauseItem, joins
from methodology.checks.wording.subject_nouns import SubjectNouns
from methodology.checks.wording.tokens import Token
from methodology.checks.wording.word_sorts import Sort
from methodology.model.word_forms import WordForms

_BEHIND_OPENING = 3
"""So many items from its beginning the pronoun of a relative clause stands at the farthest."""

_NAMES = frozenset(f"»„“{REFERENCE}")
"""A value, or what a quotation begins with."""


def find_lost_object(nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """The pronoun of a relative clause and its verb, where nothing is what the verb needs; None where something may."""
    forms, items, predicate = nouns.forms, nouns.items, nouns.predicate
    if predicate.frame.opening != forms.tables.verbs["relative"] or predicate.is_reflexive:
        return None
    given = [item.token for item in items[:_BEHIND_OPENING] if item.token.small in forms.rows["given_pronouns"]]
    verb = next((item.token for item in items if _needs_object(item, forms)), None)
    if not given or verb is None or not nouns.words.isdisjoint(forms.rows["object_pronouns"]):
        return None
    return (given[0], verb) if _lacks_object(nouns) else None


def _needs_object(item: ClauseItem, forms: WordForms) -> bool:
    is_verb = item.sort in (Sort.PRESENT, Sort.SPEAKER, Sort.PAST, Sort.INFINITIVE)
    return is_verb and item.token.small.startswith(tuple(forms.rows["needing_object"]))


def _lacks_object(nouns: SubjectNouns) -> bool:
    """Whether no noun without a preposition may be the object beside the subject."""
    forms, object_ = nouns.forms, nouns.forms.of_case[nouns.forms.tables.object]
    if nouns.has_unknown or any(_may_be_object(item, forms) for item in nouns.bare):
        return False
    heads = [item for at, item in enumerate(nouns.bare) if _is_head(nouns, at)]
    has_object = any(item.phrase and (item.phrase.slots & object_ or not item.phrase.slots) for item in heads)
    is_joined = any(joins(item, forms) for item in nouns.bare[_BEHIND_OPENING:])
    is_subject = len(heads) == 1 and bool(nouns.nominative(heads[0]) & nouns.predicate.number)
    return not has_object or (is_subject and not is_joined)


def _is_head(nouns: SubjectNouns, at: int) -> bool:
    """Whether an item is a noun that may be subject or object: no preposition, no attribute, and no time."""
    forms, phrase, before = nouns.forms, nouns.bare[at].phrase, nouns.bare[at - 1].phrase if at else None
    if phrase is None or phrase.preposition or any(forms.is_of_time(reading.lemma) for reading in phrase.readings):
        return False
    is_attribute = before is not None and phrase.slots & forms.of_case[forms.tables.genitive]
    may_be = forms.of_case[forms.tables.object] | nouns.predicate.subject
    return not is_attribute and bool(not phrase.slots or phrase.slots & may_be)


def _may_be_object(item: ClauseItem, forms: WordForms) -> bool:
    """Whether a word in no phrase may be an object: a number, a name, a word that nobody knows."""
    small = item.token.small
    if item.phrase is not None:
        return bool(item.phrase.number)
    if item.sort is Sort.ADJECTIVE:
        own = forms.adjective(small) | forms.participle(small)
        return bool(own & forms.of_case[forms.tables.object]) and not own & forms.of_case[forms.tables.subject]
    return item.sort in (Sort.OPAQUE, Sort.AMBIGUOUS) and not _is_small(item.token, forms)


def _is_small(token: Token, forms: WordForms) -> bool:
    """Whether a token is a pronoun before its noun, or a mark or number that stands for nothing."""
    if not token.is_word:
        return token.text not in _NAMES
    return token.small in forms.determiners or token.small.startswith(tuple(forms.rows["determining"]))

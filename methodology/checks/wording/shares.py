"""A share as the subject of a clause: ``75 % oseb je poročalo``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.frames import COMMA, ClauseItem, joins
from methodology.checks.wording.subject_nouns import SubjectNouns
from methodology.checks.wording.tokens import Token, TokenKind
from methodology.checks.wording.word_sorts import Sort
from methodology.model.assumption import PERCENT
from methodology.model.word_forms import WordForms, union

_FEW = range(1, 5)
_HUNDRED = 100


class Share(NamedTuple):
    """A number of per cent, and what it is a part of; ``places`` are those of their items in the clause."""

    sign: Token
    of: NounPhrase
    places: range

    def may_have(self, token: Token, forms: WordForms) -> bool:
        """Whether a word may be said of it in the genitive of what is shared: ``30 % opreme je zastarele``."""
        slots = forms.adjective(token.small) | forms.participle(token.small)
        return bool(slots & self.of.slots & forms.of_case[forms.tables.genitive])


def read_share(nouns: SubjectNouns) -> Share | None:
    """Return the share that is the subject or object of a clause; None where there is none."""
    forms, items = nouns.forms, nouns.items
    genitive = forms.of_case[forms.tables.genitive]
    found = ((at, items[at + 1].phrase) for at in range(1, len(items) - 1) if _is_sign(items[at - 1], items[at]))
    at, phrase = next(found, (0, None))
    if phrase is None or not _belongs(items[at + 1], genitive) or phrase.number or _is_governed(items[: at - 1]):
        return None
    if any(forms.is_of_time(reading.lemma) for reading in phrase.readings):
        return None
    begin, end = at - 1, at + 1
    while end < len(items) and _belongs(items[end], genitive):
        end += 1
    while begin and items[begin - 1].sort in (Sort.OPAQUE, Sort.JOINING) and items[begin - 1].token.text != COMMA:
        begin -= 1
    return Share(items[at].token, phrase, range(begin, end))


def _is_sign(number: ClauseItem, sign: ClauseItem) -> bool:
    """Whether an item is the sign of per cent, behind a number that has no verb of its own, as one to four have."""
    token = number.token
    is_many = token.counted is None or token.counted % _HUNDRED not in _FEW
    return sign.token.text == PERCENT and token.kind is TokenKind.NUMBER and is_many


def _belongs(item: ClauseItem, genitive: int) -> bool:
    """Whether a phrase belongs to what is shared: ``75 % sredstev programa``."""
    return item.phrase is not None and not item.phrase.preposition and bool(item.phrase.slots & genitive)


def _is_governed(before: Sequence[ClauseItem]) -> bool:
    """Whether a preposition or a noun governs a number: ``pri več kot 20 %``, ``v višini 60 %``."""
    for item in reversed(before):
        if item.phrase is not None or item.sort is Sort.PREPOSITION or item.token.small == "do":
            return True
        if item.sort not in (Sort.JOINING, Sort.OPAQUE, Sort.ADJECTIVE) or item.token.text == COMMA:
            return False
    return False


def misses_share(share: Share, nouns: SubjectNouns, asked: int) -> bool:
    """Whether a share is the subject of a verb that does not agree with it: ``80 % oseb so poročale, da``."""
    forms, items = nouns.forms, nouns.items
    if asked & forms.slots(forms.tables.impersonal) or nouns.has_pronoun or _is_joined(share, nouns):
        return False
    others = [(at, item) for at, item in enumerate(nouns.bare) if items.index(item) not in share.places]
    if nouns.has_unknown or union(nouns.possible_of(at, item) for at, item in others) & asked:
        return False
    return _is_said_of(nouns) or _has_object(nouns, [item for _, item in others]) or _says(nouns)


def _is_joined(share: Share, nouns: SubjectNouns) -> bool:
    """Whether something else may be joined to a share: ``80 % oseb in vsi policisti``."""
    end, verb = share.places.stop, nouns.predicate.at
    between = nouns.items[end:verb] if verb > end else nouns.items[end : end + 1]
    return any(joins(item, nouns.forms) for item in between)


def _is_said_of(nouns: SubjectNouns) -> bool:
    """Whether the clause says what its subject is or what is done to it, so that it has no object."""
    been = nouns.forms.rows["been"]
    is_said = any(not one.is_past and one.token.small not in been for one in nouns.predicate.said)
    return not nouns.has_object and (is_said or nouns.predicate.is_reflexive)


def _has_object(nouns: SubjectNouns, others: Sequence[ClauseItem]) -> bool:
    """Whether another noun or a pronoun is the object of the clause."""
    forms = nouns.forms
    if nouns.predicate.is_reflexive or not nouns.words.isdisjoint(forms.rows["object_pronouns"]):
        return not nouns.predicate.is_reflexive
    object_, genitive = (forms.of_case[case] for case in (forms.tables.object, forms.tables.genitive))
    phrases = [item.phrase for item in others if item.phrase is not None]
    return nouns.has_object and any(
        phrase.slots & object_
        and not phrase.slots & genitive
        and not (phrase.preposition or phrase.number)
        and not any(forms.is_of_time(reading.lemma) for reading in phrase.readings)
        for phrase in phrases
    )


def _says(nouns: SubjectNouns) -> bool:
    """Whether people tell something: ``so poročali o``, ``so menili, da``."""
    forms, tokens = nouns.forms, nouns.predicate.sentence.tokens
    stems = tuple(forms.rows["telling"])
    if not any(item.token.small.startswith(stems) for item in nouns.items if item.phrase is None):
        return False
    told = forms.clauses["said_by"]
    end = nouns.items[-1].end
    behind = [token.small for token in tokens[end : end + 2]]
    is_clause = behind[:1] == [COMMA] and not told.isdisjoint(behind[1:])
    return is_clause or any(
        item.phrase is not None and item.phrase.preposition in forms.rows["telling_of"] for item in nouns.items
    )

"""Possessives of what the subject of their clause owns: ``Unija je sprejela ukrepe za zaščito njenih meja``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE
from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.clauses import read_sentences
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.frames import joins, read_frames
from methodology.checks.wording.predicate_words import Predicate
from methodology.checks.wording.relatives import genders_and_numbers
from methodology.checks.wording.subject_nouns import SubjectNouns
from methodology.checks.wording.tokens import Token, tokens_of, with_numbers
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_SHORTEST_UNKNOWN = 5

Piece = tuple[str, str, str]
"""A piece of a text, the possessive in it, and the subject that is the owner."""


@lru_cache(maxsize=MOST_TEXTS)
def find_possessives(text: str, forms: WordForms, tag: str) -> tuple[Piece, ...]:
    """Return the possessives of a text that can be of nothing but the subject of their clause."""
    owners, tokens = tuple(forms.owners), tokens_of(text)
    if not any(token.small.startswith(owners) for token in tokens):
        return ()
    found = []
    for sentence in read_sentences(text, forms, tag):
        for frame in read_frames(sentence):
            if len(frame.verbs) == 1 and not frame.is_doubtful:
                nouns = SubjectNouns(Predicate(frame, sentence))
                found += [
                    (text[tokens[place].start : tokens[place + 1].end], tokens[place].text, owner)
                    for place, owner in _owned(nouns)
                ]
    return tuple(found)


def _owned(nouns: SubjectNouns) -> Iterator[tuple[int, str]]:
    """Yield the places of the possessives behind a verb that acts, with the subject that owns what they say."""
    predicate, forms, tokens = nouns.predicate, nouns.forms, nouns.predicate.sentence.tokens
    subject = nouns.clear[0].phrase if nouns.clear else None
    if subject is None or not predicate.number or nouns.has_pronoun or not _acts(nouns):
        return
    own = genders_and_numbers(forms, subject.slots & predicate.number)
    behind = [item for item in predicate.items[predicate.at + 1 :] if item.is_own]
    for place in (place for item in behind for place in range(item.place, item.end)):
        slots = _owner(tokens[place], forms)
        if (
            slots & own
            and predicate.sentence.reader.follows(place + 1)
            and not _has_other(subject, place, slots, nouns)
        ):
            yield place, tokens[subject.end - 1].text


def _has_other(subject: NounPhrase, place: int, slots: int, nouns: SubjectNouns) -> bool:
    """Whether a word before a possessive, none of the nouns right before it, may be another owner."""
    tokens, forms = nouns.predicate.sentence.tokens, nouns.forms
    others = [at for at in range(place) if not subject.start <= at < subject.end]
    others = others[: len(others) - _nouns_before(tokens, place, forms)]
    return any(_may_own(tokens, at, slots, forms) for at in others)


def _acts(nouns: SubjectNouns) -> bool:
    """Whether the subject, which stands before its verb and is joined to nothing, does something to something."""
    predicate, forms, subject = nouns.predicate, nouns.forms, nouns.clear[0]
    is_before = subject.is_own and subject.place < predicate.verb.place
    before = predicate.items[predicate.items.index(subject) : predicate.at] if is_before else ()
    is_alone = is_before and not any(joins(item, forms) for item in before)
    is_active = any(one.is_past for one in predicate.said) if predicate.is_being else not predicate.is_reflexive
    is_other = nouns.words & (forms.rows["object_pronouns"] | forms.rows["negations"])
    return is_alone and is_active and not is_other and not nouns.has_unknown


def _owner(token: Token, forms: WordForms) -> int:
    """The slots of what a possessive says something belongs to; 0 of another word."""
    slots = next((slots for stem, slots in forms.owners.items() if token.small.startswith(stem)), 0)
    return slots if forms.adjective(token.small) & ~forms.of_case[forms.tables.subject] else 0


def _nouns_before(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """How many nouns in a row stand right before a possessive, which says whose something of theirs is."""
    first = place
    while first and tokens[first].is_next and forms.nouns(tokens[first - 1].small):
        first -= 1
    return place - first


def _may_own(tokens: Sequence[Token], place: int, slots: int, forms: WordForms) -> bool:
    """Whether a word may be another owner, or name one that nobody knows."""
    token = tokens[place]
    if not token.is_word:
        return token.text in f"»„“(/{REFERENCE}"
    uses = forms.nouns(token.small)
    if uses:
        is_amount = any(use.stem in forms.rows["quantity_nouns"] for use in uses)
        return bool(together(uses) & slots) and not is_amount
    is_known = forms.is_known(token.small) or token.small in forms.prepositions or past_slots(forms, token)
    is_name = place > 0 and not token.text.islower()
    return is_name or not (is_known or len(token.text) < _SHORTEST_UNKNOWN)


@RULES.warning("possessive-of-subject")
def _find_possessives(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.owners:
        return
    for text, said in with_numbers(programme):
        for piece, word, owner in find_possessives(said, forms, programme.facts.language):
            own = forms.tables.own_possessive
            message = translate(
                "'{piece}': of the subject '{owner}' it is '{own}', not '{word}'",
                piece=piece,
                owner=owner,
                own=own,
                word=word,
            )
            yield Found(text.path, message, piece)

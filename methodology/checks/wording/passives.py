"""Objects beside verbs in the passive, which have a subject and no object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.clauses import ClauseReader, read_sentences
from methodology.checks.wording.frames import COMMA
from methodology.checks.wording.tokens import Token, with_numbers
from methodology.checks.wording.word_sorts import UNCLEAR, Sort, is_passive
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_REACH = 6
"""So many words may stand between a form of being and its participle."""

Piece = tuple[str, str]
"""A piece of a text, and the noun in it that can only be an object."""


@RULES.warning("object-of-passive")
def _find_objects_of_passives(programme: Programme) -> Iterator[Found]:
    """``so podani skupne dejavnike``: half of the sentence was changed."""
    forms = programme.word_forms
    if forms is None or not forms.rows:
        return
    for text, said in with_numbers(programme):
        for piece, noun in _objects(said, forms, programme.facts.language):
            message = translate("'{noun}' is an object, and the verb in '{piece}' has none", noun=noun, piece=piece)
            yield Found(text.path, message, piece)


@lru_cache(maxsize=MOST_TEXTS)
def _objects(text: str, forms: WordForms, tag: str) -> tuple[Piece, ...]:
    found = []
    for sentence in read_sentences(text, forms, tag):
        tokens = sentence.tokens
        for start, phrase in sentence.phrases.items():
            said = [token for token in phrase.tokens if not is_passive(token.small, forms)]
            is_inside = len(said) < len(phrase.tokens)
            place = _participle_at(sentence, start) if is_inside else _participle_before(sentence, start)
            if place is None or not said or phrase.preposition or phrase.number:
                continue
            if _is_object(said, forms) and _has_being(sentence, place):
                end = phrase.tokens[-1].end
                found.append((text[tokens[max(place - 1, 0)].start : end], text[said[0].start : end]))
        first = _object_at_start(sentence)
        if first is not None:
            piece = text[first.tokens[0].start : first.tokens[-1].end]
            found.append((piece, piece))
    return tuple(dict.fromkeys(found))


def _object_at_start(sentence: ClauseReader) -> NounPhrase | None:
    """``Ciljno vrednost kazalnika je določena``: what a sentence begins with, where nothing in it can be a subject."""
    phrase = sentence.phrases.get(sentence.first)
    if phrase is None or phrase.preposition or phrase.number or not _is_object(phrase.tokens, sentence.forms):
        return None
    said = sentence.said
    commas = (at for at in range(phrase.end, sentence.last) if sentence.tokens[at].text == COMMA and at in said)
    rest = range(phrase.end, next(commas, sentence.last))
    passives = [at for at in rest if sentence.is_passive(at) and _has_being(sentence, at)]
    return phrase if len(passives) == 1 and not _may_have_subject(sentence, rest) else None


def _may_have_subject(sentence: ClauseReader, places: range) -> bool:
    """Whether a noun that may be the subject, a verb in the past or a word that nobody knows stands there."""
    subject = sentence.forms.of_case[sentence.forms.tables.subject]
    nouns = (one for at, one in sentence.phrases.items() if at in places and not one.preposition)
    sorts = {sentence.sorts[at] for at in places if at in sentence.sorts}
    return any(sentence.without_dual(one.slots) & subject or one.number for one in nouns) or not sorts.isdisjoint(
        UNCLEAR | {Sort.PAST}
    )


def _is_object(words: Sequence[Token], forms: WordForms) -> bool:
    """Whether the noun that ends a phrase can be nothing but an object, each word before it too."""
    slots = forms.bare & together(forms.nouns(words[-1].small))
    for word in words[:-1]:
        slots &= forms.adjective(word.small) | forms.participle(word.small)
    slots = forms.without_two(slots)
    return bool(slots) and not slots & ~forms.of_case[forms.tables.object]


def _participle_at(sentence: ClauseReader, start: int) -> int | None:
    """The beginning of a phrase with a participle right behind a form of being; one small word may stand between."""
    before = [sentence.tokens[at].small for at in range(max(start - 2, sentence.first), start)]
    beings = _beings(sentence)
    is_behind = bool(before) and (before[-1] in beings or (before[0] in beings and start - 1 not in sentence.phrases))
    return start if is_behind and sentence.sorts.get(start - 1) is not Sort.PREPOSITION else None


def _beings(sentence: ClauseReader) -> frozenset[str]:
    words = sentence.forms.verb_chains
    return words["present_beings"] | words["future_beings"] | words["other_beings"]


def _participle_before(sentence: ClauseReader, start: int) -> int | None:
    """The place of the participle right before a phrase; one small word may stand between."""
    forms = sentence.forms
    endings = tuple(forms.verb_chains["passive_endings"])
    for place in range(start - 1, max(start - 3, sentence.first), -1):
        sort, small = sentence.sorts.get(place), sentence.tokens[place].small
        if sentence.is_passive(place) or (sort is Sort.UNKNOWN and small.endswith(endings)):
            return place
        if sort is not Sort.JOINING or not sentence.tokens[place].is_word:
            return None
    return None


def _has_being(sentence: ClauseReader, place: int) -> bool:
    """Whether a form of being stands before a participle, and no mark between."""
    before = [token.small for token in sentence.tokens[max(place - _REACH, sentence.first) : place]]
    last = next((at for at in range(len(before) - 1, -1, -1) if before[at] == COMMA), -1)
    return not _beings(sentence).isdisjoint(before[last + 1 :])

"""Predicates of clauses: verb, participle and subject of one clause have one number and gender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.carried_subjects import (
    counts_otherwise,
    go_on_wrongly,
    judge_list,
    names_one,
    needs_several,
)
from methodology.checks.wording.clauses import ClauseReader, read_sentences
from methodology.checks.wording.coordination import Mismatch
from methodology.checks.wording.frames import COMMA, ClauseItem, joins, read_frames
from methodology.checks.wording.lost_objects import find_lost_object
from methodology.checks.wording.predicate_words import Predicate, SaidWord
from methodology.checks.wording.relatives import as_genitives, fits, nouns_before
from methodology.checks.wording.shares import misses_share, read_share
from methodology.checks.wording.subject_nouns import SubjectNouns
from methodology.checks.wording.tokens import Token
from methodology.checks.wording.word_sorts import FINITE, UNCLEAR, Sort, number_of_verb
from methodology.model.word_forms import WordForms, together

_PAIR = 2


def predicates(text: str, forms: WordForms, tag: str) -> Iterator[Mismatch]:
    """``Cilji je usmerjeni``, ``Vrednost kazalnika so določena``, ``oseb, ki po usposabljanju poročata``."""
    if not (forms.rows and forms.tables.verbs):
        return
    before: list[SubjectNouns] = []
    for sentence in read_sentences(text, forms, tag):
        frames = [frame for frame in read_frames(sentence) if len(frame.verbs) == 1 and not frame.is_doubtful]
        subjects = [SubjectNouns(Predicate(frame, sentence)) for frame in frames]
        for nouns in subjects:
            wrong = _judge(nouns.predicate, nouns) or find_lost_object(nouns)
            if wrong is not None:
                yield _piece(text, nouns.predicate, nouns, wrong), wrong[0].text, wrong[1].text
        for first, second in _carried(before, subjects):
            yield text[first.start : _end_of_verb(sentence, second)], second.text, first.text
        before = subjects


def _end_of_verb(sentence: ClauseReader, verb: Token) -> int:
    """Where a verb ends, with the participle right behind it: ``so bile``."""
    places = (place for place, token in enumerate(sentence.tokens) if token.start == verb.start)
    at = next(places, len(sentence.tokens)) + 1
    behind = sentence.tokens[at] if at < len(sentence.tokens) else verb
    return behind.end if sentence.sorts.get(at) is Sort.PAST else verb.end


def _carried(before: Sequence[SubjectNouns], subjects: Sequence[SubjectNouns]) -> Iterator[tuple[Token, Token]]:
    """Yield the verbs of a sentence that do not agree with a clause or sentence before, each behind what it is told of.

    ``before`` are the clauses of the sentence before.
    """
    for one, other in pairwise(subjects):
        if counts_otherwise(one, other):
            yield one.verb.token, other.verb.token
    if before and len(subjects) == 1 and needs_several(subjects[0]) and names_one(before):
        yield subjects[0].items[0].token, subjects[0].verb.token
    yield from ((told, verb) for verb, told in go_on_wrongly(subjects))


def _piece(text: str, predicate: Predicate, nouns: SubjectNouns, wrong: tuple[Token, Token]) -> str:
    """The words from the first to the last of what does not agree, the predicate and its subject."""
    shown = [*wrong, predicate.verb.token, *(one.token for one in predicate.said)]
    shown += [token for item in nouns.clear[:1] if item.phrase is not None for token in item.phrase.tokens]
    return text[min(token.start for token in shown) : max(token.end for token in shown)]


def _judge(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """The two words that do not agree, what is told of first; None where all may be right."""
    if not predicate.number:
        return _judge_speaker(predicate)
    if not predicate.is_readable:
        return _judge_whole(predicate, nouns)
    verb, asked = predicate.verb.token, predicate.number
    oblique = predicate.oblique()
    if oblique is not None:
        return oblique, verb
    share = read_share(nouns)
    for one in predicate.said:
        if not one.slots & asked:
            return None if share is not None and share.may_have(one.token, nouns.forms) else _unlike(predicate, one)
        asked &= one.slots
    if share is not None and misses_share(share, nouns, asked):
        return predicate.last, share.of.tokens[-1]
    found = _judge_kinds(predicate, nouns) or _judge_relative(predicate, asked)
    return found or (None if nouns.has_pronoun else _judge_subject(predicate, nouns, asked))


def _judge_speaker(predicate: Predicate) -> tuple[Token, Token] | None:
    """``Kazalniki smo določili``: who speaks has done it, so that the thing before the verb is what is done."""
    forms, first = predicate.forms, predicate.items[0]
    is_first = predicate.at == 1 and first.place == predicate.sentence.first and first.phrase is not None
    is_several = predicate.verb.token.small in forms.tables.verbs.get("several_persons", "").split()
    if not (is_first and is_several) or first.phrase is None or first.phrase.preposition or first.phrase.number:
        return None
    own = first.phrase.slots & forms.bare
    is_thing = not any(forms.is_living(use.lemma) for use in first.phrase.readings)
    past = tuple(forms.tables.verbs["participles"])
    is_done = any(one.phrase is None and one.token.small.endswith(past) for one in predicate.items[predicate.at :])
    is_wrong = own and not own & ~forms.of_case[forms.tables.subject] and is_thing and is_done
    return (first.phrase.tokens[-1], predicate.verb.token) if is_wrong else None


def _judge_kinds(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """The two words of a clause of a kind of its own that do not agree."""
    return (
        judge_list(nouns)
        or _judge_first(predicate)
        or _judge_first_of_several(predicate)
        or _judge_impersonal(predicate, nouns)
        or _judge_needed(predicate)
        or _judge_copula(predicate, nouns)
        or _judge_reflexive(predicate, nouns)
        or _judge_object(predicate, nouns)
        or _judge_done(predicate, nouns)
        or _judge_whole(predicate, nouns)
    )


def _unlike(predicate: Predicate, one: SaidWord) -> tuple[Token, Token]:
    """A word that is said of the subject and the one before it, or the verb, that it does not agree with."""
    verb = predicate.verb.token
    return (one.token, predicate.said[0].token) if one.slots & predicate.number else (verb, one.token)


def _judge_first(predicate: Predicate) -> tuple[Token, Token] | None:
    """``Cilji je tudi boljše povezave``: what a sentence begins with, right before its verb, can be but the subject."""
    forms, first = predicate.forms, predicate.items[0]
    is_first = predicate.at == 1 and not predicate.frame.opening and first.place == predicate.sentence.first
    if not is_first or first.phrase is None or first.phrase.number or first.phrase.preposition:
        return None
    if any(forms.is_of_time(use.lemma) for use in first.phrase.readings):
        return None
    own = first.phrase.slots & forms.bare
    if predicate.number & ~predicate.singular:
        return _judge_first_of_plural(predicate, own, first.phrase.tokens[-1])
    is_several = own and not own & ~(forms.of_case[forms.tables.subject] & ~predicate.singular)
    return (predicate.verb.token, first.phrase.tokens[-1]) if is_several else None


def _judge_first_of_plural(predicate: Predicate, own: int, noun: Token) -> tuple[Token, Token] | None:
    """``Cilji so usmerjene v``: what is said by itself of the noun right before the verb, alone its subject."""
    alone = {item.token for item in predicate.items if item.phrase is None}
    is_subject = own & predicate.number and not own & ~predicate.subject
    said = next((one for one in predicate.said if one.token in alone and not one.slots & own), None)
    return (said.token, noun) if is_subject and said is not None else None


def _judge_first_of_several(predicate: Predicate) -> tuple[Token, Token] | None:
    """``so uvrščene ukrepi in aktivnosti``: a participle that is neither of what follows nor of all together."""
    if not predicate.is_being or predicate.said or predicate.number & predicate.singular:
        return None
    if any(item.sort in UNCLEAR for item in predicate.items):
        return None
    forms, behind = predicate.forms, predicate.items[predicate.at + 1 :]
    at = next((at for at, item in enumerate(behind) if _begins_with_participle(item, forms)), None)
    phrase = behind[at].phrase if at is not None else None
    if phrase is None or phrase.slots or phrase.number:
        return None
    is_joined = any(joins(item, forms) for item in behind[at:])
    return (phrase.tokens[0], phrase.tokens[-1]) if _is_of_none(predicate, phrase, is_joined=is_joined) else None


def _begins_with_participle(item: ClauseItem, forms: WordForms) -> bool:
    """Whether an item is a noun without a preposition and a participle before it."""
    phrase = item.phrase if item.is_own else None
    return phrase is not None and not phrase.preposition and bool(forms.participle(phrase.first_word))


def _is_of_none(predicate: Predicate, phrase: NounPhrase, *, is_joined: bool) -> bool:
    """Whether the first word of a phrase, whose noun is a subject, goes neither with it nor with several together."""
    forms = predicate.forms
    own, slots = together(phrase.readings), forms.participle(phrase.first_word) & predicate.number
    for token in phrase.tokens[1:-1]:
        own &= forms.adjective(token.small) | forms.participle(token.small)
    if not own & predicate.number & ~predicate.dual or own & forms.dependent:
        return False
    masculine, *_ = forms.of_gender.values()
    return bool(slots) and not slots & own and not (is_joined and slots & masculine)


def _judge_impersonal(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """``se predvidevajo, da``: what is said to be foreseen, by a verb that is no singular."""
    forms, end, verb = predicate.forms, predicate.items[-1].end, predicate.verb.token
    is_saying = predicate.is_reflexive and verb.small.startswith(tuple(forms.clauses["saying"]))
    behind = predicate.sentence.tokens[end : end + 2]
    is_clause = [token.text == COMMA or token.small in forms.clauses["said_by"] for token in behind] == [True, True]
    is_wrong = is_saying and is_clause and not predicate.number & predicate.singular and not nouns.possible
    return (verb, behind[1]) if is_wrong else None


def _judge_needed(predicate: Predicate) -> tuple[Token, Token] | None:
    """``Orodja so potrebno nadgraditi``: what is needed is to do something, and the verb of that is in the singular."""
    needed, verb = predicate.forms.rows["needed"], predicate.verb.token
    if not predicate.is_being or predicate.said or predicate.number & predicate.singular:
        return None
    at = next((at for at, item in enumerate(predicate.items) if item.token.small in needed and not item.phrase), None)
    is_wrong = at is not None and any(item.sort is Sort.INFINITIVE for item in predicate.items[at:])
    return (verb, predicate.items[at].token) if at is not None and is_wrong else None


def _judge_copula(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """``Cilj dela so prispevati``, ``da so usposabljanje koristno``: one thing, whose verb is no singular."""
    forms, items, at = predicate.forms, predicate.items, predicate.at
    behind = [item for item in items[at + 1 :] if not predicate.is_adverb(item)][:_PAIR]
    is_other = predicate.said or nouns.has_unknown or predicate.number & predicate.singular
    if not (predicate.is_being and behind) or is_other:
        return None
    if any(joins(item, forms) for item in items[1:] if item.place <= behind[-1].place):
        return None
    if behind[0].sort is Sort.INFINITIVE:
        return (predicate.verb.token, items[0].token) if _is_one(predicate, items[0]) else None
    return (predicate.verb.token, behind[0].token) if _is_said_of_one(predicate, behind) else None


def _is_said_of_one(predicate: Predicate, behind: Sequence[ClauseItem]) -> bool:
    """Whether the two items behind a verb are a noun in the singular and what is said of it, and none stands before."""
    if any(item.phrase for item in predicate.items[: predicate.at]):
        return False
    is_said = len(behind) == _PAIR and behind[1].sort is Sort.ADJECTIVE and _is_open(predicate, behind[1])
    return is_said and _is_one(predicate, behind[0])


def _is_one(predicate: Predicate, item: ClauseItem) -> bool:
    """Whether an item may be a subject in the singular alone: a noun, or what stands for a whole clause."""
    forms, slots = predicate.forms, predicate.forms.pronouns.get(item.token.small, 0)
    if item.phrase is not None and not (item.phrase.preposition or item.phrase.number):
        slots = item.phrase.slots
    subject = slots & predicate.subject
    return bool(subject) and not subject & ~predicate.singular and not slots & forms.of_case[forms.tables.genitive]


def _is_open(predicate: Predicate, item: ClauseItem) -> bool:
    """Whether an adjective in the neuter singular ends the clause, or a preposition stands behind it."""
    end, tokens = item.place + 1, predicate.sentence.tokens
    is_neuter = item.token.small.endswith(predicate.forms.adverb_endings)
    return is_neuter and (
        end >= len(tokens) or not tokens[end].is_word or tokens[end].small in predicate.forms.prepositions
    )


def _judge_reflexive(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """``se spreminja tudi podlage``: what is changed is the subject, and no other noun can be it."""
    forms, small = predicate.forms, predicate.verb.token.small
    is_singular = not predicate.number & ~predicate.singular and forms.present(small) == (forms.tables.numbers[0], True)
    is_open = nouns.has_pronoun or nouns.has_unknown or nouns.may_take_genitive or nouns.has_other_verb
    if not (predicate.is_reflexive and is_singular) or is_open or nouns.possible & predicate.number:
        return None
    phrase = _phrase_behind(predicate, nouns)
    if phrase is None:
        return None
    is_several = phrase.slots & predicate.subject & predicate.plural and not phrase.slots & forms.dependent
    return (predicate.verb.token, phrase.tokens[-1]) if is_several else None


def _judge_object(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """``ki jo uporabljajo policiste``: the pronoun is what is used, so that the noun is who uses it."""
    forms, is_relative = predicate.forms, predicate.frame.opening == predicate.forms.tables.verbs["relative"]
    if not is_relative or predicate.words.isdisjoint(forms.rows["object_pronouns"]) or predicate.is_being:
        return None
    if not forms.present(predicate.verb.token.small)[0] or nouns.has_other_verb:
        return None
    phrase = _phrase_behind(predicate, nouns)
    if phrase is None or any(forms.is_of_time(reading.lemma) for reading in phrase.readings):
        return None
    is_object = phrase.slots and not phrase.slots & forms.bare & ~forms.of_case[forms.tables.object]
    return (phrase.tokens[-1], predicate.verb.token) if is_object else None


def _judge_done(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """``ki povzročajo škoda``: the pronoun is who does it, so that the noun is what is done."""
    forms, verb = predicate.forms, predicate.verb.token
    is_relative = predicate.frame.opening == forms.tables.verbs["relative"] and nouns.has_pronoun
    is_other = predicate.is_being or predicate.is_reflexive or nouns.has_unknown or nouns.has_other_verb
    stems = tuple(forms.tables.verbs["copulas"].split())
    if not is_relative or is_other or verb.small.startswith(stems) or not forms.present(verb.small)[1]:
        return None
    if not predicate.words.isdisjoint(forms.rows["given_pronouns"]):
        return None
    phrase = _phrase_behind(predicate, nouns)
    is_subject = phrase is not None and phrase.slots and not phrase.slots & ~forms.of_case[forms.tables.subject]
    return (phrase.tokens[-1], verb) if phrase is not None and is_subject else None


def _phrase_behind(predicate: Predicate, nouns: SubjectNouns) -> NounPhrase | None:
    """The phrase without a preposition right behind the verb, or behind small words there; None where none stands."""
    behind = [item for item in predicate.items[predicate.at + 1 :] if not predicate.is_adverb(item)][:1]
    phrase = behind[0].phrase if behind and behind[0] in nouns.bare and behind[0].is_own else None
    return None if phrase is None or phrase.number or phrase.preposition else phrase


def _judge_whole(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """``kar imajo za posledico zamudo``: what a whole clause says is one thing, and no noun can be the subject."""
    forms, verb, items = predicate.forms, predicate.verb.token, predicate.items
    is_plural = not predicate.number & predicate.singular and verb.small in forms.clauses["verbs"]
    whole = [COMMA, forms.tables.verbs.get("whole_clause")]
    at = next((at for at in range(1, predicate.at) if [one.token.small for one in items[at - 1 : at + 1]] == whole), 0)
    if not (is_plural and at) or nouns.has_unknown:
        return None
    genitive = forms.of_case[forms.tables.genitive]
    for before, item in pairwise(items[at:]):
        is_attribute = before.phrase is not None and item.phrase is not None and item.phrase.slots & genitive
        if item in nouns.bare and nouns.nominative(item) & predicate.number and not is_attribute:
            return None
    return verb, items[at].token


def _judge_relative(predicate: Predicate, asked: int) -> tuple[Token, Token] | None:
    """``oseb, ki po usposabljanju poročata``: the clause is about a noun before it."""
    forms, tokens, place = predicate.forms, predicate.sentence.tokens, predicate.items[0].place
    verbs = forms.tables.verbs
    is_relative = predicate.frame.opening == verbs["relative"] and tokens[place].text == COMMA
    if not is_relative or not predicate.words.isdisjoint(verbs["objects"].split()):
        return None
    nouns = nouns_before(tokens, place, forms)
    if not _may_be_subject_of_several(predicate):
        nouns = as_genitives(tokens, nouns, forms)
    if not nouns or fits(tokens, nouns, asked, forms, place):
        return None
    return predicate.last, nouns[0].token


def _may_be_subject_of_several(predicate: Predicate) -> bool:
    """Whether a noun before a clause may be the subject of another verb of its sentence, which is no singular."""
    sentence, own = predicate.sentence, {item.place for item in predicate.items}
    others = [place for place, sort in sentence.sorts.items() if place not in own and sort in FINITE]
    numbers = (number_of_verb(sentence.tokens[place], predicate.forms) for place in others)
    return any(number & ~predicate.singular for number in numbers)


def _judge_subject(predicate: Predicate, nouns: SubjectNouns, asked: int) -> tuple[Token, Token] | None:
    """``Vrednost kazalnika so določena``: no noun can be the subject, and one can be nothing else."""
    if not nouns.clear or nouns.has_unknown or asked & (nouns.only or nouns.possible):
        return None
    noun = nouns.clear[0]
    is_number_right = predicate.said and nouns.nominative(noun) & predicate.number
    word = predicate.said[-1].token if is_number_right else predicate.verb.token
    return word, noun.phrase.tokens[-1] if noun.phrase is not None else noun.token

"""Predicates of clauses: verb, participle and subject of one clause have one number and gender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from methodology.checks.wording.agreement import NounPhrase, PhraseReader
from methodology.checks.wording.carried_subjects import counts_otherwise, go_on_wrongly, judge_list
from methodology.checks.wording.clauses import read_sentences
from methodology.checks.wording.coordination import Mismatch
from methodology.checks.wording.frames import COMMA, read_frames
from methodology.checks.wording.predicate_words import Predicate, SaidWord
from methodology.checks.wording.relatives import fits, nouns_before
from methodology.checks.wording.shares import misses_share, read_share
from methodology.checks.wording.subject_nouns import SubjectNouns
from methodology.checks.wording.tokens import Token


def predicates(text: str, reader: PhraseReader, phrases: Sequence[NounPhrase]) -> Iterator[Mismatch]:
    """``Cilji je usmerjeni``, ``Vrednost kazalnika so določena``, ``oseb, ki po usposabljanju poročata``."""
    if not (reader.forms.rows and reader.forms.tables.verbs):
        return
    for sentence in read_sentences(reader, phrases, is_name=False):
        frames = [frame for frame in read_frames(sentence) if len(frame.verbs) == 1 and not frame.is_doubtful]
        subjects = [SubjectNouns(Predicate(frame, sentence)) for frame in frames]
        for nouns in subjects:
            wrong = _judge(nouns.predicate, nouns)
            if wrong is not None:
                yield _piece(text, nouns.predicate, nouns, wrong), wrong[0].text, wrong[1].text
        for before, nouns in pairwise(subjects):
            if counts_otherwise(before, nouns):
                first, second = before.verb.token, nouns.verb.token
                yield text[first.start : second.end], second.text, first.text
        for wrong in go_on_wrongly(subjects):
            yield text[wrong[1].start : wrong[0].end], wrong[0].text, wrong[1].text


def _piece(text: str, predicate: Predicate, nouns: SubjectNouns, wrong: tuple[Token, Token]) -> str:
    """The words from the first to the last of what does not agree, the predicate and its subject."""
    shown = [*wrong, predicate.verb.token, *(one.token for one in predicate.said)]
    shown += [token for item in nouns.clear[:1] if item.phrase is not None for token in item.phrase.tokens]
    return text[min(token.start for token in shown) : max(token.end for token in shown)]


def _judge(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """The two words that do not agree, what is told of first; None where all may be right."""
    if not predicate.number or not predicate.is_readable:
        return None
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
    found = (
        judge_list(nouns)
        or _judge_impersonal(predicate, nouns)
        or _judge_whole(predicate, nouns)
        or _judge_relative(predicate, asked)
    )
    return found or (None if nouns.has_pronoun else _judge_subject(predicate, nouns, asked))


def _unlike(predicate: Predicate, one: SaidWord) -> tuple[Token, Token]:
    """A word that is said of the subject and the one before it, or the verb, that it does not agree with."""
    verb = predicate.verb.token
    return (one.token, predicate.said[0].token) if one.slots & predicate.number else (verb, one.token)


def _judge_impersonal(predicate: Predicate, nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """``se predvidevajo, da``: what is said to be foreseen, by a verb that is no singular."""
    forms, end, verb = predicate.forms, predicate.items[-1].end, predicate.verb.token
    is_saying = predicate.is_reflexive and verb.small.startswith(tuple(forms.clauses["saying"]))
    behind = predicate.sentence.tokens[end : end + 2]
    is_clause = [token.text == COMMA or token.small in forms.clauses["said_by"] for token in behind] == [True, True]
    is_wrong = is_saying and is_clause and not predicate.number & predicate.singular and not nouns.possible
    return (verb, behind[1]) if is_wrong else None


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
    if not nouns or fits(tokens, nouns, asked, forms, place):
        return None
    return predicate.last, nouns[0].token


def _judge_subject(predicate: Predicate, nouns: SubjectNouns, asked: int) -> tuple[Token, Token] | None:
    """``Vrednost kazalnika so določena``: no noun can be the subject, and one can be nothing else."""
    if not nouns.clear or nouns.has_unknown or asked & (nouns.only or nouns.possible):
        return None
    noun = nouns.clear[0]
    is_number_right = predicate.said and nouns.nominative(noun) & predicate.number
    word = predicate.said[-1].token if is_number_right else predicate.verb.token
    return word, noun.phrase.tokens[-1] if noun.phrase is not None else noun.token

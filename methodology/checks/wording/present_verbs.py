"""Verbs in the present and the number of their subject: the one noun before them that can be nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from methodology.checks.printed_texts import REFERENCE
from methodology.checks.wording.agreement import NounPhrase, PhraseReader
from methodology.checks.wording.tokens import Token
from methodology.model.word_forms import WordForms

_FARTHEST = 25
_PAIR = 2
_ENDS = frozenset(".;:!?")
_MARKS = frozenset(".;:!?,()/–—„“\"'")
_NAMES = frozenset(f"»«{REFERENCE}")
"""A reference stands where a name or number is printed."""

Mismatch = tuple[str, str, str]
"""A piece of a text, the verb, and its subject."""


class _Clause(NamedTuple):
    """What stands before a verb in its clause: the phrases that a subject or object can be, and small words."""

    heads: tuple[NounPhrase, ...]
    has_reflexive: bool


def present_verbs(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[Mismatch]:
    """``ker komisija predlagajo``, ``V okviru cilja se program izvajajo``, ``ki ga izvajajo uprava``."""
    verbs = (place for place, token in enumerate(tokens) if forms.present(token.small)[0])
    starts = [(verb, start) for verb in verbs if (start := _start(tokens, verb, forms)) is not None]
    phrases = list(PhraseReader(tokens, forms).phrases()) if starts else []
    for verb, start in starts:
        clause = _read_clause(tokens, start, verb, phrases, forms)
        if clause is None:
            continue
        number, _ = forms.present(tokens[verb].small)
        if not clause.heads and _is_impersonal(tokens, verb, number, forms):
            yield text[tokens[verb].start : tokens[verb + 2].end], tokens[verb].text, tokens[verb + 2].text
            continue
        wrong = _before(clause, number, forms) if clause.heads else _behind(tokens, verb, number, phrases, forms)
        if wrong is not None:
            first, last = sorted((wrong.tokens[-1], tokens[verb]), key=lambda token: token.start)
            yield text[first.start : last.end], tokens[verb].text, wrong.noun


def _is_impersonal(tokens: Sequence[Token], verb: int, number: str, forms: WordForms) -> bool:
    """Whether a clause is what is said to be foreseen, by a verb that is no singular: ``se predvidevajo, da``."""
    behind = [token.small for token in tokens[verb + 1 : verb + 3]]
    is_clause = len(behind) == _PAIR and behind[0] == "," and behind[1] in forms.clauses["said_by"]
    is_saying = tokens[verb].small.startswith(tuple(forms.clauses["saying"]))
    return is_clause and is_saying and number != forms.tables.numbers[0]


def _start(tokens: Sequence[Token], verb: int, forms: WordForms) -> int | None:
    """Where the clause of a verb begins; None where nothing tells, or its subject is the relative pronoun."""
    opening, relative = forms.clauses["opening"], forms.tables.verbs["relative"]
    for place in range(verb - 1, max(verb - _FARTHEST, -1), -1):
        token = tokens[place]
        if token.small == relative:
            return place + 2 if tokens[place + 1].small in forms.tables.verbs["objects"].split() else None
        if token.small in opening or token.text in _ENDS:
            return place + 1
        if token.text in _MARKS or token.small in forms.finite or forms.present(token.small)[0]:
            return None
    return 0 if verb < _FARTHEST else None


def _read_clause(
    tokens: Sequence[Token], start: int, verb: int, phrases: Sequence[NounPhrase], forms: WordForms
) -> _Clause | None:
    """What stands before a verb; None where a word of it is not known or more than one thing may be named."""
    small_words = {*forms.tables.verbs["particles"].split(), *forms.tables.verbs["objects"].split()}
    heads: list[NounPhrase] = []
    at = start
    by_start = {phrase.start - len(phrase.preposition.split()): phrase for phrase in phrases}
    before: NounPhrase | None = None
    while at < verb:
        phrase = by_start.get(at)
        if phrase is None:
            if tokens[at].small not in small_words and tokens[at].text not in _NAMES:
                return None
            before, at = before if tokens[at].text in _NAMES else None, at + 1
            continue
        if phrase.number or phrase.end > verb or phrase.preposition in forms.words["quantities"]:
            return None
        if not phrase.preposition and not (before and phrase.slots & forms.of_case[forms.tables.genitive]):
            heads.append(phrase)
        before, at = phrase, phrase.end
    reflexive = forms.tables.verbs["reflexive"]
    return _Clause(tuple(heads), any(token.small == reflexive for token in tokens[start : verb + 2]))


def _before(clause: _Clause, number: str, forms: WordForms) -> NounPhrase | None:
    """The subject before a verb that has another number; None where it may be something else."""
    subject, object_ = forms.of_case[forms.tables.subject], forms.of_case[forms.tables.object]
    heads = [head for head in clause.heads if head.slots & subject]
    if len(heads) != 1 or any(head.slots & object_ for head in clause.heads if head is not heads[0]):
        return None
    slots = heads[0].slots & forms.bare
    is_plain = clause.has_reflexive and number != forms.tables.numbers[0]
    allowed = subject | object_ if is_plain else subject
    return heads[0] if not slots & ~allowed and not slots & forms.of_number[number] else None


def _behind(
    tokens: Sequence[Token], verb: int, number: str, phrases: Sequence[NounPhrase], forms: WordForms
) -> NounPhrase | None:
    """The subject right behind a verb that has another number; None where it may be something else."""
    at = verb + 1
    if at < len(tokens) and tokens[at].small == forms.tables.verbs["reflexive"]:
        at += 1
    phrase = next((one for one in phrases if one.start == at and not one.preposition and not one.number), None)
    is_said = tokens[verb].small.startswith(tuple(forms.tables.verbs["copulas"].split()))
    if phrase is None or is_said:
        return None
    if _is_joined(tokens, phrase.end, forms):
        return None
    slots = phrase.slots & forms.bare
    is_subject = bool(slots) and not slots & ~forms.of_case[forms.tables.subject]
    return phrase if is_subject and not slots & forms.of_number[number] else None


def _is_joined(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a mark or conjunction follows before the end of the sentence."""
    for token in tokens[place : place + _FARTHEST]:
        if token.text in _ENDS:
            return False
        if token.text in _MARKS or token.small in forms.subject_joining:
            return True
    return False

"""Verbs and participles with their subject, of their clause or of what a relative clause is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording.coordination import Mismatch, joined_participles, participles_of_persons
from methodology.checks.wording.predicates import predicates
from methodology.checks.wording.relatives import relative_clauses
from methodology.checks.wording.tokens import tokens_of, with_numbers
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)


@lru_cache(maxsize=MOST_TEXTS)
def find_disagreements(text: str, forms: WordForms, tag: str) -> tuple[Mismatch, ...]:
    """Return where a verb does not agree with its subject: the piece, the verb and the noun."""
    tokens = tokens_of(text)
    found = (
        *predicates(text, forms, tag),
        *relative_clauses(text, tokens, forms),
        *joined_participles(text, tokens, forms),
        *participles_of_persons(text, tokens, forms),
    )
    faults: dict[str, Mismatch] = {}
    for fault in found:
        is_told = any(fault[0] in piece or piece in fault[0] or fault[2] == word for piece, word, _ in faults.values())
        if not is_told:
            faults[fault[0]] = fault
    return tuple(faults.values())


@RULES.warning("subject-agreement")
def _find_subjects(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.tables.verbs:
        return
    for text, said in with_numbers(programme):
        for piece, verb, noun in find_disagreements(said, forms, programme.facts.language):
            message = translate(
                "'{piece}': '{verb}' does not agree with '{noun}' in gender or number",
                piece=piece,
                verb=verb,
                noun=noun,
            )
            yield Found(text.path, message, piece)

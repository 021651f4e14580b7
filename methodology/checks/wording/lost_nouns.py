"""Prepositions of which the noun was lost, so that another preposition stands behind them: ``za na delo``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.tokens import Token, outside_quotes, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_ENDS = frozenset(".;")
_SHORTEST = 7
"""So many letters has an adjective at least: ``za dobro`` and ``na suho`` stand alone."""
_BEFORE = 20
"""So many words before a preposition it may stand with the other of two: ``za javno ali za zasebno``."""
_NEAR = 6
"""So many words behind a preposition its adjective's noun may stand."""
_INSERTED = 5
"""So many words at most are inserted between a preposition and its noun."""


@RULES.warning("noun-lost")
def _find_lost_nouns(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.government:
        return
    for text in printed_texts(programme):
        for piece, first, second in _lost(text.text, forms):
            message = translate(
                "no noun stands between '{first}' and '{second}' in '{piece}'", first=first, second=second, piece=piece
            )
            yield Found(text.path, message, piece)
        for piece, adjective in _lost_at_end(text.text, forms):
            message = translate("no noun stands behind '{adjective}' in '{piece}'", adjective=adjective, piece=piece)
            yield Found(text.path, message, piece)


@lru_cache(maxsize=MOST_TEXTS)
def _lost_at_end(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    """``za nemoteno.``: a sentence that ends with a preposition and an adjective, each with the adjective."""
    tokens = tokens_of(text)
    found = []
    for place in outside_quotes(tokens):
        if 0 < place < len(tokens) - 2 and tokens[place + 2].text in _ENDS and _ends_in_attribute(tokens, place, forms):
            piece = text[tokens[place - 1].start : tokens[place + 1].end]
            found.append((piece, tokens[place + 1].text))
    return tuple(dict.fromkeys(found))


def _ends_in_attribute(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a preposition and an adjective stand there, which is no noun, adverb or person, nor of two of a kind."""
    preposition, last = tokens[place], tokens[place + 1]
    words, others = (preposition.small, last.small), (*forms.rows.get("adjectives_alone", ()), *forms.words["people"])
    is_other = words in forms.adverbials or last.small in forms.words["also_others"] or last.small in forms.numerals
    is_other = is_other or not last.text.islower() or preposition.small in forms.rows.get("comparing_prepositions", ())
    is_other = is_other or len(last.small) < _SHORTEST or last.small.startswith(others) or bool(forms.nouns(last.small))
    slots = forms.adjective(last.small) & forms.government.get((preposition.small,), 0)
    singular = forms.of_number[forms.tables.numbers[0]]
    is_again = any(
        one.small == preposition.small and _slots(other.small, forms) & _slots(last.small, forms)
        for one, other in pairwise(tokens[max(place - _BEFORE, 0) : place])
    )
    return last.is_next and bool(slots) and not slots & ~singular and not (is_other or is_again)


def _slots(word: str, forms: WordForms) -> int:
    return forms.adjective(word) | forms.participle(word) | together(forms.nouns(word))


@lru_cache(maxsize=MOST_TEXTS)
def _lost(text: str, forms: WordForms) -> tuple[tuple[str, str, str], ...]:
    tokens = tokens_of(text)
    found = []
    for place in outside_quotes(tokens):
        is_pair = place + 2 < len(tokens) and tokens[place + 2].is_next and _is_pair(tokens, place, forms)
        is_alone = place + 2 < len(tokens) and _is_alone(tokens, place, forms)
        if is_alone or (is_pair and not _is_inserted(tokens, place + 2, forms)):
            piece = text[tokens[max(place - 1, 0)].start : tokens[place + 2].end]
            found.append((piece, tokens[place].text, tokens[place + 1].text))
    return tuple(dict.fromkeys(found))


def _is_pair(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether two prepositions stand in a row, neither an adverb, a noun or a conjunction too."""
    first, second = tokens[place], tokens[place + 1]
    others = (
        forms.words["adverbs_too"]
        | forms.clauses.get("joining", frozenset())
        | forms.rows.get("nouns_too", frozenset())
    )
    return second.is_next and all(
        (one.small,) in forms.government and one.text.islower() and one.small not in others for one in (first, second)
    )


def _is_alone(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``povečanje nacionalnih za zbiranje``: an adjective that governs nothing, and no noun of its behind.

    In a case that no predicate has; one that tells what a thing belongs to is never said of it.
    """
    word, second = tokens[place], tokens[place + 1]
    slots = forms.adjective(word.small)
    if not word.text.islower() or not second.is_next or (second.small,) not in forms.government:
        return False
    is_other = forms.nouns(word.small) or word.small in forms.words["also_others"] | forms.rows["nouns_too"]
    stem = word.small.rstrip("aeghimou")
    is_relational = stem.endswith(tuple(forms.rows["relational_stems"]))
    if is_other or not is_relational or not slots or slots & forms.of_case[forms.tables.subject]:
        return False
    if second.small in forms.words["adverbs_too"]:
        return False
    behind = tokens[place + 2 : place + 2 + _NEAR]
    end = next((at for at, token in enumerate(behind) if not token.is_word), len(behind))
    later = (together(forms.nouns(one.small)) for one in behind[1:end])
    return not any(own & slots for own in later)


def _is_inserted(tokens: Sequence[Token], first: int, forms: WordForms) -> bool:
    """Whether an adjective that governs what stands before it follows: ``na z varnostjo povezane incidente``."""
    for place in range(first, min(first + _INSERTED, len(tokens) - 1)):
        if not tokens[place].is_word:
            return False
        behind = tokens[place + 1].small
        is_attribute = forms.adjective(behind) or forms.participle(behind) or forms.guess_adjective(behind)
        if forms.nouns(tokens[place].small) and is_attribute and not behind.endswith(forms.adverb_endings):
            return True
    return False

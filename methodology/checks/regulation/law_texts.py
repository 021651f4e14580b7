"""Sentences and points of an act that prose takes over: a word that is another one there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import SameProgramme, prose_texts
from methodology.checks.regulation.cited_law import shown
from methodology.checks.sentence_words import Word, sentences_of, words_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.REGULATION, Scope.VALUE)

_LEAST_ALIKE = 0.6
"""Of the words of the law's sentence so many stand in one that takes it over."""
_MOST_EXCHANGED = 2
"""So many words stand in the place of as many, at so many places; what is worded anew has more."""
_SHORTEST = 4


class _Reading(NamedTuple):
    """A sentence of the law: the act's number, the article, the sentence and its words."""

    number: str
    article: str
    text: str
    words: tuple[Word, ...]
    lemmas: tuple[str, ...]


@RULES.warning("law-reads-otherwise")
def _find_exchanged_words(programme: Programme) -> Iterator[Found]:
    """``hudih kaznivih dejanj … ter okoljske kriminalitete`` where the act has ``kibernetske kriminalitete``."""
    readings, forms = _readings(SameProgramme(programme)), programme.word_forms
    if not readings or forms is None:
        return
    for text in prose_texts(programme):
        for sentence in sentences_of(text.text, programme.language.lemmas):
            words = tuple(word for word in sentence if word.is_word)
            lemmas = tuple(word.lemma for word in words)
            there = set(lemmas)
            for reading in readings:
                if len(there.intersection(reading.lemmas)) >= _LEAST_ALIKE * len(set(reading.lemmas)):
                    for typed, right in _exchanged(words, lemmas, reading, forms):
                        message = translate(
                            "'{typed}' stands where {article} of {number} reads '{right}'",
                            typed=typed,
                            article=shown(reading.article),
                            number=reading.number,
                            right=right,
                        )
                        yield Found(text.path, message, typed)


@lru_cache(maxsize=1)
def _readings(same: SameProgramme) -> tuple[_Reading, ...]:
    language = same.programme.language.lemmas
    found = []
    for act in same.programme.law.acts:
        for article, sentences in act.reads.items():
            for text in sentences:
                words = tuple(word for word in words_of(text, language) if word.is_word)
                found.append(_Reading(act.number, article, text, words, tuple(word.lemma for word in words)))
    return tuple(found)


def _exchanged(
    words: Sequence[Word], lemmas: Sequence[str], reading: _Reading, forms: WordForms
) -> list[tuple[str, str]]:
    """What is typed and what the law has at the places where a few words are others."""
    pieces = SequenceMatcher(None, reading.lemmas, lemmas, autojunk=False).get_opcodes()
    replaced = [piece for piece in pieces if piece[0] == "replace"]
    kept = sum(end - start for kind, start, end, _, _ in pieces if kind == "equal")
    if len(replaced) > _MOST_EXCHANGED or kept < len(reading.lemmas) * _LEAST_ALIKE or kept < _SHORTEST:
        return []
    found = []
    for _, start, end, first, last in replaced:
        one, other = words[first:last], reading.words[start:end]
        is_few = max(len(one), len(other)) <= _MOST_EXCHANGED and len(one) == len(other)
        if is_few and any(_say_something(*pair, forms) for pair in zip(one, other, strict=True)):
            found.append((" ".join(word.text for word in one), " ".join(word.text for word in other)))
    return found


def _say_something(one: Word, other: Word, forms: WordForms) -> bool:
    """Whether two words are nouns or adjectives, and not forms of one; nor a short name for words."""
    if one.text.isupper() != other.text.isupper():
        return False
    is_known = all(forms.declined(word.text.lower()) or word.text.isupper() for word in (one, other))
    is_long = min(len(one.text), len(other.text)) >= _SHORTEST or one.text.isupper()
    return is_known and is_long and one.text[:_SHORTEST].lower() != other.text[:_SHORTEST].lower()

"""Nouns before the numbers of several things, ``v členih 19 in 20``, and those that indicators count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import printed_texts
from methodology.checks.sentence_words import Word, find_phrases, numbers_behind, sentences_of
from methodology.checks.wording.agreement import read_phrases, right_forms
from methodology.messages import translate
from methodology.model.indicator import NumberFormat
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_BENT_SHORT_NAME = re.compile(r"\b([^\W\d_a-zčšž]{2,})-([^\W\d_A-ZČŠŽ]{1,3})\b")
_MOST_DIGITS = 3
"""A number with more is a year."""


@RULES.warning("numbered-in-singular")
def _find_singular_nouns(programme: Programme) -> Iterator[Found]:
    """``v členu 19 in 20``, where two articles are named."""
    forms, naming, language = programme.word_forms, programme.language.naming, programme.language.lemmas
    if forms is None or not forms.rows:
        return
    kinds = tuple(chain(naming.article, naming.annex, naming.table, naming.picture, naming.chapter, naming.objective))
    for text in printed_texts(programme):
        if any(map(str.isdigit, text.text)):
            for words in sentences_of(text.text, language):
                for _, end, _ in find_phrases(words, kinds, language):
                    behind, numbers = numbers_behind(words, end, naming.joins)
                    if _are_several(words[end:behind], numbers, forms) and _is_singular(words[end - 1].text, forms):
                        piece = text.text[words[end - 1].start : words[behind - 1].end]
                        message = translate(
                            "'{piece}' has the noun in the singular before several numbers", piece=piece
                        )
                        yield Found(text.path, message, piece)


def _are_several(words: Sequence[Word], numbers: Sequence[str], forms: WordForms) -> bool:
    """Whether two numbers or more are joined by *and*: by *or* the noun may be of each alone."""
    is_joined = any(word.text.lower() in forms.rows["adding"] for word in words)
    return is_joined and len(numbers) > 1 and all(len(number) <= _MOST_DIGITS for number in numbers)


def _is_singular(word: str, forms: WordForms) -> bool:
    """Whether a noun can have no other number than the singular."""
    slots = together(forms.nouns(word.lower()))
    return bool(slots) and not slots & ~forms.of_number[forms.tables.numbers[0]]


@RULES.warning("counted-in-another-case")
def _find_counts_in_another_case(programme: Programme) -> Iterator[Found]:
    """``counts: operativni ukrepi``, which the notes print behind ``število``."""
    forms = programme.word_forms
    if forms is None or not forms.of_case.get(forms.tables.genitive, 0):
        return
    for indicator in programme.indicators:
        is_percent = indicator.number_format is NumberFormat.PERCENT
        case = forms.of_case[forms.tables.object if is_percent else forms.tables.genitive]
        counts, tag = indicator.counts or "", programme.facts.language
        for piece, right in (*_in_other_cases(counts, forms, tag, case), *_bent_short_names(counts, forms)):
            message = translate("'{piece}' is what is counted: write '{right}'", piece=piece, right=right)
            yield Found(f"{indicator.id}.counts", message, piece)


def _in_other_cases(counts: str, forms: WordForms, tag: str, case: int) -> Iterator[tuple[str, str]]:
    """What is counted and is in no plural of a case: the first noun, and those that a conjunction joins to it."""
    reader, phrases = read_phrases(counts, forms, tag)
    asked = case & ~forms.of_number[forms.tables.numbers[0]]
    for phrase in phrases:
        before = reader.tokens[: phrase.start]
        is_first = all(token.text.isupper() for token in before) or before[-1].small in forms.rows["joins"]
        allowed = case if any(map(forms.is_uncounted, phrase.readings)) else asked
        if is_first and not (phrase.preposition or phrase.number or phrase.is_loose or phrase.slots & allowed):
            yield phrase.piece(counts), right_forms(phrase, forms, asked)
    if not phrases:  # a noun that may be a verb elsewhere
        yield from _bent_alone(counts, forms, asked)


def _bent_alone(counts: str, forms: WordForms, asked: int) -> Iterator[tuple[str, str]]:
    """A noun by itself in another case, and a participle of the past that a noun is near: ``priporočile``."""
    uses = forms.nouns(counts.lower())
    if uses and not together(uses) & asked:
        yield counts, " / ".join(forms.noun_forms(uses[0].lemma, asked))
    elif not uses and counts.endswith(tuple(forms.tables.verbs.get("participles", ()))):
        stems = (counts[:-length] + ending for length in (0, 1) for ending in ("", "a"))
        nouns = (use for stem in stems for use in forms.nouns(stem))
        right = next((one for use in nouns for one in forms.noun_forms(use.lemma, asked)), None)
        if right is not None:
            yield counts, right


def _bent_short_names(counts: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``JIT-a`` for ``JIT-ov``."""
    endings = forms.tables.counted_endings_of_short_names.split()
    for match in _BENT_SHORT_NAME.finditer(counts) if endings else ():
        if match[2] in forms.words["endings_of_short_names"] and match[2] not in endings:
            yield match[0], f"{match[1]}-{next((one for one in endings if one[0] == match[2][0]), endings[0])}"

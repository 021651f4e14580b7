"""Names of institutions and funds: one that is called otherwise than everywhere else; states written small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.sentence_words import Word, lemmas_of, words_of
from methodology.checks.wording.tokens import tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.CONTENT)

_FEWEST_BEFORE = 3
"""So many words at least two names have in common before they part."""
_LONG_BEGINNING = 5
"""From so many words on one other occurrence tells how an institution is called."""
_FEWEST_OTHERS = 3
_LONGEST_NAME = 8
_SHORTEST_WORD = 4

_Name = tuple[tuple[str, ...], tuple[str, ...], str]
"""The basic forms of a name's words with what follows them, these words as they stand, and the text's path."""


@RULES.warning("institution-two-ways")
def _find_two_ways(programme: Programme) -> Iterator[Found]:
    """``Urad za oskrbo in integracijo beguncev`` beside ``… migrantov``: all words before the last are the same."""
    language, naming = programme.language.lemmas, programme.language.naming
    kinds = (phrase for phrases in naming.acts.values() for phrase in phrases)
    acts = {lemma for phrase in kinds for lemma in lemmas_of(phrase, language)}
    names = [name for text in printed_texts(programme) for name in _names(text.path, text.text, language)]
    behind: dict[tuple[str, ...], Counter[str]] = {}
    for lemmas, _, _ in names:
        for length in range(_FEWEST_BEFORE, len(lemmas)):
            behind.setdefault(lemmas[:length], Counter())[lemmas[length]] += 1
    for lemmas, said, path in names:
        if lemmas[0] in acts:
            continue
        for length in range(_FEWEST_BEFORE, len(lemmas)):
            counts = behind[lemmas[:length]]
            if len(counts) != 2 or counts[lemmas[length]] != 1:  # noqa: PLR2004 (this one and the usual one)
                continue
            other, times = next((one, times) for one, times in counts.most_common() if one != lemmas[length])
            fewest = 2 if length >= _LONG_BEGINNING else _FEWEST_OTHERS
            if times >= fewest and min(len(other), len(lemmas[length])) >= _SHORTEST_WORD:
                usual = next(words for forms, words, _ in names if forms[: length + 1] == (*lemmas[:length], other))
                message = translate(
                    "'{name}' is called '{usual}' elsewhere",
                    name=" ".join(said[: length + 1]),
                    usual=" ".join(usual[: length + 1]),
                )
                yield Found(path, message, said[length])
            break


def _names(path: str, text: str, language: str | None) -> Iterator[_Name]:
    for lemmas, said in _remembered_names(text, language):
        yield lemmas, said, path


@lru_cache(maxsize=MOST_TEXTS)
def _remembered_names(text: str, language: str | None) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(_find_names(words_of(text, language)))


def _find_names(words: Sequence[Word]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words from each capital on, up to a mark: where a name ends nobody can say."""
    for place, word in enumerate(words):
        if not word.text[:1].isupper() or word.text.isupper():
            continue
        end = place
        while end < len(words) and end < place + _LONGEST_NAME and words[end].is_word:
            end += 1
        if end - place > _FEWEST_BEFORE:
            name = words[place:end]
            yield tuple(one.lemma for one in name), tuple(one.text for one in name)


@RULES.warning("state-written-small")
def _find_small_states(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.words["states"]:
        return
    for text in printed_texts(programme):
        for piece, right in _small_states(text.text, forms):
            yield Found(text.path, translate("'{piece}' is written '{right}'", piece=piece, right=right), piece)


@lru_cache(maxsize=MOST_TEXTS)
def _small_states(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    found = []
    tokens = tokens_of(text)
    for place in range(len(tokens) - 1):
        first, second = tokens[place], tokens[place + 1]
        if first.small not in forms.words["states"] or not second.is_next or not second.is_word:
            continue
        is_small_name = second.text.islower() and second.text.endswith(tuple(forms.words["both_name_and_not"]))
        if first.text.istitle() and is_small_name:
            found.append((f"{first.text} {second.text}", f"{first.text} {second.text.capitalize()}"))
        elif first.text.islower() and second.text.istitle():
            found.append((f"{first.text} {second.text}", f"{first.text.capitalize()} {second.text}"))
    return tuple(found)

"""Words that stand between the same words as another one elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import free_texts, printed_texts
from methodology.checks.sentence_words import Word, lemmas_of, sentences_of, words_of
from methodology.messages import translate
from methodology.model.phrases import Mention
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.CONTENT)

_AROUND = 5
"""So many words around two others are the same, at least :data:`_LONG_AROUND` of them long."""
_AROUND_NAMES = 4
"""The same around two names, which say more than other words."""
_LONG_AROUND = 3
_FARTHEST = 8
"""So many words on each side are looked at."""
_BEFORE = 2
"""So many of them stand before, and one behind; of names all may stand before."""
_LONG = 5
_STEM = 5
"""Words with so many letters in common at their beginning say one thing."""
_MOST_PLACES = 8
"""Between words that stand more often any word may stand."""
_SHOWN = 3
_FEWEST_ELSEWHERE = 3
"""So many times persons are called by one word behind them before another word is a slip."""
_REGISTRIES = ("operations.", "sources.", "risks.factors.")


class _Place(NamedTuple):
    """A word, by its place in the words of a sentence."""

    path: str
    words: Sequence[Word]
    at: int
    is_name: bool
    """Whether the word is a name or a short name."""

    @property
    def word(self) -> Word:
        return self.words[self.at]

    @property
    def said(self) -> str:
        """The word with what stands before and behind it."""
        return " ".join(word.text for word in self.words[max(self.at - _SHOWN, 0) : self.at + _SHOWN])


@RULES.warning("word-unlike-elsewhere")
def _find_words_unlike_elsewhere(programme: Programme) -> Iterator[Found]:
    """``izpostavljenostjo baltski poti`` where another chapter has ``izpostavljenostjo balkanski poti``."""
    forms = programme.word_forms
    if forms is None:
        return
    pairs = [
        pair
        for some in _by_words_around(programme, forms).values()
        if 1 < len(some) <= _MOST_PLACES and len({one.word.lemma for one in some}) > 1
        for pair in combinations(some, 2)
        if _are_of_one_phrase(*pair, forms)
    ]
    yield from _find_other_complements(programme, forms)
    counts = _count_stems(programme) if pairs else Counter()
    told: set[tuple[str, str]] = set()
    for pair in pairs:
        usual, rare = sorted(pair, key=lambda one: _weight(one, counts), reverse=True)
        if (rare.path, rare.said) not in told:
            told.add((rare.path, rare.said))
            yield _unlike(rare, usual)


def _find_other_complements(programme: Programme, forms: WordForms) -> Iterator[Found]:
    """``žrtve nasilja`` where all others are ``žrtve trgovine``, and no other text speaks of the word."""
    language = programme.language.lemmas
    persons = {lemma for phrase in programme.language.naming.persons for lemma in lemmas_of(phrase, language)}
    behind: dict[str, dict[str, list[_Place]]] = {}
    said: Counter[str] = Counter()
    for path, words in _sentences(programme):
        said.update({word.lemma for word in words})
        for behind_person, person in enumerate(words[:-1], start=1):
            is_attribute = forms.is_attribute(words[behind_person].text.lower())  # žrtve družinskega nasilja
            at = behind_person + (is_attribute and len(words) > behind_person + 1)
            if person.lemma in persons and forms.nouns(words[at].text.lower()):
                place = _Place(path, words, at, is_name=False)
                behind.setdefault(person.lemma, {}).setdefault(words[at].lemma, []).append(place)
    for places in behind.values():
        usual = max(places.values(), key=len)
        for some in places.values() if len(usual) >= _FEWEST_ELSEWHERE else ():
            is_registered = some[0].path.startswith(_REGISTRIES)  # a new operation may be for others
            if some is not usual and said[some[0].word.lemma] == 1 and not is_registered:
                yield _unlike(some[0], usual[0])


def _by_words_around(programme: Programme, forms: WordForms) -> dict[tuple[str, ...], list[_Place]]:
    """The places by the words before them, and where the word is no name by the one behind it."""
    places: dict[tuple[str, ...], list[_Place]] = {}
    for path, words in _sentences(programme):
        for at in range(_BEFORE, len(words)):
            text, before = words[at].text, (words[at - 2].lemma, words[at - 1].lemma)
            if text[0].isupper():
                if _is_name(text, forms):
                    places.setdefault(before, []).append(_Place(path, words, at, is_name=True))
            elif len(text) >= _LONG and at < len(words) - 1:
                around = (*before, words[at + 1].lemma)
                places.setdefault(around, []).append(_Place(path, words, at, is_name=False))
    return places


def _is_name(text: str, forms: WordForms) -> bool:
    """Whether a word with a capital is a name: rules on institutions judge common nouns with one, such as ``Urad``."""
    return text.isupper() or _stems(text, forms) <= set(forms.words["proper_names"])


def _stems(text: str, forms: WordForms) -> set[str]:
    return {use.stem for use in forms.nouns(text.lower())}


def _weight(place: _Place, counts: Mapping[str, int]) -> tuple[bool, int]:
    """How much speaks for a word: that it is of a registered name, and how often words begin as it does."""
    return place.path.startswith(_REGISTRIES), counts[place.word.text[:_STEM].lower()]


def _count_stems(programme: Programme) -> Counter[str]:
    texts = (text.text for text in printed_texts(programme))
    language = programme.language.lemmas
    return Counter(word.text[:_STEM].lower() for text in texts for word in words_of(text, language))


def _unlike(rare: _Place, usual: _Place) -> Found:
    message = translate(
        "'{said}' stands where {path} says '{usual}'", said=rare.said, path=usual.path, usual=usual.said
    )
    return Found(rare.path, message, rare.word.text)


def _sentences(programme: Programme) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """The sentences that authors word freely and the registered names, each once, without their marks."""
    seen: set[tuple[str, ...]] = set()
    named = (text for text in printed_texts(programme) if text.path.startswith(_REGISTRIES) and not text.is_prose)
    for text in (*named, *free_texts(programme)):
        value = programme.values.get(text.path)
        if value is not None and isinstance(value.owner, Mention):
            continue
        for sentence in sentences_of(text.text, programme.language.lemmas):
            words = tuple(word for word in sentence if word.is_word)
            key = tuple(word.lemma for word in words)
            if len(words) > _AROUND_NAMES and key not in seen:
                seen.add(key)
                yield text.path, words


def _are_of_one_phrase(first: _Place, second: _Place, forms: WordForms) -> bool:
    """Whether two words of one sort that say different things stand between the same words."""
    if first.path != second.path and first.path.rpartition(".")[0] == second.path.rpartition(".")[0]:
        return False  # reasons of two operations for one value, or two registered names
    if first.word.lemma == second.word.lemma or not _are_of_one_sort(first, second, forms):
        return False
    around = [*_same_words(first, second, -1), *_same_words(first, second, 1)]
    fewest = _AROUND_NAMES if first.is_name and second.is_name else _AROUND
    return len(around) >= fewest and sum(len(word) >= _LONG for word in around) >= _LONG_AROUND


def _are_of_one_sort(first: _Place, second: _Place, forms: WordForms) -> bool:
    one, other = first.word.text.lower(), second.word.text.lower()
    if first.is_name != second.is_name or one[:_STEM] == other[:_STEM]:
        return False
    if first.is_name:
        return not (_is_short_for(first, second) or _is_short_for(second, first))
    if any(_is_of_verb_or_preposition(place, forms) for place in (first, second)):
        return False
    pairs = (one, other), (other, one)
    return not any(forms.adjective(a) and forms.nouns(b) and not forms.adjective(b) for a, b in pairs)


def _is_of_verb_or_preposition(place: _Place, forms: WordForms) -> bool:
    """Whether a word is a verb, or the end of a preposition of two words: ``na podlagi``."""
    word, before = place.word.text.lower(), place.words[place.at - 1].text.lower()
    return word in forms.finite or bool(forms.participle(word)) or (before, word) in forms.government


def _is_short_for(first: _Place, second: _Place) -> bool:
    """Whether one place has the short name of what the other begins: ``NCKU``, ``Nacionalnega centra …``."""
    initials = "".join(word.text[0].upper() for word in second.words[second.at : second.at + 2])
    return first.word.text.isupper() and first.word.text.startswith(initials)


def _same_words(first: _Place, second: _Place, step: int) -> list[str]:
    """The words that two places have in common on one side, from the nearest on."""
    same: list[str] = []
    one, other = first.at + step, second.at + step
    while 0 <= one < len(first.words) and 0 <= other < len(second.words) and len(same) < _FARTHEST:
        if first.words[one].lemma != second.words[other].lemma:
            break
        same.append(first.words[one].text)
        one, other = one + step, other + step
    return same

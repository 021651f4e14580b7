"""Sentences that stand in the content twice, or nearly twice."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice, pairwise

from rapidfuzz import fuzz, process

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, free_texts, printed_texts
from methodology.checks.said_numbers import any_of, number_use, stands_last
from methodology.checks.sentence_words import Word, are_same_but_for_marks, lemmas_of, words_of
from methodology.messages import spoken_language, translate
from methodology.model.chapter import LeafKind
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_SHORTEST = 40
"""Shorter sentences may be alike by chance, in characters."""
_FEWEST_WORDS = 2
"""A word by itself may be said twice."""
_ALIKE = 92.0
"""From which ratio on two sentences are nearly the same, in per cent."""
_ALIKE_MENTIONS = 80.0
"""The same of two texts of one operation or source, each of :data:`_LONG_MENTION` words or more."""
_LONG_MENTION = 12
_ANOTHER_WORD = 50.0
"""Below which ratio two words are not forms of one, in per cent."""
_LONGEST_SHARE = (200 - _ALIKE) / _ALIKE
"""How many times longer one of two sentences can be that reach the ratio: it is twice the common part of both."""
_MOST = 10_000
"""Of more sentences the first are compared with each other."""
_MOST_ALIKE = 20
"""How many others one sentence is judged to be like; where all are, all pairs would be too many."""
_END_OF_SENTENCE = re.compile(r"[.!?]\s+(?=[^\W\d_a-zčšž]|\{|»)")
_REFERENCE = re.compile(r"\{([\w.\-]+(?::\w+)?)(?:\|([^{}]*))?\}")
_NUMBER = re.compile(r"\(?(?:\{[^{}]*\}|\d[\d.,]*)\)?")
_CODE = re.compile(r"\W*[^\W\d_]+\.?\d+(?:\.\d+)*\W*")
_MOST_OF_ANOTHER = 2
"""So many words at most are the name of another thing, where other words agree with it."""
_STEM = 4
"""So many letters words have in common that differ in their endings alone."""
_START = 60
_SLASHED = re.compile(r"(?<![\w/])([^\W\d_]{2,})/\1(?![\w/])")
_LONG_NOUN = 5
"""Shorter nouns are joined with themselves in sayings: ``leto in leto``."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """``text`` as it stands in the file, on one line; ``words`` with printed forms put in and other references out."""

    path: str
    text: str
    words: str

    @property
    def start(self) -> str:
        """Its first words, enough to find it in the file."""
        line = self.text
        return line if len(line) <= _START else line[:_START].rpartition(" ")[0]


def _sentences(programme: Programme) -> list[_Sentence]:
    """The sentences that authors word freely; quotations may say again what is said, and mentions have own rules."""
    values = programme.values
    quotes = {
        f"chapters.{chapter.name}.{leaf.number}"
        for chapter in programme.chapters.values()
        for leaf in chapter.leaves
        if leaf.kind is LeafKind.QUOTE
    }
    return [
        sentence
        for text in free_texts(programme)
        if text.path not in quotes
        if text.path not in values or not isinstance(values[text.path].owner, Mention)
        for sentence in _split(text.path, text.raw)
        if len(sentence.words) >= _SHORTEST
    ]


@lru_cache(maxsize=MOST_TEXTS)
def _split(path: str, raw: str) -> tuple[_Sentence, ...]:
    start, sentences = 0, []
    for end in (*(match.start() + 1 for match in _END_OF_SENTENCE.finditer(raw)), len(raw)):
        text = raw[start:end].strip()
        words = _REFERENCE.sub(lambda match: match[2] or "", text)
        sentences.append(_Sentence(path, " ".join(text.split()), " ".join(words.split()).rstrip(".;,:")))
        start = end
    return tuple(sentences)


@RULES.warning("repeated-sentence")
def _find_repeated(programme: Programme) -> Iterator[Found]:
    first: dict[str, _Sentence] = {}
    for sentence in _sentences(programme):
        key = sentence.text.rstrip(".;,:")
        if key in first and not (_are_of_one(sentence.path, first[key].path) or _is_of_operation(sentence)):
            message = translate("'{start}' … stands at {path} already", start=sentence.start, path=first[key].path)
            yield Found(sentence.path, message, sentence.start, _sharing(first[key].path, programme.values))
        first.setdefault(key, sentence)


@RULES.warning("sentence-twice")
def _find_written_twice(programme: Programme) -> Iterator[Found]:
    """A sentence that stands twice in a row, however short it is."""
    for text in free_texts(programme):
        for sentence, following in pairwise(_split(text.path, text.raw)):
            is_same = sentence.text.rstrip(".;,:") == following.text.rstrip(".;,:")
            if is_same and len(sentence.words.split()) >= _FEWEST_WORDS:
                message = translate("'{start}' … stands twice in a row", start=sentence.start)
                yield Found(text.path, message, sentence.start)


def _are_of_one(path: str, other: str) -> bool:
    """Whether both are reasons of one indicator: what holds for its milestone may hold for its target."""
    return path.partition(".rationale.")[0] == other.partition(".rationale.")[0] != path


def _is_of_operation(sentence: _Sentence) -> bool:
    """Whether it says of an operation, under its key, what holds wherever the operation is counted."""
    key = sentence.path.rpartition(".items.")[2]
    return f"{{operations.{key}}}" in sentence.text


def _sharing(path: str, values: Mapping[str, Value]) -> str | None:
    """A value can be referred to, a piece of a chapter cannot."""
    return translate("write it once: refer to {{{path}}}", path=path) if path in values else None


@RULES.warning("similar-sentences", scope=Scope.CONTENT)
def _find_nearly_repeated(programme: Programme) -> Iterator[Found]:
    yield from _compare_sentences(tuple(_sentences(programme)), spoken_language())
    yield from _compare_mentions(programme)


def _compare_mentions(programme: Programme) -> Iterator[Found]:
    """Long texts of one operation or source at two indicators that differ in some words."""
    by_key: dict[str, list[_Sentence]] = {}
    for text in free_texts(programme):
        value = programme.values.get(text.path)
        if value is not None and isinstance(value.owner, Mention) and len(text.text.split()) >= _LONG_MENTION:
            by_key.setdefault(text.path.rpartition(".")[2], []).extend(_split(text.path, text.raw))
    for mentions in by_key.values():
        first = mentions[0]
        for other in mentions[1:]:
            if other.words != first.words and fuzz.ratio(first.words, other.words) >= _ALIKE_MENTIONS:
                yield _nearly_the_same(first, other)


def _nearly_the_same(earlier: _Sentence, later: _Sentence) -> Found:
    differences = "; ".join(_differences(earlier.words, later.words))
    message = translate("nearly the same as {path}: {differences}", path=earlier.path, differences=differences)
    return Found(later.path, message, later.start)


@lru_cache(maxsize=4)
def _compare_sentences(all_sentences: tuple[_Sentence, ...], _language: str) -> tuple[Found, ...]:
    """Remembered by the language too, in which they are told: most changes between two checks are to values."""
    sentences = list({sentence.words: sentence for sentence in reversed(all_sentences)}.values())[::-1]
    place = {sentence: number for number, sentence in enumerate(sentences)}
    nearest: dict[_Sentence, tuple[float, _Sentence]] = {}
    for sentence, other, ratio in _alike(sorted(sentences[:_MOST], key=lambda sentence: len(sentence.words))):
        if not _is_parallel(sentence.words, other.words) and not _is_one_with_numbers(sentence.words, other.words):
            earlier, later = sorted((sentence, other), key=lambda sentence: place[sentence])
            nearest[later] = max(nearest.get(later, (0.0, earlier)), (ratio, earlier), key=lambda pair: pair[0])
    return tuple(
        _nearly_the_same(nearest[later][1], later) for later in sorted(nearest, key=lambda sentence: place[sentence])
    )


def _is_one_with_numbers(first: str, second: str) -> bool:
    """Whether one is the other with numbers put in: ``na podlagi {=17} operacij``."""
    changes = list(_changes(first.split(), second.split()))
    return all(not (there and here) and all(map(_NUMBER.fullmatch, there or here)) for there, here in changes)


def _is_parallel(first: str, second: str) -> bool:
    """Whether the two say the same of two things: they differ in a code, or in one word and what agrees with it."""
    pairs = _differing_words(*sorted((first.split(), second.split()), key=len))
    others = [pair for pair in pairs if fuzz.ratio(*pair) < _ANOTHER_WORD or all(map(_CODE.fullmatch, pair))]
    if len(others) != 1 or not all(others[0]):
        return False
    agreeing = [pair for pair in pairs if pair not in others]
    longest = max(len(said.split()) for said in others[0])
    return longest <= (_MOST_OF_ANOTHER if agreeing else 1) and all(
        one[:_STEM] == other[:_STEM] and len(one) > _STEM for one, other in agreeing
    )


def _differing_words(shorter: list[str], longer: list[str]) -> list[tuple[str, str]]:
    """Words that differ, in order; of two sentences, one of which has a word more, where they differ first."""
    if len(longer) == len(shorter) + 1:
        place = next((at for at, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), 0)
        longer = [*longer[:place], " ".join(longer[place : place + 2]), *longer[place + 2 :]]
    if len(longer) != len(shorter):
        return []
    return [pair for pair in zip(shorter, longer, strict=True) if pair[0] != pair[1]]


def _alike(by_length: list[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence, float]]:
    """Pairs that are alike, and how much; of a length near enough are but those that follow soon."""
    words = [sentence.words for sentence in by_length]
    lengths = [len(sentence) for sentence in words]
    for start, sentence in enumerate(by_length, start=1):
        others = words[start : bisect(lengths, lengths[start - 1] * _LONGEST_SHARE)]
        matches = process.extract_iter(sentence.words, others, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        yield from ((sentence, by_length[start + index], ratio) for _, ratio, index in islice(matches, _MOST_ALIKE))


def _differences(earlier: str, later: str) -> Iterator[str]:
    """Word by word: what stands there, what stands here."""
    for there, here in _changes(earlier.split(), later.split()):
        if there and here:
            yield translate("'{there}' there, '{here}' here", there=" ".join(there), here=" ".join(here))
        elif there:
            yield translate("'{there}' there alone", there=" ".join(there))
        else:
            yield translate("'{here}' here alone", here=" ".join(here))


def _changes(there: list[str], here: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    for kind, start, end, begin, stop in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        # a comma that one has is told with the word behind it
        shown = int(are_same_but_for_marks(there[start:end], here[begin:stop]))
        yield there[start : end + shown], here[begin : stop + shown]


_MOST_JOINED = 5
"""So many words at most are joined with themselves."""


@RULES.warning("joined-with-itself")
def _find_things_joined_with_themselves(programme: Programme) -> Iterator[Found]:
    """What stands on either side of a word that joins: ``kazalnike učinka in kazalnike učinka``, ``19 in 19``."""
    language = programme.language.lemmas
    joins = {lemma for phrase in programme.language.naming.joins for lemma in lemmas_of(phrase, language)}
    for text in free_texts(programme):
        words = words_of(text.literal, language)
        for place, word in enumerate(words):
            count = _count_joined(words, place) if word.lemma in joins else 0
            if not count and word.lemma in joins and _is_one_thing(programme, text.literal, words, place):
                count = 1
            if count:
                typed = text.literal[words[place - count].start : words[place + count].end]
                yield Found(text.path, translate("'{typed}' joins one thing with itself", typed=typed), typed)
    for text in printed_texts(programme):
        for match in _SLASHED.finditer(text.literal):
            yield Found(text.path, translate("'{typed}' joins one thing with itself", typed=match[0]), match[0])


def _is_one_thing(programme: Programme, literal: str, words: Sequence[Word], place: int) -> bool:
    """Whether one noun or short name stands before a place and behind it, or one number that is a label."""
    if not 0 < place < len(words) - 1 or words[place - 1].text != words[place + 1].text:
        return False
    text, start = words[place - 1].text, words[place - 1].start
    if text.isdigit():
        return stands_last(any_of(number_use(programme).labels), literal[max(start - _START, 0) : start])
    forms = programme.word_forms
    if text.isupper() and len(text) > 1:
        return True
    if forms is None or len(text) < _LONG_NOUN or forms.adjective(text) or forms.participle(text):
        return False
    return bool(forms.nouns(text)) and not _is_told_apart(forms, words, place)


def _is_told_apart(forms: WordForms, words: Sequence[Word], place: int) -> bool:
    """Whether an adjective stands before the first and a preposition behind the second: ``novih virov in virov iz``."""
    has_adjective = place > 1 and bool(forms.adjective(words[place - 2].text.lower()))
    return has_adjective and place + 2 < len(words) and (words[place + 2].text.lower(),) in forms.government


def _count_joined(words: Sequence[Word], place: int) -> int:
    """How many words before a place are the same as those behind it, 2 at least; 0 where they are not."""
    for count in range(2, _MOST_JOINED + 1):
        before, behind = words[max(place - count, 0) : place], words[place + 1 : place + 1 + count]
        is_same = [one.text.lower() for one in before] == [one.text.lower() for one in behind]
        if is_same and len(before) == count and all(one.text.isalpha() for one in before):
            return count
    return 0

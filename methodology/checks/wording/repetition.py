"""Sentences that stand in the content twice, or nearly twice."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz, process

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, free_texts
from methodology.messages import translate
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value

RULES = Rules(Family.WORDING, Scope.VALUE)

_SHORTEST = 40
"""Shorter sentences may be alike by chance, in characters."""
_ALIKE = 92.0
"""From which ratio on two sentences are nearly the same, in per cent."""
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
_START = 60


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
    """The sentences that authors word freely; the forms of mentions have rules of their own."""
    values = programme.values
    return [
        sentence
        for text in free_texts(programme)
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
        if key in first:
            message = translate("'{start}' … stands at {path} already", start=sentence.start, path=first[key].path)
            yield Found(sentence.path, message, sentence.start, _sharing(first[key].path, programme.values))
        else:
            first[key] = sentence


def _sharing(path: str, values: Mapping[str, Value]) -> str | None:
    """A value can be referred to, a piece of a chapter cannot."""
    return translate("write it once: refer to {{{path}}}", path=path) if path in values else None


@RULES.warning("similar-sentences", scope=Scope.CONTENT)
def _find_nearly_repeated(programme: Programme) -> Iterator[Found]:
    yield from _compare_sentences(tuple(_sentences(programme)))


@lru_cache(maxsize=4)
def _compare_sentences(all_sentences: tuple[_Sentence, ...]) -> tuple[Found, ...]:
    """Remembered: most changes between two checks of a process are to values, which sentences have not."""
    sentences = list({sentence.words: sentence for sentence in reversed(all_sentences)}.values())[::-1]
    place = {sentence: number for number, sentence in enumerate(sentences)}
    nearest: dict[_Sentence, tuple[float, _Sentence]] = {}
    for sentence, other, ratio in _alike(sorted(sentences[:_MOST], key=lambda sentence: len(sentence.words))):
        if not _is_parallel(sentence.words, other.words):
            earlier, later = sorted((sentence, other), key=lambda sentence: place[sentence])
            nearest[later] = max(nearest.get(later, (0.0, earlier)), (ratio, earlier), key=lambda pair: pair[0])
    findings = []
    for later in sorted(nearest, key=lambda sentence: place[sentence]):
        earlier = nearest[later][1]
        differences = "; ".join(_differences(earlier.words, later.words))
        message = translate("nearly the same as {path}: {differences}", path=earlier.path, differences=differences)
        findings.append(Found(later.path, message, later.start))
    return tuple(findings)


def _is_parallel(first: str, second: str) -> bool:
    """Whether the two say the same of two things: they differ in one word, and it is another word, not another form."""
    words = [pair for pair in zip(first.split(), second.split(), strict=False) if pair[0] != pair[1]]
    return len(first.split()) == len(second.split()) and len(words) == 1 and fuzz.ratio(*words[0]) < _ANOTHER_WORD


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
    there, here = earlier.split(), later.split()
    for kind, start, end, begin, stop in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
        if kind == "replace":
            yield translate(
                "'{there}' there, '{here}' here", there=" ".join(there[start:end]), here=" ".join(here[begin:stop])
            )
        elif kind == "delete":
            yield translate("'{there}' there alone", there=" ".join(there[start:end]))
        elif kind == "insert":
            yield translate("'{here}' here alone", here=" ".join(here[begin:stop]))

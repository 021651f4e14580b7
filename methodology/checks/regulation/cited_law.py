"""Acts, articles and annexes that prose cites: whether there are any such, and whether they are about what is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import SameProgramme, printed_texts
from methodology.checks.sentence_words import (
    Where,
    Word,
    find_phrases,
    lemmas_of,
    numbers_before,
    numbers_behind,
    sentences_of,
)
from methodology.messages import translate
from methodology.model.law import KnownAct
from methodology.model.programme import Programme

RULES = Rules(Family.REGULATION, Scope.VALUE)

OTHER = "other"
"""The kind of acts of which there are too many to know them."""
_NUMBER = re.compile(r"\d{1,4}/\d{1,4}")
_ANY_NUMBER = re.compile(r"\d|\b[IVX]+\b")
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}
_REACH = 8
"""How many words may stand between an article and the act that it is of: ``členih 19 in 20 uredbe``."""
_TITLE = 2
"""From so many blanks on what stands behind the kind of an act is a title."""
_LONGEST_TITLE = 20
_NEAR = 6
"""How many words may stand between an act's name or kind and its number: ``Uredbe (EU) št. 514/2014``."""


@dataclass(frozen=True, slots=True)
class CitedAct:
    """An act where a sentence names it: the first word, the one behind the last, what is typed, and which act it is.

    ``act`` is None for one that is not known; ``number`` is the typed one, empty where it is named alone.
    """

    start: int
    end: int
    typed: str
    number: str
    kind: str
    act: KnownAct | None


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """Articles or an annex where a sentence names them: ``16`` or ``Annex VI`` as the law's files write it."""

    start: int
    end: int
    typed: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _KnownLaw:
    """The acts that are known, and how prose cites them."""

    programme: Programme
    acts: Mapping[str, KnownAct]

    @property
    def language(self) -> str | None:
        return self.programme.language.lemmas

    def phrases(self, *names: str) -> tuple[str, ...]:
        """The words of the language for these things."""
        return tuple(phrase for name in names for phrase in getattr(self.programme.language.naming, name))

    def cited_acts(self, words: Sequence[Word]) -> list[CitedAct]:
        """The acts that a sentence names, in order."""
        kinds = {phrase: kind for kind, phrases in self.programme.language.naming.acts.items() for phrase in phrases}
        by_name = {name: act for act in self.acts.values() for name in act.names}
        kinds_at = list(find_phrases(words, kinds, self.language))
        named: list[CitedAct] = []
        for start, end, name in find_phrases(words, by_name, self.language):
            first, kind = next(
                ((one[0], kinds[one[2]]) for one in kinds_at if one[1] == start), (start, "")
            )  # uredba CPR
            named.append(CitedAct(first, end, _typed(words, first, end), "", kind, by_name[name]))
        taken = {place for cited in named for place in range(cited.start, cited.end)}
        free = [one for one in kinds_at if one[0] not in taken]
        numbered = dict(self._numbered(words, kinds, free, named))
        others = [
            CitedAct(start, end, _typed(words, start, end), "", kinds[phrase], None)
            for start, end, phrase in free
            if start not in numbered
        ]
        ordered = sorted([*named, *numbered.values(), *others], key=lambda one: one.start)
        return [self._same_as_before(words, ordered, index) for index in range(len(ordered))]

    def _numbered(
        self, words: Sequence[Word], kinds: Mapping[str, str], free: Sequence[Where], named: Sequence[CitedAct]
    ) -> Iterator[tuple[int, CitedAct]]:
        """The acts that a sentence names by kind and number, each with its place."""
        for place, word in enumerate(words):
            if not _NUMBER.fullmatch(word.text):
                continue
            kind = next((one for one in reversed(free) if 0 <= place - one[1] < _NEAR), None)
            if kind is not None and not any(kind[1] <= one.start < place for one in named):
                typed = _typed(words, kind[0], place + 1)
                act = self.acts.get(word.text)
                yield kind[0], CitedAct(kind[0], place + 1, typed, word.text, kinds[kind[2]], act)

    def _same_as_before(self, words: Sequence[Word], cited: Sequence[CitedAct], index: int) -> CitedAct:
        """The act, or for »this regulation« the one that the sentence named last."""
        one = cited[index]
        same = {lemma for phrase in self.phrases("same") for lemma in lemmas_of(phrase, self.language)}
        if one.act is not None or one.number or not one.start or words[one.start - 1].lemma not in same:
            return one
        before = next((other.act for other in reversed(cited[:index]) if other.act is not None), None)
        return replace(one, act=before)

    def cited_places(self, words: Sequence[Word]) -> Iterator[CitedPlace]:
        """The articles and annexes that a sentence names."""
        joins = {lemma for phrase in self.phrases("joins") for lemma in lemmas_of(phrase, self.language)}
        for start, end, _ in find_phrases(words, self.phrases("article"), self.language):
            first, before = numbers_before(words, start, joins)
            last, after = numbers_behind(words, end, joins)
            if before:
                yield CitedPlace(first, end, _typed(words, first, end), tuple(before))
            elif after:
                yield CitedPlace(start, last, _typed(words, start, last), tuple(after))
        for start, end, _ in find_phrases(words, self.phrases("annex"), self.language):
            if end < len(words) and words[end].text and _ROMAN.fullmatch(words[end].text):
                yield CitedPlace(start, end + 1, _typed(words, start, end + 1), (f"Annex {words[end].text}",))


def _law_of(programme: Programme) -> _KnownLaw:
    acts = {act.number: act for act in programme.law.acts}
    if programme.fund is not None:
        for text in (programme.fund.law.act, programme.fund.law.common):
            number = _NUMBER.search(text)
            if number and number.group() not in acts:
                acts[number.group()] = KnownAct(number.group(), "", (), (), None, None)
    return _KnownLaw(programme, acts)


def _typed(words: Sequence[Word], start: int, end: int) -> str:
    """The words as they are typed, brackets and points closed up."""
    text = " ".join(word.text for word in words[start:end])
    return re.sub(r"(?<=[(/]) | (?=[).,/])|(?<=[\d)]) (?=\()", "", text)


@dataclass(frozen=True, slots=True)
class _CitingSentence:
    """A sentence that may cite law: where it stands, its words, the acts and the places in them that it names."""

    path: str
    words: tuple[Word, ...]
    acts: Sequence[CitedAct]
    places: Sequence[CitedPlace]


@lru_cache(maxsize=1)
def _sentences(same: SameProgramme) -> tuple[_CitingSentence, ...]:
    """The sentences that cite an act, in the texts that have a number at all."""
    law = _law_of(same.programme)
    return tuple(
        _CitingSentence(text.path, words, acts, tuple(law.cited_places(words)))
        for text in printed_texts(same.programme)
        if _ANY_NUMBER.search(text.text)
        for words in sentences_of(text.text, law.language)
        if (acts := law.cited_acts(words))
    )


@RULES.error("act-unlike-its-name")
def _find_wrong_numbers(programme: Programme) -> Iterator[Found]:
    """An act whose name and number are those of two, or whose kind is another one's."""
    titles, language = _titles(programme), programme.language.lemmas
    for sentence in _sentences(SameProgramme(programme)):
        path, words, cited = sentence.path, sentence.words, sentence.acts
        for index, one in enumerate(cited):
            titled = _titled(words[one.end :], titles, language) if one.number else None
            if titled is not None and titled[1].number != one.number:
                name, act = titled
                yield _unlike(path, one, name, act)
                continue
            if one.act is not None and {one.act.kind, one.kind}.isdisjoint(("", OTHER)) and one.act.kind != one.kind:
                message = translate("'{typed}' is cited, which is of another kind", typed=one.typed)
                yield Found(path, message, one.typed)
            for partner in _named_beside(words, cited, index) if one.number else ():
                if partner.act is not None and partner.act.number != one.number:
                    yield _unlike(path, one, partner.typed, partner.act)


def _unlike(path: str, cited: CitedAct, name: str, act: KnownAct) -> Found:
    """What is said of an act that is cited by one number and by the name of another act."""
    message = translate(
        "'{typed}' stands beside the name '{name}', which is that of {number}",
        typed=cited.typed,
        name=name,
        number=act.number,
    )
    return Found(path, message, cited.number, translate("write {number}", number=act.number))


def _titles(programme: Programme) -> dict[str, KnownAct]:
    """The acts by what stands behind their kind in a name: ``o varstvu podatkov``."""
    kinds = {phrase for phrases in programme.language.naming.acts.values() for phrase in phrases}
    titles: dict[str, KnownAct] = {}
    for act in programme.law.acts:
        for name in act.names:
            kind, _, title = name.partition(" ")
            if kind in kinds and title.count(" ") >= _TITLE:
                titles[title] = act
    return titles


def _titled(words: Sequence[Word], titles: Mapping[str, KnownAct], language: str | None) -> tuple[str, KnownAct] | None:
    """The title that the words begin with, and its act."""
    for start, end, title in find_phrases(words[:_LONGEST_TITLE], titles, language):
        return (_typed(words, start, end), titles[title]) if start == 0 else None
    return None


def _named_beside(words: Sequence[Word], cited: Sequence[CitedAct], index: int) -> list[CitedAct]:
    """The names of the same act beside its number: in front of a bracket that begins with it, and right behind it."""
    one = cited[index]
    before = cited[index - 1] if index else None
    named: list[CitedAct] = []
    if before is not None and before.act is not None and not before.number and words[one.start - 1].text == "(":
        named.append(before)
    behind = cited[index + 1] if index + 1 < len(cited) else None
    if behind is not None and behind.act is not None and not behind.number and behind.start - one.end <= _NEAR:
        between = [word.text for word in words[one.end : behind.start]]
        if "(" in between or ":" in between:  # Regulation 2021/… (CPR), in nadaljevanju: uredba CPR
            named.append(behind)
    return named


@RULES.warning("act-mistyped")
def _find_mistyped_numbers(programme: Programme) -> Iterator[Found]:
    acts = _law_of(programme).acts
    for sentence in _sentences(SameProgramme(programme)):
        path, words, cited = sentence.path, sentence.words, sentence.acts
        for index, one in enumerate(cited):
            if one.number and one.act is None and one.kind != OTHER and not _named_beside(words, cited, index):
                meant = next((number for number in acts if OSA.distance(number, one.number) == 1), None)
                if meant is not None:
                    message = translate(
                        "no act {number} is known; {meant} differs by one digit", number=one.number, meant=meant
                    )
                    yield Found(path, message, one.number, translate("write {number}", number=meant))


@RULES.error("article-missing")
def _find_missing_articles(programme: Programme) -> Iterator[Found]:
    for path, _, place, cited in citations(programme):
        assert cited.act is not None  # noqa: S101 (citations are of known acts)
        for name in place.names:
            is_annex = not name.isdigit()
            last = cited.act.annexes if is_annex else cited.act.articles
            number = _roman(name.rpartition(" ")[2]) if is_annex else int(name)
            if last is not None and not 1 <= number <= last:
                message = translate(
                    "'{typed}' is cited of {number}, whose last one is {last}",
                    typed=place.typed,
                    number=cited.act.number,
                    last=last,
                )
                yield Found(path, message, place.typed)


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


@RULES.warning("article-about-another-thing")
def _find_misplaced_topics(programme: Programme) -> Iterator[Found]:
    language = programme.language.lemmas
    cited_at: dict[tuple[int, str], set[str]] = {}
    cited_here = list(citations(programme))
    for _, words, place, cited in cited_here:
        assert cited.act is not None  # noqa: S101
        cited_at.setdefault((id(words), cited.act.number), set()).update(place.names)
    for path, words, place, cited in cited_here:
        act = cited.act
        assert act is not None  # noqa: S101
        outside = [*words[: cited.start], *words[cited.end :]]
        there = Counter(word.lemma for word in outside)
        other = _act_about(programme, act, place, there)
        if other is not None and (id(words), other[0].number) not in cited_at:
            yield _of_another_act(path, place, act, *other)
            continue
        meant = _topics(act, there, place.names[0], language)
        if not meant or cited_at[id(words), act.number] & meant.keys():
            continue
        lemmas = {word.lemma for word in outside}
        if any(lemmas >= set(lemmas_of(phrase, language)) for phrase in act.beside.get(place.names[0], ())):
            continue
        right, phrase = next(iter(meant.items()))
        message = translate(
            "'{typed}' of {number} is cited beside '{phrase}', which stands in {right}",
            typed=place.typed,
            number=act.number,
            phrase=phrase,
            right=shown(right),
        )
        yield Found(path, message, place.typed)


def _act_about(
    programme: Programme, cited: KnownAct, place: CitedPlace, there: Counter[str]
) -> tuple[KnownAct, str] | None:
    """Another act whose article of this number is about what a sentence says, with the words; the cited one is not."""
    if len(place.names) > 1 or place.names[0] in cited.about:
        return None
    language = programme.language.lemmas
    for act in programme.law.acts:
        for phrase in act.about.get(place.names[0], ()):
            if Counter(lemmas_of(phrase, language)) <= there:
                return act, phrase
    return None


def _of_another_act(path: str, place: CitedPlace, cited: KnownAct, act: KnownAct, phrase: str) -> Found:
    message = translate(
        "'{typed}' of {number} is cited beside '{phrase}', of which this article of {right} speaks",
        typed=place.typed,
        number=cited.number,
        phrase=phrase,
        right=act.number,
    )
    return Found(path, message, place.typed, translate("write {number}", number=act.number))


def shown(place: str) -> str:
    """Return an article or annex as messages name it."""
    if place.isdigit():
        return translate("Article {number}", number=place)
    return translate("Annex {number}", number=place.rpartition(" ")[2])


def _topics(act: KnownAct, there: Counter[str], cited: str, language: str | None) -> dict[str, str]:
    """The articles whose subject a sentence names, or the annexes; of phrases that contain one another the longest."""
    found = [
        (place, phrase, Counter(lemmas_of(phrase, language)))
        for place, phrases in act.about.items()
        if place.isdigit() == cited.isdigit()
        for phrase in phrases
        if Counter(lemmas_of(phrase, language)) <= there
    ]
    return {
        place: phrase
        for place, phrase, lemmas in found
        if not any(lemmas < other and not lemmas + other <= there for _, _, other in found)
    }


def citations(programme: Programme) -> Iterator[tuple[str, tuple[Word, ...], CitedPlace, CitedAct]]:
    """Yield every article and annex of a known act that a sentence cites."""
    for sentence in _sentences(SameProgramme(programme)):
        for place in sentence.places:
            act = _act_of(sentence.words, place, sentence.acts)
            if act is not None and act.act is not None:
                yield sentence.path, sentence.words, place, act


def _act_of(words: Sequence[Word], place: CitedPlace, cited: Sequence[CitedAct]) -> CitedAct | None:
    """The act that an article is of: the one that ends right before it, or the next one."""
    for one in cited:
        between = [word.text for word in words[one.end : place.start]]
        if one.end <= place.start and all(text in ",(" for text in between):
            return one
    behind = next((one for one in cited if one.start >= place.end), None)
    return behind if behind is not None and behind.start - place.end <= _REACH else None

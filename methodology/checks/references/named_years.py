"""Years that texts name: the programme's period, and the years of its milestones and targets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, SameProgramme, printed_texts
from methodology.checks.sentence_words import Word, find_phrases, lemmas_of, sentences_of
from methodology.messages import translate
from methodology.model.programme import Programme, ProgrammeFacts

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_YEAR = re.compile(r"(?:19|20)\d\d")
_TWO_DIGITS = re.compile(r"\d\d")
_DASHES = "-–—"
_CENTURY = 100
_FAR = 10
"""So many years after the targets nothing of the programme is planned any more."""
_ROUND = 5
"""Strategies of the Union look ahead to years that end in 0 or 5."""
_TITLES = ("programme.title", "programme.short_title", "programme.name")


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """Two years that a sentence names as one period: with a dash between or ``od leta … do …``."""

    start: int
    """The place of the first year in the sentence."""
    first: int
    last: int
    typed: str


@RULES.error("another-period")
def _find_other_periods(programme: Programme) -> Iterator[Found]:
    """In a title any other period; in prose one of programmes that overlaps with the programme's."""
    own = programme.facts.period
    for path, words, periods in named_periods(SameProgramme(programme)):
        for named in periods:
            is_apart = named.last < own.first_year or named.first > own.last_year
            is_wrong = path in _TITLES or (not is_apart and _is_of_programmes(programme, words, named))
            if is_wrong and (named.first, named.last) != (own.first_year, own.last_year):
                message = translate(
                    "'{typed}' is named, the programme's period is {first}–{last}",
                    typed=named.typed,
                    first=own.first_year,
                    last=own.last_year,
                )
                yield Found(path, message, named.typed)


@RULES.warning("period-mistyped")
def _find_mistyped_periods(programme: Programme) -> Iterator[Found]:
    """Any other period that has one end in common with the programme's, and of the other a digit slipped outwards."""
    own, naming = programme.facts.period, programme.language.naming
    ends = {own.first_year, own.last_year}
    for path, words, periods in named_periods(SameProgramme(programme)):
        for named in periods:
            other = {named.first, named.last} - ends
            if len(other) != 1 or path in _TITLES or _is_of_programmes(programme, words, named):
                continue
            (year,) = other
            meant = own.last_year if named.first == own.first_year else own.first_year
            is_outside = not own.first_year <= year <= own.last_year and year != programme.facts.target_year
            is_slip = is_outside and OSA.distance(str(year), str(meant)) == 1
            if is_slip and is_behind(programme, words, named, naming.period):
                message = translate(
                    "'{typed}' differs by one digit from the programme's period, {first}–{last}",
                    typed=named.typed,
                    first=own.first_year,
                    last=own.last_year,
                )
                yield Found(path, message, named.typed)


def _is_of_programmes(programme: Programme, words: Sequence[Word], named: NamedPeriod) -> bool:
    funds = (programme.facts.name, *((programme.fund.name,) if programme.fund else ()))
    return is_behind(programme, words, named, (*programme.language.naming.programming, *funds))


def is_behind(programme: Programme, words: Sequence[Word], named: NamedPeriod, phrases: Sequence[str]) -> bool:
    """Return whether a period stands right behind one of the phrases, or has ``za obdobje``, ``od leta`` between."""
    between = _lemmas(programme, "of_year")
    ends = {end for _, end, _ in find_phrases(words, phrases, programme.language.lemmas)}
    place = named.start
    while place not in ends and place and (words[place - 1].lemma in between or words[place - 1].text in ",("):
        place -= 1
    return place in ends


def _lemmas(programme: Programme, *names: str) -> set[str]:
    """The basic forms of single words of the language."""
    language, naming = programme.language.lemmas, programme.language.naming
    return {lemma for name in names for phrase in getattr(naming, name) for lemma in lemmas_of(phrase, language)}


_Sentence = tuple[str, tuple[Word, ...], Sequence[NamedPeriod]]


def named_periods(same: SameProgramme) -> Iterator[_Sentence]:
    """Yield the sentences that name a period: where they stand, their words, the periods."""
    joins = _lemmas(same.programme, "joins") | set(_DASHES)
    between = _lemmas(same.programme, "of_year")
    for path, words in _sentences_with_years(same.programme):
        periods = list(_periods(words, joins, between))
        if periods:
            yield path, words, periods


def _sentences_with_years(programme: Programme) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """The sentences of printed texts with a year, typed or printed by reference: where they stand, their words."""
    facts = programme.facts
    years = {f"programme.{name}": str(getattr(facts, name)) for name in ("milestone_year", "target_year")}
    for text in printed_texts(programme):
        said = text.text
        if REFERENCE in said:
            parts = (
                part if isinstance(part, str) else part.printed or years.get(part.path, REFERENCE)
                for part in text.parts
            )
            said = "".join(parts)
        if _YEAR.search(said):
            for words in sentences_of(said, programme.language.lemmas):
                yield text.path, words


def _periods(words: Sequence[Word], joins: Collection[str], between: Collection[str]) -> Iterator[NamedPeriod]:
    for place, word in enumerate(words):
        if not _YEAR.fullmatch(word.text) or place + 2 >= len(words) or words[place + 1].lemma not in joins:
            continue
        behind = place + 2
        while behind < len(words) and words[behind].lemma in between:
            behind += 1
        second = words[behind].text if behind < len(words) else ""
        is_dash = words[place + 1].text in _DASHES
        if is_dash and _TWO_DIGITS.fullmatch(second):
            second = word.text[:2] + second
        if _YEAR.fullmatch(second) and (is_dash or words[place + 1].lemma != word.lemma):
            yield NamedPeriod(place, int(word.text), int(second), _typed(words[place : behind + 1]))


def typed_before(words: Sequence[Word], named: NamedPeriod, start: int) -> str:
    """Return a period as it is typed, with the words before it from a place on."""
    return f"{_typed(words[start : named.start])} {named.typed}" if start < named.start else named.typed


def _typed(words: Sequence[Word]) -> str:
    """Words as they are typed: with a blank where there is one."""
    pieces = [words[0].text]
    for before, word in pairwise(words):
        pieces.append(" " * (word.start > before.end) + word.text)
    return "".join(pieces)


@RULES.warning("year-far-off")
def _find_far_years(programme: Programme) -> Iterator[Found]:
    """``do leta 2042``; of the past only a year of the period in another century: ``do leta 1929``."""
    facts, before, forms = programme.facts, _lemmas(programme, "of_year"), programme.word_forms
    prepositions = before if forms is None else forms.prepositions.keys()
    for path, words in _sentences_with_years(programme):
        for place, word in enumerate(words):
            if not _YEAR.fullmatch(word.text) or not place or not _is_far(facts, int(word.text)):
                continue
            is_last = place + 1 == len(words) or not words[place + 1].is_word  # od 2042 do 2092 oseb
            if words[place - 1].lemma in before and (is_last or words[place - 1].lemma not in prepositions):
                message = translate(
                    "the year {year} is far from the programme's period, {first}–{last}",
                    year=word.text,
                    first=facts.period.first_year,
                    last=facts.period.last_year,
                )
                yield Found(path, message, _typed(words[place - 1 : place + 1]))


def _is_of_past(facts: ProgrammeFacts, year: int) -> bool:
    return facts.target_year - _CENTURY < year < facts.period.first_year


def _is_far(facts: ProgrammeFacts, year: int) -> bool:
    is_of_last_century = facts.period.first_year <= year + _CENTURY <= facts.target_year
    return is_of_last_century or (year > facts.target_year + _FAR and year % _ROUND != 0)


@RULES.warning("another-year")
def _find_other_years(programme: Programme) -> Iterator[Found]:
    """A year behind ``mejnik`` or ``ciljna vrednost za leto`` where the programme has another one."""
    naming, language, facts = programme.language.naming, programme.language.lemmas, programme.facts
    kinds = dict.fromkeys(naming.milestone, facts.milestone_year) | dict.fromkeys(naming.target, facts.target_year)
    between, joins = _lemmas(programme, "of_year"), _lemmas(programme, "joins")
    for path, words in _sentences_with_years(programme):
        named = list(find_phrases(words, kinds, language))
        for index, (start, end, phrase) in enumerate(named):
            before = named[index - 1] if index else None
            right = {kinds[phrase]}
            if before is not None and start - before[1] == 1 and words[before[1]].lemma in joins:
                right.add(kinds[before[2]])  # mejniki in ciljne vrednosti za leti … in …
            years = _years_behind(words, end, between, joins)
            wrong = [year for year in years if not _is_of_past(facts, int(year.text))]
            if wrong and len(wrong) == len(years) and right.isdisjoint(int(year.text) for year in years):
                typed = _typed(words[start : words.index(wrong[0]) + 1])
                message = translate(
                    "'{typed}' is of {year}, in the programme of {right}",
                    typed=typed,
                    year=wrong[0].text,
                    right=kinds[phrase],
                )
                yield Found(path, message, typed)


def _years_behind(
    words: Sequence[Word], place: int, between: Collection[str], joins: Collection[str]
) -> Sequence[Word]:
    """The years that follow at a place, behind ``za leto`` or a bracket, and those joined to them."""
    years: list[Word] = []
    while place < len(words):
        word = words[place]
        if _YEAR.fullmatch(word.text):
            years.append(word)
        elif word.lemma not in between and word.text != "(" and not (years and word.lemma in joins):
            break
        place += 1
    return years


@RULES.warning("year-of-another-value")
def _find_swapped_years(programme: Programme) -> Iterator[Found]:
    """What is to be reached of targets by the year of the milestones, or of milestones by that of the targets."""
    naming, language, facts = programme.language.naming, programme.language.lemmas, programme.facts
    milestone, target = str(facts.milestone_year), str(facts.target_year)
    for path, words in _sentences_with_years(programme):
        if not _is_to_come(programme, words) or {milestone, target} <= {word.text for word in words}:
            continue
        is_of_milestones = any(find_phrases(words, naming.milestone, language))
        is_of_targets = any(find_phrases(words, naming.target, language)) or ".rationale.target." in path
        if is_of_milestones == is_of_targets:
            continue
        right, other = (milestone, target) if is_of_milestones else (target, milestone)
        year = _find_year_until(programme, words, right, other, is_reason=".rationale." in path)
        typed = year and _typed_until(programme, words, year)
        if year and typed:
            message = translate(
                "'{typed}' is said of what is due by {right}, {year} is another year",
                typed=typed,
                right=right,
                year=year,
            )
            yield Found(path, message, year)


def _find_year_until(
    programme: Programme, words: Sequence[Word], right: str, other: str, *, is_reason: bool
) -> str | None:
    """The year by which something is due that is not the right one; of what is reached any year of the programme."""
    is_reached = not is_reason and any(word.lemma in programme.language.naming.reached for word in words)
    years = [word.text for word in words if is_reached and _is_near(programme.facts, word.text)]
    return next((year for year in (other, *years) if year != right and _typed_until(programme, words, year)), None)


def _is_near(facts: ProgrammeFacts, text: str) -> bool:
    return _YEAR.fullmatch(text) is not None and facts.period.first_year < int(text) <= facts.target_year + _FAR


def _is_to_come(programme: Programme, words: Sequence[Word]) -> bool:
    """Whether a sentence is about what is to be reached, and not about what was before or comes in steps."""
    naming = programme.language.naming
    said = {word.lemma for word in words} | {word.text.lower() for word in words}
    return not said.isdisjoint(naming.to_come) and said.isdisjoint(naming.earlier)


def _typed_until(programme: Programme, words: Sequence[Word], year: str) -> str | None:
    """A year with the words before it, ``do konca leta …``; None where they do not say by when."""
    between, until = _lemmas(programme, "of_year"), _lemmas(programme, "until")
    place = next((place for place, word in enumerate(words) if word.text == year), 0)
    first = place
    while first and words[first - 1].lemma in between:
        first -= 1
    is_until = any(word.lemma in until for word in words[first:place])
    return _typed(words[first : place + 1]) if is_until else None

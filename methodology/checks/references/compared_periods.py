"""Periods that a sentence compares, calls the former or the current one, or counts the years of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import SameProgramme
from methodology.checks.references.named_years import NamedPeriod, is_behind, named_periods, typed_before
from methodology.checks.said_numbers import number_use, numerals
from methodology.checks.sentence_words import Word, find_phrases, lemmas_of
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_SHOWN = 3
"""So many words before a period are quoted with it."""


@RULES.warning("period-compared-with-itself")
def _find_periods_compared_with_themselves(programme: Programme) -> Iterator[Found]:
    """``v obdobju 2021–2027 so v primerjavi z obdobjem 2021–2027 …``: one of the two is another period."""
    for path, words, periods in named_periods(SameProgramme(programme)):
        years = {(named.first, named.last) for named in periods}
        compared = next((one for one in periods if _is_compared(programme, words, one)), None)
        if compared is not None and len(periods) > 1 and len(years) == 1:
            message = translate("'{typed}' is compared with itself", typed=compared.typed)
            yield Found(path, message, typed_before(words, compared, max(compared.start - _SHOWN, 0)))


def _is_compared(programme: Programme, words: Sequence[Word], named: NamedPeriod) -> bool:
    """Whether a period stands behind ``v primerjavi z``, with nothing but what it is called between."""
    naming, language = programme.language.naming, programme.language.lemmas
    called = (*naming.period, *naming.programming, *naming.former, *naming.current, *naming.of_year)
    between = {lemma for phrase in called for lemma in lemmas_of(phrase, language)}
    ends = {end for _, end, _ in find_phrases(words, naming.compared, language)}
    place = named.start
    while place not in ends and place and words[place - 1].lemma in between:
        place -= 1
    return place in ends


@RULES.warning("former-or-current-period")
def _find_periods_called_otherwise(programme: Programme) -> Iterator[Found]:
    """``prejšnja perspektiva`` with the programme's period, ``nova perspektiva`` with one that was over before it."""
    own, naming = programme.facts.period, programme.language.naming
    called = (*naming.period, *naming.programming)
    former = [f"{word} {period}" for word in naming.former for period in called]
    current = [f"{word} {period}" for word in naming.current for period in called]
    for path, words, periods in named_periods(SameProgramme(programme)):
        for named in periods:
            is_over = named.last < own.first_year
            is_own = (named.first, named.last) == (own.first_year, own.last_year)
            is_turned = (
                is_own and _is_compared(programme, words, named) and _is_alone_earlier(own.first_year, periods, named)
            )
            if (
                is_turned
                or (is_own and is_behind(programme, words, named, former))
                or (is_over and is_behind(programme, words, named, current))
            ):
                typed = typed_before(words, named, max(named.start - _SHOWN, 0))
                message = translate(
                    "'{typed}' is called so, the programme's period is {first}–{last}",
                    typed=typed,
                    first=own.first_year,
                    last=own.last_year,
                )
                yield Found(path, message, typed)


def _is_alone_earlier(year: int, periods: Sequence[NamedPeriod], named: NamedPeriod) -> bool:
    """Whether what is compared with a period is of one before it: ``v obdobju 2014–2020 so v primerjavi z …``."""
    before = [one for one in periods if one.start < named.start]
    return bool(before) and all(one.last < year for one in before)


@RULES.warning("period-of-another-length")
def _find_periods_of_another_length(programme: Programme) -> Iterator[Found]:
    """``v zadnjih treh letih (2018–2022)``: both ends are counted, or one of them; in brackets or behind a comma."""
    naming, language, use = programme.language.naming, programme.language.lemmas, number_use(programme)
    known = numerals(tuple((one.value, one.forms, one.compound) for one in use.numerals))
    years = {lemma for phrase in naming.years for lemma in lemmas_of(phrase, language)}
    for path, words, periods in named_periods(SameProgramme(programme)):
        for named in periods:
            place = named.start - 3
            if place < 0 or words[place + 2].text not in "(," or words[place + 1].lemma not in years:
                continue
            said = words[place].text.lower()
            count = int(said) if said.isdecimal() else known.get(said, 0)
            length = named.last - named.first
            if count > 1 and count not in {length, length + 1}:
                typed = typed_before(words, named, place)
                message = translate("'{typed}' are {count} years", typed=typed, count=length + 1)
                yield Found(path, message, typed)

"""Years of data and of what was done, against the day of the document: nobody knew them then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.lemmas import lemma_of
from methodology.checks.said_numbers import (
    DAYS,
    OF_MONTH,
    SENTENCE_END,
    SaidNumber,
    SaidText,
    any_of,
    dates_in_words,
    is_year,
    number_use,
    said_texts,
)
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 5
"""Within so many words before a year stands what is of it."""
_JOINED = re.compile(r"\s*(?:–|-|[^\W\d_]{2,3}(?:\s[^\W\d_]{4,5})?)\s*")
"""What stands between two years of one period: a dash, ``do``, ``do leta``."""


@RULES.warning("data-of-a-year-to-come")
def _find_data_to_come(programme: Programme) -> Iterator[Found]:
    """``podatki iz leta 2027`` and ``v letu 2027 je izvedla`` in a document of an earlier year."""
    this_year = programme.facts.date.year
    for text in said_texts(programme):
        for place, number in enumerate(text.numbers):
            is_late = is_year(number) and number.value > this_year
            if is_late and number.path is None and not number.is_inherited and _is_known(programme, text, place):
                piece = " ".join([*text.before(number).split()[-2:], number.said])
                message = translate(
                    "'{piece}' is said of what is known already, and the document is of {date}",
                    piece=piece,
                    date=programme.facts.date,
                )
                yield Found(text.path, message, number.said)


@RULES.warning("done-on-a-day-to-come")
def _find_days_to_come(programme: Programme) -> Iterator[Found]:
    """``je potrdil 15. decembra 2025`` in a document of November."""
    use, locale = number_use(programme), programme.grammar.locale
    months = {str(name).lower()[:OF_MONTH]: number for number, name in locale.months["format"]["wide"].items()}
    for text in said_texts(programme):
        for match in (*DAYS.finditer(text.words), *dates_in_words(locale).finditer(text.words)):
            month = match["month"].lower()
            day = (int(match["year"]), int(month) if month.isdigit() else months[month[:OF_MONTH]], int(match["day"]))
            date = programme.facts.date
            start = max((end.end() for end in SENTENCE_END.finditer(text.words, 0, match.start())), default=0)
            sentence = SENTENCE_END.split(text.words[start:])[0].lower()
            is_done = any_of(use.past).search(sentence) is not None and not _is_to_come(programme, sentence)
            if is_done and day > (date.year, date.month, date.day):
                message = translate(
                    "'{piece}' is said of what is known already, and the document is of {date}",
                    piece=match[0],
                    date=date,
                )
                yield Found(text.path, message, match[0])


def _is_known(programme: Programme, text: SaidText, place: int) -> bool:
    """Whether a year is one of data, or of what was done, or ends a period that something follows from."""
    use, number = number_use(programme), text.numbers[place]
    sentence = text.sentence(number).lower()
    if _is_to_come(programme, sentence):
        return False
    near = " ".join(text.before(number).lower().split()[-_NEAR:])
    is_of_data = any_of(use.data).search(near) is not None and any_of(use.data_of).search(near) is not None
    is_past = any_of(use.past).search(sentence) is not None and any_of(use.in_year).search(near) is not None
    return is_of_data or is_past or _is_of_earlier_period(programme, text, place)


def _is_to_come(programme: Programme, sentence: str) -> bool:
    """Whether a sentence speaks of what is to be."""
    naming, language = programme.language.naming, programme.language.lemmas
    words = _WORD.findall(sentence)
    return not {*words, *(lemma_of(word, language) for word in words)}.isdisjoint(naming.to_come)


def _is_of_earlier_period(programme: Programme, text: SaidText, place: int) -> bool:
    """Whether a year ends a period that something follows from and that began before the programme's."""
    use, number = number_use(programme), text.numbers[place]
    first: SaidNumber | None = text.numbers[place - 1] if place else None
    if first is None or not is_year(first) or first.value >= programme.facts.period.first_year:
        return False
    is_period = _JOINED.fullmatch(text.words[first.end : number.start]) is not None
    return is_period and any_of(use.based_on).search(text.sentence(number).lower()) is not None

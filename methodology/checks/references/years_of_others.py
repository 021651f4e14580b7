"""The year of a strategy, resolution or period that stands in the content several times, once with another year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, SameProgramme, free_texts
from methodology.checks.references.named_years import NamedPeriod, named_periods
from methodology.checks.sentence_words import words_of
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.CONTENT)

_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = 5
"""So many words before a year tell what it is the year of."""
_LONG = 6
_FEWEST = 2
"""How often another year stands behind these words before one that departs is a slip."""


@RULES.warning("year-unlike-elsewhere")
def _find_other_years(programme: Programme) -> Iterator[Found]:
    named = list(_named_years(programme))
    years: dict[tuple[str, ...], Counter[str]] = {}
    for _, before, year, _ in named:
        years.setdefault(before, Counter())[year] += 1
    for path, before, year, said in named:
        usual, times = years[before].most_common(1)[0]
        if year != usual and times >= _FEWEST > years[before][year]:
            message = translate("'{said}' is said here, elsewhere {year}", said=said, year=usual)
            yield Found(path, message, year)


@RULES.warning("period-unlike-elsewhere")
def _find_other_periods(programme: Programme) -> Iterator[Found]:
    """``v obdobju od 2021 do 2027 s področja …`` where the same words stand behind ``v obdobju 2016 do 2020``."""
    own = programme.facts.period
    by_words: dict[tuple[str, ...], list[tuple[str, NamedPeriod, str]]] = {}
    for path, words, periods in named_periods(SameProgramme(programme)):
        for named in periods:
            end = named.start + 3
            behind = tuple(word.lemma for word in words[end:] if word.is_word)[:_WORDS]
            if len(behind) == _WORDS and sum(len(word) >= _LONG for word in behind) >= _FEWEST:
                said = " ".join(word.text for word in words[named.start : end + _WORDS] if word.is_word)
                by_words.setdefault(behind, []).append((path, named, said))
    for places in by_words.values():
        years = Counter((named.first, named.last) for _, named, _ in places)
        if len(years) > 1:
            usual = max(years, key=lambda one: (years[one], one != (own.first_year, own.last_year)))
            for path, named, said in places:
                if (named.first, named.last) != usual:
                    other = f"{usual[0]}–{usual[1]}"
                    message = translate("'{said}' is said here, elsewhere {year}", said=said, year=other)
                    yield Found(path, message, named.typed)


def _named_years(programme: Programme) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """The typed years: the path, the basic forms of the words before, the year, and all of it as it stands."""
    for text in free_texts(programme):
        if not any(sign.isdigit() for sign in text.literal):
            continue
        words = words_of(text.literal, programme.language.lemmas)
        words = tuple(word for word in words if word.is_word or word.text == REFERENCE)
        for place in range(_WORDS, len(words)):
            span = words[place - _WORDS : place]
            if _YEAR.fullmatch(words[place].text) and all(word.text.isalpha() for word in span):
                said = text.literal[span[0].start : words[place].end]
                yield text.path, tuple(word.lemma for word in span), words[place].text, said

"""Sources of indicators: records of things bought say nothing of persons, and what these think a survey alone tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.sentence_words import find_phrases, lemmas_of, words_of
from methodology.messages import translate
from methodology.model.indicator import Indicator
from methodology.model.programme import Programme
from methodology.model.scalars import TO_GIVE

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_LONG = 5
"""Shorter words of a name tell little of what is counted."""


@RULES.warning("source-of-another-kind")
def _find_sources_of_other_kinds(programme: Programme) -> Iterator[Found]:
    """A list of participants as the source of pieces bought, a delivery note as that of participants."""
    naming = programme.language.naming
    for indicator in programme.indicators:
        if not indicator.sources or not indicator.counts:
            continue
        is_of_goods = _has(programme, indicator.counts, naming.pieces)
        is_of_persons = _has(programme, f"{indicator.counts} {indicator.name}", (*naming.persons, *naming.gatherings))
        for mention in indicator.sources:
            name = str(mention.text or programme.sources.get(mention.id, ""))
            tells_goods = _has(programme, name, naming.goods)
            tells_persons = _has(programme, name, naming.attendance)
            is_wrong = (tells_persons and is_of_goods) or (tells_goods and is_of_persons)
            if is_wrong and tells_goods != tells_persons and is_of_goods != is_of_persons:
                yield _of_another_kind(indicator, mention.id, name)
    yield from _find_without_survey(programme)
    yield from _find_sources_of_other_things(programme)


def _find_sources_of_other_things(programme: Programme) -> Iterator[Found]:
    """The base of equipment as the source of vehicles, where an output of the same name takes another one."""
    things = _things(programme)
    for output in (one for objective in programme.objectives for one in objective.outputs if one.id in things):
        own = things[output.id]
        used = _sources_of(programme, {code for code, words in things.items() if code != output.id and own & words})
        for mention in output.sources if used else ():
            name = str(mention.text or programme.sources.get(mention.id, ""))
            told = set(lemmas_of(name, programme.language.lemmas))
            if mention.id not in used and told.isdisjoint(own) and _tells_whole(told, things.values()):
                yield _of_another_kind(output, mention.id, name)


def _tells_whole(told: set[str], things: Iterable[set[str]]) -> bool:
    """Whether a source speaks of all that one of the things is called."""
    return any(words and words <= told for words in things)


def _sources_of(programme: Programme, codes: Collection[str]) -> set[str]:
    return {mention.id for one in programme.indicators if one.id in codes for mention in one.sources}


def _things(programme: Programme) -> dict[str, set[str]]:
    """The long words of the names of outputs that count pieces, without those that most of them have."""
    language, pieces = programme.language.lemmas, programme.language.naming.pieces
    names = {
        one.id: {lemma for lemma in lemmas_of(one.name, language) if len(lemma) >= _LONG}
        for objective in programme.objectives
        for one in objective.outputs
        if one.counts and _has(programme, one.counts, pieces)
    }
    counts = Counter(lemma for words in names.values() for lemma in words)
    return {code: {word for word in words if counts[word] * 2 <= len(names)} for code, words in names.items()}


def _find_without_survey(programme: Programme) -> Iterator[Found]:
    """Persons who are counted by what they say, where no source of the indicator asked them."""
    naming = programme.language.naming
    for objective in programme.objectives if naming.surveys else ():
        for result in objective.results:
            owner, sources = result.id, result.sources
            if not sources:
                owner, sources = f"{objective.facts.id}.results", objective.summary.sources
            names = [str(mention.text or programme.sources.get(mention.id, "")) for mention in sources]
            if not names or TO_GIVE in names or not _has(programme, result.name, naming.opinions):
                continue
            if not any(_has(programme, name, naming.surveys) for name in names):
                message = translate(
                    "{code} counts '{name}', and no source asks them, such as '{survey}'",
                    code=result.id,
                    name=result.name,
                    survey=naming.surveys[0],
                )
                yield Found(f"{owner}.sources.{sources[0].id}", message, result.id)


def _of_another_kind(indicator: Indicator, source: str, name: str) -> Found:
    message = translate(
        "{code} counts '{counts}', which '{source}' does not record",
        code=indicator.id,
        counts=indicator.counts,
        source=name,
    )
    return Found(f"{indicator.id}.sources.{source}", message, source)


def _has(programme: Programme, text: str, phrases: Sequence[str]) -> bool:
    language = programme.language.lemmas
    words = words_of(text.replace("/", " "), language)
    if any(find_phrases(words, phrases, language)):
        return True
    there = set(lemmas_of(text.replace("/", " "), language))
    return any(len(one) > 1 and there.issuperset(one) for one in (lemmas_of(phrase, language) for phrase in phrases))

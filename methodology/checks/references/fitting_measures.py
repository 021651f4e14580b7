"""Implementation measures of outputs, against the words of the output's name and of its operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from typing import NamedTuple

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import translate
from methodology.model.indicator import OutputIndicator, OutputPart
from methodology.model.objective import Objective
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_LONG = 5
"""Shorter words tell little of a measure."""
_ENOUGH_WORDS = 2
"""So many words make sure that a measure is meant."""


class _Fit(NamedTuple):
    """The words of a measure that an output's name has, and those that the names of its operations have."""

    name: Set[str]
    operations: Set[str]

    @property
    def is_possible(self) -> bool:
        """Whether something speaks for the measure; a single word of operations says nothing."""
        return bool(self.name) or len(self.operations) >= _ENOUGH_WORDS


@RULES.warning("measure-unlike-indicator")
def _find_unlike_measures(programme: Programme) -> Iterator[Found]:
    """Measures of which no word fits the output, where another measure of the objective has words of its name."""
    rare = _rare_words(programme)
    for objective in programme.objectives:
        words = _words_of_measures(programme, objective)
        for output in objective.outputs:
            operations = _words_of_operations(programme, output)
            for one in output.with_parts:
                given = one.measures if isinstance(one, OutputPart) else ()
                fits = {letter: _fit(programme, own, one.name, operations) for letter, own in words.items()}
                best = max(fits, key=lambda letter: len(fits[letter].name), default="")
                found = fits[best].name if best else set()
                if not given or best in given or len(found) < _ENOUGH_WORDS or found.isdisjoint(rare):
                    continue
                if any(fits[letter].is_possible for letter in given if letter in fits):
                    continue
                message = translate(
                    "{given} of {own} has no word of '{name}'; the measure {best} has '{words}'",
                    given=", ".join(f"{objective.facts.number}{letter}" for letter in given),
                    own=one.id,
                    name=one.name,
                    best=f"{objective.facts.number}{best}",
                    words=", ".join(sorted(found)),
                )
                yield Found(f"{one.id}.measures.1", message, given[0])


def _rare_words(programme: Programme) -> Set[str]:
    """The long words that a single measure of the programme has."""
    measures = [text for objective in programme.objectives for text in objective.facts.measures.values()]
    counts = Counter(word for text in measures for word in _long_words(programme, str(text)))
    return {word for word, count in counts.items() if count == 1}


def _words_of_measures(programme: Programme, objective: Objective) -> dict[str, Set[str]]:
    """The long words, in their basic form, that only one measure of an objective has, by the measures' letters."""
    words = {letter: _long_words(programme, str(text)) for letter, text in objective.facts.measures.items()}
    counts = Counter(word for some in words.values() for word in some)
    return {letter: {word for word in some if counts[word] == 1} for letter, some in words.items()}


def _long_words(programme: Programme, text: str) -> Set[str]:
    return {lemma for lemma in lemmas_of(text, programme.language.lemmas) if len(lemma) >= _LONG}


def _words_of_operations(programme: Programme, output: OutputIndicator) -> Set[str]:
    """The long words of the operations of an output."""
    names = (f"{programme.operations.get(one.id, '')} {one.text or ''}" for one in output.operations)
    return _long_words(programme, " ".join(names))


def _fit(programme: Programme, own: Set[str], name: str, operations: Set[str]) -> _Fit:
    return _Fit(own & _long_words(programme, name), own & operations)

"""Operations that the reasons of an output speak of in words, and that it does not list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.reason_texts import FIELDS, reason_texts
from methodology.checks.sentence_words import words_of
from methodology.messages import translate
from methodology.model.indicator import OutputIndicator
from methodology.model.programme import Programme
from methodology.model.prose import Prose

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_LONG_WORD = 6
"""Letters of a word that tells something of an operation; shorter ones stand in every name."""

_Pair = tuple[str, str]
"""Two long words in a row, in their basic forms."""


@RULES.warning("told-operation-unlisted")
def _find_told_and_unlisted(programme: Programme) -> Iterator[Found]:
    """``za identifikacijo tarčnih analitov`` without that operation, where an output with it prints the reason."""
    names = {key: _pairs(str(name), programme.language.lemmas) for key, name in programme.operations.items()}
    alone = _pairs_of_one(programme, names)
    outputs = [output for objective in programme.objectives for output in objective.outputs]
    printing = _printing_outputs(outputs)
    for output in outputs:
        for path, operation in _told(programme, output, alone, names):
            others = (one for one in printing.get(path, ()) if operation in {mention.id for mention in one.operations})
            other = next(others, None)
            if other is not None:
                message = translate(
                    "the rationale speaks of '{operation}', which {other} lists and {id} does not",
                    operation=operation,
                    other=other.id,
                    id=output.id,
                )
                yield Found(path, message, operation)


def _pairs_of_one(programme: Programme, names: Mapping[str, frozenset[_Pair]]) -> dict[_Pair, str]:
    """The pairs that only one operation has, and no text of the law, with its key."""
    counts = Counter(pair for pairs in names.values() for pair in pairs)
    of_law = frozenset(pair for text in _texts_of_law(programme) for pair in _pairs(text, programme.language.lemmas))
    return {pair: key for key, pairs in names.items() for pair in pairs - of_law if counts[pair] == 1}


def _printing_outputs(outputs: Iterable[OutputIndicator]) -> dict[str, list[OutputIndicator]]:
    """The outputs whose reasons print a reason, by its path."""
    printing: dict[str, list[OutputIndicator]] = {}
    for output in outputs:
        reasons = [one for one in (output.rationale.milestone, output.rationale.target) if one is not None]
        texts = (text for one in reasons for text in (one.sentence, *one.items.values()) if text is not None)
        for reference in (reference for text in texts for reference in text.references):
            printing.setdefault(reference.path, []).append(output)
    return printing


def _texts_of_law(programme: Programme) -> Iterator[str]:
    """The names of indicators and of types of intervention and the measures: every reason may speak of these."""
    yield from (indicator.name for indicator in programme.indicators)
    yield from map(str, programme.interventions.values())
    yield from (str(measure) for objective in programme.objectives for measure in objective.facts.measures.values())


def _told(
    programme: Programme,
    output: OutputIndicator,
    alone: Mapping[_Pair, str],
    names: Mapping[str, frozenset[_Pair]],
) -> Iterator[tuple[str, str]]:
    """The paths of reasons with a pair of words that only one operation has, none of the output's, and that one."""
    language = programme.language.lemmas
    own = {mention.id for mention in output.operations}
    known = set(_pairs(output.name, language)).union(*(names.get(key, ()) for key in own))
    known = known.union(*(_pairs(str(mention.text or ""), language) for mention in output.operations))
    for field in FIELDS:
        for key, text in reason_texts(programme, output, field):
            prose = programme.values[text.path].value
            references = prose.references if isinstance(prose, Prose) else ()  # see unlisted-operation
            keys = {key.removeprefix("items."), *(one.path.removeprefix("operations.") for one in references)}
            told = {alone[pair] for pair in _pairs(text.words, language) & alone.keys() - known}
            yield from ((text.path, operation) for operation in sorted(told - keys)[:1])


@lru_cache(maxsize=MOST_TEXTS)
def _pairs(text: str, language: str | None) -> frozenset[_Pair]:
    return frozenset(
        (one.lemma, other.lemma)
        for one, other in pairwise(words_of(text, language))
        if one.is_word and other.is_word and min(len(one.text), len(other.text)) >= _LONG_WORD
    )

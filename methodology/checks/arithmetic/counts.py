"""What texts say how many there are of, against the content: indicators, objectives, operations, sources, factors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.references.named_things import objective_numbers
from methodology.checks.said_numbers import (
    NumberOrigin,
    SaidNumber,
    SaidText,
    any_of,
    is_label,
    number_use,
    quote_number,
    said_texts,
    stands_last,
)
from methodology.checks.sentence_words import Word, sentences_of, words_of
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.chapter import LeafKind
from methodology.model.indicator import OutputIndicator
from methodology.model.objective import Objective
from methodology.model.paths import root_of
from methodology.model.phrases import NumberUse
from methodology.model.programme import Programme
from methodology.model.scalars import spoken

RULES = Rules(Family.ARITHMETIC, Scope.CONTENT)

_RESTRICTED = re.compile(r"(?: [^\W\d_]+){1,3}, ")
"""Behind what is counted a clause tells which are meant: ``obeh specifičnih ciljih, ki nabavljata vozila``."""
_GAP = r"\s+(?:[^\W\d_]+\s+){0,2}?"
"""Between a number and what it counts: a blank, and up to two words."""
_FIXED = frozenset({"outputs", "results", "indicators", "measures", "common factors"})
"""What a text rarely says a number of that is not that of all."""
_CODE = re.compile(r"(?<![\w.])[^\W\d_]{1,4}\.\d+(?:\.\d+)*(?!\w|\.\d)")
"""The code of an indicator, as far as its form goes."""
_FEWEST = 2
"""From here on a number of them is said to be that of all."""
_ALL = ""
"""The scope of the content as a whole."""

Counts = Mapping[str, Mapping[str, frozenset[int]]]
"""How many there are of each thing, by scope: an indicator, an objective, the content as a whole."""


def counted_thing(programme: Programme, text: SaidText, number: SaidNumber) -> str | None:
    """Return what a number in a text counts, of the things that the content has a number of; None where it is none."""
    if number.unit or number.value != int(number.value):
        return None
    use = number_use(programme)
    for thing, behind, before, around in _patterns(use):
        counted = behind.match(text.words, number.end)
        if (counted is not None and not _has_preposition(programme, counted[0])) or (
            stands_last(any_of(use.being), text.before(number))
            and before.search(_clause_before(text, number))
            and not _is_of_value(programme, text, number)
        ):
            return thing
        if text.words.startswith(")", number.end) and around.search(text.before(number).lower()):
            return thing
    return None


def _is_of_value(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a number is that of a value: ``začetna vrednost vseh kazalnikov učinka je 0``."""
    values = any_of(tuple(f"{word}*" for word in programme.language.naming.value))
    return values.search(_clause_before(text, number)) is not None


def _has_preposition(programme: Programme, words: str) -> bool:
    """Whether a preposition stands between a number and a noun: ``štirje v okviru specifičnega cilja``."""
    forms = programme.word_forms
    return forms is not None and any((word,) in forms.government for word in words.lower().split()[:-1])


def _clause_before(text: SaidText, number: SaidNumber) -> str:
    """What stands before a number in its clause: ``vseh kazalnikov učinka je 14``."""
    return text.before(number).lower().rpartition(",")[2]


@lru_cache(maxsize=4)
def _patterns(use: NumberUse) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    """The things that can be counted, each with a pattern of its nouns behind a number and of those before it.

    The last is that of its nouns before a number in brackets: ``število operacij (štirinajst)``.
    """
    all_of, number_of = any_of(use.all_of).pattern, any_of(tuple(map(str.lower, use.number_of))).pattern
    return tuple(
        (
            one.thing,
            re.compile(_GAP + nouns),
            re.compile(all_of + _GAP + nouns + r"\s+\S+\s*\Z"),
            re.compile(number_of + _GAP + nouns + r"\s*\(\Z"),
        )
        for one in use.counted
        for nouns in (any_of(one.nouns).pattern,)
    )


@RULES.warning("wrong-count")
def _find_wrong_counts(programme: Programme) -> Iterator[Found]:
    counts = _count(programme)
    objectives = {indicator.id: one.facts.id for one in programme.objectives for indicator in one.indicators}
    for text in said_texts(programme):
        for number in text.numbers:
            thing = None if number.is_inherited or number.path else counted_thing(programme, text, number)
            if thing is not None and not is_label(programme, text, number):
                scopes = [scope for scope in _scopes(text, number, objectives, programme) if counts[thing].get(scope)]
                known = [_known(counts, thing, scope) for scope in scopes]
                if scopes and _is_wrong(programme, text, number, thing, known):
                    count = min(counts[thing][scopes[0]])
                    yield Found(text.path, _tell(text, number, scopes[0], count), number.said)


@RULES.warning("share-of-another-type")
def _find_shares_of_other_types(programme: Programme) -> Iterator[Found]:
    """``Delež … 008 … v okviru specifičnega cilja 3 znaša {=43,91 %}``, where 008 has another share there."""
    shares = {(one.facts.id, row.code): row.share for one in programme.objectives for row in one.allocation.rows}
    coverages = {one.facts.id: one.allocation.coverage for one in programme.objectives}
    for text, number, words in _declared_shares(programme):
        objectives = sorted(_name_objectives(programme, [words]))
        named = [(name, word.text) for name in objectives for word in words if (name, word.text) in shares]
        place = {"number": number.said, "place": objectives[0] if objectives else ""}
        if len(named) == 1 and _is_other(number, shares[named[0]]):
            message = translate(
                "{number} is said of the type {code} in {place}, whose share there is {share}",
                code=named[0][1],
                share=spoken(shares[named[0]]),
                **place,
            )
            yield Found(text.path, message, number.said)
        elif len(objectives) == 1 and not named and _speaks_of_coverage(programme, text, number):
            coverage = coverages[objectives[0]]
            if _is_other(number, coverage):
                message = translate(
                    "{number} is said of the types with indicators in {place}, which cover {coverage}",
                    coverage=spoken(coverage),
                    **place,
                )
                yield Found(text.path, message, number.said)


def _is_other(number: SaidNumber, value: Decimal) -> bool:
    """Whether a number is another than a value with so many decimals."""
    return number.value != round(value, max(-int(number.value.as_tuple().exponent), 0))


def _speaks_of_coverage(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether the sentence of a share says which types of intervention have indicators: ``povezane s kazalniki``."""
    use, sentence = number_use(programme), text.sentence(number).lower()
    is_linked = all(any_of((word,)).search(sentence) for word in use.linked)
    return any_of(use.money).search(sentence) is not None and (
        is_linked or any_of(use.covering).search(sentence) is not None
    )


def _declared_shares(programme: Programme) -> Iterator[tuple[SaidText, SaidNumber, Sequence[Word]]]:
    """The shares that the author declares, each alone in its sentence, with the words of that."""
    for text in said_texts(programme):
        if not any(one.unit == PERCENT and one.origin is NumberOrigin.DECLARED for one in text.numbers):
            continue
        for words in sentences_of(text.words, programme.language.lemmas):
            said = [one for one in text.numbers if words[0].start <= one.start <= words[-1].end and one.unit == PERCENT]
            if len(said) == 1 and said[0].origin is NumberOrigin.DECLARED:
                yield text, said[0], words


def _known(counts: Counts, thing: str, scope: str) -> frozenset[int]:
    """What a number of a thing may be: a text that has told which kind it speaks of says "indicators" of either."""
    kinds = ("indicators", "outputs", "results") if thing == "indicators" else (thing,)
    return frozenset().union(*(counts[kind].get(scope, frozenset()) for kind in kinds))


def _is_wrong(
    programme: Programme, text: SaidText, number: SaidNumber, thing: str, known: Sequence[frozenset[int]]
) -> bool:
    """Whether a number is none of those known, the nearest first, and one of all: a smaller one may be that of some."""
    if any(number.value in counts for counts in known):
        return False
    if number.value > max(known[0]) or _says_all(programme, text, number):
        return True
    if thing == "objectives" and number.said.lower() in number_use(programme).both:
        named = objective_numbers(programme, words_of(text.words, programme.language.lemmas))
        is_told_which = _RESTRICTED.match(text.words, number.end) is not None
        return len(set(named)) < _FEWEST and not is_told_which
    is_all = stands_last(any_of(number_use(programme).divided_into), text.before(number))
    if thing == "chapters" or (is_all and _CODE.search(text.sentence(number))):
        return is_all
    return thing in _FIXED and number.value >= _FEWEST and not _is_of_some(programme, text, number)


def _tell(text: SaidText, number: SaidNumber, scope: str, count: int) -> str:
    said = {"number": number.said, "count": count, "quotation": quote_number(text, number)}
    if scope == _ALL:
        return translate("{number} is said, the content has {count}: '{quotation}'", **said)
    return translate("{number} is said, {place} has {count}: '{quotation}'", place=scope, **said)


def _scopes(text: SaidText, number: SaidNumber, objectives: Mapping[str, str], programme: Programme) -> list[str]:
    """The scopes that a number may be of, the nearest one first.

    None of one that the author declares, unless it is said to be that of all or of the one objective that is named, or
    of more than there can be.
    """
    scopes = _near_scopes(text, number, objectives, programme)
    is_told = _says_all(programme, text, number) or (len(scopes) == 1 and scopes[0] != _ALL)
    thing = counted_thing(programme, text, number)
    if programme.fund is not None and thing == "objectives":
        is_told |= number.value > len(programme.fund.objectives)
    is_told |= thing == "common factors" and number.value > len(programme.risks.common)
    return scopes if is_told or number.origin is not NumberOrigin.DECLARED else []


def _near_scopes(text: SaidText, number: SaidNumber, objectives: Mapping[str, str], programme: Programme) -> list[str]:
    """The scopes that a number may be of, the nearest one first; of what its sentence names alone by code or number."""
    root = root_of(text.path, objectives)
    if root in objectives:
        return [root, objectives[root], _ALL]
    names = [objective.facts.id for objective in programme.objectives]
    own = root_of(text.path, dict.fromkeys(names))
    if own in names:
        return [own, _ALL]
    codes = {code for code in _CODE.findall(text.sentence(number)) if code in objectives}
    if len(codes) == 1:
        return [*codes]
    sentences = [*sentences_of(text.words, programme.language.lemmas)]
    near = [words for words in sentences if words[0].start <= number.start <= words[-1].end]
    named = _name_objectives(programme, near)
    if len(named) == 1:
        return [*named]
    return [_ALL, *(names if _name_objectives(programme, sentences) else ())]


def _name_objectives(programme: Programme, sentences: Iterable[Sequence[Word]]) -> set[str]:
    """The objectives that sentences name, by number or code."""
    by_number = {objective.facts.number: objective.facts.id for objective in programme.objectives}
    named: set[str] = set()
    for words in sentences:
        named.update(by_number[number] for number, _ in objective_numbers(programme, words) if number in by_number)
        named.update(word.text for word in words if word.text in by_number.values())
    return named


def _is_of_some(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    words = (*text.before(number).split()[-1:], *text.words[number.end :].split(maxsplit=1)[:1])
    return any(any_of(number_use(programme).some_of).fullmatch(word.lower()) for word in words)


def _says_all(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    use, words = number_use(programme), text.before(number).lower().split()
    if any(any_of(use.all_of).fullmatch(word.strip(",")) for word in words[-2:]):
        return True
    if any_of(use.in_all).search(" ".join(words[-4:])):
        return True
    if stands_last(any_of(use.comprising), text.before(number)):
        return True
    clause = _clause_before(text, number)
    return any(before.search(clause) or around.search(clause) for _, _, before, around in _patterns(use))


def _count(programme: Programme) -> dict[str, dict[str, frozenset[int]]]:
    objectives = programme.objectives
    counts: dict[str, dict[str, frozenset[int]]] = {
        "objectives": {_ALL: frozenset({len(objectives)})},
        "operations": {_ALL: frozenset({len(programme.operations)})},
        "sources": {_ALL: frozenset({len(programme.sources)})},
        "common factors": {_ALL: frozenset({len(programme.risks.common)})},
        "factors": {_ALL: frozenset({len(programme.risks.common), len(programme.risks.factors)})},
        "chapters": {_ALL: frozenset({_count_chapters(programme)})},
        "outputs": {},
        "results": {},
        "indicators": {},
        "measures": {},
    }
    for objective in objectives:
        _count_objective(objective, counts)
    for thing in ("outputs", "results", "indicators", "measures"):
        own = [counts[thing][objective.facts.id] for objective in objectives]
        counts[thing][_ALL] = frozenset({sum(map(min, own)), sum(map(max, own))})
    return counts


def _count_chapters(programme: Programme) -> int:
    """How many headings of the first level the chapters have."""
    leaves = (leaf for chapter in programme.chapters.values() for leaf in chapter.leaves)
    return sum(leaf.kind is LeafKind.HEADING and leaf.mark.strip() == "#" for leaf in leaves)


def _count_objective(objective: Objective, counts: dict[str, dict[str, frozenset[int]]]) -> None:
    name, kinds = objective.facts.id, {"outputs": objective.outputs, "results": objective.results}
    kinds["indicators"] = objective.wholes
    for kind, wholes in kinds.items():
        counts[kind][name] = frozenset({len(wholes), sum(len(whole.with_parts) for whole in wholes)})
    counts["measures"][name] = frozenset({len(objective.facts.measures)})
    counts["factors"][name] = frozenset({len(objective.risks.factors), len(objective.risks.own)})
    operations = {mention.id for output in objective.outputs for mention in output.operations}
    counts["operations"][name] = frozenset({len(operations)})
    for whole in objective.wholes:
        for indicator in whole.with_parts:
            if isinstance(whole, OutputIndicator):
                counts["operations"][indicator.id] = frozenset({len(whole.operations)})
            if whole.sources:
                counts["sources"][indicator.id] = frozenset({len(whole.sources)})

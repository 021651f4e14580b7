"""Numbers that texts reckon out: products, averages, and sums of what named operations give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from methodology.checks.arithmetic.named_numbers import counts_one_of
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.reason_texts import FIELDS, nouns_of, reason_texts
from methodology.checks.said_numbers import (
    SaidNumber,
    SaidText,
    any_of,
    is_label,
    is_year,
    number_use,
    quote_number,
    said_texts,
)
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.indicator import OutputIndicator
from methodology.model.phrases import NumberUse
from methodology.model.programme import Programme
from methodology.model.prose import Declared, Prose, Reference
from methodology.model.scalars import NotGiven, spoken

RULES = Rules(Family.ARITHMETIC, Scope.OBJECTIVES)

_NEAR = 3
"""Within so many words before a number stands what makes it a result."""
_FAR = 60
_LONG = 5
"""Shorter words of a name do not tell it from others."""
_FEWEST = 2
"""So many operations make a sum."""
_ROUGHLY = Decimal("0.1")
"""By such a part of itself an average may miss the value."""
_BREAK = re.compile(r"[.;!?]\s")
_SHORT_NAME = re.compile(r"(?<!\w)[^\W\d_a-zčšž]{3,}(?!\w)")


# products


@RULES.warning("product-misses-number", scope=Scope.VALUE)
def _find_wrong_products(programme: Programme) -> Iterator[Found]:
    """``3 usposabljanja po 20 udeležencev, skupaj 80 udeležencev``."""
    use = number_use(programme)
    for text in said_texts(programme):
        for place, (one, each) in enumerate(zip(text.numbers, text.numbers[1:], strict=False)):
            if not _is_product(use, text, one, each) or one.is_inherited:
                continue
            total = next((number for number in text.numbers[place + 2 :] if _is_result(use, text, each, number)), None)
            if total is not None and total.value != one.value * each.value:
                message = translate(
                    "{one} times {each} is {product}, and the sentence says {said}",
                    one=one.said,
                    each=each.said,
                    product=spoken(one.value * each.value),
                    said=total.said,
                )
                yield Found(text.path, message, total.said)


def _is_product(use: NumberUse, text: SaidText, one: SaidNumber, each: SaidNumber) -> bool:
    """Whether two numbers are how many of how many each: up to three words and ``po`` stand between."""
    between = text.words[one.end : each.start]
    is_each = _each(use).fullmatch(between.lower()) is not None
    return is_each and not (one.unit or each.unit or is_year(one) or is_year(each))


@lru_cache(maxsize=4)
def _each(use: NumberUse) -> re.Pattern[str]:
    return re.compile(rf"\s(?:[^\W\d_]+\s){{1,3}}(?:z\s|s\s)?{any_of(use.each).pattern}\s")


def _is_result(use: NumberUse, text: SaidText, each: SaidNumber, number: SaidNumber) -> bool:
    """Whether a number behind a product is said to be what it comes to."""
    between = text.words[each.end : number.start]
    if _BREAK.search(between) or len(between) > _FAR or re.search(r"\d", between):
        return False
    words = " ".join(between.lower().split()[-_NEAR:]).lstrip("(, ")
    return between.rstrip().endswith("=") or any_of((*use.in_all, *use.amounts_to)).search(words) is not None


# averages


@RULES.warning("average-misses-value")
def _find_wrong_averages(programme: Programme) -> Iterator[Found]:
    """``v povprečju 40 oseb na operacijo``, where 93 persons come of 4 operations."""
    use = number_use(programme)
    average, of_each = any_of(use.average), any_of(use.per_operation)
    for objective in programme.objectives:
        for output in objective.outputs:
            nouns, count = nouns_of(programme, output), len(output.operations)
            for field in FIELDS if count > 1 else ():
                value = output.stated_values.get(field)
                for _, text in reason_texts(programme, output, field):
                    for number in text.numbers:
                        if (
                            value is None
                            or isinstance(value, NotGiven)
                            or not average.search(text.sentence(number).lower())
                            or not of_each.search(_behind(text, number))
                            or not counts_one_of(programme, nouns, text, number)
                        ):
                            continue
                        exact = value / count
                        if abs(number.value - exact) > max(exact * _ROUGHLY, Decimal(1)):
                            message = translate(
                                "'{quotation}' is said on average, {place} is {value} of {count} operations: {average}",
                                quotation=quote_number(text, number),
                                place=f"{output.id}.{field}",
                                value=spoken(value),
                                count=count,
                                average=spoken(round(exact, 1)),
                            )
                            yield Found(text.path, message, number.said)


def _behind(text: SaidText, number: SaidNumber) -> str:
    """The clause behind a number in small letters."""
    return re.split(r"[.,;:()]", text.words[number.end : number.end + _FAR].lower())[0]


# sums of named operations


@RULES.warning("sum-of-operations")
def _find_wrong_sums_of_operations(programme: Programme) -> Iterator[Found]:
    """``za ISPO, NCKU in USPOZKI skupaj {=260} udeležencev``, where their own reasons say 160, 10 and 100."""
    for objective in programme.objectives:
        for output in objective.outputs:
            for field in FIELDS:
                parts = _parts_of_operations(programme, output, field)
                for key, text in reason_texts(programme, output, field) if len(parts) >= _FEWEST else ():
                    for number in text.numbers:
                        named = _named_in_sum(programme, parts, key, text, number)
                        total = sum((parts[one] for one in named), Decimal(0))
                        if len(named) >= _FEWEST and total != number.value:
                            message = translate(
                                "{number} is said of {operations}, of which the reasons say {parts}: {sum}",
                                number=number.said,
                                operations=", ".join(named),
                                parts=" + ".join(spoken(parts[one]) for one in named),
                                sum=spoken(total),
                            )
                            yield Found(text.path, message, number.said)


def _parts_of_operations(programme: Programme, output: OutputIndicator, field: str) -> dict[str, Decimal]:
    """The figures that the reasons of a value print, by the operation that each is of; none where one has several."""
    parts: dict[str, Decimal] = {}
    several: set[str] = set()
    for key, text in reason_texts(programme, output, field):
        value = programme.values.get(text.path)
        prose = value.value if value is not None and isinstance(value.value, Prose) else None
        own = key.rpartition(".")[2]
        for references in _clauses(prose) if prose is not None else ():
            figures = [figure for one in references if (figure := _figure_of(programme, output, one)) is not None]
            operation = _operation_of(programme, references, own)
            if len(figures) == 1 and operation:
                several |= {operation} & parts.keys()
                parts[operation] = figures[0]
    return {operation: part for operation, part in parts.items() if operation not in several}


def _operation_of(programme: Programme, references: Sequence[Reference], own: str) -> str:
    """The operation that a clause refers to first, else the one whose reason it is in; empty where there is none."""
    named = (one.path.partition(".")[2] for one in references if one.path.startswith("operations."))
    return next(named, own if own in programme.operations else "")


def _clauses(prose: Prose) -> Iterator[list[Reference]]:
    """The references of a text, clause by clause: a semicolon or the end of a sentence divides them."""
    references: list[Reference] = []
    for part in prose.parts:
        if isinstance(part, Reference):
            references.append(part)
        elif not isinstance(part, Declared) and re.search(r"[;.]\s", part):
            yield references
            references = []
    yield references


def _figure_of(programme: Programme, output: OutputIndicator, reference: Reference) -> Decimal | None:
    """The number of an output's figure that a reference prints, in no unit and of no time."""
    value = programme.values.get(reference.path) if reference.path.startswith(f"{output.id}.") else None
    figure = value.value if value is not None and isinstance(value.value, Figure) else None
    is_count = figure is not None and figure.per is None and not figure.unit
    return figure.value if is_count and figure is not None and not isinstance(figure.value, NotGiven) else None


def _named_in_sum(
    programme: Programme, parts: Mapping[str, Decimal], key: str, text: SaidText, number: SaidNumber
) -> list[str]:
    """The operations that a number is said to be the sum of; none where one that is named is not known."""
    use = number_use(programme)
    if number.path is not None or number.is_inherited or number.unit or is_year(number):
        return []
    start = max((match.end() for match in _BREAK.finditer(text.words, 0, number.start)), default=0)
    segment = text.words[start : number.start]
    match = next(iter(any_of(use.in_all).finditer(segment.lower())), None)
    if match is None or is_label(programme, text, number) or re.search(r"\d", segment[match.end() :]):
        return []
    is_with_own = any_of(use.together_with).match(segment.lower(), match.end() + 1) is not None
    before = re.split(r"[:(]|\d", segment[: match.start()])[-1]
    named = _operations_in(programme, parts, segment[match.end() :] if is_with_own else before)
    own = key.rpartition(".")[2]
    if not is_with_own or not named:
        return named
    return [own, *named] if own in parts and own not in named else []


def _operations_in(programme: Programme, parts: Mapping[str, Decimal], words: str) -> list[str]:
    """The operations with a part that words name, by short names or in full; none where one is in doubt."""
    language = programme.language.lemmas
    named: list[str] = []
    for match in _SHORT_NAME.finditer(words):
        meant = _meant(programme, parts, match[0])
        if meant is None:
            return []
        named.append(meant)
    lemmas = set(lemmas_of(words, language))
    for key in parts:
        name = {lemma for lemma in lemmas_of(programme.operations[key], language) if len(lemma) >= _LONG}
        if key not in named and name and name <= lemmas:
            named.append(key)
    return [*dict.fromkeys(named)]


def _meant(programme: Programme, parts: Mapping[str, Decimal], short: str) -> str | None:
    """The operation that a short name is of: by its key, else the one whose name has it."""
    small = short.lower()
    by_key = [key for key in parts if key == small or key.startswith(f"{small}_")]
    by_name = [key for key in parts if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", programme.operations[key])]
    keys = by_key or by_name
    return keys[0] if len(keys) == 1 else None

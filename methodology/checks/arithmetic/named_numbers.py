"""Numbers that the reasons of a value name, against the value that they are part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.lemmas import lemma_of
from methodology.checks.reason_texts import FIELDS, nouns_of, reason_texts
from methodology.checks.said_numbers import (
    NumberOrigin,
    SaidNumber,
    SaidText,
    any_of,
    is_label,
    is_year,
    number_use,
    quote_number,
    said_at,
    said_texts,
)
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.indicator import Indicator, OutputIndicator
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain, spoken

RULES = Rules(Family.ARITHMETIC, Scope.OBJECTIVES)

_ONE = Decimal(1)
_SENTENCE = re.compile(r"[.;:!?]\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLAUSE = re.compile(r"[^.,;:()]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NEAR = 3
"""Within so many words behind a number stands what it counts."""
_FEWEST = 3
"""One or two things in words are often but an example."""
_MUCH_MORE = Decimal("1.5")
"""What is at least a number and not so many times a value is likely to be of the same kind."""
_COUNTED = "count(operations)"
_OF_ONE = ".items."
"""In the path of the reason of one operation."""
_FAR = 60
"""Within so many characters behind a number stands what it is a rate of."""


def counts_one_of(programme: Programme, nouns: frozenset[str], text: SaidText, number: SaidNumber) -> bool:
    """Whether one of the nouns stands right behind a number, in its clause."""
    is_bracketed = text.words.startswith(")", number.end) and text.words.endswith("(", 0, number.start)
    clause = _CLAUSE.match(text.words, number.end + is_bracketed)
    words = _WORD.findall(clause[0])[:_NEAR] if clause else []
    return any(lemma_of(word, programme.language.lemmas) in nouns for word in words)


def is_a_rate(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a number is one of a year or of another time."""
    value = programme.values.get(number.path) if number.path else None
    if value is not None and isinstance(value.value, Figure) and value.value.per is not None:
        return True
    use = number_use(programme)
    near = re.split(r"[.;]\s", text.words[number.end : number.end + _FAR])[0]
    return any_of((*use.a_year, *use.other_rates)).search(near) is not None


def named_parts(programme: Programme, indicator: Indicator, field: str) -> Iterator[tuple[SaidText, SaidNumber]]:
    """Yield the numbers in the reasons of a value that count what it counts, but for values and rates."""
    for text, number in _counted_numbers(programme, indicator, field):
        if number.origin is not NumberOrigin.DECLARED:
            yield text, number


def says_target(programme: Programme, indicator: Indicator, text: SaidText) -> bool:
    """Whether a text tells the target itself with its year, as the reasons of a milestone may."""
    numbers = {number.value for number in text.numbers if not is_year(number)}
    years = {number.value for number in text.numbers if is_year(number)}
    return indicator.stated_values.get("target") in numbers and programme.facts.target_year in years


def _counted_numbers(programme: Programme, indicator: Indicator, field: str) -> Iterator[tuple[SaidText, SaidNumber]]:
    """The same with those that the author declares to be no value."""
    nouns = nouns_of(programme, indicator)
    values = {f"{indicator.id}.{name}" for name in indicator.stated_values}
    for _, text in reason_texts(programme, indicator, field):
        for number in text.numbers:
            is_part = (
                not number.unit
                and number.path not in values
                and not is_year(number)
                and (counts_one_of(programme, nouns, text, number) or _is_the_number(programme, text, number))
            )
            if is_part and not is_label(programme, text, number) and not is_a_rate(programme, text, number):
                yield text, number


def _is_the_number(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a number is said to be that of what the indicator counts: ``število (8)``, ``števila sistemov (8)``."""
    language = programme.language.lemmas
    before = {lemma_of(word, language) for word in _WORD.findall(text.before(number))[-2:]}
    names = {lemma_of(word, language) for word in number_use(programme).number_of}
    return number.origin is NumberOrigin.DECLARED and not before.isdisjoint(names)


@RULES.error("named-above-value")
def _find_named_above_values(programme: Programme) -> Iterator[Found]:
    targets = {f"{one.id}.{field}" for one in programme.indicators for field in FIELDS}
    for indicator in programme.indicators:
        values = indicator.stated_values
        found: set[str] = set()
        for field in FIELDS:
            if field not in values or isinstance(values[field], NotGiven):
                continue
            for text, number in named_parts(programme, indicator, field):
                path = number.path or text.path
                is_other_value = number.value in values.values() if number.path is None else number.path in targets
                if number.value <= values[field] or is_other_value or path in found:
                    continue
                if _is_single(programme, text, number):
                    continue
                found.add(path)
                message = translate(
                    "{number} is named in the reasons of {place}, which is {value}",
                    number=number.said,
                    place=f"{indicator.id}.{field}",
                    value=spoken(values[field]),
                )
                yield Found(path, message, f"{number.said} > {plain(values[field])}")


@RULES.warning("declared-above-value")
def _find_declared_above_values(programme: Programme) -> Iterator[Found]:
    """A number that the author declares may be one of other times or of more than the programme counts, and say so."""
    for indicator in programme.indicators:
        for field in FIELDS:
            value = indicator.stated_values.get(field)
            if value is None or isinstance(value, NotGiven):
                continue
            numbers = (
                *_counted_numbers(programme, indicator, field),
                *_least_numbers(programme, indicator, field, value),
            )
            for text, number in dict.fromkeys(numbers):
                is_more = number.origin is NumberOrigin.DECLARED and number.value > max(value, _ONE)
                is_target = number.value == indicator.stated_values.get("target") and says_target(
                    programme, indicator, text
                )
                if is_more and not is_target and not _is_of_others(programme, text, number):
                    message = translate(
                        "{number} is named in the reasons of {place}, which is {value}",
                        number=quote_number(text, number, _NEAR),
                        place=f"{indicator.id}.{field}",
                        value=spoken(value),
                    )
                    yield Found(text.path, message, number.said)


def _least_numbers(
    programme: Programme, indicator: Indicator, field: str, value: Decimal
) -> Iterator[tuple[SaidText, SaidNumber]]:
    """The numbers a little above a value that its reasons say something is not below, whatever they call it."""
    at_least = any_of(number_use(programme).at_least)
    for _, text in reason_texts(programme, indicator, field):
        for number in text.numbers:
            word = " ".join(text.before(number).lower().split()[-1:]).lstrip("(")
            is_near = value < number.value <= value * _MUCH_MORE and not (number.unit or is_year(number))
            if is_near and at_least.fullmatch(word) and not is_a_rate(programme, text, number):
                yield text, number


def _is_of_others(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a number is said to be one of another time or of a larger whole."""
    own_years = {str(programme.facts.milestone_year), str(programme.facts.target_year)}
    clause = _SENTENCE.split(text.words[max(number.start - _FAR, 0) : number.start])[-1]
    clause += _SENTENCE.split(text.words[number.start : number.end + _FAR])[0]
    has_words = any_of(number_use(programme).of_others).search(clause.lower()) is not None
    return has_words or not own_years.issuperset(_YEAR.findall(clause))


def _is_single(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a single thing in words is but an example: ``vsaka operacija se šteje za en projekt``."""
    return number.origin is NumberOrigin.IN_WORDS and number.value == 1 and not _is_planned(programme, text, number)


def _is_planned(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether what a number counts is said to be planned: ``planiranega enega projekta``."""
    clause = _CLAUSE.match(text.words, number.end)
    words = text.before(number).split()[-_NEAR:] + (clause[0].split()[:_NEAR] if clause else [])
    return any(any_of(number_use(programme).planned).fullmatch(word.lower()) for word in words)


@RULES.error("figure-of-another-name")
def _find_exchanged_figures(programme: Programme) -> Iterator[Found]:
    """A figure's number with the name of another figure of its indicator right behind it."""
    language = programme.language.lemmas
    names: dict[str, dict[str, frozenset[str]]] = {}
    for indicator in programme.indicators:
        of_figures = {
            f"{indicator.id}.{key}": frozenset(lemmas_of(one.name, language))
            for key, one in indicator.figures.items()
            if one.name
        }
        names |= dict.fromkeys(of_figures, of_figures)
    for text in said_texts(programme):
        for number in text.numbers:
            if number.path not in names or number.is_inherited:
                continue
            words = [lemma_of(word, language) for word in _WORD.findall(text.words[number.end : number.end + _FAR])]
            own = names[number.path][number.path]
            near = frozenset(words[:1]) - own
            other = next((path for path, name in names[number.path].items() if near & name - own), None)
            if other is not None and not own.intersection(words[:_NEAR]):
                message = translate(
                    "'{quotation}' prints {path}, {other} is what is called so",
                    quotation=quote_number(text, number, _NEAR),
                    path=number.path,
                    other=other,
                )
                yield Found(text.path, message, number.path)


@RULES.warning("planned-misses-value")
def _find_planned_numbers(programme: Programme) -> Iterator[Found]:
    """A number in words, or one that is declared, where the reasons of a value name no other number."""
    nouns = frozenset().union(*(nouns_of(programme, one) for one in programme.indicators))
    for indicator in programme.indicators:
        for field in FIELDS:
            value = indicator.stated_values.get(field)
            if value is None or isinstance(value, NotGiven):
                continue
            for text, number in _lone_number(programme, indicator, field):
                is_known = number.value == value or _is_left(indicator, value, number)
                if is_known or not _is_of_a_value(programme, text, number, nouns):
                    continue
                message = translate(
                    "'{quotation}' is all that the reasons of {place} name, which is {value}",
                    quotation=quote_number(text, number, 3),
                    place=f"{indicator.id}.{field}",
                    value=spoken(value),
                )
                yield Found(text.path, message, f"{number.said} ≠ {plain(value)}")


def _lone_number(programme: Programme, indicator: Indicator, field: str) -> list[tuple[SaidText, SaidNumber]]:
    """The number that the reasons of a value name, where it is the only one and no target told with its year."""
    texts = [text for _, text in reason_texts(programme, indicator, field)]
    numbers = [(text, one) for text in texts for one in text.numbers if not is_year(one)]
    is_lone = len(numbers) == 1 and not says_target(programme, indicator, numbers[0][0])
    return numbers if is_lone and not _is_of_one_of_several(texts, numbers[0][0]) else []


def _is_of_one_of_several(texts: Sequence[SaidText], text: SaidText) -> bool:
    """Whether a text is the reason of one operation, beside those of others that name no number."""
    return _OF_ONE in text.path and sum(_OF_ONE in one.path for one in texts) > 1


def _is_left(indicator: Indicator, target: Decimal, number: SaidNumber) -> bool:
    """Whether an author declares what comes after the milestone."""
    milestone = indicator.stated_values.get("milestone")
    is_given = milestone is not None and not isinstance(milestone, NotGiven)
    return number.origin is NumberOrigin.DECLARED and is_given and number.value == target - (milestone or 0)


def _is_of_a_value(programme: Programme, text: SaidText, number: SaidNumber, nouns: frozenset[str]) -> bool:
    """Whether a number is likely to be meant for a value."""
    if number.origin is NumberOrigin.DECLARED:
        is_other = number.unit or _is_of_others(programme, text, number) or is_a_rate(programme, text, number)
        return not is_other and counts_one_of(programme, nouns, text, number)
    is_telling = number.value >= _FEWEST or _is_planned(programme, text, number)
    return number.origin is NumberOrigin.IN_WORDS and is_telling and counts_one_of(programme, nouns, text, number)


@RULES.error("parts-above-value")
def _find_parts_above_values(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        values = indicator.stated_values
        parts: dict[str, Decimal] = {}
        for field in FIELDS:
            if field not in values or isinstance(values[field], NotGiven):
                continue
            parts |= {one.path: one.value for _, one in named_parts(programme, indicator, field) if one.path}
            total = sum(parts.values(), Decimal(0))
            if len(parts) > 1 and total > values[field] and max(parts.values()) <= values[field]:
                message = translate(
                    "the numbers named in the reasons add up to {sum} ({parts}), {place} is {value}",
                    sum=spoken(total),
                    parts=" + ".join(f"{name.rpartition('.')[2]} {spoken(one)}" for name, one in parts.items()),
                    place=f"{indicator.id}.{field}",
                    value=spoken(values[field]),
                )
                yield Found(f"{indicator.id}.{field}", message, f"{plain(total)} > {plain(values[field])}")
                break


@RULES.warning("operations-above-target")
def _find_operations_above_targets(programme: Programme) -> Iterator[Found]:
    """Where an output says of some operations how much each gives, every other one gives at least one."""
    for objective in programme.objectives:
        for output in objective.outputs:
            nouns, pieces = nouns_of(programme, output), Decimal(0)
            named = list(_named_at_operations(programme, output, nouns))
            pieces = sum((number.value for number in named), Decimal(0))
            others = len(output.operations) - len(named)
            if named and not isinstance(output.target, NotGiven) and pieces + others > output.target:
                message = translate(
                    "the operations give at least {sum}: {parts} as said there, one each of {count} others; "
                    "{place} is {value}",
                    sum=spoken(pieces + others),
                    parts=" + ".join(number.said for number in named),
                    count=others,
                    place=f"{output.id}.target",
                    value=spoken(output.target),
                )
                yield Found(f"{output.id}.target", message, f"{plain(pieces + others)} > {plain(output.target)}")


@RULES.warning("operations-below-target")
def _find_operations_below_targets(programme: Programme) -> Iterator[Found]:
    """An output that counts what another one counts by its operations, where its own give less than its target."""
    counted = {
        output.counts
        for objective in programme.objectives
        for output in objective.outputs
        if output.counts and _is_number_of_operations(programme, output)
    }
    for objective in programme.objectives:
        for output in objective.outputs:
            if output.counts not in counted or isinstance(output.target, NotGiven) or not output.operations:
                continue
            named = list(_named_at_operations(programme, output, nouns_of(programme, output)))
            others = len(output.operations) - len(named)
            total = sum((number.value for number in named), Decimal(0)) + others
            if total < output.target and not _is_number_of_operations(programme, output):
                message = translate(
                    "the operations give {sum}: as said there, or one each; {place} is {value}",
                    sum=spoken(total),
                    place=f"{output.id}.target",
                    value=spoken(output.target),
                )
                yield Found(f"{output.id}.target", message, f"{plain(total)} < {plain(output.target)}")


def _is_number_of_operations(programme: Programme, output: OutputIndicator) -> bool:
    """Whether the target follows from how many operations there are."""
    calculation = programme.calculations.get(f"{output.id}.target")
    return calculation is not None and calculation.formula is not None and _COUNTED in calculation.formula


def _named_at_operations(programme: Programme, output: OutputIndicator, nouns: frozenset[str]) -> Iterator[SaidNumber]:
    for mention in output.operations:
        text = said_at(programme, f"{output.id}.operations.{mention.id}") if mention.text is not None else None
        numbers = () if text is None else text.numbers
        yield from (
            number
            for number in numbers
            if text is not None and not is_year(number) and counts_one_of(programme, nouns, text, number)
        )


@RULES.error("later-parts-above-target")
def _find_later_parts(programme: Programme) -> Iterator[Found]:
    """What an operation gives after the milestone comes on top of the milestone."""
    not_yet = any_of(number_use(programme).not_yet)
    for indicator in programme.indicators:
        values = indicator.stated_values
        if "milestone" not in values or any(isinstance(value, NotGiven) for value in values.values()):
            continue
        later = {
            name for name, text in reason_texts(programme, indicator, "milestone") if not_yet.search(text.words.lower())
        }
        later.discard("sentence")
        numbers = {
            number.path: number.value
            for text, number in named_parts(programme, indicator, "target")
            if number.path and any(text.path.endswith(f".target.{name}") for name in later)
        }
        total = values["milestone"] + sum(numbers.values(), Decimal(0))
        if numbers and total > values["target"] >= max(numbers.values()):
            message = translate(
                "the milestone {milestone} and what comes after it ({parts}) are {sum}, {place} is {value}",
                milestone=spoken(values["milestone"]),
                parts=" + ".join(map(plain, numbers.values())),
                sum=spoken(total),
                place=f"{indicator.id}.target",
                value=spoken(values["target"]),
            )
            yield Found(f"{indicator.id}.target", message, f"{plain(total)} > {plain(values['target'])}")

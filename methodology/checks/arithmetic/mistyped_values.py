"""Numbers that are typed or declared and are, but for a slip of the keyboard, a figure or value of their indicator."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from methodology.checks.arithmetic.named_numbers import counts_one_of
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.reason_texts import nouns_of
from methodology.checks.references.registry_entries import reckoned_paths, referred_paths
from methodology.checks.said_numbers import (
    NumberOrigin,
    SaidNumber,
    SaidText,
    is_label,
    is_year,
    quote_number,
    said_texts,
)
from methodology.messages import translate
from methodology.model.paths import root_of
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, spoken

RULES = Rules(Family.ARITHMETIC, Scope.CONTENT)

_PAIR = 2
_FEWEST_SWAPPED = 3
"""Numbers of fewer digits have the digits of another one by chance."""
_FEWEST_CHANGED = 4
"""So many digits a value has at least of which one other digit is a slip."""


@RULES.error("figure-mistyped")
def _find_mistyped_figures(programme: Programme) -> Iterator[Found]:
    """A figure that nothing prints, and in the texts of its indicator a number that it may be."""
    used = referred_paths(programme) | reckoned_paths(programme)
    unused = {
        indicator.id: {
            f"{indicator.id}.{name}": figure.value
            for name, figure in indicator.figures.items()
            if f"{indicator.id}.{name}" not in used and not isinstance(figure.value, NotGiven)
        }
        for indicator in programme.indicators
    }
    unused = {identifier: figures for identifier, figures in unused.items() if figures}
    for text, number, identifier in _typed_numbers(programme, unused):
        for place, value in unused[identifier].items():
            if _is_near(number.value, value) or _is_swapped(number.value, value, _PAIR):
                yield _found(text, number, place, value)


@RULES.warning("value-mistyped")
def _find_mistyped_values(programme: Programme) -> Iterator[Found]:
    """A number of the reasons that has the digits of the milestone or the target in another order, or all but one."""
    indicators = {indicator.id: indicator for indicator in programme.indicators}
    for text, number, identifier in _typed_numbers(programme, indicators):
        values = {
            f"{identifier}.{name}": value
            for name, value in indicators[identifier].stated_values.items()
            if not isinstance(value, NotGiven)
        }
        if number.value in values.values():
            continue
        for place, value in values.items():
            if _is_slip(number.value, value):
                yield _found(text, number, place, value)


@RULES.warning("value-mistyped-elsewhere")
def _find_values_mistyped_elsewhere(programme: Programme) -> Iterator[Found]:
    """The same in chapters and the reasons of an objective, of what an indicator counts."""
    counting = [(one, nouns_of(programme, one)) for one in programme.indicators]
    roots = ["chapters", *(objective.facts.id for objective in programme.objectives)]
    for text, number, _ in _typed_numbers(programme, roots):
        if number.path is not None:
            continue
        values = {
            f"{one.id}.{name}": value
            for one, nouns in counting
            if counts_one_of(programme, nouns, text, number)
            for name, value in one.stated_values.items()
            if not isinstance(value, NotGiven)
        }
        near = [place for place, value in values.items() if _is_slip(number.value, value)]
        if number.value not in values.values() and near:
            yield _found(text, number, near[0], values[near[0]])


def _is_slip(number: Decimal, value: Decimal) -> bool:
    return _is_changed(number, value) or _is_swapped(number, value, _FEWEST_SWAPPED)


def _found(text: SaidText, number: SaidNumber, place: str, value: Decimal) -> Found:
    message = translate(
        "'{quotation}' is typed, {place} is {value}",
        quotation=quote_number(text, number, 3),
        place=place,
        value=spoken(value),
    )
    return Found(text.path, message, number.said, translate("write {number}", number=f"{{{place}}}"))


def _typed_numbers(programme: Programme, roots: Collection[str]) -> Iterator[tuple[SaidText, SaidNumber, str]]:
    """The numbers in the texts below some roots, indicators or others, that are no values, shares, years or labels."""
    for text in said_texts(programme):
        identifier = root_of(text.path, roots)
        if not identifier:
            continue
        for number in text.numbers:
            is_typed = number.origin in (NumberOrigin.TYPED, NumberOrigin.DECLARED) and not number.is_inherited
            if is_typed and not number.unit and not is_year(number) and not is_label(programme, text, number):
                yield text, number, identifier


def _digits(value: Decimal) -> str:
    return str(int(value)) if value == value.to_integral_value() else ""


def _is_near(number: Decimal, value: Decimal) -> bool:
    """Whether a nought or two too many or too few were typed, or one digit of several."""
    noughts = any(number == value * factor or value == number * factor for factor in (10, 100))
    return bool(value) and (noughts or _is_changed(number, value))


def _is_changed(number: Decimal, value: Decimal) -> bool:
    one, other = _digits(number), _digits(value)
    if len(one) != len(other) or len(one) < _FEWEST_CHANGED:
        return False
    return sum(first != second for first, second in zip(one, other, strict=True)) == 1


def _is_swapped(number: Decimal, value: Decimal, fewest: int) -> bool:
    one, other = _digits(number), _digits(value)
    if len(one) != len(other) or len(one) < fewest:
        return False
    places = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    is_pair = len(places) == _PAIR and places[1] == places[0] + 1
    return is_pair and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]

"""Numbers typed into prose that nothing in the content accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.arithmetic.counts import counted_thing
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.said_numbers import (
    NumberOrigin,
    SaidNumber,
    SaidText,
    any_of,
    is_label,
    is_year,
    number_use,
    quote_number,
    said_names,
    said_texts,
    stands_last,
)
from methodology.messages import translate
from methodology.model.assumption import PERCENT, Figure
from methodology.model.chapter import LeafKind
from methodology.model.indicator import NumberFormat
from methodology.model.objective import Allocation, AllocationRow
from methodology.model.paths import root_of
from methodology.model.phrases import Mention
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain

RULES = Rules(Family.ARITHMETIC, Scope.CONTENT)

_FEWEST_DIGITS = 2
"""So many digits has a number whose digits may stand in another order."""
_SMALLEST = 200
"""Below it a whole number may be a value of another indicator by chance."""
_FEWEST_IN_WORDS = 5
"""A smaller number in words is often one of steps, months or parts of a text."""
_REASONS = ".rationale."
_LARGEST_LABEL = 32
"""What stands in brackets up to here labels an item."""


class _Values:
    """The numbers of the content, or of one indicator: their paths by value, and by digits in any order."""

    def __init__(self) -> None:
        self.paths: dict[tuple[Decimal, bool], list[str]] = {}
        self.turned: dict[tuple[str, int], dict[str, str]] = {}

    def add(self, path: str, value: Decimal, *, is_percent: bool) -> None:
        self.paths.setdefault((value, is_percent), []).append(path)
        self.turned.setdefault(_digits(value), {}).setdefault(plain(value), path)


@RULES.warning("typed-number")
def _find_typed_numbers(programme: Programme) -> Iterator[Found]:
    values, by_root = _values(programme)
    owners = {indicator.id: indicator for indicator in programme.indicators}
    data, reckoned = frozenset(_data(programme)), _numbers_of_formulas(programme)
    for text in (*said_texts(programme), *said_names(programme, "sources")):
        if text.path in data:
            continue
        own = by_root.get(root_of(text.path, owners), _Values())
        for number in text.numbers:
            is_own = number.value > 1 and (number.value, number.unit == PERCENT) in own.paths
            # a number of the indicator's own is reported by literal-value
            if not is_own and number.value not in reckoned and _is_unaccounted(programme, text, number):
                yield _tell(text, number, own, values)


def _is_unaccounted(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    return (
        (number.origin is NumberOrigin.TYPED or _is_told_in_words(programme, text, number))
        and not number.is_inherited
        and not is_year(number)
        and not _is_list_label(text, number)
        and not is_label(programme, text, number)
        and not (number.said.startswith("0") and number.said in programme.interventions)
        and counted_thing(programme, text, number) is None
        and not _is_baseline(programme, text, number)
    )


def _is_baseline(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a 0 is said of baselines (``njihova začetna vrednost je 0``): those of outputs are 0 by law."""
    return number.value == 0 and any_of(number_use(programme).baseline).search(text.before(number)) is not None


def _is_told_in_words(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a number in words stands in a reason of a value: ``potrebnih osem učilnic``, no ``osem od desetih``."""
    if number.origin is not NumberOrigin.IN_WORDS or number.value < _FEWEST_IN_WORDS or _REASONS not in text.path:
        return False
    share_of = any_of(number_use(programme).share_of)
    is_share = share_of.match(text.words, number.end + 1) or stands_last(share_of, text.words[: number.start])
    return not is_share and number.said[0].isalpha()


def _tell(text: SaidText, number: SaidNumber, own: _Values, values: _Values) -> Found:
    said = f"{number.said} %" if number.unit == PERCENT else number.said
    is_telling = number.value >= _SMALLEST or number.value != int(number.value)
    same = values.paths.get((number.value, number.unit == PERCENT), ()) if is_telling else ()
    if len(same) == 1:
        message = translate("{number} is typed where {place} has that value", number=said, place=same[0])
        return Found(text.path, message, number.said, translate("write {place} in braces", place=same[0]))
    digits = _digits(number.value)
    turned = own.turned.get(digits) or (values.turned.get(digits) if is_telling else None)
    if turned and len(digits[0]) >= _FEWEST_DIGITS and plain(number.value) not in turned:
        value, place = next(iter(turned.items()))
        message = translate(
            "{number} is typed; {place} is {value}, the same digits in another order",
            number=said,
            place=place,
            value=value,
        )
        return Found(text.path, message, number.said)
    quotation = quote_number(text, number, 2)
    message = translate("'{quotation}' is typed, and the content has no such value", quotation=quotation)
    return Found(text.path, message, number.said)


@RULES.warning("declared-number-turned")
def _find_turned_numbers(programme: Programme) -> Iterator[Found]:
    """``{=12.113}`` where the content has 12.311 and no 12.113."""
    values, _ = _values(programme)
    known = {value for value, _ in values.paths}
    for text in said_texts(programme):
        for number in text.numbers:
            is_declared = number.origin is NumberOrigin.DECLARED and not number.is_inherited and not is_year(number)
            is_telling = number.value >= _SMALLEST or number.value != int(number.value)
            turned = values.turned.get(_digits(number.value)) if is_telling else None
            if is_declared and turned and number.value not in known and not is_label(programme, text, number):
                value, place = next(iter(turned.items()))
                message = translate(
                    "{number} is declared; {place} is {value}, the same digits in another order",
                    number=number.said,
                    place=place,
                    value=value,
                )
                yield Found(text.path, message, number.said)


def _digits(value: Decimal) -> tuple[str, int]:
    """The digits of a value in their order of size, and how many stand behind its decimal mark."""
    whole, _, decimals = plain(value).partition(".")
    return "".join(sorted(whole.lstrip("-") + decimals)), len(decimals)


def _values(programme: Programme) -> tuple[_Values, dict[str, _Values]]:
    """Every number of the content, and those of each indicator."""
    values, by_root = _Values(), {indicator.id: _Values() for indicator in programme.indicators}
    for path, value in programme.values.items():
        number = value.value.value if isinstance(value.value, Figure) else value.value
        if not isinstance(number, Decimal) or isinstance(number, NotGiven) or path.startswith("tables."):
            continue
        is_percent = isinstance(value.value, Figure) and value.value.unit == PERCENT
        is_percent |= getattr(value.owner, "number_format", None) is NumberFormat.PERCENT
        is_percent |= value.field in ("share", "coverage") and isinstance(value.owner, AllocationRow | Allocation)
        values.add(path, number, is_percent=is_percent)
        root = root_of(path, by_root)
        if root in by_root:
            by_root[root].add(path, number, is_percent=is_percent)
    return values, by_root


def _data(programme: Programme) -> Iterator[str]:
    """The texts that give data or say of what kind they are: cells, pictures, notes of figures, names of operations."""
    for chapter in programme.chapters.values():
        kinds = (LeafKind.CELL, LeafKind.ALTERNATIVE)
        yield from (f"chapters.{chapter.name}.{leaf.number}" for leaf in chapter.leaves if leaf.kind in kinds)
    for path, value in programme.values.items():
        if isinstance(value.owner, Figure) or (isinstance(value.owner, Mention) and ".operations." in path):
            yield path


def _numbers_of_formulas(programme: Programme) -> frozenset[Decimal]:
    """The numbers that stand in formulas: a text that says how a value is calculated says them again."""
    formulas = " ".join(one.formula for one in programme.calculations.values() if one.formula is not None)
    return frozenset(map(Decimal, re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.}])", formulas)))


def _is_list_label(text: SaidText, number: SaidNumber) -> bool:
    """Whether a number in brackets is a label, behind another one or beside the next: ``17(1)``, ``(1) … (2)``."""
    words, start = text.words, number.start - 1
    if words[start : start + 1] + words[number.end : number.end + 1] != "()" or number.value >= _LARGEST_LABEL:
        return False
    if words[number.start] == "0":
        return True  # (01) 428 40 00
    is_first = not words[:start].strip() or words[:start].rstrip()[-1] in ".;:"
    others = (f"({number.value + step})" for step in (-1, 1))
    return is_first or words[start - 1].isalnum() or any(other in words for other in others)

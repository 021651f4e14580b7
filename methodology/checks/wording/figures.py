"""Numbers typed in prose that exist as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from methodology.checks.finding import Family, Found, Rules
from methodology.checks.printed_texts import prose_texts
from methodology.model.indicator import Indicator
from methodology.model.language import Language
from methodology.model.programme import Programme

RULES = Rules(Family.WORDING)


_NUMBER = re.compile(r"(?<![\w.,/:–-])(?<!\.\s)(\d[\d.,]*\d|\d)(?![\w/–-]|[.:]\s?\w|[.,]\d)(?P<percent>\s?%)?")
"""A whole token: no part of a code, a regulation's number, a range or a date, no ordinal (``22. členom``)."""


@RULES.warning("literal-value")
def _find_literal_values(programme: Programme) -> Iterator[Found]:
    years = {
        str(programme.facts.milestone_year): "programme.milestone_year",
        str(programme.facts.target_year): "programme.target_year",
    }
    locale = Language.of(programme.facts.language).locale
    group, decimal = get_group_symbol(locale), get_decimal_symbol(locale)
    values_of = {indicator.id: _values(indicator) for indicator in programme.indicators}
    for text in prose_texts(programme):
        values = values_of.get(_indicator(text.path), [])
        for number_text, percent in _numbers(text.literal):
            path = years.get(number_text)
            if path is None and values:
                number = _number(number_text, group, decimal)
                # 89 % is a share, 89 is none
                alike = (own for own, value, unit in values if value == number and (unit == "%") == bool(percent))
                path = next(alike, None)
            if path is not None:
                message = f"{number_text}{percent} is typed where {path} has that value"
                yield Found(text.path, message, number_text, f"write {{{path}}}")


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers of a text, each with its per cent sign."""
    return tuple((match[1], match["percent"] or "") for match in _NUMBER.finditer(text))


def _indicator(path: str) -> str:
    """The code that a content path begins with: ``O.2.1.1`` in ``O.2.1.1.rationale.target``."""
    match = re.match(r"[OR](?:\.\d+){2,3}", path)
    return match.group() if match else ""


def _values(indicator: Indicator) -> list[tuple[str, Decimal, str | None]]:
    """The indicator's values with their paths and units; 0 and 1 stand in many sentences by chance."""
    figures = [(f"{indicator.id}.{key}", figure.value, figure.unit) for key, figure in indicator.figures.items()]
    figures += [(f"{indicator.id}.{field}", value, None) for field, value in indicator.stated_values.items()]
    return [figure for figure in figures if figure[1] > 1]


def _number(text: str, group: str, decimal: str) -> Decimal | None:
    plain = text.replace(group, "").replace(decimal, ".")
    return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None

"""The shares that a text says: in words, as so many of so many, every second, or in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from methodology.checks.said_numbers import SaidNumber, any_of, numerals
from methodology.model.assumption import PERCENT
from methodology.model.phrases import NumberUse

WHOLE = Decimal(100)
_ROUGHLY = Decimal(10)
"""By so many per cent of the whole a share in words may miss the one in digits."""
_OF_ITSELF = Decimal("0.4")
"""By such a part of itself a small share may, which is less."""
_ROUNDING = Decimal("0.5")
"""By so many per cent a share in digits may."""
_FEWEST_OF = 3
"""``ena od dveh`` names two things, no share."""


@dataclass(frozen=True, slots=True)
class SaidShare:
    """A share in a piece of text: where it stands there, and the bounds of what it may be in per cent."""

    start: int
    end: int
    low: Decimal
    high: Decimal

    def may_be(self, percent: Decimal) -> bool:
        """Whether it says such a share."""
        return self.low < percent < self.high


def shares_in_words(use: NumberUse, words: str) -> Iterator[SaidShare]:
    """Yield the shares in words of a piece of text in small letters; of words within others the longest."""
    found: list[SaidShare] = []
    for one in use.shares:
        percent = Decimal(one.percent)
        about = min(_ROUGHLY, percent * _OF_ITSELF)
        ways = (
            (one.less, Decimal(-1), percent),
            (one.more, percent, WHOLE + 1),
            (one.about, percent - about, percent + about),
        )
        for given, low, high in ways:
            found += (SaidShare(*match.span(), low, high) for match in any_of(given).finditer(words))
    for share in found:
        if not any(_is_within(share, other) for other in found):
            yield share


def _is_within(one: SaidShare, other: SaidShare) -> bool:
    """Whether a share is a piece of a longer one: ``polovica`` of ``več kot polovica``."""
    is_longer = (other.start, other.end) != (one.start, one.end)
    return is_longer and other.start <= one.start and one.end <= other.end


def counted_shares(use: NumberUse, words: str) -> Iterator[SaidShare]:
    """Yield the shares that a piece of text in small letters counts out: ``sedem od desetih``, ``vsak tretji``."""
    known = numerals(tuple((one.value, one.forms, one.compound) for one in use.numerals))
    for match in _some_of_some(use).finditer(words):
        part, whole = (_value(known, match[name]) for name in ("part", "whole"))
        if whole >= _FEWEST_OF and 0 < part <= whole:
            percent, half = part * WHOLE / whole, WHOLE / whole / 2
            yield SaidShare(*match.span(), percent - half, percent + half)
    each = {form: one.value for one in use.each_of for form in one.forms.split()}
    for match in _each_of(use).finditer(words):
        percent = WHOLE / each[match["of"]]
        yield SaidShare(*match.span(), percent * (1 - _OF_ITSELF / 2), percent * (1 + _OF_ITSELF / 2))


def _value(known: dict[str, int], said: str) -> Decimal:
    return Decimal(said) if said.isdigit() else Decimal(known.get(said, 0))


@lru_cache(maxsize=4)
def _some_of_some(use: NumberUse) -> re.Pattern[str]:
    """What finds ``sedem od desetih`` and ``7 od 10``."""
    of = any_of(use.share_of).pattern
    return re.compile(rf"(?<![\w.,])(?P<part>\d+|[^\W\d_]+)\s{of}\s(?P<whole>\d+(?![\d.,%]|\s%)|[^\W\d_]+)(?!\w)")


@lru_cache(maxsize=4)
def _each_of(use: NumberUse) -> re.Pattern[str]:
    """What finds ``vsak tretji``."""
    forms = "|".join(form for one in use.each_of for form in one.forms.split()) or "(?!)"
    return re.compile(rf"{any_of(use.every).pattern}\s(?P<of>{forms})(?!\w)")


def share_in_digits(number: SaidNumber) -> SaidShare | None:
    """Return the share that a number in per cent says; None of another number."""
    if number.unit != PERCENT:
        return None
    digits = max(-int(number.value.as_tuple().exponent), 0)
    half = Decimal(1).scaleb(-digits) * _ROUNDING + _ROUNDING
    return SaidShare(number.start, number.end, number.value - half, number.value + half)

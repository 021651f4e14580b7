"""What an official types as a value, read as the content has it: numbers and dates as the language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from methodology.messages import translate

_BLANKS = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]+")
_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})
_DAY = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})\.?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class TypedChoice:
    """One of the numbers that a typed one could be: as the language writes it, and as the content has it."""

    shown: str
    text: str


class TypedError(Exception):
    """What was typed is no such value, or could be several; then ``choices`` has them."""

    def __init__(self, message: str, choices: tuple[TypedChoice, ...] = ()) -> None:
        """Say what is wrong, in the reader's language."""
        super().__init__(message)
        self.choices = choices


def read_number(typed: str, language: Locale) -> str:
    """Return the number that was typed, as the content has it: ``46,5`` is ``46.5``, ``12.311,5`` is ``12311.5``.

    The language says which sign stands before decimals and which between thousands (CLDR). A single sign before three
    digits can be either, so it is asked for: raises :class:`TypedError`, with both numbers. A sign of per cent behind
    the number is left out.
    """
    text = typed.translate(_SIGNS).strip().removesuffix("%").rstrip()
    decimal, group = get_decimal_symbol(language), get_group_symbol(language)
    between = {group, ".", "'"} - {decimal}
    if re.fullmatch(r"-?[0-9]{1,3}([\s\xa0\u202f\u2009][0-9]{3})+([.,][0-9]+)?", text):
        return _BLANKS.sub("", text).replace(",", ".")
    if re.fullmatch(r"-?[0-9]+", text):
        return text
    match = re.fullmatch(r"(-?[0-9]+)([.,])([0-9]+)", text)
    if match and len(match[3]) == 3 and re.fullmatch(r"-?[1-9][0-9]{0,2}", match[1]):  # noqa: PLR2004 (thousands)
        raise _ambiguous(text, f"{match[1]}{match[3]}", f"{match[1]}.{match[3]}", language)
    if match:
        return f"{match[1]}.{match[3]}"
    for sign in between:
        pattern = rf"-?[1-9][0-9]{{0,2}}({re.escape(sign)}[0-9]{{3}})+({re.escape(decimal)}[0-9]+)?"
        if re.fullmatch(pattern, text):
            return text.replace(sign, "").replace(decimal, ".")
    example = show_number(Decimal("46.5"), language)
    raise TypedError(translate("'{text}' is no number: write digits, as in {example}", text=typed, example=example))


def _ambiguous(text: str, whole: str, fraction: str, language: Locale) -> TypedError:
    choices = tuple(TypedChoice(show_number(Decimal(one), language), one) for one in (whole, fraction))
    return TypedError(translate("'{text}' could be two numbers: which one is it?", text=text), choices)


def show_number(number: Decimal, language: Locale) -> str:
    """Return a number as it is typed: with the language's sign before decimals, none between thousands."""
    return f"{number:f}".replace(".", get_decimal_symbol(language))


def read_day(typed: str) -> str:
    """Return the date that was typed, as the content has it: ``3. 11. 2025`` is ``2025-11-03``."""
    text = typed.strip()
    day = _DAY.fullmatch(text)
    try:
        if day:
            return date(int(day[3]), int(day[2]), int(day[1])).isoformat()
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise TypedError(translate("'{text}' is no date: write day, month and year, as in 3. 11. 2025", text=typed))


def show_day(day: date) -> str:
    """Return a date as it is typed."""
    return f"{day.day}. {day.month}. {day.year}"

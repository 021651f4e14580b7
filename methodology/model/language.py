"""Numbers, percentages, dates and plurals as a language writes them; the rules are CLDR's, by way of Babel."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from methodology.model.scalars import TO_GIVE, NotGiven

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The plural forms of CLDR."""
_COUNTS = 200
"""From here on the categories of whole numbers repeat, but for *many* of a million in Romance languages."""

_DAYS = ((2025, 11, 3), (2025, 11, 4), (2025, 12, 3), (2026, 11, 3))
"""Dates that differ in one of day, month and year."""
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MEMBER = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its tag (``sl-SI``); ``date_pattern`` is how dates are written where CLDR is departed from."""

    tag: str
    locale: Locale
    date_pattern: str | None = None

    @classmethod
    def of(cls, tag: str, date_pattern: str | None = None) -> Language:
        """The language of a tag that CLDR knows."""
        return cls(tag, Locale.parse(tag, sep="-"), date_pattern)

    def number(self, value: Decimal, *, grouped: bool = True, decimals: int | None = None) -> str:
        """A number with the decimals that it needs, or so many; ``TODO`` for one that is not given yet."""
        if isinstance(value, NotGiven):
            return TO_GIVE
        if decimals is not None:
            whole = str(self.locale.decimal_formats[None].pattern).partition(".")[0]
            pattern = f"{whole}.{'0' * decimals}" if decimals else whole
            return format_decimal(value, pattern, locale=self.locale, group_separator=grouped)
        return format_decimal(value, locale=self.locale, decimal_quantization=False, group_separator=grouped)

    def percent(self, value: Decimal, *, decimals: int | None = None) -> str:
        """A number of per cent with its sign: ``73.71`` is ``73,71 %``, the space one that does not break."""
        if isinstance(value, NotGiven):
            return TO_GIVE
        pattern = self.locale.percent_formats[None].pattern
        if decimals is None:
            return format_percent(value / 100, pattern, locale=self.locale, decimal_quantization=False)
        return format_percent(value / 100, pattern.replace("0", "0." + "0" * decimals), locale=self.locale)

    def quantity(self, value: Decimal, unit: str) -> str:
        """A number with its unit, on one line."""
        return self.percent(value) if unit == "%" else f"{self.number(value)}{NO_BREAK_SPACE}{unit}"

    def date(self, value: datetime.date) -> str:
        """A date on one line, in figures where no pattern says otherwise: ``3. 11. 2025``."""
        if self.date_pattern is None:
            text = format_skeleton("yMd", value, locale=self.locale)
        else:
            text = format_date(value, self.date_pattern, locale=self.locale)
        return text.replace(" ", NO_BREAK_SPACE)

    @staticmethod
    def is_date_pattern(pattern: str) -> bool:
        """Whether a pattern prints the day, month and year of a date."""
        try:
            days = {format_date(datetime.date(*day), pattern, locale="root") for day in _DAYS}
        except (ValueError, KeyError, AttributeError):
            return False
        return len(days) == len(_DAYS)

    def month_in_figures(self, text: str) -> str:
        """A date as text with the name of its month, if it has one, as its number: ``3 11 2025``."""
        for number, name in self.locale.months["format"]["wide"].items():
            start = text.casefold().find(str(name).casefold())
            if start >= 0:
                return f"{text[:start]} {number} {text[start + len(str(name)) :]}"
        return text

    def plural_form(self, count: int) -> str:
        """The CLDR category of a count: one, two, few, many, other."""
        return str(self.locale.plural_form(count))

    @property
    def count_forms(self) -> tuple[str, ...]:
        """The CLDR categories that whole numbers take, in CLDR's order: in Slovenian one, two, few, other."""
        return _count_forms(self.locale)

    def separators(self, count: int) -> tuple[str, ...]:
        """What stands between the ``count`` members of a list in a sentence (comma, ``in``), one fewer than they."""
        pieces = format_list([_MEMBER] * count, locale=self.locale).split(_MEMBER)
        return tuple(pieces[1:-1])


@cache
def _count_forms(locale: Locale) -> tuple[str, ...]:
    taken = {str(locale.plural_form(count)) for count in range(_COUNTS)}
    return tuple(form for form in FORMS if form in taken)

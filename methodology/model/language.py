"""Numbers, percentages, dates and plurals as a language writes them; the rules are CLDR's, by way of Babel."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MEMBER = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its tag (``sl-SI``)."""

    tag: str
    locale: Locale

    @classmethod
    def of(cls, tag: str) -> Language:
        """The language of a tag that CLDR knows."""
        return cls(tag, Locale.parse(tag, sep="-"))

    def number(self, value: Decimal, *, grouped: bool = True) -> str:
        """A number with exactly the decimals that it has."""
        return format_decimal(value, locale=self.locale, decimal_quantization=False, group_separator=grouped)

    def percent(self, value: Decimal, *, decimals: int | None = None) -> str:
        """A number of per cent with its sign: ``73.71`` is ``73,71 %``, the space one that does not break."""
        pattern = self.locale.percent_formats[None].pattern
        if decimals is None:
            return format_percent(value / 100, pattern, locale=self.locale, decimal_quantization=False)
        return format_percent(value / 100, pattern.replace("0", "0." + "0" * decimals), locale=self.locale)

    def quantity(self, value: Decimal, unit: str) -> str:
        """A number with its unit, on one line."""
        return self.percent(value) if unit == "%" else f"{self.number(value)}{NO_BREAK_SPACE}{unit}"

    @staticmethod
    def date(value: datetime.date) -> str:
        """A date in figures, on one line: ``3. 11. 2025``."""
        return NO_BREAK_SPACE.join((f"{value.day}.", f"{value.month}.", str(value.year)))

    def plural_form(self, count: int) -> str:
        """The CLDR category of a count: one, two, few, many, other."""
        return str(self.locale.plural_form(count))

    def separators(self, count: int) -> tuple[str, ...]:
        """What stands between the ``count`` members of a list in a sentence (comma, ``in``), one fewer than they."""
        pieces = format_list([_MEMBER] * count, locale=self.locale).split(_MEMBER)
        return tuple(pieces[1:-1])

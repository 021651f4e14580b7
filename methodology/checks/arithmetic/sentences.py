"""Numbers of one sentence against each other and against what stands beside them: ranges, rates, units, dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.units import format_unit

from methodology.checks.arithmetic.named_numbers import counts_one_of
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.lemmas import lemma_of
from methodology.checks.reason_texts import FIELDS, nouns_of, reason_texts
from methodology.checks.said_numbers import (
    DAYS,
    OF_MONTH,
    SENTENCE_END,
    NumberOrigin,
    SaidNumber,
    SaidText,
    any_of,
    dates_in_words,
    is_label,
    is_year,
    number_use,
    quote_number,
    said_texts,
)
from methodology.messages import translate
from methodology.model.assumption import PERCENT, Figure
from methodology.model.indicator import Indicator, NumberFormat
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain, spoken

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_WHOLE = Decimal(100)
_TOLERANCE = Decimal("0.05")
"""By how much a rate said with "about" may miss its value."""
_ROUGHLY = Decimal("0.1")
"""A sum that misses a value by so little is taken for it, whatever its noun."""
_UNITS = ("%", "g", "kg", "mg", "t", "km", "m", "l", "EUR")
"""Units that a number may have beside those of the content."""
_UNITS_IN_WORDS = {
    "g": "mass-gram",
    "kg": "mass-kilogram",
    "mg": "mass-milligram",
    "t": "mass-tonne",
    "km": "length-kilometer",
    "m": "length-meter",
    "l": "volume-liter",
}
"""Those that a text may write in words, by the names that CLDR has for them."""
_SOME_COUNTS = (0, 1, 2, 3, 5)
"""Counts that take every form of a noun."""
_FAR = 60
_NEAR = 3
"""Within so many words of a number stands what makes it a sum, and what it counts."""


@RULES.error("text-range-reversed")
def _find_reversed_ranges(programme: Programme) -> Iterator[Found]:
    pairs = number_use(programme).ranges
    for text in said_texts(programme):
        for low, high in zip(text.numbers, text.numbers[1:], strict=False):
            if low.value <= high.value or low.is_inherited or low.unit not in ("", high.unit):
                continue
            between = text.words[low.end : high.start].replace("\N{NO-BREAK SPACE}", " ")
            if _is_range(pairs, text, low, high, between) and not _is_reported(programme, low):
                quotation = text.words[low.start : high.end]
                message = translate(
                    "the range '{quotation}' begins with {low}, above its end {high}",
                    quotation=quotation,
                    low=low.said,
                    high=high.said,
                )
                yield Found(text.path, message, low.said if low.path else quotation)


def _is_range(
    pairs: tuple[tuple[str, str], ...], text: SaidText, low: SaidNumber, high: SaidNumber, between: str
) -> bool:
    """Whether two numbers are the ends of a range: with a dash between them, or the words of one around them."""
    if between == "–" or (between == "-" and (is_year(low) == is_year(high))):
        return is_year(low) == is_year(high)
    word = text.before(low).rstrip().rpartition(" ")[2].lower()
    return (word, between.strip()) in pairs and is_year(low) == is_year(high)


def _is_reported(programme: Programme, low: SaidNumber) -> bool:
    """Whether the figure says itself where its range ends: then another rule judges it."""
    value = programme.values.get(low.path) if low.path else None
    return value is not None and isinstance(value.value, Figure) and value.value.up_to is not None


@RULES.error("unit-of-another")
def _find_units(programme: Programme) -> Iterator[Found]:
    yield from _find_other_units(programme)
    for indicator in programme.indicators:
        nouns = nouns_of(programme, indicator)
        for field in FIELDS:
            for _, text in reason_texts(programme, indicator, field):
                for number in text.numbers:
                    is_of_figure = number.path is not None and number.unit not in ("", PERCENT, indicator.unit)
                    if is_of_figure and not number.is_inherited and counts_one_of(programme, nouns, text, number):
                        message = translate(
                            "'{quotation}' is printed: {place} has the unit {unit}, and what it counts has none",
                            quotation=quote_number(text, number, 3),
                            place=number.path,
                            unit=number.unit,
                        )
                        yield Found(number.path or text.path, message, number.unit)


def _find_other_units(programme: Programme) -> Iterator[Found]:
    symbols = _symbols(programme)
    for text in said_texts(programme):
        for number in text.numbers:
            own = _unit_of(programme, number) if number.path and not number.is_inherited else None
            match = symbols.match(text.words, number.end) if own is not None else None
            unit = match["unit"] if match is not None and (number.unit or match["unit"] != own) else None
            if own not in (None, PERCENT) and unit is None:
                unit = _unit_in_words(programme, text, number, own)
            if unit is not None:
                message = translate(
                    "'{quotation}' is printed, the unit of {place} is {unit}",
                    quotation=f"{number.said} {unit}",
                    place=number.path,
                    unit=own or "1",
                )
                yield Found(text.path, message, unit)


def _unit_in_words(programme: Programme, text: SaidText, number: SaidNumber, own: str | None) -> str | None:
    """The word behind a number for a unit that is not its own: ``125 gramov`` of kg, ``1234 odstotkov`` of persons."""
    per_cent = any_of(number_use(programme).per_cent).match(text.words, number.end + 1)
    if per_cent is not None:
        return per_cent[0]
    match = re.compile(r"[ \N{NO-BREAK SPACE}]([^\W\d_]+)").match(text.words, number.end)
    unit = _units_in_words(programme.grammar.locale).get(match[1].lower()) if match is not None else None
    return None if match is None or unit in (None, own) else match[1]


@lru_cache(maxsize=4)
def _units_in_words(locale: Locale) -> dict[str, str]:
    """The symbols of units by the forms of their names in a language."""
    return {
        format_unit(count, name, "long", locale=locale).split()[-1].lower(): symbol
        for symbol, name in _UNITS_IN_WORDS.items()
        for count in _SOME_COUNTS
    }


def _symbols(programme: Programme) -> re.Pattern[str]:
    units = {value.value.unit for value in programme.values.values() if isinstance(value.value, Figure)}
    return _pattern_of(frozenset(unit for unit in units if unit and unit != "1"))


@lru_cache(maxsize=4)
def _pattern_of(units: frozenset[str]) -> re.Pattern[str]:
    ways = "|".join(re.escape(unit) for unit in sorted({*units, *_UNITS}, key=lambda unit: (-len(unit), unit)))
    return re.compile(rf"[ \N{{NO-BREAK SPACE}}](?P<unit>{ways})(?![\w/])")


def _unit_of(programme: Programme, number: SaidNumber) -> str | None:
    """The unit of the value that a number is printed from; None where it has none that could stand beside it."""
    value = programme.values.get(number.path or "")
    if value is None:
        return None
    if isinstance(value.value, Figure):
        return value.value.unit
    if isinstance(value.owner, Indicator) and value.field in ("milestone", "baseline", "target"):
        return PERCENT if value.owner.number_format is NumberFormat.PERCENT else value.owner.unit
    return None


@RULES.error("rate-of-another-time")
def _find_other_times(programme: Programme) -> Iterator[Found]:
    other = any_of(number_use(programme).other_rates)
    for text in said_texts(programme):
        for number in _yearly(programme, text):
            match = other.search(_near(text, number).partition(",")[0])
            if match is not None:
                message = translate(
                    "{number} is said '{words}', {place} is a number a year",
                    number=number.said,
                    words=match[0],
                    place=number.path,
                )
                yield Found(text.path, message, match[0])


@RULES.warning("rate-unsaid")
def _find_unsaid_rates(programme: Programme) -> Iterator[Found]:
    """``predvidoma 13 dogodkov``, where the figure is a number a year."""
    use = number_use(programme)
    times = any_of((*use.a_year, *use.times, *use.other_rates))
    for text in said_texts(programme) if use.a_year else ():
        for number in _yearly(programme, text):
            if times.search(_around(text, number).lower()) is None:
                message = translate(
                    "{number} is printed, {place} is a number a year", number=number.said, place=number.path
                )
                yield Found(text.path, message, number.said)


def _yearly(programme: Programme, text: SaidText) -> Iterator[SaidNumber]:
    """The numbers of a text that are printed from figures that are a number a year."""
    for number in text.numbers:
        value = programme.values.get(number.path) if number.path and not number.is_inherited else None
        if value is not None and isinstance(value.value, Figure) and value.value.per is not None:
            yield number


def _around(text: SaidText, number: SaidNumber) -> str:
    """The sentence that a number stands in."""
    return SENTENCE_END.split(text.words[: number.start])[-1] + SENTENCE_END.split(text.words[number.end :])[0]


def _near(text: SaidText, number: SaidNumber) -> str:
    return SENTENCE_END.split(text.words[number.end : number.end + _FAR])[0]


@RULES.warning("typed-rate-misses-value")
def _find_missed_rates(programme: Programme) -> Iterator[Found]:
    """A number a year that is no figure with ``per: year``, of which another rule says so."""
    first = programme.facts.period.first_year
    for indicator in programme.indicators:
        for field in FIELDS:
            value, last = indicator.stated_values.get(field), getattr(programme.facts, f"{field}_year")
            if value is None or isinstance(value, NotGiven) or last < first:
                continue
            for text, number in _rates(programme, indicator, field):
                total = number.value * (last - first + 1)
                if abs(total - value) > value * _TOLERANCE:
                    message = translate(
                        "{rate} a year over the {years} years {first} to {last} gives {gives}, "
                        "{value} is stated ({place})",
                        rate=number.said,
                        years=last - first + 1,
                        first=first,
                        last=last,
                        gives=spoken(total),
                        value=spoken(value),
                        place=f"{indicator.id}.{field}",
                    )
                    yield Found(text.path, message, f"{field}: {plain(total)} ≠ {plain(value)}")


def _rates(programme: Programme, indicator: Indicator, field: str) -> Iterator[tuple[SaidText, SaidNumber]]:
    """The numbers a year of what an indicator counts, in the reasons of a value."""
    nouns, a_year = nouns_of(programme, indicator), any_of(number_use(programme).a_year)
    for _, text in reason_texts(programme, indicator, field):
        for number in text.numbers:
            is_told = number.origin is not NumberOrigin.DECLARED or _is_average(programme, text, number)
            is_plain = is_told and not is_year(number) and not number.unit
            is_rate = is_plain and a_year.search(_near(text, number)) and not _has_per(programme, number)
            if is_rate and counts_one_of(programme, nouns, text, number):
                yield text, number


def _is_average(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a number is said to be an average, and not one of another time or of more."""
    use, sentence = number_use(programme), text.sentence(number).lower()
    return any_of(use.average).search(sentence) is not None and not any_of((*use.of_others, *use.past)).search(sentence)


def _has_per(programme: Programme, number: SaidNumber) -> bool:
    value = programme.values.get(number.path) if number.path else None
    return value is not None and isinstance(value.value, Figure) and value.value.per is not None


@RULES.error("impossible-date")
def _find_impossible_dates(programme: Programme) -> Iterator[Found]:
    locale = programme.grammar.locale
    named = dates_in_words(locale)
    months = {str(name).lower()[:OF_MONTH]: number for number, name in locale.months["format"]["wide"].items()}
    for text in said_texts(programme):
        for match in (*DAYS.finditer(text.words), *named.finditer(text.words)):
            month = months.get(match["month"].lower()[:OF_MONTH]) or (
                int(match["month"]) if match["month"].isdigit() else 0
            )
            try:
                datetime.date(int(match["year"]), int(month), int(match["day"]))
            except ValueError:
                yield Found(text.path, translate("there is no day {date}", date=match[0]), match["day"])


@RULES.error("sum-of-parts")
def _find_wrong_sums(programme: Programme) -> Iterator[Found]:
    """``50 kg … in 75 kg …, kar znese 125 kg``: what the sentence names before its sum, of the same kind."""
    in_all = any_of(number_use(programme).in_all)
    for text in said_texts(programme):
        for number in text.numbers:
            if number.is_inherited or is_year(number) or in_all.search(_just_before(text, number).lower()) is None:
                continue
            parts = _parts_before(programme, text, number)
            if len(parts) > 1:
                yield from _compare_with_sum(text, parts, number)


def _compare_with_sum(text: SaidText, parts: Sequence[SaidNumber], number: SaidNumber) -> Iterator[Found]:
    """Where a number is not what its parts add up to."""
    total = sum((part.value for part in parts), Decimal(0))
    if total != number.value:
        message = translate(
            "{parts} are {sum}, and the sentence says {said} in all",
            parts=" + ".join(part.said for part in parts),
            sum=spoken(total),
            said=number.said,
        )
        yield Found(text.path, message, f"{number.said} ≠ {plain(total)}")


@RULES.warning("sum-beside-parts")
def _find_wrong_formulas(programme: Programme) -> Iterator[Found]:
    """``5032 kosov (3182 + 53 + 1788)``: what stands before a sum in brackets, or behind its equals sign."""
    for text in said_texts(programme):
        for places in _sums_with_plus(text):
            parts = text.numbers[places.start : places.stop]
            if text.words[: parts[0].start].rstrip().endswith("("):
                others = text.numbers[max(places.start - 1, 0) : places.start]
            else:
                is_equal = text.words[parts[-1].end :].lstrip().startswith("=")
                others = text.numbers[places.stop : places.stop + 1] if is_equal else ()
            for other in others:
                is_near = text.sentence_start(parts[0]) <= other.start and not is_year(other)
                if is_near and other.unit == parts[0].unit and not parts[0].is_inherited:
                    yield from _compare_with_sum(text, parts, other)


def _sums_with_plus(text: SaidText) -> Iterator[range]:
    """The places of the numbers that plus signs join."""
    start = 0
    for place in range(1, len(text.numbers) + 1):
        is_joined = (
            place < len(text.numbers)
            and text.words[text.numbers[place - 1].end : text.numbers[place].start].strip() == "+"
        )
        if not is_joined:
            if place - start > 1:
                yield range(start, place)
            start = place


@RULES.error("of-which-above-whole")
def _find_parts_above_wholes(programme: Programme) -> Iterator[Found]:
    """``10 zaposlenih, od tega 12``: the part is more than any number that the sentence has named before."""
    of_which = any_of(number_use(programme).of_which)
    for text in said_texts(programme):
        for number in text.numbers:
            if number.is_inherited or is_year(number):
                continue
            match = of_which.search(_just_before(text, number).lower())
            if match is None:
                continue
            unit = _unit_behind(programme, text, number)
            before = (
                one
                for one in _named_before(text, number)
                if not (is_year(one) or is_label(programme, text, one)) and _unit_behind(programme, text, one) == unit
            )
            whole = max(before, key=lambda one: one.value, default=number)
            if number.value > whole.value:
                message = translate(
                    "'{words} {part}', and the sentence has named no more than {whole} before",
                    words=match[0],
                    part=number.said,
                    whole=whole.said,
                )
                yield Found(text.path, message, number.said)


@RULES.warning("sum-misses-value")
def _find_sums_beside_values(programme: Programme) -> Iterator[Found]:
    """The same sum against the value whose reasons say it."""
    for indicator in programme.indicators:
        for field in FIELDS:
            value = indicator.stated_values.get(field)
            if value is None or isinstance(value, NotGiven):
                continue
            for text, number in _sums(programme, indicator, field, value):
                message = translate(
                    "the reasons name {said} in all, {place} is {value}",
                    said=number.said,
                    place=f"{indicator.id}.{field}",
                    value=spoken(value),
                )
                yield Found(text.path, message, f"{number.said} ≠ {plain(value)}")


def _sums(
    programme: Programme, indicator: Indicator, field: str, value: Decimal
) -> Iterator[tuple[SaidText, SaidNumber]]:
    """The sums in the reasons of a value that another number than the value is said to be."""
    nouns, in_all = nouns_of(programme, indicator), any_of(number_use(programme).in_all)
    for name, text in reason_texts(programme, indicator, field):
        for number in text.numbers if name == "sentence" else ():
            is_other = number.value != value and not (number.unit or number.is_inherited or is_year(number))
            if not is_other or in_all.search(_just_before(text, number).lower()) is None:
                continue
            parts = _parts_before(programme, text, number)
            is_near = abs(number.value - value) <= value * _ROUGHLY
            counts_it = all(counts_one_of(programme, nouns, text, part) for part in parts)
            if len(parts) > 1 and (is_near or counts_it):
                yield text, number


def _just_before(text: SaidText, number: SaidNumber) -> str:
    """The few words before a number, in its clause."""
    return " ".join(re.split(r"[,;:(]", text.before(number))[-1].split()[-_NEAR:])


def _parts_before(programme: Programme, text: SaidText, number: SaidNumber) -> list[SaidNumber]:
    """The numbers that stand before a sum in its sentence, of its unit, or with the noun that stands behind it."""
    before = _named_before(text, number)
    unit, nouns = _unit_behind(programme, text, number), _nouns_behind(programme, text, number)
    if before and not unit and not nouns:  # ``(skupaj 56)``, ``kar znese 125 {unit}``
        unit, nouns = _unit_behind(programme, text, before[-1]), _nouns_behind(programme, text, before[-1])
    return [
        one
        for one in before
        if not is_year(one)
        and _unit_behind(programme, text, one) == unit
        and (unit or nouns & _nouns_behind(programme, text, one))
    ]


def _named_before(text: SaidText, number: SaidNumber) -> list[SaidNumber]:
    """The numbers of the text itself that stand before a number in its sentence."""
    start = text.sentence_start(number)
    return [one for one in text.numbers if start <= one.start < number.start and not one.is_inherited]


def _unit_behind(programme: Programme, text: SaidText, number: SaidNumber) -> str:
    match = _symbols(programme).match(text.words, number.end)
    return number.unit or (match["unit"] if match else "")


def _nouns_behind(programme: Programme, text: SaidText, number: SaidNumber) -> set[str]:
    """The basic forms of the words right behind a number, in its clause."""
    clause = re.split(r"[.,;:()\d]", text.words[number.end : number.end + _FAR])[0]
    words = re.findall(r"[^\W\d_]{3,}", clause)[:_NEAR]
    return {lemma_of(word, programme.language.lemmas) for word in words}


@RULES.error("shares-of-a-whole")
def _find_wrong_remainders(programme: Programme) -> Iterator[Found]:
    remaining = any_of(number_use(programme).remaining)
    for text in said_texts(programme):
        shares = [number for number in text.numbers if number.unit == PERCENT]
        for number in shares[1:]:
            words = text.before(number).split()
            if number.is_inherited or not words or remaining.fullmatch(words[-1].lower()) is None:
                continue
            start = text.sentence_start(number)
            before = [share for share in shares if start <= share.start <= number.start]
            total = sum((share.value for share in before), Decimal(0))
            if len(before) > 1 and total != _WHOLE:
                message = translate(
                    "{shares} % are {sum} %, and the last is said to be the rest",
                    shares=" + ".join(share.said.removesuffix("%").rstrip() for share in before),
                    sum=spoken(total),
                )
                yield Found(text.path, message, number.said)

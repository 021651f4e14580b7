"""Numbers, percentages, dates and ranges as CLDR has them for the language of the programme."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from operator import itemgetter

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from methodology.checks.finding import Family, Found, NewValue, Rules, Scope, Splice
from methodology.checks.printed_texts import Breaches, excerpt, in_each_text, printed_texts
from methodology.checks.said_numbers import any_of, number_use
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.indicator import NumberFormat
from methodology.model.programme import Programme
from methodology.model.prose import Reference

RULES = Rules(Family.TYPOGRAPHY, Scope.VALUE)

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_WHOLE = re.compile(r"(?<![\w.,/:–-])(?<!\.\s)(?<!\d\)\s)\d{4,15}(?![\w/:–-]|[.,]\d)")
"""Not a part of a code, a date or a range, nor what is numbered: ``št. 34100``, ``C(2022) 8754``.

What is longer is no number.
"""
_YEAR = re.compile(r"(19|20)\d\d")
_SPACED = re.compile(
    r"(?<![\w.,/-])(?<!\+\d{3}\s)(?<!\+\d{2}\s)(?<!\+\d\s)(?<!\d\)\s)"
    r"[1-9]\d{0,2}(?:[ \N{NO-BREAK SPACE}]\d{3}){1,4}(?![\w/-]|[.,]\d|[ \N{NO-BREAK SPACE}]\d\d(?!\d))"
)
"""No number of a telephone, which begins with a plus or in brackets, or goes on with pairs."""
_DATE = re.compile(r"(?<![\w.])(\d{1,2})\. ?(\d{1,2})\. ?((?:19|20)\d\d)(?!\w)")
_RANGE = re.compile(r"(?<![\w./-])(\d{1,15})-(\d{1,15})(?![\w/-]|\.\d)")
_RANGE_OF_CODES = re.compile(r"\b([A-Z]+)[\d.]*\d-\1[\d.]*\d\b")
_NEXT_WORD = re.compile(r"[ \N{NO-BREAK SPACE}]([^\W\d_]+|%)")
_RANGE_OF_REFERENCES = re.compile(r"(?<!\{)\{[^{}]*\}-\{[^{}]*\}")


def _locale(programme: Programme) -> Locale:
    return programme.grammar.locale


def _units(programme: Programme) -> tuple[re.Pattern[str]] | None:
    """The pattern of a number before a unit or the per cent sign."""
    percent_is_set_off = _NO_BREAK_SPACE in _locale(programme).percent_formats[None].pattern
    units = {value.value.unit for value in programme.values.values() if isinstance(value.value, Figure)}
    signs = sorted(re.escape(unit) for unit in units if unit and unit != "%")
    gaps = [r"\d(?P<gap> ?)(?P<unit>%)"] if percent_is_set_off else []
    gaps += [rf"\d(?P<gap_of_unit> )(?P<other>{'|'.join(signs)})(?!\w)"] if signs else []
    return (re.compile("|".join(gaps)),) if gaps else None


@RULES.warning("unit-space")
@in_each_text(_units)
def _unit_spaces(text: str, expression: re.Pattern[str]) -> Breaches:
    for match in expression.finditer(text):
        piece = excerpt(text, *match.span())
        unit = match["unit"] or match.groupdict().get("other")
        gap = (Splice(match.start() + 1, match.end() - len(unit or ""), _NO_BREAK_SPACE),)
        standing = translate("an ordinary space") if " " in match.group() else translate("no space")
        yield (
            piece,
            translate(
                "{standing} stands before '{unit}' in '{piece}', the language wants a no-break space",
                standing=standing,
                unit=unit,
                piece=piece,
            ),
            None,
            gap,
        )


def _marks_of_numbers(programme: Programme) -> tuple[Locale, str, str]:
    """The language, and its marks between thousands and before decimals."""
    locale = _locale(programme)
    return locale, get_group_symbol(locale), get_decimal_symbol(locale)


@RULES.warning("number-marks")
@in_each_text(_marks_of_numbers)
def _number_marks(text: str, locale: Locale, group: str, decimal: str) -> Breaches:
    for match in _WHOLE.finditer(text):
        printed = format_decimal(int(match.group()), locale=locale)
        if printed != match.group() and not _YEAR.fullmatch(match.group()):
            fix = (Splice(*match.span(), printed),)
            yield (
                match.group(),
                translate("{match} is written, the language wants {printed}", match=match.group(), printed=printed),
                None,
                fix,
            )
    for match in _SPACED.finditer(text) if group not in (" ", _NO_BREAK_SPACE) else ():
        printed = format_decimal(int(re.sub(r"\D", "", match.group())), locale=locale)
        fix = (Splice(*match.span(), printed),)
        yield (
            match.group(),
            translate("'{match}' is written, the language wants {printed}", match=match.group(), printed=printed),
            None,
            fix,
        )
    for match in _decimals(text) if decimal != "." else ():
        printed = match[1].replace(".", decimal)
        yield (
            match[1],
            translate("{match} is written, the language wants {printed}", match=match[1], printed=printed),
            None,
            (Splice(*match.span(1), printed),),
        )


def _decimals(text: str) -> Iterator[re.Match[str]]:
    """Numbers with a decimal point. One before per cent only: others may number a section, a version or an article."""
    return re.finditer(r"(?<![\w.])(\d+\.\d{1,2})(?=\s?%)", text)


@RULES.warning("ungrouped-value")
def _find_ungrouped(programme: Programme) -> Iterator[Found]:
    locale = _locale(programme)
    for indicator in programme.indicators:
        if indicator.number_format is NumberFormat.UNGROUPED:
            values = [value for value in indicator.stated_values.values() if value >= 1000]  # noqa: PLR2004
            if values:
                pairs = (
                    translate("{value:f} for {value_2}", value=value, value_2=format_decimal(value, locale=locale))
                    for value in values
                )
                message = translate("{id} prints {pairs}", id=indicator.id, pairs=", ".join(pairs))
                path = f"{indicator.id}.number_format"
                yield Found(path, message, NumberFormat.UNGROUPED.value, fix=NewValue(None))


def _set_apart(programme: Programme) -> tuple[()] | None:
    """Whether the language sets day, month and year apart."""
    return () if ". " in _locale(programme).date_formats["short"].pattern else None


@RULES.warning("date-spaces")
@in_each_text(_set_apart)
def _dates(text: str) -> Breaches:
    for match in _DATE.finditer(text):
        wanted = f"{int(match[1])}. {int(match[2])}. {match[3]}"
        if match.group() != wanted:
            fix = (Splice(*match.span(), wanted),)
            yield (
                match.group(),
                translate("{match} is written, the language wants {wanted}", match=match.group(), wanted=wanted),
                None,
                fix,
            )


@in_each_text()
def _ranges_of_numbers(text: str) -> Breaches:
    ranges: dict[str, list[Splice]] = {}
    for match in (*_RANGE.finditer(text), *_RANGE_OF_CODES.finditer(text)):
        if match.re is _RANGE_OF_CODES or int(match[1]) < int(match[2]):
            ranges.setdefault(match[0], []).append(Splice(*match.span(), match[0].replace("-", "–")))
    for piece, splices in sorted(ranges.items(), key=itemgetter(0)):
        yield (
            piece,
            translate("a hyphen stands in the range {piece}", piece=piece),
            translate("write {value}", value=piece.replace("-", "–")),
            tuple(splices),
        )


@RULES.warning("range-hyphen")
def _find_ranges(programme: Programme) -> Iterator[Found]:
    yield from _ranges_of_numbers(programme)
    for text in printed_texts(programme):
        # only the raw text has the references
        matches = list(_RANGE_OF_REFERENCES.finditer(text.raw)) if "}-{" in text.raw else []
        for piece in sorted({match[0] for match in matches}):
            written = piece.replace("}-{", "}–{")
            fix = tuple(Splice(*match.span(), written) for match in matches if match[0] == piece)
            yield Found(
                text.path,
                translate("a hyphen stands in the range {piece}", piece=piece),
                piece,
                translate("write {written}", written=written),
                fix,
            )


@RULES.warning("unit-twice")
def _find_units_twice(programme: Programme) -> Iterator[Found]:
    """``{R.3.12.police_share} odstotkov``, where the figure prints its per cent sign."""
    per_cent = any_of(number_use(programme).per_cent)
    for text in printed_texts(programme):
        for reference, behind in itertools.pairwise(text.parts):
            if isinstance(reference, Reference) and isinstance(behind, str):
                unit = _unit_of(programme, reference)
                word = _NEXT_WORD.match(behind)
                is_percent = unit == "%" and word is not None and per_cent.fullmatch(word[1].lower()) is not None
                if unit and word is not None and (is_percent or word[1] == unit):
                    message = translate(
                        "'{unit}' is printed with the value, and '{word}' follows", unit=unit, word=word[1]
                    )
                    yield Found(text.path, message, f"{reference.path}}}{word[0]}")


def _unit_of(programme: Programme, reference: Reference) -> str | None:
    """The unit that a reference prints; None where it prints none."""
    if reference.printed is not None or reference.path not in programme.values:
        return None
    value = programme.values[reference.path].value
    return value.unit if isinstance(value, Figure) else None

"""Values that texts tell of indicators by their codes, and comparisons of two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.said_numbers import SENTENCE_END, SaidNumber, SaidText, any_of, is_year, number_use, said_texts
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.indicator import Indicator, NumberFormat
from methodology.model.phrases import NumberUse
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, spoken

RULES = Rules(Family.ARITHMETIC, Scope.OBJECTIVES)

_CODE = re.compile(r"(?<![\w.])[^\W\d_]{1,4}\.\d+(?:\.\d+)*(?![\w]|\.\d)")
_NAME = r"(?:\s(?:»[^»«]*«|\([^()\d]*\)))?"
"""The name that may stand behind a code."""
_YEAR = r"(?:\s[^\W\d_]+(?:\s[^\W\d_]+)?\s(?:19|20)\d\d)?"
"""What may say by when: ``do leta`` with a year."""


def _sentences(text: SaidText, known: Mapping[str, Indicator]) -> Iterator[tuple[int, str, list[re.Match[str]]]]:
    """The sentences of a text that name indicators by code: where each begins, its words, the codes."""
    start = 0
    for end in [*(match.end() for match in SENTENCE_END.finditer(text.words)), len(text.words)]:
        sentence = text.words[start:end]
        codes = [match for match in _CODE.finditer(sentence) if match[0] in known]
        if codes:
            yield start, sentence, codes
        start = end


def _field_named(use: NumberUse, words: str) -> str | None:
    """The one value that a sentence names: milestone, target or baseline; None where it names none or several."""
    kinds = {"milestone": use.milestone, "target": use.target, "baseline": use.baseline}
    named = [field for field, given in kinds.items() if any_of(given).search(words)]
    return named[0] if len(named) == 1 else None


@RULES.warning("value-told-otherwise")
def _find_values_told_otherwise(programme: Programme) -> Iterator[Found]:
    """``Ciljna vrednost kazalnika O.2.3 je {=35}``, where it is 53."""
    use = number_use(programme)
    known = {one.id: one for one in programme.indicators}
    for text in said_texts(programme):
        for start, sentence, codes in _sentences(text, known):
            field = _field_named(use, sentence.lower()) if len(codes) == 1 else None
            value = known[codes[0][0]].stated_values.get(field) if field is not None else None
            if value is None or isinstance(value, NotGiven):
                continue
            number = _told(use, text, start, codes[0])
            if number is not None and number.value != value and _has_unit_of(known[codes[0][0]], number):
                message = translate(
                    "{number} is said of {place}, which is {value}",
                    number=number.said,
                    place=f"{codes[0][0]}.{field}",
                    value=spoken(value),
                )
                yield Found(text.path, message, number.said)


def _told(use: NumberUse, text: SaidText, start: int, code: re.Match[str]) -> SaidNumber | None:
    """The number that a sentence says a value to be, right behind the indicator's code; not one that is printed."""
    for number in text.numbers:
        if number.start < start + code.end() or is_year(number):
            continue
        between = text.words[start + code.end() : number.start]
        is_said = re.fullmatch(rf"{_NAME}{_YEAR}\s{any_of(use.being).pattern}{_YEAR}\s|{_NAME}\s\(", between)
        is_multiple = any(
            text.words[number.end + 1 :].startswith(form) for one in use.multiples for form in one.forms.split()
        )
        is_own = number.path is None and not number.is_inherited and not is_multiple
        return number if is_said is not None and is_own else None
    return None


def _has_unit_of(indicator: Indicator, number: SaidNumber) -> bool:
    """Whether a number can be one of an indicator's values by its unit: only those in per cent are per cent."""
    return (number.unit == PERCENT) <= (indicator.number_format is NumberFormat.PERCENT)


@RULES.warning("values-compared-otherwise")
def _find_values_compared_otherwise(programme: Programme) -> Iterator[Found]:
    """``O.1.4 ima višjo ciljno vrednost kot O.3.1``, where it is lower."""
    use, negation = number_use(programme), programme.language.naming.negation
    known = {one.id: one for one in programme.indicators}
    for text in said_texts(programme):
        for _, sentence, codes in _sentences(text, known):
            field = _field_named(use, sentence.lower()) if len(codes) == 2 else None  # noqa: PLR2004 (two are compared)
            values = [known[code[0]].stated_values.get(field) for code in codes] if field is not None else []
            given = [one for one in values if one is not None and not isinstance(one, NotGiven)]
            words = sentence.lower()
            sign = _comparison(use, words[: codes[-1].start()]) if len(given) == len(codes) else 0
            if sign and not any_of(negation).search(words) and not _holds(given, sign):
                message = translate(
                    "{one} is said to be {way} {other}; these are {first} and {second}",
                    one=f"{codes[0][0]}.{field}",
                    way=translate("above") if sign > 0 else translate("below"),
                    other=f"{codes[1][0]}.{field}",
                    first=spoken(given[0]),
                    second=spoken(given[1]),
                )
                yield Found(text.path, message, sentence[codes[0].start() : codes[-1].end()])


def _comparison(use: NumberUse, words: str) -> int:
    """1 where words before the second of two things say that the first is more, -1 where less, 0 where neither."""
    if not any_of(use.than).search(words):
        return 0
    more, less = any_of(use.more).search(words) is not None, any_of(use.less).search(words) is not None
    return more - less


def _holds(values: list[Decimal], sign: int) -> bool:
    return (values[0] - values[1]) * sign > 0

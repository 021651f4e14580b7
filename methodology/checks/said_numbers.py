"""The numbers that prose says: typed, declared, in words, or printed by reference; and what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from methodology.checks.printed_texts import LONGEST_PIECE, REFERENCE, SameProgramme, free_texts
from methodology.model.assumption import PERCENT, Figure
from methodology.model.phrases import NumberUse
from methodology.model.programme import Programme
from methodology.model.prose import Declared, Prose, Reference, parse_prose
from methodology.model.scalars import LONGEST_TEXT, NotGiven, plain

OF_MONTH = 3
"""By so many letters the name of a month is known in every case."""
MOST_NESTED = 5
"""Through so many references from text to text numbers are followed."""
MOST_NUMBERS = 1000
"""Of one text."""
MOST_PUT_IN = 100
"""So many texts are put into one text."""
DAYS = re.compile(r"(?<![\w.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!\w)")
"""Days in digits: ``3. 11. 2025``."""
SENTENCE_END = re.compile(r"[.;!?]\s+(?=[^\W\d_])")
_DIGITS = r"\d{1,3}(?:[.\N{NO-BREAK SPACE} ]\d{3}(?!\d))+(?:,\d+)?|\d+(?:[.,]\d+)?"
_TYPED = re.compile(
    r"(?<![\w.,/:+#@§^=<>·×])(?<!\w-)(?<!\d[–-])(?<!\d[ )])(?<!\d\)\s)(?<!\d\s:\s)(?<![=×·±+]\s)"
    rf"(?P<low>{_DIGITS})(?:[–-](?P<high>{_DIGITS}))?"
    r"(?![\w/×:^]|[–-]\w|[.,:]\d|\s:?\s?\d)(?!\.\s?[a-zčšž\d(])(?P<percent>[ \N{NO-BREAK SPACE}]?%)?"
)
"""A whole token or a range of two: no part of a code, a date or a formula, no ordinal."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATEST = 2080
"""A number of four digits up to here may be a year."""
_BEFORE = 60
"""How far before a number the words are looked at that make it a label."""
_SERIES = re.compile(r"(?:\d[\d.]*[a-z]?(?:\(\w{1,4}\))*\s*(?:,|–|\b(?:in|ter|ali|do|oziroma|and|or|to)\b)\s*)+\Z")
"""Labels before the last one of several: ``členih 19 in 20``."""
_SHORT_NAME = re.compile(r"(?<!\w)[^\W\d_a-zčšž]{2,}(?:\s[^\W\d_a-zčšž])?\Z")
"""Beside it a number is a part of a name: ``SIS 2``, ``UL L 231``."""


class NumberOrigin(Enum):
    """How a number gets into a text."""

    TYPED = "typed"
    DECLARED = "declared"
    IN_WORDS = "in words"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """A number in a text: its value, how it stands there, and where; ``path`` is that of the value it is printed from.

    ``is_inherited`` is one of a text that this text refers to. ``unit`` is the one that is printed with it, ``%`` for
    per cent.
    """

    value: Decimal
    said: str
    start: int
    end: int
    origin: NumberOrigin
    unit: str = ""
    path: str | None = None
    is_inherited: bool = False


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text with what it refers to put in, as far as that is a number or prose, and the numbers in their order."""

    path: str
    words: str
    numbers: tuple[SaidNumber, ...]

    def after(self, number: SaidNumber) -> str:
        """What stands behind a number."""
        return self.words[number.end :]

    def before(self, number: SaidNumber) -> str:
        """What stands before a number, back to the end of the sentence before."""
        start = max(number.start - _BEFORE, 0)
        return re.split(r"[.;:!?]\s", self.words[start : number.start])[-1]

    def sentence_start(self, number: SaidNumber) -> int:
        """Where the sentence of a number begins; a semicolon ends one, too."""
        return max((match.end() for match in SENTENCE_END.finditer(self.words, 0, number.start)), default=0)

    def sentence(self, number: SaidNumber) -> str:
        """The sentence of a number, without its mark."""
        end = SENTENCE_END.search(self.words, number.end)
        return self.words[self.sentence_start(number) : end.start() if end else len(self.words)]


def quote_number(text: SaidText, number: SaidNumber, most: int = 4) -> str:
    """Return a number with the words behind it, as messages quote it."""
    clause = re.split(
        r"[.;:!?](?:\s|\Z)|\s[(»]|(?<=\D)\)|\)(?=[,.;:!?])", text.words[number.start : number.start + LONGEST_PIECE]
    )[0]
    return " ".join(clause.replace(") ", " ").split()[:most]).rstrip(",)")


def number_use(programme: Programme) -> NumberUse:
    """Return the words of the programme's language about numbers; none where nothing is known of it."""
    return programme.language.numbers or NumberUse()


@lru_cache(maxsize=256)
def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of words as whole words; ``*`` stands for any ending. One of nothing matches nowhere."""
    if not words:
        return re.compile(r"(?!)")
    ways = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)")


@lru_cache(maxsize=4)
def numerals(use: tuple[tuple[int, str, str], ...]) -> dict[str, int]:
    """Return the values of numbers in words, compounds among them."""
    forms = {value: given.split() for value, given, _ in use}
    words = {form: value for value, given in forms.items() for form in given}
    units = [(value, given[0]) for value, given in forms.items() if value < 10]  # noqa: PLR2004 (one digit)
    for ten, given, compound in use:
        if compound:
            words |= {compound.format(unit=unit, ten=form): ten + one for one, unit in units for form in given.split()}
    return words


def said_texts(programme: Programme) -> tuple[SaidText, ...]:
    """Return what each text says that authors word freely, as :func:`free_texts` has them."""
    return _said_texts(SameProgramme(programme))


def said_names(programme: Programme, registry: str) -> tuple[SaidText, ...]:
    """Return what the names of a registry say."""
    reader = _SaidReader(programme)
    return tuple(reader.read(f"{registry}.{key}", (name,)) for key, name in getattr(programme, registry).items())


def said_at(programme: Programme, path: str) -> SaidText | None:
    """Return what a text at a content path says; None where there is none."""
    return _said_by_path(SameProgramme(programme)).get(path)


@lru_cache(maxsize=1)
def _said_texts(same: SameProgramme) -> tuple[SaidText, ...]:
    reader = _SaidReader(same.programme)
    return tuple(reader.read(text.path, text.parts) for text in free_texts(same.programme))


@lru_cache(maxsize=1)
def _said_by_path(same: SameProgramme) -> dict[str, SaidText]:
    return {text.path: text for text in _said_texts(same)}


class _Pieces:
    """A text while it is put together."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = self.texts = 0
        self.numbers: list[SaidNumber] = []
        self.inherited: list[tuple[int, int]] = []
        """From where to where another text is put in."""

    def add(self, piece: str) -> int:
        """Add a piece; return where it begins."""
        start = self.length
        self.pieces.append(piece)
        self.length += len(piece)
        return start


class _SaidReader:
    """Reads the texts of a programme."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        locale = programme.grammar.locale
        self.marks = get_group_symbol(locale), get_decimal_symbol(locale)
        use = number_use(programme)
        self.numerals = numerals(tuple((one.value, one.forms, one.compound) for one in use.numerals))

    def read(self, path: str, parts: Sequence[str | Reference]) -> SaidText:
        pieces = _Pieces()
        self._put(parts, pieces, (path,))
        words = "".join(pieces.pieces)
        numbers, inherited = pieces.numbers, pieces.inherited
        known, borders = [number.start for number in numbers], [start for start, _ in inherited]
        for number in self._typed(words):
            at = bisect_right(known, number.start)
            if at and numbers[at - 1].end > number.start:
                continue
            within = bisect_right(borders, number.start)
            is_inherited = bool(within) and inherited[within - 1][1] > number.start
            numbers.append(replace(number, is_inherited=True) if is_inherited else number)
            if len(numbers) > len(known) + MOST_NUMBERS:
                break
        return SaidText(path, words, tuple(sorted(numbers, key=lambda number: number.start)))

    def _put(self, parts: Sequence[str | Reference], pieces: _Pieces, opened: tuple[str, ...]) -> None:
        for part in parts:
            if isinstance(part, Declared):
                start = pieces.add(part)
                in_words = self.numerals.get(part.lower(), 0)
                value = _number(re.sub(r"[^\d.,]", "", part).strip(".,"), *self.marks) or Decimal(in_words)
                unit = PERCENT if part.endswith(PERCENT) else ""
                pieces.numbers.append(SaidNumber(value, part, start, pieces.length, NumberOrigin.DECLARED, unit))
            elif isinstance(part, str):
                pieces.add(part.replace("\n", " "))
            else:
                self._refer(part, pieces, opened)

    def _refer(self, part: Reference, pieces: _Pieces, opened: tuple[str, ...]) -> None:
        known = self.programme.values.get(part.path) if "." in part.path and part.printed is None else None
        value = None if known is None else known.value
        start, is_inherited = pieces.length, len(opened) > 1
        if isinstance(value, Prose) and part.path not in opened:
            pieces.texts += 1
            if len(opened) < MOST_NESTED and pieces.texts < MOST_PUT_IN and pieces.length < LONGEST_TEXT:
                self._put(parse_prose(value), pieces, (*opened, part.path))
            if not is_inherited:
                pieces.inherited.append((start, pieces.length))
            return
        number, unit = _number_of(value)
        if number is None:
            pieces.add(part.printed or REFERENCE)
            return
        said = self._print(number, unit, part.path)
        pieces.add(said)
        origin = NumberOrigin.REFERENCE
        pieces.numbers.append(SaidNumber(number, said, start, pieces.length, origin, unit, part.path, is_inherited))

    def _print(self, number: Decimal, unit: str, path: str) -> str:
        grammar = self.programme.grammar
        if path.endswith("_year"):
            return plain(number)
        return grammar.quantity(number, unit) if unit else grammar.number(number)

    def _typed(self, words: str) -> Iterator[SaidNumber]:
        for match in _TYPED.finditer(words):
            for end in ("low", "high"):
                value = _number(match[end], *self.marks) if match[end] else None
                if value is not None:
                    unit = PERCENT if match["percent"] else ""
                    yield SaidNumber(value, match[end], *match.span(end), NumberOrigin.TYPED, unit)
        for match in _WORD.finditer(words):
            value_in_words = self.numerals.get(match[0].lower())
            if value_in_words is not None:
                yield SaidNumber(Decimal(value_in_words), match[0], *match.span(), NumberOrigin.IN_WORDS)


def _number_of(value: object) -> tuple[Decimal | None, str]:
    """The number that a value of the content is, and its unit; None where it is none or is not given yet."""
    number, unit = (value.value, value.unit or "") if isinstance(value, Figure) else (value, "")
    if isinstance(number, int):
        return Decimal(number), unit
    return (number, unit) if isinstance(number, Decimal) and not isinstance(number, NotGiven) else (None, "")


def _number(text: str, group: str, decimal: str) -> Decimal | None:
    """The number that a text is in the marks of a language; None where it is none there (``8.30`` in Slovenian)."""
    whole = rf"\d{{1,3}}(?:(?:{re.escape(group)}|[ \N{{NO-BREAK SPACE}}])\d{{3}})+|\d+"
    if not re.fullmatch(rf"(?:{whole})(?:{re.escape(decimal)}\d+)?", text):
        return None
    return Decimal(re.sub(r"[^\d,]" if decimal == "," else r"[^\d.]", "", text).replace(decimal, "."))


def is_year(number: SaidNumber) -> bool:
    """Whether a number is one of four digits that may be a year."""
    return bool(_YEAR.fullmatch(number.said)) and number.value <= _LATEST and not number.unit


def is_label(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a number numbers something (``člen 17``), is a stretch of time (``30 dni``) or a day (``3 May``)."""
    use = number_use(programme)
    behind = _behind_blanks(text.words, number.end)
    months = _months(programme.grammar.locale)
    if any_of(use.times).match(text.words, behind) or months.match(text.words, behind):
        return True
    before = text.words[max(number.start - _BEFORE, 0) : number.start]
    before = _SERIES.sub("", before).rstrip("( \N{NO-BREAK SPACE}")
    if _SHORT_NAME.search(before) or months.fullmatch(before.rpartition(" ")[2]):
        return True
    return stands_last(any_of(use.labels), before)


def stands_last(pattern: re.Pattern[str], words: str) -> bool:
    """Whether the words end in one of the pattern, in capitals or not; blanks behind them count nothing."""
    end = len(words.rstrip())
    return any(match.end() == end for match in pattern.finditer(words.lower()))


@lru_cache(maxsize=4)
def dates_in_words(locale: Locale) -> re.Pattern[str]:
    """What finds the ``day``, ``month`` and ``year`` of dates whose month is a word, in any case of it."""
    names = "|".join(re.escape(str(name)[:OF_MONTH]) for name in locale.months["format"]["wide"].values())
    return re.compile(
        rf"(?<![\w.])(?P<day>\d{{1,2}})\.?\s(?P<month>(?:{names})[^\W\d_]{{0,8}})\s(?P<year>(?:19|20)\d\d)(?!\w)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4)
def _months(locale: Locale) -> re.Pattern[str]:
    """The names of months, beside which a number is a day."""
    return any_of(tuple(str(name) for name in locale.months["format"]["wide"].values()))


def _behind_blanks(words: str, start: int) -> int:
    while start < len(words) and words[start] in " \N{NO-BREAK SPACE}":
        start += 1
    return start

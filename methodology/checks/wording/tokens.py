"""Texts as words, numbers and marks, each value that they refer to in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE, PrintedText, SameProgramme, printed_texts
from methodology.model.assumption import PERCENT, PLAIN_UNIT, Figure
from methodology.model.indicator import Indicator, NumberFormat
from methodology.model.programme import Programme, Value
from methodology.model.prose import Reference
from methodology.model.scalars import NotGiven

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]++(?!_)(?:-[^\W\d_]++(?!_))*+)|(?P<number>\d++(?:\.\d{3}(?!\d))*+(?:,\d++)?+)(?!\w)"
    r"|(?P<mark>\w{1,80}_\w*|\d+|[^\s])"
)
_BEFORE_NUMBER = frozenset("(»„“\"'–")
_YEARS = range(1990, 2060)
_ENDS = frozenset(".!?…:;")
_PAIRS = {"»": "«", "„": "“", "“": "”", "(": ")", '"': '"'}


class TokenKind(Enum):
    """What a piece of a text is."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


_KINDS = {kind.value: kind for kind in TokenKind}


class Token(NamedTuple):
    """A piece of a text; ``is_next`` says that only a blank parts it from the piece before, if that is no mark."""

    kind: TokenKind
    text: str
    small: str
    start: int
    end: int
    is_next: bool

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.kind is TokenKind.WORD

    @property
    def counted(self) -> int | None:
        """The whole number that it is; None of a year, a fraction and all else."""
        if self.kind is not TokenKind.NUMBER or "," in self.text:
            return None
        number = int(self.text.replace(".", "")[:18])
        return None if number in _YEARS else number


@lru_cache(maxsize=MOST_TEXTS)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words, numbers and marks of a text."""
    return tuple(_split(text))


def _split(text: str) -> Iterator[Token]:
    end, after_mark = 0, True
    for match in _TOKEN.finditer(text):
        kind = _KINDS[match.lastgroup or ""]
        is_apart = match.start() > end or end == 0
        if kind is TokenKind.NUMBER and not is_apart and text[match.start() - 1] not in _BEFORE_NUMBER:
            kind = TokenKind.MARK  # O.1.1, 2/3
        if kind is TokenKind.WORD and not is_apart and text[match.start() - 1].isdigit():
            kind = TokenKind.MARK  # 3D
        is_next = is_apart and not after_mark
        yield Token(kind, match[0], match[0].lower(), match.start(), match.end(), is_next)
        end, after_mark = match.end(), kind is TokenKind.MARK


def begins_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sentence, a list or brackets begin at a token."""
    return place == 0 or tokens[place - 1].text == "(" or tokens[place - 1].text in _ENDS


def outside_quotes(tokens: Sequence[Token], *, in_brackets: bool = False) -> Iterator[int]:
    """Yield the places of the tokens that stand in no quotation marks and, but with ``in_brackets``, in no brackets."""
    closing = ""
    for place, token in enumerate(tokens):
        if closing:
            closing = "" if token.text == closing else closing
        elif token.text in _PAIRS and not (in_brackets and token.text == "("):
            closing = _PAIRS[token.text]
        else:
            yield place


def with_numbers(programme: Programme) -> tuple[tuple[PrintedText, str], ...]:
    """Each printed text, and what it says with the numbers that it refers to."""
    return _with_numbers(SameProgramme(programme))


@lru_cache(maxsize=1)
def _with_numbers(same: SameProgramme) -> tuple[tuple[PrintedText, str], ...]:
    return tuple(_say_numbers(same.programme))


def _say_numbers(programme: Programme) -> Iterator[tuple[PrintedText, str]]:
    for text in printed_texts(programme):
        if len(text.parts) == 1 or not text.is_prose:
            yield text, text.text
        else:
            yield text, "".join(_printed(programme, part) for part in text.parts)


def _printed(programme: Programme, part: str | Reference) -> str:
    if isinstance(part, str):
        return part
    if part.printed is not None:
        return part.printed
    value = programme.values.get(part.path) if "." in part.path else None
    return REFERENCE if value is None else _number(value)


def _number(value: Value) -> str:
    """The number that a value is; what is no plain number or per cent is a reference."""
    number, unit = (value.value.value, value.value.unit) if isinstance(value.value, Figure) else (value.value, None)
    if not isinstance(number, Decimal) or isinstance(number, NotGiven):
        return str(number) if isinstance(number, int) and not isinstance(number, bool) else REFERENCE
    if isinstance(value.owner, Indicator) and value.field in ("milestone", "target", "baseline") and number:
        if value.owner.number_format is NumberFormat.MILLIONS:
            return REFERENCE
        unit = PERCENT if value.owner.number_format is NumberFormat.PERCENT else None
    if unit not in (None, PLAIN_UNIT, PERCENT):
        return REFERENCE
    return f"{number:f}".replace(".", ",") + (f" {PERCENT}" if unit == PERCENT else "")

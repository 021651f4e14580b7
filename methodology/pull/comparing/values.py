"""What a printed value is in the content: the reverse of :mod:`methodology.composing.printing`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import NumberFormatError, parse_decimal

from methodology.composing.printing import MILLION, Printer
from methodology.composing.views import ValueView
from methodology.model.indicator import Figure, Indicator
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.prose import Prose
from methodology.pull.comparing.parts import Part
from methodology.pull.comparing.segments import Freedom

_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def typed(printer: Printer, path: str, printed: str) -> str | None:
    """The value at ``path`` as it is typed in the content if it is printed so; None where no value prints so."""
    value = printer.programme.values[path]
    if isinstance(value.value, Decimal | Figure | datetime.date | int):
        wanted = _plain(printed)
        for candidate in _candidates(printer, value, printed):
            shown = _plain(str(printer.leaf(ValueView(path, candidate, value.owner, value.field)).striptags()))
            if wanted in (shown, shown.replace(_group(printer), "")):
                return str(candidate.value if isinstance(candidate, Figure) else candidate)
        return None
    return None if value.field in ("id", "code") else printed or None


def freedom(programme: Programme, part: Part) -> Freedom:
    """How freely a part of a text can be reworded."""
    if part.path is None:
        return Freedom.FIXED
    if part.path.startswith("phrases."):
        return Freedom.STANDARD
    if part.path.startswith("chapters."):
        return Freedom.SENTENCE
    value = programme.values.get(part.path)
    if value is None:
        return Freedom.FIXED
    if isinstance(value.value, Prose) or (isinstance(value.owner, Mention) and value.owner.text):
        return Freedom.SENTENCE
    is_code = value.field in ("id", "code", "indicators") or (
        value.field == "measures" and isinstance(value.owner, Indicator)
    )
    return Freedom.NUMBER if is_code or not isinstance(value.value, str) else Freedom.NAME


def source(programme: Programme, path: str) -> str | None:
    """What stands in the content at a path, as it is typed; None where nothing does."""
    if path.startswith("chapters."):
        _, name, number = path.split(".")
        chapter = programme.chapters.get(name)
        leaves = () if chapter is None else chapter.leaves
        return leaves[int(number) - 1].text if 0 < int(number) <= len(leaves) else None
    value = programme.values.get(path)
    if value is None:
        return None
    if isinstance(value.owner, Mention):
        return value.owner.text
    return str(value.value.value if isinstance(value.value, Figure) else value.value)


def _plain(text: str) -> str:
    return _BLANKS.sub("", text)


def _group(printer: Printer) -> str:
    return str(printer.language.locale.number_symbols["latn"]["group"])


def _candidates(printer: Printer, value: Value, printed: str) -> Iterator[Decimal | Figure | datetime.date | int]:
    numbers = re.findall(r"\d+", printed)
    if isinstance(value.value, datetime.date):
        if len(numbers) == 3:  # noqa: PLR2004 (day, month, year)
            for year, month, day in (numbers, numbers[::-1]):
                try:
                    yield datetime.date(int(year), int(month), int(day))
                except ValueError:
                    continue
        return
    if isinstance(value.value, int):
        yield from (int(number) for number in numbers[:1])
        return
    for match in _NUMBER.finditer(printed):
        try:
            number = parse_decimal(_BLANKS.sub("", match.group()), locale=printer.language.locale, strict=True)
        except NumberFormatError:
            continue
        for one in (number, (number * MILLION).quantize(Decimal(1))):
            figure = value.value
            yield figure.model_copy(update={"value": one}) if isinstance(figure, Figure) else one

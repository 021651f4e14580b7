"""What a printed value is in the content: the reverse of :mod:`methodology.composing.printing`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import NumberFormatError, parse_decimal

from methodology.composing.printing import MILLION, Printer
from methodology.composing.views import ValueView
from methodology.model.assumption import Figure
from methodology.model.calculation import show_formula
from methodology.model.chapter import ChapterLeaf
from methodology.model.data_table import ColumnFormat, TableColumn
from methodology.model.indicator import Indicator
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, ProgrammeFacts, Status, Value
from methodology.model.prose import Prose
from methodology.pull.division import Freedom

_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_CODES = ("id", "code", "number")

TypedValue = Decimal | Figure | datetime.date | int | Status


def read_value(printer: Printer, path: str, printed: str) -> str | None:
    """The value at ``path`` as it is typed in the content if it is printed so; None where no value prints so."""
    value = printer.programme.values[path]
    if not isinstance(value.value, TypedValue):
        return None if _is_code(value) else printed or None
    wanted = _BLANKS.sub("", printed)
    group = str(printer.language.locale.number_symbols["latn"]["group"])
    for candidate in _candidates(printer, value.value, printed):
        view = ValueView(path, candidate, value.owner, value.field)
        shown = _BLANKS.sub("", str(printer.print_value(view).striptags()))
        typed = str(candidate.value if isinstance(candidate, Figure) else candidate)
        if wanted in (shown, shown.replace(group, "")) or (isinstance(candidate, datetime.date) and wanted == typed):
            return typed
    return None


def read_cell(printer: Printer, column: TableColumn, printed: str) -> str | None:
    """A cell of a table of data as it is typed if it is printed so; None where none prints so."""
    if column.format is ColumnFormat.TEXT:
        return printed.replace("{", "{{").replace("}", "}}")
    wanted = _BLANKS.sub("", printed)
    group = str(printer.language.locale.number_symbols["latn"]["group"])
    for number in _decimals(printer, printed):
        shown = _BLANKS.sub("", str(printer.print_value(ValueView("", number, column, "cell")).striptags()))
        if wanted in (shown, shown.replace(group, "")):
            return str(number)
    return None


def freedom_of(programme: Programme, path: str | None) -> Freedom:
    """How freely a run printed from ``path`` can be reworded."""
    root, _, _ = (path or "").partition(".")
    if root in ("phrases", "chapters"):
        return Freedom.STANDARD if root == "phrases" else Freedom.SENTENCE
    value = programme.values.get(path or "")
    if value is None:
        return Freedom.FIXED
    if is_prose(value) or (isinstance(value.owner, Mention) and value.owner.text):
        return Freedom.SENTENCE
    lists = ("indicators", "measures") if isinstance(value.owner, Indicator) else ("indicators",)
    return (
        Freedom.NUMBER if _is_code(value) or value.field in lists or not isinstance(value.value, str) else Freedom.NAME
    )


def _is_code(value: Value) -> bool:
    """Whether a value names what it stands in; the number of the document does not."""
    return value.field in _CODES and not isinstance(value.owner, ProgrammeFacts)


def is_prose(value: Value | None) -> bool:
    """Whether a value is a text that can refer to others."""
    return value is not None and isinstance(value.value, Prose) and not isinstance(value.owner, Mention)


def source_of(programme: Programme, path: str) -> str | None:
    """What stands in the content at a path, as it is typed; None where nothing does."""
    if path.startswith("chapters."):
        leaf = _leaf_at(programme, path)
        return None if leaf is None else leaf.text
    value = programme.values.get(path)
    if value is None:
        return None
    if isinstance(value.owner, Mention):
        return value.owner.text
    return str(value.value.value if isinstance(value.value, Figure) else value.value)


def formula_of(programme: Programme, path: str) -> str | None:
    """The formula of a computed value, with what it reckons with; None of any other value, which can be typed."""
    calculation = programme.calculations.get(path)
    return show_formula(calculation) if calculation is not None and calculation.is_computed else None


def mark_of(programme: Programme, path: str) -> str | None:
    """What stands before a leaf of a chapter (``##``, ``(a)``); None where the path is of no leaf."""
    leaf = _leaf_at(programme, path) if path.startswith("chapters.") else None
    return None if leaf is None else leaf.mark


def _leaf_at(programme: Programme, path: str) -> ChapterLeaf | None:
    _, name, number = path.split(".")
    chapter = programme.chapters.get(name)
    leaves = () if chapter is None else chapter.leaves
    return leaves[int(number) - 1] if 0 < int(number) <= len(leaves) else None


def _candidates(printer: Printer, value: TypedValue, printed: str) -> Iterator[TypedValue]:
    """The values that could be printed so."""
    numbers = re.findall(r"\d+", printed)
    if isinstance(value, Status):
        yield from Status
    elif isinstance(value, datetime.date):
        yield from _dates(re.findall(r"\d+", printer.language.month_in_figures(printed)))
    elif isinstance(value, int):
        yield from map(int, numbers[:1])
    else:
        for number in _decimals(printer, printed):
            for scaled in (number, (number * MILLION).quantize(Decimal(1))):
                yield value.model_copy(update={"value": scaled}) if isinstance(value, Figure) else scaled


def _dates(numbers: list[str]) -> Iterator[datetime.date]:
    """The dates of three numbers, in the order of ISO 8601, as they are typed, and from the day on, as printed."""
    if len(numbers) == 3:  # noqa: PLR2004 (day, month, year)
        for year, month, day in (numbers, numbers[::-1]):
            try:
                yield datetime.date(int(year), int(month), int(day))
            except ValueError:
                continue


def _decimals(printer: Printer, printed: str) -> Iterator[Decimal]:
    for match in _NUMBER.finditer(printed):
        try:
            yield parse_decimal(_BLANKS.sub("", match.group()), locale=printer.language.locale, strict=True)
        except NumberFormatError:
            continue

"""Calculations as the document prints them: a line with the numbers, or a table with every number and its source."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from markupsafe import Markup, escape

from methodology.composing.parsing import runs_of
from methodology.composing.sentences import Sentences
from methodology.composing.views import View
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.messages import translate
from methodology.model.assumption import PERCENT, Figure
from methodology.model.calculation import Calculation, Rounding, show_number
from methodology.model.document import ShownCalculation
from methodology.model.formula import FUNCTIONS, Call
from methodology.model.indicator import Indicator
from methodology.model.language import Language

OPERATIONS = "operations"
ROUNDINGS = ("round", "ceil", "floor")
_TOKEN = re.compile(
    r"(?P<blank>\s+)|(?P<number>\d[\d.]*)(?P<percent>\s*%)?|(?P<name>[^\W\d]\w*)|(?P<text>\"[^\"]*\"|'[^']*')|(?P<sign>.)",
    re.DOTALL,
)
_SIGNS = {"*": " × ", "/": " / ", "+": " + ", ",": "; "}
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class CalculationRow:
    """A number of a printed calculation. ``formula`` is empty for one that is given."""

    mark: str
    """The letter by which the formulas of other rows call it; empty for the value itself."""
    name: Markup
    formula: Markup
    value: Markup
    source: Markup


@dataclass(frozen=True, slots=True)
class PrintedCalculation:
    """The calculation of one value of an indicator; ``field`` is ``milestone``, ``baseline`` or ``target``."""

    path: str
    field: str
    rows: tuple[CalculationRow, ...]
    """What the formula reckons with, each before what follows from it; the value itself is the last."""
    line: Markup
    """The formula with the numbers in it, and what it gives: ``89 % × 93 = 82,77, rounded 83``."""


@dataclass(frozen=True, slots=True)
class CalculationPrinter:
    """What templates call to print calculations."""

    sentences: Sentences

    def calculations(self, owner: View) -> tuple[PrintedCalculation, ...]:
        """The calculations of an indicator's values, in the order milestone, baseline, target.

        Raises :class:`ContentError` where a table needs the name of a figure or an assumption that has none.
        """
        known = self.sentences.printer.programme.calculations
        fields = owner.model.formulas if isinstance(owner.model, Indicator) else {}
        return tuple(self._print(known[f"{owner.path}.{name}"], name) for name in fields)

    def _print(self, calculation: Calculation, name: str) -> PrintedCalculation:
        rows = tuple(_Rows(self.sentences).of(calculation))
        return PrintedCalculation(calculation.path, name, rows, print_line(self.sentences, calculation))


NEEDED = "calculation_round"
"""A phrase that a language has since calculations are printed; contents of before bring their own phrases."""


def show_calculations(sentences: Sentences, cells: Iterable[Sequence[str]]) -> dict[str, ShownCalculation]:
    """The calculations of the values that stand in tables, by path, for formats in which a reader can ask for them.

    ``cells`` are the content paths of what tables print.
    """
    programme, recorder = sentences.printer.recorder.source, sentences.printer.recorder
    if NEEDED not in programme.phrases.phrases:
        return {}
    known = programme.calculations.keys()
    paths = dict.fromkeys(path for one in cells if not known.isdisjoint(one) for path in one if path in known)
    found = tuple(one for path in paths if (one := programme.calculations[path]).formula is not None)

    def show() -> dict[str, ShownCalculation]:
        return {one.path: recorder.piece(("shown", one.path), one, partial(_show, sentences, one)) for one in found}

    return recorder.piece("all shown", found, show)


def _show(sentences: Sentences, calculation: Calculation) -> ShownCalculation:
    title = _name(sentences, calculation) or escape(calculation.path)
    terms = (_show_term(sentences, term) for term in _in_order(calculation))
    line = print_line(sentences, calculation)
    return ShownCalculation(calculation.path, runs_of(title), runs_of(line), tuple(map(runs_of, terms)))


def _show_term(sentences: Sentences, term: Calculation) -> Markup:
    name, source = _name(sentences, term) or term.path, _source(sentences, term)
    value = print_line(sentences, term) if _is_opened(term) else _value(sentences, term)
    return Markup("{}: {}").format(name, value) + (Markup(" ({})").format(source) if source else Markup(""))


def print_line(sentences: Sentences, calculation: Calculation) -> Markup:
    """A formula with the numbers in it, and what it gives: before the rounding of the whole and after it."""
    is_rounded = _is_rounded(calculation)
    values = {term.path: _operand(sentences, term) for term in calculation.terms}
    formula = _formula(sentences, calculation, values, without_rounding=is_rounded)
    value = sentences.printer.print_path(calculation.path)
    for rounding in calculation.roundings if is_rounded else ():
        exact = _exact(sentences, calculation, rounding)
        value = sentences.phrase(f"calculation_{rounding.function}", exact=exact, value=value)
    return Markup("{} = {}").format(formula, value)


@dataclass(slots=True)
class _Rows:
    """Makes the rows of one calculation and gives them their letters."""

    sentences: Sentences
    marks: dict[str, Markup] = field(default_factory=dict)
    """The letters of the rows that are made, by path."""

    def of(self, calculation: Calculation) -> Iterator[CalculationRow]:
        """The rows of what a value follows from, and last its own."""
        for term in _in_order(calculation):
            mark = letters(len(self.marks))
            yield self._row(term, mark)
            self.marks[term.path] = escape(mark)
        yield self._row(calculation, "")

    def _row(self, term: Calculation, mark: str) -> CalculationRow:
        formula = Markup("")
        is_opened = not mark or _is_opened(term)
        if term.formula is not None and is_opened:
            formula = _formula(self.sentences, term, self.marks)
            for rounding in term.roundings:
                exact = _exact(self.sentences, term, rounding)
                formula += Markup(" ") + self.sentences.phrase("calculation_before_rounding", exact=exact)
        return CalculationRow(
            mark, self._name(term), formula, _value(self.sentences, term), _source(self.sentences, term)
        )

    def _name(self, term: Calculation) -> Markup:
        name = _name(self.sentences, term)
        if name is None:
            printer = self.sentences.printer
            value = printer.programme.values.get(term.path)
            location = value.location if value else Location(term.path)
            message = translate("the calculation that is printed has '{path}', which has no name", path=term.path)
            hint = translate("write below it, as 'name:', what it is called in the document")
            printer.keep(ContentError([Diagnostic("unnamed-number", message, location, hint)]))
        return name or escape(term.path)


def _name(sentences: Sentences, term: Calculation) -> Markup | None:
    """What a number is called in a calculation; None for a figure that has no name."""
    values = sentences.printer.programme.values
    value = values.get(term.path)
    code, _, rest = term.path.rpartition(".")
    if rest == OPERATIONS and f"{code}.id" in values:
        return sentences.phrase("calculation_of_operations", code=sentences.printer.print_path(f"{code}.id"))
    if value is not None and isinstance(value.owner, Indicator) and not isinstance(value.value, Figure):
        return _name_value(sentences, value.owner, value.field)
    table, _, column = term.path.rpartition(".")
    named = (f"{term.path}.name", f"{table}.columns.{column}.head")
    if path := next((path for path in named if path in values), ""):
        return sentences.printer.print_path(path)
    return escape(term.name) if term.name else None


def _name_value(sentences: Sentences, indicator: Indicator, field: str) -> Markup:
    """What a value of an indicator is called in a calculation; another field is called by the indicator's code."""
    facts = sentences.printer.programme.facts
    years = {"milestone": facts.milestone_year, "target": facts.target_year}
    code = sentences.printer.print_path(f"{indicator.id}.id")
    name = f"calculation_of_{field if field in ('milestone', 'baseline', 'target') else 'other'}"
    return sentences.phrase(name, code=code, year=years.get(field, ""))


def _in_order(calculation: Calculation) -> Iterator[Calculation]:
    """What a calculation reckons with, each once, before what follows from it; formulas are at most some dozen deep."""
    seen = {calculation.path}
    waiting = [iter(calculation.terms)]
    opened: list[Calculation] = []
    while waiting:
        term = next(waiting[-1], None)
        if term is None:
            waiting.pop()
            if opened:
                yield opened.pop()
        elif term.path not in seen:
            seen.add(term.path)
            opened.append(term)
            waiting.append(iter(term.terms if _is_opened(term) else ()))


def _is_opened(term: Calculation) -> bool:
    """Whether a number is shown with its own formula: a value of an indicator has a calculation of its own."""
    return term.formula is not None and not term.formula_path.partition(".derivation.")[1]


def letters(number: int) -> str:
    """The mark of a row, from 0: ``a`` to ``z``, then ``aa``."""
    size = len(string.ascii_lowercase)
    first = letters(number // size - 1) if number >= size else ""
    return first + string.ascii_lowercase[number % size]


def _value(sentences: Sentences, term: Calculation) -> Markup:
    """A number as it is printed everywhere, with its unit; of a column how many numbers it has."""
    printer = sentences.printer
    if term.path in printer.programme.values:
        return printer.print_path(term.path)
    if term.value is not None:
        return escape(printer.language.number(term.value))
    count = len(term.cells)
    return sentences.phrase("calculation_numbers", count=count, number=printer.language.number(Decimal(count)))


def _operand(sentences: Sentences, term: Calculation) -> Markup:
    """A number as it stands in a formula; operations, which are counted there, by their word."""
    is_list = term.path.rpartition(".")[2] == OPERATIONS
    return sentences.phrase("calculation_operations") if is_list else _value(sentences, term)


def _exact(sentences: Sentences, calculation: Calculation, rounding: Rounding) -> Markup:
    """The number before a rounding, in the unit of the value."""
    language: Language = sentences.printer.language
    is_percent = calculation.unit == PERCENT
    shown = show_number(rounding.exact * (100 if is_percent else 1))
    number = Decimal(shown.rstrip("…"))
    text = language.percent(number) if is_percent else language.number(number)
    return escape(text + ("…" if shown.endswith("…") else ""))


def _source(sentences: Sentences, term: Calculation) -> Markup:
    """Where a number comes from, its year and its note, as far as they are said."""
    printer = sentences.printer
    values = printer.programme.values
    caption = f"{term.path.rpartition('.')[0]}.caption"
    said = [printer.print_path(caption)] if term.cells and caption in values else []
    if term.source is not None and f"{term.path}.source" in values:
        is_entry = term.source in printer.programme.sources
        said.append(printer.print_path(f"sources.{term.source}" if is_entry else f"{term.path}.source"))
    said += [printer.print_path(f"{term.path}.{name}") for name in ("year", "note") if f"{term.path}.{name}" in values]
    return Markup(", ").join(said)


def _is_rounded(calculation: Calculation) -> bool:
    """Whether a formula rounds the whole of it, and nothing else changed by a rounding."""
    formula = calculation.formula
    if formula is None or len(calculation.roundings) > 1:
        return False
    root = formula.root
    # before a parenthesis around all of it stands more than blanks
    return isinstance(root, Call) and root.function in ROUNDINGS and not formula[: root.offset].strip()


def _formula(
    sentences: Sentences, calculation: Calculation, terms: dict[str, Markup], *, without_rounding: bool = False
) -> Markup:
    """A formula in the signs and words of the language, ``terms`` in the place of its references."""
    tokens: list[str | Markup] = []
    for piece in calculation.pieces:
        if isinstance(piece, Calculation):
            tokens.append(terms[piece.path])
        else:
            tokens += (match[0] for match in _TOKEN.finditer(piece) if match.lastgroup != "blank")
    if without_rounding:
        tokens = _unwrap(tokens)
    return Markup("").join(_tokens(sentences, tokens))


def _unwrap(tokens: list[str | Markup]) -> list[str | Markup]:
    """The tokens within the function that stands around all of them, without the number of decimals."""
    inner = tokens[2:-1]
    is_typed = len(inner) > 1 and not isinstance(inner[-1], Markup) and inner[-1].isdecimal()
    return inner[:-2] if is_typed and inner[-2] == "," else inner


def _tokens(sentences: Sentences, tokens: list[str | Markup]) -> Iterator[Markup]:
    before: str | Markup = "("
    for part in tokens:
        if isinstance(part, Markup):
            yield part
        else:
            yield _sign(sentences, part, is_first=not isinstance(before, Markup) and before in "(+-*/,")
        before = part


def _sign(sentences: Sentences, sign: str, *, is_first: bool) -> Markup:
    """A sign, number or word of a formula; a minus ``is_first`` where it has nothing before it."""
    language = sentences.printer.language
    if sign in FUNCTIONS:
        return sentences.phrase(f"function_{sign}")
    if sign == "-":
        return escape(MINUS if is_first else f" {MINUS} ")
    if sign[0].isdigit():
        number = Decimal(sign.rstrip("% \t\n"))
        return escape(language.percent(number) if sign.endswith("%") else language.number(number))
    return escape(_SIGNS.get(sign, sign))

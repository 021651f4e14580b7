"""All formulas of a content evaluated, each after what it reckons with."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from methodology.calculating.evaluation import Budget, Column, Evaluation, NotGivenError, Quantity, Result
from methodology.calculating.terms import Terms, referred_path
from methodology.calculating.units import PLAIN
from methodology.diagnostics import nearest, quote
from methodology.messages import translate
from methodology.model.assumption import ASSUMPTIONS, PERCENT
from methodology.model.calculation import Calculation, as_decimal, say_number
from methodology.model.data_table import DataCell
from methodology.model.formula import Formula, FormulaError, Listed, Operand
from methodology.model.indicator import Indicator, OutputIndicator
from methodology.model.paths import has_root
from methodology.model.scalars import LONGEST_NUMBER, ComputedNumber, NotGiven, ToCompute, plain

MOST_CHAINED = 50
"""How many formulas may follow from one another."""
MOST_HINTED = 100
"""For so many references that lead nowhere a name that is like theirs is looked for, which takes long among many."""
MOST_NAMED = 12
"""Of a circle a message names so many values."""


@dataclass(frozen=True, slots=True)
class FormulaSite:
    """A formula with the value that it is of."""

    path: str
    """The content path of the value; ``formula_path`` is that of the formula."""
    formula: Formula
    formula_path: str
    stated: Decimal | None
    """The value as read, ``ToCompute`` for ``computed``; None where none is given."""
    most_decimals: int
    """How many decimals the value may have."""
    is_negative_allowed: bool = False
    indicator: Indicator | None = None
    """The indicator whose own figures a short name means first."""
    field: str = ""
    """Which of the indicator's values it is, of whose parts ``parts`` has the same; empty for a figure."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a formula, at character ``offset`` of it; ``name`` is a reference that leads nowhere."""

    site: FormulaSite
    code: str
    message: str
    offset: int = 0
    hint: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Calculated:
    """What all formulas gave: the calculation of each value with a formula, and of what these reckon with, by path."""

    calculations: Mapping[str, Calculation]
    faults: tuple[Fault, ...]


def calculate(
    sites: Iterable[FormulaSite],
    terms: Terms,
    lost: Collection[str] = (),
    kept: Mapping[str, Calculation] = MappingProxyType({}),
) -> Calculated:
    """Evaluate all formulas; what could not be read (``lost``) is taken for not given.

    ``kept`` are the calculations of an earlier time whose formulas and terms are the same, by path: see
    :func:`unaffected`.
    """
    calculator = _Calculator({site.path: site for site in sites}, terms, lost, kept)
    calculator.run()
    return Calculated(calculator.calculations, tuple(calculator.faults))


def unaffected(
    sites: Iterable[FormulaSite], calculations: Mapping[str, Calculation], touched: Collection[str]
) -> dict[str, Calculation]:
    """Return the earlier calculations that stay as they are where the values at the paths ``touched`` may be others.

    Those that reckon with columns are never among them: cells refer to values, too.
    """
    known = {site.path: calculations[site.path] for site in sites if site.path in calculations}
    judged: dict[str, bool] = {}
    for path, calculation in known.items():
        if path not in judged:
            _judge(calculation, touched, judged)
    return {path: calculation for path, calculation in known.items() if not judged[path]}


def _judge(calculation: Calculation, touched: Collection[str], judged: dict[str, bool]) -> None:
    """Note of a calculation, and of all that it follows from, whether it is affected; without recursion."""
    waiting = [calculation]
    while waiting:
        one = waiting[-1]
        open_terms = [term for term in one.terms if term.path not in judged]
        if open_terms and one.path not in judged:
            judged[one.path] = True  # should it follow from itself
            waiting += open_terms
            continue
        waiting.pop()
        is_own = one.path in touched or one.formula_path in touched or bool(one.cells)
        judged[one.path] = is_own or any(judged[term.path] for term in one.terms)


@dataclass(slots=True)
class _Calculator:
    sites: Mapping[str, FormulaSite]
    terms: Terms
    lost: Collection[str]
    kept: Mapping[str, Calculation]
    calculations: dict[str, Calculation] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _depths: dict[str, int] = field(default_factory=dict)
    """How many formulas each value follows from, one from the other."""
    _columns: dict[str, Column] = field(default_factory=dict)
    _budget: Budget = field(default_factory=Budget)

    def run(self) -> None:
        needs = {path: tuple(dict.fromkeys(self._needs(site))) for path, site in self.sites.items()}
        for path in _in_order(needs):
            self._depths[path] = 1 + max((self._depths[other] for other in needs[path]), default=0)
            self._calculate(self.sites[path])
        left = {path: others for path, others in needs.items() if path not in self._depths}
        for circle in _circles(left):
            self.faults.append(_circle_fault(self.sites[circle[0]], circle))
        for path in left:
            self._depths[path] = MOST_CHAINED + 2
            self._calculate(self.sites[path])

    def _needs(self, site: FormulaSite) -> Iterator[str]:
        """The values with formulas that a formula reckons with."""
        for operand in site.formula.operands:
            paths: Iterable[str] = _paths_of_parts(site) if operand.name == "parts" else ()
            if isinstance(operand, Operand):
                path = self.terms.path_of(operand.name, site.indicator)
                paths = (path, *(referred_path(cell) for cell in self.terms.cells(path) or ()))
            yield from (path for path in paths if path in self.sites)

    def _calculate(self, site: FormulaSite) -> None:
        """Evaluate a formula whose terms are done."""
        if (kept := self.kept.get(site.path)) is not None:
            for term in kept.terms:
                self.calculations.setdefault(term.path, term)
            self.calculations[site.path] = kept
            return
        evaluation = Evaluation(partial(self._look_up, site), self._budget)
        result: Decimal = NotGiven()
        try:
            self._check_depth(site)
            result = self._result_of(site, evaluation.evaluate(site.formula))
        except NotGivenError:
            pass
        except FormulaError as error:
            name = str(error) if error.code == "unknown-reference" else ""
            self.faults.append(Fault(site, error.code, str(error), error.offset, error.hint, name))
        is_computed = isinstance(site.stated, ToCompute)
        computed = ToCompute() if isinstance(result, NotGiven) else ComputedNumber(result)
        self.calculations[site.path] = replace(
            self.terms.leaf(site.path),
            value=computed if is_computed else site.stated,
            formula=site.formula,
            formula_path=site.formula_path,
            is_computed=is_computed,
            result=result,
            roundings=tuple(evaluation.roundings),
            pieces=tuple(self._pieces(site)),
        )

    def _check_depth(self, site: FormulaSite) -> None:
        beyond = self._depths[site.path] - MOST_CHAINED
        if beyond == 1:
            message = translate("more than {most_chained} formulas follow from one another", most_chained=MOST_CHAINED)
            raise FormulaError("nested-too-deeply", message, 0, translate("give a value on the way as a number"))
        if beyond > 1:
            raise NotGivenError

    def _result_of(self, site: FormulaSite, quantity: Quantity) -> Decimal:
        """What a formula gives as a number of the content; raises :class:`FormulaError` where it can be none."""
        text = self.terms.unit_text(site.path)
        unit = self.terms.unit(site.path, text)
        if unit is not None and quantity.unit is not None and not unit.agrees(quantity.unit):
            message = translate("the formula gives {unit}, the value is in {text}", unit=quantity.unit, text=text)
            raise FormulaError(
                "unit-mismatch", message, 0, translate("correct the formula, or the unit of what it reckons with")
            )
        number = quantity.number * (100 if text == PERCENT else 1)
        exact, shown = as_decimal(number), say_number(number)
        most = site.most_decimals
        if exact is None or number.denominator > 10**most or (number * 10**most).denominator != 1:
            message = translate(
                "the formula gives {result}, and the value has at most {most} decimals", result=shown, most=most
            )
            if exact is None:
                message = translate("the formula gives {result}, a number without an end", result=shown)
            hint = translate("round it: round(…), or round(…, 2) for two decimals")
            raise FormulaError("needs-rounding", message, 0, hint)
        if number < 0 and not site.is_negative_allowed:
            message = translate("the formula gives {shown}, and no {field} is below 0", shown=shown, field=site.field)
            raise FormulaError(
                "result-out-of-bounds", message, 0, translate("correct the formula, or what it reckons with")
            )
        if len(plain(exact)) > LONGEST_NUMBER:
            message = translate(
                "the formula gives {shown}, and a number has at most {longest_number} characters",
                shown=quote(shown, 20),
                longest_number=LONGEST_NUMBER,
            )
            raise FormulaError("result-out-of-bounds", message, 0, translate("correct the formula, or round it"))
        return exact

    def _look_up(self, site: FormulaSite, operand: Operand | Listed) -> Result:
        if isinstance(operand, Listed):
            return self._look_up_list(site, operand)
        path = self.terms.path_of(operand.name, site.indicator)
        if not path:
            raise self._unknown(operand, site)
        if self.terms.cells(path) is not None:
            return self._column(path, operand)
        return self._quantity(path, operand)

    def _unknown(self, operand: Operand, site: FormulaSite) -> Exception:
        """The error of a reference to nothing; its message is the name, since reading says the rest."""
        if has_root(operand.name, self.lost) or ASSUMPTIONS in self.lost:
            return NotGivenError()
        if len(self.faults) >= MOST_HINTED:
            return FormulaError(
                "unknown-reference", operand.name, operand.offset, translate("correct the ones above first")
            )
        names = list(self.terms.names(site.indicator))
        own = f"{site.indicator.id}.{operand.name}" if site.indicator else ""
        inner = next((name for name in names if name.startswith(f"{operand.name}.")), None)
        hint = translate("it is a group: write {{{inner}}}", inner=inner) if inner else nearest(operand.name, names)
        if own in self.terms.values:
            hint = translate("write {{{own}}}", own=own)
        return FormulaError("unknown-reference", operand.name, operand.offset, hint)

    def _look_up_list(self, site: FormulaSite, listed: Listed) -> Result:
        if site.indicator is None or not site.field:
            message = translate("only the values of an indicator have {name}", name=listed.name)
            raise FormulaError("wrong-operand", message, listed.offset, translate("refer to each value in braces"))
        if listed.name == "parts":
            return tuple(self._quantity(path, listed) for path in _paths_of_parts(site) if path in self.terms.values)
        if not isinstance(site.indicator, OutputIndicator):
            message = translate("{id} lists no operations", id=site.indicator.id)
            raise FormulaError("wrong-operand", message, listed.offset, translate("only an output as a whole does"))
        return (Quantity(Fraction(1)),) * len(site.indicator.operations)

    def _quantity(self, path: str, operand: Operand | Listed) -> Quantity:
        term = self._term(path)
        if term.value is None:
            raise FormulaError(
                "wrong-operand",
                translate("{path} is no number", path=path),
                operand.offset,
                translate("refer to a value"),
            )
        if isinstance(term.value, NotGiven):
            raise NotGivenError
        number = Fraction(term.value)
        if term.unit == PERCENT:
            return Quantity(number / 100, PLAIN)
        return Quantity(number, self.terms.unit(path, self.terms.unit_text(path)))

    def _column(self, path: str, operand: Operand) -> Column:
        if path not in self._columns:
            unit = self._term(path).unit
            scale = 100 if unit == PERCENT else 1
            read: dict[int, Fraction | str] = {}
            for row, cell in enumerate(self.terms.cells(path) or ()):
                number = self._referred(cell, operand)
                if isinstance(number, NotGiven):
                    raise NotGivenError
                if number is not None:
                    read[row] = number if isinstance(number, str) else Fraction(number) / scale
            known = PLAIN if unit == PERCENT else self.terms.unit(path, unit)
            self._columns[path] = Column(path.rpartition(".")[0], read, known)
        return self._columns[path]

    def _referred(self, cell: DataCell, operand: Operand) -> DataCell:
        """A cell, or the number of the value that it refers to."""
        path = referred_path(cell)
        if not path or path not in self.terms.values:  # reading says what is not there
            return cell
        value = self._term(path).value
        if value is None:
            raise FormulaError(
                "wrong-operand",
                translate("a cell of the column refers to {path}, no number", path=path),
                operand.offset,
            )
        return value

    def _term(self, path: str) -> Calculation:
        if path not in self.calculations:
            self.calculations[path] = self.terms.leaf(path)
        return self.calculations[path]

    def _pieces(self, site: FormulaSite) -> Iterator[str | Calculation]:
        """The formula in pieces; of a list all that it has, with commas between."""
        position = 0
        for operand in site.formula.operands:
            yield site.formula[position : operand.offset]
            position = operand.end
            terms = list(self._terms_of(site, operand))
            for number, term in enumerate(terms):
                yield from [", "] if number else []
                yield term
            yield from [] if terms else [site.formula[operand.offset : operand.end]]
        yield site.formula[position:]

    def _terms_of(self, site: FormulaSite, operand: Operand | Listed) -> Iterator[Calculation]:
        """What a reference or list stands for, as far as it is there."""
        indicator = site.indicator
        if isinstance(operand, Operand):
            path = self.terms.path_of(operand.name, indicator)
            yield from [self._term(path)] if path else []
        elif operand.name == "parts":
            yield from (self._term(path) for path in _paths_of_parts(site) if path in self.terms.values)
        elif isinstance(indicator, OutputIndicator):
            path = f"{indicator.id}.operations"
            yield self.calculations.setdefault(path, Calculation(path, Decimal(len(indicator.operations))))


def _paths_of_parts(site: FormulaSite) -> Sequence[str]:
    """The paths of the same value of each part of the indicator."""
    return [f"{part.id}.{site.field}" for part in site.indicator.parts] if site.indicator and site.field else []


def _in_order(needs: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Each value after those that it needs; those of circles, and what needs them, are left out."""
    followers: dict[str, list[str]] = {}
    for path, others in needs.items():
        for other in others:
            followers.setdefault(other, []).append(path)
    open_needs = {path: len(others) for path, others in needs.items()}
    ready = deque(path for path, count in open_needs.items() if not count)
    while ready:
        path = ready.popleft()
        yield path
        for follower in followers.get(path, ()):
            open_needs[follower] -= 1
            if not open_needs[follower]:
                ready.append(follower)


def _circles(needs: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Circles among values each of which needs another one that is left: one of each knot that is met."""
    seen: set[str] = set()
    for start in needs:
        way: dict[str, int] = {}
        path = start
        while path not in seen:
            seen.add(path)
            way[path] = len(way)
            path = next(other for other in needs[path] if other in needs)
        if path in way:
            yield list(way)[way[path] :]


def _circle_fault(site: FormulaSite, circle: Sequence[str]) -> Fault:
    chain = [*circle, circle[0]]
    if len(chain) > MOST_NAMED:
        chain = [*chain[: MOST_NAMED // 2], "…", *chain[-MOST_NAMED // 2 :]]
    message = translate("the value follows from itself: {chain}", chain=" → ".join(chain))
    return Fault(site, "formula-circle", message, 0, translate("type one of these values, without a formula"))

"""One formula evaluated with exact fractions; every step is counted and bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from methodology.calculating.units import OPEN, Unit
from methodology.messages import translate
from methodology.model.calculation import Rounding
from methodology.model.formula import (
    Call,
    Chain,
    Constant,
    Formula,
    FormulaError,
    Listed,
    Negation,
    Node,
    Operand,
    QuotedText,
)
from methodology.model.scalars import MOST_DECIMALS

MOST_STEPS = 1_000_000
"""The numbers that all formulas of a content reckon with together."""
LARGEST = 10**40
"""Above all that a document has, below what takes long: of numerators and denominators."""
_HALF = Fraction(1, 2)


class NotGivenError(Exception):
    """A formula needs a value that is not given yet, or could not be read."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; None where the unit is not known. Per cent are hundredths."""

    number: Fraction
    unit: Unit | None = OPEN


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of a column of a table that are left, by the numbers of their rows; texts are there to be compared."""

    table: str
    cells: dict[int, Fraction | str]
    unit: Unit | None


Result = Quantity | Column | tuple[Quantity, ...]
"""What a part of a formula comes to; several quantities are those of a list of parts."""


@dataclass(slots=True)
class Budget:
    """The steps that are left to all formulas together."""

    steps: int = MOST_STEPS


@dataclass(slots=True)
class Evaluation:
    """The evaluation of a formula: ``look_up`` gives what a reference or list stands for.

    It may raise :class:`FormulaError`, as every step does, and :class:`NotGivenError`.
    """

    look_up: Callable[[Operand | Listed], Result]
    budget: Budget
    roundings: list[Rounding] = field(default_factory=list)

    def evaluate(self, formula: Formula) -> Quantity:
        """Return what a formula gives; raises :class:`FormulaError` where it gives no single number."""
        return self._number(formula.root)

    def _result(self, node: Node) -> Result:
        self._count(node, 1)
        match node:
            case Constant():
                return Quantity(node.value)
            case Operand() | Listed():
                return self.look_up(node)
            case Negation():
                quantity = self._number(node.operand)
                return Quantity(-quantity.number, quantity.unit)
            case Chain():
                return self._chain(node)
            case Call():
                return self._call(node)
            case QuotedText():
                hint = translate(
                    "a text is what cells are compared with: "
                    'where({{tables.projects.cost}}, {{tables.projects.kind}}, "x")'
                )
                raise FormulaError("wrong-operand", translate("a text is no number"), node.offset, hint)
            case _:
                assert_never(node)

    def _count(self, node: Node, steps: int) -> None:
        self.budget.steps -= steps
        if self.budget.steps < 0:
            message = translate(
                "all formulas together reckon with more than {most_steps} numbers", most_steps=MOST_STEPS
            )
            raise FormulaError("too-large", message, node.offset, translate("is it the table that was meant?"))

    def _number(self, node: Node) -> Quantity:
        result = self._result(node)
        if isinstance(result, Quantity):
            return result
        what = (
            translate("a column has several numbers where one is needed")
            if isinstance(result, Column)
            else translate("a list has several numbers where one is needed")
        )
        hint = translate("say what becomes of them: sum(…), average(…), median(…), min(…), max(…), count(…)")
        raise FormulaError("wrong-operand", what, node.offset, hint)

    def _column(self, node: Node, function: str) -> Column:
        result = self._result(node)
        if isinstance(result, Column):
            self._count(node, len(result.cells))
            return result
        hint = translate("refer to the column of a table: {{tables.projects.cost}}")
        raise FormulaError(
            "wrong-operand", translate("{function} needs a column here", function=function), node.offset, hint
        )

    def _numbers(self, nodes: Iterable[Node]) -> list[Quantity]:
        """What several arguments come to: numbers, and those of columns and lists one by one."""
        numbers: list[Quantity] = []
        for node in nodes:
            result = self._result(node)
            if isinstance(result, Column):
                self._count(node, len(result.cells))
                numbers += (Quantity(number, result.unit) for number in _numbers_in(result, node).values())
            else:
                numbers += result if isinstance(result, tuple) else (result,)
        return numbers

    def _chain(self, node: Chain) -> Quantity:
        total = self._number(node.first)
        for sign, part in node.rest:
            total = self._combine(total, sign, self._number(part), part)
        return total

    def _combine(self, left: Quantity, sign: str, right: Quantity, node: Node) -> Quantity:
        if sign in ("+", "-"):
            unit = _common_unit((left, right), node)
            return _bounded(left.number + (right.number if sign == "+" else -right.number), unit, node)
        if sign == "/" and not right.number:
            raise FormulaError("division-by-zero", translate("this is 0, and nothing can be divided by 0"), node.offset)
        number = left.number * right.number if sign == "*" else left.number / right.number
        unit = None
        if left.unit is not None and right.unit is not None:
            unit = left.unit.times(right.unit, 1 if sign == "*" else -1)
        return _bounded(number, unit, node)

    def _call(self, node: Call) -> Result:
        match node.function:
            case "round" | "ceil" | "floor":
                return self._round(node)
            case "between" | "trim" | "where":
                return self._filter(node)
            case _:
                return self._summarize(node)

    def _round(self, node: Call) -> Quantity:
        quantity = self._number(node.arguments[0])
        places = _whole(node.arguments[1], MOST_DECIMALS) if len(node.arguments) > 1 else 0
        scaled = quantity.number * 10**places
        whole = {"ceil": -(-scaled // 1), "floor": scaled // 1, "round": _to_nearest(scaled)}[node.function]
        rounded = Fraction(whole, 10**places)
        if rounded != quantity.number:
            self.roundings.append(Rounding(node.function, quantity.number, rounded))
        return Quantity(rounded, quantity.unit)

    def _summarize(self, node: Call) -> Quantity:
        if node.function == "count":
            return Quantity(Fraction(sum(_size(self._result(argument)) for argument in node.arguments)))
        for argument in node.arguments:
            if isinstance(argument, Listed) and argument.name == "operations":
                raise FormulaError(
                    "wrong-operand", translate("operations can only be counted"), node.offset, "count(operations)"
                )
        numbers = self._numbers(node.arguments)
        if not numbers and node.function != "sum":
            message = translate("there is nothing left for {function} to reckon with", function=node.function)
            raise FormulaError("division-by-zero", message, node.offset)
        unit = _common_unit(numbers, node)
        total = _summary(node.function, [quantity.number for quantity in numbers])
        return _bounded(total, unit, node)

    def _filter(self, node: Call) -> Column:
        column = self._column(node.arguments[0], node.function)
        if node.function == "where":
            kept = self._rows_where(node, column)
            return Column(column.table, {row: column.cells[row] for row in column.cells if row in kept}, column.unit)
        cells = _numbers_in(column, node.arguments[0])
        if node.function == "trim":
            count = _whole(node.arguments[1], len(cells))
            rows = sorted(cells, key=cells.__getitem__)[count : len(cells) - count]
        else:
            low, high = (self._number(argument) for argument in node.arguments[1:])
            _common_unit((Quantity(Fraction(0), column.unit), low, high), node)
            rows = [row for row, number in cells.items() if low.number <= number <= high.number]
        return Column(column.table, {row: cells[row] for row in sorted(rows)}, column.unit)

    def _rows_where(self, node: Call, column: Column) -> set[int]:
        """The rows in which the second argument has what the third says."""
        other, wanted = self._column(node.arguments[1], node.function), node.arguments[2]
        if other.table != column.table:
            message = translate(
                "the columns are those of two tables, {table} and {table_2}", table=column.table, table_2=other.table
            )
            raise FormulaError(
                "wrong-operand", message, node.arguments[1].offset, translate("compare cells of the same rows")
            )
        said = wanted.text if isinstance(wanted, QuotedText) else self._number(wanted).number
        return {row for row, cell in other.cells.items() if cell == said}


def _size(result: Result) -> int:
    """How many things there are; cells of text can be counted, too."""
    if isinstance(result, Column):
        return len(result.cells)
    return len(result) if isinstance(result, tuple) else 1


def _numbers_in(column: Column, node: Node) -> dict[int, Fraction]:
    for cell in column.cells.values():
        if isinstance(cell, str):
            message = translate("the column has the text '{cell}', which is no number", cell=cell)
            raise FormulaError(
                "wrong-operand", message, node.offset, translate("correct the table, or leave its row out by where")
            )
    return {row: cell for row, cell in column.cells.items() if isinstance(cell, Fraction)}


def _whole(node: Node, most: int) -> int:
    """The whole number that an argument is typed as."""
    if isinstance(node, Constant) and node.value.denominator == 1 and node.value <= most:
        return int(node.value)
    raise FormulaError(
        "wrong-arguments", translate("a whole number from 0 to {most} is typed here", most=most), node.offset
    )


def _to_nearest(number: Fraction) -> int:
    """The nearest whole number; of halves the one further from 0."""
    whole = int(abs(number) + _HALF)
    return -whole if number < 0 else whole


def _summary(function: str, numbers: Sequence[Fraction]) -> Fraction:
    match function:
        case "sum":
            return sum(numbers, Fraction(0))
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "average":
            return sum(numbers, Fraction(0)) / len(numbers)
        case _:
            ordered, middle = sorted(numbers), len(numbers) // 2
            return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _common_unit(quantities: Iterable[Quantity], node: Node) -> Unit | None:
    """The unit of numbers that are added up or compared; raises :class:`FormulaError` where two do not agree."""
    common: Unit | None = None
    for quantity in quantities:
        if quantity.unit is None:
            continue
        if common is not None and not common.agrees(quantity.unit):
            message = translate("{common} and {unit} do not go together", common=common, unit=quantity.unit)
            hint = translate("convert one of them: an assumption with the unit of a rate, as EUR/PLN")
            raise FormulaError("unit-mismatch", message, node.offset, hint)
        if common is None or common.is_open:
            common = quantity.unit
    return common


def _bounded(number: Fraction, unit: Unit | None, node: Node) -> Quantity:
    if abs(number.numerator) > LARGEST or number.denominator > LARGEST:
        message = translate("the number is larger or finer than anything that a document has")
        raise FormulaError(
            "too-large", message, node.offset, translate("round it on the way, or see whether a factor is a slip")
        )
    return Quantity(number, unit)

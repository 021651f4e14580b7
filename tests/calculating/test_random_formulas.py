"""Random formulas, evaluated by the package and by Python itself."""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest

from methodology.calculating.evaluation import Budget, Evaluation, Quantity
from methodology.calculating.units import OPEN
from methodology.model.formula import Formula, FormulaError, Listed, Operand

MODES = {"round": ROUND_HALF_UP, "ceil": ROUND_CEILING, "floor": ROUND_FLOOR}
WIDE = Context(prec=500)
VALUES = {
    "a": Fraction(7),
    "b": Fraction("0.25"),
    "c.d": Fraction("12.5"),
    "zero": Fraction(0),
    "O.1.1.target": Fraction(93),
}
LEAVES = ("number", "decimals", "percent", "reference")
NODES = ("chain", "chain", "chain", "chain", "sign", "call", "round")


def random_formula(chance: random.Random, depth: int) -> str:
    """The text of a formula, in which blanks and parentheses stand as they fall."""
    blank = chance.choice(("", " ", "  "))
    match chance.choice(NODES if depth else LEAVES):
        case "number":
            text = str(chance.randrange(300))
        case "decimals":
            text = f"{chance.randrange(40)}.{chance.randrange(100):02}"
        case "percent":
            text = f"{chance.randrange(150)}{blank}%"
        case "reference":
            text = f"{{{chance.choice(list(VALUES))}}}"
        case "sign":
            text = f"-{blank}{random_formula(chance, 0)}"
        case "round":
            name = chance.choice(tuple(MODES))
            places = chance.choice(("", ", 1", ",2", " , 3")) if name == "round" else ""
            text = f"{name}({random_formula(chance, depth - 1)}{places})"
        case "call":
            name = chance.choice(("sum", "min", "max", "average", "median"))
            text = f"{name}({', '.join(random_formula(chance, depth - 1) for _ in range(chance.randrange(1, 5)))})"
        case _:
            parts = [random_formula(chance, chance.randrange(depth)) for _ in range(chance.randrange(2, 5))]
            text = parts[0] + "".join(f"{blank}{chance.choice('+-*/')}{blank}{part}" for part in parts[1:])
            text = f"({text})" if chance.random() < 0.6 else text
    return text


def rounded(mode: str) -> Callable[..., Fraction]:
    def quantized(number: Fraction, places: Fraction = Fraction(0)) -> Fraction:
        scale = Fraction(f"1e{places}")
        shifted = number * scale
        # a digit more than a half can need, and a trace of the rest
        digits = Decimal((shifted * 1000).__floor__()) / 1000
        if (shifted * 1000).denominator != 1:
            digits += Decimal("0.0001")
        return Fraction(digits.quantize(Decimal(1), MODES[mode], WIDE)) / scale

    return quantized


def by_python(text: str, values: Mapping[str, Fraction]) -> Fraction:
    """What Python makes of the same text: its own precedence, its own functions."""
    text = re.sub(r"\{([^}]*)\}", lambda name: f"V[{name[1]!r}]", text)
    text = re.sub(r"(?<![\w'.\"])(\d+(?:\.\d+)?)(\s*%)?(?![\w'.])", r"(F('\1')\2)", text)
    text = re.sub(r"\s*%\)", "/100)", text)
    known = {name: rounded(name) for name in MODES} | {
        "F": Fraction,
        "V": values,
        "sum": lambda *numbers: sum(numbers),
        "average": lambda *numbers: statistics.mean(numbers),
        "median": lambda *numbers: statistics.median(numbers),
        "min": lambda *numbers: min(numbers),
        "max": lambda *numbers: max(numbers),
    }
    return Fraction(eval(text, {"__builtins__": {}}, known))  # noqa: S307 (the text is made above)


def by_package(text: str) -> Fraction:
    def look_up(operand: Operand | Listed) -> Quantity:
        return Quantity(VALUES[operand.name], OPEN)

    return Evaluation(look_up, Budget()).evaluate(Formula(text)).number


@pytest.mark.parametrize("seed", range(300))
def test_a_random_formula_gives_what_python_gives(seed: int) -> None:
    chance = random.Random(seed)
    text = random_formula(chance, chance.randrange(1, 5))
    try:
        wanted = by_python(text, VALUES)
    except ZeroDivisionError:
        with pytest.raises(FormulaError) as caught:
            by_package(text)
        assert caught.value.code == "division-by-zero"
        return
    assert by_package(text) == wanted, text

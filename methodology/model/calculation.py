"""How a value came about: a formula with what it reckons with, and that with what it follows from in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from methodology.messages import decimal_mark, translate, translate_count
from methodology.model.assumption import PERCENT
from methodology.model.formula import Formula
from methodology.model.scalars import spoken

SHOWN_DECIMALS = 6
"""So many decimals of a number without an end are shown."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rounding in a formula that changed a number."""

    function: str
    """``round``, ``ceil`` or ``floor``."""
    exact: Fraction
    """The number before."""
    rounded: Fraction
    """The number after."""


@dataclass(frozen=True, slots=True, eq=False)
class Calculation:
    """A value of the content with what it follows from.

    Calculations share their terms: a value that is used at many places is one object, so that a walk that keeps in mind
    where it was takes no longer than the content is. ``terms`` may be nested some hundred deep.
    """

    path: str
    """The content path: ``O.1.1.target``, ``assumptions.unit_cost.training``; of a column ``tables.projects.cost``."""
    value: Decimal | None
    """The value as it is stated and printed, 89 for 89 %; the number that a formula gives where it is ``computed``.

    None for a column, and where nothing is stated. ``NotGiven`` where it, or what it is computed from, is ``TODO``.
    """
    unit: str | None = None
    """Its unit as the content has it: ``%``, ``EUR/person``, or the text of the fund for a value of an indicator.

    None where there is none, and for a plain number (``1``), of which none is printed.
    """
    name: str | None = None
    """What it is called: the name of an indicator, assumption or figure."""
    source: str | None = None
    """Where an assumption or figure comes from: an id of sources.yaml, or prose."""
    year: int | None = None
    """The year that an assumption or figure is of; of a baseline its reference year."""
    note: str | None = None
    """What else is said of an assumption or figure: prose."""
    formula: Formula | None = None
    """How the value follows; None where it is typed and nothing more."""
    formula_path: str = ""
    """The content path of the formula: ``O.1.1.derivation.target``, ``R.1.7.share.formula``; empty without one."""
    is_computed: bool = False
    """Whether the content says ``computed`` in the place of the value."""
    result: Decimal | None = None
    """What the formula gives, in the unit of the value (89 for 89 %); None without one, ``NotGiven`` as ``value``.

    It differs from ``value`` only where a typed value is wrong: the rule ``derived-value``.
    """
    roundings: tuple[Rounding, ...] = ()
    """The roundings of the formula that changed a number, in the order of reckoning; per cent as hundredths."""
    pieces: tuple[str | Calculation, ...] = field(default=(), repr=False)
    """The formula in pieces, its references as their calculations: ``("round(", <R.1.7.share>, " * ", …, ")")``."""
    cells: tuple[Decimal, ...] = field(default=(), repr=False)
    """The numbers of a column, from the first row on, without empty cells."""

    @property
    def terms(self) -> tuple[Calculation, ...]:
        """What the formula reckons with, each once, in the order of the formula."""
        terms = {piece.path: piece for piece in self.pieces if isinstance(piece, Calculation)}
        return tuple(terms.values())


def as_decimal(number: Fraction) -> Decimal | None:
    """The number as a decimal with all its digits; None where it has no end."""
    denominator = number.denominator
    twos = (denominator & -denominator).bit_length() - 1
    fives, rest = 0, denominator >> twos
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    if rest != 1:
        return None
    places = max(twos, fives)
    return Decimal(f"{number.numerator * 10**places // denominator}E-{places}")  # a text is taken digit by digit


def show_number(number: Fraction) -> str:
    """The number in full, or with some decimals and ``…``."""
    exact = as_decimal(number)
    if exact is not None and number.denominator <= 10**SHOWN_DECIMALS:
        return f"{exact:f}"
    scaled = abs(number.numerator) * 10**SHOWN_DECIMALS // number.denominator
    sign = "-" if number < 0 else ""
    return f"{sign}{Decimal(f'{scaled}E-{SHOWN_DECIMALS}'):f}…"


def say_number(number: Fraction) -> str:
    """The number as a message has it, by the language that is spoken."""
    return show_number(number).replace(".", decimal_mark())


def show_formula(calculation: Calculation) -> str:
    """The formula with its references as paths and values: ``round(R.1.7.share (89 %) * O.1.1.target (93))``."""
    return "".join(
        piece if isinstance(piece, str) else f"{piece.path} ({_show_value(piece)})" for piece in calculation.pieces
    )


MOST_SHOWN = 6
"""So many formulas of a chain are shown."""


def show_chain(calculation: Calculation) -> str:
    """The formula of a value and those of what it follows from, the nearest first: ``a = b (2) + c (3), c = …``."""
    chain = [calculation]
    for one in chain:  # grows while it is walked
        chain += (term for term in one.terms if term.formula is not None and term not in chain)
        if len(chain) > MOST_SHOWN:
            break
    shown = [f"{one.path} = {show_formula(one)}" for one in chain[:MOST_SHOWN]]
    return ", ".join([*shown, "…"] if len(chain) > MOST_SHOWN else shown)


def show_result(calculation: Calculation) -> str:
    """What the formula gives and how that was rounded: ``gives 82.77, rounded 83``."""
    if calculation.result is None:
        return ""
    scale, result = 100 if calculation.unit == PERCENT else 1, spoken(calculation.result)
    match calculation.roundings:
        case []:
            return translate("gives {result}", result=result)
        case [Rounding(exact=exact, rounded=rounded)] if rounded * scale == Fraction(calculation.result):
            return translate("gives {exact}, rounded {result}", exact=say_number(exact * scale), result=result)
        case roundings:
            steps = (
                translate("{exact} rounded {rounded}", exact=say_number(one.exact), rounded=say_number(one.rounded))
                for one in roundings
            )
            return translate("gives {result}, with {steps}", result=result, steps=", ".join(steps))


def _show_value(term: Calculation) -> str:
    if term.value is None:
        return translate_count("{count} number", "{count} numbers", len(term.cells))
    return f"{spoken(term.value)} %" if term.unit == PERCENT else spoken(term.value)

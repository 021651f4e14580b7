"""Pieces and their weight in one sentence, against the weight that their indicator states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.references.copied_references import indicators_of, referring_sentences
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.indicator import Indicator
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, spoken

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_GRAMS = {"mg": Decimal("0.001"), "g": Decimal(1), "kg": Decimal(1000), "t": Decimal(1_000_000)}
"""The units of mass of the International System that content uses, in grams."""


@RULES.warning("pieces-too-heavy")
def _find_heavy_pieces(programme: Programme) -> Iterator[Found]:
    """35000 tablets of 180 to 300 g beside an indicator whose target is 125 kg."""
    known = indicators_of(programme)
    for sentence in referring_sentences(programme):
        named: dict[str, list[Figure]] = {}
        for reference in sentence.references.values():
            figure = known.figure(reference.path)
            if figure is not None:
                named.setdefault(known.numbers[reference.path].id, []).append(figure)
        for code, figures in named.items():
            told = _heavier(known.by_code[code], figures)
            if told is not None:
                pieces, heaviest, weight = told
                message = translate(
                    "{pieces} pieces of {heaviest} are {weight}, more than the target of {code}",
                    pieces=spoken(pieces),
                    heaviest=heaviest,
                    weight=weight,
                    code=code,
                )
                yield Found(sentence.path, message, heaviest)


def _heavier(indicator: Indicator, figures: Sequence[Figure]) -> tuple[Decimal, str, str] | None:
    """How many pieces of which weight are heavier together than the indicator's target, and how heavy they are."""
    weights = [one for one in figures if one.unit in _GRAMS]
    unit, target = indicator.unit, indicator.stated_values.get("target")
    if not weights or unit not in _GRAMS or target is None or isinstance(target, NotGiven):
        return None
    heaviest = max(weights, key=lambda one: one.value * _GRAMS[str(one.unit)])
    pieces = [one.value for one in figures if one.unit is None and one.value > heaviest.value]
    if len(pieces) != 1:
        return None  # a lower bound of the weight says no unit either
    together = pieces[0] * heaviest.value * _GRAMS[str(heaviest.unit)] / _GRAMS[unit]
    if together <= target:
        return None
    return pieces[0], f"{spoken(heaviest.value)} {heaviest.unit}", f"{spoken(together)} {unit}"

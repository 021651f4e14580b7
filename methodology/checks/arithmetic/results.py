"""Results against the outputs that count the same, against the shares that their texts name, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.said_numbers import NumberOrigin, SaidNumber, SaidText, any_of, number_use, said_at
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.indicator import Indicator, OutputPart
from methodology.model.objective import Objective
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain, spoken

RULES = Rules(Family.ARITHMETIC, Scope.OBJECTIVES)

_ABOUT = Decimal("0.02")
"""By how much a share said with "about" may miss its value."""
_ROUNDING = 1
"""By how much a rounded number may miss it."""
_WHOLE = Decimal(100)


@RULES.warning("result-above-output")
def _results_above_outputs(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for result in objective.indicators:
            if isinstance(result, OutputPart) or result.target is None:
                continue
            is_share = bool(_derived_from(programme, result))
            outputs = outputs_of(programme, objective, result)
            limit = sum((output.target for output in outputs), Decimal(0))
            if outputs and result.target > limit:
                yield Found(
                    f"{result.id}.target",
                    _say_above(result, outputs, spoken(limit), is_share=is_share),
                    f"{plain(result.target)} > {plain(limit)}",
                )


@RULES.warning("share-of-another-count")
def _find_shares_of_others(programme: Programme) -> Iterator[Found]:
    """Both must say what they count: a name alone may have another word for it."""
    language = programme.language.lemmas
    for result in programme.indicators:
        if isinstance(result, OutputPart) or result.counts is None:
            continue
        for output in _derived_from(programme, result):
            said = [{*lemmas_of(one.counts, language)} if one.counts else set() for one in (result, output)]
            if all(said) and said[0].isdisjoint(said[1]):
                message = translate(
                    "{place} is a share of {base} ({counts}), and {result} counts {others}",
                    place=f"{result.id}.target",
                    base=f"{output.id}.target",
                    counts=output.counts,
                    result=result.id,
                    others=result.counts,
                )
                yield Found(f"{result.id}.target", message, f"{result.id}: {output.id}")


def _say_above(result: Indicator, outputs: tuple[OutputPart, ...], limit: str, *, is_share: bool) -> str:
    place, value = f"{result.id}.target", spoken(result.target or Decimal(0))
    paths = translate(" and ").join(f"{output.id}.target" for output in outputs)
    said = {"place": place, "value": value, "limit": limit, "outputs": paths}
    if is_share:
        return translate("{place} is {value}, above the {limit} of {outputs}, of which it is a share", **said)
    return translate(
        "{place} is {value}, above the {limit} of {outputs}, which counts the same ({counts})",
        counts=result.counts or result.name,
        **said,
    )


def _derived_from(programme: Programme, result: Indicator) -> tuple[OutputPart, ...]:
    """The output whose target the result is a share of: one that its formula reckons with beside per cent alone."""
    calculation = programme.calculations.get(f"{result.id}.target")
    if calculation is None or calculation.formula is None or set(calculation.formula) & set("+-/"):
        return ()
    bases = [programme.values.get(term.path) for term in calculation.terms if term.unit != PERCENT]
    owners = [base.owner if base is not None and base.field == "target" else None for base in bases]
    outputs = tuple(owner for owner in owners if isinstance(owner, OutputPart))
    return outputs if len(owners) == 1 < len(calculation.terms) else ()


def outputs_of(programme: Programme, objective: Objective, result: Indicator) -> tuple[OutputPart, ...]:
    """Return the outputs that a result is a part of: the one that it is a share of, or those that count the same."""
    return _derived_from(programme, result) or _counted_with(programme, objective, result)


def _counted_with(programme: Programme, objective: Objective, result: Indicator) -> tuple[OutputPart, ...]:
    """The outputs that count the same as the result and are linked to the same types of intervention.

    Where a type of intervention that the result is linked to has no such output, what the result counts may come from
    there: then all outputs of the objective in whose names the same noun stands.
    """
    outputs = [output for output in objective.indicators if isinstance(output, OutputPart)]
    alike = {output.id for output in outputs if _count_the_same(programme, output, result)}
    rows = [alike & {*row.indicators} for row in objective.allocation.rows if result.id in row.indicators]
    if rows and all(rows):
        return _without_parts([output for output in outputs if output.id in set().union(*rows)])
    return _without_parts(
        [output for output in outputs if output.id in alike and _name_the_same(programme, output, result)]
    )


def _without_parts(outputs: list[OutputPart]) -> tuple[OutputPart, ...]:
    """The outputs but for those whose whole is among them."""
    parts = {part.id for output in outputs for part in output.with_parts[1:]}
    return tuple(output for output in outputs if output.id not in parts)


def _count_the_same(programme: Programme, one: Indicator, other: Indicator) -> bool:
    """Whether two indicators count the same: as they say, or, where one does not, by the noun in their names."""
    if one.unit != other.unit:
        return False
    if one.counts is not None and other.counts is not None:
        return one.counts == other.counts
    nouns = {_noun(programme, one), _noun(programme, other)}
    return len(nouns) == 1 and "" not in nouns


def _name_the_same(programme: Programme, one: Indicator, other: Indicator) -> bool:
    """Whether a word of what both count stands in both names."""
    language = programme.language.lemmas
    words = (lemmas_of(text, language) for text in (one.counts or "", one.name, other.counts or "", other.name))
    return bool(set.intersection(*map(set, words)))


def _noun(programme: Programme, indicator: Indicator) -> str:
    """What the name of an indicator says that it counts: its first word behind "number of"."""
    match = any_of(number_use(programme).number_of).match(indicator.name)
    words = re.findall(r"[^\W\d_]+", indicator.name[match.end() :]) if match else []
    return words[0].lower() if words else ""


@RULES.error("result-outside-shares")
def _find_outside_shares(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for result in objective.indicators:
            target = result.target
            if isinstance(result, OutputPart) or target is None or isinstance(target, NotGiven):
                continue
            shares = [] if "target" in result.formulas else _shares(programme, result)
            outputs = _counted_with(programme, objective, result) if shares else ()
            whole = sum((output.target for output in outputs), Decimal(0))
            low, high = min(shares, default=_WHOLE) * whole / _WHOLE, max(shares, default=_WHOLE) * whole / _WHOLE
            # one above the whole is reported by itself
            if not outputs or isinstance(whole, NotGiven) or target > whole:
                continue
            if low * (1 - _ABOUT) - _ROUNDING <= target <= high * (1 + _ABOUT) + _ROUNDING:
                continue
            message = translate(
                "{place} is {value}; its text speaks of {shares} %, which of {whole} ({outputs}) are {bounds}",
                place=f"{result.id}.target",
                value=spoken(target),
                shares=_range(spoken(min(shares)), spoken(max(shares))),
                whole=spoken(whole),
                outputs=", ".join(f"{output.id}.target" for output in outputs),
                bounds=_range(str(round(low)), str(round(high))),
            )
            yield Found(
                f"{result.id}.target", message, f"{plain(target)} ≠ {_range(plain(min(shares)), plain(max(shares)))} %"
            )


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _shares(programme: Programme, result: Indicator) -> list[Decimal]:
    """The percentages in the reasons of a result's target that are shares of those whom an output counts."""
    reasons = result.rationale.target
    if reasons is None:
        return []
    path = f"{result.id}.rationale.target"
    texts = [said_at(programme, f"{path}.{name}") for name in ("sentence", *(f"items.{key}" for key in reasons.items))]
    return [
        number.value
        for text in texts
        if text is not None
        for number in text.numbers
        if number.unit == PERCENT and 0 < number.value <= _WHOLE and not _is_growth(programme, text, number)
    ]


def _is_growth(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether something grows or shrinks by so much: ``za 10 % več``; or a number that is declared to be no value."""
    words = text.before(number).split()
    is_by = bool(words) and any_of(number_use(programme).more_or_less).fullmatch(words[-1].lower()) is not None
    return is_by or number.origin is NumberOrigin.DECLARED


@RULES.warning("later-result-above-earlier")
def _find_later_above_earlier(programme: Programme) -> Iterator[Found]:
    later_words = any_of(number_use(programme).follow_up)
    for objective in programme.objectives:
        results = [result for result in objective.results if result.target is not None]
        for later in results:
            if not later_words.search(later.name):
                continue
            for earlier in results:
                if later_words.search(earlier.name) or not _asked_of_the_same(programme, objective, earlier, later):
                    continue
                if (later.target or 0) > (earlier.target or 0):
                    message = translate(
                        "{place} is {value}, above the {limit} of {earlier}, of whom these are asked again later",
                        place=f"{later.id}.target",
                        value=spoken(later.target or Decimal(0)),
                        limit=spoken(earlier.target or Decimal(0)),
                        earlier=f"{earlier.id}.target",
                    )
                    yield Found(f"{later.id}.target", message, f"{later.target} > {earlier.target}")


def _asked_of_the_same(programme: Programme, objective: Objective, one: Indicator, other: Indicator) -> bool:
    """Whether two results count the same by name, under the same types of intervention."""
    rows = [
        {row.code for row in objective.allocation.rows if indicator.id in row.indicators} for indicator in (one, other)
    ]
    nouns = {_noun(programme, one), _noun(programme, other)}
    return rows[0] == rows[1] != set() and len(nouns) == 1 and "" not in nouns

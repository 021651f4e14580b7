"""The shares of the types of intervention: their total and what is said to be covered by indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.arithmetic.amounts import plain
from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.objective import AllocationRow
from methodology.model.programme import Programme

_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.005")
"""By how much a share with two decimals can be off."""


def _totals(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        rows = objective.allocation.rows
        total, tolerance = _total(rows), _ROUNDING * len(rows)
        if rows and abs(total - _WHOLE) > tolerance:
            said = f"the {len(rows)} shares of {objective.facts.id} add up to {plain(total)}, not 100"
            message = f"{said}; rounding explains at most {plain(tolerance)}"
            yield Found(f"{objective.facts.id}.allocation.rows.{rows[0].code}.share", message, f"total {plain(total)}")


def _coverages(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        allocation = objective.allocation
        covered = [row for row in allocation.rows if row.indicators]
        uncovered = [row for row in allocation.rows if not row.indicators]
        derived = _WHOLE - _total(uncovered)
        if allocation.coverage == derived:
            continue
        less = " and ".join(f"{plain(row.share)} ({row.code})" for row in uncovered) or "nothing"
        message = (
            f"{plain(allocation.coverage)} is stated, 100 less {less} gives {plain(derived)}; "
            f"the rows with indicators add up to {plain(_total(covered))}"
        )
        found = f"{plain(allocation.coverage)} ≠ {plain(derived)}"
        yield Found(f"{objective.facts.id}.allocation.coverage", message, found)


def _empty_shares(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            if row.indicators and not row.share:
                codes = ", ".join(row.indicators)
                message = f"the type of intervention {row.code} has a share of 0 and is linked to {codes}"
                yield Found(f"{objective.facts.id}.allocation.rows.{row.code}.share", message, plain(row.share))


def _total(rows: list[AllocationRow] | tuple[AllocationRow, ...]) -> Decimal:
    return sum((row.share for row in rows), Decimal(0))


RULES = (
    Rule(
        code="allocation-total",
        family=Family.ARITHMETIC,
        severity=Severity.ERROR,
        text="The shares of an objective's types of intervention add up to 100, within 0.005 for each row.",
        source="CPR Art. 22(5): the breakdown of the programmed resources, given here in per cent with two decimals",
        hint="correct the share that is wrong, or add the row that is missing",
        wrong='- code: "001"\n  share: 73.81\n- code: "005"\n  share: 26.29',
        right='- code: "001"\n  share: 73.71\n- code: "005"\n  share: 26.29',
        find=_totals,
    ),
    Rule(
        code="coverage",
        family=Family.ARITHMETIC,
        severity=Severity.ERROR,
        text="The stated coverage is 100 less the shares of the types of intervention that no indicator is linked to.",
        source="this project: how the signed values of coverage were computed",
        hint="correct the coverage, the share, or the links of the row",
        wrong='- code: "007"\n  share: 1.85\ncoverage: 98.51',
        right='- code: "007"\n  share: 1.85\ncoverage: 98.15',
        find=_coverages,
    ),
    Rule(
        code="share-of-nothing",
        family=Family.ARITHMETIC,
        severity=Severity.WARNING,
        text="A type of intervention that indicators are linked to has a share in the money.",
        source="this project: an indicator cannot measure what nothing is spent on",
        hint="correct the share, or delete the row",
        wrong='- code: "001"\n  share: 0\n  indicators: [O.1.3]',
        right='- code: "001"\n  share: 73.71\n  indicators: [O.1.3]',
        find=_empty_shares,
    ),
)

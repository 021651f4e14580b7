"""Numbers that must agree."""

from __future__ import annotations

from methodology.checks.arithmetic import allocation, derivations, participants, rates, values, years
from methodology.checks.finding import Rule

RULES: tuple[Rule, ...] = (
    *values.RULES,
    *derivations.RULES,
    *participants.RULES,
    *allocation.RULES,
    *rates.RULES,
    *years.RULES,
)

"""What refers to what: nothing is left over, nothing is missing."""

from __future__ import annotations

from methodology.checks.finding import Rule
from methodology.checks.references import allocation, indicators, operations, parts, registries, risks

RULES: tuple[Rule, ...] = (
    *allocation.RULES,
    *indicators.RULES,
    *parts.RULES,
    *operations.RULES,
    *registries.RULES,
    *risks.RULES,
)

"""What refers to what: nothing is left over, nothing is missing."""

from methodology.checks.references import entries, indicators, operations

RULES = (*indicators.RULES, *operations.RULES, *entries.RULES)

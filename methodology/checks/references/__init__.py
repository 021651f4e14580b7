"""What refers to what: nothing is left over, nothing is missing."""

from methodology.checks.references import indicators, operations, registry_entries

RULES = (*indicators.RULES, *operations.RULES, *registry_entries.RULES)

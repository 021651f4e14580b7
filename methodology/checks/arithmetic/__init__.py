"""Numbers that must agree."""

from methodology.checks.arithmetic import bounds, calculations

RULES = (*bounds.RULES, *calculations.RULES)

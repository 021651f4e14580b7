"""Numbers that must agree."""

from methodology.checks.arithmetic import (
    before_and_after,
    bounds,
    calculations,
    claims,
    counts,
    milestone_reasons,
    mistyped_values,
    named_numbers,
    promises,
    results,
    sentences,
    typed_numbers,
)

RULES = (
    *bounds.RULES,
    *calculations.RULES,
    *results.RULES,
    *named_numbers.RULES,
    *promises.RULES,
    *milestone_reasons.RULES,
    *before_and_after.RULES,
    *mistyped_values.RULES,
    *sentences.RULES,
    *counts.RULES,
    *claims.RULES,
    *typed_numbers.RULES,
)

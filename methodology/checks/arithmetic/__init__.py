"""Numbers that must agree."""

from methodology.checks.arithmetic import (
    announced_lists,
    before_and_after,
    bounds,
    calculations,
    claims,
    counts,
    milestone_reasons,
    mistyped_values,
    named_numbers,
    promises,
    reckoned_numbers,
    results,
    sentences,
    told_shares,
    typed_numbers,
    values_by_code,
)

RULES = (
    *bounds.RULES,
    *calculations.RULES,
    *results.RULES,
    *told_shares.RULES,
    *values_by_code.RULES,
    *named_numbers.RULES,
    *promises.RULES,
    *milestone_reasons.RULES,
    *before_and_after.RULES,
    *mistyped_values.RULES,
    *sentences.RULES,
    *reckoned_numbers.RULES,
    *counts.RULES,
    *claims.RULES,
    *announced_lists.RULES,
    *typed_numbers.RULES,
)

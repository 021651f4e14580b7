"""The years of period, milestones and targets."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.programme import Programme

_YEARS_AFTER_THE_PERIOD = 2
"""How long money is spent after the last year of the period (CPR Art. 63(2), from memory)."""


def _years(programme: Programme) -> Iterator[Found]:
    facts = programme.facts
    first, last = facts.period.first_year, facts.period.last_year
    milestone, target = facts.milestone_year, facts.target_year
    if milestone < first:
        message = f"the milestone year {milestone} is before the period's first year ({first})"
        yield Found("programme.milestone_year", message, str(milestone))
    if target <= milestone:
        message = f"the target year {target} is not after the milestone year ({milestone})"
        yield Found("programme.target_year", message, f"{target} ≤ {milestone}")
    if target > last + _YEARS_AFTER_THE_PERIOD:
        message = f"the target year {target} is more than two years after the period's last year ({last})"
        yield Found("programme.target_year", message, f"{target} > {last + _YEARS_AFTER_THE_PERIOD}")


RULES = (
    Rule(
        code="years-out-of-order",
        family=Family.ARITHMETIC,
        severity=Severity.ERROR,
        text=(
            "The milestone year is not before the period, the target year after the milestone year and at most two "
            "years after the period."
        ),
        source=(
            "CPR Art. 16(1): milestones fall into the period, targets to its end of spending; that this is the second "
            "year after the period is CPR Art. 63(2), from memory"
        ),
        hint="correct the year",
        wrong="period:\n  first_year: 2031\n  last_year: 2037\nmilestone_year: 2034\ntarget_year: 2049",
        right="period:\n  first_year: 2031\n  last_year: 2037\nmilestone_year: 2034\ntarget_year: 2039",
        find=_years,
    ),
)

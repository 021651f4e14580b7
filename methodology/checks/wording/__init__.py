"""One thing is said in one way."""

from __future__ import annotations

from methodology.checks.finding import Rule
from methodology.checks.wording import departures, figures, lists, names, repetition, variants

RULES: tuple[Rule, ...] = (
    *names.RULES,
    *variants.RULES,
    *departures.RULES,
    *lists.RULES,
    *repetition.RULES,
    *figures.RULES,
)

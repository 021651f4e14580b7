"""What refers to what: nothing is left over, nothing is missing."""

from __future__ import annotations

from methodology.checks.finding import Rule

RULES: tuple[Rule, ...] = ()

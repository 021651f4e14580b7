"""One thing is said in one way."""

from __future__ import annotations

from methodology.checks.finding import Rule

RULES: tuple[Rule, ...] = ()

"""Numbers that must agree."""

from __future__ import annotations

from methodology.checks.finding import Rule

RULES: tuple[Rule, ...] = ()

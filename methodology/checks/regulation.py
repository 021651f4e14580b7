"""What the law asks of the content."""

from __future__ import annotations

from methodology.checks.finding import Rule

RULES: tuple[Rule, ...] = ()

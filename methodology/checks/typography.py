"""How text is set in the language of the document."""

from __future__ import annotations

from methodology.checks.finding import Rule

RULES: tuple[Rule, ...] = ()

"""Every rule, family by family."""

from __future__ import annotations

from methodology.checks import acceptance, arithmetic, references, regulation, typography, wording
from methodology.checks.finding import Rule

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *arithmetic.RULES,
    *regulation.RULES,
    *wording.RULES,
    *typography.RULES,
)

BY_CODE = {rule.code: rule for rule in (*RULES, acceptance.UNUSED)}
"""All that can be explained."""

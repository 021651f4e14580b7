"""Every rule, family by family."""

from __future__ import annotations

from methodology.checks import acceptance, arithmetic, references, regulation, spelling, structure, typography, wording
from methodology.checks.finding import Rule

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *arithmetic.RULES,
    *regulation.RULES,
    *wording.RULES,
    *typography.RULES,
)


def explained_rules() -> dict[str, Rule]:
    """Every rule by its code, those of structure last: reading and composing find their breaches."""
    others = (spelling.MISSPELT, acceptance.UNUSED, *structure.structure_rules().values())
    return {rule.code: rule for rule in (*RULES, *others)}

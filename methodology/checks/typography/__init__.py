"""How text is set in the language of the document."""

from __future__ import annotations

from methodology.checks.finding import Rule
from methodology.checks.typography import marks, numbers, spacing, terms, words

RULES: tuple[Rule, ...] = (*spacing.RULES, *numbers.RULES, *marks.RULES, *terms.RULES, *words.RULES)

"""How text is set in the language of the document."""

from methodology.checks.typography import marks, numbers, spacing, terms

RULES = (*spacing.RULES, *numbers.RULES, *marks.RULES, *terms.RULES)

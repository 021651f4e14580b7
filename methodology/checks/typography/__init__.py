"""How text is set in the language of the document."""

from methodology.checks.typography import marks, numbers, terms

RULES = (*marks.RULES, *numbers.RULES, *terms.RULES)

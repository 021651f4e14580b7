"""How text is set in the language of the document."""

from methodology.checks.typography import characters, marks, numbers, terms

RULES = (*characters.RULES, *marks.RULES, *numbers.RULES, *terms.RULES)

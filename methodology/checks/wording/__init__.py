"""One thing is said in one way."""

from methodology.checks.wording import departures, figures, lists, names, repetition

RULES = (*names.RULES, *departures.RULES, *lists.RULES, *repetition.RULES, *figures.RULES)

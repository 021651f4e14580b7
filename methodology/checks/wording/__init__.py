"""One thing is said in one way."""

from methodology.checks.wording import departures, lists, repetition, typed_names

RULES = (*typed_names.RULES, *departures.RULES, *lists.RULES, *repetition.RULES)

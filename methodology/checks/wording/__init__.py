"""The same thing is always said in the same words."""

from methodology.checks.wording import departures, lists, repetition, typed_names

RULES = (*typed_names.RULES, *departures.RULES, *lists.RULES, *repetition.RULES)

"""What refers to what: nothing is left over, nothing is missing."""

from methodology.checks.references import (
    copied_references,
    counted_nouns,
    data_years,
    indicators,
    linked_types,
    named_places,
    named_things,
    named_years,
    names_behind_codes,
    operations,
    placed_remarks,
    pointed_places,
    programme_titles,
    reasons_of_others,
    registry_entries,
    years_of_others,
)

RULES = (
    *indicators.RULES,
    *named_things.RULES,
    *named_years.RULES,
    *data_years.RULES,
    *names_behind_codes.RULES,
    *linked_types.RULES,
    *copied_references.RULES,
    *counted_nouns.RULES,
    *operations.RULES,
    *placed_remarks.RULES,
    *named_places.RULES,
    *pointed_places.RULES,
    *reasons_of_others.RULES,
    *programme_titles.RULES,
    *registry_entries.RULES,
    *years_of_others.RULES,
)

"""The same thing is always said in the same words."""

from methodology.checks.wording import (
    agreement,
    capitals,
    chains,
    commas,
    cut_off,
    departures,
    foreign_words,
    headings,
    institutions,
    lists,
    repetition,
    rival_terms,
    slips,
    subjects,
    typed_names,
    verb_chains,
)

RULES = (
    *typed_names.RULES,
    *departures.RULES,
    *lists.RULES,
    *repetition.RULES,
    *rival_terms.RULES,
    *agreement.RULES,
    *capitals.RULES,
    *chains.RULES,
    *commas.RULES,
    *cut_off.RULES,
    *foreign_words.RULES,
    *headings.RULES,
    *institutions.RULES,
    *slips.RULES,
    *subjects.RULES,
    *verb_chains.RULES,
)

"""The reasons of an indicator's values, and what it counts: what rules of several families ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from methodology.checks.lemmas import lemma_of
from methodology.checks.said_numbers import SaidText, any_of, number_use, said_at
from methodology.model.indicator import Indicator, Reasons
from methodology.model.programme import Programme

FIELDS = ("milestone", "target")
"""The values that have reasons."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def reason_texts(programme: Programme, indicator: Indicator, field: str) -> Iterator[tuple[str, SaidText]]:
    """Yield the texts of a value's own reasons by their keys: ``sentence``, ``items.pnr``."""
    reasons: Reasons | None = getattr(indicator.rationale, field)
    if reasons is None:
        return
    names = ["sentence"] if reasons.sentence is not None else []
    for name in (*names, *(f"items.{key}" for key in reasons.items)):
        text = said_at(programme, f"{indicator.id}.rationale.{field}.{name}")
        if text is not None:
            yield name, text


def nouns_of(programme: Programme, indicator: Indicator) -> frozenset[str]:
    """Return the basic forms of what an indicator counts, as it says and as its name begins."""
    language = programme.language.lemmas
    match = any_of(number_use(programme).number_of).match(indicator.name)
    named = _WORD.findall(indicator.name[match.end() :])[:1] if match else []
    words = [*_WORD.findall(indicator.counts or ""), *named]
    nouns = frozenset(lemma_of(word, language) for word in words)
    persons = frozenset(programme.language.naming.persons)
    return nouns | persons if nouns & persons else nouns

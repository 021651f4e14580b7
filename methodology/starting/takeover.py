"""What a new programme takes over from one that there is: its office, its words, its registries and its chapters."""

from __future__ import annotations

import re

from methodology.model.picture import is_picture_path
from methodology.model.programme import Programme
from methodology.model.scalars import TO_GIVE

_REFERENCE = re.compile(r"(?<!\{)\{([^{}:|=]+)(?::lower)?(?:\|([^{}]*))?\}(?!\})")
"""A reference to a value, and the form that it is printed in there."""
_WHOLE = ("language.yaml", "phrases.yaml", "outline.yaml", "sources.yaml")
_OF_THE_FUND = ("operations.yaml",)
"""What is taken over within a fund alone: another one pays for other operations."""


def take_over_facts(before: Programme, *, is_same_fund: bool) -> dict[str, object]:
    """Return what programme.yaml says as before: the office, and within a fund the programme's name."""
    names = ("authority", "name") if is_same_fund else ("authority",)
    office: dict[str, object] = {name: getattr(before.facts, name) for name in names}
    if before.facts.issuer:
        office["issuer"] = list(before.facts.issuer)
    if before.facts.emblem is not None:
        office["emblem"] = before.facts.emblem.model_dump(exclude_defaults=True)
    return office


def take_over_files(before: Programme, *, is_same_fund: bool) -> dict[str, str]:
    """Return the files of the new content that say what the programme before says.

    Values, reasons, risks and shares are given anew. Chapters keep their text and their pictures; where
    one refers to a value, it says ``TODO``, or the words that it was printed in.
    """
    names = (*_WHOLE, *(_OF_THE_FUND if is_same_fund else ()))
    kept = {name: before.files[name] for name in names if name in before.files}
    for name, text in before.files.items():
        if name.startswith("chapters/") and name.endswith(".md"):
            kept[name] = _without_values(text)
        elif is_picture_path(name):
            kept[name] = text
    return kept


def _without_values(text: str) -> str:
    return _REFERENCE.sub(lambda found: found[2] or TO_GIVE, text)

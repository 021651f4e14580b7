"""What a new programme takes over from one that there is: its office, its words, its registries and its chapters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from methodology.model.programme import Programme
from methodology.model.scalars import TO_GIVE

_REFERENCE = re.compile(r"(?<!\{)\{([^{}:|]+)(?::lower)?(?:\|([^{}]*))?\}(?!\})")
"""A reference to a value, and the form that it is printed in there."""
_WHOLE = ("language.yaml", "phrases.yaml", "outline.yaml", "sources.yaml")
_OF_THE_FUND = ("operations.yaml",)
"""What is taken over within a fund alone: another one pays for other operations."""


def take_over(before: Programme, files: Mapping[str, str], *, is_same_fund: bool) -> dict[str, str]:
    """Return the files of the new content that say what the programme before says.

    ``files`` are those of the new content. Values, reasons, risks and shares are given anew. Chapters keep their text;
    where one refers to a value, it says ``TODO``, or the words that it was printed in.
    """
    kept = {name: before.files[name] for name in _WHOLE if name in before.files}
    if is_same_fund:
        kept |= {name: before.files[name] for name in _OF_THE_FUND if name in before.files}
    for name, text in before.files.items():
        if name.startswith("chapters/") and name.endswith(".md"):
            kept[name] = _without_values(text)
    facts = files["programme.yaml"]
    facts = facts.replace(f"authority: {TO_GIVE}", f"authority: {_quoted(before.facts.authority)}")
    if is_same_fund:
        facts = facts.replace(f"\nname: {TO_GIVE}", f"\nname: {_quoted(before.facts.name)}")
    return {**kept, "programme.yaml": facts}


def _without_values(text: str) -> str:
    return _REFERENCE.sub(lambda found: found[2] or TO_GIVE, text)


def _quoted(text: str) -> str:
    """A text on one line of YAML, in quotes where it could be taken for something else."""
    is_plain = re.fullmatch(r"\w[\w ,.()/–-]*", text) is not None and ": " not in text
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

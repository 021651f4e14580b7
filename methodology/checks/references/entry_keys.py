"""Entries of registries against their keys: the author named one thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import printed_texts
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.CONTENT)

_WORD = re.compile(r"[^\W_]+")
_EXPLAINED = re.compile(r"(?<![^\W\d_])([^\W\d_]++) \(([^()]++)\)")
_REGISTRIES = ("operations.", "sources.", "risks.factors.")
_OWN = ".risks.own."
_SHORTEST = 3
"""Names of fewer letters are alike by chance."""
_LONGEST = 8
"""A longer word of a key is a common one, and no name."""


@RULES.warning("entry-unlike-key")
def _find_entries_unlike_keys(programme: Programme) -> Iterator[Found]:
    """``environmental_crime: … premoženjske kriminalitete`` and ``maxima: program »Maximo«``."""
    for entry in printed_texts(programme):
        if entry.path.startswith(_REGISTRIES) or _OWN in entry.path:
            key = entry.path.rpartition(".")[2]
            words = _WORD.findall(entry.text)
            unsaid = _unsaid(key, words, programme.language.naming.keys)
            if unsaid:
                named = ", ".join(unsaid)
                message = translate(
                    "no word of '{text}' says '{word}' of its key '{key}'", text=entry.text, word=named, key=key
                )
                yield Found(entry.path, message, entry.text)
            other = _name_like(key, words, programme.language.naming.keys) or _name_before(key, entry.text)
            if other is not None and not _is_used(programme, key, entry.path):
                message = translate("the entry '{key}' speaks of '{other}'", key=key, other=other)
                yield Found(entry.path, message, other)


def _unsaid(key: str, words: Sequence[str], glossary: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The words of a key that a text does not say; none where it says less than half: the key was chosen freely."""
    parts = [part for part in key.split("_") if part in glossary]
    small = [word.casefold() for word in words]
    unsaid = [part for part in parts if not any(word.startswith(glossary[part]) for word in small)]
    return unsaid if len(unsaid) * 2 <= len(parts) else []


def _name_before(key: str, text: str) -> str | None:
    """The short name before brackets whose words begin with the letters of the key: ``isciu: ISPO (Inf…)``."""
    for match in _EXPLAINED.finditer(text):
        initials = "".join(word[0] for word in _WORD.findall(match[2]) if len(word) > _SHORTEST).casefold()
        if initials in key.split("_") and match[1].isupper() and match[1].casefold() != initials:
            return match[1]
    return None


def _is_used(programme: Programme, key: str, path: str) -> bool:
    """Whether a word of the key is a short name of other texts: a rule on short names judges it."""
    names = {part.upper() for part in key.split("_")}
    texts = (text.text for text in printed_texts(programme) if text.path != path)
    return any(not names.isdisjoint(_WORD.findall(text)) for text in texts)


def _name_like(key: str, words: Sequence[str], glossary: Mapping[str, tuple[str, ...]]) -> str | None:
    """A name of one letter more, less or other than a word of the key, where no word of the text begins as it does."""
    names = [word for word in words if word[0].isupper() and len(word) >= _SHORTEST]
    for part in key.split("_"):
        is_name = part not in glossary and _SHORTEST <= len(part) <= _LONGEST
        if is_name and not any(word.casefold().startswith(part) for word in words):
            other = next((name for name in names if OSA.distance(part, name.casefold()) == 1), None)
            if other is not None:
                return other
    return None

"""The registries that lists mention: which entry a printed name is, and what a new one would be called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher

from methodology.model.paths import REGISTRIES
from methodology.pull.comparing.base import Base
from methodology.pull.comparing.parts import said

NEAR = 0.8
"""The share of characters in common from which a new text resembles an entry too much to be another one."""
_KEY_WORDS = 3


class Registries:
    """The registries of one base, by what their entries print."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._known: dict[str, dict[str, str]] = {}

    def printed(self, path: str) -> Mapping[str, str] | None:
        """The ids of the registry that the list at ``path`` mentions, by what they print in small letters.

        None where the list has texts of its own.
        """
        if path.rpartition(".")[2] not in REGISTRIES:
            return None
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for root in dict.fromkeys((REGISTRIES[path.rpartition(".")[2]], registry_of(path))):
            for entry in self._base.programme.values:
                if entry.startswith(f"{root}.") and entry.count(".") == root.count(".") + 1:
                    printed = str(self._base.printer.path(entry).striptags())
                    found.setdefault(said(printed).casefold(), entry.rpartition(".")[2])
        return found


def registry_of(path: str) -> str:
    """The registry that a new entry of a list goes to: a factor of one objective among its own."""
    owner, _, name = path.rpartition(".")
    return f"{owner}.own" if name == "factors" else REGISTRIES[name]


def nearest_entry(text: str, registry: Mapping[str, str]) -> str | None:
    """The entry that a text is almost the name of."""
    words = text.casefold()
    scored = [(SequenceMatcher(None, words, name, autojunk=False).ratio(), key) for name, key in registry.items()]
    score, key = max(scored, default=(0.0, ""))
    return key if score >= NEAR else None


def new_key(text: str, taken: set[str]) -> str:
    """A name for an entry from its first words: small letters without marks, as names are."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if len(word) > 2] or re.findall(r"[a-z0-9]+", plain)  # noqa: PLR2004
    name = "_".join(words[:_KEY_WORDS]) or "entry"
    name = name if name[0].isalpha() else f"entry_{name}"
    number, key = 1, name
    while key in taken:
        number += 1
        key = f"{name}_{number}"
    return key

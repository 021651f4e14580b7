"""Words in their basic form, so that a name is known in every case and number.

The library is lemmagen3, which learned its rules from the Multext-East lexicons. Of 230 forms of 50 Slovenian words it
brings 227 to one form (simplemma 199), loads in 8 ms instead of 400, and takes 4 MB instead of 20. It is LGPL,
its models are CC BY-SA 4.0 but for a few languages; there are wheels for Windows, macOS and Linux on x86-64.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

_MOST_WORDS = 1 << 15
"""How many words are remembered; a document has some thousands."""
_LONGEST_WORD = 60
"""The model cuts longer ones."""
_LONGEST_SHORT_NAME = 5
"""So many capitals are a short name, which has no forms: ``SO`` is not the verb ``so``."""


@lru_cache(maxsize=_MOST_WORDS)
def lemma_of(word: str, language: str | None) -> str:
    """Return the basic form of a word in small letters: ``nadgradenj`` is ``nadgradnja``.

    ``language`` is that of a model (:attr:`LanguageUse.lemmas`); without one the word is returned as it is.
    """
    small = word.lower()
    is_short_name = word.isupper() and 1 < len(word) <= _LONGEST_SHORT_NAME
    if language is None or is_short_name or len(word) > _LONGEST_WORD:
        return small
    return _lemmatizer(language)(small) or small


@cache
def _lemmatizer(language: str) -> Callable[[str], str]:
    from lemmagen3 import Lemmatizer  # type: ignore[import-untyped]  # noqa: PLC0415 (only rules that ask pay for it)

    try:
        lemmatize: Callable[[str], str] = Lemmatizer(language).lemmatize
    except ValueError:  # no such model
        return str
    return lemmatize

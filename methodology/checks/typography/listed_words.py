"""Words that ``language.yaml`` lists, against the texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from rapidfuzz.distance import OSA

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import printed_texts
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.TYPOGRAPHY, Scope.CONTENT)

_LISTS = ("language.words.", "language.known.")
_WORD = re.compile(r"\w+")
_SHORTEST = 5
"""So many letters has an entry at least, since shorter ones are near too many words."""


@RULES.warning("listed-word-unused")
def _find_unused_words(programme: Programme) -> Iterator[Found]:
    """``protidronks*`` where texts say ``protidronske``: an entry that no text needs, a letter away from a word."""
    listed = {path: str(one.value) for path, one in programme.values.items() if path.startswith(_LISTS)}
    if not listed:
        return
    words = sorted({word.lower() for text in printed_texts(programme) for word in _WORD.findall(text.text)})
    for path, entry in listed.items():
        meant = _meant(entry.lower(), words) if not _is_used(entry.lower(), words) else None
        if meant is not None:
            message = translate("no text has the listed word '{word}', one has '{meant}'", word=entry, meant=meant)
            yield Found(path, message, entry)


def _is_used(entry: str, words: Sequence[str]) -> bool:
    """Whether one of the words, which are sorted, is an entry; ``*`` stands for any letters."""
    beginning, star, _ = entry.partition("*")
    for place in range(bisect_left(words, beginning), len(words)):
        if not words[place].startswith(beginning):
            return False
        if words[place] == entry or (star and fnmatchcase(words[place], entry)):
            return True
    return False


def _meant(entry: str, words: Sequence[str]) -> str | None:
    """The word of the texts that an entry is probably a slip of; the letters before ``*`` are its beginning."""
    beginning, star, _ = entry.partition("*")
    if len(beginning) < _SHORTEST:
        return None
    compared = ((word, word[: len(beginning)] if star else word) for word in words if word[0] == beginning[0])
    return next((word for word, typed in compared if OSA.distance(typed, beginning, score_cutoff=1) == 1), None)

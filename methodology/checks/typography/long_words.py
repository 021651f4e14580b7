"""Words that do not fit their line or cell."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import LONGEST_PIECE, printed_texts
from methodology.diagnostics import quote
from methodology.messages import translate
from methodology.model.long_words import long_words
from methodology.model.programme import Programme

RULES = Rules(Family.TYPOGRAPHY, Scope.VALUE)

_LONGEST_QUOTED = 30


@RULES.warning("long-word")
def _find_long(programme: Programme) -> Iterator[Found]:
    for text in printed_texts(programme):
        place = translate("line") if text.is_prose else translate("cell")
        words = {word[:LONGEST_PIECE]: word for word in long_words(text.text, is_name=not text.is_prose)}
        for piece, word in words.items():
            shown = quote(word, _LONGEST_QUOTED)
            message = translate(
                "'{shown}' has {word} characters: a narrow {place} does not hold it, it is broken anywhere",
                shown=shown,
                word=len(word),
                place=place,
            )
            yield Found(text.path, message, piece)

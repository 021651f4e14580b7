"""Types of intervention that prose names by code and by name: both are those of one type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import printed_texts
from methodology.checks.sentence_words import Word, find_phrases, sentences_of
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_BEHIND = frozenset("(–-—:»„\"'")
"""What stands between a code and the name behind it."""
_BEFORE = frozenset("(–-—«“\"'")
"""What stands between a name and the code behind it."""


@RULES.error("type-beside-another-name")
def _find_types_beside_other_names(programme: Programme) -> Iterator[Found]:
    """``vrsta ukrepanja 008 (Usposabljanje)``, where 008 is another type."""
    naming, language = programme.language.naming, programme.language.lemmas
    codes = {_head(name): code for code, name in programme.interventions.items()}
    for text in printed_texts(programme):
        if not any(map(str.isdigit, text.text)):
            continue
        for words in sentences_of(text.text, language):
            if any(find_phrases(words, naming.intervention, language)):
                for place, code in _codes(words, programme.interventions):
                    named = _named_beside(words, place, list(find_phrases(words, codes, language)))
                    if named is not None and codes[named] != code:
                        message = translate(
                            "{code} stands beside '{named}', which is {other}; {code} is '{name}'",
                            code=code,
                            named=named,
                            other=codes[named],
                            name=programme.interventions[code],
                        )
                        yield Found(text.path, message, f"{code} {named}")


def _head(name: str) -> str:
    """The first of the things that a type is called by: ``Izmenjava dobrih praks``."""
    return name.partition(",")[0].partition("(")[0].strip()


def _codes(words: Sequence[Word], interventions: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for place, word in enumerate(words):
        if word.text in interventions:
            yield place, word.text


def _named_beside(words: Sequence[Word], place: int, names: Sequence[tuple[int, int, str]]) -> str | None:
    """The name right behind a code, else the one right before it, with nothing but marks between."""
    for start, _, name in names:
        between = [word.text for word in words[place + 1 : start]]
        if between and start > place and _BEHIND.issuperset(between):
            return name
    for _, end, name in names:
        between = [word.text for word in words[end:place]]
        if between and end <= place and _BEFORE.issuperset(between):
            return name
    return None

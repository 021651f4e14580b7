"""Bodies and states in the place of others: the customs where all other places say the police, a state twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import SameProgramme, printed_texts
from methodology.checks.said_numbers import any_of
from methodology.checks.sentence_words import sentences_of, words_of
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.CONTENT)

_USUAL = 5
"""So often is the body named that most of the programme is about."""
_LONG = 4
"""Words with fewer letters tell nothing of what is a body's."""


@RULES.warning("body-unlike-elsewhere")
def _find_other_bodies(programme: Programme) -> Iterator[Found]:
    """``govorno omrežje carine`` where the customs stand once, and another body's *omrežje* elsewhere."""
    named = _bodies_in(SameProgramme(programme))
    counts = Counter(body for _, body, _, _ in named)
    usual: dict[str, tuple[str, str]] = {}
    for path, body, shown, before in named:
        if before and counts[body] >= _USUAL:
            usual.setdefault(before, (shown, path))
    for path, body, shown, before in named:
        known, there = usual.get(before, ("", path)) if counts[body] == 1 else ("", path)
        if there != path:
            message = translate(
                "'{said}' stands here alone, {path} says '{usual}'", said=shown, path=there, usual=known
            )
            yield Found(path, message, shown)


@lru_cache(maxsize=1)
def _bodies_in(same: SameProgramme) -> list[tuple[str, str, str, str]]:
    """Where texts name bodies: the path, the body, it with the word before it, and that word's basic form."""
    programme = same.programme
    patterns = {body: any_of(words) for body, words in programme.language.naming.bodies.items()}
    anything = any_of(tuple(word for words in programme.language.naming.bodies.values() for word in words))
    found = []
    for text in printed_texts(programme) if patterns else ():
        words = words_of(text.text, programme.language.lemmas) if anything.search(text.text.lower()) else ()
        for place, word in enumerate(words):
            small = "" if word.text.isupper() else word.text.lower()
            body = _first_match(patterns, small)
            if body is not None:
                before = words[place - 1] if place and _tells(words[place - 1].text) else None
                shown = text.text[(before or word).start : word.end]
                found.append((text.path, body, shown, before.lemma if before else ""))
    return found


def _first_match(patterns: Mapping[str, re.Pattern[str]], small: str) -> str | None:
    return next((name for name, pattern in patterns.items() if pattern.fullmatch(small)), None)


def _tells(text: str) -> bool:
    return len(text) >= _LONG and text.islower()


@RULES.warning("state-named-twice")
def _find_states_named_twice(programme: Programme) -> Iterator[Found]:
    """``Glede na vstop Republike Hrvaške … bo Republika Hrvaška povečala aktivnosti``: the second is the own state."""
    forms, locale = programme.word_forms, programme.grammar.locale
    own = str(locale.territories.get(locale.territory or "", ""))
    if forms is None or not forms.words["states"] or not own:
        return
    for text in printed_texts(programme):
        for words in sentences_of(text.text, programme.language.lemmas):
            first: dict[str, str] = {}
            for state, name in pairwise(words):
                if state.text.lower() not in forms.words["states"] or not name.text.istitle():
                    continue
                shown = f"{state.text} {name.text}"
                is_own = any(word.text[:_LONG] == own[:_LONG] for word in words)
                if first.setdefault(name.lemma, shown) != shown and not is_own:
                    message = translate(
                        "'{name}' is named before in this sentence; the state of the programme is '{own}'",
                        name=shown,
                        own=own,
                    )
                    yield Found(text.path, message, shown)

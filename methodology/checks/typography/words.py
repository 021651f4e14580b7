"""Small slips inside a sentence: the form of a preposition, a word written twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from methodology.checks.finding import Family, Rule
from methodology.checks.passages import Breaches, in_each_text, pattern
from methodology.diagnostics import Severity
from methodology.model.programme import Programme


@dataclass(frozen=True)
class _Alternation:
    """A preposition with two forms: ``special`` before words that begin with ``sounds``, else ``usual``."""

    usual: str
    special: str
    sounds: frozenset[str]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The preposition in either form, and the word after it."""
        forms = f"{self.usual}{self.special}"
        return re.compile(rf"(?<![\w.])([{forms}{forms.upper()}])\s[»(]?([^\W\d_]+)(?!\.)")


_ALTERNATIONS: dict[str, tuple[_Alternation, ...]] = {
    "sl": (
        _Alternation("z", "s", frozenset("ptkfhscčš")),
        _Alternation("k", "h", frozenset("kg")),
    ),
}
"""By language."""

_NAMED_WITH_A_VOWEL = frozenset("FHSŠ")
"""Letters that a spelt-out short name begins with another sound than a word does: ef, ha, es, eš."""


def _alternations(programme: Programme) -> tuple[_Alternation, ...] | None:
    return _ALTERNATIONS.get(re.split("[-_]", programme.facts.language)[0])


def _prepositions(text: str, *alternations: _Alternation) -> Breaches:
    for alternation in alternations:
        for match in alternation.expression.finditer(text):
            preposition, word = match.groups()
            if word.isupper() and word[0] in _NAMED_WITH_A_VOWEL:
                continue
            form = alternation.special if word[0].lower() in alternation.sounds else alternation.usual
            if preposition.lower() != form:
                message = f"'{match.group()}' is written, before this sound the preposition is '{form}'"
                yield match.group(), message, f"write '{form} {word}'"


RULES: tuple[Rule, ...] = (
    Rule(
        code="preposition-form",
        family=Family.TYPOGRAPHY,
        severity=Severity.WARNING,
        text="A preposition with two forms has the one that the next sound asks for.",
        source="Pravopis 2001 (ZRC SAZU): s before p t k f h s c č š, else z; h before k g, else k",
        hint="write the other form",
        wrong="operations: povezano s operacijo",
        right="operations: povezano z operacijo",
        find=in_each_text(_prepositions, _alternations),
    ),
    Rule(
        code="word-twice",
        family=Family.TYPOGRAPHY,
        severity=Severity.WARNING,
        text="No word is written twice in a row.",
        source="this project: a slip of the keyboard",
        hint="delete one of the two",
        wrong="sentence: v v obdobju",
        right="sentence: v obdobju",
        find=pattern(r"\b([^\W\d_]+)\s+\1\b", "a word stands twice in a row in '{found}'", re.IGNORECASE),
    ),
)

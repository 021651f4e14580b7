"""Enumerations of references: what is named whole stands in the order that the programme gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import PrintedText, prose_texts
from methodology.messages import translate
from methodology.model.chapter import LeafKind
from methodology.model.programme import Programme
from methodology.model.prose import Reference

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_FEWEST_IN_SENTENCE = 3
"""Two may change places in a sentence, in a list they may not."""


@RULES.warning("objectives-out-of-order", scope=Scope.CONTENT)
def _find_turned_enumerations(programme: Programme) -> Iterator[Found]:
    """``(a) {SO1.title}; (b) {SO3.title}; (c) {SO2.title}.``: all specific objectives in another order."""
    codes = [objective.facts.id for objective in programme.objectives]
    for texts, fewest in _enumerations(programme):
        for places in _named_objectives(texts, codes).values():
            here = [code for code, _ in places]
            if len(here) >= fewest and here != codes and sorted(here) == sorted(codes):
                at = next(place for place, pair in enumerate(zip(here, codes, strict=True)) if pair[0] != pair[1])
                message = translate(
                    "the specific objectives are named in the order {here}, the programme has {there}",
                    here=", ".join(here),
                    there=", ".join(codes),
                )
                yield Found(places[at][1], message, here[at])


@RULES.warning("objective-left-out", scope=Scope.CONTENT)
def _find_objectives_left_out(programme: Programme) -> Iterator[Found]:
    """``(a) {SO1.title}; (b) {SO3.title}.``: a list of most specific objectives, and not of all."""
    codes = [objective.facts.id for objective in programme.objectives]
    for texts, fewest in _enumerations(programme):
        for places in _named_objectives(texts, codes).values() if fewest < _FEWEST_IN_SENTENCE else ():
            here = {code for code, _ in places}
            missing = [code for code in codes if code not in here]
            if missing and len(missing) < len(here) == len(places):  # one twice is another rule's
                message = translate("the list of specific objectives leaves out {codes}", codes=", ".join(missing))
                yield Found(places[-1][1], message, ", ".join(missing))


def _named_objectives(texts: Sequence[PrintedText], codes: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """The objectives that texts refer to, by the field that they print, each with the content path of its text."""
    named: dict[str, list[tuple[str, str]]] = {}
    for text in texts:
        for part in (one for one in text.parts if isinstance(one, Reference)):
            code, _, field = part.path.partition(".")
            if code in codes:
                named.setdefault(field, []).append((code, text.path))
    return named


def _enumerations(programme: Programme) -> Iterator[tuple[Sequence[PrintedText], int]]:
    """The items of each list of the chapters together, every other text by itself; and how few make an enumeration."""
    texts = {text.path: text for text in prose_texts(programme)}
    for chapter in programme.chapters.values():
        for kind, leaves in groupby(chapter.leaves, key=lambda leaf: leaf.kind):
            if kind is LeafKind.ITEM:
                paths = [f"chapters.{chapter.name}.{leaf.number}" for leaf in leaves]
                yield [texts.pop(path) for path in paths if path in texts], 2
    for text in texts.values():
        yield [text], _FEWEST_IN_SENTENCE

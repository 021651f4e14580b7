"""Names that are typed out in prose, where a reference would keep them right."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz import fuzz, process

from methodology.checks.finding import Family, Found, Rule
from methodology.checks.passages import Passage, all_passages
from methodology.checks.texts import REFERENCE
from methodology.checks.wording.variants import same_name
from methodology.diagnostics import Severity
from methodology.model.phrases import Mention, Phrase, Worded
from methodology.model.programme import Programme

_FEWEST_WORDS = 3
"""Names of one or two words (``Kokain``) may be ordinary words of a sentence."""
_ALIKE = 85
"""From which ratio of Indel similarity on a quotation is an inflected or altered name, in per cent."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What a name belongs to, as messages call it, and the path to refer to it by."""

    who: str
    path: str


def _find_names_typed_out(programme: Programme) -> Iterator[Found]:
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for indicator in programme.indicators:
        codes[indicator.name.rstrip(":")].append(indicator.id)
    names = {name: _Named(" and ".join(ids), f"{ids[0]}.name") for name, ids in codes.items()}
    yield from _typed_out(programme, names)
    yield from _quoted(programme, names)


def _find_operations_typed_out(programme: Programme) -> Iterator[Found]:
    operations = {f"operations.{key}": name for key, name in programme.operations.items()}
    yield from _typed_out(programme, {name: _Named(path, path) for path, name in operations.items()})


def _typed_out(programme: Programme, names: Mapping[str, _Named]) -> Iterator[Found]:
    """Names in the literal text of prose; the longest first, so that a name inside another one is not found again."""
    passages = _passages(programme)
    whole = "\n".join(passage.literal for passage in passages).replace("\N{NO-BREAK SPACE}", " ")
    lowered = whole.lower()
    if len(lowered) != len(whole):  # a letter that is two when small would shift the places
        lowered = whole
    starts = [0, *accumulate(len(passage.literal) + 1 for passage in passages)]
    taken: list[tuple[int, int]] = []
    for name in sorted(names, key=len, reverse=True):
        if len(name.split()) < _FEWEST_WORDS:
            continue
        for start in _places(lowered, name.lower()):
            end = start + len(name)
            place = bisect(taken, (start, end))
            beside = taken[max(place - 1, 0) : place + 1]
            if not any(one < end and start < other for one, other in beside):
                taken.insert(place, (start, end))
                passage, typed, named = passages[bisect(starts, start) - 1], whole[start:end], names[name]
                if _is_variant(programme, passage.path) and not same_name(typed, name):
                    continue  # the rule of variants reports it
                message = f"the name of {named.who} is typed out: '{typed}'"
                yield Found(passage.path, message, typed, f"refer to it: {_reference(named, typed)}")


def _passages(programme: Programme) -> tuple[Passage, ...]:
    """Prose of the authors; standard sentences and what replaces them have rules of their own."""

    def is_sentence(passage: Passage) -> bool:
        value = programme.values.get(passage.path)
        return value is None or not (
            isinstance(value.owner, Phrase) or (isinstance(value.owner, Worded) and value.field == "wording")
        )

    return tuple(passage for passage in all_passages(programme) if is_sentence(passage))


def _places(text: str, name: str) -> Iterator[int]:
    start = text.find(name)
    while start >= 0:
        if not text[start - 1 : start].isalnum() and not text[start + len(name) : start + len(name) + 1].isalnum():
            yield start
            start += len(name) - 1
        start = text.find(name, start + 1)


def _is_variant(programme: Programme, path: str) -> bool:
    return path in programme.values and isinstance(programme.values[path].owner, Mention)


def _reference(named: _Named, typed: str) -> str:
    return f"{{{named.path}}}" if typed[0].isupper() else f"{{{named.path}:lower}}"


def _quoted(programme: Programme, names: Mapping[str, _Named]) -> Iterator[Found]:
    """Quotations that are nearly a name: inflected, or copied and not changed with it."""
    quotes = programme.language.quotes
    if quotes is None:
        return
    opening, closing = re.escape(quotes.opening), re.escape(quotes.closing)
    small = {name: name.lower() for name in names}
    expression = re.compile(rf"{opening}([^{opening}{closing}{REFERENCE}]{{20,}}+){closing}")
    for passage in _passages(programme):
        for quoted in expression.findall(passage.literal):
            alike = process.extractOne(quoted.lower(), small, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if alike is not None and alike[0] != quoted.lower():
                name = alike[2]
                message = f"'{quoted}' stands for the name of {names[name].who}, '{name}'"
                yield Found(passage.path, message, quoted, f"refer to it: {_reference(names[name], quoted)}")


def _find_short_names(programme: Programme) -> Iterator[Found]:
    """The short name at the end of an operation's name, in brackets in prose: ``nadgradnja (ISPO)``."""
    short: dict[str, str] = {}
    for key, name in programme.operations.items():
        match = re.search(r"\(([^()]+)\)\Z", name)
        if match and match[1] == match[1].upper():
            short[f"({match[1]})"] = f"operations.{key}"
    for passage in _passages(programme):
        literal = passage.literal
        for name, path in short.items():
            if name in literal:
                message = f"{name} mentions {path} without a reference"
                yield Found(passage.path, message, name, f"refer to it: {{{path}|the form printed here}}")


def _both(*finds: Callable[[Programme], Iterator[Found]]) -> Callable[[Programme], Iterator[Found]]:
    def find(programme: Programme) -> Iterator[Found]:
        for one in finds:
            yield from one(programme)

    return find


RULES: tuple[Rule, ...] = (
    Rule(
        code="name-typed-out",
        family=Family.WORDING,
        severity=Severity.WARNING,
        text="Prose refers to an indicator's name instead of repeating it.",
        source="this project: a name is written once; Reg. 2021/1149 Annex VIII names the indicator",
        hint="refer to the name: {R.1.7.name:lower}",
        wrong="sentence: podatek za število skupnih preiskovalnih skupin je ocenjen",
        right="sentence: podatek za {O.2.1.1.name} je ocenjen",
        find=_find_names_typed_out,
    ),
    Rule(
        code="operation-typed-out",
        family=Family.WORDING,
        severity=Severity.WARNING,
        text="Prose refers to an operation instead of repeating its name.",
        source="this project: operations.yaml is the only place where an operation is named",
        hint="refer to the operation: {operations.pnr}",
        wrong="sentence: operacija Nadgradnja sistema za izmenjavo Prüm podatkov",
        right="sentence: operacija {operations.pruem}",
        find=_both(_find_operations_typed_out, _find_short_names),
    ),
)

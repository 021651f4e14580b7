"""Names and figures that prose types out, and names that are printed in another form at one place."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from babel.numbers import get_decimal_symbol, get_group_symbol
from rapidfuzz import fuzz, process

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE, free_texts, prose_texts
from methodology.checks.said_numbers import dates_in_words
from methodology.checks.typography.terms import shorten_introduced
from methodology.checks.wording.typed_entries import FEWEST_WORDS, find_typed_entries, is_form_of
from methodology.messages import translate
from methodology.model.indicator import Indicator
from methodology.model.objective import ObjectiveRisks
from methodology.model.paths import has_root, root_of
from methodology.model.phrases import Mention
from methodology.model.programme import Programme
from methodology.model.prose import Reference
from methodology.model.scalars import TO_GIVE

RULES = Rules(Family.WORDING, Scope.VALUE)

_NUMBER = re.compile(r"(?<![\w.,/:–-])(?<!\.\s)(\d[\d.,]*\d|\d)(?![\w/–-]|[.:]\s?\w|[.,]\d)(?P<percent>\s?%)?")
"""A whole token: no part of a code, a regulation's number, a range or a date, no ordinal (``22. členom``)."""


@RULES.warning("literal-value")
def _find_literal_values(programme: Programme) -> Iterator[Found]:
    years = {
        str(programme.facts.milestone_year): "programme.milestone_year",
        str(programme.facts.target_year): "programme.target_year",
    }
    locale = programme.grammar.locale
    group, decimal = get_group_symbol(locale), get_decimal_symbol(locale)
    dates = dates_in_words(locale)
    values_of = {indicator.id: _values(indicator) for indicator in programme.indicators}
    for text in prose_texts(programme):
        values = values_of.get(root_of(text.path, values_of), [])
        for number_text, percent in _numbers(dates.sub("", text.literal)):
            if number_text == text.literal.strip():
                continue  # a cell of a table, whose numbers are data
            path = years.get(number_text)
            if path is None and values:
                number = _number(number_text, group, decimal)
                # 89 % is a share, 89 is none
                alike = (own for own, value, unit in values if value == number and (unit == "%") == bool(percent))
                path = next(alike, None)
            if path is not None:
                message = translate(
                    "{number} is typed where {path} has that value", number=f"{number_text}{percent}", path=path
                )
                yield Found(text.path, message, number_text, translate("write {number}", number=f"{{{path}}}"))


@lru_cache(maxsize=MOST_TEXTS)
def _numbers(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers of a text, each with its per cent sign."""
    return tuple((match[1], match["percent"] or "") for match in _NUMBER.finditer(text))


def _values(indicator: Indicator) -> list[tuple[str, Decimal, str | None]]:
    """The indicator's values with their paths and units; 0 and 1 stand in many sentences by chance."""
    figures = [(f"{indicator.id}.{key}", figure.value, figure.unit) for key, figure in indicator.figures.items()]
    figures += [(f"{indicator.id}.{field}", value, None) for field, value in indicator.stated_values.items()]
    return [figure for figure in figures if figure[1] > 1]


def _number(text: str, group: str, decimal: str) -> Decimal | None:
    plain = text.replace(group, "").replace(decimal, ".")
    return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


_FEWEST_OF_A_SOURCE = 5
"""Shorter names of sources and risks (``naravne nesreče``) are what prose calls such things anyway."""
_NEXT_SENTENCE = ". "
_ALIKE = 85
"""From which ratio of Indel similarity on a quotation is an inflected or altered name, in per cent."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What a name belongs to, as messages call it, and the path to refer to it by."""

    who: str
    path: str


@RULES.warning("name-typed-out", scope=Scope.OBJECTIVES)
def _find_names_typed_out(programme: Programme) -> Iterator[Found]:
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for indicator in programme.indicators:
        codes[indicator.name.rstrip(":")].append(indicator.id)
    names = {name: _Named(" and ".join(ids), f"{ids[0]}.name") for name, ids in codes.items()}
    yield from _typed_out(programme, names)
    yield from _find_quoted(programme, names)


def _find_entries_typed_out(
    programme: Programme, names: Mapping[str, str], fewest: int = FEWEST_WORDS
) -> Iterator[Found]:
    """Entries of a registry that prose types out, in any case and number, or nearly."""
    for text, typed, path, is_whole in find_typed_entries(programme, names, fewest):
        if is_whole:
            message = translate("the name of {who} is typed out: '{typed}'", who=path, typed=typed)
        else:
            message = translate("'{typed}' stands for {who}, '{name}'", typed=typed, who=path, name=names[path])
        same = _same_name(typed, names[path])
        reference = _reference(_Named(path, path), typed) if same else f"{{{path}|{typed}}}"
        yield Found(text.path, message, typed, translate("refer to it: {reference}", reference=reference))


def _typed_out(programme: Programme, names: Mapping[str, _Named]) -> Iterator[Found]:
    """Names in the literal text of prose; the longest first, so that a name inside another one is not found again."""
    texts = free_texts(programme)
    whole = "\n".join(text.literal for text in texts).replace("\N{NO-BREAK SPACE}", " ")
    lowered = whole.lower()
    if len(lowered) != len(whole):  # a letter that is two when small would shift the places
        lowered = whole
    starts = [0, *accumulate(len(text.literal) + 1 for text in texts)]
    taken: list[tuple[int, int]] = []
    for name in sorted(names, key=len, reverse=True):
        if len(name.split()) < FEWEST_WORDS:
            continue
        for start in _places(lowered, name.lower()):
            end = start + len(name)
            place = bisect(taken, (start, end))
            beside = taken[max(place - 1, 0) : place + 1]
            if not any(one < end and start < other for one, other in beside):
                taken.insert(place, (start, end))
                text, typed, named = texts[bisect(starts, start) - 1], whole[start:end], names[name]
                if _is_variant(programme, text.path) and not _same_name(typed, name):
                    continue  # the rule of variants reports it
                message = translate("the name of {who} is typed out: '{typed}'", who=named.who, typed=typed)
                hint = translate("refer to it: {reference}", reference=_reference(named, typed))
                yield Found(text.path, message, typed, hint)


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


def _find_quoted(programme: Programme, names: Mapping[str, _Named]) -> Iterator[Found]:
    """Quotations that are nearly a name: inflected, or copied and not changed with it."""
    quotes = programme.language.quotes
    if quotes is None:
        return
    opening, closing = re.escape(quotes.opening), re.escape(quotes.closing)
    small = {name: name.lower() for name in names}
    expression = re.compile(rf"{opening}([^{opening}{closing}{REFERENCE}]{{20,}}+){closing}")
    for text in free_texts(programme):
        for quoted in expression.findall(text.literal):
            alike = process.extractOne(quoted.lower(), small, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if alike is not None and alike[0] != quoted.lower():
                name = alike[2]
                message = translate(
                    "'{typed}' stands for the name of {who}, '{name}'", typed=quoted, who=names[name].who, name=name
                )
                hint = translate("refer to it: {reference}", reference=_reference(names[name], quoted))
                yield Found(text.path, message, quoted, hint)


def _find_short_names(programme: Programme) -> Iterator[Found]:
    """The short name at the end of an operation's name, in brackets in prose: ``nadgradnja (ISPO)``."""
    short: dict[str, str] = {}
    for key, name in programme.operations.items():
        match = re.search(r"\(([^()]+)\)\Z", name)
        if match and match[1] == match[1].upper():
            short[f"({match[1]})"] = f"operations.{key}"
    for text in free_texts(programme):
        literal = text.literal
        for name, path in short.items():
            if name in literal and not text.path.endswith(f".items.{path.partition('.')[2]}"):
                message = translate("{name} mentions {path} without a reference", name=name, path=path)
                form = translate("the form printed here")
                hint = translate("refer to it: {reference}", reference=f"{{{path}|{form}}}")
                yield Found(text.path, message, name, hint)


@RULES.warning("operation-typed-out")
def _find_operations(programme: Programme) -> Iterator[Found]:
    operations = {f"operations.{key}": name for key, name in programme.operations.items()}
    yield from _find_entries_typed_out(programme, operations)
    yield from _find_short_names(programme)


@RULES.warning("entry-typed-out")
def _find_sources_and_risks(programme: Programme) -> Iterator[Found]:
    names = {f"sources.{key}": name for key, name in programme.sources.items()}
    names |= {f"risks.factors.{key}": str(text) for key, text in programme.risks.factors.items()}
    yield from _find_entries_typed_out(programme, names, _FEWEST_OF_A_SOURCE)


def _is_beginning(printed: str, name: str) -> bool:
    """Whether an entry of several sentences is printed up to the end of one of them."""
    return _same_name(printed, name[: len(printed)]) and name.startswith(_NEXT_SENTENCE, len(printed))


def _same_name(first: str, second: str) -> bool:
    """Whether two names are one: the first letter may be small, as inside a sentence."""
    return first[:1].lower() + first[1:] == second[:1].lower() + second[1:]


def _printed_references(programme: Programme) -> Iterator[tuple[str, Reference, str]]:
    """References with a printed form of their own: where they stand, and that form."""
    for text in prose_texts(programme):
        for part in text.parts:
            if isinstance(part, Reference) and part.printed is not None:
                yield text.path, part, part.printed


@RULES.warning("name-variant")
def _find_name_variants(programme: Programme) -> Iterator[Found]:
    for path, reference, printed in _printed_references(programme):
        value = None if has_root(reference.path, programme.lost) else programme.values.get(reference.path)
        if value and isinstance(value.owner, Indicator) and value.field == "name":
            name = str(value.value)
            is_form = is_form_of(printed, name, programme.language.lemmas, in_sentence=False)
            if not _same_name(printed, name) and not is_form:
                message = translate(
                    "'{printed}' is printed for the name of {who}, '{name}'",
                    printed=printed,
                    who=value.owner.id,
                    name=name,
                )
                yield Found(path, message, printed)


def _find_in(registry: str, fields: tuple[str, ...]) -> Callable[[Programme], Iterator[Found]]:
    """The search for variants of the names in one registry, in mentions and in references."""

    def find(programme: Programme) -> Iterator[Found]:
        language = programme.language.lemmas
        for path, entry, text in _variants(programme, registry, fields):
            printed = shorten_introduced(text, programme.language.explained_after)
            name = str(programme.values[entry].value)
            in_sentence = not isinstance(programme.values[path].owner, Mention) if path in programme.values else True
            is_right = _same_name(printed, name) or _is_beginning(printed, name)
            if not is_right and not is_form_of(printed, name, language, in_sentence=in_sentence):
                message = translate("'{printed}' is printed for {who}, '{name}'", printed=printed, who=entry, name=name)
                yield Found(path, message, printed)

    return find


def _variants(programme: Programme, registry: str, fields: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The place, the path of the entry and the form that is printed for it there."""
    for path, value in programme.values.items():
        if isinstance(value.owner, Mention) and value.owner.text not in (None, TO_GIVE):
            field = path.split(".")[-2]
            entry = _entry(programme, path, registry, value.owner.id)
            # a reference to the entry prints its name, whatever is added to it
            if field in fields and f"{{{entry}}}" not in value.owner.text:
                yield path, entry, str(value.owner.text)
    for path, reference, printed in _printed_references(programme):
        if reference.path.startswith(f"{registry}."):
            yield path, reference.path, printed


def _entry(programme: Programme, path: str, registry: str, identifier: str) -> str:
    """The path of what a mention names; an objective's own factors come before the common ones."""
    own = f"{path.rpartition('.factors.')[0]}.own.{identifier}"
    risks = isinstance(programme.values[own].owner, ObjectiveRisks) if own in programme.values else False
    return own if risks else f"{registry}.{identifier}"


RULES.warning("operation-variant")(_find_in("operations", ("operations",)))


RULES.warning("source-variant")(_find_in("sources", ("sources",)))


RULES.warning("risk-variant")(_find_in("risks.factors", ("factors", "common")))

"""What texts claim of all, of none, of all but one and of the greatest, against what the content has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import SameProgramme
from methodology.checks.reason_texts import FIELDS
from methodology.checks.references.named_things import objective_numbers
from methodology.checks.said_numbers import SaidNumber, SaidText, any_of, is_year, number_use, said_texts
from methodology.checks.sentence_words import find_phrases, sentences_of, words_of
from methodology.checks.shares import shares_in_words
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.indicator import Indicator, OutputPart
from methodology.model.objective import AllocationRow, Objective
from methodology.model.phrases import NumberUse
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain, spoken

RULES = Rules(Family.ARITHMETIC, Scope.CONTENT)

_NEAR = 2
_REACH = 6
"""Within so many words behind "except" stands what is excepted."""
_FAR = 60
"""Within so many characters behind words for a share stands the share in digits."""
_BEHIND = 25
_SHOWN = 4
"""So many of those that a claim is not true of are named in a message."""
_COMMON = "common factors"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence with a word for all, none, an exception or the greatest; ``start`` is where it begins in its text."""

    text: SaidText
    start: int
    words: str

    @property
    def cut(self) -> str:
        """Its beginning, as messages quote it."""
        words = self.text.words[self.start : self.start + len(self.words)].rstrip(".").split()
        return " ".join(words[: _REACH + _NEAR]) + (" …" if len(words) > _REACH + _NEAR else "")

    def said(self, start: int, end: int) -> str:
        """What stands between two places of it, as it stands in the text."""
        return self.text.words[self.start + start : self.start + end]

    @property
    def numbers(self) -> list[SaidNumber]:
        """The numbers that stand in it."""
        end = self.start + len(self.words)
        return [one for one in self.text.numbers if self.start <= one.start < end]


@lru_cache(maxsize=1)
def _claims(same: SameProgramme) -> tuple[_Claim, ...]:
    """The sentences that may claim something of all of a kind, in small letters; each that several texts print once."""
    programme = same.programme
    use, found = number_use(programme), dict[str, _Claim]()
    telling = any_of((*use.every, *use.lacking, *use.greatest, *use.least, *programme.language.naming.exception))
    plain_claims = any_of((*use.above, *use.below, *(words for one in use.shares for words in one.about)))
    ways = any_of(tuple(words for one in use.shares for words in (*one.less, *one.more)))
    for text in said_texts(programme):
        low = text.words.lower()
        if not (telling.search(low) or plain_claims.search(low) or ways.search(low)):
            continue
        for words in sentences_of(text.words, programme.language.lemmas):
            sentence = low[words[0].start : words[-1].end]
            found.setdefault(sentence, _Claim(text, words[0].start, sentence))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Reach:
    """What a claim is of: indicators, or those of some objectives; ``is_single`` where it names indicators."""

    indicators: Sequence[Indicator]
    objectives: Sequence[Objective]
    is_single: bool


def _reach(programme: Programme, claim: _Claim) -> _Reach:
    """What a claim is of: the indicators that it names, else those of the text, of the named objectives, or all."""
    by_code = {one.id: one for one in programme.indicators}
    upper = claim.text.words[claim.start : claim.start + len(claim.words)]
    codes = [by_code[code] for code in re.findall(r"[A-Z]\.\d+(?:\.\d+)*", upper) if code in by_code]
    owner = claim.text.path.partition(".rationale.")[0]
    if codes or owner in by_code:
        return _Reach(codes or [by_code[owner]], [], is_single=True)
    objectives = _named_objectives(programme, upper)
    root = claim.text.path.partition(".")[0]
    objectives = objectives or [one for one in programme.objectives if one.facts.id == root] or [*programme.objectives]
    return _Reach([one for objective in objectives for one in objective.indicators], objectives, is_single=False)


def _named_objectives(programme: Programme, sentence: str) -> list[Objective]:
    """The specific objectives that a sentence names by number or code."""
    words = words_of(sentence, programme.language.lemmas)
    numbers = {number for number, _ in objective_numbers(programme, words)}
    texts = {word.text for word in words}
    return [one for one in programme.objectives if one.facts.number in numbers or one.facts.id in texts]


def _of_kind(use: NumberUse, claim: _Claim, indicators: Sequence[Indicator]) -> list[Indicator]:
    """The outputs alone, or the results, where a claim speaks only of these."""
    kinds = {
        one.thing
        for one in use.counted
        if one.thing in ("outputs", "results")
        and any_of(tuple(noun.split()[-1] for noun in one.nouns)).search(claim.words) is not None
    }
    return [one for one in indicators if len(kinds) != 1 or isinstance(one, OutputPart) is ("outputs" in kinds)]


# what there is of each thing


def _values_of(field: str) -> Callable[[Programme, _Reach], list[str]]:
    def find(_programme: Programme, reach: _Reach) -> list[str]:
        values = ((one.id, one.stated_values.get(field)) for one in reach.indicators)
        return [code for code, value in values if value and not isinstance(value, NotGiven)]

    return find


def _common_factors(programme: Programme, _reach: _Reach) -> list[str]:
    return [mention.id for mention in programme.risks.common]


def _factors(_programme: Programme, reach: _Reach) -> list[str]:
    return [factor.id for one in reach.objectives for factor in one.risks.factors]


def _wholes(kind: str) -> Callable[[Programme, _Reach], list[str]]:
    def find(_programme: Programme, reach: _Reach) -> list[str]:
        return [whole.id for one in reach.objectives for whole in getattr(one, kind)]

    return find


_THERE: Mapping[str, Callable[[Programme, _Reach], list[str]]] = {
    "milestone": _values_of("milestone"),
    "target": _values_of("target"),
    _COMMON: _common_factors,
    "factors": _factors,
    "outputs": _wholes("outputs"),
    "results": _wholes("results"),
}
"""What the content has of what a claim denies, by the thing."""


def _things(use: NumberUse) -> dict[str, re.Pattern[str]]:
    """The things that a claim may deny, each with the pattern of its words; longer ones first."""
    named: dict[str, re.Pattern[str]] = {one.thing: any_of(one.nouns) for one in use.counted}
    named |= {"milestone": any_of(use.milestone), "target": any_of(use.target)}
    return {thing: named[thing] for thing in _THERE if thing in named}


@RULES.warning("denied-yet-there")
def _find_denied_things(programme: Programme) -> Iterator[Found]:
    """``Skupnih dejavnikov ni.``, ``kazalnik nima mejnika``, where the content has some."""
    use = number_use(programme)
    lacking, exception = any_of(use.lacking), any_of(programme.language.naming.exception)
    for claim in _claims(SameProgramme(programme)):
        is_telling = lacking.search(claim.words) is not None and exception.search(claim.words) is None
        thing = _denied_thing(use, claim) if is_telling and not _is_excluded(programme, claim) else None
        if thing is None:
            continue
        reach = _reach(programme, claim)
        if thing in FIELDS:
            reach = replace(reach, indicators=_of_kind(use, claim, reach.indicators))
        elif reach.is_single:
            continue
        there = _THERE[thing](programme, reach)
        if there:
            message = translate("'{words}' is said, and there are some: {there}", words=claim.cut, there=_named(there))
            yield Found(claim.text.path, message, claim.cut)


def _is_excluded(programme: Programme, claim: _Claim) -> bool:
    """Whether a claim is of what the law itself leaves out: technical assistance has no milestones."""
    phrases = (words for act in programme.law.acts for several in act.excludes.values() for words in several)
    return any(all(any_of((word,)).search(claim.words) for word in words.split()) for words in phrases)


def _denied_thing(use: NumberUse, claim: _Claim) -> str | None:
    """What a sentence says that there is none of; beside a milestone or a target it is hardly another thing."""
    things = _things(use)
    thing = next((one for one, words in things.items() if _is_denied(use, claim.words, words, one)), None)
    is_of_values = any(things[one].search(claim.words) for one in FIELDS if one in things)
    return None if is_of_values and thing not in (*FIELDS, _COMMON) else thing


def _is_denied(use: NumberUse, sentence: str, words: re.Pattern[str], thing: str) -> bool:
    """Whether a sentence says that there is none of a thing: ``nima mejnika``, ``mejnik ni določen``."""
    match = words.search(sentence)
    if match is None:
        return False
    lacking = any_of(use.lacking)
    before, behind = sentence[: match.start()].split()[-_NEAR:], sentence[match.end() :].split()
    ends = sentence.rstrip(" .!;").rpartition(" ")[2]
    if lacking.fullmatch(ends) is not None:
        is_first = (
            not re.search(r"[,;:]", sentence[: match.start()]) and len(sentence[: match.start()].split()) <= _NEAR
        )
        return is_first and ("," not in sentence or thing == _COMMON)
    if any(lacking.fullmatch(word.strip(",;:")) for word in before):
        return not re.match(r"[^.;]{0,40}, ", sentence[match.end() :]) and not _has_more(use, behind)
    near = [word.strip(",.;:") for word in behind[: _NEAR + 1]]
    is_lacking = any(lacking.fullmatch(word) for word in near[:_NEAR])
    return is_lacking and any(any_of(use.established).fullmatch(word) for word in near)


def _has_more(use: NumberUse, behind: Sequence[str]) -> bool:
    """Whether words behind a thing say more of it than that there is none: a verb that is denied of it."""
    return any(any_of(use.above).fullmatch(word) or word.endswith(("ti", "či")) for word in behind[:_NEAR])


def _named(those: Sequence[str]) -> str:
    return ", ".join([*those[:_SHOWN], *(["…"] if len(those) > _SHOWN else [])])


@RULES.warning("excepted-yet-there")
def _find_wrong_exceptions(programme: Programme) -> Iterator[Found]:
    """``predstavljeni za vse specifične cilje, razen za specifični cilj 2``, where that one has them."""
    use = number_use(programme)
    exception, every = any_of(programme.language.naming.exception), any_of(use.established)
    for claim in _claims(SameProgramme(programme)):
        match = exception.search(claim.words)
        is_denied = any(any_of(use.lacking).fullmatch(word) for word in claim.words.split())
        if match is None or is_denied or every.search(claim.words) is None:
            continue
        start = claim.start + match.end()
        excepted = " ".join(claim.text.words[start : claim.start + len(claim.words)].split()[:_REACH])
        objectives = _named_objectives(programme, excepted)
        thing = next((one for one, words in _things(use).items() if words.search(claim.words[: match.start()])), None)
        if thing is None or not objectives:
            continue
        indicators = [one for objective in objectives for one in objective.indicators]
        there = _THERE[thing](programme, _Reach(indicators, objectives, is_single=False))
        if there:
            message = translate("'{words}' is excepted, which has some: {there}", words=excepted, there=_named(there))
            yield Found(claim.text.path, message, excepted)


@RULES.warning("claimed-of-every-type")
def _find_types_without_indicators(programme: Programme) -> Iterator[Found]:
    """``Vsaka vrsta ukrepanja je povezana vsaj z enim kazalnikom.``, where some have none."""
    use, naming = number_use(programme), programme.language.naming
    not_all = any_of((*naming.exception, *naming.negation, *use.lacking))
    for claim in _claims(SameProgramme(programme)):
        if not_all.search(claim.words) or not any_of(use.linked).search(claim.words):
            continue
        words = words_of(claim.words, programme.language.lemmas)
        named = next(find_phrases(words, naming.intervention, programme.language.lemmas), None)
        before = [word.text for word in words[max(named[0] - _NEAR, 0) : named[0]]] if named is not None else []
        if any(any_of(use.every).fullmatch(word) for word in before):
            reach = _reach(programme, claim)
            rows = [(one.facts.id, row) for one in reach.objectives for row in one.allocation.rows]
            without = [f"{name} {row.code}" for name, row in rows if not row.indicators]
            if without:
                message = translate(
                    "'{words}' is said, and some have no indicator: {there}",
                    words=claim.cut,
                    there=_named(without),
                )
                yield Found(claim.text.path, message, claim.cut)


@RULES.warning("claimed-of-values")
def _find_misjudged_values(programme: Programme) -> Iterator[Found]:
    """``Izhodiščne vrednosti so višje od 0``, where most of them are not; ``vsi mejniki …``, where one is not."""
    use = number_use(programme)
    fields = {"baseline": any_of(use.baseline), "milestone": any_of(use.milestone), "target": any_of(use.target)}
    for claim in _claims(SameProgramme(programme)):
        named = [field for field, words in fields.items() if words.search(claim.words)]
        if len(named) != 1 or any_of(programme.language.naming.exception).search(claim.words):
            continue
        for number, is_above in _limits(use, claim):
            indicators = _of_kind(use, claim, _reach(programme, claim).indicators)
            values = {one.id: one.stated_values.get(named[0]) for one in indicators}
            known = {code: value for code, value in values.items() if value is not None}
            breaking = [
                f"{code} {spoken(value)}" for code, value in known.items() if not _holds(value, number, is_above)
            ]
            if breaking and (any_of(use.every).search(claim.words) or 2 * len(breaking) > len(known)):
                message = translate(
                    "'{words}' is said, which is not so: {values}", words=claim.cut, values=_named(breaking)
                )
                yield Found(claim.text.path, message, number.said)


def _holds(value: Decimal, number: SaidNumber, is_above: bool) -> bool:  # noqa: FBT001 (two ways of one comparison)
    return isinstance(value, NotGiven) or (value > number.value if is_above else value < number.value)


def _limits(use: NumberUse, claim: _Claim) -> Iterator[tuple[SaidNumber, bool]]:
    """The numbers that something is said to be above, or below, in a sentence that denies nothing."""
    if any(any_of(use.lacking).fullmatch(word) for word in claim.words.split()):
        return
    for number in claim.numbers:
        before = claim.words[: number.start - claim.start].rstrip()
        for words, is_above in ((use.above, True), (use.below, False)):
            if (
                not number.unit
                and not is_year(number)
                and any(m.end() == len(before) for m in any_of(words).finditer(before))
            ):
                yield number, is_above


# shares in words, and the greatest


@RULES.warning("share-beside-number")
def _find_shares_beside_numbers(programme: Programme) -> Iterator[Found]:
    """``več kot tri četrtine sredstev ({=73,71 %})``, ``večina orožja (70 od skupno 205 kosov)``."""
    use = number_use(programme)
    for claim in _claims(SameProgramme(programme)):
        for share in shares_in_words(use, claim.words):
            beside = _share_behind(use, claim, share.end)
            if beside is not None and not share.may_be(beside[0]):
                message = translate(
                    "'{words}' is said of {said}, which is {share} %",
                    words=claim.said(share.start, share.end),
                    said=beside[1],
                    share=spoken(round(beside[0], 1)),
                )
                yield Found(claim.text.path, message, claim.said(share.start, share.end))


def _share_behind(use: NumberUse, claim: _Claim, place: int) -> tuple[Decimal, str] | None:
    """The share that the next number behind words is, in per cent, and how it is said; None where it is none."""
    behind = [one for one in claim.numbers if place <= one.start - claim.start <= place + _FAR and not is_year(one)]
    if not behind or re.search(r"[;:]", claim.words[place : behind[0].start - claim.start]):
        return None
    between = claim.text.words[claim.start + place : behind[0].start]
    if behind[0].unit == PERCENT:
        return (behind[0].value, behind[0].said) if "(" in between or "," not in between else None
    return _part_of_whole(use, claim, *behind[:_NEAR]) if "(" in between and len(behind) > 1 else None


def _part_of_whole(use: NumberUse, claim: _Claim, part: SaidNumber, whole: SaidNumber) -> tuple[Decimal, str] | None:
    """The share that one number is of the next one, where words say that it is a part: ``70 od skupno 205``."""
    words = claim.text.words[part.end : whole.start].lower().split()
    ends = " ".join(words[-_NEAR:])
    is_part = any(any_of(use.share_of).fullmatch(one) for one in (ends, *words[-1:]))
    if not is_part or part.unit or whole.unit or not whole.value or len(words) > _NEAR + 1:
        return None
    return part.value / whole.value * 100, f"{part.said} / {whole.said}"


@RULES.warning("not-the-greatest")
def _find_what_is_not_the_greatest(programme: Programme) -> Iterator[Found]:
    """``največ vojaškega orožja ({R.2.7.1.target} kosov)``, where another part has more; shares of money too."""
    use = number_use(programme)
    for claim in _claims(SameProgramme(programme)):
        for words, sign in ((use.greatest, 1), (use.least, -1)):
            match = any_of(words).search(claim.words)
            behind = claim.words[match.end() :].split() if match is not None else []
            if match is None or not behind or behind[0][0].isdigit():
                continue
            for own, value, others in _compared(programme, claim, match.end()):
                greater = {place: one for place, one in others.items() if (one - value) * sign > 0}
                if greater:
                    place = max(greater, key=lambda one: greater[one] * sign)
                    message = translate(
                        "'{words}' is said of {own}, which is {value}; {place} is {other}",
                        words=f"{claim.said(*match.span())} {behind[0]}",
                        own=own,
                        value=spoken(value),
                        place=place,
                        other=spoken(greater[place]),
                    )
                    yield Found(claim.text.path, message, claim.said(*match.span()))


def _compared(programme: Programme, claim: _Claim, place: int) -> Iterator[tuple[str, Decimal, dict[str, Decimal]]]:
    """What a sentence says the greatest of, with what it is compared with: parts of one whole, shares of the money."""
    behind = [one for one in claim.numbers if one.start - claim.start >= place and not is_year(one)]
    number = behind[0] if behind else None
    siblings = _siblings(programme, number.path) if number is not None and number.path else {}
    if number is not None and number.path in siblings:
        yield number.path, siblings[number.path], siblings
        return
    if any_of(number_use(programme).money).search(claim.words[place:].partition("(")[0][:_BEHIND]) is None:
        return
    reach = _reach(programme, claim)
    if len(reach.objectives) == 1:
        rows = {row.code: row for row in reach.objectives[0].allocation.rows}
        row = _named_row(programme, claim, place, rows, number)
        if row is not None:
            name = reach.objectives[0].facts.id
            shares = {f"{name}.allocation.{code}": one.share for code, one in rows.items()}
            yield f"{name}.allocation.{row.code}", row.share, shares


def _siblings(programme: Programme, path: str) -> dict[str, Decimal]:
    """The same value of the parts of one whole that have one unit, by their paths."""
    code, _, field = path.rpartition(".")
    for whole in programme.indicators:
        parts = {part.id: part for part in whole.parts}
        if code in parts:
            alike = (one for one in parts.values() if one.unit == parts[code].unit)
            return {f"{one.id}.{field}": one.stated_values[field] for one in alike if field in one.stated_values}
    return {}


def _named_row(
    programme: Programme, claim: _Claim, place: int, rows: Mapping[str, AllocationRow], number: SaidNumber | None
) -> AllocationRow | None:
    """The type of intervention that a sentence names, by its code, its share or the words of its title."""
    codes = [code for code in re.findall(r"(?<![\d.,])\d+(?![\d.,]*\d)", claim.words) if code in rows]
    if not codes and number is not None and number.unit == PERCENT:
        codes = [code for code, row in rows.items() if plain(row.share) == plain(number.value)]
    if not codes:
        lemmas = {word.lemma for word in words_of(claim.words[place:], programme.language.lemmas)}
        for code, title in programme.interventions.items():
            head = words_of(re.split(r"[,(]", title.lower())[0], programme.language.lemmas)
            if code in rows and {word.lemma for word in head} <= lemmas:
                codes.append(code)
    return rows[codes[0]] if len(set(codes)) == 1 else None

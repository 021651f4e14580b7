"""What texts say to come by the milestone, and what others say of the same, or the values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from methodology.checks.arithmetic.milestone_reasons import until_milestone
from methodology.checks.arithmetic.named_numbers import counts_one_of, is_a_rate, named_parts
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import SameProgramme
from methodology.checks.reason_texts import FIELDS, nouns_of, reason_texts
from methodology.checks.said_numbers import (
    NumberOrigin,
    SaidNumber,
    SaidText,
    any_of,
    is_label,
    is_year,
    number_use,
    quote_number,
    said_texts,
)
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.indicator import OutputPart
from methodology.model.programme import Programme
from methodology.model.prose import Prose
from methodology.model.scalars import NotGiven, spoken

RULES = Rules(Family.ARITHMETIC, Scope.OBJECTIVES)

_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_LONG = 5
"""Shorter words say little of what a sentence is about."""
_ENOUGH_WORDS = 4
"""So many long words has what two sentences say of one thing in common."""
_NEAR = 3
_ROUGHLY = Decimal("0.05")
"""A difference that is missed by so little is surely meant."""
_ROUNDING = Decimal("0.5")
_CHAPTERS = "chapters"
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;:()]|\Z)")
_NUMBER_BEHIND = re.compile(r"\s*\d")


@dataclass(frozen=True, slots=True)
class _Timed:
    """A sentence that says when something comes: by the milestone, or only after it; and of what it speaks."""

    path: str
    root: str
    said: str
    quotation: str
    is_after: bool
    operations: frozenset[str]
    words: frozenset[str]


@RULES.warning("milestone-told-both-ways")
def _find_contradictions(programme: Programme) -> Iterator[Found]:
    """``do mejnika bodo kupljena`` of what another reason says to come only after the milestone."""
    timed = _timed(SameProgramme(programme))
    of_all = [one for one in timed if one.root == _CHAPTERS]
    for output in programme.indicators:
        own = [one for one in timed if one.root == output.id] if isinstance(output, OutputPart) else []
        for earlier, later in _pairs(own, of_all) if own else ():
            message = translate(
                "'{later}' is said here, '{earlier}' of the same in {place}",
                later=later.quotation,
                earlier=earlier.quotation,
                place=earlier.path,
            )
            yield Found(later.path, message, later.said)


def _pairs(own: Sequence[_Timed], of_all: Sequence[_Timed]) -> Iterator[tuple[_Timed, _Timed]]:
    """The sentences that contradict one another, of which one at least is the output's own; of each text one."""
    for later in (one for one in (*own, *of_all) if one.is_after):
        others = (*own, *of_all) if later.root != _CHAPTERS else own
        earlier = next((one for one in others if not one.is_after and _speak_of_one(one, later)), None)
        if earlier is not None:
            yield earlier, later


def _speak_of_one(one: _Timed, other: _Timed) -> bool:
    """Whether two sentences of two texts speak of one thing: an operation, or what many words in common call alike."""
    if one.path == other.path:
        return False
    if one.operations and other.operations:
        return not one.operations.isdisjoint(other.operations)
    return len(one.words & other.words) >= _ENOUGH_WORDS


@lru_cache(maxsize=1)
def _timed(same: SameProgramme) -> tuple[_Timed, ...]:
    """The sentences of reasons and chapters that say whether something comes by the milestone or after it."""
    programme = same.programme
    use, year = number_use(programme), str(programme.facts.milestone_year)
    codes = {output.id: output.id for output in programme.indicators if isinstance(output, OutputPart)}
    found: dict[tuple[str, str], _Timed] = {}
    for text in said_texts(programme):
        root = _CHAPTERS if text.path.startswith("chapters.") else codes.get(text.path.partition(".rationale.")[0])
        is_timed = root is not None and (year in text.words or any_of(use.milestone).search(text.words.lower()))
        for sentence in dict.fromkeys(_SENTENCES.split(text.words)) if is_timed else ():
            when = _when(programme, sentence.lower())
            if root is not None and when is not None and (root, sentence) not in found:
                match, is_after = when
                said, quotation = sentence[slice(*match.span())], _quote(sentence, match)
                operations, about = _operations(programme, text), _about(programme, sentence)
                found[root, sentence] = _Timed(text.path, root, said, quotation, is_after, operations, about)
    return tuple(found.values())


def _when(programme: Programme, words: str) -> tuple[re.Match[str], bool] | None:
    """Where a sentence says when all of a thing comes, and whether that is after the milestone; None of others."""
    use, negation = number_use(programme), programme.language.naming.negation
    more = (_NUMBER_BEHIND.match(words, match.end()) for match in any_of(use.further).finditer(words))
    if any_of((*use.remaining, *use.in_part)).search(words) is not None or any(more):
        return None
    if str(programme.facts.milestone_year) not in words and any_of(use.milestone).search(words) is None:
        return None
    by, later = until_milestone(programme).search(words), any_of((*use.not_yet, *use.after_milestone)).search(words)
    is_denied = any(word in negation for word in words.split())
    if later is not None:
        return (later, True) if by is None or is_denied else None  # one thing by then, another one later
    if by is None:
        return None
    denied = any(word in negation for word in words[by.end() :].split()[:_NEAR])
    return (by, denied) if denied or not is_denied else None


def _about(programme: Programme, sentence: str) -> frozenset[str]:
    """The long words of a sentence in their basic form."""
    lemmas = lemmas_of(sentence, programme.language.lemmas)
    return frozenset(lemma for lemma in lemmas if len(lemma) >= _LONG and lemma.isalpha())


def _quote(sentence: str, match: re.Match[str]) -> str:
    """The words of a match with those right behind them."""
    behind = re.split(r"[,.;:()]", sentence[match.end() :])[0].split()[:_NEAR]
    return " ".join([sentence[match.start() : match.end()], *behind])


def _operations(programme: Programme, text: SaidText) -> frozenset[str]:
    """The operations that a text refers to, or that its key names."""
    value = programme.values.get(text.path)
    references = value.value.references if value is not None and isinstance(value.value, Prose) else ()
    named = {one.path.partition(".")[2] for one in references if one.path.startswith("operations.")}
    key = text.path.rpartition(".")[2]
    return frozenset(named | ({key} & programme.operations.keys()))


@RULES.warning("until-milestone-above")
def _find_numbers_until_milestones(programme: Programme) -> Iterator[Found]:
    """``od katerih bodo do mejnika opremljene štiri``, where the milestone is 3."""
    for output in programme.indicators:
        if isinstance(output, OutputPart) and not isinstance(output.milestone, NotGiven):
            numbers = {number.said: (text, number) for text, number in reversed([*_until_milestone(programme, output)])}
            for text, number in numbers.values():
                message = translate(
                    "'{quotation}' is said to come by the milestone, {place} is {value}",
                    quotation=quote_number(text, number, _NEAR),
                    place=f"{output.id}.milestone",
                    value=spoken(output.milestone),
                )
                yield Found(text.path, message, number.said)


def _until_milestone(programme: Programme, output: OutputPart) -> Iterator[tuple[SaidText, SaidNumber]]:
    """The numbers above an output's milestone that its reasons say to come by then."""
    use, nouns, until = number_use(programme), nouns_of(programme, output), until_milestone(programme)
    for text in _reasons(programme, output):
        for number in text.numbers:
            is_known = number.path is not None or number.is_inherited
            if (
                is_known
                or number.value <= max(output.milestone, Decimal(1))
                or not _is_count(programme, text, number, nouns)
            ):
                continue
            words = _clause(text, number).lower()
            is_denied = any(word in programme.language.naming.negation for word in words.split())
            is_later = any_of((*use.not_yet, *use.of_target)).search(words) is not None
            if until.search(words) is not None and not (is_denied or is_later):
                yield text, number


def _reasons(programme: Programme, output: OutputPart) -> Iterator[SaidText]:
    """The reasons of an output, each once."""
    yield from dict.fromkeys(text for field in FIELDS for _, text in reason_texts(programme, output, field))


def _is_count(programme: Programme, text: SaidText, number: SaidNumber, nouns: frozenset[str]) -> bool:
    """Whether a number is one of what the indicator counts, or stands at the end of its clause."""
    if number.unit or is_label(programme, text, number) or is_a_rate(programme, text, number):
        return False
    if counts_one_of(programme, nouns, text, number):
        return True
    ends = _CLAUSE_ENDS.match(text.words, number.end) is not None
    return ends and not is_year(number) and number.origin is not NumberOrigin.TYPED


def _clause(text: SaidText, number: SaidNumber) -> str:
    """What stands around a number between commas and the like."""
    before = text.words[text.sentence_start(number) : number.start]
    behind = re.split(r"[,;:()]|\.\s|\.\Z", text.words[number.start :], maxsplit=1)[0]
    return re.split(r"[,;:(]", before)[-1] + behind


@RULES.warning("difference-misses-values")
def _find_wrong_differences(programme: Programme) -> Iterator[Found]:
    """``razlika med mejnikom in ciljno vrednostjo je 30``, ``po mejniku še 1968``, ``za 40 višja od mejnika``."""
    for output in programme.indicators:
        if not isinstance(output, OutputPart) or isinstance(output.milestone + output.target, NotGiven):
            continue
        for text, number, left in _differences(programme, output):
            message = translate(
                "'{quotation}' is said to lie between the milestone {milestone} and the target {target} "
                "of {place}, which is {left}",
                quotation=quote_number(text, number, _NEAR),
                milestone=spoken(output.milestone),
                target=spoken(output.target),
                left=spoken(left),
                place=output.id,
            )
            yield Found(text.path, message, number.said)


def _differences(programme: Programme, output: OutputPart) -> Iterator[tuple[SaidText, SaidNumber, Decimal]]:
    """The numbers that are said to be the difference of milestone and target and are not, with what it is."""
    left = output.target - output.milestone
    in_per_cent = round(left / output.milestone * 100, 1) if output.milestone else None
    for text in _reasons(programme, output):
        for number in text.numbers:
            own = in_per_cent if number.unit == PERCENT else left
            is_known = number.path is not None or number.is_inherited or number.unit not in ("", PERCENT)
            if own is None or is_known or number.value in (output.milestone, output.target):
                continue
            tolerance = _ROUNDING if number.unit else 0
            if abs(number.value - own) > tolerance and _is_difference(programme, text, number, own):
                yield text, number, own


def _is_difference(programme: Programme, text: SaidText, number: SaidNumber, left: Decimal) -> bool:
    """Whether a number is said to be the difference of milestone and target."""
    use, sentence = number_use(programme), text.sentence(number).lower()
    if any_of(use.milestone).search(sentence) is None:
        return False
    before, behind = text.before(number).lower().split(), text.words[number.end :].lower().split()[:_NEAR]
    if any_of(use.difference).search(" ".join(before)) is not None:
        return not is_year(number) and not is_label(programme, text, number)
    if before and any_of(use.more_or_less).fullmatch(before[-1].lstrip("(")):
        is_compared = any(any_of(use.higher).fullmatch(word.strip(",.;()")) for word in behind)
        return is_compared and any_of(use.of_target).search(sentence.replace("ciljna", "ciljne")) is not None
    is_further = bool(before) and any_of(use.further).fullmatch(before[-1].lstrip("(")) is not None
    is_later = any_of(use.after_milestone).search(" ".join(before)) is not None
    return is_further and is_later and not number.unit and abs(number.value - left) <= left * _ROUGHLY


@RULES.warning("part-above-what-is-left")
def _find_parts_above_what_is_left(programme: Programme) -> Iterator[Found]:
    """What an operation gives of which no reason of the milestone speaks, where less is left to the target."""
    for output in programme.indicators:
        if not isinstance(output, OutputPart) or not output.target > output.milestone > 0:
            continue
        left = output.target - output.milestone
        for operation, number in _parts_of_later_operations(programme, output):
            if left < number.value <= output.target:
                message = translate(
                    "{number} comes with {operation}, of which no reason of {place} speaks; "
                    "from {milestone} to {target} only {left} are left",
                    number=number.said,
                    operation=operation,
                    place=f"{output.id}.milestone",
                    milestone=spoken(output.milestone),
                    target=spoken(output.target),
                    left=spoken(left),
                )
                yield Found(number.path or f"{output.id}.rationale.target", message, number.said)


def _parts_of_later_operations(programme: Programme, output: OutputPart) -> Iterator[tuple[str, SaidNumber]]:
    """The numbers in the items of a target that are of operations of which no reason of the milestone counts any."""
    not_yet = any_of(number_use(programme).not_yet)
    milestone = [text for _, text in reason_texts(programme, output, "milestone")]
    counted = {
        operation
        for text in milestone
        if not not_yet.search(text.words.lower())
        for operation in _operations(programme, text)
    }
    for text, number in named_parts(programme, output, "target") if milestone else ():
        operations = _operations(programme, text)
        if operations and operations.isdisjoint(counted) and ".items." in text.path:
            yield ", ".join(sorted(operations)), number

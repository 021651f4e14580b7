"""Shares that the reasons of a value tell: of those whom a result counts, and of what an output counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.arithmetic.named_numbers import counts_one_of, is_a_rate
from methodology.checks.arithmetic.results import outputs_of
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.reason_texts import FIELDS, nouns_of, reason_texts
from methodology.checks.said_numbers import (
    SENTENCE_END,
    NumberOrigin,
    SaidNumber,
    SaidText,
    any_of,
    is_year,
    number_use,
)
from methodology.checks.sentence_words import lemmas_of
from methodology.checks.shares import WHOLE, SaidShare, counted_shares, share_in_digits, shares_in_words
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.indicator import Indicator, OutputPart, ResultIndicator, ResultPart
from methodology.model.objective import Objective
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, spoken

RULES = Rules(Family.ARITHMETIC, Scope.OBJECTIVES)

_LONG = 5
"""Shorter words of a name tell little of those whom a result counts."""
_NEAR = 3
"""Within so many words before a share stands what leads to it, behind it what it is a share of."""


def _sentences(text: SaidText) -> Iterator[tuple[int, str]]:
    """The sentences of a text in small letters, each with where it begins."""
    start = 0
    for match in SENTENCE_END.finditer(text.words):
        yield start, text.words[start : match.end()].lower()
        start = match.end()
    yield start, text.words[start:].lower()


def _shares(programme: Programme, text: SaidText, start: int, words: str) -> Iterator[SaidShare]:
    """The shares that a sentence says itself, by their places in the text: not those that are printed by reference."""
    use = number_use(programme)
    for one in (*shares_in_words(use, words), *counted_shares(use, words)):
        yield SaidShare(one.start + start, one.end + start, one.low, one.high)
    for number in text.numbers:
        is_own = number.origin is NumberOrigin.DECLARED and not number.is_inherited
        share = share_in_digits(number) if is_own and start <= number.start < start + len(words) else None
        if share is not None:
            yield share


@RULES.warning("share-misses-result")
def _find_shares_of_results(programme: Programme) -> Iterator[Found]:
    """``menila bo polovica udeležencev``, where the reasons reckon with 89 %."""
    for objective in programme.objectives:
        for result in objective.indicators:
            if not isinstance(result, ResultIndicator | ResultPart):
                continue
            texts = [text for _, text in reason_texts(programme, result, "target")]
            known = _known_shares(programme, objective, result, texts) if texts else []
            telling = _telling_words(programme, objective, result) if known else frozenset()
            for text in texts if known else ():
                for share in _told_of(programme, result, text, telling):
                    if not _is_known(share, known):
                        said = text.words[share.start : share.end]
                        message = translate(
                            "'{words}' is said of those whom {place} counts, which are {shares} %",
                            words=said,
                            place=f"{result.id}.target",
                            shares=", ".join(spoken(round(one, 1)) for one in known),
                        )
                        yield Found(text.path, message, said)


def _is_known(share: SaidShare, known: list[Decimal]) -> bool:
    """Whether a share may be one of those that are known, or lie between them."""
    return share.high > min(known) and share.low < max(known)


def _known_shares(
    programme: Programme, objective: Objective, result: Indicator, texts: list[SaidText]
) -> list[Decimal]:
    """The shares that the reasons of a result print by reference; without one that of the result in its outputs."""
    printed = [one for text in texts for one in text.numbers if one.unit == PERCENT and one.path]
    if printed:
        return sorted({one.value for one in printed})
    outputs = outputs_of(programme, objective, result)
    whole = sum((output.target for output in outputs), Decimal(0))
    target = result.stated_values.get("target")
    if not whole or isinstance(whole, NotGiven) or target is None or isinstance(target, NotGiven):
        return []
    return [target * WHOLE / whole]


def _telling_words(programme: Programme, objective: Objective, result: Indicator) -> frozenset[str]:
    """The long words of a result's name that no output's name has: ``meniti``, ``koristen``."""
    language = programme.language.lemmas
    others = {
        lemma for one in objective.indicators if isinstance(one, OutputPart) for lemma in lemmas_of(one.name, language)
    }
    return frozenset(lemma for lemma in lemmas_of(result.name, language) if len(lemma) >= _LONG) - others


def _told_of(programme: Programme, result: Indicator, text: SaidText, telling: frozenset[str]) -> Iterator[SaidShare]:
    """The shares in a text of those whom a result counts: its noun follows, and the sentence says what they do."""
    use, naming, language = number_use(programme), programme.language.naming, programme.language.lemmas
    nouns = nouns_of(programme, result)
    other = any_of((*use.remaining, *use.of_which, *use.of_others, *naming.negation, *naming.exception))
    for start, words in _sentences(text):
        shares = [*_shares(programme, text, start, words)]
        is_of_others = other.search(_without_all(use.every, words)) is not None
        is_telling = not is_of_others and not telling.isdisjoint(lemmas_of(words, language))
        for share in shares:
            before = " ".join(re.split(r"[,;:(]", text.words[start : share.start].lower())[-1].split()[-_NEAR:])
            leads = is_telling or any_of(use.amounts_to).search(before) is not None
            if leads and _is_of(programme, text, share, nouns) and not _is_by(programme, before):
                yield share


def _without_all(every: tuple[str, ...], words: str) -> str:
    """A sentence without its words for all, which are of larger wholes elsewhere."""
    return any_of(every).sub("", words)


def _is_of(programme: Programme, text: SaidText, share: SaidShare, nouns: frozenset[str]) -> bool:
    """Whether one of the nouns follows a share."""
    behind = re.split(r"[.,;:()]", text.words[share.end :].lstrip("% \N{NO-BREAK SPACE}"))[0]
    return not nouns.isdisjoint(lemmas_of(behind, programme.language.lemmas)[:_NEAR])


def _is_by(programme: Programme, before: str) -> bool:
    """Whether something grows or shrinks by a share: ``za tretjino več``."""
    return any_of(number_use(programme).more_or_less).fullmatch(before.rpartition(" ")[2]) is not None


@RULES.warning("share-misses-part")
def _find_shares_of_parts(programme: Programme) -> Iterator[Found]:
    """``160 udeležencev, kar je desetina ciljne vrednosti``, where that is 12311."""
    for output in programme.indicators:
        if not isinstance(output, OutputPart):
            continue
        nouns = nouns_of(programme, output)
        for field in FIELDS:
            for _, text in reason_texts(programme, output, field):
                for number, share in _parts_with_shares(programme, output, text, nouns):
                    values = _wholes(programme, output, text, share)
                    percents = [number.value * WHOLE / one for one in values if one]
                    if percents and not any(share.may_be(one) for one in percents):
                        said = text.words[share.start : share.end]
                        message = translate(
                            "'{words}' is said of {number}, which is {share} % of {value} ({place})",
                            words=said,
                            number=number.said,
                            share=spoken(round(percents[-1], 1)),
                            value=spoken(values[-1]),
                            place=f"{output.id}.target",
                        )
                        yield Found(text.path, message, said)


def _parts_with_shares(
    programme: Programme, output: OutputPart, text: SaidText, nouns: frozenset[str]
) -> Iterator[tuple[SaidNumber, SaidShare]]:
    """The numbers of what an output counts, each with the share of the whole that its sentence says it to be."""
    use = number_use(programme)
    values = {f"{output.id}.{field}" for field in FIELDS}
    for start, words in _sentences(text):
        for share in _shares(programme, text, start, words) if any_of(use.amounts_to).search(words) else ():
            led = re.search(any_of(use.amounts_to).pattern + r"(?:\s\S+)?\s*\Z", words[: share.start - start])
            number = _last_number(text, start, start + led.start()) if led is not None else None
            if number is None or number.is_inherited or number.path in values:
                continue
            if counts_one_of(programme, nouns, text, number) and not is_a_rate(programme, text, number):
                yield number, share


def _last_number(text: SaidText, start: int, end: int) -> SaidNumber | None:
    """The last number between two places of a text that is in no unit and no year."""
    before = [one for one in text.numbers if start <= one.start < end and not (one.unit or is_year(one))]
    return before[-1] if before else None


def _wholes(programme: Programme, output: OutputPart, text: SaidText, share: SaidShare) -> list[Decimal]:
    """What a share is of, as the words behind it say: the target, or all that the output counts by then."""
    use, language = number_use(programme), programme.language.lemmas
    behind = re.split(r"[.,;:()]", text.words[share.end :].lower().lstrip("% \N{NO-BREAK SPACE}"))[0]
    near = " ".join(behind.split()[:_NEAR])
    values = [one for one in (output.milestone, output.target) if not isinstance(one, NotGiven)]
    if any_of(use.of_target).match(near):
        return [output.target] if output.target in values else []
    counted = frozenset(lemmas_of(output.name, language)) | nouns_of(programme, output)
    is_of_all = any_of(use.every).match(near) is not None and not counted.isdisjoint(lemmas_of(near, language))
    return values if is_of_all else []

"""What the reasons of milestone and target say of them: not yet, nothing left, the same for both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from methodology.checks.arithmetic.named_numbers import says_target
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.reason_texts import FIELDS, reason_texts
from methodology.checks.said_numbers import (
    NumberOrigin,
    SaidText,
    any_of,
    is_label,
    is_year,
    number_use,
    quote_number,
    said_at,
)
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import declare_message, translate
from methodology.model.assumption import PERCENT, Figure
from methodology.model.indicator import OutputPart, ResultIndicator, ResultPart
from methodology.model.phrases import NumberUse
from methodology.model.programme import Programme
from methodology.model.prose import Prose, Reference
from methodology.model.scalars import NotGiven, plain, spoken

RULES = Rules(Family.ARITHMETIC, Scope.OBJECTIVES)

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zčšž])")
_MOST_TEXTS = 200
"""Through so many texts a reason is followed."""
_SHORTEST_VERBS = 5
"""Words of what is to come with no more letters are forms of a verb: ``bo``, ``bodo``."""
_LONG_WORD, _FEWEST_WORDS = 5, 2
"""So many words of so many letters of an indicator's name tell that it is spoken of."""
_SHOWN = 50
"""So many characters of a reason tell it from others."""
_ROUGHLY = 10
"""By so many per cent of the whole a share in words may miss what is reached."""
_NEAR = 3
"""Within so many words before it something is said to be at least so much."""
_ROUNDING = 1
"""By so many per cent a share in digits may."""
_WHOLE = Decimal(100)


def _outputs(programme: Programme) -> Iterator[tuple[OutputPart, list[SaidText]]]:
    """The outputs with reasons for their milestones, and these."""
    for output in programme.indicators:
        if isinstance(output, OutputPart) and not isinstance(output.milestone, NotGiven):
            texts = [text for _, text in reason_texts(programme, output, "milestone")]
            if texts and not isinstance(output.target, NotGiven):
                yield output, texts


def _start(text: SaidText) -> str:
    """The end of a reason, which is what was added to it last."""
    words = text.words.strip()
    return words if len(words) <= _SHOWN else words[-_SHOWN:].partition(" ")[2]


@RULES.warning("zero-milestone-with-reasons")
def _find_reasons_of_nothing(programme: Programme) -> Iterator[Found]:
    not_yet = any_of(number_use(programme).not_yet)
    for output, texts in _outputs(programme):
        if output.milestone == 0 and not any(not_yet.search(text.words.lower()) for text in texts):
            message = translate(
                "{place} is 0, and its reasons do not say why nothing is reached by then: '{text}'",
                place=f"{output.id}.milestone",
                text=_start(texts[-1]),
            )
            yield Found(texts[-1].path, message, "milestone")


@RULES.error("milestone-not-reached")
def _find_unreached_milestones(programme: Programme) -> Iterator[Found]:
    use = number_use(programme)
    not_yet, unreached = any_of(use.not_yet), any_of(use.unreached)
    for output, texts in _outputs(programme):
        if output.milestone == 0:
            continue
        sentences = [sentence for text in texts for sentence in _SENTENCES.split(text.words)]
        refused = next((text for text in texts if unreached.search(text.words.lower())), None)
        if refused is None and all(not_yet.search(sentence.lower()) for sentence in sentences):
            refused = texts[-1]
        denied = (text for text in texts if _says_none(programme, text) or _denies_all(programme, output, text))
        refused = refused or next(denied, None)
        if refused is not None:
            message = translate(
                "{place} is {value}, its reasons say that nothing is reached by then: '{text}'",
                place=f"{output.id}.milestone",
                value=spoken(output.milestone),
                text=_start(refused),
            )
            yield Found(f"{output.id}.milestone", message, f"{plain(output.milestone)}: {_start(refused)}")


def _says_none(programme: Programme, text: SaidText) -> bool:
    """Whether a sentence says that there is none at all by the year: ``do leta še ne bo prejela nobena žrtev``."""
    use, year = number_use(programme), str(programme.facts.milestone_year)
    none, not_yet, yet = any_of(use.none_at_all), any_of(use.not_yet), any_of(use.further)
    said = (sentence.lower() for sentence in _SENTENCES.split(text.words))
    denied = (not_yet.search(one) for one in said if year in one and none.search(one))
    return any(match is not None and yet.match(match[0]) is not None for match in denied)


def _denies_all(programme: Programme, output: OutputPart, text: SaidText) -> bool:
    """Whether a sentence says that what is counted does not come by then: ``Do mejnika nakup vozil ne bo izveden``."""
    use, language, until = number_use(programme), programme.language.lemmas, until_milestone(programme)
    not_yet, in_part = any_of(use.not_yet), any_of((*use.in_part, *use.every, *use.of_which))
    counted = set(lemmas_of(output.name, language))
    for sentence in map(str.lower, _SENTENCES.split(text.words)):
        begun = until.search(sentence)
        denied = not_yet.search(sentence, begun.end()) if begun is not None and not in_part.search(sentence) else None
        if begun is not None and denied is not None:
            said = f"{sentence[: begun.start()]} {sentence[begun.end() : denied.start()]}"
            long = {lemma for lemma in lemmas_of(said, language) if len(lemma) >= _LONG_WORD and lemma.isalpha()}
            if len(long) >= _FEWEST_WORDS and long & counted and len(long - counted) <= 1:
                return True
    return False


@RULES.warning("milestone-denied")
def _find_denied_milestones(programme: Programme) -> Iterator[Found]:
    """What a target's reasons say not to come by the milestone, where the milestone's own reasons count it."""
    not_yet, negation = any_of(number_use(programme).not_yet), programme.language.naming.negation
    year = str(programme.facts.milestone_year)
    for output, _ in _outputs(programme):
        counted = dict(reason_texts(programme, output, "milestone"))
        for key, text in reason_texts(programme, output, "target"):
            own = counted.get(key)
            if own is None or own.words == text.words or not output.milestone or not_yet.search(own.words.lower()):
                continue
            for sentence in _SENTENCES.split(text.words):
                match = not_yet.search(sentence.lower())
                is_denied = match is not None and any(word in negation for word in match[0].split())
                if not is_denied or year not in sentence:
                    match = _all_after(programme, own, sentence)
                if match is not None:
                    message = translate(
                        "'{words}' is said of {year} here, the reasons of {place} count it",
                        words=match[0],
                        year=year,
                        place=f"{output.id}.milestone",
                    )
                    yield Found(text.path, message, match[0])


def _all_after(programme: Programme, own: SaidText, sentence: str) -> re.Match[str] | None:
    """Where a sentence says that all comes after the milestone, of what the milestone's own reason has a number."""
    use = number_use(programme)
    match = any_of(use.after_milestone).search(sentence.lower())
    has_number = any(one.path is not None and not (is_year(one) or one.unit) for one in own.numbers)
    is_all = any_of(use.every).search(sentence.lower()) is not None and not any_of(use.further).search(sentence.lower())
    return match if has_number and is_all else None


@RULES.warning("nothing-after-milestone")
def _find_nothing_left(programme: Programme) -> Iterator[Found]:
    use = number_use(programme)
    later = any_of((*use.not_yet, *use.remaining))
    for output, texts in _outputs(programme):
        if output.milestone != output.target or not output.target:
            continue
        targets = [text for _, text in reason_texts(programme, output, "target")]
        text = next((text for text in (*texts, *targets) if later.search(text.words.lower())), None)
        if text is not None:
            message = translate(
                "{milestone} and {target} are both {value}, the reasons speak of what comes later: '{text}'",
                milestone=f"{output.id}.milestone",
                target=f"{output.id}.target",
                value=spoken(output.target),
                text=_start(text),
            )
            yield Found(f"{output.id}.target", message, plain(output.target))


@RULES.warning(
    "same-reasons",
    several=declare_message(
        "{count} outputs have the same reasons for milestone and target, although the values differ"
    ),
)
def _find_same_reasons(programme: Programme) -> Iterator[Found]:
    for output, texts in _outputs(programme):
        targets = [text for _, text in reason_texts(programme, output, "target")]
        is_same = [text.words for text in texts] == [text.words for text in targets]
        paths = [text.path for text in texts]
        if is_same and output.milestone != output.target and not _refer_to_numbers(programme, paths):
            message = translate(
                "the milestone {milestone} and the target {value} of {place} have the same reasons",
                milestone=spoken(output.milestone),
                value=spoken(output.target),
                place=output.id,
            )
            yield Found(f"{output.id}.rationale.target", message, "milestone = target")


def _references_of(programme: Programme, path: str) -> tuple[Reference, ...]:
    """The references in the text at a path."""
    value = programme.values.get(path)
    return value.value.references if value is not None and isinstance(value.value, Prose) else ()


def _refer_to_numbers(programme: Programme, paths: list[str]) -> bool:
    """Whether the reasons say a number that both values can follow from, or refer to one in other words."""
    for path in paths:  # grows while it is walked: texts refer to texts
        text = said_at(programme, path)
        numbers = () if text is None else text.numbers
        if any(number.origin is not NumberOrigin.IN_WORDS and not is_year(number) for number in numbers):
            return True
        for reference in _references_of(programme, path):
            known = programme.values.get(reference.path) if "." in reference.path else None
            if known is not None and isinstance(known.value, Decimal | Figure):
                return True
            if reference.path not in paths and len(paths) < _MOST_TEXTS:
                paths.append(reference.path)
    return False


@RULES.warning("milestone-reason-of-target")
def _find_reasons_of_targets(programme: Programme) -> Iterator[Found]:
    """A reason of a milestone that prints one of a target, which speaks of more and of later."""
    for output, texts in _outputs(programme):
        for text in texts:
            for reference in _references_of(programme, text.path):
                if ".rationale.target." in reference.path and text.path.startswith(f"{output.id}.rationale.milestone."):
                    message = translate(
                        "a reason of {place} prints {path}, a reason of a target",
                        place=f"{output.id}.milestone",
                        path=f"{{{reference.path}}}",
                    )
                    yield Found(text.path, message, reference.path)
    yield from _find_denials_in_targets(programme)


def _find_denials_in_targets(programme: Programme) -> Iterator[Found]:
    """``operaciji ne vplivata na mejnik`` and no more among the reasons of a target."""
    use = number_use(programme)
    for output, _ in _outputs(programme):
        for name, text in reason_texts(programme, output, "target"):
            said, words = any_of(use.milestone).search(text.words), text.words.lower()
            not_yet = any_of(use.not_yet).search(words) if said and all(map(is_year, text.numbers)) else None
            if said and not_yet is not None and len(_SENTENCES.split(text.words)) == 1:
                message = translate(
                    "a reason of {place} says what its milestone lacks ('{piece}'), and nothing of the target",
                    place=f"{output.id}.target",
                    piece=not_yet[0],
                )
                yield Found(f"{output.id}.rationale.target.{name}", message, not_yet[0])


@RULES.warning("reason-left-out-of-target")
def _find_left_out_reasons(programme: Programme) -> Iterator[Found]:
    """A reason of a milestone that its target lacks, where the target has another one again by reference.

    What is denied, or is of a year, may be said of the milestone alone.
    """
    negation = frozenset(programme.language.naming.negation)
    yield from _find_left_out_sentences(programme, negation)
    for output, _ in _outputs(programme):
        given = output.rationale.target.items if output.rationale.target is not None else {}
        path = f"{output.id}.rationale.milestone.items"
        again = {one.path for text in given.values() for one in text.references if one.path.startswith(f"{path}.")}
        for key, text in reason_texts(programme, output, "milestone") if again else ():
            name = key.removeprefix("items.")
            is_denied = not negation.isdisjoint(text.words.lower().split())
            is_of_its_time = is_denied or any(map(is_year, text.numbers))
            if name == key or name in given or f"{path}.{name}" in again or is_of_its_time:
                continue
            message = translate(
                "the reasons of {place} have others of the milestone again, '{name}' not",
                place=f"{output.id}.target",
                name=name,
            )
            yield Found(f"{output.id}.rationale.target", message, name)


def _find_left_out_sentences(programme: Programme, negation: frozenset[str]) -> Iterator[Found]:
    """A sentence of a milestone's reason that the target's lacks, where that says nothing of its own."""
    for output, _ in _outputs(programme):
        before, after = (
            {
                sentence.strip(" .;"): None
                for key, text in reason_texts(programme, output, name)
                if key == "sentence"
                for sentence in _SENTENCES.split(text.words)
            }
            for name in ("milestone", "target")
        )
        left_out = [one for one in before if one not in after and negation.isdisjoint(one.lower().split())]
        if after and after.keys() <= before.keys() and left_out:
            message = translate(
                "the reasons of {place} leave out what those of the milestone say: '{text}'",
                place=f"{output.id}.target",
                text=f"{left_out[0][:_SHOWN].rpartition(' ')[0]} …",
            )
            yield Found(f"{output.id}.rationale.target", message, left_out[0])


@RULES.warning("operation-counted-and-denied")
def _find_counted_and_denied(programme: Programme) -> Iterator[Found]:
    """An operation that one reason of a milestone counts, and another one says not to come by then."""
    not_yet, negation = any_of(number_use(programme).not_yet), programme.language.naming.negation
    for output, texts in _outputs(programme):
        counted: dict[str, str] = {}
        denied: dict[str, tuple[str, str]] = {}
        for text in texts:
            references = _references_of(programme, text.path)
            named = {one.path for one in references if one.path.startswith("operations.")}
            match = not_yet.search(text.words.lower())
            if match is None:
                has_count = any(not is_year(number) and not number.unit for number in text.numbers)
                counted |= dict.fromkeys(named if has_count else (), text.path)
            elif any(word in negation for word in match[0].split()):
                denied |= dict.fromkeys(named, (text.path, match[0]))
        for operation in sorted(counted.keys() & denied.keys()):
            path, words = denied[operation]
            message = translate(
                "'{words}' is said of {operation}, which another reason of {place} counts",
                words=words,
                operation=operation,
                place=f"{output.id}.milestone",
            )
            yield Found(path, message, f"{operation}: {counted[operation]}")


@RULES.warning("milestone-of-another-year")
def _find_other_years(programme: Programme) -> Iterator[Found]:
    milestone, target = programme.facts.milestone_year, programme.facts.target_year
    for output, texts in _outputs(programme):
        for text in texts:
            years = {int(number.value) for number in text.numbers if is_year(number)}
            is_of_target = text.path.startswith(f"{output.id}.rationale.target") or says_target(programme, output, text)
            if target in years and milestone not in years and not is_of_target:
                message = translate(
                    "the reasons of {place} for {milestone} speak of {target}, the target's year",
                    place=f"{output.id}.milestone",
                    milestone=milestone,
                    target=target,
                )
                yield Found(text.path, message, str(target))
            elif not is_of_target and milestone not in years:
                yield from _later_years(programme, output, text)


def _later_years(programme: Programme, output: OutputPart, text: SaidText) -> Iterator[Found]:
    """The years after a milestone's by which its own reasons say that something will come: ``bo do leta 2025``."""
    use, milestone = number_use(programme), programme.facts.milestone_year
    to_come = any_of(tuple(word for word in programme.language.naming.to_come if len(word) <= _SHORTEST_VERBS))
    for number in text.numbers:
        clause = re.split(r"[,;:()]", text.before(number).lower())[-1]
        is_until = any_of(use.until_year).search(clause) is not None and to_come.search(clause) is not None
        if (
            is_year(number)
            and number.value > milestone
            and is_until
            and not any_of(use.not_yet).search(text.words.lower())
        ):
            message = translate(
                "the reasons of {place} for {milestone} speak of what comes by {year}",
                place=f"{output.id}.milestone",
                milestone=milestone,
                year=number.said,
            )
            yield Found(text.path, message, number.said)


@RULES.warning("share-in-words")
def _find_shares_in_words(programme: Programme) -> Iterator[Found]:
    use = number_use(programme)
    for result in programme.indicators:
        if not isinstance(result, ResultIndicator | ResultPart):
            continue
        texts = [text for _, text in reason_texts(programme, result, "target")]
        shares = [one.value for text in texts for one in text.numbers if one.unit == PERCENT]
        for text in texts if shares else ():
            for one in use.shares:
                limit = Decimal(one.percent)
                less, more = any_of(one.less).search(text.words.lower()), any_of(one.more).search(text.words.lower())
                match = (less if min(shares) >= limit else None) or (more if max(shares) <= limit else None)
                if match is not None:
                    message = translate(
                        "'{words}' is said beside {shares} %",
                        words=match[0],
                        shares=", ".join(map(plain, shares)),
                    )
                    yield Found(text.path, message, match[0])


@RULES.warning("growth-in-words")
def _find_growth_in_words(programme: Programme) -> Iterator[Found]:
    """``se bo glede na mejnik podvojilo``, where the target is not twice the milestone; of a result: the baseline."""
    for indicator in programme.indicators:
        values = indicator.stated_values
        field = "milestone" if "milestone" in values else "baseline"
        start, target = values.get(field), values.get("target")
        if start is None or target is None or isinstance(start, NotGiven) or isinstance(target, NotGiven):
            continue
        for text in dict.fromkeys(text for name in FIELDS for _, text in reason_texts(programme, indicator, name)):
            for said in _misjudged_growth(programme, text, field, start, target):
                message = translate(
                    "'{words}' is said of {place}, which is {value}; {start} is {number}",
                    words=said,
                    place=f"{indicator.id}.target",
                    value=spoken(target),
                    start=f"{indicator.id}.{field}",
                    number=spoken(start),
                )
                yield Found(text.path, message, said)


def until_milestone(programme: Programme) -> re.Pattern[str]:
    """Return what finds the words for what comes by the milestone."""
    year = programme.facts.milestone_year
    return any_of(tuple(words.format(year=year) for words in number_use(programme).until_milestone))


def _misjudged_growth(
    programme: Programme, text: SaidText, field: str, start: Decimal, target: Decimal
) -> Iterator[str]:
    """The words for growth from a value that do not lead to the target, in sentences that name the value."""
    use = number_use(programme)
    named = any_of(use.milestone if field == "milestone" else use.baseline)
    until = until_milestone(programme)
    for words in map(str.lower, _SENTENCES.split(text.words)):
        if named.search(words) is None or until.search(words) is not None:
            continue
        for one in use.growth:
            match = any_of(one.words).search(words)
            if match is not None and _is_other_growth(use, words[: match.start()], start * one.times, target):
                yield match[0]


def _is_other_growth(use: NumberUse, before: str, grown: Decimal, target: Decimal) -> bool:
    """Whether a target is another one than a value grows to; ``before`` may end in words for at least so much."""
    near = " ".join(before.split()[-_NEAR:])
    is_more = target > grown and any_of(use.at_least).search(near) is not None
    return not is_more and abs(grown - target) * _WHOLE > target * _ROUGHLY


@RULES.warning("milestone-share-in-words")
def _find_shares_of_milestones(programme: Programme) -> Iterator[Found]:
    """``do mejnika bo kupljena polovica opreme``, where the milestone is a third of the target."""
    use = number_use(programme)
    until = until_milestone(programme)
    for output, texts in _outputs(programme):
        targets = [text for _, text in reason_texts(programme, output, "target")]
        reached = output.milestone * _WHOLE / output.target if output.target else _WHOLE
        for text in dict.fromkeys((*texts, *targets)):
            near = (words for words in map(str.lower, _SENTENCES.split(text.words)) if until.search(words))
            found = [
                *_misjudged_numbers(use, text, reached),
                *(_misjudged_share(use, words, reached) for words in near),
            ]
            facts = {"milestone": spoken(output.milestone), "target": spoken(output.target), "place": output.id}
            for said in filter(None, found):
                message = translate(
                    "'{words}' is said to come by the milestone, which is {milestone} of {target} ({place})",
                    words=said,
                    **facts,
                )
                yield Found(text.path, message, said)
            for said in _misjudged_rest(programme, text, _WHOLE - reached):
                message = translate(
                    "'{words}' is said to come after the milestone, which is {milestone} of {target} ({place})",
                    words=said,
                    **facts,
                )
                yield Found(text.path, message, said)


def _misjudged_rest(programme: Programme, text: SaidText, left: Decimal) -> Iterator[str]:
    """The words for another share of all than is left after the milestone, where a reason is one of all."""
    use, until = number_use(programme), until_milestone(programme)
    for words in map(str.lower, _SENTENCES.split(text.words)) if text.path.endswith(".sentence") else ():
        if any_of(use.after_milestone).search(words) and not until.search(words):
            said = _misjudged_share(use, words, left)
            if said is not None:
                yield said


def _misjudged_numbers(use: NumberUse, text: SaidText, reached: Decimal) -> Iterator[str]:
    """The shares of the target that the milestone is said to be, and is not: ``64 % ciljne vrednosti``."""
    for number in text.numbers:
        is_share = number.unit == PERCENT and number.origin is not NumberOrigin.REFERENCE
        if is_share and any_of(use.of_target).match(
            text.words, number.end + text.words.startswith("%", number.end) + 1
        ):
            words = text.before(number).lower()
            if any_of(use.milestone).search(words) and abs(reached - number.value) > _ROUNDING:
                yield quote_number(text, number)


def _misjudged_share(use: NumberUse, words: str, reached: Decimal) -> str | None:
    """The words for a share that is not the one that is reached, in per cent."""
    for one in use.shares:
        percent = Decimal(one.percent)
        less, more = any_of(one.less).search(words), any_of(one.more).search(words)
        about = None if less or more else any_of(one.about).search(words)
        match = (less if reached >= percent else None) or (more if reached <= percent else None)
        match = match or (about if abs(reached - percent) > _ROUGHLY else None)
        if match is not None:
            return match[0]
    return None


@RULES.warning("milestone-as-beginning")
def _find_since_milestones(programme: Programme) -> Iterator[Found]:
    """``vozila bodo nabavljena od mejnika``: what the milestone counts has come by then, it does not begin there."""
    use = number_use(programme)
    since, going_on = any_of(use.since_milestone), any_of(use.going_on)
    for output, texts in _outputs(programme):
        targets = [text for _, text in reason_texts(programme, output, "target")]
        for text in dict.fromkeys((*texts, *targets)) if output.milestone and use.since_milestone else ():
            for sentence in map(str.lower, _SENTENCES.split(text.words)):
                match = since.search(sentence)
                if match is not None and going_on.search(sentence) is None:
                    message = translate(
                        "'{words}' is said, {place} counts what has come by then",
                        words=match[0],
                        place=f"{output.id}.milestone",
                    )
                    yield Found(text.path, message, match[0])


@RULES.warning("further-above-target")
def _find_further_numbers(programme: Programme) -> Iterator[Found]:
    """``po mejniku bo kupljenih še 12 vozil``, where 2 are left to the target."""
    use = number_use(programme)
    further, later = any_of(use.further), any_of(use.after_milestone)
    for output, _ in _outputs(programme):
        left = output.target - output.milestone
        for _, text in reason_texts(programme, output, "target"):
            for number in text.numbers:
                before = text.before(number).lower().split()
                is_further = bool(before) and further.fullmatch(before[-1]) and later.search(" ".join(before))
                is_count = not (number.unit or is_year(number) or is_label(programme, text, number))
                if is_further and is_count and output.milestone and number.value > left:
                    message = translate(
                        "'{quotation}' come after the milestone; "
                        "from {milestone} to {target} only {left} are left ({place})",
                        quotation=quote_number(text, number, 3),
                        milestone=spoken(output.milestone),
                        target=spoken(output.target),
                        left=spoken(left),
                        place=output.id,
                    )
                    yield Found(text.path, message, number.said)

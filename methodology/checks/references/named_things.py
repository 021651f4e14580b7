"""Codes, objectives, measures and types of intervention that prose names: there are such, and the right ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, PrintedText, SameProgramme, printed_texts
from methodology.checks.sentence_words import (
    Word,
    find_phrases,
    lemmas_of,
    numbers_before,
    numbers_behind,
    sentences_of,
)
from methodology.diagnostics import nearest
from methodology.messages import translate
from methodology.model.objective import Objective
from methodology.model.paths import root_of
from methodology.model.phrases import LanguageUse
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_QUOTES = "»«„“”\"'()"
_LETTER = re.compile(rf"(?<!\w)[^\W\d_][{_QUOTES}]")
_REACH = 4
"""How many words may stand between a type of intervention and its code: ``vrsta ukrepanja z oznako 012``."""


def _known_codes(programme: Programme) -> frozenset[str]:
    """The codes of all indicators, those of the fund too."""
    ours = {indicator.id for indicator in programme.indicators}
    return frozenset(ours | set(programme.fund.indicators if programme.fund else ()))


@lru_cache(maxsize=4)
def code_pattern(codes: frozenset[str]) -> re.Pattern[str] | None:
    """Return a pattern of what looks like one of the codes: it begins like one, and numbers follow."""
    starts: dict[str, int] = {}
    for code in codes:
        match = re.match(r"[^\W\d]+\.?(?=\d)", code)
        if match:
            points = code[match.end() :].count(".")
            starts[match.group()] = min(starts.get(match.group(), points), points)
    if not starts:
        return None
    forms = "|".join(rf"{re.escape(start)}\d+(?:\.\d+){{{points},}}" for start, points in sorted(starts.items()))
    return re.compile(rf"(?<![\w.])(?:{forms})(?!\w)")


def _objective_codes(programme: Programme) -> frozenset[str]:
    """The codes of all specific objectives, those of the fund too."""
    ours = {objective.facts.id for objective in programme.objectives}
    return frozenset(ours | set(programme.fund.by_code if programme.fund else ()))


def _find_codes_like(programme: Programme, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What looks like one of the codes and is none of them, with the path of its text."""
    pattern = code_pattern(known)
    if pattern is None:
        return
    for text in printed_texts(programme):
        for code in dict.fromkeys(pattern.findall(text.literal)):
            if code not in known:
                yield text.path, code


def objective_of(programme: Programme, path: str) -> Objective | None:
    """Return the objective that the text at a content path belongs to; None for one of the whole programme."""
    root = root_of(path, _owners(SameProgramme(programme)))
    return _owners(SameProgramme(programme)).get(root) if root else None


@lru_cache(maxsize=1)
def _owners(same: SameProgramme) -> Mapping[str, Objective]:
    """The objectives by the roots of their content paths."""
    owners = {objective.facts.id: objective for objective in same.programme.objectives}
    for objective in same.programme.objectives:
        owners |= {indicator.id: objective for indicator in objective.indicators}
    return owners


def objective_numbers(programme: Programme, words: Sequence[Word]) -> list[tuple[str, str]]:
    """Return the numbers of the specific objectives that a sentence names, each with what is typed."""
    naming, language = programme.language.naming, programme.language.lemmas
    joins = {lemma for phrase in naming.joins for lemma in lemmas_of(phrase, language)}
    numbers: list[tuple[str, str]] = []
    for start, end, _ in find_phrases(words, naming.objective, language):
        first, before = numbers_before(words, start, joins)
        last, behind = numbers_behind(words, end, joins)
        typed = " ".join(word.text for word in words[first if before else start : end if before else last])
        numbers += ((number, typed) for number in before or behind)
    return numbers


@RULES.error("unknown-code")
def _unknown_codes(programme: Programme) -> Iterator[Found]:
    known, objectives = _known_codes(programme), _objective_codes(programme)
    for path, code in _find_codes_like(programme, known):
        if code not in objectives:
            message = translate("there is no indicator {code}", code=code)
            yield Found(path, message, code, nearest(code, known))


@RULES.error("unknown-objective")
def _unknown_objectives(programme: Programme) -> Iterator[Found]:
    known = {objective.facts.number for objective in programme.objectives}
    for text, words in _sentences(programme):
        for number, typed in objective_numbers(programme, words):
            if number not in known:
                message = translate("there is no specific objective {number}: '{typed}'", number=number, typed=typed)
                yield Found(text.path, message, typed)
    for path, code in _find_codes_like(programme, _objective_codes(programme)):
        message = translate("there is no specific objective {number}: '{typed}'", number=code, typed=code)
        yield Found(path, message, code)


@RULES.warning("another-objective")
def _other_objectives(programme: Programme) -> Iterator[Found]:
    known = {objective.facts.number for objective in programme.objectives}
    for text, words in _sentences(programme):
        owner = objective_of(programme, text.path)
        named = [one for one in objective_numbers(programme, words) if one[0] in known]
        if owner is not None and named and all(number != owner.facts.number for number, _ in named):
            typed = named[0][1]
            message = translate(
                "'{typed}' is named in a text of the specific objective {own}", typed=typed, own=owner.facts.number
            )
            yield Found(text.path, message, typed)


def _sentences(programme: Programme) -> Iterator[tuple[PrintedText, tuple[Word, ...]]]:
    for text in printed_texts(programme):
        if any(map(str.isdigit, text.literal)):
            for words in sentences_of(text.literal, programme.language.lemmas):
                yield text, words


@RULES.error("measure-missing")
def _unknown_measures(programme: Programme) -> Iterator[Found]:
    naming, language = programme.language.naming, programme.language.lemmas
    by_number = {objective.facts.number: objective for objective in programme.objectives}
    every = [*by_number.values()]
    for text in printed_texts(programme):
        if not _LETTER.search(text.literal):
            continue
        for words in sentences_of(text.literal, language):
            for _, end, phrase in find_phrases(words, naming.measure, language):
                code = _letter(words, end)
                if code is None:
                    continue
                owner = objective_of(programme, text.path)
                named = [by_number[n] for n, _ in objective_numbers(programme, words) if n in by_number]
                owners = named or ([owner] if owner else every)
                if not any(code in objective.facts.measures for objective in owners):
                    message = translate(
                        "there is no implementation measure {code} of {objectives}",
                        code=code,
                        objectives=", ".join(objective.facts.id for objective in owners),
                    )
                    yield Found(text.path, message, f"{phrase} {code}")


def _letter(words: Sequence[Word], place: int) -> str | None:
    """The letter in brackets or quotes, or before a bracket, that stands at a place: ``(d)``, ``d)``, ``»d«``."""
    near = [word.text for word in words[place : place + 3]]
    inside = near[1:2] if near[:1] and near[0] in _QUOTES else near[:1]
    closed = near[2:3] if near[:1] and near[0] in _QUOTES else near[1:2]
    letter = inside[0] if inside else ""
    return letter if len(letter) == 1 and letter.isalpha() and closed and closed[0] in _QUOTES else None


@RULES.error("intervention-missing")
def _unknown_interventions(programme: Programme) -> Iterator[Found]:
    naming, language = programme.language.naming, programme.language.lemmas
    lengths = {len(code) for code in programme.interventions if code.isdigit()}
    for text, words in _sentences(programme):
        for _, end, phrase in find_phrases(words, naming.intervention, language):
            near = (word.text for word in words[end : end + _REACH])
            code = next((one for one in near if one.isdigit() and len(one) in lengths), None)
            if code is not None and code not in programme.interventions:
                message = translate("there is no type of intervention {code}", code=code)
                yield Found(text.path, message, f"{phrase} {code}", nearest(code, programme.interventions))


@RULES.warning("milestone-of-results")
def _milestones_of_results(programme: Programme) -> Iterator[Found]:
    results = {indicator.id for objective in programme.objectives for indicator in objective.results}
    for text in printed_texts(programme):
        of_result = bool(root_of(text.path, results)) and ".rationale." in text.path
        if not text.path.startswith("chapters.") and not of_result:
            continue
        for words in sentences_of(text.literal, programme.language.lemmas):
            named = _named_with_milestones(programme.language, words, of_result=of_result)
            if named is not None:
                typed, milestone = named
                message = translate(
                    "'{milestone}' is said beside '{typed}'; results have no milestones",
                    milestone=milestone,
                    typed=typed,
                )
                yield Found(text.path, message, typed.replace(REFERENCE, ""))


def _named_with_milestones(use: LanguageUse, words: Sequence[Word], *, of_result: bool) -> tuple[str, str] | None:
    """What a sentence names that has no milestones, and the milestones beside it; None where it is right."""
    naming, language = use.naming, use.lemmas
    is_negated = any(word.text.lower() in naming.negation for word in words)
    if is_negated or any(find_phrases(words, naming.target, language)):
        return None
    named = next(find_phrases(words, naming.indicator if of_result else naming.result, language), None)
    milestone = next(find_phrases(words, naming.milestone, language), None)
    if named is None or milestone is None:
        return None
    outputs = {end for _, end, _ in find_phrases(words, naming.output, language)}
    is_joined = named[0] - 1 in outputs and words[named[0] - 1].text in naming.joins and milestone[0] < named[0]
    if outputs and not is_joined:
        return None  # only "za kazalnike učinka in kazalnike rezultatov" says the same of both
    typed, said = (" ".join(word.text for word in words[one[0] : one[1]]) for one in (named, milestone))
    return typed, said

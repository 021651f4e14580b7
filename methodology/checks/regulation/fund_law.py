"""The programme against its fund.yaml: codes, names, units, titles, measures, order, years."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.sentence_words import are_same_but_for_marks
from methodology.diagnostics import nearest
from methodology.messages import translate
from methodology.model.fund import CoreIndicator, Fund, FundObjective
from methodology.model.indicator import Indicator
from methodology.model.objective import Objective
from methodology.model.paths import step_of
from methodology.model.programme import Programme
from methodology.model.scalars import natural_order

RULES = Rules(Family.REGULATION, Scope.VALUE)


_MEASURES = ".measures."
_SHORT = 4
"""A shorter word is quoted with the one before it."""
_MARKS = ",.;:"
_YEAR_OF_ACT = re.compile(r"(?<!\d)(20\d\d)/\d")


def _pairs(programme: Programme) -> Iterator[tuple[Objective, FundObjective]]:
    """The objectives of the programme that the fund has too."""
    known = programme.fund.by_code if programme.fund else {}
    return ((objective, known[objective.facts.id]) for objective in programme.objectives if objective.facts.id in known)


def _paired_indicators(programme: Programme) -> Iterator[tuple[Indicator, CoreIndicator]]:
    for objective, law in _pairs(programme):
        laws = law.indicators
        yield from ((indicator, laws[indicator.id]) for indicator in objective.indicators if indicator.id in laws)


@RULES.warning("no-fund")
def _no_fund(programme: Programme) -> Iterator[Found]:
    if programme.fund is None:
        yield Found("programme.title", translate("there is no fund.yaml to compare the programme with"), "fund.yaml")


@RULES.warning("fund-unverified")
def _unverified(programme: Programme) -> Iterator[Found]:
    for number, kind in enumerate(programme.fund.unverified if programme.fund else (), start=1):
        message = translate("not every official text of the kind '{kind}' was compared with the law", kind=kind)
        yield Found(f"fund.unverified.{number}", message, kind)


@RULES.warning("fund-departs")
def _departures(programme: Programme) -> Iterator[Found]:
    """The copy of the law against the one that the program carries of the same day."""
    own, carried = programme.fund, programme.law.fund()
    if own is not None:
        yield from _copied_too_early(own)
    if own is None or carried is None or own.as_of != carried.as_of:
        return
    ours = dict(_texts_by_path(own))
    for path, (kind, theirs) in _texts_by_path(carried):
        mine = ours.get(path, (kind, theirs))[1]
        if mine != theirs and kind not in carried.unverified:
            words, official = _difference(mine, theirs)
            if kind == "unit":
                code = path.split(".")[-2].replace("/", ".")
                message = translate(
                    "the copy of the law has {code} in '{ours}', the program in '{theirs}'",
                    code=code,
                    ours=mine,
                    theirs=theirs,
                )
            else:
                message = translate(
                    "the copy of the law says '… {ours} …' where the program has '… {theirs} …'",
                    ours=words,
                    theirs=official,
                )
            yield Found(path, message, words, translate("the program's text is '{text}'", text=theirs))
    yield from _lacking(ours, carried)


def _copied_too_early(fund: Fund) -> Iterator[Found]:
    """A copy that is said to be older than the act."""
    passed = _YEAR_OF_ACT.search(fund.law.act)
    if passed is not None and fund.as_of.year < int(passed[1]):
        message = translate(
            "the law is copied as of {date}, before {act} was passed", date=fund.as_of, act=fund.law.act
        )
        yield Found("fund.as_of", message, str(fund.as_of))


def _lacking(ours: Collection[str], carried: Fund) -> Iterator[Found]:
    """The names, titles and measures of the law that the copy does not have."""
    for path, (_, theirs) in _texts_by_path(carried):
        if path not in ours and path.endswith((".name", ".title")):
            code = path.split(".")[-2].replace("/", ".")
            message = translate("the copy of the law lacks {code}, '{text}'", code=code, text=theirs)
            yield Found("fund.fund", message, code)
        elif path not in ours and path.endswith(".unit") and f"{path.removesuffix('unit')}name" in ours:
            code = path.split(".")[-2].replace("/", ".")
            message = translate("the copy of the law lacks the unit of {code}, '{unit}'", code=code, unit=theirs)
            yield Found(f"{path.removesuffix('unit')}name", message, code)
        elif path not in ours and _MEASURES in path:
            code = path.partition(_MEASURES)[0].rpartition(".")[2]
            letter = path.rpartition(".")[2]
            message = translate("the copy of the law lacks {code}, '{text}'", code=f"{code} {letter}", text=theirs)
            yield Found("fund.fund", message, letter)


def _texts_by_path(fund: Fund) -> Iterator[tuple[str, tuple[str, str]]]:
    """The texts of a fund by content path, each with its kind."""
    yield "fund.name", ("name", fund.name)
    yield "fund.milestone_year", ("year", str(fund.milestone_year))
    yield "fund.target_year", ("year", str(fund.target_year))
    if fund.period is not None:
        yield "fund.period.first_year", ("year", str(fund.period.first_year))
        yield "fund.period.last_year", ("year", str(fund.period.last_year))
    yield "fund.law.act", ("act", fund.law.act)
    yield "fund.law.common", ("act", fund.law.common)
    for topic, place in fund.law.topics.items():
        yield f"fund.law.topics.{topic}", ("act", place)
    for objective in fund.objectives:
        path = f"fund.objectives.{step_of(objective.code)}"
        yield f"{path}.title", ("title", objective.title)
        for code, measure in objective.measures.items():
            yield f"{path}.measures.{step_of(code)}", ("measures", measure)
        for kind, wholes in (("outputs", objective.outputs), ("results", objective.results)):
            for whole in wholes:
                yield from _indicator_texts(f"{path}.{kind}", whole)
    for code, name in fund.types.items():
        yield f"interventions.{step_of(code)}", ("codes", name)


def _indicator_texts(path: str, core: CoreIndicator) -> Iterator[tuple[str, tuple[str, str]]]:
    place = f"{path}.{step_of(core.code)}"
    yield f"{place}.name", ("name", core.name)
    if core.unit is not None:
        yield f"{place}.unit", ("unit", core.unit)
    for part in core.parts:
        yield from _indicator_texts(f"{place}.parts", part)


@RULES.error("objective-not-in-fund")
def _unknown_objectives(programme: Programme) -> Iterator[Found]:
    if programme.fund is None:
        return
    known = programme.fund.by_code
    for objective in programme.objectives:
        if (code := objective.facts.id) not in known:
            yield Found(
                f"{code}.id",
                translate("the fund has no specific objective {code}, only {known}", code=code, known=", ".join(known)),
                code,
            )


@RULES.warning("fund-objective-missing", scope=Scope.OBJECTIVES)
def _missing_objectives(programme: Programme) -> Iterator[Found]:
    if programme.fund is None:
        return
    there = {objective.facts.id for objective in programme.objectives}
    for code in programme.fund.by_code:
        if code not in there:
            yield Found(
                "programme.title",
                translate("the programme lacks the specific objective {code} of the fund", code=code),
                code,
            )


@RULES.error("indicator-not-in-fund")
def _unknown_indicators(programme: Programme) -> Iterator[Found]:
    for objective, law in _pairs(programme):
        laws = law.indicators
        for indicator in objective.indicators:
            if indicator.id not in laws:
                message = translate(
                    "the fund has no indicator {id} for {id_2}", id=indicator.id, id_2=objective.facts.id
                )
                yield Found(f"{indicator.id}.id", message, indicator.id, nearest(indicator.id, laws))
        for whole in objective.indicators:
            theirs = {part.code for part in laws[whole.id].parts} if whole.id in laws else set()
            for part in whole.parts:
                if part.id in laws and part.id not in theirs:
                    yield Found(
                        f"{part.id}.id",
                        translate("{id} is no part of {id_2} in the fund", id=part.id, id_2=whole.id),
                        part.id,
                    )


@RULES.error("fund-indicator-missing", scope=Scope.OBJECTIVES)
def _missing_indicators(programme: Programme) -> Iterator[Found]:
    for objective, law in _pairs(programme):
        there = {indicator.id for indicator in objective.indicators}
        for owner, core in _find_missing((*law.outputs, *law.results), objective.facts.id, there):
            yield Found(
                f"{owner}.id",
                translate("{owner} lacks the fund's {code}, '{name}'", owner=owner, code=core.code, name=core.name),
                core.code,
            )


def _find_missing(
    laws: Iterable[CoreIndicator], owner: str, there: Collection[str]
) -> Iterator[tuple[str, CoreIndicator]]:
    """What is not ``there``, each with its owner; where an indicator is missing, its parts are not named beside it."""
    for core in laws:
        if core.code in there:
            yield from _find_missing(core.parts, core.code, there)
        elif not core.computed:
            yield owner, core


@RULES.error("indicator-name")
def _names(programme: Programme) -> Iterator[Found]:
    for indicator, core in _paired_indicators(programme):
        if indicator.name != core.name:
            ours, theirs = _difference(indicator.name, core.name)
            message = translate(
                "{id} is called '… {ours} …' where the fund has '… {theirs} …'",
                id=indicator.id,
                ours=ours,
                theirs=theirs,
            )
            yield Found(f"{indicator.id}.name", message, ours, translate("the fund's name is '{name}'", name=core.name))


def _behind_mark(words: Sequence[str], end: int) -> int:
    """How many words stand behind the piece that is told, with the words up to a long one behind a comma."""
    while end:
        end -= 1
        if len(words[len(words) - end - 1]) >= _SHORT:
            break
    return end


def _difference(ours: str, theirs: str) -> tuple[str, str]:
    """The words in which two different names differ, with a neighbour where one of them has none there."""
    our_words, their_words = ours.split(" "), theirs.split(" ")
    shorter = min(len(our_words), len(their_words))
    start = next((index for index in range(shorter) if our_words[index] != their_words[index]), shorter)
    end = next(
        (index for index in range(shorter - start) if our_words[-1 - index] != their_words[-1 - index]), shorter - start
    )
    while not all(any(words[start : len(words) - end]) for words in (our_words, their_words)):
        if start:
            start -= 1
        else:
            end -= 1
    if are_same_but_for_marks(our_words[start : len(our_words) - end], their_words[start : len(their_words) - end]):
        end = _behind_mark(our_words, end)
    shown = (*our_words[start : len(our_words) - end], *their_words[start : len(their_words) - end])
    if start and all(len(word.strip(_MARKS)) < _SHORT for word in shown):
        start -= 1  # SIS II
    return " ".join(our_words[start : len(our_words) - end]), " ".join(their_words[start : len(their_words) - end])


@RULES.error("indicator-unit")
def _units(programme: Programme) -> Iterator[Found]:
    for indicator, core in _paired_indicators(programme):
        if indicator.unit != core.unit:
            ours, theirs = indicator.unit, core.unit
            message = translate(
                "the unit of {id} is '{ours}', in the fund '{theirs}'", id=indicator.id, ours=ours, theirs=theirs
            )
            if not ours:
                message = translate("the unit of {id} is none, in the fund '{theirs}'", id=indicator.id, theirs=theirs)
            elif not theirs:
                message = translate("the unit of {id} is '{ours}', in the fund none", id=indicator.id, ours=ours)
            yield Found(f"{indicator.id}.unit", message, indicator.unit or "unit")


@RULES.error("objective-wording")
def _titles_and_measures(programme: Programme) -> Iterator[Found]:
    for objective, law in _pairs(programme):
        facts, code = objective.facts, objective.facts.id
        texts = [(f"{code}.title", facts.title, law.title)]
        texts += [(f"{code}.measures.{step_of(key)}", facts.measures[key], text) for key, text in law.measures.items()]
        for path, ours, theirs in texts:
            if ours != theirs:
                mine, official = _difference(ours, theirs)
                message = translate(
                    "{path} says '… {mine} …' where the fund has '… {official} …'",
                    path=path,
                    mine=mine,
                    official=official,
                )
                yield Found(
                    path, message, mine, translate("delete it here: the fund's text is '{theirs}'", theirs=theirs)
                )


@RULES.error("measure-not-in-fund")
def _unknown_measures(programme: Programme) -> Iterator[Found]:
    for objective, law in _pairs(programme):
        code = objective.facts.id
        for letter in objective.facts.measures:
            if letter not in law.measures:
                message = translate(
                    "the fund has no measure {letter} for {code}, only {measures}",
                    letter=letter,
                    code=code,
                    measures=", ".join(law.measures) or translate("none"),
                )
                yield Found(f"{code}.measures.{step_of(letter)}", message, f"{letter})")


@RULES.warning("fund-order")
def _order(programme: Programme) -> Iterator[Found]:
    if programme.fund is None:
        return
    types = {code: place for place, code in enumerate(programme.fund.types)}
    for objective, law in _pairs(programme):
        places = {code: place for place, code in enumerate(law.indicators)}
        for top in objective.indicators:
            yield from _find_misplaced("{}.id", translate("part"), [part.id for part in top.parts], places)
        rows = [row.code for row in objective.allocation.rows]
        where = f"{objective.facts.id}.allocation.rows.{{}}.code"
        yield from _find_misplaced(where, translate("type of intervention"), rows, types)
    for where, codes in _lists_of_codes(programme.fund):
        for before, code in pairwise(codes):
            if natural_order(code) < natural_order(before):
                message = translate("{code} stands behind {before} in fund.yaml", code=code, before=before)
                yield Found(where.format(step_of(code)), message, code)


def _lists_of_codes(fund: Fund) -> Iterator[tuple[str, list[str]]]:
    """Yield the lists of codes that the law counts up, each with the content path of a code in it."""
    for objective in fund.objectives:
        where = f"fund.objectives.{step_of(objective.code)}"
        yield f"{where}.measures.{{}}", list(objective.measures)
        for kind, wholes in (("outputs", objective.outputs), ("results", objective.results)):
            yield f"{where}.{kind}.{{}}.code", [whole.code for whole in wholes]
            for whole in wholes:
                parts = f"{where}.{kind}.{step_of(whole.code)}.parts.{{}}.code"
                yield parts, [part.code for part in whole.parts]
    for table in fund.interventions.values():
        yield "interventions.{}", list(table.codes)


def _find_misplaced(path: str, kind: str, ours: Sequence[str], law: Mapping[str, int]) -> Iterator[Found]:
    """The first element that stands where the law, which has a place for each, has another one."""
    known = [name for name in ours if name in law]
    for name, expected in zip(known, sorted(known, key=law.__getitem__), strict=True):
        if name != expected:
            message = translate(
                "the {kind} {name} stands where the fund's order has {expected}",
                kind=kind,
                name=name,
                expected=expected,
            )
            yield Found(
                path.format(step_of(name) if ".{}" in path else name),
                message,
                f"{name} before {expected}",
            )
            return


@RULES.error("year-of-the-law")
def _years(programme: Programme) -> Iterator[Found]:
    if programme.fund is None:
        return
    for name in ("milestone_year", "target_year"):
        ours, law = getattr(programme.facts, name), getattr(programme.fund, name)
        if ours != law:
            yield Found(
                f"programme.{name}",
                translate("{name} is {ours}, in the fund {law}", name=name, ours=ours, law=law),
                str(ours),
            )
    period = programme.fund.period
    for name in ("first_year", "last_year") if period is not None else ():
        ours, law = getattr(programme.facts.period, name), getattr(period, name)
        if ours != law:
            message = translate("the period's {name} is {ours}, in the fund {law}", name=name, ours=ours, law=law)
            yield Found(f"programme.period.{name}", message, str(ours))


@RULES.error("date-before-period")
def _date(programme: Programme) -> Iterator[Found]:
    date, period = programme.facts.date, programme.facts.period
    if date.year < period.first_year:
        message = translate(
            "the document is of {date}, before the period that begins in {first_year}",
            date=date,
            first_year=period.first_year,
        )
        yield Found("programme.date", message, str(date))


@RULES.error("version-of-another-date")
def _version(programme: Programme) -> Iterator[Found]:
    facts = programme.facts
    if re.fullmatch(r"\d{4}-\d{2}", facts.version) and facts.version != f"{facts.date:%Y-%m}":
        message = translate("the version is {version}, the date {date}", version=facts.version, date=facts.date)
        yield Found("programme.version", message, facts.version)

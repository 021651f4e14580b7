"""The programme against the catalogue of its fund: codes, names, units, measures, types of intervention, years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.diagnostics import nearest
from methodology.model.catalogue import CatalogueObjective, CoreIndicator
from methodology.model.indicator import Indicator
from methodology.model.objective import Objective
from methodology.model.paths import step_of
from methodology.model.programme import Programme

RULES = Rules(Family.REGULATION, Scope.VALUE)


def _catalogue_pairs(programme: Programme) -> Iterator[tuple[Objective, CatalogueObjective]]:
    """The objectives of the programme that the catalogue has too."""
    known = programme.catalogue.objectives if programme.catalogue else {}
    return ((objective, known[objective.facts.id]) for objective in programme.objectives if objective.facts.id in known)


def _catalogued_indicators(programme: Programme) -> Iterator[tuple[Indicator, CoreIndicator]]:
    for objective, law in _catalogue_pairs(programme):
        for indicator in objective.indicators:
            if indicator.id in law.indicators:
                yield indicator, law.indicators[indicator.id]


@RULES.warning("no-catalogue")
def _no_catalogue(programme: Programme) -> Iterator[Found]:
    if programme.catalogue is None:
        yield Found("programme.title", "there is no catalogue.yaml to compare the programme with", "catalogue.yaml")


@RULES.error("objective-not-in-catalogue")
def _unknown_objectives(programme: Programme) -> Iterator[Found]:
    if programme.catalogue is None:
        return
    known = programme.catalogue.objectives
    for objective in programme.objectives:
        if (code := objective.facts.id) not in known:
            yield Found(f"{code}.id", f"the catalogue has no specific objective {code}, only {', '.join(known)}", code)


@RULES.warning("catalogue-objective-missing", scope=Scope.OBJECTIVES)
def _missing_objectives(programme: Programme) -> Iterator[Found]:
    if programme.catalogue is None:
        return
    there = {objective.facts.id for objective in programme.objectives}
    for code in programme.catalogue.objectives:
        if code not in there:
            yield Found("programme.title", f"the programme lacks the specific objective {code} of the catalogue", code)


@RULES.error("indicator-not-in-catalogue")
def _unknown_indicators(programme: Programme) -> Iterator[Found]:
    for objective, law in _catalogue_pairs(programme):
        for indicator in objective.indicators:
            if indicator.id not in law.indicators:
                message = f"the catalogue has no indicator {indicator.id} for {objective.facts.id}"
                yield Found(f"{indicator.id}.id", message, indicator.id, nearest(indicator.id, law.indicators))


@RULES.error("catalogue-indicator-missing", scope=Scope.OBJECTIVES)
def _missing_indicators(programme: Programme) -> Iterator[Found]:
    for objective, law in _catalogue_pairs(programme):
        there = {indicator.id for indicator in objective.indicators}
        for code, core in law.indicators.items():
            parent = code.rpartition(".")[0]
            owner = parent if parent in law.indicators else objective.facts.id
            # a part of an indicator that is missing itself is not reported beside it
            if code not in there and (owner in there or owner == objective.facts.id):
                yield Found(f"{owner}.id", f"{owner} lacks the catalogue's {code}, '{core.name}'", code)


@RULES.error("indicator-name")
def _names(programme: Programme) -> Iterator[Found]:
    for indicator, core in _catalogued_indicators(programme):
        if indicator.name != core.name:
            ours, theirs = _difference(indicator.name, core.name)
            message = f"{indicator.id} is called '… {ours} …' where the catalogue has '… {theirs} …'"
            yield Found(f"{indicator.id}.name", message, ours, f"the catalogue's name is '{core.name}'")


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
    return " ".join(our_words[start : len(our_words) - end]), " ".join(their_words[start : len(their_words) - end])


@RULES.error("indicator-unit")
def _units(programme: Programme) -> Iterator[Found]:
    for indicator, core in _catalogued_indicators(programme):
        if indicator.unit != core.unit:
            ours, theirs = (f"'{unit}'" if unit else "none" for unit in (indicator.unit, core.unit))
            message = f"the unit of {indicator.id} is {ours}, in the catalogue {theirs}"
            yield Found(f"{indicator.id}.unit", message, indicator.unit or "unit")


@RULES.error("measure-not-in-catalogue")
def _unknown_measures(programme: Programme) -> Iterator[Found]:
    for objective, law in _catalogue_pairs(programme):
        code = objective.facts.id
        for letter in objective.facts.measures:
            if letter not in law.measures:
                message = f"the catalogue has no measure {letter} for {code}, only {', '.join(law.measures)}"
                yield Found(f"{code}.measures.{step_of(letter)}", message, f"{letter})")


@RULES.error("catalogue-measure-missing")
def _missing_measures(programme: Programme) -> Iterator[Found]:
    for objective, law in _catalogue_pairs(programme):
        for letter in law.measures:
            if letter not in objective.facts.measures:
                code = objective.facts.id
                yield Found(f"{code}.id", f"{code} lacks the catalogue's measure {letter}", f"{letter})")


@RULES.error("intervention-not-in-catalogue")
def _unknown_interventions(programme: Programme) -> Iterator[Found]:
    if programme.catalogue is None:
        return
    known = programme.catalogue.interventions
    for code in programme.interventions:
        if code not in known:
            message = f"the catalogue has no type of intervention {code}, only {known[0]} to {known[-1]}"
            yield Found(f"interventions.{step_of(code)}", message, code)


@RULES.warning("catalogue-order")
def _order(programme: Programme) -> Iterator[Found]:
    if programme.catalogue is None:
        return
    for objective, law in _catalogue_pairs(programme):
        code = objective.facts.id
        yield from _find_misplaced(f"{code}.measures.{{}}", "measure", list(objective.facts.measures), law.measures)
        for top in objective.wholes:
            yield from _find_misplaced("{}.id", "part", [part.id for part in top.parts], list(law.indicators))
        rows = [row.code for row in objective.allocation.rows]
        where = f"{code}.allocation.rows.{{}}.code"
        yield from _find_misplaced(where, "type of intervention", rows, programme.catalogue.interventions)


def _find_misplaced(path: str, kind: str, ours: Sequence[str], law: Sequence[str]) -> Iterator[Found]:
    """The first element that stands where the law has another one."""
    known = [name for name in ours if name in law]
    for name, expected in zip(known, sorted(known, key=law.index), strict=True):
        if name != expected:
            message = f"the {kind} {name} stands where the catalogue's order has {expected}"
            yield Found(path.format(step_of(name) if ".{}" in path else name), message, f"{name} before {expected}")
            return


@RULES.error("year-of-the-law")
def _years(programme: Programme) -> Iterator[Found]:
    if programme.catalogue is None:
        return
    for name in ("milestone_year", "target_year"):
        ours, law = getattr(programme.facts, name), getattr(programme.catalogue, name)
        if ours != law:
            yield Found(f"programme.{name}", f"{name} is {ours}, in the catalogue {law}", str(ours))


@RULES.error("date-before-period")
def _date(programme: Programme) -> Iterator[Found]:
    date, period = programme.facts.date, programme.facts.period
    if date.year < period.first_year:
        message = f"the document is of {date}, before the period that begins in {period.first_year}"
        yield Found("programme.date", message, str(date))


@RULES.error("version-of-another-date")
def _version(programme: Programme) -> Iterator[Found]:
    facts = programme.facts
    if re.fullmatch(r"\d{4}-\d{2}", facts.version) and facts.version != f"{facts.date:%Y-%m}":
        message = f"the version is {facts.version}, the date {facts.date}"
        yield Found("programme.version", message, facts.version)

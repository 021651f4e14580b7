"""How a value came about: its formula down to what is given, why it is so, where it is printed, and when it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from methodology.calculating import Terms
from methodology.composing.printing import Printer
from methodology.diagnostics import ContentError
from methodology.messages import translate, translate_count
from methodology.model.assumption import PERCENT, Figure
from methodology.model.calculation import Calculation
from methodology.model.indicator import Indicator, OutputPart
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.model.scalars import spoken
from methodology.versions.changes import Place
from methodology.versions.history import History, PastChange
from methodology.versions.printed import places_of
from methodology.versions.reasons import covers
from methodology.versions.version import Version


@dataclass(frozen=True, slots=True)
class Said:
    """A text that explains the value, and what it is: ``rationale.target``, ``amendment 1.2``."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of a value.

    ``calculation`` is the value with what it follows from; ``sources`` are the names of sources by id. ``texts`` are
    the reasons that the content gives. ``places`` are where it is printed, each with how often. ``history`` has the
    changes of the value and of all that it follows from, oldest first; None where the content lies in no repository.
    """

    path: str
    calculation: Calculation
    sources: Mapping[str, str]
    texts: tuple[Said, ...]
    places: Mapping[Place, int]
    history: tuple[PastChange, ...] | None


def find_value(programme: Programme, name: str) -> str:
    """The content path that a name means, which may be short as in a formula; empty where nothing is called so."""
    return Terms(programme.values, programme.tables).path_of(name, None)


def explain_value(version: Version, path: str, content: Path) -> Explanation:
    """Explain the value at a content path that is known to exist."""
    programme = version.programme
    known = programme.calculations.get(path)
    calculation = known or Terms(programme.values, programme.tables).leaf(path)
    places: dict[Place, int] = {}
    for place, text in places_of(version):
        if path in text.paths:
            places[place] = places.get(place, 0) + 1
    history = History(programme, content)
    changes = [change for one in _all_paths(calculation, programme) for change in history.changes(one)]
    order = {change: number for number, change in enumerate(changes)}
    changes.sort(key=lambda change: (not change.commit, change.date, order[change]))
    texts, past = tuple(_texts(programme, path)), tuple(changes) if history.is_known else None
    return Explanation(path, calculation, programme.sources, texts, places, past)


def _all_paths(calculation: Calculation, programme: Programme) -> Iterator[str]:
    """The paths of a value and of all that it follows from, formulas among them, each once."""
    paths: dict[str, None] = {}
    waiting = [calculation]
    while waiting:
        one = waiting.pop()
        if one.path not in paths:
            paths[one.path] = None
            if one.formula_path in programme.values:
                paths[one.formula_path] = None
            waiting += reversed(one.terms)
    return iter(paths)


def _texts(programme: Programme, path: str) -> Iterator[Said]:
    """The reasons for a value: its rationale, its sources, and those that amendments give for its changes."""
    value = programme.values.get(path)
    printer = Printer(programme, programme.grammar)
    if value is not None and isinstance(value.owner, Indicator) and not isinstance(value.value, Figure):
        for name in _reasoning_paths(programme, value.owner, value.field):
            found = (one for one in programme.values if is_within(one, name))
            yield from (Said(one, _print(printer, one)) for one in found)
    for version, amendment in programme.amendments.items():
        for reason in amendment.reasons:
            if reason.is_given and covers(reason.path, path):
                yield Said(translate("amendment {version}", version=version), reason.reason)


def _reasoning_paths(programme: Programme, indicator: Indicator, field: str) -> Iterator[str]:
    """Where the reasons and sources of a value stand: its own, those of its whole, those of all results."""
    for objective in programme.objectives:
        for whole in objective.wholes:
            if indicator not in whole.with_parts:
                continue
            for one in dict.fromkeys((indicator.id, whole.id)):
                yield from (f"{one}.rationale.{field}", f"{one}.sources")
            if not isinstance(whole, OutputPart):
                summary = f"{objective.facts.id}.results"
                yield from (f"{summary}.{field}_rationale", f"{summary}.sources")


def _print(printer: Printer, path: str) -> str:
    value = printer.programme.values[path].value
    if value in printer.programme.sources:
        path = f"sources.{value}"
    try:
        return printer.print_text(path)
    except ContentError:
        return str(value)


def show_value(calculation: Calculation) -> str:
    """A value as the console shows it: ``89 %``, ``1250 EUR/person``, ``12 numbers`` of a column."""
    if calculation.value is None:
        count = len(calculation.cells)
        return translate_count("{count} number", "{count} numbers", count) if count else translate("nothing")
    unit = calculation.unit or ""
    return f"{spoken(calculation.value)} {PERCENT if unit == PERCENT else unit}".strip()

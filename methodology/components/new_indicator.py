"""A new indicator: its file with what the fund says of it, or its entry among the parts of another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from methodology.components.component import fault, fault_of_form, find_indicators, objective_of, require_text
from methodology.components.kind import IndicatorKind
from methodology.diagnostics import ContentError, Location, nearest
from methodology.editing.nodes import parse_nodes
from methodology.editing.spots import Spots
from methodology.editing.yaml_entries import insert_value, reorder
from methodology.editing.yaml_scalars import write_scalar
from methodology.messages import declare_message, translate
from methodology.model.fund import CoreIndicator, FundObjective, fields_to_give
from methodology.model.indicator import Indicator, OutputPart
from methodology.model.objective import Objective
from methodology.model.programme import Programme
from methodology.model.scalars import CODE_FORM, TO_GIVE, fault_of_file_name
from methodology.reading.content_folder import INDICATORS
from methodology.reading.content_text import SCHEMA, schema_line

_PART_OF_FUND = declare_message("the fund has {code} as part of {above}, '{name}'")
_OF_FUND = {
    IndicatorKind.OUTPUT: declare_message("the fund has {code} as output of {above}, '{name}'"),
    IndicatorKind.RESULT: declare_message("the fund has {code} as result of {above}, '{name}'"),
}


@dataclass(frozen=True, slots=True)
class SaidOfIndicator:
    """What somebody says of an indicator; all of it is empty for one that the fund has."""

    name: str = ""
    unit: str = ""
    kind: IndicatorKind | None = None
    objective: str = ""
    whole: str = ""
    """The code of the indicator that it is a part of."""


@dataclass(frozen=True, slots=True)
class _Official:
    """What the fund says of an indicator: the objective that it belongs to, its kind, and the indicator above it."""

    law: FundObjective
    kind: IndicatorKind
    core: CoreIndicator
    whole: str


def add_indicator(programme: Programme, code: str, said: SaidOfIndicator) -> dict[str, str]:
    """Return the files with a new indicator, whose values are to be given.

    An indicator of the fund stands where the fund has it, with all its parts. Of any other its name, and its kind with
    its objective or the indicator that it is a part of, must be said. Raises ContentError for a code that is none or
    taken, and for what is missing, unknown or said beside the fund.
    """
    _require_free_code(programme, code)
    official = _find_official(programme, code)
    if official is None:
        return _add_other(programme, code, said)
    if said != SaidOfIndicator():
        raise _said_beside_fund(programme, official)
    if not official.whole:
        return _add_file(programme, objective_of(programme, official.law.code), official.kind, official.core)
    whole = _find_whole(programme, official.whole, translate("add that one: it brings its parts"))
    siblings = next(one for one in official.law.indicators.values() if one.code == official.whole).parts
    before = {core.code for core in siblings[: siblings.index(official.core)]}
    return _add_part(programme, whole, official.core, sum(part.id in before for part in whole.parts))


def _said_beside_fund(programme: Programme, official: _Official) -> ContentError:
    above = official.whole or official.law.code
    kind = _OF_FUND[official.kind] if not official.whole else _PART_OF_FUND
    message = translate(kind, code=official.core.code, above=above, name=official.core.name)
    return fault("wrong-value", message, Location(f"{programme.name}/fund.yaml"), translate("give its code alone"))


def _find_whole(programme: Programme, code: str, hint: str | None) -> Indicator:
    """The indicator of a code; raises ContentError where there is none, or its file has errors."""
    for indicator in programme.indicators:
        if indicator.id == code:
            return indicator
    for file, _, there in find_indicators(programme):
        if there == code:
            location = Location(f"{programme.name}/{file}")
            message = translate("{code} stands in a file with errors", code=code)
            raise fault("unreadable-file", message, location, translate("mend it first: see check"))
    message = translate("no indicator '{name}'", name=code)
    raise fault("unknown-indicator", message, Location(f"{programme.name}/objectives"), hint)


def _require_free_code(programme: Programme, code: str) -> None:
    folder = Location(f"{programme.name}/objectives")
    if not re.fullmatch(CODE_FORM.pattern, code):
        raise fault_of_form(CODE_FORM, code, folder)
    if why := fault_of_file_name(code):
        raise fault("wrong-code", translate("'{code}' makes no file name: {why}", code=code, why=why), folder)
    for objective in programme.objectives:
        if objective.facts.id.casefold() == code.casefold():
            message = translate("{code} is the code of a specific objective", code=code)
            raise fault("duplicate-code", message, folder)
    for file, _, there in find_indicators(programme):
        if there.casefold() == code.casefold():
            message = translate("there is an indicator '{name}'", name=there)
            raise fault("duplicate-code", message, Location(f"{programme.name}/{file}"))


def _find_official(programme: Programme, code: str) -> _Official | None:
    for law in programme.fund.objectives if programme.fund else ():
        for kind, wholes in ((IndicatorKind.OUTPUT, law.outputs), (IndicatorKind.RESULT, law.results)):
            waiting = [("", whole) for whole in wholes]
            while waiting:
                above, core = waiting.pop()
                if core.code == code:
                    return _Official(law, kind, core, above)
                waiting += [(core.code, part) for part in core.parts]
    return None


def _add_other(programme: Programme, code: str, said: SaidOfIndicator) -> dict[str, str]:
    """An indicator that the fund does not have."""
    folder = Location(f"{programme.name}/objectives")
    needed = {translate("its name"): said.name, "--unit": said.unit}
    needed |= {"--part-of": said.whole} if said.whole else {"--kind": said.kind or "", "--objective": said.objective}
    if missing := [what for what, given in needed.items() if not given.strip()]:
        message = translate("the fund has no indicator {code}: give {missing}", code=code, missing=", ".join(missing))
        raise fault("missing-key", message, folder, _near_codes(programme, code))
    name, unit = require_text(said.name, translate("its name"), folder), require_text(said.unit, "--unit", folder)
    core = CoreIndicator(code=code, name=name, unit=unit)
    if not said.whole and said.kind is not None:
        return _add_file(programme, objective_of(programme, said.objective), said.kind, core, is_official=False)
    whole = _find_whole(programme, said.whole, nearest(said.whole, (one.id for one in programme.indicators)))
    if said.kind or said.objective:
        message = translate("what {code} is follows from {whole}", code=code, whole=whole.id)
        raise fault("wrong-value", message, folder, translate("leave --kind and --objective out"))
    return _add_part(programme, whole, core, len(whole.parts), is_official=False)


def _near_codes(programme: Programme, code: str) -> str | None:
    return nearest(code, programme.fund.indicators) if programme.fund else None


def _add_file(
    programme: Programme, objective: Objective, kind: IndicatorKind, core: CoreIndicator, *, is_official: bool = True
) -> dict[str, str]:
    facts = programme.values[f"{objective.facts.id}.id"].location.file.removeprefix(f"{programme.name}/")
    file = f"{facts.rpartition('/')[0]}/{INDICATORS}/{core.code}.yaml"
    has_schemas = any(text.startswith(SCHEMA) for text in programme.files.values())
    first = schema_line(file, f"{kind}-indicator") if has_schemas else ""
    return {file: first + "\n".join([*_lines(programme, objective, kind, core, is_official=is_official), ""])}


def _lines(
    programme: Programme, objective: Objective, kind: IndicatorKind, core: CoreIndicator, *, is_official: bool
) -> Iterator[str]:
    """The lines of a file: what is to be given, and the lists that are to be filled."""
    lines = list(_pairs(_fields(programme, kind, core, is_official=is_official)))
    if kind is IndicatorKind.OUTPUT:
        lines.insert(1 if is_official else 2, "measures: []")
    yield from lines
    yield from _part_lines(programme, kind, core.parts)
    if kind is IndicatorKind.OUTPUT:
        yield "operations: []"
    values = ["milestone"] if kind is IndicatorKind.OUTPUT else []
    values += ["target"] if kind is IndicatorKind.OUTPUT or objective.summary.target_rationale is None else []
    if values:
        yield "rationale:"
    for value in values:
        yield from (f"  {value}:", f"    sentence: {TO_GIVE}")
    if kind is IndicatorKind.OUTPUT or not objective.summary.sources:
        yield "sources: []"


def _part_lines(programme: Programme, kind: IndicatorKind, parts: Sequence[CoreIndicator]) -> Iterator[str]:
    """The lines of an indicator's parts, and of theirs."""
    if parts:
        yield "parts:"
    for part in parts:
        lines = [*_pairs(_fields(programme, kind, part)), *_part_lines(programme, kind, part.parts)]
        yield from (f"  {'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def _fields(
    programme: Programme, kind: IndicatorKind, core: CoreIndicator, *, is_official: bool = True
) -> dict[str, str]:
    """The keys of an indicator with their values, in the order of files."""
    fields = {"id": core.code}
    if not is_official:
        fields |= {"name": core.name} | ({"unit": core.unit} if core.unit else {})
    counting_units = programme.fund.counting_units if programme.fund else ()
    return fields | fields_to_give(core, counting_units, is_output=kind is IndicatorKind.OUTPUT)


def _pairs(fields: Mapping[str, str]) -> Iterator[str]:
    return (f"{key}: {write_scalar(text)}" for key, text in fields.items())


def _add_part(
    programme: Programme, whole: Indicator, core: CoreIndicator, number: int, *, is_official: bool = True
) -> dict[str, str]:
    """The file of a whole with a part more, the one of a number from 0."""
    kind = IndicatorKind.OUTPUT if isinstance(whole, OutputPart) else IndicatorKind.RESULT
    fields = _fields(programme, kind, core, is_official=is_official)
    spot = Spots(programme).of(f"{whole.id}.parts")
    text, count = programme.files[spot.file], len(whole.parts)
    try:
        if whole.parts:
            text = reorder(text, spot.place, [*range(number), fields, *range(number, count)])
        else:
            text = insert_value(text, spot, [fields])
    except ValueError:
        text = ""
    if parse_nodes(text) is None:
        raise _unwritable(programme, spot.file)
    return {spot.file: text}


def _unwritable(programme: Programme, file: str) -> ContentError:
    message = translate("the parts cannot be written as the file stands")
    hint = translate("write the list line by line, without brackets")
    return fault("wrong-type", message, Location(f"{programme.name}/{file}"), hint)

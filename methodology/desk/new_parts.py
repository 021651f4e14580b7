"""New operations, sources, risks, assumptions, chapters and indicators at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from methodology.components.adding import add_chapter, add_operation, add_risk, add_source
from methodology.components.kind import ComponentKind, IndicatorKind
from methodology.components.new_indicator import SaidOfIndicator, add_indicator
from methodology.desk.asked import BadRequestError, Data, text_of, texts_by_name, texts_of_list
from methodology.desk.cards import CardKind, kind_of, printed_text, read_typed
from methodology.desk.entry_lists import make_key
from methodology.desk.labels import LabelPiece, make_label
from methodology.desk.planned import Files, FormContext, Planned, RefusedError
from methodology.desk.typed import TypedError, read_number
from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, NewEntry, SetEntries, SetText
from methodology.editing.yaml_scalars import write_scalar
from methodology.messages import declare_message, translate
from methodology.model.assumption import ASSUMPTIONS
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.indicator import Indicator, OutputPart
from methodology.model.outline import OUTLINE
from methodology.model.programme import Programme
from methodology.model.scalars import TO_GIVE, NotGiven
from methodology.reading.content_text import SCHEMA, schema_line
from methodology.versions.report.names import PathNames

ASSUMPTION = "assumption"
NAMES = {
    ComponentKind.INDICATOR: declare_message("Indicator"),
    ComponentKind.OPERATION: declare_message("Operation"),
    ComponentKind.SOURCE: declare_message("Source of data"),
    ComponentKind.RISK: declare_message("Risk"),
    ASSUMPTION: declare_message("Assumption"),
    ComponentKind.CHAPTER: declare_message("Chapter"),
}
"""What can be added, in the order of the form."""
LISTS = ("measures", "operations", "sources")
REFERENCE_YEAR = "reference_year"
"""What a new indicator with a start value is asked for although it may do without."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: how the request names it, and what is shown."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class NewForm:
    """What can be added: indicators of the fund's catalogue that the programme lacks, and those of objectives."""

    kinds: tuple[Choice, ...]
    catalogue: tuple[Choice, ...]
    objectives: tuple[Choice, ...]
    indicator_kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class GivenField:
    """A value of a new indicator that a person must give."""

    path: str
    name: str
    kind: CardKind


@dataclass(frozen=True, slots=True)
class NewList:
    """A list of a new indicator, with the entries that it can have."""

    path: str
    name: str
    candidates: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NewIndicatorForm:
    """What is to be given for a new indicator: its values, the reasons for them, and its lists."""

    name: str
    values: tuple[GivenField, ...]
    reasons: tuple[GivenField, ...]
    lists: tuple[NewList, ...]


def make_form(context: FormContext, _query: Mapping[str, str]) -> NewForm:
    """Return what can be added."""
    programme = context.programme
    there = {indicator.id for indicator in programme.indicators}
    objectives = programme.fund.objectives if programme.fund else ()
    return NewForm(
        kinds=tuple(Choice(str(kind), translate(name)) for kind, name in NAMES.items()),
        catalogue=tuple(
            Choice(code, f"{code} {core.name}")
            for law in objectives
            for code, core in law.indicators.items()
            if code not in there
        ),
        objectives=tuple(Choice(one.facts.id, f"{one.facts.id} {one.facts.title}") for one in programme.objectives),
        indicator_kinds=(
            Choice(IndicatorKind.OUTPUT, translate("Output")),
            Choice(IndicatorKind.RESULT, translate("Result")),
        ),
    )


def make_indicator_form(context: FormContext, query: Mapping[str, str]) -> NewIndicatorForm:
    """Return what is to be given for a new indicator; raises ContentError where there can be none of the code."""
    code = text_of(query, "code")
    files = _add_indicator(context.programme, code, _said(query))
    after = context.read_with(context.programme, files)
    new = [one for one in after.indicators if one.id not in {there.id for there in context.programme.indicators}]
    names = PathNames.of((after,), context.names.labels)
    fields = [GivenField(path, names.path(path), _kind(after, path)) for one in new for path in _to_give(after, one)]
    return NewIndicatorForm(
        name=f"{code} {next((one.name for one in new if one.id == code), '')}".strip(),
        values=tuple(field for field in fields if ".rationale." not in field.path),
        reasons=tuple(field for field in fields if ".rationale." in field.path),
        lists=tuple(
            NewList(f"{one.id}.{name}", names.path(f"{one.id}.{name}"), tuple(_candidates(after, one, name)))
            for one in new
            for name in LISTS
            if _has_list(one, name)
        ),
    )


def read_form(context: FormContext, data: Data) -> Planned:
    """Return the edit that a filled form comes to."""
    kind, text = text_of(data, "component"), text_of(data, "text").strip()
    if kind not in NAMES:
        raise BadRequestError
    label = make_label(LabelPiece(message=NAMES[kind]), f": {text}" if text else "")
    if kind == ComponentKind.INDICATOR:
        return _read_indicator(context, data)
    if not text:
        raise RefusedError(translate("give the new entry its name"))
    return Planned(label, lambda programme: _add(context, programme, kind, text, data))


def _add(context: FormContext, programme: Programme, kind: str, text: str, data: Data) -> Files:
    taken = {path.split(".")[-1] for path in programme.values} | set(programme.chapters)
    key = make_key(text, taken)
    if kind == ASSUMPTION:
        return _add_assumption(programme, key, text, texts_by_name(data, "said"))
    if kind == ComponentKind.CHAPTER:
        standard = context.templates / "document" / OUTLINE
        outline = standard.read_text(encoding="utf-8") if standard.is_file() else ""
        title = undo_line_marks(" ".join(text.split()), "#")
        return add_chapter(programme, key.replace("_", "-"), title, outline)
    if kind == ComponentKind.RISK:
        return add_risk(programme, key, text, texts_of_list(data, "objectives"))
    add = add_operation if kind == ComponentKind.OPERATION else add_source
    return add(programme, key, text)


def _add_assumption(programme: Programme, key: str, name: str, said: Mapping[str, str]) -> Files:
    """A new named number at the end of the assumptions: its value, unit, source and year."""
    file = f"{ASSUMPTIONS}.yaml"
    try:
        number = read_number(said.get("value", ""), programme.grammar.locale)
    except TypedError as error:
        raise RefusedError(str(error)) from error
    given = {field: said.get(field, "").strip() for field in ("unit", "source", "note")}
    year = said.get("year", "").strip()
    texts = {"unit": given["unit"], "name": name, "source": given["source"], "note": given["note"]}
    lines = [f"value: {number}", *(f"{field}: {write_scalar(text)}" for field, text in texts.items() if text)]
    lines += [f"year: {write_scalar(year, typed=True)}"] if year else []
    has_schemas = any(text.startswith(SCHEMA) for text in programme.files.values())
    before = programme.files.get(file, schema_line(file, ASSUMPTIONS) if has_schemas else "")
    before = f"{before.rstrip()}\n" if before.strip() else ""
    return {file: before + f"{key}:\n" + "".join(f"  {line}\n" for line in lines)}


def _read_indicator(context: FormContext, data: Data) -> Planned:
    """A new indicator with what was given of it."""
    code = text_of(data, "code").strip()
    if not code:
        raise RefusedError(translate("choose an indicator, or write the code of another one"))
    values = {path: typed for path, typed in texts_by_name(data, "values").items() if typed.strip()}
    lists = data.get("lists", {})
    if not isinstance(lists, dict):
        raise BadRequestError
    entries = {path: texts_of_list(lists, path) for path in lists}

    def plan(programme: Programme) -> Files:
        files = _add_indicator(programme, code, _said(data))
        after = context.read_with(programme, files)
        edits: list[ContentEdit] = [
            SetText(path, _read_value(context, after, path, typed)) for path, typed in values.items()
        ]
        edits += [SetEntries(path, tuple(map(NewEntry, keys))) for path, keys in entries.items() if keys]
        return {**files, **apply_edits(after, edits)}

    return Planned(make_label(LabelPiece(message=NAMES[ComponentKind.INDICATOR]), f" {code}"), plan)


def _add_indicator(programme: Programme, code: str, said: SaidOfIndicator) -> dict[str, str]:
    """The files with the indicator; what is missing is told without the options of the command."""
    try:
        return add_indicator(programme, code, said)
    except ContentError as error:
        if {fault.code for fault in error.diagnostics} != {"missing-key"}:
            raise
        message = translate("the fund has no indicator {code}: give its name, unit, kind and objective", code=code)
        raise RefusedError(message) from error


def _said(data: Data) -> SaidOfIndicator:
    """What is said of an indicator that the fund does not have."""
    kind = data.get("indicator_kind") or None
    if kind is not None and kind not in tuple(IndicatorKind):
        raise BadRequestError
    name, unit, objective = (str(data.get(field) or "").strip() for field in ("name", "unit", "objective"))
    return SaidOfIndicator(name, unit, kind and IndicatorKind(kind), objective)


def _read_value(context: FormContext, programme: Programme, path: str, typed: str) -> str:
    if path not in programme.values and path.rpartition(".")[2] != REFERENCE_YEAR:
        raise BadRequestError
    names = PathNames.of((programme,), context.names.labels)
    try:
        return read_typed(typed, _kind(programme, path), programme.grammar.locale)
    except TypedError as error:
        raise RefusedError(f"{names.path(path)}: {error}") from error


def _to_give(programme: Programme, indicator: Indicator) -> Iterator[str]:
    """The paths of an indicator's values that are to be given, those of its parts left out."""
    codes = {part.id for part in indicator.with_parts[1:]}
    for path, value in programme.values.items():
        is_of_part = any(path.startswith(f"{code}.") for code in codes)
        if path.startswith(f"{indicator.id}.") and not is_of_part and value.value in (NotGiven(), TO_GIVE):
            yield path
    if REFERENCE_YEAR in type(indicator).model_fields and REFERENCE_YEAR not in indicator.model_fields_set:
        yield f"{indicator.id}.{REFERENCE_YEAR}"


def _kind(programme: Programme, path: str) -> CardKind:
    return kind_of(programme, path) if path in programme.values else CardKind.YEAR


def _has_list(indicator: Indicator, name: str) -> bool:
    is_part_alone = name == "measures" and isinstance(indicator, OutputPart)
    return is_part_alone or name in indicator.model_fields_set


def _candidates(programme: Programme, indicator: Indicator, name: str) -> Iterator[Choice]:
    if name == "measures":
        objective = next(one for one in programme.objectives if indicator in one.indicators)
        yield from (Choice(code, f"({code}) {text}") for code, text in objective.facts.measures.items())
        return
    registry = programme.operations if name == "operations" else programme.sources
    yield from (Choice(key, printed_text(programme, f"{name}.{key}")) for key in registry)

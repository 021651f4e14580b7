"""What the content says and the document does not: chapters, texts and values that no template prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from methodology.composing.compose import find_printable
from methodology.composing.templates import MAIN
from methodology.diagnostics import Diagnostic, Location
from methodology.messages import translate
from methodology.model.assumption import Assumptions, Figure
from methodology.model.data_table import DataDescription, TableColumn
from methodology.model.indicator import Derivation, Indicator, OutputIndicator, OutputPart, Reasons
from methodology.model.objective import AllocationRow, ObjectiveFacts, ObjectiveRisks, Summary
from methodology.model.outline import OUTLINE
from methodology.model.paths import is_within
from methodology.model.phrases import Formats, Labels, Phrase
from methodology.model.programme import (
    UNPRINTED_FILES,
    CommonRisks,
    Emblem,
    Interventions,
    Programme,
    ProgrammeFacts,
    Registry,
    Statements,
    Value,
)

OF_REGISTRIES = "printed where it is mentioned; the rule unused-entry finds what nothing mentions"
OF_TABLES = "printed where a chapter places the table; a table that is neither placed nor reckoned with is an error"
OTHERWISE_PRINTED: Mapping[type, Mapping[str, str]] = {
    ProgrammeFacts: {
        "file_name": "names the files",
        "language": "chooses the forms of numbers, dates and plurals",
        "authority": "stands in the properties of the files",
        "keywords": "stand in the properties of the files",
    },
    Emblem: {"file": "is drawn on the cover", "width": "is that of the picture on the cover"},
    Statements: dict.fromkeys(Statements.model_fields, "read by the rules statement-missing and unprinted-statement"),
    Labels: dict.fromkeys(Labels.model_fields, "printed by each format around the document"),
    Formats: dict.fromkeys(Formats.model_fields, "chooses a form"),
    Phrase: dict.fromkeys(Phrase.model_fields, "a form is printed where a count needs it"),
    Registry: {"root": OF_REGISTRIES},
    Interventions: {"root": OF_REGISTRIES},
    CommonRisks: {"factors": OF_REGISTRIES},
    ObjectiveRisks: {"own": OF_REGISTRIES},
    ObjectiveFacts: {"id": "names the folder", "number": "chooses the codes of the indicators"},
    Summary: {"print_sources": "chooses a form"},
    AllocationRow: {"amount": "stands in the programme's tables; the share is printed"},
    Assumptions: {
        "root": "printed where a text or a calculation needs it; the rule unused-entry finds what nothing uses"
    },
    Figure: dict.fromkeys(Figure.model_fields, "printed where a text refers to it"),
    Reasons: {"chapter": "names the chapter that is printed there"},
    Derivation: dict.fromkeys(Derivation.model_fields, "read by the rules of arithmetic"),
    Indicator: {
        "id": "a whole may have the range of its parts instead",
        "number_format": "chooses a form",
        "calculation": "chooses a form",
        "figures": "printed where a text refers to them; the rule unused-figure finds what nothing refers to",
    },
    DataDescription: {"caption": OF_TABLES},
    TableColumn: {
        **dict.fromkeys(("head", "unit", "cell", "id"), OF_TABLES),
        "format": "chooses a form",
        "decimals": "chooses a form",
    },
    OutputIndicator: {"list_operations": "chooses a form"},
}
"""The fields that need not stand in the document, by what they are fields of, each with the reason."""


def find_unprinted(programme: Programme, printed: Collection[str], templates: Path) -> Iterator[Diagnostic]:
    """Yield each chapter, text, value and statement of the programme that is not among the ``printed`` paths."""
    template = f"{templates.name}/document/{MAIN}"
    own = f"{programme.name}/{OUTLINE}"
    for chapter in programme.chapters.values():
        if not any(is_within(path, f"chapters.{chapter.name}") for path in printed):
            hint = translate(
                "write '- chapter: {chapter}' in {own} where it is to stand, or delete the file",
                chapter=chapter.name,
                own=own,
            )
            if OUTLINE not in programme.files:
                hint = translate(
                    "copy {outline} to {own}, and write '- chapter: {chapter}' in {own} where it is to stand, "
                    "or delete the file",
                    outline=f"{templates.name}/document/{OUTLINE}",
                    chapter=chapter.name,
                    own=own,
                )
            yield Diagnostic(
                "unprinted-chapter",
                translate("no outline names the chapter '{chapter}'", chapter=chapter.name),
                chapter.location_at(0),
                hint,
            )
    yield from _find_unprinted_values(programme, printed, templates)
    yield from _find_unprinted_tables(programme, printed)
    statements = programme.facts.statements
    for name in type(statements).model_fields:
        stated = getattr(statements, name)
        is_chapter = stated is not None and stated.startswith("chapters.")  # told above, or not there at all
        if stated in programme.values and not is_chapter and not any(is_within(path, stated) for path in printed):
            path = f"programme.statements.{name}"
            location = programme.location(path) or Location(template)
            yield Diagnostic(
                "unprinted-statement",
                translate("the document does not print '{stated}'", stated=stated),
                location,
                path=path,
            )


def _find_unprinted_tables(programme: Programme, printed: Collection[str]) -> Iterator[Diagnostic]:
    """Tables of data that no chapter prints, and no text or formula refers to."""
    texts = [value.value for value in programme.values.values() if isinstance(value.value, str)]
    for table in programme.tables.values():
        is_used = any(f"{{{table.path}." in text for text in texts)
        if not is_used and not any(is_within(path, table.path) for path in printed):
            message, hint = (
                translate("the document does not print '{path}'", path=table.path),
                translate("write {{{path}}} alone in a paragraph", path=table.path),
            )
            location = Location(f"{programme.name}/{table.file}")
            yield Diagnostic("unprinted-text", message, location, hint, path=table.path)


def _find_unprinted_values(programme: Programme, printed: Collection[str], templates: Path) -> Iterator[Diagnostic]:
    missing = _list_missing(programme.values, printed)
    if missing and OUTLINE in programme.files:  # what the outline leaves out is left out on purpose
        missing = _list_missing(programme.values, {*printed, *find_printable(programme, templates)})
    for path in missing:
        value = programme.values[path]
        hint = _say_where(path, value, programme) or translate(
            "print it in {name}/document/, or delete it", name=templates.name
        )
        yield Diagnostic(
            "unprinted-text",
            translate("the document does not print '{path}'", path=path),
            value.location,
            hint,
            path=path,
        )


def _list_missing(values: Mapping[str, Value], printed: Collection[str]) -> list[str]:
    """The paths of the values that are to be printed and are not."""
    # a note says once what neighbours count
    counted = {values[path].value for path in printed if path in values and values[path].field == "counts"}
    return [
        path
        for path, value in values.items()
        if path not in printed and path.partition(".")[0] not in UNPRINTED_FILES and not is_otherwise_printed(value)
        if value.field != "counts" or value.value not in counted
    ]


def is_otherwise_printed(value: Value) -> bool:
    """Whether a value is one of :data:`OTHERWISE_PRINTED`."""
    return any(isinstance(value.owner, kind) and value.field in names for kind, names in OTHERWISE_PRINTED.items())


def _say_where(path: str, value: Value, programme: Programme) -> str | None:
    """What to do with a value that could be printed, but not where it stands."""
    owner, _, place = path.partition(f".{value.field}.")
    if value.field == "wording":
        return translate("no sentence '{place}' is printed of {owner}: delete it", place=place, owner=owner)
    if value.field == "endings":
        return translate("'{place}' of {owner} is no item that a mark follows: delete it", place=place, owner=owner)
    results = (one.id for one in programme.indicators if not isinstance(one, OutputPart))
    if any(is_within(path, f"{code}.rationale.milestone") for code in results):
        return translate("a result has no milestone: say it in rationale.target, or in remarks")
    return None

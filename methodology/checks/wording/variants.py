"""Registered names that are printed in another form at one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.checks.passages import all_passages
from methodology.diagnostics import Severity
from methodology.model.indicator import Indicator
from methodology.model.objective import ObjectiveRisks
from methodology.model.phrases import Mention
from methodology.model.programme import Programme
from methodology.model.prose import Reference

_RISKS = "risks.factors"


def same_name(first: str, second: str) -> bool:
    """Whether two names are one: the first letter may be small, as inside a sentence."""
    return first[:1].lower() + first[1:] == second[:1].lower() + second[1:]


def _printed_references(programme: Programme) -> Iterator[tuple[str, Reference, str]]:
    """References with a printed form of their own: where they stand, and that form."""
    for passage in all_passages(programme):
        for part in passage.parts:
            if isinstance(part, Reference) and part.printed is not None:
                yield passage.path, part, part.printed


def _find_name_variants(programme: Programme) -> Iterator[Found]:
    for path, reference, printed in _printed_references(programme):
        value = programme.values.get(reference.path)
        if value and isinstance(value.owner, Indicator) and value.field == "name":
            name = str(value.value)
            if not same_name(printed, name):
                yield Found(path, f"'{printed}' is printed for the name of {value.owner.id}, '{name}'", printed)


def _find_in(registry: str, fields: tuple[str, ...]) -> Callable[[Programme], Iterator[Found]]:
    """The search for variants of the names in one registry, in mentions and in references."""

    def find(programme: Programme) -> Iterator[Found]:
        for path, entry, printed in _variants(programme, registry, fields):
            name = programme.values[entry].value
            if not same_name(printed, str(name)):
                yield Found(path, f"'{printed}' is printed for {entry}, '{name}'", printed)

    return find


def _variants(programme: Programme, registry: str, fields: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The place, the path of the entry and the form that is printed for it there."""
    for path, value in programme.values.items():
        if isinstance(value.owner, Mention) and value.owner.text is not None:
            field = path.split(".")[-2]
            if field in fields:
                yield path, _entry(programme, path, registry, value.owner.id), str(value.owner.text)
    for path, reference, printed in _printed_references(programme):
        if reference.path.startswith(f"{registry}."):
            yield path, reference.path, printed


def _entry(programme: Programme, path: str, registry: str, identifier: str) -> str:
    """The path of what a mention names; an objective's own factors come before the common ones."""
    own = f"{path.rpartition('.factors.')[0]}.own.{identifier}"
    risks = isinstance(programme.values[own].owner, ObjectiveRisks) if own in programme.values else False
    return own if risks else f"{registry}.{identifier}"


RULES: tuple[Rule, ...] = (
    Rule(
        code="name-variant",
        family=Family.WORDING,
        severity=Severity.WARNING,
        text="An indicator is called by its name, in quotation marks too.",
        source="an indicator's name is a catalogue value per code (Reg. 2021/1149 Annex VIII; domain.md)",
        hint="refer to the name without another form: {R.1.7.name:lower}",
        wrong="sentence: kazalnika »{R.1.6.name|število upravnih enot}«",
        right="sentence: kazalnika »{R.1.6.name:lower}«",
        find=_find_name_variants,
    ),
    Rule(
        code="operation-variant",
        family=Family.WORDING,
        severity=Severity.WARNING,
        text="An operation is called by its registered name.",
        source="this project: operations.yaml is the only place where an operation is named",
        hint="delete the other form, or word the sentence so that the name need not be inflected",
        wrong="- osint: Razvoj analitskih sistemov",
        right="- osint",
        find=_find_in("operations", ("operations",)),
    ),
    Rule(
        code="source-variant",
        family=Family.WORDING,
        severity=Severity.WARNING,
        text="A source of data is called by its registered name.",
        source="this project: sources.yaml is the only place where a source is named; CPR Art. 17(1)(b)",
        hint="delete the other form, or register it as a source of its own if it is another one",
        wrong="- annual_report: letnega poročila",
        right="- annual_report",
        find=_find_in("sources", ("sources",)),
    ),
    Rule(
        code="risk-variant",
        family=Family.WORDING,
        severity=Severity.WARNING,
        text="A factor is worded alike wherever it is printed.",
        source="this project: a factor is written once; CPR Art. 17(1)(c)",
        hint="delete the other form, or write it as a factor of its own if it is another one",
        wrong="- pandemic: razglasitev pandemije",
        right="- pandemic",
        find=_find_in(_RISKS, ("factors", "common")),
    ),
)

"""Components removed: what else names them goes along, or speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from methodology.checks import UNUSED, Finding, list_acceptances
from methodology.components.component import (
    REGISTRY_ROOTS,
    fault,
    find_indicators,
    objective_of,
    unknown,
)
from methodology.components.kind import ComponentKind
from methodology.components.outlines import without_chapter
from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.editing import apply_edits
from methodology.editing.acceptances import ACCEPTED, remove_acceptances
from methodology.editing.edits import ContentEdit, SetEntries, SetText
from methodology.editing.yaml_entries import remove_element, reorder
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.calculation import Calculation
from methodology.model.indicator import Indicator
from methodology.model.objective import Objective
from methodology.model.outline import OUTLINE
from methodology.model.paths import Place, root_of, step_of
from methodology.model.phrases import Worded
from methodology.model.programme import Programme, Statements
from methodology.model.prose import Prose, Reference, parse_prose

_LISTS: Mapping[ComponentKind, tuple[str, ...]] = {
    ComponentKind.OPERATION: ("operations",),
    ComponentKind.SOURCE: ("sources",),
    ComponentKind.RISK: ("common", "factors"),
}
"""The fields that list components by their ids."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What the removal of a component comes to.

    ``gone`` are the content paths that go, with all below them; ``files`` the content files that change, None for one
    that goes. ``mentions`` speak against it: sentences and formulas that refer to what goes, which only a person
    can mend.
    """

    gone: frozenset[str]
    files: Mapping[str, str | None]
    mentions: tuple[Diagnostic, ...]
    holders: tuple[str, ...]
    """The content paths of the sentences and formulas that ``mentions`` tell of."""
    unproven: tuple[str, ...]
    """The indicators whose values were set with an operation that goes."""


def plan_removal(
    programme: Programme, kind: ComponentKind, name: str, objective: str = "", unread: Iterable[str] = ()
) -> Removal:
    """Return what the removal of a component comes to; raises ContentError where there is none of the name.

    ``objective`` is that of a risk of its own. ``unread`` are the files, by path below the content folder, that could
    not be read: what stands in them is looked for letter by letter.
    """
    match kind:
        case ComponentKind.CHAPTER:
            gone, files = _plan_chapter(programme, name)
        case ComponentKind.INDICATOR:
            gone, files = _plan_indicator(programme, name)
        case ComponentKind.OPERATION | ComponentKind.SOURCE | ComponentKind.RISK:
            gone, files = _plan_entry(programme, kind, name, objective)
        case _:
            assert_never(kind)
    files = _without_reasons(programme, gone, files)
    files = without_acceptances(programme, files, _acceptances_of(programme, gone))
    holding = list(_find_mentions(programme, gone))
    mentions = [one for _, one in holding] + list(_find_unread(programme, name, set(unread) - files.keys()))
    mentions.sort(key=lambda mention: mention.location)
    unproven = (one.id for one in programme.indicators if f"{one.id}.operations.{name}" in gone)
    holders = dict.fromkeys(holder for holder, _ in holding)
    return Removal(gone, files, tuple(mentions), tuple(holders), tuple(unproven))


_Plan = tuple[frozenset[str], dict[str, str | None]]


def _plan_chapter(programme: Programme, name: str) -> _Plan:
    file = f"chapters/{name}.md"
    if file not in programme.files:
        raise unknown(programme, ComponentKind.CHAPTER, name, programme.chapters)
    outline = programme.files.get(OUTLINE, "")
    rest = without_chapter(outline, name)
    return frozenset({f"chapters.{name}"}), {file: None, **({OUTLINE: rest} if rest != outline else {})}


def _plan_entry(programme: Programme, kind: ComponentKind, name: str, objective: str) -> _Plan:
    """An entry of a registry, or a risk that one objective has alone."""
    owner = _owner_of(programme, name, objective) if kind is ComponentKind.RISK else ""
    entry = f"{owner}.own.{name}" if owner else f"{REGISTRY_ROOTS[kind]}.{name}"
    if entry not in programme.values:
        raise _unknown_entry(programme, kind, name, objective)
    edits: dict[str, ContentEdit] = {entry: SetText(entry, None)}
    for root, content in _owners(programme):
        if owner in ("", root):
            edits |= _edits_in(root, content, kind, name)
    return frozenset(edits), dict(apply_edits(programme, list(edits.values())))


def _owner_of(programme: Programme, name: str, objective: str) -> str:
    """The content path of the factors of the objective that has a risk alone; empty for one of all.

    Raises ContentError where several have one of the name, and ``objective`` does not say whose is meant.
    """
    if objective:
        return f"{objective_of(programme, objective).facts.id}.risks"
    own = [one.facts.id for one in programme.objectives if name in one.risks.own]
    places = [*(["risks.yaml"] if name in programme.risks.factors else []), *own]
    if own and len(places) > 1:
        message = translate("there are several risks '{name}': {places}", name=name, places=", ".join(places))
        hint = translate("name the objective whose own it is with --objective, or give the other one another id")
        raise fault("duplicate-code", message, Location(programme.name), hint)
    return f"{own[0]}.risks" if own else ""


def _unknown_entry(programme: Programme, kind: ComponentKind, name: str, objective: str) -> ContentError:
    """The error that there is no such operation, source or risk, or that an objective has none of its own."""
    registry = {
        ComponentKind.OPERATION: programme.operations,
        ComponentKind.SOURCE: programme.sources,
        ComponentKind.RISK: programme.risks.factors,
    }[kind]
    if objective:
        known = objective_of(programme, objective).risks.own
        shared = translate("it is shared: leave --objective out")
        message = translate("{objective} has no risk '{name}' of its own", objective=objective, name=name)
        hint = shared if name in registry else nearest(name, known)
        return fault("unknown-risk", message, Location(programme.name), hint)
    return unknown(programme, kind, name, registry)


def _owners(programme: Programme) -> Iterator[tuple[str, Worded]]:
    """All content that lists components, each with what its content paths begin with."""
    yield from ((indicator.id, indicator) for indicator in programme.indicators)
    for objective in programme.objectives:
        yield f"{objective.facts.id}.results", objective.summary
        yield f"{objective.facts.id}.risks", objective.risks
    yield "risks", programme.risks


def _edits_in(root: str, owner: Worded, kind: ComponentKind, name: str) -> Iterator[tuple[str, ContentEdit]]:
    """The edits that take a component out of the lists of a piece of content, by the paths that go with it.

    The reasons that an indicator gives by operation go with theirs, and so do the marks after items.
    """
    items = []
    for field in _LISTS[kind]:
        mentions = getattr(owner, field, ())
        names = [mention.id for mention in mentions] if isinstance(mentions, tuple) else []
        if name in names:
            items.append(f"{field}.{name}")
            kept = tuple(other for other in names if other != name)
            yield f"{root}.{field}.{name}", SetEntries(f"{root}.{field}", kept)
    if kind is ComponentKind.OPERATION and isinstance(owner, Indicator):
        for field in ("milestone", "target"):
            reasons = getattr(owner.rationale, field)
            if reasons is not None and name in reasons.items:
                items.append(f"rationale.{field}.{name}")
                path = f"{root}.rationale.{field}.items.{name}"
                yield path, SetText(path, None)
    for item in items:
        if item in owner.endings:
            yield f"{root}.endings.{item}", SetText(f"{root}.endings.{item}", None)


def _plan_indicator(programme: Programme, code: str) -> _Plan:
    """An indicator with its file, or a part with its entry; both with all their parts."""
    found = list(find_indicators(programme))
    named = next(((file, place) for file, place, there in found if there == code), None)
    if named is None:
        raise unknown(programme, ComponentKind.INDICATOR, code, (there for _, _, there in found))
    file, place = named
    gone = frozenset(there for other, below, there in found if other == file and below[: len(place)] == place)
    edits = [edit for objective in programme.objectives for edit in _unlink(objective, gone)]
    files: dict[str, str | None] = dict(apply_edits(programme, edits))
    files[file] = remove_element(programme.files[file], place) if place else None
    return gone, files


def _unlink(objective: Objective, codes: frozenset[str]) -> Iterator[ContentEdit]:
    """The edits that take indicators out of the types of intervention of an objective."""
    for row in objective.allocation.rows:
        kept = tuple(code for code in row.indicators if code not in codes)
        if kept != row.indicators:
            yield SetEntries(f"{objective.facts.id}.allocation.rows.{step_of(row.code)}.indicators", kept)


def _find_mentions(programme: Programme, gone: frozenset[str]) -> Iterator[tuple[str, Diagnostic]]:
    """Every reference to what goes from what stays, with the content path that holds it."""
    roots = gone.union(indicator.id for indicator in programme.indicators)
    for holder, referred, fragment in _references(programme):
        if root_of(referred, roots) in gone and root_of(holder, roots) not in gone:
            location = programme.location(holder, fragment) or Location(holder)
            hint = translate("say it otherwise, then remove it")
            message = translate("this refers to {path}", path=referred)
            yield holder, Diagnostic("still-mentioned", message, location, hint)


def _references(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """Every reference that is no list: the content path that holds it, the one it leads to, and how it is written."""
    for path, value in programme.values.items():
        said = value.value
        if isinstance(said, Prose):
            yield from ((path, reference.path, f"{{{reference.path}") for reference in said.references)
            if isinstance(value.owner, Figure) and value.field == "source":
                yield path, f"sources.{said}", said
        elif isinstance(value.owner, Statements):
            yield path, str(said), ""
    for calculation in programme.calculations.values():
        yield from _references_in_formula(calculation)
    for chapter in programme.chapters.values():
        for leaf in chapter.leaves:
            path = f"chapters.{chapter.name}.{leaf.number}"
            parts = (part for part in parse_prose(leaf.text) if isinstance(part, Reference))
            yield from ((path, part.path, f"{{{part.path}") for part in parts)


def _references_in_formula(calculation: Calculation) -> Iterator[tuple[str, str, str]]:
    """What the formula of a value names in braces; of parts and operations that are gone nothing has to be said."""
    names = [operand.name for operand in calculation.formula.operands] if calculation.formula is not None else []
    for term in calculation.terms:
        name = next((name for name in names if f".{term.path}".endswith(f".{name}")), None)
        if name is not None:
            yield calculation.formula_path, term.path, name


def _find_unread(programme: Programme, name: str, files: Iterable[str]) -> Iterator[Diagnostic]:
    """The first line of each file that could not be read in which the name stands, whatever it means there."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    for file in files:
        text = programme.files.get(file, "")
        if found := word.search(text):
            location = Location(f"{programme.name}/{file}", text.count("\n", 0, found.start()) + 1)
            message = translate("'{name}' stands in this file, which cannot be read as it is", name=name)
            hint = translate("mend the file first: check says what is wrong")
            yield Diagnostic("still-mentioned", message, location, hint)


def _without_reasons(
    programme: Programme, gone: frozenset[str], files: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The files without the reasons for changes of what goes, in the amendment of the programme's own version.

    Those of earlier versions are history. A pattern may be meant for others, too.
    """
    version = programme.facts.version
    amendment = programme.amendments.get(version)
    reasons = amendment.reasons if amendment is not None else ()
    roots = gone.union(indicator.id for indicator in programme.indicators)
    kept = [number for number, reason in enumerate(reasons) if root_of(reason.path, roots) not in gone]
    if len(kept) == len(reasons):
        return dict(files)
    file = f"amendments/{version}.yaml"
    return {**files, file: reorder(programme.files[file], ("reasons",), kept)}


def _acceptances_of(programme: Programme, gone: frozenset[str]) -> list[Place]:
    """The places of the acceptances of findings at what goes."""
    roots = gone.union(indicator.id for indicator in programme.indicators)
    return [entry.place for entry in list_acceptances(programme) if root_of(entry.finding.path, roots) in gone]


def without_unused(
    after: Programme, files: Mapping[str, str | None], findings: Iterable[Finding]
) -> dict[str, str | None]:
    """Return the changed files without the acceptances that match nothing any more.

    ``after`` is the programme with these files, ``findings`` are those that they bring.
    """
    unused = {finding.path for finding in findings if finding.rule.code == UNUSED.code}
    places = [entry.place for entry in list_acceptances(after) if entry.content_path in unused]
    return without_acceptances(after, files, places)


def without_acceptances(
    programme: Programme, files: Mapping[str, str | None], places: Sequence[Place]
) -> dict[str, str | None]:
    """Return the changed files without the acceptances at some places of the programme's ``accepted.yaml``.

    Raises ContentError where its list cannot be changed as it is written.
    """
    if not places:
        return dict(files)
    try:
        return {**files, ACCEPTED: remove_acceptances(programme.files[ACCEPTED], places)}
    except ValueError as error:
        message = translate("the list cannot be changed as it is written")
        hint = translate("write it line by line, without brackets")
        raise fault("wrong-type", message, Location(f"{programme.name}/{ACCEPTED}"), hint) from error

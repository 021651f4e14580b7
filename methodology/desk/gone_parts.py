"""Operations, sources, risks, assumptions, chapters and indicators taken out at the desk, with all that names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from methodology.checks import check_programme, new_findings
from methodology.components.component import REGISTRY_ROOTS
from methodology.components.kind import ComponentKind
from methodology.components.removing import plan_removal, without_unused
from methodology.desk.asked import BadRequestError, Data, text_of
from methodology.desk.cards import printed_text
from methodology.desk.labels import LabelPiece, make_label
from methodology.desk.new_parts import ASSUMPTION, NAMES
from methodology.desk.planned import Files, FormContext, Planned, RefusedError
from methodology.editing import apply_edits
from methodology.editing.edits import SetText
from methodology.messages import declare_message, translate
from methodology.model.assumption import ASSUMPTIONS
from methodology.model.programme import Programme
from methodology.model.scalars import plain


@dataclass(frozen=True, slots=True)
class GoneForm:
    """What would go: its kind in words, what it is called, and the objective whose own it is."""

    component: str
    key: str
    objective: str
    name: str


def find_parts(context: FormContext, query: Mapping[str, str]) -> tuple[GoneForm, ...]:
    """Return what a value on the page is of, which could be taken out."""
    return tuple(_find(context.programme, text_of(query, "path")))


def read_form(context: FormContext, data: Data) -> Planned:
    """Return the edit that takes a part out; raises :class:`RefusedError` while sentences refer to it."""
    component, key = text_of(data, "component"), text_of(data, "key")
    objective = str(data.get("objective") or "")
    if component not in NAMES:
        raise BadRequestError
    kind, removed = LabelPiece(message=NAMES[component]), LabelPiece(message=declare_message("Remove"))
    label = make_label(removed, ": ", kind, f" {text_of(data, 'name')}")
    if component == ASSUMPTION and f"{ASSUMPTIONS}.{key}" not in context.programme.values:
        raise RefusedError(translate("this is not possible here"))
    if component == ASSUMPTION:
        return Planned(label, lambda programme: apply_edits(programme, [SetText(f"{ASSUMPTIONS}.{key}", None)]))
    return Planned(label, lambda programme: _remove(context, programme, ComponentKind(component), key, objective))


def _remove(context: FormContext, programme: Programme, kind: ComponentKind, key: str, objective: str) -> Files:
    removal = plan_removal(programme, kind, key, objective)
    if removal.mentions:
        names = "; ".join(dict.fromkeys(map(context.names.path, removal.holders)))
        raise RefusedError(translate("it is still referred to in: {names}. Say it otherwise there first", names=names))
    after = context.read_with(programme, removal.files)
    findings = new_findings(check_programme(programme), check_programme(after))
    files = without_unused(after, removal.files, findings)
    return {**files, **apply_edits(context.read_with(programme, files), list(_coverages(programme, after)))}


def _coverages(before: Programme, after: Programme) -> Iterator[SetText]:
    """The coverages that followed from the shares before, as they follow from them now."""
    for then, now in zip(before.objectives, after.objectives, strict=True):
        followed = then.allocation.coverage == then.allocation.covered_share
        if followed and now.allocation.coverage != now.allocation.covered_share:
            yield SetText(f"{now.facts.id}.allocation.coverage", plain(now.allocation.covered_share))


def _find(programme: Programme, path: str) -> Iterator[GoneForm]:
    steps = path.split(".")
    for kind, root in REGISTRY_ROOTS.items():
        if path in programme.values and path.rpartition(".")[0] == root:
            yield GoneForm(kind, steps[-1], "", printed_text(programme, path))
    if path in programme.values and steps[1:-1] == ["risks", "own"]:
        yield GoneForm(ComponentKind.RISK, steps[-1], steps[0], printed_text(programme, path))
    if steps[0] == ASSUMPTIONS and f"{ASSUMPTIONS}.{steps[1]}" in programme.values:
        yield GoneForm(ASSUMPTION, steps[1], "", steps[1])
    if steps[0] == "chapters" and steps[1] in programme.chapters and steps[2:] == ["1"]:
        yield GoneForm(ComponentKind.CHAPTER, steps[1], "", programme.chapters[steps[1]].leaves[0].text)
    for indicator in programme.indicators:
        if path in {f"{indicator.id}.name", f"{indicator.id}.id"}:
            yield GoneForm(ComponentKind.INDICATOR, indicator.id, "", f"{indicator.id} {indicator.name}")

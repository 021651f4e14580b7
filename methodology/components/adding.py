"""Components added: the texts of the content files that say them, each with the smallest change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from methodology.components.component import REGISTRY_ROOTS, fault, fault_of_form, objective_of, require_text
from methodology.components.kind import ComponentKind
from methodology.components.outlines import own_outline, with_chapter
from methodology.diagnostics import ContentError, Location, quote
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, NewEntry, SetEntries, SetText
from methodology.messages import declare_message, translate
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.outline import OUTLINE
from methodology.model.phrases import Mention
from methodology.model.programme import Programme
from methodology.model.scalars import KEY, LONGEST_NAME, TO_GIVE, fault_of_file_name

CHAPTER_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
_TAKEN = {
    ComponentKind.OPERATION: declare_message("there is an operation '{name}'"),
    ComponentKind.SOURCE: declare_message("there is a source '{name}'"),
    ComponentKind.RISK: declare_message("there is a risk '{name}'"),
}


def add_operation(programme: Programme, name: str, text: str) -> dict[str, str]:
    """Return the files with a new operation, its official name at the end of the registry."""
    return _add_entry(programme, ComponentKind.OPERATION, name, text)


def add_source(programme: Programme, name: str, text: str) -> dict[str, str]:
    """Return the files with a new source of data."""
    return _add_entry(programme, ComponentKind.SOURCE, name, text)


def add_risk(programme: Programme, name: str, text: str, objectives: Sequence[str] = ()) -> dict[str, str]:
    """Return the files with a new risk: of one objective its own, of several one that they share, else common to all.

    All raise ContentError for an id that is no name or taken, and for an objective that there is not.
    """
    owners = [objective_of(programme, code) for code in dict.fromkeys(objectives)]
    for objective in owners or programme.objectives:
        if name in objective.risks.own:
            raise _taken(programme, ComponentKind.RISK, name, f"{objective.facts.id}.risks.own.{name}")
    if len(owners) != 1:
        lists = [(f"{one.facts.id}.risks.factors", one.risks.factors) for one in owners]
        listed = [_listed(path, factors, name) for path, factors in lists or [("risks.common", programme.risks.common)]]
        return _add_entry(programme, ComponentKind.RISK, name, text, listed)
    (owner,) = owners
    _require_free(programme, ComponentKind.RISK, name, text)
    root = f"{owner.facts.id}.risks"
    return apply_edits(
        programme, [SetText(f"{root}.own.{name}", text), _listed(f"{root}.factors", owner.risks.factors, name)]
    )


def add_chapter(programme: Programme, name: str, heading: str, standard: str = "") -> dict[str, str]:
    """Return the files with a new chapter that has its heading alone, and the outline that names it last.

    ``standard`` is the outline of the templates, which the content has from then on if it has none; empty where they
    have none. Raises ContentError as the others do.
    """
    file = Location(f"{programme.name}/chapters/{name}.md")
    if not re.fullmatch(CHAPTER_NAME, name) or fault_of_file_name(name):
        hint = translate("small letters a to z, digits and hyphens between them: selection-criteria")
        raise fault("wrong-key", translate("'{name}' is no name of a chapter", name=name), file, hint)
    if any(there.casefold() == f"chapters/{name}.md" for there in programme.files):
        raise fault("duplicate-code", translate("there is a chapter '{name}'", name=name), file)
    title = undo_line_marks(" ".join(require_text(heading, translate("its heading"), file).split()), "#")
    files = {f"chapters/{name}.md": f"# {title}\n\n{TO_GIVE}\n"}
    outline = programme.files.get(OUTLINE) or (own_outline(standard) if standard else "")
    return {**files, OUTLINE: with_chapter(outline, name)} if outline else files


def _add_entry(
    programme: Programme, kind: ComponentKind, name: str, text: str, listed: Sequence[ContentEdit] = ()
) -> dict[str, str]:
    _require_free(programme, kind, name, text)
    return apply_edits(programme, [SetText(f"{REGISTRY_ROOTS[kind]}.{name}", text), *listed])


def _listed(path: str, mentions: Sequence[Mention], name: str) -> SetEntries:
    """The list at a path with a new mention at its end."""
    return SetEntries(path, (*(mention.id for mention in mentions), NewEntry(name)))


def _require_free(programme: Programme, kind: ComponentKind, name: str, text: str) -> None:
    """Raise ContentError for an id that is no name, or that an entry of the registry has, and for a missing text."""
    root = REGISTRY_ROOTS[kind]
    file = Location(f"{programme.name}/{root.partition('.')[0]}.yaml")
    if not re.fullmatch(KEY.pattern, name):
        raise fault_of_form(KEY, name, file)
    if len(name) > LONGEST_NAME:
        hint = translate("an id has at most {most} characters", most=LONGEST_NAME)
        raise fault(KEY.code, translate("'{name}' is too long", name=quote(name)), file, hint)
    if f"{root}.{name}" in programme.values:
        raise _taken(programme, kind, name, f"{root}.{name}")
    require_text(text, translate("its text") if kind is ComponentKind.RISK else translate("its name"), file)


def _taken(programme: Programme, kind: ComponentKind, name: str, path: str) -> ContentError:
    return fault("duplicate-code", translate(_TAKEN[kind], name=name), programme.values[path].location)

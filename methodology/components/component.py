"""Where components stand, and the faults of what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

import yaml

from methodology.components.kind import ComponentKind
from methodology.diagnostics import ContentError, Diagnostic, Location, nearest, quote
from methodology.editing.nodes import child_of, parse_nodes
from methodology.messages import declare_message, translate
from methodology.model.objective import Objective
from methodology.model.paths import Place
from methodology.model.programme import Programme
from methodology.model.scalars import NOT_PRINTABLE, TextForm
from methodology.reading.content_folder import INDICATORS

REGISTRY_ROOTS: Mapping[ComponentKind, str] = MappingProxyType(
    {
        ComponentKind.OPERATION: "operations",
        ComponentKind.SOURCE: "sources",
        ComponentKind.RISK: "risks.factors",
    }
)
"""The content paths of the registries whose entries are components."""
_UNKNOWN: Mapping[ComponentKind, str] = MappingProxyType(
    {
        ComponentKind.OPERATION: declare_message("no operation '{name}'"),
        ComponentKind.SOURCE: declare_message("no source '{name}'"),
        ComponentKind.RISK: declare_message("no risk '{name}'"),
        ComponentKind.CHAPTER: declare_message("no chapter '{name}'"),
        ComponentKind.INDICATOR: declare_message("no indicator '{name}'"),
    }
)


def fault(code: str, message: str, location: Location, hint: str | None = None) -> ContentError:
    """The error of one fault."""
    return ContentError([Diagnostic(code, message, location, hint)])


def fault_of_form(form: TextForm, text: str, location: Location) -> ContentError:
    """The error of a text that has another form."""
    hint = None if form.hint is None else translate(form.hint)
    return fault(form.code, translate(form.fault, text=quote(text)), location, hint)


def objective_of(programme: Programme, code: str) -> Objective:
    """The specific objective of a code; raises ContentError where there is none."""
    known = {objective.facts.id: objective for objective in programme.objectives}
    if code not in known:
        hint = nearest(code, known) or translate("there are {codes}", codes=", ".join(known))
        message = translate("no specific objective '{code}'", code=code)
        raise fault("wrong-code", message, Location(f"{programme.name}/objectives"), hint)
    return known[code]


def unknown(programme: Programme, kind: ComponentKind, name: str, known: Iterable[str]) -> ContentError:
    """The error that there is no such component."""
    message = translate(_UNKNOWN[kind], name=name)
    return fault(f"unknown-{kind}", message, Location(programme.name), nearest(name, known))


def require_text(text: str, what: str, file: Location) -> str:
    """Return the text; raises ContentError where it is missing, or has a character that no file can hold."""
    if not text.strip():
        hint = translate("write {what} after the id", what=what)
        raise fault("empty-text", translate("{what} is missing", what=what), file, hint)
    if character := NOT_PRINTABLE.search(text):
        message = translate("{what} has the character {code}", what=what, code=f"U+{ord(character[0]):04X}")
        raise fault("control-character", message, file, translate("leave it out"))
    return text


def find_indicators(programme: Programme) -> Iterator[tuple[str, Place, str]]:
    """Yield every indicator and part: its file, its place there, its code; those of files with errors, too."""
    for file, text in programme.files.items():
        if PurePosixPath(file).parent.name == INDICATORS:
            yield from ((file, place, code) for place, code in _indicators_in(text))


def _indicators_in(text: str) -> Iterator[tuple[Place, str]]:
    """The indicator of a file and its parts, at any depth: place and code. A file that cannot be read has them too."""
    waiting: list[tuple[Place, yaml.Node | None]] = [((), parse_nodes(text))]
    while waiting:
        place, node = waiting.pop(0)
        identity = child_of(node, "id") if isinstance(node, yaml.MappingNode) else None
        if node is None or not isinstance(identity, yaml.ScalarNode):
            continue
        yield place, identity.value
        parts = child_of(node, "parts")
        if isinstance(parts, yaml.SequenceNode):
            waiting += [((*place, "parts", number), part) for number, part in enumerate(parts.value)]

"""The holes of the page: what stands there with its last good text, by name and place, with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import PurePosixPath

from methodology.desk.holding import Holding, file_of_value
from methodology.desk.named_paths import name_paths
from methodology.diagnostics import ContentError, Diagnostic
from methodology.messages import declare_message, translate
from methodology.model.calculation import Calculation
from methodology.model.programme import Programme
from methodology.versions.report.names import PathNames, shorten

_WHOLES = {
    "accepted.yaml": declare_message("accepted findings"),
    "assumptions.yaml": declare_message("assumptions"),
    "fund.yaml": declare_message("data of the fund"),
    "language.yaml": declare_message("rules of the language"),
    "operations.yaml": declare_message("operations"),
    "outline.yaml": declare_message("outline of the document"),
    "phrases.yaml": declare_message("standard sentences"),
    "programme.yaml": declare_message("data of the programme"),
    "remarks.yaml": declare_message("remarks"),
    "risks.yaml": declare_message("risks"),
    "sources.yaml": declare_message("sources"),
    "tables.yaml": declare_message("tables of data"),
}
_AMENDMENTS, _CHAPTERS = "amendments", "chapters"
_FOR_WRITERS = frozenset({"empty-text", "unknown-indicator", "unknown-reference", "unknown-value"})
"""Faults whose hints are for those who write files: they tell of keys, paths and files."""
_REFERENCE = re.compile(r"\{[^{}\s]*\.[^{}\s]*\}")
_FILE_NAME = re.compile(r"\.(?:ya?ml|md|csv)\b|\bcontent/|--\w")


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong, for the person at the field; no file is named."""

    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Hole:
    """What stands on the page with its last good text: its name, what is wrong, and the paths of what is printed of it.

    Of a chapter there is one path, which those of its texts begin with. ``wrong`` are the paths of values that a fault
    is known to be about, ``following`` those of values that are computed from what stands there.
    """

    name: str
    faults: tuple[FieldFault, ...]
    paths: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    is_saved: bool = False
    """Whether the text is that of the last saved version, as the desk has seen no later one."""


def refuse_faults(error: ContentError, names: PathNames, about: str = "") -> dict[str, object]:
    """Return what the page is answered where the content would be at fault; ``about`` is the path that was edited."""
    return {"status": "refused", "faults": [explain(fault, names, about) for fault in error.diagnostics]}


def explain(fault: Diagnostic, names: PathNames, about: str = "") -> FieldFault:
    """Return a fault for the person at a field: what it is about has a name, not a path."""
    path = fault.path or about
    hint = None if fault.code in _FOR_WRITERS else without_files(fault.hint)
    return FieldFault(name_paths(fault.message, names, path), hint and name_paths(hint, names, path))


def without_files(hint: str | None) -> str | None:
    """Return a hint for a person who sees no files and types no commands and paths: what speaks of them is left out."""
    if hint is None or _FILE_NAME.search(hint):
        return None
    return "; ".join(part for part in hint.split("; ") if not _REFERENCE.search(part)) or None


def list_holes(programme: Programme, holding: Holding, saved: Container[str], names: PathNames) -> Iterator[Hole]:
    """The holes of a programme that is made with last good texts, in the order of their files.

    ``saved`` are the files whose last good texts are those of the last saved version.
    """
    inside: dict[str, list[str]] = {file: [] for file in sorted(holding.files)}
    for path in programme.values:
        file = file_of_value(programme, path)
        if file in inside:
            inside[file].append(path)
    for file, paths in inside.items():
        held = holding.held_paths(programme, file, paths)
        faults = holding.faults_of(file, programme.name)
        name = _name(file, paths, programme, names)
        told = [_tell(fault, programme.values, names, name) for fault in faults]
        if file in holding.gone:
            told = [FieldFault(translate("another program has removed this, and the document needs it"))]
        wrong = {str(fault.path): None for fault in faults if fault.path in held}
        following = tuple(_following(programme.calculations, frozenset(held)))
        yield Hole(name, tuple(dict.fromkeys(told)), held, tuple(wrong), following, file in saved)


def _following(calculations: Mapping[str, Calculation], held: Set[str]) -> Iterator[str]:
    """The paths of computed values that follow from what is held, over others too, and are not held themselves."""
    judged: dict[str, bool] = {}

    def follows(one: Calculation) -> bool:
        if one.path not in judged:
            judged[one.path] = any(term.path in held or follows(term) for term in one.terms)
        return judged[one.path]

    yield from (path for path, one in calculations.items() if one.is_computed and path not in held and follows(one))


def _tell(fault: Diagnostic, values: Mapping[str, object], names: PathNames, hole: str) -> FieldFault:
    """A fault with the name of the value that it is about, as far as that of the hole does not say it."""
    told = explain(fault, names)
    if fault.path is None or fault.path not in values:
        return told
    return FieldFault(f"{names.path(fault.path).removeprefix(f'{hole}: ')}: {told.message}", told.hint)


def _name(file: str, paths: list[str], programme: Programme, names: PathNames) -> str:
    """What is in a file, as people call it."""
    path = PurePosixPath(file)
    if file in _WHOLES:
        return translate(_WHOLES[file])
    if path.parent.name == _AMENDMENTS:
        return translate("reasons for changes, version {version}", version=path.stem)
    if path.stem in programme.chapters and path.parent.name == _CHAPTERS:
        return translate("chapter '{title}'", title=shorten(programme.chapters[path.stem].leaves[0].text))
    steps = [one.split(".") for one in paths]
    common = next((n for n, step in enumerate(zip(*steps, strict=False)) if len(set(step)) > 1), 0)
    return names.path(".".join(steps[0][:common])) if common else translate("the file '{name}'", name=path.stem)

"""What one version prints for each content path, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from methodology.composing.printing import Printer
from methodology.diagnostics import ContentError
from methodology.model.language import Language
from methodology.model.paths import REGISTRIES
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.prose import Prose
from methodology.versions.places import PrintedPaths
from methodology.versions.version import Version


class Printed:
    """One side of a comparison.

    ``values`` are the programme's values as an amendment changes them: a plain list (the letters of the measures, the
    indicators of a row) is one value, not one an element.
    """

    def __init__(self, version: Version) -> None:
        self.programme: Programme = version.programme
        self.paths = PrintedPaths.of(version)
        self.values = _joined(version.programme.values)
        self._printer = Printer(version.programme, Language.of(version.programme.facts.language))

    def text(self, path: str) -> str:
        """What is printed for a value; a sentence that is filled in where it is used stands as it is written."""
        value = self.values[path]
        if isinstance(value.value, tuple):
            return ", ".join(map(str, value.value))
        if isinstance(value.owner, Mention):
            return self._mention(value, path)
        if isinstance(value.value, Prose) and any("." not in part.path for part in value.value.references):
            return str(value.value)
        try:
            return str(self._printer.path(path).striptags()) if path in self.programme.values else str(value.value)
        except ContentError:
            return str(value.value)

    def entry(self, path: str) -> str:
        """What an entry of a list says: what it prints, or of a row of several values its name and share."""
        if path in self.values:
            return self.text(path)
        code = path.rpartition(".")[2]
        named = f"{code} {self.programme.interventions.get(code, '')}".strip()
        return f"{named}: {self.text(f'{path}.share')}"

    def _mention(self, value: Value, path: str) -> str:
        assert isinstance(value.owner, Mention)  # noqa: S101 (asked by the caller)
        if value.owner.text is not None:
            return str(value.owner.text)
        own = path.replace(".risks.factors.", ".risks.own.") if ".risks.factors." in path else ""
        entry = own if own in self.values else f"{REGISTRIES[value.field]}.{value.owner.id}"
        return self.text(entry) if entry in self.values else value.owner.id


def _joined(values: Mapping[str, Value]) -> dict[str, Value]:
    """Elements that are named by their numbers, put together under the path of their list."""
    joined: dict[str, Value] = {}
    for key, group in groupby(values.items(), key=lambda entry: _list_of(*entry)):
        entries = list(group)
        if key is None:
            joined |= dict(entries)
        else:
            joined[key] = replace(entries[0][1], value=tuple(value.value for _, value in entries))
    return joined


def _list_of(path: str, value: Value) -> str | None:
    """The path of the plain list that a value is an element of, or None."""
    parent, _, name = path.rpartition(".")
    is_element = name.isdecimal() and not isinstance(value.owner, Mention) and parent.rpartition(".")[2] == value.field
    return parent if is_element else None

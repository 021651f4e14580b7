"""What one version prints: where each text stands, and what is printed for each content path, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from methodology.composing.printing import Printer
from methodology.diagnostics import ContentError
from methodology.model.document import Inline
from methodology.model.language import Language
from methodology.model.paths import REGISTRIES, is_within
from methodology.model.phrases import Mention
from methodology.model.programme import Value
from methodology.model.prose import Prose
from methodology.model.texts import Text, texts_of
from methodology.versions.changes import Place
from methodology.versions.version import Version

COVER = Place("", "", None, 1)
"""The cover is the first page; no heading stands above it."""


def places_of(version: Version) -> Iterator[tuple[Place, Text]]:
    """Each text of the document with its place."""
    pages = iter(version.text_pages)
    for text in texts_of(version.document):
        if text.block is None:
            yield COVER, text
        else:
            yield Place(text.chapter, text.heading, text.section, next(pages, None)), text


class Printed:
    """One side of a comparison.

    ``values`` are the programme's values as an amendment changes them: a plain list (the letters of the measures, the
    indicators of a row) is one value, not one an element. ``texts`` are the texts of the body that a path was first
    printed in, ``order`` says which number that text has; of an anchor, the first text of its block.
    """

    def __init__(self, version: Version) -> None:
        self.programme = version.programme
        self.values = _join_elements(version.programme.values)
        self.texts: dict[str, Inline] = {}
        self.order: dict[str, int] = {}
        self._printer = Printer(version.programme, Language.of(version.programme.facts.language))
        self._places: dict[str, dict[Place, None]] = {}
        self._anchors: dict[str, Place] = {}
        block, first = None, (COVER, 0)  # a block with the place and the number of its first text
        for number, (place, text) in enumerate(places_of(version)):
            if text.block is not block:
                block, first = text.block, (place, number)
            for path in text.paths:
                self._places.setdefault(path, {})[place] = None
                if text.block is not None:
                    self.texts.setdefault(path, text.runs)
                    self.order.setdefault(path, number)
            if text.anchor is not None:
                self._anchors.setdefault(text.anchor, first[0])
                self.order.setdefault(text.anchor, first[1])

    def find_places(self, path: str, owner: str) -> tuple[Place, ...]:
        """The places of a path, else of what stands below it, else the place of its owner."""
        if path in self._places:
            return tuple(self._places[path])
        below = dict.fromkeys(
            place for other, places in self._places.items() if is_within(other, path) for place in places
        )
        return tuple(below) or ((self._anchors[owner],) if owner in self._anchors else ())

    def text(self, path: str) -> str:
        """What is printed for a value; a sentence that is filled in where it is used stands as it is written."""
        value = self.values[path]
        if isinstance(value.value, tuple):
            return ", ".join(map(str, value.value))
        if isinstance(value.owner, Mention):
            return self._mention(value.owner, value.field, path)
        if isinstance(value.value, Prose) and any("." not in part.path for part in value.value.references):
            return str(value.value)
        try:
            return self._printer.print_text(path) if path in self.programme.values else str(value.value)
        except ContentError:
            return str(value.value)

    def entry(self, path: str) -> str:
        """What an entry of a list says: what it prints, or of a row of several values its name and share."""
        if path in self.values:
            return self.text(path)
        code = path.rpartition(".")[2]
        named = f"{code} {self.programme.interventions.get(code, '')}".strip()
        return f"{named}: {self.text(f'{path}.share')}"

    def _mention(self, mention: Mention, field: str, path: str) -> str:
        if mention.text is not None:
            return str(mention.text)
        own = path.replace(".risks.factors.", ".risks.own.") if ".risks.factors." in path else ""
        entry = own if own in self.values else f"{REGISTRIES[field]}.{mention.id}"
        return self.text(entry) if entry in self.values else mention.id


def _join_elements(values: Mapping[str, Value]) -> dict[str, Value]:
    """Put elements that are named by their numbers together under the path of their list."""
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

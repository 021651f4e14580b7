"""What one version prints: where each text stands, and what is printed for each content path, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from methodology.composing.printing import Printer
from methodology.diagnostics import ContentError
from methodology.model.document import NOTE_SIGN, Heading, HeadingKind, Inline, Table
from methodology.model.paths import REGISTRIES, key_of, root_of
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.texts import Text, texts_of
from methodology.versions.changes import Detail, Place, Subject
from methodology.versions.version import Version

COVER = Place("", "", None, 1)
"""The cover is the first page; no heading stands above it."""


def places_of(version: Version) -> Iterator[tuple[Place, Text]]:
    """Each text of the document with its place.

    A heading that is counted in its part names the part's objective before itself; a table that stands in no part has
    the objective that it is of for its heading.
    """
    pages = iter(version.text_pages)
    codes = codes_of(version.programme)
    part = before = ""
    for _, together in groupby(texts_of(version.document), key=lambda text: id(text.block)):
        texts = list(together)
        block = texts[0].block
        if isinstance(block, Heading) and block.kind is not HeadingKind.ITEM:
            part, before = _find_objective(texts, codes) if block.kind is HeadingKind.PART else "", ""
        elif isinstance(block, Heading) and part:
            before = f"{part}, "
        of_table = _find_objective(texts, codes) if isinstance(block, Table) else ""
        for text in texts:
            if text.block is None:
                yield COVER, text
            else:
                heading = f"{before}{text.heading}" if text.heading else of_table
                yield Place(text.chapter, heading, text.section, next(pages, None)), text


def show_note_marks(content: Inline) -> Inline:
    """A text with a sign that a reader sees for the mark of each footnote; their numbers do not count."""
    return tuple(replace(run, text=NOTE_SIGN, footnote=None) if run.footnote else run for run in content)


def _find_objective(texts: list[Text], codes: Mapping[str, Subject]) -> str:
    """The objective that texts print a value of; empty where they print none."""
    roots = (root_of(path, codes) for text in texts for path in text.paths)
    return next((root for root in roots if codes.get(root) is Subject.OBJECTIVE), "")


def codes_of(programme: Programme) -> dict[str, Subject]:
    """The codes of the objectives and the indicators."""
    objectives = {objective.facts.id: Subject.OBJECTIVE for objective in programme.objectives}
    return objectives | {indicator.id: Subject.INDICATOR for indicator in programme.indicators}


class Printed:
    """One side of a comparison.

    ``values`` are the programme's values as an amendment changes them: a plain list (the letters of the measures, the
    indicators of a row) is one value, not one an element.
    """

    def __init__(self, version: Version) -> None:
        self.programme = version.programme
        self.values = _join_elements(version.programme.values)
        self.codes = codes_of(self.programme)
        titles = {objective.facts.id: objective.facts.title for objective in self.programme.objectives}
        self.names: dict[str, str] = titles | {one.id: one.name for one in self.programme.indicators}
        """The objectives, indicators and parts by their codes, with their names."""
        self._parts = {one.id: [part.id for part in one.with_parts[1:]] for one in self.programme.indicators}
        self._own: dict[str, str] = {}
        """The paths of this version by those of the other one, where they have other names."""
        self._printer = Printer(version.programme, version.programme.grammar)

    def rename(self, renamed: Mapping[str, str]) -> None:
        """Call what the other version calls otherwise by the names there."""
        if not renamed:
            return
        self._own = {named: path for path in self.values if (named := rename_path(path, renamed)) != path}
        self.values = {rename_path(path, renamed): value for path, value in self.values.items()}
        self.names = {renamed.get(code, code): name for code, name in self.names.items()}

    def details(self, path: str) -> Iterator[Detail]:
        """What an indicator holds, or which indicators a row of an allocation is linked with; nothing of others."""
        fields = ("unit", "milestone", "baseline", "target") if path in self.names else ("indicators",)
        inner = "" if path in self.names else f"{path.partition('.')[2]}."
        for field in fields:
            value = self.values.get(f"{path}.{field}")
            if value is not None and value.value != ():
                yield Detail(f"{inner}{field}", self.text(f"{path}.{field}"))
        if path in self.names:
            entries = {
                **{field: self._entries(f"{path}.{field}.") for field in ("operations", "sources")},
                "parts": [f"{code} {self.names[code]}" for code in self._parts.get(self._own.get(path, path), ())],
                "interventions": self._linked_types(self._own.get(path, path)),
            }
            yield from (Detail(field, "; ".join(texts)) for field, texts in entries.items() if texts)

    def _entries(self, beginning: str) -> list[str]:
        return [self.text(path) for path in self.values if path.startswith(beginning)]

    def _linked_types(self, code: str) -> list[str]:
        """The types of intervention that are linked with an indicator, by their codes and names."""
        rows = (row for objective in self.programme.objectives for row in objective.allocation.rows)
        names = self.programme.interventions
        return [f"{row.code} {names.get(row.code, '')}".strip() for row in rows if code in row.indicators]

    def text(self, path: str) -> str:
        """What is printed for a value; a sentence that is filled in where it is used stands as it is written."""
        value = self.values[path]
        if isinstance(value.value, tuple):
            return ", ".join(map(str, value.value))
        if isinstance(value.owner, Mention) and value.owner.text is None:
            return self._mention(value.owner, value.field, path)
        own = self._own.get(path, path)
        try:
            return self._printer.print_text(own) if own in self.programme.values else str(value.value)
        except ContentError:
            return str(value.value)

    def entry(self, path: str) -> str:
        """What an entry of a list says: what it prints, or of a row of several values its name and share."""
        if path in self.values:
            return self.text(path)
        code = key_of(path.rpartition(".")[2])
        named = f"{code} {self.programme.interventions.get(code, '')}".strip()
        return f"{named}: {self.text(f'{path}.share')}"

    def _mention(self, mention: Mention, field: str, path: str) -> str:
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
    is_list = not isinstance(value.owner, Mention) and isinstance(getattr(value.owner, value.field, None), tuple)
    is_element = is_list and name.isdecimal() and parent.rpartition(".")[2] == value.field
    return parent if is_element else None


def rename_path(path: str, renamed: Mapping[str, str]) -> str:
    """The path with the nearest of the names at or above it that is another one in the other version."""
    head = path
    while head and renamed:
        if head in renamed:
            return f"{renamed[head]}{path[len(head) :]}"
        head = head.rpartition(".")[0]
    return path


def find_renamed(before: Printed, after: Printed) -> dict[str, str]:
    """The new paths, by the old ones, of entries that have another id and print the same: no reader sees ids."""
    renamed = _pair_same(before.names, after.names)
    gone, come = before.values.keys() - after.values.keys(), after.values.keys() - before.values.keys()
    groups: tuple[dict[tuple[str, str], list[str]], ...] = {}, {}
    for printed, paths, entries in ((before, gone, groups[0]), (after, come, groups[1])):
        for path in printed.values:
            parent, _, name = path.rpartition(".")
            if path in paths and name != printed.values[path].field and parent:
                entries.setdefault((parent, printed.text(path)), []).append(path)
    for key, olds in groups[0].items():
        renamed |= dict(zip(olds, groups[1].get(key, ()), strict=False))
    return renamed


def _pair_same(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """The codes of one version that are gone, each with one that came and names the same."""
    come = {name: code for code, name in new.items() if code not in old}
    return {code: come[name] for code, name in old.items() if code not in new and name in come}

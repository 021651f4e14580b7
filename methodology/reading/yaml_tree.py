"""YAML files as trees of plain text whose every value keeps its line and column.

Scalars are not interpreted: the schema decides what ``0898`` or ``no`` means, not YAML's guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NoReturn

import yaml

from methodology.diagnostics import ContentError, Diagnostic, Location, place_in_value, quote
from methodology.messages import declare_message, translate
from methodology.model.paths import Place
from methodology.reading.yaml_faults import explain, find_lost_entry

MAXIMUM_VALUES = 100_000
"""More values than any content file has; aliases that multiply beyond it are an attack or a slip."""
MAXIMUM_DEPTH = 32
"""Deeper than any content file is nested."""
_ENDLESS = declare_message("the aliases (*) of the file multiply without end")

_TAGS = frozenset({None, "!"}).union(
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge")
)
"""The tags that YAML resolves by itself; the schema decides types, so they are ignored."""

_NULLS = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class YamlTree:
    """A YAML file: ``data`` of dicts, lists, strings and None; where each value and each key stands."""

    file: str
    text: str
    data: object
    values: dict[Place, Location] = field(default_factory=dict)
    keys: dict[Place, Location] = field(default_factory=dict)

    def location(self, place: Place, *, of_key: bool = False) -> Location:
        """The location of a value, or of its key; of the nearest one above it where it is not in the file."""
        if of_key and place in self.keys:
            return self.keys[place]
        while place and place not in self.values:
            place = place[:-1]
        return self.values.get(place, Location(self.file, 1, 1))

    def location_in(self, place: Place, offset: int, fragment: str) -> Location:
        """The location of ``fragment``, which stands at or after character ``offset`` of the value at ``place``."""
        return place_in_value(self.text, self.location(place), fragment, offset)


def read_yaml(file: str, text: str) -> YamlTree:
    """Parse the text of ``file``; raises :class:`ContentError` with the first fault, or all double keys.

    Time and memory are bounded, whatever the text is: it is read event by event, and given up at the first that is too
    much. (The parser's own trees are built by recursion in C, which many brackets crash.)
    """
    builder = _Builder(file, text)
    try:
        data = builder.build()
    except yaml.MarkedYAMLError as error:
        raise ContentError([explain(file, text, error)]) from error
    except yaml.YAMLError as error:
        raise ContentError([Diagnostic("yaml-syntax", str(error).splitlines()[0], Location(file, 1, 1))]) from error
    if builder.diagnostics:
        raise ContentError(builder.diagnostics)
    return YamlTree(file, text, data, builder.values, builder.keys)


class _Builder:
    """Turns the parser's events into data; collects double keys on the way, stops at what is too much."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self._text = file, text
        self.values: dict[Place, Location] = {}
        self.keys: dict[Place, Location] = {}
        self.diagnostics: list[Diagnostic] = []
        self._count = 0
        self._sources: list[Iterator[yaml.Event]] = [iter(yaml.parse(text, Loader=yaml.CSafeLoader))]
        """The parser, and on top of it what aliases repeat."""
        self._open: dict[str, list[yaml.Event]] = {}
        """The values with an anchor (&) that are being read, as far as they are."""
        self._anchored: dict[str, list[yaml.Event]] = {}

    def build(self) -> object:
        """What the file says; raises ContentError, and what the parser raises."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            hint = translate("put the file's keys back, or delete the file")
            raise ContentError(
                [Diagnostic("empty-file", translate("the file is empty"), Location(self.file, 1, 1), hint)]
            )
        data = self._value(self._next(), (), 0)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._stop(
                "yaml-syntax", translate("a second document begins here"), after, translate("delete the line with ---")
            )
        return data

    def _next(self) -> yaml.Event:
        event = next(self._sources[-1])
        if len(self._sources) == 1:
            for events in self._open.values():
                events.append(event)
        return event

    def _value(self, event: yaml.Event, place: Place, depth: int) -> object:
        self._count_value(event)
        if depth > MAXIMUM_DEPTH:
            message = translate("lists and keys are nested more than {maximum_depth} deep", maximum_depth=MAXIMUM_DEPTH)
            self._stop("nested-too-deeply", message, event, translate("close what was opened before"))
        if isinstance(event, yaml.AliasEvent):
            return self._read_alias(event, place, depth)
        if not isinstance(event, yaml.NodeEvent):
            raise TypeError(translate("{event} is no value", event=event))
        location = self.values[place] = self._location(event)
        tag = getattr(event, "tag", None)
        if tag not in _TAGS:
            self.diagnostics.append(
                Diagnostic("yaml-tag", translate("the tag {tag} has no meaning here", tag=quote(tag)), location)
            )
        anchor = event.anchor if len(self._sources) == 1 else None
        if anchor in self._anchored or anchor in self._open:
            self._stop(
                "yaml-syntax",
                translate("the anchor &{anchor} stands here twice", anchor=quote(anchor)),
                event,
                translate("name one otherwise"),
            )
        if anchor:
            self._open[anchor] = [event]
        data = self._data(event, place, depth + 1)
        if anchor:
            self._anchored[anchor] = self._open.pop(anchor)
        return data

    def _data(self, event: yaml.NodeEvent, place: Place, depth: int) -> object:
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._entries(place, depth))
        if isinstance(event, yaml.SequenceStartEvent):
            elements: list[object] = []
            while not isinstance(element := self._next(), yaml.SequenceEndEvent):
                elements.append(self._value(element, (*place, len(elements)), depth))
            return elements
        value: str = event.value if isinstance(event, yaml.ScalarEvent) else ""
        is_plain = isinstance(event, yaml.ScalarEvent) and not event.style
        if is_plain:
            self._check_lines(event)
        return None if is_plain and value in _NULLS else value

    def _check_lines(self, event: yaml.NodeEvent) -> None:
        """Report an entry that a text without quotes has swallowed."""
        if event.start_mark is None or event.end_mark is None or event.start_mark.line == event.end_mark.line:
            return
        first, last = event.start_mark.line, event.end_mark.line
        lost = find_lost_entry(self.file, self._lines[first : last + 1], first)
        if lost is not None:
            self.diagnostics.append(lost)

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the text, split once: many texts may run over several."""
        return self._text.splitlines()

    def _entries(self, place: Place, depth: int) -> Iterator[tuple[str, object]]:
        seen: dict[str, Location] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            location = self._location(event)
            if not isinstance(event, yaml.ScalarEvent):
                self.diagnostics.append(Diagnostic("wrong-key", translate("a key must be a single word"), location))
                self._skip(event)
                self._skip(self._next())
                continue
            key: str = event.value
            if key in seen:
                hint = translate("the first one is in line {line}", line=seen[key].line)
                message = translate("the key '{key}' stands here twice", key=quote(key))
                self.diagnostics.append(Diagnostic("duplicate-key", message, location, hint))
                self._skip(self._next())
                continue
            seen[key] = location
            self.keys[*place, key] = location
            yield key, self._value(self._next(), (*place, key), depth)

    def _read_alias(self, event: yaml.AliasEvent, place: Place, depth: int) -> object:
        """Read the value of an alias again from the events of its anchor."""
        anchor = event.anchor
        if anchor in self._open:
            self._stop("alias-bomb", translate(_ENDLESS), event, translate("write the values out"))
        if anchor not in self._anchored:
            self._stop(
                "yaml-syntax",
                translate("nothing above is marked &{anchor}", anchor=quote(anchor)),
                event,
                translate("write the value out"),
            )
        self._sources.append(iter(self._anchored[anchor]))
        data = self._value(self._next(), place, depth)
        self._sources.pop()
        return data

    def _skip(self, event: yaml.Event) -> None:
        """Read to the end of a value that is not taken in."""
        depth = 0
        while True:
            self._count_value(event)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = self._next()

    def _count_value(self, event: yaml.Event) -> None:
        self._count += 1
        if self._count > MAXIMUM_VALUES:
            if len(self._sources) > 1:
                self._stop("alias-bomb", translate(_ENDLESS), event, translate("write the values out"))
            message = translate("the file has more than {maximum_values} values", maximum_values=MAXIMUM_VALUES)
            self._stop("too-large", message, event, translate("is it the file that was meant?"))

    def _stop(self, code: str, message: str, event: yaml.Event, hint: str) -> NoReturn:
        raise ContentError([*self.diagnostics, Diagnostic(code, message, self._location(event), hint)])

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.file, mark.line + 1, mark.column + 1) if mark else Location(self.file)

"""YAML files as trees of plain text whose every value keeps its line and column.

Scalars are not interpreted: the schema decides what ``0898`` or ``no`` means, not YAML's guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.model.paths import Place
from methodology.model.places import place_in_value

MAXIMUM_VALUES = 100_000
"""More values than any content file has; aliases that multiply beyond it are an attack or a slip."""

_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge")
)
"""The tags that YAML finds by itself; what they mean is not asked."""

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
    """Parse the text of ``file``; raises :class:`ContentError` with the first fault, or all double keys."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise ContentError([_syntax_error(file, text, error)]) from error
    except yaml.YAMLError as error:
        raise ContentError([Diagnostic("yaml-syntax", str(error).splitlines()[0], Location(file, 1, 1))]) from error
    if node is None:
        hint = "put the file's keys back, or delete the file"
        raise ContentError([Diagnostic("empty-file", "the file is empty", Location(file, 1, 1), hint)])
    builder = _Builder(file)
    data = builder.build(node, (), ())
    if builder.diagnostics:
        raise ContentError(builder.diagnostics)
    return YamlTree(file, text, data, builder.values, builder.keys)


def _syntax_error(file: str, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    problem = error.problem or "not readable as YAML"
    hint = None
    if line < len(lines) and "\t" in lines[line][: column + 1]:
        problem, hint = "a tab is used for indentation", "indent with spaces"
        column = lines[line].index("\t")
    elif "mapping values are not allowed" in problem:
        hint = "put a text that holds ': ' in quotes"
    return Diagnostic("yaml-syntax", problem, Location(file, line + 1, column + 1), hint)


class _Builder:
    """Turns nodes into data; collects double keys on the way, stops at an explosion of aliases."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.count = 0
        self.values: dict[Place, Location] = {}
        self.keys: dict[Place, Location] = {}
        self.diagnostics: list[Diagnostic] = []

    def build(self, node: yaml.Node, place: Place, above: tuple[int, ...]) -> object:
        self.count += 1
        location = self._location(node)
        if self.count > MAXIMUM_VALUES or id(node) in above:
            message = "the aliases (*) of the file multiply without end"
            raise ContentError([Diagnostic("alias-bomb", message, location, "write the values out")])
        self.values[place] = location
        if node.tag not in _TAGS:
            self.diagnostics.append(Diagnostic("yaml-tag", f"the tag {node.tag} has no meaning here", location))
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, place, (*above, id(node))))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*place, index), (*above, id(node))) for index, child in enumerate(node.value)]
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        return None if plain and node.value in _NULLS else node.value

    def _entries(self, node: yaml.MappingNode, place: Place, above: tuple[int, ...]) -> Iterator[tuple[str, object]]:
        seen: dict[str, Location] = {}
        for key_node, value_node in node.value:
            location = self._location(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.diagnostics.append(Diagnostic("wrong-key", "a key must be a single word", location))
                continue
            key = key_node.value
            if key in seen:
                hint = f"the first one is in line {seen[key].line}"
                self.diagnostics.append(
                    Diagnostic("duplicate-key", f"the key '{key}' stands here twice", location, hint)
                )
                continue
            seen[key] = location
            self.keys[*place, key] = location
            yield key, self.build(value_node, (*place, key), above)

    def _location(self, node: yaml.Node) -> Location:
        return Location(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

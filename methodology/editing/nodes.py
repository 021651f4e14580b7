"""The nodes of a YAML file with the places that they stand at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import yaml

from methodology.model.paths import Place

BLANKS = " \t\n"
"""What YAML takes for white space; a space that does not break is a character like others."""


def parse_nodes(text: str) -> yaml.Node | None:
    """The tree of a file; None where the text is no YAML (any more)."""
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None


def data_of(node: yaml.Node | None, texts: Mapping[yaml.Node, str] = MappingProxyType({})) -> object:
    """Return what a tree says as dicts, lists and texts; some scalars may have other ``texts``."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: data_of(value, texts) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [data_of(element, texts) for element in node.value]
    return None if node is None else texts.get(node, node.value)


def path_of_nodes(node: yaml.Node | None, place: Place) -> Iterator[yaml.Node]:
    """The nodes on the way to a place, from the top, as far as it is there."""
    if node is None:
        return
    yield node
    for key in place:
        child = child_of(node, key)
        if child is None:
            return
        yield child
        node = child


def child_of(node: yaml.Node, key: str | int) -> yaml.Node | None:
    """What a mapping has under a key, a sequence at an index."""
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        child: yaml.Node = node.value[key]
        return child
    return None


def is_empty(node: yaml.Node) -> bool:
    """Whether a key has nothing after it."""
    return not node.value and not getattr(node, "style", None)


def source_end(text: str, node: yaml.Node) -> int:
    """Where the last character of a value stands, which the parser puts after the blank lines below a block."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return source_end(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return node.start_mark.index + len(text[node.start_mark.index : end].rstrip(BLANKS))

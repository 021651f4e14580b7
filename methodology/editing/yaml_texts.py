"""Texts set in a YAML file: those that are there, all in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from methodology.editing.nodes import child_of, data_of, is_empty, parse_nodes, path_of_nodes, source_end
from methodology.editing.yaml_scalars import rewrite, write_scalar
from methodology.model.paths import Place


@dataclass(frozen=True, slots=True)
class _Splice:
    node: yaml.ScalarNode
    text: str
    in_flow: bool


def scalar_at(root: yaml.Node | None, place: Place) -> tuple[yaml.ScalarNode, bool] | None:
    """Return the scalar that holds the value at a place, and whether it stands in a flow collection, or None."""
    nodes = list(path_of_nodes(root, place))
    node = _value_node(nodes, place)
    if not isinstance(node, yaml.ScalarNode) or is_empty(node):
        return None
    return node, any(isinstance(above, yaml.CollectionNode) and above.flow_style for above in nodes)


def _value_node(nodes: Sequence[yaml.Node], place: Place) -> yaml.Node | None:
    """A figure's value is its number, a mention's its form (not its id), a phrase's with a single form that."""
    if len(nodes) <= len(place):
        is_single_form = nodes and len(nodes) == len(place) and place[-1] == "other"
        return nodes[-1] if is_single_form else None
    node = nodes[-1]
    if isinstance(node, yaml.MappingNode):  # a figure with its unit, a mention with its form
        number = child_of(node, "value")
        is_mention = number is None and len(node.value) == 1 and isinstance(place[-1], int)
        return node.value[0][1] if is_mention else number
    return node


def set_texts(source: str, root: yaml.Node | None, texts: Mapping[Place, str]) -> str:
    """Return a file's text with other texts at places where there are some; raises ValueError where that cannot be."""
    splices = []
    for place, text in texts.items():
        scalar = scalar_at(root, place)
        if scalar is None:
            raise ValueError(place)
        node, in_flow = scalar
        if node.value != text:
            splices.append(_Splice(node, text, in_flow))
    splices.sort(key=lambda splice: splice.node.start_mark.index)
    wanted = data_of(root, {splice.node: splice.text for splice in splices})
    for write in (_reworded, _anew):
        result = source
        for splice in reversed(splices):
            start, end = splice.node.start_mark.index, source_end(source, splice.node)
            result = result[:start] + write(source, splice) + result[end:]
        if data_of(parse_nodes(result)) == wanted:
            return result
    raise ValueError(*texts)


def _reworded(source: str, splice: _Splice) -> str:
    """The scalar with the words that differ changed, or else anew."""
    node = splice.node
    old = source[node.start_mark.index : source_end(source, node)]
    text = rewrite(old, node.style or "", node.value, splice.text, in_flow=splice.in_flow)
    return text if text is not None else _anew(source, splice)


def _anew(source: str, splice: _Splice) -> str:
    start = splice.node.start_mark.index
    line = source[source.rfind("\n", 0, start) + 1 : start]
    indentation = " " * (len(line) - len(line.lstrip(" -")) + 2)
    return write_scalar(splice.text, splice.node.style or "", indentation=indentation, in_flow=splice.in_flow)

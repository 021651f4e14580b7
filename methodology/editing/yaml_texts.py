"""Texts set in a YAML file: those that are there, all in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from methodology.editing.nodes import composed, data_of, path_of_nodes, source_end
from methodology.editing.yaml_scalars import fresh, rewritten
from methodology.model.paths import Place


@dataclass(frozen=True, slots=True)
class _Splice:
    node: yaml.ScalarNode
    text: str
    in_flow: bool


def scalar_at(root: yaml.Node | None, place: Place) -> tuple[yaml.ScalarNode, bool] | None:
    """The scalar that holds the value at a place, and whether it stands in a flow collection; None where none does.

    A figure's is that of its number, a mention's its form (not its id), a phrase's with a single form that.
    """
    nodes = list(path_of_nodes(root, place))
    if not nodes:
        return None
    node = nodes[-1]
    if len(nodes) <= len(place):
        single_form = len(nodes) == len(place) and place[-1] == "other"
        if not (single_form and isinstance(node, yaml.ScalarNode)):
            return None
    elif isinstance(node, yaml.MappingNode):  # a figure with its unit, a mention with its form
        entry = next((pair for pair in node.value if pair[0].value == "value"), None)
        if entry is None and len(node.value) == 1 and isinstance(place[-1], int):
            entry = node.value[0]
        if entry is not None:
            node = entry[1]
    if not isinstance(node, yaml.ScalarNode) or (node.value == "" and not node.style):
        return None
    return node, any(isinstance(one, yaml.CollectionNode) and one.flow_style for one in nodes)


def with_texts(source: str, root: yaml.Node | None, texts: Mapping[Place, str]) -> str:
    """A file's text with other texts at places where there are some; raises ValueError where that cannot be."""
    splices = []
    for place, text in texts.items():
        found = scalar_at(root, place)
        if found is None:
            raise ValueError(place)
        if found[0].value != text:
            splices.append(_Splice(found[0], text, found[1]))
    splices.sort(key=lambda splice: splice.node.start_mark.index)
    wanted = _wanted(root, splices)
    for write in (_reworded, _anew):
        made = source
        for splice in reversed(splices):
            start = splice.node.start_mark.index
            end = source_end(source, splice.node)
            made = made[:start] + write(source, made[start:end], splice) + made[end:]
        if data_of(composed(made)) == wanted:
            return made
    raise ValueError(*texts)


def _wanted(root: yaml.Node | None, splices: list[_Splice]) -> object:
    """What the file is to say."""
    texts = {id(splice.node): splice.text for splice in splices}

    def data(node: yaml.Node | None) -> object:
        if isinstance(node, yaml.MappingNode):
            return {key.value: data(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [data(element) for element in node.value]
        return None if node is None else texts.get(id(node), node.value)

    return data(root)


def _reworded(source: str, old: str, splice: _Splice) -> str:
    node = splice.node
    made = rewritten(old, node.style or "", node.value, splice.text, in_flow=splice.in_flow)
    return made if made is not None else _anew(source, old, splice)


def _anew(source: str, old: str, splice: _Splice) -> str:
    start = splice.node.start_mark.index
    line = source[source.rfind("\n", 0, start) + 1 : start]
    indentation = " " * (len(line) - len(line.lstrip(" -")) + 2)
    del old
    return fresh(splice.text, splice.node.style or "", indentation=indentation, in_flow=splice.in_flow)

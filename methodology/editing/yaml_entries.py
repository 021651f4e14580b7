"""Entries of a YAML file's lists and mappings put in, taken out and moved, each with its own lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import yaml

from methodology.editing.nodes import is_empty, parse_nodes, path_of_nodes, source_end
from methodology.editing.spots import Spot
from methodology.editing.yaml_scalars import write_scalar
from methodology.model.paths import Place

Fresh = str | tuple[str, str] | Mapping[str, str]
"""A new entry: a text, a key with its text, or several keys."""

New = str | Sequence[Fresh]
"""What a new key holds: a text, or entries of a list (of a mapping, where they have keys)."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """From where to where the lines of an entry reach, with the comments right above; ``shared`` with a dash before."""

    start: int
    end: int
    shared: bool


def reorder(text: str, place: Place, entries: Sequence[int | Fresh]) -> str:
    """Return the file with other entries in the collection at a place: numbers are those that are there, from 0."""
    if not text.endswith("\n"):  # the last line stays without an end
        return reorder(f"{text}\n", place, entries).removesuffix("\n")
    node = _collection_at(text, place)
    is_list = isinstance(node, yaml.SequenceNode)
    if node.flow_style or not entries:
        pieces = [
            text[slice(*_flow_span(text, node, entry))]
            if isinstance(entry, int)
            else _flow_entry(entry, is_list=is_list)
            for entry in entries
        ]
        return _replace(text, node, ("[%s]" if is_list else "{%s}") % ", ".join(pieces))
    lines = _lines_of(text, node)
    if lines[0].shared and entries[0] != 0:
        raise ValueError(place)
    kept = [entry for entry in entries if isinstance(entry, int)]
    if len(kept) == len(entries) < len(lines) and kept == sorted(kept):
        return _without_lines(text, lines, kept)
    gaps = _gaps(text, lines, entries)
    indentation = " " * node.start_mark.column
    block = "".join(
        gap + text[lines[entry].start : lines[entry].end]
        if isinstance(entry, int)
        else _block_entry(entry, indentation, is_list=is_list)
        for entry, gap in zip(entries, gaps, strict=True)
    )
    return text[: lines[0].start] + block + text[lines[-1].end :]


def _without_lines(text: str, lines: Sequence[_Lines], kept: Sequence[int]) -> str:
    """The file without the entries that are not kept; comments stay that stand apart from them."""
    pieces = [text[: lines[0].start]]
    for number, entry in enumerate(lines):
        gap = text[lines[number - 1].end : entry.start] if number else ""
        if "#" in gap or (number in kept and number != kept[0]):
            pieces.append(gap)
        if number in kept:
            pieces.append(text[entry.start : entry.end])
    return "".join(pieces) + text[lines[-1].end :]


def _gaps(text: str, lines: Sequence[_Lines], entries: Sequence[int | Fresh]) -> list[str]:
    """What goes before each entry that is there: where all stay, each place keeps its own, else each entry does."""
    between = [text[above.end : below.start] for above, below in itertools.pairwise(lines)]
    gaps = ["", *between]
    if (
        sorted(entry for entry in entries if isinstance(entry, int))
        == list(range(len(lines)))
        == [*range(len(entries))]
    ):
        return gaps
    return ["" if not at or not isinstance(entry, int) else gaps[entry] for at, entry in enumerate(entries)]


def remove_elements(text: str, place: Place, numbers: Collection[int]) -> str:
    """Return the file without some elements of the list at a place, by number from 0; comments around them stay."""
    node = _collection_at(text, place)
    kept = [number for number in range(len(node.value)) if number not in numbers]
    if node.flow_style:
        return reorder(text, place, kept)
    end, pieces = 0, []
    for number, element in enumerate(node.value):
        between = text[end : element.start_mark.index]
        start = end + [mark.start() for mark in re.finditer(r"^[ ]*-(?=\s)", between, re.MULTILINE)][-1]
        pieces.append(text[end:start])
        end = text.find("\n", source_end(text, element)) + 1 or len(text)
        if number in kept:
            pieces.append(text[start:end])
        elif not kept and number == 0:
            pieces.append(f"{' ' * node.start_mark.column}[]\n")
    return "".join(pieces) + text[end:]


def remove_value(text: str, spot: Spot) -> str:
    """The file without the value at a spot, and without what holds nothing else and need not be there."""
    depth = len(spot.place) - 1
    while depth > 0 and len(_collection_at(text, spot.place[:depth]).value) == 1:
        if not isinstance(spot.place[depth - 1], str) or spot.is_required(depth - 1):
            break
        depth -= 1
    return _without_entry(text, spot.place[: depth + 1])


def remove_element(text: str, place: Place) -> str:
    """The file without the element of a list at a place; the list's key goes with the last one."""
    *above, number = place
    size = len(_collection_at(text, tuple(above)).value)
    if size == 1:
        return _without_entry(text, tuple(above))
    return reorder(text, tuple(above), [other for other in range(size) if other != number])


def _without_entry(text: str, place: Place) -> str:
    node = _collection_at(text, place[:-1])
    number = _index(node, place[-1])
    return reorder(text, place[:-1], [other for other in range(len(node.value)) if other != number])


def insert_value(text: str, spot: Spot, value: New, *, typed: bool = False, in_flow: bool = False) -> str:
    """Return the file with a value at a spot where there is none; mappings around it are created as needed.

    ``typed`` says that the value is a number or a year; ``in_flow`` that a new list stands on one line.
    """
    if not text:  # no file yet
        return _nest([*map(str, spot.place)], value, "", typed=typed, in_flow=in_flow)
    if not text.endswith("\n"):
        return _insert_lines(f"{text}\n", spot, value, typed=typed, in_flow=in_flow).removesuffix("\n")
    return _insert_lines(text, spot, value, typed=typed, in_flow=in_flow)


def _insert_lines(text: str, spot: Spot, value: New, *, typed: bool, in_flow: bool) -> str:
    nodes = list(path_of_nodes(parse_nodes(text), spot.place))
    if not nodes:  # an empty file
        return text + _nest([*map(str, spot.place)], value, "", typed=typed, in_flow=in_flow)
    if len(nodes) > 1 and is_empty(nodes[-1]):
        text = _without_entry(text, spot.place[: len(nodes) - 1])
        nodes = list(path_of_nodes(parse_nodes(text), spot.place))
    node, depth = nodes[-1], len(nodes) - 1
    keys = [key for key in spot.place[depth:] if isinstance(key, str)]
    if not isinstance(node, yaml.MappingNode) or depth + len(keys) != len(spot.place):
        raise ValueError(spot.place)
    if node.flow_style:
        if len(keys) > 1 or not isinstance(value, str):
            raise ValueError(spot.place)
        return reorder(text, spot.place[:depth], [*range(len(node.value)), (keys[0], value)])
    indentation = " " * node.value[0][0].start_mark.column
    lines_of_value = _nest(keys, value, indentation, typed=typed, in_flow=in_flow)
    lines = _lines_of(text, node)
    before = spot.neighbours_before(depth, [key.value for key, _ in node.value])
    at = lines[before - 1].end if before else lines[0].end if lines[0].shared else lines[0].start
    return text[:at] + lines_of_value + text[at:]


def set_form(text: str, place: Place, form: str | None) -> str:
    """The mention at a place printed in a form of its own, or by its name."""
    *_, node = path_of_nodes(parse_nodes(text), place)
    if form is not None and isinstance(node, yaml.ScalarNode):
        return _replace(text, node, _pair(node.value, form, " " * node.start_mark.column).rstrip("\n"))
    if form is None and isinstance(node, yaml.MappingNode):
        return _replace(text, node, node.value[0][0].value)
    return text


def _nest(keys: list[str], value: New, indentation: str, *, typed: bool, in_flow: bool) -> str:
    key, *below = keys
    if below:
        inner = _nest(below, value, indentation + "  ", typed=typed, in_flow=in_flow)
        return f"{indentation}{write_scalar(key)}:\n{inner}"
    if isinstance(value, str):
        return indentation + _pair(key, value, indentation, typed=typed)
    is_list = not all(isinstance(entry, tuple) for entry in value) or not in_flow
    if in_flow and all(isinstance(entry, str) for entry in value):
        pieces = [_flow_entry(entry, is_list=True) for entry in value]
        return f"{indentation}{key}: [{', '.join(pieces)}]\n"
    return f"{indentation}{key}:\n" + "".join(
        _block_entry(entry, indentation + "  ", is_list=is_list) for entry in value
    )


def _pair(key: str, text: str, indentation: str, *, typed: bool = False) -> str:
    name = key if typed else write_scalar(key)
    return f"{name}: {write_scalar(text, indentation=indentation + '  ', typed=typed or _is_number(text))}\n"


def _is_number(text: str) -> bool:
    whole, _, decimals = text.partition(".")
    return text == "0" or (
        whole.isdecimal() and (whole == "0" or whole[0] != "0") and (decimals.isdecimal() or "." not in text)
    )


def _block_entry(entry: Fresh, indentation: str, *, is_list: bool) -> str:
    dash = "- " if is_list else ""
    inner = indentation + "  " * is_list
    if isinstance(entry, str):
        return f"{indentation}{dash}{write_scalar(entry, indentation=inner)}\n"
    pairs = [entry] if isinstance(entry, tuple) else list(entry.items())
    return indentation + dash + inner.join(_pair(key, text, inner) for key, text in pairs)


def _flow_entry(entry: Fresh, *, is_list: bool) -> str:
    if isinstance(entry, str):
        return write_scalar(entry, in_flow=True)
    pairs = [entry] if isinstance(entry, tuple) else list(entry.items())
    inner = ", ".join(
        f"{write_scalar(key, in_flow=True)}: {write_scalar(text, in_flow=True, typed=_is_number(text))}"
        for key, text in pairs
    )
    return f"{{{inner}}}" if is_list else inner


def _collection_at(text: str, place: Place) -> yaml.CollectionNode:
    nodes = list(path_of_nodes(parse_nodes(text), place))
    if len(nodes) != len(place) + 1 or not isinstance(nodes[-1], yaml.CollectionNode):
        raise ValueError(place)
    return nodes[-1]


def _index(node: yaml.CollectionNode, key: str | int) -> int:
    if isinstance(key, int):
        return key
    return [name.value for name, _ in node.value].index(key)


def _flow_span(text: str, node: yaml.CollectionNode, number: int) -> tuple[int, int]:
    entry = node.value[number]
    first, last = entry if isinstance(entry, tuple) else (entry, entry)
    return first.start_mark.index, source_end(text, last)


def _replace(text: str, node: yaml.Node, source: str) -> str:
    """The file with a value written otherwise; one that stood below its key comes beside it."""
    start, end = node.start_mark.index, source_end(text, node)
    above = text[:start].rstrip()
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and source[:1] in "[{" and above.endswith(":"):
        start = len(above)
        source = f" {source}"
    return text[:start] + source + text[end:]


def _lines_of(text: str, node: yaml.CollectionNode) -> list[_Lines]:
    lines: list[_Lines] = []
    for entry in node.value:
        first, last = entry if isinstance(entry, tuple) else (entry, entry)
        start = text.rfind("\n", 0, first.start_mark.index) + 1
        end = text.find("\n", source_end(text, last)) + 1 or len(text)
        shared = isinstance(entry, tuple) and text[start : first.start_mark.index].strip() != ""
        floor = lines[-1].end if lines else 0
        lines.append(_Lines(start if shared else _with_comments(text, start, floor), end, shared))
    return lines


def _with_comments(text: str, start: int, floor: int) -> int:
    """Where the comment lines right above a line begin; those at the very top are the file's."""
    begin = start
    while begin > floor:
        above = text.rfind("\n", 0, begin - 1) + 1
        if not text[above:begin].lstrip().startswith("#"):
            break
        begin = above
    return start if begin == 0 else begin

"""Remarks written into ``remarks.yaml``: one that comes or changes is one change of the file, all else stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from methodology.editing.nodes import data_of, parse_nodes, source_end
from methodology.editing.yaml_scalars import write_scalar
from methodology.model.remark import REMARKS, PlacedRemark
from methodology.reading.content_text import schema_line

FIRST_LINE = schema_line(REMARKS, "remarks")


def add_remark(text: str, remark: PlacedRemark) -> str:
    """Return the file with one more remark at its end."""
    node = parse_nodes(text)
    there = data_of(node) or []
    if isinstance(node, yaml.SequenceNode) and not node.value:
        text = text[: node.start_mark.index] + text[node.end_mark.index :]
    kept = text.rstrip("\n")
    wanted = [*there, _data_of_remark(remark)] if isinstance(there, list) else []
    return _prove((f"{kept}\n" if kept else FIRST_LINE) + write_remark(remark), wanted)


def set_remark(text: str, number: int, remark: PlacedRemark) -> str:
    """Return the file with another remark for the one of that number, from 0."""
    node = parse_nodes(text)
    there = data_of(node)
    if not isinstance(node, yaml.SequenceNode) or not isinstance(there, list):
        raise ValueError(text)  # noqa: TRY004 (of a text that says something else)
    wanted = [_data_of_remark(remark) if at == number else one for at, one in enumerate(there)]
    entry = node.value[number]
    start = text.rfind("\n", 0, entry.start_mark.index) + 1
    end = text.find("\n", source_end(text, entry)) + 1 or len(text)
    if node.flow_style or node.start_mark.column:  # a hand wrote the list otherwise: lines cannot take its place
        raise ValueError(text)
    return _prove(text[:start] + write_remark(remark) + text[end:], wanted)


def write_remark(remark: PlacedRemark) -> str:
    """Return the entry of a remark; a key a line, so that each answer is a change of its own."""
    return "".join(f"{line}\n" for line in _lines(remark))


def _lines(remark: PlacedRemark) -> Iterator[str]:
    yield f"- path: {write_scalar(remark.path)}"
    if remark.quote is not None:
        yield f"  quote: {_on_one_line(remark.quote)}"
    yield from _said(remark.author, remark.at, remark.text, "  ")
    if remark.answers:
        yield "  answers:"
    for answer in remark.answers:
        first, *rest = _said(answer.author, answer.at, answer.text, "      ")
        yield f"    - {first.lstrip()}"
        yield from rest
    if remark.closed is not None:
        yield "  closed:"
        yield f"    author: {write_scalar(remark.closed.author)}"
        yield f"    at: {remark.closed.at}"


def _said(author: str, at: str, text: str, indentation: str) -> Iterator[str]:
    yield f"{indentation}author: {write_scalar(author)}"
    yield f"{indentation}at: {at}"
    written = _write_block(text, f"{indentation}  ")
    yield from f"{indentation}text: {written}".split("\n")


def _write_block(text: str, indentation: str) -> str:
    """A text as a scalar: of several lines as a block, where that says the same."""
    if "\n" in text:
        block = "|-\n" + "\n".join(f"{indentation}{line}" if line else "" for line in text.split("\n"))
        if data_of(parse_nodes(f"text: {block}\n")) == {"text": text}:
            return block
    return _on_one_line(text)


def _on_one_line(text: str) -> str:
    written = write_scalar(text)
    return write_scalar(text, '"') if "\n" in written else written


def _data_of_remark(remark: PlacedRemark) -> object:
    """What the entry of a remark says, as :func:`data_of` has it."""
    data: dict[str, Any] = remark.model_dump(exclude_defaults=True)
    if remark.answers:
        data["answers"] = list(data["answers"])
    return data


def _prove(text: str, wanted: object) -> str:
    """The text, if it says what is wanted; raises ValueError."""
    if data_of(parse_nodes(text)) != wanted:
        raise ValueError(text)
    return text

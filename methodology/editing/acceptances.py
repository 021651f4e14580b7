"""Entries of ``accepted.yaml`` added and taken out; everything else in the file stays, comments and all."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from textwrap import indent
from typing import Any, cast

import yaml

from methodology.editing.nodes import data_of, parse_nodes, path_of_nodes, source_end
from methodology.editing.yaml_entries import remove_elements
from methodology.model.paths import Place
from methodology.reading.content_text import schema_line

ACCEPTED = "accepted.yaml"
FIRST_LINE = schema_line(ACCEPTED, "accepted")

Entry = Mapping[str, str]
"""The ``rule``, ``path`` and ``found`` of a finding."""


def add_acceptances(text: str, entries: Sequence[Entry], reason: str, until: str | None = None) -> str:
    """Return the file with entries that accept findings for a reason; raises ValueError where it cannot be written.

    A file of single entries goes on so. Else the entries come into the group of that reason and version, or a new one.
    """
    head = {"reason": reason} | ({"until": until} if until is not None else {})
    there = _read(text)
    if there and not any("findings" in entry for entry in there):
        wanted = [*there, *({**entry, **head} for entry in entries)]
        return _prove(_append(text, _dump([{**entry, **head} for entry in entries])), wanted)
    for number, group in enumerate(there):
        if {key: value for key, value in group.items() if key != "findings"} == head:
            group["findings"] += entries
            return _prove(_insert(text, (number, "findings"), _dump(entries)), there)
    lines = _dump([head]) + "  findings:\n" + indent(_dump(entries), "    ")
    return _prove(_append(text, lines), [*there, {**head, "findings": list(entries)}])


def remove_acceptances(text: str, places: Iterable[Place]) -> str:
    """Return the file without the entries at some places, and without the reasons that no finding is left for.

    Raises ValueError where it cannot be written.
    """
    there = _read(text)
    gone: set[int] = set()
    inside: dict[int, set[int]] = {}
    for place in places:
        if len(place) == 1:
            gone.add(cast(int, place[0]))
        else:
            inside.setdefault(cast(int, place[0]), set()).add(cast(int, place[-1]))
    gone |= {number for number, some in inside.items() if len(some) == len(there[number]["findings"])}
    for number in inside.keys() - gone:
        text = remove_elements(text, (number, "findings"), inside[number])
        findings = there[number]["findings"]
        there[number]["findings"] = [finding for at, finding in enumerate(findings) if at not in inside[number]]
    if gone:
        text = remove_elements(text, (), gone)
    return _prove(text, [entry for number, entry in enumerate(there) if number not in gone])


def _read(text: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", data_of(parse_nodes(text)) or [])


def _prove(text: str, wanted: object) -> str:
    """The text, if it says what is wanted."""
    if data_of(parse_nodes(text)) != wanted:
        raise ValueError(text)
    return text


def _dump(entries: Sequence[Entry]) -> str:
    return yaml.safe_dump([dict(entry) for entry in entries], allow_unicode=True, sort_keys=False, width=sys.maxsize)


def _append(text: str, lines: str) -> str:
    """The file with lines of its list at its end; an empty list gives way to them."""
    node = parse_nodes(text)
    if isinstance(node, yaml.SequenceNode) and not node.value:
        text = text[: node.start_mark.index] + text[node.end_mark.index :]
    kept = text.rstrip("\n")
    return (f"{kept}\n" if kept else FIRST_LINE) + lines


def _insert(text: str, place: Place, lines: str) -> str:
    """The file with lines at the end of the list at a place, as far in as the list is."""
    *_, node = path_of_nodes(parse_nodes(text), place)
    end = text.find("\n", source_end(text, node)) + 1 or len(text)
    before = text[:end] if text[:end].endswith("\n") else f"{text[:end]}\n"
    return before + indent(lines, " " * node.start_mark.column) + text[end:]

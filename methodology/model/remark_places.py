"""Where a remark stands in the content as it is now: at its path, where its text moved to, or at the nearest place."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from methodology.model.programme import Programme
from methodology.model.remark import PlacedRemark, quote_of

ALIKE = 0.5
"""The share of a text from which another one is the same, reworded."""


class RemarkPlace(NamedTuple):
    """The content path at which a remark is shown; ``is_gone`` says that it is not the place that it was made on.

    ``path`` is empty where nothing is left of it at all.
    """

    path: str
    is_gone: bool


def find_remark_place(programme: Programme, remark: PlacedRemark) -> RemarkPlace:
    """Return the place of a remark.

    A value stays the same value, whatever it says now. Paragraphs and entries of lists that are known by their number
    alone are found again by what they said.
    """
    base, _, step = remark.path.rpartition(".")
    alike = numbered_texts(programme, base) if step.isdecimal() else {}
    if alike:
        return _find_numbered(alike, remark)
    path, is_gone = remark.path, False
    while path and not _exists(programme, path):
        path, is_gone = path.rpartition(".")[0], True
    return RemarkPlace(path, is_gone)


def text_of_place(programme: Programme, path: str) -> str:
    """Return the text at a content path, as the content has it; empty where it holds no single one."""
    base, _, step = path.rpartition(".")
    numbered = numbered_texts(programme, base) if step.isdecimal() else {}
    if path in numbered:
        return numbered[path]
    return str(programme.values[path].value) if path in programme.values else ""


def numbered_texts(programme: Programme, base: str) -> Mapping[str, str]:
    """Return the texts below a path that only their number names, by path."""
    kind, _, name = base.partition(".")
    if kind == "chapters":
        chapter = programme.chapters.get(name)
        return {} if chapter is None else {f"{base}.{leaf.number}": leaf.text for leaf in chapter.leaves}
    texts = {}
    number = 1
    while f"{base}.{number}" in programme.values:
        texts[f"{base}.{number}"] = str(programme.values[f"{base}.{number}"].value)
        number += 1
    return texts


def _find_numbered(texts: Mapping[str, str], remark: PlacedRemark) -> RemarkPlace:
    there = texts.get(remark.path)
    if remark.quote is None or (there is not None and quote_of(there) == quote_of(remark.quote)):
        return RemarkPlace(remark.path, is_gone=False) if there is not None else _nearest(texts, remark)
    likeness = {path: _compare(quote_of(text), quote_of(remark.quote)) for path, text in texts.items()}
    best = max(likeness, key=lambda path: (likeness[path], path == remark.path))
    return RemarkPlace(best, is_gone=False) if likeness[best] >= ALIKE else _nearest(texts, remark)


def _compare(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _nearest(texts: Mapping[str, str], remark: PlacedRemark) -> RemarkPlace:
    return RemarkPlace(remark.path if remark.path in texts else list(texts)[-1], is_gone=True)


def _exists(programme: Programme, path: str) -> bool:
    if path.startswith("chapters."):
        return path.removeprefix("chapters.") in programme.chapters
    if path in programme.values or f"{path}.id" in programme.values:
        return True
    is_half_a_code = any(indicator.id.startswith(f"{path}.") for indicator in programme.indicators)
    return not is_half_a_code and any(known.startswith(f"{path}.") for known in programme.values)

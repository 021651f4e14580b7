"""Lists whose entries stand in another order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from methodology.model.phrases import Mention
from methodology.model.programme import Value
from methodology.versions.subjects import is_printed

ORDERED_FIELDS = frozenset({"items", "remarks", "measures"})
"""The keyed texts that are printed in the order in which they are written."""


def reordered_lists(
    old: Mapping[str, Value], new: Mapping[str, Value]
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The path of each list whose entries of both versions changed their order, with those entries then and now."""
    before, after = _lists(old), _lists(new)
    for path, names in after.items():
        here = [name for name in names if name in before.get(path, ())]
        then = [name for name in before.get(path, ()) if name in names]
        if here != then:
            yield path, tuple(then), tuple(here)


def _lists(values: Mapping[str, Value]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for path, value in values.items():
        parent, _, name = path.rpartition(".")
        if value.field == "code":  # a row of several values
            parent, _, name = parent.rpartition(".")
        elif not isinstance(value.owner, Mention) and parent.rpartition(".")[2] not in ORDERED_FIELDS:
            continue
        if is_printed(path):
            lists.setdefault(parent, []).append(name)
    return lists

"""The texts that are printed: where each stands, with its references taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from methodology.model.indicator import Indicator
from methodology.model.objective import ObjectiveFacts
from methodology.model.phrases import Mention
from methodology.model.programme import Interventions, Programme, ProgrammeFacts, Registry, Value
from methodology.model.prose import Prose, parse_prose

REFERENCE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a reference in a text."""

_FIELDS: dict[type, frozenset[str]] = {
    ProgrammeFacts: frozenset({"title", "short_title", "name"}),
    Registry: frozenset({"root"}),
    Interventions: frozenset({"root"}),
    ObjectiveFacts: frozenset({"title", "measures"}),
    Indicator: frozenset({"name", "counts"}),
}
"""The fields of plain text that are printed; prose always is."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text of the content.

    ``raw`` is what stands in the file, ``text`` that with literal braces undone, printed forms of references put in
    (``{operations.pnr|sistema PNR}``) and each other reference as one :data:`REFERENCE`.
    """

    path: str
    raw: str
    text: str


def one_of(fields: Mapping[type, frozenset[str]]) -> Callable[[Value], bool]:
    """Whether a value is one of the ``fields``, by the kinds of their owners."""

    @lru_cache(maxsize=256)
    def of_kind(owner: type) -> frozenset[str]:
        return frozenset(name for kind, names in fields.items() if issubclass(owner, kind) for name in names)

    def is_one(value: Value) -> bool:
        owner: Any = type(value.owner)
        return value.field in of_kind(owner)

    return is_one


_is_text = one_of(_FIELDS)


def printed_texts(programme: Programme) -> Iterator[PrintedText]:
    """Every text that the document prints, chapters last, each once however often it is printed."""
    for path, value in programme.values.items():
        if isinstance(value.value, str) and _is_printed(value) and not path.startswith(("accepted.", "catalogue.")):
            yield _printed(path, value.value, prose=isinstance(value.value, Prose))
    for chapter in programme.chapters.values():
        for leaf in chapter.leaves:
            yield _printed(f"chapters.{chapter.name}.{leaf.number}", leaf.text, prose=True)


def _is_printed(value: Value) -> bool:
    if isinstance(value.value, Prose):
        return True
    return _is_text(value) or (isinstance(value.owner, Mention) and value.owner.text is not None)


@lru_cache(maxsize=4096)
def _printed(path: str, raw: str, *, prose: bool) -> PrintedText:
    if not prose:
        return PrintedText(path, raw, raw)
    parts = (part if isinstance(part, str) else part.printed or REFERENCE for part in parse_prose(raw))
    return PrintedText(path, raw, "".join(parts))

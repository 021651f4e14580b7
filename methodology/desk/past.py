"""What a value was in the saved versions of the content, latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from methodology.desk.cards import kind_of, show_typed
from methodology.desk.draft import source_at
from methodology.desk.typed import show_day
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.versions.history import History


@dataclass(frozen=True, slots=True)
class PastValue:
    """What a value was from a version on: ``text`` as its file had it, ``typed`` as the language writes it.

    ``is_now`` says that it is what stands there now, and need not be brought back.
    """

    when: str
    version: str
    typed: str
    text: str
    is_now: bool


def list_past(programme: Programme, content: Path, path: str) -> Iterator[PastValue]:
    """The values that stood at a path, latest first; that of now is the first one. None where nothing is known."""
    if path not in programme.values:
        return
    kind, locale = kind_of(programme, path), programme.grammar.locale
    now = " ".join((source_at(programme, path) or "").split())
    for change in reversed([*History(programme, content).changes(path)]):
        text = change.after or ""
        try:
            typed = show_typed(text, kind, locale) if text else ""
        except (ValueError, ArithmeticError):  # an old version had another kind of value there
            typed = text
        when = show_day(date.fromisoformat(change.date)) if change.date else translate("not saved as a version yet")
        yield PastValue(when, change.version, typed, text, text == now)

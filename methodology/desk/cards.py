"""What an editor sees of a value: what it is called, how it is typed, its unit, where it is printed, what it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from babel import Locale

from methodology.calculating import Terms
from methodology.composing.printing import Printer
from methodology.desk.choices import choices_of, read_choice, show_choice
from methodology.desk.draft import source_at
from methodology.desk.typed import read_day, read_number, show_day, show_number
from methodology.diagnostics import ContentError
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.calculation import Calculation
from methodology.model.indicator import Indicator
from methodology.model.objective import ObjectiveFacts
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.prose import Prose
from methodology.model.scalars import ComputedNumber, NotGiven
from methodology.versions.changes import Place
from methodology.versions.report.names import PathNames, shorten


class CardKind(StrEnum):
    """How a value is edited."""

    NUMBER = "number"
    YEAR = "year"
    DAY = "day"
    TEXT = "text"
    PROSE = "prose"
    """A text that may refer to values."""
    CHOICE = "choice"
    COMPUTED = "computed"
    """A number that a formula gives: it is not typed."""


@dataclass(frozen=True, slots=True)
class Card:
    """A value for its editor.

    ``source`` is what the file has, which a save must still find there; ``typed`` is the same as the language writes
    it, of a value that is chosen in the reader's words, as ``choices`` are. ``before`` is what the last saved version
    has, as typed. ``places`` say where it is printed, and how often there.
    """

    path: str
    name: str
    kind: CardKind
    source: str
    typed: str
    unit: str
    formula: str
    choices: tuple[str, ...]
    places: tuple[tuple[str, str | None, int], ...]
    before: str | None


def make_card(
    programme: Programme, path: str, names: PathNames, places: Mapping[Place, int], before: Programme | None
) -> Card | None:
    """Return the card of what stands at a content path; None where nothing does.

    ``places`` are where it is printed; ``before`` is the last saved version.
    """
    source = source_at(programme, path)
    if source is None:
        return None
    kind, locale = kind_of(programme, path), programme.grammar.locale
    calculation = programme.calculations.get(path)
    return Card(
        path=path,
        name=names.path(path),
        kind=kind,
        source=source,
        typed=show_typed(source, kind, locale),
        unit=(Terms(programme.values, programme.tables).leaf(path).unit or "") if path in programme.values else "",
        formula=_formula(calculation),
        choices=tuple(map(show_choice, choices_of(programme.values[path]))) if kind is CardKind.CHOICE else (),
        places=tuple((name_place(place), place.anchor, count) for place, count in places.items()),
        before=_before(before, path, kind, locale),
    )


def _formula(calculation: Calculation | None) -> str:
    return "" if calculation is None or calculation.formula is None else str(calculation.formula)


def _before(before: Programme | None, path: str, kind: CardKind, locale: Locale) -> str | None:
    source = None if before is None else source_at(before, path)
    return None if source is None else show_typed(source, kind, locale)


def name_place(place: Place) -> str:
    """Return what a place is called: its nearest heading, cut where it is long."""
    return shorten(place.heading or place.chapter) or translate("cover")


def kind_of(programme: Programme, path: str) -> CardKind:
    """Return how the value at a content path is edited."""
    if path.startswith("chapters."):
        return CardKind.PROSE
    return _kind_of_value(programme.values[path])


def is_code(programme: Programme, path: str) -> bool:
    """Whether the code of an indicator or objective stands at a content path, by which others name it."""
    value = programme.values.get(path)
    return value is not None and value.field == "id" and isinstance(value.owner, Indicator | ObjectiveFacts)


def _kind_of_value(value: Value) -> CardKind:
    if isinstance(value.owner, Mention) or isinstance(value.value, Prose):
        return CardKind.PROSE
    if choices_of(value):
        return CardKind.CHOICE
    kinds = (
        (ComputedNumber, CardKind.COMPUTED),
        (Decimal, CardKind.NUMBER),
        (int, CardKind.YEAR),
        (date, CardKind.DAY),
    )
    said = value.value.value if isinstance(value.value, Figure) else value.value
    return next((kind for of_kind, kind in kinds if isinstance(said, of_kind)), CardKind.TEXT)


def show_typed(source: str, kind: CardKind, locale: Locale) -> str:
    """Return what the file has as the language writes it."""
    match kind:
        case CardKind.NUMBER | CardKind.COMPUTED:
            try:
                number = Decimal(source)
            except ArithmeticError:
                return source
            return source if isinstance(number, NotGiven) or not number.is_finite() else show_number(number, locale)
        case CardKind.DAY:
            return show_day(date.fromisoformat(source))
        case CardKind.CHOICE:
            return show_choice(source)
        case CardKind.YEAR | CardKind.TEXT | CardKind.PROSE:
            return source
        case _:
            assert_never(kind)


def read_typed(typed: str, kind: CardKind, locale: Locale) -> str:
    """Return what was typed as the file has it; raises :class:`methodology.desk.typed.TypedError`."""
    match kind:
        case CardKind.NUMBER | CardKind.COMPUTED:
            return read_number(typed, locale)
        case CardKind.DAY:
            return read_day(typed)
        case CardKind.CHOICE:
            return read_choice(typed)
        case CardKind.YEAR:
            return typed.strip()
        case CardKind.TEXT | CardKind.PROSE:
            return typed
        case _:
            assert_never(kind)


def printed_text(programme: Programme, path: str) -> str:
    """Return what is printed for a value, as plain text; as it is written where it cannot be printed."""
    try:
        return Printer(programme, programme.grammar).print_text(path)
    except ContentError:
        return str(programme.values[path].value)

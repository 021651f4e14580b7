"""Targets, and shares of money, before and after the amendment: as bars, and as a table of their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from methodology.composing.drawing import BEFORE, LINE, NOW, draw_picture, draw_rectangle, draw_text, picture_of
from methodology.look import DocumentLook
from methodology.model.assumption import Figure
from methodology.model.picture import PictureFile
from methodology.versions.changes import Change, Subject
from methodology.versions.report.names import Names

SHARE = "share"
TARGET = "target"
FIRST_ROWS, MOST_ROWS = 12, 28
"""So many rows of the first picture stand on the first page with all that is said there, of another one on its page."""
_LEFT, _SCALE = 62, 280
"""Where bars begin, and how long their scale is, in points."""
_BAR = 5
"""The height of a bar: the old value's is above the new one's."""


@dataclass(frozen=True, slots=True)
class ValueBar:
    """A value before and after, as printed; ``left`` and ``width`` of each bar are in per cent of the row's scale."""

    code: str
    name: str
    before: str
    after: str
    difference: str
    is_share: bool
    old: tuple[float, float]
    new: tuple[float, float]

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        return self.code, self.name, self.before, self.after, self.difference

    @property
    def says(self) -> str:
        """What the bars show."""
        return f"{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class BarsPicture:
    """Some of the rows as a picture, and what it says."""

    name: str
    file: PictureFile
    alternative: str


def is_share(change: Change) -> bool:
    """Whether a change is that of the share of a type of intervention."""
    return change.subject is Subject.ALLOCATION and change.field.endswith(f".{SHARE}")


def value_bars(names: Names) -> tuple[ValueBar, ...]:
    """The targets and the shares that are other numbers, in the order of the report; shares are on one scale."""
    changed = [(change, numbers) for change in names.report.changes if (numbers := _numbers(names, change))]
    shares = [number for change, numbers in changed if is_share(change) for number in numbers]
    rows = []
    for change, numbers in changed:
        scale = (Decimal(0), *(shares if is_share(change) else numbers))
        old, new = (_place(number, scale) for number in numbers)
        code = change.owner
        if is_share(change):
            name = names.paths.describe_field(change.subject, change.field)
            code = f"{code}, {change.field.split('.')[-2]}"
        else:
            name = names.indicator(code)
        told = names.difference(change)
        rows.append(ValueBar(code, name, change.before or "", change.after or "", told, is_share(change), old, new))
    return tuple(sorted(rows, key=lambda row: row.is_share))


def _numbers(names: Names, change: Change) -> tuple[Decimal, Decimal] | None:
    """The old and the new number of a target or a share; None of anything else."""
    if change.difference is None or not (is_share(change) or is_target(change)):
        return None
    found = names.report.new.programme.values.get(change.path)
    new = found.value.value if found is not None and isinstance(found.value, Figure) else found and found.value
    return (new - change.difference, new) if isinstance(new, Decimal) else None


def is_target(change: Change) -> bool:
    """Whether a change is that of a target."""
    return change.subject is Subject.INDICATOR and change.field == TARGET


def _place(number: Decimal, scale: Sequence[Decimal]) -> tuple[float, float]:
    """Where a bar from zero to a number begins and how wide it is, in per cent."""
    lowest, span = min(scale), max(scale) - min(scale) or Decimal(1)
    ends = sorted((Decimal(0), number))
    left, right = (float(100 * (end - lowest) / span) for end in ends)
    return round(left, 2), round(right - left, 2)


def legend_of(names: Names, rows: Sequence[ValueBar]) -> str:
    """How the bars are read."""
    words = names.labels.bars
    scales = ((words.own_scale, False), (words.one_scale, True))
    return " ".join([words.legend, *(said for said, kind in scales if any(row.is_share is kind for row in rows))])


def title_of(names: Names, rows: Sequence[ValueBar]) -> str:
    """What the bars and the table are about."""
    kinds = {row.is_share for row in rows}
    words = names.labels.bars
    return words.both if len(kinds) > 1 else words.shares if True in kinds else words.targets


def draw_values(names: Names, rows: Sequence[ValueBar], look: DocumentLook | None = None) -> Iterator[BarsPicture]:
    """Yield the pictures: the first has the rows that fit on the first page."""
    fills = (BEFORE, NOW) if look is None else (look.colours.before.lower(), look.colours.heading.lower())
    parts = [rows[:FIRST_ROWS], *(rows[at : at + MOST_ROWS] for at in range(FIRST_ROWS, len(rows), MOST_ROWS))]
    for number, part in enumerate(filter(None, parts), start=1):
        drawn = draw_picture(len(part), (piece for line, row in enumerate(part) for piece in _draw(row, line, fills)))
        values = "; ".join(f"{row.code} {row.says}" for row in part)
        said = names.labels.bars.alternative.format(title=title_of(names, part), values=values)
        yield BarsPicture(f"values-{number}.svg", picture_of(drawn, len(part)), said)


def _draw(row: ValueBar, line: int, fills: tuple[str, str]) -> Iterator[str]:
    yield draw_text(1, line, row.code)
    top = line * LINE + (LINE - 2 * _BAR) / 2
    for (left, width), y, fill in zip((row.old, row.new), (top, top + _BAR), fills, strict=True):
        yield draw_rectangle((_LEFT + left * _SCALE / 100, y), (width * _SCALE / 100, _BAR), fill)
    yield draw_text(_LEFT + _SCALE + 8, line, row.says)

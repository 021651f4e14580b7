"""The rows of the official table, a row a change, in groups, with what differs inside texts and in looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from methodology.comparing.words import Stretch, StretchKind, compare_words
from methodology.model.document import Inline, Run, plain_text
from methodology.versions.changes import Change, ChangeKind
from methodology.versions.grouping import ChangeGroup, GroupKind
from methodology.versions.report.look_notes import LookNotes, SetStretch, divide, find_targets, new_runs, old_runs
from methodology.versions.report.names import Names

WHOLE = frozenset({ChangeKind.VALUE, ChangeKind.MOVED})
LONGEST_VALUE = 40
"""A value of more characters is read as a text."""

CONTEXT = 120
"""So many unchanged characters of a long text are shown on each side of a change; the redline has all of it."""


AnyStretch = TypeVar("AnyStretch", bound=Stretch)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row; its texts may have several lines.

    ``part`` and ``element`` say where it stands and what it is, ``place`` and ``name`` the same within its group.
    ``pieces`` are both texts; ``before`` and ``after`` are each of them with its own looks, what is not equal marked.
    ``difference`` is by how much a number changed, ``notes`` are lines to be printed below the new text: what moved and
    what changed in looks. ``details`` are the names and values that a thing which came or went holds.
    """

    number: str
    part: str
    place: str
    element: str
    name: str
    pieces: tuple[SetStretch, ...]
    difference: str
    notes: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    kind: str
    reason: str
    change: Change
    group: ChangeGroup

    @property
    def is_value(self) -> bool:
        """Whether it tells values, which reports show first: numbers, and what came or went with those it holds."""
        is_number = self.change.kind in WHOLE or self.change.difference is not None
        return self.group.kind is not GroupKind.EDITORIAL and (is_number or bool(self.details))

    @property
    def old_lines(self) -> tuple[str, ...]:
        """The lines below the old text in forms without room for details beside it."""
        return self._detail_lines if self.change.kind is ChangeKind.REMOVED else ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The same below the new text, with the difference."""
        details = () if self.change.kind is ChangeKind.REMOVED else self._detail_lines
        return (*filter(None, [self.difference]), *self.notes, *details)

    @property
    def _detail_lines(self) -> tuple[str, ...]:
        return tuple(f"{name}: {text}" for name, text in self.details)

    @property
    def stretches(self) -> Sequence[Stretch]:
        """The pieces for forms that show no looks: what went or came is one where it was cut by looks alone."""
        merged: list[SetStretch] = []
        for piece in self.pieces:
            if merged and piece.kind is merged[-1].kind is not StretchKind.EQUAL:
                merged[-1] = replace(merged[-1], text=merged[-1].text + piece.text)
            else:
                merged.append(piece)
        return merged

    @property
    def before(self) -> Inline:
        """The old text."""
        return old_runs(self.pieces)

    @property
    def after(self) -> Inline:
        """The new text."""
        return new_runs(self.pieces)


@dataclass(frozen=True, slots=True)
class RowSection:
    """The rows of one part of a group, such as an indicator; of what is of the whole group the title is empty."""

    title: str
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of a group, such as an objective; ``anchor`` is its own."""

    title: str
    anchor: str
    is_editorial: bool
    sections: tuple[RowSection, ...]

    @property
    def rows(self) -> tuple[ReportRow, ...]:
        """All its rows."""
        return tuple(row for section in self.sections for row in section.rows)


def groups_of(names: Names) -> tuple[RowGroup, ...]:
    """The rows in their groups, in the order of the report."""
    groups = []
    for number, (group, rows) in enumerate(groupby(rows_of(names), lambda row: row.group._replace(part="")), start=1):
        sections = [
            RowSection(names.part(part), tuple(same)) for part, same in groupby(rows, lambda row: row.group.part)
        ]
        is_editorial = group.kind is GroupKind.EDITORIAL
        groups.append(RowGroup(names.group(group), f"group-{number}", is_editorial, tuple(sections)))
    return tuple(groups)


def rows_of(names: Names) -> Iterator[ReportRow]:
    """The rows, numbered from 1."""
    report = names.report
    targets = find_targets(report.old.document) | find_targets(report.new.document)
    looks = LookNotes(names.labels.looks, names.language, targets)
    for number, change in enumerate(report.changes, start=1):
        pieces = compare_change(change)
        group = names.grouping.group(change)
        notes = (
            *map(names.move, change.moves),
            *looks.of_text(change.old_look, change.new_look, labelled=change.before == change.after),
            *looks.of_runs(pieces),
        )
        yield ReportRow(
            f"{number}.",
            names.places(change),
            names.places(change, group),
            names.element(change),
            names.name_in(group, change),
            tuple(elide(pieces, CONTEXT)),
            names.difference(change),
            notes,
            tuple(names.details(change)),
            names.labels.kinds[change.kind],
            names.reason(change),
            change,
            group,
        )


def compare_change(change: Change) -> tuple[SetStretch, ...]:
    """Both texts of a change, cut where looks differ, too; none where its moves say it all.

    A value is replaced as a whole, and so is a list whose words only change places.
    """
    if change.moves:
        return ()
    before, after = change.before or "", change.after or ""
    if change.kind is ChangeKind.REORDERED and before and after:
        stretches = _replace(before, after)
    else:
        stretches = compare_texts(before, after, is_value=change.kind in WHOLE)
    pieces = divide(stretches, _runs_of(before, change.old_runs), _runs_of(after, change.new_runs))
    is_text = change.old_runs is not None or change.new_runs is not None
    return tuple(map(_show_breaks, pieces) if is_text else pieces)


def _show_breaks(piece: SetStretch) -> SetStretch:
    """A piece of a printed text, in which a line break that came or went has a sign."""
    return piece if piece.kind is StretchKind.EQUAL else replace(piece, text=piece.text.replace("\n", "↵\n"))


def _runs_of(text: str, runs: Inline | None) -> Inline:
    """The runs where they are those of the text, else the text as one."""
    return (Run(text),) if runs is None or plain_text(runs) != text else runs


def compare_texts(before: str, after: str, *, is_value: bool) -> tuple[Stretch, ...]:
    """Two texts word by word; a short value is replaced as a whole."""
    whole = is_value and max(len(before), len(after)) <= LONGEST_VALUE
    if before and after and before != after and whole:
        return _replace(before, after)
    return compare_words(before, after)


def _replace(before: str, after: str) -> tuple[Stretch, ...]:
    return (Stretch(StretchKind.DELETED, before), Stretch(StretchKind.INSERTED, after))


def elide(stretches: Sequence[AnyStretch], context: int) -> Iterator[AnyStretch]:
    """The stretches without the unchanged words that are far from any change; of one that stays, only its start."""
    for number, stretch in enumerate(stretches):
        text = stretch.text
        stays = stretch.stays if isinstance(stretch, SetStretch) else stretch.kind is StretchKind.EQUAL
        if stays and len(text) > 3 * context:
            is_all = len(stretches) == 1
            start = "" if number == 0 and not is_all else text[:context].rpartition(" ")[0] + " "
            end = "" if number == len(stretches) - 1 else " " + text[-context:].partition(" ")[2]
            text = f"{start}…{end}"
        yield replace(stretch, text=text)

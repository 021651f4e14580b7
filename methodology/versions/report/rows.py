"""The seven columns of the official table, a row a change, with what differs inside the texts and in their looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from methodology.comparing.words import Stretch, StretchKind, compare_words
from methodology.model.document import Inline, Run, plain_text
from methodology.versions.changes import Change, ChangeKind
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

    ``pieces`` are both texts; ``before`` and ``after`` are each of them with its own looks, what is not equal marked.
    ``old_notes`` and ``notes`` are lines to be printed below the old and below the new text: by how much a number
    changed, what moved, what changed in looks, what a thing that came or went holds.
    """

    number: str
    part: str
    element: str
    pieces: tuple[SetStretch, ...]
    old_notes: tuple[str, ...]
    notes: tuple[str, ...]
    kind: str
    reason: str
    change: Change

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


def rows_of(names: Names) -> Iterator[ReportRow]:
    """The rows, numbered from 1."""
    report = names.report
    targets = find_targets(report.old.document) | find_targets(report.new.document)
    looks = LookNotes(names.labels.looks, names.language, targets)
    for number, change in enumerate(report.changes, start=1):
        pieces = compare_change(change)
        details = tuple(names.details(change))
        is_gone = change.kind is ChangeKind.REMOVED
        notes = (
            *filter(None, [names.difference(change)]),
            *map(names.move, change.moves),
            *looks.of_text(change.old_look, change.new_look, labelled=change.before == change.after),
            *looks.of_runs(pieces),
        )
        yield ReportRow(
            f"{number}.",
            names.places(change),
            names.element(change),
            tuple(elide(pieces, CONTEXT)),
            details if is_gone else (),
            notes if is_gone else (*notes, *details),
            names.labels.kinds[change.kind],
            names.reason(change),
            change,
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

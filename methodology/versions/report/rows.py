"""The seven columns of the official table, a row a change, with what differs inside the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from methodology.comparing.words import Stretch, StretchKind, compare_words
from methodology.versions.changes import Change, ChangeKind
from methodology.versions.report.names import Names

WHOLE = frozenset({ChangeKind.VALUE, ChangeKind.MOVED})
LONGEST_VALUE = 40
"""A value of more characters is read as a text."""

CONTEXT = 120
"""So many unchanged characters of a long text are shown on each side of a change; the redline has all of it."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row. ``difference`` is printed below the new text. Texts may have several lines."""

    number: str
    part: str
    element: str
    stretches: tuple[Stretch, ...]
    """Both texts; what is not equal is to be marked."""
    difference: str
    kind: str
    reason: str
    change: Change

    @property
    def before(self) -> tuple[Stretch, ...]:
        """The old text."""
        return tuple(stretch for stretch in self.stretches if stretch.kind is not StretchKind.INSERTED)

    @property
    def after(self) -> tuple[Stretch, ...]:
        """The new text."""
        return tuple(stretch for stretch in self.stretches if stretch.kind is not StretchKind.DELETED)


def rows_of(names: Names) -> Iterator[ReportRow]:
    """The rows, numbered from 1."""
    for number, change in enumerate(names.report.changes, start=1):
        yield ReportRow(
            f"{number}.",
            names.places(change),
            names.element(change),
            tuple(elide(compare_change(change), CONTEXT)),
            names.difference(change),
            names.labels.kinds[change.kind],
            names.reason(change),
            change,
        )


def compare_change(change: Change) -> tuple[Stretch, ...]:
    """Both texts of a change; a value is replaced as a whole, and so is a list whose words only change places."""
    before, after = change.before or "", change.after or ""
    if change.kind is ChangeKind.REORDERED and before and after:
        return _replace(before, after)
    return compare_texts(before, after, is_value=change.kind in WHOLE)


def compare_texts(before: str, after: str, *, is_value: bool) -> tuple[Stretch, ...]:
    """Two texts word by word; a short value is replaced as a whole."""
    whole = is_value and max(len(before), len(after)) <= LONGEST_VALUE
    if before and after and before != after and whole:
        return _replace(before, after)
    return compare_words(before, after)


def _replace(before: str, after: str) -> tuple[Stretch, ...]:
    return (Stretch(StretchKind.DELETED, before), Stretch(StretchKind.INSERTED, after))


def elide(stretches: Sequence[Stretch], context: int) -> Iterator[Stretch]:
    """The stretches without the unchanged words that are far from any change."""
    for number, stretch in enumerate(stretches):
        text = stretch.text
        if stretch.kind is StretchKind.EQUAL and len(text) > 3 * context:
            start = "" if number == 0 else text[:context].rpartition(" ")[0] + " "
            end = "" if number == len(stretches) - 1 else " " + text[-context:].partition(" ")[2]
            text = f"{start}…{end}"
        yield Stretch(stretch.kind, text)

"""The changes since a saved version as the page lists them, with the reasons that are given and still to be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from methodology.desk.speaker import language_of_names
from methodology.messages import translate_count
from methodology.versions.amendment_file import reason_at
from methodology.versions.changes import Change, Report
from methodology.versions.reasons import covers
from methodology.versions.report.names import Names
from methodology.versions.report.rows import ReportRow, groups_of

FEWEST_ALIKE = 3
"""So many changes that are alike are offered to be explained at once."""
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class AlikeChanges:
    """Changes that one reason can be given for: the pattern of their paths, and what the page says of them."""

    pattern: str
    label: str
    names: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A change; ``pieces`` are kinds of stretches with their texts.

    ``reason`` is what is given for this change alone, None where nothing is; ``covered`` is what is given for several
    changes, ``follows`` says what it follows from, so that it needs no reason.
    """

    path: str
    paths: tuple[str, ...]
    name: str
    place: str
    kind: str
    pieces: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    reason: str | None
    covered: str
    follows: str
    is_open: bool
    alike: AlikeChanges | None


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """The changes of a group of the change report, as an objective; each part with its title."""

    title: str
    parts: tuple[tuple[str, tuple[ComparedRow, ...]], ...]


def list_groups(report: Report, templates: Path) -> Iterator[ComparedGroup]:
    """The changes in the groups of the change report."""
    names = Names.of(report, templates, language_of_names(report.new.programme, templates))
    alike = find_alike([change for change in report.changes if not change.follows_from])
    for group in groups_of(names):
        parts = [
            (section.title, tuple(_make_row(row, names, alike.get(row.change.path), report) for row in section.rows))
            for section in group.sections
        ]
        yield ComparedGroup(group.title, tuple(parts))


def _make_row(row: ReportRow, names: Names, alike: Sequence[Change] | None, report: Report) -> ComparedRow:
    change = row.change
    programme = report.new.programme
    own = reason_at(programme.files, programme.facts.version, change.path)
    is_new_version = programme.facts.version != report.old.programme.facts.version
    return ComparedRow(
        path=change.path,
        paths=(change.path, *change.merged),
        name=row.element,
        place=row.place,
        kind=row.kind,
        pieces=tuple((str(piece.kind), piece.text) for piece in row.stretches),
        notes=(*row.old_lines, *row.lines),
        reason=own if is_new_version else None,
        covered=change.reason.text if change.reason is not None and not own else "",
        follows=row.reason if change.follows_from and change.reason is None else "",
        is_open=change.is_open,
        alike=None if not alike else _tell_alike(alike, change, names),
    )


def _tell_alike(alike: Sequence[Change], change: Change, names: Names) -> AlikeChanges:
    told = [names.element(one) for one in alike]
    shown = "; ".join(told[:MOST_NAMES]) + (f" (+ {len(told) - MOST_NAMES})" if len(told) > MOST_NAMES else "")
    label = translate_count(
        "Same reason for {count} change that is alike", "Same reason for {count} changes that are alike", len(alike)
    )
    return AlikeChanges(_best_pattern(change.path, [one.path for one in alike]), label, shown)


def find_alike(changes: Sequence[Change]) -> Mapping[str, tuple[Change, ...]]:
    """Return by path the changes that the widest pattern of a path covers, where these are not too few."""
    found = {}
    for change in changes:
        of_patterns = [tuple(one for one in changes if covers(pattern, one.path)) for pattern in _patterns(change.path)]
        widest = max(of_patterns, key=len, default=())
        if len(widest) >= FEWEST_ALIKE:
            found[change.path] = widest
    return found


def _best_pattern(path: str, paths: Sequence[str]) -> str:
    """The pattern of a path that covers these paths."""
    return next(pattern for pattern in _patterns(path) if all(covers(pattern, one) for one in paths))


def _patterns(path: str) -> Iterator[str]:
    """The patterns that a path fits, with a star for one of its steps; the last says what the change is of."""
    steps = path.split(".")
    if steps[-1].isdecimal():
        yield ".".join([*steps[:-1], "*"])
        return
    for number in range(1, len(steps) - 1):
        yield ".".join([*steps[:number], "*", *steps[number + 1 :]])

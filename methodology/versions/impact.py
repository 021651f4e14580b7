"""What would change if values were others: nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from methodology.checks import Finding, check_programme
from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.editing import apply_edits
from methodology.editing.edits import SetText
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.calculation import Calculation
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain
from methodology.versions.changes import Change
from methodology.versions.compare import compare_versions
from methodology.versions.reasons import find_followers
from methodology.versions.text_changes import AffectedText, find_affected_texts
from methodology.versions.version import Version

ReadTexts = Callable[[Mapping[str, str]], Programme]
"""Reads files by their paths below the content folder; raises ContentError."""


@dataclass(frozen=True, slots=True)
class Follower:
    """A value that follows from others, before and after; ``is_typed`` says that a person has to set it anew."""

    path: str
    before: str
    after: str
    is_typed: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """The changes themselves, the texts, the derived values that are stated and to be set anew, and the findings."""

    changes: tuple[Change, ...]
    affected: tuple[AffectedText, ...]
    derived: tuple[Follower, ...]
    """The values that follow from what changes, at any remove."""
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]
    programme: Programme = field(compare=False)
    """The content with the changes."""


def find_impact(
    old: Version, new: Version, check: Callable[[Programme], tuple[Finding, ...]] = check_programme
) -> Impact:
    """What differs between a version and the same with other values; ``check`` finds what is wrong with each."""
    changes = compare_versions(old, new)
    before, after = (
        {(finding.rule.code, finding.path, finding.found): finding for finding in check(version.programme)}
        for version in (old, new)
    )
    return Impact(
        changes,
        tuple(find_affected_texts(old, new)),
        tuple(_followers(old.programme, new.programme, changes)),
        tuple(finding for key, finding in after.items() if key not in before),
        tuple(finding for key, finding in before.items() if key not in after),
        new.programme,
    )


def _followers(old: Programme, new: Programme, changes: Iterable[Change]) -> Iterator[Follower]:
    """The values that follow from the changes: those that change too, then those that stay or are to be set anew."""
    following = (change.path for change in changes if change.follows_from and change.path in new.values)
    for path in (*following, *find_followers(changes, new)):
        before, after = (
            str(one.values[path].value) if path in one.values else translate("nothing") for one in (old, new)
        )
        calculation = new.calculations.get(path)
        yield Follower(path, before, after, is_typed=calculation is None or not calculation.is_computed)


def set_with_consequences(programme: Programme, values: Mapping[str, str], read: ReadTexts) -> Programme:
    """The programme as of :func:`set_values`, in which typed values that follow from these are set anew, at any remove.

    A value that did not follow before keeps what it is.
    """
    wanted = dict(values)
    after = set_values(programme, wanted, read)
    while following := _set_anew(programme, after, wanted):
        wanted |= following  # of each value once at most
        after = set_values(programme, wanted, read)
    return after


def _set_anew(before: Programme, after: Programme, wanted: Mapping[str, str]) -> dict[str, str]:
    """What typed values should be by their formulas, by path: those that were so before, and that nobody set."""
    return {
        path: plain(one.result)
        for path, one in after.calculations.items()
        if one.result is not None and path not in wanted and _is_wrong(one)
        if path in before.calculations and not _is_wrong(before.calculations[path])
    }


def _is_wrong(calculation: Calculation) -> bool:
    """Whether a typed value is another one than its formula gives."""
    numbers = calculation.value, calculation.result
    return None not in numbers and NotGiven() not in numbers and numbers[0] != numbers[1]


def set_values(programme: Programme, values: Mapping[str, str], read: ReadTexts) -> Programme:
    """The programme with other values by content path; nothing is written.

    Raises :class:`ContentError` for a path that has no value, and for a value that is not of its kind.
    """
    for path, text in values.items():
        value = programme.values.get(path)
        if value is None:
            form = translate("a path is a file's root and the keys below it: O.1.3.target")
            hint = nearest(path, programme.values) or form
            raise _fault(translate("no value has the path '{path}'", path=path), Location(path), hint)
        if isinstance(value.value, Decimal | Figure) and not re.fullmatch(r"-?\d+(\.\d+)?", text):
            hint = translate("write it plain: 2092, 73.71")
            raise _fault(translate("'{text}' is no number", text=text), value.location, hint)
    edits = [SetText(path, text) for path, text in values.items()]
    return read({**programme.files, **apply_edits(programme, edits)})


def _fault(message: str, location: Location, hint: str) -> ContentError:
    return ContentError([Diagnostic("unknown-value", message, location, hint)])

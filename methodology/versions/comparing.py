"""Two versions compared by the content paths of what they say, not by lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from math import inf

from methodology.model.indicator import Figure
from methodology.model.paths import is_within
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.prose import Prose
from methodology.versions.changes import Change, ChangeKind
from methodology.versions.chapter_changes import compare_chapters
from methodology.versions.derived import with_origins
from methodology.versions.orders import reordered_lists
from methodology.versions.places import PrintedPaths
from methodology.versions.printed import Printed
from methodology.versions.subjects import is_printed, registry_of, subject_of
from methodology.versions.template_changes import compare_templates
from methodology.versions.version import Version


def compare_versions(old: Version, new: Version) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``, in the order of the document; reasons are laid beside them later."""
    before, after = Printed(old), Printed(new)
    codes = frozenset(indicator.id for one in (old, new) for indicator in one.programme.indicators)
    changes = [*_wholes(before, after, codes), *_values(before, after, codes), *_orders(before, after, codes)]
    changes += compare_chapters(before, after)
    changes = [*with_origins(changes, new.programme), *compare_templates(old, new)]
    return tuple(sorted(changes, key=_reading_order(before.paths, after.paths)))


Texts = tuple[str | None, str | None]
"""What was printed and what is; None where there was or is nothing."""


def _change(kind: ChangeKind, path: str, texts: Texts, printed: PrintedPaths, codes: frozenset[str]) -> Change:
    """A change with its subject and its places in one of the documents."""
    subject, owner, field = subject_of(path, codes)
    return Change(kind, subject, path, owner, field, *texts, places=printed.find(path, owner))


def _reading_order(before: PrintedPaths, after: PrintedPaths) -> Callable[[Change], tuple[float, int, float]]:
    """By the heading of the first place in the new document, then by the text; what is nowhere any more comes after."""

    def order(change: Change) -> tuple[float, int, float]:
        is_gone = change.kind is ChangeKind.REMOVED
        printed = before if is_gone else after
        if not change.places:
            return inf, int(is_gone), 0
        anchor = change.places[0].anchor
        heading = -1 if anchor is None else after.order.get(anchor, before.order.get(anchor, inf))
        return heading, int(is_gone), printed.order.get(change.path, inf)

    return order


def _roots(programme: Programme) -> dict[str, str]:
    """The objectives, indicators and parts by their codes, with their names."""
    titles = {objective.facts.id: objective.facts.title for objective in programme.objectives}
    return titles | {indicator.id: indicator.name for indicator in programme.indicators}


def _within(path: str, roots: frozenset[str]) -> bool:
    return any(is_within(path, root) for root in roots)


def _wholes(before: Printed, after: Printed, codes: frozenset[str]) -> Iterator[Change]:
    """Objectives, indicators and parts that came or went; those inside of one that did are not listed again."""
    old, new = _roots(before.programme), _roots(after.programme)
    for path in _outermost(before.programme, set(old) - set(new)):
        yield _change(ChangeKind.REMOVED, path, (f"{path} {old[path]}", None), before.paths, codes)
    for path in _outermost(after.programme, set(new) - set(old)):
        yield _change(ChangeKind.ADDED, path, (None, f"{path} {new[path]}"), after.paths, codes)


def _outermost(programme: Programme, paths: set[str]) -> list[str]:
    inside = {
        indicator.id
        for objective in programme.objectives
        if objective.facts.id in paths
        for indicator in objective.indicators
    }
    return sorted(path for path in paths - inside if path.rpartition(".")[0] not in paths)


def _values(before: Printed, after: Printed, codes: frozenset[str]) -> Iterator[Change]:
    """Single values, entries of lists and registries."""
    skipped = frozenset(set(_roots(before.programme)) ^ set(_roots(after.programme)))
    old = {path: value for path, value in before.values.items() if is_printed(path) and not _within(path, skipped)}
    new = {path: value for path, value in after.values.items() if is_printed(path) and not _within(path, skipped)}
    for path in _entries({path: value for path, value in old.items() if path not in new}):
        yield _change(ChangeKind.REMOVED, path, (before.entry(path), None), before.paths, codes)
    for path in _entries({path: value for path, value in new.items() if path not in old}):
        yield _change(ChangeKind.ADDED, path, (None, after.entry(path)), after.paths, codes)
    changed = [path for path, value in new.items() if path in old and _differ(old[path], value)]
    shares = _moved_shares({path: (old[path].value, new[path].value) for path in changed})
    for path in changed:
        kind = ChangeKind.MOVED if path in shares else _kind(path, new[path])
        made = _change(kind, path, (before.text(path), after.text(path)), after.paths, codes)
        yield _measured(made, old[path].value, new[path].value)


def _entries(values: Mapping[str, Value]) -> list[str]:
    """The paths, those of one row of several values as that row's."""
    rows = {path.removesuffix(".code") for path, value in values.items() if value.field == "code"}
    return list(dict.fromkeys(next((row for row in rows if path.startswith(f"{row}.")), path) for path in values))


def _moved_shares(changed: Mapping[str, tuple[object, object]]) -> set[str]:
    """The shares of objectives whose types of intervention give to one another what they take."""
    differences: dict[str, dict[str, Decimal]] = {}
    for path, (old, new) in changed.items():
        objective, between, field = path.partition(".allocation.rows.")
        if between and field.endswith(".share") and isinstance(old, Decimal) and isinstance(new, Decimal):
            differences.setdefault(objective, {})[path] = new - old
    return {path for moved in differences.values() if not sum(moved.values()) for path in moved}


def _differ(old: Value, new: Value) -> bool:
    """Whether they print differently: 46 and 46.0 are equal numbers and different texts."""
    return old.value != new.value or str(old.value) != str(new.value)


def _kind(path: str, value: Value) -> ChangeKind:
    if registry_of(path) is not None:
        return ChangeKind.RENAMED
    is_text = isinstance(value.value, Prose) or isinstance(value.owner, Mention) or value.field == "endings"
    return ChangeKind.WORDING if is_text else ChangeKind.VALUE


def _measured(change: Change, old: object, new: object) -> Change:
    """With the difference of numbers, and what it is of the old one in per cent."""
    first, second = _number(old), _number(new)
    if first is None or second is None or change.field.endswith(("year", "number")):
        return change
    difference = second - first
    percent = None if not first else round(difference / first * 100, 2)
    return replace(change, difference=difference, percent=percent)


def _number(value: object) -> Decimal | None:
    if isinstance(value, Figure):
        return value.value
    return value if isinstance(value, Decimal) else None


def _orders(before: Printed, after: Printed, codes: frozenset[str]) -> Iterator[Change]:
    for path, old, new in reordered_lists(before.values, after.values):
        then = ", ".join(before.entry(f"{path}.{name}") for name in old)
        now = ", ".join(after.entry(f"{path}.{name}") for name in new)
        yield _change(ChangeKind.REORDERED, path, (then, now), after.paths, codes)

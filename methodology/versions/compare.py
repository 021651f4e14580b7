"""Two versions compared by the content paths of what they say, not by lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from methodology.comparing.order import in_old_order
from methodology.model.assumption import Figure
from methodology.model.paths import is_within
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.prose import Prose
from methodology.versions.changes import Change, ChangeKind, Move, Report, is_printed, registry_of, subject_of
from methodology.versions.differences import TextPair, pair_texts
from methodology.versions.grouping import Grouping
from methodology.versions.outlines import find_outline_change
from methodology.versions.printed import Printed, find_renamed
from methodology.versions.printed_changes import find_printed_changes
from methodology.versions.reasons import add_origins, add_reasons
from methodology.versions.rest import Rearrangement, Told
from methodology.versions.text_changes import read_templates
from methodology.versions.version import Version, add_pages

ORDERED_FIELDS = frozenset({"items", "remarks", "measures"})
"""The keyed texts that are printed in the order in which they are written."""


def compare_versions(old: Version, new: Version) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new`` that is printed, and those of formulas, in the order of the document.

    Reasons are added later.
    """
    before, after = Printed(old), Printed(new)
    renamed = find_renamed(before, after)
    pairs = pair_texts(old, new, renamed)
    if not any(pair.differs for pair in pairs) and _formulas(old) == _formulas(new):
        return ()
    before.rename(renamed)
    comparison = _Comparison(before, after)
    fixed = read_templates(old.templates) == read_templates(new.templates)
    outline = find_outline_change(old, new)
    then, now = ({name: chapter.text for name, chapter in one.programme.chapters.items()} for one in (old, new))
    kept = {name for name in now if then.get(name) == now[name]}
    told = find_printed_changes(
        [*comparison.changes()],
        pairs,
        comparison.contents,
        comparison.codes,
        fixed=fixed,
        rearranged=None if outline is None else Rearrangement(outline, kept),
    )
    order = _reading_order(pairs)
    changes = add_origins([one.change for one in sorted(told, key=order)], new.programme)
    return tuple(map(comparison.add_details, changes))


def _formulas(version: Version) -> dict[str, str | None]:
    """The formulas by the paths of their values."""
    return {path: calculation.formula for path, calculation in version.programme.calculations.items()}


def make_report(old: Version, new: Version, names: tuple[str, str] | None = None) -> Report:
    """Every change with its reason, by groups; ``names`` are what the versions are called, else their own names.

    Where something was removed and the new version has its pages, the old one is laid out, too: its page is told.
    """
    amendment = new.programme.amendments.get(new.programme.facts.version)
    changes = compare_versions(old, new)
    if new.text_pages and not old.text_pages and any(change.kind is ChangeKind.REMOVED for change in changes):
        old = add_pages(old)
        changes = compare_versions(old, new)
    arranged = Grouping.of(old.programme, new.programme).arrange(changes)
    return Report(*(names or (old.name, new.name)), old, new, add_reasons(arranged, amendment))


def _reading_order(pairs: Sequence[TextPair]) -> Callable[[Told], tuple[int, bool, int]]:
    """What to sort changes by: the section of the first text, in it what went last, then the texts."""
    sections: dict[str | None, int] = {}
    for number, pair in enumerate(pairs):
        sections.setdefault(pair.either.text.section, number)

    def order(one: Told) -> tuple[int, bool, int]:
        first = one.pairs[0]
        return sections[pairs[first].either.text.section], one.change.kind is ChangeKind.REMOVED, first

    return order


class _Comparison:
    """What both versions print, and the codes of both."""

    def __init__(self, before: Printed, after: Printed) -> None:
        self.before = before
        self.after = after
        self.names = before.names, after.names
        self.wholes = self.names[0].keys() ^ self.names[1].keys()
        self.codes = before.codes | after.codes
        self.contents = {path: (path, *_indicators_of(path, before, after)) for path in self.wholes}
        """What came or went, with the paths of what it consists of."""

    def changes(self) -> Iterator[Change]:
        """Every change of the content's values, printed or not; those of wholes come first."""
        yield from self._wholes()
        yield from self._values()
        yield from self._orders()

    def _change(self, kind: ChangeKind, path: str, before: str | None, after: str | None) -> Change:
        """A change with its subject."""
        subject, owner, field = subject_of(path, self.codes)
        return Change(kind, subject, path, owner, field, before, after)

    def add_details(self, change: Change) -> Change:
        """The change of an indicator that came or went with its values; that of a row with its linked indicators."""
        if change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
            return change
        printed = self.after if change.kind is ChangeKind.ADDED else self.before
        return replace(change, details=tuple(printed.details(change.path)))

    def _wholes(self) -> Iterator[Change]:
        """Objectives, indicators and parts that came or went; those inside of one that did are not listed again."""
        old, new = self.names
        for path in _outermost(self.before.programme, old.keys() - new.keys()):
            yield self._change(ChangeKind.REMOVED, path, f"{path} {old[path]}", None)
        for path in _outermost(self.after.programme, new.keys() - old.keys()):
            yield self._change(ChangeKind.ADDED, path, None, f"{path} {new[path]}")

    def _values(self) -> Iterator[Change]:
        """Single values, entries of lists and registries."""
        old, new = (_values_outside(printed.values, self.wholes) for printed in (self.before, self.after))
        for path in _entries({path: value for path, value in old.items() if path not in new}):
            if other := _other_form(path, new):
                yield self._change(ChangeKind.WORDING, path, self.before.text(path), self.after.text(other))
            else:
                yield self._change(ChangeKind.REMOVED, path, self.before.entry(path), None)
        for path in _entries({path: value for path, value in new.items() if path not in old}):
            if other := _other_form(path, old):
                yield self._change(ChangeKind.WORDING, path, self.before.text(other), self.after.text(path))
            else:
                yield self._change(ChangeKind.ADDED, path, None, self.after.entry(path))
        changed = {path: (old[path], value) for path, value in new.items() if path in old and _differ(old[path], value)}
        moved = _moved_shares(changed)
        for path, (before, after) in changed.items():
            kind = ChangeKind.MOVED if path in moved else _kind(path, after)
            change = self._change(kind, path, self.before.text(path), self.after.text(path))
            yield _with_difference(change, before.value, after.value)

    def _orders(self) -> Iterator[Change]:
        """Lists whose entries of both versions changed their order."""
        old, new = _lists(self.before.values), _lists(self.after.values)
        for path, names in new.items():
            here = [name for name in names if name in old.get(path, ())]
            then = [name for name in old.get(path, ()) if name in names]
            if here != then:
                before = ", ".join(self.before.entry(f"{path}.{name}") for name in then)
                after = ", ".join(self.after.entry(f"{path}.{name}") for name in here)
                kept = in_old_order([then.index(name) for name in here])
                moves = tuple(
                    Move(self.after.entry(f"{path}.{name}"), old[path].index(name) + 1, names.index(name) + 1)
                    for at, name in enumerate(here)
                    if at not in kept
                )
                yield replace(self._change(ChangeKind.REORDERED, path, before, after), moves=moves)


def _indicators_of(path: str, *sides: Printed) -> Iterator[str]:
    """The codes of the indicators of an objective; none of an indicator."""
    for printed in sides:
        for objective in printed.programme.objectives:
            if objective.facts.id == path:
                yield from (indicator.id for indicator in objective.indicators)


def _outermost(programme: Programme, paths: set[str]) -> list[str]:
    inside = {
        indicator.id
        for objective in programme.objectives
        if objective.facts.id in paths
        for indicator in objective.indicators
    }
    return sorted(path for path in paths - inside if path.rpartition(".")[0] not in paths)


def _values_outside(values: Mapping[str, Value], wholes: Set[str]) -> dict[str, Value]:
    """The printed values that do not belong to an objective, indicator or part of ``wholes``."""
    return {
        path: value
        for path, value in values.items()
        if is_printed(path) and not any(is_within(path, whole) for whole in wholes)
    }


def _entries(values: Mapping[str, Value]) -> list[str]:
    """The paths, those of one row of several values as that row's."""
    rows = {path.removesuffix(".code") for path, value in values.items() if value.field == "code"}
    return list(dict.fromkeys(next((row for row in rows if is_within(path, row)), path) for path in values))


def _other_form(path: str, values: Mapping[str, Value]) -> str | None:
    """The form of a standard sentence that stands for one which a version has not, where a single text is for all."""
    phrase, _, _ = path.rpartition(".")
    other = f"{phrase}.other"
    return other if path.startswith("phrases.phrases.") and other in values else None


def _moved_shares(changed: Mapping[str, tuple[Value, Value]]) -> set[str]:
    """The shares of objectives whose types of intervention give to one another what they take."""
    differences: dict[str, dict[str, Decimal]] = {}
    for path, (old, new) in changed.items():
        objective, between, field = path.partition(".allocation.rows.")
        is_share = between and field.endswith(".share")
        if is_share and isinstance(old.value, Decimal) and isinstance(new.value, Decimal):
            differences.setdefault(objective, {})[path] = new.value - old.value
    return {path for moved in differences.values() if not sum(moved.values()) for path in moved}


def _differ(old: Value, new: Value) -> bool:
    """Whether they print differently: 46 and 46.0 are equal numbers and different texts."""
    return old.value != new.value or str(old.value) != str(new.value)


def _kind(path: str, value: Value) -> ChangeKind:
    if registry_of(path) is not None:
        return ChangeKind.RENAMED
    is_text = isinstance(value.value, Prose) or isinstance(value.owner, Mention) or value.field == "endings"
    return ChangeKind.WORDING if is_text else ChangeKind.VALUE


def _with_difference(change: Change, old: object, new: object) -> Change:
    """Add the difference of numbers, and what it is of the old one in per cent."""
    first, second = (value.value if isinstance(value, Figure) else value for value in (old, new))
    if isinstance(first, Decimal) and isinstance(second, Decimal) and not change.field.endswith(("year", "number")):
        if not (first.is_finite() and second.is_finite()):  # one was not given yet
            return change
        difference = second - first
        percent = None if not first else round(difference / first * 100, 2)
        return replace(change, difference=difference, percent=percent)
    return change


def _lists(values: Mapping[str, Value]) -> dict[str, list[str]]:
    """The names of the entries of each list that is printed, in their order."""
    lists: dict[str, list[str]] = {}
    for path, value in values.items():
        parent, _, name = path.rpartition(".")
        if value.field == "code":  # a row of several values
            parent, _, name = parent.rpartition(".")
        elif not isinstance(value.owner, Mention) and parent.rpartition(".")[2] not in ORDERED_FIELDS:
            continue
        if is_printed(path):
            lists.setdefault(parent, []).append(name)
    return lists

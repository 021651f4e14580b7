"""Two versions compared by the content paths of what they say, not by lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from math import inf

from methodology.comparing.alignment import Pair
from methodology.model.chapter import Chapter, ChapterLeaf
from methodology.model.document import Run, plain_text
from methodology.model.indicator import Figure
from methodology.model.paths import is_within
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.prose import Prose
from methodology.versions.changes import Change, ChangeKind, Report, is_printed, registry_of, subject_of
from methodology.versions.printed import Printed
from methodology.versions.reasons import add_origins, add_reasons
from methodology.versions.text_changes import compare_templates
from methodology.versions.version import Version, add_pages

ORDERED_FIELDS = frozenset({"items", "remarks", "measures"})
"""The keyed texts that are printed in the order in which they are written."""


def compare_versions(old: Version, new: Version) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``, in the order of the document; reasons are added to them later."""
    comparison = _Comparison(Printed(old), Printed(new))
    changes = [*add_origins(comparison.changes(), new.programme), *compare_templates(old, new)]
    return tuple(sorted(changes, key=comparison.reading_order))


def make_report(old: Version, new: Version, names: tuple[str, str] | None = None) -> Report:
    """Every change with its reason; ``names`` are what the versions are called, else their own names.

    Where the new version has its pages, the old one is given those of what went.
    """
    changes = compare_versions(old, new)
    if new.text_pages and not old.text_pages and any(change.kind is ChangeKind.REMOVED for change in changes):
        old = add_pages(old)
        changes = compare_versions(old, new)
    amendment = new.programme.amendments.get(new.programme.facts.version)
    return Report(*(names or (old.name, new.name)), old, new, add_reasons(changes, amendment))


class _Comparison:
    """What both versions print, and the codes of the indicators of both."""

    def __init__(self, before: Printed, after: Printed) -> None:
        self.before = before
        self.after = after
        self.codes = frozenset(
            indicator.id for printed in (before, after) for indicator in printed.programme.indicators
        )

    def changes(self) -> list[Change]:
        """Every change of the content."""
        return [*self._wholes(), *self._values(), *self._orders(), *self._paragraphs()]

    def reading_order(self, change: Change) -> tuple[float, bool, float]:
        """Sort by the heading of the first place, then by the text; what is printed nowhere comes last."""
        is_gone = change.kind is ChangeKind.REMOVED
        if not change.places:
            return inf, is_gone, 0
        anchor = change.places[0].anchor
        heading = -1 if anchor is None else self.after.order.get(anchor, self.before.order.get(anchor, inf))
        return heading, is_gone, (self.before if is_gone else self.after).order.get(change.path, inf)

    def _change(self, kind: ChangeKind, path: str, before: str | None, after: str | None) -> Change:
        """A change with its subject, and its places in the new document or, where it went, in the old one."""
        subject, owner, field = subject_of(path, self.codes)
        places = (self.before if kind is ChangeKind.REMOVED else self.after).find_places(path, owner)
        return Change(kind, subject, path, owner, field, before, after, places=places)

    def _wholes(self) -> Iterator[Change]:
        """Objectives, indicators and parts that came or went; those inside of one that did are not listed again."""
        old, new = _names(self.before.programme), _names(self.after.programme)
        for path in _outermost(self.before.programme, old.keys() - new.keys()):
            yield self._change(ChangeKind.REMOVED, path, f"{path} {old[path]}", None)
        for path in _outermost(self.after.programme, new.keys() - old.keys()):
            yield self._change(ChangeKind.ADDED, path, None, f"{path} {new[path]}")

    def _values(self) -> Iterator[Change]:
        """Single values, entries of lists and registries."""
        wholes = _names(self.before.programme).keys() ^ _names(self.after.programme).keys()
        old, new = (_values_outside(printed.values, wholes) for printed in (self.before, self.after))
        for path in _entries({path: value for path, value in old.items() if path not in new}):
            yield self._change(ChangeKind.REMOVED, path, self.before.entry(path), None)
        for path in _entries({path: value for path, value in new.items() if path not in old}):
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
                yield self._change(ChangeKind.REORDERED, path, before, after)

    def _paragraphs(self) -> Iterator[Change]:
        """The paragraphs of the prose chapters."""
        old, new = self.before.programme.chapters, self.after.programme.chapters
        for name in dict.fromkeys((*new, *old)):
            for pair in pair_paragraphs(old.get(name), new.get(name)):
                path = f"chapters.{name}.{pair.either.number}"
                old_runs, new_runs = (
                    None if leaf is None else printed.texts.get(f"chapters.{name}.{leaf.number}", (Run(leaf.text),))
                    for printed, leaf in ((self.before, pair.old), (self.after, pair.new))
                )
                before, after = (None if runs is None else plain_text(runs) for runs in (old_runs, new_runs))
                kind = ChangeKind.WORDING
                if pair.old is None or pair.new is None:
                    kind = ChangeKind.ADDED if pair.old is None else ChangeKind.REMOVED
                yield replace(self._change(kind, path, before, after), old_runs=old_runs, new_runs=new_runs)


def _names(programme: Programme) -> dict[str, str]:
    """The objectives, indicators and parts by their codes, with their names."""
    titles = {objective.facts.id: objective.facts.title for objective in programme.objectives}
    return titles | {indicator.id: indicator.name for indicator in programme.indicators}


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


ALIKE = 0.5
"""The share of common characters from which on a paragraph counts as the same one reworded."""


def pair_paragraphs(old: Chapter | None, new: Chapter | None) -> Iterator[Pair[ChapterLeaf]]:
    """The paragraphs that differ, each with its counterpart; labels that only count on are no change."""
    before, after = (() if chapter is None else chapter.leaves for chapter in (old, new))
    matcher = SequenceMatcher(None, list(map(_key, before)), list(map(_key, after)), autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind != "equal":
            yield from _pair_alike(before[old_from:old_to], after[new_from:new_to])


def _key(leaf: ChapterLeaf) -> tuple[str, str]:
    """What makes a paragraph the same: its text and whether it is a heading of a level, an item, or neither."""
    kind = leaf.mark if leaf.mark.startswith("#") else "item" if leaf.mark else ""
    return kind, leaf.text


def _pair_alike(old: Sequence[ChapterLeaf], new: Sequence[ChapterLeaf]) -> Iterator[Pair[ChapterLeaf]]:
    """Each new paragraph with the first old one left that is alike; what has no counterpart stands alone."""
    left = list(old)
    for leaf in new:
        match = next((index for index, other in enumerate(left) if _are_alike(other, leaf)), None)
        if match is None:
            yield Pair(None, leaf)
            continue
        yield from (Pair(other, None) for other in left[:match])
        yield Pair(left[match], leaf)
        del left[: match + 1]
    yield from (Pair(other, None) for other in left)


def _are_alike(old: ChapterLeaf, new: ChapterLeaf) -> bool:
    return (
        bool(old.mark) == bool(new.mark) and SequenceMatcher(None, old.text, new.text, autojunk=False).ratio() >= ALIKE
    )

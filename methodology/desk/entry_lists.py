"""Lists at the desk: entries of registries, codes and reasons added, moved and taken out; what follows goes along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from methodology.desk.allocations import coverage_edit
from methodology.desk.asked import BadRequestError, Data, objects_of, text_of, texts_by_name, texts_of_list
from methodology.desk.cards import printed_text
from methodology.desk.draft import ConflictError
from methodology.desk.labels import label_of
from methodology.desk.planned import FormContext, Planned, RefusedError
from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, NewEntry, SetEntries, SetText
from methodology.editing.spots import Spots
from methodology.messages import declare_message, translate
from methodology.model.indicator import Indicator, OutputIndicator, OutputPart, Reasons
from methodology.model.objective import AllocationRow, Objective, ObjectiveRisks
from methodology.model.paths import REGISTRIES, is_within, step_of
from methodology.model.phrases import Mention, Worded
from methodology.model.programme import Programme
from methodology.model.texts import texts_of

REASONED = ("milestone", "target")
"""The values whose reasons may be told operation by operation."""
MOST_WORDS = 3
"""So many words of its name make the id of a new entry."""
LONGEST_KEY = 40


class ListKind(StrEnum):
    """What a list holds."""

    OPERATIONS = "operations"
    SOURCES = "sources"
    RISKS = "risks"
    CODES = "codes"
    REASONS = "reasons"


NEW = {
    ListKind.OPERATIONS: declare_message("New operation"),
    ListKind.SOURCES: declare_message("New source of data"),
    ListKind.RISKS: declare_message("New risk"),
    ListKind.REASONS: declare_message("New item"),
}
"""What an entry is called that is written into the registry with the list."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry: its id, code or key, and what is printed for it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class EntryField:
    """What can be said of a new entry beside it: ``name`` is ``text`` or the content path of a list of reasons."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list for its editor; ``candidates`` are the entries that it could have besides."""

    path: str
    name: str
    kind: ListKind
    entries: tuple[ListEntry, ...]
    candidates: tuple[ListEntry, ...]
    new: str
    fields: tuple[EntryField, ...]


@dataclass(frozen=True, slots=True)
class WantedEntry:
    """An entry as the form has it; ``name`` is the text of one that the registry is to get with the list."""

    key: str
    name: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _ContentList:
    """A list of the content: ``entries`` are its ids, codes or keys."""

    path: str
    kind: ListKind
    owner: object
    entries: tuple[str, ...]

    @property
    def root(self) -> str:
        """The content path of the owner."""
        return self.path.rpartition(".")[0]

    @property
    def field(self) -> str:
        """The owner's field that the list stands in."""
        return self.path.rpartition(".")[2]


def find_lists(context: FormContext, query: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the lists that a value on the page is an entry of, or that a sentence opens, with their names.

    ``near`` is the anchor of the heading above the value, empty where there is none.
    """
    path, near = text_of(query, "path"), query.get("near", "")
    programme = context.programme
    steps = path.split(".")
    paths = {".".join(steps[:count]): None for count in range(len(steps), 0, -1)}
    around = {text.section or "": None for text in texts_of(context.page.document)}
    for text in texts_of(context.page.document):
        if near in around and (text.section or "") != near:
            continue
        for run in text.runs:
            if run.within is not None and run.source == path:
                owner, _, name = run.within.partition(".wording.")
                paths[f"{owner}.{name}" if name else run.within.rpartition(".")[0]] = None
    found = (_find(programme, one) for one in paths)
    return [{"path": one.path, "name": context.names.path(one.path)} for one in found if one is not None]


def make_form(context: FormContext, query: Mapping[str, str]) -> ListForm | None:
    """Return the form of a list; None where there is none at the path."""
    programme = context.programme
    found = _find(programme, text_of(query, "path"))
    if found is None:
        return None
    texts = dict(_candidates(programme, found))
    return ListForm(
        path=found.path,
        name=context.names.path(found.path),
        kind=found.kind,
        entries=tuple(ListEntry(key, _text(programme, found, key, texts)) for key in found.entries),
        candidates=tuple(ListEntry(key, text) for key, text in texts.items() if key not in found.entries),
        new=translate(NEW[found.kind]) if found.kind in NEW else "",
        fields=tuple(_fields(context, found)),
    )


def read_form(context: FormContext, data: Data) -> Planned:
    """Return the edit that a filled form comes to: the list and what follows it."""
    path, seen = text_of(data, "path"), texts_of_list(data, "seen")
    wanted = [
        WantedEntry(text_of(one, "key"), str(one.get("name", "")), texts_by_name(one, "texts"))
        for one in objects_of(data, "entries")
    ]

    def plan(programme: Programme) -> Mapping[str, str | None]:
        found = _find(programme, path)
        if found is None or found.entries != seen:
            raise ConflictError(None)
        return apply_edits(programme, list(_edits(programme, found, wanted)))

    if _find(context.programme, path) is None:
        raise BadRequestError
    return Planned(label_of(path), plan)


def list_paths(programme: Programme) -> Iterator[str]:
    """Yield the paths of the lists that can be edited."""
    spots = Spots(programme)
    for path in dict.fromkeys(path.rpartition(".")[0] for path in programme.values):
        if path.rpartition(".")[2] in _NAMES and _find_at(spots, path) is not None:
            yield path


def _find(programme: Programme, path: str) -> _ContentList | None:
    return _find_at(Spots(programme), path)


def _find_at(spots: Spots, path: str) -> _ContentList | None:
    try:
        spot = spots.of(path)
    except ContentError:
        return None
    if len(spot.holders) < 2:  # noqa: PLR2004 (a list and what has it)
        return None
    *_, owner, holder = spot.holders
    name = path.rpartition(".")[2]
    kind = _kind_of(owner, name)
    if kind is None or not isinstance(holder, tuple | dict):
        return None
    entries = tuple(one.id if isinstance(one, Mention) else str(one) for one in holder)
    return _ContentList(path, kind, owner, entries)


def _kind_of(owner: object, name: str) -> ListKind | None:
    """What the list in a field of an owner holds; None where it is none that can be edited."""
    if isinstance(owner, Reasons) and name == "items":
        return ListKind.REASONS
    if (isinstance(owner, OutputPart) and name == "measures") or (
        isinstance(owner, AllocationRow) and name == "indicators"
    ):
        return ListKind.CODES
    if isinstance(owner, Worded) and name in REGISTRIES and name in type(owner).model_fields:
        is_mapping = isinstance(getattr(owner, name), dict)  # the registry of the risks is called as the lists are
        return None if is_mapping else _KINDS[REGISTRIES[name]]
    return None


_NAMES = frozenset({*REGISTRIES, "measures", "indicators", "items"})
_KINDS = {"operations": ListKind.OPERATIONS, "sources": ListKind.SOURCES, "risks.factors": ListKind.RISKS}


def _candidates(programme: Programme, found: _ContentList) -> Iterator[tuple[str, str]]:
    """The entries that a list may have, with what is printed for each."""
    if found.kind is ListKind.REASONS:
        indicator = _indicator_of(programme, found.path)
        for mention in getattr(indicator, "operations", ()):
            yield mention.id, programme.operations.get(mention.id, mention.id)
    elif found.kind is ListKind.CODES:
        yield from _codes(programme, found)
    else:
        if isinstance(found.owner, ObjectiveRisks):
            yield from ((key, printed_text(programme, f"{found.root}.own.{key}")) for key in found.owner.own)
        registry = REGISTRIES[found.field]
        for path in programme.values:
            if path.startswith(f"{registry}.") and "." not in path.removeprefix(f"{registry}."):
                yield path.removeprefix(f"{registry}."), printed_text(programme, path)


def _codes(programme: Programme, found: _ContentList) -> Iterator[tuple[str, str]]:
    """The codes that a list may have: the measures of an objective, or its indicators."""
    for objective in programme.objectives:
        if isinstance(found.owner, Indicator) and found.owner in objective.indicators:
            yield from ((code, f"({code}) {text}") for code, text in objective.facts.measures.items())
        elif is_within(found.path, f"{objective.facts.id}.allocation"):
            yield from ((one.id, f"{one.id} {one.name}") for one in objective.indicators)


def _text(programme: Programme, found: _ContentList, key: str, texts: Mapping[str, str]) -> str:
    """What is printed for an entry of a list: the form that it has there, else its name."""
    path = f"{found.path}.{step_of(key)}"
    value = programme.values.get(path)
    has_form = value is not None and (not isinstance(value.owner, Mention) or value.owner.text is not None)
    return printed_text(programme, path) if has_form and found.kind is not ListKind.CODES else texts.get(key, key)


def _fields(context: FormContext, found: _ContentList) -> Iterator[EntryField]:
    if found.kind is ListKind.REASONS:
        yield EntryField("text", translate("Text"))
    elif found.kind is ListKind.OPERATIONS and isinstance(found.owner, OutputIndicator):
        for name in REASONED:
            reasons = getattr(found.owner.rationale, name)
            if reasons is not None and reasons.items:
                path = f"{found.root}.rationale.{name}.items"
                yield EntryField(path, context.names.path(path))


def _edits(programme: Programme, found: _ContentList, wanted: Sequence[WantedEntry]) -> Iterator[ContentEdit]:
    """The edits of a list and of what follows it."""
    named = [_name_entry(programme, found, entry, wanted) for entry in wanted]
    keys = [entry.key for entry in named]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        text = dict(_candidates(programme, found)).get(twice, twice)
        raise RefusedError(translate("»{text}« is in the list already", text=text))
    yield from _edits_of_registry(found, named)
    if tuple(keys) != found.entries:
        new = {entry.key: _new_entry(found, entry) for entry in named if entry.key not in found.entries}
        yield SetEntries(found.path, tuple(new.get(key, key) for key in keys))
    yield from _edits_of_own(found, keys)
    yield from _edits_of_coverage(programme, found, keys)
    yield from _edits_of_endings(found, keys)
    yield from _edits_of_reasons(found, named)


def _edits_of_registry(found: _ContentList, named: Iterable[WantedEntry]) -> Iterator[ContentEdit]:
    if found.kind is not ListKind.REASONS:
        yield from (SetText(_registry_path(found, entry.key), entry.name) for entry in named if entry.name)


def _new_entry(found: _ContentList, entry: WantedEntry) -> NewEntry:
    return NewEntry(entry.key, _reason_text(entry) if found.kind is ListKind.REASONS else None)


def _name_entry(
    programme: Programme, found: _ContentList, entry: WantedEntry, wanted: Iterable[WantedEntry]
) -> WantedEntry:
    """An entry with its id: a new one of the registry gets one of its name."""
    if not entry.name:
        known = {*found.entries, *(key for key, _ in _candidates(programme, found))}
        if entry.key not in known:
            raise RefusedError(translate("choose an entry of the list below, or give a new one its name"))
        return entry
    if not entry.name.strip():
        raise RefusedError(translate("give the new entry its name"))
    root = _registry_path(found, "")
    taken = {path.removeprefix(root) for path in programme.values if path.startswith(root)}
    taken |= {other.key for other in wanted if other is not entry} | set(found.entries)
    return WantedEntry(make_key(entry.name, taken), " ".join(entry.name.split()), entry.texts)


def _registry_path(found: _ContentList, key: str) -> str:
    """Where a new entry is written: a risk of an objective is its own."""
    if found.kind is ListKind.REASONS:
        return f"{found.path}.{key}"
    registry = f"{found.root}.own" if isinstance(found.owner, ObjectiveRisks) else REGISTRIES[found.field]
    return f"{registry}.{key}"


def make_key(name: str, taken: Iterable[str]) -> str:
    """Return an id for a new entry, of the first words of its name, that none has yet."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if len(word) > 1] or ["entry"]
    key = "_".join(words[:MOST_WORDS])[:LONGEST_KEY].strip("_")
    key = key if key[0].isalpha() else f"n{key}"
    known = set(taken)
    return next(one for one in (key, *(f"{key}_{number}" for number in range(2, len(known) + 3))) if one not in known)


def _reason_text(entry: WantedEntry) -> str:
    text = entry.texts.get("text", "").strip() or entry.name
    if not text:
        raise RefusedError(translate("write the reason of the new item"))
    return text


def _edits_of_own(found: _ContentList, keys: Sequence[str]) -> Iterator[ContentEdit]:
    """A risk that its objective has alone goes with its place in the list."""
    if isinstance(found.owner, ObjectiveRisks):
        gone = [key for key in found.owner.own if key in found.entries and key not in keys]
        yield from (SetText(f"{found.root}.own.{key}", None) for key in gone)


def _edits_of_coverage(programme: Programme, found: _ContentList, keys: Sequence[str]) -> Iterator[ContentEdit]:
    """The coverage of an objective's money follows from which types indicators cover."""
    objective = objective_at(programme, found.path)
    if objective is not None and isinstance(found.owner, AllocationRow):
        rows = objective.allocation.rows
        covered = {row.code: bool(keys if row.code == found.owner.code else row.indicators) for row in rows}
        yield from coverage_edit(objective, {row.code: row.share for row in rows}, covered)


def _edits_of_endings(found: _ContentList, keys: Sequence[str]) -> Iterator[ContentEdit]:
    """The marks after entries: those of entries that go, go too; a word before the last entry stays before the last."""
    endings = found.owner.endings if isinstance(found.owner, Worded) else {}
    for key in found.entries:
        ending = endings.get(f"{found.field}.{key}")
        if ending is None:
            continue
        path = f"{found.root}.endings.{found.field}"
        is_before_last = found.entries.index(key) == len(found.entries) - 2
        if is_before_last and any(map(str.isalpha, ending)) and len(keys) > 1:
            if keys[-2] != key:
                yield SetText(f"{path}.{key}", None)
                yield SetText(f"{path}.{keys[-2]}", ending)
        elif key not in keys:
            yield SetText(f"{path}.{key}", None)


def _edits_of_reasons(found: _ContentList, named: Sequence[WantedEntry]) -> Iterator[ContentEdit]:
    """The reasons that an indicator gives by operation follow its operations."""
    if found.kind is not ListKind.OPERATIONS:
        return
    keys = [entry.key for entry in named]
    for name in REASONED:
        reasons: Reasons | None = getattr(getattr(found.owner, "rationale", None), name)
        if reasons is None or not reasons.items:
            continue
        path = f"{found.root}.rationale.{name}.items"
        texts = {entry.key: entry.texts.get(path, "").strip() for entry in named}
        items = list(reasons.items)
        after = _ordered(items, found.entries, keys, [key for key in keys if texts[key] and key not in items])
        if after != items:
            yield SetEntries(path, tuple(key if key in items else NewEntry(key, texts[key]) for key in after))


def _ordered(items: Sequence[str], before: Sequence[str], keys: Sequence[str], new: Sequence[str]) -> list[str]:
    """The reasons in their new order: in that of the operations where they were so before, else where they stand."""
    kept = [item for item in items if item in keys or item not in before]
    of_operations = [item for item in kept if item in keys]
    was = [item for item in items if item in before]
    if was != sorted(was, key=before.index):
        return [*kept, *new]
    sorted_keys = iter(sorted([*of_operations, *new], key=keys.index))
    after = [next(sorted_keys) if item in keys else item for item in kept]
    last = max((number for number, item in enumerate(kept, start=1) if item in keys), default=0)
    return [*after[:last], *sorted_keys, *after[last:]]


def _indicator_of(programme: Programme, path: str) -> Indicator | None:
    """The indicator that a path is of."""
    of_path = [one for one in programme.indicators if is_within(path, one.id)]
    return max(of_path, key=lambda one: len(one.id), default=None)


def objective_at(programme: Programme, path: str) -> Objective | None:
    """Return the objective that a path is of."""
    return next((one for one in programme.objectives if is_within(path, one.facts.id)), None)

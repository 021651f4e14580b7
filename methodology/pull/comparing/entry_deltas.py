"""Lists whose items come from the content: entries that were added, removed, replaced or moved, and their marks."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from methodology.editing.edits import NewEntry
from methodology.model.paths import REGISTRIES, is_within
from methodology.pull.comparing.deltas import EntriesDelta, TextDelta
from methodology.pull.comparing.differences import Differences, Divided
from methodology.pull.comparing.matching import Match, in_old_order
from methodology.pull.comparing.parts import said
from methodology.pull.comparing.places import Places
from methodology.pull.comparing.registries import Registries, nearest_entry, new_key, registry_of
from methodology.pull.comparing.source_text import as_source
from methodology.pull.comparing.text_deltas import Elsewhere
from methodology.pull.comparing.values import source
from methodology.pull.pulled import Act, Outcome, Wish

LISTS = frozenset({*REGISTRIES, "measures", "items"})
"""The fields whose entries are printed as items."""
_MARK = re.compile(r"\s*[;,.:]$")


@dataclass(slots=True)
class EntryDeltas:
    """What can be written, what somebody has to look after, and the edited texts that are dealt with here."""

    entries: list[EntriesDelta] = field(default_factory=list)
    texts: list[TextDelta] = field(default_factory=list)
    open: list[Wish] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    marks: set[int] = field(default_factory=set)
    """The edited texts whose marks were decided here."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list now: which of the base's texts it was, or nothing where it is new."""

    old: int | None
    new: int


def is_entry(path: str | None) -> bool:
    """Whether a path is that of an entry of a list."""
    if path is None or path.startswith(("phrases.", "chapters.")) or ".endings." in path:
        return False
    return path.rpartition(".")[0].rpartition(".")[2] in LISTS


class Lists:
    """The lists of a file: what they were and what they are now."""

    def __init__(self, differences: Differences, places: Places, elsewhere: Elsewhere) -> None:
        self.differences = differences
        self.programme = differences.base.programme
        self.places = places
        self.elsewhere = elsewhere
        self.result = EntryDeltas()
        self.divided = {one.new: one for one in differences.divided}
        self._staying: set[str] = set()
        self.registries = Registries(differences.base)
        self.lists: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(differences.base.texts):
            if text.is_item and is_entry(text.entry):
                self.lists[self._list_of(number)].append(number)

    def _list_of(self, number: int) -> str:
        return str(self.differences.base.texts[number].entry).rpartition(".")[0]

    def _key(self, number: int) -> str:
        return str(self.differences.base.texts[number].entry).rpartition(".")[2]

    def compare(self) -> None:
        """Find what was added, removed, replaced or moved."""
        now = self._items_now()
        for path, before in self.lists.items():
            keys = [self._key(number) for number in before]
            if len(set(keys)) == len(keys):
                self._compare(path, before, now.get(path, []))

    def _items_now(self) -> dict[str, list[_Item]]:
        """The items of each list in the order of the edited file; one that is new or moved belongs where it is."""
        home = {number: path for path, numbers in self.lists.items() for number in numbers}
        order = self.differences.order
        homes = [None if match.old is None else home.get(match.old) for match in order]
        stays = in_old_order(order)
        owners = [owner if position in stays else None for position, owner in enumerate(homes)]
        may_be_any = [match.old is None or homes[position] is not None for position, match in enumerate(order)]
        forward = ((position, position - 1) for position in range(1, len(order)))
        backward = ((position, position + 1) for position in reversed(range(len(order) - 1)))
        for position, beside in (*forward, *backward):
            if owners[position] is None and may_be_any[position] and self._goes_on(order, beside, position):
                owners[position] = owners[beside]
        now: dict[str, list[_Item]] = defaultdict(list)
        for match, was, owner in zip(order, homes, owners, strict=True):
            here = owner or was
            if here is not None and match.new is not None:
                now[here].append(_Item(match.old if here == was else None, match.new))
        return now

    def _goes_on(self, order: Sequence[Match], of: int, position: int) -> bool:
        """Whether a paragraph is an item of the list that the one beside it is in."""
        one, new = order[of].new, order[position].new
        assert one is not None and new is not None  # noqa: S101 (the order is that of the edited file)
        texts = self.differences.file.texts
        if texts[new].cell is not None or not said(texts[new].text):
            return False
        # each item may have a numbering of its own: LibreOffice writes them so; a copied one keeps its style
        if texts[new].list is None or texts[one].list is None:
            return texts[new].list == texts[one].list and texts[new].style == texts[one].style
        return not texts[new].style.startswith("heading")

    def _compare(self, path: str, before: Sequence[int], now: Sequence[_Item]) -> None:
        old_keys = [self._key(number) for number in before]
        self._staying = {self._key(item.old) for item in now if item.old is not None and item.old in before}
        theirs: list[str | NewEntry] = []
        wishes: list[Wish] = []
        for item in now:
            is_new = item.old is None or item.old not in before
            entry = self._new_item(path, item, theirs, wishes) if is_new else self._kept(path, item, wishes)
            if entry is not None:
                theirs.append(entry)
        kept = [entry for entry in theirs if isinstance(entry, str)]
        for number, key in zip(before, old_keys, strict=True):
            if key not in kept:
                text = self.differences.base.texts[number]
                wishes.append(self.places.wish(Act.REMOVED, f"{path}.{key}", _bare(text.text), None, old=number))
                self.without_ending(f"{path}.{key}", number)
        wishes += self._moves(path, old_keys, kept, now)
        if theirs != old_keys:
            self.result.entries.append(EntriesDelta(path, tuple(old_keys), tuple(theirs), tuple(wishes)))
        self._marks(path, now, is_same=theirs == old_keys)

    def _moves(self, path: str, old_keys: Sequence[str], kept: Sequence[str], now: Sequence[_Item]) -> Iterator[Wish]:
        common = [key for key in old_keys if key in kept]
        matcher = SequenceMatcher(None, common, list(kept), autojunk=False)
        for kind, *_, start, end in matcher.get_opcodes():
            if kind in ("insert", "replace"):
                for key in kept[start:end]:
                    item = next((one for one in now if one.old is not None and self._key(one.old) == key), None)
                    if item is not None and item.old is not None:
                        text = _bare(self.differences.base.texts[item.old].text)
                        yield self.places.wish(Act.MOVED, f"{path}.{key}", text, text, old=item.old, new=item.new)

    def _kept(self, path: str, item: _Item, wishes: list[Wish]) -> str | NewEntry | None:
        """An entry that stays; or another one where the item now has another entry's name."""
        assert item.old is not None  # noqa: S101 (asked by the caller)
        key = self._key(item.old)
        divided = self.divided.get(item.new)
        registry = self.registries.printed(path)
        if divided is None or registry is None or f"{path}.{key}" not in self.programme.values:
            return key
        text = _bare("".join(divided.texts))
        other = registry.get(said(text).casefold())
        if other is None or other == key or any(self._key(number) == other for number in self.lists[path]):
            return key
        self.result.taken.add(item.new)
        wishes.append(self.places.wish(Act.ADDED, f"{path}.{other}", None, text, old=item.old, new=item.new))
        return NewEntry(other)

    def _new_item(
        self, path: str, item: _Item, theirs: Sequence[str | NewEntry], wishes: list[Wish]
    ) -> str | NewEntry | None:
        """A new item: an entry of the registry, or one proposed for it, or a text with a key of its own."""
        text = _bare(said(self.differences.file.texts[item.new].text))
        if not text:
            return None
        self.result.taken.add(item.new)
        if self.registries.printed(path) is not None:
            return self.new_entry(path, text, item.new, theirs, wishes)
        taken = {entry if isinstance(entry, str) else entry.key for entry in theirs}
        taken |= {self._key(number) for number in self.lists[path]}
        is_letter = path.endswith(".measures")
        letters = (letter for letter in string.ascii_lowercase if letter not in taken)
        key = next(letters) if is_letter else new_key(text, taken)
        wishes.append(self.places.wish(Act.ADDED, f"{path}.{key}", None, text, new=item.new))
        return NewEntry(key, text if is_letter else as_source(text))

    def new_entry(
        self, path: str, text: str, new: int, theirs: Sequence[str | NewEntry], wishes: list[Wish]
    ) -> str | NewEntry | None:
        """A new mention: of an entry of the registry, or of one proposed for it; None where somebody must decide."""
        registry = self.registries.printed(path) or {}
        taken = {entry if isinstance(entry, str) else entry.key for entry in theirs}
        staying = self._staying if path in self.lists else set()
        known, near = registry.get(text.casefold()), None
        if known is None:
            near = nearest_entry(text, registry)
        if known in taken | staying - {None}:
            self._open(new, Outcome.UNMAPPED, "order", f"{path}.{known}", text)
            return None
        if known in {self._key(number) for number in self.lists.get(path, [])}:
            wishes.append(self.places.wish(Act.MOVED, f"{path}.{known}", text, text, new=new))
            return known
        if near is not None and self.elsewhere is Elsewhere.ASK:
            self._open(new, Outcome.QUESTION, "near_entry", f"{registry_of(path)}.{near}", text, path)
            return None
        form = as_source(text) if near is not None and self.elsewhere is Elsewhere.HERE and near not in taken else None
        key = known or (near if form is not None else None) or self._proposed(path, text, new)
        wishes.append(self.places.wish(Act.ADDED, f"{path}.{key}", None, text, new=new))
        return NewEntry(key, form)

    def _proposed(self, path: str, text: str, new: int) -> str:
        """The key of a new entry for the registry."""
        root = registry_of(path)
        written = as_source(text) if "risks" in root else text
        texts = {delta.path: delta.theirs for delta in self.result.texts if is_within(delta.path, root)}
        for known, theirs in texts.items():
            if theirs == written:
                return known.rpartition(".")[2]
        names = {*self.programme.values, *texts}
        key = new_key(text, {name.rpartition(".")[2] for name in names if is_within(name, root)})
        wish = self.places.wish(Act.ADDED, f"{root}.{key}", None, text, new=new)
        self.result.texts.append(TextDelta(f"{root}.{key}", None, written, wish, frozenset({new})))
        return key

    def _marks(self, path: str, now: Sequence[_Item], *, is_same: bool) -> None:
        """The marks that end the items: those of the list are printed by themselves, others are content."""
        for position, item in enumerate(now):
            self.result.marks.add(item.new)
            divided = self.divided.get(item.new)
            if item.old is None or divided is None or not _ends_in_mark(divided):
                continue
            place = ending_path(f"{path}.{self._key(item.old)}")
            given, mark = source(self.programme, place), divided.texts[-1]
            standard = ";" if position + 1 < len(now) else "."
            if mark in (divided.base.parts[-1].text, given):
                continue
            wish = self.places.wish(Act.WORDING, place, divided.base.parts[-1].text, mark, old=item.old, new=item.new)
            if mark.strip() and mark != standard:
                self.result.texts.append(TextDelta(place, given, mark, wish, frozenset({item.new})))
            elif mark.strip() and given is not None:
                self.result.texts.append(TextDelta(place, given, None, wish, frozenset({item.new})))
            elif not mark.strip() and is_same:
                self._open(item.new, Outcome.UNMAPPED, "computed", place, mark)

    def without_ending(self, entry: str, number: int) -> None:
        """An entry that goes takes its own mark along."""
        place = ending_path(entry)
        given = source(self.programme, place)
        if given is not None:
            wish = self.places.wish(Act.REMOVED, place, given, None, old=number)
            self.result.texts.append(TextDelta(place, given, None, wish))

    def _open(  # noqa: PLR0913, PLR0917 (a wish in its sides)
        self, new: int, outcome: Outcome, note: str, about: str, text: str, path: str | None = None
    ) -> None:
        wish = self.places.wish(Act.ADDED, path, None, text, new=new, outcome=outcome, note=note, about=about)
        self.result.open.append(wish)


def ending_path(entry: str) -> str:
    """Where the mark after an entry stands where it is not the usual one: ``O.1.3.endings.operations.pnr``."""
    path, _, key = entry.rpartition(".")
    if ".rationale." in path:
        owner, _, reasons = path.partition(".rationale.")
        return f"{owner}.endings.rationale.{reasons.removesuffix('.items')}.{key}"
    owner, _, name = path.rpartition(".")
    return f"{owner}.endings.{name}.{key}"


def _ends_in_mark(divided: Divided) -> bool:
    part = divided.base.parts[-1]
    return len(divided.base.parts) > 1 and (part.path is None or ".endings." in part.path)


def _bare(text: str) -> str:
    return _MARK.sub("", text)

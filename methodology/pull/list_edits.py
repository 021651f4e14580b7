"""Lists whose items come from the content: entries that were added, removed, replaced or moved, and their marks."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from methodology.comparing.order import in_old_order
from methodology.editing.edits import NewEntry, SetEntries, SetText
from methodology.model.paths import REGISTRIES, is_within
from methodology.pull.differences import ChangedText, Differences, TextNow, spread
from methodology.pull.original import as_printed
from methodology.pull.printed_values import source_of
from methodology.pull.pulled import Act, Elsewhere, PlaceChoices, ProposedEdit, Wish, WishOutcome
from methodology.pull.source_text import as_source

LISTS = frozenset({*REGISTRIES, "measures", "items"})
"""The fields whose entries are printed as items."""
NEAR = 0.8
"""The share of characters in common from which a new text resembles an entry too much to be another one."""
_MARK = re.compile(r"\s*[;,.:]$")
_KEY_WORDS = 3


def is_entry(path: str | None) -> bool:
    """Whether a path is that of an entry of a list."""
    if path is None or path.startswith(("phrases.", "chapters.")) or ".endings." in path:
        return False
    return path.rpartition(".")[0].rpartition(".")[2] in LISTS


def ending_path(entry: str) -> str:
    """Where the mark after an entry stands where it is not the usual one: ``O.1.3.endings.operations.pnr``."""
    path, _, key = entry.rpartition(".")
    if ".rationale." in path:
        owner, _, reasons = path.partition(".rationale.")
        return f"{owner}.endings.rationale.{reasons.removesuffix('.items')}.{key}"
    owner, _, name = path.rpartition(".")
    return f"{owner}.endings.{name}.{key}"


def registry_of(path: str) -> str:
    """The registry that a new entry of a list goes to: a factor of one objective among its own."""
    owner, _, name = path.rpartition(".")
    return f"{owner}.own" if name == "factors" else REGISTRIES[name]


@dataclass(slots=True)
class EditedList:
    """A list while its entries are gathered: the keys that it had, those that it has now, and the wishes for that."""

    path: str
    before: tuple[str, ...]
    entries: list[str | NewEntry] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    staying: frozenset[str] = frozenset()
    """The keys of the items that are still there."""

    @property
    def keys(self) -> set[str]:
        """The keys of the entries so far."""
        return {entry if isinstance(entry, str) else entry.key for entry in self.entries}


class ListEdits:
    """The changes of lists: the edits, the wishes that somebody has to look after, and the texts dealt with here."""

    def __init__(self, differences: Differences, elsewhere: PlaceChoices) -> None:
        self.differences = differences
        self.programme = differences.original.programme
        self.elsewhere = elsewhere
        self.lists: list[ProposedEdit] = []
        self.texts: list[ProposedEdit] = []
        self.open: list[Wish] = []
        self.taken: set[int] = set()
        """The edited texts that are an entry now."""
        self.marked: set[int] = set()
        """The edited texts whose marks were decided here."""
        self._changed = {changed.new: changed for changed in differences.changed}
        self._registries: dict[str, dict[str, str]] = {}
        self._printed: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(differences.original.texts):
            if text.is_item and text.entry is not None and is_entry(text.entry):
                self._printed[text.entry.rpartition(".")[0]].append(number)

    def compare(self) -> None:
        """Find what was added, removed, replaced or moved."""
        now = self._items_now()
        for path, numbers in self._printed.items():
            before = tuple(map(self._key, numbers))
            if len(set(before)) == len(before):
                self._compare(path, before, numbers, now.get(path, []))

    def registry(self, path: str) -> Mapping[str, str] | None:
        """The ids of the registry that the list at ``path`` mentions, by what they print in small letters.

        None where the list has texts of its own.
        """
        name = path.rpartition(".")[2]
        if name in REGISTRIES and path not in self._registries:
            printed = self._registries[path] = {}
            for root in dict.fromkeys((REGISTRIES[name], registry_of(path))):
                for entry in self.programme.values:
                    if entry.rpartition(".")[0] == root:
                        printed.setdefault(self.differences.original.name(entry), entry.rpartition(".")[2])
        return self._registries.get(path)

    def _key(self, number: int) -> str:
        return str(self.differences.original.texts[number].entry).rpartition(".")[2]

    def _items_now(self) -> dict[str, list[TextNow]]:
        """The items of each list in the order of the edited file; one that is new or moved belongs where it is."""
        home = {number: path for path, numbers in self._printed.items() for number in numbers}
        homes = [None if old is None else home.get(old) for old, _ in self.differences.order]
        now: dict[str, list[TextNow]] = defaultdict(list)
        for text, was, owner in zip(self.differences.order, homes, self._owners(homes), strict=True):
            here = owner or was
            if here is not None:
                now[here].append(TextNow(text.old if here == was else None, text.new))
        return now

    def _owners(self, homes: Sequence[str | None]) -> list[str | None]:
        """The list that each text is an item of, where that is known: of one that was in it, or by the one beside."""
        order = self.differences.order
        stays = in_old_order([text.old for text in order])

        def may_join(beside: int, position: int) -> bool:
            is_free = order[position].old is None or homes[position] is not None
            return is_free and self._goes_on(order[beside].new, order[position].new)

        return spread([path if position in stays else None for position, path in enumerate(homes)], may_join)

    def _goes_on(self, of: int, new: int) -> bool:
        """Whether a paragraph is an item of the list that the one beside it is in."""
        beside, text = self.differences.edited[of], self.differences.edited[new]
        if text.cell is not None or new in self.differences.told or not as_printed(text.text):
            return False
        # each item may have a numbering of its own: LibreOffice writes them so; a copied one keeps its style
        if text.list is None or beside.list is None:
            return text.list == beside.list and text.style == beside.style
        return not text.style.startswith("heading")

    def _compare(self, path: str, before: tuple[str, ...], numbers: Sequence[int], now: Sequence[TextNow]) -> None:
        items = [TextNow(text.old if text.old in numbers else None, text.new) for text in now]
        staying = frozenset(self._key(item.old) for item in items if item.old is not None)
        edited = EditedList(path, before, staying=staying)
        for item in items:
            if item.old is None:
                self._add_item(edited, item.new)
            else:
                self._keep_item(edited, item.old, item.new)
        kept = [entry for entry in edited.entries if isinstance(entry, str)]
        for number, key in zip(numbers, before, strict=True):
            if key not in kept:
                text = _without_mark(self.differences.original.texts[number].text)
                edited.wishes.append(self.differences.wish(Act.REMOVED, f"{path}.{key}", text, None, old=number))
                self.remove_ending(f"{path}.{key}", number)
        edited.wishes += self._moves(edited, kept, items)
        is_same = edited.entries == list(before)
        if not is_same and self.programme.fund is not None and path.endswith(".measures"):
            self._depart_from_fund(edited)
        elif not is_same:
            self.lists.append(ProposedEdit(SetEntries(path, tuple(edited.entries)), tuple(edited.wishes)))
        self._compare_marks(path, items, is_same=is_same)

    def _depart_from_fund(self, edited: EditedList) -> None:
        """Write a new measure beside those of the fund, which has them all and their order."""
        fresh: dict[str | None, str | None] = {
            f"{edited.path}.{entry.key}": entry.text for entry in edited.entries if isinstance(entry, NewEntry)
        }
        for wish in edited.wishes:
            if wish.path in fresh:
                self._set_text(str(wish.path), fresh[wish.path], wish)
            else:
                self.open.append(wish.leave(WishOutcome.UNMAPPED, "computed", edited.path))

    def _moves(self, edited: EditedList, kept: Sequence[str], items: Sequence[TextNow]) -> Iterator[Wish]:
        """The wishes for entries that stand in another order."""
        places = {self._key(item.old): item for item in reversed(items) if item.old is not None}
        common = [key for key in edited.before if key in kept]
        for kind, *_, start, end in SequenceMatcher(None, common, kept, autojunk=False).get_opcodes():
            for key in kept[start:end] if kind in ("insert", "replace") else ():
                old, new = places.get(key, (None, None))
                if old is not None:
                    text = _without_mark(self.differences.original.texts[old].text)
                    yield self.differences.wish(Act.MOVED, f"{edited.path}.{key}", text, text, old=old, new=new)

    def _keep_item(self, edited: EditedList, old: int, new: int) -> None:
        """An entry that stays; or another one where the item now has another entry's name."""
        key = self._key(old)
        registry = self.registry(edited.path)
        other, text = None, ""
        if new in self._changed and registry is not None and f"{edited.path}.{key}" in self.programme.values:
            text = _without_mark("".join(self._changed[new].texts))
            other = registry.get(as_printed(text).casefold())
        if other is None or other in edited.before:
            edited.entries.append(key)
            return
        self.taken.add(new)
        edited.entries.append(NewEntry(other))
        edited.wishes.append(self.differences.wish(Act.ADDED, f"{edited.path}.{other}", None, text, old=old, new=new))

    def _add_item(self, edited: EditedList, new: int) -> None:
        """A new item: an entry of the registry, or one proposed for it, or a text with a key of its own."""
        text = _without_mark(as_printed(self.differences.text_now(new)))
        if not text:
            return
        self.taken.add(new)
        if self.registry(edited.path) is not None:
            self.add_mention(edited, text, new)
            return
        taken = {*edited.keys, *edited.before}
        is_letter = edited.path.endswith(".measures")
        key = next(letter for letter in string.ascii_lowercase if letter not in taken) if is_letter else ""
        key = key or _new_key(text, taken)
        edited.entries.append(NewEntry(key, text if is_letter else as_source(text)))
        edited.wishes.append(self.differences.wish(Act.ADDED, f"{edited.path}.{key}", None, text, new=new))

    def add_mention(self, edited: EditedList, text: str, new: int) -> bool:
        """Add a mention of an entry of the registry, or of one proposed for it; False where somebody must decide."""
        path = edited.path
        registry = self.registry(path) or {}
        key = registry.get(text.casefold())
        if key in edited.keys | edited.staying:
            wish = self.differences.wish(Act.ADDED, None, None, text, new=new)
            self.open.append(wish.leave(WishOutcome.UNMAPPED, "order", f"{path}.{key}"))
            return False
        if key is not None and key in edited.before:
            edited.entries.append(key)
            edited.wishes.append(self.differences.wish(Act.MOVED, f"{path}.{key}", text, text, new=new))
            return True
        form = None
        if key is None:
            near = _nearest_entry(text, registry)
            if near is not None and self.elsewhere.of(path) is Elsewhere.ASK:
                wish = self.differences.wish(Act.ADDED, path, None, text, new=new)
                self.open.append(wish.leave(WishOutcome.QUESTION, "near_entry", f"{registry_of(path)}.{near}"))
                return False
            if near is not None and self.elsewhere.of(path) is Elsewhere.HERE and near not in edited.keys:
                key, form = near, as_source(text)
        key = key or self._propose_entry(path, text, new)
        edited.entries.append(NewEntry(key, form))
        edited.wishes.append(self.differences.wish(Act.ADDED, f"{path}.{key}", None, text, new=new))
        return True

    def _propose_entry(self, path: str, text: str, new: int) -> str:
        """The key of a new entry for the registry."""
        root = registry_of(path)
        written = as_source(text) if "risks" in root else text
        texts = {edit.path: edit.text for edit in self._text_edits() if is_within(edit.path, root)}
        for known, theirs in texts.items():
            if theirs == written:
                return known.rpartition(".")[2]
        names = {*self.programme.values, *texts}
        key = _new_key(text, {name.rpartition(".")[2] for name in names if is_within(name, root)})
        wish = self.differences.wish(Act.ADDED, f"{root}.{key}", None, text, new=new)
        self._set_text(f"{root}.{key}", written, wish, new)
        return key

    def _text_edits(self) -> Iterator[SetText]:
        return (proposed.edit for proposed in self.texts if isinstance(proposed.edit, SetText))

    def _set_text(self, path: str, text: str | None, wish: Wish, *texts: int) -> None:
        self.texts.append(ProposedEdit(SetText(path, text), (wish,), frozenset(texts)))

    def _compare_marks(self, path: str, items: Sequence[TextNow], *, is_same: bool) -> None:
        """The marks that end the items: those of the list are printed by themselves, others are content."""
        for position, item in enumerate(items):
            self.marked.add(item.new)
            changed = self._changed.get(item.new)
            if item.old is not None and changed is not None and _ends_in_mark(changed):
                ending = ending_path(f"{path}.{self._key(item.old)}")
                standard = ";" if position + 1 < len(items) else "."
                self._compare_mark(ending, changed, standard, is_same=is_same)

    def _compare_mark(self, ending: str, changed: ChangedText, standard: str, *, is_same: bool) -> None:
        before, mark = changed.original.runs[-1].text, changed.texts[-1]
        given = source_of(self.programme, ending)
        if mark in (before, given):
            return
        wish = self.differences.wish(Act.WORDING, ending, before, mark, old=changed.old, new=changed.new)
        if mark.strip() and mark != standard:
            self._set_text(ending, mark, wish, changed.new)
        elif mark.strip() and given is not None:
            self._set_text(ending, None, wish, changed.new)
        elif not mark.strip() and is_same:
            wish = self.differences.wish(Act.ADDED, None, None, mark, new=changed.new)
            self.open.append(wish.leave(WishOutcome.UNMAPPED, "computed", ending))

    def remove_ending(self, entry: str, number: int) -> None:
        """An entry that goes takes its own mark along."""
        ending = ending_path(entry)
        given = source_of(self.programme, ending)
        if given is not None:
            self._set_text(ending, None, self.differences.wish(Act.REMOVED, ending, given, None, old=number))


def _nearest_entry(text: str, registry: Mapping[str, str]) -> str | None:
    """The entry that a text is almost the name of."""
    words = text.casefold()
    scored = [(SequenceMatcher(None, words, name, autojunk=False).ratio(), key) for name, key in registry.items()]
    score, key = max(scored, default=(0.0, ""))
    return key if score >= NEAR else None


def _new_key(text: str, taken: set[str]) -> str:
    """A name for an entry from its first words: small letters without marks, as names are."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    name = "_".join(([word for word in words if len(word) > 2] or words)[:_KEY_WORDS]) or "entry"  # noqa: PLR2004
    name = name if name[0].isalpha() else f"entry_{name}"
    number, key = 1, name
    while key in taken:
        number += 1
        key = f"{name}_{number}"
    return key


def _ends_in_mark(changed: ChangedText) -> bool:
    runs = changed.original.runs
    return len(runs) > 1 and (runs[-1].source is None or ".endings." in runs[-1].source)


def _without_mark(text: str) -> str:
    return _MARK.sub("", text)

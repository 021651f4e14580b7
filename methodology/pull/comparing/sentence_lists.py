"""Lists inside one text: sources in a sentence, the letters of measures and the codes of indicators in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from methodology.editing.edits import NewEntry
from methodology.model.indicator import Indicator
from methodology.model.objective import AllocationRow
from methodology.pull.comparing.base import Base
from methodology.pull.comparing.deltas import EntriesDelta
from methodology.pull.comparing.differences import Differences, Divided
from methodology.pull.comparing.entry_deltas import EntryDeltas, Lists, is_entry
from methodology.pull.comparing.parts import Part, said
from methodology.pull.comparing.places import Places
from methodology.pull.pulled import Act, Wish


@dataclass(frozen=True, slots=True)
class _Joined:
    """A list in a text: its path, its entries' keys and the parts from its first to its last."""

    path: str
    keys: tuple[str, ...]
    first: int
    last: int


def sentence_lists(differences: Differences, lists: Lists, places: Places) -> None:
    """Adds to what ``lists`` has found the changes of lists that are printed within a text."""
    for divided in differences.divided:
        joined = _joined(divided)
        if joined is None or not _is_changed(divided, joined, lists):
            continue
        text = said("".join(divided.texts[joined.first : joined.last + 1]))
        if joined.path.endswith((".measures", ".indicators")):
            _plain(differences, divided, joined, text, lists.result, places)
        else:
            _mentions(divided, joined, text, lists, places)


def _joined(divided: Divided) -> _Joined | None:
    """The list that a text holds, where it holds one and is none of its items."""
    if divided.base.is_item:
        return None
    found: dict[str, dict[str, list[int]]] = {}
    for number, part in enumerate(divided.base.parts):
        entry = _entry_of(part)
        if entry is not None:
            path, _, key = entry.rpartition(".")
            found.setdefault(path, {}).setdefault(key, []).append(number)
    if len(found) != 1:
        return None
    ((path, keys),) = found.items()
    numbers = [number for entry in keys.values() for number in entry]
    first = min(numbers)
    if path.endswith(".measures") and first and (divided.base.parts[first - 1].path or "").endswith(".number"):
        first -= 1
    return _Joined(path, tuple(keys), first, max(numbers))


def _entry_of(part: Part) -> str | None:
    for path in (part.within, part.path):
        if path is None:
            continue
        parent, _, name = path.rpartition(".")
        if is_entry(path) or (name.isdecimal() and parent.endswith((".measures", ".indicators"))):
            return path
    return None


def _is_changed(divided: Divided, joined: _Joined, lists: Lists) -> bool:
    """Whether more than the wording of one entry changed, and nothing around the list."""
    parts, texts = divided.base.parts, divided.texts
    around = [number for number in divided.changed if not joined.first <= number <= joined.last]
    own = [number for number in divided.changed if joined.first <= number <= joined.last]
    if any(parts[number].path is None or not str(parts[number].path).startswith("phrases.") for number in around):
        return False
    others = lists.registries.printed(joined.path) or {}
    separators = _separators(lists.differences.base)
    return any(
        _entry_of(parts[number]) is None
        or not texts[number]
        or said(texts[number]).casefold() in others
        or _holds_another(parts[number], said(texts[number]), others, separators)
        for number in own
    )


def _holds_another(part: Part, text: str, others: Mapping[str, str], separators: re.Pattern[str]) -> bool:
    """Whether an entry is as it was and has another one beside it: what is typed at a control's edge lands in it."""
    own = said(part.text).casefold()
    names = {name.casefold() for name in _names(text, {**others, own: ""}, separators)}
    return own in names and bool((names - {own}) & others.keys())


def _plain(  # noqa: PLR0913, PLR0917
    differences: Differences, divided: Divided, joined: _Joined, text: str, result: EntryDeltas, places: Places
) -> None:
    """Letters and codes: each is what it says."""
    values = differences.base.programme.values
    owner = values[f"{joined.path}.{joined.keys[0]}"].owner
    prefix = str(owner.objective) if isinstance(owner, Indicator) else ""
    if not isinstance(owner, Indicator | AllocationRow):
        return
    names = [name.removeprefix(prefix) for name in re.split(r",\s*", text) if name]
    known = {str(values[f"{joined.path}.{key}"].value): key for key in joined.keys}
    theirs: list[str | NewEntry] = [known.get(name) or NewEntry(name) for name in names]
    wishes = [
        places.wish(Act.ADDED, joined.path, None, entry.key, old=divided.old, new=divided.new)
        for entry in theirs
        if isinstance(entry, NewEntry)
    ]
    wishes += [
        places.wish(Act.REMOVED, joined.path, name, None, old=divided.old, new=divided.new)
        for name, key in known.items()
        if key not in theirs
    ]
    _add(result, divided, joined, theirs, wishes, places)


def _mentions(divided: Divided, joined: _Joined, text: str, lists: Lists, places: Places) -> None:
    """The entries of a registry in a sentence: those that are known are found in it, what is between is new."""
    entries = _entries(divided)
    own = {said(text).casefold(): entry.rpartition(".")[2] for entry, text in entries.items()}
    known = {**(lists.registries.printed(joined.path) or {}), **own}
    theirs: list[str | NewEntry] = []
    wishes: list[Wish] = []
    for name in _names(text, known, _separators(lists.differences.base)):
        key = known.get(name.casefold())
        if key in joined.keys:
            theirs.append(str(key))
        elif key is not None:
            theirs.append(NewEntry(key))
            wishes.append(places.wish(Act.ADDED, f"{joined.path}.{key}", None, name, old=divided.old, new=divided.new))
        else:
            new = lists.new_entry(joined.path, name, divided.new, theirs, wishes)
            if new is None:
                return
            theirs.append(new)
    for entry, was in entries.items():
        if entry.rpartition(".")[2] not in theirs:
            wishes.append(places.wish(Act.REMOVED, entry, was, None, old=divided.old, new=divided.new))
            lists.without_ending(entry, divided.old)
    _add(lists.result, divided, joined, theirs, wishes, places)


def _entries(divided: Divided) -> dict[str, str]:
    """The entries with what they print: a form of a mention may hold a reference."""
    printed: dict[str, str] = {}
    for part in divided.base.parts:
        entry = _entry_of(part)
        if entry is not None:
            printed[entry] = printed.get(entry, "") + part.text
    return printed


def _separators(base: Base) -> re.Pattern[str]:
    """What may stand between the members of a list: the language's marks and words, and those that content gives."""
    given = (str(value.value) for path, value in base.programme.values.items() if ".endings." in path)
    marks = {
        mark.strip() for mark in (*base.printer.language.separators(2), *base.printer.language.separators(3), *given)
    }
    words = "|".join(rf"(?:^|\s+){re.escape(mark)}(?:\s+|$)" for mark in marks if mark.isalpha())
    return re.compile("|".join(filter(None, (r"[,;]\s*", words))))


def _names(text: str, known: Mapping[str, str], separators: re.Pattern[str]) -> Iterator[str]:
    """The members of a list in a sentence, the known ones whole although commas may stand in them."""
    names = sorted(known, key=len, reverse=True)
    position = 0
    while position < len(text):
        rest = text[position:]
        separator = separators.match(rest)
        if separator:
            position += separator.end()
            continue
        name = next(
            (one for one in names if rest.casefold().startswith(one) and not rest[len(one) :][:1].isalnum()), None
        )
        end = len(name) if name is not None else _end_of_new(rest, separators)
        yield rest[:end].strip()
        position += end


def _end_of_new(text: str, separators: re.Pattern[str]) -> int:
    separator = separators.search(text)
    return separator.start() if separator else len(text)


def _add(  # noqa: PLR0913, PLR0917
    result: EntryDeltas,
    divided: Divided,
    joined: _Joined,
    theirs: Sequence[str | NewEntry],
    wishes: list[Wish],
    places: Places,
) -> None:
    kept = [entry for entry in theirs if isinstance(entry, str)]
    if tuple(theirs) == joined.keys or not theirs or len(set(kept)) < len(kept):
        return
    if kept != [key for key in joined.keys if key in kept]:
        wishes.append(
            places.wish(
                Act.MOVED, joined.path, divided.base.text, "".join(divided.texts), old=divided.old, new=divided.new
            )
        )
    result.taken.add(divided.new)
    result.entries.append(EntriesDelta(joined.path, joined.keys, tuple(theirs), tuple(wishes)))

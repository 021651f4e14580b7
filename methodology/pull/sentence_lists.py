"""Lists inside one text: sources in a sentence, the letters of measures and the codes of indicators in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from methodology.editing.edits import NewEntry, SetEntries
from methodology.model.document import Run
from methodology.model.indicator import Indicator
from methodology.model.objective import AllocationRow
from methodology.pull.differences import ChangedText, Differences
from methodology.pull.list_edits import EditedList, ListEdits, is_entry
from methodology.pull.original import Original, as_printed
from methodology.pull.pulled import Act, ProposedEdit, Wish


@dataclass(frozen=True, slots=True)
class _JoinedList:
    """A list in a changed text: its path, its entries with what they print, and the runs from the first to the last."""

    text: ChangedText
    path: str
    entries: Mapping[str, str]
    runs: slice

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(entry.rpartition(".")[2] for entry in self.entries)

    @property
    def now(self) -> str:
        """What stands there now."""
        return as_printed("".join(self.text.texts[self.runs]))


def compare_sentence_lists(lists: ListEdits) -> None:
    """Add the changes of lists that are printed within a text."""
    differences = lists.differences
    separators = _separators(differences.original)
    for changed in differences.changed:
        joined = _joined_list(changed)
        if joined is not None and _is_changed(joined, lists.registry(joined.path) or {}, separators):
            edited = EditedList(joined.path, joined.keys)
            if joined.path.endswith((".measures", ".indicators")):
                _compare_codes(differences, joined, edited)
            else:
                _compare_mentions(lists, joined, edited, separators)
            _propose(lists, joined, edited)


def _joined_list(changed: ChangedText) -> _JoinedList | None:
    """The list that a text holds, where it holds one and is none of its items."""
    runs = changed.original.runs
    entries: dict[str, str] = {}
    numbers = []
    for number, run in enumerate(runs):
        entry = _entry_of(run)
        if entry is not None:  # a form of a mention may hold a reference
            entries[entry] = entries.get(entry, "") + run.text
            numbers.append(number)
    paths = {entry.rpartition(".")[0] for entry in entries}
    if changed.original.is_item or len(paths) != 1:
        return None
    path, first = paths.pop(), numbers[0]
    if path.endswith(".measures") and first and (runs[first - 1].source or "").endswith(".number"):
        first -= 1
    return _JoinedList(changed, path, entries, slice(first, numbers[-1] + 1))


def _entry_of(run: Run) -> str | None:
    for path in (run.within, run.source):
        if path is not None:
            parent, _, name = path.rpartition(".")
            if is_entry(path) or (name.isdecimal() and parent.endswith((".measures", ".indicators"))):
                return path
    return None


def _is_changed(joined: _JoinedList, others: Mapping[str, str], separators: re.Pattern[str]) -> bool:
    """Whether more than the wording of one entry changed, and nothing around the list."""
    runs, texts = joined.text.original.runs, joined.text.texts
    own = range(joined.runs.start, joined.runs.stop)
    changed = list(joined.text.changed)
    if any(number not in own and not (runs[number].source or "").startswith("phrases.") for number in changed):
        return False
    return any(
        _entry_of(runs[number]) is None
        or not texts[number]
        or as_printed(texts[number]).casefold() in others
        or _holds_another(runs[number], as_printed(texts[number]), others, separators)
        for number in changed
        if number in own
    )


def _holds_another(run: Run, text: str, others: Mapping[str, str], separators: re.Pattern[str]) -> bool:
    """Whether an entry is as it was and has another one beside it: what is typed at a control's edge lands in it."""
    own = as_printed(run.text).casefold()
    names = {name.casefold() for name in _names(text, {**others, own: ""}, separators)}
    return own in names and bool((names - {own}) & others.keys())


def _compare_codes(differences: Differences, joined: _JoinedList, edited: EditedList) -> None:
    """Letters and codes: each is what it says."""
    values = differences.original.programme.values
    owner = values[f"{joined.path}.{joined.keys[0]}"].owner
    if not isinstance(owner, Indicator | AllocationRow):
        return
    objectives = differences.original.programme.objectives if isinstance(owner, Indicator) else ()
    prefix = next((one.facts.number for one in objectives if owner in one.indicators), "")
    known = {str(values[f"{joined.path}.{key}"].value): key for key in joined.keys}
    for name in filter(None, re.split(r",\s*", joined.now)):
        code = name.removeprefix(prefix)
        edited.entries.append(known.get(code) or NewEntry(code))
        if code not in known:
            edited.wishes.append(_wish(differences, joined, Act.ADDED, joined.path, None, code))
    for code, key in known.items():
        if key not in edited.entries:
            edited.wishes.append(_wish(differences, joined, Act.REMOVED, joined.path, code, None))


def _compare_mentions(lists: ListEdits, joined: _JoinedList, edited: EditedList, separators: re.Pattern[str]) -> None:
    """The entries of a registry in a sentence: those that are known are found in it, what is between is new."""
    own = {as_printed(text).casefold(): entry.rpartition(".")[2] for entry, text in joined.entries.items()}
    known = {**(lists.registry(joined.path) or {}), **own}
    for name in _names(joined.now, known, separators):
        key = known.get(name.casefold())
        if key in joined.keys:
            edited.entries.append(str(key))
        elif key is not None:
            edited.entries.append(NewEntry(key))
            edited.wishes.append(_wish(lists.differences, joined, Act.ADDED, f"{joined.path}.{key}", None, name))
        elif not lists.add_mention(edited, name, joined.text.new):
            edited.entries.clear()
            return
    for entry, was in joined.entries.items():
        if entry.rpartition(".")[2] not in edited.entries:
            edited.wishes.append(_wish(lists.differences, joined, Act.REMOVED, entry, was, None))
            lists.remove_ending(entry, joined.text.old)


def _wish(  # noqa: PLR0913, PLR0917 (a wish in its sides)
    differences: Differences, joined: _JoinedList, act: Act, path: str, before: str | None, after: str | None
) -> Wish:
    return differences.wish(act, path, before, after, old=joined.text.old, new=joined.text.new)


def _separators(original: Original) -> re.Pattern[str]:
    """What may stand between the members of a list: the language's marks and words, and those that content gives."""
    given = (str(value.value) for path, value in original.programme.values.items() if ".endings." in path)
    language = original.printer.language
    marks = {mark.strip() for mark in (*language.separators(2), *language.separators(3), *given)}
    words = "|".join(rf"(?:^|\s+){re.escape(mark)}(?:\s+|$)" for mark in marks if mark.isalpha())
    return re.compile("|".join(filter(None, (r"[,;]\s*", words))))


def _names(text: str, known: Mapping[str, str], separators: re.Pattern[str]) -> Iterator[str]:
    """The members of a list in a sentence, the known ones whole although commas may stand in them."""
    names = sorted(filter(None, known), key=len, reverse=True)
    while text:
        separator = separators.match(text)
        if separator:
            text = text[separator.end() :]
            continue
        fits = (name for name in names if text.casefold().startswith(name) and not text[len(name) :][:1].isalnum())
        name = next(fits, None)
        following = separators.search(text)
        end = len(name) if name is not None else following.start() if following else len(text)
        yield text[:end].strip()
        text = text[end:]


def _propose(lists: ListEdits, joined: _JoinedList, edited: EditedList) -> None:
    keys, entries = joined.keys, tuple(edited.entries)
    kept = [entry for entry in entries if isinstance(entry, str)]
    if entries == keys or not entries or len(set(kept)) < len(kept):
        return
    if kept != [key for key in keys if key in kept]:
        before, after = joined.text.original.text, "".join(joined.text.texts)
        edited.wishes.append(_wish(lists.differences, joined, Act.MOVED, joined.path, before, after))
    lists.taken.add(joined.text.new)
    texts = frozenset({joined.text.new})
    lists.lists.append(ProposedEdit(SetEntries(joined.path, entries), tuple(edited.wishes), texts))

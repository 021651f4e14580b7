"""The entries of a list as one file wants them, laid on the list as it is today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from methodology.editing.edits import NewEntry
from methodology.model.programme import Programme
from methodology.pull.comparing.deltas import EntriesDelta
from methodology.pull.pulled import Act, Outcome, Wish

Entry = str | NewEntry


@dataclass(frozen=True, slots=True)
class MergedEntries:
    """The list, the wishes that it grants, and those that it does not, with their outcomes."""

    entries: tuple[Entry, ...]
    granted: tuple[Wish, ...]
    others: tuple[Wish, ...]


def entry_keys(programme: Programme, path: str) -> tuple[str, ...]:
    """The ids or keys of a list's entries, in their order."""
    prefix = f"{path}."
    below = (one.removeprefix(prefix) for one in programme.values if one.startswith(prefix))
    return tuple(dict.fromkeys(rest.partition(".")[0] for rest in below))


def merged_entries(
    delta: EntriesDelta,
    today: Sequence[Entry],
    changed: set[str],
    theirs_decide: bool,  # noqa: FBT001
) -> MergedEntries:
    """Lay a file's list on today's; ``changed`` are the entries that say something else today.

    An entry that one side took out and the other reworded is a conflict; so is an order that both changed.
    """
    keys = [_key(entry) for entry in today]
    wanted = [_key(entry) for entry in delta.theirs]
    if keys == list(delta.base) and not changed & set(keys):
        return MergedEntries(tuple(_kept(delta.theirs, today)), delta.wishes, ())
    granted: list[Wish] = []
    others: list[Wish] = []
    gone = set(delta.base) - set(wanted)
    stays = gone & changed & set(keys)
    for wish in delta.wishes:
        key = (wish.path or "").rpartition(".")[2]
        if wish.act is Act.REMOVED and key in stays:
            others.append(replace(wish, outcome=Outcome.CONFLICT))
        elif (wish.act is Act.REMOVED and key not in keys) or (wish.act is Act.ADDED and key in keys):
            others.append(replace(wish, outcome=Outcome.PRESENT))
        elif wish.act is Act.MOVED and _both_moved(delta, keys) and not theirs_decide:
            is_same = _order(wanted, keys) == _order(keys, wanted)
            others.append(replace(wish, outcome=Outcome.PRESENT if is_same else Outcome.CONFLICT))
        else:
            granted.append(wish)
    result = [entry for entry in today if _key(entry) not in gone - stays]
    if _moved(delta.base, wanted) and (theirs_decide or not _both_moved(delta, keys)):
        order = iter([key for key in wanted if key in {_key(entry) for entry in result}])
        by_key = {_key(entry): entry for entry in result}
        result = [by_key[next(order)] if _key(entry) in wanted else entry for entry in result]
    for position, entry in enumerate(delta.theirs):
        if _key(entry) not in {_key(one) for one in result} and _key(entry) not in delta.base:
            above = [_key(one) for one in delta.theirs[:position]]
            after = [number for number, one in enumerate(result, start=1) if _key(one) in above]
            result.insert(max(after, default=0), entry)
    return MergedEntries(tuple(result), tuple(granted), tuple(others))


def _kept(theirs: Sequence[Entry], today: Sequence[Entry]) -> list[Entry]:
    """Their list, with what another file has added today as it is."""
    new = {entry.key: entry for entry in today if isinstance(entry, NewEntry)}
    return [new.get(entry, entry) if isinstance(entry, str) else entry for entry in theirs]


def _key(entry: Entry) -> str:
    return entry if isinstance(entry, str) else entry.key


def _order(keys: Sequence[str], others: Sequence[str]) -> list[str]:
    return [key for key in keys if key in others]


def _moved(base: Sequence[str], keys: Sequence[str]) -> bool:
    return _order(base, keys) != _order(keys, base)


def _both_moved(delta: EntriesDelta, keys: Sequence[str]) -> bool:
    return _moved(delta.base, [_key(entry) for entry in delta.theirs]) and _moved(delta.base, keys)

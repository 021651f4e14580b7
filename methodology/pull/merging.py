"""What several files ask for, laid on the content as it is today: three texts are compared, nothing is guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar, assert_never

from methodology.comparing.alignment import Candidate, align
from methodology.editing.edits import ContentEdit, NewEntry, NewLeaf, SetEntries, SetLeaves, SetMark, SetRows, SetText
from methodology.model.chapter import Chapter, ChapterTable
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.pull.original import as_printed
from methodology.pull.paragraph_kinds import first_mark
from methodology.pull.printed_values import formula_of, mark_of, source_of
from methodology.pull.pulled import Act, ProposedEdit, Winner, Wish, WishOutcome
from methodology.reading.data_tables import rows_of

GONE = "?"
"""The number of a paragraph that the chapter does not have any more."""

Name = TypeVar("Name", bound=Hashable)
AnyEdit = TypeVar("AnyEdit", SetText, SetEntries, SetLeaves, SetMark, SetRows)


class Request(NamedTuple, Generic[AnyEdit]):
    """An edit that a file asks for of the content ``base``, which the file was made from, and its wishes."""

    base: Programme
    edit: AnyEdit
    wishes: tuple[Wish, ...]


@dataclass(slots=True)
class Merged:
    """The edits of the content as it is today, each with the wishes that it fulfils, and all other wishes."""

    edits: list[tuple[ContentEdit, tuple[Wish, ...]]] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)


def merge(ours: Programme, files: Iterable[tuple[Programme, Iterable[ProposedEdit]]], winner: Winner) -> Merged:
    """Lay the edits that files ask for, each with the content that it was made from, on ``ours``.

    Conflicts are left open unless there is a ``winner``.
    """
    requests = _sort_requests(ours, files)
    merger = _Merger(ours, winner)
    for path, same_text in requests.texts.items():
        merger.merge_text(path, same_text)
    for path, same_list in requests.lists.items():
        merger.merge_list(path, same_list)
    for path, same_mark in requests.marks.items():
        merger.merge_mark(path, same_mark)
    for path, same_table in requests.rows.items():
        merger.merge_rows(path, same_table)
    for name, same_chapter in requests.chapters.items():
        merger.merge_chapter(name, same_chapter)
    return merger.merged


@dataclass(slots=True)
class _Requests:
    """The requests of all files by what they are about: paths as they are today, and names of chapters."""

    texts: defaultdict[str, list[Request[SetText]]] = field(default_factory=lambda: defaultdict(list))
    lists: defaultdict[str, list[Request[SetEntries]]] = field(default_factory=lambda: defaultdict(list))
    marks: defaultdict[str, list[Request[SetMark]]] = field(default_factory=lambda: defaultdict(list))
    chapters: defaultdict[str, list[Request[SetLeaves]]] = field(default_factory=lambda: defaultdict(list))
    rows: defaultdict[str, list[Request[SetRows]]] = field(default_factory=lambda: defaultdict(list))


def _sort_requests(ours: Programme, files: Iterable[tuple[Programme, Iterable[ProposedEdit]]]) -> _Requests:
    requests = _Requests()
    for base, proposals in files:
        for proposed in proposals:
            match proposed.edit:
                case SetText() as edit:
                    path = _path_today(ours, base, edit.path)
                    requests.texts[path].append(Request(base, edit, proposed.wishes))
                case SetEntries() as edit:
                    requests.lists[edit.path].append(Request(base, edit, proposed.wishes))
                case SetLeaves() as edit:
                    requests.chapters[edit.chapter].append(Request(base, edit, proposed.wishes))
                case SetMark() as edit:
                    path = _path_today(ours, base, edit.path)
                    requests.marks[path].append(Request(base, edit, proposed.wishes))
                case SetRows() as edit:
                    path = _path_today(ours, base, edit.path)
                    requests.rows[path].append(Request(base, edit, proposed.wishes))
                case _:
                    assert_never(proposed.edit)
    return requests


class _Merger:
    def __init__(self, ours: Programme, winner: Winner) -> None:
        self.ours = ours
        self.winner = winner
        self.merged = Merged()

    def merge_text(self, path: str, requests: Sequence[Request[SetText]]) -> None:
        """Take the one text that all files want where nobody changed it today."""
        is_there = not path.endswith(GONE)
        today = source_of(self.ours, path) if is_there else None
        texts = {_flat(request.edit.text) for request in requests} - {_flat(today)}
        note = "differs_between_files" if len(texts) > 1 else "other_version" if today is None else None
        formula = formula_of(self.ours, path)
        granted: list[Wish] = []
        text: str | None = None
        for content, edit, (wish,) in requests:
            base = source_of(content, edit.path)
            compared = replace(wish, base=base, theirs=edit.text, ours=today)
            may_change = _flat(base) == _flat(today) or self.winner is Winner.THEIRS
            if _flat(edit.text) == _flat(today):
                self.merged.wishes.append(replace(compared, outcome=WishOutcome.PRESENT))
            elif formula is not None:
                self.merged.wishes.append(compared.leave(WishOutcome.UNMAPPED, "computed_value", formula))
            elif is_there and len(texts) == 1 and may_change:
                granted.append(compared)
                text = edit.text
            else:
                self._oppose(compared, note)
        if granted:
            self.merged.edits.append((SetText(path, text), tuple(granted)))

    def merge_mark(self, path: str, requests: Sequence[Request[SetMark]]) -> None:
        """Give a leaf the one mark that all files want where it has the mark today that it had."""
        today = _mark_at(self.ours, path)
        wanted = {(request.edit.mark, request.edit.begins) for request in requests}
        note = "differs_between_files" if len(wanted) > 1 else "other_version" if today is None else None
        granted: list[Wish] = []
        for content, edit, wishes in requests:
            was = _mark_at(content, edit.path)
            is_done = edit.mark == today != was
            may_change = today is not None and (was == today or self.winner is Winner.THEIRS)
            for wish in wishes:
                if is_done:
                    self.merged.wishes.append(replace(wish, outcome=WishOutcome.PRESENT))
                elif may_change and len(wanted) == 1:
                    granted.append(wish)
                else:
                    self._oppose(wish, note)
        if granted:
            edit = requests[0].edit
            self.merged.edits.append((replace(edit, path=path), tuple(granted)))

    def merge_rows(self, path: str, requests: Sequence[Request[SetRows]]) -> None:
        """Give a table the rows that all files want where it has the rows today that it had."""
        today = _rows_at(self.ours, path)
        wanted = {request.edit.rows for request in requests}
        note = "differs_between_files" if len(wanted) > 1 else "other_version"
        granted: list[Wish] = []
        for content, edit, wishes in requests:
            base = _rows_at(content, edit.path)
            rows = [base[row] if isinstance(row, int) else row for row in edit.rows]
            for wish in wishes:
                if base == today and len(wanted) == 1:
                    granted.append(wish)
                elif rows == today[1:]:
                    self.merged.wishes.append(replace(wish, outcome=WishOutcome.PRESENT))
                else:
                    self._oppose(wish, note)
        if granted:
            self.merged.edits.append((replace(requests[0].edit, path=path), tuple(granted)))

    def merge_list(self, path: str, requests: Sequence[Request[SetEntries]]) -> None:
        """Lay the list of each file on today's."""
        keys = _entry_keys(self.ours, path)
        entries: dict[str, str | NewEntry] = {key: key for key in keys}
        today = list(keys)
        granted: list[Wish] = []
        for base, edit, wishes in requests:
            for entry in edit.entries:
                entries.setdefault(_key(entry), entry)
            wanted = [_key(entry) for entry in edit.entries]
            reworded = dict.fromkeys(key for key in keys if _differs(self.ours, base, f"{path}.{key}"))
            merged = _MergedList(today, _entry_keys(base, path), wanted, reworded, self.winner)
            for wish in wishes:
                self._settle(merged.judge(wish, (wish.path or "").rpartition(".")[2]), granted)
            today = merged.names
        edited = tuple(entries[key] for key in today)
        self._grant(SetEntries(path, edited) if edited != keys else None, granted)

    def merge_chapter(self, name: str, requests: Sequence[Request[SetLeaves]]) -> None:
        """Lay the chapter of each file on today's, as a list of paragraphs."""
        chapter = self.ours.chapters.get(name)
        if chapter is None:
            for wish in (wish for request in requests for wish in request.wishes):
                self.merged.wishes.append(replace(wish, outcome=WishOutcome.CONFLICT, note="other_version"))
            return
        start = tuple(leaf.number for leaf in chapter.leaves)
        today: list[int | NewLeaf] = list(start)
        granted: list[Wish] = []
        for base, edit, wishes in requests:
            numbers = _leaf_numbers(base.chapters[name], chapter)
            merged = _merge_leaves(base.chapters[name], edit, chapter, numbers, today, self.winner)
            for wish in wishes:
                number = int((wish.path or "").rpartition(".")[2])
                leaf = edit.leaves[number - 1] if wish.act is Act.ADDED else numbers.get(number)
                self._settle(merged.judge(wish, leaf), granted)
            today = merged.names
        self._grant(SetLeaves(name, tuple(today)) if tuple(today) != start else None, granted)

    def _grant(self, edit: ContentEdit | None, wishes: Sequence[Wish]) -> None:
        """Take in an edit with its wishes; without one the content says already what they ask for."""
        if edit is not None:
            self.merged.edits.append((edit, tuple(wishes)))
        else:
            self.merged.wishes += [replace(wish, outcome=WishOutcome.PRESENT) for wish in wishes]

    def _settle(self, wish: Wish, granted: list[Wish]) -> None:
        """Take in a wish of a list with its outcome."""
        if wish.outcome is WishOutcome.APPLIED:
            granted.append(wish)
        elif wish.outcome is WishOutcome.CONFLICT:
            self._oppose(wish, wish.note)
        else:
            self.merged.wishes.append(wish)

    def _oppose(self, wish: Wish, note: str | None) -> None:
        """A wish against what the content says today, or another file: declined where that was decided for."""
        if self.winner is Winner.OURS:
            self.merged.wishes.append(replace(wish, outcome=WishOutcome.DECLINED))
        else:
            self.merged.wishes.append(replace(wish, outcome=WishOutcome.CONFLICT, note=note))


@dataclass(frozen=True)
class _MergedList(Generic[Name]):
    """Today's list with what one file does to it, by the names that the entries have today.

    ``reworded`` has the entries that say something else today, with their text where conflicts are reported with it.
    New entries that are ``known`` are there already. An entry that one side took out and the other reworded is a
    conflict; so is an order that both changed.
    """

    today: Sequence[Name]
    base: Sequence[Name]
    wanted: Sequence[Name]
    reworded: Mapping[Name, str | None]
    winner: Winner
    known: Set[Name] = frozenset()

    def judge(self, wish: Wish, name: Name | None) -> Wish:
        """The wish about the entry of a name (None: it is gone today) with its outcome."""
        if wish.act is Act.MOVED:
            return replace(wish, outcome=self._moves)
        if wish.act is Act.REMOVED and name is not None and name in self._staying:
            return replace(wish, outcome=WishOutcome.CONFLICT, ours=self.reworded.get(name))
        is_there = name in self.today or name in self.known
        is_done = is_there is (wish.act is Act.ADDED)
        return replace(wish, outcome=WishOutcome.PRESENT if is_done else WishOutcome.APPLIED)

    @property
    def names(self) -> list[Name]:
        """The list."""
        gone = set(self.base) - set(self.wanted) - self._staying
        names = self._in_order([name for name in self.today if name not in gone])
        there = {*self.base, *names, *self.known}
        for position, name in enumerate(self.wanted):
            if name not in there:
                above = set(self.wanted[:position])
                after = [number for number, other in enumerate(names, start=1) if other in above]
                names.insert(max(after, default=0), name)
        return names

    def _in_order(self, names: list[Name]) -> list[Name]:
        """The entries that the file has moved in its order, in the places that they have together."""
        if not self._is_moved or self._moves is not WishOutcome.APPLIED:
            return names
        moved = set(self.base) & set(self.wanted) & set(names)
        order = iter([name for name in self.wanted if name in moved])
        return [next(order) if name in moved else name for name in names]

    @cached_property
    def _staying(self) -> Set[Name]:
        """What was to go and stays."""
        gone = set(self.base) - set(self.wanted)
        return frozenset() if self.winner is Winner.THEIRS else gone & self.reworded.keys() & set(self.today)

    @cached_property
    def _is_moved(self) -> bool:
        return not _is_in_one_order(self.base, self.wanted)

    @cached_property
    def _moves(self) -> WishOutcome:
        """The outcome of every wish for another order."""
        if not self._is_moved or self.winner is Winner.THEIRS or _is_in_one_order(self.base, self.today):
            return WishOutcome.APPLIED
        return WishOutcome.PRESENT if _is_in_one_order(self.wanted, self.today) else WishOutcome.CONFLICT


def _is_in_one_order(names: Sequence[Name], others: Sequence[Name]) -> bool:
    """Whether the names that are in both lists are in the same order."""
    return [name for name in names if name in others] == [name for name in others if name in names]


def _merge_leaves(  # noqa: PLR0913, PLR0917 (a chapter in its three states)
    base: Chapter,
    edit: SetLeaves,
    ours: Chapter,
    numbers: Mapping[int, int],
    today: Sequence[int | NewLeaf],
    winner: Winner,
) -> _MergedList[int | NewLeaf]:
    """Lay the leaves of a file on those of today; ``numbers`` are those that the base's have today."""
    texts = {numbers[leaf.number]: _flat(leaf.text) for leaf in base.leaves if leaf.number in numbers}
    names = (numbers.get(leaf) if isinstance(leaf, int) else leaf for leaf in edit.leaves)
    wanted = [name for name in names if name is not None]
    reworded: dict[int | NewLeaf, str | None] = {
        leaf.number: leaf.text for leaf in ours.leaves if texts.get(leaf.number) != _flat(leaf.text)
    }
    there = {_flat(leaf.text) for leaf in (*ours.leaves, *today) if not isinstance(leaf, int)}
    known = {name for name in wanted if isinstance(name, NewLeaf) and _flat(name.text) in there}
    return _MergedList(today, list(texts), wanted, reworded, winner, known)


def _leaf_numbers(base: Chapter, ours: Chapter) -> dict[int, int]:
    """The number that each leaf of a chapter has today; those that are gone are left out.

    A cell is the one of the same row and column where the table has the same columns, and one row alone begins so.
    """
    then, now = (list(_leaf_candidates(chapter)) for chapter in (base, ours))
    numbers = {pair.old: pair.new for pair in align(then, now) if pair.old is not None and pair.new is not None}
    tables = {table.first: table for table in ours.tables}
    for table in base.tables:
        if (other := tables.get(numbers.pop(table.first, 0))) is not None:
            numbers |= _cell_numbers(base, table, ours, other)
    return numbers


def _leaf_candidates(chapter: Chapter) -> Iterator[Candidate[int]]:
    """The leaves to be aligned, a table as one by its first leaf."""
    tables = {table.first: table for table in chapter.tables}
    end = 0
    for leaf in chapter.leaves:
        if leaf.number < end:
            continue
        table, text = tables.get(leaf.number), leaf.text
        if table is not None:
            end, text = table.end, chapter.text[table.starts[0] : chapter.end_of(table)]
        yield Candidate(leaf.number, (text,), (leaf.mark[:1] == "#", table is None), text)


def _cell_numbers(base: Chapter, table: ChapterTable, ours: Chapter, other: ChapterTable) -> dict[int, int]:
    """The number that each leaf of a table has in another one, as far as that is certain."""
    numbers: dict[int, int] = {}
    if table.lines.caption is not None and other.lines.caption is not None:
        numbers[table.first] = other.first
    then, now = list(table.rows), list(other.rows)
    heads = [[chapter.leaves[leaf - 1].text for leaf in rows[0]] for chapter, rows in ((base, then), (ours, now))]
    if heads[0] != heads[1]:
        return numbers
    names = Counter(base.leaves[row[0] - 1].text for row in then[1:])
    names += Counter(ours.leaves[row[0] - 1].text for row in now[1:])
    rows = {ours.leaves[row[0] - 1].text: row for row in now[1:]}
    numbers |= dict(zip(then[0], now[0], strict=True))
    for row in then[1:]:
        name = base.leaves[row[0] - 1].text
        if name in rows and names[name] == 2:  # noqa: PLR2004 (once in each)
            numbers |= dict(zip(row, rows[name], strict=True))
    return numbers


def _rows_at(programme: Programme, path: str) -> list[tuple[str, ...]]:
    """The sources of the cells of a table, row by row from the head on; none where there is no such table."""
    if path.startswith("tables."):
        data = programme.tables.get(path.partition(".")[2])
        return (
            []
            if data is None
            else [(), *(tuple(source_of(programme, cell) or "" for cell in row) for row in rows_of(data))]
        )
    _, name, number = path.split(".")
    chapter = programme.chapters.get(name)
    tables = () if chapter is None else chapter.tables
    table = next((table for table in tables if str(table.first) == number), None)
    if chapter is None or table is None:
        return []
    return [tuple(chapter.leaves[leaf - 1].text for leaf in row) for row in table.rows]


def _path_today(ours: Programme, base: Programme, path: str) -> str:
    """The path that a value of the base has today: a chapter's paragraphs are numbered by their places."""
    if not path.startswith("chapters.") or base.chapters == ours.chapters:
        return path
    _, name, number = path.split(".")
    numbers = _leaf_numbers(base.chapters[name], ours.chapters[name]) if name in ours.chapters else {}
    return f"chapters.{name}.{numbers.get(int(number), GONE)}"


def _mark_at(programme: Programme, path: str) -> str | None:
    """The mark of a chapter's leaf, of a list that of its first item; None where there is no such leaf."""
    mark = None if path.endswith(GONE) else mark_of(programme, path)
    return None if mark is None else first_mark(mark)


def _entry_keys(programme: Programme, path: str) -> tuple[str, ...]:
    """The ids or keys of a list's entries, in their order."""
    prefix = f"{path}."
    below = (name.removeprefix(prefix) for name in programme.values if name.startswith(prefix))
    return tuple(dict.fromkeys(rest.partition(".")[0] for rest in below))


def _key(entry: str | NewEntry) -> str:
    return entry if isinstance(entry, str) else entry.key


def _differs(ours: Programme, base: Programme, path: str) -> bool:
    """Whether an entry says something else today."""
    paths = {name for programme in (ours, base) for name in programme.values if is_within(name, path)}
    return any(_flat(source_of(ours, name)) != _flat(source_of(base, name)) for name in paths)


def _flat(text: str | None) -> str | None:
    """A text whatever the line ends in its file are; a space that does not break is a character like others."""
    return None if text is None else as_printed(text)

"""The result of a pull: every wish of every file with its outcome, and the content files that would be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from methodology.checks import Finding
from methodology.editing.edits import ContentEdit, SetLeaves, SetMark
from methodology.pull.looks import LookChange
from methodology.word.reading import ACCEPT, Accept


class Winner(StrEnum):
    """Whose text is taken in a conflict."""

    NEITHER = "neither"
    OURS = "ours"
    THEIRS = "theirs"


class Elsewhere(StrEnum):
    """What becomes of a value that was changed at some of the places where it is printed."""

    ASK = "ask"
    EVERYWHERE = "everywhere"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class PlaceChoices:
    """What becomes of values that were changed at some of their places: of those by path, and of all others."""

    others: Elsewhere = Elsewhere.ASK
    by_path: Mapping[str, Elsewhere] = field(default_factory=dict)

    def of(self, path: str) -> Elsewhere:
        """Return what becomes of the value, or of a new entry of the list, at a path."""
        return self.by_path.get(path, self.others)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Whose tracked changes count, who wins a conflict, what a change at one of several places is.

    ``skipped`` are the paths of wishes that nothing comes of, and nothing of what can only be made with them.
    ``remarks_at`` is when comments are taken in as remarks (``2026-03-15T10:42:00``); empty where they are not.
    """

    accept: Accept = ACCEPT
    winner: Winner = Winner.NEITHER
    elsewhere: PlaceChoices = field(default_factory=PlaceChoices)
    remarks_at: str = ""
    skipped: frozenset[str] = frozenset()


class WishOutcome(StrEnum):
    """What became of a wish; forms translate it."""

    APPLIED = "applied"
    """It is part of what is written."""
    PRESENT = "present"
    """The content says the same already."""
    DECLINED = "declined"
    """The content says something else, and that was decided for (``--ours``)."""
    CONFLICT = "conflict"
    """The content, or another file, says something else; nothing of that value is written."""
    QUESTION = "question"
    """It stands at several places and was changed at some: everywhere, or a form of its own here?"""
    UNMAPPED = "unmapped"
    """It has no place in the content: text of the templates, a computed value, a picture, a new table."""


class Act(StrEnum):
    """What somebody did; forms translate it."""

    VALUE = "value"
    WORDING = "wording"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    TABLE = "table"
    """A table was altered as a whole: its columns, rows or cells."""
    LOOK = "look"
    """Words stand out otherwise: bold, emphasis, a link, a line through them."""
    KIND = "kind"
    """A paragraph is another kind of one: a heading, of another level, an item, of another list."""


class TableEvent(StrEnum):
    """What happened to a table; forms translate it, with the names of what it happened to."""

    COLUMN_GONE = "column_gone"
    COLUMN_NEW = "column_new"
    COLUMN_EMPTY = "column_empty"
    """A column without a head came."""
    COLUMN_MOVED = "column_moved"
    COLUMNS_EXCHANGED = "columns_exchanged"
    HEAD_RETYPED = "head_retyped"
    HEADS_MOVED = "heads_moved"
    """The head of a column stands over values of another one."""
    HEAD_GONE = "head_gone"
    HEAD_REPEATED = "head_repeated"
    ROW_GONE = "row_gone"
    ROW_EMPTY = "row_empty"
    ROW_MOVED = "row_moved"
    ROWS_EXCHANGED = "rows_exchanged"
    ROWS_REORDERED = "rows_reordered"
    ROW_ELSEWHERE = "row_elsewhere"
    """A row stands in another table."""
    CODE_RETYPED = "code_retyped"
    CODE_TWICE = "code_twice"
    CODE_MOVED = "code_moved"
    """A code stands beside values of another row."""
    CELLS_CHANGED = "cells_changed"
    """Cells of a row were merged, split, added or removed."""
    VALUES_MOVED = "values_moved"
    """Values of a row stand in other cells than they were printed in."""
    VALUE_UNPROVEN = "value_unproven"
    """A value differs, and it is not certain which one it is."""
    TABLE_SPLIT = "table_split"
    TABLE_JOINED = "table_joined"
    TABLE_DISSOLVED = "table_dissolved"
    """It is no table of its own any more: its text stands outside of tables, or in a cell of another one."""
    TABLE_GONE = "table_gone"


@dataclass(frozen=True, slots=True)
class TableChange:
    """One thing that happened to a table, with the names of the columns, rows or tables that it happened to."""

    event: TableEvent
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFile:
    """A content file, or a part of one, as it would have to be written: its path and its text.

    What the Word file does not say is marked with ``…``.
    """

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that an edited file says otherwise than the one it was made as.

    ``path`` is the content path that it is about, None where it has none. ``chapter`` and ``heading`` tell where it
    stands, as printed. ``before`` and ``after`` are the printed text, None where there was or is nothing. ``base``,
    ``theirs`` and ``ours`` are the three texts of the content where they are compared. ``authors`` are those of the
    tracked changes, else who saved the file last; ``file`` is the file's name. ``note`` says why, or what could be
    done, by a key of the labels (``near_entry``), with ``about`` for its blank. ``table`` is what happened to the table
    that the wish is about as a whole; ``contents`` are the texts that stand in a new part, and ``proposal`` is the file
    that would hold it, where that can be known. ``looks`` are the changes in how the text looks, one by one; where it
    says what it said, ``before`` and ``after`` show them.
    """

    act: Act
    outcome: WishOutcome
    path: str | None
    chapter: str
    heading: str
    before: str | None
    after: str | None
    file: str
    authors: tuple[str, ...] = ()
    base: str | None = None
    theirs: str | None = None
    ours: str | None = None
    note: str | None = None
    about: str = ""
    table: tuple[TableChange, ...] = ()
    contents: tuple[str, ...] = ()
    proposal: NewFile | None = None
    looks: tuple[LookChange, ...] = ()

    def leave(self, outcome: WishOutcome, note: str | None = None, about: str = "") -> Wish:
        """The wish with an outcome, and the note that says why."""
        return replace(self, outcome=outcome, note=note, about=about)


@dataclass(frozen=True, slots=True)
class ProposedEdit:
    """An edit of the content that a file was made from, with the wishes that it fulfils.

    ``texts`` are the numbers of the edited texts that ask for it.
    """

    edit: ContentEdit
    wishes: tuple[Wish, ...]
    texts: frozenset[int] = frozenset()

    @property
    def path(self) -> str:
        """The content path of what is set."""
        return f"chapters.{self.edit.chapter}" if isinstance(self.edit, SetLeaves) else self.edit.path

    @property
    def chapter(self) -> str | None:
        """The name of the chapter whose leaves come, go, move or get other marks; None where it changes none."""
        if isinstance(self.edit, SetLeaves):
            return self.edit.chapter
        return self.edit.path.split(".")[1] if isinstance(self.edit, SetMark) else None


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with the content path that it stands on (None where it stands on none) and its place, as printed.

    ``answers`` is the index among the file's remarks of the one that it answers. ``resolved`` says that somebody
    marked it as resolved in Word.
    """

    file: str
    author: str
    date: str
    text: str
    anchor: str
    path: str | None
    chapter: str
    heading: str
    answers: int | None = None
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Pulled:
    """The outcome of a pull.

    ``files`` are the content files that change, by relative path, with their new text, ``None`` for one that goes.
    ``notices`` are what the report says of the files themselves, each a key of the labels with its file: ``recovered``,
    ``without_snapshot``, ``other_templates``.
    """

    wishes: tuple[Wish, ...]
    remarks: tuple[Remark, ...]
    files: Mapping[str, str | None]
    notices: tuple[tuple[str, str], ...] = ()
    new_findings: tuple[Finding, ...] = ()
    gone_findings: tuple[Finding, ...] = ()

    @property
    def open(self) -> tuple[Wish, ...]:
        """The wishes that somebody has to look after."""
        settled = (WishOutcome.APPLIED, WishOutcome.PRESENT, WishOutcome.DECLINED)
        return tuple(wish for wish in self.wishes if wish.outcome not in settled)

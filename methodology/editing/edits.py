"""The changes of content that can be written: by content path, never by line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetText:
    """The single value at ``path`` becomes ``text``, as it would be typed: a number plain, prose with its references.

    A path that is not there yet is made: an entry of a mapping (``O.1.3.endings.operations.pnr``,
    ``O.1.3.wording.sources``, ``operations.new_name``), the mapping itself with it. At a mention (``O.1.3.operations.
    pnr``) the text is the form printed there. ``None`` takes the value away: at a mention the form, elsewhere the key.
    A chapter's leaf is ``chapters.introduction.5``, its text that of the file (:class:`methodology.model.chapter`).
    A blank line in the text of a paragraph, an item or a quote's paragraph makes another one of its kind.
    """

    path: str
    text: str | None
    is_exact: bool = False
    """Whether a chapter's leaf gets the white space of ``text`` too; else its lines stay as the author broke them."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that a list does not have yet: its id or key; ``text`` is its value, or the form of a mention."""

    key: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class SetEntries:
    """The list or mapping at ``path`` holds these entries in this order.

    ``O.1.3.operations``, ``SO1.measures``, ``O.1.1.rationale.milestone.items``, ``SO1.allocation.rows``,
    ``O.1.3.measures``. A string names an entry that is there (its id, code, key, or its number from 1 where it has
    none); entries that are not named are taken out.
    """

    path: str
    entries: tuple[str | NewEntry, ...]


@dataclass(frozen=True, slots=True)
class NewLeaf:
    """A paragraph or item that a chapter does not have yet.

    ``mark`` is empty, ``-``, ``(a)``, ``a)``, ``1.`` or ``##``. Its letter or number is only an example of its kind:
    items are labelled as they will be printed. ``begins`` says whether an item opens a list of its own below one of its
    kind, or goes on that; None leaves it to what is around.
    """

    text: str
    mark: str = ""
    begins: bool | None = None


@dataclass(frozen=True, slots=True)
class SetMark:
    """The leaf at ``path`` (``chapters.introduction.5``) gets a mark; ``begins`` is that of :class:`NewLeaf`."""

    path: str
    mark: str
    begins: bool | None = None


@dataclass(frozen=True, slots=True)
class SetLeaves:
    """The chapter consists of these leaves in this order; a number names one that is there (from 1)."""

    chapter: str
    leaves: tuple[int | NewLeaf, ...]


@dataclass(frozen=True, slots=True)
class SetRows:
    """The table at ``path`` (of a chapter: of its first leaf) has these rows below its head.

    A number names one that is there (from 1); a new one has the source of each cell.
    """

    path: str
    rows: tuple[int | tuple[str, ...], ...]


ContentEdit = SetText | SetEntries | SetLeaves | SetMark | SetRows

"""Paragraphs, items and table rows of chapters put in, taken out and moved at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from methodology.desk.asked import BadRequestError, Data, text_of, texts_of_list
from methodology.desk.draft import ConflictError, source_at
from methodology.desk.entry_lists import make_key
from methodology.desk.labels import label_of
from methodology.desk.planned import FormContext, Planned, RefusedError
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, NewLeaf, SetLeaves, SetRows, SetText
from methodology.messages import translate
from methodology.model.chapter import Chapter, ChapterTable, LeafKind
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.footnotes import footnote_name
from methodology.model.programme import Programme

_NOTED = frozenset({LeafKind.PARAGRAPH, LeafKind.ITEM})
"""What a footnote can be written to."""
FOOTNOTE_PLACE = "[^]"
"""Where in its text the mark of a new footnote comes; no footnote can be called so."""
_MOVED = frozenset({LeafKind.PARAGRAPH, LeafKind.ITEM, LeafKind.QUOTE})
"""What is put in, taken out and moved by itself."""


class LeafAction(StrEnum):
    """What is done with a leaf of a chapter or with the row that a cell is of."""

    ADD = "add"
    REMOVE = "remove"
    UP = "up"
    DOWN = "down"
    ADD_ROW = "add_row"
    REMOVE_ROW = "remove_row"
    ADD_FOOTNOTE = "add_footnote"


@dataclass(frozen=True, slots=True)
class LeafForm:
    """A leaf of a chapter, what can be done with it, and of a cell what the columns of a new row are called."""

    path: str
    name: str
    seen: str
    actions: tuple[LeafAction, ...]
    columns: tuple[str, ...]


def make_form(context: FormContext, query: Mapping[str, str]) -> LeafForm | None:
    """Return what can be done with a leaf; None where the path is of none."""
    path = text_of(query, "path")
    seen = source_at(context.programme, path) if path.startswith("chapters.") else None
    if seen is None:
        return None
    chapter, number = _leaf_of(context.programme, path)
    table = _table_of(chapter, number)
    columns = tuple(chapter.leaves[cell - 1].text for cell in next(table.rows)) if table else ()
    return LeafForm(path, context.names.path(path), seen, tuple(_actions(chapter, number)), columns)


def read_form(_context: FormContext, data: Data) -> Planned:
    """Return the edit that an action comes to."""
    path, seen = text_of(data, "path"), text_of(data, "seen")
    if text_of(data, "action") not in tuple(LeafAction) or not path.startswith("chapters."):
        raise BadRequestError
    action = LeafAction(data["action"])
    texts = texts_of_list(data, "texts")
    if action is LeafAction.ADD and not any(text.strip() for text in texts):
        raise RefusedError(translate("write the new paragraph"))
    if action is LeafAction.ADD_FOOTNOTE and (len(texts) != 2 or FOOTNOTE_PLACE not in texts[0]):  # noqa: PLR2004 (the text, and its note)
        raise BadRequestError
    if action is LeafAction.ADD_FOOTNOTE and not texts[1].strip():
        raise RefusedError(translate("write the footnote"))

    def plan(programme: Programme) -> Mapping[str, str | None]:
        if source_at(programme, path) != seen:
            raise ConflictError(source_at(programme, path))
        chapter, number = _leaf_of(programme, path)
        if action not in tuple(_actions(chapter, number)):
            raise RefusedError(translate("this is not possible here"))
        if action is LeafAction.ADD_FOOTNOTE:
            return _add_footnote(programme, chapter, path, texts)
        return apply_edits(programme, [_edit(chapter, number, action, texts)])

    return Planned(label_of(path), plan)


def _leaf_of(programme: Programme, path: str) -> tuple[Chapter, int]:
    _, name, number = path.split(".")
    return programme.chapters[name], int(number)


def _actions(chapter: Chapter, number: int) -> Sequence[LeafAction]:
    """What can be done with a leaf."""
    kind, table = chapter.leaves[number - 1].kind, _table_of(chapter, number)
    if table is not None:
        rows = list(table.rows)
        if number in rows[0]:
            return (LeafAction.ADD_ROW,)
        is_last = len(rows) == 2  # noqa: PLR2004 (the head, and a row)
        return (LeafAction.ADD_ROW,) if is_last else (LeafAction.ADD_ROW, LeafAction.REMOVE_ROW)
    if kind is LeafKind.HEADING:
        return (LeafAction.ADD,)
    if kind not in _MOVED:
        return ()
    moves = {LeafAction.UP: _neighbour(chapter, number, -1), LeafAction.DOWN: _neighbour(chapter, number, 1)}
    notes = (LeafAction.ADD_FOOTNOTE,) if kind in _NOTED else ()
    return (LeafAction.ADD, *notes, LeafAction.REMOVE, *(action for action, there in moves.items() if there))


def _neighbour(chapter: Chapter, number: int, step: int) -> int | None:
    """The leaf that one changes places with: the next one that way, where it is moved by itself, too."""
    there = number + step
    is_leaf = 1 <= there <= len(chapter.leaves) and chapter.leaves[there - 1].kind in _MOVED
    return there if is_leaf else None


def _table_of(chapter: Chapter, number: int) -> ChapterTable | None:
    """The table that a leaf is a cell of."""
    if chapter.leaves[number - 1].kind is not LeafKind.CELL:
        return None
    return next((table for table in chapter.tables if table.first <= number < table.end), None)


def _edit(chapter: Chapter, number: int, action: LeafAction, texts: Sequence[str]) -> ContentEdit:
    if action in {LeafAction.ADD_ROW, LeafAction.REMOVE_ROW}:
        return _edit_of_rows(chapter, number, action, texts)
    leaves: list[int | NewLeaf] = list(range(1, len(chapter.leaves) + 1))
    if action is LeafAction.ADD:
        leaf = chapter.leaves[number - 1]
        mark = "" if leaf.kind is LeafKind.HEADING else leaf.mark
        leaves[number:number] = [NewLeaf(text.strip(), mark) for text in texts if text.strip()]
    elif action is LeafAction.REMOVE:
        leaves.remove(number)
    else:
        other = _neighbour(chapter, number, -1 if action is LeafAction.UP else 1) or number
        leaves[number - 1], leaves[other - 1] = leaves[other - 1], leaves[number - 1]
    return SetLeaves(chapter.name, tuple(leaves))


def _add_footnote(programme: Programme, chapter: Chapter, path: str, texts: Sequence[str]) -> Mapping[str, str | None]:
    """The chapter with the mark of a new footnote in a leaf's text, and the footnote's text in a line at its end."""
    text, note = texts[0], " ".join(texts[1].split())
    taken = (footnote_name(leaf.mark) or "" for leaf in chapter.leaves if leaf.kind is LeafKind.FOOTNOTE)
    name = make_key(note, taken)
    files = apply_edits(programme, [SetText(path, text.replace(FOOTNOTE_PLACE, f"[^{name}]"))])
    mark = f"[^{name}]:"
    line = f"{mark} {undo_line_marks(note, mark)}\n"
    return {file: f"{said.rstrip()}\n\n{line}" if said else said for file, said in files.items()}


def _edit_of_rows(chapter: Chapter, number: int, action: LeafAction, texts: Sequence[str]) -> ContentEdit:
    """The rows of the table, with one more after that of the cell or without that; they count from 1 below the head."""
    table = _table_of(chapter, number)
    if table is None:
        raise BadRequestError
    cells = list(table.rows)
    at = next(index for index, row in enumerate(cells) if number in row)
    rows: list[int | tuple[str, ...]] = list(range(1, len(cells)))
    if action is LeafAction.REMOVE_ROW:
        rows.remove(at)
    elif len(texts) != len(cells[0]):
        raise BadRequestError
    else:
        rows.insert(at, tuple(text.strip() for text in texts))
    return SetRows(f"chapters.{chapter.name}.{table.first}", tuple(rows))

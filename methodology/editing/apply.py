"""Edits by content path as new texts of content files."""

from __future__ import annotations

import itertools
import re
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import assert_never

import yaml

from methodology.editing.chapter_rows import set_rows
from methodology.editing.chapter_texts import set_leaf_texts, set_leaves
from methodology.editing.csv_cells import cell_of, set_cells, set_csv_rows
from methodology.editing.edits import ContentEdit, NewEntry, NewLeaf, SetEntries, SetLeaves, SetMark, SetRows, SetText
from methodology.editing.nodes import parse_nodes, path_of_nodes
from methodology.editing.spots import Spot, Spots, no_place
from methodology.editing.yaml_entries import Fresh, insert_value, remove_value, reorder, set_form
from methodology.editing.yaml_scalars import scalar_at, set_texts
from methodology.messages import translate
from methodology.model.chapter import Chapter, LeafKind
from methodology.model.data_table import TABLES, DataTable
from methodology.model.paths import REGISTRIES
from methodology.model.phrases import Mention
from methodology.model.programme import Programme

_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_PARTED = frozenset({LeafKind.PARAGRAPH, LeafKind.ITEM, LeafKind.QUOTE})
"""What a blank line makes two of; a heading, a cell, a caption or a note is one, whatever lines it is typed in."""

ChapterEdit = SetText | SetLeaves | SetMark | SetRows


@dataclass(frozen=True, slots=True)
class _EditsByFile:
    """Edits of YAML files, each with its place, and of chapters by their names."""

    texts: defaultdict[str, list[tuple[Spot, SetText]]]
    entries: defaultdict[str, list[tuple[Spot, SetEntries]]]
    chapters: defaultdict[str, list[ChapterEdit]]
    tables: defaultdict[str, list[SetText | SetRows]]
    """Edits of cells and rows of tables of data, by the tables' names."""


def apply_edits(programme: Programme, edits: Sequence[ContentEdit]) -> dict[str, str]:
    """Return the content files that change, by their paths below the content folder, with their new texts.

    Texts are set first, entries and leaves after them, so that both may be about the same list. Raises
    :class:`methodology.diagnostics.ContentError` where an edit has no place in the content.
    """
    sorted_edits = _sort_edits(programme, edits)
    files = dict(programme.files)
    for file, of_texts in sorted_edits.texts.items():
        files[file] = _set_texts(programme, files.get(file, ""), of_texts)
    habits = "".join(programme.files.values()) if sorted_edits.entries else ""
    for file, of_entries in sorted_edits.entries.items():
        for spot, edit in sorted(of_entries, key=lambda entry: -len(entry[0].place)):  # what is inside first
            files[file] = _write(programme, edit.path, lambda: _set_entries(files.get(file, ""), spot, edit, habits))  # noqa: B023
    for name, of_chapter in sorted_edits.chapters.items():
        if name not in programme.chapters:
            raise no_place(programme, f"chapters.{name}")
        files[f"chapters/{name}.md"] = _chapter_text(programme, programme.chapters[name], of_chapter)
    for name, of_table in sorted_edits.tables.items():
        table = programme.tables[name]
        files[table.file] = _table_text(programme, table, of_table)
    return {file: text for file, text in files.items() if text != programme.files.get(file)}


def _is_of_table(programme: Programme, edit: SetText | SetRows) -> bool:
    if isinstance(edit, SetRows):
        return edit.path.partition(".")[2] in programme.tables and edit.path.startswith(f"{TABLES}.")
    return cell_of(edit.path, programme.tables) is not None


def _table_text(programme: Programme, table: DataTable, edits: Sequence[SetText | SetRows]) -> str:
    """The file of a table of data with other cells, then with other rows."""
    cells = {}
    for edit in edits:
        found = cell_of(edit.path, programme.tables)
        if found is not None and isinstance(edit, SetText):
            cells[found[1], found[2]] = edit.text
    try:
        text = set_cells(programme.files[table.file], cells)
        for edit in edits:
            text = set_csv_rows(text, table, edit.rows) if isinstance(edit, SetRows) else text
    except ValueError as error:
        raise no_place(
            programme, table.path, translate("the table '{path}' cannot be written so", path=table.path)
        ) from error
    return text


def _sort_edits(programme: Programme, edits: Sequence[ContentEdit]) -> _EditsByFile:
    spots = Spots(programme)
    by_file = _EditsByFile(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for edit in edits:
        match edit:
            case SetLeaves():
                by_file.chapters[edit.chapter].append(edit)
            case SetText() | SetRows() if _is_of_table(programme, edit):
                by_file.tables[edit.path.split(".")[1]].append(edit)
            case SetMark() | SetRows():
                by_file.chapters[edit.path.split(".")[1]].append(edit)
            case SetText() if edit.path.startswith("chapters."):
                by_file.chapters[edit.path.split(".")[1]].append(edit)
            case SetText():
                spot = spots.of(edit.path)
                by_file.texts[spot.file].append((spot, edit))
            case SetEntries():
                spot = spots.of(edit.path)
                by_file.entries[spot.file].append((spot, edit))
            case _:
                assert_never(edit)
    return by_file


def _chapter_text(programme: Programme, chapter: Chapter, edits: Sequence[ChapterEdit]) -> str:
    numbered = [(_leaf_number(programme, chapter, edit), edit) for edit in edits]
    texts = {number: _leaf_text(chapter, number, edit) for number, edit in numbered if isinstance(edit, SetText)}
    marks = {number: edit for number, edit in numbered if isinstance(edit, SetMark)}
    rows = {number: edit for number, edit in numbered if isinstance(edit, SetRows)}
    exact = _exact_leaves(numbered)
    texts, more = _part_leaves(chapter, texts, exact)
    kept = _with_more(_kept_leaves(chapter, edits, texts), more)
    try:
        text = set_leaf_texts(chapter, {number: text for number, text in texts.items() if text is not None}, exact)
        if kept != _all_leaves(chapter) or marks:
            text = set_leaves(Chapter(chapter.name, text, chapter.file), kept, marks)
        return _set_rows(chapter, Chapter(chapter.name, text, chapter.file), kept, rows)
    except ValueError as error:
        message = translate("the leaves of the chapter '{name}' cannot be written so", name=chapter.name)
        raise no_place(programme, f"chapters.{chapter.name}", message) from error


def _exact_leaves(numbered: Iterable[tuple[int, ChapterEdit]]) -> set[int]:
    return {number for number, edit in numbered if isinstance(edit, SetText) and edit.is_exact}


def _part_leaves(
    chapter: Chapter, texts: Mapping[int, str | None], exact: Collection[int]
) -> tuple[dict[int, str | None], dict[int, tuple[NewLeaf, ...]]]:
    """The texts up to their first blank line, and by leaf the new ones that begin behind one, of the same kind."""
    first, more = dict(texts), {}
    for number, text in texts.items():
        leaf = chapter.leaves[number - 1]
        parts = [part for part in _BLANK_LINE.split((text or "").strip()) if part]
        if len(parts) > 1 and leaf.kind in _PARTED and number not in exact:
            first[number], *others = parts
            more[number] = tuple(NewLeaf(part, leaf.mark) for part in others)
    return first, more


def _with_more(leaves: Iterable[int | NewLeaf], more: Mapping[int, tuple[NewLeaf, ...]]) -> tuple[int | NewLeaf, ...]:
    """The leaves, those behind a blank line of one after it."""
    return tuple(
        itertools.chain.from_iterable((leaf, *(more.get(leaf, ()) if isinstance(leaf, int) else ())) for leaf in leaves)
    )


def _all_leaves(chapter: Chapter) -> tuple[int | NewLeaf, ...]:
    return tuple(range(1, len(chapter.leaves) + 1))


def _kept_leaves(
    chapter: Chapter, edits: Sequence[ChapterEdit], texts: Mapping[int, str | None]
) -> tuple[int | NewLeaf, ...]:
    """The leaves that the chapter is to have, without those that have no text any more."""
    leaves = next((edit.leaves for edit in reversed(edits) if isinstance(edit, SetLeaves)), _all_leaves(chapter))
    removed = {number for number, text in texts.items() if text is None}
    return tuple(leaf for leaf in leaves if leaf not in removed)


def _leaf_number(programme: Programme, chapter: Chapter, edit: ChapterEdit) -> int:
    """The number of the leaf that an edit is of; 0 where it is of all."""
    if isinstance(edit, SetLeaves):
        return 0
    number = edit.path.split(".", 2)[-1]
    if not number.isdecimal() or not 1 <= int(number) <= len(chapter.leaves):
        raise no_place(programme, edit.path)
    return int(number)


def _leaf_text(chapter: Chapter, number: int, edit: SetText) -> str | None:
    """The text of a leaf; None where it goes, which a cell never does: it is empty."""
    return edit.text or "" if chapter.leaves[number - 1].kind is LeafKind.CELL else edit.text


def _set_rows(there: Chapter, chapter: Chapter, kept: Sequence[int | NewLeaf], rows: Mapping[int, SetRows]) -> str:
    """The chapter with other rows in its tables; ``kept`` tells which tables they are of those that were there."""
    firsts = {table.first for table in there.tables}
    tables = [leaf for leaf in kept if leaf in firsts]
    if len(tables) != len(chapter.tables) or not rows.keys() <= set(tables):
        raise ValueError(*rows)
    for first, table in reversed(list(zip(tables, chapter.tables, strict=True))):
        if isinstance(first, int) and first in rows:
            chapter = Chapter(chapter.name, set_rows(chapter, table, rows[first].rows), chapter.file)
    return chapter.text


def _write(programme: Programme, path: str, write: Callable[[], str]) -> str:
    """A file's new text; what cannot be written, and what would be no YAML, is an error at the path."""
    try:
        text = write()
    except ValueError as error:
        raise no_place(programme, path, translate("'{path}' cannot be written as it stands", path=path)) from error
    if parse_nodes(text) is None:
        raise no_place(programme, path, translate("'{path}' cannot be written as it stands", path=path))
    return text


def _set_texts(programme: Programme, source: str, wanted: list[tuple[Spot, SetText]]) -> str:
    root = parse_nodes(source)
    there = {
        spot.place: edit.text
        for spot, edit in wanted
        if edit.text is not None and not _is_bare_mention(spot) and scalar_at(root, spot.place) is not None
    }
    text = _write(programme, wanted[0][1].path, lambda: set_texts(source, root, there)) if there else source
    # from the back, so that the numbers of a list's entries stay right
    for spot, edit in reversed(wanted):
        if spot.place not in there:
            text = _write(programme, edit.path, lambda: _set_text(text, spot, edit.text))  # noqa: B023
    return text


def _is_bare_mention(spot: Spot) -> bool:
    mention = spot.holders[-1]
    return isinstance(mention, Mention) and mention.text is None


def _set_text(source: str, spot: Spot, text: str | None) -> str:
    if isinstance(spot.holders[-1], Mention):
        return set_form(source, spot.place, text)
    if text is not None:
        return insert_value(source, spot, text)
    there = len(list(path_of_nodes(parse_nodes(source), spot.place))) == len(spot.place) + 1
    return remove_value(source, spot) if there else source


def _set_entries(source: str, spot: Spot, edit: SetEntries, habits: str) -> str:
    """The file's text with other entries; ``habits`` show whether authors leave the brackets of an empty list."""
    nodes = list(path_of_nodes(parse_nodes(source), spot.place))
    node = nodes[-1] if len(nodes) == len(spot.place) + 1 else None
    if not isinstance(node, yaml.CollectionNode) or not node.value:
        return _set_first_entries(source, spot, edit, node)
    is_bracketed = node.flow_style and f" {spot.place[-1]}: []" in habits
    if not edit.entries and not is_bracketed and not spot.is_required(len(spot.place) - 1):
        return remove_value(source, spot)
    names = [_name(entry, number) for number, entry in enumerate(node.value, start=1)]
    order = [
        _fresh(spot, entry, node) if isinstance(entry, NewEntry) else _number(names, entry) for entry in edit.entries
    ]
    return reorder(source, spot.place, order)


def _set_first_entries(source: str, spot: Spot, edit: SetEntries, node: yaml.Node | None) -> str:
    """The file's text with entries where there is none; ``node`` is the empty collection, if there is one."""
    entries = [_fresh(spot, entry, node) for entry in edit.entries if isinstance(entry, NewEntry)]
    if len(entries) != len(edit.entries):
        raise ValueError(edit.path)
    if not entries:
        return source
    if isinstance(node, yaml.CollectionNode) and node.flow_style and not _is_block(spot):
        return reorder(source, spot.place, entries)
    return insert_value(source, spot, entries, in_flow=not _is_block(spot))


def _is_block(spot: Spot) -> bool:
    """Whether a new list at a spot stands line by line: mentions and rows, not codes."""
    return spot.place[-1] in REGISTRIES or spot.place[-1] == "rows"


def _number(names: list[str], name: str) -> int:
    """The index of the entry that is called so, or has this number."""
    if name in names:
        return names.index(name)
    if name.isdecimal() and 1 <= int(name) <= len(names):
        return int(name) - 1
    raise ValueError(name)


def _name(entry: yaml.Node | tuple[yaml.ScalarNode, yaml.Node], number: int) -> str:
    """What an entry is called: by its key, its id or code, its only key, or what it says itself."""
    if isinstance(entry, tuple):
        return str(entry[0].value)
    if isinstance(entry, yaml.MappingNode):
        keys = {key.value: value.value for key, value in entry.value}
        identity = keys.get("id", keys.get("code"))
        return str(identity if identity is not None else next(iter(keys), number))
    return str(entry.value)


def _fresh(spot: Spot, entry: NewEntry, node: yaml.Node | None) -> Fresh:
    if spot.place[-1] == "rows":
        return {"code": entry.key} | ({"share": entry.text} if entry.text is not None else {})
    is_mapping = isinstance(node, yaml.MappingNode) or isinstance(spot.holders[-1], dict)
    if is_mapping or spot.place[-1] in REGISTRIES:
        if entry.text is None:
            if is_mapping:
                raise ValueError(entry.key)
            return entry.key
        return entry.key, entry.text
    return entry.text if entry.text is not None else entry.key


def encode_as_before(old: bytes | None, text: str) -> bytes:
    """Encode ``text``, whose lines end in a line feed alone, with the byte order mark and line ends of the old file.

    Reading takes both away. In a file with line ends of both kinds, a line that stays keeps its own, and a new one has
    that of most lines.
    """
    if old is None:
        return text.encode()
    start = BOM_UTF8 if old.startswith(BOM_UTF8) else b""
    windows, all_ends = old.count(b"\r\n"), old.count(b"\n")
    if windows == 0:
        return start + text.encode()
    if windows == all_ends:
        return start + text.encode().replace(b"\n", b"\r\n")
    return start + _mix_ends(
        old.removeprefix(BOM_UTF8), text.encode(), most=b"\r\n" if windows * 2 > all_ends else b"\n"
    )


def _mix_ends(old: bytes, new: bytes, most: bytes) -> bytes:
    """Lines that are in both in order keep their ends."""
    before = old.replace(b"\r\n", b"\n").split(b"\n")
    ends = [b"\r\n" if line.endswith(b"\r") else b"\n" for line in old.split(b"\n")]
    after = new.split(b"\n")
    kept = [most] * len(after)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        kept[block.b : block.b + block.size] = ends[block.a : block.a + block.size]
    return b"".join(itertools.chain.from_iterable(zip(after, [*kept[:-1], b""], strict=True)))

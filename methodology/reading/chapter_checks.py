"""What can be wrong with a prose chapter as it stands: its references, and lists that would not print as lists."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Collection, Iterator, Mapping

from methodology.diagnostics import Diagnostic, Location, nearest, quote
from methodology.messages import declare_message, translate, translate_count
from methodology.model.chapter import LIST_LABELS, Chapter, ChapterLeaf, LeafKind, counted_kind, depth_of
from methodology.model.chapter_forms import ESCAPED, MarkdownForm, find_forms
from methodology.model.chapter_marks import undo_line_mark
from methodology.model.chapter_pictures import ALTERNATIVE
from methodology.model.data_table import PLACED, TABLES
from methodology.model.document import ListFormat
from methodology.model.indicator import Indicator
from methodology.model.objective import ObjectiveFacts
from methodology.model.paths import has_root, root_of
from methodology.model.programme import Value
from methodology.model.prose import ProseError, Reference, parse_prose
from methodology.model.scalars import LONGEST_TEXT

Values = Mapping[str, Value]

_ITEM = re.compile(rf"[ \t]*(?:[-*+]|{LIST_LABELS['parentheses']}|{LIST_LABELS['letter']})[ \t]+\S")
_NUMBERED_ITEM = re.compile(rf"[ \t]*{LIST_LABELS['number']}[ \t]+\S")
"""A sentence may begin with an ordinal (2. člen), so such a line is an item only after a colon or a semicolon."""

_KEY = re.compile(r"[a-z_]{2,}[a-z0-9_]*")
_CODE = 4
"""So many blanks before a text make it code in Markdown."""
_SHOWN = 20
"""As much of a text as tells what it begins with."""
_TABLE = re.compile(rf"{TABLES}\.[a-z][a-z0-9_]*")
MOST_LEAVES = 10_000
MOST_COLUMNS = 20
ROW_HINT = declare_message("begin and end each row with |; a bar that is meant is written \\|")
MOST_BRACKETS = 200
"""Of one heading, paragraph or item. Markdown looks at each bracket for its end, to the end of the text."""


def check_references(chapter: Chapter, values: Values, lost: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Braces that make no sense, and references to what is neither there nor in one of the files that are ``lost``."""
    tables: Collection[str] | None = None  # found where a chapter places one: most place none
    for leaf in chapter.leaves:
        if not leaf.mark and leaf.text.startswith(ALTERNATIVE):
            continue  # a picture that lacks a part: its braces are those of its size
        try:
            parts = parse_prose(leaf.text)
        except ProseError as error:
            hint = translate(
                "a value is printed by its path, {{O.1.1.target}}; a literal brace is doubled, {{{{ or }}}}"
            )
            yield Diagnostic("prose-syntax", str(error), chapter.location_at(leaf.at(error.offset)), hint)
            return
        for part in parts:
            if isinstance(part, Reference) and _TABLE.fullmatch(part.path):
                tables = _tables_of(values) if tables is None else tables
                yield from _check_placed(chapter, leaf, part, tables, lost)
            elif isinstance(part, Reference) and is_unknown(part.path, values, lost):
                yield unknown_reference(part.path, values, chapter.location_at(leaf.at(part.offset)))


def _tables_of(values: Values) -> set[str]:
    return {".".join(path.split(".", 2)[:2]) for path in values if path.startswith(f"{TABLES}.")}


def _check_placed(
    chapter: Chapter, leaf: ChapterLeaf, part: Reference, tables: Collection[str], lost: Collection[str]
) -> Iterator[Diagnostic]:
    """A table of data: it is among the ``tables``, and stands in a paragraph of its own."""
    location = chapter.location_at(leaf.offset + part.offset)
    if not has_root(part.path, lost) and part.path not in tables:
        message = translate("nothing in the content is called '{path}'", path=part.path)
        hint = nearest(part.path, tables) or translate(
            "a table is a file {tables}/NAME.csv, described in {tables}.yaml", tables=TABLES
        )
        yield Diagnostic("unknown-reference", message, location, hint)
    elif leaf.kind is not LeafKind.PARAGRAPH or PLACED.fullmatch(leaf.text) is None:
        hint = translate("write {{{path}}} alone in a paragraph", path=part.path)
        yield Diagnostic(
            "wrong-table", translate("the table '{path}' stands within a text", path=part.path), location, hint
        )


def check_forms(chapter: Chapter) -> Iterator[Diagnostic]:
    """Forms of Markdown that a chapter cannot hold, each kind once in a text."""
    for leaf in chapter.leaves:
        if len(leaf.text) > LONGEST_TEXT or leaf.text.count("[") > MOST_BRACKETS:
            continue  # check_size says so
        if not leaf.mark and leaf.text.startswith(ALTERNATIVE):
            continue  # what it lacks as a picture is said there
        if leaf.mark.startswith("#") and chapter.text[leaf.offset - 1] == "#" and leaf.text[:1] != "#":
            hint = translate("put a blank after it; if the sign is meant, write \\#")
            message = translate("a chapter cannot hold a heading without a blank after #")
            yield Diagnostic("unsupported-form", message, chapter.location_at(leaf.offset - 1), hint)
        seen: set[str] = set()
        for form in find_forms(leaf.text, leaf.mark):
            if form.name not in seen:
                seen.add(form.name)
                yield _unsupported(chapter, form, leaf)
    yield from _check_indents(chapter)


def _unsupported(chapter: Chapter, form: MarkdownForm, leaf: ChapterLeaf) -> Diagnostic:
    sign = leaf.text[form.start]
    hint = (
        translate("{hint}; if the sign is meant, write \\{sign}", hint=form.hint, sign=sign)
        if form.has_signs and sign in ESCAPED
        else form.hint
    )
    location = chapter.location_at(leaf.at(form.start + (sign == "\n")))
    return Diagnostic("unsupported-form", translate("a chapter cannot hold {name}", name=form.name), location, hint)


def check_tables(chapter: Chapter) -> Iterator[Diagnostic]:
    """Rows that have not the columns of their table, and tables that say nothing."""
    for table in chapter.tables:
        columns = len(table.lines.alignments)
        head = chapter.location_at(table.starts[table.lines.rows[0][0]])
        if len(table.lines.rows) == 1:
            yield Diagnostic(
                "wrong-table",
                translate("the table has no row below its head"),
                head,
                translate("write it, or delete the table"),
            )
        if columns > MOST_COLUMNS:
            message = translate(
                "the table has {columns} columns, more than {most_columns}", columns=columns, most_columns=MOST_COLUMNS
            )
            yield Diagnostic("too-large", message, head, translate("make two of it"))
        for line, cells in table.lines.rows:
            place = chapter.location_at(table.starts[line])
            if line in table.lines.faulty:
                message = translate("this line of the table is no row: it does not begin and end with |")
                yield Diagnostic(
                    "wrong-table",
                    message,
                    place,
                    translate("{row_hint}; a caption stands above its table", row_hint=translate(ROW_HINT)),
                )
            elif all(start == end for start, end in cells):
                yield Diagnostic(
                    "wrong-table", translate("the row is empty"), place, translate("write it, or delete it")
                )
            elif len(cells) != columns:
                message = translate_count(
                    "the row has {count} cell, the table {columns} columns",
                    "the row has {count} cells, the table {columns} columns",
                    len(cells),
                    columns=columns,
                )
                yield Diagnostic("wrong-table", message, place, translate(ROW_HINT))


def _check_indents(chapter: Chapter) -> Iterator[Diagnostic]:
    """Items that stand a little further in than those above them, other texts that do, or stand as far in as code."""
    margin: int | None = None
    above: ChapterLeaf | None = None
    for leaf in chapter.leaves:
        line = chapter.text[chapter.text.rfind("\n", 0, leaf.offset) + 1 : leaf.offset] + leaf.text[:_SHOWN]
        indent = len(line.expandtabs(_CODE)) - len(line.expandtabs(_CODE).lstrip(" "))
        depth = depth_of(leaf.mark)
        fault: tuple[str, str] | None = None
        if leaf.kind is LeafKind.ITEM:
            if above is not None and above.kind is LeafKind.ITEM and indent - (margin or 0) > _CODE * depth:
                fault = (
                    translate("an inner list that begins so"),
                    translate("begin its items with four blanks more than the item above"),
                )
            margin = indent if above is None or above.kind is not LeafKind.ITEM else margin
        elif margin is not None and indent > margin:
            is_item = _ITEM.match(line) is not None
            fault = (
                (translate("an inner list below a blank line"), translate("delete the blank line above it"))
                if is_item
                else (
                    translate("a paragraph within an item"),
                    translate("begin the line where the items above begin, or break the line with \\"),
                )
            )
        elif indent >= _CODE:
            fault = translate("an indented block of code"), translate("delete the blanks at the start of the line")
        else:
            margin = None
        if fault is not None:
            yield Diagnostic(
                "unsupported-form",
                translate("a chapter cannot hold {fault}", fault=fault[0]),
                chapter.location_at(leaf.offset),
                fault[1],
            )
        above = leaf


def check_size(chapter: Chapter) -> Iterator[Diagnostic]:
    """What would take Markdown too long."""
    hint = translate("is it the file that was meant?")
    if len(chapter.leaves) > MOST_LEAVES:
        message = translate(
            "the chapter has more than {most_leaves} headings, paragraphs and items", most_leaves=MOST_LEAVES
        )
        yield Diagnostic("too-large", message, chapter.location(MOST_LEAVES + 1), hint)
    for leaf in chapter.leaves:
        if len(leaf.text) > LONGEST_TEXT or leaf.text.count("[") > MOST_BRACKETS:
            message = translate(
                "the text has more than {longest_text} characters or {most_brackets} brackets",
                longest_text=LONGEST_TEXT,
                most_brackets=MOST_BRACKETS,
            )
            yield Diagnostic("too-large", message, chapter.location_at(leaf.offset), hint)


def check_lists(chapter: Chapter) -> Iterator[Diagnostic]:
    """Items that are labelled otherwise than they will be printed, and items that would run into the text before."""
    yield from _check_labels(chapter)
    for leaf in chapter.leaves:
        lines = leaf.text.split("\n")
        start = len(lines[0]) + 1
        for before, line in itertools.pairwise(lines):
            after_colon = before.rstrip().endswith((":", ";"))
            if _ITEM.match(line) or (after_colon and _NUMBERED_ITEM.match(line)):
                yield _lost_item(chapter, leaf, line, start)
                break
            start += len(line) + 1


def _lost_item(chapter: Chapter, leaf: ChapterLeaf, line: str, start: int) -> Diagnostic:
    location = chapter.location_at(leaf.at(start + len(line) - len(line.lstrip())))
    if leaf.kind is LeafKind.ITEM:
        message = translate("an item of another list, which would be printed within the item above")
        hint = translate(
            "label it as the other items, or end the list with a blank line; "
            "an inner list begins with four blanks more, three levels at most; {line}",
            line=_as_text(line),
        )
        return Diagnostic("lost-item", message, location, hint)
    message = translate("an item right below a text would be printed within the text")
    hint = (
        translate("write a line with > alone before it")
        if leaf.kind is LeafKind.QUOTE
        else translate("write a blank line before the list")
    )
    return Diagnostic("lost-item", message, location, f"{hint}; {_as_text(line)}")


def _as_text(line: str) -> str:
    """The hint how a line is written that only looks like an item."""
    return translate("if it is no item, write {line}", line=quote(undo_line_mark(line.strip()) or line))


def _check_labels(chapter: Chapter) -> Iterator[Diagnostic]:
    """Items are labelled as they will be printed."""
    for leaf, label in printed_labels(chapter):
        mark = leaf.mark.strip()
        if mark != label:
            message = translate(
                "the item is labelled '{mark}', it would be printed as '{label}'", mark=mark, label=label
            )
            line = chapter.text[: leaf.offset].rpartition("\n")[2] + leaf.text.partition("\n")[0]
            hint = translate(
                "label the items one after the other, with a blank line before a new list; {line}", line=_as_text(line)
            )
            yield Diagnostic("wrong-label", message, chapter.location_at(leaf.offset - len(mark) - 1), hint)


def printed_labels(chapter: Chapter) -> Iterator[tuple[ChapterLeaf, str]]:
    """The items of counted lists with the labels that they will be printed with.

    A list counts its items itself, from one blank line to the next; an inner one from the item that it stands in.
    """
    counts: list[int] = []
    end = 0
    for leaf in chapter.leaves:
        kind, depth = counted_kind(leaf.mark), depth_of(leaf.mark)
        list_format = ListFormat[kind.upper()] if kind else None
        if leaf.kind is not LeafKind.ITEM or "\n\n" in chapter.text[end : leaf.offset]:
            counts.clear()
        counts[depth + 1 :] = []
        counts += [0] * (depth + 1 - len(counts))
        counts[depth] += 1
        if list_format and counts[depth] <= len(string.ascii_lowercase):
            yield leaf, list_format.label(counts[depth])
        end = leaf.end


def is_unknown(path: str, values: Values, lost: Collection[str]) -> bool:
    """Whether nothing is called so, neither among the values nor in a file whose root is ``lost``."""
    return path not in values and not has_root(path, lost)


def unknown_reference(path: str, values: Values, location: Location) -> Diagnostic:
    """A reference to a value that is not there; of an indicator that is not there no other is proposed."""
    message = translate("nothing in the content is called '{path}'", path=path)
    owners = Indicator, ObjectiveFacts
    codes = {
        known.removesuffix(".id")
        for known, value in values.items()
        if value.field == "id" and isinstance(value.owner, owners)
    }
    code, missing = root_of(path, codes), _code_in(path)
    near = (known for known in values if root_of(known, codes) == code)
    hint = nearest(path, near) if code or not missing else missing_indicator(missing)
    return Diagnostic("unknown-reference", message, location, hint)


def _code_in(path: str) -> str:
    """What would be an indicator's code in a path: what stands before its keys, where that has a digit."""
    steps = path.split(".")
    while steps and _KEY.fullmatch(steps[-1]):
        steps.pop()
    code = ".".join(steps)
    return code if any(map(str.isdecimal, code)) else ""


def missing_indicator(code: str) -> str:
    """A hint for a place that names an indicator of which no file is there."""
    return translate(
        "no file of {code} is there: put it back, or take {code} out here too, and wherever else it is named", code=code
    )

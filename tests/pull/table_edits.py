"""What people do to the tables of a built Word file, in its XML: each function returns an edit of the main part.

A table is named by a text in it (the first that says so somewhere) or by its number, rows and columns count from 0, the
head first. ``tracked`` does the same with tracking on: what goes is marked, what comes stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

from tests.pull.edits import Edit, W, properties_of, said, without_names

TableName = int | str
TableEdit = Callable[[etree._Element], None]
"""An edit of one ``w:tbl``."""

AUTHOR = {f"{W}id": "78", f"{W}author": "Ana", f"{W}date": "2026-11-01T00:00:00Z"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def tables_of(root: etree._Element) -> list[etree._Element]:
    """The tables of the body that stand in no other one."""
    return [table for table in root.iter(f"{W}tbl") if next(table.iterancestors(f"{W}tbl"), None) is None]


def table_of(root: etree._Element, table: TableName) -> etree._Element:
    """The table of a number, or the first that says so somewhere."""
    tables = tables_of(root)
    return tables[table] if isinstance(table, int) else next(one for one in tables if table in said(one))


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table."""
    return list(table.iterchildren(f"{W}tr"))


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row."""
    return list(row.iterchildren(f"{W}tc"))


def delete_column(table: TableName, column: int, *, tracked: bool = False) -> Edit:
    """A column goes."""
    return _in_table(table, lambda found: _delete_cells(found, column, tracked=tracked))


def insert_column(table: TableName, before: int, texts: Sequence[str] = (), *, tracked: bool = False) -> Edit:
    """A column comes before another one, as far as there are ``texts`` with these, the head's first."""

    def edit(found: etree._Element) -> None:
        for number, row in enumerate(rows_of(found)):
            cells = cells_of(row)
            new = _new_cell(cells[min(before, len(cells) - 1)], texts[number] if number < len(texts) else "")
            if tracked:
                _mark_cell(new, "cellIns")
            _insert(row, new, before)
        _widen(found, before, 1)

    return _in_table(table, edit)


def move_column(table: TableName, column: int, before: int, *, tracked: bool = False) -> Edit:
    """A column is cut and pasted before another one, its head and its controls with it."""

    def edit(found: etree._Element) -> None:
        for row in rows_of(found):
            cells = cells_of(row)
            moved = deepcopy(cells[column])
            if tracked:
                _mark_cell(moved, "cellIns")
                _mark_cell(cells[column], "cellDel")
            else:
                row.remove(cells[column])
            if before < len(cells):
                cells[before].addprevious(moved)
            else:
                row.append(moved)

    return _in_table(table, edit)


def exchange_columns(table: TableName, first: int, second: int) -> Edit:
    """Two columns change places, their heads and their controls with them."""

    def edit(found: etree._Element) -> None:
        for row in rows_of(found):
            _exchange(cells_of(row)[first], cells_of(row)[second])

    return _in_table(table, edit)


def exchange_headers(table: TableName, first: int, second: int) -> Edit:
    """Only the heads of two columns change places."""
    return _in_table(table, lambda found: _exchange(*(cells_of(rows_of(found)[0])[at] for at in (first, second))))


def exchange_values(table: TableName, first: int, second: int) -> Edit:
    """Two columns change places, but for their heads."""

    def edit(found: etree._Element) -> None:
        for row in rows_of(found)[1:]:
            _exchange(cells_of(row)[first], cells_of(row)[second])

    return _in_table(table, edit)


def exchange_rows(table: TableName, first: int, second: int, *, tracked: bool = False) -> Edit:
    """Two rows change places."""

    def edit(found: etree._Element) -> None:
        one, other = (rows_of(found)[at] for at in (first, second))
        if tracked:
            for old, new in ((one, deepcopy(other)), (other, deepcopy(one))):
                old.addnext(new)
                _mark_row(new, "ins")
                _mark_row(old, "del")
        else:
            _exchange(one, other)

    return _in_table(table, edit)


def reverse_rows(table: TableName, *, keep: int = 1) -> Edit:
    """All rows stand the other way round, as sorting leaves them; the first ``keep`` stay."""

    def edit(found: etree._Element) -> None:
        found.extend(reversed(rows_of(found)[keep:]))

    return _in_table(table, edit)


def delete_row(table: TableName, row: int, *, tracked: bool = False) -> Edit:
    """A row goes."""

    def edit(found: etree._Element) -> None:
        gone = rows_of(found)[row]
        if tracked:
            _mark_row(gone, "del")
        else:
            found.remove(gone)

    return _in_table(table, edit)


def insert_row(table: TableName, after: int, texts: Sequence[str], *, tracked: bool = False) -> Edit:
    """A row with these texts comes after another one, in its look and without its controls."""

    def edit(found: etree._Element) -> None:
        model = rows_of(found)[after]
        new = deepcopy(model)
        for cell, text in zip(cells_of(new), texts, strict=False):
            _exchange_for(cell, _new_cell(cell, text))
        model.addnext(new)
        if tracked:
            _mark_row(new, "ins")

    return _in_table(table, edit)


def copy_row(table: TableName, row: int, texts: Sequence[str | None] = ()) -> Edit:
    """A row is pasted below itself, its controls with it, as Word does; what is in ``texts`` is typed over there."""

    def edit(found: etree._Element) -> None:
        model = rows_of(found)[row]
        new = deepcopy(model)
        for cell, text in zip(cells_of(new), texts, strict=False):
            if text is not None:
                _type(cell, text)
        _rename_copies(new)
        model.addnext(new)

    return _in_table(table, edit)


def drag_row(table: TableName, row: int, to: TableName, after: int) -> Edit:
    """A row is dragged to another table."""

    def edit(root: etree._Element) -> None:
        source, target = table_of(root, table), table_of(root, to)
        rows_of(target)[after].addnext(rows_of(source)[row])

    return edit


def drag_cell(table: TableName, start: tuple[int, int], end: tuple[int, int]) -> Edit:
    """What stands in one cell is dragged into another, its control with it: it replaces what stood there."""
    return _carry_cell(table, start, end, is_copy=False)


def copy_cell(table: TableName, start: tuple[int, int], end: tuple[int, int]) -> Edit:
    """What stands in one cell is pasted over another, its control with it."""
    return _carry_cell(table, start, end, is_copy=True)


def retype_cell(table: TableName, row: int, column: int, text: str, *, tracked: bool = False) -> Edit:
    """The text of a cell is typed anew within its control."""
    return _in_table(table, lambda found: _type(cells_of(rows_of(found)[row])[column], text, tracked=tracked))


def retype_cell_anew(table: TableName, row: int, column: int, text: str) -> Edit:
    """A cell is emptied and typed anew: its control and its bookmark are gone."""

    def edit(found: etree._Element) -> None:
        cell = cells_of(rows_of(found)[row])[column]
        _exchange_for(cell, _new_cell(cell, text))

    return _in_table(table, edit)


def retype_header(table: TableName, column: int, text: str, *, tracked: bool = False) -> Edit:
    """The head of a column is typed anew."""
    return retype_cell(table, 0, column, text, tracked=tracked)


def merge_cells(table: TableName, row: int, first: int, last: int) -> Edit:
    """Cells of a row become one, with a paragraph of each."""

    def edit(found: etree._Element) -> None:
        cells = cells_of(rows_of(found)[row])[first : last + 1]
        for cell in cells[1:]:
            cells[0].extend(cell.iterchildren(f"{W}p"))
            rows_of(found)[row].remove(cell)
        _property(cells[0], "gridSpan", {f"{W}val": str(len(cells))})

    return _in_table(table, edit)


def merge_down(table: TableName, column: int, first: int, last: int) -> Edit:
    """Cells of a column become one: the first holds a paragraph of each, the others are empty."""

    def edit(found: etree._Element) -> None:
        cells = [cells_of(row)[column] for row in rows_of(found)[first : last + 1]]
        _property(cells[0], "vMerge", {f"{W}val": "restart"})
        for cell in cells[1:]:
            cells[0].extend(cell.iterchildren(f"{W}p"))
            etree.SubElement(cell, f"{W}p")
            _property(cell, "vMerge", {})

    return _in_table(table, edit)


def split_cell(table: TableName, row: int, column: int, text: str = "") -> Edit:
    """A cell becomes two, the second with a ``text``; all other rows span one column more there."""

    def edit(found: etree._Element) -> None:
        for number, at in enumerate(rows_of(found)):
            cell = cells_of(at)[column]
            if number == row:
                cell.addnext(_new_cell(cell, text))
            else:
                _property(cell, "gridSpan", {f"{W}val": "2"})
        _widen(found, column, 1)

    return _in_table(table, edit)


def repeat_header(table: TableName, after: int) -> Edit:
    """The head stands once more below a row."""
    return _in_table(table, lambda found: rows_of(found)[after].addnext(_without_names(deepcopy(rows_of(found)[0]))))


def split_table(table: TableName, before: int, *, with_header: bool = False) -> Edit:
    """The rows from one on stand in a table of their own, a paragraph between."""

    def edit(found: etree._Element) -> None:
        second = etree.Element(f"{W}tbl")
        second.extend(deepcopy(part) for part in found if part.tag in (f"{W}tblPr", f"{W}tblGrid"))
        if with_header:
            second.append(_without_names(deepcopy(rows_of(found)[0])))
        second.extend(rows_of(found)[before:])
        between = etree.Element(f"{W}p")
        found.addnext(between)
        between.addnext(second)

    return _in_table(table, edit)


def join_tables(table: TableName, to: TableName, *, with_header: bool = False) -> Edit:
    """The rows of a table stand below those of another one, which is all that is left."""

    def edit(root: etree._Element) -> None:
        source, target = table_of(root, table), table_of(root, to)
        target.extend(rows_of(source)[0 if with_header else 1 :])
        _remove(source)

    return edit


def nest_table(table: TableName, to: TableName, row: int, column: int) -> Edit:
    """A table is dragged into a cell of another one."""

    def edit(root: etree._Element) -> None:
        source, target = table_of(root, table), table_of(root, to)
        cells_of(rows_of(target)[row])[column].insert(1, source)

    return edit


def convert_to_text(table: TableName) -> Edit:
    """A table becomes paragraphs, one a row, with tabs between what stood in its cells."""

    def edit(found: etree._Element) -> None:
        for row in rows_of(found):
            paragraph = etree.Element(f"{W}p")
            for number, cell in enumerate(cells_of(row)):
                if number:
                    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}tab")
                for held in cell.iterchildren(f"{W}p"):
                    paragraph.extend(part for part in held if part.tag != f"{W}pPr")
            found.addprevious(paragraph)
        _remove(found)

    return _in_table(table, edit)


def transpose(table: TableName) -> Edit:
    """Rows become columns."""

    def edit(found: etree._Element) -> None:
        rows = rows_of(found)
        columns = list(zip(*map(cells_of, rows), strict=True))
        for row in rows:
            found.remove(row)
        for cells in columns:
            etree.SubElement(found, f"{W}tr").extend(cells)

    return _in_table(table, edit)


def delete_table(table: TableName) -> Edit:
    """A table goes."""
    return _in_table(table, _remove)


def copy_table(table: TableName, changes: Sequence[tuple[int, int, str]] = ()) -> Edit:
    """A table is pasted below itself, a paragraph between, with texts typed over: row, column, text."""

    def edit(found: etree._Element) -> None:
        new = deepcopy(found)
        for row, column, text in changes:
            _type(cells_of(rows_of(new)[row])[column], text)
        _rename_copies(new)
        between = etree.Element(f"{W}p")
        found.addnext(between)
        between.addnext(new)

    return _in_table(table, edit)


def _in_table(table: TableName, edit: TableEdit) -> Edit:
    return lambda root: edit(table_of(root, table))


def _delete_cells(table: etree._Element, column: int, *, tracked: bool) -> None:
    for row in rows_of(table):
        cell = cells_of(row)[column]
        if tracked:
            _mark_cell(cell, "cellDel")
        else:
            row.remove(cell)
    if not tracked:
        _widen(table, column, -1)


def _widen(table: etree._Element, column: int, by: int) -> None:
    """A column more or less in the grid."""
    for grid in table.iterchildren(f"{W}tblGrid"):
        widths = list(grid)
        if by < 0:
            grid.remove(widths[column])
        else:
            grid.insert(column, deepcopy(widths[min(column, len(widths) - 1)]))


def _insert(row: etree._Element, cell: etree._Element, before: int) -> None:
    cells = cells_of(row)
    if before < len(cells):
        cells[before].addprevious(cell)
    else:
        row.append(cell)


def _new_cell(model: etree._Element, text: str) -> etree._Element:
    """A cell in the look of another one, with a text of its own and no names."""
    cell = etree.Element(f"{W}tc")
    cell.extend(deepcopy(part) for part in model.iterchildren(f"{W}tcPr"))
    paragraph = etree.SubElement(cell, f"{W}p")
    held = next(model.iterchildren(f"{W}p"), None)
    if held is not None:
        paragraph.extend(deepcopy(part) for part in held.iterchildren(f"{W}pPr"))
    if text:
        paragraph.append(_run(text))
    return cell


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    written = etree.SubElement(run, f"{W}t")
    written.text = text
    written.set(_SPACE, "preserve")
    return run


def _type(cell: etree._Element, text: str, *, tracked: bool = False) -> None:
    """Type over what a cell says, within its first control."""
    texts = list(cell.iter(f"{W}t"))
    if not texts:
        next(cell.iterchildren(f"{W}p")).append(_run(text))
        return
    first = texts[0].getparent()
    assert first is not None
    new = _run(text)
    if tracked:
        for written in texts:
            run = written.getparent()
            assert run is not None
            _wrap(run, "del")
        came = etree.Element(f"{W}ins", AUTHOR)
        came.append(new)
        around = first.getparent()
        assert around is not None
        around.addnext(came)
        return
    first.addprevious(new)
    for written in texts:
        run = written.getparent()
        assert run is not None
        _remove(run)


def _carry_cell(table: TableName, start: tuple[int, int], end: tuple[int, int], *, is_copy: bool) -> Edit:
    def edit(found: etree._Element) -> None:
        source, target = (cells_of(rows_of(found)[row])[column] for row, column in (start, end))
        held = list(source.iterchildren(f"{W}p"))
        for paragraph in list(target.iterchildren(f"{W}p")):
            target.remove(paragraph)
        carried = [deepcopy(paragraph) for paragraph in held]
        for paragraph in carried if is_copy else ():
            _rename_copies(paragraph)
        target.extend(carried)
        if not is_copy:
            for paragraph in held:
                source.remove(paragraph)
            etree.SubElement(source, f"{W}p")

    return _in_table(table, edit)


def _rename_copies(element: etree._Element) -> None:
    """As Word does it: a bookmark that is pasted has another name, a control keeps its tag."""
    for mark in element.iter(f"{W}bookmarkStart"):
        mark.set(f"{W}name", f"{mark.get(f'{W}name')}_Copy_1")


def _without_names(element: etree._Element) -> etree._Element:
    without_names(element)
    return element


def _property(cell: etree._Element, name: str, attributes: dict[str, str]) -> None:
    etree.SubElement(properties_of(cell, "tcPr"), f"{W}{name}", attributes)


def _mark_cell(cell: etree._Element, name: str) -> None:
    """A cell that came (``cellIns``) or went (``cellDel``) with tracking on."""
    _property(cell, name, AUTHOR)
    for run in list(cell.iter(f"{W}r")):
        _wrap(run, "ins" if name == "cellIns" else "del")


def _mark_row(row: etree._Element, name: str) -> None:
    """A row that came or went with tracking on."""
    etree.SubElement(properties_of(row, "trPr"), f"{W}{name}", AUTHOR)
    for run in list(row.iter(f"{W}r")):
        _wrap(run, name)


def _wrap(run: etree._Element, name: str) -> None:
    """A run within a tracked change."""
    mark = etree.Element(f"{W}{name}", AUTHOR)
    run.addprevious(mark)
    mark.append(run)
    for text in run.iter(f"{W}t") if name == "del" else ():
        text.tag = f"{W}delText"


def _exchange(one: etree._Element, other: etree._Element) -> None:
    """Two elements change places."""
    mark = etree.Element("mark")
    one.addprevious(mark)
    other.addprevious(one)
    mark.addprevious(other)
    _remove(mark)


def _exchange_for(old: etree._Element, new: etree._Element) -> None:
    old.addprevious(new)
    _remove(old)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)

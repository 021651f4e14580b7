"""A table of data as markup: its caption, its head with units, its rows with their names."""

from __future__ import annotations

from markupsafe import Markup, escape

from methodology.composing.printing import Printer, as_plain_text
from methodology.model.data_table import ColumnFormat, DataTable
from methodology.model.paths import step_of

_CLASSES = {ColumnFormat.NUMBER: "number", ColumnFormat.YEAR: "center"}


def data_markup(table: DataTable, printer: Printer) -> Markup:
    """The caption, if there is one, and the table."""
    columns = table.description.columns
    heads = [_head(table, key, printer) for key in columns]
    caption = printer.print_path(f"{table.path}.caption") if table.description.caption is not None else Markup("")
    title = as_plain_text(caption) or ", ".join(map(as_plain_text, heads))
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_cell(table, row, key, printer) for key in columns))
        for row in table.rows
    )
    head = Markup("").join(Markup("<th>{}</th>").format(text) for text in heads)
    written = Markup('<table title="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(title, head, rows)
    return Markup('<p class="table-caption">{}</p>').format(caption) + written if caption else written


def _head(table: DataTable, key: str, printer: Printer) -> Markup:
    path = f"{table.path}.columns.{key}"
    head = printer.print_path(f"{path}.head")
    unit = table.description.columns[key].unit
    return head if unit is None else head + Markup(" ({})").format(printer.print_path(f"{path}.unit"))


def _cell(table: DataTable, row: str, key: str, printer: Printer) -> Markup:
    path = f"{table.path}.{step_of(row)}.{key}"
    column = table.description.columns[key]
    content = printer.print_path(path) if path in printer.programme.values else Markup("")
    tag = "td" if key in table.columns else "th"
    kind = _CLASSES.get(column.format)
    attribute = Markup(' class="{}"').format(kind) if kind else Markup("")
    return Markup("<{}{}>{}</{}>").format(tag, attribute, escape(content), tag)

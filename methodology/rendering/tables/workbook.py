"""The programme's tables as a workbook: an overview, and a sheet a table, ready to be read and printed."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from types import MappingProxyType

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it ships no mark of its types
from xlsxwriter.format import Format as CellFormat  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_pixel_width  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from methodology.model.document import Properties
from methodology.model.programme_tables import NUMBERS, ColumnKey, ProgrammeTable, ProgrammeTables, TableValue
from methodology.model.scalars import plain
from methodology.model.seal import NAME, Seal
from methodology.packing import pack_entries

_A4 = 9
"""The paper, by the number that Excel has for it (ECMA-376-1 18.3.1.63)."""
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
"""In inches."""
_FONT = MappingProxyType({"font_name": "Arial", "font_size": 10, "font_scheme": "none", "valign": "top"})
_WIDTHS = MappingProxyType(
    {
        ColumnKey.OBJECTIVE: 10,
        ColumnKey.CODE: 9,
        ColumnKey.NAME: 40,
        ColumnKey.UNIT: 10,
        ColumnKey.BASELINE_UNIT: 12,
        ColumnKey.TARGET_UNIT: 12,
        ColumnKey.SOURCES: 48,
        ColumnKey.COMMENTS: 36,
        ColumnKey.INTERVENTION: 70,
        ColumnKey.INTERVENTION_CODE: 9,
    }
)
"""In characters of the font."""
_NUMBER_WIDTH = 13
_OVERVIEW_WIDTHS = (22, 44, 76)
_PIXELS = 7
"""Of a column, for each character of its width."""
_WIDER = 1.05
"""How much wider the font is than the one that XlsxWriter measures, its bold letters among them."""
_LINE_HEIGHT = 13.5
"""In points, of the font."""
_TITLE_HEIGHT = 21
_MOST_HEIGHT = 409.5
"""In points: a row is no higher (Excel's limits)."""


def render_workbook(tables: ProgrammeTables, properties: Properties, seal: Seal | None = None) -> bytes:
    """Return the workbook, with the document's properties and the seal among the custom ones.

    The same tables make the same bytes: the dates are the document's, and numbers are written as the content has them.
    """
    written = io.BytesIO()
    # XlsxWriter writes into the properties that it is given
    book = Workbook(written, {"in_memory": True, "default_format_properties": dict(_FONT)})
    book.set_properties(
        {
            "title": tables.overview.title,
            "subject": properties.subject,
            "author": properties.author,
            "keywords": ", ".join(properties.keywords),
            "created": datetime.datetime.combine(properties.date, datetime.time()),
        }
    )
    for name, text in seal.properties() if seal is not None else ():
        book.set_custom_property(f"{NAME}.{name}", text, "text")
    styles = _Styles(book, tables.number_format)
    _write_overview(book.add_worksheet(tables.overview.sheet), tables, styles)
    for table in tables.tables:
        _write_table(book.add_worksheet(table.sheet), table, styles)
    book.close()
    with zipfile.ZipFile(written) as package:
        return pack_entries({name: package.read(name) for name in package.namelist()})


class _Styles:
    """The looks of cells; those of numbers by their decimals."""

    def __init__(self, book: Workbook, number_format: str) -> None:
        self._book = book
        self._number_format = number_format
        self._numbers: dict[str, CellFormat] = {}
        self.title = self._add(bold=True, font_size=13)
        self.label = self._add(bold=True)
        self.head = self._add(bold=True, text_wrap=True, border=1, bg_color="#DDE4EC")
        # the prefix keeps a text that begins like a formula a text when somebody edits the cell
        self.text = self._add(text_wrap=True, border=1, quote_prefix=True)
        self.link = self._add(border=1, font_color="#0B4A8F", underline=1)
        self.count = self._add(border=1, num_format="0", align="left")
        self.plain_text = self._add(text_wrap=True, quote_prefix=True)

    def number(self, key: ColumnKey, value: TableValue) -> CellFormat:
        decimals = plain(value).partition(".")[2] if isinstance(value, Decimal) else ""
        whole = "0" if key is ColumnKey.REFERENCE_YEARS else self._number_format
        form = f"{whole}.{'0' * len(decimals)}" if decimals else whole
        if form not in self._numbers:
            self._numbers[form] = self._add(border=1, num_format=form, align="right", indent=1)
        return self._numbers[form]

    def _add(self, **looks: object) -> CellFormat:
        return self._book.add_format({**_FONT, **looks})


def _write_table(sheet: Worksheet, table: ProgrammeTable, styles: _Styles) -> None:
    """The title, the heads, the rows; heads stay in view, and stand on each page."""
    widths = [_WIDTHS.get(key, _NUMBER_WIDTH) for key in table.columns]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, _TITLE_HEIGHT)
    sheet.write_string(0, 0, table.title, styles.title)
    first = 2
    _write_row(sheet, first - 1, table.heads, widths, styles.head)
    for number, row in enumerate(table.rows, start=first):
        sheet.set_row(number, _height(row, widths))
        for at, (key, value) in enumerate(zip(table.columns, row, strict=True)):
            _write_value(sheet, (number, at), key, value, styles)
    last = first + len(table.rows) - 1
    sheet.freeze_panes(first, min(2, len(widths) - 1) if ColumnKey.CODE in table.columns else 0)
    sheet.repeat_rows(first - 1)
    sheet.print_area(0, 0, last, len(widths) - 1)
    _set_page(sheet)


def _write_value(sheet: Worksheet, place: tuple[int, int], key: ColumnKey, value: TableValue, styles: _Styles) -> None:
    if isinstance(value, Decimal) and value.is_finite():
        # a Decimal is written digit by digit, a float with the noise of its binary form
        sheet.write_number(*place, value, styles.number(key, value))
    elif value is None:
        sheet.write_blank(*place, None, styles.number(key, None) if key in NUMBERS else styles.text)
    else:
        sheet.write_string(*place, str(value), styles.text)


def _write_overview(sheet: Worksheet, tables: ProgrammeTables, styles: _Styles) -> None:
    overview = tables.overview
    for at, width in enumerate(_OVERVIEW_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_row(0, _TITLE_HEIGHT)
    sheet.write_string(0, 0, overview.title, styles.title)
    row = 2
    for label, text in overview.facts:
        sheet.write_string(row, 0, label, styles.label)
        sheet.write_string(row, 1, text, styles.plain_text)
        sheet.set_row(row, _height((text,), _OVERVIEW_WIDTHS[1:]))
        row += 1
    row = _write_list(sheet, row + 1, tables, styles)
    if overview.remarks:
        row += 1
        _write_row(sheet, row, overview.remark_heads, _OVERVIEW_WIDTHS, styles.head)
        for remark in overview.remarks:
            row += 1
            _write_row(sheet, row, remark, _OVERVIEW_WIDTHS, styles.text)
    sheet.print_area(0, 0, row, len(_OVERVIEW_WIDTHS) - 1)
    _set_page(sheet)


def _write_list(sheet: Worksheet, row: int, tables: ProgrammeTables, styles: _Styles) -> int:
    """The list of tables with links to their sheets and the number of their rows; the row after it is returned."""
    _write_row(sheet, row, tables.overview.list_heads, _OVERVIEW_WIDTHS, styles.head)
    for table in tables.tables:
        row += 1
        sheet.write_url(row, 0, f"internal:'{table.sheet}'!A1", styles.link, table.sheet)
        sheet.write_string(row, 1, table.title, styles.text)
        sheet.write_number(row, 2, len(table.rows), styles.count)
    return row + 1


def _write_row(sheet: Worksheet, number: int, texts: Sequence[str], widths: Iterable[float], look: CellFormat) -> None:
    sheet.set_row(number, _height(texts, widths))
    for at, text in enumerate(texts):
        sheet.write_string(number, at, text, look)


def _height(values: Iterable[object], widths: Iterable[float]) -> float:
    """The height that wrapped texts take: LibreOffice does not work it out when it opens a file."""
    texts = (value if isinstance(value, str) else "" for value in values)
    lines = max(_count_lines(text, width * _PIXELS / _WIDER) for text, width in zip(texts, widths, strict=False))
    return min(lines * _LINE_HEIGHT + 2, _MOST_HEIGHT)


def _count_lines(text: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in text.split():
        width = xl_pixel_width(f"{word} ")
        if used and used + width > room:
            lines, used = lines + 1, 0
        lines, used = lines + int((used + width) // room), (used + width) % room
    return lines


def _set_page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(**_MARGINS)
    sheet.set_footer("&R&P / &N")

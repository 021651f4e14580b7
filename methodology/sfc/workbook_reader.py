"""Reads a workbook (SpreadsheetML, ECMA-376-1 18): stored values alone, nothing is computed or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from methodology.messages import declare_message, translate
from methodology.sfc.sheets import LONGEST_TEXT, MOST_BYTES, MOST_CELLS, FileSheet, TableFile, table_fault
from methodology.word.opening import OpenedWord, PackageKind, open_word_file

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SAVE_AS = declare_message("open it in Excel or LibreOffice and save it as a workbook (.xlsx), without a password")
NOT_AN_EXPORT = declare_message("take the file as the system exported it; this one is broken, or was made to do harm")
WORKBOOK = PackageKind(
    "table-file",
    declare_message("workbook"),
    _SAVE_AS,
    declare_message("open it in Excel or LibreOffice, look whether all is there, and save it again as XLSX"),
    NOT_AN_EXPORT,
    re.compile(
        r"application/(vnd\.openxmlformats-officedocument\.spreadsheetml\.(sheet|template)"
        r"|vnd\.ms-excel\.(sheet|template)\.macroEnabled)(\.main)?\+xml",
        re.IGNORECASE,
    ),
    f"{{{_MAIN}}}workbook",
)
_MOST_SHEETS = 100
_MOST_COLUMN, _MOST_ROW = 16_384, 1_048_576
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[+-]?(\d{1,40}\.?\d{0,40}|\.\d{1,40})([eE][+-]?\d{1,3})?")


def open_workbook(content: bytes, name: str) -> OpenedWord:
    """Open a workbook within bounds; ContentError where it is none or is not safe."""
    return open_word_file(content, name=name, kind=WORKBOOK)


def read_workbook(content: bytes, name: str) -> TableFile:
    """Read the sheets of a workbook in their order; ContentError where it is none, or too large."""
    package = open_workbook(content, name)
    reader = _Reader(package, name)
    return TableFile(tuple(reader.sheets()), tuple(reader.notes()))


class _Reader:
    """Reads one workbook, and counts what it meets."""

    def __init__(self, package: OpenedWord, name: str) -> None:
        self._package = package
        self._name = name
        self._formulas = self._unknown = self._cells = 0
        self._texts: list[str] = []
        for part in package.find_related("sharedStrings", package.main):
            self._check_size(part)
            self._texts += [_text(item) for item in package.parse(part).iterchildren("{*}si")]

    def notes(self) -> Iterator[str]:
        if self._formulas:
            yield translate(
                "formulas: {count}; the values that the file stores for them were compared", count=self._formulas
            )
        if self._unknown:
            yield translate("formulas without a stored value: {count}; they were taken as empty", count=self._unknown)
        if self._package.find_related("externalLink", self._package.main):
            yield translate("the file refers to other files: nothing was fetched")

    def sheets(self) -> Iterator[FileSheet]:
        parts = {relation.id: relation.part for relation in self._package.relations(self._package.main)}
        found = [
            (sheet.get("name", ""), parts.get(sheet.get(_RELATION, "")))
            for sheet in self._package.xml(self._package.main).iterfind("{*}sheets/{*}sheet")
        ]
        if len(found) > _MOST_SHEETS:
            raise self._fault(translate("the file has more than {most} sheets", most=_MOST_SHEETS))
        size = 0
        for sheet, part in found:
            if part is not None:
                size += self._check_size(part)
                if size > MOST_BYTES:
                    raise self._fault(translate("the sheets unpack to more than {size} MB", size=MOST_BYTES // 2**20))
                yield FileSheet(sheet, self._rows(self._package.parse(part)))

    def _check_size(self, part: str) -> int:
        size = len(self._package.read(part))
        if size > MOST_BYTES:
            message = translate("the part {part} unpacks to more than {size} MB", part=part, size=MOST_BYTES // 2**20)
            raise self._fault(message)
        return size

    def _rows(self, root: etree._Element) -> dict[int, dict[int, str | Decimal]]:
        rows: dict[int, dict[int, str | Decimal]] = {}
        number = 0
        for row in root.iterfind("{*}sheetData/{*}row"):
            self._count()
            number = self._position(row.get("r"), number + 1, _MOST_ROW)
            column = -1
            for cell in row.iterchildren("{*}c"):
                self._count()
                column = self._column(cell.get("r"), column + 1)
                value = self._value(cell)
                if value is not None:
                    rows.setdefault(number, {})[column] = value
        return rows

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise self._fault(translate("the file has more than {most} rows and cells", most=MOST_CELLS))

    def _position(self, text: str | None, otherwise: int, most: int) -> int:
        number = otherwise if text is None else int(text) if re.fullmatch(r"\d{1,7}", text) else 0
        if not 1 <= number <= most:
            raise self._fault(translate("a row has the number '{number}'", number=(text or str(number))[:20]))
        return number

    def _column(self, address: str | None, otherwise: int) -> int:
        if address is None:
            return otherwise
        parts = _ADDRESS.fullmatch(address)
        column = 0
        for letter in parts[1].upper() if parts else "":
            column = column * 26 + ord(letter) - ord("A") + 1
        if not 1 <= column <= _MOST_COLUMN:
            raise self._fault(translate("a cell has the address '{address}'", address=address[:20]))
        return column - 1

    def _value(self, cell: etree._Element) -> str | Decimal | None:
        kind, stored = cell.get("t", "n"), cell.findtext("{*}v")
        if cell.find("{*}f") is not None:
            self._formulas += 1
            self._unknown += stored is None
        if kind == "inlineStr":
            item = cell.find("{*}is")
            return self._bounded("" if item is None else _text(item)) or None
        if not stored:
            return None
        if kind == "s":
            if not re.fullmatch(r"\d{1,7}", stored) or int(stored) >= len(self._texts):
                message = translate("a cell refers to the text '{number}', which is not there", number=stored[:20])
                raise self._fault(message)
            return self._bounded(self._texts[int(stored)]) or None
        if kind == "n" and _NUMBER.fullmatch(stored.strip()):
            # a program stores 73.709999999999994 for what it shows as 73.71
            number = Decimal(repr(float(stored)))
            return number if number.is_finite() else stored
        return self._bounded(_unescaped(stored))

    def _bounded(self, text: str) -> str:
        if len(text) > LONGEST_TEXT:
            raise self._fault(translate("a cell has more than {most} characters", most=LONGEST_TEXT))
        return text

    def _fault(self, message: str) -> Exception:
        return table_fault(self._name, message, translate(NOT_AN_EXPORT))


def _text(item: etree._Element) -> str:
    """The text of an item: its own, or that of its runs, without what is said of its pronunciation."""
    runs = [item.findtext("{*}t", ""), *(run.findtext("{*}t", "") for run in item.iterchildren("{*}r"))]
    return _unescaped("".join(runs))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)

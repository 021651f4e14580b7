"""Tables while a part is walked: where cells stand, and what tables, rows and cells say of themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from methodology.verifying.docx.effective import Effective
from methodology.verifying.docx.properties import Properties, canonical, measure, read_properties, read_shade
from methodology.verifying.docx.shown import CellSpot, ShownCell, ShownRow, ShownTable
from methodology.word.wordml import attribute, child, find_all, qname

MOST_CELLS = 400_000
MOST_COLUMNS = 1_000
StyleParts = dict[tuple[str, str], Properties]
"""What a table's style says: by the part of the table (``firstRow``; none for all) and what it speaks of."""


@dataclass(slots=True)
class _OpenTable:
    number: int
    table: ShownTable
    first_row: bool
    column: int = 0
    next_column: int = 0
    shade: str = ""


class OpenTables:
    """The tables that are open, the innermost last; finished or not, all stand in ``shown`` in their order."""

    def __init__(self, effective: Effective, shown: list[ShownTable]) -> None:
        """None is open."""
        self._effective, self._shown = effective, shown
        self._open: list[_OpenTable] = []
        self._cells = 0
        self._styles: dict[str, StyleParts] = {}

    @property
    def shade(self) -> str:
        """What is painted behind the cell that is open."""
        return self._open[-1].shade if self._open else ""

    def spot(self) -> CellSpot | None:
        """Where a paragraph stands; None where it stands in no cell."""
        if not self._open or not self._open[-1].table.rows:
            return None
        table = self._open[-1]
        return CellSpot(table.number, len(table.table.rows) - 1, table.column)

    def start_table(self, element: etree._Element) -> bool:
        """A ``w:tbl`` begins."""
        properties = child(element, "w:tblPr")
        style = attribute(child(properties, "w:tblStyle")) or ""
        facts = {**self._of_style(style, "w:tblPr"), **read_facts(properties)}
        look = child(properties, "w:tblLook")
        first_row = attribute(look, "w:firstRow") in ("1", "true", "on") or _has_first_row(attribute(look))
        described = [attribute(child(properties, f"w:{name}")) or "" for name in ("tblCaption", "tblDescription")]
        strange = [part for part in find_all(element, "w:tblGrid/*") if part.tag != qname("w:gridCol")]
        facts |= {f"grid {part.tag}": canonical(part) for part in strange}
        grid = find_all(element, "w:tblGrid/w:gridCol")[:MOST_COLUMNS]
        widths = tuple(_number(measure(attribute(column, "w:w") or ""), 0) for column in grid)
        table = ShownTable(style, facts, "\n".join(described).strip(), widths)
        self._open.append(_OpenTable(len(self._shown), table, first_row))
        self._shown.append(table)
        return True

    def end_table(self) -> None:
        """The innermost table ends."""
        if self._open:
            self._open.pop()

    def start_row(self, element: etree._Element) -> bool:
        """A ``w:tr`` begins."""
        if not self._open:
            return True
        table = self._open[-1]
        properties = child(element, "w:trPr")
        facts = dict(read_facts(properties))
        facts |= {f"exception {name}": value for name, value in read_facts(child(element, "w:tblPrEx")).items()}
        height = child(properties, "w:trHeight")
        # A least height cuts nothing off.
        if height is not None and attribute(height, "w:hRule") != "exact":
            facts.pop("trHeight", None)
        table.table.rows.append(ShownRow(facts))
        table.next_column = _number(attribute(child(properties, "w:gridBefore")), 0)
        return True

    def start_cell(self, element: etree._Element) -> bool:
        """A ``w:tc`` begins."""
        if not self._open or not self._open[-1].table.rows or self._cells > MOST_CELLS:
            return bool(self._open)
        table = self._open[-1]
        properties = child(element, "w:tcPr")
        span = max(1, _number(attribute(child(properties, "w:gridSpan")), 1))
        merge = child(properties, "w:vMerge")
        merged = "" if merge is None else attribute(merge) or "continue"
        table.column = table.next_column
        table.next_column += span
        in_head = table.first_row and len(table.table.rows) == 1
        facts = {**self._of_style(table.table.style, "w:tcPr", head=in_head), **read_facts(properties)}
        if child(properties, "w:shd") is not None:
            facts["shade"] = read_shade(child(properties, "w:shd"))
        table.shade = facts.get("shade", "")
        width = child(properties, "w:tcW")
        twips = attribute(width, "w:w") or "" if attribute(width, "w:type") in ("dxa", None) else ""
        cell = ShownCell(table.column, span, merged, _number(measure(twips), 0), facts)
        table.table.rows[-1].cells.append(cell)
        self._cells += 1
        return True

    def _of_style(self, key: str, part: str, *, head: bool = False) -> Properties:
        """What the table's style says of the table or its cells, in its first row or elsewhere."""
        if key not in self._styles:
            self._styles[key] = read_style(self._effective, key)
        said = self._styles[key]
        return {**said.get(("", part), {}), **(said.get(("firstRow", part), {}) if head else {})}


def read_style(effective: Effective, key: str) -> StyleParts:
    """What a table's style says, with those that it is based on."""
    parts: dict[tuple[str, str], dict[str, str]] = {}
    for style in reversed(effective.sheet.chain("table", key or None)):
        for where, element in [("", style), *_parts_of(style)]:
            for of in ("w:rPr", "w:pPr", "w:tblPr", "w:trPr", "w:tcPr"):
                properties = child(element, of)
                said = read_facts(properties) if of[2] == "t" else read_properties(properties)
                if said:
                    parts.setdefault((where, of), {}).update(said)
    return {key: {name: value for name, value in said.items() if value} for key, said in parts.items()}


def _parts_of(style: etree._Element) -> list[tuple[str, etree._Element]]:
    # A part that does not say where it belongs (17.7.6.6) is none of the whole table.
    return [(attribute(part, "w:type") or "nowhere", part) for part in style.iterchildren(qname("w:tblStylePr"))]


def read_facts(properties: etree._Element | None) -> Properties:
    """What properties of a table, row or cell say, those that are off left out."""
    facts = {name: value for name, value in read_properties(properties).items() if value}
    for name in ("trHeight", "tblInd"):
        element = child(properties, f"w:{name}")
        if element is not None:
            facts[name] = canonical(element)
    if facts.get("tblInd", "").find("w='0'") >= 0:
        del facts["tblInd"]
    return facts


def _has_first_row(look: str | None) -> bool:
    """Whether the flags of a ``w:tblLook`` name the first row (17.4.56: 0x0020)."""
    return look is not None and re.fullmatch("[0-9A-Fa-f]{1,4}", look) is not None and bool(int(look, 16) & 0x20)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else otherwise

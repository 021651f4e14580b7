"""Tables beside each other: where cells stand, what rows and cells say of themselves, and their styles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from methodology.messages import translate, translate_count
from methodology.verifying.docx.allowed import (
    LOOKS_OF_CELL,
    LOOKS_OF_PARAGRAPH,
    LOOKS_OF_TABLE,
    UNSEEN_CELL,
    UNSEEN_PARAGRAPH,
    UNSEEN_ROW,
    UNSEEN_TABLE,
)
from methodology.verifying.docx.findings import WordFindings
from methodology.verifying.docx.hiding import hides
from methodology.verifying.docx.properties import Properties, measure
from methodology.verifying.docx.shown import ShownTable
from methodology.verifying.docx.shown_file import ShownFile
from methodology.verifying.docx.tables import read_style
from methodology.verifying.docx.text_pairs import changes_of
from methodology.verifying.docx.wording import change_of, name_of, name_of_part

NARROWEST, LEAST_SHARE = 600, 0.5
"""A cell that is narrower than this, in twentieths of a point, and has less of its width, may not hold its text."""
FARTHEST, WIDEST_MARGIN = 1_500, 600
"""In twentieths of a point: a table that is indented farther may leave its page, a text with wider margins its cell."""
_SHARE_SEEN = 0.05


class TablePairs:
    """Compares the tables of two flows, pair by pair."""

    def __init__(self, made: ShownFile, read: ShownFile, findings: WordFindings) -> None:
        """``findings`` collects what is found."""
        self._made, self._read, self._findings = made, read, findings
        self._styles: set[tuple[str, str]] = set()

    def compare(self, made: list[ShownTable], read: list[ShownTable], part: str) -> None:
        """Compare all tables of a part."""
        if len(made) != len(read):
            counts = (translate_count("{count} table", "{count} tables", len(tables)) for tables in (made, read))
            self._findings.alter(f"({name_of_part(part)})", *counts, of_text=True)
        for number, (before, after) in enumerate(zip(made, read, strict=False), start=1):
            place = translate("({part}, table {number})", part=name_of_part(part), number=number)
            self._compare_facts(before.facts, after.facts, place, LOOKS_OF_TABLE, UNSEEN_TABLE)
            self._compare_description(before, after, place)
            self._compare_styles(before.style, after.style, place)
            if before.shape == after.shape:
                self._compare_rows(before, after, place)
            else:
                self._findings.alter(place, _shape(before), _shape(after), of_text=True)

    def _compare_rows(self, before: ShownTable, after: ShownTable, place: str) -> None:
        for number, (old, new) in enumerate(zip(before.rows, after.rows, strict=True), start=1):
            at = translate("{place}, row {number}: {line})", place=place[:-1], number=number, line=new.line)
            self._compare_facts(old.facts, new.facts, at, frozenset(), UNSEEN_ROW)
            for was, now in zip(old.cells, new.cells, strict=True):
                where = translate("{place}, column {number})", place=at[:-1], number=now.column + 1)
                self._compare_facts(was.facts, now.facts, where, LOOKS_OF_CELL, UNSEEN_CELL)
                self._compare_widths(was.width, now.width, where)
        for number, (wide, narrow) in enumerate(zip(before.grid, after.grid, strict=False), start=1):
            where = translate("{place}, column {number})", place=place[:-1], number=number)
            self._compare_widths(wide, narrow, where)

    def _compare_facts(
        self, before: Properties, after: Properties, place: str, looks: Iterable[str], unseen: Iterable[str]
    ) -> None:
        for name, old, new in changes_of(before, after):
            if name in unseen:
                continue
            own = name.removeprefix("exception ")
            if (own not in looks and own not in LOOKS_OF_TABLE) or _is_far(own, new):
                self._findings.alter(place, None if not old else f"{name} {old}", change_of(name, old, new))
            else:
                self._findings.name("tables", translate("{what} of tables or cells", what=name_of(name)))

    def _compare_widths(self, before: int, after: int, place: str) -> None:
        if not before or not after or before == after:
            return
        share = after / before
        if share < LEAST_SHARE and after < NARROWEST:
            self._findings.alter(place, *(translate("width {twips}", twips=width) for width in (before, after)))
        elif abs(1 - share) > _SHARE_SEEN:
            self._findings.name("tables", translate("widths of columns"))

    def _compare_description(self, before: ShownTable, after: ShownTable, place: str) -> None:
        """The alternative text, which programs read out; some lose it."""
        if after.description and after.description != before.description:
            self._findings.alter(place, before.description, after.description)
        elif before.description != after.description:
            self._findings.name("tables", translate("the alternative text is gone"))

    def _compare_styles(self, before: str, after: str, place: str) -> None:
        """What the styles of a pair make of rows, cells and texts; what is behind texts is compared there."""
        if (before, after) in self._styles:
            return
        self._styles.add((before, after))
        made, read = read_style(self._made.effective, before), read_style(self._read.effective, after)
        for key in sorted({*made, *read}):
            where, of = key
            for name, old, new in changes_of(made.get(key, {}), read.get(key, {})):
                if not self._is_seen(where, of, name, new) or not new:
                    self._findings.name("styles", translate("the table's: {change}", change=change_of(name, old, new)))
                else:
                    self._findings.alter(
                        translate("{place}: style", place=place), None, f"{where} {change_of(name, old, new)}".strip()
                    )

    @staticmethod
    def _is_seen(where: str, of: str, name: str, new: str) -> bool:
        """Whether what a table's style says can change what is read."""
        if of == "w:pPr":
            return name not in LOOKS_OF_PARAGRAPH | UNSEEN_PARAGRAPH or hides(name, "", new)
        if name == "shade":
            return of != "w:tcPr" or where not in ("", "firstRow")
        allowed = {
            "w:tcPr": LOOKS_OF_CELL | UNSEEN_CELL,
            "w:trPr": UNSEEN_ROW,
            "w:tblPr": LOOKS_OF_TABLE | UNSEEN_TABLE,
        }
        return name not in allowed.get(of, frozenset())


def _is_far(name: str, value: str) -> bool:
    """Whether an indent or margins may take a text off its page or cell."""
    farthest = {"tblInd": FARTHEST, "tblCellMar": WIDEST_MARGIN, "tcMar": WIDEST_MARGIN}.get(name)
    numbers = [measure(number) for number in re.findall(r"\bw='?([^ ;']+)", value)]
    return farthest is not None and any(
        re.fullmatch("-?[0-9]+", one) is None or abs(int(one)) > farthest for one in numbers
    )


def _shape(table: ShownTable) -> str:
    rows = [" ".join(f"{cell.column + 1}+{cell.span}{cell.merged[:1]}" for cell in row.cells) for row in table.rows]
    distinct = list(dict.fromkeys(rows))
    cells = " / ".join(distinct[:4])
    return translate_count("{count} row, cells {cells}", "{count} rows, cells {cells}", len(rows), cells=cells)

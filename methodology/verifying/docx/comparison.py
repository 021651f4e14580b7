"""Compares a Word file with its rebuild: all that is read, then all else, by a list of what programs change."""

from __future__ import annotations

import re
from itertools import zip_longest

from methodology.diagnostics import ContentError
from methodology.messages import translate, translate_count
from methodology.verifying.docx.allowed import UNSEEN_SECTION
from methodology.verifying.docx.findings import WordFindings
from methodology.verifying.docx.package_parts import compare_parts
from methodology.verifying.docx.shown import ShownSection
from methodology.verifying.docx.shown_file import ShownFile
from methodology.verifying.docx.style_pairs import compare_styles
from methodology.verifying.docx.table_pairs import TablePairs
from methodology.verifying.docx.text_pairs import TextComparison, changes_of
from methodology.verifying.docx.wording import name_of_part
from methodology.verifying.file_lines import FileComparison

_NUMBER = re.compile(r"(\w+)='(-?[0-9]+)'")
_SAME_AS_NONE = {
    "pgNumType": {"<pgNumType fmt='decimal'></>"},
    "textDirection": {"<textDirection val='lrTb'></>"},
    "vAlign": {"<vAlign val='top'></>"},
    "footnotePr": {""},
}
_PAGE_LOOKS = frozenset({"pgBorders", "vAlign", "columns", "begins"})
MOST_DISTANCE = 4_000
LEAST_AREA = 0.7
"""So much of the width and height that a page has for text must be left."""


def compare_word(made: bytes, content: bytes) -> FileComparison:
    """Compare all parts; of a file with parts that are not safe to read the comparison says that."""
    findings = WordFindings()
    try:
        _compare(made, content, findings)
    except ContentError as error:
        findings.alter(f"({name_of_part('package')})", None, error.diagnostics[0].message)
    return FileComparison(findings.alterations, findings.unread, tuple(findings.reasons), of_text=findings.of_text)


def _compare(made: bytes, content: bytes, findings: WordFindings) -> None:
    before, after = ShownFile(made, "rebuilt"), ShownFile(content, "verified")
    texts = TextComparison(findings, compare_styles(before.effective, after.effective, findings))
    texts.compare(before.document, after.document, translate("(above the first heading)"))
    tables = TablePairs(before, after, findings)
    tables.compare(before.document.tables, after.document.tables, "document")
    _compare_sections(before, after, texts, tables)
    for kind in ("footnotes", "endnotes"):
        for old, new in zip(before.notes(kind), after.notes(kind), strict=True):
            texts.compare(old, new, f"({name_of_part(kind)})")
    compare_parts(before, after, findings)


def _compare_sections(before: ShownFile, after: ShownFile, texts: TextComparison, tables: TablePairs) -> None:
    """The sections in their order, and each pair of headers and footers once."""
    findings = texts.findings
    compared = set()
    if len(before.sections) != len(after.sections):
        counts = (translate_count("{count} section", "{count} sections", len(one.sections)) for one in (before, after))
        findings.alter(f"({name_of_part('sections')})", *counts)
    for number, (old, new) in enumerate(zip_longest(before.sections, after.sections), start=1):
        if old is None or new is None:
            break
        place = translate("(section {number})", number=number)
        if old.after != new.after:
            ends = (translate("ends after text {number}", number=one.after) for one in (old, new))
            findings.alter(place, *ends, of_text=True)
        _compare_pages(old, new, place, findings)
        for kind, key in old.pages.items():
            if (key, new.pages[kind]) in compared:
                continue
            compared.add((key, new.pages[kind]))
            made, read = before.flow(key), after.flow(new.pages[kind])
            texts.compare(made, read, f"({name_of_part(kind)})")
            tables.compare(made.tables, read.tables, kind)


def _compare_pages(old: ShownSection, new: ShownSection, place: str, findings: WordFindings) -> None:
    """The page of a section: its room for text, and what else is said of it."""
    before, after = _area(old), _area(new)
    if any(now < LEAST_AREA * was for was, now in zip(before, after, strict=True)):
        findings.alter(place, *(translate("room for text {area}", area=area) for area in (before, after)))
    elif before != after:
        findings.name("sections", translate("size or margins of pages"))
    if any(not 0 <= place <= MOST_DISTANCE for place in _distances(new)) and _distances(old) != _distances(new):
        findings.alter(place, *(translate("headers at {places}", places=_distances(one)) for one in (old, new)))
    for name, was, now in changes_of(_facts(old), _facts(new)):
        if name in _PAGE_LOOKS or not now:
            findings.name("sections", translate("{name} differs", name=name))
        else:
            findings.alter(place, was or None, now)


def _distances(section: ShownSection) -> list[int]:
    """How far from the page's edges headers and footers stand, and where the text begins, in twentieths of a point."""
    margins = dict(_NUMBER.findall(section.facts.get("pgMar", "")))
    return [int(margins.get(name, 0)) for name in ("header", "footer", "top", "bottom")]


def _facts(section: ShownSection) -> dict[str, str]:
    facts = {
        name: value
        for name, value in section.facts.items()
        if name not in UNSEEN_SECTION and value not in _SAME_AS_NONE.get(name, ())
    }
    columns = re.search("num='([0-9]+)'", section.facts.get("cols", ""))
    if columns and columns[1] != "1":
        facts["columns"] = columns[1]
    grid = section.facts.get("docGrid", "")
    # A grid of characters sets the space between letters.
    if "Chars" in grid:
        facts["docGrid"] = grid
    facts["begins"] = section.facts.get("type", "nextPage")
    return facts


def _area(section: ShownSection) -> tuple[int, int]:
    """The width and height that a page has for text, in twentieths of a point."""
    size, margins = (dict(_NUMBER.findall(section.facts.get(name, ""))) for name in ("pgSz", "pgMar"))
    width, height = int(size.get("w", 12_240)), int(size.get("h", 15_840))
    sides = [int(margins.get(name, 0)) for name in ("left", "right", "gutter")]
    ends = [abs(int(margins.get(name, 0))) for name in ("top", "bottom")]
    return width - sum(sides), height - sum(ends)

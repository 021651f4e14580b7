"""``compare-sfc``: the content held against a table that was exported from the Commission's system."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, say, say_error
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode, reason_of
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.sfc.comparison import TableComparison

LONGEST_SHOWN = 300
"""Of a text so many characters are printed, from a little before the first one that differs."""
_BEFORE = 40


def compare_sfc(
    file: Annotated[Path, typer.Argument(help="An XLSX or CSV file with the programme's tables.", metavar="FILE")],
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """List every cell of an exported table that differs from the content; exit code 1 if any does."""
    from methodology.reading import read_programme
    from methodology.sfc.comparison import compare_file
    from methodology.sfc.sheets import MOST_BYTES

    freeze_imports()
    try:
        with file.open("rb") as stream:
            exported = stream.read(MOST_BYTES + 1)
    except OSError as error:
        say_error(f"{format_path(file)}: {reason_of(error)}", translate("name an XLSX or CSV file"))
        raise typer.Exit(ExitCode.USAGE) from error
    programme = read_programme(content, format_path(content), templates)
    comparison = compare_file(programme, templates, exported, format_path(file))
    _print(comparison)
    if not comparison.is_equal:
        raise typer.Exit(ExitCode.CONTENT)


def _print(comparison: TableComparison) -> None:
    for one in comparison.differences:
        remark = f", {one.remark}" if one.remark else ""
        say(f"{one.entry}, {one.column} ({_visible(one.address)}){remark}", "bold")
        before, after = _cut(one.content, one.file)
        say("  " + translate("content: {text}", text=before), "red")
        say("  " + translate("file:    {text}", text=after), "green")
    for entry, number in comparison.only_content:
        say(translate("{entry}: only in the content (table {number})", entry=entry, number=number), "red")
    for entry, address in comparison.only_file:
        where = _visible(address)
        say(translate("{entry}: only in the file ({where})", entry=_visible(entry), where=where), "green")
    for fault in comparison.faults:
        say(translate("not compared: {fault}", fault=_visible(fault)), "yellow")
    for note in comparison.notes:
        say(translate("note: {note}", note=_visible(note)), "dim")
    content, file = len(comparison.only_content), len(comparison.only_file)
    counts = (
        translate_count("{count} difference", "{count} differences", len(comparison.differences)),
        translate_count("{count} row only in the content", "{count} rows only in the content", content),
        translate_count("{count} row only in the file", "{count} rows only in the file", file),
    )
    cells = translate_count("{count} cell compared", "{count} cells compared", comparison.cells)
    say(f"{cells}: {', '.join(counts)}")


def _cut(before: str, after: str) -> tuple[str, str]:
    """Two texts as they are printed, cut around the first place where they differ."""
    pairs = enumerate(zip(before, after, strict=False))
    start = next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))
    start = max(start - _BEFORE, 0) if max(len(before), len(after)) > LONGEST_SHOWN else 0
    return _piece(before, start), _piece(after, start)


def _piece(text: str, start: int) -> str:
    if not text:
        return translate("(empty)")
    end = start + LONGEST_SHOWN
    return f"{'…' if start else ''}{_visible(text[start:end])}{'…' if end < len(text) else ''}"


def _visible(text: str) -> str:
    """A foreign text on one line, with the codes of what a terminal does not show, or obeys."""
    return "".join(letter if unicodedata.category(letter)[0] != "C" else f"\\u{ord(letter):04x}" for letter in text)

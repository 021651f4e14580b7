"""Faults of YAML in the words of a drafter: where the slip was made, not where the parser gave up."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from methodology.diagnostics import Diagnostic, Location, quote

_LONGEST_LOOK_BACK = 20
"""So many lines above the place where the parser gave up, a slip is looked for."""
_NO_BLANK = re.compile(r"[ ]*(?:- )?([A-Za-z_][\w.]*):(?!//)([^\s:].*)")
"""A key whose value follows without a blank."""
_ENTRY = re.compile(r"[ ]*(?:- )?[A-Za-z_][\w.]*:(?: |$)")
_FULL_ENTRY = re.compile(r"[ ]*(?:- )?[A-Za-z_][\w.]*: +[^\s#]")
"""A key with its value on the same line."""
_BARE_REFERENCE = re.compile(r":[ ]+(\{=?[\w.\-/()]+\})[ ]*[^\s,}#]")
"""A text that begins with a reference, where a value stands."""
_DASH = re.compile(r"[ ]*-[^\s-]")
_RESERVED = re.compile("found character |cannot start any token")


def explain(file: str, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Return the diagnostic for a syntax error of PyYAML in a file's text."""
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    for find in (
        _find_tab,
        _find_bare_reference,
        _find_open_quote,
        _find_no_blank,
        _find_indentation,
        _find_text_in_need_of_quotes,
    ):
        slip = find(lines, error, line, column)
        if slip is not None:
            at, where, message, hint = slip
            return Diagnostic("yaml-syntax", message, Location(file, at + 1, where + 1), hint)
    return Diagnostic("yaml-syntax", error.problem or "not readable as YAML", Location(file, line + 1, column + 1))


_Slip = tuple[int, int, str, str]
"""Line and column from 0, message and hint."""


def _find_tab(lines: list[str], _error: yaml.MarkedYAMLError, line: int, column: int) -> _Slip | None:
    if line < len(lines) and "\t" in lines[line][: column + 1]:
        return line, lines[line].index("\t"), "a tab is used for indentation", "indent with spaces"
    return None


def _find_bare_reference(lines: list[str], _error: yaml.MarkedYAMLError, line: int, _column: int) -> _Slip | None:
    """``derivation: {share} * 2``, which YAML takes for keys in braces and something behind them."""
    slip = _BARE_REFERENCE.search(lines[line]) if line < len(lines) else None
    if slip is None:
        return None
    return line, slip.start(1), "the text begins with { and stands in no quotes", 'put the whole text in quotes, "…"'


def _find_open_quote(lines: list[str], error: yaml.MarkedYAMLError, line: int, column: int) -> _Slip | None:
    """A quote that nothing closes, or one that closes at the next quote, lines below or in the middle of its text."""
    opened = error.context_mark
    if error.context == "while scanning a quoted scalar" and opened is not None:
        sign = lines[opened.line][opened.column]
        return opened.line, opened.column, "the quote that opens here is not closed", f"write {sign} at its end"
    if line >= len(lines) or error.problem != "did not find expected key":
        return None
    for number in range(line, max(line - _LONGEST_LOOK_BACK, -1), -1):
        opening = re.match(r"[ ]*(?:- )?(?:[\w.]+: +)?([\"'])", lines[number])
        if opening is None:
            continue
        at, sign = opening.end() - 1, opening[1]
        if number == line and column <= opening.end():
            continue  # it is the first quote of this line that closed the text
        if lines[number].count(sign) % 2 and number < line:
            return number, at, "the quote that opens here is not closed in its line", f"write {sign} at its end"
        if number == line:
            hint = f"write {sign * 2} for one within the text" if sign == "'" else 'write \\" for one within the text'
            return number, column, f"the text in {sign} ended before this", hint
        return None
    return None


def _find_no_blank(lines: list[str], error: yaml.MarkedYAMLError, line: int, _column: int) -> _Slip | None:
    """``target:46``, which is no key; the parser gives up in a line below."""
    if error.problem not in ("could not find expected ':'", "mapping values are not allowed in this context"):
        return None
    first = error.context_mark.line if error.context_mark is not None else line - 1
    for number in range(max(first, 0), min(line + 1, len(lines))):
        slip = _NO_BLANK.fullmatch(lines[number])
        if slip is not None and not _ENTRY.match(lines[number]):
            message = f"a blank is missing after the colon in '{quote(lines[number].strip())}'"
            return number, slip.start(2), message, f"write {slip[1]}: {quote(slip[2])}"
        if _DASH.match(lines[number]):
            at = lines[number].index("-")
            return number, at, "a blank is missing after the dash", f"write - {lines[number][at + 1 :]}"
    return None


def _find_indentation(lines: list[str], error: yaml.MarkedYAMLError, line: int, _column: int) -> _Slip | None:
    """A line that is indented otherwise than its neighbours."""
    if line >= len(lines) or error.problem not in (
        "did not find expected key",
        "did not find expected '-' indicator",
        "mapping values are not allowed in this context",
    ):
        return None
    above = next((at for at in range(line - 1, -1, -1) if lines[at].strip() and lines[at].lstrip()[0] != "#"), None)
    if above is None:
        return None
    here, there = _indentation(lines[line]), _indentation(lines[above])
    is_entry = bool(_ENTRY.match(lines[line]) or lines[line].lstrip().startswith("- "))
    has_value = bool(_FULL_ENTRY.match(lines[above])) or lines[above].lstrip().startswith("- ")
    if here == there or not is_entry or (here > there and not has_value):
        return None
    message = f"this line is indented by {_blanks(here)}, the line above it ({above + 1}) by {_blanks(there)}"
    return line, here, message, "indent what belongs together alike"


def _find_text_in_need_of_quotes(lines: list[str], error: yaml.MarkedYAMLError, line: int, column: int) -> _Slip | None:
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        return line, column, problem, "put a text that holds ': ' in quotes"
    if _RESERVED.search(problem) and line < len(lines) and column < len(lines[line]):
        sign = lines[line][column]
        return line, column, f"no text may begin with {sign} without quotes", 'put the text in quotes, "…"'
    return None


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _blanks(count: int) -> str:
    return "1 blank" if count == 1 else f"{count} blanks"


def find_lost_entry(file: str, lines: Sequence[str], first: int) -> Diagnostic | None:
    """Report the first line of an unquoted text that was meant as an entry of its own; None where there is none.

    YAML joins a line that is indented further than the text above to that text, without a word. ``lines`` are those of
    the text, ``first`` is the number of the first one, from 0.
    """
    for number, line in enumerate(lines[1:], start=first + 1):
        if re.match(r"[ ]*- \S", line):
            message = f"this line would be read as part of the text in line {first + 1}"
            hint = "indent it like the entries above; a text that goes on so stands in quotes"
            return Diagnostic("lost-entry", message, Location(file, number + 1, _indentation(line) + 1), hint)
    return None

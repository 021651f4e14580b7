"""Faults of YAML in the words of a drafter: where the slip was made, not where the parser gave up."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from methodology.diagnostics import Diagnostic, Location, quote
from methodology.messages import declare_message, translate, translate_count

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
_UNREADABLE = declare_message("not readable as YAML")
_PROBLEMS = {
    message.format(): message
    for message in (
        declare_message("block sequence entries are not allowed in this context"),
        declare_message("could not find expected ':'"),
        declare_message("could not find expected directive name"),
        declare_message("did not find URI escaped octet"),
        declare_message("did not find expected '!'"),
        declare_message("did not find expected ',' or ']'"),
        declare_message("did not find expected ',' or '}}'"),
        declare_message("did not find expected '-' indicator"),
        declare_message("did not find expected <document start>"),
        declare_message("did not find expected alphabetic or numeric character"),
        declare_message("did not find expected comment or line break"),
        declare_message("did not find expected digit or '.' character"),
        declare_message("did not find expected hexdecimal number"),
        declare_message("did not find expected key"),
        declare_message("did not find expected node content"),
        declare_message("did not find expected tag URI"),
        declare_message("did not find expected version number"),
        declare_message("did not find expected whitespace"),
        declare_message("did not find expected whitespace or line break"),
        declare_message("did not find the expected '>'"),
        declare_message("found a tab character that violates indentation"),
        declare_message("found a tab character where an indentation space is expected"),
        declare_message("found an indentation indicator equal to 0"),
        declare_message("found character that cannot start any token"),
        declare_message("found duplicate %TAG directive"),
        declare_message("found duplicate %YAML directive"),
        declare_message("found extremely long version number"),
        declare_message("found incompatible YAML document"),
        declare_message("found invalid Unicode character escape code"),
        declare_message("found undefined tag handle"),
        declare_message("found unexpected ':'"),
        declare_message("found unexpected document indicator"),
        declare_message("found unexpected end of stream"),
        declare_message("found unexpected non-alphabetical character"),
        declare_message("found unknown directive name"),
        declare_message("found unknown escape character"),
        declare_message("mapping keys are not allowed in this context"),
        declare_message("mapping values are not allowed in this context"),
    )
}
"""What libyaml says of a text that it cannot read, as a message of this program."""
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
    return Diagnostic(
        "yaml-syntax", translate(_PROBLEMS.get(error.problem or "", _UNREADABLE)), Location(file, line + 1, column + 1)
    )


_Slip = tuple[int, int, str, str]
"""Line and column from 0, message and hint."""


def _find_tab(lines: list[str], _error: yaml.MarkedYAMLError, line: int, column: int) -> _Slip | None:
    if line < len(lines) and "\t" in lines[line][: column + 1]:
        return (
            line,
            lines[line].index("\t"),
            translate("a tab is used for indentation"),
            translate("indent with spaces"),
        )
    return None


def _find_bare_reference(lines: list[str], _error: yaml.MarkedYAMLError, line: int, _column: int) -> _Slip | None:
    """``derivation: {share} * 2``, which YAML takes for keys in braces and something behind them."""
    slip = _BARE_REFERENCE.search(lines[line]) if line < len(lines) else None
    if slip is None:
        return None
    return (
        line,
        slip.start(1),
        translate("the text begins with {{ and stands in no quotes"),
        translate('put the whole text in quotes, "…"'),
    )


def _find_open_quote(lines: list[str], error: yaml.MarkedYAMLError, line: int, column: int) -> _Slip | None:
    """A quote that nothing closes, or one that closes at the next quote, lines below or in the middle of its text."""
    opened = error.context_mark
    if error.context == "while scanning a quoted scalar" and opened is not None:
        sign = lines[opened.line][opened.column]
        return (
            opened.line,
            opened.column,
            translate("the quote that opens here is not closed"),
            translate("write {sign} at its end", sign=sign),
        )
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
            return (
                number,
                at,
                translate("the quote that opens here is not closed in its line"),
                translate("write {sign} at its end", sign=sign),
            )
        if number == line:
            hint = (
                translate("write {sign} for one within the text", sign=sign * 2)
                if sign == "'"
                else translate('write \\" for one within the text')
            )
            return number, column, translate("the text in {sign} ended before this", sign=sign), hint
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
            message = translate("a blank is missing after the colon in '{line}'", line=quote(lines[number].strip()))
            return (
                number,
                slip.start(2),
                message,
                translate("write {text}", text=f"{slip[1]}: {quote(slip[2])}"),
            )
        if _DASH.match(lines[number]):
            at = lines[number].index("-")
            return (
                number,
                at,
                translate("a blank is missing after the dash"),
                translate("write {text}", text=f"- {lines[number][at + 1 :]}"),
            )
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
    message = translate(
        "this line is indented by {here}, the line above it ({above}) by {there}",
        here=_blanks(here),
        above=above + 1,
        there=_blanks(there),
    )
    return line, here, message, translate("indent what belongs together alike")


def _find_text_in_need_of_quotes(lines: list[str], error: yaml.MarkedYAMLError, line: int, column: int) -> _Slip | None:
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        return (
            line,
            column,
            translate(_PROBLEMS.get(problem, _UNREADABLE)),
            translate("put a text that holds ': ' in quotes"),
        )
    if _RESERVED.search(problem) and line < len(lines) and column < len(lines[line]):
        sign = lines[line][column]
        return (
            line,
            column,
            translate("no text may begin with {sign} without quotes", sign=sign),
            translate('put the text in quotes, "…"'),
        )
    return None


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _blanks(count: int) -> str:
    return translate_count("{count} blank", "{count} blanks", count)


def find_lost_entry(file: str, lines: Sequence[str], first: int) -> Diagnostic | None:
    """Report the first line of an unquoted text that was meant as an entry of its own; None where there is none.

    YAML joins a line that is indented further than the text above to that text, without a word. ``lines`` are those of
    the text, ``first`` is the number of the first one, from 0.
    """
    for number, line in enumerate(lines[1:], start=first + 1):
        if re.match(r"[ ]*- \S", line):
            message = translate("this line would be read as part of the text in line {first}", first=first + 1)
            hint = translate("indent it like the entries above; a text that goes on so stands in quotes")
            return Diagnostic("lost-entry", message, Location(file, number + 1, _indentation(line) + 1), hint)
    return None

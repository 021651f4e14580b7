"""Findings as ``check`` prints them: a line each, errors first; and one of them in full."""

from __future__ import annotations

import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from methodology.cli.console import say
from methodology.diagnostics import Severity
from methodology.messages import declare_message, translate, translate_count

if TYPE_CHECKING:
    from methodology.checks import Finding
    from methodology.model.fund import Fund

WIDEST = 100
"""How many columns a line has, in a pipe too; a narrower terminal has fewer."""
FEW = 2
"""So many findings are seen at a glance: they need no table of counts."""
_SHORTEST = 20
"""To fewer characters no quotation is cut."""
_QUOTATION = re.compile(r"(?<!\w)'([^']*)'(?!\w)|»([^«]*)«")
_WORDS = {
    Severity.ERROR: declare_message("error"),
    Severity.WARNING: declare_message("warning"),
    None: declare_message("accepted"),
}
"""What stands in a finding's line; None is for one that is accepted."""
_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", None: "green"}


def rank_finding(finding: Finding) -> int:
    """Return where a finding stands among others: errors, warnings, what is accepted."""
    return list(_WORDS).index(_state(finding))


def _state(finding: Finding) -> Severity | None:
    return finding.rule.severity if finding.accepted is None else None


def print_findings(findings: Iterable[Finding], program: str) -> None:
    """Print a line for each finding, errors first, then by place, below the name of its file.

    The rule and the hint stand below the line where they are said for the first time: twenty findings of a rule say
    its hint once, and each hint of its own is there. ``program`` is the name of the command that explains them.
    """
    shown = sorted(findings, key=rank_finding)
    columns = _Columns(shown)
    told: set[tuple[str, str]] = set()
    is_cut = False
    for (file, _), group in groupby(shown, key=lambda finding: (finding.location.file, rank_finding(finding))):
        say(file, "bold")
        for finding in group:
            is_cut |= _print_line(finding, columns)
            _print_once(f"{finding.rule.code}: {finding.hint}", finding, told, columns)
            if finding.accepted is not None:
                _print_once(_say_accepted(finding), finding, told, columns)
        say()
    if len(shown) > FEW:
        print_counts(shown)
    if len(shown) > FEW or is_cut:
        _print_more(shown, program)


class _Columns:
    """Where the columns of the lines begin."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.width = line_width()
        self.number = max((len(str(finding.number or "")) for finding in findings), default=0)
        self.word = max((len(translate(_WORDS[_state(finding)])) for finding in findings), default=0)
        self.place = max((len(_place(finding)) for finding in findings), default=0)

    @property
    def message(self) -> int:
        """How far from the edge the messages begin."""
        return 2 + sum(width + 2 for width in (self.number, self.word, self.place) if width)


def _place(finding: Finding) -> str:
    return ":".join(str(number) for number in (finding.location.line, finding.location.column) if number)


def _print_line(finding: Finding, columns: _Columns) -> bool:
    """Print the line of a finding; return whether its message is cut."""
    state = _state(finding)
    cells = (
        str(finding.number or "").rjust(columns.number),
        translate(_WORDS[state]).ljust(columns.word),
        _place(finding).ljust(columns.place),
    )
    message = finding.message.replace("\n", " ")
    short = shorten(message, columns.width - columns.message, finding.found)
    say("  ".join(["", *(cell for cell in cells if cell), short]), _STYLES[state])
    return short != message


def _print_once(text: str, finding: Finding, told: set[tuple[str, str]], columns: _Columns) -> None:
    """Print a text below a finding's line, whole, unless its rule said it before."""
    if (finding.rule.code, text) in told:
        return
    told.add((finding.rule.code, text))
    for line in wrap(text, columns.message, columns.width):
        say(line, "dim")


def wrap(text: str, indentation: int, width: int) -> list[str]:
    """Return the lines of a text; a long path or code is not broken."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=" " * indentation,
        subsequent_indent=" " * indentation,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _say_accepted(finding: Finding) -> str:
    if finding.until:
        return translate("accepted until {version}: {reason}", version=finding.until, reason=finding.accepted)
    return translate("accepted: {reason}", reason=finding.accepted)


def line_width() -> int:
    """Return how many columns a line may have."""
    if not sys.stdout.isatty():
        return WIDEST
    import shutil

    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)


def shorten(message: str, width: int, wrong: str = "") -> str:
    """Return a message in at most ``width`` characters: its longest quotation is cut around what is ``wrong``.

    Where that is not enough the message is cut before a quotation that ends it, else at its end.
    """
    quotation = max(_QUOTATION.finditer(message), key=lambda match: len(match[0]), default=None)
    tail = ""
    if len(message) > width and quotation is not None:
        group = 1 if quotation[1] is not None else 2
        room = max(width - len(message) + len(quotation[group]), _SHORTEST)
        cut = cut_around(quotation[group], wrong, room)
        begin, end = message[: quotation.start(group)], message[quotation.end(group) :]
        message = f"{begin}{cut}{end}"
        tail = f" {begin[-1:]}{cut}{end}" if len(end) == 1 else ""
    if len(message) <= width:
        return message
    if len(tail) * 2 > width:
        tail = ""
    return f"{message[: width - 1 - len(tail)].rstrip()}…{tail}"


def cut_around(text: str, wrong: str, width: int) -> str:
    """Return at most ``width`` characters of a text: those around what is ``wrong`` in it, else around its middle.

    Words stay whole where they can.
    """
    if len(text) <= width:
        return text
    at = text.find(wrong) if wrong else -1
    first, last = (at, at + len(wrong)) if at >= 0 else (len(text) // 2, len(text) // 2)
    start = min(max((first + last - width) // 2, 0), len(text) - width)
    end = start + width
    if start > 0:
        word = text.find(" ", start, first) + 1
        start = word or start + 1
    if end < len(text):
        blank = text.rfind(" ", last, end)
        end = blank if blank >= 0 else end - 1
    return f"{'…' if start > 0 else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def print_counts(findings: Iterable[Finding]) -> None:
    """Print how many findings there are of each rule, errors first, the most frequent first."""
    counts = Counter((rank_finding(finding), _state(finding), finding.rule.code) for finding in findings)
    word = max(len(translate(text)) for text in _WORDS.values())
    for (_, state, code), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][2])):
        say(f"{count:5}  {translate(_WORDS[state]).ljust(word)}  {code}", _STYLES[state])


def _print_more(findings: Sequence[Finding], program: str) -> None:
    number = next((finding.number for finding in findings if finding.number), None)
    code = findings[0].rule.code
    if number is None:
        say(translate("more: {program} explain {code}", program=program, code=code), "dim")
    else:
        message = translate(
            "more: {program} explain {number} for a finding, {program} explain {code} for its rule",
            program=program,
            number=number,
            code=code,
        )
        for line in wrap(message, 0, line_width()):
            say(line, "dim")


def print_summary(findings: Sequence[Finding], unread: int, hidden: int = 0) -> None:
    """Print how many findings there are; of them ``hidden`` were not printed, and ``unread`` files not judged."""
    accepted = sum(finding.accepted is not None for finding in findings)
    is_open = [finding for finding in findings if finding.is_open]
    errors = sum(_state(finding) is Severity.ERROR for finding in is_open)
    warnings = len(is_open) - errors
    unused = len(findings) - accepted - len(is_open)
    parts = [
        "{}, {}".format(
            translate_count("{count} error", "{count} errors", errors),
            translate_count("{count} warning", "{count} warnings", warnings),
        ),
        translate_count("{count} accepted", "{count} accepted", accepted),
    ]
    if unused:
        parts.append(
            translate_count(
                "{count} acceptance matches nothing: see --prune",
                "{count} acceptances match nothing: see --prune",
                unused,
            )
        )
    if hidden:
        parts.append(translate_count("{count} more is not shown", "{count} more are not shown", hidden))
    if unread:
        parts.append(
            translate_count(
                "{count} file could not be read: rules that need it did not run",
                "{count} files could not be read: rules that need them did not run",
                unread,
            )
        )
    say("; ".join(parts), "red" if errors else "yellow" if warnings else "green")


def print_finding(finding: Finding, fund: Fund | None, program: str) -> None:
    """Print all that is known of a finding: the whole message, the hint, the rule and its source."""
    texts = finding.rule.texts
    state = _state(finding)
    say(f"{finding.location}: {translate(_WORDS[state])}[{finding.rule.code}]", _STYLES[state])
    width = line_width()
    sections = [
        (translate("finding"), finding.message),
        (translate("content path"), finding.path),
        (translate("what to do"), finding.hint),
        (translate("rule"), texts.text),
        (translate("source"), texts.cited(fund)),
    ]
    if len(finding.places) > 1:
        places = (f"{place.path or place.found} ({place.location})" for place in finding.places)
        sections.insert(2, (translate("places"), "\n".join(places)))
    for title, text in sections:
        if text:
            say(f"\n{title}:", "bold")
            for line in text.splitlines():
                for wrapped in wrap(line, 2, width):
                    say(wrapped)
    say()
    say(translate("examples: {program} explain {code}", program=program, code=finding.rule.code), "dim")

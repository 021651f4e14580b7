"""``check``: what is wrong, doubtful or incomplete in the content."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, plural, say, say_diagnostic
from methodology.cli.options import CONTENT, ContentFolder
from methodology.diagnostics import ContentError, ExitCode, Severity, nearest

if TYPE_CHECKING:
    from methodology.checks import Finding


class ReportFormat(StrEnum):
    """For whom the findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check(
    context: typer.Context,
    content: ContentFolder = CONTENT,
    report: Annotated[ReportFormat, typer.Option("--format", help="How to print.")] = ReportFormat.TEXT,
    rules: Annotated[list[str] | None, typer.Option("--rule", help="Only this rule; repeat it for several.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Print accepted findings too.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    spelling: Annotated[bool, typer.Option("--spelling", help="Look words up in the language's dictionary.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Accept what is found: add it to accepted.yaml.")] = False,
    reason: Annotated[str, typer.Option(help="Why it is accepted; goes with --accept.")] = "",
) -> None:
    """Say what is wrong, doubtful or incomplete in the content."""
    from methodology.checks import accept_findings

    freeze_imports()
    _require_rules(rules or (), str(context.find_root().info_name))
    if accept != bool(reason):
        raise typer.BadParameter("--accept and --reason go together")
    findings, is_readable = _find(content, rules, spelling=spelling)
    accept = accept and is_readable
    open_findings = [finding for finding in findings if finding.accepted is None]
    _REPORTS[report](findings if show_all else open_findings, findings)
    if accept:
        added = accept_findings(content, list(chain.from_iterable(finding.places for finding in open_findings)), reason)
        say(f"accepted: {plural(added, 'finding')}")
    elif any(finding.rule.severity is Severity.ERROR or strict for finding in open_findings):
        raise typer.Exit(ExitCode.CONTENT)


def _find(content: Path, rules: Sequence[str] | None, *, spelling: bool) -> tuple[tuple[Finding, ...], bool]:
    """What is found, by the ``rules`` alone if there are any, and whether the content could be read."""
    from methodology.checks import check_programme, dictionary_rule, group_findings, structure_findings
    from methodology.reading import read_programme

    is_readable = True
    try:
        programme = read_programme(content, format_path(content))
        findings = list(check_programme(programme, [dictionary_rule(programme)] if spelling else ()))
    except ContentError as error:
        findings, is_readable = list(structure_findings(error)), False
    return group_findings(finding for finding in findings if not rules or finding.rule.code in rules), is_readable


def _require_rules(codes: Sequence[str], program: str) -> None:
    """Raise BadParameter for a code that no rule has; ``program`` is the name of the command."""
    if not codes:
        return
    from methodology.checks import rules_by_code

    known = rules_by_code()
    for code in codes:
        if code not in known:
            raise typer.BadParameter(f"no rule '{code}' ({nearest(code, known) or f'see {program} explain'})")


def _print_text(shown: Sequence[Finding], findings: Sequence[Finding]) -> None:
    """Grouped by file, then a summary."""
    for file, group in groupby(shown, key=lambda finding: finding.location.file):
        say(file, "bold")
        for finding in group:
            say_diagnostic(finding.diagnostic)
            if finding.accepted is not None:
                say(f"  accepted: {finding.accepted}", "green")
        say()
    _print_summary(findings)


def _print_summary(findings: Iterable[Finding]) -> None:
    accepted = [finding for finding in findings if finding.accepted is not None]
    left = [finding for finding in findings if finding.accepted is None]
    errors = sum(finding.rule.severity is Severity.ERROR for finding in left)
    summary = f"{plural(errors, 'error')}, {plural(len(left) - errors, 'warning')}; {len(accepted)} accepted"
    say(summary, "red" if errors else "yellow" if left else "green")


def _print_json(shown: Sequence[Finding], _: Sequence[Finding]) -> None:
    """One array; the keys are documented on the page on check."""
    rows = [
        {
            "rule": finding.rule.code,
            "family": finding.rule.family,
            "severity": finding.rule.severity,
            "message": finding.message,
            "hint": finding.hint,
            "path": finding.path,
            "found": finding.found,
            "file": finding.location.file,
            "line": finding.location.line,
            "column": finding.location.column,
            "accepted": finding.accepted is not None,
            "reason": finding.accepted,
            "places": [
                {
                    "path": place.path,
                    "found": place.found,
                    "file": place.location.file,
                    "line": place.location.line,
                    "column": place.location.column,
                }
                for place in finding.places
            ],
        }
        for finding in shown
    ]
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))


def _print_github(shown: Sequence[Finding], _: Sequence[Finding]) -> None:
    """Annotations for a pull request (workflow commands)."""
    for finding in shown:
        kind = "notice" if finding.accepted is not None else str(finding.rule.severity)
        place = f"file={finding.location.file},line={finding.location.line},col={finding.location.column}"
        title = _escape(finding.rule.code, in_property=True)
        typer.echo(f"::{kind} {place},title={title}::{_escape(f'{finding.message} ({finding.hint})')}")


def _escape(text: str, *, in_property: bool = False) -> str:
    """Text as a workflow command wants it."""
    escapes = {"%": "%25", "\r": "%0D", "\n": "%0A"} | ({":": "%3A", ",": "%2C"} if in_property else {})
    return "".join(escapes.get(character, character) for character in text)


_REPORTS: dict[ReportFormat, Callable[[Sequence[Finding], Sequence[Finding]], None]] = {
    ReportFormat.TEXT: _print_text,
    ReportFormat.JSON: _print_json,
    ReportFormat.GITHUB: _print_github,
}

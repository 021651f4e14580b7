"""``check``: what is wrong, doubtful or incomplete in the content."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from enum import StrEnum
from itertools import chain, count, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.acceptances import accept_findings, prune_acceptances
from methodology.cli.console import format_path, freeze_imports, plural, say, say_diagnostic
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode, Severity, nearest
from methodology.formats import Format, TableFormat

if TYPE_CHECKING:
    from methodology.building import Judgement
    from methodology.checks import Finding
    from methodology.model.programme import Programme


class ReportFormat(StrEnum):
    """For whom the findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


Chosen = Annotated[
    list[str] | None,
    typer.Argument(help="Only these findings: a number as printed, a content path, or a place.", metavar="FINDING..."),
]


def check(
    context: typer.Context,
    chosen: Chosen = None,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
    report: Annotated[ReportFormat, typer.Option("--format", help="How to print.")] = ReportFormat.TEXT,
    rules: Annotated[list[str] | None, typer.Option("--rule", help="Only this rule; repeat it for several.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Print accepted findings too.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    spelling: Annotated[bool, typer.Option("--spelling", help="Look words up in the language's dictionary.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Accept what is printed: add it to accepted.yaml.")] = False,
    reason: Annotated[str, typer.Option(help="Why it is accepted; goes with --accept.")] = "",
    until: Annotated[str, typer.Option(help="The version that is accepted; later ones are not.")] = "",
    prune: Annotated[bool, typer.Option("--prune", help="Take out of accepted.yaml what matches nothing.")] = False,
) -> None:
    """Say what is wrong, doubtful or incomplete in the content and the templates."""
    freeze_imports()
    _require_rules(rules, str(context.find_root().info_name))
    _require_options(reason, until, accept=accept, is_pruned_alone=not prune or not any((accept, chosen, rules)))
    judgement = _judge(content, templates, rules, spelling=spelling)
    programme = judgement.programme if not judgement.unread else None
    findings = _choose(_number(judgement.findings), rules, chosen)
    if prune and programme is not None:
        _prune(content, programme, findings)
        return
    open_findings = [finding for finding in findings if finding.accepted is None]
    _REPORTS[report](findings if show_all else open_findings, findings, judgement.unread)
    _print_asked(report, programme)
    if accept and programme is not None:
        places = chain.from_iterable(finding.places for finding in open_findings)
        added = accept_findings(content, programme, places, reason, until)
        say(f"accepted: {plural(added, 'finding')}", is_error=report is not ReportFormat.TEXT)
        open_findings = [finding for finding in open_findings if finding.rule.family == "structure"]
    if programme is None or _are_refused(open_findings, strict=strict):
        raise typer.Exit(ExitCode.CONTENT)


def _are_refused(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether a build would stop at one of the findings."""
    return any(finding.rule.severity is Severity.ERROR or strict for finding in findings)


def _judge(content: Path, templates: Path, rules: Sequence[str] | None, *, spelling: bool) -> Judgement:
    """What a build would find. All formats are rendered in memory, unless only rules of the content are asked for."""
    from methodology.building import BuildFolders, judge
    from methodology.checks import Family, rules_by_code
    from methodology.language_files import list_languages

    is_rendered = not rules or any(rules_by_code()[code].family is Family.STRUCTURE for code in rules)
    formats: list[Format | TableFormat] = list(Format) if is_rendered else []
    if formats and list_languages(templates):  # older templates have none
        formats.append(TableFormat.CSV)
    folders = BuildFolders(content, format_path(content), templates, output=Path())  # nothing is written
    return judge(folders, formats, _be_silent, spelling=spelling, sealed=False)


def _be_silent(_: str) -> AbstractContextManager[None]:
    """A check says nothing on its way."""
    return nullcontext()


def _number(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, the open ones numbered."""
    numbers = count(1)
    return tuple(
        replace(finding, number=next(numbers)) if finding.accepted is None else finding for finding in findings
    )


def _choose(findings: Sequence[Finding], rules: Sequence[str] | None, chosen: Sequence[str] | None) -> list[Finding]:
    """The findings of the ``rules`` that are ``chosen``, of a grouped one the places that are; raises BadParameter."""
    from methodology.checks import group_findings

    of_rules = [finding for finding in findings if not rules or finding.rule.code in rules]
    if not chosen:
        return of_rules
    found, missing = [], set(chosen)
    for finding in of_rules:
        places = []
        for place in finding.places:
            names = {name for name in chosen if str(finding.number) == name or _is_at(place, name)}
            missing -= names
            if names:
                places.append(place)
        if places:
            (group,) = group_findings(places)
            found.append(replace(group, number=finding.number))
    if missing:
        name = next(name for name in chosen if name in missing)
        raise typer.BadParameter(f"no finding '{name}': write a number that check prints, a content path, or a place")
    return found


def _is_at(finding: Finding, name: str) -> bool:
    """Whether a finding is at a content path, or at a place (``content/operations.yaml:3``), or below it."""
    return f"{finding.path}.".startswith(f"{name}.") or f"{finding.location}:".startswith(f"{name}:")


def _prune(content: Path, programme: Programme, findings: Iterable[Finding]) -> None:
    """Take out of accepted.yaml what matches no finding, and print it."""
    from methodology.checks import UNUSED

    unused = [finding for finding in findings if finding.rule is UNUSED]
    prune_acceptances(content, programme, unused)
    for finding in unused:
        say(f"removed: {finding.location}: {finding.message}")
    say(f"removed: {plural(len(unused), 'acceptance')}")


def _require_rules(codes: Sequence[str] | None, program: str) -> None:
    """Raise BadParameter for a code that no rule has; ``program`` is the name of the command."""
    if not codes:
        return
    from methodology.checks import rules_by_code

    known = rules_by_code()
    for code in codes:
        if code not in known:
            raise typer.BadParameter(f"no rule '{code}' ({nearest(code, known) or f'see {program} explain'})")


def _require_options(reason: str, until: str, *, accept: bool, is_pruned_alone: bool) -> None:
    """Raise BadParameter for options that do not go together."""
    if accept != bool(reason.strip()) or (until and not accept):
        raise typer.BadParameter("--accept and --reason go together, --until goes with them")
    if not is_pruned_alone:
        raise typer.BadParameter("--prune goes without --accept, --rule and FINDING")


def _print_text(shown: Sequence[Finding], findings: Sequence[Finding], unread: int) -> None:
    """Grouped by file, then a summary."""
    for file, group in groupby(shown, key=lambda finding: finding.location.file):
        say(file, "bold")
        for finding in group:
            say_diagnostic(finding.diagnostic)
            if finding.accepted is None:
                say(f"  number: {finding.number}", "dim")
            else:
                say(f"  accepted{f' until {finding.until}' if finding.until else ''}: {finding.accepted}", "green")
        say()
    _print_summary(findings, unread)


def _print_summary(findings: Iterable[Finding], unread: int) -> None:
    accepted = [finding for finding in findings if finding.accepted is not None]
    left = [finding for finding in findings if finding.accepted is None]
    errors = sum(finding.rule.severity is Severity.ERROR for finding in left)
    summary = f"{plural(errors, 'error')}, {plural(len(left) - errors, 'warning')}; {len(accepted)} accepted"
    if unread:
        them = "it" if unread == 1 else "them"
        summary += f"; {plural(unread, 'file')} could not be read: rules that need {them} did not run"
    say(summary, "red" if errors else "yellow" if left else "green")


def _print_asked(report: ReportFormat, programme: Programme | None) -> None:
    """How much of what a person must give is there, unless all is; what is open in the order of the law."""
    from methodology.checks.regulation.to_give import count_asked

    if report is not ReportFormat.TEXT or programme is None:
        return
    given, asked, left = count_asked(programme)
    if left:
        kinds = ", ".join(plural(count, name) for name, count in left.items())
        say(f"{given} of {asked} given; to give: {kinds}", "yellow")


def _print_json(shown: Sequence[Finding], _: Sequence[Finding], _unread: int) -> None:
    """One array; the keys are documented on the page on check."""
    rows = [
        {
            "number": finding.number,
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
            "until": finding.until,
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


def _print_github(shown: Sequence[Finding], _: Sequence[Finding], _unread: int) -> None:
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


_REPORTS: dict[ReportFormat, Callable[[Sequence[Finding], Sequence[Finding], int], None]] = {
    ReportFormat.TEXT: _print_text,
    ReportFormat.JSON: _print_json,
    ReportFormat.GITHUB: _print_github,
}

"""``check``: what is wrong, doubtful or incomplete in the content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from methodology.cli.acceptances import accept_findings, prune_acceptances
from methodology.cli.choosing import FindingChoice, first_findings, list_open
from methodology.cli.console import freeze_imports, say
from methodology.cli.findings import print_findings, print_summary
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode, Severity, nearest
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
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
Rules = Annotated[list[str] | None, typer.Option("--rule", help="Only this rule; repeat it for several.")]
Paths = Annotated[
    list[str] | None,
    typer.Option("--path", help="Only at or below a content path, a file or a chapter; repeat it for several."),
]
Since = Annotated[
    str, typer.Option("--since", metavar="VERSION", help="Only what came since a commit, a tag or another version.")
]
Limit = Annotated[int | None, typer.Option(min=1, help="Print so many findings, the worst first.")]


def check(
    context: typer.Context,
    chosen: Chosen = None,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
    report: Annotated[ReportFormat, typer.Option("--format", help="How to print.")] = ReportFormat.TEXT,
    rules: Rules = None,
    paths: Paths = None,
    since: Since = "",
    limit: Limit = None,
    show_all: Annotated[bool, typer.Option("--all", help="Print accepted findings too.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    spelling: Annotated[bool, typer.Option("--spelling", help="Look words up in the language's dictionary.")] = False,
    language: Annotated[bool, typer.Option("--language", help="Judge agreement with the language's analyser.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Accept what is printed: add it to accepted.yaml.")] = False,
    reason: Annotated[str, typer.Option(help="Why it is accepted; goes with --accept.")] = "",
    until: Annotated[str, typer.Option(help="The version that is accepted; later ones are not.")] = "",
    prune: Annotated[bool, typer.Option("--prune", help="Take out of accepted.yaml what matches nothing.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one right answer; shows it and asks.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Mend it without asking; goes with --fix.")] = False,
) -> None:
    """Say what is wrong, doubtful or incomplete in the content and the templates."""
    freeze_imports()
    program = str(context.find_root().info_name)
    tools = [code for code, is_asked in (("misspelt", spelling), ("analysed-agreement", language)) if is_asked]
    choice = FindingChoice(content, templates, rules, paths, since, chosen, tools)
    _require_rules(rules, program)
    _require_options(reason, until, accept=accept)
    _require_alone(accept, limit is not None, prune=prune, fix=fix, yes=yes, is_narrow=choice.is_narrow)
    judgement = choice.judge()
    programme = judgement.programme if not judgement.unread else None
    findings = choice.choose(judgement)
    if programme is not None and (prune or fix):
        left = _prune(content, programme, findings) if prune else _fix(content, templates, findings, is_sure=yes)
        raise typer.Exit(ExitCode.CONTENT if _are_refused(left, (), strict=strict) else ExitCode.DONE)
    asked = findings if show_all else list_open(findings)
    shown = first_findings(asked, limit)
    _print(report, shown, program)
    if report is ReportFormat.TEXT:
        print_summary(findings, judgement.unread, hidden=len(asked) - len(shown))
        _print_asked(programme)
    accepted: Sequence[Finding] = ()
    if accept and programme is not None:
        accepted = _accept(
            content, programme, list_open(shown), reason, until, is_error=report is not ReportFormat.TEXT
        )
    if programme is None or _are_refused(findings, accepted, strict=strict):
        raise typer.Exit(ExitCode.CONTENT)


def _are_refused(findings: Iterable[Finding], accepted: Sequence[Finding], *, strict: bool) -> bool:
    """Whether a build would stop at one of the findings, some of which are ``accepted`` now."""
    left = (finding for finding in list_open(findings) if finding not in accepted)
    return any(finding.rule.severity is Severity.ERROR or strict for finding in left)


def _accept(
    content: Path, programme: Programme, findings: Iterable[Finding], reason: str, until: str, *, is_error: bool
) -> Sequence[Finding]:
    """Accept findings, and say how many; return those that can be, which are not of what reading refuses."""
    accepted = [finding for finding in findings if finding.rule.family != "structure"]
    places = chain.from_iterable(finding.places for finding in accepted)
    added = accept_findings(content, programme, places, reason, until)
    say(translate_count("accepted: {count} finding", "accepted: {count} findings", added), is_error=is_error)
    return accepted


def _fix(content: Path, templates: Path, findings: Sequence[Finding], *, is_sure: bool) -> Sequence[Finding]:
    from methodology.cli.fixing import offer_fixes

    return offer_fixes(content, templates, findings, is_sure=is_sure)


def _prune(content: Path, programme: Programme, findings: Iterable[Finding]) -> Sequence[Finding]:
    """Take out of accepted.yaml what matches no finding, and print it; nothing is judged by it."""
    from methodology.checks import UNUSED

    unused = [finding for finding in findings if finding.rule is UNUSED]
    prune_acceptances(content, programme, unused)
    for finding in unused:
        say(translate("removed: {place}: {finding}", place=finding.location, finding=finding.message))
    say(translate_count("removed: {count} acceptance", "removed: {count} acceptances", len(unused)))
    return ()


def _require_rules(codes: Sequence[str] | None, program: str) -> None:
    """Raise BadParameter for a code that no rule has; ``program`` is the name of the command."""
    if not codes:
        return
    from methodology.checks import rules_by_code

    known = rules_by_code()
    for code in codes:
        if code not in known:
            hint = nearest(code, known) or translate("see {program} explain", program=program)
            raise typer.BadParameter(translate("no rule '{code}' ({hint})", code=code, hint=hint))


def _require_options(reason: str, until: str, *, accept: bool) -> None:
    """Raise BadParameter for options that do not go together."""
    if accept != bool(reason.strip()) or (until and not accept):
        raise typer.BadParameter(translate("--accept and --reason go together, --until goes with them"))


def _require_alone(*others: bool, prune: bool, fix: bool, yes: bool, is_narrow: bool) -> None:
    """Raise BadParameter where more is to be written than one thing."""
    if prune and (fix or is_narrow or any(others)):
        raise typer.BadParameter(translate("--prune goes without --accept, --fix, --limit and what chooses findings"))
    if (fix and any(others)) or (yes and not fix):
        raise typer.BadParameter(translate("--fix goes without --accept and --limit, --yes goes with it"))


def _print(report: ReportFormat, findings: Sequence[Finding], program: str) -> None:
    match report:
        case ReportFormat.TEXT:
            print_findings(findings, program)
        case ReportFormat.JSON:
            _print_json(findings)
        case ReportFormat.GITHUB:
            _print_github(findings)
        case _:
            assert_never(report)


def _print_asked(programme: Programme | None) -> None:
    """How much of what a person must give is there, unless all is; what is open in the order of the law."""
    from methodology.checks.regulation.to_give import count_asked

    if programme is None:
        return
    given, asked, left = count_asked(programme)
    if left:
        kinds = ", ".join(_count_kind(name, count) for name, count in left.items())
        say(translate("{given} of {asked} given; to give: {kinds}", given=given, asked=asked, kinds=kinds), "yellow")


def _count_kind(name: str, count: int) -> str:
    """So many of what must be given, by its name."""
    forms = {
        "value": translate_count("{count} value", "{count} values", count),
        "reason": translate_count("{count} reason", "{count} reasons", count),
        "source": translate_count("{count} source", "{count} sources", count),
        "factor": translate_count("{count} factor", "{count} factors", count),
        "share": translate_count("{count} share", "{count} shares", count),
        "text": translate_count("{count} text", "{count} texts", count),
    }
    return forms[name]


def _print_json(shown: Sequence[Finding]) -> None:
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


def _print_github(shown: Sequence[Finding]) -> None:
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

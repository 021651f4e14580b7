"""``remove``: an operation, source, risk, chapter or indicator taken out, with all that names it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.components import Component, OpenedContent, open_content, print_findings, write_change
from methodology.cli.console import freeze_imports, say
from methodology.cli.content_files import confirm, print_changes, say_unchanged
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.components.kind import ComponentKind
from methodology.diagnostics import ContentError, Severity
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.building import Judgement
    from methodology.checks import Finding
    from methodology.components.removing import Removal


def remove(
    component: Component,
    name: Annotated[str, typer.Argument(metavar="ID", help="The id by which the content calls it.")],
    objective: Annotated[str, typer.Option(help="Whose own risk it is.", show_default=False)] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove it without asking.")] = False,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Take a part of the programme out, with the lists, acceptances and reasons that name it."""
    from methodology.components.outcome import unread_files
    from methodology.components.removing import plan_removal

    freeze_imports()
    if objective and component is not ComponentKind.RISK:
        raise typer.BadParameter(translate("--objective goes with a risk"))
    with open_content(content, templates) as opened:
        unread = unread_files(opened.judgement)
        removal = plan_removal(opened.programme, component, name, objective, unread)
        files, after, findings = _settle(opened, removal)
        print_changes(opened.programme, files)
        _refuse_errors(removal, findings, is_whole=not opened.judgement.unread)
        print_findings(findings, after.unread)
        if removal.unproven:
            codes = ", ".join(removal.unproven)
            say(
                translate("the values of {codes} stay: do they still hold without the operation?", codes=codes),
                "yellow",
            )
        if not (yes or confirm(translate("Remove it?"))):
            say_unchanged(is_asked=sys.stdin.isatty())
            return
        write_change(opened, files, after.programme)


def _settle(opened: OpenedContent, removal: Removal) -> tuple[Mapping[str, str | None], Judgement, Sequence[Finding]]:
    """The changed files without the acceptances that match nothing any more, and what check finds then."""
    from methodology.checks import new_findings
    from methodology.components.outcome import judge_with
    from methodology.components.removing import without_unused

    files = removal.files
    after = judge_with(opened.folders, opened.programme, files)
    findings = new_findings(opened.judgement.findings, after.findings)
    settled = without_unused(after.programme, files, findings)
    if settled != files:
        files = settled
        after = judge_with(opened.folders, opened.programme, files)
        findings = new_findings(opened.judgement.findings, after.findings)
    return files, after, findings


def _refuse_errors(removal: Removal, findings: Sequence[Finding], *, is_whole: bool) -> None:
    """Raise ContentError with the sentences that refer to what goes, or else with the errors that the removal brings.

    That the fund has an indicator which the programme lacks then is what is wanted. Where the content was not whole
    before, rules that see it now may find what was there already: only what cannot be read counts.
    """
    from methodology.checks import Family

    if removal.mentions:
        raise ContentError(removal.mentions)
    errors = [
        finding.diagnostic
        for finding in findings
        if finding.rule.severity is Severity.ERROR
        and (is_whole or finding.rule.family is Family.STRUCTURE)
        and not (finding.rule.code.endswith("indicator-missing") and finding.found in removal.gone)
    ]
    if errors:
        say(
            translate_count(
                "{count} error would come of it: change what they name first",
                "{count} errors would come of it: change what they name first",
                len(errors),
            ),
            is_error=True,
        )
        raise ContentError(errors)

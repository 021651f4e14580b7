"""``amend``: the package of an amendment, where nothing speaks against sending it, or its draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, say, say_diagnostic
from methodology.cli.diff import New, Old, RequireReasons, compare, folder_of, reasons_file, write_files
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ContentError, Severity
from methodology.messages import translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodology.diagnostics import Diagnostic


def amend(
    old: Old,
    new: New = "",
    *,
    output: Annotated[Path, typer.Option(help="The folder of the package.")] = Path("output/amendment"),
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
    draft: Annotated[
        bool, typer.Option("--draft", help="Make a package that says on every page that it is a draft.")
    ] = False,
    require_reasons: RequireReasons = False,
) -> None:
    """Write the amendment package: the new document, the redline, the table of changes and a cover note."""
    from methodology.versions.outputs import as_draft, write_package
    from methodology.versions.refusals import find_open_changes, find_open_findings, find_refusals

    with compare(old, new, content, templates) as report:
        findings = find_open_findings(report.new.programme)
        file = format_path(reasons_file(report, content, new))
        stopping = [finding for finding in findings if finding.severity is Severity.ERROR]
        if not draft:
            stopping += find_refusals(report, folder_of(new, content), file)
        elif require_reasons:
            stopping += find_open_changes(report, file)
        warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
        _print_warnings(warnings)
        if stopping:
            raise ContentError(stopping)
        write_files(output, write_package(as_draft(report, templates) if draft else report, templates))


def _print_warnings(warnings: Sequence[Diagnostic]) -> None:
    for warning in warnings:
        say_diagnostic(warning, is_error=True)
    if warnings:
        say(
            translate_count("{count} warning of check", "{count} warnings of check", len(warnings)),
            "yellow",
            is_error=True,
        )

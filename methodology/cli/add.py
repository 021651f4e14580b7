"""``add``: a new operation, source, risk, chapter or indicator, written where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from methodology.cli.components import Component, open_content, print_findings, write_change
from methodology.cli.console import freeze_imports
from methodology.cli.content_files import print_changes
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.components.kind import ComponentKind
from methodology.diagnostics import ContentError

if TYPE_CHECKING:
    from methodology.model.programme import Programme


def add(
    component: Component,
    name: Annotated[str, typer.Argument(metavar="ID", help="The id by which the content will call it.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Its name; a risk's text, a chapter's heading.")] = "",
    objective: Annotated[
        list[str] | None,
        typer.Option(help="Whose risk it is; several share one.  [it is common to all]", show_default=False),
    ] = None,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Write a new part of the programme where it belongs, and say what check asks of it."""
    from methodology.checks import Family
    from methodology.components.outcome import judge_with, new_findings
    from methodology.model.outline import OUTLINE

    freeze_imports()
    if objective and component is not ComponentKind.RISK:
        raise typer.BadParameter("--objective goes with a risk")
    with open_content(content, templates) as opened:
        standard = opened.folders.templates / "document" / OUTLINE
        outline = standard.read_text(encoding="utf-8") if standard.is_file() else ""
        files = _plan(opened.programme, component, name, text, objective or (), outline)
        after = judge_with(opened.folders, opened.programme, files)
        findings = new_findings(opened.judgement, after)
        if faults := [finding.diagnostic for finding in findings if finding.rule.family is Family.STRUCTURE]:
            raise ContentError(faults)
        print_changes(opened.programme, files)
        write_change(opened, files, after.programme)
    print_findings(findings, after.unread)


def _plan(
    programme: Programme, component: ComponentKind, name: str, text: str, objectives: Sequence[str], outline: str
) -> dict[str, str]:
    from methodology.components import adding

    match component:
        case ComponentKind.OPERATION:
            return adding.add_operation(programme, name, text)
        case ComponentKind.SOURCE:
            return adding.add_source(programme, name, text)
        case ComponentKind.RISK:
            return adding.add_risk(programme, name, text, objectives)
        case ComponentKind.CHAPTER:
            return adding.add_chapter(programme, name, text, outline)
        case ComponentKind.INDICATOR:
            raise typer.BadParameter("the file of an indicator is written by hand")
        case _:
            assert_never(component)

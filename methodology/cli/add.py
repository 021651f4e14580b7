"""``add``: a new operation, source, risk, chapter or indicator, written where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple, assert_never

import typer

from methodology.cli.components import Component, open_content, print_findings, write_change
from methodology.cli.console import freeze_imports
from methodology.cli.content_files import print_changes
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.components.kind import ComponentKind, IndicatorKind
from methodology.diagnostics import ContentError, Severity
from methodology.messages import translate

if TYPE_CHECKING:
    from methodology.model.programme import Programme


def add(
    component: Component,
    name: Annotated[str, typer.Argument(metavar="ID", help="The id or code by which the content will call it.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Its name; a risk's text, a chapter's heading.")] = "",
    objective: Annotated[
        list[str] | None,
        typer.Option(help="Whose risk or indicator it is; several share a risk.", show_default=False),
    ] = None,
    kind: Annotated[
        IndicatorKind | None, typer.Option(help="What an indicator is that the fund does not have.")
    ] = None,
    unit: Annotated[str, typer.Option(help="Its unit, where the fund does not have it.", show_default=False)] = "",
    part_of: Annotated[str, typer.Option(help="The indicator that it is a part of.", show_default=False)] = "",
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Write a new part of the programme where it belongs, and say what check asks of it."""
    from methodology.checks import Family, new_findings
    from methodology.components.outcome import judge_with
    from methodology.model.outline import OUTLINE

    freeze_imports()
    given = _Given(tuple(objective or ()), kind, unit, part_of)
    _require_options(component, given)
    with open_content(content, templates) as opened:
        standard = opened.folders.templates / "document" / OUTLINE
        outline = standard.read_text(encoding="utf-8") if standard.is_file() else ""
        files = _plan(opened.programme, component, name, text, given, outline)
        after = judge_with(opened.folders, opened.programme, files)
        findings = new_findings(opened.judgement.findings, after.findings)
        breaches = (finding.diagnostic for finding in findings if finding.rule.family is Family.STRUCTURE)
        if faults := [breach for breach in breaches if breach.severity is Severity.ERROR]:
            raise ContentError(faults)
        print_changes(opened.programme, files)
        write_change(opened, files, after.programme)
    print_findings(findings, after.unread)


class _Given(NamedTuple):
    """The options of some components."""

    objectives: tuple[str, ...]
    kind: IndicatorKind | None
    unit: str
    part_of: str


def _require_options(component: ComponentKind, given: _Given) -> None:
    """Raise BadParameter for options that do not go together."""
    is_indicator = component is ComponentKind.INDICATOR
    if given.objectives and not is_indicator and component is not ComponentKind.RISK:
        raise typer.BadParameter(translate("--objective goes with a risk or an indicator"))
    if is_indicator and len(given.objectives) > 1:
        raise typer.BadParameter(translate("an indicator belongs to one --objective"))
    if any(given[1:]) and not is_indicator:
        raise typer.BadParameter(translate("--kind, --unit and --part-of go with an indicator"))


def _plan(
    programme: Programme, component: ComponentKind, name: str, text: str, given: _Given, outline: str
) -> dict[str, str]:
    """The content files with the new component; ``outline`` is that of the templates."""
    from methodology.components import adding
    from methodology.components.new_indicator import SaidOfIndicator, add_indicator

    match component:
        case ComponentKind.OPERATION:
            return adding.add_operation(programme, name, text)
        case ComponentKind.SOURCE:
            return adding.add_source(programme, name, text)
        case ComponentKind.RISK:
            return adding.add_risk(programme, name, text, given.objectives)
        case ComponentKind.CHAPTER:
            return adding.add_chapter(programme, name, text, outline)
        case ComponentKind.INDICATOR:
            (objective,) = given.objectives or ("",)
            said = SaidOfIndicator(text, given.unit, given.kind, objective, given.part_of)
            return add_indicator(programme, name, said)
        case _:
            assert_never(component)

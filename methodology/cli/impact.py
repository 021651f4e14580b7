"""``impact``: what would change if values were others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, format_place, freeze_imports, say, say_diagnostic
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.versions.impact import Follower, Impact


def impact(
    values: Annotated[list[str], typer.Argument(metavar="PATH=VALUE...", help="O.1.3.target=51")],
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """List what would change if values were others; nothing is written."""
    from methodology.reading import read_programme
    from methodology.versions.explanation import find_value
    from methodology.versions.impact import find_impact, set_with_consequences
    from methodology.versions.version import compose_version, read_version

    freeze_imports()
    wanted: dict[str, str] = {}
    for value in values:
        path, equals, text = value.partition("=")
        if not equals or not path:
            raise typer.BadParameter(translate("'{value}' is not of the form PATH=VALUE: O.1.3.target=51", value=value))
        wanted[path] = text
    before = read_version(content, format_path(content), templates, pages=True)
    paths = {find_value(before.programme, name) or name: text for name, text in wanted.items()}
    name = before.programme.name
    after = set_with_consequences(before.programme, paths, lambda texts: read_programme(texts, name, templates))
    _print(find_impact(before, compose_version(after, templates, pages=True)))


def _print(impact: Impact) -> None:
    for text in impact.affected:
        say(f"{format_place(text.place)}", "bold")
        say(f"  - {text.before}", "red")
        say(f"  + {text.after}", "green")
    for one in impact.derived:
        say(_format_follower(one), "yellow")
    for title, findings in (
        (translate("new finding:"), impact.new_findings),
        (translate("finding gone:"), impact.gone_findings),
    ):
        for finding in findings:
            say(title, "bold")
            say_diagnostic(finding.diagnostic)
    counts = (
        translate_count("{count} text would change", "{count} texts would change", len(impact.affected)),
        translate_count("{count} derived value", "{count} derived values", len(impact.derived)),
        translate_count("{count} new finding", "{count} new findings", len(impact.new_findings)),
    )
    say(", ".join(counts))


def _format_follower(follower: Follower) -> str:
    values = {"path": follower.path, "before": follower.before, "after": follower.after}
    if follower.before == follower.after:
        return translate("derived: {path} follows: stays {after}", **values)
    if follower.is_typed:
        return translate("derived: {path} follows: {before} → {after}, set it anew", **values)
    return translate("derived: {path} follows: {before} → {after}", **values)

"""``impact``: what would change if values were others."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, format_place, freeze_imports, plural, say, say_diagnostic
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder

if TYPE_CHECKING:
    from methodology.versions.impact import Impact


def impact(
    values: Annotated[list[str], typer.Argument(metavar="PATH=VALUE...", help="O.1.3.target=51")],
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """List what would change if values were others; nothing is written."""
    from methodology.versions.explanation import find_value
    from methodology.versions.impact import copy_with_consequences, find_impact
    from methodology.versions.version import read_version

    freeze_imports()
    wanted: dict[str, str] = {}
    for value in values:
        path, equals, text = value.partition("=")
        if not equals or not path:
            raise typer.BadParameter(f"'{value}' is not of the form PATH=VALUE: O.1.3.target=51")
        wanted[path] = text
    before = read_version(content, format_path(content), templates, pages=True)
    with tempfile.TemporaryDirectory() as scratch:
        paths = {find_value(before.programme, name) or name: text for name, text in wanted.items()}
        copy = copy_with_consequences(before.programme, content, paths, templates, Path(scratch))
        after = read_version(copy, format_path(content), templates, pages=True)
        _print(find_impact(before, after))


def _print(impact: Impact) -> None:
    for text in impact.affected:
        say(f"{format_place(text.place)}", "bold")
        say(f"  - {text.before}", "red")
        say(f"  + {text.after}", "green")
    for one in impact.derived:
        change = f"stays {one.after}" if one.before == one.after else f"{one.before} → {one.after}"
        todo = ", set it anew" if one.is_typed and one.before != one.after else ""
        say(f"derived: {one.path} follows: {change}{todo}", "yellow")
    for title, findings in (("new finding", impact.new_findings), ("finding gone", impact.gone_findings)):
        for finding in findings:
            say(f"{title}:", "bold")
            say_diagnostic(finding.diagnostic)
    say(
        f"{plural(len(impact.affected), 'text')} would change, {plural(len(impact.derived), 'derived value')}, "
        f"{plural(len(impact.new_findings), 'new finding')}"
    )

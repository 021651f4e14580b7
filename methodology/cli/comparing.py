"""``diff``, ``amend`` and ``impact``: what changed between two versions, and what would."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import (
    CONTENT,
    ROOT,
    ContentFolder,
    counted,
    say,
    say_diagnostic,
    say_error,
    say_unwritten,
    shown,
)
from methodology.diagnostics import ExitCode
from methodology.formats import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from methodology.versions.changes import Place, Report
    from methodology.versions.impact import Impact

TEMPLATES = ROOT / "templates"
TemplateFolder = Annotated[Path, typer.Option("--templates", help="The template folder.", show_default="templates/")]
Old = Annotated[str, typer.Argument(help="The earlier version: a git ref, a content folder or a DOCX built from one.")]
New = Annotated[str, typer.Argument(help="The later version, likewise.  [the working tree]", show_default=False)]


def diff(
    old: Old,
    new: New = "",
    *,
    forms: Annotated[list[Form] | None, typer.Option("--format", "-f", help="Repeat it for several.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write files into this folder instead of printing.")] = None,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
    require_reasons: Annotated[
        bool, typer.Option("--require-reasons", help="Fail on a change without a reason, and on nothing else.")
    ] = False,
) -> None:
    """Say what changed between two versions; exit code 1 if anything did, 0 if nothing."""
    from methodology.versions.outputs import BINARY, write_form, write_forms

    chosen = list(dict.fromkeys(forms or [Form.TEXT]))
    if output is None and (binary := BINARY & set(chosen)):
        raise typer.BadParameter(f"--format {min(binary)} is a file: name its folder with --output")
    with _compared(old, new, content, templates) as report:
        if output is not None:
            _write(output, write_forms(report, chosen, templates))
        for form in [] if output is not None else chosen:
            if form is Form.TEXT:
                _print_text(report, templates)
            else:
                typer.echo(write_form(report, form, templates).decode(), nl=False)
    if require_reasons:
        if report.open:
            say_error(f"{counted(len(report.open), 'change')} without a reason", _where_reasons_stand(report, content))
            raise typer.Exit(ExitCode.CONTENT)
    elif report.changes:
        raise typer.Exit(ExitCode.CONTENT)


def amend(
    old: Old,
    new: New = "",
    *,
    output: Annotated[Path, typer.Option(help="The folder of the package.")] = ROOT / "output" / "amendment",
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Write the amendment package: the new document, the redline, the table of changes and a cover note."""
    from methodology.versions.outputs import write_package

    with _compared(old, new, content, templates) as report:
        _write(output, write_package(report, templates))


def impact(
    values: Annotated[list[str], typer.Argument(metavar="PATH=VALUE...", help="O.1.3.target=51")],
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """List what would change if values were others; nothing is written."""
    from methodology.versions.impact import copy_with_values, find_impact
    from methodology.versions.version import read_version

    wanted: dict[str, str] = {}
    for value in values:
        path, equals, text = value.partition("=")
        if not equals or not path:
            raise typer.BadParameter(f"'{value}' is not of the form PATH=VALUE: O.1.3.target=51")
        wanted[path] = text
    before = read_version(content, shown(content), templates, pages=True)
    with tempfile.TemporaryDirectory() as scratch:
        copy = copy_with_values(before.programme, content, wanted, Path(scratch))
        after = read_version(copy, shown(content), templates, pages=True)
        found = find_impact(before, after)
    _print_impact(found)


@contextmanager
def _compared(old: str, new: str, content: Path, templates: Path) -> Iterator[Report]:
    """Both versions and what changed; what they were unpacked to is there as long as this is open."""
    from methodology.versions.changes import Report
    from methodology.versions.compare import compare_versions
    from methodology.versions.reasons import add_reasons, find_unused_reasons
    from methodology.versions.version import Checkout, open_version

    checkout = Checkout(content, templates)
    with tempfile.TemporaryDirectory() as scratch:
        before = open_version(old, checkout, Path(scratch), pages=False)
        after = open_version(new or shown(content), checkout, Path(scratch), pages=True)
        amendment = after.programme.amendments.get(after.programme.facts.version)
        changes = add_reasons(compare_versions(before, after), amendment)
        for unused in find_unused_reasons(changes, amendment):
            message = f"no change has the path '{unused.path}', for which a reason is given"
            say(f"warning: {message}", "yellow", is_error=True)
        yield Report(before.name, after.name, before, after, changes)


def _write(output: Path, files: Mapping[str, bytes]) -> None:
    from methodology.writing import write_together

    try:
        paths = write_together(output, files)
    except OSError as error:
        say_unwritten(error, output)
        raise typer.Exit(ExitCode.USAGE) from error
    for path in paths:
        say(f"written: {shown(path)} ({path.stat().st_size // 1024} kB)")


def _where_reasons_stand(report: Report, content: Path) -> str:
    return f"give them in {shown(content)}/amendments/{report.new.programme.facts.version}.yaml"


def _print_text(report: Report, templates: Path) -> None:
    from methodology.versions.report import text_lines

    for line in text_lines(report, templates):
        for text, style in line:
            say(text, style, end="")
        say()


def _print_impact(found: Impact) -> None:
    for one in found.affected:
        say(f"{_shown_place(one.place)}", "bold")
        say(f"  - {one.before}", "red")
        say(f"  + {one.after}", "green")
    for path in found.derived:
        say(f"derived: {path} follows, set it anew", "yellow")
    for title, findings in (("new finding", found.new_findings), ("finding gone", found.gone_findings)):
        for finding in findings:
            say(f"{title}:", "bold")
            say_diagnostic(finding.diagnostic)
    say(
        f"{counted(len(found.affected), 'text')} would change, {counted(len(found.derived), 'derived value')}, "
        f"{counted(len(found.new_findings), 'new finding')}"
    )


def _shown_place(place: Place) -> str:
    page = "" if place.page is None else f"page {place.page}: "
    return page + (" › ".join(filter(None, (place.chapter, place.heading))) or "cover")

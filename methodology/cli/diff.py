"""``diff``: what changed between two versions."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import (
    format_path,
    freeze_imports,
    say,
    say_diagnostic,
    say_error,
    say_unwritten,
    say_written,
)
from methodology.cli.content_files import explain_change
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ContentError, ExitCode
from methodology.formats import Form
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from methodology.versions.changes import Report

Old = Annotated[str, typer.Argument(help="The earlier version: a git ref, a content folder or a DOCX built from one.")]
New = Annotated[str, typer.Argument(help="The later version, likewise.  [the working tree]", show_default=False)]
RequireReasons = Annotated[bool, typer.Option("--require-reasons", help="Fail where a change has no reason.")]


def diff(
    old: Old,
    new: New = "",
    *,
    forms: Annotated[list[Form] | None, typer.Option("--format", "-f", help="Repeat it for several.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write files into this folder instead of printing.")] = None,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
    require_reasons: RequireReasons = False,
) -> None:
    """Say what changed between two versions; exit code 1 if anything did, 0 if nothing."""
    from methodology.versions.outputs import BINARY, write_form, write_forms
    from methodology.versions.refusals import find_open_changes

    chosen = list(dict.fromkeys(forms or [Form.TEXT]))
    if output is None and (binary := BINARY & set(chosen)):
        raise typer.BadParameter(
            translate("--format {form} is a file: name its folder with --output", form=min(binary))
        )
    with compare(old, new, content, templates) as report:
        if output is not None:
            write_files(output, write_forms(report, chosen, templates))
        for form in [] if output is not None else chosen:
            if form is Form.TEXT:
                _print_text(report, templates)
            else:
                typer.echo(write_form(report, form, templates).decode(), nl=False)
    if require_reasons:
        if report.open:
            for missing in find_open_changes(report, format_path(reasons_file(report, content, new))):
                say_diagnostic(missing, is_error=True)
            count = len(report.open)
            say_error(translate_count("{count} change without a reason", "{count} changes without a reason", count))
            raise typer.Exit(ExitCode.CONTENT)
    elif report.changes:
        raise typer.Exit(ExitCode.CONTENT)


@contextmanager
def compare(old: str, new: str, content: Path, templates: Path) -> Iterator[Report]:
    """Read two versions and compare them; what they were unpacked to is there as long as this is open."""
    from methodology.versions.compare import make_report
    from methodology.versions.reasons import find_unused_reasons
    from methodology.versions.version import Checkout, open_version

    freeze_imports()
    checkout = Checkout(content, templates)
    with tempfile.TemporaryDirectory() as scratch:
        before = open_version(old, checkout, Path(scratch), pages=False)
        after = open_version(new or format_path(content), checkout, Path(scratch), pages=True)
        report = make_report(before, after)
        amendment = after.programme.amendments.get(after.programme.facts.version)
        for unused in find_unused_reasons(report.changes, amendment):
            say(
                translate("warning: no change has the path '{path}', for which a reason is given", path=unused.path),
                "yellow",
                is_error=True,
            )
        yield report


def write_files(
    output: Path, files: Mapping[str, bytes], seen: Mapping[str, bytes | None] = MappingProxyType({})
) -> None:
    """Write files into a folder, all or none, and print which; ``seen`` is what some of them were when they were read.

    Raises ContentError where one of these is another by now.
    """
    from methodology.writing import ChangedMeanwhileError, write_together

    try:
        say_written(write_together(output, files, seen))
    except ChangedMeanwhileError as error:
        raise ContentError([explain_change(error.file)]) from error
    except OSError as error:
        say_unwritten(error, output)
        raise typer.Exit(ExitCode.USAGE) from error


def folder_of(new: str, content: Path) -> Path | None:
    """The content folder that the later version is; None where it is a commit or a Word file."""
    from methodology.versions.version import FACTS

    folder = Path(new) if new else content
    return folder if (folder / FACTS).is_file() else None


def reasons_file(report: Report, content: Path, new: str) -> Path:
    """The file of the reasons for the changes, in the later version's folder, else in that of the working tree."""
    return (folder_of(new, content) or content) / "amendments" / f"{report.new.programme.facts.version}.yaml"


def _print_text(report: Report, templates: Path) -> None:
    from methodology.versions.report.text import text_lines

    for line in text_lines(report, templates):
        for text, style in line:
            say(text, style, end="")
        say()

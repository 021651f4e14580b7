"""``build``: the document in all its formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, plural, progress, say, say_unwritten, say_written
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode
from methodology.formats import Format


def build(
    context: typer.Context,
    formats: Annotated[
        list[Format] | None, typer.Option("--format", "-f", help="A format to build; repeat it for several.  [all]")
    ] = None,
    content: ContentFolder = CONTENT,
    output: Annotated[Path, typer.Option(help="Where the files go.", show_default="output/")] = Path("output"),
    templates: TemplateFolder = TEMPLATES,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at warnings too.")] = False,
) -> None:
    """Check the content and build the document: DOCX, PDF and HTML. The default command."""
    from methodology.building import BuildFolders, build_document

    freeze_imports()
    folders = BuildFolders(content, format_path(content), templates, output)
    try:
        built = build_document(folders, formats or list(Format), progress, strict=strict)
    except OSError as error:
        say_unwritten(error, output)
        raise typer.Exit(ExitCode.USAGE) from error
    say_written(built.paths)
    if built.warnings:
        say(f"{plural(built.warnings, 'warning')}: see {context.find_root().info_name} check", "yellow")

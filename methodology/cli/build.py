"""``build``: the document in all its formats, once or after each change."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import (
    format_path,
    freeze_imports,
    progress,
    say,
    say_diagnostics,
    say_unwritten,
    say_written,
)
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ContentError, ExitCode
from methodology.formats import Format, TableFormat
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.building import Built

SECONDS = 0.5
"""Between two looks at the folders; no service of the system is needed, so network drives are watched too."""


class FormatName(StrEnum):
    """A format of either kind: Typer takes one enumeration."""

    DOCX = Format.DOCX
    PDF = Format.PDF
    HTML = Format.HTML
    XLSX = TableFormat.XLSX
    CSV = TableFormat.CSV


def build(
    context: typer.Context,
    *,
    formats: Annotated[
        list[FormatName] | None,
        typer.Option(
            *("--format", "-f"),
            help="A format to build; repeat it for several.  [docx, pdf, html]",
        ),
    ] = None,
    content: ContentFolder = CONTENT,
    output: Annotated[Path, typer.Option(help="Where the files go.", show_default="output/")] = Path("output"),
    templates: TemplateFolder = TEMPLATES,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at warnings too.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Write the other files where one is open in another program.")
    ] = False,
    open_file: Annotated[
        bool, typer.Option("--open", help="Show the PDF, or the first format that --format names.")
    ] = False,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="Build a Word file with the remarks as comments, and nothing else.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Build again after each change, until Ctrl+C.")] = False,
) -> None:
    """Check the content and build the document: DOCX, PDF and HTML; the programme's tables where asked. The default."""
    from methodology.building import BuildFolders, build_document, build_remarked

    freeze_imports()
    folders = BuildFolders(content, format_path(content), templates, output, None, Memory() if watch else NO_MEMORY)
    wanted = [Format(name) if name in set(Format) else TableFormat(name) for name in formats or Format]
    whole = partial(build_document, formats=wanted, strict=strict, keep_going=keep_going)

    def build_once() -> Built:
        try:
            built = (build_remarked if remarks else whole)(folders, step=progress)
        except OSError as error:
            say_unwritten(error, output)
            raise typer.Exit(ExitCode.USAGE) from error
        _say_built(built, output, f"{context.find_root().info_name} check")
        return built

    if watch:
        build_after_changes(build_once, (content, templates))
        return
    built = build_once()
    if open_file:
        _open(built.paths, formats)
    if built.unwritten:
        raise typer.Exit(ExitCode.USAGE)


def _say_built(built: Built, output: Path, command: str) -> None:
    say_written(built.paths)
    if built.warnings:
        _say_warnings(built.warnings, command)
    for fault in built.unwritten:
        say_unwritten(fault, output, are_others_written=True)


def _say_warnings(count: int, command: str) -> None:
    warnings = translate_count(
        "{count} warning: see {command}", "{count} warnings: see {command}", count, command=command
    )
    say(warnings, "yellow")


def build_after_changes(build_once: Callable[[], object], folders: tuple[Path, ...]) -> None:
    """Build, and again whenever a file below the folders came, went or changed, until it is interrupted.

    What stops a build is printed, and the next change waited for.
    """
    from methodology.reading.content_folder import changed_files, folder_state

    states = {folder: folder_state(folder) for folder in folders}
    _build_or_say(build_once)
    try:
        while True:
            say(translate("waiting for a change; Ctrl+C ends"), "dim")
            changed: list[str] = []
            while not changed:
                time.sleep(SECONDS)
                now = {folder: folder_state(folder) for folder in folders}
                changed = [
                    format_path(folder / name)
                    for folder in folders
                    for name in changed_files(states[folder], now[folder])
                ]
                states = now
            say(translate("changed: {names}", names=", ".join(changed)), "bold")
            _build_or_say(build_once)
    except KeyboardInterrupt:
        say()


def _build_or_say(build_once: Callable[[], object]) -> None:
    try:
        build_once()
    except ContentError as error:
        say_diagnostics(error.diagnostics)
    except typer.Exit:
        pass  # it was said why


def _open(paths: tuple[Path, ...], formats: list[FormatName] | None) -> None:
    """Show a file in the program that the system has for it."""
    wanted = formats[0] if formats else Format.PDF
    path = next((path for path in paths if path.suffix == f".{wanted}"), paths[0])
    if typer.launch(str(path)) != 0:
        name = format_path(path)
        say(translate("the system has no program to show {path}", path=name), "yellow", is_error=True)

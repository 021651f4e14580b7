"""The command line: ``build`` (the default command), its options, its messages and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from methodology.diagnostics import ContentError, Diagnostic, ExitCode, Severity, ToolMissingError
from methodology.formats import Format

ROOT = Path(__file__).parent.parent
DEFAULT_COMMAND = "build"

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Generate the methodology document of an EU fund programme from structured content.",
)


@app.callback()
def commands() -> None:
    """Generate the methodology document of an EU fund programme from structured content."""


@app.command()
def build(
    formats: Annotated[
        list[Format] | None, typer.Option("--format", "-f", help="A format to build; repeat it for several.  [all]")
    ] = None,
    content: Annotated[Path, typer.Option(help="The content folder.", show_default="content/")] = ROOT / "content",
    output: Annotated[Path, typer.Option(help="Where the files go.", show_default="output/")] = ROOT / "output",
    templates: Annotated[Path, typer.Option(help="The template folder.", show_default="templates/")] = ROOT
    / "templates",
) -> None:
    """Build the document: DOCX, PDF and HTML. The default command."""
    from methodology.building import Places, build_document  # noqa: PLC0415 (--help does not pay for the steps)

    console = Console(highlight=False, soft_wrap=True)
    places = Places(content, templates, output)
    try:
        written = build_document(places, formats or list(Format), lambda step: _progress(console, step))
    except OSError as error:
        console_error(f"{error.filename or output}: {error.strerror or error}", "is the file open in another program?")
        raise typer.Exit(ExitCode.USAGE) from error
    for path in written:
        console.print(f"written: {_shown(path)} ({path.stat().st_size // 1024} kB)", markup=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; only a bug prints a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    if not given or (given[0] not in names and given[0] not in ("-h", "--help")):
        given = [DEFAULT_COMMAND, *given]
    try:
        app(given, prog_name="build.py")
    except ContentError as error:
        _print_diagnostics(error.diagnostics)
        return ExitCode.CONTENT
    except ToolMissingError as error:
        console_error(str(error))
        return ExitCode.TOOL_MISSING
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else ExitCode.DONE
    except Exception:  # noqa: BLE001 (what gets here is a bug and is printed whole)
        console = _errors()
        console.print_exception()
        console.print("This is a bug in the program, not a fault in the content.", markup=False)
        return ExitCode.BUG
    return ExitCode.DONE


def console_error(message: str, hint: str | None = None) -> None:
    """Print an error that has no place in the content."""
    console = _errors()
    console.print(f"error: {message}", style="red", markup=False)
    if hint:
        console.print(f"  hint: {hint}", markup=False)


def _errors() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


def _print_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    console = _errors()
    for diagnostic in diagnostics:
        first, *hint = str(diagnostic).splitlines()
        console.print(first, style="red" if diagnostic.severity is Severity.ERROR else "yellow", markup=False)
        for line in hint:
            console.print(line, style="dim", markup=False)
    count = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    if count:
        console.print(f"{count} error{'' if count == 1 else 's'}; nothing was written", markup=False)


@contextmanager
def _progress(console: Console, step: str) -> Iterator[None]:
    """A spinner on a terminal, a line in a pipe."""
    if console.is_terminal:
        with console.status(step):
            yield
    else:
        console.print(step, markup=False)
        yield


def _shown(path: Path) -> Path:
    """The path as seen from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path

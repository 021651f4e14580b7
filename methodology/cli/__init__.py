"""The command line: one module a command, which is imported when it is given; messages and exit codes."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, cast

import typer
from typer._click.exceptions import ClickException
from typer.core import TyperGroup
from typer.main import get_command

from methodology import PACKAGED_TEMPLATES, __version__
from methodology.cli.console import SilencedError, say, say_diagnostics, say_error
from methodology.cli.help import say_usage_error, speak_help
from methodology.cli.language import Language, take_language
from methodology.cli.options import CONTENT
from methodology.diagnostics import ContentError, ExitCode, ToolMissingError, nearest
from methodology.messages import speaking, translate

COMMANDS = (
    *("new", "build", "check", "diff", "reasons", "amend", "impact"),
    *("serve", "pull", "verify", "compare-sfc", "add", "remove", "fund", "explain", "schema"),
)
"""In the order of ``--help``; each is the function of that name in the module of that name."""
DEFAULT_COMMAND = "build"
_OF_ALL = ("-h", "--help", "--version", "--install-completion", "--show-completion")
"""The options of the program itself."""
CHECKOUT = Path(__file__).parent.parent.parent


def run(program: str = "methodology", home: Path = Path()) -> int:
    """Run the command line as what this process is for; ``build.py`` and the installed command start here."""
    _speak_utf_8()
    gc.disable()  # until the command has imported what it needs: console.freeze_imports
    try:
        return main(None, program, home)
    finally:
        gc.freeze()  # all ends with the process: to look for cycles once more takes a twentieth of a build


def _speak_utf_8() -> None:
    """Write UTF-8, whatever code page the console or the pipe has: no message may fail for its letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main(arguments: Sequence[str] | None = None, program: str = "build.py", home: Path = CHECKOUT) -> int:
    """Run the command line and return its exit code; only a bug prints a traceback.

    Messages call it ``program``. The folders that no option names are those of ``home``.
    """
    # no plugin that happens to be installed may change how content is read; looking for them takes time, too
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        language, given = take_language(sys.argv[1:] if arguments is None else arguments, home / CONTENT)
    except SystemExit as stop:
        return _exit_code(stop)
    with speaking(language):
        return _run(given, program, home)


def _run(arguments: Sequence[str], program: str, home: Path) -> int:
    """Run the command that the arguments name, and return its exit code; say what stops it."""
    try:
        return _run_command(_with_command(arguments), program, home)
    except ContentError as error:
        say_diagnostics(error.diagnostics)
        return ExitCode.CONTENT
    except ToolMissingError as error:
        say_error(str(error))
        return ExitCode.TOOL_MISSING
    except SilencedError as error:
        _give_up_speaking(error)
        return ExitCode.USAGE
    except SystemExit as stop:
        return _exit_code(stop)
    except Exception:  # noqa: BLE001 (what gets here is a bug and is printed whole)
        import traceback

        traceback.print_exc()
        say(translate("This is a bug in the program, not a fault in the content."), is_error=True)
        return ExitCode.BUG


def _run_command(given: Sequence[str], program: str, home: Path) -> int:
    """Run a command as Click would by itself, which says its errors in English."""
    app = _app(given[0])
    speak_help(app)
    try:
        code = app(given, prog_name=program, default_map=_folders(home), standalone_mode=False)
    except ClickException as error:
        say_usage_error(error)
        return error.exit_code
    except typer.Abort:
        say(translate("stopped"), is_error=True)
        return ExitCode.CONTENT
    return code if isinstance(code, int) else ExitCode.DONE


def _exit_code(stop: SystemExit) -> int:
    return stop.code if isinstance(stop.code, int) else ExitCode.DONE


def _app(first: str) -> TyperGroup:
    """The command line with the command that is given, or with all of them where none is."""
    of_all = first not in COMMANDS or _is_completing()
    app = typer.Typer(
        add_completion=of_all,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_commands)
    for name in COMMANDS if of_all else (first,):
        function = name.replace("-", "_")
        app.command()(getattr(import_module(f"methodology.cli.{function}"), function))
    program = cast("TyperGroup", get_command(app))  # it has a callback
    language = next(option for option in program.params if option.name == "language")
    for command in program.commands.values():
        command.params.append(language)
    return program


def list_commands() -> TyperGroup:
    """Return the program with all its commands."""
    return _app("")


def _with_command(given: Sequence[str]) -> list[str]:
    """The arguments with the command that they leave out; ends the program where they name one that is not there."""
    first = next(iter(given), "")
    if first in COMMANDS or first in _OF_ALL:
        return list(given)
    if first and not first.startswith("-"):
        there_are = translate("there are {names}", names=", ".join(COMMANDS))
        say_error(translate("there is no command '{name}'", name=first), nearest(first, COMMANDS) or there_are)
        raise SystemExit(ExitCode.USAGE)
    return [DEFAULT_COMMAND, *given]


def _is_completing() -> bool:
    """Whether a shell asks what could be typed next (Click's ``_…_COMPLETE``)."""
    return any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ)


def _commands(
    *,
    language: Language = "",
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Generate the methodology document of an EU fund programme from structured content."""


def _print_version(wanted: bool) -> None:  # noqa: FBT001 (called by Typer)
    if wanted:
        say(f"methodology {__version__}")
        raise typer.Exit


def _folders(home: Path) -> dict[str, dict[str, str]]:
    """The folders that each command takes where no option names them, as Click's ``default_map`` has them.

    An office's own templates win whole over those that the program brings.
    """
    own = home / "templates"
    templates = next(filter(Path.is_dir, (own, PACKAGED_TEMPLATES, CHECKOUT / "templates")), own)
    folders = {"content": str(home / CONTENT), "templates": str(templates)}
    outputs = {"build": str(home / "output"), "amend": str(home / "output" / "amendment")}
    return {name: folders | ({"output": outputs[name]} if name in outputs else {}) for name in COMMANDS}


def _give_up_speaking(why: SilencedError) -> None:
    """Say on standard error that standard output is lost, unless its reader (``head``) has enough.

    At its end Python must not try to write it again.
    """
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (a name for no file)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    if not isinstance(why.__cause__, BrokenPipeError):
        with suppress(SilencedError):
            say_error(translate("standard output: {reason}", reason=why))

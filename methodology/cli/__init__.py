"""The command line: its commands, one module a step, their messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from methodology.cli.building import build
from methodology.cli.checking import check, explain
from methodology.cli.comparing import amend, diff, impact
from methodology.cli.console import SilencedError, say, say_diagnostics, say_error
from methodology.cli.pulling import pull
from methodology.cli.schemas import schema
from methodology.cli.verifying import verify
from methodology.diagnostics import ContentError, ExitCode, ToolMissingError

DEFAULT_COMMAND = "build"

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (build, check, diff, amend, impact, pull, verify, explain, schema):
    app.command()(command)


@app.callback()
def commands() -> None:
    """Generate the methodology document of an EU fund programme from structured content."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; only a bug prints a traceback."""
    # no plugin that happens to be installed may change how content is read; looking for them takes time, too
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = list(sys.argv[1:] if arguments is None else arguments)
    names = {command.callback.__name__ for command in app.registered_commands if command.callback}
    if not given or (given[0] not in names and given[0] not in ("-h", "--help")):
        given = [DEFAULT_COMMAND, *given]
    try:
        app(given, prog_name="build.py")
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
        return stop.code if isinstance(stop.code, int) else ExitCode.DONE
    except Exception:  # noqa: BLE001 (what gets here is a bug and is printed whole)
        import traceback

        traceback.print_exc()
        say("This is a bug in the program, not a fault in the content.", is_error=True)
        return ExitCode.BUG
    return ExitCode.DONE


def _give_up_speaking(why: SilencedError) -> None:
    """Say on standard error that standard output is lost, unless its reader (``head``) has enough.

    At its end Python must not try to write it again.
    """
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (a name for no file)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    if not isinstance(why.__cause__, BrokenPipeError):
        with suppress(SilencedError):
            say_error(f"standard output: {why}")

"""Help and errors of usage in the language that is spoken: Typer and its Click have English words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer
from typer._click.exceptions import BadParameter, ClickException, MissingParameter, NoSuchOption, UsageError
from typer._click.formatting import HelpFormatter
from typer.core import TyperArgument

from methodology.cli.console import say
from methodology.messages import declare_message, translate

if TYPE_CHECKING:
    from typer.core import TyperGroup

USAGE = declare_message("Usage: ")
OF_TYPER = (
    *(declare_message("Options"), declare_message("Arguments"), declare_message("Commands")),
    *(declare_message("[OPTIONS]"), declare_message("COMMAND [ARGS]...")),
    declare_message("Show this message and exit."),
    declare_message("Install completion for the current shell."),
    declare_message("Show completion for the current shell, to copy it or customize the installation."),
)
"""What Typer says of its own."""
_KINDS = {
    "path": declare_message("path"),
    "Path": declare_message("path"),
    "str": declare_message("text"),
    "int range": declare_message("number"),
}
"""What an option takes, as Typer calls it; others are names, which every language writes alike."""
_KIND = re.compile(r"<(?:list\[)?([^<>\[\]]+)\]?>")
_QUOTED = re.compile(r"'([^']+)'")
_DEFAULT = re.compile(r"\[default: (?:\((.*)\)|(.*?))\]\Z", re.DOTALL)
_ERRORS = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"Option (?P<name>'.*') requires an argument\.", declare_message("{name} wants a value")),
        (r"Option (?P<name>'.*') does not take a value\.", declare_message("{name} takes no value")),
        (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", declare_message("nothing takes the argument {name}")),
        (
            r"(?:Value error, )?(?P<name>'.*') is not one of (?P<known>.*)\.",
            declare_message("{name} is none of {known}"),
        ),
        (r"Input should be a valid integer.*", declare_message("it must be a whole number")),
        (r"Input should be greater than or equal to (?P<least>\d+)", declare_message("it must be at least {least}")),
    )
)
"""What Typer says of arguments that it cannot read, and how the program says it."""


class SpokenFormatter(HelpFormatter):
    """Help with the headings in the language that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args, prefix or translate(USAGE))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(translate(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *widths: int) -> None:
        """Write options, arguments or commands, each with what it is for."""
        super().write_dl([(_KIND.sub(_say_kind, name), _say_use(text)) for name, text in rows], *widths)


class SpokenContext(typer.Context):
    """The context of a command whose help is spoken."""

    formatter_class = SpokenFormatter


def _say_kind(kind: re.Match[str]) -> str:
    return f"<{translate(_KINDS.get(kind[1], kind[1]))}>"


def _say_use(text: str) -> str:
    text = translate(text) if text in OF_TYPER else text.replace("[required]", translate("[required]"))
    return _DEFAULT.sub(lambda match: translate("[default: {value}]", value=match[1] or match[2]), text)


def speak_help(program: TyperGroup) -> None:
    """Let the help of the program and its commands be in the language that is spoken."""
    program.subcommand_metavar = translate(program.subcommand_metavar)
    for command in (program, *program.commands.values()):
        command.context_class = SpokenContext
        command.options_metavar = translate(command.options_metavar or "")
        for name, text in _texts(command):
            setattr(command, name, translate(text))
        command.short_help = (command.help or "").partition("\n\n")[0]
        for parameter in command.params:
            for name, text in _texts(parameter):
                setattr(parameter, name, translate(text))


def _texts(thing: object) -> Iterator[tuple[str, str]]:
    """The texts of a command or a parameter by the names of its attributes."""
    for name in ("help", "show_default", "metavar"):
        text = getattr(thing, name, None)
        if isinstance(text, str) and text:
            yield name, text
    if isinstance(thing, TyperArgument) and not thing.metavar and thing.name:
        yield "metavar", thing.name.upper()


def list_help(program: TyperGroup) -> Iterator[str]:
    """Yield every text of the help, in English, for the catalogues."""
    for command in (program, *program.commands.values()):
        for thing in (command, *command.params):
            yield from (text for _, text in _texts(thing) if text not in OF_TYPER)


def say_usage_error(error: ClickException) -> None:
    """Print what is wrong with the arguments of a command, as Typer would."""
    if isinstance(error, UsageError) and error.ctx is not None:
        say(error.ctx.get_usage(), is_error=True)
        command = f"{error.ctx.command_path} {error.ctx.help_option_names[0]}"
        say(translate("Try '{command}' for help.", command=command), is_error=True)
        say(is_error=True)
    message = _QUOTED.sub(lambda match: translate("'{text}'", text=match[1]), _word_error(error))
    say(translate("Error: {message}", message=message), is_error=True)


def _word_error(error: ClickException) -> str:
    """What is wrong, in a sentence."""
    if isinstance(error, NoSuchOption):
        if not error.possibilities:
            return translate("No such option: {name}", name=error.option_name)
        known = ", ".join(sorted(error.possibilities))
        return translate("No such option: {name} (Possible options: {known})", name=error.option_name, known=known)
    if not isinstance(error, BadParameter):
        return _reword(error.message)
    if error.param is None:
        return translate("Invalid value: {message}", message=error.message)
    name = error.param.get_error_hint()
    if not isinstance(error, MissingParameter):
        return translate("Invalid value for {name}: {message}", name=name, message=_reword(error.message))
    _, *choices = (error.param.get_missing_message(ctx=error.ctx) or "").splitlines() or [""]
    missing = translate("Missing argument {name}.", name=name)
    return " ".join((missing, *(choice.strip("\t") for choice in choices)))


def _reword(message: str) -> str:
    for pattern, said in _ERRORS:
        if match := pattern.fullmatch(message):
            return translate(said, **match.groupdict())
    return message

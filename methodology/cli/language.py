"""In which language a command speaks: ``--lang``, else what the environment asks for, else the programme's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from methodology.cli.console import say_error
from methodology.diagnostics import ExitCode, nearest
from methodology.messages import (
    SOURCE_LANGUAGE,
    language_of,
    languages_asked_for,
    list_languages_of_messages,
    speaking,
    translate,
)

_OPTION = "--lang"
Language = Annotated[
    str,
    typer.Option(
        _OPTION,
        help="The language of messages.",
        metavar="|".join(list_languages_of_messages()),
        show_default="the environment's, else the programme's",
        expose_value=False,
    ),
]
"""For the help and for completion: the option is taken out of the arguments before the command reads them."""
_MOST_BYTES = 2**16
_TAG = re.compile(rb"^language:[ \t]*['\"]?([A-Za-z]+)", re.MULTILINE)


def take_language(arguments: Sequence[str], content: Path) -> tuple[str, list[str]]:
    """Return the language to speak, and the arguments without ``--lang``.

    ``content`` is the folder of the programme where ``--content`` names none. Ends the program where ``--lang`` names a
    language without messages.
    """
    known = list_languages_of_messages()
    named, left = _take_option(_OPTION, arguments)
    folders, _ = _take_option("--content", arguments)
    spoken = [*languages_asked_for(), _read_language(Path(folders[-1]) if folders else content)]
    language = next((language for language in spoken if language in known), SOURCE_LANGUAGE)
    if named:
        asked, language = named[-1], language_of(named[-1]) if language_of(named[-1]) in known else language
        if language != language_of(asked):
            with speaking(language):
                there_are = translate("there are {names}", names=", ".join(known))
                message = translate("the program does not speak the language '{language}'", language=asked)
                say_error(message, nearest(asked, known) or there_are)
            raise SystemExit(ExitCode.USAGE)
    return language, left


def _take_option(name: str, arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what an option is given (``--name value``, ``--name=value``), and the other arguments."""
    values, left = [], []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            left += [argument, *waiting]
            break
        if argument == name and waiting:
            values.append(waiting.pop(0))
        elif argument.startswith(f"{name}="):
            values.append(argument.partition("=")[2])
        else:
            left.append(argument)
    return values, left


def _read_language(content: Path) -> str | None:
    """Return the language that ``programme.yaml`` states, also where the file cannot be read whole."""
    file = content / "programme.yaml"
    try:
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            stated = _TAG.search(opened.read(_MOST_BYTES))
    except OSError:
        return None
    return stated[1].decode().lower() if stated else None

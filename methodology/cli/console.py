"""What the commands print, in colours on a terminal, as plain lines in a pipe; and the process that they run in."""

from __future__ import annotations

import errno
import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from methodology.diagnostics import Diagnostic, Severity, reason_of
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.versions.changes import Place

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""A command makes many objects and few cycles: by Python's own number a build would look for them all the time."""


class SilencedError(Exception):
    """What a command says cannot be written: where its output goes is full or closed."""


def say(text: str = "", style: str = "", *, end: str = "\n", is_error: bool = False) -> None:
    """Print a line to standard output or standard error, in a style (``bold red``) if that is a terminal.

    Raises SilencedError where nobody can read it.
    """
    stream = sys.stderr if is_error else sys.stdout
    if not stream.isatty():
        try:
            print(text, end=end, file=stream, flush=True)
        except OSError as error:
            raise SilencedError(error.strerror or str(error)) from error
        return
    from rich.console import Console  # a pipe does without

    Console(file=stream, highlight=False, soft_wrap=True).print(text, style=style, markup=False, end=end)


def say_error(message: str, hint: str | None = None) -> None:
    """Print an error that has no place in the content."""
    say(translate("error: {message}", message=message), "red", is_error=True)
    if hint:
        say(f"  {translate('hint: {hint}', hint=hint)}", is_error=True)


def say_unwritten(error: OSError, folder: Path, *, are_others_written: bool = False) -> None:
    """Print why a file could not be written into ``folder``, and what became of the others."""
    full, closed = (
        translate("make room on the disk, then run it again"),
        translate("close the file in other programs; may you write there?"),
    )
    hints = {
        **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), full),
        **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EBUSY), closed),
        errno.EROFS: translate("name a folder that can be written with --output"),
        errno.EISDIR: translate("move the folder away"),
    }
    hint = hints.get(error.errno or 0, translate("is the file open in another program?"))
    values = {"file": error.filename or folder, "reason": reason_of(error)}
    message = translate("{file}: {reason}; nothing was replaced", **values)
    if are_others_written:
        message = translate("{file}: {reason}; it is as it was", **values)
    say_error(message, hint)


def say_written(paths: Iterable[Path]) -> None:
    """Print which files were written, and how large they are."""
    for path in paths:
        say(translate("written: {path} ({size} kB)", path=format_path(path), size=path.stat().st_size // 1024))


def say_diagnostic(diagnostic: Diagnostic, *, is_error: bool = False) -> None:
    """Print one diagnostic with its hint."""
    first, *hint = str(diagnostic).splitlines()
    say(first, "red" if diagnostic.severity is Severity.ERROR else "yellow", is_error=is_error)
    for line in hint:
        say(line, "dim", is_error=is_error)


def say_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """Print the diagnostics that stopped a command."""
    for diagnostic in diagnostics:
        say_diagnostic(diagnostic, is_error=True)
    count = len(diagnostics)
    say(
        translate_count("{count} error; nothing was written", "{count} errors; nothing was written", count),
        is_error=True,
    )


def freeze_imports() -> None:
    """Let the garbage collector begin to work, on what comes after the imports: those stay to the end.

    It is off where the process runs one command (:func:`methodology.cli.run`); elsewhere it is left alone.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        gc.enable()


@contextmanager
def progress(step: str) -> Iterator[None]:
    """Say what is being done, for as long as it takes."""
    if not sys.stdout.isatty():
        say(step)
        yield
        return
    from rich.console import Console

    with Console().status(step):
        yield


def format_path(path: Path) -> str:
    """The path as seen from here."""
    here, absolute = Path.cwd(), path.absolute()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def format_place(place: Place) -> str:
    """Where in a document something is printed: its page, where that is known, its chapter and heading."""
    name = " › ".join(filter(None, (place.chapter, place.heading))) or translate("cover")
    return name if place.page is None else translate("page {page}: {place}", page=place.page, place=name)

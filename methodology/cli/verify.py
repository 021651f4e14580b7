"""``verify``: from which version a file was made, and whether it was altered since."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, plural, say, say_error
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode

if TYPE_CHECKING:
    from methodology.model.seal import Seal
    from methodology.verifying.verify import Verdict

SHORT = 12
"""So many digits of a commit and a digest are printed."""
LONGEST_PLACE = 100
"""A heading is cut after so many characters."""
MOST_SHOWN = 50
"""So many differing blocks are printed."""


def verify(
    files: Annotated[
        list[Path], typer.Argument(help="DOCX, PDF, HTML or XLSX files that were built here.", metavar="FILE")
    ],
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
    trust: Annotated[
        list[Path] | None,
        typer.Option("--trust", metavar="FILE", help="Root certificates (PEM or DER) that a signature must lead to."),
    ] = None,
    text_only: Annotated[
        bool, typer.Option("--text-only", help="Let a file pass whose text is the same and whose look is not proven.")
    ] = False,
) -> None:
    """Say which version a file was made from, and whether it was altered; exit code 1 if it was or is not ours."""
    from methodology.verifying.verify import verify_file
    from methodology.versions.version import Checkout

    freeze_imports()
    roots = [_read_roots(file) for file in trust or ()]
    good = True
    for file in files:
        try:
            verdict = verify_file(file, Checkout(content, templates), roots)
        except OSError as error:
            say_error(f"{format_path(file)}: {error.strerror or error}", "name a file that was built here")
            raise typer.Exit(ExitCode.USAGE) from error
        _print(format_path(file), verdict)
        good = good and (verdict.says_the_same if text_only else verdict.good)
    if not good:
        raise typer.Exit(ExitCode.CONTENT)


def _read_roots(file: Path) -> bytes:
    """The certificates of a file, which must hold some."""
    from methodology.verifying.certificates import read_certificates

    try:
        content = file.read_bytes()
        read_certificates(content)
    except (OSError, ValueError) as error:
        said = (error.strerror or error) if isinstance(error, OSError) else error
        say_error(f"{format_path(file)}: {said}", "name a file with root certificates, PEM or DER, after --trust")
        raise typer.Exit(ExitCode.USAGE) from error
    return content


def _print(name: str, verdict: Verdict) -> None:
    count = len(verdict.differences)
    counts = f": {plural(count, 'block')} of {verdict.blocks} differ{'s' if count == 1 else ''}" if count else ""
    kind = f"a draft ({_visible(verdict.seal.draft)}), " if verdict.seal is not None and verdict.seal.draft else ""
    say(f"{name}: {kind}{verdict.outcome}{counts}", "green" if verdict.good else "red")
    if verdict.is_draft:
        say("  it is no official document, whatever else is said of it", "yellow")
    if verdict.seal is not None:
        say(f"  sealed: {_format_seal(verdict.seal)}")
    for reason in verdict.reasons:
        say(f"  {_visible(reason)}")
    if not verdict.look_proven:
        say("  the text was compared; what the file shows is not proven", "yellow")
    for unread in verdict.unread:
        say(f"  differs, and changes nothing that is read: {unread}")
    for difference in verdict.differences[:MOST_SHOWN]:
        say(f"  {shorten(_visible(difference.place), LONGEST_PLACE, placeholder=' …')}", "bold")
        if difference.before is not None:
            say(f"    - {_visible(difference.before)}", "red")
        if difference.after is not None:
            say(f"    + {_visible(difference.after)}", "green")
    if count > MOST_SHOWN:
        say(f"  and {plural(count - MOST_SHOWN, 'block')} more")


def _format_seal(seal: Seal) -> str:
    parts = [f"content {seal.content[:SHORT]}", f"templates {seal.templates[:SHORT]}", f"program {seal.program}"]
    made_of = f"{seal.kind} of {_format_origin(seal.old)} → " if seal.old is not None else ""
    return f"{made_of}{', '.join([_format_origin(seal), *parts])}"


def _format_origin(seal: Seal) -> str:
    if seal.origin is None:
        return "no commit"
    tree = "" if seal.origin.clean else " with changes that were not committed"
    return f"commit {seal.origin.commit[:SHORT]}{tree}"


def _visible(text: str) -> str:
    """A foreign text with the codes of what a terminal does not show, or obeys: letters that turn the line, escapes."""
    return "".join(letter if unicodedata.category(letter)[0] != "C" else f"\\u{ord(letter):04x}" for letter in text)

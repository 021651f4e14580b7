"""``verify``: from which version a file was made, and whether it was altered since."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, say, say_error
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode, reason_of
from methodology.messages import declare_message, translate, translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodology.model.seal import Seal
    from methodology.verifying.file_lines import LineDifference
    from methodology.verifying.verify import Verdict

SHORT = 12
"""So many digits of a commit and a digest are printed."""
LONGEST_PLACE = 100
"""A heading is cut after so many characters."""
MOST_SHOWN = 50
"""So many differing blocks are printed."""
KINDS = {
    "redline": declare_message("redline of {old} → {new}"),
    "changes": declare_message("changes of {old} → {new}"),
    "cover-note": declare_message("cover-note of {old} → {new}"),
}


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
    from methodology.verifying.verify import open_versions, verify_file
    from methodology.versions.version import Checkout

    freeze_imports()
    roots = [_read_roots(file) for file in trust or ()]
    good = True
    with open_versions(Checkout(content, templates)) as versions:
        for file in files:
            try:
                verdict = verify_file(file, versions, roots)
            except OSError as error:
                say_error(f"{format_path(file)}: {reason_of(error)}", translate("name a file that was built here"))
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
        said = reason_of(error) if isinstance(error, OSError) else error
        hint = translate("name a file with root certificates, PEM or DER, after --trust")
        say_error(f"{format_path(file)}: {said}", hint)
        raise typer.Exit(ExitCode.USAGE) from error
    return content


def _print(name: str, verdict: Verdict) -> None:
    count = len(verdict.differences)
    said = [translate(verdict.outcome)]
    if verdict.seal is not None and verdict.seal.draft:
        said.insert(0, translate("a draft ({word})", word=_visible(verdict.seal.draft)))
    of = {"blocks": verdict.blocks}
    counts = translate_count("{count} block of {blocks} differs", "{count} blocks of {blocks} differ", count, **of)
    say(f"{name}: {', '.join(said)}{f': {counts}' if count else ''}", "green" if verdict.good else "red")
    if verdict.is_draft:
        say("  " + translate("it is no official document, whatever else is said of it"), "yellow")
    if verdict.seal is not None:
        say("  " + translate("sealed: {seal}", seal=_format_seal(verdict.seal)))
    for reason in verdict.reasons:
        say(f"  {_visible(reason)}")
    if not verdict.look_proven:
        say("  " + translate("the text was compared; what the file shows is not proven"), "yellow")
    for unread in verdict.unread:
        say("  " + translate("differs, and changes nothing that is read: {what}", what=unread))
    _print_differences(verdict.differences)


def _print_differences(differences: Sequence[LineDifference]) -> None:
    for difference in differences[:MOST_SHOWN]:
        say(f"  {shorten(_visible(difference.place), LONGEST_PLACE, placeholder=' …')}", "bold")
        if difference.before is not None:
            say(f"    - {_visible(difference.before)}", "red")
        if difference.after is not None:
            say(f"    + {_visible(difference.after)}", "green")
    more = len(differences) - MOST_SHOWN
    if more > 0:
        say("  " + translate_count("and {count} block more", "and {count} blocks more", more))


def _format_seal(seal: Seal) -> str:
    digests = {"content": seal.content[:SHORT], "templates": seal.templates[:SHORT], "program": seal.program}
    made_of = translate(
        "{origin}, content {content}, templates {templates}, program {program}", origin=_format_origin(seal), **digests
    )
    if seal.old is None:
        return made_of
    return translate(KINDS[seal.kind], old=_format_origin(seal.old), new=made_of)


def _format_origin(seal: Seal) -> str:
    if seal.origin is None:
        return translate("no commit")
    commit = seal.origin.commit[:SHORT]
    if seal.origin.clean:
        return translate("commit {commit}", commit=commit)
    return translate("commit {commit} with changes that were not committed", commit=commit)


def _visible(text: str) -> str:
    """A foreign text with the codes of what a terminal does not show, or obeys: letters that turn the line, escapes."""
    return "".join(letter if unicodedata.category(letter)[0] != "C" else f"\\u{ord(letter):04x}" for letter in text)

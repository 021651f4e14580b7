"""``pull``: what colleagues edited in Word comes back into the content."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, say, say_diagnostic, say_error
from methodology.cli.content_files import confirm, say_unchanged, write_content
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ContentError, Diagnostic, ExitCode, Location, reason_of
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.model.programme import Programme
    from methodology.pull.pulled import Decisions, Pulled, Wish
    from methodology.pull.pulling import EditedFile

Files = Annotated[list[Path], typer.Argument(help="Word files that were built here and edited.", metavar="DOCX...")]


def pull(
    files: Files,
    *,
    reject: Annotated[bool, typer.Option("--reject", help="Undo tracked changes.  [they are accepted]")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Accept all tracked changes: the default.")] = False,
    by: Annotated[list[str] | None, typer.Option(help="Accept this author's alone. Repeat it for several.")] = None,
    ours: Annotated[bool, typer.Option("--ours", help="In a conflict keep what the content says.")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="In a conflict take what the file says.")] = False,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="A value changed at some of its places changes at all.")
    ] = False,
    here: Annotated[bool, typer.Option("--here", help="It gets a form of its own at those places.")] = False,
    base: Annotated[
        str, typer.Option(help="What the files were made from, where they do not say: a git ref, a folder, a DOCX.")
    ] = "",
    report: Annotated[Path | None, typer.Option(help="Write the outcome to this file as Markdown and as JSON.")] = None,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="Take comments in as remarks: new ones, answers, resolved ones.")
    ] = False,
    comments: Annotated[Path | None, typer.Option(help="Keep the comments in this file as review notes.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write the changes without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Write nothing.")] = False,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Turn edited Word files into a change of the content; exit code 1 if anything is left to look after."""
    from methodology.pull.pulling import pull as pull_files
    from methodology.reading import read_programme

    freeze_imports()
    _at_most_one(translate("--accept, --reject and --by"), accept, reject, bool(by))
    _at_most_one(translate("--ours and --theirs"), ours, theirs)
    _at_most_one(translate("--everywhere and --here"), everywhere, here)
    _at_most_one(translate("--yes and --dry-run"), yes, dry_run)
    decided = _decisions(by, reject=reject, ours=ours, theirs=theirs, everywhere=everywhere, here=here)
    _restore(content)
    programme = read_programme(content, format_path(content), templates)
    edited = _edited_files(files, base, content, templates)
    _require_authors(by or [], edited)
    pulled = pull_files(edited, programme, templates, replace(decided, remarks_at=_moment() if remarks else ""))
    _print(pulled)
    try:
        _write_reports(pulled, report, comments, programme, templates)
        _write(pulled, programme, content, yes=yes, dry_run=dry_run)
    except OSError as error:
        hint = translate("is the file open in another program?")
        say_error(f"{error.filename or content}: {reason_of(error)}", hint)
        raise typer.Exit(ExitCode.USAGE) from error
    if pulled.open:
        raise typer.Exit(ExitCode.CONTENT)


def _restore(content: Path) -> None:
    from methodology.writing import restore_interrupted

    for restored in restore_interrupted(content):
        say(translate("restored {path}: an earlier pull was interrupted", path=format_path(restored)), "yellow")


def _at_most_one(names: str, *given: bool) -> None:
    if sum(given) > 1:
        raise typer.BadParameter(translate("{names} exclude one another", names=names))


def _decisions(
    by: list[str] | None, *, reject: bool, ours: bool, theirs: bool, everywhere: bool, here: bool
) -> Decisions:
    from methodology.pull.pulled import Decisions, Elsewhere, PlaceChoices, Winner
    from methodology.word.reading import ACCEPT, REJECT, Accept

    return Decisions(
        Accept(frozenset(map(_name, by))) if by else REJECT if reject else ACCEPT,
        Winner.OURS if ours else Winner.THEIRS if theirs else Winner.NEITHER,
        PlaceChoices(Elsewhere.EVERYWHERE if everywhere else Elsewhere.HERE if here else Elsewhere.ASK),
    )


def _moment() -> str:
    return datetime.now().isoformat(timespec="seconds")  # noqa: DTZ005 (local time, as Word has it)


def _name(author: str) -> str:
    """An author's name as it is read from a file: with single blanks."""
    return " ".join(author.split())


def _require_authors(names: list[str], files: list[EditedFile]) -> None:
    """Stop where somebody is named of whom no file has a change: a slip would undo what was meant to be made."""
    from methodology.pull.pulling import find_authors

    known = find_authors(files) if names else ()
    for name in names:
        if _name(name) not in known:
            hint = translate("there are no tracked changes")
            if known:
                hint = translate("there are tracked changes by {names}", names=", ".join(known))
            in_files = ", ".join(file.name for file in files)
            say_error(translate("'{name}' has no tracked changes in {files}", name=name, files=in_files), hint)
            raise typer.Exit(ExitCode.USAGE)


def _edited_files(files: list[Path], base: str, content: Path, templates: Path) -> list[EditedFile]:
    from methodology.pull.pulling import EditedFile
    from methodology.versions.version import Checkout, open_version

    made_from = None
    if base:
        with tempfile.TemporaryDirectory() as scratch:
            made_from = open_version(base, Checkout(content, templates), Path(scratch), pages=False).programme
    edited = []
    for file in files:
        name = format_path(file)
        try:
            edited.append(EditedFile(name, file.read_bytes(), made_from))
        except OSError as error:
            hint = translate("name a Word file, saved as DOCX and closed in Word")
            message = translate("the file cannot be read: {reason}", reason=reason_of(error))
            fault = Diagnostic("word-file", message, Location(name), hint)
            raise ContentError([fault]) from error
    return edited


def _print(pulled: Pulled) -> None:
    """What was found, then the change of the files."""
    from methodology.cli.wish_words import format_notice, format_remark

    for notice, file in pulled.notices:
        say(format_notice(notice, file), "yellow")
    for wish in pulled.wishes:
        _print_wish(wish)
    for remark in pulled.remarks:
        say(format_remark(remark), "cyan")


_STYLES = {"applied": "green", "present": "dim", "declined": "dim"}


def _print_wish(wish: Wish) -> None:
    from methodology.cli.wish_words import format_look, format_table_change, format_wish

    say(format_wish(wish), _STYLES.get(wish.outcome, "red"))
    for change in wish.table:
        say(f"  {format_table_change(change)}", "yellow")
    for look in wish.looks:
        say(f"  {format_look(look)}", "dim")
    if wish.outcome in _STYLES:
        return
    for line in [] if wish.proposal is None else [f"{wish.proposal.path}:", *wish.proposal.text.splitlines()]:
        say(f"  | {line}", "cyan")
    for sign, text in (("-", wish.before), ("+", wish.after), ("=", wish.ours)):
        for line in [] if text is None else text.split("\n"):
            say(f"  {sign} {line}", "dim")


def _write_reports(
    pulled: Pulled, report: Path | None, comments: Path | None, programme: Programme, templates: Path
) -> None:
    from methodology.writing import write_together

    if report is None and comments is None:
        return
    from methodology.pull.report import PullWords, report_json, report_markdown, review_notes

    words = PullWords.of([programme], templates)
    if report is not None:
        texts = {".md": report_markdown(pulled, words), ".json": report_json(pulled)}
        name = report.stem if report.suffix in texts else report.name
        written = {f"{name}{ending}": text.encode() for ending, text in texts.items()}
        for path in write_together(report.parent, written):
            say(translate("wrote {path}", path=format_path(path)))
    if comments is not None:
        for path in write_together(comments.parent, {comments.name: review_notes(pulled, words).encode()}):
            say(translate("wrote {path}", path=format_path(path)))


def _write(pulled: Pulled, programme: Programme, content: Path, *, yes: bool, dry_run: bool) -> None:
    if not pulled.files:
        say(translate("no change of the content"))
        return
    _print_difference(pulled, programme)
    if dry_run or not (yes or confirm(translate("Write this to the content?"))):
        say_unchanged(is_asked=dry_run or sys.stdin.isatty())
        return
    write_content(content, programme, pulled.files)
    for finding in pulled.new_findings:
        say_diagnostic(finding.diagnostic)
    if pulled.new_findings:
        say(
            translate_count(
                "{count} finding that the edits brought",
                "{count} findings that the edits brought",
                len(pulled.new_findings),
            )
        )


def _print_difference(pulled: Pulled, programme: Programme) -> None:
    from difflib import unified_diff

    for relative, text in sorted(pulled.files.items()):
        old, new = programme.files.get(relative, ""), text or ""
        name = f"{programme.name}/{relative}"
        lines = unified_diff(
            old.splitlines(), new.splitlines(), name, name if text is not None else "/dev/null", lineterm=""
        )
        for line in lines:
            say(line, {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], ""))

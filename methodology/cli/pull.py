"""``pull``: what colleagues edited in Word comes back into the content."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, plural, say, say_diagnostic, say_error
from methodology.cli.content_files import confirm, write_content
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ContentError, Diagnostic, ExitCode, Location

if TYPE_CHECKING:
    from methodology.model.programme import Programme
    from methodology.pull.pulled import Decisions, Pulled, Wish
    from methodology.pull.pulling import EditedFile
    from methodology.pull.report import PullWords

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
    comments: Annotated[Path | None, typer.Option(help="Keep the comments in this file as review notes.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write the changes without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Write nothing.")] = False,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Turn edited Word files into a change of the content; exit code 1 if anything is left to look after."""
    from methodology.pull.pulling import pull as pull_files
    from methodology.pull.report import PullWords
    from methodology.reading import read_programme
    from methodology.writing import restore_interrupted

    freeze_imports()
    _at_most_one("--accept, --reject and --by", accept, reject, bool(by))
    _at_most_one("--ours and --theirs", ours, theirs)
    _at_most_one("--everywhere and --here", everywhere, here)
    _at_most_one("--yes and --dry-run", yes, dry_run)
    decisions = _decisions(by, reject=reject, ours=ours, theirs=theirs, everywhere=everywhere, here=here)
    for restored in restore_interrupted(content):
        say(f"restored {format_path(restored)}: an earlier pull was interrupted", "yellow")
    programme = read_programme(content, format_path(content), templates)
    edited = _edited_files(files, base, content, templates)
    _require_authors(by or [], edited)
    pulled = pull_files(edited, programme, templates, decisions)
    _print(pulled)
    try:
        _write_reports(pulled, report, comments, PullWords.of([programme], templates))
        _write(pulled, programme, content, yes=yes, dry_run=dry_run)
    except OSError as error:
        say_error(f"{error.filename or content}: {error.strerror or error}", "is the file open in another program?")
        raise typer.Exit(ExitCode.USAGE) from error
    if pulled.open:
        raise typer.Exit(ExitCode.CONTENT)


def _at_most_one(names: str, *given: bool) -> None:
    if sum(given) > 1:
        raise typer.BadParameter(f"{names} exclude one another")


def _decisions(
    by: list[str] | None, *, reject: bool, ours: bool, theirs: bool, everywhere: bool, here: bool
) -> Decisions:
    from methodology.pull.pulled import Decisions, Elsewhere, Winner
    from methodology.word.reading import ACCEPT, REJECT, Accept

    return Decisions(
        Accept(frozenset(map(_name, by))) if by else REJECT if reject else ACCEPT,
        Winner.OURS if ours else Winner.THEIRS if theirs else Winner.NEITHER,
        Elsewhere.EVERYWHERE if everywhere else Elsewhere.HERE if here else Elsewhere.ASK,
    )


def _name(author: str) -> str:
    """An author's name as it is read from a file: with single blanks."""
    return " ".join(author.split())


def _require_authors(names: list[str], files: list[EditedFile]) -> None:
    """Stop where somebody is named of whom no file has a change: a slip would undo what was meant to be made."""
    from methodology.pull.pulling import find_authors

    known = find_authors(files) if names else ()
    for name in names:
        if _name(name) not in known:
            hint = f"there are tracked changes by {', '.join(known)}" if known else "there are no tracked changes"
            say_error(f"'{name}' has no tracked changes in {', '.join(file.name for file in files)}", hint)
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
            hint = "name a Word file, saved as DOCX and closed in Word"
            fault = Diagnostic("word-file", f"the file cannot be read: {error.strerror}", Location(name), hint)
            raise ContentError([fault]) from error
    return edited


def _print(pulled: Pulled) -> None:
    """What was found, then the change of the files."""
    for notice, file in pulled.notices:
        say(f"{file}: {NOTICES[notice]}", "yellow")
    for wish in pulled.wishes:
        _print_wish(wish)
    for remark in pulled.remarks:
        place = remark.path or remark.heading or remark.chapter or remark.file
        kind = "resolved comment" if remark.resolved else "comment"
        say(f"{kind} by {remark.author} {remark.date} on {place}: {' '.join(remark.text.split())}", "cyan")


NOTICES = {
    "recovered": "a part of it was malformed and had to be mended",
    "without_snapshot": "it does not hold what it was made from: its text is compared with the content of today",
    "other_templates": "it was made with other templates: its text is compared by what it says",
}
TABLE_CHANGES = {
    "column_gone": "the column »{0}« is gone",
    "column_new": "a column »{0}« came",
    "column_empty": "a column without a head came",
    "column_moved": "the column »{0}« stands elsewhere",
    "columns_exchanged": "the columns »{0}« and »{1}« stand exchanged",
    "head_retyped": "the head »{0}« reads »{1}« now",
    "heads_moved": "heads of columns do not stand above their values any more",
    "head_gone": "the head of the table is gone",
    "head_repeated": "the head of the table is repeated",
    "row_gone": "the row »{0}« is gone",
    "row_empty": "an empty row came",
    "row_moved": "the row »{0}« stands elsewhere",
    "rows_exchanged": "the rows »{0}« and »{1}« stand exchanged",
    "rows_reordered": "the rows stand in another order",
    "row_elsewhere": "the row »{0}« stands in the table »{1}«",
    "code_retyped": "the code »{0}« reads »{1}« now, and something else in its row changed",
    "code_twice": "the code »{0}« stands in several rows",
    "code_moved": "the code »{0}« stands beside the values of another row",
    "cells_changed": "cells of the row »{0}« were merged, split, added or removed",
    "values_moved": "values of the row »{0}« stand in other cells than they were printed in",
    "value_unproven": "something changed in the row »{0}«, and it is not certain which value it is",
    "table_split": "the table was split",
    "table_joined": "the rows of the table stand in the table »{0}«",
    "table_dissolved": "it is no table of its own any more: its text stands elsewhere",
    "table_gone": "the table is gone",
}
_STYLES = {"applied": "green", "present": "dim", "declined": "dim"}


def _print_wish(wish: Wish) -> None:
    place = wish.path or wish.heading or wish.chapter or "the document"
    style = _STYLES.get(wish.outcome, "red")
    why = f" ({wish.note.replace('_', ' ')}{f': {wish.about}' if wish.about else ''})" if wish.note else ""
    who = f" by {', '.join(wish.authors)}" if wish.authors else ""
    say(f"{wish.outcome}: {place} {wish.act}{why} in {wish.file}{who}", style)
    for change in wish.table:
        say(f"  {TABLE_CHANGES[change.event].format(*change.names, '', '')}", "yellow")
    _print_looks(wish)
    if wish.outcome in _STYLES:
        return
    for line in [] if wish.proposal is None else [f"{wish.proposal.path}:", *wish.proposal.text.splitlines()]:
        say(f"  | {line}", "cyan")
    for sign, text in (("-", wish.before), ("+", wish.after), ("=", wish.ours)):
        for line in [] if text is None else text.split("\n"):
            say(f"  {sign} {line}", "dim")


def _print_looks(wish: Wish) -> None:
    for look in wish.looks:
        turn = " → ".join(filter(None, (look.before, look.after)))
        say(f"  {look.kind.replace('_', ' ')}: {look.text}{f' ({turn})' if turn else ''}", "dim")


def _write_reports(pulled: Pulled, report: Path | None, comments: Path | None, words: PullWords) -> None:
    from methodology.writing import write_together

    if report is None and comments is None:
        return
    from methodology.pull.report import report_json, report_markdown, review_notes

    if report is not None:
        texts = {".md": report_markdown(pulled, words), ".json": report_json(pulled)}
        name = report.stem if report.suffix in texts else report.name
        written = {f"{name}{ending}": text.encode() for ending, text in texts.items()}
        for path in write_together(report.parent, written):
            say(f"wrote {format_path(path)}")
    if comments is not None:
        for path in write_together(comments.parent, {comments.name: review_notes(pulled, words).encode()}):
            say(f"wrote {format_path(path)}")


def _write(pulled: Pulled, programme: Programme, content: Path, *, yes: bool, dry_run: bool) -> None:
    if not pulled.files:
        say("no change of the content")
        return
    _print_difference(pulled, programme)
    if dry_run or not (yes or confirm("Write this to the content?")):
        say("nothing was written" if dry_run or sys.stdin.isatty() else "nothing was written: --yes writes it")
        return
    write_content(content, programme, pulled.files)
    for finding in pulled.new_findings:
        say_diagnostic(finding.diagnostic)
    if pulled.new_findings:
        say(f"{plural(len(pulled.new_findings), 'finding')} that the edits brought")


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

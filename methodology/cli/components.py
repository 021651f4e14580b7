"""What ``add`` and ``remove`` share: the content opened, its change written, what check finds then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.console import format_path, say, say_diagnostic, say_error
from methodology.cli.content_files import write_content
from methodology.components.kind import ComponentKind
from methodology.diagnostics import ExitCode, reason_of
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.building import BuildFolders, Judgement
    from methodology.checks import Finding
    from methodology.model.programme import Programme

Component = Annotated[ComponentKind, typer.Argument(help="What it is.", show_default=False)]
SCHEMAS = ".schema"


@dataclass(frozen=True, slots=True)
class OpenedContent:
    """A content folder with what check finds in it."""

    folders: BuildFolders
    judgement: Judgement

    @property
    def programme(self) -> Programme:
        """The content, as far as it could be read."""
        return self.judgement.programme


@contextmanager
def open_content(content: Path, templates: Path) -> Iterator[OpenedContent]:
    """Open the content for a change, which may be made while files of indicators and chapters cannot be read yet.

    What an earlier writing left half done is put right first. Raises ContentError where a file is missing or no text,
    and where another one that the change needs cannot be read.
    """
    from methodology.building import BuildFolders
    from methodology.components.outcome import faults_of_reading, judge_content, unread_files
    from methodology.model.programme import LostError
    from methodology.writing import restore_interrupted

    if content.is_dir():
        for restored in restore_interrupted(content):
            name = format_path(restored)
            say(translate("restored {path}: an earlier writing was interrupted", path=name), "yellow")
    folders = BuildFolders(content, format_path(content), templates, output=Path())  # nothing is built
    opened = OpenedContent(folders, judge_content(folders))
    if unread_files(opened.judgement) - opened.programme.files.keys():
        raise faults_of_reading(opened.judgement)
    try:
        yield opened
    except LostError as error:
        raise faults_of_reading(opened.judgement) from error
    except OSError as error:
        hint = translate("is the file open in another program?")
        say_error(f"{error.filename or content}: {reason_of(error)}", hint)
        raise typer.Exit(ExitCode.USAGE) from error


def write_change(opened: OpenedContent, files: Mapping[str, str | None], after: Programme) -> None:
    """Write the changed files, and the ids that editors complete, where the content has schemas."""
    from methodology.reading.schemas import IDS, ids_text

    content = opened.folders.content
    schemas = {f"{SCHEMAS}/{IDS}": ids_text(after)} if (content / SCHEMAS).is_dir() else {}
    write_content(content, opened.programme, files, schemas)


def print_findings(findings: Sequence[Finding], unread: int) -> None:
    """Print what a change brings, and how many files rules cannot judge."""
    for finding in findings:
        say_diagnostic(finding.diagnostic)
    summary = translate("check finds nothing more")
    if findings:
        summary = translate_count("check finds {count} thing more", "check finds {count} things more", len(findings))
    if unread:
        without = translate_count(
            "rules that need {count} file with errors did not run",
            "rules that need {count} files with errors did not run",
            unread,
        )
        summary = f"{summary}; {without}"
    say(summary, "yellow" if findings or unread else "green")

"""The content saved as a version: what speaks against it, whom it names, and what is written about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from methodology.git import Author, GitError
from methodology.messages import speaking, translate, translate_count
from methodology.model.document import plain_text
from methodology.versions.changes import Report
from methodology.versions.report.names import Names
from methodology.versions.report.rows import ReportRow, rows_of
from methodology.versions.saved import SavedVersions

LONGEST_SUBJECT = 72
LONGEST_TEXT = 60
"""Longer texts are not quoted in the list of changes."""
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_OF_VERSION = frozenset({"programme.version", "programme.date"})
_IN_WORK = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")


@dataclass(frozen=True, slots=True)
class SavingState:
    """Whether the content can be saved as a version: ``why`` not, how many of its files differ from the last one."""

    why: str | None
    unsaved: int
    author: Author | None
    message: str = ""


def open_saved(content: Path) -> SavedVersions | str:
    """Return the saved versions of a content, or why there can be none."""
    try:
        return SavedVersions(content)
    except (GitError, OSError):
        return translate("Versions cannot be kept: the content does not lie in a folder that keeps them.")


def look(saved: SavedVersions | str) -> SavingState:
    """Return what speaks for and against saving now."""
    if isinstance(saved, str):
        return SavingState(saved, 0, None)
    repository = saved.repository
    why = None
    if repository.commit("HEAD") is not None and not repository.is_on_branch():
        why = translate("An old version is open for reading: whoever keeps the content must first open the last one.")
    elif any(repository.commit(name) for name in _IN_WORK):
        why = translate("The content is just being joined with another one: whoever does so must first finish.")
    return SavingState(why, len(repository.changes((saved.folder,))), repository.author())


def read_author(data: Mapping[str, Any]) -> Author | str:
    """Return the author that a form names, or what is wrong with it."""
    name, email = (" ".join(str(data.get(key) or "").split()) for key in ("name", "email"))
    if not name or re.search(r"[<>\n]", name):
        return translate("Write your name.")
    if not _EMAIL.fullmatch(email):
        return translate("Write your e-mail address, as in name@example.org.")
    return Author(name, email)


def describe(report: Report | None, templates: Path, language: str) -> str:
    """Return what is written about a version: a subject, and a list of its changes; in the document's language."""
    with speaking(language):
        if report is None:
            return translate("First version")
        rows = list(rows_of(Names.of(report, templates)))
        if not rows:
            return translate("Changes that are not printed")
        lines = "".join(f"- {_line(row)}\n" for row in rows)
        return f"{_subject(rows, report)}\n\n{lines}"


def _subject(rows: Sequence[ReportRow], report: Report) -> str:
    """The first change, and how many more there are; the document's version is named where it is a new one."""
    telling = [row for row in rows if row.change.path not in _OF_VERSION]
    version = report.new.programme.facts.version
    start = f"{version}: " if len(telling) < len(rows) else ""
    if not telling:
        return _cut(translate("Version {version}", version=version))
    if len(telling) == 1:
        return _cut(f"{start}{_line(telling[0])}")
    more = translate_count("and {count} more change", "and {count} more changes", len(telling) - 1)
    return f"{_cut(f'{start}{telling[0].element}', LONGEST_SUBJECT - len(more) - 1)} {more}"


def _line(row: ReportRow) -> str:
    before, after = (" ".join(plain_text(text).split()) for text in (row.before, row.after))
    element = " ".join(row.element.split())
    if max(len(before), len(after)) > LONGEST_TEXT or not (before and after):
        return f"{element} ({row.kind})"
    return f"{element}: {before} → {after}"


def _cut(text: str, most: int = LONGEST_SUBJECT) -> str:
    return shorten(text, most, placeholder=" …")

"""Why a comparison is no amendment that can be sent: all reasons at once, each with what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten

from methodology.checks import check_programme, group_findings
from methodology.checks.regulation.to_give import count_asked, find_asked
from methodology.diagnostics import Diagnostic, Location
from methodology.messages import translate, translate_count
from methodology.model.programme import Programme
from methodology.sealing.seal import find_uncommitted
from methodology.versions.changes import Report

MOST_FILES = 20
"""So many files are named; nobody reads more."""


def find_open_findings(programme: Programme) -> tuple[Diagnostic, ...]:
    """What check finds and nobody accepted."""
    findings = group_findings(check_programme(programme))
    return tuple(finding.diagnostic for finding in findings if finding.is_open)


def find_refusals(report: Report, folder: Path | None, file: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reason why the report makes a draft and no amendment.

    ``folder`` is the content folder of the new version where it is one, ``file`` the name of the file of its reasons.
    """
    yield from _compare_versions(report)
    yield from find_open_changes(report, file)
    yield from _find_open_values(report.new.programme)
    yield from _find_open_letter(report, file)
    if folder is not None:
        yield from _find_uncommitted(report, folder)
    elif report.new.origin is None:
        hint = translate("bring its changes into the content with pull, and commit them")
        yield _refusal("uncommitted", translate("its content is in no commit"), Location(report.new_name), hint)


def _compare_versions(report: Report) -> Iterator[Diagnostic]:
    old, new = report.old.programme.facts, report.new.programme.facts
    if new.version == old.version:
        message = translate("the version is {version} in {old}, too", version=new.version, old=report.old_name)
        yield _of_facts(report, "version", message, translate("give the new version its own"))
    elif _goes_back(old.version, new.version):
        message = translate("the version goes back from {old} to {new}", old=old.version, new=new.version)
        hint = translate("is the old version named first? else count on")
        yield _of_facts(report, "version", message, hint)
    if new.date == old.date:
        message = translate("the date is {date} in {old}, too", date=new.date, old=report.old_name)
        yield _of_facts(report, "date", message, translate("write the new one"))
    elif new.date < old.date:
        message = translate("the date goes back from {old} to {new}", old=old.date, new=new.date)
        hint = translate("is the old version named first? else write a later one")
        yield _of_facts(report, "date", message, hint)


def _goes_back(old: str, new: str) -> bool:
    """Whether both versions are numbers with marks between them, and the new one is the lower."""
    if not all(re.fullmatch(r"v?\d+([.\-_ ]\d+)*", version) for version in (old, new)):
        return False
    before, after = ([int(number) for number in re.findall(r"\d+", version)] for version in (old, new))
    return after < before


def find_open_changes(report: Report, file: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each change without a reason; ``file`` is where reasons stand."""
    hint = translate("write it there; build.py reasons adds the entry")
    for change in report.open:
        before, after = _quote(change.before), _quote(change.after)
        message = translate("{path} has no reason ({before} → {after})", path=change.path, before=before, after=after)
        yield _refusal("reason", message, Location(file), hint)


def _find_open_values(programme: Programme) -> Iterator[Diagnostic]:
    """One diagnostic for all that a person must still give."""
    given, asked, left = count_asked(programme)
    if left:
        places = (programme.location(one.path) for one in find_asked(programme, only_open=True))
        message = translate_count(
            "{count} of {asked} values and texts are still to be given",
            "{count} of {asked} values and texts are still to be given",
            asked - given,
            asked=asked,
        )
        hint = translate("build.py check lists them")
        yield _refusal("incomplete", message, next(filter(None, places), Location(programme.name)), hint)


def _find_open_letter(report: Report, file: str) -> Iterator[Diagnostic]:
    """One diagnostic for what the letter still has to say."""
    keys = () if report.letter is None else report.letter.open_keys
    if keys:
        message = translate("the letter is still to be filled in: {keys}", keys=", ".join(dict.fromkeys(keys)))
        hint = translate("write it there; without letter the note is an explanation")
        yield _refusal("incomplete", message, Location(file), hint)


def _quote(text: str | None) -> str:
    return shorten(text or "", 60, placeholder=" …") or translate("nothing")


def _find_uncommitted(report: Report, folder: Path) -> Iterator[Diagnostic]:
    hint = translate("git add -A, then git commit; what has no place in the content goes elsewhere")
    files = find_uncommitted(folder, report.new.templates)
    if files is None:
        message = translate("the content is in no commit")
        clone = translate("work in a clone of the repository")
        yield _refusal("uncommitted", message, Location(report.new_name), clone)
        return
    for name in files[:MOST_FILES]:
        yield _refusal("uncommitted", translate("the file is not as the last commit has it"), Location(name), hint)
    if len(files) > MOST_FILES:
        message = translate_count(
            "{count} more file is not as the last commit has it",
            "{count} more files are not as the last commit has them",
            len(files) - MOST_FILES,
        )
        yield _refusal("uncommitted", message, Location(report.new_name), hint)


def _of_facts(report: Report, field: str, message: str, hint: str) -> Diagnostic:
    programme = report.new.programme
    place = programme.location(f"programme.{field}") or Location(f"{programme.name}/programme.yaml")
    return _refusal("version", message, place, hint)


def _refusal(code: str, message: str, location: Location, hint: str) -> Diagnostic:
    return Diagnostic(f"amendment-{code}", message, location, hint)

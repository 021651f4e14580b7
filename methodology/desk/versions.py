"""The versions of the content at the desk: saved, compared, explained, approved and given out."""

from __future__ import annotations

import json
import re
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from methodology.checks import Finding, check_programme, group_findings
from methodology.desk.compared import list_groups
from methodology.desk.draft import ConflictError, ContentDraft
from methodology.desk.holes import refuse_faults
from methodology.desk.labels import label_saying
from methodology.desk.named_paths import name_paths, names_in
from methodology.desk.planned import refuse
from methodology.desk.remarks import list_remarks
from methodology.desk.saving import SavingState, describe, look, open_saved, read_author
from methodology.desk.speaker import language_of_names
from methodology.desk.typed import TypedError, read_day, show_day
from methodology.diagnostics import ContentError, Diagnostic, Location, Severity
from methodology.editing.edits import SetText
from methodology.git import Author, GitError, tag_name
from methodology.messages import declare_message, language_of, speaking, translate
from methodology.model.programme import Programme
from methodology.packing import pack_entries
from methodology.versions.amendment_file import set_legal_basis, set_reason
from methodology.versions.changes import Report
from methodology.versions.compare import make_report
from methodology.versions.outputs import as_draft, write_package
from methodology.versions.reasons import covers
from methodology.versions.refusals import find_refusals
from methodology.versions.report.names import Names, PathNames
from methodology.versions.saved import SavedVersion, SavedVersions
from methodology.versions.version import Checkout, Version, open_folder, open_version
from methodology.writing import ChangedMeanwhileError, write_together

MOST_VERSIONS = 40
MOST_OPENED = 4
"""So many old versions are kept in memory."""
_BASE = "compared.json"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What speaks against approving; ``path`` is the value that it is about, ``remark`` the remark, if it is of one."""

    message: str
    path: str = ""
    remark: str = ""


class DeskVersions:
    """What the desk does with whole versions of its content."""

    def __init__(self, draft: ContentDraft) -> None:
        """Serve a draft; its old versions are read when they are first asked for."""
        self.draft = draft
        self._lock = threading.RLock()
        self._scratch = tempfile.TemporaryDirectory(prefix="desk-versions-")
        self._saved: SavedVersions | str | None = None
        self._opened: dict[str, Version] = {}
        self._report: tuple[str, int, Report] | None = None

    def close(self) -> None:
        """Remove what was unpacked."""
        self._scratch.cleanup()

    def state(self) -> dict[str, object]:
        """Return whether a version can be saved and what it would be called, and which ones there are."""
        with self._lock:
            saved = self._open()
            state = look(saved)
            if state.why is None and state.unsaved and not isinstance(saved, str):
                state = replace(state, message=self._describe(saved))
            return {**_plain_state(state), "versions": [_tell(one) for one in self._list()], "base": self._base()}

    def save(self, data: Mapping[str, Any]) -> dict[str, object]:
        """Save the content as a version; an author that the form names is kept for later ones."""
        with self._lock:
            self.draft.refresh()
            saved = self._open()
            state = look(saved)
            if isinstance(saved, str) or state.why is not None:
                return refuse(state.why or "")
            if self.draft.faults:
                return refuse(translate("The content has faults; they must be mended first."))
            if not state.unsaved:
                return refuse(translate("Everything is saved already."))
            author = state.author or read_author(data)
            if not isinstance(author, Author):
                return {**refuse(author), "asks_author": True}
            message = self._describe(saved)
            try:
                if state.author is None:
                    saved.repository.set_author(author)
                saved.repository.save(saved.folder, message)
            except GitError as error:
                told = translate("The version was not saved. The program that keeps versions says:")
                return refuse(told, str(error))
            return {"status": "saved", "message": translate("Saved: {subject}", subject=message.partition("\n")[0])}

    def choose(self, commit: str) -> dict[str, object]:
        """Compare with a saved version from now on."""
        with self._lock:
            if commit in {one.commit.id for one in self._list()}:
                self.draft.journal.prepare()
                write_together(self.draft.journal.folder, {_BASE: json.dumps({"commit": commit}).encode()})
            return {"status": "chosen"}

    def compare(self) -> dict[str, object]:
        """Return what changed since the chosen version, by the groups of the change report."""
        with self._lock:
            chosen = self._base()
            if chosen is None:
                return {"status": "nothing"}
            try:
                report = self.report(chosen)
            except ContentError as error:
                return refuse_faults(error, self._names())
            templates = self.draft.folders.templates
            old, new = report.old.programme.facts, report.new.programme.facts
            return {
                "status": "compared",
                "base": chosen,
                "count": len(report.changes),
                "open": len(report.open),
                "groups": list(list_groups(report, templates)) if report.changes else [],
                "legal_basis": Names.of(report, templates).legal_basis or "",
                "version": {"old": old.version, "now": new.version},
                "date": {"old": show_day(old.date), "now": show_day(new.date)},
            }

    def set_reason(self, path: str, reason: str) -> dict[str, object]:
        """Write the reason for the changes at a path or pattern."""
        label = label_saying(declare_message("reason for a change"))
        with self._lock:
            report = self._chosen_report()
            if report is None or not _is_new(report):
                return refuse(translate("First give the new version of the document."))
            if not any(covers(path, change.path) for change in report.changes):
                return refuse(translate("Somebody has changed this meanwhile."))
            templates = self.draft.folders.templates
            said = " ".join(reason.split())
            return self._write_amendment(lambda old, file: set_reason(report, templates, old, file, path, said), label)

    def set_basis(self, basis: str) -> dict[str, object]:
        """Write the provision that the whole amendment rests on."""
        with self._lock:
            report = self._chosen_report()
            if report is None or not _is_new(report):
                return refuse(translate("First give the new version of the document."))
            said = " ".join(basis.split())
            return self._write_amendment(
                lambda old, file: set_legal_basis(old, file, said), label_saying(declare_message("legal basis"))
            )

    def set_facts(self, version: str, day: str) -> dict[str, object]:
        """Give the document a new version and date, as one edit."""
        facts = self.draft.page.programme.facts
        said = " ".join(version.split())
        if not tag_name(said):
            return refuse(translate("Write the new version, as in {example}.", example="2.0"))
        try:
            edits = [SetText("programme.version", said), SetText("programme.date", read_day(day))]
            wanted = [edit for edit in edits if edit.text not in {facts.version, facts.date.isoformat()}]
            page = self.draft.change(wanted, label_saying(declare_message("version and date of the document")))
        except TypedError as error:
            return refuse(str(error))
        except ContentError as error:
            return refuse_faults(error, self._names(), "programme.version")
        except ConflictError:
            return refuse(translate("Somebody has changed this meanwhile."))
        return {"status": "saved", "revision": page.revision}

    def find_refusals(self, revision: int | None = None) -> list[Refusal]:
        """Return what speaks against approving the content as it is; ``revision`` is that of the page that is seen."""
        with self._lock:
            return list(self._find_refusals(revision))

    def approve(self, revision: int) -> dict[str, object]:
        """Mark the last saved version as approved, by the document's version, where nothing speaks against it."""
        with self._lock:
            refusals = self.find_refusals(revision)
            saved = self._open()
            if refusals or isinstance(saved, str):
                return {"status": "refused", "refusals": refusals}
            facts = self.draft.page.programme.facts
            commit = saved.repository.commit("HEAD") or ""
            with speaking(language_of(facts.language)):
                message = translate("Version {version}", version=facts.version)
            try:
                saved.repository.tag(tag_name(facts.version), commit, message)
            except GitError as error:
                return {"status": "refused", "refusals": [Refusal(str(error))]}
            self.choose(commit)
            told = translate("Version {version} is approved.", version=facts.version)
            return {"status": "approved", "message": told}

    def package(self) -> tuple[bytes, str]:
        """Return the amendment package against the chosen version as a zip file, and its name.

        Raises ContentError where check finds errors, and where there is no version to compare with. While something
        speaks against approving, the package says on every page that it is a draft.
        """
        with self._lock:
            base = self._base_of_package()
            if base is None:
                raise ContentError([_plain_fault(translate("There is no saved version to compare with."))])
            folders = self.draft.folders
            checkout = Checkout(folders.content, folders.templates)
            new = open_folder(checkout, folders.content_name, pages=True)
            findings = group_findings(check_programme(new.programme))
            errors = find_errors(new.programme, findings, folders.templates)
            if errors:
                raise ContentError(errors)
            old = self.open(base)
            report = make_report(old, new, (old.programme.facts.version, new.programme.facts.version))
            if any(True for _ in find_refusals(report, folders.content, "")):
                report = as_draft(report, folders.templates)
            files = write_package(report, folders.templates)
            facts = new.programme.facts
            packed = pack_entries({re.sub(r"[/\\]", "-", name): content for name, content in files.items()})
            return packed, f"{report.draft_prefix}{facts.file_name}-{tag_name(facts.version)}.zip"

    def report(self, base: str) -> Report:
        """Return the changes from a saved version to the page; raises ContentError where that cannot be read."""
        page = self.draft.page
        if self._report is None or self._report[:2] != (base, page.revision):
            names = translate("the version compared with"), page.programme.facts.version
            self._report = base, page.revision, make_report(self.open(base), self.draft.version_of(page), names)
        return self._report[2]

    def _find_refusals(self, revision: int | None) -> Iterator[Refusal]:
        is_newer = self.draft.refresh()
        page, folders = self.draft.page, self.draft.folders
        if self.draft.faults:
            yield Refusal(translate("The content has faults; they must be mended first."))
            return
        if is_newer or revision not in {None, self.draft.revision}:
            yield Refusal(translate("The page is older than the content: look at it as it is now."))
        for error in find_errors(page.programme, group_findings(self.draft.check(page.programme)), folders.templates):
            yield Refusal(error.message, error.path or "")
        yield from _open_remarks(page.programme, folders.templates)
        report = self._chosen_report()
        if report is None:
            yield Refusal(translate("There is no saved version to compare with."))
            return
        yield from self._refusals_of(report)
        saved = self._open()
        name = tag_name(page.programme.facts.version)
        if not isinstance(saved, str) and name in saved.repository.tags():
            yield Refusal(translate("Version {version} is approved already.", version=page.programme.facts.version))

    def _refusals_of(self, report: Report) -> Iterator[Refusal]:
        templates = self.draft.folders.templates
        names = Names.of(report, templates, language_of_names(report.new.programme, templates))
        for change in report.open:
            yield Refusal(translate("{name}: the reason is missing", name=names.element(change)), change.path)
        is_saved = True
        for one in find_refusals(report, self.draft.folders.content, ""):
            if one.code == "amendment-uncommitted":
                is_saved = False
            elif one.code != "amendment-reason":
                yield Refusal(one.message)
        saved = self._open()
        if not is_saved:
            of_content = not isinstance(saved, str) and saved.repository.changes((saved.folder,))
            yield Refusal(
                translate("The content is not saved as a version.")
                if of_content
                else translate("The templates are not saved: whoever keeps them must do so first.")
            )

    def _write_amendment(self, write: Callable[[bytes | None, str], bytes], label: str) -> dict[str, object]:
        folders = self.draft.folders
        name = f"amendments/{self.draft.page.programme.facts.version}.yaml"
        file = folders.content / name
        old = file.read_bytes() if file.is_file() else None
        try:
            new = write(old, name)
            if new == old:
                return {"status": "saved", "revision": self.draft.revision}
            page = self.draft.write_files({name: new}, label, there={name: old})
        except ChangedMeanwhileError:
            return refuse(translate("another program changed the same place meanwhile"))
        except ContentError as error:
            return refuse_faults(error, self._names())
        except ValueError:
            return refuse(translate("the file of reasons cannot be read"))
        return {"status": "saved", "revision": page.revision}

    def _names(self) -> PathNames:
        return names_in(self.draft.page.programme, self.draft.folders.templates)

    def _chosen_report(self) -> Report | None:
        base = self._base()
        return None if base is None else self.report(base)

    def _open(self) -> SavedVersions | str:
        """The saved versions; looked for again where there were none."""
        if not isinstance(self._saved, SavedVersions):
            self._saved = open_saved(self.draft.folders.content)
        return self._saved

    def _list(self) -> list[SavedVersion]:
        saved = self._open()
        return [] if isinstance(saved, str) else list(saved.list(MOST_VERSIONS))

    def _base(self) -> str | None:
        """The version that is compared with.

        The one that was chosen, else the last approved one, else the last where the document had another version.
        """
        versions = self._list()
        ids = [one.commit.id for one in versions]
        file = self.draft.journal.folder / _BASE
        try:
            chosen = json.loads(file.read_bytes())["commit"]
        except (OSError, ValueError, KeyError, TypeError):
            chosen = None
        if chosen in ids:
            return str(chosen)
        now = self.draft.page.programme.facts.version
        approved = (one.commit.id for one in versions if one.is_approved)
        earlier = (one.commit.id for one in versions if one.version != now)
        return next((one for found in (approved, earlier, ids) for one in found), None)

    def _base_of_package(self) -> str | None:
        """The version that the package compares with: never what is there now, as the one that was just approved is."""
        base, saved = self._base(), self._open()
        if (
            isinstance(saved, str)
            or base != saved.repository.commit("HEAD")
            or saved.repository.changes((saved.folder,))
        ):
            return base
        now = self.draft.page.programme.facts.version
        earlier = [one for one in self._list() if one.version != now]
        approved = (one.commit.id for one in earlier if one.is_approved)
        return next(approved, earlier[0].commit.id if earlier else base)

    def open(self, commit: str) -> Version:
        """Return the version of a commit; raises ContentError where it cannot be read."""
        with self._lock:
            if commit not in self._opened:
                while len(self._opened) >= MOST_OPENED:
                    del self._opened[next(iter(self._opened))]
                folders = self.draft.folders
                checkout = Checkout(folders.content, folders.templates)
                scratch = Path(tempfile.mkdtemp(dir=self._scratch.name))
                self._opened[commit] = open_version(commit, checkout, scratch, pages=False)
            return self._opened[commit]

    def _describe(self, saved: SavedVersions) -> str:
        """What is written about the version that would be saved now: what changed since the last one."""
        page = self.draft.page
        language = language_of(page.programme.facts.language)
        last = saved.repository.commit("HEAD")
        report = None
        if last is not None and saved.repository.holds(last, saved.folder):
            try:
                is_compared = last == self._base()
                report = self.report(last) if is_compared else make_report(self.open(last), self.draft.version_of(page))
            except ContentError:  # an old version that this program does not read
                return translate("Version {version}", version=page.programme.facts.version)
        return describe(report, self.draft.folders.templates, language)


def _open_remarks(programme: Programme, templates: Path) -> Iterator[Refusal]:
    names = names_in(programme, templates)
    for one in list_remarks(programme, names):
        if one.is_open:
            message = translate("{name}: the remark by {author} is open", name=one.name, author=one.author)
            yield Refusal(message, remark=one.key)


def _is_new(report: Report) -> bool:
    return report.old.programme.facts.version != report.new.programme.facts.version


def _plain_state(state: SavingState) -> dict[str, object]:
    author = state.author
    return {
        "why": state.why,
        "unsaved": state.unsaved,
        "author": None if author is None else f"{author.name} <{author.email}>",
        "message": state.message,
    }


def _tell(one: SavedVersion) -> dict[str, object]:
    """A version as the list of them shows it."""
    day = show_day(date.fromisoformat(one.commit.date))
    version = f"{one.version} ({translate('approved')})" if one.is_approved else one.version
    label = f"{version} – {day}, {one.commit.author}: {one.commit.subject}"
    return {"id": one.commit.id, "label": label, "version": one.version}


def _plain_fault(message: str) -> Diagnostic:
    return Diagnostic("no-version", message, Location(""), None)


def find_errors(programme: Programme, findings: Iterable[Finding], templates: Path) -> list[Diagnostic]:
    """Return the open errors among findings, each with the name of what it is about in its message."""
    names = names_in(programme, templates)
    return [
        replace(
            one.diagnostic, message=f"{names.path(one.path)}: {name_paths(one.message, names, one.path, one.found)}"
        )
        for one in findings
        if one.is_open and one.rule.severity is Severity.ERROR
    ]

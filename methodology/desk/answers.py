"""What the desk knows and does, as plain data for the page: state, cards, previews, saves, findings, changes, files."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from methodology.building import judge, make_remarked
from methodology.checks import Finding
from methodology.desk import word_files
from methodology.desk.accepted_findings import DeskAcceptances, can_be_accepted, key_of
from methodology.desk.asked import BadRequestError
from methodology.desk.blocks import KnownPages, PageChange
from methodology.desk.cards import Card, is_code, kind_of, make_card, name_place, read_typed, show_typed
from methodology.desk.draft import ConflictError, ContentDraft, Page, UndoError, source_at
from methodology.desk.entry_lists import list_paths
from methodology.desk.forms import make_form, read_form
from methodology.desk.holes import FieldFault, explain, list_holes, refuse_faults, without_files
from methodology.desk.labels import label_of, show_label
from methodology.desk.named_paths import name_paths
from methodology.desk.past import PastValue, list_past
from methodology.desk.planned import FormContext, RefusedError, refuse
from methodology.desk.remarks import DeskRemarks
from methodology.desk.speaker import language_of_names
from methodology.desk.typed import TypedError
from methodology.desk.versions import DeskVersions, find_errors
from methodology.desk.word_files import DeskWordFiles
from methodology.diagnostics import ContentError
from methodology.formats import Format
from methodology.git import GitError, open_repository
from methodology.messages import spoken_language, translate
from methodology.model.programme import UNPRINTED_FILES, Programme
from methodology.versions.changes import Place
from methodology.versions.impact import Impact
from methodology.versions.printed import places_of
from methodology.versions.report.names import PathNames
from methodology.versions.report.templates import ReportLabels, read_labels
from methodology.versions.version import Version

LAST = "HEAD"
"""The last saved version."""
PACKAGE = "package"
REMARKED = "remarked"
MOST_FOUND = 40
MOST_TEXTS = 12
"""So many texts that change are listed before a value is saved; the others are counted."""
_KINDS = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class PathFinding:
    """A finding of check beside the page; ``name`` says what it is about, ``key`` is there if it can be accepted."""

    code: str
    severity: str
    path: str
    name: str
    message: str
    hint: str | None
    key: str = ""


@dataclass(slots=True)
class _Known:
    """What was found out of a page, each when it was first asked for in a language."""

    revision: int
    places: dict[str, dict[Place, int]] = field(default_factory=dict)
    findings: tuple[PathFinding, ...] | None = None
    names: PathNames | None = None
    entries: list[tuple[str, str, str]] | None = None


class Desk:
    """A draft with all that the page asks of it."""

    def __init__(self, draft: ContentDraft) -> None:
        """Serve a draft; the last saved version is read when it is first asked for."""
        self.draft = draft
        self.versions = DeskVersions(draft)
        self.remarks = DeskRemarks(draft, self._names)
        self.word_files = DeskWordFiles(draft)
        self.acceptances = DeskAcceptances(draft, self._name_finding)
        self._labels: dict[str, ReportLabels] = {}
        self._last: tuple[str | None, Version | None] = (None, None)
        self._first = draft.page
        self._known: dict[str, _Known] = {}
        self._pages = KnownPages()

    @property
    def revision(self) -> int:
        """The number of the page and its faults."""
        return self.draft.revision

    @property
    def html(self) -> str:
        """The document's page."""
        return self.draft.page.html

    def open_page(self) -> Page:
        """Return the page as a window opens it, which takes the changes of it from then on."""
        page = self.draft.page
        self._pages.know(page.revision, page.html)
        return page

    def change_since(self, revision: int) -> PageChange:
        """Return what a window with the page of a revision takes to have that of now."""
        page = self.draft.page
        return self._pages.change(revision, page.revision, page.html)

    def close(self) -> None:
        """Remove what was written for the time of the desk."""
        self.versions.close()

    def refresh(self) -> bool:
        """Take in what other programs wrote; returns whether anything changed."""
        return self.draft.refresh()

    def state(self) -> dict[str, object]:
        """Return where the desk stands: revision, what can be undone, what was typed and not saved, and faults."""
        draft = self.draft
        names, holding = self._names(), draft.tell_holding()
        typed = {path: {"name": names.path(path), "typed": text} for path, text in draft.journal.typed().items()}
        return {
            "revision": draft.revision,
            "saved": draft.journal.done[-1].when[11:16] if draft.journal.done else "",
            "undo": show_label(draft.journal.done[-1].label, names) if draft.journal.done else None,
            "redo": show_label(draft.journal.undone[-1].label, names) if draft.journal.undone else None,
            "typed": typed,
            "forms": draft.journal.forms(),
            "faults": [] if holding.files else [explain(fault, names) for fault in holding.faults],
            "holes": tuple(list_holes(draft.page.programme, holding, draft.saved, names)),
        }

    def card(self, path: str) -> Card | None:
        """Return the card of a value; None where nothing can be edited at the path."""
        page = self.draft.page
        last = self._last_version()
        programme = last.programme if last else self._first.programme
        names = self._names()
        card = make_card(page.programme, path, names, self._find_places(page).get(path, {}), programme)
        return card and dataclasses.replace(card, formula=name_paths(card.formula, names))

    def preview(self, path: str, typed: str) -> dict[str, object]:
        """Keep what is typed, and return what would change if it were saved, or why it cannot be."""
        self.draft.journal.keep_typed(path, typed)
        text = self._read(path, typed)
        if isinstance(text, dict):
            return text
        try:
            impact = self.draft.preview(path, text)
            following = self.draft.find_consequences(path, text)
        except ContentError as error:
            return refuse_faults(error, self._names(), path)
        return {"status": "possible", **self._tell(impact, following)}

    def forget(self, path: str) -> dict[str, object]:
        """Forget what was typed at a path."""
        self.draft.journal.keep_typed(path, None)
        return {"status": "forgotten"}

    def keep(self, key: str, form: object) -> dict[str, object]:
        """Keep what a form is filled in with, as its name, what it was asked by and what it says; None forgets it."""
        if form is not None and not (isinstance(form, dict) and form.keys() == {"name", "query", "body"}):
            raise BadRequestError
        self.draft.journal.keep_form(key, form)
        return {"status": "forgotten" if form is None else "kept"}

    def save(
        self, path: str, typed: str, seen: str, *, is_exact: bool = False, with_following: bool = False
    ) -> dict[str, object]:
        """Save what was typed at a path: as the language writes it, or ``is_exact``, as the content has it.

        ``with_following`` sets anew the typed values that follow from it by their formulas.
        """
        text = typed if is_exact else self._read(path, typed)
        if isinstance(text, dict):
            return text
        label = label_of(path)
        try:
            others = self.draft.find_consequences(path, text) if with_following else {}
            page = self.draft.save(path, text, seen, label, others)
        except ConflictError as error:
            return {"status": "conflict", "now": error.now, "card": self.card(path)}
        except ContentError as error:
            return refuse_faults(error, self._names(), path)
        self.draft.journal.keep_typed(path, None)
        return {"status": "saved", "revision": page.revision}

    def undo(self) -> dict[str, object]:
        """Take the last edit back."""
        return self._go(self.draft.undo)

    def redo(self) -> dict[str, object]:
        """Make the last edit that was taken back again."""
        return self._go(self.draft.redo)

    def findings(self) -> tuple[PathFinding, ...]:
        """Return the open findings of check, the worst first."""
        page = self.draft.page
        known = self._of(page)
        if known.findings is None:
            found = [self._tell_finding(one, self._names()) for one in self.draft.findings() if one.is_open]
            known.findings = tuple(sorted(found, key=lambda one: one.severity != "error"))
        return known.findings

    def search(self, query: str, *, is_of_values: bool = False) -> list[dict[str, str]]:
        """Return the values, lists and texts whose code, name or text has all words of the query, the shortest first.

        ``is_of_values`` leaves out what a sentence cannot refer to.
        """
        page = self.draft.page
        known = self._of(page)
        if known.entries is None:
            known.entries = list(_entries(page.programme, self._names()))
        words = query.casefold().split()
        found = [
            (path, name, text)
            for path, name, text in known.entries
            if all(word in f"{path} {name} {text}".casefold() for word in words)
            if not is_of_values or (text and not path.startswith(("phrases.", "chapters.")))
        ]
        found.sort(key=lambda entry: (not entry[0].casefold().startswith(query.casefold()), len(entry[1]), entry[0]))
        return [
            {"path": path, "name": name, "text": text, "form": "" if text else "list"}
            for path, name, text in (found[:MOST_FOUND] if words else ())
        ]

    def past(self, path: str) -> list[PastValue]:
        """Return what a value was in the saved versions, latest first."""
        return list(list_past(self.draft.page.programme, self.draft.folders.content, path))

    def file(self, ending: str) -> tuple[bytes, str, str] | None:
        """Return a file of the content as ``build`` makes it, its name and its type; None for an unknown ending.

        ``package`` is the amendment package, ``remarked`` the Word file with remarks as comments. Raises ContentError
        where the content has faults.
        """
        if ending == PACKAGE:
            return (*self.versions.package(), "application/zip")
        folders = self.draft.folders
        if ending == REMARKED:
            remarked, name, _ = make_remarked(folders, lambda _: nullcontext())
            return remarked, name, _KINDS[Format.DOCX]
        if ending not in tuple(Format):
            return None
        judgement = judge(folders, list(Format), lambda _: nullcontext())
        errors = find_errors(judgement.programme, judgement.findings, folders.templates)
        if errors:
            raise ContentError(errors)
        name = f"{judgement.programme.facts.file_name}.{ending}"
        content = judgement.files.get(f".{ending}")
        return None if content is None else (content, name, _KINDS[Format(ending)])

    def form(self, query: Mapping[str, str]) -> object:
        """Return the form of an edit of more than one value; None where there is none for what is asked."""
        try:
            if query.get("kind") == word_files.KIND:
                return self.word_files.form(query)
            return make_form(self._form_context(), query)
        except RefusedError as error:
            return refuse(str(error))
        except ContentError as error:
            return refuse_faults(error, self._names())

    def fill(self, data: Mapping[str, Any]) -> dict[str, object]:
        """Return what a filled form would change; ``save`` it where the request says so."""
        try:
            is_word = data.get("kind") == word_files.KIND
            planned = self.word_files.plan(data) if is_word else read_form(self._form_context(), data)
            if data.get("save") is not True:
                return {"status": "possible", **self._tell(self.draft.preview_plan(planned.plan), {})}
            page = self.draft.write_plan(planned.plan, planned.label)
        except ConflictError:
            return {"status": "conflict"}
        except RefusedError as error:
            return {"status": "refused", "faults": [FieldFault(str(error))]}
        except ContentError as error:
            return refuse_faults(error, self._names())
        return {"status": "saved", "revision": page.revision}

    def _form_context(self) -> FormContext:
        return FormContext(self.draft.page, self._names(), self.draft.read, self.draft.folders.templates)

    def _go(self, go: Callable[[], Page]) -> dict[str, object]:
        try:
            page = go()
        except UndoError as error:
            return {"status": "refused", "faults": [FieldFault(str(error))]}
        except ContentError as error:
            return refuse_faults(error, self._names())
        return {"status": "saved", "revision": page.revision}

    def _read(self, path: str, typed: str) -> str | dict[str, object]:
        """What was typed as the content has it, or what the page is answered where it cannot be."""
        programme = self.draft.page.programme
        if not path.startswith("chapters.") and path not in programme.values:
            return refuse(translate("this cannot be edited here"))
        if is_code(programme, path):
            return refuse(translate("A code is not changed here: add what has the new code, and remove this."))
        try:
            return read_typed(typed, kind_of(programme, path), programme.grammar.locale)
        except TypedError as error:
            return {"status": "refused", "faults": [FieldFault(str(error))], "choices": error.choices}

    def _tell(self, impact: Impact, following: Mapping[str, str]) -> dict[str, object]:
        affected = [
            {"place": name_place(text.place), "before": text.before, "after": text.after} for text in impact.affected
        ]
        programme = self.draft.page.programme
        names = PathNames.of((programme, impact.programme), self._report_labels())
        return {
            "affected": affected[:MOST_TEXTS],
            "more": max(len(affected) - MOST_TEXTS, 0),
            "derived": [
                {"name": names.path(one.path), "before": one.before, "after": one.after}
                for one in impact.derived
                if not one.is_typed
            ],
            "following": [
                {
                    "name": names.path(path),
                    "before": _show(programme, path),
                    "after": show_typed(text, kind_of(programme, path), programme.grammar.locale),
                }
                for path, text in following.items()
            ],
            "new": [self._tell_finding(one, names) for one in impact.new_findings if one.is_open],
            "gone": [self._tell_finding(one, names) for one in impact.gone_findings if one.is_open],
        }

    def _tell_finding(self, one: Finding, names: PathNames) -> PathFinding:
        said, name = one.message, names.path(one.path)
        if one.path.startswith("remarks."):
            said, name = said.replace(one.found, names.path(one.found)), translate("Remark")
        message, hint = name_paths(said, names, one.path, one.found), without_files(one.diagnostic.hint)
        key = key_of(one) if can_be_accepted(one) else ""
        return PathFinding(one.rule.code, str(one.rule.severity), one.path, name, message, hint, key)

    def _name_finding(self, one: Finding) -> tuple[str, str]:
        told = self._tell_finding(one, self._names())
        return told.name, told.message

    def _of(self, page: Page) -> _Known:
        known = self._known.get(spoken_language())
        if known is None or known.revision != page.revision:
            known = self._known[spoken_language()] = _Known(page.revision)
        return known

    def _find_places(self, page: Page) -> Mapping[str, Mapping[Place, int]]:
        known = self._of(page)
        if not known.places:
            for place, text in places_of(self.draft.version_of(page)):
                for path in text.paths:
                    of_path = known.places.setdefault(path, {})
                    of_path[place] = of_path.get(place, 0) + 1
        return known.places

    def _last_version(self) -> Version | None:
        """The last commit's version, read once for each commit; None where there is none that can be read."""
        try:
            commit = open_repository(self.draft.folders.content).commit(LAST)
            if commit != self._last[0]:
                self._last = commit, None
                self._last = commit, self.versions.open(commit) if commit else None
        except (GitError, ContentError, OSError):
            return self._last[1]
        return self._last[1]

    def _report_labels(self) -> ReportLabels:
        templates = self.draft.folders.templates
        language = language_of_names(self.draft.page.programme, templates)
        if language not in self._labels:
            self._labels[language] = read_labels(templates, language)
        return self._labels[language]

    def _names(self) -> PathNames:
        page = self.draft.page
        known = self._of(page)
        if known.names is None:
            known.names = PathNames.of((page.programme,), self._report_labels())
        return known.names


def _entries(programme: Programme, names: PathNames) -> Iterator[tuple[str, str, str]]:
    """The path, name and text of each value that can be edited and found, of each list and each text of a chapter."""
    for path in programme.values:
        is_printed = path.partition(".")[0] not in UNPRINTED_FILES and not path.startswith("phrases.formats.")
        if is_printed and not path.endswith(".id"):
            yield path, names.path(path), _show(programme, path)
    for path in list_paths(programme):
        yield path, names.path(path), ""
    for name, chapter in programme.chapters.items():
        for leaf in chapter.leaves:
            path = f"chapters.{name}.{leaf.number}"
            yield path, names.path(path), leaf.text


def _show(programme: Programme, path: str) -> str:
    return show_typed(source_at(programme, path) or "", kind_of(programme, path), programme.grammar.locale)

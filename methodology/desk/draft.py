"""The content that is edited at the desk: read, composed, saved, undone; what other programs write is noticed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import NoReturn

from methodology.building import BuildFolders
from methodology.checks import Finding, group_findings, sort_findings
from methodology.desk.checked import CheckedContents
from methodology.desk.holding import HeldLines, Holding
from methodology.desk.journal import FOLDER, DoneEdit, FileEdit, Journal
from methodology.desk.last_good import build_with_last_good, open_with_last_saved
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.editing import apply_edits, encode_as_before
from methodology.editing.edits import ContentEdit, SetText
from methodology.messages import spoken_language, translate
from methodology.model.assumption import Figure
from methodology.model.document import Document
from methodology.model.phrases import Mention
from methodology.model.programme import Programme, Value
from methodology.model.scalars import ComputedNumber
from methodology.reading.content_folder import FileState, folder_state
from methodology.reading.official_texts import official_text
from methodology.reading.phrases import PHRASES
from methodology.session import LiveBuild, Session
from methodology.versions.impact import Impact, find_impact, set_with_consequences
from methodology.versions.version import Version
from methodology.writing import ChangedMeanwhileError, restore_interrupted, write_together

TRIES = 3
"""So often an edit is made anew where another program writes the same moment."""


@dataclass(frozen=True, slots=True)
class Page:
    """The content at one moment, composed; ``html`` is the document's page.

    ``revision`` counts the pages and the changes of what is held, from 1.
    """

    revision: int
    programme: Programme
    document: Document
    html: str


class ConflictError(Exception):
    """The value is not any more what the editor saw; ``now`` is what the content has, None where it has none."""

    def __init__(self, now: str | None) -> None:
        """Keep what the content has."""
        super().__init__()
        self.now = now


class UndoError(Exception):
    """What was done cannot be undone, or not done again: another program changed the same place since."""


class ContentDraft:
    """A content folder that is open at the desk; its methods may be called from several threads.

    ``holding`` has what is wrong with the content as it stands on the disk, and the files that stand on ``page`` with
    their last good text.
    """

    def __init__(self, folders: BuildFolders, now: Callable[[], datetime]) -> None:
        """Read and compose the content; raises ContentError where it cannot be, not with its last saved version either.

        ``saved`` are the held files that stand on the page as that version has them.
        """
        self.folders = folders
        self._now = now
        self._lock = threading.RLock()
        self.journal = Journal.open(folders.content.parent / FOLDER)
        self.holding = Holding()
        self._told: dict[str, Holding] = {}
        self._session = Session(folders)
        self._checked = CheckedContents(folders.templates)
        self._state: Mapping[str, FileState] | None = self._look()
        try:
            built = self._build(self._session.read_texts())
        except ContentError as error:
            built, self.holding = open_with_last_saved(self._session, error)
        self.saved = self.holding.files
        self.page = Page(1, built.programme, built.document, built.html)

    @property
    def revision(self) -> int:
        """The number of the page."""
        return self.page.revision

    def moment(self) -> str:
        """Return what time it is here, to the second (ISO)."""
        return self._now().replace(tzinfo=None).isoformat(timespec="seconds")

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the content as it stands on the disk."""
        return self.holding.faults

    def tell_holding(self) -> Holding:
        """Return what is held in the language that is spoken: the faults were found when another one may have been."""
        with self._lock:
            if self.faults and spoken_language() not in self._told:
                _, self._told[spoken_language()] = self._build_from_disk()
            return self._told.get(spoken_language(), self.holding)

    def refresh(self) -> bool:
        """Read anew what other programs wrote; returns whether anything changed."""
        with self._lock:
            state = self._look()
            if state == self._state:
                return False
            before = self.page
            built, holding = self._build_from_disk()
            if built is not None and built.programme.files != self.page.programme.files:
                self.page = self._as_page(built)
            elif holding != self.holding:
                self.page = replace(self.page, revision=self.revision + 1)
            self.holding, self._told = holding, {spoken_language(): holding}
            self.saved &= holding.files
            self._state = state
            return self.page is not before

    def _build_from_disk(self) -> tuple[LiveBuild | None, Holding]:
        """The content as it is on the disk, with the last good texts of files at fault; None where they are no help."""
        try:
            return build_with_last_good(self._session, self.page.programme.files)
        except ContentError as error:
            return None, Holding(tuple(error.diagnostics))

    def save(
        self,
        path: str,
        text: str | None,
        seen: str | None,
        label: str,
        others: Mapping[str, str] = MappingProxyType({}),
    ) -> Page:
        """Set the text at a content path and return the new page; ``seen`` is what the editor saw there.

        ``label`` says in words what is edited, for undo. ``others`` are values that are set with it, by path.

        Raises :class:`ConflictError` where the content has another text there by now, and ContentError where the text
        cannot stand there: then nothing is written.
        """
        with self._lock:
            for _ in range(TRIES):
                self.refresh()
                if self.holding.holds_path(self.page.programme, path):
                    self._refuse_held()
                there = source_at(self.page.programme, path)
                if there not in {seen, text}:
                    raise ConflictError(there)
                if there == text:
                    return self.page
                try:
                    edits = [
                        text_edit(self.page.programme, path, text),
                        *(SetText(other, said) for other, said in others.items()),
                    ]
                    return self._write(edits, label, ("", None, None) if others else (path, there, text))
                except ChangedMeanwhileError:
                    continue
            raise ConflictError(source_at(self.page.programme, path))

    def change(self, edits: Iterable[ContentEdit], label: str) -> Page:
        """Make several edits as one, which is undone as one; raises ContentError where they cannot be made."""
        wanted = tuple(edits)
        return self.write_plan(lambda programme: apply_edits(programme, wanted), label)

    def write_plan(self, plan: Callable[[Programme], Mapping[str, str | None]], label: str) -> Page:
        """Write the new texts of files that a plan comes to for the content as it is now, as one edit.

        None is a file that goes. Nothing is written where the plan raises, nor where the content would be at fault.
        """
        with self._lock:
            for _ in range(TRIES):
                self.refresh()
                files = self._encoded(plan(self.page.programme))
                if all(self._bytes(name) == content for name, content in files.items()):
                    return self.page
                try:
                    return self.write_files(files, label)
                except ChangedMeanwhileError:
                    continue
            raise ConflictError(None)

    def preview_plan(self, plan: Callable[[Programme], Mapping[str, str | None]]) -> Impact:
        """Return what would change if a plan were written; nothing is."""
        with self._lock:
            before = self.page
            changed = plan(before.programme)
            self._encoded(changed)
            files = {**before.programme.files, **changed}
            after = self._build({name: text for name, text in files.items() if text is not None})
        return find_impact(self.version_of(before), self.version_of(after), self.check)

    def read(self, texts: Mapping[str, str]) -> Programme:
        """Read files by their paths below the content folder; raises ContentError."""
        with self._lock:
            return self._session.read(texts)

    def preview(self, path: str, text: str | None) -> Impact:
        """Return what would change if the text at a path were another; nothing is written.

        Raises ContentError where it cannot stand there.
        """
        return self.preview_plan(lambda programme: apply_edits(programme, [text_edit(programme, path, text)]))

    def find_consequences(self, path: str, text: str) -> dict[str, str]:
        """Return the typed values that follow from a value by their formulas, as they would be to be set, by path."""
        programme = self.page.programme
        if path not in programme.values:
            return {}
        after = set_with_consequences(programme, {path: text}, self.read)
        texts = {
            one: (as_typed(programme.values[one].value), as_typed(after.values[one].value))
            for one in programme.calculations
            if one in after.values and one in programme.values
        }
        computed = {one for one, value in after.values.items() if isinstance(value.value, ComputedNumber)}
        return {one: now for one, (then, now) in texts.items() if now != then and one != path and one not in computed}

    def version_of(self, page: Page | LiveBuild) -> Version:
        """Return a page as a version that others are compared with."""
        return Version(page.programme.name, page.programme, page.document, self.folders.templates, {}, 0)

    def undo(self) -> Page:
        """Take the last edit back; raises :class:`UndoError` where its place was changed since."""
        return self._go(self.journal.done, FileEdit.undo, lambda edit: (edit.new, edit.old), self.journal.undo)

    def redo(self) -> Page:
        """Make the last edit that was taken back again."""
        return self._go(self.journal.undone, FileEdit.redo, lambda edit: (edit.old, edit.new), self.journal.redo)

    def findings(self) -> tuple[Finding, ...]:
        """Return what check finds in the content of the page, as ``check`` lists it."""
        return tuple(group_findings(sort_findings(self.check(self.page.programme))))

    def check(self, programme: Programme) -> tuple[Finding, ...]:
        """Return what check finds in a programme that is read from texts like those of the page."""
        return self._checked.check(programme)

    def _go(
        self,
        edits: list[DoneEdit],
        go: Callable[[FileEdit, bytes | None], bytes | None],
        texts: Callable[[DoneEdit], tuple[str | None, str | None]],
        note: Callable[[], None],
    ) -> Page:
        with self._lock:
            self.refresh()
            if not edits:
                raise UndoError(translate("there is nothing to take back"))
            edit = edits[-1]
            self._require_free(edit.files)
            try:
                files = {name: go(one, self._bytes(name)) for name, one in edit.files.items()}
            except ValueError:
                files = self._set_back(edit, *texts(edit))
            try:
                page = self._put(files, self._seen(files))
            except ChangedMeanwhileError as error:
                raise UndoError(translate("another program changed the same place meanwhile")) from error
            note()
            return page

    def _set_back(self, edit: DoneEdit, now: str | None, wanted: str | None) -> dict[str, bytes | None]:
        """The files with the text at the edit's path as wanted, where nothing but their other places changed since."""
        programme = self.page.programme
        if not edit.path or source_at(programme, edit.path) != now:
            raise UndoError(translate("another program changed the same place meanwhile"))
        return self._encoded(apply_edits(programme, [text_edit(programme, edit.path, wanted)]))

    def _write(
        self, edits: Iterable[ContentEdit], label: str, text: tuple[str, str | None, str | None] = ("", None, None)
    ) -> Page:
        """Write edits, and note them in the journal; what cannot be composed is not written."""
        changed = apply_edits(self.page.programme, tuple(edits))
        return self.write_files(self._encoded(changed), label, text)

    def write_files(
        self,
        files: Mapping[str, bytes | None],
        label: str,
        text: tuple[str, str | None, str | None] = ("", None, None),
        there: Mapping[str, bytes | None] | None = None,
    ) -> Page:
        """Write files of the content by their paths below it, as one edit; None removes one.

        ``there`` is what the writer has read of them; raises ChangedMeanwhileError where one is another by now.
        """
        with self._lock:
            self._require_free(files)
            seen = self._seen(files) if there is None else dict(there)
            page = self._put(files, seen)
            changed = {name: FileEdit.between(seen[name], files[name]) for name in files if seen[name] != files[name]}
            when = self._now().isoformat(timespec="seconds")
            self.journal.add(DoneEdit(when, label, changed, *text))
            return page

    def _put(self, files: Mapping[str, bytes | None], seen: Mapping[str, bytes | None]) -> Page:
        """Compose the content with these files and write them; what was seen of them must be there still.

        Raises ContentError where something held would change: the page is not made of what it is. What other programs
        wrote into other files meanwhile is left for the next look, and whether what is held can be read now.
        """
        self._require_free(files)
        texts = dict(self.page.programme.files)
        lines = dict(self.holding.lines)
        for name, content in files.items():
            texts.pop(name, None)
            if name in lines:
                lines[name] = self._change_held(lines[name], content)
                texts[name] = lines[name].shown
            elif content is not None:
                texts[name] = _decode(content)
        page = self._as_page(self._build(texts))
        write_together(self.folders.content, files, seen)
        looked = self._look()
        others = {name: state for name, state in (self._state or {}).items() if name not in files}
        here = {name: looked[name] for name in files if name in looked}
        self.page, self._state = page, None if self.faults else others | here
        self.holding = replace(self.holding, lines=lines)
        return page

    def _change_held(self, lines: HeldLines, content: bytes | None) -> HeldLines:
        """What is held of a file that gets another content; raises ContentError where held lines would change."""
        written = None if content is None else _decode(content)
        shown = None if written is None else lines.show(written)
        return self._refuse_held() if written is None or shown is None else HeldLines(written, shown)

    def _require_free(self, files: Iterable[str]) -> None:
        """Raise ContentError where one of the files is held as a whole."""
        if self.holding.holds(files):
            self._refuse_held()

    def _refuse_held(self) -> NoReturn:
        """Raise ContentError: the page is not made of what the content is."""
        message = translate(
            "The last good text stands here: another program has written one that cannot be read. Nothing is saved here"
            " until that is mended."
        )
        is_local = bool(self.holding.files)
        raise ContentError([Diagnostic("held", message, Location(""))] if is_local else self.tell_holding().faults)

    def _seen(self, files: Iterable[str]) -> dict[str, bytes | None]:
        """What the files have; raises ChangedMeanwhileError where that is not what the page was made of."""
        seen = {name: self._bytes(name) for name in files}
        for name, content in seen.items():
            there = None if content is None else _decode(content)
            lines = self.holding.lines.get(name)
            if there != (self.page.programme.files.get(name) if lines is None else lines.written):
                raise ChangedMeanwhileError(self.folders.content / name)
        return seen

    def _encoded(self, texts: Mapping[str, str | None]) -> dict[str, bytes | None]:
        """What is written where the page is to be made of these texts; raises ContentError where one is held."""
        self._require_free(texts)
        return {
            name: None if text is None or _says_nothing(name, text) else self._encode(name, text)
            for name, text in texts.items()
        }

    def _encode(self, name: str, text: str) -> bytes:
        lines = self.holding.lines.get(name)
        written = text if lines is None else lines.write(text)
        return self._refuse_held() if written is None else encode_as_before(self._bytes(name), written)

    def _bytes(self, name: str) -> bytes | None:
        file = self.folders.content / name
        return file.read_bytes() if file.exists() else None

    def _look(self) -> Mapping[str, FileState]:
        """The state of the content's files; what a writing that was cut off left half done is put back first."""
        restore_interrupted(self.folders.content)
        return folder_state(self.folders.content)

    def _as_page(self, built: LiveBuild) -> Page:
        """A page with the next revision."""
        return Page(self.revision + 1, built.programme, built.document, built.html)

    def _build(self, texts: Mapping[str, str]) -> LiveBuild:
        """Build these files; raises ContentError with all that is wrong with them."""
        built = self._session.build(texts)
        if built.faults:
            raise ContentError(built.faults)
        return built


def source_at(programme: Programme, path: str) -> str | None:
    """Return what an author would type at a content path, as its file has it; None where nothing stands there.

    Of a mention that is the form printed there, empty where it is printed as its registry has it.
    """
    if path.startswith("chapters."):
        _, name, *number = path.split(".")
        chapter = programme.chapters.get(name)
        leaves = () if chapter is None else chapter.leaves
        is_leaf = len(number) == 1 and number[0].isdecimal() and 1 <= int(number[0]) <= len(leaves)
        return leaves[int(number[0]) - 1].text if is_leaf else None
    value = programme.values.get(path)
    if value is None:
        return None
    return value.owner.text or "" if isinstance(value.owner, Mention) else as_typed(value.value)


def text_edit(programme: Programme, path: str, text: str | None) -> SetText:
    """Return the edit that sets a text; a mention without a form of its own is printed as its registry has it.

    An official text that is typed again needs no line beside that of the fund, a standard sentence none beside that of
    the language, and what holds where nothing is said no line at all.
    """
    value = programme.values.get(path)
    is_mention = value is not None and isinstance(value.owner, Mention)
    is_official = bool(text) and programme.fund is not None and official_text(programme.fund, path) == text
    is_standard = programme.standard_words.get(path) == text and not _writes_words_out(programme, path)
    is_default = value is not None and _default_of(value) == text
    holds_anyway = is_official or is_standard or is_default
    return SetText(path, None if (is_mention and not text) or holds_anyway else text)


def _writes_words_out(programme: Programme, path: str) -> bool:
    """Whether the content says other words itself that its language has alike, as one of before there were any does."""
    file = f"{programme.name}/{PHRASES}"
    return any(
        other != path and value.location.file == file and programme.standard_words.get(other) == as_typed(value.value)
        for other, value in programme.values.items()
    )


def _default_of(value: Value) -> str | None:
    """What holds where the content says nothing, as it would be typed; None where the content must say it."""
    schema = value.schema
    return None if schema is None or schema.default is None or schema.is_required() else as_typed(schema.default)


def _says_nothing(name: str, text: str) -> bool:
    """Whether a file has nothing left that a programme words otherwise than its language: it need not be there."""
    return name == PHRASES and text.strip() in {"", "{}"}


def _decode(content: bytes) -> str:
    """A file's text as content is read; what is no text is like no other one."""
    return content.decode("utf-8-sig", errors="surrogateescape").replace("\r\n", "\n")


def as_typed(value: object) -> str:
    """Return a value as its file has it, of a figure its number."""
    value = value.value if isinstance(value, Figure) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)

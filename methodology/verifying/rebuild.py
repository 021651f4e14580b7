"""Builds a file anew from the version that its seal names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from methodology import PACKAGED_TEMPLATES
from methodology.building import render, write_workbook
from methodology.diagnostics import ContentError
from methodology.formats import Format, TableFormat
from methodology.messages import declare_message, translate
from methodology.model.seal import Seal, SealKind
from methodology.sealing.seal import reports_digest
from methodology.versions.changes import Report
from methodology.versions.compare import make_report
from methodology.versions.outputs import SEALED, built_files, package_files, seal_of, write_sealed
from methodology.versions.version import Checkout, Version, add_pages, find_content_folders, mark_version, open_version

_OTHER_REPORTS = declare_message("the templates of reports that the seal names are not at hand: others were taken")
_NO_KIND = {
    SealKind.DOCUMENT: declare_message("there is no document in this format"),
    SealKind.REDLINE: declare_message("there is no redline in this format"),
    SealKind.CHANGES: declare_message("there is no changes in this format"),
    SealKind.COVER_NOTE: declare_message("there is no cover-note in this format"),
}


class Basis(StrEnum):
    """Where a version was found, in the order in which it is sought."""

    COMMIT = declare_message("the commit")
    TODAY = declare_message("the content of today")
    FILE = declare_message("the content that the file itself carries")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The file built anew, and from what.

    ``doubts`` are caveats for the verdict; ``is_false`` says that the seal contradicts the version that it names.
    """

    content: bytes
    basis: Basis
    doubts: tuple[str, ...]
    is_false: bool


@dataclass(frozen=True, slots=True)
class _SealedVersion:
    """A version with the seal of what is made from it."""

    version: Version
    seal: Seal
    basis: Basis

    def fits(self, wanted: Seal) -> bool:
        return self.seal.content == wanted.content and self.seal.templates == wanted.templates

    def is_claimed(self, wanted: Seal) -> bool:
        """Whether the seal says that the file was made from this: a commit, with nothing changed."""
        return self.basis is Basis.COMMIT and wanted.origin is not None and wanted.origin.clean


@dataclass(frozen=True, slots=True)
class OpenedVersions:
    """What files are verified by: each version is opened once, and each pair compared once, for all files of it.

    Versions of commits are unpacked below ``scratch``; those without are those of the ``checkout``.
    """

    checkout: Checkout
    scratch: Path
    _opened: dict[tuple[str, Path], _SealedVersion | str] = field(default_factory=dict)
    _reports: dict[tuple[object, ...], Report] = field(default_factory=dict)

    def open(self, name: str, basis: Basis, templates: Path) -> _SealedVersion | str:
        """Open the version that a name stands for, or return why it cannot be read."""
        if basis is Basis.FILE:
            return self._read(name, basis, templates)  # each file is another one
        key = (name, templates)
        if key not in self._opened:
            self._opened[key] = self._read(name, basis, templates)
        return self._opened[key]

    def _read(self, name: str, basis: Basis, templates: Path) -> _SealedVersion | str:
        try:
            version = open_version(name, Checkout(self.checkout.content, templates), self.scratch, pages=False)
        except ContentError as error:
            return error.diagnostics[0].message
        return _SealedVersion(version, seal_of(replace(version, origin=None)), basis)

    def compare(self, old: _SealedVersion, new: _SealedVersion, wanted: Seal, wanted_old: Seal) -> Report:
        """Return the changes from one version to another, with the commits, the draft and the names of two seals."""
        names = [(one.version.name, one.version.templates) for one in (old, new)]
        key = (*names, wanted_old.origin, wanted.origin, wanted.draft, wanted.names)
        if key not in self._reports or Basis.FILE in {old.basis, new.basis}:
            before = replace(old.version, origin=wanted_old.origin)
            after = replace(new.version, origin=wanted.origin)
            self._reports[key] = make_report(before, add_pages(after), wanted.names)
        return self._reports[key]


@dataclass(frozen=True, slots=True)
class Rebuilder:
    """Builds from the versions at hand the file that has the seal ``wanted``.

    ``notes`` collects why a version cannot be had.
    """

    wanted: Seal
    kind: Format | TableFormat
    versions: OpenedVersions
    notes: list[str] = field(default_factory=list)

    @property
    def checkout(self) -> Checkout:
        """The folders of the working tree."""
        return self.versions.checkout

    def rebuild(self, file: bytes) -> Rebuilt | None:
        """Build the file anew, or return None where nothing that is at hand has its content."""
        chosen = _choose(self._candidates(file), self.wanted)
        if chosen is None:
            return None
        marked = mark_version(chosen.version, self.wanted.origin)
        document = replace(marked.document, draft=self.wanted.draft)
        chosen = replace(chosen, version=replace(marked, document=document))
        try:
            if self.wanted.old is not None:
                return self._rebuild_comparison(chosen, self.wanted.old)
            version = chosen.version
            seal = replace(chosen.seal, origin=self.wanted.origin, program=self.wanted.program, draft=self.wanted.draft)
            content = _render(version, self.kind, seal, self._files_beside(version, file))
        except ContentError as error:
            basis, why = translate(chosen.basis), error.diagnostics[0].message
            self.notes.append(translate("{basis} cannot be built by this program: {why}", basis=basis, why=why))
            return None
        is_false = _contradicts(chosen, self.wanted, self.checkout)
        doubts = (*_doubts(chosen, self.wanted, is_false=is_false), *self._program_doubts(chosen.seal.program))
        return Rebuilt(content, chosen.basis, doubts, is_false)

    def _files_beside(self, version: Version, file: bytes) -> list[str]:
        """The files of the same build, or of the same amendment package, that a page links to."""
        if self.kind is not Format.HTML:
            return []
        names = dict.fromkeys((*built_files(version), *package_files(version, self.checkout.templates)))
        return [name for name in names if f'href="{name}"'.encode() in file]

    def _rebuild_comparison(self, new: _SealedVersion, wanted_old: Seal) -> Rebuilt | None:
        """Build a file that compares two versions; None where there is no such kind or the old version is missing."""
        if isinstance(self.kind, TableFormat) or (self.wanted.kind, self.kind) not in SEALED:
            self.notes.append(translate(_NO_KIND[self.wanted.kind]))
            return None
        old = _choose(self._versions(wanted_old), wanted_old)
        if old is None:
            self.notes.append(translate("nothing at hand has the content of the old version"))
            return None
        templates, doubts = self._find_report_templates(new.version.templates)
        report = self.versions.compare(old, new, self.wanted, wanted_old)
        content = write_sealed(report, self.wanted.kind, self.kind, templates)
        is_old_false = _contradicts(old, wanted_old, self.checkout)
        is_false = _contradicts(new, self.wanted, self.checkout)
        of_old = _doubts(old, wanted_old, is_false=is_old_false)
        doubts += [translate("of the old version: {doubt}", doubt=doubt) for doubt in of_old]
        doubts += [*_doubts(new, self.wanted, is_false=is_false), *self._program_doubts(new.seal.program)]
        return Rebuilt(content, new.basis, tuple(doubts), is_false or is_old_false)

    def _program_doubts(self, program: str) -> Iterator[str]:
        if self.wanted.program != program:
            yield translate(
                "the file was made by version {made_by} of the program, and this is {program}: "
                "what differs may differ by that",
                made_by=self.wanted.program,
                program=program,
            )

    def _find_report_templates(self, of_version: Path) -> tuple[Path, list[str]]:
        """The folder that a report was made with, and what is to be said of it."""
        if self.wanted.reports is None:
            return of_version, []
        for folder in filter(Path.is_dir, (of_version, self.checkout.templates, PACKAGED_TEMPLATES)):
            if reports_digest(folder) == self.wanted.reports:
                return folder, []
        return self.checkout.templates, [translate(_OTHER_REPORTS)]

    def _candidates(self, file: bytes) -> Iterator[_SealedVersion]:
        """The versions in the order of :class:`Basis`; what a Word file carries is set with the commit's templates."""
        templates = self.checkout.templates
        for version in self._versions(self.wanted):
            if version.basis is Basis.COMMIT:
                templates = version.version.templates
            yield version
        if self.kind is Format.DOCX:
            copy = self.versions.scratch / "verified.docx"
            copy.write_bytes(file)
            for folder in dict.fromkeys((templates, self.checkout.templates)):
                inside = self._open(str(copy), Basis.FILE, folder)
                if inside is not None:
                    yield inside

    def _versions(self, wanted: Seal) -> Iterator[_SealedVersion]:
        """What the commit of a seal has, and what the checkout has today."""
        if wanted.origin is not None:
            yield from self._of_commit(wanted.origin.commit, wanted)
        today = self._open(str(self.checkout.content), Basis.TODAY, self.checkout.templates)
        if today is not None:
            yield today

    def _of_commit(self, commit: str, wanted: Seal) -> Iterator[_SealedVersion]:
        """The content of a commit; where its folder had another name, the one that has the digest of the seal."""
        present, *others = find_content_folders(commit, self.checkout) or ("",)
        first = self._open(f"{commit}:{present}" if present else commit, Basis.COMMIT, self.checkout.templates)
        if first is not None:
            yield first
        notes = len(self.notes)
        for folder in others if first is None or first.seal.content != wanted.content else ():
            other = self._open(f"{commit}:{folder}", Basis.COMMIT, self.checkout.templates)
            del self.notes[notes:]
            if other is not None and other.seal.content == wanted.content:
                yield other

    def _open(self, name: str, basis: Basis, templates: Path) -> _SealedVersion | None:
        opened = self.versions.open(name, basis, templates)
        if isinstance(opened, _SealedVersion):
            return opened
        self.notes.append(translate("{basis} cannot be read: {why}", basis=translate(basis), why=opened))
        return None


def _render(version: Version, kind: Format | TableFormat, seal: Seal, beside: Sequence[str]) -> bytes:
    """A version as a file of one format; a page with the links to the files ``beside``."""
    if isinstance(kind, TableFormat):
        return write_workbook(version.programme, version.document, version.templates, seal)
    files = render(version.programme, version.document, version.templates, [kind], nullcontext, seal, beside)
    return files[kind]


def _choose(candidates: Iterable[_SealedVersion], wanted: Seal) -> _SealedVersion | None:
    """The first version that agrees with both digests, else the one that the seal claims, else of the same content."""
    chosen: _SealedVersion | None = None
    for candidate in candidates:
        if candidate.fits(wanted):
            return candidate
        has_content = candidate.seal.content == wanted.content
        if chosen is None and (has_content or candidate.is_claimed(wanted)):
            chosen = candidate
    return chosen


def _contradicts(chosen: _SealedVersion, wanted: Seal, checkout: Checkout) -> bool:
    """Whether the seal says of a version what is not so. Templates outside of the repository are of no commit."""
    seal = chosen.seal
    if chosen.fits(wanted):
        return seal.program == wanted.program and seal.text != wanted.text
    of_no_commit = chosen.version.templates in (checkout.templates, PACKAGED_TEMPLATES)
    same_templates = seal.templates == wanted.templates or of_no_commit
    return chosen.is_claimed(wanted) and not (seal.content == wanted.content and same_templates)


def _doubts(chosen: _SealedVersion, wanted: Seal, *, is_false: bool) -> Iterator[str]:
    if is_false:
        yield translate("the seal is not true: {basis} has other digests than it says", basis=translate(chosen.basis))
    elif not chosen.fits(wanted):
        yield translate("the templates that the seal names are not at hand: others were taken")
    if chosen.basis is Basis.FILE:
        yield translate("a weak sign: whoever alters the file can alter what it carries")

"""Builds a file anew from the version that its seal names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from methodology import PACKAGED_TEMPLATES
from methodology.building import render
from methodology.diagnostics import ContentError, ToolMissingError
from methodology.formats import Format
from methodology.model.seal import Seal
from methodology.sealing.seal import make_seal
from methodology.versions.version import Checkout, Version, open_version


class Basis(StrEnum):
    """Where a version was found, in the order in which it is sought."""

    COMMIT = "the commit"
    TODAY = "the content of today"
    FILE = "the content that the file itself carries"


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
class Rebuilder:
    """Builds from a checkout the file that has the seal ``wanted``; versions are unpacked below ``scratch``.

    ``notes`` collects why a version cannot be had.
    """

    wanted: Seal
    kind: Format
    checkout: Checkout
    scratch: Path
    notes: list[str] = field(default_factory=list)

    def rebuild(self, file: bytes) -> Rebuilt | None:
        """Build the file anew, or return None where nothing that is at hand has its content.

        The first version that agrees with both digests is taken, else the one that the seal claims, else the first
        with the same content.
        """
        chosen: _SealedVersion | None = None
        for candidate in self._candidates(file):
            if candidate.fits(self.wanted):
                chosen = candidate
                break
            has_content = candidate.seal.content == self.wanted.content
            if chosen is None and (has_content or candidate.is_claimed(self.wanted)):
                chosen = candidate
        if chosen is None:
            return None
        version, seal = chosen.version, replace(chosen.seal, origin=self.wanted.origin)
        try:
            files = render(version.programme, version.document, version.templates, [self.kind], nullcontext, seal)
        except ContentError as error:
            self.notes.append(f"{chosen.basis} cannot be built by this program: {error.diagnostics[0].message}")
            return None
        is_false = self._contradicts(chosen)
        return Rebuilt(files[self.kind], chosen.basis, tuple(self._doubts(chosen, is_false=is_false)), is_false)

    def _candidates(self, file: bytes) -> Iterator[_SealedVersion]:
        """The versions in the order of :class:`Basis`; what a Word file carries is set with the commit's templates."""
        templates = self.checkout.templates
        if self.wanted.origin is not None:
            commit = self._open(self.wanted.origin.commit, Basis.COMMIT, templates)
            if commit is not None:
                templates = commit.version.templates
                yield commit
        today = self._open(str(self.checkout.content), Basis.TODAY, self.checkout.templates)
        if today is not None:
            yield today
        if self.kind is Format.DOCX:
            copy = self.scratch / "verified.docx"
            copy.write_bytes(file)
            for folder in dict.fromkeys((templates, self.checkout.templates)):
                inside = self._open(str(copy), Basis.FILE, folder)
                if inside is not None:
                    yield inside

    def _open(self, name: str, basis: Basis, templates: Path) -> _SealedVersion | None:
        try:
            version = open_version(name, Checkout(self.checkout.content, templates), self.scratch, pages=False)
        except (ContentError, ToolMissingError) as error:
            message = error.diagnostics[0].message if isinstance(error, ContentError) else str(error)
            self.notes.append(f"{basis} cannot be read: {message}")
            return None
        seal = make_seal(version.programme.files, version.document, version.templates, None)
        return _SealedVersion(version, seal, basis)

    def _contradicts(self, chosen: _SealedVersion) -> bool:
        """Whether the seal says of a version what is not so. Templates outside of the repository are of no commit."""
        seal, wanted = chosen.seal, self.wanted
        if chosen.fits(wanted):
            return seal.program == wanted.program and seal.text != wanted.text
        of_no_commit = chosen.version.templates in (self.checkout.templates, PACKAGED_TEMPLATES)
        same_templates = seal.templates == wanted.templates or of_no_commit
        return chosen.is_claimed(wanted) and not (seal.content == wanted.content and same_templates)

    def _doubts(self, chosen: _SealedVersion, *, is_false: bool) -> Iterator[str]:
        if is_false:
            yield f"the seal is not true: {chosen.basis} has other digests than it says"
        elif not chosen.fits(self.wanted):
            yield "the templates that the seal names are not at hand: others were taken"
        if chosen.basis is Basis.FILE:
            yield "a weak sign: whoever alters the file can alter what it carries"
        if chosen.seal.program != self.wanted.program:
            yield (
                f"the file was made by version {self.wanted.program} of the program, and this is "
                f"{chosen.seal.program}: what differs may differ by that"
            )

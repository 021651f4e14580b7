"""The file as it must have been: built anew from the version that its seal names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from methodology import PACKAGED_TEMPLATES
from methodology.building import render
from methodology.diagnostics import ContentError, ToolMissingError
from methodology.formats import Format
from methodology.model.seal import Seal
from methodology.sealing import make_seal
from methodology.versions.version import Checkout, Version, open_version


class Basis(StrEnum):
    """Where a version was found, in the order in which it is sought."""

    COMMIT = "the commit"
    TODAY = "the content of today"
    FILE = "the content that the file itself carries"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The file built anew, and from what.

    ``doubts`` say what there is to know of that; ``false`` that the seal contradicts the version that it names.
    """

    content: bytes
    basis: Basis
    doubts: tuple[str, ...]
    false: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
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
    """Builds anew from a checkout; versions are unpacked below ``scratch``."""

    checkout: Checkout
    scratch: Path

    def rebuild(self, wanted: Seal, kind: Format, file: bytes, notes: list[str]) -> Rebuilt | None:
        """The file that ``wanted`` is the seal of, or None where nothing that is at hand has its content.

        The first version that agrees with both digests is taken, else the one that the seal claims, else the first
        with the same content. Why a version cannot be had is added to ``notes``.
        """
        found: _Candidate | None = None
        for candidate in self._candidates(wanted, kind, file, notes):
            if candidate.fits(wanted):
                found = candidate
                break
            if found is None and (candidate.seal.content == wanted.content or candidate.is_claimed(wanted)):
                found = candidate
        if found is None:
            return None
        version, sealed = found.version, replace(found.seal, origin=wanted.origin)
        try:
            files = render(version.programme, version.document, version.templates, [kind], nullcontext, sealed)
        except ContentError as error:
            notes.append(f"{found.basis} cannot be built by this program: {error.diagnostics[0].message}")
            return None
        false = self._contradicts(found, wanted)
        return Rebuilt(files[kind], found.basis, tuple(_doubts(found, wanted, false=false)), false)

    def _contradicts(self, found: _Candidate, wanted: Seal) -> bool:
        """Whether the seal says of a version what is not so. Templates outside of the repository are of no commit."""
        if found.fits(wanted):
            return found.seal.program == wanted.program and found.seal.text != wanted.text
        of_no_commit = found.version.templates in (self.checkout.templates, PACKAGED_TEMPLATES)
        same_templates = found.seal.templates == wanted.templates or of_no_commit
        return found.is_claimed(wanted) and not (found.seal.content == wanted.content and same_templates)

    def _candidates(self, wanted: Seal, kind: Format, file: bytes, notes: list[str]) -> Iterator[_Candidate]:
        """The versions in the order of :class:`Basis`; what a Word file carries is set with the commit's templates."""
        templates = self.checkout.templates
        if wanted.origin is not None:
            found = self._opened(wanted.origin.commit, Basis.COMMIT, templates, notes)
            if found is not None:
                templates = found.version.templates
                yield found
        today = self._opened(str(self.checkout.content), Basis.TODAY, self.checkout.templates, notes)
        if today is not None:
            yield today
        if kind is Format.DOCX:
            copy = self.scratch / "verified.docx"
            copy.write_bytes(file)
            for folder in dict.fromkeys((templates, self.checkout.templates)):
                inside = self._opened(str(copy), Basis.FILE, folder, notes)
                if inside is not None:
                    yield inside

    def _opened(self, name: str, basis: Basis, templates: Path, notes: list[str]) -> _Candidate | None:
        try:
            version = open_version(name, Checkout(self.checkout.content, templates), self.scratch, pages=False)
        except (ContentError, ToolMissingError) as error:
            said = error.diagnostics[0].message if isinstance(error, ContentError) else str(error)
            notes.append(f"{basis} cannot be read: {said}")
            return None
        return _Candidate(version, make_seal(version.programme.files, version.document, version.templates, None), basis)


def _doubts(found: _Candidate, wanted: Seal, *, false: bool) -> Iterator[str]:
    if false:
        yield f"the seal is not true: {found.basis} has other digests than it says"
    elif not found.fits(wanted):
        yield "the templates that the seal names are not at hand: others were taken"
    if found.basis is Basis.FILE:
        yield "a weak sign: whoever alters the file can alter what it carries"
    if found.seal.program != wanted.program:
        yield (
            f"the file was made by version {wanted.program} of the program, and this is {found.seal.program}: "
            "what differs may differ by that"
        )

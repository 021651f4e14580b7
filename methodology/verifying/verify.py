"""Verifies one file: reads it, builds it anew from the version that its seal names, and compares both."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from methodology.formats import Format, TableFormat
from methodology.messages import declare_message, translate
from methodology.model.seal import Seal, SealKind
from methodology.sealing.lines import digest_of
from methodology.verifying.child_process import compare_in_child, read_in_child, read_lines
from methodology.verifying.file_lines import (
    MOST_BYTES,
    STRUCTURE,
    FileComparison,
    FileLines,
    LineDifference,
    UnreadableError,
    find_differences,
)
from methodology.verifying.rebuild import Basis, OpenedVersions, Rebuilder, Rebuilt
from methodology.versions.version import Checkout

AROUND = declare_message("(outside of the text)")
LEAST_COMMON = 0.5
"""A file that has less of its version's lines than this is another document with a borrowed seal."""


class VerdictKind(StrEnum):
    """What a file turned out to be."""

    UNALTERED = declare_message("unaltered")
    """Byte for byte what the version builds."""
    TEXT_UNCHANGED = declare_message("text unchanged")
    """Saved or signed since, but it says the same."""
    ALTERED = declare_message("altered")
    NOT_OURS = declare_message("not ours")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reasons`` say in sentences what the outcome rests on; ``blocks`` is how many lines were compared.

    ``unread`` names what differs and changes nothing that is read. Where ``look_proven`` is false, the text was
    compared and what the file shows was not. Where ``trusted`` is false, the signature is none of the roots' that were
    named.
    """

    outcome: VerdictKind
    seal: Seal | None
    reasons: tuple[str, ...]
    differences: tuple[LineDifference, ...] = ()
    blocks: int = 0
    unread: tuple[str, ...] = ()
    look_proven: bool = True
    trusted: bool = True

    @property
    def is_draft(self) -> bool:
        """Whether the file says of itself that it is a draft: no official document, altered or not."""
        return self.seal is not None and self.seal.draft is not None

    @property
    def good(self) -> bool:
        """Whether the file is an official one and shows what it showed when it was made, signed by whom is trusted."""
        return self.says_the_same and self.look_proven

    @property
    def says_the_same(self) -> bool:
        """Whether the text is what it was when the file was made, whatever it looks like, and none of a draft."""
        is_same = self.outcome in (VerdictKind.UNALTERED, VerdictKind.TEXT_UNCHANGED)
        return is_same and self.trusted and not self.is_draft


@contextmanager
def open_versions(checkout: Checkout) -> Iterator[OpenedVersions]:
    """What files are verified by, for as long as the block takes: the repository and the content of a checkout."""
    with tempfile.TemporaryDirectory() as scratch:
        yield OpenedVersions(checkout, Path(scratch))


def verify_file(path: Path, versions: OpenedVersions, roots: Sequence[bytes] = ()) -> Verdict:
    """Judge a file by the versions at hand. Raises OSError.

    ``roots`` are files of root certificates: where there are any, signatures that lead to none of them are not trusted.
    """
    with path.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    kind = TableFormat.CSV if path.suffix.lower() == ".csv" else _kind(content)
    try:
        if isinstance(kind, TableFormat) or kind is Format.DOCX:
            read = read_lines(content, kind, path.name)
        else:
            read = read_in_child(content, kind)
    except UnreadableError as fault:
        return Verdict(VerdictKind.NOT_OURS, None, (str(fault),))
    if read.seal is None:
        return Verdict(VerdictKind.NOT_OURS, None, (translate("it carries no seal of this program"),))
    rebuilder = Rebuilder(read.seal, kind, versions)
    rebuilt = rebuilder.rebuild(content)
    if rebuilt is None:
        return _by_seal_alone(read, kind, rebuilder.notes)
    try:
        return _by_rebuild(_ReadFile(content, kind, read), rebuilt, rebuilder.notes, roots)
    except UnreadableError as fault:
        return Verdict(VerdictKind.NOT_OURS, read.seal, (str(fault),))


def _kind(content: bytes) -> Format | TableFormat:
    """The format by how the file begins, whatever it is called."""
    if content.startswith(b"PK") and b"xl/workbook.xml" in content and b"word/document.xml" not in content:
        return TableFormat.XLSX
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):  # a zip, or what Word 97 and passwords make
        return Format.DOCX
    return Format.PDF if b"%PDF-" in content[:1024] else Format.HTML


@dataclass(frozen=True, slots=True)
class _ReadFile:
    content: bytes
    kind: Format | TableFormat
    lines: FileLines


def _by_rebuild(file: _ReadFile, rebuilt: Rebuilt, notes: list[str], roots: Sequence[bytes]) -> Verdict:
    content, kind, read = file.content, file.kind, file.lines
    seal = read.seal
    basis = translate(rebuilt.basis)
    if content == rebuilt.content and rebuilt.basis is not Basis.FILE:
        unsigned = (translate("it is not signed"),) if roots and kind is Format.PDF else ()
        same = translate("compared with what {basis} builds: the same bytes", basis=basis)
        return Verdict(VerdictKind.UNALTERED, seal, (*notes, same, *rebuilt.doubts, *unsigned))
    compared = translate("compared with what {basis} builds", basis=basis)
    reasons = (*notes, compared, *rebuilt.doubts, *read.notes)
    made = read_lines(rebuilt.content, kind)
    shown = {line.shown for line in read.body}
    common = sum(line.shown in shown for line in made.body)
    if common < LEAST_COMMON * max(len(made.body), len(read.body)):
        borrowed = translate(
            "it has {common} of the {all} blocks of the text that its seal names", common=common, all=len(made.body)
        )
        return Verdict(VerdictKind.NOT_OURS, seal, (*reasons, borrowed))
    blocks = len(made.body) + len(made.around)
    outside = translate(AROUND)
    texts = (*find_differences(made.body, read.body, outside), *find_differences(made.around, read.around, outside))
    whole = _compare_whole(kind, content, rebuilt.content, roots)
    # A page's tree and a PDF's structure follow the text: where that differs, they say nothing new.
    tells_text = kind is Format.HTML
    others = [one for one in whole.alterations if not (texts and (tells_text or one.place == translate(STRUCTURE)))]
    differences = tuple(dict.fromkeys((*(texts or whole.of_text), *others)))
    outcome = VerdictKind.ALTERED if differences or rebuilt.is_false else VerdictKind.TEXT_UNCHANGED
    reasons = (*reasons, *whole.reasons)
    return Verdict(outcome, seal, reasons, differences, blocks, whole.unread, whole.look_proven, whole.trusted)


def _compare_whole(
    kind: Format | TableFormat, content: bytes, rebuilt: bytes, roots: Sequence[bytes]
) -> FileComparison:
    """Compare all of a file with all of its rebuild, deny by default: what the format does not explain is altered."""
    if isinstance(kind, TableFormat):
        return FileComparison(look_proven=False)
    match kind:
        case Format.DOCX:
            from methodology.verifying.docx import compare_word  # noqa: PLC0415 (a format loads its own libraries)

            return compare_word(rebuilt, content)
        case Format.PDF | Format.HTML:
            return compare_in_child(content, rebuilt, kind, roots)
        case _:
            assert_never(kind)


def _by_seal_alone(read: FileLines, kind: Format | TableFormat, notes: list[str]) -> Verdict:
    """Where nothing at hand has the content: what the file says is compared with its own seal.

    That of a file that compares two versions says what the new one says, not what the file does.
    """
    if isinstance(kind, TableFormat):
        unjudged = translate(
            "the version that it was made of is needed to judge it: the seal alone is none of its cells"
        )
        return Verdict(VerdictKind.NOT_OURS, read.seal, (*notes, unjudged))
    if read.seal is not None and read.seal.kind is not SealKind.DOCUMENT:
        unjudged = translate(
            "both versions that it was made of are needed to judge it: the seal alone is none of its text"
        )
        return Verdict(VerdictKind.NOT_OURS, read.seal, (*notes, unjudged))
    alone = translate("compared with its own seal alone, which whoever alters the file can write anew: a weak sign")
    reasons = (*notes, translate("nothing else at hand has the content that the seal names"), alone, *read.notes)
    if read.seal is None or digest_of(read.body) != read.seal.text:
        unlike = translate("its text is not what was sealed; which blocks differ cannot be told")
        return Verdict(VerdictKind.ALTERED, read.seal, (*reasons, unlike))
    reasons = (*reasons, translate("not compared: cover, contents, headers, look"))
    return Verdict(VerdictKind.TEXT_UNCHANGED, read.seal, reasons, look_proven=False)

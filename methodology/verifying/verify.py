"""One file verified."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from methodology.formats import Format
from methodology.sealing import digest_of
from methodology.verifying.apart import read_apart
from methodology.verifying.comparing import compare
from methodology.verifying.page import read_page
from methodology.verifying.pdf import read_pdf
from methodology.verifying.readings import MOST_BYTES, Reading, UnreadableError
from methodology.verifying.rebuilding import Basis, Rebuilder, Rebuilt
from methodology.verifying.verdict import Outcome, Verdict
from methodology.verifying.word import read_word
from methodology.versions.version import Checkout

AROUND = "(outside of the text)"
LEAST_COMMON = 0.5
"""A file that has less of its version's texts than this is another document with a borrowed seal."""
_READERS: Mapping[Format, Callable[[bytes], Reading]] = {
    Format.DOCX: partial(read_word, name="rebuilt"),
    Format.PDF: read_pdf,
    Format.HTML: read_page,
}
_NOT_COMPARED = {
    Format.DOCX: "not compared: look, pictures of the template, automatic numbers",
    Format.PDF: "not compared: look; only the same bytes prove that every sign is drawn as it is encoded",
    Format.HTML: "not compared: title and metadata",
}


def verify_file(path: Path, checkout: Checkout) -> Verdict:
    """What can be said of a file with the repository and the content of ``checkout``. Raises OSError."""
    with path.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    kind = _kind(content)
    try:
        reading = _read(content, kind, path.name)
    except UnreadableError as fault:
        return Verdict(Outcome.NOT_OURS, None, (str(fault),))
    if reading.seal is None:
        return Verdict(Outcome.NOT_OURS, None, ("it carries no seal of this program",))
    notes: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        rebuilt = Rebuilder(checkout, Path(scratch)).rebuild(reading.seal, kind, content, notes)
    if rebuilt is None:
        return _by_seal_alone(reading, notes)
    verdict = _by_rebuild(content, kind, reading, rebuilt)
    return replace(verdict, reasons=(*notes, *verdict.reasons))


def _kind(content: bytes) -> Format:
    """The format by how the file begins, whatever it is called."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):  # a zip, or what Word 97 and passwords make
        return Format.DOCX
    return Format.PDF if b"%PDF-" in content[:1024] else Format.HTML


def _read(content: bytes, kind: Format, name: str) -> Reading:
    return read_word(content, name=name) if kind is Format.DOCX else read_apart(content, kind)


def _by_rebuild(content: bytes, kind: Format, reading: Reading, rebuilt: Rebuilt) -> Verdict:
    seal, doubts = reading.seal, rebuilt.doubts
    compared = f"compared with what {rebuilt.basis} builds"
    if content == rebuilt.content and rebuilt.basis is not Basis.FILE:
        return Verdict(Outcome.UNALTERED, seal, (f"{compared}: the same bytes", *doubts))
    made = _READERS[kind](rebuilt.content)
    reasons = (compared, *doubts, *reading.notes)
    texts = {one.shown for one in reading.texts}
    common = sum(one.shown in texts for one in made.texts)
    if common < LEAST_COMMON * max(len(made.texts), len(reading.texts)):
        borrowed = f"it has {common} of the {len(made.texts)} blocks of the text that its seal names"
        return Verdict(Outcome.NOT_OURS, seal, (*reasons, borrowed))
    blocks = len(made.texts) + len(made.around)
    differences = (*compare(made.texts, reading.texts, AROUND), *compare(made.around, reading.around, AROUND))
    differences = differences or tuple(compare(made.marks, reading.marks, AROUND))
    if differences or rebuilt.false:
        return Verdict(Outcome.ALTERED, seal, reasons, differences, blocks)
    if kind is Format.PDF and content.startswith(rebuilt.content):
        appended = len(content) - len(rebuilt.content)
        reasons += (f"{appended} bytes were added at its end, as an electronic signature is",)
    return Verdict(Outcome.TEXT_UNCHANGED, seal, (*reasons, _NOT_COMPARED[kind]), (), blocks)


def _by_seal_alone(reading: Reading, notes: list[str]) -> Verdict:
    """Where nothing at hand has the content: what the file says is held against its own seal."""
    alone = "compared with its own seal alone, which whoever alters the file can write anew: a weak sign"
    reasons = (*notes, "nothing else at hand has the content that the seal names", alone, *reading.notes)
    if reading.seal is None or digest_of(reading.texts) != reading.seal.text:
        unlike = "its text is not what was sealed; which blocks differ cannot be told"
        return Verdict(Outcome.ALTERED, reading.seal, (*reasons, unlike))
    return Verdict(Outcome.TEXT_UNCHANGED, reading.seal, (*reasons, "not compared: cover, contents, headers, look"))

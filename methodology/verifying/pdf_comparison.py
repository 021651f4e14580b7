"""Compares a PDF with its rebuild, deny by default: what the rebuild has not is altered, whatever it is.

The same objects under other numbers and filters prove the same look. Where a page is drawn by other instructions, its
text alone was compared. A signature may add its fields, and nothing else.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pikepdf
from pikepdf import Array, Dictionary, Object

from methodology.messages import declare_message, translate, translate_count
from methodology.verifying.appearances import judge_appearances
from methodology.verifying.file_lines import STRUCTURE, FileComparison, LineDifference, UnreadableError
from methodology.verifying.page_content import compare_contents
from methodology.verifying.pdf_metadata import compare_metadata
from methodology.verifying.pdf_objects import Mismatch, ObjectPairs, printable, show
from methodology.verifying.pdf_reader import FAULTS
from methodology.verifying.signature_fields import SignatureForm, read_form

FILE = declare_message("(the file)")
MOST_DIFFERENCES = 1_000
"""So many are named; a file of another making has any number."""
_TRAILER = frozenset(
    {
        *("/Root", "/Info", "/ID", "/Size", "/Prev", "/Encrypt"),
        *("/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"),
    }
)
_ELSEWHERE = frozenset({"/Type", "/Pages", "/Metadata", "/AcroForm", "/Version", "/Extensions", "/DSS", "/Perms"})
"""Keys of the catalogue that are compared by other functions, or say nothing that is shown."""
_PAGE_ELSEWHERE = frozenset({"/Parent", "/Contents", "/Annots", "/Resources"})
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_MOST_PARENTS = 100
_NAMES = {
    "OpenAction": declare_message("an action when the file is opened"),
    "AA": declare_message("an action that runs by itself"),
    "A": declare_message("an action of a link"),
    "JavaScript": declare_message("JavaScript"),
    "JS": declare_message("JavaScript"),
    "EmbeddedFiles": declare_message("an embedded file"),
    "AF": declare_message("an embedded file"),
    "OCProperties": declare_message("layers that can be switched off"),
    "OC": declare_message("a layer that can be switched off"),
    "CropBox": declare_message("a crop box"),
    "MediaBox": declare_message("the size of the page"),
    "Rotate": declare_message("a rotation of the page"),
    "UserUnit": declare_message("a scale of the page"),
    "Dest": declare_message("the target of a link"),
    "Dests": declare_message("the target of a link"),
    "AP": declare_message("the appearance of an annotation"),
    "Rect": declare_message("the place of an annotation"),
    "FontFile": declare_message("the glyphs of a font"),
    "FontFile2": declare_message("the glyphs of a font"),
    "FontFile3": declare_message("the glyphs of a font"),
    "CIDToGIDMap": declare_message("the glyphs of a font"),
    "Encoding": declare_message("the encoding of a font"),
    "ToUnicode": declare_message("what the glyphs of a font stand for"),
    "Font": declare_message("a font"),
    "XObject": declare_message("a picture or an overlay"),
    "ExtGState": declare_message("a state of drawing, such as transparency"),
    "Pattern": declare_message("a pattern"),
    "Shading": declare_message("a shading"),
    "ColorSpace": declare_message("a colour space"),
    "Outlines": declare_message("the bookmarks"),
}


def compare_pdfs(content: bytes, rebuilt: bytes, roots: Sequence[bytes] = ()) -> FileComparison:
    """Compare a PDF with its rebuild; ``roots`` are files of certificates that signatures are trusted by.

    Raises UnreadableError for what cannot be read; call it in a child process as the reader.
    """
    try:
        with pikepdf.open(io.BytesIO(rebuilt)) as made, pikepdf.open(io.BytesIO(content)) as read:
            return _PdfComparison(content, rebuilt, ObjectPairs(made, read), roots).compare()
    except FAULTS as fault:
        message = translate("the file is no PDF as this program makes them: {fault}", fault=fault)
        raise UnreadableError(message) from fault


@dataclass(frozen=True, slots=True)
class _PdfComparison:
    content: bytes
    rebuilt: bytes
    pairs: ObjectPairs
    roots: Sequence[bytes]

    def compare(self) -> FileComparison:
        made, read = self.pairs.made, self.pairs.read
        form = read_form(read)
        told, unread = compare_metadata(made, read)
        if read.is_encrypted:
            unread.append(translate("it is encrypted, so that programs may refuse to print or to copy"))
        alterations = [*self._compare_file(form), *told]
        redrawn: list[int] = []
        for number, (before, after) in enumerate(zip(made.pages, read.pages, strict=False), start=1):
            alterations += self._compare_page(number, before.obj, after.obj, form)
            added = compare_contents(before, after)
            if added is not None:
                redrawn.append(number)
                alterations += [LineDifference(translate("page {page}", page=number), None, one) for one in added]
        alterations += _named(
            translate(STRUCTURE), self._compare_key("/StructTreeRoot"), translate("the structure of the text")
        )
        appearances, reasons = judge_appearances(form, made) if form.widgets else ([], [])
        alterations += appearances
        trusted = True
        if form.signed:
            # Loaded for signed files alone: it takes longer than all else.
            from methodology.verifying.pdf_signatures import judge_signatures  # noqa: PLC0415

            judgement = judge_signatures(self.content, self.rebuilt, form.signed, self.roots)
            alterations += [LineDifference(translate(FILE), None, fault) for fault in judgement.faults]
            reasons += judgement.reasons
            trusted = judgement.trusted
        elif self.roots:
            reasons.append(translate("it is not signed"))
        # Only now has all been read that may have been malformed.
        alterations += [
            LineDifference(translate(FILE), None, translate("malformed: {what}", what=_tail(one)))
            for one in read.get_warnings()
        ]
        reasons += self._say_look(redrawn, alterations, signed=bool(form.signed))
        return FileComparison(
            tuple(dict.fromkeys(alterations))[:MOST_DIFFERENCES],
            unread=tuple(unread),
            reasons=tuple(reasons),
            look_proven=not redrawn,
            trusted=trusted,
        )

    def _say_look(
        self, redrawn: Sequence[int], alterations: Sequence[LineDifference], *, signed: bool
    ) -> Iterator[str]:
        if redrawn:
            pages = ", ".join(map(str, redrawn))
            yield translate("other instructions draw the pages {pages}: only their text was compared", pages=pages)
        elif not alterations and not self.content.startswith(self.rebuilt):
            yield translate("saved again with the same objects: every page is drawn as it was made")
        elif not alterations and not signed:
            yield translate("bytes were added at its end that change no object")

    def _compare_file(self, form: SignatureForm) -> Iterator[LineDifference]:
        """What belongs to no page: how the file begins and ends, its trailer and its catalogue."""
        made, read = self.pairs.made, self.pairs.read
        file = translate(FILE)
        yield from (LineDifference(file, None, fault) for fault in form.faults)
        if not self.content.startswith(b"%PDF-"):
            yield LineDifference(file, None, translate("bytes before its beginning"))
        if after := self.content.rpartition(b"%%EOF")[2].strip():
            message = translate("{count} bytes after its end, which are no signature", count=len(after))
            yield LineDifference(file, None, message)
        for key in sorted(set(read.trailer.keys()) - _TRAILER):
            yield LineDifference(file, None, translate("a trailer with {key}", key=key[1:]))
        if len(made.pages) != len(read.pages) or read.Root.Pages.get("/Count") != len(read.pages):
            yield LineDifference(
                file, *(translate_count("{count} page", "{count} pages", len(one.pages)) for one in (made, read))
            )
        for key in sorted({*made.Root.keys(), *read.Root.keys()} - _ELSEWHERE - {"/StructTreeRoot"}):
            yield from _named(file, self._compare_key(key))
        permissions = read.Root.get("/Perms", Dictionary())
        if "/DSS" in read.Root and not form.signed:
            yield LineDifference(file, None, translate("data on signatures, though nothing is signed"))
        if not isinstance(permissions, Dictionary) or set(permissions.keys()) - ({"/DocMDP"} if form.signed else set()):
            message = translate("permissions that no signature gives: {what}", what=show(permissions))
            yield LineDifference(file, None, message)

    def _compare_key(self, key: str) -> Iterator[Mismatch]:
        made, read = self.pairs.made.Root.get(key), self.pairs.read.Root.get(key)
        yield from self.pairs.differences(made, read, key[1:])

    def _compare_page(self, number: int, made: Object, read: Object, form: SignatureForm) -> Iterator[LineDifference]:
        place = translate("page {page}", page=number)
        keys = {*made.keys(), *read.keys(), *_INHERITED} - _PAGE_ELSEWHERE
        for key in (*sorted(keys), "/Resources"):
            yield from _named(place, self.pairs.differences(_entry(made, key), _entry(read, key), key[1:]))
        signatures = {widget.annotation.objgen for widget in form.widgets} if form.signed else set()
        before, after = _annotations(made), [one for one in _annotations(read) if one.objgen not in signatures]
        for at, (old, new) in enumerate(zip_longest(before, after)):
            if old is None or new is None:
                gone, come = (
                    None if one is None else translate("an annotation: {what}", what=_describe(one))
                    for one in (old, new)
                )
                yield LineDifference(place, gone, come)
            else:
                yield from _named(
                    place, self.pairs.differences(old, new, "Annots", str(at)), translate("an annotation")
                )


def _named(place: str, mismatches: Iterator[Mismatch], what: str | None = None) -> Iterator[LineDifference]:
    """Each mismatch by what it means to a reader."""
    for one in mismatches:
        known = [_NAMES[key] for key in one.path if key in _NAMES]
        name = translate(known[-1]) if known else what or translate("an entry")
        at = "/".join(one.path[-4:])
        before, after = (None if text is None else f"{name} ({at}): {text}" for text in (one.made, one.read))
        yield LineDifference(place, before, after)


def _entry(page: Object, key: str) -> object:
    """An entry of a page, or the one that it inherits (ISO 32000-1 7.7.3.4)."""
    node: Object | None = page
    for _ in range(_MOST_PARENTS if key in _INHERITED else 1):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            value: object = node[key]
            return _without_procedures(value) if key == "/Resources" else value
        node = node.get("/Parent")
    return None


def _without_procedures(resources: object) -> object:
    """Resources without the obsolete list of procedures, which some programs drop (14.2)."""
    if isinstance(resources, Dictionary) and "/ProcSet" in resources:
        return Dictionary({key: value for key, value in resources.items() if key != "/ProcSet"})
    return resources


def _annotations(page: Object) -> list[Object]:
    annotations = page.get("/Annots", Array())
    if not isinstance(annotations, Array):
        raise TypeError(translate("the annotations of a page are no list"))
    return [one for one in annotations if isinstance(one, Dictionary)]


def _tail(warning: object) -> str:
    """What a warning of pikepdf says, without the name of the file."""
    return printable(str(warning).rpartition(": ")[2])


def _describe(annotation: Object) -> str:
    said = show(annotation.get("/Contents"))
    kind = show(annotation.get("/Subtype"))
    return f"{kind} {translate('“{text}”', text=said)}" if said else str(kind)

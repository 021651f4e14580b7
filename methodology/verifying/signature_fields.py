"""The fields for signatures in a PDF (ISO 32000-1 12.7.4.5), and what about its form is no signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag

from pikepdf import Array, Dictionary, Name, Object, Pdf

from methodology.messages import translate
from methodology.verifying.pdf_objects import ObjectId, show

MOST_FIELDS = 200
_FORM_KEYS = frozenset({"/Fields", "/SigFlags", "/DR", "/DA", "/Q", "/NeedAppearances"})
_FIELD_KEYS = frozenset(
    {
        *("/FT", "/Parent", "/Kids", "/T", "/TU", "/TM", "/Ff", "/V", "/DA", "/Q", "/Lock", "/SV"),
        *("/Type", "/Subtype", "/Rect", "/P", "/NM", "/M", "/F", "/AP", "/AS", "/Border", "/BS", "/C", "/H", "/MK"),
    }
)
"""What a signature field and its widget may have: neither an action nor a layer nor a text of a comment."""


class _Flags(IntFlag):
    """Annotation flags (table 165); the others change where or when an annotation is drawn."""

    HIDDEN = 2
    PRINT = 4
    READ_ONLY = 64
    LOCKED = 128
    LOCKED_CONTENTS = 512


_HARMLESS = sum(_Flags)


@dataclass(frozen=True, slots=True)
class Widget:
    """Where a field is shown; ``rectangle`` is left, bottom, right, top in points, None where it is not visible."""

    annotation: Object
    page: int
    rectangle: tuple[float, float, float, float] | None
    name: str
    signed: bool


@dataclass(slots=True)
class SignatureForm:
    """``signed`` is how many fields hold a signature; ``faults`` are sentences on what is no signature."""

    widgets: list[Widget] = field(default_factory=list)
    signed: int = 0
    faults: list[str] = field(default_factory=list)


def read_form(pdf: Pdf) -> SignatureForm:
    """Read the form of a PDF; an empty one where there is none. Raises what pikepdf raises at malformed files."""
    read = SignatureForm()
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return read
    if not isinstance(form, Dictionary):
        read.faults.append(translate("a form that cannot be read"))
        return read
    read.faults += [translate("a form with {key}", key=key[1:]) for key in sorted(set(form.keys()) - _FORM_KEYS)]
    if form.get("/NeedAppearances"):
        read.faults.append(translate("a form whose fields are drawn anew by whoever shows the file"))
    places: dict[ObjectId, list[int]] = {}
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", Array()):
            if isinstance(annotation, Dictionary):
                places.setdefault(annotation.objgen, []).append(number)
    for signature_field in _top_fields(form, read):
        _read_field(signature_field, places, read)
    if not read.signed:
        read.faults.append(translate("a form, though nothing is signed"))
    return read


def _top_fields(form: Dictionary, read: SignatureForm) -> Iterator[Dictionary]:
    fields = form.get("/Fields", Array())
    if not isinstance(fields, Array) or len(fields) > MOST_FIELDS:
        read.faults.append(translate("a form whose fields cannot be read"))
        return
    for one in fields:
        if isinstance(one, Dictionary) and one.get("/FT") == Name.Sig:
            yield one
        else:
            kind = show(one.get("/FT")) if isinstance(one, Dictionary) else show(one)
            read.faults.append(translate("a form field that is no signature: {kind}", kind=kind))


def _read_field(top: Dictionary, places: dict[ObjectId, list[int]], read: SignatureForm) -> None:
    """Read one field; its widget is the field itself or its only kid."""
    name = show(top.get("/T")) or ""
    kids = top.get("/Kids", Array())
    parts = [top, *(kids if isinstance(kids, Array) else [])]
    signed = top.get("/V") is not None
    read.signed += signed
    if len(parts) > 2:  # noqa: PLR2004 (the field and its widget)
        read.faults.append(translate("the signature field '{name}' is shown in several places", name=name))
        return
    for part in parts:
        if not isinstance(part, Dictionary) or (part is not top and "/V" in part):
            read.faults.append(translate("the signature field '{name}' cannot be read", name=name))
            continue
        for key in sorted(set(part.keys()) - _FIELD_KEYS):
            read.faults.append(translate("the signature field '{name}' has {key}", name=name, key=key[1:]))
        if pages := places.get(part.objgen, ()):
            rectangle = _visible_rectangle(part)
            flags = int(part.get("/F", 0))
            if rectangle and flags & ~_HARMLESS:
                message = translate(
                    "the signature field '{name}' is drawn with the flags {flags}", name=name, flags=flags
                )
                read.faults.append(message)
            if part.get("/Subtype") != Name.Widget:
                kind = show(part.get("/Subtype"))
                read.faults.append(translate("the signature field '{name}' is drawn as {kind}", name=name, kind=kind))
            read.widgets += [Widget(part, page, rectangle, name, signed) for page in pages]


def _visible_rectangle(widget: Dictionary) -> tuple[float, float, float, float] | None:
    """Where a widget is drawn, whether or not it has an appearance yet; None of a hidden one and one without area."""
    if int(widget.get("/F", 0)) & _Flags.HIDDEN:
        return None
    one, two, three, four = (float(number) for number in widget.get("/Rect", (0, 0, 0, 0)))
    left, right, bottom, top = min(one, three), max(one, three), min(two, four), max(two, four)
    return (left, bottom, right, top) if right > left and top > bottom else None

"""What the appearance of a signature shows, and whether it lies on what the page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from methodology.diagnostics import quote
from methodology.messages import translate
from methodology.verifying.file_lines import LineDifference
from methodology.verifying.pdf_drawing import drawn_boxes, touch
from methodology.verifying.pdf_reader import UNKNOWN, font_characters
from methodology.verifying.signature_fields import SignatureForm, Widget

MOST_FORMS = 100
MOST_TEXT = 500
CLEARANCE = 6.0
"""Points between a visible signature and what the page shows: less would put it between the lines."""
_POINTS = 72 / 25.4
"""In a millimetre."""


def judge_appearances(form: SignatureForm, made: Pdf) -> tuple[list[LineDifference], list[str]]:
    """What visible signatures alter, and sentences on those that alter nothing.

    A signature may be visible where the page that was made is empty: what it says is reported with its place. On, next
    to or within a text, a picture or a table of the page it is an alteration; so is the appearance of an empty field.
    """
    alterations: list[LineDifference] = []
    reasons: list[str] = []
    visible = [widget for widget in form.widgets if widget.rectangle]
    drawn = {page: drawn_boxes(made.pages[page - 1]) for page in {widget.page for widget in visible}}
    for widget in visible:
        said = {"name": widget.name, "what": _shown(widget.annotation)}
        place = translate("page {page}", page=widget.page)
        altered = ""
        if any(touch(widget.rectangle or box, box, CLEARANCE) for box in drawn[widget.page]):
            altered = translate("the signature field '{name}' shows {what}, over what the page says", **said)
        elif not _is_bounded(widget.annotation):
            altered = translate("the signature field '{name}' shows {what}, wherever on the page", **said)
        elif not widget.signed and "/AP" in widget.annotation:
            altered = translate("the signature field '{name}' shows {what}, and nobody signed it", **said)
        if altered:
            alterations.append(LineDifference(place, None, altered))
        else:
            told = translate("the signature field '{name}' shows {what}; the document does not say this", **said)
            reasons.append(f"{place}, {_where(widget, made)}: {told}")
    return alterations, reasons


def _where(widget: Widget, made: Pdf) -> str:
    """The place of a widget, in millimetres from the left and from the top of its page."""
    left, bottom, right, top = widget.rectangle or (0, 0, 0, 0)
    height = float(made.pages[widget.page - 1].mediabox[3])
    return translate(
        "{width} × {height} mm, {across} mm from the left and {down} mm from the top",
        width=f"{(right - left) / _POINTS:.0f}",
        height=f"{(top - bottom) / _POINTS:.0f}",
        across=f"{left / _POINTS:.0f}",
        down=f"{(height - top) / _POINTS:.0f}",
    )


def _is_bounded(annotation: Object) -> bool:
    """Whether each appearance has the box that bounds it (ISO 32000-1 8.10.2)."""
    appearances = [appearance for _, appearance in annotation.get("/AP", Dictionary()).items()]
    states = [one for one in appearances if isinstance(one, Dictionary)]
    inner = [form for state in states for _, form in state.items()]
    forms = [one for one in (*appearances, *inner) if not isinstance(one, Dictionary)]
    return all(isinstance(form, Stream) and "/BBox" in form for form in forms)


def _shown(annotation: Object) -> str:
    if "/AP" not in annotation:
        return translate("nothing yet")
    text = appearance_text(annotation)
    return translate("“{text}”", text=text) if text else translate("a drawing")


def appearance_text(annotation: Object) -> str:
    """What the appearances of an annotation say, as far as it can be read; drawn letters cannot."""
    appearances = annotation.get("/AP", Dictionary())
    waiting: list[object] = [appearances.get(state) for state in ("/N", "/R", "/D")]
    said: list[str] = []
    forms = 0
    while waiting and forms < MOST_FORMS:
        form = waiting.pop(0)
        if isinstance(form, Stream):
            forms += 1
            resources = form.get("/Resources", Dictionary())
            said += _shown_texts(form, resources.get("/Font", Dictionary()))
            waiting += [inner for _, inner in resources.get("/XObject", Dictionary()).items()]
        elif isinstance(form, Dictionary):
            waiting += [inner for _, inner in form.items()]
    return quote(" ".join("".join(said).split()), MOST_TEXT)


def _shown_texts(form: Stream, fonts: Object) -> Iterator[str]:
    if form.get("/Subtype") == "/Image":
        yield " (picture) "
        return
    font: Object | None = None
    name = ""
    read: dict[str, tuple[Mapping[int, str] | None, int]] = {}
    for instruction in pikepdf.parse_content_stream(form):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "Tf":
            name = str(operands[0])
            font = fonts.get(name)
        elif operator in ("Tj", "TJ", "'", '"'):
            if name not in read:
                read[name] = _read_codes(font)
            parts = operands[-1] if isinstance(operands[-1], Array) else [operands[-1]]
            yield "".join(_decode(bytes(part), *read[name]) for part in parts if isinstance(part, pikepdf.String))
        elif operator in ("Td", "TD", "T*", "Tm"):
            yield " "


def _read_codes(font: Object | None) -> tuple[Mapping[int, str] | None, int]:
    """What the codes of a font stand for, None where it does not say so, and how many bytes one has."""
    if font is None or "/ToUnicode" not in font:
        return None, 1
    return font_characters(font), 2 if "/DescendantFonts" in font else 1


def _decode(codes: bytes, characters: Mapping[int, str] | None, step: int) -> str:
    """What a string says: by the font's own table, else as Latin letters."""
    if characters is None:
        return "".join(character for character in codes.decode("cp1252", "replace") if character.isprintable())
    return "".join(characters.get(int.from_bytes(codes[at : at + step]), UNKNOWN) for at in range(0, len(codes), step))

"""Which fields a form has, where they are shown, and what of them is no signature."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from methodology.verifying.appearances import appearance_text, judge_appearances
from methodology.verifying.pdf_drawing import drawn_boxes
from methodology.verifying.signature_fields import SignatureForm, read_form


def pdf_with(*fields: Dictionary, pages: int = 2) -> Pdf:
    """Pages that each show all of these fields."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(600, 800))
    indirect = Array([pdf.make_indirect(field) for field in fields])
    pdf.Root.AcroForm = Dictionary(Fields=indirect)
    for page in pdf.pages:
        page.Annots = Array(list(indirect))
    return pdf


def field(**entries: Any) -> Dictionary:
    given: dict[str, Any] = {
        "F": 4,
        "T": String("x"),
        "Rect": [10, 20, 30, 50],
        "V": Dictionary(Type=Name.Sig),
    } | entries
    return Dictionary(Type=Name.Annot, Subtype=given.pop("Subtype", Name.Widget), FT=Name.Sig, **given)


def judged(pdf: Pdf) -> tuple[list[str], list[str]]:
    """What alters, and what is told, where the page is empty in the original, too."""
    alterations, reasons = judge_appearances(read_form(pdf), pdf)
    return [f"{one.place}: {one.after}" for one in alterations], reasons


def test_a_file_without_a_form() -> None:
    assert read_form(pikepdf.new()) == SignatureForm()


def test_a_field_is_shown_on_each_page_that_names_it() -> None:
    form = read_form(pdf_with(field()))
    assert [(widget.page, widget.rectangle) for widget in form.widgets] == [
        (1, (10, 20, 30, 50)),
        (2, (10, 20, 30, 50)),
    ]
    assert form.faults == []
    assert form.signed == 1


@pytest.mark.parametrize(
    "entries", [{"Rect": [0, 0, 0, 0]}, {"Rect": [10, 10, 90, 10]}, {"F": 2 | 4}, {"Rect": [90, 10, 90, 70]}]
)
def test_a_field_that_nobody_sees(entries: dict[str, Any]) -> None:
    form = read_form(pdf_with(field(**entries)))
    assert {widget.rectangle for widget in form.widgets} == {None}


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ({"A": Dictionary(S=Name.Launch)}, "the signature field 'x' has A"),
        ({"AA": Dictionary()}, "the signature field 'x' has AA"),
        ({"OC": Dictionary()}, "the signature field 'x' has OC"),
        ({"Contents": String("93")}, "the signature field 'x' has Contents"),
        ({"F": 4 | 16}, "the signature field 'x' is drawn with the flags 20"),
        ({"F": 32}, "the signature field 'x' is drawn with the flags 32"),
        ({"Subtype": Name.Stamp}, "the signature field 'x' is drawn as /Stamp"),
        ({"Kids": Array([Dictionary(), Dictionary()])}, "the signature field 'x' is shown in several places"),
        ({"Kids": Array([Dictionary(V=Dictionary())])}, "the signature field 'x' cannot be read"),
    ],
)
def test_what_is_no_signature(entries: dict[str, Any], fault: str) -> None:
    assert fault in read_form(pdf_with(field(**entries))).faults


def test_a_form_that_draws_its_fields_anew() -> None:
    pdf = pdf_with(field())
    pdf.Root.AcroForm.NeedAppearances = True
    assert read_form(pdf).faults == ["a form whose fields are drawn anew by whoever shows the file"]


def test_other_fields_are_none() -> None:
    text = Dictionary(FT=Name.Tx, T=String("y"))
    assert read_form(pdf_with(field(), text)).faults == ["a form field that is no signature: /Tx"]


def test_an_empty_field_may_show_nothing() -> None:
    empty = field()
    del empty.V
    pdf = pdf_with(field(), empty, pages=1)
    assert judged(pdf)[0] == []
    pdf.Root.AcroForm.Fields[1].AP = Dictionary(N=appearance(pdf, b""))
    assert judged(pdf)[0] == ["page 1: the signature field 'x' shows a drawing, and nobody signed it"]


def appearance(pdf: Pdf, content: bytes, **entries: Any) -> Any:
    box = {"BBox": [0, 0, 20, 30]} | entries
    return pdf.make_indirect(pikepdf.Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, **box))


def test_what_an_appearance_says() -> None:
    pdf = pdf_with(field(), pages=1)
    inner = appearance(pdf, b"BT /f 9 Tf (Ana) Tj 0 9 Td [(No) 20 (vak)] TJ ET")
    outer = appearance(pdf, b"/x Do", Resources=Dictionary(XObject=Dictionary(x=inner)))
    pdf.Root.AcroForm.Fields[0].AP = Dictionary(N=outer)
    assert appearance_text(pdf.Root.AcroForm.Fields[0]) == "Ana Novak"
    place = "page 1, 7 × 11 mm, 4 mm from the left and 265 mm from the top"
    said = "the signature field 'x' shows “Ana Novak”; the document does not say this"
    assert judged(pdf)[1] == [f"{place}: {said}"]


def test_an_appearance_that_draws_itself_ends() -> None:
    pdf = pdf_with(field(), pages=1)
    form = appearance(pdf, b"(x) Tj", Resources=Dictionary(XObject=Dictionary()))
    form.Resources.XObject.x = form
    pdf.Root.AcroForm.Fields[0].AP = Dictionary(N=form)
    assert set(appearance_text(pdf.Root.AcroForm.Fields[0])) == {"x"}


def test_an_appearance_without_a_box_may_be_anywhere() -> None:
    pdf = pdf_with(field(), pages=1)
    form = appearance(pdf, b"")
    del form.BBox
    pdf.Root.AcroForm.Fields[0].AP = Dictionary(N=form)
    assert judged(pdf)[0] == ["page 1: the signature field 'x' shows a drawing, wherever on the page"]


@pytest.mark.parametrize(
    ("content", "boxes"),
    [
        (b"10 20 30 40 re f", [(10, 20, 40, 60)]),
        (b"q 2 0 0 2 5 5 cm 10 20 m 30 40 l S Q 1 1 m 2 2 l S", [(25, 45, 65, 85), (1, 1, 2, 2)]),
        (b"10 20 30 40 re W n", []),
        (b"0 0 10 10 re S 10 0 10 10 re S 50 50 9 9 re S", [(0, 0, 20, 10), (50, 50, 59, 59)]),
        (b"q 30 0 0 20 7 8 cm /x Do Q", [(7, 8, 37, 28)]),
        (b"BT /f 10 Tf 100 200 Td <0001> Tj ET", [(100, 196.5, 105, 211)]),
        (b"BT /f 10 Tf 1 0 0 1 100 200 Tm [<0001> -1000 <0001>] TJ ET", [(100, 196.5, 120, 211)]),
        (b"BT /f 10 Tf 12 TL 100 200 Td T* <0001> Tj ET", [(100, 184.5, 105, 199)]),
        (b"BT /f 10 Tf 100 200 Td 2 Tc 50 Tz <00010001> Tj ET", [(100, 196.5, 107, 211)]),
    ],
)
def test_where_a_page_is_drawn_on(content: bytes, boxes: list[tuple[float, ...]]) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    descendant = Dictionary(W=Array([1, Array([500])]), DW=0)
    page.obj.Resources = Dictionary(Font=Dictionary(f=Dictionary(DescendantFonts=Array([descendant]))))
    page.obj.Contents = pdf.make_stream(content)
    assert [tuple(round(number, 3) for number in box) for box in drawn_boxes(page)] == boxes

"""What somebody could do to a PDF: each is altered or does not pass, and named; what nobody sees does pass."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from tests.verifying.alterations import Alteration, harmless, redrawn
from tests.verifying.signing import certified, signed, signed_for_long, updated

Change = Callable[[bytes], bytes]
new_dictionary: Callable[[dict[Any, Any]], Any] = generic.DictionaryObject
new_number: Callable[[int], Any] = generic.NumberObject
ON_PAGE = 2
"""The page that most alterations are of; ``NUMBER`` lies on a text of it, ``EMPTY`` on none."""
NUMBER, EMPTY = (200, 340, 300, 360), (80, 660, 230, 700)
WHITE_BOX = b"q 1 1 1 rg 200 340 60 20 re f 0 0 0 RG 210 350 m 220 350 l 220 345 l S Q"


def resaved(change: Callable[[Pdf], None], **saving: Any) -> Change:
    """Open the file, change it and save all of it anew."""

    def save(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            change(pdf)
            target = io.BytesIO()
            pdf.save(target, **saving)
            return target.getvalue()

    return save


def drawn(added: bytes, **resources: Any) -> Change:
    """Let a page draw more."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[ON_PAGE]
        for key, value in resources.items():
            page.Resources[f"/{key}"] = value(pdf)
        page.contents_add(added)

    return resaved(change)


def content_replaced(old: bytes, new: bytes) -> Change:
    """In the instructions of a page, the first ``old`` becomes ``new``."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[ON_PAGE]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents = pdf.make_stream(content.replace(old, new, 1))

    return resaved(change)


def annotated(at: int = ON_PAGE, **entries: Any) -> Change:
    """Add an annotation."""

    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=list(NUMBER), F=4, **entries)
        if note.Subtype == "/Stamp":
            note.AP = Dictionary(N=form(pdf))
        annotations = pdf.pages[at].get("/Annots", Array())
        pdf.pages[at].Annots = Array([*annotations, pdf.make_indirect(note)])

    return resaved(change)


def form(pdf: Pdf) -> pikepdf.Object:
    """A white box with a drawn digit."""
    return pdf.make_indirect(
        pikepdf.Stream(pdf, WHITE_BOX, Type=Name.XObject, Subtype=Name.Form, BBox=[200, 340, 260, 360])
    )


def entry(name: str, value: Callable[[Pdf], Any], *, page: bool = True) -> Change:
    """Set an entry of a page or of the catalogue."""

    def change(pdf: Pdf) -> None:
        (pdf.pages[ON_PAGE].obj if page else pdf.Root)[f"/{name}"] = value(pdf)

    return resaved(change)


def script(_: Pdf) -> Dictionary:
    """An action that runs JavaScript."""
    return Dictionary(S=Name.JavaScript, JS=String("this.getField('x').value = 93"))


def layers(pdf: Pdf) -> Dictionary:
    """A layer that is switched off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    return Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array()))


def switched_off(pdf: Pdf) -> None:
    """Put a page into a layer that is switched off."""
    pdf.Root.OCProperties = layers(pdf)
    page = pdf.pages[ON_PAGE]
    page.Resources.Properties = Dictionary(x=pdf.Root.OCProperties.OCGs[0])
    page.contents_add(b"/OC /x BDC", prepend=True)
    page.contents_add(b"EMC")


def with_script(pdf: Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("x"), pdf.make_indirect(script(pdf))]))


def with_file(pdf: Pdf) -> None:
    pdf.attachments["93.txt"] = pikepdf.AttachedFileSpec(pdf, b"93")


def with_form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


def with_signature_field(pdf: Pdf) -> None:
    """A field that looks signed and is not."""
    widget = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String("Podpis"),
        F=4,
        Rect=list(NUMBER),
        AP=Dictionary(N=form(pdf)),
    )
    pdf.pages[ON_PAGE].Annots = Array([pdf.make_indirect(widget)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[ON_PAGE].Annots[0]]), SigFlags=3)


def with_button(pdf: Pdf) -> None:
    button = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, Rect=list(NUMBER), T=String("x"))
    button.AP = Dictionary(N=form(pdf))
    pdf.pages[ON_PAGE].Annots = Array([pdf.make_indirect(button)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[ON_PAGE].Annots[0]]))


def first_link(pdf: Pdf) -> Any:
    """The first link of the contents."""
    return pdf.pages[1].Annots[0]


def retargeted(pdf: Pdf) -> None:
    first_link(pdf).Dest = Array([pdf.pages[5].obj, Name.XYZ, 0, 0, 0])


def linked_elsewhere(pdf: Pdf) -> None:
    del first_link(pdf).Dest
    first_link(pdf).A = Dictionary(S=Name.URI, URI=String("https://example.org"))


def link_with_appearance(pdf: Pdf) -> None:
    first_link(pdf).AP = Dictionary(N=form(pdf))


def link_moved(pdf: Pdf) -> None:
    first_link(pdf).Rect = Array([0, 0, 500, 800])


def link_removed(pdf: Pdf) -> None:
    del pdf.pages[1].Annots[0]


def font(pdf: Pdf, name: str = "f1") -> Any:
    """A font of the page."""
    return pdf.pages[ON_PAGE].Resources.Font[f"/{name}"]


def other_glyphs(pdf: Pdf) -> None:
    """The letters of a font are drawn by the program of another."""
    font(pdf, "f1").DescendantFonts[0].FontDescriptor.FontFile2 = (
        font(pdf, "f0").DescendantFonts[0].FontDescriptor.FontFile2
    )


def mapped_glyphs(pdf: Pdf) -> None:
    mapping = b"".join(code.to_bytes(2) for code in (0, 2, 1, *range(3, 300)))
    font(pdf).DescendantFonts[0].CIDToGIDMap = pdf.make_stream(mapping)


def other_widths(pdf: Pdf) -> None:
    font(pdf).DescendantFonts[0].W = Array([0, Array([0] * 300)])


def drawn_other_than_it_says(pdf: Pdf) -> None:
    """Draw other digits, and let the font say that they are the old ones."""
    page = pdf.pages[ON_PAGE]
    codes = page.Contents.read_bytes()
    table = font(pdf).ToUnicode.read_bytes()
    one, two = b"<0001>", b"<0002>"
    page.Contents = pdf.make_stream(codes.replace(b"\\000\\001", b"\\000\\377"))
    font(pdf).ToUnicode = pdf.make_stream(table.replace(one, b"<x>").replace(two, one).replace(b"<x>", two))


def page_removed(pdf: Pdf) -> None:
    del pdf.pages[-1]


def page_added(pdf: Pdf) -> None:
    pdf.add_blank_page()


def pages_exchanged(pdf: Pdf) -> None:
    pages = list(pdf.pages)
    del pdf.pages[3]
    pdf.pages.insert(2, pages[3])


def spoken_otherwise(pdf: Pdf) -> None:
    """What a screen reader says, and what is copied."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/S") == "/P":
            one.ActualText = String("93")
            return


def other_bookmark(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("NEVELJAVNO")


def numbered(_: Pdf) -> Dictionary:
    return Dictionary(Nums=Array([0, Dictionary(P=String("NEVELJAVNO "), S=Name.D)]))


def retitled(pdf: Pdf) -> None:
    content = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata = pdf.make_stream(
        content.replace(b'x-default">', b'x-default">NEVELJAVNO ', 1), Type=Name.Metadata, Subtype=Name.XML
    )


def other_author(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = String("Nekdo")


def saved_as_it_was(writer: Any) -> None:
    """An update that writes the catalogue anew, and the date."""
    writer.update_root()


def overlaid(writer: Any) -> None:
    """An update that draws over a page."""
    overlay = generic.StreamObject(stream_data=WHITE_BOX)
    writer.add_stream_to_page(ON_PAGE, writer.add_object(overlay))


def commented(writer: Any) -> None:
    """An update with a comment on a page."""
    note = new_dictionary(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(new_number, NUMBER)),
            pdf_name("/Contents"): generic.TextStringObject("93"),
        }
    )
    page = writer.root["/Pages"]["/Kids"][ON_PAGE]
    page[pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def opening(writer: Any) -> None:
    """An update with an action when the file is opened."""
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.TextStringObject("app.alert(93)")}
    writer.root[pdf_name("/OpenAction")] = new_dictionary(action)
    writer.update_root()


def rotated(writer: Any) -> None:
    """An update that turns a page."""
    page = writer.root["/Pages"]["/Kids"][ON_PAGE]
    page[pdf_name("/Rotate")] = new_number(180)
    writer.update_container(page)


def stamped_field(content: bytes) -> bytes:
    """A field for a signature that is drawn as a stamp."""

    def change(pdf: Pdf) -> None:
        field = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, FT=Name.Sig, T=String("Podpis1"), F=132)
        field.Rect = list(EMPTY)
        pdf.pages[ON_PAGE].Annots = Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[ON_PAGE].Annots[0]]))

    return resaved(change)(content)


def flipped(content: bytes, at: int) -> bytes:
    """The file with one byte changed."""
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def forged(content: bytes) -> bytes:
    """The signature of another file is put into this one."""
    own, other = signed(content), signed(resaved(retitled)(content))
    start, stop = _value(own)
    value = other[slice(*_value(other))].rstrip(b"0")
    return own[:start] + value.ljust(stop - start, b"0") + own[stop:]


def _value(content: bytes) -> tuple[int, int]:
    """Where the last signature of a file begins and ends."""
    start = content.rindex(b"/Contents <") + len(b"/Contents <")
    return start, content.index(b">", start)


def inverted(content: bytes) -> bytes:
    """The value of the signature itself is changed."""
    own = signed(content)
    return flipped(own, _value(own)[0] + 1_000)


def uncovered(content: bytes) -> bytes:
    """The signature covers less than it seems to."""
    own = signed(content)
    at = own.rindex(b"/ByteRange")
    return own[:at] + own[at:].replace(b"[0 ", b"[1 ", 1)


def unchanged(pdf: Pdf) -> None:
    """Nothing."""


def split(pdf: Pdf) -> None:
    """Divide the instructions of each page into two streams, as some programs do."""
    for page in pdf.pages:
        parts = page.Contents.read_bytes().partition(b"\nBT")
        page.Contents = Array([pdf.make_stream(parts[0]), pdf.make_stream(parts[1] + parts[2])])


PDF_ALTERATIONS: dict[str, Alteration] = {
    # Drawn over or drawn otherwise
    "a white box with a drawn digit": Alteration(drawn(WHITE_BOX), "filled shapes more"),
    "a white box": Alteration(drawn(b"q 1 1 1 rg 200 340 60 20 re f Q"), "filled shapes more"),
    "an overlay": Alteration(drawn(b"/x Do", XObject=lambda pdf: Dictionary(x=form(pdf))), "overlay"),
    "a picture": Alteration(drawn(b"q 99 0 0 99 200 340 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"), "picture"),
    "a clipping": Alteration(content_replaced(b"EMC", b"EMC q 0 0 9 9 re W n Q"), "clippings more"),
    "a state of drawing": Alteration(
        drawn(b"", ExtGState=lambda _: Dictionary(x=Dictionary(ca=0))), "a state of drawing"
    ),
    "invisible letters": Alteration(content_replaced(b"BT 0 Tr", b"BT 3 Tr"), "not painted as usual"),
    "white letters": redrawn(content_replaced(b" scn", b" scn 1 1 1 scn")),
    "a text elsewhere": redrawn(content_replaced(b" cm", b" cm 1 0 0 1 400 0 cm")),
    "smaller letters": redrawn(content_replaced(b"8.5 Tf", b"1 Tf")),
    "a page in a layer": Alteration(resaved(switched_off), "layers that can be switched off"),
    "a layer": Alteration(entry("OCProperties", layers, page=False), "layers that can be switched off"),
    # Annotations
    "a field that looks signed": Alteration(resaved(with_signature_field), "over what the page says"),
    "a button": Alteration(resaved(with_button), "a form field that is no signature"),
    "a text over the page": Alteration(annotated(Subtype=Name.FreeText, Contents=String("93")), "93"),
    "a stamp": Alteration(annotated(Subtype=Name.Stamp), "/Stamp"),
    "a square": Alteration(annotated(Subtype=Name.Square, IC=[1, 1, 1]), "/Square"),
    "a redaction": Alteration(annotated(Subtype=Name.Redact), "/Redact"),
    "one link more": Alteration(annotated(1, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("x:y"))), "/Link"),
    "a link with another target": Alteration(resaved(retargeted), "the target of a link"),
    "a link out of the file": Alteration(resaved(linked_elsewhere), "an action of a link"),
    "a link with an appearance": Alteration(resaved(link_with_appearance), "the appearance of an annotation"),
    "a link elsewhere on the page": Alteration(resaved(link_moved), "the place of an annotation"),
    "a link less": Alteration(resaved(link_removed), "annotation"),
    # Pages
    "a crop box": Alteration(entry("CropBox", lambda _: Array([0, 400, 600, 842])), "a crop box"),
    "a smaller page": Alteration(entry("MediaBox", lambda _: Array([0, 400, 595, 842])), "the size of the page"),
    "a turned page": Alteration(entry("Rotate", lambda _: 180), "a rotation of the page"),
    "a scaled page": Alteration(entry("UserUnit", lambda _: 10), "a scale of the page"),
    "a page with an action": Alteration(entry("AA", lambda pdf: Dictionary(O=script(pdf))), "runs by itself"),
    "a page less": Alteration(resaved(page_removed), "5 pages"),
    "a page more": Alteration(resaved(page_added), "7 pages"),
    "pages exchanged": Alteration(resaved(pages_exchanged), "page"),
    # The file
    "an action": Alteration(entry("OpenAction", script, page=False), "an action when the file is opened"),
    "actions": Alteration(entry("AA", lambda pdf: Dictionary(WP=script(pdf)), page=False), "runs by itself"),
    "JavaScript": Alteration(resaved(with_script), "JavaScript"),
    "an embedded file": Alteration(resaved(with_file), "an embedded file"),
    "a form of XFA": Alteration(resaved(with_form), "a form with XFA"),
    "other bookmarks": Alteration(resaved(other_bookmark), "NEVELJAVNO"),
    "other page numbers": Alteration(entry("PageLabels", numbered, page=False), "PageLabels"),
    "another language": Alteration(entry("Lang", lambda _: String("en"), page=False), "Lang"),
    "another title": Alteration(resaved(retitled), "NEVELJAVNO"),
    "another author": Alteration(resaved(other_author), "Nekdo"),
    "another text for screen readers": Alteration(resaved(spoken_otherwise), "the structure of the text"),
    "bytes before the file": Alteration(lambda pdf: b"<script>1</script>\n" + pdf, "bytes before its beginning"),
    "bytes after the file": Alteration(lambda pdf: pdf + b"PK\x03\x04", "after its end"),
    "an index that leads nowhere": Alteration(lambda pdf: pdf.replace(b"startxref\n", b"startxref\n1"), "malformed"),
    # Fonts
    "other glyphs": Alteration(resaved(other_glyphs), "the glyphs of a font"),
    "exchanged glyphs": Alteration(resaved(mapped_glyphs), "the glyphs of a font"),
    "other widths": Alteration(resaved(other_widths), "a font"),
    "drawn other than it says": Alteration(resaved(drawn_other_than_it_says), "what the glyphs of a font stand for"),
    # Updates that begin with the bytes of the original
    "an update over a page": Alteration(lambda pdf: updated(pdf, overlaid), "filled shapes more"),
    "an update with a comment": Alteration(lambda pdf: updated(pdf, commented), "93"),
    "an update with an action": Alteration(lambda pdf: updated(pdf, opening), "an action when the file is opened"),
    "an update that turns a page": Alteration(lambda pdf: updated(pdf, rotated), "a rotation of the page"),
    # Signatures
    "signed with an overlay": Alteration(lambda pdf: signed(pdf, update=overlaid), "more than a signature"),
    "signed with a comment": Alteration(lambda pdf: signed(pdf, update=commented), "more than a signature"),
    "signed with an action": Alteration(lambda pdf: signed(pdf, update=opening), "more than a signature"),
    "signed with a turned page": Alteration(lambda pdf: signed(pdf, update=rotated), "more than a signature"),
    "signed, then drawn over": Alteration(lambda pdf: updated(signed(pdf), overlaid), "does not allow what was added"),
    "signed, then commented": Alteration(lambda pdf: updated(signed(pdf), commented), "does not allow what was added"),
    "signed, drawn over, signed": Alteration(
        lambda pdf: signed(updated(signed(pdf), overlaid), "Podpis2"), "does not allow what was added"
    ),
    "drawn over, then signed": Alteration(lambda pdf: signed(updated(pdf, overlaid)), "more than a signature"),
    "saved again with an overlay, then signed": Alteration(
        lambda pdf: signed(drawn(WHITE_BOX)(pdf)), "filled shapes more"
    ),
    "signed, then saved again": Alteration(lambda pdf: resaved(unchanged)(signed(pdf)), "is broken"),
    "signed, then a byte changed": Alteration(lambda pdf: flipped(signed(pdf), 12), "is broken"),
    "the signature of another file": Alteration(forged, "is broken"),
    "a broken signature": Alteration(inverted, "signature"),
    "a signature that leaves something out": Alteration(uncovered, "signature"),
    "bytes after a signature": Alteration(lambda pdf: signed(pdf) + b"93", "after its end"),
    "a signature shown over a number": Alteration(
        lambda pdf: signed(pdf, box=NUMBER, page=ON_PAGE, text="93"), "“93”, over what the page says"
    ),
    "a signature shown between the lines": Alteration(
        lambda pdf: signed(pdf, box=(71, 583, 300, 593), page=0, text="NEVELJAVNO"), "over what the page says"
    ),
    "a field shown as a stamp": Alteration(lambda pdf: signed(stamped_field(pdf)), "is drawn as /Stamp"),
    "certified, then drawn over": Alteration(
        lambda pdf: updated(certified(pdf), overlaid), "does not allow what was added"
    ),
}

PDF_CONTROLS: dict[str, Alteration] = {
    "saved again": harmless(resaved(unchanged), "the same objects"),
    "linearised": harmless(resaved(unchanged, linearize=True), "the same objects"),
    "unpacked": harmless(
        resaved(
            unchanged,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        ),
        "the same objects",
    ),
    "written for people": harmless(resaved(unchanged, qdf=True), "the same objects"),
    "instructions written anew": harmless(resaved(unchanged, normalize_content=True), "the same objects"),
    "instructions divided": harmless(resaved(split), "the same objects"),
    "not to be printed": harmless(
        resaved(unchanged, encryption=pikepdf.Encryption(owner="x", allow=pikepdf.Permissions(print_highres=False))),
        "it is encrypted",
    ),
    "an empty line after the end": harmless(lambda pdf: pdf + b"\r\n", "change no object"),
    "an update of its date": harmless(lambda pdf: updated(pdf, saved_as_it_was), "change no object"),
    "signed": harmless(signed, "signed by Common Name: Ana Novak"),
    "signed twice": harmless(lambda pdf: signed(signed(pdf), "Podpis2"), "of signatures alone"),
    "signed three times": harmless(
        lambda pdf: signed(signed(signed(pdf), "Podpis2"), "Podpis3"), "covers the whole file"
    ),
    "signed with a timestamp": harmless(lambda pdf: signed(pdf, stamped=True), "this signature has a timestamp"),
    "signed for long": harmless(signed_for_long, "a timestamp of"),
    "certified": harmless(certified, "covers the whole file"),
    "certified, then signed": harmless(lambda pdf: signed(certified(pdf), "Podpis2"), "of signatures alone"),
    "saved again, then signed": harmless(lambda pdf: signed(resaved(unchanged)(pdf)), "the same objects"),
    "signed where the page is empty": harmless(
        lambda pdf: signed(pdf, box=(80, 640, 230, 690), page=0), "page 1, 53 × 18 mm"
    ),
}

"""Altered pictures are found in each format: their bytes, what they say of themselves, their size."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Object, String

from methodology.formats import Format
from methodology.sealing.lines import digest_of, lines_of
from methodology.verifying.child_process import read_lines
from methodology.verifying.docx import compare_word
from methodology.verifying.page_tree import compare_pages
from methodology.verifying.pdf_comparison import compare_pdfs
from tests.built import SAMPLE, Built, built, copied
from tests.pictures import MAP, plain_png, with_pictures
from tests.pull.edits import MAIN, changed
from tests.rendering.verapdf import failures


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(with_pictures(copied(SAMPLE, tmp_path_factory.mktemp("pictures"))))


@pytest.mark.parametrize("kind", Format)
def test_each_format_says_the_lines_of_the_document(made: Built, kind: Format) -> None:
    """The alternative texts are among them: the seal covers them."""
    lines = read_lines(made.files[kind], kind).body
    assert digest_of(lines) == digest_of(lines_of(made.document.blocks))
    assert "Regije [tri], cilj je 2.000." in [line.text for line in lines]


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return change


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (MAIN, replaced('descr="Pikčast znak"', 'descr="Znak"')),
        (MAIN, replaced('descr="Graf"', 'descr="Grafi"')),
        (MAIN, replaced('cx="3456432" cy="1728216"', 'cx="3356432" cy="1678216"')),
        ("word/media/picture1.svg", replaced("Regija", "Regije")),
        ("word/media/picture1.png", lambda _: plain_png()),
        ("word/media/picture2.png", lambda _: plain_png(shade=7)),
        (MAIN, replaced("<a:stretch>", '<a:srcRect l="5000"/><a:stretch>')),
    ],
)
def test_an_altered_picture_of_a_word_file_is_found(
    made: Built, part: str, change: Callable[[bytes], bytes | None]
) -> None:
    docx = made.files[Format.DOCX]
    assert compare_word(docx, changed(docx, part, change)).alterations


def test_an_svg_that_a_program_drops_is_no_alteration(made: Built) -> None:
    """LibreOffice 7 keeps the PNG alone."""
    docx = made.files[Format.DOCX]
    main = zipfile.ZipFile(io.BytesIO(docx)).read(MAIN)
    start, end = main.index(b"<a:extLst>"), main.index(b"</a:extLst>") + len(b"</a:extLst>")
    compared = compare_word(docx, changed(docx, MAIN, lambda _: main[:start] + main[end:]))
    assert compared.alterations == ()
    assert compared.unread == ("document: the SVG of a picture is gone, its PNG is shown",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('alt="Graf"', 'alt="Grafi"'),
        ('alt="Pikčast znak"', 'alt="Znak"'),
        ('style="width: 3.78rem"', 'style="width: 30rem"'),
        ("Sofinancira Unija", "Financira Unija"),
        ('style="width: 30%"', 'style="width: 20%"'),
        (base64.b64encode(plain_png()).decode(), base64.b64encode(plain_png(shade=7)).decode()),
        (base64.b64encode(MAP).decode(), base64.b64encode(MAP.replace(b"Regija", b"Regije")).decode()),
    ],
)
def test_an_altered_picture_of_a_page_is_found(made: Built, old: str, new: str) -> None:
    page = made.files[Format.HTML]
    assert compare_pages(replaced(old, new)(page), page).alterations


def figure(pdf: pikepdf.Pdf, behind: int = 0) -> Object:
    """The first picture of the structure tree, or one that stands so many ``behind`` it."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, Dictionary):
            if element.get("/S") == "/Figure":
                if not behind:
                    return element
                behind -= 1
            kids = element.get("/K")
            waiting[:0] = list(kids) if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []
    raise AssertionError("no picture")


def other_words(pdf: pikepdf.Pdf) -> None:
    figure(pdf).Alt = String("Dve regiji.")


def other_bytes(pdf: pikepdf.Pdf) -> None:
    named = (page.Resources.get("/XObject", Dictionary()) for page in pdf.pages)
    image = next(one for names in named for _, one in names.items() if one.get("/Subtype") == "/Image")
    image.write(bytes(len(image.read_bytes())))


def other_size(pdf: pikepdf.Pdf) -> None:
    figure(pdf).A[0].BBox[2] += 5


@pytest.mark.parametrize("alter", [other_words, other_bytes, other_size])
def test_an_altered_picture_of_a_pdf_is_found(made: Built, alter: Callable[[pikepdf.Pdf], None]) -> None:
    content, altered = made.files[Format.PDF], io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        alter(pdf)
        pdf.save(altered)
    assert compare_pdfs(altered.getvalue(), content).alterations


def test_a_pdf_has_each_picture_with_its_words_and_its_caption_in_it(made: Built) -> None:
    with pikepdf.open(io.BytesIO(made.files[Format.PDF])) as pdf:
        assert str(figure(pdf).Alt) == "Pikčast znak"
        tagged = figure(pdf, behind=1)
        assert str(tagged.Alt) == "Regije [tri], cilj je 2.000."
        assert [str(kid.S) for kid in tagged.K if isinstance(kid, Dictionary) and "/S" in kid] == ["/Caption"]
    assert failures(made.files[Format.PDF], "PDF/A-2A") == []
    assert failures(made.files[Format.PDF], "PDF/UA-1") == []


def test_the_page_shows_pictures_as_images_alone(made: Built) -> None:
    page = made.files[Format.HTML].decode()
    assert page.count("<img ") - 1 == page.count("<figcaption ") == 2
    assert page.count("<svg") == page.count('<svg class="bar" ')  # the bars of the overview are the program's own
    assert 'src="data:image/svg+xml;base64,' in page

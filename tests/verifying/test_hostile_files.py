"""Files that were made to do harm are refused or told altered, in bounded memory and without a hang."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from methodology.formats import Format
from methodology.verifying.verify import Verdict, VerdictKind
from tests.tools import HANGS_AFTER
from tests.verifying.pdf_alterations import resaved, unchanged
from tests.verifying.project import Project, repacked


def outcome_of(verdict: Verdict) -> VerdictKind:
    """What is said of a file that was read whole, or refused before that; a file that hangs is neither."""
    assert not any("seconds to read" in reason for reason in verdict.reasons)
    return verdict.outcome


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take longer than a user would wait; the bound to processor time stays."""
    monkeypatch.setattr("methodology.verifying.child_process.LONGEST_WAIT", HANGS_AFTER)


def page_with(inside: bytes) -> Callable[[bytes], bytes]:
    return lambda page: page.replace(b"</main>", inside + b"</main>", 1)


PAGES: dict[str, bytes] = {
    "deep": b"<div>" * 200_000,
    "deep items": b"<ul><li>" * 100_000,
    "many attributes": b"<p " + b" ".join(b"a%d=1" % number for number in range(10_000)) + b">x</p>",
    "many paragraphs": b"<p>x</p>" * 100_000,
    "too many elements": b"<b>" * 4_000_001,
    "wide cells": b"<table><tbody>" + b"<tr><td colspan=99999 rowspan=99999>x</td></tr>" * 2_000 + b"</tbody></table>",
    "entities": b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;</p>",
    "outside files": b"<p>x</p><link rel=stylesheet href=file:///etc/passwd><iframe src=file:///etc/passwd></iframe>",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(built: tuple[Project, dict[Format, Path]], name: str) -> None:
    verdict = built[0].altered(built[1][Format.HTML], page_with(PAGES[name]))
    assert outcome_of(verdict) in (VerdictKind.ALTERED, VerdictKind.NOT_OURS)
    assert len(verdict.differences) < 10_000


def test_what_takes_too_long_is_refused(
    built: tuple[Project, dict[Format, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("methodology.verifying.child_process.LONGEST_WAIT", 2)
    endless = b"<p " + b" ".join(b"a%d=1" % number for number in range(300_000)) + b">x</p>"
    verdict = built[0].altered(built[1][Format.HTML], page_with(endless))
    assert verdict.outcome is VerdictKind.NOT_OURS
    assert verdict.reasons == ("the file takes longer than 2 seconds to read",)


def structure(pdf: pikepdf.Pdf) -> pikepdf.Object:
    top = pdf.Root.StructTreeRoot.K
    return top[0] if isinstance(top, pikepdf.Array) else top


def loop(pdf: pikepdf.Pdf) -> None:
    top = structure(pdf)
    top.K = pikepdf.Array([*top.K, top])


def deep(pdf: pikepdf.Pdf) -> None:
    inner = pikepdf.Dictionary(S=pikepdf.Name.Div, K=pikepdf.Array())
    for _ in range(5_000):
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Div, K=pikepdf.Array([inner])))
    top = structure(pdf)
    top.K = pikepdf.Array([*top.K, inner])


def wide_cells(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TD":
            one.A = pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=10**9, RowSpan=10**9)])


def no_numbers(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/P":
            one.K = pikepdf.Array([pikepdf.Name.Nothing, "text", pikepdf.Array()])


def bomb(pdf: pikepdf.Pdf) -> None:
    """A page that unpacks to ten gigabytes."""
    packing = zlib.compressobj(9)
    start = packing.compress(bytes(2**20)) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(bytes(2**20)) + packing.flush(zlib.Z_FULL_FLUSH)
    stream = pikepdf.Stream(pdf, start + again * 10_000)
    stream.Filter = pikepdf.Name.FlateDecode
    pdf.pages[0].Contents = pdf.make_indirect(stream)


def fonts_that_map_everything(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            font.ToUnicode = pdf.make_stream(b"beginbfchar " + b"<0001> <FFFF>\n" * 100_000 + b" endbfchar")


def metadata_bomb(pdf: pikepdf.Pdf) -> None:
    entities = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    text = f'<!DOCTYPE x [<!ENTITY e0 "aaaa">{entities}]><x>&e39;</x>'
    pdf.Root.Metadata = pdf.make_stream(text.encode())


def deep_arrays(pdf: pikepdf.Pdf) -> None:
    inner = pikepdf.Array()
    for _ in range(100_000):
        inner = pdf.make_indirect(pikepdf.Array([inner]))
    pdf.Root.OpenAction = inner


def many_fields(pdf: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=pikepdf.Dictionary(ByteRange=pikepdf.Array([0, 9, 9, 10**12])))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(field)] * 100_000))


def field_in_itself(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("x"), V=pikepdf.Dictionary()))
    field.Kids = pikepdf.Array([field])
    field.V.ByteRange = pikepdf.Array([0, 9, 9, 10**12])
    field.V.Contents = pikepdf.String(bytes(1000))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))


def font_bomb(pdf: pikepdf.Pdf) -> None:
    """A font that unpacks to ten gigabytes: what is compared after the text."""
    bomb(pdf)
    content = pdf.pages[0].Contents
    del pdf.pages[0].Contents
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            font.DescendantFonts[0].FontDescriptor.FontFile2 = content


@pytest.mark.parametrize(
    "change",
    [
        deep_arrays,
        many_fields,
        field_in_itself,
        font_bomb,
        loop,
        deep,
        wide_cells,
        no_numbers,
        bomb,
        fonts_that_map_everything,
        metadata_bomb,
    ],
    ids=lambda change: change.__name__,
)
def test_pdfs(built: tuple[Project, dict[Format, Path]], change: Callable[[pikepdf.Pdf], None]) -> None:
    changed = resaved(change, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    verdict = built[0].altered(built[1][Format.PDF], changed)
    assert outcome_of(verdict) in (VerdictKind.ALTERED, VerdictKind.NOT_OURS)


def test_a_pdf_with_a_password(built: tuple[Project, dict[Format, Path]]) -> None:
    locked = resaved(unchanged, encryption=pikepdf.Encryption(user="a", owner="b"))
    assert built[0].altered(built[1][Format.PDF], locked).outcome is VerdictKind.NOT_OURS


def test_half_a_file(built: tuple[Project, dict[Format, Path]]) -> None:
    project, files = built
    for file in files.values():
        verdict = project.altered(file, lambda content: content[: len(content) // 2])
        assert verdict.outcome in (VerdictKind.ALTERED, VerdictKind.NOT_OURS)


def test_a_word_file_whose_content_leads_out_of_its_folder(
    built: tuple[Project, dict[Format, Path]], tmp_path: Path
) -> None:
    """The content that a file carries is read where the commit is none: it may write nowhere else."""
    project, files = built

    def leading_out(xml: bytes) -> bytes:
        return xml.replace(b'path="sources.yaml"', b'path="../../escaped.yaml"')

    def other_digest(xml: bytes) -> bytes:
        seal = project.verify(files[Format.DOCX]).seal
        assert seal is not None
        return xml.replace(seal.content.encode(), b"0" * 64).replace(b"clean", b"changed")

    def change(docx: bytes) -> bytes:
        return repacked(repacked(docx, "customXml/item1.xml", leading_out), "docProps/custom.xml", other_digest)

    verdict = project.altered(files[Format.DOCX], change)
    assert any("has no place in the content" in reason for reason in verdict.reasons)
    assert not list(Path(tmp_path.anchor, "tmp").glob("escaped.yaml"))


def test_a_word_file_is_refused_as_it_is_for_pull(built: tuple[Project, dict[Format, Path]]) -> None:
    project, files = built
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    verdict = project.altered(
        files[Format.DOCX], lambda docx: repacked(docx, "docProps/custom.xml", lambda _: entities)
    )
    assert verdict.outcome is VerdictKind.NOT_OURS
    assert "declares entities" in verdict.reasons[0]


def test_a_file_that_was_saved_again_is_still_read(built: tuple[Project, dict[Format, Path]]) -> None:
    """The ways of these tests to change a PDF are themselves no harm."""
    assert built[0].altered(built[1][Format.PDF], resaved(unchanged)).outcome is VerdictKind.TEXT_UNCHANGED

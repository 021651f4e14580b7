"""An edited Word file is read as the text that a reader sees, with what is left of its origin."""

from __future__ import annotations

import io
from itertools import groupby
from pathlib import Path

import docx
import pytest

from methodology.formats import Format
from methodology.model.texts import CellPlace
from methodology.word.reading import PAGE_BREAK, Story, WordRun, WordText, read_word_file
from methodology.word.snapshot import SnapshotText, read_snapshot
from tests.built import CONTENT, SAMPLE, built
from tests.pull.edited import FIELD, field, p, t, word
from tests.pull.look_edits import untied
from tests.rendering.judges import convert_docx

TABLE = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>"


def read(body: str, **parts: str) -> list[WordText]:
    """The texts of a file with this body."""
    return list(read_word_file(word(body, parts), name="x.docx").texts)


def said(texts: list[WordText]) -> list[str]:
    """What they say."""
    return [text.text for text in texts]


@pytest.fixture(scope="module")
def real() -> bytes:
    """The real document."""
    return built(CONTENT).files[Format.DOCX]


def compare(texts: tuple[WordText, ...], passages: tuple[SnapshotText, ...]) -> list[WordText]:
    """The texts, one for each passage and in their order; the cover puts the label and the value in one paragraph."""
    found = [text for text in texts if text.text and text.story in {Story.BODY, Story.PAGE} and text.text != " / "]
    expected = [passage.text for passage in passages]
    for label in range(2, 5):
        expected[label : label + 2] = [": ".join(expected[label : label + 2])]
    assert [untied(text.text) for text in found] == [*map(untied, expected)]
    return found


@pytest.mark.parametrize("content", [CONTENT, SAMPLE])
def test_our_own_document_says_what_was_written(content: Path) -> None:
    written = built(content).files[Format.DOCX]
    file, passages = read_word_file(written, name="x.docx"), read_snapshot(written).texts
    found = compare(file.texts, passages)
    held = [(tag, list(runs)) for text in found for tag, runs in groupby(text.runs, lambda run: run.tag)]
    by_tag = {tag: untied("".join(run.text for run in runs)) for tag, runs in held if tag is not None}
    assert by_tag == {piece.tag: untied(piece.text) for passage in passages for piece in passage.runs if piece.tag}
    marked = {name: untied(text.text) for text in found for name in text.bookmarks}
    texts = {passage.bookmark: untied(passage.text) for passage in passages[8:] if passage.bookmark}
    assert texts.items() <= marked.items()
    assert not file.recovered
    assert file.editors == (docx.Document(io.BytesIO(written)).core_properties.last_modified_by,)
    assert [text.foreign for text in file.texts if text.foreign] == [(PAGE_BREAK,)], "the body begins a page"
    assert not any(text.authors for text in file.texts)


def test_what_libreoffice_saves_says_the_same(real: bytes, tmp_path: Path) -> None:
    saved = read_word_file(convert_docx(real, tmp_path, "docx:MS Word 2007 XML"), name="x.docx")
    before = [text for text in read_word_file(real, name="x.docx").texts if text.text]
    after = [text for text in saved.texts if text.text]
    flow = {Story.BODY, Story.PAGE}
    assert [text.text for text in after if text.story in flow] == [text.text for text in before if text.story in flow]
    bookmarks = [{name for name in text.bookmarks if name[1:].isdigit()} for text in before if text.story in flow]
    assert [
        {name for name in text.bookmarks if name[1:].isdigit()} for text in after if text.story in flow
    ] == bookmarks
    assert [text.cell for text in after] == [text.cell for text in before]
    assert [bool(text.list) for text in after] == [bool(text.list) for text in before]


def test_signs_and_breaks() -> None:
    run = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:noBreakHyphen/>"
        '<w:softHyphen/><w:br w:type="page"/><w:sym w:font="Symbol" w:char="2265"/><w:t>d\ne</w:t></w:r>'
    )
    assert said(read(p(run, properties='<w:tabs><w:tab w:val="left"/></w:tabs>'))) == ["a\tb\nc\n\u2011\u00ad≥d e"]


def test_of_fields_only_the_result() -> None:
    inner = field(" PAGEREF x ", t("3"))
    body = p(t("str. "), field(f" REF {inner} ", t("tri")), f'<w:fldSimple w:instr=" PAGE ">{t("4")}</w:fldSimple>')
    assert said(read(body)) == ["str. tri4"]


def test_entries_of_the_contents_are_known_without_their_style() -> None:
    entry = '<w:hyperlink w:anchor="_heading=h.1"><w:r><w:t>1. UVOD</w:t></w:r></w:hyperlink>'
    start, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\h </w:instrText></w:r>'
    texts = read(p(begin, start, entry) + p(entry) + p(t("po")) + p(end) + p(entry))
    stories = [Story.CONTENTS, Story.CONTENTS, Story.BODY, Story.BODY]
    assert [(text.text, text.story) for text in texts if text.text] == list(
        zip(("1. UVOD", "1. UVOD", "po", "1. UVOD"), stories, strict=True)
    )


def test_a_field_that_never_ends_hides_nothing() -> None:
    never = p(FIELD.format("begin"), "<w:r><w:instrText>REF x</w:instrText></w:r>", t("viden"))
    assert said(read(never + p(t("naprej")))) == ["viden", "naprej"]
    across = p(FIELD.format("begin"), t("REF x")) + p(t("naprej")) + p(FIELD.format("end"), t("konec"))
    assert said(read(across)) == ["", "naprej", "konec"]


@pytest.mark.parametrize("kind", ["separate", "end"])
def test_marks_that_belong_to_no_field_hide_nothing(kind: str) -> None:
    assert said(read(p(FIELD.format(kind), t("a"), field("REF x", t("b")), FIELD.format("end"), t("c")))) == ["abc"]


def test_page_numbers_of_footers_are_no_text() -> None:
    footer = f"<w:ftr NAMES>{p(field(' PAGE ', t('1')), t(' / '), field('NUMPAGES', t('9')), t('!'))}</w:ftr>"
    body, page = read(p(t("a")), footer=footer)
    assert (body.story, page.story, page.text) == (Story.BODY, Story.PAGE, " / !")


def test_controls_tags_and_prompts() -> None:
    def control(tag: str, content: str, more: str = "") -> str:
        return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    bare = f"<w:sdt><w:sdtPr/><w:sdtContent>{t('c')}</w:sdtContent></w:sdt>"
    prompt = t("Kliknite ali tapnite tukaj, če želite vnesti besedilo.")
    inline = p(t("a"), control("m1", t("b") + bare), t("d"), control("m2", prompt, "<w:showingPlcHdr/>"))
    first, second = read(inline + control("m3", p(t("e"))))
    assert first.runs == (WordRun("a", None), WordRun("bc", "m1"), WordRun("d", None))
    assert second.runs == (WordRun("e", "m3"),)


def bookmark(number: int, name: str, content: str, end: str | None = None) -> str:
    """Content with a bookmark around it."""
    close = f'<w:bookmarkEnd w:id="{number}"/>' if end is None else end
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}{close}'


def test_bookmarks_and_their_copies() -> None:
    over = bookmark(1, "m1", p(t("a")) + p(t("b")))
    copy = p(bookmark(2, "m7_Copy_1_Copy_2", t("c")), bookmark(3, "m8", ""), t("x"))
    open_ended = p(bookmark(4, "m9", t("d"), "")) + p(t("e"))
    emptied = p(bookmark(5, "m10", ""))
    found = [set(text.bookmarks) for text in read(over + copy + open_ended + emptied)]
    assert found == [{"m1"}, {"m1"}, {"m7"}, {"m9"}, set(), {"m10"}]


def test_cells_by_the_grid() -> None:
    def cell(*texts: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(t(text)) for text in texts)}</w:tc>"

    wide = cell("a", "b", properties='<w:gridSpan w:val="2"/>')
    wrapped = f"<w:sdt><w:sdtContent>{cell('c')}</w:sdtContent></w:sdt>"
    first = f"<w:tr>{wide}{wrapped}</w:tr>"
    merged = cell("", properties='<w:vMerge w:val="continue"/>')
    second = f'<w:customXml><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{merged}{cell("d")}</w:tr></w:customXml>'
    inner = TABLE.format(f"<w:tr>{cell('znotraj')}</w:tr>")
    nest = f"<w:tr><w:tc>{inner}{p(t('zunaj'))}</w:tc></w:tr>"
    texts = read(TABLE.format(first + second) + p(t("vmes")) + TABLE.format(nest))
    assert [(text.text, text.cell) for text in texts] == [
        ("a", CellPlace(0, 0, 0, 0)),
        ("b", CellPlace(0, 0, 0, 1)),
        ("c", CellPlace(0, 0, 2, 0)),
        ("", CellPlace(0, 1, 1, 0)),
        ("d", CellPlace(0, 1, 2, 0)),
        ("vmes", None),
        ("zunaj", CellPlace(1, 0, 0, 0)),
        ("znotraj", None),
    ]
    assert texts[-1].story is Story.ASIDE


def test_what_is_no_text_and_what_stands_aside() -> None:
    box = f"<w:drawing><w:txbxContent>{p(t('v okviru'))}</w:txbxContent></w:drawing>"
    other = f"<mc:Fallback><w:pict/>{t('dvakrat')}</mc:Fallback>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice>{other}</mc:AlternateContent>"
    chart = '<w:drawing><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing>'
    body = p(t("a"), f"<w:r>{both}<w:drawing/>{chart}<w:object/></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    line = f'<w:footnote w:type="separator">{p(t("-"))}</w:footnote>'
    note = f"<w:footnotes NAMES>{line}<w:footnote>{p(t('opomba'))}</w:footnote></w:footnotes>"
    header = f"<w:hdr NAMES>{p(t('glava'))}</w:hdr>"
    texts = read(body, footnotes=note, header=header)
    assert [(text.text, text.story) for text in texts] == [
        ("a", Story.BODY),
        ("glava", Story.PAGE),
        ("v okviru", Story.ASIDE),
        ("opomba", Story.ASIDE),
    ]
    assert texts[0].foreign == ("picture", "chart", "object", "formula")


def test_styles_and_lists() -> None:
    def style(key: str, name: str, more: str = "", **attributes: str) -> str:
        extra = "".join(f' w:{entry}="{text}"' for entry, text in attributes.items())
        return f'<w:style w:type="paragraph" w:styleId="{key}"{extra}><w:name w:val="{name}"/>{more}</w:style>'

    numbered = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    based = '<w:basedOn w:val="{}"/>'.format
    known = [style("N", "Normal", default="1"), style("L", "List Number", numbered)]
    known += [style("M", "Moj slog", based("L")), style("T", "TOC 1", based("T"))]
    styles = f"<w:styles NAMES>{''.join(known)}</w:styles>"
    own = '<w:pStyle w:val="{}"/><w:numPr><w:numId w:val="{}"/></w:numPr>'
    uses = ["", '<w:pStyle w:val="M"/>', own.format("M", "0"), own.format("N", "7"), '<w:pStyle w:val="T"/>']
    texts = read("".join(p(t("a"), properties=one) for one in uses), styles=styles)
    assert [(text.style, text.list) for text in texts] == [
        ("normal", None),
        ("moj slog", "3"),
        ("moj slog", None),
        ("normal", "7"),
        ("toc 1", None),
    ]
    assert texts[-1].story is Story.CONTENTS

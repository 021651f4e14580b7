"""The page's text, marks and faults, without a browser."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import lxml.html
import pytest
from lxml.html import HtmlElement

from methodology.diagnostics import ContentError, Location
from methodology.model.document import (
    Block,
    Cell,
    Document,
    Heading,
    HeadingKind,
    Paragraph,
    Row,
    Run,
    Table,
)
from methodology.rendering.html import render_html
from methodology.rendering.html.web_page import KINDS, TESTS
from tests.rendering.html_text import html_blocks
from tests.rendering.sample import picture_blocks, sample_blocks, sample_document, text
from tests.tools import require_program

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"


def page_of(*blocks: Block) -> HtmlElement:
    """The parsed page of these blocks."""
    return lxml.html.document_fromstring(render_html(sample_document(blocks), TEMPLATES))


@pytest.fixture(scope="module")
def sample_page() -> HtmlElement:
    return page_of(*sample_blocks())


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the templates, to be broken."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def test_the_page_says_what_the_document_says() -> None:
    assert html_blocks(render_html(sample_document(), TEMPLATES)) == [
        ("H", "1.", "UVOD"),
        ("P", "Besedilo s posebnimi znaki: <b> & »čšž« {{ x }} #."),
        ("H", "1.1", "KAZALNIKI"),
        ("H", "1.1.1", "KAZALNIKI UČINKA"),
        ("P", "Specifični cilj 1: izmenjava"),
        ("P", "Ukrepi so:"),
        ("LI", "(a)", "prvi;"),
        ("LI", "(b)", "drugi."),
        ("LI", "1.", "Število operacij:"),
        ("LI", "1.1", "število skupin"),
        ("TR", "ID", "IME", "CILJ"),
        ("TR", "O.1.1", "Število operacij", "2.092"),
        ("TR", "^", "število skupin", ""),
        ("TR", "Skupaj", "", "100 %"),
        ("P", "Opomba: merska enota »število« predstavlja število oseb."),
        ("P", "Glej O.1.1 ter krepko in poševno."),
        ("LI", "-", "prva;"),
        ("LI", "-", "druga."),
        ("P", "Vmes."),
        ("LI", "-", "tretja."),
        ("LI", "a)", "prva;"),
        ("LI", "b)", "druga."),
        ("LI", "▪", "prva;"),
        ("LI", "▪", "druga."),
        ("P", "Specifični cilj 2: sodelovanje"),
        ("LI", "1.", "Število srečanj"),
        ("LI", "1.", "prva;"),
        ("LI", "2.", "druga."),
        ("P", "Vmes."),
        ("LI", "1.", "spet prva."),
        ("P", "Člen določa,\nda je treba:"),
        ("P", "(a) opredeliti merila."),
        ("LI", "(a)", "prva:"),
        ("LI", "-", "notranja;"),
        ("LI", "-", "notranja:"),
        ("LI", "1.", "najgloblja\nv dveh vrsticah;"),
        ("LI", "2.", "druga;"),
        ("LI", "-", "spet notranja;"),
        ("LI", "(b)", "druga:"),
        ("LI", "a)", "druge vrste."),
        ("H", "2.", "ZAKLJUČEK"),
        ("P", "Konec."),
    ]


def test_white_space_and_slashes_of_the_text_stay() -> None:
    words = "  dva  presledka, pod\u00a0mejo,\nsrečanj/delavnic/obiskov (2021/1060)  "
    html = render_html(sample_document((Paragraph(text(words)),)), TEMPLATES)
    assert html_blocks(html) == [("P", words)]
    assert "srečanj/<wbr>delavnic/<wbr>obiskov (2021/1060)" in html


def test_spans_that_cross_groups_and_columns_are_read_back() -> None:
    rows = (
        Row((Cell(text("a"), row_span=2, column_span=2), Cell(text("b")))),
        Row((Cell(text("c"), row_span=2),)),
        Row((Cell(text("d")), Cell(text("e")))),
    )
    table = Table((30.0, 30.0, 40.0), (Row((Cell(text("h"), header=True, column_span=3),)),), rows, "Preglednica")
    assert html_blocks(render_html(sample_document((table,)), TEMPLATES)) == [
        ("TR", "h", "", ""),
        ("TR", "a", "", "b"),
        ("TR", "^", "^", "c"),
        ("TR", "d", "e", "^"),
    ]


def test_the_cover_stands_on_top(sample_page: HtmlElement) -> None:
    (header,) = sample_page.iter("header")
    assert header.text_content().split("\n") == [
        "",
        "Program za izvajanje Sklada za notranjo varnost",
        "Metodologija za vzpostavitev okvira smotrnosti",
        "",
        "Programsko obdobje2021–2027",
        "Različica2025-11",
        "Datum3. 11. 2025",
        "",
        "",
    ]
    assert header.xpath("string(.//time/@datetime)") == "2025-11-03"
    assert sample_page.get("lang") == "sl"
    assert sample_page.findtext(".//title") == "Metodologija za vzpostavitev okvira smotrnosti"


def test_every_block_tells_its_source(sample_page: HtmlElement) -> None:
    """One on the block where all its runs have one, else one on each group of runs."""
    sources = [
        (element.tag, element.text_content(), element.get("data-source"))
        for element in sample_page.xpath("//main//*[@data-source]")
    ]
    assert ("h2", "1. UVOD", "chapters.introduction.1") in sources
    assert ("li", "prvi;", "PARENTHESES.1") in sources
    assert ("td", "2.092", "O.1.1.target") in sources
    assert ("span", "izmenjava", "SO1.title") in sources
    assert ("span", "število", "O.1.1.unit") in sources
    assert ("span", " ter krepko in poševno.", "chapters.introduction.3") in sources
    assert ("dd", "2025-11", "programme.version") in [
        (element.tag, element.text_content(), element.get("data-source"))
        for element in sample_page.xpath("//header//*[@data-source]")
    ]


def test_a_source_is_told_once(sample_page: HtmlElement) -> None:
    assert sample_page.xpath("//*[@data-source]//*[@data-source]") == []


def test_every_link_arrives(sample_page: HtmlElement) -> None:
    targets = [href.removeprefix("#") for href in sample_page.xpath("//a/@href")]
    assert {"O.1.1", "page-content", "introduction"} <= set(targets)
    assert [target for target in targets if not sample_page.xpath("//*[@id=$id]", id=target)] == []


def test_anchors_of_paragraphs_and_rows_are_ids() -> None:
    row = Row((Cell(text("O.1.3")),), anchor="O.1.3")
    page = page_of(Paragraph(text("p"), anchor="p-1"), Table((100.0,), (), (row,), "Preglednica"))
    assert [(element.tag, element.get("id")) for element in page.xpath("//main//*[@id]")] == [
        ("p", "p-1"),
        ("tr", "O.1.3"),
    ]


def test_headings_have_no_gap(sample_page: HtmlElement) -> None:
    levels = [int(element.tag[1]) for element in sample_page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels == [1, 2, 3, 4, 5, 6, 6, 5, 6, 2]


def test_the_contents_nest_and_fold_the_items(sample_page: HtmlElement) -> None:
    (nav,) = sample_page.iter("nav")
    depths = [(len(list(link.iterancestors("ul"))), link.text_content()) for link in nav.iter("a")]
    assert depths == [
        (1, "1. UVOD"),
        (2, "1.1 KAZALNIKI"),
        (3, "1.1.1 KAZALNIKI UČINKA"),
        (4, "Specifični cilj 1: izmenjava"),
        (5, "1. Število operacij:"),
        (6, "1.1 število skupin"),
        (4, "Specifični cilj 2: sodelovanje"),
        (5, "1. Število srečanj"),
        (1, "2. ZAKLJUČEK"),
    ]
    assert [summary.text_content() for summary in nav.iter("summary")] == [
        "Kazalo",
        "Kazalo: Specifični cilj 1: izmenjava",
        "Kazalo: Specifični cilj 2: sodelovanje",
    ]


def test_tables_are_named_and_their_headers_scoped(sample_page: HtmlElement) -> None:
    (table,) = sample_page.iter("table")
    assert table.get("aria-label") == "Kazalnik O.1.1"
    assert [(head.text_content(), head.get("scope")) for head in table.iter("th")] == [
        ("ID", "col"),
        ("IME", "col"),
        ("CILJ", "col"),
        ("O.1.1", "row"),
    ]
    assert table.xpath("string(.//td[@data-source='O.1.1.target']/@class)") == "right"


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ((Paragraph((Run("O.9.9", target="#O.9.9"),)),), "'#O.9.9' leads nowhere"),
        ((Paragraph((Run("x", target="javascript:alert(1)"),)),), r"'javascript:alert\(1\)' leads nowhere"),
        ((Paragraph((Run("x", target="www"),)),), "'www' leads nowhere"),
        ((Paragraph(text("a"), anchor="x"), Paragraph(text("b"), anchor="x")), "two places are called 'x'"),
    ],
)
def test_a_link_that_cannot_arrive_is_refused(blocks: tuple[Block, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        render_html(sample_document(blocks), TEMPLATES)


def test_links_to_addresses_are_kept() -> None:
    page = page_of(Paragraph((Run("pravo", target='https://example.org/?a=1&b="2"'),)))
    assert page.xpath("//main//a/@href") == ['https://example.org/?a=1&b="2"']


def located(document: Document, templates: Path) -> list[tuple[str, Location]]:
    """The codes and places of what rendering with these templates reports."""
    with pytest.raises(ContentError) as raised:
        render_html(document, templates)
    return [(found.code, found.location) for found in raised.value.diagnostics]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ nothing }}", "template-error"),
        ("{{ document.nothing }}", "template-error"),
        ("{{ document.labels['nothing'] }}", "template-error"),
        ("{{ 1 + 'a' }}", "template-error"),
        ("{% if %}", "template-syntax"),
        ("{{ 1 | nothing }}", "template-syntax"),
    ],
)
def test_a_fault_in_the_template_is_told_with_its_line(templates: Path, line: str, code: str) -> None:
    template = templates / "web.html.j2"
    before, main, after = template.read_text(encoding="utf-8").partition("</main>")
    template.write_text(f"{before}{line}\n{main}{after}", encoding="utf-8")
    expected = Location("templates/web.html.j2", before.count("\n") + 1)
    assert located(sample_document(), templates) == [(code, expected)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_that_the_template_does_not_write_is_an_error(templates: Path, kind: str) -> None:
    template = templates / "web.html.j2"
    source = template.read_text(encoding="utf-8")
    template.write_text(source.replace(f"if block is {kind} %}}", "if false %}"), encoding="utf-8")
    line = source[: source.index("| refuse")].count("\n") + 1
    document = sample_document((*sample_blocks(), *picture_blocks()))
    assert located(document, templates) == [("template-error", Location("templates/web.html.j2", line))]


def test_every_kind_of_block_has_a_test_of_templates() -> None:
    assert {kind.__name__.lower() for kind in get_args(Block)} == set(KINDS) == TESTS.keys()


def test_a_label_that_the_document_lacks_is_told_with_its_line(templates: Path) -> None:
    document = dataclasses.replace(sample_document(), labels={})
    ((code, location),) = located(document, templates)
    line = (templates / "web.html.j2").read_text(encoding="utf-8").splitlines()[location.line - 1]
    assert (code, location.file) == ("template-error", "templates/web.html.j2")
    assert 'labels["' in line


@pytest.mark.parametrize("name", ["web.html.j2", "web.css"])
def test_a_missing_or_unreadable_template_is_told(templates: Path, name: str) -> None:
    (templates / name).write_bytes(b"\xff")
    assert located(sample_document(), templates)[0][1] == Location(f"templates/{name}")
    (templates / name).unlink()
    assert located(sample_document(), templates)[0][1] == Location(f"templates/{name}")


def test_a_style_that_ends_its_element_is_refused(templates: Path) -> None:
    (templates / "web.css").write_text("/* </style> */", encoding="utf-8")
    assert located(sample_document(), templates) == [("template-syntax", Location("templates/web.css"))]


def test_the_bytes_are_the_same_in_another_process_and_folder(templates: Path) -> None:
    command = (
        "import sys, pathlib; from tests.rendering.sample import sample_document;"
        "from methodology.rendering.html import render_html;"
        "sys.stdout.buffer.write(render_html(sample_document(), pathlib.Path(sys.argv[1])).encode())"
    )
    python = require_program(sys.executable)
    other = subprocess.run([python, "-c", command, str(templates)], cwd=ROOT, check=True, capture_output=True)
    assert other.stdout == render_html(sample_document(), TEMPLATES).encode()


def test_items_without_a_part_stay_in_the_contents() -> None:
    heading = Heading(1, HeadingKind.CHAPTER, 1, "1.", text("UVOD"), "one")
    item = Heading(2, HeadingKind.ITEM, 1, "1.", text("Kazalnik"), "two")
    (nav,) = page_of(heading, item).iter("nav")
    assert [link.text_content() for link in nav.iter("a")] == ["1. UVOD", "1. Kazalnik"]


def test_a_part_that_comes_again_is_named_short_in_the_contents() -> None:
    parts = [
        Heading(2, HeadingKind.PART, 1, "", (Run("Cilj 1: "), Run(title, source="SO1.title")), f"part-{number}")
        for number, title in enumerate(("izmenjava", "izmenjava."))
    ]
    chapters = [Heading(1, HeadingKind.CHAPTER, 1, f"{number}.", text("POGLAVJE"), f"c-{number}") for number in (1, 2)]
    (nav,) = page_of(chapters[0], parts[0], chapters[1], parts[1]).iter("nav")
    names = [link.text_content() for link in nav.iter("a")]
    assert names == ["1. POGLAVJE", "Cilj 1: izmenjava", "2. POGLAVJE", "Cilj 1"]


def test_each_heading_and_row_with_a_place_has_a_link_to_itself() -> None:
    rows = tuple(Row((Cell(text("1a")), Cell(text(code), header=True)), anchor=code) for code in ("R.1", "R.2"))
    heading = Heading(1, HeadingKind.CHAPTER, 1, "1.", text("UVOD"), "one")
    page = page_of(heading, Table((50.0, 50.0), (), rows, "Kazalniki"))
    links = page.xpath("//main//a[@class='permalink']")
    assert [(link.get("href"), link.get("aria-label"), link.text_content()) for link in links] == [
        ("#one", "Trajna povezava: UVOD", ""),
        ("#R.1", "Trajna povezava: R.1", ""),
        ("#R.2", "Trajna povezava: R.2", ""),
    ]


def test_the_page_links_to_the_files_made_with_it() -> None:
    html = render_html(sample_document(), TEMPLATES, beside=("metodologija.docx", "metodologija.pdf"))
    (header,) = lxml.html.document_fromstring(html).iter("header")
    assert [(link.get("href"), link.text) for link in header.iter("a")] == [
        ("metodologija.docx", "DOCX"),
        ("metodologija.pdf", "PDF"),
    ]

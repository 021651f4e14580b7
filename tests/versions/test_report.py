"""The change report's forms say every change, as an official, a reviewer and a program read them."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pikepdf
import pytest

from methodology.diagnostics import ContentError
from methodology.formats import Form
from methodology.model.document import Heading, HeadingKind, Paragraph, Run, Table, plain_text
from methodology.model.justification import Amendment, CoverLetter
from methodology.model.texts import texts_of
from methodology.rendering.pdf import render_pdf
from methodology.versions.changes import Change, ChangeKind, Move, Place, Reason, Report, Subject
from methodology.versions.compare import make_report
from methodology.versions.outputs import write_form
from methodology.versions.refusals import find_refusals
from methodology.versions.report.json_form import write_json
from methodology.versions.report.markdown import escape, write_markdown
from methodology.versions.report.names import Names, PathNames, shorten
from methodology.versions.report.office import changes_document, render_changes_docx, render_cover_note
from methodology.versions.report.page import compare_lines, write_html
from methodology.versions.report.rows import compare_texts, rows_of
from methodology.versions.report.templates import read_labels
from methodology.versions.report.text import TextStyle, text_lines, write_text
from methodology.versions.version import add_pages
from tests.built import CONTENT, SAMPLE, TEMPLATES
from tests.rendering.judges import validate_docx, validate_page
from tests.rendering.pdf_text import pdf_text
from tests.versions.compared import edited
from tests.versions.report_sample import CHANGES, END, LOOKS, report, version

GOLDEN = Path(__file__).parent / "report"
SAME = "Različici se ne razlikujeta."


@pytest.mark.parametrize("name", ["changes.md", "changes.json", "changes.txt"])
def test_the_whole_report_is_the_golden_one(name: str) -> None:
    made = report(*CHANGES, *LOOKS)
    forms = {
        "changes.md": lambda: write_markdown(made, TEMPLATES),
        "changes.json": lambda: write_json(made),
        "changes.txt": lambda: write_text(made, TEMPLATES),
    }
    assert forms[name]() == (GOLDEN / name).read_text(encoding="utf-8")


def test_versions_that_are_the_same_are_said_to_be() -> None:
    same = report()
    for form in (write_text, write_markdown, write_html):
        assert SAME in form(same, TEMPLATES)
    assert json.loads(write_json(same))["counts"] == {"all": 0, "open": 0}
    document = changes_document(same, TEMPLATES)
    assert not any(isinstance(block, Table) for block in document.blocks)
    assert SAME in [
        paragraph.text for paragraph in docx.Document(io.BytesIO(render_changes_docx(same, TEMPLATES))).paragraphs
    ]


def test_json_has_every_field_of_a_change() -> None:
    content = json.loads(write_json(report(*CHANGES)))
    fields = {field.name for field in dataclasses.fields(Change)} | {"number", "open"}
    assert all(change.keys() == fields for change in content["changes"])
    assert content["changes"][2]["difference"] == "-0.5"


def test_what_follows_from_a_change_is_not_open() -> None:
    made = report(*CHANGES)
    assert CHANGES[2].follows_from
    assert CHANGES[2] not in made.open
    assert CHANGES[3] in made.open


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b", r"a \| b"),
        ("*a* _b_ ~c~", r"\*a\* \_b\_ \~c\~"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("`x` [y](z) #1", r"\`x\` \[y\](z) \#1"),
        ("one\ntwo", "one<br>two"),
    ],
)
def test_markdown_markup_is_escaped(text: str, expected: str) -> None:
    assert escape(text) == expected


def test_a_row_of_a_markdown_table_is_one_line_of_six_cells() -> None:
    text = write_markdown(report(*CHANGES), TEMPLATES)
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == len(CHANGES) + 2 * text.count("\n| --- ")
    assert all(line.replace(r"\|", "").count("|") == 7 for line in lines)


def test_markdown_shows_values_and_folds_the_rest() -> None:
    values, *folds = write_markdown(report(*CHANGES, *LOOKS), TEMPLATES).split("<details>")
    assert all(told in values for told in ("ciljna vrednost", "mejnik", "O.1.9"))
    assert "obrazložitev mejnika" not in values
    assert folds[-1].startswith("<summary>Uredniški popravki (")
    assert all(fold.rstrip().endswith("</details>") for fold in folds)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "1 sprememba"),
        (2, "2 spremembi"),
        (3, "3 spremembe"),
        (4, "4 spremembe"),
        (5, "5 sprememb"),
        (101, "101 sprememba"),
        (102, "102 spremembi"),
    ],
)
def test_counts_have_their_plural_forms(count: int, expected: str) -> None:
    names = Names.of(report(), TEMPLATES)
    assert names.count(names.labels.changes, count) == expected


def test_many_places_are_counted() -> None:
    places = tuple(Place("1. UVOD", f"naslov {number}", None, None) for number in range(9))
    change = dataclasses.replace(CHANGES[4], places=places)
    told = Names.of(report(), TEMPLATES).places(change).splitlines()
    assert told == ["1. UVOD", *(f"naslov {number}" for number in range(7)), "in še na 2 mestih"]


def test_a_chapter_is_no_place_and_one_place_is_not_counted() -> None:
    def told(count: int) -> list[str]:
        places = [Place(f"{number}. POGLAVJE", "naslov", None, None) for number in range(1, count + 1)]
        change = dataclasses.replace(CHANGES[4], places=tuple(places))
        return Names.of(report(), TEMPLATES).places(change).splitlines()

    assert told(4)[-1] == "naslov"
    two = [Place("1. POGLAVJE", heading, None, None) for heading in ("prvi", "drugi")]
    rest = [Place(f"{number}. POGLAVJE", "naslov", None, None) for number in range(2, 6)]
    change = dataclasses.replace(CHANGES[4], places=(*two, *rest))
    assert Names.of(report(), TEMPLATES).places(change).splitlines()[-3:] == [
        "3. POGLAVJE", "naslov", "in še na 2 mestih",
    ]  # fmt: skip
    assert told(5)[-2:] == ["naslov", "in še na 1 mestu"]
    assert told(15)[-1] == "in še na 11 mestih"


def test_nine_lines_are_shown() -> None:
    places = tuple(Place("1. UVOD", f"naslov {number}", None, None) for number in range(8))
    told = Names.of(report(), TEMPLATES).places(dataclasses.replace(CHANGES[4], places=places))
    assert told.splitlines()[-1] == "naslov 7"


def test_the_pdf_marks_what_went_and_came_for_eyes_and_ears() -> None:
    pdf = render_pdf(changes_document(report(LOOKS[1]), TEMPLATES), TEMPLATES, "changes.typ")
    with pikepdf.open(io.BytesIO(pdf.content)) as file:
        parts = [part for part in file.objects if isinstance(part, pikepdf.Dictionary) and "/A" in part]
        said = str([part["/A"] for part in parts])
    assert said.count("/LineThrough") == 1
    assert said.count("/Underline") == 1


def test_the_page_names_what_went_and_came_to_those_who_hear_it() -> None:
    page = write_html(report(LOOKS[1]), TEMPLATES)
    assert 'del::before { content: " [črtano: "; }' in page
    assert 'ins::before { content: " [dodano: "; }' in page


def test_a_comment_in_the_redline_has_the_legal_basis(tmp_path: Path) -> None:
    new = add_pages(version("new", edited(tmp_path, [("chapters/conclusion.md", "Konec.", "Konec poti.")], SAMPLE)))
    (change,) = make_report(version("old"), new).changes
    change = dataclasses.replace(change, reason=Reason("Jasneje.", "24. člen"))
    redline = write_form(Report("old", "new", version("old"), new, (change,)), Form.REDLINE, TEMPLATES)
    with zipfile.ZipFile(io.BytesIO(redline)) as package:
        (comments,) = (name for name in package.namelist() if "comments" in name and name.endswith(".xml"))
        assert "Jasneje. (24. člen)" in package.read(comments).decode()


def test_what_went_has_its_old_page() -> None:
    gone = dataclasses.replace(CHANGES[6], places=(END, dataclasses.replace(END, page=8)))
    assert Names.of(report(), TEMPLATES).places(gone) == "4. ZAKLJUČEK, prej na str.\N{NO-BREAK SPACE}7, 8"


@pytest.mark.parametrize(
    ("preposition", "positions"),
    [
        ("s", (1, 3, 4, 5, 6, 7, 13, 14, 15, 16, 17, 23, 27, 30, 40, 50, 60, 70, 73, 100, 102, 180)),
        ("z", (2, 8, 9, 10, 11, 12, 18, 19, 20, 21, 22, 28, 29, 31, 38, 80, 81, 82, 90, 99, 200)),
    ],
)
def test_a_move_has_the_preposition_of_its_number(preposition: str, positions: tuple[int, ...]) -> None:
    names = Names.of(report(), TEMPLATES)
    told = [names.move(Move("PNR", position, 1)) for position in positions]
    assert told == [f"»PNR« {preposition} {position}. na 1. mesto" for position in positions]


def test_what_follows_names_the_changes_by_their_numbers() -> None:
    first, second = (dataclasses.replace(CHANGES[2], follows_from=paths) for paths in (("O.1.1.target",), ()))
    names = Names.of(report(*CHANGES[:2], first, second), TEMPLATES)
    assert names.reason(first) == "izhaja iz spremembe št.\N{NO-BREAK SPACE}2 (kazalnik O.1.1: ciljna vrednost)"
    assert names.reason(second) == "obrazložitve še ni"
    itself = dataclasses.replace(CHANGES[1], follows_from=("O.1.1.target",), reason=None)
    assert Names.of(report(itself), TEMPLATES).reason(itself) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("število žrtev v Sloveniji", "število žrtev v Sloveniji"),
        ("izboljšati čezmejno sodelovanje držav članic", "izboljšati čezmejno …"),
        ("izboljšati sodelovanje med članicami in v svetu", "izboljšati sodelovanje …"),
        ("sodelovanje članic in v sosednjih državah sveta", "sodelovanje članic …"),
        ("vzpostavljenih/prilagojenih/vzdrževanih", "vzpostavljenih/prilagojeni …"),
    ],
)
def test_a_cut_text_ends_with_a_word_of_its_own(text: str, expected: str) -> None:
    assert shorten(text, 28) == expected.replace(" …", "\N{NO-BREAK SPACE}…")


def test_one_version_is_not_called_two() -> None:
    made = report(CHANGES[1])
    same = dataclasses.replace(made, new=made.old)
    assert Names.of(same, TEMPLATES).sides() == ("Prejšnje", "Novo")
    assert Names.of(same, TEMPLATES).versions().startswith("Novo besedilo različice 1.0 z dne ")
    assert Names.of(made, TEMPLATES).sides() == ("Prejšnje: različica 1.0", "Novo: različica 2.0")


def test_no_page_or_table_says_what_the_versions_are_called_here() -> None:
    made = dataclasses.replace(report(*CHANGES), old_name="../old/", new_name="C:/new/")
    document = changes_document(made, TEMPLATES)
    for text in (write_html(made, TEMPLATES), *(text.text for text in texts_of(document))):
        assert made.old_name not in text
        assert made.new_name not in text


def test_the_cover_note_is_called_so() -> None:
    opened = docx.Document(io.BytesIO(render_cover_note(report(CHANGES[0], CHANGES[1]), TEMPLATES)))
    title = "Spremno pojasnilo k spremembi dokumenta"
    assert opened.core_properties.title.startswith(title)
    assert opened.sections[0].header.paragraphs[0].text.startswith(title)
    texts = [paragraph.text for paragraph in opened.paragraphs]
    assert "Pregled obsega 2 spremembi:" in texts
    assert "" not in texts
    assert not opened.element.xpath("//w:instrText")


def test_the_cover_note_is_a_letter_where_the_amendment_has_one() -> None:
    letter = CoverLetter(
        addressee=("Odbor za spremljanje", "1000 Ljubljana"),
        number="544-12/2031/7",
        date="2031-06-02",  # type: ignore[arg-type]
        signature=("vodja", "Ana Novak"),
    )
    made = report(CHANGES[0], CHANGES[1])
    programme = dataclasses.replace(made.new.programme, amendments={"2.0": Amendment(letter=letter)})
    made = dataclasses.replace(made, new=dataclasses.replace(made.new, programme=programme))
    opened = docx.Document(io.BytesIO(render_cover_note(made, TEMPLATES)))
    assert opened.core_properties.title.startswith("Spremni dopis k spremembi dokumenta")
    texts = [paragraph.text for paragraph in opened.paragraphs]
    for said in (
        "Številka: 544-12/2031/7",
        "Datum: 2. 6. 2031",
        "Odbor za spremljanje\n1000 Ljubljana",
        "Zadeva: Vzorčna metodologija – sprememba, različica 2.0",
        "Spoštovani,",
        "dokument z označenimi spremembami (oznacene-spremembe.docx);",
    ):
        assert said in [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]
    assert any(text.startswith("vodja\nAna Novak\n") for text in texts)
    sender, *_ = texts
    assert sender == made.new.programme.facts.authority
    assert not {"Spremni dopis k spremembi dokumenta", "Programsko obdobje"} & {
        text.partition(":")[0] for text in texts
    }
    assert "" not in texts
    assert opened.sections[0].header.paragraphs[0].text == ""


def test_a_letter_with_a_todo_is_not_sent() -> None:
    made = report(CHANGES[0])
    for number, codes in (("TODO", ["amendment-incomplete"]), ("544-12/2031/7", [])):
        letter = CoverLetter(addressee=("Odbor za spremljanje",), number=number)
        programme = dataclasses.replace(made.new.programme, amendments={"2.0": Amendment(letter=letter)})
        amended = dataclasses.replace(made, new=dataclasses.replace(made.new, programme=programme))
        found = find_refusals(amended, None, "amendments/2.0.yaml")
        assert [one.code for one in found if "letter" in one.message] == codes


def test_the_pages_of_one_heading_are_told_together() -> None:
    places = (Place("1. UVOD", "", None, 3), *(Place("1. UVOD", "naslov:", None, page) for page in (3, 4, 4)))
    change = dataclasses.replace(CHANGES[4], places=places)
    assert (
        Names.of(report(), TEMPLATES).places(change)
        == "1. UVOD, str.\N{NO-BREAK SPACE}3\nnaslov, str.\N{NO-BREAK SPACE}3, 4"
    )


def test_percentages_differ_by_points() -> None:
    change = dataclasses.replace(CHANGES[1], after="72,71\N{NO-BREAK SPACE}%", difference=Decimal("-1.00"))
    told = Names.of(report(), TEMPLATES).difference(change)
    assert told == "\N{MINUS SIGN}1\N{NO-BREAK SPACE}o.\N{NO-BREAK SPACE}t."


def test_open_changes_and_marks_have_their_styles() -> None:
    pieces = [piece for line in text_lines(report(*CHANGES), TEMPLATES) for piece in line]
    assert ("46", TextStyle.DELETED) in pieces
    assert ("51", TextStyle.INSERTED) in pieces
    assert ("   obrazložitve še ni", TextStyle.OPEN) in pieces


def test_every_value_of_the_real_content_has_a_name() -> None:
    """No official sees a path: each field that the content has is one of the named."""
    programme = version("content/", CONTENT).programme
    names = PathNames.of([programme], read_labels(TEMPLATES, "sl-SI"))
    named = [names.path(path) for path in programme.values]
    assert [name for name in named if "_" in name or "{" in name] == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("R.1.7.share", "kazalnik R.1.7: delež"),
        ("R.2.6.4.amphetamine", "kazalnik R.2.6.4: številčni podatek (»Amfetamin«)"),
        ("O.3.1.ispo_users", "kazalnik O.3.1: številčni podatek (»160 udeležencev, uporabnikov sedanjega sistema …«)"),
    ],
)
def test_a_number_of_an_indicator_is_told_apart(path: str, expected: str) -> None:
    real = version("content/", CONTENT)
    code, _, field = path.rpartition(".")
    change = Change(ChangeKind.VALUE, Subject.INDICATOR, path, code, field, "1", "2")
    element = Names.of(Report("old", "new", real, real, (change,)), TEMPLATES).element(change)
    assert element.replace("\N{NO-BREAK SPACE}", " ") == expected


def test_the_cells_of_the_word_table_are_the_rows() -> None:
    made = report(*CHANGES)
    expected = [block for block in changes_document(made, TEMPLATES).blocks if isinstance(block, Table)]
    opened = docx.Document(io.BytesIO(render_changes_docx(made, TEMPLATES)))
    for table, block in zip(opened.tables, expected, strict=True):
        assert [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows] == [
            list(dict.fromkeys(plain_text(cell.content) for cell in row.cells)) for row in (*block.header, *block.rows)
        ]
    table = opened.tables[3]
    assert [cell.text for cell in table.rows[1].cells] == ["Kazalnik O.1.1 – Število udeležencev"] * 6
    assert [cell.text for cell in table.rows[2].cells] == [
        "2.",
        "ciljna vrednost\nstr.\N{NO-BREAK SPACE}4",
        "46",
        "51",
        "+5 (+10,87\N{NO-BREAK SPACE}%)",
        "večje zanimanje za usposabljanja\npravna podlaga: 24. člen Uredbe (EU) 2021/1060",
    ]
    section = opened.sections[-1]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")


def test_the_word_file_is_no_methodology_document_and_always_the_same() -> None:
    made = report(*CHANGES)
    rendered = render_changes_docx(made, TEMPLATES)
    assert rendered == render_changes_docx(made, TEMPLATES)
    assert b"customXml" not in rendered


def test_what_is_far_from_a_change_is_left_out() -> None:
    change = dataclasses.replace(CHANGES[3], before="beseda " * 99 + "stara.", after="beseda " * 99 + "nova.")
    (row,) = rows_of(Names.of(report(change), TEMPLATES))
    assert "".join(stretch.text for stretch in row.after) == "… " + "beseda " * 17 + "nova."
    assert json.loads(write_json(report(change)))["changes"][0]["after"] == change.after


def test_only_a_long_row_may_break_over_pages() -> None:
    long = Change(
        ChangeKind.WORDING, Subject.CHAPTER, "chapters.conclusion.2", "conclusion", "2", "beseda " * 400, None
    )
    opened = docx.Document(io.BytesIO(render_changes_docx(report(CHANGES[0], long), TEMPLATES)))
    kept = [bool(row._tr.xpath("w:trPr/w:cantSplit")) for table in opened.tables for row in table.rows]
    assert kept == [True, True, True, False]


def test_the_word_file_is_valid(tmp_path: Path) -> None:
    assert validate_docx(render_changes_docx(report(*CHANGES), TEMPLATES), tmp_path) == []


def test_the_page_is_valid(tmp_path: Path) -> None:
    page = tmp_path / "changes.html"
    page.write_text(write_html(report(*CHANGES), TEMPLATES), encoding="utf-8")
    assert validate_page(page) == ""


def test_the_page_shows_both_texts_side_by_side() -> None:
    made = report(CHANGES[4])
    blocks = made.new.document.blocks
    removed = dataclasses.replace(made.new, document=dataclasses.replace(made.new.document, blocks=blocks[:-1]))
    page = write_html(dataclasses.replace(made, new=removed), TEMPLATES)
    assert page.count('class="changed"') == 1
    assert page.count('class="absent"') == 1
    assert "<del>operacija</del>" in page
    assert "<ins>akcija</ins>" in page


def test_the_page_hides_what_is_the_same_and_leads_from_change_to_change(tmp_path: Path) -> None:
    edits = [
        ("chapters/conclusion.md", "Konec.", "Konec poti."),
        ("programme.yaml", 'version: "1.0"', 'version: "1.1"'),
    ]
    made = make_report(version("old"), version("new", edited(tmp_path, edits, SAMPLE)))
    page = write_html(made, TEMPLATES)
    (chapter,) = (heading for heading in made.new.document.headings if plain_text(heading.content) == "ZAKLJUČEK")
    assert f'<tr id="text-{chapter.anchor}">' in page
    assert page.count('class="same"') > 20
    assert page.count('class="changed"') == page.count('<td class="steps" id="change-') == 1
    assert '<a href="#change-1">besedilo poglavja</a>' in page
    two = write_html(report(*CHANGES[3:5]), TEMPLATES)
    assert "#change-2" not in two


def test_each_side_of_the_page_has_its_own_text_alone() -> None:
    old, new = (Paragraph((Run(f"ena {word} tri"),)) for word in ("dve", "pet"))
    line, gone = compare_lines([old, Heading(2, HeadingKind.PART, 1, "", (Run("Cilj"),), "part")], [new])
    assert line.old is not None
    assert line.new is not None
    sides = ["".join(stretch.text for stretch in side.cells[0]) for side in (line.old, line.new)]
    assert sides == ["ena dve tri", "ena pet tri"]
    assert (line.look, line.changed, line.anchor) == ("paragraph", True, None)
    assert (gone.look, gone.new, gone.changed, gone.anchor) == ("heading level-2", None, True, "part")
    (empty,) = compare_lines([], [Paragraph(())])
    assert empty.changed


@pytest.mark.parametrize(("value", "kinds"), [("ena 46", 2), ("ena " * 11 + "46", 3)])
def test_a_long_value_is_read_as_a_text(value: str, kinds: int) -> None:
    assert len(compare_texts(value, value.replace("46", "51"), is_value=True)) == kinds


def test_every_kind_and_subject_has_a_name() -> None:
    labels = read_labels(TEMPLATES, "sl-SI")
    assert set(labels.kinds) == set(ChangeKind)
    assert set(labels.subjects) == set(Subject)


def test_the_pdf_has_the_table() -> None:
    text = pdf_text(render_pdf(changes_document(report(*CHANGES), TEMPLATES), TEMPLATES, "changes.typ").content)
    for expected in ("Pregled sprememb", "Kazalnik O.1.1 – ", "+5 (+10,87\N{NO-BREAK SPACE}%)", "Zadnja poved."):
        assert expected.replace("\N{NO-BREAK SPACE}", " ") in text.replace("\N{NO-BREAK SPACE}", " ")


def test_missing_and_wrong_words_are_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as missing:
        read_labels(tmp_path, "sl-SI")
    assert [found.code for found in missing.value.diagnostics] == ["template-missing"]
    (tmp_path / "languages").mkdir()
    for words, code in (("pull: {}", "template-missing"), ("changes:\n  title: Pregled\n", "template-error")):
        (tmp_path / "languages" / "sl.yaml").write_text(words, encoding="utf-8")
        with pytest.raises(ContentError) as wrong:
            read_labels(tmp_path, "sl-SI")
        assert [found.code for found in wrong.value.diagnostics] == [code]

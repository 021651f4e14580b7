"""The looks of runs are read as Word shows them, beside what the paragraph's style makes of all text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.formats import Format
from methodology.model.document import Cell, Document, Table
from methodology.model.texts import texts_of_blocks
from methodology.model.tied_words import tie_document
from methodology.word.reading import Look, Mark, Story, WordText, read_word_file
from tests.built import CONTENT, SAMPLE, TEMPLATES, built, read_content
from tests.pull.edited import field, p, t, unzipped, word, zipped

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Navaden" w:default="1"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Naslov1"><w:name w:val="heading 1"/><w:basedOn w:val="Navaden"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:strike w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Opomba"><w:name w:val="Opomba"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Opomba2"><w:name w:val="Opomba 2"/><w:basedOn w:val="Opomba"/></w:style>
<w:style w:type="character" w:styleId="Krepko"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Krepko2"><w:name w:val="x"/>
  <w:basedOn w:val="Krepko"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Poudarek"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Skrito"><w:name w:val="y"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Povezava"><w:name w:val="Hyperlink"/>
  <w:rPr><w:u w:val="single"/></w:rPr></w:style>
"""
PLAIN, STRONG, EMPHASIS = Look(), Look(strong=True), Look(emphasis=True)


def marked(*marks: Mark) -> Look:
    """A look of marks alone."""
    return Look(marks=frozenset(marks))


def read(body: str, defaults: str = "") -> tuple[WordText, ...]:
    """The texts of a file with these styles."""
    styles = f"<w:styles NAMES>{STYLES.format(defaults=defaults)}</w:styles>"
    return read_word_file(word(body, {"styles": styles}), name="x.docx").texts


def look(run: str, style: str = "", defaults: str = "", before: str = "") -> Look:
    """The look of a run with these properties in a paragraph of this style."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    body = p(before, f"<w:r><w:rPr>{run}</w:rPr><w:t>x</w:t></w:r>", properties=properties)
    return read(body, defaults)[0].runs[-1].look


Shown = tuple[str, bool, bool, str | None]


def merge(runs: Iterable[Shown]) -> list[Shown]:
    """Neighbours of one look as one."""
    return [("".join(run[0] for run in same), *key) for key, same in groupby(runs, lambda run: run[1:])]


def written_looks(document: Document) -> list[list[Shown]]:
    """The looks that the writer gives the runs of the body: some cells are strong as a whole."""
    bold = {id(cell.content) for block in document.blocks if isinstance(block, Table) for cell in strong_cells(block)}
    return [
        merge(
            (run.text, run.strong or id(text.runs) in bold, run.emphasis, as_bookmark(run.target)) for run in text.runs
        )
        for text in texts_of_blocks(document.blocks)
        if text.runs
    ]


def as_bookmark(target: str | None) -> str | None:
    """A target in the file, whose bookmarks have letters, figures and lines alone."""
    return re.sub("[^A-Za-z0-9_#]", "_", target) if target and target.startswith("#") else target


def strong_cells(table: Table) -> Iterable[Cell]:
    """Those of its body."""
    return (cell for row in table.rows for cell in row.cells if cell.strong)


@pytest.mark.parametrize("content", [CONTENT, SAMPLE])
def test_an_untouched_file_has_the_looks_that_were_written(content: Path) -> None:
    written = written_looks(tie_document(compose_document(read_content(content), TEMPLATES)))
    texts = [text for text in read_word_file(built(content).files[Format.DOCX], name="x.docx").texts if text.runs]
    start = max(number for number, text in enumerate(texts) if text.story is Story.CONTENTS) + 1
    body = [text for text in texts[start:] if text.story is Story.BODY]
    read = [
        merge((run.text, run.look.strong, run.look.emphasis, run.look.target) for run in text.runs) for text in body
    ]
    assert read == written
    assert not any(run.look.marks for text in texts for run in text.runs)
    assert sum(strong for text in read for _, strong, _, _ in text) > 2


@pytest.mark.parametrize(
    ("run", "style", "expected"),
    [
        ("<w:b/>", "", STRONG),
        ('<w:b w:val="0"/>', "", PLAIN),
        ('<w:b w:val="false"/><w:i w:val="on"/>', "", EMPHASIS),
        ('<w:rStyle w:val="Krepko"/>', "", STRONG),
        ('<w:rStyle w:val="Krepko2"/>', "", Look(strong=True, emphasis=True)),
        ('<w:rStyle w:val="Krepko"/><w:b w:val="0"/>', "", PLAIN),
        ('<w:rStyle w:val="Neznan"/>', "", PLAIN),
        ("<w:color w:val='FF0000'/><w:sz w:val='40'/><w:rFonts w:ascii='Arial'/>", "", PLAIN),
        # A heading is bold by its style, and a note in italics: that is no look of its runs.
        ("", "Naslov1", PLAIN),
        ("", "Opomba2", PLAIN),
        ("<w:b/>", "Naslov1", PLAIN),
        ("<w:i/>", "Opomba", PLAIN),
        ('<w:i w:val="0"/>', "Opomba", PLAIN),
        # Toggles cancel each other (17.7.3): emphasis in a note stands upright, and is emphasis all the same.
        ('<w:rStyle w:val="Poudarek"/>', "Opomba2", EMPHASIS),
        ('<w:rStyle w:val="Poudarek"/><w:i w:val="0"/>', "Opomba", EMPHASIS),
        ('<w:rStyle w:val="Poudarek"/><w:i/>', "Opomba", PLAIN),
        ('<w:rStyle w:val="Krepko"/>', "Naslov1", STRONG),
        ("<w:strike/>", "", marked(Mark.STRUCK)),
        ("<w:dstrike/>", "Naslov1", marked(Mark.STRUCK)),
        ("<w:vanish/>", "", marked(Mark.HIDDEN)),
        ("<w:webHidden/>", "", marked(Mark.HIDDEN)),
        ("<w:specVanish/>", "", marked(Mark.HIDDEN)),
        ('<w:rStyle w:val="Skrito"/>', "", marked(Mark.HIDDEN)),
        ('<w:rStyle w:val="Skrito"/><w:vanish w:val="0"/>', "", PLAIN),
        ('<w:vertAlign w:val="superscript"/>', "", marked(Mark.SUPERSCRIPT)),
        ('<w:vertAlign w:val="subscript"/>', "", marked(Mark.SUBSCRIPT)),
        ('<w:vertAlign w:val="baseline"/>', "", PLAIN),
        ('<w:position w:val="6"/>', "", marked(Mark.SUPERSCRIPT)),
        ('<w:position w:val="-6"/>', "", marked(Mark.SUBSCRIPT)),
        ('<w:position w:val="1"/>', "", PLAIN),
        ('<w:highlight w:val="yellow"/>', "", marked(Mark.HIGHLIGHTED)),
        ('<w:highlight w:val="none"/>', "", PLAIN),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', "", marked(Mark.HIGHLIGHTED)),
        ('<w:shd w:val="clear" w:fill="auto"/>', "", PLAIN),
        ('<w:u w:val="single"/>', "", marked(Mark.UNDERLINED)),
        ('<w:u w:val="none"/>', "", PLAIN),
        ('<w:rStyle w:val="Povezava"/>', "", marked(Mark.UNDERLINED)),
        ("<w:b/><w:strike/>", "", Look(strong=True, marks=frozenset({Mark.STRUCK}))),
    ],
)
def test_look_of_a_run(run: str, style: str, expected: Look) -> None:
    assert look(run, style, before=t("pred ")) == expected


def test_the_defaults_of_the_document_switch_a_toggle_on_for_good() -> None:
    assert look('<w:rStyle w:val="Skrito"/>', defaults="<w:vanish/>") == marked(Mark.HIDDEN)
    assert look('<w:vanish w:val="0"/>', defaults="<w:vanish/>") == PLAIN
    assert look('<w:rStyle w:val="Krepko"/>', defaults="<w:b/>") == PLAIN


def test_what_is_bold_by_hand_in_all_of_a_heading_is_the_look_of_headings() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>".format
    heading = '<w:outlineLvl w:val="1"/>'
    row = f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p(bold('glava'))}</w:tc></w:tr>{{}}</w:tbl>"
    texts = read(
        p(bold("ves"), t(" "), bold("naslov"), properties=heading)
        + p(bold("le "), t("del"), properties=heading)
        + p(bold("vse"))
        + row.format(f"<w:tr><w:tc>{p(bold('celica'))}</w:tc></w:tr>")
    )
    assert [[(run.text, run.look.strong) for run in text.runs] for text in texts] == [
        [("ves naslov", False)],
        [("le ", True), ("del", False)],
        [("vse", True)],
        [("glava", False)],
        [("celica", True)],
    ]
    assert [text.level for text in texts] == [2, 2, None, None, None]


def test_neighbours_of_one_look_are_one_run() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>".format
    (text,) = read(p(t("a"), t("b"), bold("c"), bold("d"), t("e")))
    assert [(run.text, run.look) for run in text.runs] == [("ab", PLAIN), ("cd", STRONG), ("e", PLAIN)]


def test_links() -> None:
    address = "https://primer.si/?a=1&amp;b=2"
    inner = f'<w:hyperlink w:anchor="_Cilj">{t("mesto")}</w:hyperlink>'
    underlined = "<w:r><w:rPr><w:u/></w:rPr><w:t>polje</w:t></w:r>"
    named = field(' HYPERLINK "https://a.si" \\l "del" \\o "C:\\\\x" ', underlined)
    simple = f'<w:fldSimple w:instr="HYPERLINK {address}">{t("kratko")}</w:fldSimple>'
    place = field('HYPERLINK \\l "_Cilj"', t("kraj"))
    other = field("PAGEREF _Cilj \\h", t("4"))
    (text,) = read(p(t("a"), inner, named, simple, place, other, "<w:hyperlink/>", t("z")))
    assert [(run.text, run.look.target) for run in text.runs] == [
        ("a", None),
        ("mesto", "#_Cilj"),
        ("polje", "https://a.si#del"),
        ("kratko", "https://primer.si/?a=1&b=2"),
        ("kraj", "#_Cilj"),
        ("4z", None),
    ]
    assert not any(run.look.marks for run in text.runs)


def test_links_by_relationship() -> None:
    links = (
        f'<w:hyperlink r:id="a1">{t("zunaj")}</w:hyperlink><w:hyperlink r:id="a1" w:anchor="x">{t("v")}</w:hyperlink>'
    )
    content = unzipped(word(p(links, f'<w:hyperlink r:id="a9">{t("nikamor")}</w:hyperlink>')))
    name = "word/_rels/main.xml.rels"
    related = b'<Relationship Id="a1" Type="x/hyperlink" Target="https://a.si/%C4%8D" TargetMode="External"/></R'
    content[name] = content[name].replace(b"</R", related)
    (text,) = read_word_file(zipped(content), name="x.docx").texts
    targets = [(run.text, run.look.target) for run in text.runs]
    assert targets == [("zunaj", "https://a.si/%C4%8D"), ("v", "https://a.si/%C4%8D#x"), ("nikamor", None)]

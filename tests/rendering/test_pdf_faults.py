"""What an office can get wrong: the template, the fonts, a character that no font has."""

from __future__ import annotations

import importlib.resources
import re
from pathlib import Path

import pytest

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.model.document import Cell, Heading, HeadingKind, Paragraph, Row, Run, Table
from methodology.rendering.pdf import render_pdf
from tests.rendering.pdf_sample import changed_templates, opened, rendered
from tests.rendering.sample import sample_document, text


def faults(templates: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(ContentError) as caught:
        render_pdf(sample_document(), templates)
    return caught.value.diagnostics


def place(templates: Path, sought: str) -> Location:
    """Where a text first stands in the template."""
    before, _, _ = (templates / "methodology.typ").read_text(encoding="utf-8").partition(sought)
    return Location("templates/methodology.typ", before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def test_a_missing_template(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "templates")
    assert (fault.code, str(fault.location)) == ("pdf-template-missing", "templates/methodology.typ")


def test_a_broken_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = changed_templates(tmp_path, "#cover-page(doc.cover)", "#cover-pag(doc.cover)")
    (fault,) = faults(templates)
    assert fault.code == "pdf-template"
    assert fault.message == "Typst: unknown variable: cover-pag"
    assert fault.location == place(templates, "cover-pag(doc")
    assert fault.hint is not None
    monkeypatch.chdir(tmp_path)
    assert faults(Path("templates")) == (fault,)


def test_a_fault_in_a_file_beside_the_template(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, "#cover-page(doc.cover)", '#include "cover.typ"')
    (templates / "cover.typ").write_text("Naslov\n#nic", encoding="utf-8")
    (fault,) = faults(templates)
    assert fault.location == Location("templates/cover.typ", 2, 2)


def test_a_template_that_is_no_text(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, "#cover-page(doc.cover)", "#cover-page(doc.cover) // č")
    source = (templates / "methodology.typ").read_text(encoding="utf-8")
    (templates / "methodology.typ").write_bytes(source.encode("cp1250", "replace"))
    (fault,) = faults(templates)
    assert (fault.code, fault.location.file) == ("pdf-template", "templates/methodology.typ")
    assert "UTF-8" in fault.message


@pytest.mark.parametrize("path", ["../secret.txt", "/../secret.txt"])
def test_a_file_outside_of_the_folder_is_not_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("skrivnost", encoding="utf-8")
    read = f'#read("{path}")'
    templates = changed_templates(tmp_path, "#cover-page(doc.cover)", f"{read}\n#cover-page(doc.cover)")
    (fault,) = faults(templates)
    assert fault.location == place(templates, f'"{path}')
    assert "skrivnost" not in str(fault)


def test_every_fault_is_told(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, "#cover-page(doc.cover)", "#let a = (1,,)\n#let b = (2,,)")
    assert [fault.location.line for fault in faults(templates)] == [place(templates, f"({n},,").line for n in (1, 2)]


def test_an_unknown_font_is_a_fault_although_typst_only_warns(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, "  font: look.fonts.pdf", '  font: (look.fonts.pdf, "Republika")')
    assert [(fault.code, fault.message) for fault in faults(templates)] == [
        ("pdf-template", "Typst: unknown font family: republika")
    ]
    assert faults(templates)[0].location.line == place(templates, "  font: (look").line


def test_a_table_too_many(tmp_path: Path) -> None:
    (fault,) = faults(changed_templates(tmp_path, "#cover-page(doc.cover)", "#table[a]\n#cover-page(doc.cover)"))
    assert fault.message == "the pages have 2 elements tagged Table, the document has 1"


def test_a_heading_left_out(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, "#label(it.anchor)]", "]")
    with pytest.raises(ContentError) as caught:
        render_pdf(
            sample_document((Heading(1, HeadingKind.CHAPTER, 1, "1.", text("UVOD"), "introduction"),)), templates
        )
    assert "the pages lack the headings with these labels: introduction" in str(caught.value)


@pytest.mark.parametrize(
    ("character", "named"),
    [("你", "'你' (U+4F60)"), ("😀", "'😀' (U+1F600)"), ("\ue000", "U+E000"), ("\x07", "U+0007")],
)
def test_no_character_vanishes(character: str, named: str) -> None:
    run = Run(f"črka {character}.", source="O.1.3.name")
    with pytest.raises(ContentError) as caught:
        rendered(Table((100.0,), (Row((Cell(text("A"), header=True),)),), (Row((Cell((run,)),)),), "T"))
    (fault,) = caught.value.diagnostics
    assert fault.code == "pdf-missing-character"
    assert fault.message == f"no font has the character {named} of O.1.3.name"


def test_every_place_of_a_missing_character_is_told() -> None:
    with pytest.raises(ContentError) as caught:
        rendered(
            Heading(1, HeadingKind.CHAPTER, 1, "1.", (Run("→ 你", source="chapters.a.1"),), "a"),
            Paragraph((Run("你 3️⃣", within="chapters.a.2"), Run("3. 你"))),
        )
    assert [re.sub("no font has the character ", "", fault.message) for fault in caught.value.diagnostics] == [
        "'\u20e3' (U+20E3) of chapters.a.2",
        "'你' (U+4F60) of chapters.a.1",
        "'你' (U+4F60) of chapters.a.2",
        "'你' (U+4F60) of the text '3. 你'",
        "'\ufe0f' (U+FE0F) of chapters.a.2",
    ]


def test_a_font_of_the_office(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, "  font: look.fonts.pdf", '  font: "Ofisa"')
    faults(templates)
    for name in ("Arimo[wght].ttf", "Arimo-Italic[wght].ttf"):
        font = (importlib.resources.files("fontpkg_arimo") / "files" / name).read_bytes()
        renamed = font.replace("Arimo".encode("utf-16-be"), "Ofisa".encode("utf-16-be")).replace(b"Arimo", b"Ofisa")
        (templates / "fonts" / name).write_bytes(renamed)
    with opened(render_pdf(sample_document(), templates)) as file:
        fonts = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
    assert fonts
    assert all("Ofisa" in font for font in fonts)


@pytest.mark.parametrize("cells", [1, 3])
def test_a_row_that_does_not_fit_its_table_is_a_bug(cells: int) -> None:
    row = Row(tuple(Cell(text("a")) for _ in range(cells)))
    with pytest.raises(ValueError, match="the table 'T' has a cell too"):
        rendered(Table((50.0, 50.0), (), (row,), "T"))

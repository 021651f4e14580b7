"""One file says how DOCX, PDF and HTML look: a value that an office changes there is seen in all three."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from methodology.building import render
from methodology.composing import compose_document
from methodology.diagnostics import ContentError, Diagnostic
from methodology.formats import Format
from methodology.look import LOOK, read_look
from tests.built import SAMPLE, TEMPLATES, read_content, replace_in, silently
from tests.tools import require_program

HEADING = "#7A1FA2"


@pytest.fixture(scope="module")
def restyled(tmp_path_factory: pytest.TempPathFactory) -> dict[Format, bytes]:
    """The sample with another colour of headings, another size of text and other room in cells."""
    templates = Path(shutil.copytree(TEMPLATES, tmp_path_factory.mktemp("restyled") / "templates"))
    replace_in(templates / LOOK, "#1F3864", HEADING)
    replace_in(templates / LOOK, "size: 10.5, line: 1.1", "size: 12, line: 1.1")
    replace_in(templates / LOOK, "family: Arial ", "family: Verdana ")
    programme = read_content(SAMPLE)
    return render(programme, compose_document(programme, templates), templates, list(Format), silently)


def test_word_has_the_changed_values(restyled: dict[Format, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(restyled[Format.DOCX])) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
        theme = etree.fromstring(package.read("word/theme/theme1.xml"))
    names = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}

    def value(path: str) -> object:
        return styles.xpath(f"string({path})", namespaces=names)

    assert value("w:style[w:name/@w:val='heading 1']/w:rPr/w:color/@w:val") == HEADING[1:]
    assert value("w:style[w:name/@w:val='Tabela']/w:tblPr/w:tblBorders/w:top/@w:color") == HEADING[1:]
    assert value("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val") == "24"
    assert value("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts/@w:ascii") == "Verdana"
    assert value("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts/@w:asciiTheme") == "minorHAnsi"
    assert value("w:style[w:name/@w:val='heading 1']/w:rPr/w:color/@w:themeColor") == "text2"
    assert {face.get("typeface") for face in theme.iterfind(".//{*}fontScheme/*/*")} == {"Verdana"}
    assert [colour.get("val") for colour in theme.iterfind(".//{*}dk2/*")] == [HEADING[1:]]


def test_the_pdf_has_them(restyled: dict[Format, bytes], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(restyled[Format.PDF])
    command = [require_program("pdftohtml"), "-xml", "-i", "-stdout", str(tmp_path / "a.pdf")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    fonts = re.findall(r'<fontspec id="\d+" size="(\d+)" [^>]*color="([^"]*)"', said)
    assert HEADING.lower() in {colour for _, colour in fonts}
    assert "#1f3864" not in {colour for _, colour in fonts}
    assert ("18", "#000000") in fonts  # 12 points, drawn half as large again


def test_the_page_has_them(restyled: dict[Format, bytes]) -> None:
    page = restyled[Format.HTML].decode()
    assert f"--navy: {HEADING.lower()};" in page
    assert "--text-size: 12pt;" in page
    assert '--font: "Verdana";' in page


def test_no_template_says_a_colour_of_the_look_again() -> None:
    """What is dark in a browser at night has colours of its own."""
    look = read_look(TEMPLATES)
    assert look is not None
    colours = [colour[1:] for colour in look.colours.model_dump().values()]
    for path in (*TEMPLATES.glob("*.*"), *(TEMPLATES / "changes").glob("*.*")):
        if path.name == LOOK:
            continue
        content = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                content = b"".join(map(package.read, package.namelist()))
        assert [colour for colour in colours if colour.encode().lower() in content.lower()] == [], path.name


def faults(tmp_path: Path, old: str, new: str) -> list[str]:
    text = (TEMPLATES / LOOK).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / LOOK).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_look(tmp_path)

    def told(fault: Diagnostic) -> str:
        return f"{fault.location.line}: {fault.message}"

    return [told(fault) for fault in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("size: 10.5, line: 1.1", "size: 105, line: 1.1", "a number from 4 to 72 is expected here, not 105"),
        ("line: 1.1", "line: ena", "a number is expected here, not 'ena'"),
        ("margin: 2.5", "margin: 25", "a number from 0 to 10 is expected here, not 25"),
        ("family: Arial ", 'family: "a; }" ', "'a; }' is no name of a font"),
        (", below: 6 }\ncover", " }\ncover", "the key 'text.below' is missing"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    lines = (TEMPLATES / LOOK).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if old.partition("\n")[0] in text)
    assert faults(tmp_path, old, new) == [f"{line}: {told}"]


def test_a_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    assert faults(tmp_path, "fonts:", "fonts: [") == ["5: the file is not readable as YAML, see line 5"]

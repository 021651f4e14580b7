"""The file around the text: properties, the same bytes, validity, and what another program makes of it."""

from __future__ import annotations

import dataclasses
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from methodology.model.document import Paragraph, Run
from methodology.word.snapshot import read_snapshot
from tests.rendering.judges import convert_docx, validate_docx
from tests.rendering.sample import sample_document
from tests.tools import require_program
from tests.word.docx_file import TEMPLATE, changed_template, part, parts, render, values
from tests.word.docx_text import docx_blocks

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib
from tests.word.docx_file import render
print(hashlib.sha256(render()).hexdigest())
"""


def test_properties() -> None:
    core = part(render(), "docProps/core.xml")
    assert {entry.tag.rpartition("}")[2]: entry.text for entry in core} == {
        "title": "Metodologija za vzpostavitev okvira smotrnosti",
        "subject": "Program za izvajanje Sklada za notranjo varnost 2021–2027",
        "keywords": "kazalniki, mejniki, ciljne vrednosti",
        "creator": "Ministrstvo za notranje zadeve",
        "lastModifiedBy": "Ministrstvo za notranje zadeve",
        "language": "sl-SI",
        "created": "2025-11-03T00:00:00Z",
        "modified": "2025-11-03T00:00:00Z",
        "revision": "1",
        "description": None,
        "identifier": None,
    }
    assert values(part(render(), "docProps/app.xml"), "/*/*/text()") == ["27"]


def test_properties_longer_than_word_takes_are_cut() -> None:
    document = sample_document()
    long = dataclasses.replace(document, properties=dataclasses.replace(document.properties, subject="x\x00" * 200))
    subject = part(render(long), "docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}subject")
    assert subject == ("x\ufffd" * 200)[:255]


@pytest.mark.parametrize("language", ["sl-SI", "hr-HR"])
def test_the_language_is_the_document_s(language: str) -> None:
    document = sample_document()
    document = dataclasses.replace(document, properties=dataclasses.replace(document.properties, language=language))
    styles = part(render(document), "word/styles.xml")
    assert values(styles, "//w:docDefaults//w:lang/@w:val") == [language]


def test_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    digests = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_the_order_of_the_files_does_not_count() -> None:
    files = {f"content/{name}.yaml": name for name in "abc"}
    assert render(files=files) == render(files=dict(reversed(files.items())))


def test_entries_have_one_date_and_one_order() -> None:
    with zipfile.ZipFile(io.BytesIO(render())) as package:
        entries = package.infolist()
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert len(set(names)) == len(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_tells_of_the_libraries() -> None:
    content = parts(render())
    assert not [name for name in content if "thumbnail" in name or "Effects" in name]
    assert b"python-docx" not in b"".join(content.values())


def test_word_s_own_validator_finds_nothing(tmp_path: Path) -> None:
    link = Paragraph((Run("uredba", target="https://example.org/?a=1&b=2", source="a"), Run(" in več", source="b")))
    document = sample_document((*sample_document().blocks, link))
    assert validate_docx(render(document), tmp_path) == []


def test_the_validator_would_find_something(tmp_path: Path) -> None:
    broken = changed_template(tmp_path, "word/document.xml", lambda xml: xml.replace("<w:body>", "<w:body><w:t/>", 1))
    assert validate_docx(broken.read_bytes(), tmp_path)


def test_libreoffice_reads_the_same_text_and_keeps_the_snapshot(tmp_path: Path) -> None:
    docx = render()
    saved = convert_docx(docx, tmp_path, "docx")
    assert docx_blocks(saved) == docx_blocks(docx)
    assert read_snapshot(saved) == read_snapshot(docx)


def test_a_template_that_libreoffice_saved_still_serves(tmp_path: Path) -> None:
    saved = convert_docx(TEMPLATE.read_bytes(), tmp_path, "docx")
    (tmp_path / "templates").mkdir()
    template = tmp_path / "templates" / "methodology.docx"
    template.write_bytes(saved)
    docx = render(template=template)
    assert docx_blocks(docx) == docx_blocks(render())
    names = zipfile.ZipFile(io.BytesIO(docx)).namelist()
    assert len(set(names)) == len(names)


def test_libreoffice_prints_every_label_and_page(tmp_path: Path) -> None:
    program = require_program("pdftotext")
    pdf = tmp_path / "document.pdf"
    pdf.write_bytes(convert_docx(render(), tmp_path, "pdf"))
    command = [program, "-layout", str(pdf), "-"]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    lines = {" ".join(line.split()) for page in pages for line in page.splitlines()}
    labels = {"1. UVOD", "1.1.1 KAZALNIKI UČINKA", "1. Število operacij:", "1.1 število skupin"}
    assert labels | {"(b) drugi.", "b) druga.", "▪ druga.", "- tretja.", "1. spet prva."} <= lines
    assert {"- notranja:", "2. druga;", "- spet notranja;", "(b) druga:", "a) druge vrste."} <= lines
    footers = [re.findall(r"^ *(\d+) ?/ ?(\d+)$", page, re.MULTILINE) for page in pages]
    count = str(len(pages))
    assert footers == [[], *([(str(number), count)] for number in range(2, len(pages) + 1))]
    assert ["Metodologija – SNV 2021–2027" in page for page in pages] == [False, *[True] * (len(pages) - 1)]


@pytest.mark.parametrize(
    ("room", "strangers"),
    [
        ("writing", ("methodology.word.reading", "methodology.word.redline", "methodology.comparing")),
        ("reading", ("methodology.word.writing", "docx", "docxtpl", "jinja2")),
        ("snapshot", ("methodology.word.writing", "docx", "docxtpl", "jinja2")),
        ("custom_properties", ("methodology.word.writing", "docx", "docxtpl", "jinja2")),
    ],
)
def test_a_room_loads_no_other(room: str, strangers: tuple[str, ...]) -> None:
    code = f"import sys, methodology.word.{room}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert f"methodology.word.{room}" in loaded
    assert not set(strangers) & set(loaded)

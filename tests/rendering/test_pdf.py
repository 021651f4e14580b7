"""The file as a whole: its standards, its pages, its text, its bytes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import typst

from methodology.model.document import Cell, Heading, HeadingKind, ListFormat, Paragraph, Row, Table
from methodology.rendering.pdf import render_pdf
from tests.rendering.pdf_sample import TEMPLATES, changed_templates, opened, rendered
from tests.rendering.pdf_text import painted_pages, pdf_text
from tests.rendering.sample import listing, sample_document, text
from tests.rendering.verapdf import Profile, failures

PROFILES: tuple[Profile, ...] = ("PDF/A-2A", "PDF/UA-1")
SPECIAL = "#let x = [*a* _b_ $c$ @d] `e` \\f \\u{41} <g> \"h\" 'i' // /* -- --- ... ~ = + »j« 100 % & {{ k }} fi ffl"


@pytest.mark.parametrize("profile", PROFILES)
def test_conforms(profile: Profile) -> None:
    assert failures(rendered().content, profile) == []


@pytest.mark.parametrize(("profile", "clause"), [("PDF/A-2A", "6.7.3.3-1"), ("PDF/UA-1", "7.1-11")])
def test_the_judge_refuses_a_file_without_tags(profile: Profile, clause: str) -> None:
    found = failures(typst.compile(b"Besedilo", pdf_tags=False), profile)
    assert any(failure.startswith(f"{clause}: The logical structure") for failure in found)


def test_the_judge_refuses_a_broken_table() -> None:
    with opened(rendered()) as file:
        (table,) = [child for child in file.Root.StructTreeRoot.K[0].K if child.S == "/Table"]
        table.K[1].K[0].S = pikepdf.Name.P  # the caption stands before the head
        broken = io.BytesIO()
        file.save(broken)
    assert any("TH" in failure for failure in failures(broken.getvalue(), "PDF/UA-1"))


def test_says_what_it_is() -> None:
    with opened(rendered()) as file, file.open_metadata() as metadata:
        assert metadata["dc:title"] == "Metodologija za vzpostavitev okvira smotrnosti"
        assert metadata["dc:creator"] == ["Ministrstvo za notranje zadeve"]
        assert metadata["dc:description"] == "Program za izvajanje Sklada za notranjo varnost 2021–2027"
        assert metadata["pdf:Keywords"] == "kazalniki, mejniki, ciljne vrednosti"
        assert metadata["xmp:CreateDate"].startswith("2025-11-03")
        assert file.Root.Lang == "sl-SI"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.Root.PageMode == pikepdf.Name.UseOutlines


def test_cover_contents_body() -> None:
    cover, contents, body, *others = painted_pages(rendered().content)
    count = 3 + len(others)
    assert cover.splitlines() == [
        "Program za izvajanje Sklada za notranjo varnost",
        "Metodologija za vzpostavitev okvira",
        "smotrnosti",
        "Programsko obdobje: 2021–2027",
        "Različica: 2025-11",
        "Datum: 3. 11. 2025",
    ]
    assert contents.splitlines()[:2] == ["Metodologija – SNV 2021–2027", "Kazalo"]
    assert contents.splitlines()[-1] == f"2 / {count}"
    assert body.splitlines()[:2] == ["Metodologija – SNV 2021–2027", "1. UVOD"]
    assert body.splitlines()[-1] == f"3 / {count}"


def test_the_pages_of_the_headings() -> None:
    pdf = rendered(
        Heading(1, HeadingKind.CHAPTER, 1, "1.", text("PRVO"), "first"),
        *(Paragraph(text(f"Odstavek {number}.")) for number in range(80)),
        Heading(1, HeadingKind.CHAPTER, 1, "2.", text("DRUGO"), "second"),
    )
    assert pdf.page_count == len(painted_pages(pdf.content)) == 5
    assert pdf.heading_pages == {"first": 3, "second": 5}
    assert [line.split()[-1].strip("\u2060") for line in pdf_text(pdf.content).splitlines()[6:8]] == ["3", "5"]


def test_the_text_is_as_it_was_typed() -> None:
    pdf = rendered(
        Heading(1, HeadingKind.CHAPTER, 1, "1.", text(SPECIAL), "special"),
        Paragraph(text(SPECIAL)),
        listing(ListFormat.DASH, SPECIAL),
        Table((100.0,), (Row((Cell(text(SPECIAL), header=True),)),), (Row((Cell(text(SPECIAL)),)),), SPECIAL),
    ).content
    assert pdf_text(pdf).count(SPECIAL) == 6
    assert " ".join(painted_pages(pdf)[2].split()).count(SPECIAL) == 5


def test_reads_in_order() -> None:
    lines = pdf_text(rendered().content).splitlines()
    assert lines[lines.index("ID") : lines.index("Vmes.")] == [
        *("ID", "IME", "CILJ"),
        *("O.1.1", "Število operacij", "2.092"),
        "število skupin",
        *("Skupaj", "100 %"),
        "Opomba: merska enota »število« predstavlja število oseb.",
        "Glej   O.1.1   ter  krepko  in  poševno .",
        *("-  prva;", "-  druga."),
    ]


def test_a_tab_parts_words() -> None:
    assert "ena dva" in pdf_text(rendered(Paragraph(text("ena\tdva"))).content)


def test_the_same_bytes_in_any_process_folder_and_zone(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    program = (
        "import sys; from pathlib import Path; from methodology.rendering.pdf import render_pdf; "
        "from tests.rendering.sample import sample_document; "
        "sys.stdout.buffer.write(render_pdf(sample_document(), Path('templates')).content)"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(TEMPLATES.parent)},
            capture_output=True,
            check=True,
        ).stdout
        for folder, seed, zone in [(TEMPLATES.parent, "1", "UTC"), (tmp_path, "2", "Pacific/Auckland")]
    ]
    assert made[0] == made[1] == rendered().content


def test_no_clock_gets_into_the_file() -> None:
    with opened(rendered()) as file:
        known = b" ".join([file.Root.Metadata.read_bytes(), str(file.docinfo).encode()])
    dates = re.findall(rb"20\d\d-?[01]\d-?[0-3]\d", known)
    assert dates
    assert {date.replace(b"-", b"") for date in dates} == {b"20251103"}


def test_a_template_sees_the_date_of_the_document_for_today(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, "#cover-page(doc.cover)", "#datetime.today().display()")
    assert "2025-11-03" in painted_pages(render_pdf(sample_document(), templates).content)[0]


def test_each_page_has_its_mark_and_no_watermark() -> None:
    """The mark of what is no committed version stands in the head alone; it is no text of the document."""
    made = render_pdf(replace(sample_document(), mark="OSNUTEK"), TEMPLATES).content
    assert [page.count("OSNUTEK") for page in painted_pages(made)] == [1] * len(painted_pages(made))
    assert "OSNUTEK" not in pdf_text(made)

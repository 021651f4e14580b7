"""Two whole programmes of other funds, with invented values: AMIF in English, BMVI in Slovenian."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from methodology.building import render
from methodology.checks import check_programme
from methodology.cli import main
from methodology.composing import compose_document
from methodology.diagnostics import ExitCode, Severity
from methodology.formats import Form, Format
from methodology.versions.compare import make_report
from methodology.versions.outputs import write_form, write_package
from methodology.versions.version import read_version
from tests.built import TEMPLATES, built, copied, read_content, silently
from tests.pull.edits import edited, replaced
from tests.pull.test_pull import pulled
from tests.pull.test_tables import changed_values
from tests.rendering.judges import inspect_page, validate_docx, validate_page
from tests.rendering.verapdf import Profile, failures
from tests.word.docx_file import W, find, part, text_of, values
from tests.word.docx_text import docx_blocks
from tests.word.resolver import accept_all, reject_all
from tests.word.test_redline import clean, redline

EXAMPLES = Path(__file__).parent / "examples"
CONTENTS = {name: EXAMPLES / name / "content" for name in ("amif-en", "bmvi-sl")}
FIRST = {
    "amif-en": ("O.1.2", "objectives/so1/indicators/O.1.2.yaml"),
    "bmvi-sl": ("O.1.4", "objectives/so1/indicators/O.1.4.yaml"),
}


def target_of(content: Path, name: str) -> str:
    lines = (content / FIRST[name][1]).read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix("target: ") for line in lines if line.startswith("target: "))


def amended(name: str, folder: Path) -> Path:
    """A copy with another target and without the second operation of an indicator."""
    content = copied(CONTENTS[name], folder)
    file = content / FIRST[name][1]
    text = file.read_text(encoding="utf-8").replace(f"target: {target_of(content, name)}", "target: 4321")
    file.write_text(text, encoding="utf-8")
    return content


@pytest.mark.parametrize("name", CONTENTS)
def test_it_has_no_error(name: str) -> None:
    found = check_programme(read_content(CONTENTS[name]))
    assert [str(one.diagnostic) for one in found if one.rule.severity is Severity.ERROR] == []


LETTER = "\nletter:\n  number: 540-1/2026\n  addressee: [Monitoring committee]\n"


@pytest.fixture(scope="module", params=CONTENTS)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All that is sent out with an amendment, and the pages for the browser; the document prints the overview."""
    content = amended(request.param, tmp_path_factory.mktemp("amended"))
    (file,) = (content / "amendments").iterdir()
    file.write_text(file.read_text(encoding="utf-8") + LETTER, encoding="utf-8")
    old, new = (
        read_version(folder, folder.parent.name, TEMPLATES, pages=True) for folder in (CONTENTS[request.param], content)
    )
    report = make_report(old, new)
    assert {entry.part for entry in new.programme.outline} >= {"overview"}
    page = render(new.programme, new.document, TEMPLATES, [Format.HTML], silently)[Format.HTML]
    changes = write_form(report, Form.HTML, TEMPLATES)
    return {**write_package(report, TEMPLATES), "document.html": page, "changes.html": changes}


def of_kind(package: dict[str, bytes], kind: str) -> dict[str, bytes]:
    return {name: content for name, content in package.items() if name.endswith(kind)}


def test_its_word_files_are_valid(package: dict[str, bytes], tmp_path: Path) -> None:
    files = of_kind(package, ".docx")
    assert len(files) == 4, "document, redline, changes, cover note"
    for name, content in files.items():
        assert (name, validate_docx(content, tmp_path)) == (name, [])
        assert (name, empty_paragraphs(content)) == (name, [])


def empty_paragraphs(docx: bytes) -> list[str]:
    """What stands around each paragraph that says nothing, the one beside a table apart: Word joins tables that touch.

    A field ends in the one that ends the contents. One that came and went at once is in no version.
    """
    body = part(docx).find(f"{W}body")
    assert body is not None
    found = []
    for paragraph in body.iter(f"{W}p"):
        said = paragraph.iter(*(f"{W}{name}" for name in ("t", "delText", "drawing", "fldChar")))
        before = paragraph.getprevious()
        is_beside = before is not None and before.tag == f"{W}tbl"
        is_low = is_beside and values(paragraph, "w:pPr/w:spacing[@w:lineRule = 'exact']/@w:line") == ["20"]
        is_tracked = len(find(paragraph, "w:pPr/w:rPr/w:ins | w:pPr/w:rPr/w:del")) == 2
        is_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        if next(said, None) is None and not (is_low or is_tracked or is_cell):
            found.append(text_of(before) if before is not None else "(first)")
    return found


def test_a_picture_of_values_is_no_change_of_its_own(package: dict[str, bytes]) -> None:
    (changes,) = of_kind(package, ".json").values()
    assert [change["field"] for change in json.loads(changes)["changes"]] == ["target"]
    assert b"<img" in package["changes.html"]
    assert b"indicators-1.svg," not in package["changes.html"]


@pytest.mark.parametrize("profile", get_args(Profile))
def test_its_pdf_files_conform(package: dict[str, bytes], profile: Profile) -> None:
    files = of_kind(package, ".pdf")
    assert len(files) == 2, "document, changes"
    assert [(name, found) for name, content in files.items() for found in failures(content, profile)] == []


def test_its_pages_are_valid(package: dict[str, bytes], tmp_path: Path) -> None:
    pages = []
    for name, content in of_kind(package, ".html").items():
        pages.append(tmp_path / name)
        pages[-1].write_bytes(content)
    assert validate_page(*pages) == ""
    seen = inspect_page(tmp_path / "changes.html")
    assert [(screen, found) for screen, report in seen.items() for found in report["violations"]] == []
    assert seen.keys() >= {"desktop", "phone", "dark", "print"}
    assert seen["phone"]["scrollWidth"] == seen["phone"]["width"]


@pytest.mark.parametrize("name", CONTENTS)
def test_its_redline_is_exact(name: str, tmp_path: Path) -> None:
    old = compose_document(read_content(CONTENTS[name]), TEMPLATES)
    new = compose_document(read_content(amended(name, tmp_path)), TEMPLATES)
    made = redline(old, new)
    assert docx_blocks(accept_all(made)) == docx_blocks(clean(new))
    assert docx_blocks(reject_all(made)) == docx_blocks(clean(old))


@pytest.mark.parametrize("name", CONTENTS)
def test_an_edit_in_word_comes_back(name: str) -> None:
    made = built(CONTENTS[name])
    code, before = FIRST[name][0], target_of(CONTENTS[name], name)
    printed = made.programme.grammar.number(Decimal(before))
    result = pulled(made.programme, edited(made.files[Format.DOCX], replaced(printed, "4321")))
    assert changed_values(made.programme, result) == {f"{code}.target": "4321"}


@pytest.mark.usefixtures("verified_here")
@pytest.mark.parametrize("name", CONTENTS)
def test_the_commands_work_on_it(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, output = amended(name, tmp_path), tmp_path / "output"
    assert main(["build", "--content", str(content), "--output", str(output)]) == ExitCode.DONE
    for file in output.iterdir():
        assert main(["verify", str(file), "--content", str(content)]) in (ExitCode.DONE, ExitCode.CONTENT)
        assert "unaltered" in capsys.readouterr().out
    assert main(["diff", str(CONTENTS[name]), str(content)]) == ExitCode.CONTENT
    said = capsys.readouterr().out
    assert FIRST[name][0] in said
    assert "4321" in said.replace(".", "").replace(",", "")

"""Official texts that are edited in Word, and those that the fund words otherwise in another version."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.reading import read_programme
from tests.built import replace_in, take_official_texts

TEMPLATE_FOLDER = ("--templates", "templates")
FOLDERS = ("--content", "content", *TEMPLATE_FOLDER)


@pytest.fixture
def content(project: Path) -> Path:
    """The sample whose official texts stand in fund.yaml alone, built as Word."""
    content = project / "content"
    take_official_texts(content)
    assert main(["build", "-f", "docx", *FOLDERS, "--output", "output"]) == 0
    return content


def edit(docx: Path, *changes: tuple[str, str]) -> str:
    """Replace words of the document in Word; its path."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx.read_bytes())) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            for old, new in changes if name == "word/document.xml" else ():
                assert old.encode() in part, old
                part = part.replace(old.encode(), new.encode())
            target.writestr(name, part)
    docx.write_bytes(packed.getvalue())
    return str(docx)


def test_what_word_says_otherwise_is_a_departure(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fund stays as it is: a name, a title and a measure go into the files that print them; check reports each."""
    law = (content / "fund.yaml").read_bytes()
    edited = edit(
        content.parent / "output" / "vzorec.docx",
        ("število delavnic", "število seminarjev"),
        ("vzorčni cilj 1", "vzorčni cilj ena"),
        ("drugi ukrep", "drugačen ukrep"),
    )
    assert main(["pull", edited, "--yes", "--content", "content"]) == 0, capsys.readouterr()
    assert (content / "fund.yaml").read_bytes() == law
    values = read_programme(content).values
    assert {path: values[path].value for path in ("O.1.2.1.name", "SO1.title", "SO1.measures.a", "SO1.measures.b")} == {
        "O.1.2.1.name": "število seminarjev",
        "SO1.title": "vzorčni cilj ena",
        "SO1.measures.a": "prvi ukrep",
        "SO1.measures.b": "drugačen ukrep",
    }
    capsys.readouterr()
    assert main(["check", "--format", "json", *FOLDERS]) == 1
    found = Counter(row["rule"] for row in json.loads(capsys.readouterr().out))
    assert [found[code] for code in ("indicator-name", "objective-wording")] == [1, 3]


def test_a_type_of_intervention_has_its_name_in_the_fund_alone(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = edit(content.parent / "output" / "vzorec.docx", ("Sistemi IKT", "Sistemi in oprema IKT"))
    assert main(["pull", edited, "--yes", "--content", "content"]) == 0, capsys.readouterr()
    assert '"001": Sistemi in oprema IKT\n' in (content / "fund.yaml").read_text(encoding="utf-8")


def test_a_new_wording_of_the_law_is_a_change(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each name has the path that it has where it is printed; what the document does not print is no change."""
    new = content.parent / "new"
    shutil.copytree(content, new)
    for old, now in (
        ("name: Število sistemov", "name: Število vseh sistemov"),
        ("unit: kg", "unit: t"),
        ("title: vzorčni cilj 2", "title: vzorčni cilj dve"),
        ('"001": Sistemi IKT', '"001": Sistemi'),
        ("as_of: 2030-01-01", "as_of: 2031-01-01"),
    ):
        replace_in(new / "fund.yaml", old, now)
    capsys.readouterr()
    assert main(["diff", "content", "new", "--format", "json", *TEMPLATE_FOLDER]) == 1
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert {one["path"] for one in changes} == {"O.2.1.name", "R.2.2.1.unit", "SO2.title", "interventions.001"}

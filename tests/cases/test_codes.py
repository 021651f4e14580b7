"""Codes are keys: any of them builds, is checked, compared and pulled, and says nothing of what it is the code of."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.reading import read_programme

CODES = {
    "O.1.2.1": "RCO02(i)",
    "O.1.1": "RCO01",
    "O.1.2": "2.1",
    "R.1.3": "O.1.11.1",
    "O.2.1": "TA",
    "R.2.2.1": "1(a)(i)",
    "R.2.2.2": "1(a)(ii)",
    "R.2.2": "1(a)",
    "SO1": "RSO1.1",
    "SO2": "S.O.2",
}
"""The codes of the sample, each with the one that takes its place."""
TEMPLATE_FOLDER = ("--templates", "templates")
FOLDERS = ("--content", "content", *TEMPLATE_FOLDER)
PARTS_OF_PARTS = """\
    parts:
      - id: RCO02(i)(x)
        measures: [1.1]
        counts: delavnic
        milestone: 1
        target: 3
        parts:
          - id: xx.y
            measures: [1.1]
            counts: delavnic
            milestone: 0
            target: 2
"""
"""Of the part RCO02(i): a part whose own part has another code altogether."""
PARTS_OF_FUND = (
    "{code: RCO02(i)(x), name: število delavnic na kraju samem, unit: število,"
    " parts: [{code: xx.y, name: število delavnic na kraju samem v soboto, unit: število}]}"
)


@pytest.fixture
def recoded(project: Path) -> Path:
    """The sample with other codes, in the names of files too; the measure a is 1.1, the type 005 is 2.5."""
    content = project / "content"
    for file in [*content.rglob("*.yaml"), *content.rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        for old, new in CODES.items():
            text = text.replace(old, new)
        text = text.replace('"005"', '"2.5"').replace("  a: ", "  1.1: ").replace("[a, b]", "[1.1, b]")
        text = text.replace("measures: [a]", "measures: [1.1]")
        file.write_text(text, encoding="utf-8")
        if file.stem in CODES:
            file.rename(file.with_stem(CODES[file.stem]))
    for old in ("SO1", "SO2"):
        (content / "objectives" / old.lower()).rename(content / "objectives" / CODES[old].lower())
    return project


def test_the_programme_has_them_all(recoded: Path) -> None:
    """Kind, parent and order are as they were, and a dot in the code of a measure or a type is one step of a path."""
    first, second = read_programme(recoded / "content").objectives
    assert [one.id for one in first.indicators] == ["RCO01", "2.1", "RCO02(i)", "O.1.11.1"]
    assert [one.id for one in second.results[0].with_parts] == ["1(a)", "1(a)(i)", "1(a)(ii)"]
    values = read_programme(recoded / "content").values
    assert {"RSO1.1.measures.1/1", "interventions.2/5", "RSO1.1.allocation.rows.2/5.share"} <= values.keys()


def test_it_builds_is_checked_verified_and_pulled(recoded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A value that is edited in Word comes back to the indicator's own file."""
    assert main(["build", "-f", "docx", "-f", "html", *FOLDERS, "--output", "output"]) == 0, capsys.readouterr()
    page = (recoded / "output" / "vzorec.html").read_text(encoding="utf-8")
    assert all(code in page for code in CODES.values() if code not in ("RSO1.1", "S.O.2", "1(a)"))
    main(["check", *FOLDERS])
    assert "error[" not in capsys.readouterr().out
    edited = recoded / "output" / "vzorec.docx"
    assert main(["verify", str(edited), *FOLDERS]) == 0, capsys.readouterr()
    target = read_programme(recoded / "content").values["2.1.target"].value
    edited.write_bytes(_replaced(edited.read_bytes(), f">{target}<", ">13<"))
    assert main(["pull", str(edited), "--yes", "--content", "content"]) == 0, capsys.readouterr()
    assert read_programme(recoded / "content").values["2.1.target"].value == 13


def test_changes_have_their_codes(recoded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each change names its path and the thing it is of; the package of an amendment and the impact know it, too."""
    shutil.copytree(recoded / "content", recoded / "new")
    _replace(recoded / "new" / "objectives" / "rso1.1" / "indicators" / "O.1.11.1.yaml", "value: 90", "value: 85")
    _replace(recoded / "new" / "objectives" / "rso1.1" / "indicators" / "O.1.11.1.yaml", "1800", "1700")
    _replace(recoded / "new" / "objectives" / "s.o.2" / "indicators" / "1(a).yaml", "target: 2.5", "target: 2.75")
    assert main(["diff", "content", "new", "--format", "json", *TEMPLATE_FOLDER]) == 1
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert {(one["path"], one["subject"], one["owner"]) for one in changes} == {
        ("O.1.11.1.share", "indicator", "O.1.11.1"),
        ("O.1.11.1.target", "indicator", "O.1.11.1"),
        ("1(a)(i).target", "indicator", "1(a)(i)"),
    }
    assert main(["amend", "content", "new", "--draft", "--output", "amended", *TEMPLATE_FOLDER]) == 0
    assert any("redline" in file.name or file.suffix == ".docx" for file in (recoded / "amended").iterdir())
    capsys.readouterr()
    assert main(["impact", "RCO01.target=4000", *FOLDERS]) == 0
    assert "O.1.11.1" in capsys.readouterr().out


def test_parts_of_parts(recoded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every level is printed under its whole, is checked against it, and has its paths."""
    file = recoded / "content" / "objectives" / "rso1.1" / "indicators" / "2.1.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("operations:", PARTS_OF_PARTS + "operations:", 1), encoding="utf-8")
    fund = recoded / "content" / "fund.yaml"
    part = "          - code: RCO02(i)\n            name: število delavnic\n            unit: število\n"
    _replace(fund, part, f"{part}            parts: [{PARTS_OF_FUND}]\n")
    programme = read_programme(recoded / "content")
    assert [one.id for one in programme.objectives[0].indicators[1:5]] == ["2.1", "RCO02(i)", "RCO02(i)(x)", "xx.y"]
    assert programme.values["xx.y.target"].place == ("parts", 0, "parts", 0, "parts", 0, "target")
    assert main(["build", "-f", "html", "-f", "docx", *FOLDERS, "--output", "output"]) == 0, capsys.readouterr()
    page = (recoded / "output" / "vzorec.html").read_text(encoding="utf-8")
    assert page.index("RCO02(i)(x)") < page.index("xx.y")
    edited = recoded / "output" / "vzorec.docx"
    edited.write_bytes(_replaced(edited.read_bytes(), "samem v\N{NO-BREAK SPACE}soboto", "samem ob sobotah"))
    assert main(["pull", str(edited), "--yes", "--content", "content"]) == 0, capsys.readouterr()
    assert "name: število delavnic na kraju samem ob sobotah" in file.read_text(encoding="utf-8")
    _replace(file, "target: 2", "target: 4")
    main(["check", *FOLDERS])
    assert "part-above-whole" in capsys.readouterr().out


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _replaced(docx: bytes, old: str, new: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old.encode(), new.encode()) if name == "word/document.xml" else part)
    return packed.getvalue()

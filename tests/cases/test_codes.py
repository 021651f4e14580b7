"""Codes are keys: any of them builds, is checked, compared and pulled, and says nothing of what it is the code of."""

from __future__ import annotations

import io
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
    """Kind and parent are as they were, and a dot in the code of a measure or a type is one step of a path."""
    first, second = read_programme(recoded / "content").objectives
    assert [one.id for one in first.indicators] == ["2.1", "RCO02(i)", "RCO01", "O.1.11.1"]
    assert [one.id for one in second.results[0].with_parts] == ["1(a)", "1(a)(i)", "1(a)(ii)"]
    values = read_programme(recoded / "content").values
    assert {"RSO1.1.measures.1/1", "interventions.2/5", "RSO1.1.allocation.rows.2/5.share"} <= values.keys()


def test_it_builds_is_checked_compared_and_pulled(recoded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A value that is edited in Word comes back to the indicator's own file; the change names its path."""
    assert main(["build", "--format", "docx", "--format", "html"]) == 0
    page = (recoded / "output" / "vzorec.html").read_text(encoding="utf-8")
    assert all(code in page for code in CODES.values())
    main(["check"])
    assert "error[" not in capsys.readouterr().out
    (edited,) = (recoded / "output").glob("*.docx")
    target = read_programme(recoded / "content").values["2.1.target"].value
    edited.write_bytes(_replaced(edited.read_bytes(), f">{target}<", ">13<"))
    assert main(["pull", str(edited), "--yes"]) == 0, capsys.readouterr()
    assert read_programme(recoded / "content").values["2.1.target"].value == 13


def _replaced(docx: bytes, old: str, new: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old.encode(), new.encode()) if name == "word/document.xml" else part)
    return packed.getvalue()

"""What a desk has found in the last contents is what check finds in them, and is found once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.desk import checked
from methodology.desk.checked import CheckedContents
from methodology.messages import speaking
from methodology.model.programme import Programme
from methodology.reading import read_programme
from tests.built import SAMPLE, TEMPLATES, read_content


def sample(old: str = "", new: str = "") -> Programme:
    """The sample, with another text in its risks."""
    files = dict(read_content(SAMPLE).files)
    files["risks.yaml"] = files["risks.yaml"].replace(old, new)
    return read_programme(files, "content", TEMPLATES)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Programme]:
    """The programmes that were checked."""
    programmes: list[Programme] = []

    def check(programme: Programme) -> object:
        programmes.append(programme)
        return check_programme(programme)

    monkeypatch.setattr(checked, "check_programme", check)
    return programmes


def test_the_page_is_checked_once_beside_all_that_is_tried(counted: list[Programme]) -> None:
    contents = CheckedContents(TEMPLATES)
    for text in ("rast  cen", "rast cen ,", "rast cen"):
        assert contents.check(sample()) == check_programme(sample())
        tried = sample("rast cen", text)
        assert contents.check(tried) == check_programme(tried)
    assert len(counted) == 3


def test_each_language_is_told_in_its_words(counted: list[Programme]) -> None:
    contents = CheckedContents(TEMPLATES)
    faulty = sample("rast cen", "rast  cen")
    told = []
    for language in ("sl", "en"):
        with speaking(language):
            told.append({one.message for one in contents.check(faulty)})
    assert not told[0] & told[1]
    assert len(counted) == 2


def test_other_templates_are_looked_at(counted: list[Programme], tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    contents = CheckedContents(templates)
    contents.check(sample())
    (templates / "web.html.j2").touch()
    contents.check(sample())
    assert len(counted) == 2

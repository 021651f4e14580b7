"""Whatever somebody does to a Word file is altered or named; what programs do when they save it is no alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.formats import Format
from methodology.verifying.docx import compare_word
from methodology.verifying.rebuild import Basis, Rebuilt
from methodology.verifying.verify import VerdictKind
from tests import built as builds
from tests.savers.google import save_as_google
from tests.savers.office import save_as_libreoffice, save_as_odt
from tests.savers.strict import save_as_strict
from tests.savers.word import save_as_word
from tests.verifying.alterations import Alteration, faults
from tests.verifying.project import Project
from tests.verifying.word_alterations import WORD_ALTERATIONS

pytestmark = pytest.mark.usefixtures("made_read_once")

MOST_LINES = 30
"""A reader takes in so many lines about a file that only a program saved."""


@pytest.fixture(scope="module")
def real() -> bytes:
    """The document of the shipped content."""
    return builds.built(builds.CONTENT).files[Format.DOCX]


@pytest.fixture
def built_once(built: tuple[Project, dict[Format, Path]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is compared with the same rebuild: to build it a hundred times takes minutes."""
    rebuilt = Rebuilt(built[1][Format.DOCX].read_bytes(), Basis.COMMIT, (), is_false=False)
    monkeypatch.setattr("methodology.verifying.rebuild.Rebuilder.rebuild", lambda *_: rebuilt)


@pytest.mark.usefixtures("built_once")
@pytest.mark.parametrize("alteration", WORD_ALTERATIONS.values(), ids=WORD_ALTERATIONS)
def test_alterations(built: tuple[Project, dict[Format, Path]], alteration: Alteration) -> None:
    project, files = built
    verdict = project.altered(files[Format.DOCX], alteration.change)
    assert faults(alteration, verdict) == []


@pytest.mark.parametrize("seed", range(8))
def test_what_word_saves_is_no_alarm(real: bytes, seed: int) -> None:
    compared = compare_word(real, save_as_word(real, seed))
    assert (compared.alterations, compared.of_text) == ((), ())
    assert len(compared.unread) < MOST_LINES


@pytest.mark.parametrize("seed", range(3))
def test_what_google_docs_saves_is_no_alarm(real: bytes, seed: int) -> None:
    compared = compare_word(real, save_as_google(real, seed))
    assert (compared.alterations, compared.of_text) == ((), ())
    assert len(compared.unread) < MOST_LINES


def test_what_word_saves_as_strict_is_no_alarm(real: bytes) -> None:
    compared = compare_word(real, save_as_strict(real, 0))
    assert (compared.alterations, compared.of_text) == ((), ())


@pytest.mark.parametrize("save", [save_as_libreoffice, save_as_odt])
def test_what_libreoffice_saves_is_no_alarm(real: bytes, tmp_path: Path, save: object) -> None:
    assert callable(save)
    (saved,) = save([real], tmp_path)
    compared = compare_word(real, saved)
    assert (compared.alterations, compared.of_text) == ((), ())
    assert len(compared.unread) < MOST_LINES


def test_the_untouched_file_differs_in_nothing(real: bytes) -> None:
    compared = compare_word(real, real)
    assert (compared.alterations, compared.of_text, compared.unread, compared.reasons) == ((), (), (), ())


def test_an_alteration_is_found_after_libreoffice_saved_it(
    built: tuple[Project, dict[Format, Path]], tmp_path: Path
) -> None:
    project, files = built
    names = ("vanish on a digit", "white", "struck through", "words in the numbering")
    content = files[Format.DOCX].read_bytes()
    saved = save_as_libreoffice([WORD_ALTERATIONS[name].change(content) for name in names], tmp_path)
    for name, file in zip(names, saved, strict=True):
        altered = tmp_path / "altered.docx"
        altered.write_bytes(file)
        assert project.verify(altered).outcome is VerdictKind.ALTERED, name

"""Spelling by a dictionary: a small one made from the sample, and the Slovenian one where the system has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from methodology.checks.printed_texts import printed_texts
from methodology.checks.spelling import dictionary_for, spelling_rule
from tests.built import SAMPLE, read_content
from tests.checks.seeded import Change, found_by, seeded
from tests.tools import missing


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    """A Hunspell dictionary of all words of the sample, with an ending that its affix file describes."""
    texts = " ".join(text.text for text in printed_texts(read_content(SAMPLE)))
    words = sorted({word.lower() for word in re.findall(r"[^\W\d_]+", texts)} - {"konec"})
    path = tmp_path / "sl_SI"
    path.with_suffix(".aff").write_text("SET UTF-8\nSFX A Y 1\nSFX A 0 a .\n", encoding="utf-8")
    path.with_suffix(".dic").write_text("\n".join([str(len(words) + 2), *words, "konec/A", "sveta"]), encoding="utf-8")
    return path


def concluding(text: str) -> tuple[Change, ...]:
    """The text of the last chapter."""
    return (("chapters/conclusion.md", "Konec.", text),)


def test_a_word_that_no_dictionary_has_is_found(dictionary: Path, tmp_path: Path) -> None:
    content = seeded(tmp_path, concluding("Konec svteta, onda koncem; svteta."))
    assert found_by([spelling_rule(dictionary)], content) == (
        ("chapters.conclusion.2 chapters/conclusion.md:3:7", "misspelt: 'svteta' is in no dictionary"),
        ("chapters.conclusion.2 chapters/conclusion.md:3:15", "misspelt: 'onda' is in no dictionary"),
        ("chapters.conclusion.2 chapters/conclusion.md:3:20", "misspelt: 'koncem' is in no dictionary"),
    )


def test_a_heading_is_spelt_too(dictionary: Path, tmp_path: Path) -> None:
    content = seeded(tmp_path, [("chapters/conclusion.md", "# ZAKLJUČEK", "# ZAKLUČEK")])
    assert found_by([spelling_rule(dictionary)], content) == (
        ("chapters.conclusion.1 chapters/conclusion.md:1:3", "misspelt: 'ZAKLUČEK' is in no dictionary"),
    )


@pytest.mark.parametrize(
    "text", ["Konec sveta.", "Konca ni.", "JIT in MZV na spletu.si, {O.1.1.target} ni.", "Prümsko."]
)
def test_what_is_right_is_not_reported(dictionary: Path, tmp_path: Path, text: str) -> None:
    words = "ni, na, konca, spletu, prümsk*"
    content = seeded(
        tmp_path,
        [*concluding(text), ("language.yaml", "abbreviations:", f"words: [{words}]\nabbreviations:")],
    )
    assert found_by([spelling_rule(dictionary)], content) == ()


def test_an_ending_of_the_affix_file_is_known(dictionary: Path, tmp_path: Path) -> None:
    assert found_by([spelling_rule(dictionary)], seeded(tmp_path, concluding("Koneca."))) == ()


def test_a_dictionary_is_found_by_its_language(dictionary: Path, tmp_path: Path) -> None:
    folders = (tmp_path / "none", tmp_path)
    assert dictionary_for("sl-SI", folders) == dictionary
    assert dictionary_for("hr-HR", folders) is None


def test_the_slips_of_the_signed_text(signed_content: Path) -> None:
    found = dictionary_for("sl-SI")
    if found is None:
        missing("a Slovenian Hunspell dictionary (Debian: hunspell-sl)")
    assert found is not None
    said = {said for _, said in found_by([spelling_rule(found)], signed_content)}
    assert said == {f"misspelt: '{word}' is in no dictionary" for word in ("cca", "idenitifikacije", "komponentno")}

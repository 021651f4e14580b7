"""The words of a language: a file of the templates, and what a programme says otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.diagnostics import ContentError, Location
from methodology.editing import apply_edits
from methodology.editing.edits import SetText
from methodology.model.phrases import Phrase
from methodology.model.programme import Programme
from methodology.model.texts import texts_of_blocks
from methodology.reading import read_programme
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, read_anew, replace_in

SOURCES = "Viri, iz katerih se črpajo podatki, so {sources}."


def with_own(folder: Path, own: str) -> Programme:
    """The project's content with a file of its own words."""
    content = copied(CONTENT, folder)
    (content / "phrases.yaml").write_text(own, encoding="utf-8")
    return read_anew(content)


def forms(phrase: Phrase) -> dict[str, str]:
    return {form: str(text) for form, text in phrase if text is not None}


def test_all_words_of_the_language_are_there_without_a_file_in_the_content() -> None:
    programme = read_anew(CONTENT)
    assert programme.phrases.labels.contents == "Kazalo"
    assert programme.values["phrases.phrases.sources.two"].location.file == "templates/languages/sl.yaml"
    assert not any(file.endswith("sl.yaml") for file in programme.files)


def test_a_form_of_its_own_leaves_the_others(tmp_path: Path) -> None:
    programme = with_own(tmp_path, "phrases:\n  sources:\n    one: Podatki so iz vira {sources}.\n")
    assert forms(programme.phrases.phrases["sources"]) == {
        "one": "Podatki so iz vira {sources}.",
        "two": "Vira, iz katerih se črpajo podatki, sta {sources}.",
        "few": SOURCES,
        "other": SOURCES,
    }
    assert programme.values["phrases.phrases.sources.one"].location.file == "content/phrases.yaml"
    assert programme.values["phrases.phrases.sources.two"].location.file == "templates/languages/sl.yaml"


def test_one_text_stands_for_every_count(tmp_path: Path) -> None:
    programme = with_own(tmp_path, 'phrases:\n  sources: "Viri: {sources}."\n')
    assert forms(programme.phrases.phrases["sources"]) == {"other": "Viri: {sources}."}
    paths = [path for path in programme.values if path.startswith("phrases.phrases.sources.")]
    assert paths == ["phrases.phrases.sources.other"]
    printed = [text.text for text in texts_of_blocks(compose_document(programme, TEMPLATES).blocks)]
    assert any(text.startswith("Viri: ") for text in printed)


def test_a_label_of_its_own(tmp_path: Path) -> None:
    programme = with_own(tmp_path, "labels:\n  contents: Vsebina\n")
    assert (programme.phrases.labels.contents, programme.phrases.labels.page) == ("Vsebina", "Stran")


def test_a_sentence_that_the_language_lacks_needs_all_its_forms(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        with_own(tmp_path, "phrases:\n  extra:\n    one: Ena.\n    few: Nekaj.\n")
    (fault,) = refused.value.diagnostics
    assert (fault.message, fault.location) == (
        "the phrase 'extra' lacks two, other",
        Location("content/phrases.yaml", 2, 3),
    )
    assert fault.hint == "counts of this language take one, two, few, other (CLDR)"


def test_all_that_a_language_lacks_is_listed_at_once(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    file = templates / "languages" / "sl.yaml"
    replace_in(file, "    two: Vira, iz katerih se črpajo podatki, sta {sources}.\n", "")
    replace_in(file, "    few: pri kazalnikih {codes} pa število {counts}\n", "")
    with pytest.raises(ContentError) as refused:
        read_programme(CONTENT, templates=templates)
    assert [fault.message for fault in refused.value.diagnostics] == [
        "the phrase 'note_last' lacks few",
        "the phrase 'sources' lacks two",
    ]
    assert {fault.location.file for fault in refused.value.diagnostics} == {"templates/languages/sl.yaml"}


def test_templates_without_language_files_take_all_words_from_the_content(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    shutil.rmtree(templates / "languages")
    assert read_programme(SAMPLE, templates=templates).phrases == read_programme(SAMPLE).phrases
    with pytest.raises(ContentError, match="missing-file"):
        read_programme(CONTENT, templates=templates)


def test_a_changed_sentence_of_the_language_is_written_into_the_content() -> None:
    """Whoever edits a document changes the programme's words, not those of all programmes of the language."""
    new = "Vira podatkov sta {sources}."
    files = apply_edits(read_anew(CONTENT), [SetText("phrases.phrases.sources.two", new)])
    assert files == {"phrases.yaml": f"phrases:\n  sources:\n    two: {new}\n"}

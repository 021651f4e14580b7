"""Every message of the program has its translation, and the catalogues say nothing that the program does not."""

from __future__ import annotations

import pytest

from methodology.checks import rules_by_code
from methodology.messages import (
    EXPLANATIONS,
    SOURCE_LANGUAGE,
    _catalogue,
    languages_asked_for,
    list_languages_of_messages,
    speaking,
    translate,
    translate_count,
)
from tests.messages.catalogues import catalogue_path, faults, read_catalogue, updated
from tests.messages.examples import OTHERS_PAGE, PAGE, examples, find_template, page, page_of_others, say_again
from tests.messages.recording import MESSAGES, RULES, read_said

ERRORS = ("{count} error; nothing was written", "{count} errors; nothing was written")
LANGUAGES = [language for language in list_languages_of_messages() if language != SOURCE_LANGUAGE]


def test_messages_speak_slovenian() -> None:
    assert "sl" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_what_the_code_says(language: str) -> None:
    assert catalogue_path(language).read_bytes() == updated(language), "run: uv run python -m tests.messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    assert [fault for message in read_catalogue(language) if message.id for fault in faults(message)] == []


def test_plural_forms_are_those_of_cldr() -> None:
    catalogue = read_catalogue("sl")
    assert catalogue.num_plurals == 4
    with speaking("sl"):
        said = [translate_count(*ERRORS, number) for number in (1, 2, 3, 5, 101)]
    counted = ["1 napaka", "2 napaki", "3 napake", "5 napak", "101 napaka"]
    assert said == [f"{number}; nič ni bilo zapisano" for number in counted]


def test_a_message_without_a_catalogue_is_english() -> None:
    with speaking("xx"):
        assert translate("say why: {value}", value=3) == "say why: 3"


@pytest.mark.parametrize(
    ("environment", "languages"),
    [
        ({}, []),
        ({"LANG": "C.UTF-8"}, []),
        ({"LANG": "sl_SI.UTF-8"}, ["sl"]),
        ({"LANG": "sl_SI.UTF-8", "LC_ALL": "en_US.UTF-8"}, ["en"]),
        ({"LANG": "sl_SI.UTF-8", "LC_ALL": ""}, ["sl"]),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "hr:sl_SI:en"}, ["hr", "sl", "en"]),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C", "LANGUAGE": "sl"}, []),
        ({"LANGUAGE": "sl"}, []),
    ],
)
def test_the_environment_asks_for_languages(environment: dict[str, str], languages: list[str]) -> None:
    assert languages_asked_for(environment) == languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_read_as_babel_reads_it(language: str) -> None:
    """The program reads the file by itself, as it takes Babel too long."""
    read = _catalogue(language)
    for message in read_catalogue(language):
        if message.id:
            one, *many = [message.id] if isinstance(message.id, str) else message.id
            forms = (message.string,) if isinstance(message.string, str) else message.string
            assert read.messages[one] == forms, many
    assert len(read.messages) == len(read_catalogue(language)) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_explained_in_the_language(language: str) -> None:
    assert catalogue_path(language, EXPLANATIONS).read_bytes() == updated(language, EXPLANATIONS)
    messages = [message for message in read_catalogue(language, EXPLANATIONS) if message.id]
    assert [fault for message in messages for fault in faults(message, EXPLANATIONS)] == []


def test_the_pages_of_messages_are_current() -> None:
    for path, text in ((PAGE, page()), (OTHERS_PAGE, page_of_others())):
        assert path.read_text(encoding="utf-8") == text, "run: uv run python -m tests.messages.examples"


def test_every_rule_has_an_example() -> None:
    silent = rules_by_code().keys() - {code for code, said in examples().items() if said}
    assert silent == set(), "quote a message of the rule in its test, or add one to tests/messages/said.yaml"


def test_the_noted_messages_are_messages() -> None:
    noted = read_said()
    assert noted[RULES].keys() <= rules_by_code().keys()
    assert [said for messages in noted[RULES].values() for said in messages if find_template(said) is None] == []
    catalogue = read_catalogue("sl")
    assert [template for template in noted[MESSAGES] if catalogue.get(template) is None] == []


def test_a_message_is_said_again_with_its_values() -> None:
    said = say_again("the milestone 2040 is above the target 2000 (O.1.1.target)")
    assert said == "mejnik 2040 presega cilj 2000 (O.1.1.target)"
    assert say_again("3 errors; nothing was written") == "3 napake; nič ni bilo zapisano"
    assert say_again("of no template") == "of no template"

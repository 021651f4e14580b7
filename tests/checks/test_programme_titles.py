"""The programme's name, title and short title."""

from __future__ import annotations

from dataclasses import replace

import pytest

from methodology.checks.references import programme_titles
from tests.built import CONTENT, read_content
from tests.checks.sentences import CONTENTS, found_in

FUND, TITLE = "another-fund", "short-title-unlike"
WRONG = [
    ("name", "Program za izvajanje Sklada za azil, migracije in vključevanje", FUND, "Sklada"),
    ("name", "Program za izvajanje Sklada za zunanjo varnost", FUND, "Sklada"),
    (
        "name",
        "Program za izvajanje Instrumenta za finančno podporo za upravljanje meja in vizumsko politiko",
        FUND,
        "Instrumenta",
    ),
    ("title", "Metodologija – Sklad za notranjo politiko", FUND, "Sklad"),
    ("short_title", "Metodologija za vzpostavitev okvira uspešnosti", TITLE, "uspešnosti"),
    ("title", "Metodologija za vzpostavitev okvira uspešnosti", TITLE, "uspešnosti"),
    ("short_title", "Metodologija za ukinitev okvira smotrnosti", TITLE, "ukinitev"),
]
RIGHT = {
    "name": """
Program Sklada za notranjo varnost
Program v okviru Sklada za notranjo varnost za obdobje 2021–2027
Program sklada (izmišljen zgled)
Program Republike Slovenije na področju notranje varnosti
Nacionalni program ISF
Program za izvajanje SNV
Izvajanje programa, ki ga financira Sklad za notranjo varnost
""",
    "title": """
Metodologija za vzpostavitev okvira smotrnosti za Sklad za notranjo varnost
Metodologija za vzpostavitev okvira smotrnosti v okviru programa Sklada za notranjo varnost
""",
    "short_title": """
Metodologija za vzpostavitev okvira smotrnosti
Metodologija – okvir smotrnosti
Okvir smotrnosti Sklada za notranjo varnost 2021–2027
Metodologija ISF 2021–2027
Metodologija okvira smotrnosti (SNV)
Metodologija MNZ
Metodologija Ministrstva za notranje zadeve
Program za izvajanje Sklada za notranjo varnost – metodologija
Okvir smotrnosti: mejniki in ciljne vrednosti
Kazalniki učinka in rezultatov
METODOLOGIJA ZA VZPOSTAVITEV OKVIRA SMOTRNOSTI
""",
}


def _found(field: str, text: str) -> list[tuple[str, str, str]]:
    programme = read_content(CONTENT)
    facts = programme.facts.model_copy(update={field: text})
    changed = replace(programme, facts=facts)
    return [(rule.code, one.path, one.found) for rule in programme_titles.RULES for one in rule.find(changed)]


@pytest.mark.parametrize(("field", "text", "code", "found"), WRONG)
def test_another_fund_and_another_title_are_found(field: str, text: str, code: str, found: str) -> None:
    assert (code, f"programme.{field}", found) in _found(field, text)


def test_names_in_any_form_raise_nothing() -> None:
    texts = [(field, text) for field, lines in RIGHT.items() for text in lines.split("\n")[1:-1]]
    assert {text: found for field, text in texts if (found := _found(field, text))} == {}


OF_OTHERS = {
    "sl": """
Sklad za azil, migracije in vključevanje 2021-2027 prispeva k naslednjim specifičnim ciljem:
Program Sklada za azil, migracije in vključevanje za obdobje 2021–2027 je načrtovan v okviru ciljev.
Kazalniki rezultata so določeni v Uredbi o vzpostavitvi Sklada za azil, migracije in vključevanje.
Kazalniki učinka so iz Priloge VIII Uredbe o Skladu za azil, migracije in vključevanje.
Instrument za finančno podporo za upravljanje meja in vizumsko politiko 2021–2027 prispeva k ciljem.
""",
    "en": """
The Internal Security Fund 2021–2027 contributes to these objectives:
The indicators are laid down in the Regulation establishing the Internal Security Fund.
""",
}
OF_OWN = {
    "sl": """
Sklad za notranjo varnost 2021-2027 prispeva k naslednjim specifičnim ciljem:
Kazalniki rezultata so določeni v Uredbi o vzpostavitvi Sklada za notranjo varnost.
Ukrepi se dopolnjujejo z ukrepi Sklada za azil, migracije in vključevanje.
Sklad za notranjo varnost in Sklad za azil, migracije in vključevanje 2021–2027 se dopolnjujeta.
Operacijo je prej financiral Sklad za azil, migracije in vključevanje 2014–2020.
Uredba o vzpostavitvi Sklada za azil, migracije in vključevanje ureja operativno podporo.
Zadeva tudi Sklad za pravični prehod in Kohezijski sklad.
Kazalniki drugih skladov niso upoštevani.
""",
    "en": """
Actions complement those of the Internal Security Fund.
The Asylum, Migration and Integration Fund 2021–2027 contributes to these objectives:
""",
}


def _named_in(language: str, texts: str) -> dict[str, list[tuple[str, str]]]:
    sentences = texts.split("\n")[1:-1]
    return dict(zip(sentences, found_in(programme_titles.RULES, language, sentences), strict=True))


@pytest.mark.parametrize("language", CONTENTS)
def test_another_fund_in_prose_is_found_where_the_own_one_is_meant(language: str) -> None:
    wrong, right = _named_in(language, OF_OTHERS[language]), _named_in(language, OF_OWN[language])
    assert [text for text, found in wrong.items() if [code for code, _ in found] != ["fund-of-another-programme"]] == []
    assert {text: found for text, found in right.items() if found} == {}


@pytest.mark.parametrize("language", CONTENTS)
def test_contents_as_they_are_raise_nothing(language: str) -> None:
    programme = read_content(CONTENTS[language])
    assert [one for rule in programme_titles.RULES for one in rule.find(programme)] == []

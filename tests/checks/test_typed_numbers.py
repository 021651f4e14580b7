"""Numbers that prose types: which are accounted for, and which are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from methodology.checks.arithmetic import counts, typed_numbers
from methodology.checks.said_numbers import numerals
from methodology.model.programme import Programme
from tests.built import SAMPLE, copied, read_content, replace_in
from tests.checks.seeded import ONE
from tests.test_examples import CONTENTS

OUTPUT = f"{ONE}/indicators/O.1.1.yaml"
NO_VALUE = "is typed, and the content has no such value"
RULES = (*typed_numbers.RULES, *counts.RULES)

TYPED = {
    "Pride 41 ljudi.": "41 ljudi",
    "Pride 12.345 ljudi.": "12.345 ljudi",
    "Povprečje je 3,75 na skupino.": "3,75 na",
    "Predvidenih je 35 % udeležencev.": "35 %",
    "Predvidenih je 35\N{NO-BREAK SPACE}% udeležencev.": "35 %",
    "Na leto pride 16–17 oseb.": "16–17 oseb",
    "Kupljenih bo (največ) 58 vozil.": "58 vozil",
    "Skupaj 27. Nato nič več.": "27",
    "Nabava v obdobju 2031–2039 obsega 77 kosov.": "77 kosov",
    "Od tega jih je 81, ne več.": "81, ne",
}
ACCOUNTED = (
    "Program traja od 2031 do 2037, pripravljen je bil leta 2029.",
    "V obdobju 2031-2037 in 2031–2037 je enako.",
    "Velja 17. člen, prvi odstavek 5. člena in člen 17(1)(b) Uredbe (EU) 2021/1060.",
    "Objava: UL L 231, 30. 6. 2021, str. 159–706.",
    "Glej člene 19, 20 in 21, točko 3.2 ter prilogi 2 in 4.",
    "Objavljeno 3. 11. 2025 ob 9.00, seja je trajala 45 minut.",
    "Rok je 30 dni, poroča se vsakih 6 mesecev.",
    "Sistem POSKART 2 teče 24 ur na dan, 7 dni v tednu.",
    "Standard ISO 9001:2015, sklep št. 54402-1/2025/3, šifra 430-123/2025/4.",
    "Klic na (01) 428 40 00 ali +386 1 428 40 00 ni potreben.",
    "Prijavljenih je {=41} oseb in {=12,5 %} organov.",
    "V specifičnem cilju 2 teče 3. faza, v sklopu 4 pa različica 3.2.",
    "Uporablja se CO2, A320 in 4x4, pravilo n+3 in razmerje 60 : 40.",
    "Cilj je {O.1.1.target} oseb.",
    "Vseh {O.1.1.target} oseb pride z dvema avtobusoma.",
)

WRONG_COUNTS = {
    "k naslednjim štirim specifičnim ciljem": "štirim is said, the content has 2: 'štirim specifičnim ciljem'",
    "Spremlja se s 15 kazalniki učinka.": "15 is said, the content has 3: '15 kazalniki učinka'",
    "Izvedenih bo vseh enaindvajset operacij.": "enaindvajset is said, the content has 3: 'enaindvajset operacij'",
    "Izvedenih bo deset novih operacij.": "deset is said, the content has 3: 'deset novih operacij'",
    "Ciljev je več, dvajset kazalnikov pa jih meri.": "dvajset is said, the content has 5: 'dvajset kazalnikov pa jih'",
    "Za specifični cilj 2 so določeni štirje kazalniki učinka.": "štirje is said, SO2 has 1: 'štirje kazalniki učinka'",
    "V specifičnem cilju 2 sta dva kazalnika učinka.": "dva is said, SO2 has 1: 'dva kazalnika učinka'",
    "Vsi štirje viri podatkov so javni.": "štirje is said, the content has 3: 'štirje viri podatkov so'",
}
RIGHT_COUNTS = (
    "Prispeva k dvema specifičnima ciljema.",
    "Spremlja se s tremi kazalniki učinka.",
    "Vse tri operacije se izvajajo.",
    "Dve operaciji sta bili vključeni kasneje.",
    "Prispeva vsaj ena operacija programa.",
    "Pri dveh kazalnikih ni podatkov.",
    "Vsaka operacija se šteje za en projekt.",
    "Eden izmed kazalnikov je nov.",
    "Oba specifična cilja sta enaka.",
    "Z enim specifičnim ciljem sta povezani dve operaciji.",
)


def found_in(folder: Path, sentences: Sequence[str]) -> dict[str, list[str]]:
    """What the rules say of each sentence, each a paragraph of its own."""
    content = copied(SAMPLE, folder)
    replace_in(content / "chapters/conclusion.md", "Konec.", "\n\n".join(sentences))
    programme = read_content(content)
    said: dict[str, list[str]] = {sentence: [] for sentence in sentences}
    for rule in RULES:
        for found in rule.find(programme):
            _, name, number = found.path.split(".")
            assert name == "conclusion"
            said[sentences[int(number) - 2]].append(found.message)
    return said


def test_a_number_that_nothing_accounts_for_is_asked_for(tmp_path: Path) -> None:
    said = found_in(tmp_path, [*TYPED, *ACCOUNTED])
    for sentence, number in TYPED.items():
        assert said[sentence][:1] == [f"'{number}' {NO_VALUE}"], sentence
    assert {sentence: said[sentence] for sentence in ACCOUNTED if said[sentence]} == {}


def test_what_can_be_counted_is_counted(tmp_path: Path) -> None:
    said = found_in(tmp_path, [*WRONG_COUNTS, *RIGHT_COUNTS])
    assert {sentence: said[sentence] for sentence in WRONG_COUNTS} == {
        sentence: [message] for sentence, message in WRONG_COUNTS.items()
    }
    assert {sentence: said[sentence] for sentence in RIGHT_COUNTS if said[sentence]} == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (OUTPUT, "{O.1.1.yearly} dog", "31 dog", "31 is typed; O.1.1.yearly is 13, the same digits in another order"),
        (
            OUTPUT,
            "{O.1.1.yearly} dog",
            "{=13} in 31 dog",
            "31 is typed; O.1.1.yearly is 13, the same digits in another order",
        ),
        ("chapters/conclusion.md", "Konec.", "Do 1.800 oseb.", "1.800 is typed where R.1.3.target has that value"),
        (
            "chapters/conclusion.md",
            "Konec.",
            "Do 8.100 oseb.",
            "8.100 is typed; R.1.3.target is 1800, the same digits in another order",
        ),
        (
            "risks.yaml",
            "rast cen",
            "rast cen za 12 odstotkov",
            "'12 odstotkov' is typed, and the content has no such value",
        ),
        (
            "sources.yaml",
            "zapisnik srečanja",
            "zapisnik 12 srečanj",
            "'12 srečanj' is typed, and the content has no such value",
        ),
    ],
)
def test_the_message_names_the_value(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / file, old, new)
    programme = read_content(content)
    assert [found.message for rule in typed_numbers.RULES for found in rule.find(programme)] == [message]


def test_numbers_in_words() -> None:
    programme = read_content(SAMPLE)
    assert programme.language.numbers is not None
    slovenian = numerals(tuple((one.value, one.forms, one.compound) for one in programme.language.numbers.numerals))
    expected = {"enega": 1, "dvema": 2, "štirih": 4, "sedmimi": 7, "enajstih": 11, "dvaindvajset": 22, "stotim": 100}
    expected |= {"petinšestdesetimi": 65, "devetindevetdesetih": 99, "oseminštirideset": 48}
    assert {word: slovenian.get(word) for word in expected} == expected
    assert set(slovenian.values()) == {*range(1, 101)}


@pytest.mark.parametrize("name", CONTENTS)
def test_the_examples_have_no_such_number(name: str) -> None:
    programme: Programme = read_content(CONTENTS[name])
    assert [found for rule in RULES for found in rule.find(programme)] == []


ENGLISH = {
    "The meeting of 3 November 2025 lasted 45 minutes.": [],
    "See Table 3, Annex II, points 4 and 5, and November 3, 2025.": [],
    "At least one operation contributes to two of the objectives.": [],
    "The offices are open 24 hours a day under Article 17(1)(b) of Regulation (EU) 2021/1060.": [],
    "About 35 participants come.": [f"'35 participants' {NO_VALUE}"],
    "All twenty-three operations are listed.": [
        "twenty-three is said, the content has 3: 'twenty-three operations are listed'"
    ],
}


def test_english_prose(tmp_path: Path) -> None:
    content = copied(CONTENTS["amif-en"], tmp_path)
    text = "\n\n".join(["# Conclusion", *ENGLISH])
    (content / "chapters/conclusion.md").write_text(f"{text}\n", encoding="utf-8")
    programme = read_content(content)
    found = [one for rule in RULES for one in rule.find(programme) if one.path.startswith("chapters.conclusion.")]
    said: dict[str, list[str]] = {sentence: [] for sentence in ENGLISH}
    for one in found:
        said[list(ENGLISH)[int(one.path.rpartition(".")[2]) - 2]].append(one.message)
    assert said == ENGLISH

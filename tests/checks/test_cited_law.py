"""Acts, articles and annexes that prose cites."""

from __future__ import annotations

from dataclasses import replace

import pytest

from methodology.checks.regulation import fund_law
from methodology.checks.regulation.cited_law import RULES
from tests.built import read_content
from tests.checks.sentences import CONTENTS, found_in

NAME, TYPED, MISSING, TOPIC = "act-unlike-its-name", "act-mistyped", "article-missing", "article-about-another-thing"

WRONG = {
    "sl": {
        "Okvir smotrnosti je določen v 61. členu uredbe CPR.": (TOPIC, "61. členu"),
        "Skladno s 24. členom Uredbe o določitvi skupnih določb se za vsak specifični cilj predloži:": (
            TOPIC,
            "24. členom",
        ),
        "Skladno z Uredbo (EU) 2021/1600, v nadaljevanju: uredba CPR, se predloži:": (NAME, "2021/1600"),
        "Uredba o vzpostavitvi Sklada za notranjo varnost (Uredba (EU) 2021/1148)": (NAME, "2021/1148"),
        "Kazalniki so v Prilogi VI k Uredbi o Skladu za notranjo varnost kot kazalniki rezultatov.": (
            TOPIC,
            "Prilogi VI",
        ),
        "Metodologija za vzpostavitev okvira smotrnosti je določena v 16. členu uredbe CPR.": (TOPIC, "16. členu"),
        "Po členu 217(1)(b) Uredbe (EU) 2021/1060 se navedejo dokazi.": (MISSING, "členu 217(1)(b)"),
        "V skladu s Prilogo IX k uredbi o ISF so kazalniki navedeni.": (MISSING, "Prilogo IX"),
        "Na podlagi 40. člena uredbe o ISF se poroča letno.": (MISSING, "40. člena"),
        "Direktiva (EU) 2021/1060 določa skupne določbe.": (NAME, "Direktiva (EU) 2021/1060"),
        "Okvir smotrnosti je določen v 16. členu direktive CPR.": (NAME, "direktive CPR"),
        "Metodologija je določena v 17. členu sklepa CPR.": (NAME, "sklepa CPR"),
        "Uredba (EU) 2012/1060 določa skupne določbe.": (TYPED, "2012/1060"),
        "Vrste ukrepanja so določene v Prilogi VIII k Uredbi (EU) 2021/1149.": (TOPIC, "Prilogi VIII"),
        "Izvedbeni ukrepi so navedeni v Prilogi IV uredbe o ISF.": (TOPIC, "Prilogi IV"),
        "Prenos podatkov ureja 24. člen Uredbe (EU) 2021/1060.": (TOPIC, "24. člen"),
    },
    "en": {
        "The performance framework is laid down in Article 61 of the CPR.": (TOPIC, "Article 61"),
        "Under Article 217(1)(b) of Regulation (EU) 2021/1060 evidence is given.": (MISSING, "Article 217(1)(b)"),
        "The output indicators are those of Annex VI to Regulation (EU) 2021/1147.": (TOPIC, "Annex VI"),
        "Regulation (EU) 2021/1148 (AMIF Regulation) applies.": (NAME, "2021/1148"),
    },
}

RIGHT = {
    "sl": """
Okvir smotrnosti, ki omogoča spremljanje, je določen v 16. členu uredbe CPR.
Metodologija temelji na okviru smotrnosti iz 16. člena uredbe CPR.
Metodologija za vzpostavitev okvira smotrnosti iz 16. člena uredbe CPR je določena v 17. členu iste uredbe.
V skladu s 16. in 17. členom Uredbe (EU) 2021/1060 je pripravljena metodologija za vzpostavitev okvira smotrnosti.
Po 74. členu uredbe CPR organ upravljanja zagotovi podatke za okvir smotrnosti.
Kazalniki učinka so določeni v Prilogi VIII k Uredbi (EU) 2021/1149, vrste ukrepov pa v Prilogi VI k isti uredbi.
Podatki se sporočajo Komisiji v skladu z 42. členom Uredbe (EU) 2021/1060.
Uredba (EU) 2021/1060 in Splošna uredba o varstvu podatkov (Uredba (EU) 2016/679) se uporabljata neposredno.
Odbor za spremljanje na podlagi 40. člena CPR odobri vsako spremembo programa.
Po členu 24(5) uredbe CPR odločitev Komisije za prenos do 15 % ni potrebna.
Na podlagi 217. člena Zakona o policiji (Uradni list RS, št. 15/13) policija vodi evidence.
Postopek je določen v 214. členu Zakona o splošnem upravnem postopku in v 16. členu uredbe CPR.
Sprememba se odobri po 24. členu, okvir smotrnosti pa je določen v 16. členu uredbe CPR.
Kadar je to ustrezno, se operativna podpora utemelji, kakor je navedeno v členih 19 in 20 uredbe o AMIF.
Izvedbena uredba Komisije (EU) 2021/1061 določa obrazec.
V skladu s 16. členom CPR se mejniki in cilji ne določijo za tehnično pomoč.
Direktiva (EU) 2016/681 o uporabi podatkov PNR in Uredba (EU) 2016/679 (GDPR) določata pravila varstva podatkov.
Priloga VII k Uredbi (EU) 2021/1060 vsebuje preglednice za poročanje o kazalnikih učinka.
Uredba (EU) št. 514/2014 (horizontalna uredba) in Uredba (EU) št. 513/2014 sta veljali v prejšnjem obdobju.
Kazalniki iz Priloge V k Uredbi (EU) 2021/1149 so ključni kazalniki smotrnosti.
Letno poročilo po 30. členu Uredbe (EU) 2021/1149 vsebuje kazalnike učinka iz Priloge VIII k tej uredbi.
Skladno z uredbo CPR (Uredba (EU) 2021/1060) in uredbo o ISF (Uredba (EU) 2021/1149) se določijo cilji.
Po 17. členu te uredbe država članica pripravi metodologijo.
""",
    "en": """
The performance framework is laid down in Article 16 of Regulation (EU) 2021/1060 (CPR).
In accordance with Articles 16 and 17 of the CPR, the methodology establishing the performance framework follows.
Article 17(1)(b) CPR asks for the data or evidence used.
Indicators are those of Annex VIII to the AMIF Regulation (Regulation (EU) 2021/1147).
Under Article 74 CPR the managing authority supplies data to the performance framework.
The performance framework (Article 16 of Regulation (EU) 2021/1060, hereinafter: CPR) has milestones and targets.
""",
}


@pytest.mark.parametrize("language", WRONG)
def test_law_that_is_cited_wrongly_is_found(language: str) -> None:
    found = found_in(RULES, language, [*WRONG[language]])
    assert dict(zip(WRONG[language], found, strict=True)) == {text: [one] for text, one in WRONG[language].items()}


@pytest.mark.parametrize("language", RIGHT)
def test_law_that_is_cited_rightly_raises_nothing(language: str) -> None:
    sentences = RIGHT[language].split("\n")[1:-1]
    assert [text for text, found in zip(sentences, found_in(RULES, language, sentences), strict=True) if found] == []


def test_a_copy_of_the_law_that_departs_is_found() -> None:
    programme = read_content(CONTENTS["sl"])
    assert programme.fund is not None
    first, *others = programme.fund.objectives
    name = first.outputs[0].model_copy(update={"name": first.outputs[0].name.replace("udeležencev", "udeleženk")})
    altered = first.model_copy(update={"outputs": (name, *first.outputs[1:])})
    fund = programme.fund.model_copy(update={"objectives": (altered, *others)})
    (rule,) = [rule for rule in fund_law.RULES if rule.code == "fund-departs"]
    (found,) = rule.find(replace(programme, fund=fund))
    assert (found.path, found.found) == ("fund.objectives.SO1.outputs.O/1/1.name", "udeleženk")


def test_a_copy_of_the_law_that_lacks_something_is_found() -> None:
    programme = read_content(CONTENTS["sl"])
    assert programme.fund is not None
    first, *others = programme.fund.objectives
    measures = {code: text for code, text in first.measures.items() if code != "c"}
    altered = first.model_copy(
        update={"title": f"{first.title} danes", "outputs": first.outputs[1:], "measures": measures}
    )
    fund = programme.fund.model_copy(
        update={"objectives": (altered, *others), "name": "Sklad za varnost", "target_year": 2030}
    )
    (rule,) = [rule for rule in fund_law.RULES if rule.code == "fund-departs"]
    assert [(found.path, found.found) for found in rule.find(replace(programme, fund=fund))] == [
        ("fund.name", "za"),
        ("fund.target_year", "2030"),
        ("fund.objectives.SO1.title", "organizacijami danes"),
        ("fund.fund", "c"),
        ("fund.fund", "O.1.1"),
    ]


@pytest.mark.parametrize("language", CONTENTS)
def test_a_copy_of_the_law_as_the_program_carries_it_is_right(language: str) -> None:
    (rule,) = [rule for rule in fund_law.RULES if rule.code == "fund-departs"]
    assert list(rule.find(read_content(CONTENTS[language]))) == []

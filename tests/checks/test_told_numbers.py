"""What texts tell of numbers, lists and places, in the shipped content: wrong ones are found, right ones are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks import rules_by_code
from tests.built import CONTENT, copied, replace_in
from tests.checks.seeded import found_by

ISPO = "objectives/so3/indicators/O.3.1.yaml"
SHARE = ("objectives/so1/indicators/R.1.7.yaml", "in ciljev v planiranih operacijah")
DNA = (
    "objectives/so1/indicators/O.1.1.yaml",
    "ter na podlagi širitve dejavnosti na področje identifikacije tarčnih analitov",
)
VEHICLES = ("objectives/so3/indicators/O.3.4.yaml", "bodo nabavljena do mejnika {programme.milestone_year}.")
COMPANIES = (ISPO, "(zaposleni v družbah, ki upravljajo s kritično infrastrukturo)")
EQUIPMENT = ("objectives/so2/indicators/O.2.3.yaml", "zamenjati oz. nadgraditi za nemoteno delovanje.")
CONCLUSION = ("chapters/conclusion.md", "varno in zanesljivo govorno omrežje policije.")
INTRODUCTION = ("chapters/introduction.md", "Izjema je tehnična pomoč.")

WRONG: dict[str, tuple[tuple[str, str], str, str]] = {
    "a share in words of those whom a result counts": (
        SHARE,
        ". Tako meni tretjina vseh udeležencev",
        "share-misses-result: 'tretjina' is said of those whom R.1.7.target counts, which are 89 %",
    ),
    "a share that is counted out": (
        SHARE,
        ". Da je usposabljanje koristno, meni sedem od desetih udeležencev",
        "share-misses-result: 'sedem od desetih' is said of those whom R.1.7.target counts, which are 89 %",
    ),
    "every second of those whom a result counts": (
        SHARE,
        ". Da je usposabljanje koristno, bo menil vsak drugi udeleženec",
        "share-misses-result: 'vsak drugi' is said of those whom R.1.7.target counts, which are 89 %",
    ),
    "a declared share beside another one": (
        SHARE,
        ", kar je {=83 %} vseh udeležencev",
        "share-misses-result: '83\N{NO-BREAK SPACE}%' is said of those whom R.1.7.target counts, which are 89 %",
    ),
    "a share of the target": (
        (ISPO, "je predvidenih {O.3.1.ispo_users} udeležencev"),
        ", kar je petina ciljne vrednosti",
        "share-misses-part: 'petina' is said of 160, which is 1.3 % of 12311 (O.3.1.target)",
    ),
    "a share that comes after the milestone": (
        VEHICLES,
        " Po mejniku bo kupljena še tretjina vozil.",
        "milestone-share-in-words: 'tretjina' is said to come after the milestone, which is 28 of 30 (O.3.4)",
    ),
    "a product": (
        DNA,
        ", in sicer {=tri} usposabljanja po {=20} udeležencev, skupaj {=80} udeležencev",
        "product-misses-number: tri times 20 is 60, and the sentence says 80",
    ),
    "an average of operations": (
        DNA,
        ", v povprečju {=40} oseb na operacijo",
        "average-misses-value: '40 oseb na operacijo' is said on average, O.1.1.target is 93 of 4 operations: 23.2",
    ),
    "a sum of named operations": (
        COMPANIES,
        ", tako da je za ISPO, NCKU in USPOZKI skupaj predvidenih {=260} udeležencev",
        (
            "sum-of-operations: 260 is said of ispo, ncku_analytics, uspozki, of which the reasons say "
            "160 + 10 + 100: 270"
        ),
    ),
    "a sum with the operation of the reason": (
        COMPANIES,
        ", skupaj z ISPO torej {=360} udeležencev",
        "sum-of-operations: 360 is said of uspozki, ispo, of which the reasons say 100 + 160: 260",
    ),
    "a list of another length": (
        ("chapters/introduction.md", "Vsebovati mora"),
        " naslednje štiri elemente",
        "list-of-another-length: 'štiri elemente' is announced, the list has 3 items",
    ),
    "a number of chapters": (
        INTRODUCTION,
        " Metodologija je razdeljena na tri poglavja.",
        "wrong-count: tri is said, the content has 4: 'tri poglavja'",
    ),
    "a unit behind a figure that prints it": (
        ("objectives/so3/indicators/R.3.12.yaml", "{R.3.12.police_share}"),
        " odstotkov",
        "unit-twice: '%' is printed with the value, and 'odstotkov' follows",
    ),
    "what begins with the milestone": (
        ("objectives/so3/indicators/O.3.3.yaml", "učne opreme in gradiv, oprema učilnic"),
        ". Oprema bo nabavljena od mejnika {programme.milestone_year}",
        "milestone-as-beginning: 'od mejnika' is said, O.3.3.milestone counts what has come by then",
    ),
    "a large number in words": (
        ("objectives/so1/indicators/O.1.4.yaml", "načrtovanimi nakupi nujno potrebne opreme"),
        " za osem novih učilnic",
        "typed-number: 'osem novih' is typed, and the content has no such value",
    ),
    "a purchase that does not come by the milestone": (
        ("objectives/so3/indicators/O.3.3.yaml", "učne opreme in gradiv, oprema učilnic"),
        ". Nabava opreme do leta {programme.milestone_year} še ne bo izvedena",
        (
            "milestone-not-reached: O.3.3.milestone is 824, its reasons say that nothing is reached by then: "
            "'Nabava opreme do leta 2024 še ne bo izvedena'"
        ),
    ),
    "an annex that a reason names": (
        ("objectives/so1/indicators/O.1.4.yaml", "načrtovanimi nakupi nujno potrebne opreme"),
        " (glej Prilogo 2)",
        "place-unknown: 'Prilogo 2' is named, the document numbers 0 of them",
    ),
    "a chapter of a higher number": (
        INTRODUCTION,
        " Razlogi so pojasnjeni v poglavju 5.2.",
        "place-unknown: 'poglavju 5.2' is named, the document numbers 4 of them",
    ),
    "none at all by the milestone": (
        ("objectives/so3/indicators/O.3.8.yaml", "povečanje glede na pričakovane trende."),
        " Do leta {programme.milestone_year} pomoči še ne bo prejela nobena žrtev.",
        (
            "milestone-not-reached: O.3.8.milestone is 10, its reasons say that nothing is reached by then: "
            "'leta 2024 pomoči še ne bo prejela nobena žrtev.'"
        ),
    ),
    "what is counted does not come by the milestone": (
        ("objectives/so2/indicators/O.2.4.yaml", "za izvajanje čezmejnega tajnega opazovanja."),
        " Do mejnika {programme.milestone_year} nakup prevoznih sredstev še ne bo izveden.",
        (
            "milestone-not-reached: O.2.4.milestone is 26, its reasons say that nothing is reached by then: "
            "'2024 nakup prevoznih sredstev še ne bo izveden.'"
        ),
    ),
    "both objectives of three": (
        INTRODUCTION,
        " Za oba specifična cilja veljajo skupni dejavniki.",
        "wrong-count: oba is said, the content has 3: 'oba specifična cilja veljajo'",
    ),
    "more than an enumeration announces": (
        CONCLUSION,
        " Spopada se s tremi oblikami kriminalitete, in sicer s terorizmom, radikalizacijo, korupcijo in trgovino.",
        "enumeration-of-another-length: 'tremi oblikami kriminalitete' is announced, 4 are named",
    ),
    "fewer than an enumeration announces": (
        CONCLUSION,
        " Za to skrbi pet služb, in sicer policija, vojska in carina, ki so povezane.",
        "enumeration-of-another-length: 'pet služb' is announced, 3 are named",
    ),
    "a chapter that is none": (
        INTRODUCTION,
        " Viri so opisani v poglavju »Viri podatkov«.",
        "place-name-unknown: 'poglavju Viri podatkov' is named, no heading of the document says so",
    ),
    "a table above that is none": (
        INTRODUCTION,
        " Vrednosti prikazuje zgornja tabela.",
        "nothing-above-or-below: 'zgornja tabela' is named, and there is none",
    ),
    "a table below that is none": (
        INTRODUCTION,
        " Skladi so našteti v spodnji preglednici.",
        "nothing-above-or-below: 'spodnji preglednici' is named, and there is none",
    ),
    "data of a year to come": (
        EQUIPMENT,
        " Upoštevani so podatki iz leta 2027.",
        "data-of-a-year-to-come: 'iz leta 2027' is said of what is known already, and the document is of 2025-11-03",
    ),
    "what was done in a year to come": (
        EQUIPMENT,
        " V letu 2026 je policija izvedla več nadzorov.",
        "data-of-a-year-to-come: 'V letu 2026' is said of what is known already, and the document is of 2025-11-03",
    ),
    "a period of the past that ends later": (
        EQUIPMENT,
        " Vrednost je določena na podlagi nabav v obdobju od 2016 do 2028.",
        "data-of-a-year-to-come: '2016 do 2028' is said of what is known already, and the document is of 2025-11-03",
    ),
    "the name of another indicator behind a code": (
        EQUIPMENT,
        " Vrednost je usklajena s kazalnikom O.2.4 (število kosov nabavljene opreme).",
        "code-of-another-name: 'število kosov nabavljene opreme' stands behind O.2.4, it is O.2.3",
    ),
    "a type of intervention of another indicator": (
        EQUIPMENT,
        " Oprema je zajeta v vrsti ukrepanja 009.",
        (
            "type-of-another-indicator: the type of intervention 009 is named in a reason of O.2.3, "
            "which is linked to 008"
        ),
    ),
    "a value mistyped in a chapter": (
        CONCLUSION,
        " Usposabljanj se bo udeležilo {=12.331} oseb.",
        "value-mistyped-elsewhere: '12.331 oseb' is typed, O.3.1.target is 12311",
    ),
    "a value told otherwise in a chapter": (
        CONCLUSION,
        " Za preprečevanje kriminala bo izvedenih {=14} projektov.",
        "amount-misses-target: '14 projektov' is said of what O.3.6.target measures, which is 15",
    ),
    "a yearly average": (
        ("objectives/so3/indicators/O.3.8.yaml", "povečanje glede na pričakovane trende."),
        " V povprečju gre za {=7} žrtev na leto.",
        "typed-rate-misses-value: 7 a year over the 9 years 2021 to 2029 gives 63, 30 is stated (O.3.8.target)",
    ),
    "a short name of two": (
        INTRODUCTION,
        " Sodeluje tudi Nacionalni finančni laboratorij (NFL).",
        (
            "short-name-of-two: 'NFL' stands for 'Nacionalni finančni laboratorij' here, "
            "for 'Nacionalnem forenzičnem laboratoriju' elsewhere"
        ),
    ),
    "a text that leads on to nothing": (
        EQUIPMENT,
        " Kaj bo potrebno zamenjati oz.",
        "text-cut-off: the text ends in 'potrebno zamenjati oz.'",
    ),
    "a statement that a paragraph does not make": (
        ("programme.yaml", "statements:\n"),
        "  data_quality: chapters.explanation.4\n",
        (
            "statement-says-other: chapters.explanation.4 has none of the words kakovost…, zanesljiv…, "
            "verodostojn…, preverj…, preverl…, točnost…, chapters.conclusion.2 has"
        ),
    ),
    "a factor that says nothing": (
        ("risks.yaml", "factors:\n"),
        "  storms: v pripravi\n",
        "text-says-nothing: 'v pripravi' is all that the text says",
    ),
    "an operation with a hyphen": (
        ("operations.yaml", "protidronske elektronske zaščite"),
        "\ndrones: Nadgradnja in dopolnitev sistema proti-dronske elektronske zaščite",
        (
            "entry-named-twice: 'Nadgradnja in dopolnitev sistema proti-dronske elektronske zaščite' is "
            "operations.drone_defence in other words"
        ),
    ),
    "a target told by its code": (
        CONCLUSION,
        " Ciljna vrednost kazalnika O.2.3 je {=35} kosov.",
        "value-told-otherwise: 35 is said of O.2.3.target, which is 53",
    ),
    "a milestone in brackets behind its code": (
        CONCLUSION,
        " Mejnik kazalnika O.2.3 ({=81}) je dosegljiv.",
        "value-told-otherwise: 81 is said of O.2.3.milestone, which is 18",
    ),
    "two targets compared": (
        CONCLUSION,
        " Kazalnik O.1.4 ima višjo ciljno vrednost kot kazalnik O.3.1.",
        ("values-compared-otherwise: O.1.4.target is said to be above O.3.1.target; these are 3182 and 12311"),
    ),
    "what was done on a day to come": (
        INTRODUCTION,
        " Metodologijo je nadzorni odbor potrdil 15. decembra 2025.",
        (
            "done-on-a-day-to-come: '15. decembra 2025' is said of what is known already, "
            "and the document is of 2025-11-03"
        ),
    ),
    "a year after the milestone's in its reason": (
        ("objectives/so2/indicators/O.2.3.yaml", "kaj bo potrebno zamenjati oz. nadgraditi."),
        " Oprema bo nabavljena do konca leta 2025.",
        ("milestone-of-another-year: the reasons of O.2.3.milestone for 2024 speak of what comes by 2025"),
    ),
    "the title of another objective": (
        CONCLUSION,
        " Specifični cilj 2 (izboljšanje izmenjave informacij) je najobsežnejši.",
        "code-of-another-name: 'izboljšanje izmenjave informacij' stands behind 2, it is 1",
    ),
    "another coverage": (
        CONCLUSION,
        " Kazalniki v specifičnem cilju 2 pokrivajo {=99,48 %} sredstev.",
        (
            "share-of-another-type: 99,48\N{NO-BREAK SPACE}% is said of the types with indicators in SO2, "
            "which cover 98.48"
        ),
    ),
    "a number of operations of the indicator that is named": (
        CONCLUSION,
        " Kazalnik O.3.6 zajema {=14} operacij.",
        "wrong-count: 14 is said, O.3.6 has 15: '14 operacij'",
    ),
    "all of an operation after the milestone that counts it": (
        ("objectives/so3/indicators/O.3.3.yaml", "bo vsa oprema nabavljena"),
        " po mejniku in ne",
        "milestone-denied: 'po mejniku' is said of 2024 here, the reasons of O.3.3.milestone count it",
    ),
}

RIGHT: tuple[tuple[tuple[str, str], str], ...] = (
    (
        ("objectives/so3/indicators/O.3.3.yaml", "učne opreme in gradiv, oprema učilnic"),
        ". Oprema bo nabavljena od mejnika do cilja. Ciljna vrednost je odvisna od mejnika. Od mejnika je višja",
    ),
    (SHARE, ". Tako meni devet od desetih udeležencev"),
    (SHARE, ". Anketo izpolni tretjina vseh udeležencev"),
    (SHARE, ". Po dosedanjih izkušnjah tako meni polovica udeležencev"),
    (SHARE, ". Preostala desetina udeležencev ne meni tako"),
    ((ISPO, "je predvidenih {O.3.1.ispo_users} udeležencev"), ", kar je {=1,3 %} ciljne vrednosti"),
    (VEHICLES, " Po mejniku bo kupljena še desetina vozil."),
    (DNA, ", in sicer {=tri} usposabljanja po {=20} udeležencev, skupaj {=60} udeležencev"),
    (DNA, ", v povprečju {=23} oseb na operacijo"),
    (COMPANIES, ", tako da je za ISPO, NCKU in USPOZKI skupaj predvidenih {=270} udeležencev"),
    (COMPANIES, ", skupaj z ISPO torej {=260} udeležencev"),
    (("chapters/introduction.md", "Vsebovati mora"), " naslednje tri elemente"),
    (INTRODUCTION, " V dveh poglavjih so tabele, metodologija je razdeljena na štiri poglavja."),
    (INTRODUCTION, " Viri so opisani v poglavju »Kazalniki učinka« in v poglavju »Nadzor« letnega poročila policije."),
    (("chapters/conclusion.md", "govorno omrežje policije."), " Vrednosti prikazujejo zgornje tabele."),
    (("chapters/output-indicators.md", "Sklada za notranjo varnost."), " Vrednosti so v spodnjih tabelah."),
    (EQUIPMENT, " Upoštevani so podatki iz leta 2024 in podatki, ki bodo zbrani v letu 2027."),
    (EQUIPMENT, " V letu 2026 bo policija izvedla več nadzorov, v obdobju od 2016 do 2028 pa jih bo vse več."),
    (EQUIPMENT, " Vrednost je usklajena s kazalnikom O.2.4 (število prevoznih sredstev)."),
    (EQUIPMENT, " Oprema je zajeta v vrsti ukrepanja 008, oz. v vrsti 009, kar je odvisno od namena."),
    (CONCLUSION, " Usposabljanj se bo udeležilo {O.3.1.target} oseb, v prvem letu {=1.320} oseb."),
    (CONCLUSION, " Za preprečevanje kriminala bo v prvem letu izvedenih {=10} projektov."),
    (
        ("objectives/so3/indicators/O.3.8.yaml", "povečanje glede na pričakovane trende."),
        " Doslej je bilo v povprečju {=7} žrtev na leto.",
    ),
    (INTRODUCTION, " Sodeluje strokovnjak Nacionalnega forenzičnega laboratorija (NFL)."),
    (("programme.yaml", "statements:\n"), "  data_quality: chapters.conclusion.2\n"),
    (CONCLUSION, " Ciljna vrednost kazalnika O.2.3 je bila povečana s {=45} na {O.2.3.target}, mejnik pa ne."),
    (CONCLUSION, " Ciljna vrednost kazalnika O.2.3 do leta {programme.target_year} je {O.2.3.target} kosov."),
    (CONCLUSION, " Ciljna vrednost kazalnika R.2.5 je {=20} milijonov EUR."),
    (CONCLUSION, " Kazalnik O.3.1 ima višjo ciljno vrednost kot kazalnik O.1.4."),
    (INTRODUCTION, " Prejšnjo različico je odbor potrdil 15. oktobra 2025, naslednjo bo potrdil 15. marca 2026."),
    (
        ("objectives/so2/indicators/O.2.3.yaml", "kaj bo potrebno zamenjati oz. nadgraditi."),
        " Del opreme bo nabavljen do leta 2025, zato do mejnika še ne bo prispeval.",
    ),
    (CONCLUSION, " Specifični cilj 2 (krepitev čezmejnega sodelovanja) je najobsežnejši."),
    (CONCLUSION, " Kazalniki v specifičnem cilju 2 pokrivajo {=98,48 %} sredstev."),
    (CONCLUSION, " Razlogi so pojasnjeni v poglavju 4, podlaga je v prilogi 8 k uredbi CPR."),
    (("objectives/so3/indicators/R.3.12.yaml", "{R.3.12.police_share}"), " vseh"),
    (
        ("objectives/so3/indicators/O.3.8.yaml", "povečanje glede na pričakovane trende."),
        " Do leta {programme.milestone_year} se število ne bo spremenilo za noben odstotek.",
    ),
    (CONCLUSION, " Specifična cilja 1 in 2 sta povezana. Za oba specifična cilja veljajo skupni dejavniki."),
    (CONCLUSION, " Za to skrbijo {=tri} službe, in sicer policija, vojska ter inšpektorat za okolje in prostor."),
    (CONCLUSION, " Za to skrbijo {=tri} službe, in sicer policija, vojska (kopenska, letalska) in carina."),
    (CONCLUSION, " Prvi sklop zajema {=tri} dele, in sicer prenovo stare, dotrajane opreme, nakup in vzdrževanje."),
    (
        ("objectives/so2/indicators/O.2.4.yaml", "za izvajanje čezmejnega tajnega opazovanja."),
        " Do mejnika {programme.milestone_year} nadgradnja opreme še ne bo vplivala na število prevoznih sredstev.",
    ),
    (
        ("objectives/so2/indicators/O.2.4.yaml", "za izvajanje čezmejnega tajnega opazovanja."),
        " Do mejnika {programme.milestone_year} nakup vseh prevoznih sredstev še ne bo izveden.",
    ),
    (CONCLUSION, " Kazalnik O.3.6 zajema {=15} operacij, s tremi operacijami pa je povezan kazalnik O.3.4."),
)

CODES = frozenset(said.partition(":")[0] for *_, said in WRONG.values())
"""The rules that have their case here."""


def _messages(content: Path) -> set[str]:
    known = rules_by_code()
    return {message for _, message in found_by([known[code] for code in sorted(CODES)], content)}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_told_wrongly(name: str, tmp_path: Path) -> None:
    (file, old), added, said = WRONG[name]
    content = copied(CONTENT, tmp_path)
    replace_in(content / file, old, old + added)
    assert said in _messages(content)
    assert said not in _messages(CONTENT)


@pytest.mark.parametrize(("place", "added"), RIGHT)
def test_what_is_told_rightly(place: tuple[str, str], added: str, tmp_path: Path) -> None:
    file, old = place
    content = copied(CONTENT, tmp_path)
    replace_in(content / file, old, old + added)
    assert _messages(content) <= _messages(CONTENT)

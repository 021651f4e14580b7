"""Names of acts, periods, types, terms, funds and institutions, each against the content or the law."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from methodology.checks import arithmetic, references, regulation, typography, wording
from methodology.model.programme import Programme
from tests.built import CONTENT, copied, read_content, replace_in
from tests.checks.sentences import found_in

RULES = (*arithmetic.RULES, *references.RULES, *regulation.RULES, *typography.RULES, *wording.RULES)
COMPARED, CALLED, TYPE = "period-compared-with-itself", "former-or-current-period", "type-beside-another-name"
TERM, TITLE, FUND = "another-term", "act-title-unlike", "programme-of-another-fund"
ARTICLE, LETTERS, TWICE = "article-about-another-thing", "short-name-unlike-words", "short-name-of-two"
NAME, LENGTH, ORDER = "act-unlike-its-name", "period-of-another-length", "measures-out-of-order"
OWN = frozenset(
    {COMPARED, CALLED, LENGTH, TYPE, TERM, TITLE, FUND, ARTICLE, LETTERS, TWICE, NAME, "institution-nowhere-else"}
)

CPR = (
    "Uredba o določitvi skupnih določb o Evropskem skladu za regionalni razvoj, Evropskem socialnem skladu plus, "
    "Kohezijskem skladu, Skladu za pravični prehod in Evropskem skladu za pomorstvo, ribištvo in akvakulturo ter "
    "finančnih pravil zanje in za Sklad za azil, migracije in vključevanje, Sklad za notranjo varnost in Instrument "
    "za finančno podporo za upravljanje meja in vizumsko politiko se uporablja neposredno."
)
"""A sentence with the whole title of an act."""


def _cpr(old: str, new: str) -> str:
    assert old in CPR
    return CPR.replace(old, new, 1)


WRONG = {
    "V perspektivi 2021–2027 so v primerjavi s perspektivo 2021–2027 predvsem spremembe v kazalnikih.": COMPARED,
    "Glede na obdobje 2014-2020 se v obdobju 2014-2020 spreminjajo podlage.": COMPARED,
    "V zadnjih treh letih (2018–2022) je bilo več primerov.": LENGTH,
    "Operacije se izvajajo v 9 letih, 2021–2027.": LENGTH,
    "V prejšnji finančni perspektivi 2021–2027 so bile podlage drugačne.": CALLED,
    "V novem programskem obdobju 2014–2020 so podlage drugačne.": CALLED,
    "To velja za vrsto ukrepanja 008 (Usposabljanje).": TYPE,
    "To velja za vrsto ukrepanja »Oprema« (005).": TYPE,
    "To velja za vrsti ukrepanja 005 – Usposabljanje in 009 – Oprema.": TYPE,
    "Indikatorji učinka so po specifičnih ciljih določeni v uredbi.": TERM,
    "Za posebne cilje podamo skupne dejavnike, ki vplivajo na mejnike.": TERM,
    "Okvir uspešnosti, ki omogoča spremljanje, je del programa.": TERM,
    _cpr("pravični", "zeleni"): TITLE,
    _cpr(" plus", ""): TITLE,
    _cpr("regionalni razvoj", "razvoj"): TITLE,
    _cpr("pomorstvo, ribištvo in akvakulturo", "pomorstvo in ribištvo"): TITLE,
    _cpr("vključevanje, Sklad za notranjo varnost in", "vključevanje in"): TITLE,
    _cpr("upravljanje meja", "upravljanje zunanjih meja"): TITLE,
    _cpr("skupnih določb", "splošnih določb"): TITLE,
    "Pravila ureja Uredba (EU) 2021/1149 o vzpostavitvi Sklada za nacionalno varnost.": TITLE,
    "Kazalniki niso le v okviru programa AMIF.": "",
    "Mejnik je določen za aktivnosti v okviru programa AMIF.": FUND,
    "Kazalniki so določeni v okviru sklada BMVI.": FUND,
    "Metodologija za vzpostavitev okvira smotrnosti je določena v 17. členu Uredbe (EU) 2021/1147.": ARTICLE,
    "Okvir smotrnosti je določen v 16. členu uredbe o ISF.": ARTICLE,
    "Velja Uredba o določitvi skupnih določb (Uredba (EU) 2021/1060, v nadaljevanju: uredba AMIF).": NAME,
    "Podatki so iz ISCIU (Informacijski sistem Policijske akademije).": LETTERS,
    "Podatke da Nacionalni forenzični laboratorij (NFL), preveri jih center za krizno upravljanje (NFL).": TWICE,
}
RIGHT = f"""
{CPR}
Uredba o določitvi skupnih določb določa, da se mejniki določijo za vsak cilj.
Uredba o skupnih določbah o Evropskem skladu za regionalni razvoj in drugih skladih velja neposredno.
V obdobju 2014–2020 je veljala Uredba (EU) št. 513/2014 o vzpostavitvi instrumenta za finančno podporo.
Uredba (EU) št. 514/2014 o določitvi splošnih določb o Skladu za azil, migracije in vključevanje ne velja več.
Uredba (EU) št. 515/2014 o vzpostavitvi instrumenta za finančno podporo na področju zunanjih meja in vizumov.
Uredba (EU) 2021/1149 Evropskega parlamenta in Sveta o vzpostavitvi Sklada za notranjo varnost velja.
Upošteva se Uredba o vzpostavitvi Sklada za pravični prehod.
Upošteva se Uredba o vzpostavitvi Evropskega socialnega sklada plus.
Uredba (EU) 2021/1148 o vzpostavitvi Instrumenta za finančno podporo za upravljanje meja in vizumsko politiko.
Resolucija o dolgoročnem razvoju policije je podlaga.
Zakon o varstvu osebnih podatkov velja.
V primerjavi s prejšnjo perspektivo 2014–2020 so v perspektivi 2021–2027 predvsem nove podlage.
V novi finančni perspektivi 2021–2027 so glede na prejšnjo, 2014–2020, predvsem nove podlage.
V obdobju 2018–2020 je bilo glede na trend v obdobju 2018–2020 več primerov.
Komisija podatke primerja z drugimi državami v istem obdobju 2021–2027.
V zadnjih petih letih (2018–2022) je bilo več primerov.
V petih letih od leta 2016 do leta 2021 je bilo več primerov.
V prvih treh letih programa (2021–2027) je manj izplačil.
V prvih dveh letih obdobja 2021–2027 je manj izplačil.
Po dveh letih je v obdobju 2021–2027 več izplačil.
V letih 2018–2022 je bilo več primerov.
Srečanja so vsaki dve leti od 2018 do 2024.
Po letu 2020 (2021–2027) bo več primerov.
V sedemletnem obdobju 2021–2027 bo več primerov.
Obdobje 2021–2027 se razlikuje od obdobja 2014–2020.
V tedanjem obdobju 2014–2020 so bila nova pravila.
To velja za vrsti ukrepanja 008 – Oprema in 009 – Prevozna sredstva.
To velja za vrste ukrepanja »Usposabljanje« (005), »Oprema« (008) in »Prevozna sredstva« (009).
Vrsta ukrepanja 008 (IKT in druga oprema) je pogosta.
Ekonomski indikatorji programa stabilnosti kažejo enako.
Poseben cilj operacije je usposabljanje.
V prejšnjem obdobju se je uporabljal okvir uspešnosti programa.
Okvir uspešnosti programa je bil v letu 2014 drugačen.
Vmesne in končne ciljne vrednosti (mejniki in cilji) se določijo.
Strateški cilji policije so širši.
Ukrepi se dopolnjujejo z ukrepi v okviru programa AMIF, ki ima svoje kazalnike.
Dvojno financiranje iz programa AMIF se preprečuje s preverjanjem kazalnikov.
Iste kazalnike imajo tudi projekti v okviru programa AMIF.
Nastanitev se financira v okviru programa AMIF.
Mejniki v okviru programov ISF in AMIF so različni.
Cilj 16. člena Uredbe (EU) 2021/1147 je podpora.
Na podlagi 17. člena Uredbe (EU) 2021/1149 se določijo zneski.
Okvir smotrnosti je določen v 16. členu Uredbe (EU) 2021/1060.
Metodologija za vzpostavitev okvira smotrnosti ni v 17. členu Uredbe (EU) 2021/1147, je v 17. členu uredbe CPR.
UNHCR (Urad visokega komisarja Združenih narodov za begunce) sodeluje.
EPPO (Evropsko javno tožilstvo) obravnava goljufije.
PNR (Passenger Name Record) so podatki o letalskih potnikih.
Urad za odvzem premoženjske koristi (ARO) in nacionalni urad za odvzem premoženja (ARO) sta isti urad.
Nacionalni forenzični laboratorij (NFL) je isto kot Nacionalni laboratorij (NFL).
Z operacijo Ministrstva za obrambo ter Urada za varovanje podatkov se začne prej.
Z operacijo Ministrstva za pravosodje ter Urada za varovanje podatkov se začne prej.
Usposabljanje izvaja Center za razvoj in prodajo opreme, podatke hrani Center za nabavo in prodajo opreme.
Na podlagi Zakona o varstvu osebnih podatkov so podatki obdelani.
Na podlagi Zakona o varstvu tajnih podatkov so podatki obdelani.
Ministrstvo za pravosodje in Finančna uprava Republike Slovenije sodelujeta.
Generalna policijska uprava in Generalni sekretariat Vlade Republike Slovenije sodelujeta.
"""


def test_what_is_named_otherwise_is_found() -> None:
    found = found_in(RULES, "sl", list(WRONG))
    codes = {text: {code for code, _ in one} & OWN for text, one in zip(WRONG, found, strict=True)}
    assert {text: said for text, said in codes.items() if said != ({WRONG[text]} - {""})} == {}


def test_other_ways_of_naming_raise_nothing() -> None:
    sentences = RIGHT.split("\n")[1:-1]
    found = found_in(RULES, "sl", sentences)
    codes = {text: {code for code, _ in one} & OWN for text, one in zip(sentences, found, strict=True)}
    assert {text: said for text, said in codes.items() if said} == {}


LISTED = "objectives-out-of-order"
SOURCE, FIGURE, BODY = "source-of-another-kind", "figure-of-another-institution", "institution-nowhere-else"
PAIR, AUTHORITY = "figure-of-two-operations", "authority-unlike-short-name"
SMALL, LAW, PLACE, SLIP = "name-written-small", "fund-departs", "place-unknown", "letters-slipped"
UNKNOWN, BELOW, ECHO = "unexplained-abbreviation", "operations-below-target", "word-unlike-elsewhere"
BENT, PART = "counted-in-another-case", "part-left-out-of-type"
OF_TWO, CUT, OF_TARGET = "short-name-of-two", "text-cut-off", "milestone-reason-of-target"
LEFT_OUT, OTHER, BELOW_FORMAT = "objective-left-out", "reason-of-another-name", "value-below-format"
ITEM, COUNTED, TOLD, TWO = (
    "item-twice",
    "operations-of-another-number",
    "reason-of-another-operation",
    "entry-named-twice",
)
INSIDE = "item-inside-item"
TYPED = "typed-number"
LEFT, TOTAL = "reason-left-out-of-target", "allocation-total-unlikely"
NOWHERE, SMALL_LETTERS, HEAVY = "name-nowhere-else", "short-name-in-small-letters", "pieces-too-heavy"
ENTRY, JOINED, END = "entry-with-another-short-name", "operation-joined-to-itself", "heading-at-end"
TOLD_UNLISTED, LISTED_WORD, NO_REASON = (
    "told-operation-unlisted",
    "listed-word-unused",
    "operation-without-reason",
)
CODES = frozenset(
    {
        TOLD_UNLISTED,
        LISTED_WORD,
        BELOW,
        NOWHERE,
        SMALL_LETTERS,
        HEAVY,
        ECHO,
        INSIDE,
        SMALL,
        LEFT,
        TOTAL,
        ENTRY,
        JOINED,
        END,
        COMPARED,
        CALLED,
        TYPE,
        TERM,
        TITLE,
        FUND,
        TWICE,
        SOURCE,
        FIGURE,
        BODY,
        PAIR,
        AUTHORITY,
        LENGTH,
        ORDER,
        LISTED,
    }
)
"""The codes of the rules that these tests hold."""
COUNTS, NOUN = "counts-another-thing", "noun-of-another-indicator"
KEY, NEARLY, OF_FUND = "entry-unlike-key", "similar-sentences", "fund-of-another-programme"
RISK = "risk-of-another-objective"
UNIT, VARIANT = "figures-in-other-units", "name-variant"
STATED, ABOVE = "act-title-unlike", "heading-of-another-part"
CHANGES = [
    ("objectives/so1/indicators/O.1.4.yaml", "- procurement_documents", "- attendance_lists", {SOURCE}),
    ("objectives/so1/indicators/O.1.1.yaml", "- attendance_lists", "- delivery_notes", {SOURCE}),
    ("objectives/so3/results.yaml", "  - survey_forms\n", "  - survey_forms: podatki o dejavnostih\n", {SOURCE}),
    (
        "objectives/so1/indicators/O.1.4.yaml",
        "glede na predvideni razvoj NFL do leta {programme.milestone_year} in potrebno število kosov opreme",
        "glede na predvidene potrebe za razvoj in vzdrževanje nacionalnega sistema PNR",
        {ITEM},
    ),
    ("objectives/so1/indicators/O.1.1.yaml", "- nfl_review", "- completion_reports", set()),
    ("objectives/so3/indicators/O.3.4.yaml", "- mferac", "- supply_contracts", set()),
    ("objectives/so3/indicators/O.3.4.yaml", "- mferac", "- maxima", {SOURCE}),
    ("operations.yaml", "področju okoljske kriminalitete", "področju premoženjske kriminalitete", {KEY}),
    ("objectives/so3/indicators/O.3.8.yaml", "oseb (žrtev)", "oseb (prič)", {NOUN}),
    ("objectives/so1/indicators/R.1.7.yaml", "name: Delež udeležencev", "name: Delež operacij", {NOUN}),
    ("objectives/so3/indicators/R.3.12.yaml", 'value: 85, unit: "%"', "value: 85", {UNIT}),
    ("objectives/so3/indicators/R.3.11.yaml", "javnih prostorov", "zasebnih prostorov", {VARIANT}),
    ("chapters/allocation.md", "VRSTAH UKREPANJA", "IZVEDBENIH UKREPIH", {ABOVE}),
    ("chapters/allocation.md", "VRSTAH UKREPANJA", "VRSTAH UPRAVIČENCEV", {ABOVE}),
    ("chapters/allocation.md", "S KAZALNIKI", "Z MEJNIKI", {ABOVE}),
    ("objectives/so3/indicators/O.3.1.yaml", "za krizno upravljanje", "za kibernetsko upravljanje", {BODY}),
    ("objectives/so2/indicators/R.2.10.yaml", "counts: priporočila", "counts: priporočile", {BENT}),
    ("sources.yaml", "zaključna poročila operacij", "zaključna naročila operacij", {KEY}),
    ("objectives/so1/indicators/O.1.1.yaml", "  - target_analytes\n", "", {TOLD_UNLISTED}),
    ("language.yaml", "protidronsk*", "protidronks*", {LISTED_WORD}),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "Operaciji {operations.dog_handlers} ter",
        "Operaciji {operations.hrm} ter",
        {NO_REASON},
    ),
    (
        "objectives/so3/indicators/R.3.13.yaml",
        "policije (razen NFL) izračunana",
        "policije (razen NFL) in Urada za oskrbo in integracijo migrantov izračunana",
        {FIGURE, NEARLY},
    ),
    (
        "objectives/so2/indicators/O.2.1.yaml",
        "{programme.target_year}, ki jih bo policija izvajala v okviru Programa SNV",
        "{programme.target_year}, ki jih bo policija",
        set(),
    ),
    ("operations.yaml", "sistema protidronske", "sistema protipožarne", {KEY}),
    ("operations.yaml", "mladoletnih oseb (NCSE DB)", "mladoletnih oseb (ICSE DB)", {KEY}),
    ("sources.yaml", "program »Maxima«", "program »Maximo«", {KEY, LISTED_WORD}),
    ("sources.yaml", "dobavnice\nacc", "listi o prejemu\nacc", set()),
    ("risks.yaml", "sredstev nacionalnega proračuna", "sredstev občinskega proračuna", {KEY}),
    ("chapters/conclusion.md", "za izmenjavo Prüm podatkov", "za izmenjavo Eurodac podatkov", {ECHO}),
    ("objectives/so3/indicators/O.3.2.yaml", "o dolgoročnem razvoju policije", "o strategiji varnosti", {NEARLY}),
    ("objectives/so1/indicators/O.1.4.yaml", "analitov v NFL", "analitov v NCKU", {UNKNOWN}),
    ("objectives/so1/indicators/O.1.1.yaml", "forenzičnem laboratoriju", "preiskovalnem uradu", {LETTERS}),
    ("chapters/result-indicators.md", "vzpostavitvi Sklada za notranjo varnost", "določitvi skupnih določb", {OF_FUND}),
    ("chapters/introduction.md", "meja in vizumsko politiko", "meja in policijsko sodelovanje", {STATED}),
    ("objectives/so2/indicators/O.2.1.yaml", "counts: operativnih ukrepov", "counts: JIT-ov", {COUNTS}),
    ("objectives/so1/indicators/O.1.3.yaml", "- completion_report", "- attendance_lists", set()),
    ("chapters/conclusion.md", "balkanski poti", "baltski poti", {ECHO}),
    ("operations.yaml", "v skladu s Prümskimi sklepi", "v skladu z Dublinskimi sklepi", {NOWHERE}),
    ("objectives/so3/risks.yaml", "opreme (IKT in", "opreme (Ikt in", {SMALL_LETTERS}),
    ("objectives/so3/risks.yaml", "programov usposabljanja na trgu", "v sistemu PNR", {RISK}),
    ("chapters/conclusion.md", "žrtve trgovine z ljudmi", "žrtve nasilja v družini", {ECHO}),
    ("chapters/conclusion.md", "žrtve trgovine z ljudmi", "žrtve kriminala", set()),
    ("chapters/conclusion.md", "žrtve trgovine z ljudmi", "žrtve družinskega nasilja", {ECHO}),
    ("sources.yaml", "isciu: ISCIU (", "isciu: ISPO (", {KEY}),
    ("objectives/so2/risks.yaml", "odvzem premoženjske koristi (ARO)", "pranje denarja (ARO)", {LETTERS}),
    ("chapters/allocation.md", "POSAMEZNIH VRSTAH UKREPANJA", "POSAMEZNIH SPECIFIČNIH CILJIH", {ABOVE}),
    ("chapters/allocation.md", "TER POVEZAVA S KAZALNIKI", "TER POVEZAVA Z OPERACIJAMI", {ABOVE}),
    ("objectives/so2/indicators/R.2.6.yaml", "{value: 300, unit: mg}", "{value: 300, unit: g}", {HEAVY}),
    ("chapters/conclusion.md", "interesov EU in Slovenije", "interesov EU in Hrvaške", {ECHO}),
    ("chapters/conclusion.md", "za izmenjavo Prüm podatkov", "za izmenjavo PNR podatkov", {ECHO}),
    ("objectives/so1/indicators/O.1.3.yaml", "sistema policije je kompleksen", "sistema carine je kompleksen", {ECHO}),
    ("objectives/so1/indicators/O.1.1.yaml", "enoti PNR in", "enoti SIS in", {ECHO}),
    ("chapters/explanation.md", "sistema NCKU", "sistema Nacionalnega centra", set()),
    ("chapters/output-indicators.md", "določeni v Uredbi o", "določeni v Prilogi VIII k Uredbi o", set()),
    ("chapters/conclusion.md", "zmanjšanje varnostnih tveganj", "zniževanje varnostnih tveganj", {ECHO}),
    ("objectives/so3/indicators/R.3.12.yaml", "Ministrstva za obrambo", "Ministrstva za pravosodje", {FIGURE, BODY}),
    (
        "objectives/so3/indicators/R.3.12.yaml",
        "Ministrstva za obrambo",
        "Ministrstva za obrambo in Ministrstva za pravosodje",
        set(),
    ),
    ("sources.yaml", "Policije, Generalne policijske", "Policije, Generalne finančne", {BODY}),
    ("sources.yaml", "Uprava kriminalistične policije", "Uprava uniformirane policije", {KEY}),
    (
        "objectives/so3/indicators/R.3.12.yaml",
        "za oskrbo in integracijo migrantov",
        "za begunce in integracijo migrantov",
        {BODY, ECHO},
    ),
    ("objectives/so3/indicators/O.3.2.yaml", "razvoju policije do leta", "razvoju vojske do leta", {BODY, NEARLY}),
    ("objectives/so3/indicators/R.3.12.yaml", "Urada za oskrbo in integracijo migrantov", "Urada za azil", {BODY}),
    (
        "objectives/so3/indicators/O.3.1.yaml",
        "({O.3.1.geoanalitika_staff} zap",
        "({O.3.1.uspozki_participants} zap",
        {PAIR},
    ),
    ("objectives/so3/indicators/O.3.1.yaml", "{O.3.1.uspozki_participants} udel", "{O.3.1.ispo_users} udel", {PAIR}),
    ("objectives/so3/indicators/O.3.3.yaml", "{O.3.3.aro_amo_items} kosov", "{O.3.3.dog_handlers_items} kosov", {PAIR}),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "{O.3.3.aro_amo_items} kosov",
        "{O.3.3.aro_amo_items} kosov (poleg operacije {operations.dog_handlers} – {O.3.3.dog_handlers_items} kosov)",
        set(),
    ),
    ("programme.yaml", "Ministrstvo za notranje zadeve", "Ministrstvo za zunanje zadeve", {AUTHORITY}),
    ("programme.yaml", "Ministrstvo za notranje zadeve", "Ministrstvo za javno upravo", {AUTHORITY}),
    ("sources.yaml", "ISCIU (Inf", "ISCUI (Inf", {LETTERS, KEY}),
    ("sources.yaml", "ISCIU (Inf", "CIU (Inf", {UNKNOWN, KEY}),
    ("sources.yaml", "Centra za izpopolnjevanje", "Centra za razvoj", {LETTERS}),
    ("objectives/so1/allocation.yaml", "share: 23.16", "share: 23.19", {TOTAL}),
    ("objectives/so1/allocation.yaml", "share: 23.16", "share: 23.17", set()),
    (
        "objectives/so3/indicators/O.3.5.yaml",
        '      classrooms: "{O.3.5.rationale.milestone.items.classrooms}"\n',
        "",
        {LEFT},
    ),
    (
        "objectives/so3/indicators/O.3.5.yaml",
        'classrooms: "{O.3.5.rationale.milestone.items.classrooms}"',
        "classrooms: glede na število predavalnic",
        set(),
    ),
    ("sources.yaml", "Centra za izpopolnjevanje", "Centra za izobraževanje", set()),
    ("objectives/so3/indicators/O.3.7.yaml", "  - witness_protection\n", "", {BELOW}),
    (
        "objectives/so3/indicators/R.3.12.yaml",
        "za oskrbo in integracijo migrantov",
        "za integracijo in pomoč migrantov",
        {BODY},
    ),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "Operaciji {operations.dog_handlers} ter {operations.aro_amo} ne",
        "Operaciji {operations.dog_handlers} ne",
        {COUNTED},
    ),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "za operacijo {operations.geoanalitika} do",
        "za operacijo {operations.geoanalitika} in {operations.poskart} do",
        {COUNTED},
    ),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "za operacijo {operations.geoanalitika} do",
        "pri operaciji {operations.geoanalitika}, operaciji {operations.poskart} in drugih do",
        set(),
    ),
    (
        "objectives/so3/indicators/O.3.8.yaml",
        "njihove reintegracije\n",
        "njihove reintegracije\n  - trafficking_safe_space\n",
        {COUNTED},
    ),
    ("operations.yaml", "kazenskega pregona (OSINT)", "kazenskega pregona (ISPO)", {OF_TWO}),
    ("operations.yaml", "kazenskega pregona (OSINT)", "strateško odločanje (ISPO)", set()),
    ("chapters/explanation.md", "denarja ter zlorabe sodobne IKT.", "denarja ter …", {CUT}),
    ("chapters/explanation.md", "denarja ter zlorabe sodobne IKT.", "denarja …", set()),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "v okviru operacije {operations.dog_handlers} se upošteva {O.3.3.dog_handlers_items} kosov nakupa",
        "operacija {operations.dog_handlers} ne vpliva na mejnik {programme.milestone_year} #",
        {OF_TARGET},
    ),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "      dog_handlers: v okviru",
        "      dog_handlers: operacija ne vpliva na mejnik, v okviru",
        set(),
    ),
    ("chapters/introduction.md", "(b) {SO2.title}, ter\n(c) {SO3.title}.", "(b) {SO3.title}.", {LEFT_OUT, UNKNOWN}),
    ("objectives/so2/indicators/R.2.5.yaml", "target: 20000000", "target: 20000", {BELOW_FORMAT}),
    ("objectives/so2/indicators/R.2.5.yaml", "target: 20000000", "target: 200000", set()),
    (
        "objectives/so1/indicators/R.1.8.yaml",
        "oseb poročalo, da nova znanja uporabljajo",
        "oseb menilo, da je usposabljanje koristno za njihovo delo",
        {OTHER},
    ),
    (
        "chapters/explanation.md",
        "IKT oprema, programska oprema, financiranje",
        "IKT oprema, programska oprema, licence za dostop podatkovnih baz, financiranje",
        {ITEM},
    ),
    ("programme.yaml", "  - kazalniki rezultatov", "  - kazalniki učinka", {TWO}),
    (
        "sources.yaml",
        "survey_forms: anketni listi",
        "survey_forms: anketni listi in liste prisotnosti na usposabljanjih",
        {TWO},
    ),
    (
        "sources.yaml",
        "survey_forms: anketni listi",
        "survey_forms: anketni listi in poročila o usposabljanjih",
        set(),
    ),
    (
        "chapters/conclusion.md",
        "komunikacijske povezave ter",
        "komunikacijske povezave (preglednica A3 v prilogi) ter",
        {PLACE},
    ),
    ("chapters/conclusion.md", "komunikacijske povezave ter", "komunikacijske povezave iz priloge Uredbe ter", set()),
    (
        "objectives/so2/results.yaml",
        "sentence: na podlagi statistične analize trendov zaseženih prepovedanih drog, orožja in ocenjene vrednosti",
        'sentence: "{O.2.2.rationale.milestone.sentence}" #',
        {TOLD},
    ),
    ("fund.yaml", "as_of: 2021-07-15", "as_of: 2020-07-15", {LAW}),
    ("fund.yaml", "name: Nove psihoaktivne snovi\n            unit: kg\n", "name: Nove psihoaktivne snovi\n", {LAW}),
    (
        "sources.yaml",
        "- Izvajanje načrta dela policije",
        "- tabela »Zasežene prepovedane droge za kazniva dejanja organizirane kriminalitete«",
        {TWO, KEY},
    ),
    ("objectives/so2/indicators/O.2.1.yaml", "counts: JIT-ov", "counts: operativnih ukrepov", {COUNTS}),
    ("objectives/so2/indicators/O.2.1.yaml", "counts: JIT-ov", "counts: SIT-ov", {UNKNOWN}),
    ("objectives/so2/indicators/O.2.1.yaml", "counts: JIT-ov", "counts: JIT-a", {BENT}),
    ("objectives/so2/allocation.yaml", "[O.2.1.2, R.2.6.1, R.2.6.2,", "[O.2.1.2, R.2.6.2,", {PART}),
    ("objectives/so2/allocation.yaml", "R.2.7.2, R.2.7.3, R.2.8", "R.2.7.2, R.2.8", set()),
    ("operations.yaml", "kazenskega pregona (OSINT)", "kazenskega pregona (HRM)", {OF_TWO}),
    (
        "chapters/explanation.md",
        "denarja ter zlorabe sodobne IKT.",
        "denarja; to je mejnik, ki jo je treba doseči do konca, in cilj, ki jo je treba doseči.",
        set(),
    ),
    ("objectives/so3/indicators/R.3.11.yaml", "števila objektov in", "števila objektov iz priloge 2 in", {PLACE}),
    ("objectives/so3/indicators/R.3.11.yaml", "števila objektov in", "števila objektov po prilogi 2 pogodbe in", set()),
    ("objectives/so3/risks.yaml", "iztrošenost", "istrošenost", {SLIP}),
    ("objectives/so2/risks.yaml", "koristi (ARO)", "koristi (AMO)", {ENTRY}),
    ("objectives/so2/risks.yaml", "koristi (ARO)", "koristi (ARO/AMO)", {UNKNOWN}),
    ("objectives/so2/risks.yaml", "koristi (ARO)", "koristi", set()),
    ("programme.yaml", "name: Program za izvajanje Sklada", "name: Program za izvajanje sklada", {SMALL}),
    ("objectives/so3/indicators/R.3.13.yaml", "operacijah Ministrstva za", "operacijah ministrstva za", {SMALL}),
    ("objectives/so3/indicators/R.3.13.yaml", "operacijah Ministrstva za", "operacijah ministrstva,", set()),
    ("chapters/introduction.md", "Skladu za pravični", "Skladu za Pravični", {TITLE}),
    ("chapters/introduction.md", "Skladu za pravični", "skladu za pravični", {TITLE}),
    (
        "objectives/so1/indicators/O.1.2.yaml",
        "enoti PNR in dodatnih kadrih, potrebnih za nadaljnji razvoj in vzdrževanje sistema PNR",
        "enoti DNK in dodatnih kadrih, potrebnih za nadaljnji razvoj in vzdrževanje sistema DNK",
        {ENTRY, ECHO},
    ),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "ter {operations.aro_amo} ne vplivata",
        "ter {operations.dog_handlers} ne vplivata",
        {JOINED},
    ),
    (
        "objectives/so3/indicators/O.3.3.yaml",
        "ter {operations.aro_amo} ne vplivata",
        "ter {operations.aro_amo}, kar operacijo {operations.aro_amo} povezuje z drugimi, ne vplivata",
        set(),
    ),
    (
        "chapters/result-indicators.md",
        "po posameznih specifičnih ciljih.",
        "po posameznih specifičnih ciljih.\n\n### KAKOVOST PODATKOV",
        {END},
    ),
    (
        "chapters/result-indicators.md",
        "po posameznih specifičnih ciljih.",
        "po posameznih specifičnih ciljih.\n\n## SPECIFIČNI CILJI",
        set(),
    ),
    ("objectives/so1/indicators/O.1.1.yaml", "measures: [a, b, d]", "measures: [d, b, a]", {ORDER}),
    ("objectives/so1/indicators/O.1.1.yaml", "measures: [a, b, d]", "measures: [a, d]", set()),
    ("chapters/introduction.md", "{SO2.title}, ter\n(c) {SO3.title}", "{SO3.title}, ter\n(c) {SO2.title}", {LISTED}),
    ("chapters/introduction.md", "(c) {SO3.title}", "(c) {SO2.title}", set()),
    (
        "chapters/introduction.md",
        "Izjema je",
        "Cilji {SO2.number}, {SO1.number}, {SO3.number}. Izjema je",
        {LISTED},
    ),
    ("chapters/introduction.md", "Izjema je", "Cilja {SO2.number} in {SO1.number}. Izjema je", set()),
    ("objectives/so2/indicators/O.2.1.yaml", "counts: operativnih ukrepov", "counts: sestankov", {COUNTS}),
    ("objectives/so2/indicators/O.2.1.yaml", "counts: operativnih ukrepov", "counts: ukrepov", set()),
    ("objectives/so3/indicators/O.3.1.yaml", "} udeležencev usposabljanj", "} delavnic usposabljanj", {NOUN}),
    ("objectives/so1/indicators/O.1.1.yaml", "counts: oseb", "counts: osebe", {BENT}),
    ("objectives/so2/indicators/O.2.1.yaml", "counts: JIT-ov", "counts: JIT-om", {BENT}),
    ("objectives/so2/indicators/R.2.10.yaml", "counts: priporočila", "counts: priporočil", {BENT}),
    (
        "objectives/so1/indicators/O.1.2.yaml",
        "counts: srečanj ali sestankov",
        "counts: srečanj ali sestanki",
        {BENT},
    ),
    ("objectives/so1/indicators/O.1.2.yaml", "v nacionalni enoti PNR", "v nacionalni enoti Europol", {ECHO}),
    ("chapters/introduction.md", "(b) {SO2.title}, ter\n(c) ", "(b) {SO2.title}, ter (c) ", {INSIDE, UNKNOWN}),
    ("objectives/so3/indicators/O.3.4.yaml", "Vozila za izvajanje", "Vozila (20) za izvajanje", {TYPED}),
    ("objectives/so3/indicators/O.3.4.yaml", "Vozila za izvajanje", "Vozila (1) ali plovila (2) za izvajanje", set()),
]


@cache
def _shipped() -> Programme:
    return read_content(CONTENT)


@pytest.mark.parametrize(("file", "old", "new", "codes"), CHANGES)
def test_changes_of_the_content(tmp_path: Path, file: str, old: str, new: str, codes: set[str]) -> None:
    content = copied(CONTENT, tmp_path)
    replace_in(content / file, old, new)
    mine = {
        SOURCE,
        FIGURE,
        BODY,
        COUNTS,
        NOUN,
        PAIR,
        AUTHORITY,
        LETTERS,
        ORDER,
        LISTED,
        ENTRY,
        JOINED,
        END,
        LEFT,
        TOTAL,
        SMALL,
        TITLE,
        LAW,
        PLACE,
        SLIP,
        UNKNOWN,
        BELOW,
        ITEM,
        COUNTED,
        TOLD,
        TWO,
        LEFT_OUT,
        OF_TWO,
        BENT,
        PART,
        CUT,
        OF_TARGET,
        OTHER,
        BELOW_FORMAT,
        ECHO,
        INSIDE,
        TYPED,
        KEY,
        NEARLY,
        OF_FUND,
        STATED,
        ABOVE,
        HEAVY,
        NOWHERE,
        RISK,
        SMALL_LETTERS,
        UNIT,
        VARIANT,
        LISTED_WORD,
        NO_REASON,
        TOLD_UNLISTED,
    }
    rules = [rule for rule in RULES if rule.code in mine]
    before, after = (
        {(rule.code, one.path) for rule in rules for one in rule.find(programme)}
        for programme in (_shipped(), read_content(content))
    )
    assert {code for code, _ in after - before} == codes

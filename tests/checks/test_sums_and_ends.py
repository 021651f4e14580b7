"""Sums that sentences make, texts that break off, commas before verbs, and what else one sentence shows by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks import Rule
from methodology.checks.arithmetic import (
    before_and_after,
    claims,
    counts,
    milestone_reasons,
    named_numbers,
    promises,
    results,
    sentences,
    typed_numbers,
)
from methodology.checks.references import copied_references, fitting_measures, named_places, reasons_of_others
from methodology.checks.regulation import amendments, cited_law, points_of_law
from methodology.checks.typography import placeholders, terms
from methodology.checks.wording import (
    agreement,
    capitals,
    chains,
    commas,
    cut_off,
    determiners,
    fixed_prepositions,
    governed_words,
    headings,
    inner_commas,
    lost_marks,
    lost_nouns,
    lost_verbs,
    near_words,
    possessives,
    repetition,
    slips,
    subjects,
    unjoined,
)
from tests.built import CONTENT, copied, replace_in
from tests.checks.seeded import found_by
from tests.checks.sentences import found_in

TRIED: tuple[Rule, ...] = (
    *sentences.RULES,
    *cited_law.RULES,
    *points_of_law.RULES,
    *claims.RULES,
    *named_places.RULES,
    *(rule for rule in reasons_of_others.RULES if rule.code == "name-beside-short-name"),
    *placeholders.RULES,
    *terms.RULES,
    *agreement.RULES,
    *chains.RULES,
    *commas.RULES,
    *cut_off.RULES,
    *subjects.RULES,
    *(rule for rule in repetition.RULES if rule.code == "sentence-twice"),
)

WRONG = {
    "Delež posameznih oblik prikazuje Tabela 3.": ("place-unknown", "Tabela 3"),
    "Podatki so v prilogi 2.": ("place-unknown", "prilogi 2"),
    "Zaposleni Nacionalnega centra za kibernetsko varnost uporabljajo sistem NCKU.": (
        "name-beside-short-name",
        "Nacionalnega centra za kibernetsko varnost",
    ),
    "Skupnih dejavnikov, ki bi veljali za vse specifične cilje, ni.": (
        "denied-yet-there",
        "Skupnih dejavnikov, ki bi veljali za vse specifične …",
    ),
    "Specifični cilj 2 nima kazalnikov rezultatov.": (
        "denied-yet-there",
        "Specifični cilj 2 nima kazalnikov rezultatov",
    ),
    "Kazalnik O.3.1 nima mejnika.": ("denied-yet-there", "Kazalnik O.3.1 nima mejnika"),
    "Kazalniki rezultatov so prikazani za vse specifične cilje, razen za specifični cilj 2.": (
        "excepted-yet-there",
        "za specifični cilj 2.",
    ),
    "Vsaka vrsta ukrepanja je povezana s kazalnikom.": (
        "claimed-of-every-type",
        "Vsaka vrsta ukrepanja je povezana s kazalnikom",
    ),
    "Izhodiščne vrednosti kazalnikov rezultatov so višje od {=0}.": ("claimed-of-values", "0"),
    "Vsi mejniki so višji od {=0}.": ("claimed-of-values", "0"),
    "Sistemom so namenjene več kot tri četrtine sredstev ({=73,71 %}).": (
        "share-beside-number",
        "več kot tri četrtine",
    ),
    "Pričakuje se večina vojaškega orožja ({R.2.7.1.target} od skupno {R.2.7.target}).": (
        "share-beside-number",
        "večina",
    ),
    "Pričakuje se največ vojaškega orožja ({R.2.7.1.target} kosov).": ("not-the-greatest", "največ"),
    "Največ sredstev pri specifičnem cilju 1 je namenjenih opremi.": ("not-the-greatest", "Največ"),
    "Mejniki so določeni za vse specifične cilje in za tehnično pomoč.": (
        "excluded-by-law",
        "Mejniki so določeni za vse specifične cilje in za tehnično pomoč.",
    ),
    "Udeležba na usposabljanju (10 zaposleni) v okviru operacije.": ("case-after-preposition", "10 zaposleni"),
    "Izjema je tehnična pomoč. Izjema je tehnična pomoč.": ("sentence-twice", "Izjema je tehnična pomoč."),
    "Zaseženo bo 50 kg konoplje in 75 kg konoplje, kar znese 120 kg.": ("sum-of-parts", "120 ≠ 125"),
    "Kupljenih bo 12 vozil in 8 vozil, skupaj 21 vozil.": ("sum-of-parts", "21 ≠ 20"),
    "Usposobljenih bo 10 zaposlenih centra (od tega 12 v letu 2026).": ("of-which-above-whole", "12"),
    "Cilj politike sklada, je prispevati k varnosti.": ("comma-before-verb", "politike sklada, je"),
    "Na podlagi ocene potreb, je določena vrednost.": ("comma-before-verb", "ocene potreb, je"),
    "Zamuda pri nabavi informacijske in": ("text-cut-off", "nabavi informacijske in"),
    "Vrednost je določena na podlagi števila objektov in planiranih": ("text-cut-off", "objektov in planiranih"),
    "Znani so vsi kraji, kjer bodo vzpostavljeni": (
        "text-cut-off",
        "kjer bodo vzpostavljeni",
    ),
    "Zamuda pri nabavi informacijske opreme, ki jih": ("text-cut-off", "opreme, ki jih"),
    "Vrednost je določena na podlagi nabave opreme, ki je v.": ("text-cut-off", "ki je v."),
    "Vrednost je določena na podlagi nabave opreme, ki bo.": ("text-cut-off", "opreme, ki bo."),
    "Nadgradnja sistema … MORS naj dopolni": ("placeholder", "… MORS naj dopolni"),
    "Evidenca nabav opreme – še dopolniti.": ("placeholder", "– še dopolniti."),
    "Evidenca nabav opreme (katerih?) je v sistemu.": ("placeholder", "(katerih?)"),
    "Vrednost je določena na podlagi ocene. Čakamo podatke policije.": ("placeholder", "Čakamo podatke"),
    "Zamuda pri nabavi informacijske opreme za.": ("text-cut-off", "informacijske opreme za."),
    "Nacionalni center za kibernetsko varnost (NCKU) deluje.": (
        "short-name-unlike-words",
        "Nacionalni center za kibernetsko varnost",
    ),
    "Vrednost (preveriti z MNZ) je določena.": ("placeholder", "(preveriti z MNZ)"),
    "Vrednost je določena!!": ("placeholder", "!!"),
    "Uredba (EU) 2021/1147 o vzpostavitvi Sklada za notranjo varnost.": ("act-unlike-its-name", "2021/1147"),
    "Skladno s predpisi se spreminja tudi podlage za izvajanje.": ("subject-agreement", "spreminja tudi podlage"),
    "Sistem, ki ji uporablja policija, je nov.": ("subject-agreement", "ji uporablja policija"),
    "Mejniki, ki mu moramo doseči do konca programa, so znani.": ("subject-agreement", "mu moramo doseči"),
    "Za kazalnik se štejeta 1 iniciativi/pobudi.": ("verb-number", "štejeta 1 iniciativi"),
    "Kazalnike smo določil na podlagi podatkov.": ("subject-agreement", "smo določil"),
    "Vrednosti bomo preveril vsako leto.": ("subject-agreement", "bomo preveril"),
    "Cilj politike so prispevati k varnosti.": ("subject-agreement", "Cilj politike so"),
    "Menijo, da so usposabljanje koristno za delo.": ("subject-agreement", "so usposabljanje"),
    "Poročilo se pripravi, kadar so to ustrezno.": ("subject-agreement", "so to"),
    "Okvir smotrnosti, ki omogočajo spremljanje, je določen.": ("subject-agreement", "smotrnosti, ki omogočajo"),
    "Področja financiranja bo: oprema in licence.": ("subject-agreement", "Področja financiranja bo"),
    "Sklad za notranjo varnost prispevajo k ciljem.": ("subject-agreement", "Sklad za notranjo varnost prispevajo"),
    "V okviru projekta so predvidena nabava 5 kosov.": ("subject-agreement", "so predvidena nabava"),
    "V ta sklop je uvrščeni ukrepi in aktivnosti.": ("subject-agreement", "je uvrščeni ukrepi"),
    "Do mejnika bodo vsa oprema nabavljena.": ("subject-agreement", "bodo vsa oprema nabavljena"),
    "Metodologija je določena v členu. Vsebovati morajo: merila za izbor": ("subject-agreement", "Vsebovati morajo"),
    "Sredstva so namenjena do boj proti gozdnim požarom.": ("case-after-preposition", "do boj"),
    "Orodja so zaradi starosti potrebno nadgraditi.": ("subject-agreement", "so zaradi starosti potrebno"),
    "Zbirka, ki jo uporabljajo policiste in drugi, je nova.": ("subject-agreement", "uporabljajo policiste"),
    "Grožnje, ki povzročajo škoda žrtvam, so velike.": ("subject-agreement", "povzročajo škoda"),
    "Cilji je tudi zmogljivejše povezave.": ("subject-agreement", "Cilji je"),
    "Mejnik je določen na podlagi ustanovitve dodatne enote, ki vozila potrebujejo za prevoz.": (
        "subject-agreement",
        "enote, ki vozila potrebujejo",
    ),
    "Predvideva se, da bo npr. 75 % oseb menila, da je koristno.": ("subject-agreement", "bo npr. 75 % oseb menila"),
    "Do mejnika ne bo nabavljen oprema.": ("subject-agreement", "bo nabavljen oprema"),
    "Do mejnika ne bodo nabavljena oprema.": ("subject-agreement", "bodo nabavljena oprema"),
    "V cilju odziva so izražena potreba po razvoju, nadgradnji in vzdrževanju.": (
        "subject-agreement",
        "so izražena potreba",
    ),
    "Vozila za izvajanje kontrol bo nabavljena do mejnika 2024.": (
        "subject-agreement",
        "Vozila za izvajanje kontrol bo nabavljena",
    ),
    "Podatkovno omrežje je kompleksna sistem, ki ga uporablja policija.": ("adjective-agreement", "kompleksna sistem"),
    "Število kadrov, ki se bo udeležili usposabljanja.": ("subject-agreement", "bo udeležili"),
    "Predvideva se, da bo 82 % oseb poročali o uporabi.": ("subject-agreement", "bo 82 % oseb poročali"),
    "Predvideva se, da bo 90 % oseb ocenila usposabljanje kot koristno.": ("subject-agreement", "bo 90 % oseb ocenila"),
    "Projekti so še v pripravi, zato nista upoštevana v izračunu.": (
        "subject-agreement",
        "Projekti so še v pripravi, zato nista upoštevana",
    ),
    "Program je potrjen, zato niso več odprt za pripombe.": ("subject-agreement", "niso več odprt"),
    "Podatki so zbrani, vendar še ni preverjena.": (
        "subject-agreement",
        "Podatki so zbrani, vendar še ni preverjena",
    ),
    "Kazalnik sestavlja: - število vozil, - število plovil.": ("subject-agreement", "sestavlja:"),
    "Operacije prispevajo k ciljem programa in omogoča izmenjavo podatkov.": (
        "subject-agreement",
        "prispevajo k ciljem programa in omogoča",
    ),
    "Enote, ki za izvajanje nalog potrebuje sodobno opremo, so navedene v prilogi.": (
        "subject-agreement",
        "Enote, ki za izvajanje nalog potrebuje",
    ),
    "Policija bo opremila postaje, ki varuje zunanjo mejo.": ("subject-agreement", "postaje, ki varuje"),
    "Cilj bo dosežen z izvedenimi aktivnosti na terenu.": ("adjective-agreement", "izvedenimi aktivnosti"),
    "Do konca leta je bil vzpostavljen sistema za nadzor.": ("adjective-agreement", "vzpostavljen sistema"),
    "Do konca obdobja bo 60 % sredstev porabljena za vozila.": ("subject-agreement", "bo 60 % sredstev porabljena"),
    "Približno 40 % zahtevkov so bili zavrnjeni.": ("subject-agreement", "zahtevkov so bili zavrnjeni"),
    "Najmanj 70 % prejemnikov so zadovoljni s storitvijo.": ("subject-agreement", "prejemnikov so zadovoljni"),
    "Večina udeležencev so menili, da je bil tečaj koristen.": ("subject-agreement", "Večina udeležencev so menili"),
    "Vrednost kazalnikom je določena v preglednici.": ("case-in-row", "Vrednost kazalnikom"),
    "DELEŽ SREDSTEV PO VRSTAH UKREPANJA TER POVEZAVA KAZALNIKI": ("case-in-row", "POVEZAVA KAZALNIKI"),
    "Metodologija za vzpostavitev okvira je določen v uredbi.": (
        "subject-agreement",
        "Metodologija za vzpostavitev okvira je določen",
    ),
    "Dejavniki, ki vplivata na vrednost, so znani.": ("subject-agreement", "Dejavniki, ki vplivata"),
    "Predvideva se, da policija v okviru operacije izvajajo nadzor.": (
        "subject-agreement",
        "policija v okviru operacije izvajajo",
    ),
    "Sredstva za zagotavljanje opremo policiji.": ("case-after-action", "zagotavljanje opremo"),
    "Motivacija za izpolnjevanje anketne vprašalnike je slaba.": (
        "case-after-action",
        "izpolnjevanje anketne vprašalnike",
    ),
    "Bolnišnica je sprejeli vse poškodovane.": ("subject-agreement", "Bolnišnica je sprejeli"),
    "Opišemo dejavnike, ki bi lahko ogrozile doseganje ciljev.": (
        "subject-agreement",
        "dejavnike, ki bi lahko ogrozile",
    ),
    "Nadgradnja za nemoteno delovanja sistema.": ("adjective-agreement", "nemoteno delovanja"),
    "Nadgradnja na področju na področju varnosti.": ("word-twice", "na področju na področju"),
    "V enotah bo vzpostavljeni novi mehanizmi.": ("subject-agreement", "bo vzpostavljeni novi mehanizmi"),
    "Zamuda pri nabavi informacijske opreme za. Vozila so nova.": ("text-cut-off", "informacijske opreme za."),
    "Nabava opreme, ki ga uporabljajo policisti.": ("subject-agreement", "opreme, ki ga"),
    "Vrednost je določena na podlagi pričakovani trendov.": ("adjective-agreement", "pričakovani trendov"),
    "Število zaseženih prepovedane droge.": ("adjective-agreement", "zaseženih prepovedane droge"),
}

RIGHT = (
    "Upravičenec preveri podatke (skrbnik pogodbe jih potrdi), uprava pa dopolni evidenco.",
    "Država članica naj dopolni program, Komisija naj preveri skladnost – rok za to je en mesec.",
    "Podatke je treba še uskladiti in dopolniti – tudi s policijo.",
    "Sredstva so namenjena opremi, ki jo uporablja policija, in vozilom, ki so že v uporabi.",
    "Razlogi, zakaj se kazalnik (ne) spremlja, so znani (glej opombo).",
    "Podatki so v tabeli 3 letnega poročila policije in v Prilogi 2 k Uredbi (EU) 2021/1149.",
    "Zaposleni Nacionalnega centra za krizno upravljanje uporabljajo sistem NCKU.",
    "Kazalniki rezultatov nimajo mejnikov, mejniki za kazalnike rezultatov niso določeni.",
    "Ker se rezultati pokažejo po zaključku operacij, mejniki zanje niso določeni.",
    "Za tehnično pomoč mejniki niso določeni, kazalnik O.3.6 nima mejnika.",
    "Brez mejnikov spremljanje ni mogoče.",
    "V specifičnem cilju 3 ni kazalnika rezultatov, ki bi meril vozila.",
    "Nekateri mejniki so višji od {=0}.",
    "Vse vrste ukrepanja so povezane s kazalniki, razen vrste 007.",
    "Ciljne vrednosti vseh kazalnikov rezultatov so višje od {=0}.",
    "Sistemom sta namenjeni več kot dve tretjini sredstev ({=73,71 %}), največ sredstev specifičnega cilja 1.",
    "Pričakuje se največ drugega kratkocevnega orožja ({R.2.7.2.target} kosov), večina (140 od 205).",
    "Sodelovalo bo največ 10 oseb, koristnost pa bo potrdila večina udeležencev ({=85 %}).",
    "Usposabljanje z 10 zaposlenimi bo namenjeno 10 zaposlenim, v njem so 4 zaposleni.",
    "Zaseženo bo 50 kg konoplje in 75 kg konoplje, kar znese 125 kg.",
    "V 3 letih bo kupljenih 12 vozil in 8 vozil, skupaj 20 vozil.",
    "V 12 operacijah sodeluje 5 ministrstev, skupaj 40 oseb.",
    "Usposobljenih bo 10 zaposlenih centra, od tega 2 v letu 2026.",
    "Nabavljenih bo 120 vozil v 3 operacijah, od tega 12 za policijo.",
    "V letu 2026 bo usposobljena večina zaposlenih, od tega 12 v centru.",
    "Kar je predvideno, je določeno.",
    "Operacija, ki se izvaja, je v teku.",
    "Slovenija, Hrvaška in Italija so podpisale sporazum.",
    "Minister, pristojen za notranje zadeve, je potrdil program.",
    "Policisti so glasovali proti.",
    "Izvajalec je družba Telekom Slovenije, d. d., podizvajalec pa Varnost, d. o. o.",
    "Nacionalni center za krizno upravljanje (NCKU) deluje.",
    "Nacionalni forenzični laboratorij (v nadaljevanju: NFL) deluje.",
    "Sklad za notranjo varnost (ISF) deluje.",
    "Uredba (EU) 2021/1149 o vzpostavitvi Sklada za notranjo varnost.",
    "Do mejnika ne bo nabavljena oprema.",
    "V enotah bodo vzpostavljeni novi mehanizmi.",
    "V enoti bo vzpostavljen nov mehanizem.",
    "Do mejnika bosta nabavljena oprema in vozilo.",
    "Na tem področju so predvideni nabava, usposabljanje in posodobitev.",
    "Na tem področju so predvidene nabava, gradnja in posodobitev.",
    "Podatek je znan policiji.",
    "Za usposabljanje policisti uporabljajo opremo.",
    "Sredstva za zagotavljanje varnosti in nabavo opreme.",
    "Predvideva se, da bo 82 % oseb poročalo o uporabi.",
    "Operacijo je pravočasno izvedlo več enot.",
    "To je okrogli znesek.",
    "Programi nevladnih organizacij (v nadaljnjem besedilu: NVO) se izberejo na razpisih NVO.",
    "Nabava strežniške opreme.",
    "Ukrepi, ki jih je vlada sprejela, so bili izvedeni.",
    "Sklep je vlada sprejela, naloge pa so ministrstva opravila.",
    "Opišemo dejavnike in operacije, ki bi lahko ogrozili doseganje ciljev.",
    "Nadgradnja za hitro in nemoteno delovanje, v veliko primerih za enotno uporabo.",
    "Za izvedbo so potrebni kazalnik in način.",
    "Sistem je podoben omrežju.",
    "Vozila za policijo bodo nabavljena do leta 2024.",
    "Vozila za policijo je nabavila družba.",
    "Rok se ujema z dvanajstim odstavkom in s petim členom.",
    "V letu 2024 sta bila izvedena nabava in usposabljanje.",
    "Nabava opreme, ki jo uporabljajo policisti.",
    "Nabava sistema opreme, ki ga uporabljajo policisti.",
    "Vrednost je določena na podlagi pričakovanih trendov.",
    "Število zaposlenih policije se poveča.",
    "Oprema, namenjena policiji, je nova.",
)

WRONG_IN_ENGLISH = {
    "It takes 12 vehicles and 8 vehicles, altogether 21 vehicles.": ("sum-of-parts", "21 ≠ 20"),
    "It trains 10 employees, of which 12 in the first year.": ("of-which-above-whole", "12"),
    "The value (to be checked with the ministry) is given.": ("placeholder", "(to be checked with the ministry)"),
    "Regulation (EU) 2021/1149 establishing the Asylum, Migration and Integration Fund.": (
        "act-unlike-its-name",
        "2021/1149",
    ),
}
RIGHT_IN_ENGLISH = (
    "It takes 12 vehicles and 8 vehicles, altogether 20 vehicles.",
    "It trains 10 employees, of which 2 in the first year.",
    "The value is checked with the ministry.",
    "Regulation (EU) 2021/1147 establishing the Asylum, Migration and Integration Fund.",
)


def test_what_a_sentence_shows() -> None:
    assert dict(zip(WRONG, found_in(TRIED, "sl", [*WRONG]), strict=True)) == {
        sentence: [found] for sentence, found in WRONG.items()
    }
    assert dict(zip(WRONG_IN_ENGLISH, found_in(TRIED, "en", [*WRONG_IN_ENGLISH]), strict=True)) == {
        sentence: [found] for sentence, found in WRONG_IN_ENGLISH.items()
    }


def test_right_prose_is_not_reported() -> None:
    """Long sentences of administrative prose: inserted clauses, quantities, the dual, joined subjects, names."""
    prose = (Path(__file__).parent / "right_sentences.txt").read_text(encoding="utf-8").splitlines()
    words = (
        *agreement.RULES,
        *capitals.RULES,
        *chains.RULES,
        *commas.RULES,
        *determiners.RULES,
        *fixed_prepositions.RULES,
        *governed_words.RULES,
        *inner_commas.RULES,
        *lost_marks.RULES,
        *unjoined.RULES,
        *lost_nouns.RULES,
        *lost_verbs.RULES,
        *near_words.RULES,
        *possessives.RULES,
        *slips.RULES,
        *subjects.RULES,
    )
    assert {text: found for text, found in zip(prose, found_in(words, "sl", prose), strict=True) if found} == {}


def test_what_is_right_is_not_reported() -> None:
    found = [*found_in(TRIED, "sl", RIGHT), *found_in(TRIED, "en", RIGHT_IN_ENGLISH)]
    assert [one for one in zip((*RIGHT, *RIGHT_IN_ENGLISH), found, strict=True) if one[1]] == []


TABLE = "| Cilj | Kazalniki |\n|---|---:|\n| Prvi | {{=4}} |\n| Drugi | {{=6}} |\n| Skupaj | {total} |"
IN_CONTENT: dict[str, tuple[tuple[Rule, ...], tuple[tuple[str, str, str], ...], str]] = {
    "a sum beside its value": (
        (*sentences.RULES,),
        (
            (
                "objectives/so3/indicators/R.3.11.yaml",
                "na podlagi obstoječega števila objektov",
                "na podlagi {=52} obstoječih objektov in štirih novih objektov (skupaj {=56})",
            ),
        ),
        "sum-misses-value: the reasons name 56 in all, R.3.11.target is 57",
    ),
    "a share of what counts other things": (
        (*results.RULES,),
        (("objectives/so1/indicators/R.1.8.yaml", "{share} * {O.1.1.target}", "{share} * {O.1.2.target}"),),
        (
            "share-of-another-count: R.1.8.target is a share of O.1.2.target (srečanj ali sestankov ali delavnic), "
            "and R.1.8 counts oseb"
        ),
    ),
    "common factors counted": (
        (*counts.RULES,),
        (("chapters/factors.md", "podamo skupne dejavnike", "podamo šest skupnih dejavnikov"),),
        "wrong-count: šest is said, the content has 7: 'šest skupnih dejavnikov vpliva'",
    ),
    "more common factors declared than there are": (
        (*counts.RULES,),
        (("chapters/factors.md", "podamo skupne dejavnike", "podamo {=osem} skupnih dejavnikov"),),
        "wrong-count: osem is said, the content has 7: 'osem skupnih dejavnikov vpliva'",
    ),
    "a number of operations in brackets": (
        (*counts.RULES,),
        (("objectives/so3/indicators/O.3.6.yaml", "število operacij za", "število operacij (štirinajst) za"),),
        "wrong-count: štirinajst is said, O.3.6 has 15: 'štirinajst'",
    ),
    "a declared number of all result indicators": (
        (*counts.RULES,),
        (
            (
                "chapters/result-indicators.md",
                "V nadaljevanju so predstavljeni kazalniki rezultata",
                "V nadaljevanju je predstavljenih vseh {=14} kazalnikov rezultata",
            ),
        ),
        "wrong-count: 14 is said, the content has 15: '14 kazalnikov rezultata po'",
    ),
    "a declared number in words of an objective's output indicators": (
        (*counts.RULES,),
        (
            (
                "chapters/output-indicators.md",
                "Sklada za notranjo varnost.",
                "Sklada za notranjo varnost. V okviru specifičnega cilja 1 se spremlja {=pet} kazalnikov učinka.",
            ),
        ),
        "wrong-count: pet is said, SO1 has 4: 'pet kazalnikov učinka'",
    ),
    "a declared number of all operations": (
        (*counts.RULES,),
        (("chapters/explanation.md", "sodi tudi terorizem.", "sodi tudi terorizem. Program obsega {=36} operacij."),),
        "wrong-count: 36 is said, the content has 39: '36 operacij'",
    ),
    "a number behind what it counts": (
        (*counts.RULES,),
        (
            (
                "chapters/output-indicators.md",
                "Sklada za notranjo varnost.",
                "Sklada za notranjo varnost. Vseh kazalnikov učinka je {=14}.",
            ),
        ),
        "wrong-count: 14 is said, the content has 16: '14'",
    ),
    "half of what is a third": (
        (*milestone_reasons.RULES,),
        (
            (
                "objectives/so2/indicators/O.2.3.yaml",
                "oz. nadgraditi.",
                "oz. nadgraditi; do mejnika bo kupljena polovica vse predvidene opreme.",
            ),
        ),
        "milestone-share-in-words: 'polovica' is said to come by the milestone, which is 18 of 53 (O.2.3)",
    ),
    "a share of the target that the milestone is not": (
        (*milestone_reasons.RULES,),
        (
            (
                "objectives/so3/indicators/O.3.3.yaml",
                "v obstoječem finančnem okviru ISF-P",
                "v obstoječem finančnem okviru ISF-P, pri čemer mejnik znaša {=64 %} ciljne vrednosti",
            ),
        ),
        (
            "milestone-share-in-words: '64 % ciljne vrednosti' is said to come by the milestone, "
            "which is 824 of 1788 (O.3.3)"
        ),
    ),
    "more after the milestone than is left": (
        (*milestone_reasons.RULES,),
        (
            (
                "objectives/so3/indicators/O.3.4.yaml",
                "bodo nabavljena do mejnika {programme.milestone_year}.",
                "bodo nabavljena do mejnika {programme.milestone_year}, po njem pa bo kupljenih še {=12} drugih vozil.",
            ),
        ),
        ("further-above-target: '12 drugih vozil' come after the milestone; from 28 to 30 only 2 are left (O.3.4)"),
    ),
    "a list that lacks what its article lists": (
        (*points_of_law.RULES,),
        (
            (
                "chapters/introduction.md",
                "c) dejavnike, ki lahko vplivajo na doseganje mejnikov in ciljev ter načine",
                "c) načine",
            ),
        ),
        "point-of-article-missing: the list does not name 'dejavniki', which Article 17 of 2021/1060 lists",
    ),
    "milestones and targets per objective, cut out": (
        (*points_of_law.RULES,),
        (
            (
                "chapters/introduction.md",
                "Mejnike in ciljne vrednosti se določa za vsak specifični cilj znotraj programa.\n",
                "",
            ),
        ),
        (
            "statement-of-article-missing: no chapter says: mejniki in ciljne vrednosti za vsak specifični cilj "
            "(Article 16 of 2021/1060)"
        ),
    ),
    "the act on the results, cut out": (
        (*points_of_law.RULES,),
        (
            (
                "chapters/result-indicators.md",
                "Kazalniki rezultata so po specifičnih ciljih določeni v Uredbi",
                "Kazalniki rezultata so iz Uredbe",
            ),
        ),
        (
            "statement-of-article-missing: no chapter says: kazalniki rezultatov, določeni v uredbi "
            "(Annex VIII of 2021/1149)"
        ),
    ),
    "one thing by the milestone and only after it": (
        (*before_and_after.RULES,),
        (
            (
                "objectives/so3/indicators/O.3.4.yaml",
                "bodo nabavljena do mejnika {programme.milestone_year}.",
                "bodo nabavljena šele po letu {programme.milestone_year}.",
            ),
        ),
        (
            "milestone-told-both-ways: 'šele po letu 2024' is said here, 'do leta 2024' of the same in "
            "O.3.4.rationale.milestone.sentence"
        ),
    ),
    "an operation that does not count and comes by the milestone": (
        (*before_and_after.RULES,),
        (
            (
                "objectives/so3/indicators/O.3.3.yaml",
                "kosov nakupa programske in strojne opreme",
                "kosov nakupa programske in strojne opreme, ki bo dobavljena do mejnika {programme.milestone_year}",
            ),
        ),
        (
            "milestone-told-both-ways: 'ne vplivata na mejnik 2024' is said here, 'do mejnika 2024' of the same in "
            "O.3.3.rationale.target.items.aro_amo"
        ),
    ),
    "more by the milestone than it is": (
        (*before_and_after.RULES,),
        (
            (
                "objectives/so3/indicators/O.3.5.yaml",
                "z obnovljeno in nadgrajeno opremo",
                "z opremo, od katerih bodo do leta {programme.milestone_year} opremljene {=štiri}",
            ),
        ),
        "until-milestone-above: 'štiri' is said to come by the milestone, O.3.5.milestone is 3",
    ),
    "another difference than that of milestone and target": (
        (*before_and_after.RULES,),
        (
            (
                "objectives/so1/indicators/O.1.4.yaml",
                "z načrtovanimi nakupi nujno potrebne opreme",
                "z načrtovanimi nakupi nujno potrebne opreme (po mejniku še {=1968} kosov)",
            ),
        ),
        (
            "difference-misses-values: '1968 kosov' is said to lie between the milestone 1224 and the target 3182 of "
            "O.1.4, which is 1958"
        ),
    ),
    "more of an operation than is left to the target": (
        (*before_and_after.RULES,),
        (("objectives/so3/indicators/O.3.1.yaml", "uspozki_participants: 100", "uspozki_participants: 10000"),),
        (
            "part-above-what-is-left: 10.000 comes with uspozki, of which no reason of O.3.1.milestone speaks; "
            "from 4666 to 12311 only 7645 are left"
        ),
    ),
    "a reason with the words of another name": (
        (*reasons_of_others.RULES,),
        (
            (
                "objectives/so3/indicators/R.3.12.yaml",
                "oseb menilo, da je usposabljanje koristno za njihovo delo,",
                "oseb poročalo, da nova znanja uporabljajo,",
            ),
        ),
        (
            "reason-of-another-name: 'poročalo, da nova znanja uporabljajo' stand in the name of R.3.13, and no word "
            "stands here that only R.3.12 has"
        ),
    ),
    "the other indicators in the chapter on results": (
        (*headings.RULES,),
        (("chapters/result-indicators.md", "predstavljeni kazalniki rezultata", "predstavljeni kazalniki učinka"),),
        (
            "sentence-of-another-chapter: 'kazalniki učinka' is said in the chapter 'KAZALNIKI REZULTATOV IN CILJNE "
            "VREDNOSTI KAZALNIKOV REZULTATOV'"
        ),
    ),
    "the sentence of the other chapter": (
        (*headings.RULES,),
        (("chapters/output-indicators.md", "Kazalniki učinka so po", "Kazalniki rezultata so po"),),
        "sentence-of-another-chapter: 'Kazalniki rezultata' is said in the chapter 'KAZALNIKI UČINKA'",
    ),
    "the measure of other indicators": (
        (*fitting_measures.RULES,),
        (("objectives/so3/indicators/O.3.8.yaml", "measures: [c]", "measures: [e]"),),
        (
            "measure-unlike-indicator: 3e of O.3.8 has no word of 'Število žrtev kaznivih dejanj, ki so prejele pomoč';"
            " the measure 3c has 'dejanje, kazniv, žrtev'"
        ),
    ),
    "a reason that speaks of an operation of another objective": (
        (*reasons_of_others.RULES,),
        (
            (
                "objectives/so3/indicators/O.3.1.yaml",
                "razvoja kriminalistične tehnike v Republiki Sloveniji in s tem predvidenih potreb usposabljanja",
                "zbiranja in analize podatkov DNK",
            ),
        ),
        (
            "reason-of-another-objective: 'zbiranja, analize, podatkov, DNK' stand in the name of the operation 'dna' "
            "of SO1, and no word of the operations of O.3.1 stands here"
        ),
    ),
    "a sentence of another indicator as an item": (
        (*copied_references.RULES,),
        (
            (
                "objectives/so1/indicators/O.1.2.yaml",
                "{O.1.1.rationale.target.items.dna}",
                "{O.2.2.rationale.milestone.sentence}",
            ),
        ),
        (
            "reason-of-another-operation: {O.2.2.rationale.milestone.sentence} is printed here, the reason for "
            "something else"
        ),
    ),
    "a reason of another indicator for the milestone, beside its own": (
        (*copied_references.RULES,),
        (
            (
                "objectives/so1/indicators/O.1.4.yaml",
                "{O.1.4.rationale.milestone.items.pnr}",
                "{O.1.2.rationale.milestone.items.pnr}",
            ),
        ),
        (
            "reason-of-another-operation: {O.1.2.rationale.milestone.items.pnr} is printed here, the reason for "
            "something else"
        ),
    ),
    "the sentence of another result": (
        (*copied_references.RULES,),
        (
            (
                "objectives/so3/indicators/R.3.9.yaml",
                "Za kazalnik »{R.3.9.name:lower}« je ciljna vrednost določena na podlagi planiranega enega projekta",
                '"{R.3.10.rationale.target.sentence}"',
            ),
        ),
        (
            "reason-of-another-operation: {R.3.10.rationale.target.sentence} is printed here, the reason for "
            "something else"
        ),
    ),
    "a reason of an output that counts other things": (
        (*reasons_of_others.RULES,),
        (
            (
                "objectives/so1/indicators/O.1.3.yaml",
                'police_network: "{O.1.3.rationale',
                'police_network: "{O.1.4.rationale',
            ),
        ),
        (
            "reason-of-another-count: {O.1.4.rationale.milestone.items.police_network} is printed, which speaks of "
            "what O.1.4 counts (kosov); O.1.3.rationale.milestone.items.police_network is its own reason"
        ),
    ),
    "declared digits in another order": (
        (*typed_numbers.RULES,),
        (("chapters/conclusion.md", "Potrebno je tudi", "Sodelovalo bo {=12.113} oseb. Potrebno je tudi"),),
        "declared-number-turned: 12.113 is declared; O.3.1.target is 12311, the same digits in another order",
    ),
    "a declared share of another type": (
        (*counts.RULES,),
        (
            (
                "chapters/conclusion.md",
                "Potrebno je tudi",
                "Delež za vrsto 008 (Oprema) v okviru specifičnega cilja 3 znaša {=43,91 %}. Potrebno je tudi",
            ),
        ),
        "share-of-another-type: 43,91\N{NO-BREAK SPACE}% is said of the type 008 in SO3, whose share there is 30.05",
    ),
    "a declared coverage of another objective": (
        (*counts.RULES,),
        (
            (
                "chapters/conclusion.md",
                "Potrebno je tudi",
                "V specifičnem cilju 2 obsegajo vrste, povezane s kazalniki, {=98,15 %} sredstev. Potrebno je tudi",
            ),
        ),
        (
            "share-of-another-type: 98,15\N{NO-BREAK SPACE}% is said of the types with indicators in SO2, "
            "which cover 98.48"
        ),
    ),
    "a sum beside its parts": (
        (*sentences.RULES,),
        (
            (
                "chapters/conclusion.md",
                "Potrebno je tudi",
                "Kupljenih bo {=5.032} kosov ({O.1.4.target} + {O.2.3.target} + {O.3.3.target}). Potrebno je tudi",
            ),
        ),
        "sum-beside-parts: 3.182 + 53 + 1.788 are 5023, and the sentence says 5.032 in all",
    ),
    "a target's reason for a milestone": (
        (*milestone_reasons.RULES,),
        (
            (
                "objectives/so3/indicators/O.3.2.yaml",
                "{O.3.1.rationale.milestone.items.geoanalitika}",
                "{O.3.1.rationale.target.items.geoanalitika}",
            ),
        ),
        (
            "milestone-reason-of-target: a reason of O.3.2.milestone prints "
            "{O.3.1.rationale.target.items.geoanalitika}, a reason of a target"
        ),
    ),
    "an operation counted and denied": (
        (*milestone_reasons.RULES,),
        (
            (
                "objectives/so3/indicators/O.3.3.yaml",
                "      later_operations: Operaciji",
                (
                    "      dog_handlers: v okviru operacije {operations.dog_handlers} bo kupljenih {=12} kosov\n"
                    "      later_operations: Operaciji"
                ),
            ),
        ),
        (
            "operation-counted-and-denied: 'ne vplivata' is said of operations.dog_handlers, "
            "which another reason of O.3.3.milestone counts"
        ),
    ),
    "a declared number that is all the reasons name": (
        (*named_numbers.RULES,),
        (
            (
                "objectives/so1/indicators/R.1.6.yaml",
                "glede na število administrativnih/upravnih enot, kjer bodo vzpostavljeni novi mehanizmi",
                "glede na to, da bodo novi mehanizmi vzpostavljeni v {=dveh} upravnih enotah",
            ),
        ),
        "planned-misses-value: 'dveh upravnih enotah' is all that the reasons of R.1.6.target name, which is 3",
    ),
    "a share with the digits of the coverage in another order": (
        (*typed_numbers.RULES,),
        (("chapters/conclusion.md", "Potrebno je tudi", "Zajeto je {=99,91 %} sredstev. Potrebno je tudi"),),
        (
            "declared-number-turned: 99,91\N{NO-BREAK SPACE}% is declared; SO3.allocation.coverage is 99.19, "
            "the same digits in another order"
        ),
    ),
    "a number of what is counted in brackets": (
        (*named_numbers.RULES,),
        (("objectives/so1/indicators/O.1.3.yaml", "skupnega števila sistemov,", "skupnega števila sistemov ({=48}),"),),
        "declared-above-value: 48 is named in the reasons of O.1.3.target, which is 46",
    ),
    "at least more than the value": (
        (*named_numbers.RULES,),
        (
            (
                "objectives/so3/indicators/R.3.11.yaml",
                "števila objektov in planiranih",
                "števila objektov (najmanj {=60} objektov) in planiranih",
            ),
        ),
        "declared-above-value: 60 objektov is named in the reasons of R.3.11.target, which is 57",
    ),
    "a declared number of objectives that no fund has": (
        (*counts.RULES,),
        (("chapters/introduction.md", "v okviru specifičnih ciljev", "v okviru {=štirih} specifičnih ciljev"),),
        "wrong-count: štirih is said, the content has 3: 'štirih specifičnih ciljev'",
    ),
    "a unit in words": (
        (*sentences.RULES,),
        (("objectives/so2/indicators/R.2.6.yaml", "{R.2.6.4.target} {R.2.6.4.unit}.", "{R.2.6.4.target} gramov."),),
        "unit-of-another: '125 gramov' is printed, the unit of R.2.6.4.target is kg",
    ),
    "a result above the output whose things it names": (
        (*results.RULES,),
        (("objectives/so1/indicators/R.1.5.yaml", "target: 5", "target: 50"),),
        "result-above-output: R.1.5.target is 50, above the 46 of O.1.3.target, which counts the same (IKT sistemov)",
    ),
    "a number in words that is all the reasons name": (
        (*named_numbers.RULES,),
        (("objectives/so1/indicators/R.1.5.yaml", "{R.1.5.target} projektov", "šestih projektov"),),
        "planned-misses-value: 'šestih projektov' is all that the reasons of R.1.5.target name, which is 5",
    ),
    "growth in words that the values do not have": (
        (*milestone_reasons.RULES,),
        (
            (
                "objectives/so1/indicators/O.1.3.yaml",
                "    others: na podlagi skupnega števila sistemov, ki jih področja operacije vključujejo",
                "    others: na podlagi števila sistemov, ki se bo glede na mejnik podvojilo",
            ),
        ),
        "growth-in-words: 'podvojilo' is said of O.1.3.target, which is 46; O.1.3.milestone is 6",
    ),
    "a number that a chapter promises and no targets give": (
        (*promises.RULES,),
        (
            (
                "chapters/conclusion.md",
                "Potrebno je tudi",
                "Do leta {programme.target_year} bo usposobljenih več kot {=20.000} oseb. Potrebno je tudi",
            ),
        ),
        (
            "promise-above-targets: '20.000 oseb' is said to come, all targets that count the same are 16693: "
            "O.1.1, R.1.7, R.1.8, R.2.9, O.3.1, …"
        ),
    ),
    "a yearly number that the reasons of an objective promise": (
        (*promises.RULES,),
        (
            (
                "objectives/so2/results.yaml",
                "v čezmejnih operacijah v zadnjem obdobju.",
                "v čezmejnih operacijah, v katerih bo vsako leto udeleženih {=60} oseb.",
            ),
        ),
        "promise-above-targets: '60 oseb' is said to come, all targets that count the same are 265: R.2.9",
    ),
    "an amount by the name of an indicator": (
        (*promises.RULES,),
        (
            (
                "objectives/so2/results.yaml",
                "v čezmejnih operacijah v zadnjem obdobju.",
                (
                    "v zadnjem obdobju. Vrednost zamrznjenih sredstev naj bi do leta {programme.target_year} presegla "
                    "{=25} milijonov EUR."
                ),
            ),
        ),
        "amount-misses-target: '25 milijonov EUR' is said of what R.2.5.target measures, which is 20000000",
    ),
    "a table whose total is not the sum of its rows": (
        (*promises.RULES,),
        (
            (
                "chapters/conclusion.md",
                "\n\nV obdobju",
                f"\n\n{TABLE.format(total='{=11}')}\n\nV obdobju",
            ),
        ),
        "table-total: the rows above are 10 in the column 'Kazalniki', the total says 11",
    ),
    "a table whose first row begins with a word for a total": (
        (*promises.RULES,),
        (
            (
                "chapters/conclusion.md",
                "\n\nV obdobju",
                (
                    "\n\n: Cilji\n| Kazalnik | Vrednost |\n|---|--:|\n| Skupne skupine | {O.2.1.1.target} |\n"
                    "| Operativni ukrepi | {O.2.1.2.target} |\n| Skupaj | {=36} |\n\nV obdobju"
                ),
            ),
        ),
        "table-total: the rows above are 26 in the column 'Vrednost', the total says 36",
    ),
    "a reason for an indicator that is nowhere": (
        (*amendments.RULES,),
        (
            (
                "amendments/2025-11.yaml",
                "",
                "date: 2025-11-03\nreasons:\n  - path: O.1.9.target\n    reason: Nova operacija.",
            ),
        ),
        ("reason-of-nothing: the amendment gives a reason for O.1.9.target, and neither content nor fund has O.1.9"),
    ),
}


CODES = frozenset({code for code, _ in WRONG.values()} | {said.partition(":")[0] for *_, said in IN_CONTENT.values()})
"""The rules that have their case here."""


@pytest.mark.parametrize("name", IN_CONTENT)
def test_what_the_content_shows(name: str, tmp_path: Path) -> None:
    rules, changes, said = IN_CONTENT[name]
    content = copied(CONTENT, tmp_path)
    for file, old, new in changes:
        if old:
            replace_in(content / file, old, new)
        else:
            (content / file).parent.mkdir(exist_ok=True)
            (content / file).write_text(new, encoding="utf-8")
    messages = [message for _, message in found_by(rules, content)]
    assert said in messages
    assert said not in [message for _, message in found_by(rules, CONTENT)]


PROMISES = (*promises.RULES, *milestone_reasons.RULES, *named_numbers.RULES, *counts.RULES)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("chapters/conclusion.md", "\n\nV obdobju", f"\n\n{TABLE.format(total='{=10}')}\n\nV obdobju"),
        ("chapters/conclusion.md", "\n\nV obdobju", f"\n\n{TABLE.format(total='–')}\n\nV obdobju"),
        ("chapters/conclusion.md", "Potrebno je tudi", "V Sloveniji živi {=2.100.000} oseb. Potrebno je tudi"),
        ("chapters/conclusion.md", "Potrebno je tudi", "Od vseh {=20.000} oseb jih bo usposobljenih manj. Potrebno je"),
        ("chapters/conclusion.md", "Potrebno je tudi", "Usposobljenih bo več kot {=12.000} oseb. Potrebno je tudi"),
        (
            "objectives/so2/results.yaml",
            "v zadnjem obdobju.",
            "v zadnjem obdobju. Vrednost zamrznjenih sredstev bo leta {programme.target_year} najmanj {=15} mio EUR.",
        ),
        (
            "objectives/so1/indicators/O.1.3.yaml",
            "    others: na podlagi skupnega števila sistemov, ki jih področja operacije vključujejo",
            "    others: na podlagi števila sistemov, ki se bo glede na mejnik več kot podvojilo",
        ),
        (
            "objectives/so2/indicators/O.2.4.yaml",
            "ki prevozna sredstva potrebuje za izvajanje čezmejnega tajnega opazovanja",
            "ki za čezmejno tajno opazovanje do leta {programme.target_year} potrebuje največ {=61} prevoznih sredstev",
        ),
        (
            "chapters/result-indicators.md",
            "V nadaljevanju so predstavljeni",
            "Petnajst jih je: štirje v okviru specifičnega cilja 1 in enajst drugih. V nadaljevanju so predstavljeni",
        ),
        (
            "objectives/so1/indicators/O.1.2.yaml",
            '      dna: "{O.1.1.rationale.target.items.dna}"',
            "      dna: v okviru operacije {operations.dna} so predvidene štiri delavnice",
        ),
    ],
)
def test_what_is_promised_rightly(file: str, old: str, new: str, tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    replace_in(content / file, old, new)
    before = {message for _, message in found_by(PROMISES, CONTENT)}
    assert {message for _, message in found_by(PROMISES, content)} <= before

"""Years that texts name: the programme's period, its milestone year and its target year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from methodology.checks.references import named_years
from methodology.checks.regulation import fund_law
from tests.built import CONTENT, copied, read_content, replace_in
from tests.checks.sentences import found_in

WRONG = {
    "sl": {
        "V programskem obdobju 2021–2028 so predvidene operacije.": ("another-period", "2021–2028"),
        "V finančni perspektivi 2020-2027 so predvidene operacije.": ("another-period", "2020-2027"),
        "Sklad za notranjo varnost 2021-2029 prispeva k ciljem.": ("another-period", "2021-2029"),
        "Programsko obdobje od leta 2021 do leta 2030 je dolgo.": ("another-period", "2021 do leta 2030"),
        "Iz Sklada za notranjo varnost za obdobje 2020–2026 se financira.": ("another-period", "2020–2026"),
        "V večletnem finančnem okviru 2021–2026 je več sredstev.": ("another-period", "2021–2026"),
        "V obdobju 2021-2028 so potrebne aktivnosti.": ("period-mistyped", "2021-2028"),
        "Za obdobje od leta 2020 do leta 2027 so potrebna sredstva.": ("period-mistyped", "2020 do leta 2027"),
        "V obdobju 2012–2027 so potrebne aktivnosti.": ("period-mistyped", "2012–2027"),
        "Nakup ne vpliva na mejnik 2023.": ("another-year", "mejnik 2023"),
        "Ciljna vrednost za leto 2030 je določena po načrtu.": ("another-year", "Ciljna vrednost za leto 2030"),
        "Mejniki za konec leta 2025 so določeni.": ("another-year", "Mejniki za konec leta 2025"),
        "Mejnik za leto 2029 in ciljna vrednost za leto 2029 sta enaka.": ("another-year", "Mejnik za leto 2029"),
        "Ciljne vrednosti (2024) so višje.": ("another-year", "Ciljne vrednosti (2024"),
        "Nakup ne vpliva na mejnik {programme.target_year}.": ("another-year", "mejnik 2029"),
        "Ciljna vrednost za leto {programme.milestone_year} je določena.": (
            "another-year",
            "Ciljna vrednost za leto 2024",
        ),
        "Predviden je razvoj laboratorija do leta 2042.": ("year-far-off", "leta 2042"),
        "Nakup bo zaključen do konca leta 2092.": ("year-far-off", "leta 2092"),
        "Oprema bo dobavljena v letu 1929.": ("year-far-off", "letu 1929"),
        "Sredstva so zagotovljena do 2062.": ("year-far-off", "do 2062"),
        "Vozila bodo kupljena do mejnika {programme.target_year}.": ("another-year", "mejnika 2029"),
        "Ciljna vrednost za leto {programme.milestone_year} je visoka.": (
            "another-year",
            "Ciljna vrednost za leto 2024",
        ),
        "Ciljne vrednosti, ki jih moramo doseči do konca leta 2024, so visoke.": ("year-of-another-value", "2024"),
        "Ciljne vrednosti bodo dosežene do {programme.milestone_year}.": ("year-of-another-value", "2024"),
        "Predvideno je, da bo ciljna vrednost uresničena do leta 2024.": ("year-of-another-value", "2024"),
        "Mejniki, ki jih moramo doseči do konca leta 2025, so določeni.": ("year-of-another-value", "2025"),
        "Mejniki, ki jih moramo doseči do konca leta {programme.target_year}.": ("year-of-another-value", "2029"),
        "Doseganje mejnikov je načrtovano do konca leta 2029.": ("year-of-another-value", "2029"),
    },
    "en": {
        "In the programming period 2021–2028 more is planned.": ("another-period", "2021–2028"),
        "The target for 2030 is set.": ("another-year", "target for 2030"),
        "The milestone for the end of 2023 is set.": ("another-year", "milestone for the end of 2023"),
        "The laboratory will be ready by 2042.": ("year-far-off", "by 2042"),
        "Targets are to be reached by the end of 2024.": ("year-of-another-value", "2024"),
        "The milestones will be reached by {programme.target_year}.": ("year-of-another-value", "2029"),
    },
}
RIGHT = {
    "sl": """
V programskem obdobju 2021–2027 so predvidene operacije.
V finančni perspektivi 2014-2020 so bile operacije drugačne.
V primerjavi s perspektivo 2014–2020 in z obdobjem 2007–2013 je sredstev več.
Za programsko obdobje 2028–2034 metodologija še ni pripravljena.
V obdobju 2021–2024 je bilo izvedenih 12 usposabljanj.
V obdobju od leta 2016 do 2020 je bilo usposabljanj manj.
Podatki so iz obdobja 2018–2022, kar zajema pet let.
Izdatki so upravičeni v obdobju 2021–2029.
Nacionalni program za obdobje 2019–2023 določa prednostne naloge.
Strategija 2020–2030 in Agenda 2030 sta upoštevani.
Resolucija o nacionalnem programu za obdobje 2021–2030 je podlaga.
Dokumentacija se hrani do leta 2034.
Mejnik 2024 je določen na podlagi trenda, ciljna vrednost za leto 2029 pa po načrtu.
Mejniki in ciljne vrednosti za leti 2024 in 2029 so v preglednici.
Mejnik v letu 2023 še ni bil znan.
Ciljne vrednosti za leto 2020 iz prejšnjega programa so bile dosežene.
Cilji za leto 2030 so določeni v strategiji Unije.
Mejniki (2024) in ciljne vrednosti (2029) so določeni.
Mejniki in ciljne vrednosti za leti {programme.milestone_year} in {programme.target_year} so določeni.
Do mejnika {programme.milestone_year} ni dosežena ciljna vrednost za leto {programme.target_year}.
Ciljna vrednost je določena na podlagi let 2022 in 2023.
Mejnik je bil spremenjen leta 2025.
Sklad za notranjo varnost je bil v letih 2021 in 2022 manj uporabljen.
V letih od 2026 do 2028 bodo usposabljanja potekala v družbah.
Uredba 2021/1149 velja za obdobje 2021–2027.
Sklad za notranjo varnost (2021–27) prispeva k ciljem.
V letih 2021–2028 se pričakuje rast.
Unija želi biti podnebno nevtralna do leta 2050.
Razvojna strategija do leta 2035 in dolgoročna vizija do leta 2045 sta upoštevani.
Dokumentacija o javnem naročilu se hrani do leta 2039.
Konvencija o beguncih iz leta 1951 in protokol iz leta 1967 veljata.
Pogodba o ustanovitvi je iz leta 1957, listina iz leta 1945.
Policijska šola deluje od leta 1947, društvo od leta 1918.
Usposobljenih bo od 2042 do 2092 oseb.
Usposobljenih je bilo 1927 oseb, pregledanih pa 2042 vozil.
Naprava tipa 2042 in model 1929 sta v uporabi.
Standard ISO 2062 in obrazec št. 1927 sta v uporabi.
Uredba (EU) 2021/1149 in Direktiva 2042/12 sta navedeni.
Nepremičnina stoji na Cesti 1927.
Mejniki, ki jih moramo doseči do konca leta {programme.milestone_year}, so določeni.
Ciljne vrednosti, ki jih moramo doseči do konca leta {programme.target_year}, so določene.
Mejniki bodo doseženi do leta 2024, ciljne vrednosti pa do leta 2029.
Ciljne vrednosti temeljijo na podatkih, zbranih do leta 2024.
Ciljne vrednosti so določene na podlagi usposabljanj, ki so bila izvedena do leta 2024.
Ciljna vrednost je bila delno dosežena že do leta 2024.
Ciljne vrednosti bodo dosežene po letu 2024.
Ciljna vrednost zajema opremo, ki bo kupljena po letu 2024.
Mejniki so vmesne vrednosti na poti do leta 2029.
Mejniki bodo pregledani do leta 2025.
Do leta 2024 bo kupljena oprema za dve enoti.
Oprema bo kupljena do leta 2029.
Od leta 2024 do leta 2029 se pričakuje doseganje ciljnih vrednosti.
Podatki o doseganju ciljnih vrednosti se hranijo pet let.
Nakup do leta 2029 ne vpliva na mejnik {programme.milestone_year}.
""",
    "en": """
In the programming period 2021–2027 more is planned than in 2014–2020.
The milestone for 2024 and the target for 2029 are set.
Milestones and targets for 2024 and 2029 are set.
In the period 2018–2023 there were fewer.
The target was revised in 2025.
Milestones will be reached by 2024 and targets by 2029.
The targets rest on data collected by 2024.
The targets will be reached after 2024.
""",
}


@pytest.mark.parametrize("language", WRONG)
def test_years_of_another_programme_are_found(language: str) -> None:
    found = found_in(named_years.RULES, language, [*WRONG[language]])
    assert dict(zip(WRONG[language], found, strict=True)) == {text: [one] for text, one in WRONG[language].items()}


@pytest.mark.parametrize("language", RIGHT)
def test_years_that_are_right_raise_nothing(language: str) -> None:
    sentences = RIGHT[language].split("\n")[1:-1]
    found = found_in(named_years.RULES, language, sentences)
    assert [text for text, some in zip(sentences, found, strict=True) if some] == []


def test_titles_have_the_programmes_own_period(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    replace_in(content / "programme.yaml", "varnost 2021–2027", "varnost 2014–2020")
    found = [(one.path, one.found) for rule in named_years.RULES for one in rule.find(read_content(content))]
    assert found == [("programme.short_title", "2014–2020")]


def test_the_signed_content_names_no_other_years() -> None:
    assert [one for rule in named_years.RULES for one in rule.find(read_content(CONTENT))] == []


def test_the_period_is_that_of_the_fund() -> None:
    programme = read_content(CONTENT)
    period = programme.facts.period.model_copy(update={"last_year": 2028})
    facts = programme.facts.model_copy(update={"period": period})
    (rule,) = [rule for rule in fund_law.RULES if rule.code == "year-of-the-law"]
    (found,) = rule.find(replace(programme, facts=facts))
    assert (found.path, found.message) == (
        "programme.period.last_year",
        "the period's last_year is 2028, in the fund 2027",
    )

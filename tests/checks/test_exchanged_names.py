"""Names, periods, things and words of the law that stand in the place of others: changes of the content."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from methodology.checks.run import rules_by_code
from methodology.model.programme import Programme
from tests.built import CONTENT, copied, read_content, replace_in

EXCEPTION, FIGURE, SHORT_NAME = (
    "exception-named-nowhere",
    "figure-beside-another-name",
    "short-name-of-another-operation",
)
ENTRY, PAIR, THING = "entry-called-as-another", "pair-of-another-operation", "thing-of-another-output"
RESULT, PERIOD, LAW = "thing-of-no-result", "period-unlike-elsewhere", "law-reads-otherwise"
PLACE, FUND = "place-unknown", "programme-of-another-fund"
BODY, STATE, BRACKET, PRINTED = (
    "body-unlike-elsewhere",
    "state-named-twice",
    "brackets-unlike-printed",
    "entry-unlike-printed",
)
COUNTS, OF_OTHER, TWICE = "counts-another-thing", "reason-of-another-count", "joined-with-itself"
MISNAMED, ALIKE, KEY = "fund-misnamed", "equal-names", "entry-with-another-short-name"
CALLED, TITLE = "former-or-current-period", "act-title-unlike"
OWN = (
    *(EXCEPTION, FIGURE, SHORT_NAME, ENTRY, PAIR, THING, RESULT, PERIOD, LAW, PLACE, FUND, BODY, STATE, BRACKET),
    *(PRINTED, COUNTS, OF_OTHER, TWICE, MISNAMED, ALIKE, KEY, CALLED, TITLE),
)
SO1, SO2, SO3 = (f"objectives/so{number}/indicators" for number in (1, 2, 3))
CHANGES = [
    (f"{SO3}/R.3.13.yaml", "(razen NFL)", "(razen NCKU)", {EXCEPTION}),
    (f"{SO3}/R.3.13.yaml", "pri operaciji NFL", "pri operaciji NCKU", {EXCEPTION, FIGURE}),
    (f"{SO3}/R.3.13.yaml", "(razen NFL)", "(brez NFL)", set()),
    (
        f"{SO3}/O.3.1.yaml",
        "udeležencev, uporabnikov sedanjega sistema ISPO",
        "udeležencev, uporabnikov sistema POSKART",
        {SHORT_NAME},
    ),
    (
        f"{SO3}/O.3.1.yaml",
        "udeležencev, uporabnikov sedanjega sistema ISPO",
        "udeležencev, uporabnikov sistema OSINT",
        set(),
    ),
    (f"{SO3}/O.3.2.yaml", "(udeleženci zaposleni v NCKU)", "(udeleženci zaposleni v NFL)", {SHORT_NAME}),
    (f"{SO3}/O.3.2.yaml", "(udeleženci zaposleni v NCKU)", "(udeleženci zaposleni v centru)", set()),
    ("sources.yaml", "program »Maxima«", "program »Mferac«", {ENTRY}),
    (
        "operations.yaml",
        "dog_handlers: Prostori za vodnike službenih psov\naro_amo: Finančne preiskave in sodelovanje z ARO/AMO",
        "dog_handlers: Finančne preiskave in sodelovanje z ARO/AMO\naro_amo: Prostori za vodnike službenih psov",
        {ENTRY},
    ),
    (
        "operations.yaml",
        "dog_handlers: Prostori za vodnike službenih psov",
        "dog_handlers: Prostori za vodnike službenih psov, ki delajo z ARO/AMO",
        set(),
    ),
    ("sources.yaml", "program »Maxima«", "program za opremo", set()),
    (
        f"{SO3}/O.3.3.yaml",
        "na podlagi potreb po obnovi in nadgradnji vadbenih kapacitet",
        "na podlagi potreb po obnovi in nadgradnji učnih kapacitet",
        {PAIR},
    ),
    (
        f"{SO3}/O.3.3.yaml",
        "na podlagi potreb po obnovi in nadgradnji vadbenih kapacitet",
        "na podlagi potreb po obnovi in nadgradnji kapacitet",
        set(),
    ),
    (f"{SO2}/O.2.4.yaml", "ki prevozna sredstva potrebuje", "ki opremo potrebuje", {THING}),
    (f"{SO2}/O.2.4.yaml", "ki prevozna sredstva potrebuje", "ki opremo in prevozna sredstva potrebuje", set()),
    (f"{SO3}/O.3.4.yaml", "_vehicles} kosov prevoznih sredstev", "_vehicles} kosov opreme", {THING}),
    ("objectives/so2/results.yaml", "prepovedanih drog, orožja in", "prepovedanih drog, vozil in", {RESULT}),
    ("objectives/so2/results.yaml", "prepovedanih drog, orožja in", "prepovedanih drog in orožja,", set()),
    (f"{SO3}/O.3.2.yaml", "v obdobju od 2016 do 2020", "v obdobju od 2021 do 2027", {PERIOD}),
    (
        "chapters/introduction.md",
        "kriminala ter kibernetske kriminalitete",
        "kriminala ter okoljske kriminalitete",
        {LAW},
    ),
    ("chapters/introduction.md", "pri izboru kazalnikov", "pri izboru operacij", {LAW}),
    ("chapters/introduction.md", "zlasti s preprečevanjem", "predvsem s preprečevanjem", set()),
    ("chapters/factors.md", "smo upoštevali", "smo, kot je opisano v poglavju 2.3, upoštevali", {PLACE}),
    ("chapters/factors.md", "smo upoštevali", "smo, kot je opisano v poglavju 2.2, upoštevali", set()),
    (f"{SO3}/O.3.8.yaml", "iz obstoječega programa (ISF-P)", "iz obstoječega programa (AMIF)", {FUND}),
    ("chapters/conclusion.md", "zanesljivo govorno omrežje policije", "zanesljivo govorno omrežje carine", {BODY}),
    ("chapters/conclusion.md", "zanesljivo govorno omrežje policije", "zanesljivo govorno omrežje države", set()),
    ("chapters/conclusion.md", "bo Republika Slovenija povečala", "bo Republika Hrvaška povečala", {STATE}),
    ("operations.yaml", "v NCKU (GEOANALITIKA NCKU)", "v NCKU (GEOANALITIKA NFL)", {BRACKET, SHORT_NAME}),
    ("operations.yaml", "upravljavcev kritične infrastrukture", "upravljavcev javne infrastrukture", {PRINTED}),
    ("operations.yaml", "sodelovanje z ARO/AMO", "sodelovanje z ARO/ARO", {TWICE}),
    ("operations.yaml", "mladoletnih oseb (NCSE DB)", "mladoletnih oseb (NSCE DB)", {KEY}),
    (f"{SO1}/O.1.4.yaml", "predvideni razvoj NFL do leta", "predvideni razvoj NCKU do leta", {SHORT_NAME}),
    (f"{SO1}/O.1.2.yaml", "{O.1.1.rationale.target.items.dna}", "{O.1.4.rationale.target.items.dna}", {OF_OTHER}),
    (f"{SO1}/O.1.3.yaml", "counts: IKT sistemov", "counts: IKT operacij", {COUNTS}),
    (f"{SO2}/O.2.2.yaml", "sestankov ali delavnic", "sestankov ali kosov", {COUNTS}),
    (f"{SO3}/R.3.10.yaml", "counts: pobud", "counts: prič", {COUNTS}),
    (f"{SO2}/O.2.3.yaml", "katero ITK opremo", "katera prevozna sredstva", {THING}),
    (f"{SO2}/R.2.6.yaml", "name: Metamfetamin", "name: Amfetamin", {ALIKE}),
    (
        "chapters/introduction.md",
        "Sklad za notranjo varnost 2021-2027",
        "Sklad za zunanjo varnost 2021-2027",
        {MISNAMED},
    ),
    (
        "chapters/introduction.md",
        "perspektivi 2021-2027 so v primerjavi s perspektivo 2014-2020",
        "perspektivi 2014-2020 so v primerjavi s perspektivo 2021-2027",
        {CALLED},
    ),
    ("chapters/result-indicators.md", "v Uredbi o", "v Direktivi o", {TITLE}),
    ("chapters/result-indicators.md", "v Uredbi o", "v predlogu Uredbe o", set()),
]


@cache
def _shipped() -> Programme:
    return read_content(CONTENT)


def _found_in(programme: Programme) -> set[tuple[str, str, str]]:
    rules = rules_by_code()
    return {(code, found.path, found.found) for code in OWN for found in rules[code].find(programme)}


@pytest.mark.parametrize(("file", "old", "new", "codes"), CHANGES)
def test_names_in_the_place_of_others(tmp_path: Path, file: str, old: str, new: str, codes: set[str]) -> None:
    content = copied(CONTENT, tmp_path)
    replace_in(content / file, old, new)
    assert {code for code, _, _ in _found_in(read_content(content)) - _found_in(_shipped())} == codes

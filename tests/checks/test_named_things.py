"""Things that prose names, references that were copied, and what indicators count."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks.references import RULES, copied_references, counted_nouns, linked_types, named_things
from methodology.checks.run import check_programme
from tests.built import CONTENT, copied, read_content, replace_in
from tests.checks.sentences import found_in

WRONG = {
    "sl": {
        "Kazalnik R.2.6.7 vključuje samo zeliščno konopljo.": ("unknown-code", "R.2.6.7"),
        "V okviru specifičnega cilja 4 je predvidena oprema.": ("unknown-objective", "specifičnega cilja 4"),
        "Operacije spadajo v specifična cilja 1 in 5.": ("unknown-objective", "specifična cilja 1 in 5"),
        "SC 7 ni v programu.": ("unknown-objective", "SC 7"),
        "Cilj SO4 ni v programu.": ("unknown-objective", "SO4"),
        "Izvedbeni ukrep (e) specifičnega cilja 1 se ne izvaja.": ("measure-missing", "izvedbeni ukrep e"),
        "Vrsti ukrepanja z oznako 014 pripada delež.": ("intervention-missing", "vrsta ukrepanja 014"),
        "Mejniki so določeni za kazalnike rezultatov.": ("milestone-of-results", "kazalnike rezultatov"),
        "Usposobljenih bo {O.1.1.target} kosov.": ("noun-of-another-indicator", "O.1.1.target kosov"),
        "V specifičnem cilju 2 je {O.1.3.target} sistemov.": ("value-of-another-objective", "O.1.3.target"),
        "Kazalnik {R.2.6.3.id} vključuje konopljo.": ("code-beside-another-name", "R.2.6.3: konoplja"),
    },
    "en": {
        "Indicator O.1.99 is not used.": ("unknown-code", "O.1.99"),
        "Under specific objective 9 nothing is planned.": ("unknown-objective", "specific objective 9"),
        "Milestones are set for result indicators.": ("milestone-of-results", "result indicators"),
    },
}

RIGHT = {
    "sl": """
V okviru specifičnih ciljev 1, 2 in 3 so predvidene operacije.
Izvedbeni ukrep (d) specifičnega cilja 1 meri kazalnik O.1.3.
Izvedbeni ukrepi so določeni v uredbi; ukrep, ki je najpomembnejši, je ukrep d).
Vrsta ukrepanja 005 obsega usposabljanje.
Vrsta ukrepanja v letu 2024 še ni bila znana.
Vrste ukrepov od 001 do 011 so v preglednici.
Pri tretjem specifičnem cilju je 8 kazalnikov.
Specifični cilj 3 ima pet izvedbenih ukrepov, in sicer a, b, c, d in e.
Mejniki se določijo za kazalnike učinka, ciljne vrednosti pa za kazalnike učinka in kazalnike rezultatov.
Za kazalnike rezultatov se mejniki ne določijo.
Operacije SO prispevajo k ciljem SO1, SO2 in SO3.
Cilji programa so usklajeni s 3. ciljem strategije in z akcijskim načrtom 4.
Izvedba O.2. faze in R.3 vozil ni predvidena.
Kazalnika O.2.1 in O.2.1.2 merita operacije.
Usposobljenih bo {O.1.1.target} udeležencev, kupljenih pa {O.1.4.target} kosov opreme.
Do leta {programme.target_year} bo {O.3.1.target} oseb opravilo {O.3.2.target} delavnic.
V specifičnem cilju 1 je {O.1.3.target} sistemov.
Nabavljenih bo {O.3.4.target} prevoznih sredstev, od tega {O.3.4.territory_vehicles} kosov za nadzor.
Kazalnik {R.2.6.1.id} vključuje konopljo, kazalnik {R.2.6.3.id} pa kokain.
Od {=35} prijav jih je {O.1.1.target} udeležencev poslalo pravočasno.
Delež {R.1.7.share} udeležencev je določen na podlagi izkušenj.
""",
    "en": """
Output indicators O.1.1 and O.1.1.1 count persons.
Milestones are set for output indicators; result indicators have none.
Specific objectives 1 and 2 share the factor.
""",
}

SO1, SO2, SO3 = "objectives/so1", "objectives/so2", "objectives/so3"
EDITS = {
    "copied-reference": (f"{SO1}/indicators/R.1.7.yaml", "{R.1.7.share} oseb", "{R.3.12.police_share} oseb"),
    "indicator-of-another-text": (f"{SO3}/indicators/R.3.12.yaml", "»{R.3.12.name}«", "»{R.3.13.name}«"),
    "item-of-another-operation": (
        f"{SO3}/indicators/O.3.1.yaml",
        "{operations.ispo|nadgradnje",
        "{operations.osint|nadgradnje",
    ),
    "counts-another-thing": (f"{SO1}/indicators/O.1.1.yaml", "counts: oseb", "counts: kosov"),
    "another-objective": (f"{SO1}/indicators/R.1.6.yaml", "kjer bodo", "ki v specifičnem cilju 3"),
    "objective-number-twice": (f"{SO3}/objective.yaml", "number: 3", "number: 2"),
    "type-misses-its-indicator": (f"{SO2}/allocation.yaml", "[O.2.4]", "[O.2.3]"),
    "link-unlike-namesake": (f"{SO3}/allocation.yaml", "[O.3.2, R.3.9", "[O.3.1, O.3.2, R.3.9"),
    "whole-linked-with-parts": (f"{SO2}/allocation.yaml", "[O.2.1.2, R.2.6.1", "[O.2.1, O.2.1.2, R.2.6.1"),
    "type-without-result": (f"{SO1}/allocation.yaml", "[O.1.1, R.1.7, R.1.8]", "[O.1.1]"),
    "factor-common-and-listed": (f"{SO2}/risks.yaml", "  - pandemic", "  - pandemic\n  - disasters"),
    "reference-twice-in-list": ("chapters/introduction.md", "(c) {SO3.title}.", "(c) {SO2.title}."),
    "reason-of-another-operation": (
        f"{SO3}/indicators/O.3.2.yaml",
        "{O.3.1.rationale.milestone.items.police_resolution}",
        "{O.3.3.rationale.milestone.items.police_academy}",
    ),
    "unit-of-another-indicator": (f"{SO2}/indicators/R.2.6.yaml", "{R.2.6.4.unit}", "{R.2.7.1.unit}"),
    "milestone-of-results": (f"{SO1}/indicators/R.1.6.yaml", "sentence: Ciljna vrednost", "sentence: Mejnik"),
    "figure-counted-otherwise": (
        f"{SO2}/indicators/R.2.6.yaml",
        "zato niso vključene",
        "zato so vključene",
    ),
    "part-left-out-of-type": (f"{SO2}/allocation.yaml", "[O.2.1.2, R.2.6.1, R.2.6.2,", "[O.2.1.2, R.2.6.2,"),
    "entry-named-twice": ("sources.yaml", "dobavnice\n", "dobavnice\nnotes: Dobavnica\n"),
}
"""One change of the signed content a rule."""
TRIED = (*named_things.RULES, *copied_references.RULES, *counted_nouns.RULES, *linked_types.RULES)


@pytest.mark.parametrize("language", WRONG)
def test_what_is_named_wrongly_is_found(language: str) -> None:
    found = found_in(TRIED, language, [*WRONG[language]])
    assert dict(zip(WRONG[language], found, strict=True)) == {text: [one] for text, one in WRONG[language].items()}


@pytest.mark.parametrize("language", RIGHT)
def test_what_is_named_rightly_raises_nothing(language: str) -> None:
    sentences = RIGHT[language].split("\n")[1:-1]
    assert [text for text, found in zip(sentences, found_in(TRIED, language, sentences), strict=True) if found] == []


@pytest.mark.parametrize("code", EDITS)
def test_a_change_of_the_signed_content_is_found(code: str, tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    file, old, new = EDITS[code]
    replace_in(content / file, old, new)
    (rule,) = [rule for rule in RULES if rule.code == code]
    known = {(found.path, found.found) for found in rule.find(read_content(CONTENT))}
    places = {"objective-number-twice": 2}.get(code, 1)  # nobody knows which of two is wrong
    assert len({(found.path, found.found) for found in rule.find(read_content(content))} - known) == places


def test_each_rule_has_a_case() -> None:
    cases = {code for texts in WRONG.values() for code, _ in texts.values()} | EDITS.keys()
    assert {rule.code for rule in TRIED} == cases


def test_every_finding_of_the_signed_content_is_accepted() -> None:
    codes = {rule.code for rule in TRIED}
    findings = check_programme(read_content(CONTENT))
    assert [str(one.diagnostic) for one in findings if one.rule.code in codes and one.accepted is None] == []

"""``check`` on the shipped content: what it finds, what is accepted, and that right changes raise no alarm."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from methodology.checks import Finding, check_programme
from methodology.diagnostics import Severity
from methodology.model.indicator import OutputIndicator
from tests.built import copied, read_content, replace_in

SO1, SO2, SO3 = (f"objectives/so{number}" for number in (1, 2, 3))

Change = tuple[str, str, str]
"""A file, what stands there, and what it becomes."""


def findings(content: Path) -> list[Finding]:
    return list(check_programme(read_content(content)))


def open_findings(content: Path) -> list[str]:
    """What is found and not accepted, as it is printed."""
    return [str(finding.diagnostic) for finding in findings(content) if finding.accepted is None]


@pytest.fixture
def content(signed_content: Path, tmp_path: Path) -> Path:
    return copied(signed_content, tmp_path)


def test_the_signed_text_has_many_findings_all_of_them_accepted(signed_content: Path) -> None:
    found = findings(signed_content)
    assert [str(finding.diagnostic) for finding in found if finding.accepted is None] == []
    assert len(found) >= 80
    assert len({finding.rule.family for finding in found}) >= 5
    reasons = {finding.accepted or "" for finding in found}
    assert len(reasons) >= 30
    assert all(len(reason.split()) >= 15 for reason in reasons)


def test_in_the_next_version_what_only_the_signed_text_excuses_is_open_again(content: Path) -> None:
    """None of it stops a build: errors are accepted for as long as the decision is somebody else's."""
    before = findings(content)
    for file, old, new in RIGHT_CHANGES["a new version"]:
        replace_in(content / file, old, new)
    after = findings(content)
    assert [finding.until for finding in after] == [finding.until for finding in before]
    again = [finding for finding in after if finding.accepted is None]
    assert len(again) >= 80
    assert {finding.until for finding in again} == {"2025-11"}
    assert {finding.rule.severity for finding in again} == {Severity.WARNING}
    assert all(finding.message.endswith("; its acceptance ended with version 2025-11") for finding in again)
    assert {finding.until for finding in after if finding.accepted is not None} == {None}


def test_every_finding_points_at_its_value(signed_content: Path) -> None:
    for finding in findings(signed_content):
        assert finding.location.line > 0
        assert finding.location.column > 0
        line = (signed_content.parent / finding.location.file).read_text(encoding="utf-8").splitlines()
        rest = line[finding.location.line - 1][finding.location.column - 1 :]
        assert rest.strip(), finding.diagnostic
        programme_path = finding.path.rsplit(".", 1)[-1]
        starts = rest.startswith((finding.found, ">-", "|", '"', "{", "'")) or finding.found not in rest
        assert starts, (finding.diagnostic, rest[:40], programme_path)


RIGHT_CHANGES: dict[str, list[Change]] = {
    "a target raised": [(f"{SO1}/indicators/O.1.3.yaml", "target: 46", "target: 51")],
    "a milestone raised": [(f"{SO1}/indicators/O.1.3.yaml", "milestone: 6", "milestone: 8")],
    "a target lowered": [(f"{SO1}/indicators/O.1.2.yaml", "target: 67", "target: 60")],
    "a target of several thousand": [(f"{SO1}/indicators/O.1.4.yaml", "target: 3182", "target: 3200")],
    "another target": [(f"{SO3}/indicators/O.3.5.yaml", "target: 6", "target: 7")],
    "a target with what follows from it": [
        (f"{SO1}/indicators/O.1.1.yaml", "target: 93", "target: 100"),
        (f"{SO1}/indicators/R.1.7.yaml", "target: 83", "target: 89"),
        (f"{SO1}/indicators/R.1.8.yaml", "target: 76", "target: 82"),
    ],
    "a share with what follows from it": [
        (f"{SO1}/indicators/R.1.7.yaml", "value: 89", "value: 90"),
        (f"{SO1}/indicators/R.1.7.yaml", "target: 83", "target: 84"),
    ],
    "a summand with the sum": [
        (f"{SO2}/indicators/R.2.6.yaml", "amphetamine: {value: 50", "amphetamine: {value: 60"),
        (f"{SO2}/indicators/R.2.6.yaml", "target: 125", "target: 135"),
    ],
    "a part with the whole": [
        (f"{SO2}/indicators/R.2.7.yaml", "target: 40", "target: 50"),
        (f"{SO2}/indicators/R.2.7.yaml", "target: 205", "target: 215"),
    ],
    "an amount of money": [(f"{SO2}/indicators/R.2.5.yaml", "target: 20000000", "target: 22500000")],
    "a quantity": [(f"{SO2}/indicators/R.2.6.yaml", "target: 22\n", "target: 30.5\n")],
    "people": [(f"{SO2}/indicators/R.2.9.yaml", "target: 265", "target: 300")],
    "an operation renamed": [("operations.yaml", "Prostori za vodnike", "Prostori in oprema za vodnike")],
    "an operation added where the rationale is a sentence": [
        ("operations.yaml", "pnr: ", "patrols: Skupne patrulje ob meji\npnr: "),
        (f"{SO2}/indicators/O.2.3.yaml", "  - cbrn\n", "  - patrols\n  - cbrn\n"),
    ],
    "an operation added with its reasons": [
        ("operations.yaml", "pnr: ", "patrols: Skupne patrulje ob meji\npnr: "),
        (f"{SO1}/indicators/O.1.2.yaml", "  - ncse_db\n", "  - ncse_db\n  - patrols\n"),
        (
            f"{SO1}/indicators/O.1.2.yaml",
            "  target:\n    items:\n",
            (
                "      patrols: glede na letni načrt skupnih patrulj\n  target:\n    items:\n"
                "      patrols: glede na večletni načrt patruljiranja\n"
            ),
        ),
    ],
    "an operation added to those counted": [
        ("operations.yaml", "pnr: ", "patrols: Skupne patrulje ob meji\npnr: "),
        (f"{SO3}/indicators/O.3.6.yaml", "  - aro_amo\n", "  - patrols\n  - aro_amo\n"),
        (f"{SO3}/indicators/O.3.6.yaml", "target: 15", "target: 16"),
    ],
    "an operation added to two others": [
        (f"{SO2}/indicators/O.2.3.yaml", "  - cbrn\n", "  - covert_measures\n  - cbrn\n")
    ],
    "a source added": [
        ("sources.yaml", "isciu: ", "annual_survey: letna anketa med udeleženci\nisciu: "),
        (f"{SO3}/indicators/O.3.7.yaml", "  - internal_records\n", "  - internal_records\n  - annual_survey\n"),
    ],
    "a factor added": [
        (f"{SO1}/risks.yaml", "own:\n", "own:\n  staff: pomanjkanje usposobljenega osebja za vodenje postopkov\n"),
        (f"{SO1}/risks.yaml", "factors:\n", "factors:\n  - staff\n"),
    ],
    "a shared factor reworded": [
        ("risks.yaml", "naravne nesreče in drugi izredni dogodki", "naravne in druge nesreče")
    ],
    "money moved between linked types": [
        (f"{SO1}/allocation.yaml", "share: 0.98", "share: 1.08"),
        (f"{SO1}/allocation.yaml", "share: 23.16", "share: 23.06"),
    ],
    "money moved to a linked type": [
        (f"{SO1}/allocation.yaml", "share: 1.85", "share: 1.75"),
        (f"{SO1}/allocation.yaml", "share: 0.98", "share: 1.08"),
        (f"{SO1}/allocation.yaml", "coverage: 98.15", "coverage: 98.25"),
    ],
    "a measure added to an output": [(f"{SO2}/indicators/O.2.3.yaml", "measures: [a, c]", "measures: [a, b, c]")],
    "an indicator linked": [(f"{SO3}/allocation.yaml", "[O.3.5, R.3.11]", "[O.3.5, R.3.9, R.3.11]")],
    "a sentence reworded": [("chapters/conclusion.md", "Cilj so tudi zmogljivejše", "Med cilji so tudi zmogljivejše")],
    "a sentence added": [
        (
            "chapters/conclusion.md",
            "# ZAKLJUČEK\n\n",
            "# ZAKLJUČEK\n\nCilj kazalnika {O.1.3.id} je {O.1.3.target} sistemov.\n\n",
        )
    ],
    "a rationale reworded": [
        (f"{SO1}/indicators/O.1.3.yaml", "na podlagi skupnega števila sistemov", "glede na skupno število sistemov")
    ],
    "a figure added and printed": [
        (f"{SO3}/indicators/O.3.4.yaml", "figures:\n", "figures:\n  vans: 3\n"),
        (
            f"{SO3}/indicators/O.3.4.yaml",
            "prevoznih sredstev do leta",
            "prevoznih sredstev in {O.3.4.vans} kombiniranih vozil do leta",
        ),
    ],
    "a number in prose that is declared to be no value": [
        (
            "chapters/conclusion.md",
            "# ZAKLJUČEK\n\n",
            "# ZAKLJUČEK\n\nSodelovalo je {=7} držav, po Uredbi (EU) 2021/1149.\n\n",
        )
    ],
    "an abbreviation explained": [
        (
            "chapters/conclusion.md",
            "# ZAKLJUČEK\n\n",
            "# ZAKLJUČEK\n\nPodatke hrani Center za razvoj znanja (CRZ). CRZ jih objavi.\n\n",
        )
    ],
    "a range with an en dash": [
        (
            "chapters/conclusion.md",
            "# ZAKLJUČEK\n\n",
            "# ZAKLJUČEK\n\nObdobje 2014–2020 je končano, letno je bilo {=4–5} srečanj.\n\n",
        )
    ],
    "a quotation": [
        ("chapters/conclusion.md", "# ZAKLJUČEK\n\n", "# ZAKLJUČEK\n\nSistem »Krim« (prej »Lovec«) deluje.\n\n")
    ],
    "a percentage": [
        ("chapters/conclusion.md", "# ZAKLJUČEK\n\n", "# ZAKLJUČEK\n\nDelež je {=12,5\xa0%} od {=1.234} oseb.\n\n")
    ],
    "a list in a chapter": [
        (
            "chapters/conclusion.md",
            "# ZAKLJUČEK\n\n",
            "# ZAKLJUČEK\n\nCilji so:\n\n- manj groženj;\n- več sodelovanja.\n\n",
        )
    ],
    "a new version": [
        ("programme.yaml", "version: 2025-11", "version: 2026-03"),
        ("programme.yaml", "date: 2025-11-03", "date: 2026-03-16"),
    ],
}


@pytest.mark.parametrize("changes", RIGHT_CHANGES.values(), ids=RIGHT_CHANGES)
def test_a_right_change_raises_no_alarm(changes: list[Change], content: Path) -> None:
    for file, old, new in changes:
        replace_in(content / file, old, new)
    assert [line for line in open_findings(content) if "its acceptance ended with version" not in line] == []


@pytest.mark.parametrize("seed", range(10))
def test_values_in_range_raise_no_alarm(seed: int, content: Path) -> None:
    """Any milestone up to any target, in every output that nothing follows from and whose reasons name no numbers."""
    chance = random.Random(seed)
    followed = {"O.1.1", "O.2.1", "O.2.2", "O.3.1", "O.3.2", "O.3.3", "O.3.4", "O.3.6", "O.3.8"}
    for indicator in read_content(content).indicators:
        if not isinstance(indicator, OutputIndicator) or indicator.id in followed or not indicator.milestone:
            continue
        target = chance.randint(1, 999)
        file = next(content.glob(f"objectives/*/indicators/{indicator.id}.yaml"))
        replace_in(file, f"\ntarget: {indicator.target}\n", f"\ntarget: {target}\n")
        replace_in(file, f"\nmilestone: {indicator.milestone}\n", f"\nmilestone: {chance.randint(1, target)}\n")
    unexpected = [line for line in open_findings(content) if "[unused-acceptance]" not in line]
    assert unexpected == []


def delete_acceptances(content: Path, rule: str, path: str) -> int:
    """Delete the acceptances of a rule at a path; return how many there were."""
    file = content / "accepted.yaml"
    text = file.read_text(encoding="utf-8")
    groups = yaml.safe_load(text)
    before = sum(len(group["findings"]) for group in groups)
    for group in groups:
        group["findings"] = [entry for entry in group["findings"] if (entry["rule"], entry["path"]) != (rule, path)]
    file.write_text(yaml.safe_dump(groups, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return before - sum(len(group["findings"]) for group in groups)


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda content: replace_in(content / file, old, new)


MENDED: dict[tuple[str, str], Callable[[Path], None]] = {
    ("reference-year-missing", "R.1.5.reference_year"): replaced(
        f"{SO1}/indicators/R.1.5.yaml", "baseline: 0\n", "baseline: 0\nreference_year: 2021\n"
    ),
    ("preferred-form", "sources.maxima"): replaced("sources.yaml", "baza ITK opreme", "baza IKT opreme"),
    ("operation-variant", "O.3.3.operations.osint"): replaced(
        f"{SO3}/indicators/O.3.3.yaml",
        "  - osint: Razvoj in izboljšanje analitsko preiskovalnih sistemov za potrebe kazenskega pregona\n",
        "  - osint\n",
    ),
    ("wrong-number-form", "O.2.4.wording.operations"): replaced(
        f"{SO2}/indicators/O.2.4.yaml",
        'wording:\n  operations: "Spremljanje kazalnika je povezano z naslednjimi operacijami:"\n',
        "",
    ),
    ("mark-replaced", "O.1.4.endings.operations.ncse_db"): replaced(
        f"{SO1}/indicators/O.1.4.yaml", 'endings:\n  operations.ncse_db: ";"\n', ""
    ),
    ("ungrouped-value", "O.3.1.number_format"): replaced(
        f"{SO3}/indicators/O.3.1.yaml", "number_format: ungrouped\n", ""
    ),
    ("counted-things", "R.3.12.counts"): replaced(
        f"{SO3}/indicators/R.3.12.yaml", "id: R.3.12\n", "id: R.3.12\ncounts: oseb\n"
    ),
    ("unlisted-operation", "O.3.3.rationale.milestone.items.ispo"): replaced(
        f"{SO3}/indicators/O.3.3.yaml", "  - hrm\n", "  - hrm\n  - ispo\n"
    ),
    ("mixed-letters", "SO1.risks.factors.pnr_law"): replaced(f"{SO1}/risks.yaml", "Pravne omejitve", "pravne omejitve"),
    ("heading-replaced", "O.3.1.wording.heading"): replaced(
        f"{SO3}/indicators/O.3.1.yaml", "  heading: Število udeležencev dejavnosti usposabljanja\n", ""
    ),
}


@pytest.mark.parametrize(("place", "mend"), MENDED.items(), ids=lambda part: part[0] if isinstance(part, tuple) else "")
def test_the_next_version_becomes_consistent(
    place: tuple[str, str], mend: Callable[[Path], None], content: Path
) -> None:
    """Without its acceptance the finding is open; with the content mended there is nothing to find."""
    assert delete_acceptances(content, *place) >= 1
    assert [finding.rule.code for finding in findings(content) if finding.accepted is None] == [place[0]]
    mend(content)
    assert open_findings(content) == []


def test_an_acceptance_that_is_left_behind_is_a_finding(content: Path) -> None:
    MENDED["preferred-form", "sources.maxima"](content)
    counts = Counter(finding.rule.code for finding in findings(content) if finding.accepted is None)
    assert counts == {"unused-acceptance": 1}

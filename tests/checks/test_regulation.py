"""What the law asks of the content: each rule on the sample, which breaches none, with one thing changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from methodology.checks.finding import Finding
from methodology.checks.regulation import RULES, cited_law
from methodology.checks.run import check_programme
from tests.built import SAMPLE, copied, read_content, replace_in

Change = tuple[str, str, str]
"""A file of the sample, what stands there, and what it becomes."""

FUND = "fund.yaml"
FACTS = "programme.yaml"
SO1 = "objectives/so1"
SO2 = "objectives/so2"
O11, O12, O21 = f"{SO1}/indicators/O.1.1.yaml", f"{SO1}/indicators/O.1.2.yaml", f"{SO2}/indicators/O.2.1.yaml"
R13, R22 = f"{SO1}/indicators/R.1.3.yaml", f"{SO2}/indicators/R.2.2.yaml"
STATED = "statements:\n  selection_criteria: chapters.explanation.2\n"
BY_OPERATION = "  target:\n    sentence: po načrtu operacije {operations.alpha}.\n"
BY_OTHERS = '  target:\n    sentence: "{O.2.1.rationale.milestone.sentence}"\n'
BARE = "  target:\n    sentence: na podlagi trendov od 2021 do 2030.\n"
SHARED = "    sentence: Vrednost kazalnika »{R.1.3.name:lower}« je {R.1.3.share}\n"
TREND = "    sentence: Ciljna vrednost kazalnika je določena na {SO2.allocation.coverage|podlagi} trenda\n"
OUR_FIRST_PART = "  - id: R.2.2.1\n    name: prva vrsta\n    unit: kg\n    baseline: 0\n    target: 2.5\n"
FIRST_PART = "          - code: R.2.2.1\n            name: prva vrsta\n            unit: kg\n"
TRAINING = '  - code: "005"\n    share: 30\n    indicators: [O.1.1, R.1.3]\n'
OTHER_SOURCES = f"sources:\n  - register: {'ab ' * 95}c\n  - survey: '{{sources.survey}}i'\n"
SATISFIED = "Število zadovoljnih udeležencev"
LONG = "Zelo" + "dolg" * 63


def findings(content: Path) -> list[Finding]:
    codes = {rule.code for rule in RULES}
    return [finding for finding in check_programme(read_content(content)) if finding.rule.code in codes]


def changed(folder: Path, *changes: Change) -> Path:
    content = copied(SAMPLE, folder)
    for file, old, new in changes:
        replace_in(content / file, old, new)
    return content


def test_the_sample_breaches_no_rule() -> None:
    assert findings(SAMPLE) == []


WRONG: dict[str, tuple[list[Change], str, str]] = {
    "a value that is still to be given": (
        [(O11, "milestone: 40", "milestone: TODO")],
        "O.1.1.milestone",
        f"content/{O11}:6:12: warning[value-to-give]: O.1.1.milestone is still to be given",
    ),
    "a reason that is still to be given": (
        [(R22, TREND, "    sentence: TODO\n")],
        "R.2.2.rationale.target.sentence",
        (f"content/{R22}:20:15: warning[reason-to-give]: R.2.2.rationale.target.sentence is still to be given"),
    ),
    "a reason that says who is to write it": (
        [(R22, TREND, "    sentence: TODO dopolniti\n")],
        "R.2.2.rationale.target.sentence",
        (
            f"content/{R22}:20:15: warning[reason-to-give]: R.2.2.rationale.target.sentence is still to be given: "
            "'TODO dopolniti'"
        ),
    ),
    "a source that is still to be given": (
        [(O11, "sources:\n  - register\n", "sources:\n  - TODO\n")],
        "O.1.1.sources.TODO",
        f"content/{O11}:21:5: warning[source-to-give]: O.1.1.sources.TODO is still to be given",
    ),
    "a factor that is still to be given": (
        [(f"{SO1}/risks.yaml", "own_risk: lastni dejavnik", "own_risk: TODO")],
        "SO1.risks.own.own_risk",
        f"content/{SO1}/risks.yaml:2:13: warning[factor-to-give]: SO1.risks.own.own_risk is still to be given",
    ),
    "a share that is still to be given": (
        [(f"{SO1}/allocation.yaml", "share: 30", "share: TODO")],
        "SO1.allocation.rows.005.share",
        (
            f"content/{SO1}/allocation.yaml:6:12: warning[share-to-give]:"
            " SO1.allocation.rows.005.share is still to be given"
        ),
    ),
    "a text that is still to be given": (
        [(FACTS, "authority: Vzorčni urad", "authority: TODO")],
        "programme.authority",
        "content/programme.yaml:13:12: warning[text-to-give]: programme.authority is still to be given",
    ),
    "an objective that the fund has not": (
        [(FUND, "  - code: SO2\n", "  - code: SO3\n")],
        "SO2.id",
        (
            f"content/{SO2}/objective.yaml:1:5: error[objective-not-in-fund]:"
            " the fund has no specific objective SO2, only SO1, SO3"
        ),
    ),
    "texts that nobody compared with the law": (
        [(FUND, "as_of: 2030-01-01\n", "as_of: 2030-01-01\nunverified: [unit]\n")],
        "fund.unverified.1",
        (
            "content/fund.yaml:4:14: warning[fund-unverified]:"
            " not every official text of the kind 'unit' was compared with the law"
        ),
    ),
    "an objective that the programme has not": (
        [(FUND, "interventions:", "  - {code: SO3, title: Drugi}\ninterventions:")],
        "programme.title",
        (
            "content/programme.yaml:1:8: warning[fund-objective-missing]:"
            " the programme lacks the specific objective SO3 of the fund"
        ),
    ),
    "an indicator that the law has not": (
        [
            (
                FUND,
                f"    results:\n      - code: R.1.3\n        name: {SATISFIED}\n        unit: število\n",
                "",
            )
        ],
        "R.1.3.id",
        f"content/{R13}:1:5: error[indicator-not-in-fund]: the fund has no indicator R.1.3 for SO1",
    ),
    "a part that the law has not": (
        [(FUND, "          - code: R.2.2.2\n            name: druga vrsta\n            unit: EUR\n", "")],
        "R.2.2.2.id",
        f"content/{R22}:9:9: error[indicator-not-in-fund]: the fund has no indicator R.2.2.2 for SO2",
    ),
    "a breakdown of persons that nothing states": (
        [(FUND, "milestone_year:", "persons: {age: [< 18, 18–60], gender: true}\nmilestone_year:")],
        "programme.title",
        (
            "content/programme.yaml:1:8: warning[breakdown-missing]: nothing states how indicators of persons are"
            " broken down by age (< 18, 18–60) and by gender"
        ),
    ),
    "a part that is a whole in the law": (
        [
            (FUND, "        parts:\n          - code: O.1.2.1\n", "      - code: O.1.2.1\n"),
            (
                FUND,
                "            name: število delavnic\n            unit:",
                "        name: število delavnic\n        unit:",
            ),
        ],
        "O.1.2.1.id",
        f"content/{O12}:10:9: error[indicator-not-in-fund]: O.1.2.1 is no part of O.1.2 in the fund",
    ),
    "an indicator of the law is missing": (
        [(FUND, "      - code: R.2.2\n", "      - code: O.2.2\n        name: Število vaj\n      - code: R.2.2\n")],
        "SO2.id",
        (f"content/{SO2}/objective.yaml:1:5: error[fund-indicator-missing]: SO2 lacks the fund's O.2.2, 'Število vaj'"),
    ),
    "an indicator of the law is missing with its parts": (
        [
            (
                FUND,
                "      - code: R.2.2\n",
                "      - {code: O.2.2, name: Število vaj, parts: [{code: O.2.2.1, name: ad}]}\n      - code: R.2.2\n",
            )
        ],
        "SO2.id",
        (f"content/{SO2}/objective.yaml:1:5: error[fund-indicator-missing]: SO2 lacks the fund's O.2.2, 'Število vaj'"),
    ),
    "a part of the law is missing": (
        [(FUND, "interventions:", "          - {code: R.2.2.3, name: tretja vrsta}\ninterventions:")],
        "R.2.2.id",
        f"content/{R22}:1:5: error[fund-indicator-missing]: R.2.2 lacks the fund's R.2.2.3, 'tretja vrsta'",
    ),
    "a name with another word": (
        [(R13, "name: Število zadovoljnih udeležencev", "name: Število zelo zadovoljnih udeležencev")],
        "R.1.3.name",
        (
            f"content/{R13}:2:7: error[indicator-name]: R.1.3 is called '… Število zelo …' where the fund has"
            " '… Število …'"
        ),
    ),
    "a name with one letter more": (
        [(R13, "name: Število zadovoljnih", "name: Število zadovoljenih")],
        "R.1.3.name",
        (
            f"content/{R13}:2:15: error[indicator-name]: R.1.3 is called '… zadovoljenih …' where the fund has"
            " '… zadovoljnih …'"
        ),
    ),
    "a name with one word more at its end": (
        [(R13, "zadovoljnih udeležencev\nunit", "zadovoljnih udeležencev skupaj\nunit")],
        "R.1.3.name",
        (
            f"content/{R13}:2:27: error[indicator-name]: R.1.3 is called '… udeležencev skupaj …' where the fund"
            " has '… udeležencev …'"
        ),
    ),
    "a name that lacks its first word": (
        [(R13, "name: Število zadovoljnih", "name: zadovoljnih")],
        "R.1.3.name",
        (
            f"content/{R13}:2:7: error[indicator-name]: R.1.3 is called '… zadovoljnih …' where the fund has"
            " '… Število zadovoljnih …'"
        ),
    ),
    "a name with a space too many": (
        [(R13, "name: Število zadovoljnih", "name: Število  zadovoljnih")],
        "R.1.3.name",
        (f"content/{R13}:2:7: error[indicator-name]: R.1.3 is called '… Število  …' where the fund has '… Število …'"),
    ),
    "another unit": (
        [(R13, "unit: število", "unit: kosov")],
        "R.1.3.unit",
        f"content/{R13}:3:7: error[indicator-unit]: the unit of R.1.3 is 'kosov', in the fund 'število'",
    ),
    "a unit where there is none": (
        [(R22, "po vrsti\n", "po vrsti\nunit: kg\n")],
        "R.2.2.unit",
        f"content/{R22}:3:7: error[indicator-unit]: the unit of R.2.2 is 'kg', in the fund none",
    ),
    "a measure too many": (
        [(f"{SO1}/objective.yaml", "  b: drugi ukrep\n", "  b: drugi ukrep\n  c: tretji ukrep\n")],
        "SO1.measures.c",
        (f"content/{SO1}/objective.yaml:7:6: error[measure-not-in-fund]: the fund has no measure c for SO1, only a, b"),
    ),
    "a measure in other words": (
        [(f"{SO1}/objective.yaml", "  b: drugi ukrep\n", "  b: drugi dober ukrep\n")],
        "SO1.measures.b",
        (
            f"content/{SO1}/objective.yaml:6:6: error[objective-wording]:"
            " SO1.measures.b says '… drugi dober …' where the fund has '… drugi …'"
        ),
    ),
    "a title in other words": (
        [(f"{SO1}/objective.yaml", "title: vzorčni cilj 1\n", "title: vzorčni cilj\n")],
        "SO1.title",
        (
            f"content/{SO1}/objective.yaml:3:16: error[objective-wording]:"
            " SO1.title says '… cilj …' where the fund has '… cilj 1 …'"
        ),
    ),
    "parts in another order": (
        [
            (R22, OUR_FIRST_PART, ""),
            (R22, "    number_format: millions\n", f"    number_format: millions\n{OUR_FIRST_PART}"),
        ],
        "R.2.2.2.id",
        f"content/{R22}:4:9: warning[fund-order]: the part R.2.2.2 stands where the fund's order has R.2.2.1",
    ),
    "codes of the fund in another order": (
        [
            (FUND, FIRST_PART, ""),
            (FUND, "        unit: EUR\n", f"        unit: EUR\n{FIRST_PART}"),
            (R22, OUR_FIRST_PART, ""),
            (R22, "    number_format: millions\n", f"    number_format: millions\n{OUR_FIRST_PART}"),
        ],
        "fund.objectives.SO2.results.R/2/2.parts.R/2/2/1.code",
        f"content/{FUND}:47:19: warning[fund-order]: R.2.2.1 stands behind R.2.2.2 in fund.yaml",
    ),
    "rows in another order": (
        [(f"{SO1}/allocation.yaml", TRAINING, ""), (f"{SO1}/allocation.yaml", "rows:\n", f"rows:\n{TRAINING}")],
        "SO1.allocation.rows.005.code",
        (
            f"content/{SO1}/allocation.yaml:2:11: warning[fund-order]:"
            " the type of intervention 005 stands where the fund's order has 001"
        ),
    ),
    "no selection criteria": (
        [(FACTS, STATED, "statements:\n")],
        "programme.title",
        (
            "content/programme.yaml:1:8: error[statement-missing]:"
            " nothing states the criteria for selecting indicators (CPR Art. 17(1)(a))"
        ),
    ),
    "no quality of data": (
        [(FACTS, "  data_quality: chapters.conclusion.2\n", "")],
        "programme.title",
        (
            "content/programme.yaml:1:8: error[statement-missing]:"
            " nothing states how the quality of the data is assured (CPR Art. 17(1)(b))"
        ),
    ),
    "no word on how factors were considered": (
        [(FACTS, "  factors: chapters.factors.2\n", "")],
        "programme.title",
        (
            "content/programme.yaml:1:8: error[statement-missing]: nothing states how the factors that may influence"
            " milestones and targets were taken into account (CPR Art. 17(1)(c))"
        ),
    ),
    "a statement in a chapter that is not there": (
        [(FACTS, "chapters.explanation.2", "chapters.explanatoin")],
        "programme.statements.selection_criteria",
        "content/programme.yaml:17:23: error[statement-lost]: no text of the content is called 'chapters.explanatoin'",
    ),
    "a statement in a chapter that has a heading alone": (
        [(FACTS, "chapters.conclusion.2", "chapters.allocation")],
        "programme.statements.data_quality",
        "content/programme.yaml:18:17: error[statement-lost]: no text of the content is called 'chapters.allocation'",
    ),
    "a statement in a leaf that is not there": (
        [(FACTS, "chapters.conclusion.2", "chapters.conclusion.3")],
        "programme.statements.data_quality",
        "content/programme.yaml:18:17: error[statement-lost]: no text of the content is called 'chapters.conclusion.3'",
    ),
    "a statement in a value that is not there": (
        [(FACTS, "chapters.conclusion.2", "O.1.1.remarks.quality")],
        "programme.statements.data_quality",
        "content/programme.yaml:18:17: error[statement-lost]: no text of the content is called 'O.1.1.remarks.quality'",
    ),
    "an output without sources": (
        [(O12, "sources:\n  - minutes\n", "")],
        "O.1.2.sources",
        f"content/{O12}:1:5: error[sources-missing]: O.1.2 says nothing of its sources of data",
    ),
    "a result without sources": (
        [(f"{SO1}/results.yaml", "sources:\n  - register\n", "sources: []\n")],
        "R.1.3.sources",
        f"content/{R13}:1:5: error[sources-missing]: R.1.3 says nothing of its sources of data",
    ),
    "a milestone without reasons": (
        [(O21, "  milestone:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.\n", "")],
        "O.2.1.rationale.milestone",
        f"content/{O21}:1:5: error[milestone-unexplained]: nothing says how the milestone of O.2.1 (1) was set",
    ),
    "a milestone whose reasons only a part has": (
        [
            (
                O12,
                '  milestone: {sentence: "glede na {SO2.allocation.coverage|število} operacij."}\n  target: {sentence',
                "  target: {sentence",
            ),
            (O12, '"{O.1.2.rationale.milestone.sentence}"', "po 3 načrtih."),
            (O12, "    target: 7\n", "    target: 7\n    rationale: {milestone: {sentence: po 3 načrtih.}}\n"),
        ],
        "O.1.2.rationale.milestone",
        f"content/{O12}:1:5: error[milestone-unexplained]: nothing says how the milestone of O.1.2 (5) was set",
    ),
    "a milestone of 0 without reasons": (
        [
            (O21, "  milestone:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.\n", ""),
            (O21, "milestone: 1\n", "milestone: 0\n"),
        ],
        "O.2.1.rationale.milestone",
        f"content/{O21}:1:5: warning[zero-milestone-unexplained]: nothing says why the milestone of O.2.1 is 0",
    ),
    "a target whose reasons name no data": (
        [(O21, "  target:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.\n", BARE)],
        "O.2.1.target",
        (
            f"content/{O21}:7:9: warning[value-without-evidence]: O.2.1.target (3) has no formula, "
            "and its reasons name no data that it follows from"
        ),
    ),
    "a share that comes from nowhere": (
        [(R13, "« je {R.1.3.share}\n", "« je iz leta 2030 in {R.1.3.target}\n")],
        "R.1.3.share",
        (
            f"content/{R13}:9:10: warning[value-without-evidence]: a formula reckons with R.1.3.share (90), "
            "and nothing says where it comes from"
        ),
    ),
    "the target of an output without reasons": (
        [(O21, "  target:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.\n", "")],
        "O.2.1.rationale.target",
        f"content/{O21}:1:5: error[target-unexplained]: nothing says how the target of O.2.1 (3) was set",
    ),
    "the target of a result without reasons": (
        [
            (
                R13,
                "rationale:\n  target:\n    sentence: Vrednost kazalnika »{R.1.3.name:lower}« je {R.1.3.share}\n",
                "",
            ),
            (R13, 'unit: "%"', 'unit: "%", source: survey'),
        ],
        "R.1.3.rationale.target",
        f"content/{R13}:1:5: error[target-unexplained]: nothing says how the target of R.1.3 (1800) was set",
    ),
    "the target of a part without reasons": (
        [
            (R22, f"rationale:\n  target:\n{TREND}", ""),
            (R22, "    target: 2.5\n", f"    target: 2.5\n    rationale:\n      target:\n    {TREND}"),
        ],
        "R.2.2.2.rationale.target",
        f"content/{R22}:12:9: error[target-unexplained]: nothing says how the target of R.2.2.2 (20500000) was set",
    ),
    "an objective without factors": (
        [(f"{SO1}/risks.yaml", "factors:\n  - own_risk\n  - delay\n", "factors: []\n")],
        "SO1.risks.factors",
        (
            f"content/{SO1}/objective.yaml:1:5: error[factors-missing]:"
            " SO1 names no factor that may influence its milestones and targets"
        ),
    ),
    "a unit that counts nothing said": (
        [(R13, "counts: oseb\n", "")],
        "R.1.3.counts",
        f"content/{R13}:1:5: warning[counted-things]: nothing says what the unit 'število' of R.1.3 counts",
    ),
    "a unit that counts nothing said in the whole and in a part": (
        [(O12, "counts: dogodkov\n", ""), (O12, "    counts: delavnic\n", "")],
        "O.1.2.counts",
        f"content/{O12}:1:5: warning[counted-things]: nothing says what the unit 'število' of O.1.2 counts",
    ),
    "a part that counts nothing said": (
        [
            (FUND, "counting_units: [število]", "counting_units: [število, kg, EUR]"),
            (
                FUND,
                "        name: Količina blaga, po vrsti\n",
                "        name: Količina blaga, po vrsti\n        unit: kg\n",
            ),
            (R22, "po vrsti\n", "po vrsti\nunit: kg\n"),
            (R22, "    unit: kg\n", "    unit: kg\n    counts: ton\n"),
        ],
        "R.2.2.counts",
        f"content/{R22}:1:5: warning[counted-things]: nothing says what the unit 'kg' of R.2.2 counts",
    ),
    "no reference year": (
        [(R13, "reference_year: 2030\n", "")],
        "R.1.3.reference_year",
        f"content/{R13}:1:5: error[reference-year-missing]: the baseline of R.1.3 (0) has no reference year",
    ),
    "a reference year of a part alone": (
        [
            (R22, "reference_year: 2030\n", ""),
            (R22, "    target: 2.5\n", "    target: 2.5\n    reference_year: 2030\n"),
        ],
        "R.2.2.2.reference_year",
        f"content/{R22}:10:9: error[reference-year-missing]: the baseline of R.2.2.2 (0) has no reference year",
    ),
    "a reference year to come": (
        [(R13, "reference_year: 2030", "reference_year: 2032")],
        "R.1.3.reference_year",
        (
            f"content/{R13}:13:17: error[reference-year-late]:"
            " the baseline of R.1.3 is of 2032, later than the document (2031-05-01)"
        ),
    ),
    "a reference year to come, of all parts": (
        [(R22, "reference_year: 2030", "reference_year: 2032")],
        "R.2.2.reference_year",
        (
            f"content/{R22}:17:17: error[reference-year-late]:"
            " the baseline of R.2.2 is of 2032, later than the document (2031-05-01)"
        ),
    ),
    "another year for the targets": (
        [(FACTS, "target_year: 2039", "target_year: 2093")],
        "programme.target_year",
        "content/programme.yaml:11:14: error[year-of-the-law]: target_year is 2093, in the fund 2039",
    ),
    "a date before the period": (
        [(FACTS, "date: 2031-05-01", "date: 2030-12-31")],
        "programme.date",
        (
            "content/programme.yaml:9:7: error[date-before-period]:"
            " the document is of 2030-12-31, before the period that begins in 2031"
        ),
    ),
    "a version of another month": (
        [(FACTS, 'version: "1.0"', "version: 2031-04")],
        "programme.version",
        "content/programme.yaml:8:10: error[version-of-another-date]: the version is 2031-04, the date 2031-05-01",
    ),
    "a name too long": (
        [
            (R13, "name: Število zadovoljnih udeležencev", f"name: {LONG}"),
            (FUND, "name: Število zadovoljnih udeležencev", f"name: {LONG}"),
        ],
        "R.1.3.name",
        (
            f"content/{R13}:2:7: error[name-too-long]: the name of R.1.3 has 256 characters without spaces,"
            " the programme's table takes 255"
        ),
    ),
    "sources of an objective too long": (
        [("sources.yaml", "register: register udeležencev", f"register: {LONG}")],
        "SO1.results.sources.register",
        (
            f"content/{SO1}/results.yaml:2:5: warning[sources-too-long]: the sources of SO1.results together have"
            " 256 characters without spaces, the programme's table takes 200"
        ),
    ),
    "sources of a result too long": (
        [(R13, "baseline: 0\n", f"baseline: 0\n{OTHER_SOURCES}")],
        "R.1.3.sources.register",
        (
            f"content/{R13}:7:5: warning[sources-too-long]: the sources of R.1.3 together have"
            " 205 characters without spaces, the programme's table takes 200"
        ),
    ),
    "remarks too long": (
        [(R22, "šteje tudi embalažo.", "šteje " + "embalažo " * 24 + "{R.2.2.1.name|a}.")],
        "R.2.2.remarks.scope",
        (
            f"content/{R22}:16:10: warning[comments-too-long]: the remarks of R.2.2 together have"
            " 214 characters without spaces, the programme's table takes 200"
        ),
    ),
}


ALSO = {
    "an objective that the fund has not": {"programme.title"},
    "a unit that counts nothing said in the whole and in a part": {"O.1.2.1.counts"},
    "a part that counts nothing said": {"R.2.2.2.counts"},
    "sources of an objective too long": {"SO2.results.sources.register"},
}
"""What else is found, and rightly so."""


@pytest.mark.parametrize("case", WRONG)
def test_a_breach_is_found(case: str, tmp_path: Path) -> None:
    changes, path, line = WRONG[case]
    found = {finding.path: finding for finding in findings(changed(tmp_path, *changes))}
    assert set(found) == {path, *ALSO.get(case, ())}
    assert str(found[path].diagnostic).splitlines()[0] == line


def test_a_version_before_the_fund_has_one_finding(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    (content / FUND).rename(content / "catalogue.yaml")
    types = '"001": Sistemi IKT\n"005": Usposabljanje\n"007": Študije\n'
    (content / "interventions.yaml").write_text(types, encoding="utf-8")
    (found,) = findings(content)
    assert str(found.diagnostic).splitlines() == [
        "content/programme.yaml:1:8: warning[no-fund]: there is no fund.yaml to compare the programme with",
        "  hint: write fund.yaml: objectives, measures, indicators and types of intervention of the fund's act",
    ]


def test_what_the_system_computes_may_be_left_out(tmp_path: Path) -> None:
    computed = "          - {code: R.2.2.3, name: tretja vrsta, computed: true}\ninterventions:"
    assert findings(changed(tmp_path, (FUND, "interventions:", computed))) == []


def test_a_code_longer_than_the_annex_says_is_right(tmp_path: Path) -> None:
    content = changed(
        tmp_path,
        (FUND, "      - code: R.1.3\n", "      - code: R.1.3000\n        name: Število idej\n      - code: R.1.3\n"),
    )
    text = (content / R13).read_text(encoding="utf-8").replace("R.1.3", "R.1.3000").replace("number", "x")
    (content / f"{SO1}/indicators/R.1.3000.yaml").write_text(text, encoding="utf-8")
    assert [finding.rule.code for finding in findings(content) if finding.path == "R.1.3000.id"] == []


RIGHT: dict[str, list[Change]] = {
    "a breakdown of persons that is stated": [
        (FUND, "milestone_year:", "persons: {age: [18], gender: true}\nmilestone_year:"),
        (FACTS, "statements:\n", "statements:\n  persons: chapters.explanation.2\n"),
    ],
    "a version that is a number": [(FACTS, 'version: "1.0"', 'version: "2.0"')],
    "a version of the date's month": [(FACTS, 'version: "1.0"', "version: 2031-05")],
    "a statement in a whole chapter": [(FACTS, "chapters.explanation.2", "chapters.explanation")],
    "a statement in a value": [(FACTS, "chapters.conclusion.2", "R.2.2.remarks.scope")],
    "what the parts count": [(O12, "counts: dogodkov\n", "")],
    "a unit that counts nothing": [(R22, "    unit: kg\n", "    unit: kg\n    counts: ton\n")],
    "a milestone of 0 with reasons": [(O21, "milestone: 1\n", "milestone: 0\n")],
    "a target that is the sum of the parts": [
        (O12, '  target: {sentence: "{O.1.2.rationale.milestone.sentence}"}\n', ""),
        (O12, "number_format: ungrouped\n", "number_format: ungrouped\nderivation: {sum: parts}\n"),
        (O12, "    target: 7\n", "    target: 12\n    rationale: {target: {sentence: po 3 načrtih}}\n"),
    ],
    "a target whose reasons name an operation": [
        (O21, "  target:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.\n", BY_OPERATION),
    ],
    "a target whose reasons lead to others with a number": [
        (O21, "  target:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.\n", BY_OTHERS),
    ],
    "targets that the objective explains": [
        (R22, f"rationale:\n  target:\n{TREND}", ""),
        (f"{SO2}/results.yaml", "sources:\n", "target_rationale:\n  sentence: na podlagi 5 trendov.\nsources:\n"),
    ],
    "a result with its own sources": [
        (R13, "baseline: 0\n", "baseline: 0\nsources: [survey]\n"),
        (f"{SO1}/results.yaml", "sources:\n  - register\n", "sources: []\n"),
    ],
    "a result with its own sources, the objective's too long": [
        (R13, "baseline: 0\n", "baseline: 0\nsources: [survey]\n"),
        (R22, "reference_year: 2030\n", "reference_year: 2030\nsources: [survey]\n"),
        ("sources.yaml", "register: register udeležencev", f"register: {LONG}"),
    ],
    "a reference year in the year of the document": [(R13, "reference_year: 2030", "reference_year: 2031")],
    "a date in the first year": [(FACTS, "date: 2031-05-01", "date: 2031-01-01")],
    "a name at the limit, spaces not counted": [
        (R13, "name: Število zadovoljnih udeležencev", f"name: {LONG[:100]} {LONG[101:]}"),
        (FUND, "name: Število zadovoljnih udeležencev", f"name: {LONG[:100]} {LONG[101:]}"),
    ],
    "fewer rows than the law has types": [(f"{SO1}/allocation.yaml", TRAINING, "")],
}


@pytest.mark.parametrize("changes", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_not_reported(changes: list[Change], tmp_path: Path) -> None:
    assert [str(finding.diagnostic) for finding in findings(changed(tmp_path, *changes))] == []


def test_every_rule_has_a_case() -> None:
    cases = "\n".join(line for _, _, line in WRONG.values())
    elsewhere = {
        "act-title-unlike",
        "assistance-unsaid",
        "excluded-by-law",
        "law-reads-otherwise",
        "no-fund",
        "outline-gap",
        "point-of-article-missing",
        "reason-missing",
        "reason-of-nothing",
        "statement-of-article-missing",
        "statement-says-other",
    }  # tests/composing, test_sums_and_ends, test_told_numbers, test_names_of_things
    elsewhere |= {"fund-departs"} | {rule.code for rule in cited_law.RULES}  # tests/checks/test_cited_law.py
    assert {rule.code for rule in RULES if f"[{rule.code}]" not in cases} == elsewhere


FACTORS_SENTENCE = (
    "Pri izračunu kazalnikov učinka in rezultatov smo upoštevali različne dejavnike, "
    "ki bi lahko ogrozili doseganje mejnikov in ciljev."
)
SEEDED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a name in one place": (
        lambda content: replace_in(content / f"{SO2}/indicators/O.2.4.yaml", "id: O.2.4", "id: O.2.4\nname: Število"),
        "indicator-name",
    ),
    "an indicator removed": (
        lambda content: replace_in(
            content / FUND, "\ninterventions:\n", "\n      - code: R.3.14\n        name: A\ninterventions:\n"
        ),
        "fund-indicator-missing",
    ),
    "the factors' statement": (
        lambda content: replace_in(content / FACTS, "chapters.factors.2", "chapters.factor.2"),
        "statement-lost",
    ),
    "the sentence on factors": (
        lambda content: replace_in(content / "chapters/factors.md", f"{FACTORS_SENTENCE}\n", ""),
        "statement-says-other",
    ),
    "the exception of technical assistance": (
        lambda content: replace_in(content / "chapters/introduction.md", "Izjema je tehnična pomoč.\n", ""),
        "assistance-unsaid",
    ),
}


def test_technical_assistance_is_excepted_in_any_case(signed_content: Path, tmp_path: Path) -> None:
    content = copied(signed_content, tmp_path)
    replace_in(content / "chapters/introduction.md", "Izjema je tehnična pomoč.", "Za tehnično pomoč se ne določijo.")
    assert not [found for found in findings(content) if found.rule.code in {"assistance-unsaid", "excluded-by-law"}]


def test_an_exception_of_another_thing_is_named(signed_content: Path, tmp_path: Path) -> None:
    content = copied(signed_content, tmp_path)
    replace_in(content / "chapters/introduction.md", "Izjema je tehnična pomoč.", "Izjema je operativna podpora.")
    found = next(finding for finding in findings(content) if finding.rule.code == "assistance-unsaid")
    assert "'Izjema je operativna podpora' does not except 'tehnična pomoč'" in found.message


@pytest.mark.parametrize(("seed", "code"), SEEDED.values(), ids=SEEDED)
def test_a_fault_seeded_in_the_shipped_content_is_found(
    seed: Callable[[Path], None], code: str, signed_content: Path, tmp_path: Path
) -> None:
    before = {(finding.rule.code, finding.path, finding.found) for finding in findings(signed_content)}
    content = copied(signed_content, tmp_path)
    seed(content)
    after = {(finding.rule.code, finding.path, finding.found) for finding in findings(content)}
    assert {finding[0] for finding in after - before} == {code}

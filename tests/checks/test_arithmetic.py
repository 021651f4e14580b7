"""Numbers that must agree: a fault for each rule, and what the rules must not report."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks.arithmetic import RULES
from methodology.diagnostics import ContentError
from tests.built import copied, read_content, replace_in
from tests.checks.seeded import ONE, TWO, Case, found_by, seeded

O11, O12, R13, R22 = (
    f"{ONE}/indicators/O.1.1.yaml",
    f"{ONE}/indicators/O.1.2.yaml",
    f"{ONE}/indicators/R.1.3.yaml",
    f"{TWO}/indicators/R.2.2.yaml",
)
DERIVATION = "derivation: {share: share, of: O.1.1.target}\n"

VALUES = (
    Case(
        "a milestone above the target",
        ((O11, "milestone: 40", "milestone: 2040"),),
        (
            (
                f"O.1.1.milestone {O11}:6:12",
                "milestone-above-target: the milestone 2040 is above the target 2000 (O.1.1.target)",
            ),
        ),
    ),
    Case(
        "a part's milestone above its target, and above the whole's milestone",
        ((O12, "milestone: 1\n", "milestone: 8\n"),),
        (
            (
                f"O.1.2.1.milestone {O12}:15:16",
                "milestone-above-target: the milestone 8 is above the target 7 (O.1.2.1.target)",
            ),
            (
                f"O.1.2.1.milestone {O12}:15:16",
                "part-above-whole: O.1.2.1.milestone is 8, above the 5 of the whole (O.1.2.milestone)",
            ),
        ),
    ),
    Case(
        "a milestone that lost a digit",
        ((O11, "milestone: 40", "milestone: 4"),),
        (
            (
                f"O.1.1.milestone {O11}:6:12",
                "milestone-far-below-target: the milestone 4 is 0.2 % of the target 2000 (O.1.1.target)",
            ),
        ),
    ),
    Case(
        "a baseline above the target",
        ((R22, "baseline: 0\n    target: 2.5", "baseline: 2.75\n    target: 2.5"),),
        (
            (
                f"R.2.2.1.baseline {R22}:7:15",
                "baseline-above-target: the baseline 2.75 is above the target 2.5 (R.2.2.1.target)",
            ),
        ),
    ),
    Case(
        "more than all",
        ((R22, "target: 20500000\n    number_format: millions", "target: 100.5\n    number_format: percent"),),
        (
            (
                f"R.2.2.2.target {R22}:13:13",
                "percent-above-100: R.2.2.2.target is 100.5 per cent, above 100; its unit is EUR",
            ),
        ),
    ),
    Case(
        "a share above 100 per cent, which is not what the target comes from",
        ((R13, "value: 90", "value: 190"),),
        (
            (f"R.1.3.share {R13}:9:18", "share-above-100: the share R.1.3.share is 190 per cent, above 100"),
            (
                f"R.1.3.target {R13}:6:9",
                (
                    "derived-value: 1800 is stated, "
                    "the formula gives 3800: round(R.1.3.share (190 %) * O.1.1.target (2000))"
                ),
            ),
        ),
    ),
    Case(
        "a share above 100 per cent in the prose of a result",
        ((R13, "figures:\n", 'figures:\n  men: {value: 101, unit: "%"}\n'),),
        ((f"R.1.3.men {R13}:9:16", "share-above-100: the share R.1.3.men is 101 per cent, above 100"),),
    ),
    Case(
        "a part above the whole",
        ((O12, "target: 7", "target: 17"),),
        (
            (
                f"O.1.2.1.target {O12}:16:13",
                "part-above-whole: O.1.2.1.target is 17, above the 12 of the whole (O.1.2.target)",
            ),
        ),
    ),
)

LATER = "Število zadovoljnih udeležencev, ki tri mesece po koncu delajo bolje"

SAID = (
    Case(
        "a result outside the percentages of its text",
        ((R13, DERIVATION, ""), (R13, "target: 1800", "target: 1200")),
        (
            (
                f"R.1.3.target {R13}:6:9",
                (
                    "result-outside-shares: R.1.3.target is 1200; "
                    "its text speaks of 90 %, which of 2000 (O.1.1.target) are 1800"
                ),
            ),
        ),
    ),
    Case(
        "more who are asked later than were asked before",
        (
            (
                "fund.yaml",
                "Število zadovoljnih udeležencev\n",
                f"Število zadovoljnih udeležencev\n        unit: število\n      - code: R.1.4\n        name: {LATER}\n",
            ),
            (f"{ONE}/allocation.yaml", "R.1.3]", "R.1.3, R.1.4]"),
            (
                f"{ONE}/indicators/R.1.4.yaml",
                "",
                f"id: R.1.4\nname: {LATER}\nunit: število\ncounts: oseb\nbaseline: 0\ntarget: 1801\n",
            ),
        ),
        (
            (
                f"R.1.4.target {ONE}/indicators/R.1.4.yaml:6:9",
                (
                    "later-result-above-earlier: R.1.4.target is 1801, above the 1800 of R.1.3.target, "
                    "of whom these are asked again later"
                ),
            ),
        ),
    ),
    Case(
        "a number that nothing accounts for",
        (("chapters/conclusion.md", "Konec.", "Pride 41 ljudi."),),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:7",
                "typed-number: '41 ljudi' is typed, and the content has no such value",
            ),
        ),
    ),
    Case(
        "more objectives than there are",
        (("chapters/conclusion.md", "Konec.", "Prispeva k trem specifičnim ciljem."),),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:12",
                "wrong-count: trem is said, the content has 2: 'trem specifičnim ciljem'",
            ),
        ),
    ),
)

SECOND_PART = """  - id: O.1.2.2
    name: število srečanj
    measures: [a]
    unit: število
    counts: srečanj
    milestone: 1
    target: 8
"""
SECOND_PART_OF_FUND = """            name: število delavnic
            unit: število
          - code: O.1.2.2
            name: število srečanj
            unit: število
"""
O21, END = f"{TWO}/indicators/O.2.1.yaml", "chapters/conclusion.md"
YEARLY = "na podlagi okoli {O.1.1.yearly} dogodkov na leto."
MILESTONE_OF_O21 = "milestone:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb."
TARGET_OF_O21 = "target:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb."


def said_of_o21(field: str, text: str) -> tuple[str, str, str]:
    old = MILESTONE_OF_O21 if field == "milestone" else TARGET_OF_O21
    return (O21, old, f'{field}:\n    sentence: "{text}"')


BOUNDS: tuple[tuple[str, tuple[tuple[str, str, str], ...], str, str], ...] = (
    (
        "a figure above the value that it is part of",
        ((O11, "yearly: 13", "yearly: 2500"), (O11, YEARLY, "pride {O.1.1.yearly} oseb.")),
        "O.1.1.yearly",
        "named-above-value: 2.500 is named in the reasons of O.1.1.target, which is 2000",
    ),
    (
        "a declared number above the value that it is named for",
        ((O11, YEARLY, "pride ({=2.500}) oseb."),),
        "O.1.1.rationale.target.sentence",
        "declared-above-value: 2.500 oseb is named in the reasons of O.1.1.target, which is 2000",
    ),
    (
        "a figure with the name of another",
        (
            (O11, "yearly: 13", "yearly: {value: 13, name: konji}\n  other: {value: 12, name: psi}"),
            (O11, YEARLY, "pride {O.1.1.yearly} psov in {O.1.1.other} konj."),
        ),
        "O.1.1.rationale.target.sentence",
        "figure-of-another-name: '12 konj' prints O.1.1.other, O.1.1.yearly is what is called so",
    ),
    (
        "figures that are more than the value together",
        (
            (O11, "yearly: 13", "yearly: 1500\n  more: 600"),
            (O11, YEARLY, "pride {O.1.1.yearly} oseb in {O.1.1.more} drugih udeležencev."),
        ),
        "O.1.1.target",
        (
            "parts-above-value: the numbers named in the reasons add up to 2100 (yearly 1500 + more 600), "
            "O.1.1.target is 2000"
        ),
    ),
    (
        "more at the operations than the target",
        (
            (O21, "operations:\n  - alpha", 'operations:\n  - alpha: "{operations.alpha} ({O.2.1.own} sistema)"'),
            (O21, "operations:\n", "figures:\n  own: 2\noperations:\n"),
        ),
        "O.2.1.target",
        (
            "operations-above-target: the operations give at least 4: 2 as said there, one each of 2 others; "
            "O.2.1.target is 3"
        ),
    ),
    (
        "more after the milestone than the target leaves",
        (
            (O11, "yearly: 13", "yearly: 1990"),
            (O11, "na podlagi načrta operacije", "do leta 2034 še ne bo udeležencev operacije"),
            (O11, f"sentence: {YEARLY}", "items:\n      alpha: pride {O.1.1.yearly} oseb"),
        ),
        "O.1.1.target",
        "later-parts-above-target: the milestone 40 and what comes after it (1990) are 2030, O.1.1.target is 2000",
    ),
    (
        "fewer planned in words than the target",
        (said_of_o21("target", "na podlagi dveh načrtovanih sistemov."),),
        "O.2.1.rationale.target.sentence",
        "planned-misses-value: 'dveh načrtovanih sistemov' is all that the reasons of O.2.1.target name, which is 3",
    ),
    (
        "a milestone of nothing with reasons",
        ((O21, "milestone: 1", "milestone: 0"), said_of_o21("milestone", "glede na potrebe je predviden nakup.")),
        "O.2.1.rationale.milestone.sentence",
        (
            "zero-milestone-with-reasons: O.2.1.milestone is 0, and its reasons do not say why nothing "
            "is reached by then: 'glede na potrebe je predviden nakup.'"
        ),
    ),
    (
        "a milestone that is not reached",
        (said_of_o21("milestone", "operacija do leta 2034 še ne bo dala sistema."),),
        "O.2.1.milestone",
        (
            "milestone-not-reached: O.2.1.milestone is 1, its reasons say that nothing is reached by then: "
            "'operacija do leta 2034 še ne bo dala sistema.'"
        ),
    ),
    (
        "a target that is the milestone although something comes later",
        ((O21, "milestone: 1", "milestone: 3"), said_of_o21("target", "preostali sistemi pridejo do konca.")),
        "O.2.1.target",
        (
            "nothing-after-milestone: O.2.1.milestone and O.2.1.target are both 3, the reasons speak of "
            "what comes later: 'preostali sistemi pridejo do konca.'"
        ),
    ),
    (
        "the same reasons for both values",
        (said_of_o21("milestone", "glede na potrebe."), said_of_o21("target", "{O.2.1.rationale.milestone.sentence}")),
        "O.2.1.rationale.target",
        "same-reasons: the milestone 1 and the target 3 of O.2.1 have the same reasons",
    ),
    (
        "reasons of a milestone that speak of the target's year",
        (said_of_o21("milestone", "glede na potrebe do leta {programme.target_year}."),),
        "O.2.1.rationale.milestone.sentence",
        "milestone-of-another-year: the reasons of O.2.1.milestone for 2034 speak of 2039, the target's year",
    ),
    (
        "a share in words beside another one",
        ((R13, "je {R.1.3.share}", "je {R.1.3.share}, kar je manj kot polovica"),),
        "R.1.3.rationale.target.sentence",
        "share-in-words: 'manj kot polovica' is said beside 90 %",
    ),
    (
        "a range the wrong way round",
        ((END, "Konec.", "Pride od {=30} do {=20} oseb."),),
        "chapters.conclusion.2",
        "text-range-reversed: the range '30 do 20' begins with 30, above its end 20",
    ),
    (
        "years the wrong way round",
        ((END, "Konec.", "V obdobju 2031–2027 je konec."),),
        "chapters.conclusion.2",
        "text-range-reversed: the range '2031–2027' begins with 2031, above its end 2027",
    ),
    (
        "another unit beside a value",
        ((END, "Konec.", "Skupaj {R.2.2.1.target} g."),),
        "chapters.conclusion.2",
        "unit-of-another: '2,5 g' is printed, the unit of R.2.2.1.target is kg",
    ),
    (
        "people in kilograms",
        ((O11, "yearly: 13", "yearly: {value: 13, unit: kg}"), (O11, YEARLY, "pride {O.1.1.yearly} oseb.")),
        "O.1.1.yearly",
        "unit-of-another: '13 kg oseb' is printed: O.1.1.yearly has the unit kg, and what it counts has none",
    ),
    (
        "a number a year that is said a month",
        (
            (O11, "yearly: 13", "yearly: {value: 222, per: year}"),
            (O11, YEARLY, "okoli {O.1.1.yearly} na mesec."),
            (O11, "milestone: 40", "milestone: 888"),
        ),
        "O.1.1.rationale.target.sentence",
        "rate-of-another-time: 222 is said 'na mesec', O.1.1.yearly is a number a year",
    ),
    (
        "a number a year that reads as the whole",
        (
            (O11, "yearly: 13", "yearly: {value: 222, per: year}"),
            (O11, YEARLY, "okoli {O.1.1.yearly} dogodkov."),
            (O11, "milestone: 40", "milestone: 888"),
        ),
        "O.1.1.rationale.target.sentence",
        "rate-unsaid: 222 is printed, O.1.1.yearly is a number a year",
    ),
    (
        "a number a year that gives another target",
        ((O11, YEARLY, "okoli {O.1.1.yearly} udeležencev na leto."),),
        "O.1.1.rationale.target.sentence",
        "typed-rate-misses-value: 13 a year over the 9 years 2031 to 2039 gives 117, 2000 is stated (O.1.1.target)",
    ),
    (
        "a day that there is not",
        ((END, "Konec.", "Do 31. 11. {programme.milestone_year} bo konec."),),
        "chapters.conclusion.2",
        "impossible-date: there is no day 31. 11. 2034",
    ),
    (
        "a month's name",
        ((END, "Konec.", "Do 30. februarja 2034 bo konec."),),
        "chapters.conclusion.2",
        "impossible-date: there is no day 30. februarja 2034",
    ),
    (
        "shares that are no whole",
        ((END, "Konec.", "Država da {=75 %}, preostalih {=20 %} sklad."),),
        "chapters.conclusion.2",
        "shares-of-a-whole: 75 + 20 % are 95 %, and the last is said to be the rest",
    ),
    (
        "parts that are more than the whole",
        (
            (O12, "    target: 7\n", f"    target: 7\n{SECOND_PART}"),
            ("fund.yaml", "            name: število delavnic\n            unit: število\n", SECOND_PART_OF_FUND),
        ),
        "O.1.2.target",
        "parts-above-whole: the parts of O.1.2.target add up to 15 (7 + 8), above its 12",
    ),
    (
        "half a system",
        ((O21, "target: 3", "target: 2.5"),),
        "O.2.1.target",
        "part-of-a-thing: O.2.1.target is 2.5, and sistemov are counted one by one",
    ),
    (
        "a number in per cent",
        ((O21, "target: 3", "target: 3\nnumber_format: percent"),),
        "O.2.1.number_format",
        "count-in-per-cent: 3 % would be printed of O.2.1, whose name is that of a number: 'Število sistemov'",
    ),
    (
        "millions that were typed in millions",
        ((R22, "target: 20500000", "target: 20.5"),),
        "R.2.2.2.target",
        (
            "value-below-format: R.2.2.2.target is 20.5, which prints as 0,0000205 million: "
            "the format wants the whole number"
        ),
    ),
    (
        "a fraction for per cent",
        ((R22, "target: 20500000\n    number_format: millions", "target: 0.5\n    number_format: percent"),),
        "R.2.2.2.target",
        "share-below-1: R.2.2.2.target is 0.5 per cent, less than one in a hundred: is 50 meant?",
    ),
    (
        "a share that lost its unit",
        ((R13, "figures:\n", 'figures:\n  men_share: 50\n  women_share: {value: 95, unit: "%"}\n'),),
        "R.1.3.men_share",
        "figures-in-other-units: R.1.3.men_share has the unit 1, R.1.3.women_share, R.1.3.share have %",
    ),
    (
        "a figure with a minus",
        ((R13, "figures:\n", "figures:\n  men: -50\n"),),
        "R.1.3.men",
        "figure-below-zero: R.1.3.men is -50, below 0",
    ),
    (
        "a year for a value",
        ((R22, "target: 20500000", "target: 2034"),),
        "R.2.2.2.target",
        "value-is-a-year: R.2.2.2.target is 2034, a year that stands in the head of a column",
    ),
    (
        "nothing to reach",
        ((R22, "target: 20500000", "target: 0"),),
        "R.2.2.2.target",
        "nothing-to-reach: R.2.2.2.target is 0: nothing is to be reached",
    ),
    (
        "a baseline of no year",
        ((R22, "baseline: 0\n    target: 2.5", "baseline: 1\n    target: 2.5"), (R22, "reference_year: 2030\n", "")),
        "R.2.2.1.baseline",
        "baseline-without-year: R.2.2.1.baseline is 1, and nothing says of which year that is",
    ),
)


@pytest.mark.parametrize(("changes", "path", "said"), [case[1:] for case in BOUNDS], ids=[case[0] for case in BOUNDS])
def test_bounds_that_the_content_states(
    tmp_path: Path, changes: tuple[tuple[str, str, str], ...], path: str, said: str
) -> None:
    found = found_by(RULES, seeded(tmp_path, changes))
    assert (path, said) in [(where.partition(" ")[0], message) for where, message in found]


DERIVED = (
    Case(
        "a share that is not rounded to the nearest",
        ((O11, "target: 2000", "target: 1993"), (R13, "target: 1800", "target: 1793")),
        (
            (
                f"R.1.3.target {R13}:6:9",
                (
                    "derived-value: 1793 is stated, "
                    "the formula gives 1793.7, rounded 1794: round(R.1.3.share (90 %) * O.1.1.target (1993))"
                ),
            ),
        ),
    ),
    Case(
        "a half rounded down",
        ((O11, "target: 2000", "target: 2005"), (R13, "target: 1800", "target: 1804")),
        (
            (
                f"R.1.3.target {R13}:6:9",
                (
                    "derived-value: 1804 is stated, "
                    "the formula gives 1804.5, rounded 1805: round(R.1.3.share (90 %) * O.1.1.target (2005))"
                ),
            ),
        ),
    ),
    Case(
        "a whole that is not the sum of its parts",
        ((O12, "operations:\n", "derivation: {sum: parts}\noperations:\n"),),
        (
            (
                f"O.1.2.milestone {O12}:6:12",
                "derived-value: 5 is stated, the formula gives 1: sum(O.1.2.1.milestone (1))",
            ),
            (f"O.1.2.target {O12}:7:9", "derived-value: 12 is stated, the formula gives 7: sum(O.1.2.1.target (7))"),
        ),
    ),
    Case(
        "a sum that is not given",
        ((R22, "parts:\n", "derivation: {sum: parts}\nparts:\n"),),
        (
            (
                f"R.2.2.target {R22}:1:5",
                (
                    "derived-value: nothing is stated, "
                    "the formula gives 20500002.5: sum(R.2.2.1.target (2.5), R.2.2.2.target (20500000))"
                ),
            ),
        ),
    ),
    Case(
        "a sum of figures",
        ((O11, "figures:\n", "derivation: {sum: [yearly, other]}\nfigures:\n  other: 7\n"),),
        (
            (
                f"O.1.1.target {O11}:7:9",
                "derived-value: 2000 is stated, the formula gives 20: O.1.1.yearly (13) + O.1.1.other (7)",
            ),
        ),
    ),
    Case(
        "a count of one",
        ((O12, "operations:\n", "derivation: {count: operations}\noperations:\n"),),
        ((f"O.1.2.target {O12}:7:9", "derived-value: 12 is stated, the formula gives 1: count(O.1.2.operations (1))"),),
    ),
    Case(
        "a count of several",
        ((f"{TWO}/indicators/O.2.1.yaml", "target: 3\n", "target: 4\nderivation: {count: operations}\n"),),
        (
            (
                f"O.2.1.target {TWO}/indicators/O.2.1.yaml:7:9",
                "derived-value: 4 is stated, the formula gives 3: count(O.2.1.operations (3))",
            ),
        ),
    ),
    Case(
        "a sum of parts that are not there",
        ((R13, DERIVATION, "derivation: {sum: parts}\n"),),
        ((f"R.1.3.target {R13}:6:9", "derived-value: 1800 is stated, the formula gives 0: sum(parts)"),),
    ),
    Case(
        "a result above the output that it is a share of",
        ((R13, "target: 1800", "target: 2001"),),
        (
            (
                f"R.1.3.target {R13}:6:9",
                (
                    "derived-value: 2001 is stated, "
                    "the formula gives 1800: round(R.1.3.share (90 %) * O.1.1.target (2000))"
                ),
            ),
            (
                f"R.1.3.target {R13}:6:9",
                "result-above-output: R.1.3.target is 2001, above the 2000 of O.1.1.target, of which it is a share",
            ),
        ),
    ),
    Case(
        "a result above the output that counts the same",
        ((R13, DERIVATION, ""), (R13, "target: 1800", "target: 2001")),
        (
            (
                f"R.1.3.target {R13}:6:9",
                (
                    "result-above-output: R.1.3.target is 2001, above the 2000 of O.1.1.target, "
                    "which counts the same (oseb)"
                ),
            ),
        ),
    ),
    Case(
        "a result above the outputs that count the same",
        (
            (R13, DERIVATION, ""),
            (R13, "target: 1800", "target: 2013"),
            (O12, "counts: dogodkov", "counts: oseb"),
            (O12, "counts: delavnic", "counts: oseb"),
            (f"{ONE}/allocation.yaml", "[O.1.1, R.1.3]", "[O.1.1, O.1.2, O.1.2.1, R.1.3]"),
        ),
        (
            (
                f"R.1.3.target {R13}:6:9",
                (
                    "result-above-output: R.1.3.target is 2013, above the 2012 of O.1.1.target and O.1.2.target, "
                    "which counts the same (oseb)"
                ),
            ),
        ),
    ),
)

SHARES = (
    Case(
        "a share off by 0.1",
        ((f"{ONE}/allocation.yaml", "share: 30", "share: 30.1"),),
        (
            (
                f"SO1.allocation.rows.001.share {ONE}/allocation.yaml:3:12",
                "allocation-total: the 3 shares of SO1 add up to 100.1, not 100; rounding explains at most 0.015",
            ),
        ),
    ),
    Case(
        "a share that is not that of its amount",
        (
            (f"{ONE}/allocation.yaml", "    share: 60.5\n", "    share: 60.51\n    amount: 605\n"),
            (f"{ONE}/allocation.yaml", "    share: 30\n", "    amount: 300\n"),
            (f"{ONE}/allocation.yaml", "    share: 9.5\n", "    amount: 95\n"),
        ),
        (
            (
                f"SO1.allocation.rows.001.share {ONE}/allocation.yaml:3:12",
                "share-of-amounts: 60.51 is stated, 605 of 1000 EUR are 60.5 per cent",
            ),
        ),
    ),
    Case(
        "a coverage that is not what is left",
        ((f"{ONE}/allocation.yaml", "coverage: 90.5", "coverage: 95.5"),),
        (
            (
                f"SO1.allocation.coverage {ONE}/allocation.yaml:10:11",
                "coverage: 95.5 is stated, 100 less 9.5 (007) gives 90.5; the rows with indicators add up to 90.5",
            ),
        ),
    ),
    Case(
        "a coverage below 100 where indicators are linked to all",
        ((f"{TWO}/allocation.yaml", "coverage: 100", "coverage: 99"),),
        (
            (
                f"SO2.allocation.coverage {TWO}/allocation.yaml:5:11",
                "coverage: 99 is stated, 100 less nothing gives 100; the rows with indicators add up to 100",
            ),
        ),
    ),
    Case(
        "indicators linked to nothing",
        ((f"{TWO}/allocation.yaml", "coverage:", '  - code: "005"\n    share: 0\n    indicators: [O.2.1]\ncoverage:'),),
        (
            (
                f"SO2.allocation.rows.005.share {TWO}/allocation.yaml:6:12",
                "share-of-nothing: the type of intervention 005 has a share of 0 and is linked to O.2.1",
            ),
        ),
    ),
)

RATES = (
    Case(
        "a rate that gives neither value",
        ((O11, "yearly: 13", "yearly: {value: 13, per: year}"),),
        (
            (
                f"O.1.1.yearly {O11}:9:11",
                "rate-misses-value: 13 a year over the 4 years 2031 to 2034 gives 52, 40 is stated (O.1.1.milestone)",
            ),
            (
                f"O.1.1.yearly {O11}:9:11",
                "rate-misses-value: 13 a year over the 9 years 2031 to 2039 gives 117, 2000 is stated (O.1.1.target)",
            ),
        ),
    ),
    Case(
        "a range of rates that gives one of two values",
        (
            (O11, "yearly: 13", "yearly: {value: 9, per: year, up_to: most}\n  most: {value: 10.5, per: year}"),
            (O11, "target: 2000", "target: 100"),
            (R13, "target: 1800", "target: 90"),
        ),
        (
            (
                f"O.1.1.yearly {O11}:9:11",
                (
                    "rate-misses-value: 9 to 10.5 a year over the 9 years 2031 to 2039 gives 81 to 94.5, 100 is stated "
                    "(O.1.1.target)"
                ),
            ),
        ),
    ),
    Case(
        "a range from the greater to the smaller",
        ((O11, "yearly: 13", "yearly: {value: 13, per: year, up_to: most}\n  most: 10"),),
        (
            (
                f"O.1.1.yearly {O11}:9:11",
                "range-reversed: the range begins with 13, above its end 10 (O.1.1.most)",
            ),
        ),
    ),
)

YEARS = (
    Case(
        "milestones before the period",
        (("programme.yaml", "milestone_year: 2034", "milestone_year: 2030"),),
        (
            (
                "programme.milestone_year programme.yaml:10:17",
                "years-out-of-order: the milestone year 2030 is before the period's first year (2031)",
            ),
        ),
    ),
    Case(
        "milestones before the period, to which a rate gives nothing",
        (
            ("programme.yaml", "milestone_year: 2034", "milestone_year: 2030"),
            (O11, "yearly: 13", "yearly: {value: 222, per: year}"),
        ),
        (
            (
                "programme.milestone_year programme.yaml:10:17",
                "years-out-of-order: the milestone year 2030 is before the period's first year (2031)",
            ),
        ),
    ),
    Case(
        "targets in the year of the milestones",
        (("programme.yaml", "target_year: 2039", "target_year: 2034"),),
        (
            (
                "programme.target_year programme.yaml:11:14",
                "years-out-of-order: the target year 2034 is not after the milestone year (2034)",
            ),
        ),
    ),
    Case(
        "targets after the money is spent",
        (("programme.yaml", "target_year: 2039", "target_year: 2040"),),
        (
            (
                "programme.target_year programme.yaml:11:14",
                "years-out-of-order: the target year 2040 is more than two years after the period's last year (2037)",
            ),
        ),
    ),
)

WRONG = (*VALUES, *SAID, *DERIVED, *SHARES, *RATES, *YEARS)

RIGHT = (
    Case("the sample as it is", ()),
    Case("a milestone that is the target", ((O11, "milestone: 40", "milestone: 2000"),)),
    Case("a baseline that is the target", ((R22, "baseline: 0\n    target: 2.5", "baseline: 2.5\n    target: 2.5"),)),
    Case("all", ((R22, "target: 20500000\n    number_format: millions", "target: 100\n    number_format: percent"),)),
    Case("growth by more than 100 per cent in an output", ((O11, "yearly: 13", 'yearly: {value: 130, unit: "%"}'),)),
    Case("a figure above 100 that is no share", ((R13, "figures:\n", "figures:\n  men: 101\n"),)),
    Case("a part in another unit", ((O12, "    unit: število\n", "    unit: kg\n"), (O12, "target: 7", "target: 17"))),
    Case(
        "a part in per cent above the mean of all",
        (
            (O12, "ungrouped", "percent"),
            (O12, "Število dogodkov, od tega:", "Dogodki v prvem letu, od tega:"),
            (O12, "število delavnic", "delavnice"),
            (O12, "    target: 7", "    number_format: percent\n    target: 17"),
        ),
    ),
    Case("a half rounded up", ((O11, "target: 2000", "target: 2005"), (R13, "target: 1800", "target: 1805"))),
    Case(
        "a result above an output where another type of intervention has none that counts the same",
        (
            (R13, DERIVATION, ""),
            (R13, "target: 1800", "target: 2001"),
            (f"{ONE}/allocation.yaml", "[O.1.2]", "[O.1.2, R.1.3]"),
        ),
    ),
    Case(
        "a result above an output that counts something else",
        ((R13, DERIVATION, ""), (R13, "target: 1800", "target: 2001"), (O11, "counts: oseb", "counts: prijav")),
    ),
    Case(
        "a result and an output of which nothing says what they count",
        (
            (R13, DERIVATION, ""),
            (R13, "target: 1800", "target: 2001"),
            (R13, "counts: oseb\n", ""),
            (O11, "counts: oseb\n", ""),
        ),
    ),
    Case(
        "a result above an output under no type of intervention",
        (
            (R13, DERIVATION, ""),
            (R13, "target: 1800", "target: 2001"),
            (f"{ONE}/allocation.yaml", "[O.1.1, R.1.3]", "[O.1.1]"),
        ),
    ),
    Case(
        "a total that rounding just explains",
        (
            (
                f"{TWO}/allocation.yaml",
                "coverage:",
                '  - code: "005"\n    share: 0.01\n    indicators: [O.2.1]\ncoverage:',
            ),
        ),
    ),
    Case("a total that rounding explains", ((f"{ONE}/allocation.yaml", "share: 30", "share: 30.01"),)),
    Case(
        "money moved to a type that is covered",
        (
            (f"{ONE}/allocation.yaml", "share: 9.5", "share: 9.4"),
            (f"{ONE}/allocation.yaml", "share: 30", "share: 30.1"),
            (f"{ONE}/allocation.yaml", "coverage: 90.5", "coverage: 90.6"),
        ),
    ),
    Case(
        "a type without money and indicators",
        ((f"{TWO}/allocation.yaml", "coverage:", '  - code: "005"\n    share: 0\ncoverage:'),),
    ),
    Case(
        "a rate that gives both values within 5 per cent",
        (
            (O11, "yearly: 13", "yearly: {value: 10, per: year}"),
            (O11, "milestone: 40", "milestone: 42"),
            (O11, "target: 2000", "target: 86"),
            (R13, "target: 1800", "target: 77"),
        ),
    ),
    Case(
        "a result's rate, which has no milestone",
        ((R13, "figures:\n", "figures:\n  answers: {value: 200, per: year}\n"),),
    ),
    Case("a range that ends as it begins", ((O11, "yearly: 13", "yearly: {value: 13, up_to: most}\n  most: 13"),)),
)


def test_the_rates_of_the_signed_text(signed_content: Path) -> None:
    """Prose promises about 13 events a year, 4 to 5 victims a year; milestones and targets say otherwise."""
    stated = [said.split(": ", 1)[1] for _, said in found_by(RULES, signed_content) if said.startswith("rate-")]
    assert stated == [
        "13 a year over the 4 years 2021 to 2024 gives 52, 43 is stated (O.2.2.milestone)",
        "13 a year over the 9 years 2021 to 2029 gives 117, 127 is stated (O.2.2.target)",
        "4 to 5 a year over the 4 years 2021 to 2024 gives 16 to 20, 10 is stated (O.3.8.milestone)",
        "4 to 5 a year over the 9 years 2021 to 2029 gives 36 to 45, 30 is stated (O.3.8.target)",
    ]


def test_an_accepted_rate_is_accepted_of_values_in_proportion(signed_content: Path, tmp_path: Path) -> None:
    content = copied(signed_content, tmp_path)
    victims = content / "objectives/so3/indicators/O.3.8.yaml"

    def found() -> list[str]:
        programme = read_content(content)
        rates = next(rule for rule in RULES if rule.code == "rate-misses-value")
        return [one.found for one in rates.find(programme) if one.path.startswith("O.3.8.")]

    accepted = found()
    replace_in(victims, "victims_from: {value: 4,", "victims_from: {value: 5,")
    replace_in(victims, "victims_to: {value: 5,", "victims_to: {value: 6,")
    replace_in(victims, "milestone: 10\ntarget: 30", "milestone: 12\ntarget: 37")
    assert found() == accepted
    replace_in(victims, "milestone: 12\ntarget: 37", "milestone: 3\ntarget: 73")
    assert found() == ["milestone: 20 to 24 ≠ 3", "target: 45 to 54 ≠ 73"]


def test_digits_swapped_in_a_signed_target(signed_content: Path, tmp_path: Path) -> None:
    content = copied(signed_content, tmp_path)
    weapons = content / "objectives/so2/indicators/R.2.7.yaml"
    replace_in(weapons, "target: 95", "target: 59")
    line = weapons.read_text(encoding="utf-8").splitlines().index("target: 205") + 1
    assert set(found_by(RULES, content)) - set(found_by(RULES, signed_content)) == {
        (
            f"R.2.7.target objectives/so2/indicators/R.2.7.yaml:{line}:9",
            (
                "derived-value: 205 is stated, the formula gives 169: "
                "sum(R.2.7.1.target (70), R.2.7.2.target (59), R.2.7.3.target (40))"
            ),
        )
    }


@pytest.mark.parametrize("end", ["most", "yearly"])
def test_a_range_ends_in_another_figure(end: str, tmp_path: Path) -> None:
    content = seeded(tmp_path, [(O11, "yearly: 13", f"yearly: {{value: 13, up_to: {end}}}")])
    with pytest.raises(ContentError) as caught:
        read_content(content)
    assert [(one.code, one.message, one.hint) for one in caught.value.diagnostics] == [
        (
            "unknown-figure",
            f"the figure 'yearly' reaches up to '{end}', which is no other figure here",
            "other figures of O.1.1: none",
        )
    ]

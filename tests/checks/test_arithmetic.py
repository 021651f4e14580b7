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
        ((f"R.2.2.2.target {R22}:13:13", "percent-above-100: R.2.2.2.target is 100.5 per cent, above 100"),),
    ),
    Case(
        "a share above 100 per cent, which is not what the target comes from",
        ((R13, "value: 90", "value: 190"),),
        (
            (f"R.1.3.share {R13}:9:18", "share-above-100: the share R.1.3.share is 190 per cent, above 100"),
            (
                f"R.1.3.target {R13}:6:9",
                "derived-value: 1800 is stated, round(R.1.3.share (190 %) * O.1.1.target (2000)) gives 3800",
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

DERIVED = (
    Case(
        "a share that is not rounded to the nearest",
        ((O11, "target: 2000", "target: 1993"), (R13, "target: 1800", "target: 1793")),
        (
            (
                f"R.1.3.target {R13}:6:9",
                (
                    "derived-value: 1793 is stated, "
                    "round(R.1.3.share (90 %) * O.1.1.target (1993)) gives 1793.7, rounded 1794"
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
                    "round(R.1.3.share (90 %) * O.1.1.target (2005)) gives 1804.5, rounded 1805"
                ),
            ),
        ),
    ),
    Case(
        "a whole that is not the sum of its parts",
        ((O12, "operations:\n", "derivation: {sum: parts}\noperations:\n"),),
        (
            (f"O.1.2.milestone {O12}:6:12", "derived-value: 5 is stated, sum(O.1.2.1.milestone (1)) gives 1"),
            (f"O.1.2.target {O12}:7:9", "derived-value: 12 is stated, sum(O.1.2.1.target (7)) gives 7"),
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
                    "sum(R.2.2.1.target (2.5), R.2.2.2.target (20500000)) gives 20500002.5"
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
                "derived-value: 2000 is stated, O.1.1.yearly (13) + O.1.1.other (7) gives 20",
            ),
        ),
    ),
    Case(
        "a count of one",
        ((O12, "operations:\n", "derivation: {count: operations}\noperations:\n"),),
        ((f"O.1.2.target {O12}:7:9", "derived-value: 12 is stated, count(O.1.2.operations (1)) gives 1"),),
    ),
    Case(
        "a count of several",
        ((f"{TWO}/indicators/O.2.1.yaml", "target: 3\n", "target: 4\nderivation: {count: operations}\n"),),
        (
            (
                f"O.2.1.target {TWO}/indicators/O.2.1.yaml:7:9",
                "derived-value: 4 is stated, count(O.2.1.operations (3)) gives 3",
            ),
        ),
    ),
    Case(
        "a sum of parts that are not there",
        ((R13, DERIVATION, "derivation: {sum: parts}\n"),),
        ((f"R.1.3.target {R13}:6:9", "derived-value: 1800 is stated, sum(parts) gives 0"),),
    ),
    Case(
        "a result above the output that it is a share of",
        ((R13, "target: 1800", "target: 2001"),),
        (
            (
                f"R.1.3.target {R13}:6:9",
                "derived-value: 2001 is stated, round(R.1.3.share (90 %) * O.1.1.target (2000)) gives 1800",
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
                    "which counts the same (oseb) under the same types of intervention"
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
                    "which counts the same (oseb) under the same types of intervention"
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

WRONG = (*VALUES, *DERIVED, *SHARES, *RATES, *YEARS)

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


def test_digits_swapped_in_a_signed_target(signed_content: Path, tmp_path: Path) -> None:
    content = copied(signed_content, tmp_path)
    weapons = content / "objectives/so2/indicators/R.2.7.yaml"
    replace_in(weapons, "target: 95", "target: 59")
    line = weapons.read_text(encoding="utf-8").splitlines().index("target: 205") + 1
    assert set(found_by(RULES, content)) - set(found_by(RULES, signed_content)) == {
        (
            f"R.2.7.target objectives/so2/indicators/R.2.7.yaml:{line}:9",
            (
                "derived-value: 205 is stated, "
                "sum(R.2.7.1.target (70), R.2.7.2.target (59), R.2.7.3.target (40)) gives 169"
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

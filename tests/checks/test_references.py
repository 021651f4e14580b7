"""What refers to what: a fault for each rule, and what the rules must not report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from methodology.checks.references import indicators, operations, registry_entries
from tests.built import SAMPLE, read_content
from tests.checks.seeded import ONE, TWO, Case, found_by, seeded

RULES = (*indicators.RULES, *operations.RULES, *registry_entries.RULES)
"""The others are tried in test_named_things.py."""

SECOND_PART = (
    "  - id: R.2.2.2\n    name: druga vrsta\n    unit: EUR\n    baseline: 0\n"
    "    target: 20500000\n    number_format: millions\n"
)

SILENT = "operation-without-reason: the reasons by operation"

WRONG = (
    Case(
        "a result in no row",
        ((f"{ONE}/allocation.yaml", "[O.1.1, R.1.3]", "[O.1.1]"),),
        (
            (
                f"R.1.3.id {ONE}/indicators/R.1.3.yaml:1:5",
                "unlinked-indicator: R.1.3 is linked to no type of intervention of SO1",
            ),
        ),
    ),
    Case(
        "a part in no row while another is",
        ((f"{TWO}/allocation.yaml", ", R.2.2.2]", "]"),),
        (
            (
                f"R.2.2.2.id {TWO}/indicators/R.2.2.yaml:9:9",
                "unlinked-indicator: R.2.2.2 is linked to no type of intervention of SO2",
            ),
        ),
    ),
    Case(
        "an indicator and its parts in no row",
        ((f"{TWO}/allocation.yaml", ", R.2.2.1, R.2.2.2]", "]"),),
        (
            (
                f"R.2.2.id {TWO}/indicators/R.2.2.yaml:1:5",
                "unlinked-indicator: R.2.2 is linked to no type of intervention of SO2",
            ),
        ),
    ),
    Case(
        "another objective's indicator",
        ((f"{ONE}/allocation.yaml", "[O.1.2]", "[O.1.2, O.2.1]"),),
        (
            (
                f"SO1.allocation.rows.001.indicators.2 {ONE}/allocation.yaml:4:25",
                "foreign-indicator: O.2.1 of SO2 is linked to a type of intervention of SO1",
            ),
        ),
    ),
    Case(
        "an indicator twice in a row",
        ((f"{ONE}/allocation.yaml", "[O.1.1, R.1.3]", "[O.1.1, R.1.3, O.1.1]"),),
        (
            (
                f"SO1.allocation.rows.005.indicators.3 {ONE}/allocation.yaml:7:32",
                "indicator-linked-twice: O.1.1 is linked to the type of intervention 005 twice",
            ),
        ),
    ),
    Case(
        "a measure that only a text speaks of",
        ((f"{ONE}/indicators/O.1.1.yaml", "measures: [a, b]", "measures: [a]"),),
        (
            (
                f"SO1.measures.b {ONE}/objective.yaml:6:6",
                "unused-measure: no output indicator of SO1 uses the implementation measure b",
            ),
        ),
    ),
    Case(
        "an output that says no measure",
        ((f"{ONE}/indicators/O.1.2.yaml", "    measures: [a]\n", ""),),
        (
            (
                f"O.1.2.measures {ONE}/indicators/O.1.2.yaml:1:5",
                (
                    "output-without-measure: O.1.2 belongs to no implementation measure of SO1;"
                    " O.1.1, with operations of it, belongs to 1a, 1b"
                ),
            ),
        ),
    ),
    Case(
        "a figure that stands in the text as digits",
        ((f"{ONE}/indicators/O.1.1.yaml", "{O.1.1.yearly}", "13"),),
        (
            (
                f"O.1.1.yearly {ONE}/indicators/O.1.1.yaml:9:11",
                "unused-figure: no text and no formula uses O.1.1.yearly",
            ),
        ),
    ),
    Case(
        "a share that no derivation uses any more",
        (
            (f"{ONE}/indicators/R.1.3.yaml", "derivation: {share: share, of: O.1.1.target}\n", ""),
            (f"{ONE}/indicators/R.1.3.yaml", " je {R.1.3.share}", " je visoka"),
        ),
        (
            (
                f"R.1.3.share {ONE}/indicators/R.1.3.yaml:8:10",
                "unused-figure: no text and no formula uses R.1.3.share",
            ),
        ),
    ),
    Case(
        "two outputs with one name but for its case",
        ((f"{ONE}/indicators/O.1.2.yaml", '"Število dogodkov, od tega:"', "število  udeležencev"),),
        ((f"O.1.2.name {ONE}/indicators/O.1.2.yaml:2:7", "equal-names: O.1.2 is called like O.1.1"),),
    ),
    Case(
        "two parts with one name",
        ((f"{TWO}/indicators/R.2.2.yaml", "name: druga vrsta", "name: prva vrsta"),),
        ((f"R.2.2.2.name {TWO}/indicators/R.2.2.yaml:10:11", "equal-names: R.2.2.2 is called like R.2.2.1"),),
    ),
    Case(
        "a part in another unit",
        ((f"{TWO}/indicators/R.2.2.yaml", "parts:\n", "unit: EUR\nparts:\n"),),
        (
            (
                f"R.2.2.1.unit {TWO}/indicators/R.2.2.yaml:7:11",
                "part-in-another-unit: R.2.2.1 is in 'kg', its whole in 'EUR' (R.2.2.unit)",
            ),
        ),
    ),
    Case(
        "a part under a measure that its whole does not have",
        ((f"{ONE}/indicators/O.1.2.yaml", "measures: []", "measures: [b]"),),
        (
            (
                f"O.1.2.1.measures.1 {ONE}/indicators/O.1.2.yaml:12:16",
                "part-under-another-measure: O.1.2.1 belongs to the measure a, its whole O.1.2 does not",
            ),
        ),
    ),
    Case(
        "a part without a measure, the whole and the other part have one",
        (
            (f"{ONE}/indicators/O.1.2.yaml", "measures: []", "measures: [a]"),
            (
                f"{ONE}/indicators/O.1.2.yaml",
                "    milestone: 1\n    target: 7\n",
                (
                    "    milestone: 1\n    target: 7\n  - id: O.1.2.2\n    name: število obiskov\n    measures: []\n"
                    "    unit: število\n    counts: obiskov\n    milestone: 4\n    target: 5\n"
                ),
            ),
        ),
        (
            (
                f"O.1.2.2.id {ONE}/indicators/O.1.2.yaml:17:9",
                "part-says-less: O.1.2.2 says nothing under measures, its whole O.1.2 (a) and each other part do",
            ),
        ),
    ),
    Case(
        "a sum of one part",
        (
            (f"{ONE}/indicators/O.1.2.yaml", "target: 12\n", "target: 7\n"),
            (f"{ONE}/indicators/O.1.2.yaml", "operations:\n", "derivation: {sum: parts}\noperations:\n"),
        ),
        (
            (
                f"O.1.2.1.id {ONE}/indicators/O.1.2.yaml:10:9",
                "single-part: O.1.2.1 is the only part of O.1.2, which is nothing more",
            ),
        ),
    ),
    Case(
        "a whole without a value that has one part",
        (
            (f"{TWO}/allocation.yaml", ", R.2.2.2]", "]"),
            (
                f"{TWO}/indicators/R.2.2.yaml",
                SECOND_PART,
                "",
            ),
        ),
        (
            (
                f"R.2.2.1.id {TWO}/indicators/R.2.2.yaml:4:9",
                "single-part: R.2.2.1 is the only part of R.2.2, which is nothing more",
            ),
        ),
    ),
    Case(
        "a text that refers to an operation which is not listed",
        ((f"{ONE}/indicators/O.1.1.yaml", "na podlagi izkušenj", "na podlagi {operations.gamma|tretje}"),),
        (
            (
                f"O.1.1.rationale.milestone.items.beta {ONE}/indicators/O.1.1.yaml:17:25",
                "unlisted-operation: the rationale speaks of 'gamma', which is not among the operations of O.1.1",
            ),
        ),
    ),
    Case(
        "an item for an operation which is not listed",
        ((f"{ONE}/indicators/O.1.1.yaml", "      beta: ", "      gamma: na podlagi tretje\n      beta: "),),
        (
            (
                f"O.1.1.rationale.milestone.items.gamma {ONE}/indicators/O.1.1.yaml:17:14",
                "unlisted-operation: the rationale speaks of 'gamma', which is not among the operations of O.1.1",
            ),
        ),
    ),
    Case(
        "an operation which is not listed, in a text that another one prints",
        (
            (f"{ONE}/indicators/O.1.1.yaml", "{operations.alpha}", "{operations.gamma}"),
            (
                f"{ONE}/indicators/O.1.1.yaml",
                "na podlagi okoli {O.1.1.yearly}",
                "{O.1.1.rationale.milestone.items.alpha} in {O.1.1.yearly}",
            ),
            (f"{ONE}/indicators/O.1.1.yaml", "sentence: {", "sentence: Velja {"),
        ),
        (
            (
                f"O.1.1.rationale.milestone.items.alpha {ONE}/indicators/O.1.1.yaml:16:43",
                "unlisted-operation: the rationale speaks of 'gamma', which is not among the operations of O.1.1",
            ),
            (
                f"O.1.1.rationale.target.sentence {ONE}/indicators/O.1.1.yaml:19:15",
                "unlisted-operation: the rationale speaks of 'gamma', which is not among the operations of O.1.1",
            ),
        ),
    ),
    Case(
        "one operation announced, and two named",
        (
            (
                f"{ONE}/indicators/O.1.1.yaml",
                "na podlagi izkušenj",
                "za operacijo {operations.alpha} in {operations.beta}",
            ),
        ),
        (
            (
                f"O.1.1.rationale.milestone.items.beta {ONE}/indicators/O.1.1.yaml:17:16",
                "operations-of-another-number: 'operacijo' stands before the names of 2 operations",
            ),
        ),
    ),
    Case(
        "a measure named twice",
        ((f"{ONE}/indicators/O.1.1.yaml", "measures: [a, b]", "measures: [b, b]"),),
        ((f"O.1.1.measures.2 {ONE}/indicators/O.1.1.yaml:3:15", "measure-twice: O.1.1 names the measure 1b twice"),),
    ),
    Case(
        "a result that speaks of another objective's operation",
        ((f"{ONE}/indicators/R.1.3.yaml", "sentence: Vrednost", "sentence: V okviru {operations.gamma} je vrednost"),),
        (
            (
                f"R.1.3.rationale.target.sentence {ONE}/indicators/R.1.3.yaml:12:25",
                "operation-of-another-objective: the operation 'gamma' is one of SO2, this place belongs to SO1",
            ),
        ),
    ),
    Case(
        "what begins later is said to count",
        ((f"{ONE}/indicators/O.1.1.yaml", "na podlagi izkušenj", "mejnik velja kasneje"),),
        (
            (
                f"O.1.1.rationale.milestone.items.beta {ONE}/indicators/O.1.1.yaml:17:26",
                (
                    "later-yet-counted: what comes later ('kasneje') counts for the milestone of O.1.1 here: "
                    "'mejnik velja kasneje'"
                ),
            ),
        ),
    ),
    Case(
        "a listed operation without its reason",
        ((f"{ONE}/indicators/O.1.1.yaml", "      beta: na podlagi izkušenj\n", ""),),
        (
            (
                f"O.1.1.operations.beta {ONE}/indicators/O.1.1.yaml:12:5",
                "operation-without-reason: the reasons by operation for the milestone of O.1.1 leave out 'beta'",
            ),
        ),
    ),
    Case(
        "a listed operation without its reasons for both values",
        (
            (f"{ONE}/indicators/O.1.1.yaml", "      beta: na podlagi izkušenj\n", ""),
            (f"{ONE}/indicators/O.1.1.yaml", "    sentence: na", "    items:\n      alpha: na"),
        ),
        (
            (
                f"O.1.1.operations.beta {ONE}/indicators/O.1.1.yaml:12:5",
                f"{SILENT} for the milestone and target of O.1.1 leave out 'beta'",
            ),
        ),
    ),
    Case(
        "an entry of each registry that nothing uses",
        (
            ("operations.yaml", "gamma: ", "delta: Četrta operacija\ngamma: "),
            ("sources.yaml", "minutes: ", "diary: dnevnik\nminutes: "),
            ("risks.yaml", "  prices: ", "  flood: poplava\n  prices: "),
            (f"{ONE}/risks.yaml", "own:\n", "own:\n  strike: stavka\n"),
        ),
        (
            ("operations.delta operations.yaml:3:8", "unused-entry: nothing uses operations.delta"),
            ("sources.diary sources.yaml:3:8", "unused-entry: nothing uses sources.diary"),
            ("risks.factors.flood risks.yaml:3:10", "unused-entry: nothing uses risks.factors.flood"),
            (f"SO1.risks.own.strike {ONE}/risks.yaml:2:11", "unused-entry: nothing uses SO1.risks.own.strike"),
        ),
    ),
    Case(
        "a picture that no chapter places",
        (("pictures/map.svg", "", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>'),),
        (("pictures/map.svg pictures/map.svg", "unused-picture: no chapter places pictures/map.svg"),),
    ),
    Case(
        "a shared risk that one objective uses",
        ((f"{TWO}/risks.yaml", "  - delay\n", ""),),
        (
            (
                "risks.factors.delay risks.yaml:2:10",
                "shared-risk-of-one: the shared risk 'delay' is used by SO1 alone and not said to be common",
            ),
        ),
    ),
    Case(
        "short words of an operation's name in another one's item",
        (
            (f"{ONE}/indicators/O.1.1.yaml", "      beta: na podlagi izkušenj\n", ""),
            ("operations.yaml", "beta: Druga operacija", "beta: Nadzor nad mejo"),
            (f"{ONE}/indicators/O.1.1.yaml", "na podlagi načrta operacije", "glede na prehode nad mejo in"),
        ),
        (
            (
                f"O.1.1.operations.beta {ONE}/indicators/O.1.1.yaml:12:5",
                f"{SILENT} for the milestone of O.1.1 leave out 'beta'",
            ),
        ),
    ),
    Case(
        "a shared risk that one objective uses, and another has one of its own by that name",
        ((f"{ONE}/risks.yaml", "own:\n", "own:\n  delay: lastna zamuda\n"),),
        (
            (
                "risks.factors.delay risks.yaml:2:10",
                "shared-risk-of-one: the shared risk 'delay' is used by SO2 alone and not said to be common",
            ),
            (
                f"SO1.risks.own.delay {ONE}/risks.yaml:2:10",
                "risk-named-twice: SO1 has a risk 'delay' of its own, and risks.yaml shares one of that name",
            ),
        ),
    ),
)

RIGHT = (
    Case(
        "a share that the derivation alone uses",
        ((f"{ONE}/indicators/R.1.3.yaml", " je {R.1.3.share}", " je visoka"),),
    ),
    Case(
        "an operation named as in the list in another one's item",
        (
            (f"{ONE}/indicators/O.1.1.yaml", "      beta: na podlagi izkušenj\n", ""),
            (f"{ONE}/indicators/O.1.1.yaml", "  - beta\n", "  - beta: Prenova nadzornih sistemov\n"),
            (f"{ONE}/indicators/O.1.1.yaml", "na podlagi načrta operacije", "glede na prenovo nadzornih sistemov in"),
        ),
    ),
    Case("the sample as it is", ()),
    Case("a whole in no row, its parts in one", ((f"{ONE}/allocation.yaml", "[O.1.2]", "[O.1.2.1]"),)),
    Case("a whole in a row, a part not by itself", ((f"{ONE}/allocation.yaml", "[O.1.2]", "[O.1.2, R.1.3]"),)),
    Case("an output and a result with one name", ((f"{ONE}/indicators/R.1.3.yaml", "zadovoljnih udel", "udel"),)),
    Case(
        "outputs of two objectives with one name",
        ((f"{TWO}/indicators/O.2.1.yaml", "Število sistemov", "Število udeležencev"),),
    ),
    Case(
        "a figure that a chapter prints",
        (
            (f"{ONE}/indicators/O.1.1.yaml", "okoli {O.1.1.yearly}", "okoli 13"),
            ("chapters/conclusion.md", "Konec.", "Konec, {O.1.1.yearly} dogodkov."),
        ),
    ),
    Case("a single part 'of which'", ((f"{ONE}/indicators/O.1.2.yaml", "target: 12", "target: 13"),)),
    Case(
        "parts in units of their own where the whole has none",
        ((f"{TWO}/indicators/R.2.2.yaml", "unit: EUR", "unit: l"),),
    ),
    Case(
        "an operation spoken of in another one's item",
        (
            (f"{ONE}/indicators/O.1.1.yaml", "      beta: na podlagi izkušenj\n", ""),
            (f"{ONE}/indicators/O.1.1.yaml", "{operations.alpha}", "{operations.beta|druge operacije}"),
        ),
    ),
    Case(
        "an operation named in another one's item",
        (
            (f"{ONE}/indicators/O.1.1.yaml", "      beta: na podlagi izkušenj\n", ""),
            ("operations.yaml", "beta: Druga operacija", "beta: Prenova nadzornih sistemov"),
            (f"{ONE}/indicators/O.1.1.yaml", "na podlagi načrta operacije", "glede na prenovo Nadzornih sistemov in"),
        ),
    ),
    Case(
        "an item that is meant for the others",
        ((f"{ONE}/indicators/O.1.1.yaml", "      beta: na podlagi izkušenj", "      others: na podlagi izkušenj"),),
    ),
    Case(
        "a sentence that opens the items",
        (
            (f"{ONE}/indicators/O.1.1.yaml", "    items:\n", "    sentence: glede na izkušnje, in sicer\n    items:\n"),
            (f"{ONE}/indicators/O.1.1.yaml", "      beta: na podlagi izkušenj\n", ""),
        ),
    ),
    Case(
        "a result that speaks of an operation",
        ((f"{ONE}/indicators/R.1.3.yaml", "sentence: Vrednost", "sentence: V okviru {operations.alpha} je vrednost"),),
    ),
    Case(
        "an entry that prose alone uses",
        (
            ("sources.yaml", "minutes: ", "diary: dnevnik\nminutes: "),
            ("chapters/conclusion.md", "Konec.", "Konec, po viru {sources.diary}."),
        ),
    ),
    Case(
        "a shared risk of one objective that is common",
        (("risks.yaml", "common:\n", "common:\n  - delay\n"), (f"{TWO}/risks.yaml", "  - delay\n", "")),
    ),
    Case("a shared risk of two objectives that is not common", ()),
)


def test_a_text_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    """Composing refuses it; the rules must not run on for ever before."""
    loop = '"{O.1.1.rationale.milestone.items.beta}"'
    content = seeded(tmp_path, [(f"{ONE}/indicators/O.1.1.yaml", "na podlagi izkušenj", loop)])
    assert found_by(RULES, content) == ()


def test_with_one_objective_alone_nothing_need_be_shared() -> None:
    programme = read_content(SAMPLE)
    alone = next(rule for rule in RULES if rule.code == "shared-risk-of-one")
    assert list(alone.find(replace(programme, objectives=programme.objectives[:1]))) == []

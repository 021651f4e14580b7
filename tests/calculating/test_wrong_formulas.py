"""Formulas that are wrong: the exact message of each, with its place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from methodology.diagnostics import ContentError
from tests.built import SAMPLE, copied, read_content, replace_in
from tests.calculating.test_calculations import ASSUMPTIONS

O11, R13 = "objectives/so1/indicators/O.1.1.yaml", "objectives/so1/indicators/R.1.3.yaml"
OTHERS = """
zero: 0
nothing: {value: computed, formula: "{budget} - {budget}", unit: EUR}
money: {value: 10, unit: PLN}
"""


class Wrong(NamedTuple):
    """A derivation of O.1.1, and what is said of it: its column in line 8, code and message, and the hint."""

    formula: str
    column: int
    said: str
    hint: str = ""


WRONG = (
    Wrong(
        "1 +",
        13,
        ("[formula-syntax]: the formula ends where a number, a {reference} or a function is expected"),
        "",
    ),
    Wrong(
        "",
        13,
        "[empty-text]: the text of 'derivation.target' is empty",
        "write it, or delete the key",
    ),
    Wrong(
        "1 2",
        16,
        "[formula-syntax]: '2' stands where a sign (+ - * /) or the end is expected",
        "",
    ),
    Wrong(
        "(1 + 2",
        13,
        "[formula-syntax]: the parenthesis that opens here is not closed",
        "",
    ),
    Wrong(
        "1 + 2)",
        19,
        "[formula-syntax]: ')' stands where a sign (+ - * /) or the end is expected",
        "",
    ),
    Wrong(
        "2 × 3",
        16,
        "[formula-syntax]: '×' has no place in a formula",
        "write * for times",
    ),
    Wrong(
        "6 ÷ 2",
        16,
        "[formula-syntax]: '÷' has no place in a formula",
        "write / for divided by",
    ),
    Wrong(
        "6 : 2",
        16,
        "[formula-syntax]: ':' has no place in a formula",
        "write / for divided by",
    ),
    Wrong(
        "6 − 2",
        16,
        "[formula-syntax]: '−' has no place in a formula",
        "write the minus as a hyphen: -",
    ),
    Wrong(
        "2 ^ 3",
        16,
        "[formula-syntax]: '^' has no place in a formula",
        "multiply as often as needed",
    ),
    Wrong(
        "2 ** 3",
        17,
        "[formula-syntax]: '*' stands where a number, a {reference} or a function is expected",
        "",
    ),
    Wrong(
        "= 2 + 3",
        13,
        "[formula-syntax]: '=' has no place in a formula",
        "a formula says only what the value is made of",
    ),
    Wrong(
        "{budget",
        13,
        "[formula-syntax]: '{' has no place in a formula",
        "a reference is a name or content path in braces: {unit_cost.training}, {O.1.1.target}",
    ),
    Wrong(
        "{bud get}",
        13,
        "[formula-syntax]: '{' has no place in a formula",
        "a reference is a name or content path in braces: {unit_cost.training}, {O.1.1.target}",
    ),
    Wrong(
        "budget * 2",
        13,
        "[unknown-function]: no function 'budget'",
        (
            "a value is named in braces: {budget}; known: round, ceil, floor, sum, min, max, average, "
            "median, count, between, trim, where, parts, operations"
        ),
    ),
    Wrong(
        "{budget} %",
        23,
        "[formula-syntax]: '%' stands where a sign (+ - * /) or the end is expected",
        "% stands behind a number alone; a value in per cent has the unit %",
    ),
    Wrong(
        "1,5 * 2",
        15,
        "[formula-syntax]: ',' stands where a sign (+ - * /) or the end is expected",
        "",
    ),
    Wrong(
        "1.000 * 2",
        13,
        "[ambiguous-number]: '1.000' could be read in two ways",
        "write 1000, or 1.0000 if the dot is that of decimals",
    ),
    Wrong(
        "1.000.000 * 2",
        13,
        "[formula-syntax]: '1.000.000' is no number",
        "write it without a dot between the thousands: 1000000",
    ),
    Wrong(
        "01 * 2",
        13,
        "[formula-syntax]: '01' is no number",
        "digits, decimals after a dot, at most 15 characters",
    ),
    Wrong(
        "12345678901234567 * 2",
        13,
        "[formula-syntax]: '12345678901234567' is no number",
        "digits, decimals after a dot, at most 15 characters",
    ),
    Wrong(
        "roundup({yearly})",
        13,
        "[unknown-function]: no function 'roundup'",
        "did you mean 'round'?",
    ),
    Wrong(
        "round",
        13,
        "[formula-syntax]: the formula ends where ( after round is expected",
        "",
    ),
    Wrong(
        "round()",
        13,
        "[wrong-arguments]: round takes 1 or 2 arguments, not 0",
        "write round(x), or round(x, 2) for two decimals",
    ),
    Wrong(
        "round({yearly}, 1, 2)",
        13,
        "[wrong-arguments]: round takes 1 or 2 arguments, not 3",
        "write round(x), or round(x, 2) for two decimals",
    ),
    Wrong(
        "round({yearly}, {yearly})",
        30,
        "[wrong-arguments]: O.1.1.target: a whole number from 0 to 8 is typed here",
        "",
    ),
    Wrong(
        "round({yearly}, 1.5)",
        30,
        "[wrong-arguments]: O.1.1.target: a whole number from 0 to 8 is typed here",
        "",
    ),
    Wrong(
        "round({yearly}, 9)",
        30,
        "[wrong-arguments]: O.1.1.target: a whole number from 0 to 8 is typed here",
        "",
    ),
    Wrong(
        "between({yearly}, 1)",
        13,
        "[wrong-arguments]: between takes 3 arguments, not 2",
        "write between({tables.projects.cost}, 100, 5000)",
    ),
    Wrong(
        "average(trim({yearly}, 1))",
        27,
        "[wrong-operand]: O.1.1.target: trim needs a column here",
        "refer to the column of a table: {tables.projects.cost}",
    ),
    Wrong(
        "sum(operations)",
        13,
        "[wrong-operand]: O.1.1.target: operations can only be counted",
        "count(operations)",
    ),
    Wrong(
        "operations + 1",
        13,
        "[wrong-operand]: O.1.1.target: a list has several numbers where one is needed",
        "say what becomes of them: sum(…), average(…), median(…), min(…), max(…), count(…)",
    ),
    Wrong(
        "parts",
        13,
        "[wrong-operand]: O.1.1.target: a list has several numbers where one is needed",
        "say what becomes of them: sum(…), average(…), median(…), min(…), max(…), count(…)",
    ),
    Wrong(
        "12 * {O.1.1.name}",
        19,
        "[wrong-operand]: O.1.1.target: O.1.1.name is no number",
        "refer to a value",
    ),
    Wrong(
        '12 * "a"',
        19,
        "[wrong-operand]: O.1.1.target: a text is no number",
        ('a text is what cells are compared with: where({tables.projects.cost}, {tables.projects.kind}, "x")'),
    ),
    Wrong(
        "{yearyl} * 2",
        13,
        "[unknown-reference]: nothing in the content is called 'yearyl'",
        "did you mean 'yearly'?",
    ),
    Wrong(
        "{unit_cost} * 2",
        13,
        "[unknown-reference]: nothing in the content is called 'unit_cost'",
        "it is a group: write {unit_cost.training}",
    ),
    Wrong(
        "{milestone} * 2",
        13,
        "[unknown-reference]: nothing in the content is called 'milestone'",
        "write {O.1.1.milestone}",
    ),
    Wrong(
        "{O.1.9.target} * 2",
        13,
        "[unknown-reference]: nothing in the content is called 'O.1.9.target'",
        ("no file of O.1.9 is there: put it back, or take O.1.9 out here too, and wherever else it is named"),
    ),
    Wrong(
        "{assumptions.budgett} * 2",
        13,
        "[unknown-reference]: nothing in the content is called 'assumptions.budgett'",
        "did you mean 'assumptions.budget'?",
    ),
    Wrong(
        "{yearly} / ({nothing} * 2)",
        26,
        (
            "[division-by-zero]: O.1.1.target = O.1.1.yearly (13) / (assumptions.nothing (0) * 2), "
            "assumptions.nothing = assumptions.budget (1000000) - assumptions.budget (1000000): this "
            "is 0, and nothing can be divided by 0"
        ),
        "",
    ),
    Wrong(
        "{yearly} / {zero}",
        25,
        (
            "[division-by-zero]: O.1.1.target = O.1.1.yearly (13) / assumptions.zero (0): this is 0, "
            "and nothing can be divided by 0"
        ),
        "",
    ),
    Wrong(
        "{yearly} / ({yearly} - 13)",
        26,
        (
            "[division-by-zero]: O.1.1.target = O.1.1.yearly (13) / (O.1.1.yearly (13) - 13): this is"
            " 0, and nothing can be divided by 0"
        ),
        "",
    ),
    Wrong(
        "average(parts)",
        13,
        ("[division-by-zero]: O.1.1.target = average(parts): there is nothing left for average to reckon with"),
        "",
    ),
    Wrong(
        "{budget} + {money}",
        25,
        (
            "[unit-mismatch]: O.1.1.target = assumptions.budget (1000000) + assumptions.money (10): "
            "EUR and PLN do not go together"
        ),
        "convert one of them: an assumption with the unit of a rate, as EUR/PLN",
    ),
    Wrong(
        "max({budget}, {unit_cost.training})",
        13,
        (
            "[unit-mismatch]: O.1.1.target = max(assumptions.budget (1000000), "
            "assumptions.unit_cost.training (1241.92)), assumptions.unit_cost.training = "
            "round(assumptions.unit_cost.before (1200.5) * assumptions.index (1.0345), 2): EUR and "
            "EUR/person do not go together"
        ),
        "convert one of them: an assumption with the unit of a rate, as EUR/PLN",
    ),
    Wrong(
        "1 + {budget} + 80 % * {index} + {money}",
        29,
        (
            "[unit-mismatch]: O.1.1.target = 1 + assumptions.budget (1000000) + 80 % * "
            "assumptions.index (1.0345) + assumptions.money (10): EUR and a plain number do not go "
            "together"
        ),
        "convert one of them: an assumption with the unit of a rate, as EUR/PLN",
    ),
    Wrong(
        "{yearly} / 3",
        13,
        (
            "[needs-rounding]: O.1.1.target = O.1.1.yearly (13) / 3: the formula gives 4.333333…, a "
            "number without an end"
        ),
        "round it: round(…), or round(…, 2) for two decimals",
    ),
    Wrong(
        "{yearly} / 8",
        13,
        (
            "[needs-rounding]: O.1.1.target = O.1.1.yearly (13) / 8: the formula gives 1.625, and the"
            " value has at most 2 decimals"
        ),
        "round it: round(…), or round(…, 2) for two decimals",
    ),
    Wrong(
        "{yearly} - 14",
        13,
        (
            "[result-out-of-bounds]: O.1.1.target = O.1.1.yearly (13) - 14: the formula gives -1, and"
            " no target is below 0"
        ),
        "correct the formula, or what it reckons with",
    ),
    Wrong(
        "10000000 * 100000000 * 10",
        13,
        (
            "[result-out-of-bounds]: O.1.1.target = 10000000 * 100000000 * 10: the formula gives "
            "10000000000000000, and a number has at most 15 characters"
        ),
        "correct the formula, or round it",
    ),
    Wrong(
        "{budget} * {budget} * {budget} * {budget} * {budget} * {budget} * {budget}",
        80,
        (
            "[too-large]: O.1.1.target = assumptions.budget (1000000) * assumptions.budget (1000000) "
            "* assumptions.budget (1000000) * assumptions.budget (1000000) * assumptions.budget "
            "(1000000) * assumptions.budget (1000000) * assumptions.budget (1000000): the number is "
            "larger or finer than anything that a document has"
        ),
        "round it on the way, or see whether a factor is a slip",
    ),
    Wrong(
        "{R.1.3.target} / 2",
        13,
        ("[formula-circle]: O.1.1.target: the value follows from itself: O.1.1.target → R.1.3.target → O.1.1.target"),
        "type one of these values, without a formula",
    ),
    Wrong(
        "{O.1.1.target} / 2",
        13,
        ("[formula-circle]: O.1.1.target: the value follows from itself: O.1.1.target → O.1.1.target"),
        "type one of these values, without a formula",
    ),
    Wrong(
        "1" + " + 1" * 300,
        13,
        "[too-large]: the formula has more than 1000 characters",
        "give a part of it a name, as an assumption with a formula of its own",
    ),
    Wrong(
        "(" * 40 + "1" + ")" * 40,
        47,
        "[nested-too-deeply]: more than 32 parentheses or signs stand in one another",
        "give a part of it a name",
    ),
    Wrong(
        "-" * 40 + "1",
        47,
        "[nested-too-deeply]: more than 32 parentheses or signs stand in one another",
        "give a part of it a name",
    ),
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(SAMPLE, tmp_path_factory.mktemp("wrong"))
    (folder / "assumptions.yaml").write_text(ASSUMPTIONS, encoding="utf-8")
    return folder


def said_of(content: Path, formula: str, more: str = "") -> list[str]:
    """What is said of a formula of O.1.1 in single quotes, beside more assumptions."""
    file, assumptions = content / O11, content / "assumptions.yaml"
    before = file.read_text(encoding="utf-8")
    quoted = "'" + formula.replace("'", "''") + "'"
    try:
        replace_in(file, "target: 2000\n", f"target: computed\nderivation: {quoted}\n")
        assumptions.write_text(f"{ASSUMPTIONS}{OTHERS}{more}", encoding="utf-8")
        read_content(content)
    except ContentError as error:
        return [str(one) for one in error.diagnostics]
    finally:
        file.write_text(before, encoding="utf-8")
    return []


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.formula[:40])
def test_a_wrong_formula_is_told(wrong: Wrong, content: Path) -> None:
    hint = f"\n  hint: {wrong.hint}" if wrong.hint else ""
    assert said_of(content, wrong.formula) == [f"content/{O11}:8:{wrong.column}: error{wrong.said}{hint}"]


def test_a_circle_of_assumptions_is_told_once_with_its_chain(content: Path) -> None:
    circle = """
first: {value: computed, formula: "{second} + 1"}
second: {value: computed, formula: "{third} - 1"}
third: {value: 3, formula: "{first} * 2"}
"""
    (said,) = said_of(content, "{first} * 2", circle)
    assert said == (
        "content/assumptions.yaml:16:35: error[formula-circle]: assumptions.first: the value follows from itself: "
        "assumptions.first → assumptions.second → assumptions.third → assumptions.first\n"
        "  hint: type one of these values, without a formula"
    )


def test_what_follows_from_a_wrong_formula_is_not_told(content: Path) -> None:
    chain = "".join(f'a{number}: {{value: computed, formula: "{{a{number - 1}}} + 1"}}\n' for number in range(1, 20))
    said = said_of(content, "{a19} * 2", f'\na0: {{value: computed, formula: "1 / {{zero}}"}}\n{chain}')
    assert [one.partition("[")[2].partition("]")[0] for one in said] == ["division-by-zero"]


A = "content/assumptions.yaml"
WRONG_ASSUMPTIONS = (
    ("a: computed", f"{A}:1:1: error[missing-formula]: nothing says how the value is computed"),
    ("a: {unit: EUR}", f"{A}:1:1: error[missing-key]: the key 'value' is missing"),
    ("a: {value: 1, valeu: 2}", f"{A}:1:15: error[unknown-key]: unknown key 'valeu'\n  hint: did you mean 'value'?"),
    ("g: {a: {value: 1, valeu: 2}}", f"{A}:1:19: error[unknown-key]: unknown key 'valeu'"),
    ("a: {value: 1, per: year}", f"{A}:1:1: error[wrong-key]: only a figure of an indicator has 'per'"),
    ("a: 1.234", f"{A}:1:4: error[ambiguous-number]: '1.234' could be read in two ways"),
    ("a: 1.123456789", f"{A}:1:4: error[wrong-type]: '1.123456789' is no number"),
    ("a: {value: 1, source: registr}", f"{A}:1:23: error[unknown-source]: no source 'registr'"),
    ("a: {value: 1, year: 21}", f"{A}:1:15: error[wrong-type]: a year is expected here, not '21'"),
    ("A: 1", f"{A}:1:1: error[wrong-key]: 'A' is no name"),
    (
        "a: {value: 1, formula: {b} * 2}",
        f"{A}:1:24: error[yaml-syntax]: the text begins with {{ and stands",
    ),
    ("a: {value: 1, formula: '{b} *'}\nb: 2", f"{A}:1:24: error[formula-syntax]: the formula ends where"),
    ("a: {value: 1, formula: {b}}\nb: 2", f"{A}:1:15: error[wrong-type]: text is expected here, not a mapping"),
    ("a: {value: computed, formula: sum(parts)}", f"{A}:1:35: error[wrong-operand]: assumptions.a: only the values"),
)


@pytest.mark.parametrize(("text", "said"), WRONG_ASSUMPTIONS, ids=lambda text: text[:30])
def test_a_wrong_assumption_is_told(text: str, said: str, content: Path) -> None:
    (content / "assumptions.yaml").write_text(f"{text}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_content(content)
    assert [str(one).startswith(said) for one in caught.value.diagnostics] == [True], str(caught.value)


def test_a_formula_that_begins_with_a_reference_stands_in_quotes(content: Path) -> None:
    before = (content / O11).read_text(encoding="utf-8")
    try:
        for formula in ("{yearly} * 2", "{yearly} + {yearly}", "{yearly}"):
            (content / O11).write_text(before + f"derivation: {formula}\n", encoding="utf-8")
            (content / "assumptions.yaml").write_text(ASSUMPTIONS, encoding="utf-8")
            with pytest.raises(ContentError) as caught:
                read_content(content)
            assert "in quotes" in str(caught.value)
    finally:
        (content / O11).write_text(before, encoding="utf-8")

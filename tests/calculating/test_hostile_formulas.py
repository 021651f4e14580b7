"""Formulas that could take long: each is evaluated or refused in few steps; nothing recurses on foreign depth."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.calculating import evaluation
from methodology.diagnostics import ContentError
from methodology.model.formula import FormulaError, parse_formula
from methodology.model.programme import Programme
from tests.built import SAMPLE, copied, read_content


def with_assumptions(folder: Path, lines: list[str]) -> Path:
    content = copied(SAMPLE, folder)
    (content / "assumptions.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return content


def codes_of(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_content(content)
    return [one.code for one in caught.value.diagnostics]


def chain(length: int, formula: str) -> list[str]:
    """Assumptions each of which follows from the one before, so often as the formula has it."""
    following = (f"a{number}: {{value: computed, formula: '{formula}'}}" for number in range(1, length))
    return ["a0: 1", *(line.replace("last", f"a{number}") for number, line in enumerate(following))]


def test_each_value_is_computed_once(tmp_path: Path) -> None:
    programme: Programme = read_content(with_assumptions(tmp_path, chain(40, "{last} + {last}")))
    assert programme.calculations["assumptions.a39"].value == 2**39  # a tree of 2^40 leaves, of 40 calculations


def test_thousands_in_a_row_are_refused_at_once(tmp_path: Path) -> None:
    assert codes_of(with_assumptions(tmp_path, chain(5_000, "{last} + 1"))) == ["nested-too-deeply"]


def test_likely_names_are_looked_for_a_hundred_times(tmp_path: Path) -> None:
    lines = [f"a{number}: {{value: computed, formula: '{{x{number}}}'}}" for number in range(300)]
    with pytest.raises(ContentError) as caught:
        read_content(with_assumptions(tmp_path, lines))
    late = [one for one in caught.value.diagnostics if one.hint == "correct the ones above first"]
    assert (len(caught.value.diagnostics), len(late)) == (300, 200)


def test_a_circle_of_thousands_is_told_once(tmp_path: Path) -> None:
    lines = chain(5_000, "{last} + 1")
    lines[0] = "a0: {value: computed, formula: '{a4999} + 1'}"
    content = with_assumptions(tmp_path, lines)
    with pytest.raises(ContentError) as caught:
        read_content(content)
    (found,) = caught.value.diagnostics
    assert (found.code, len(found.message) < 500) == ("formula-circle", True)


def test_numbers_that_grow_are_refused(tmp_path: Path) -> None:
    lines = chain(40, "{last} * {last}")
    lines[0] = "a0: 1000"
    assert codes_of(with_assumptions(tmp_path, lines)) == ["result-out-of-bounds"]


def test_fractions_that_grow_are_refused(tmp_path: Path) -> None:
    lines = ["a0: 3", "a1: {value: computed, formula: 'round(" + " * ".join(["1 / 999999937"] * 9) + ", 8)'}"]
    assert codes_of(with_assumptions(tmp_path, lines)) == ["too-large"]


def test_all_steps_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation.Budget, "__init__", lambda self, steps=200: setattr(self, "steps", steps))
    lines = [f"a{number}: {{value: computed, formula: '1 + 2 + 3 + 4'}}" for number in range(60)]
    assert set(codes_of(with_assumptions(tmp_path, lines))) == {"too-large"}


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1_000,
        "-" * 999 + "1",
        "{" * 1_000,
        "round(" * 150,
        "1" * 1_000,
        "1." * 500,
        '"' * 999,
        "a" * 1_000,
        "1 +" * 300,
        " " * 1_000,
        "%" * 1_000,
        "," * 1_000,
        "((((((((1))))))))" * 50,
        "{a.b.c}" * 140,
        "sum(" + "1," * 400,
        "1" + "/0" * 400 + "/",
        "(" * 10**6,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_refused_as_formulas(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


def test_a_long_formula_of_many_terms_is_taken() -> None:
    parse_formula("+".join(["1"] * 500))
    parse_formula("(" * 30 + "1" + ")" * 30)

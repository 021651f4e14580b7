"""Programmes of every shape: few and many objectives, no outputs, no results, nested parts, long names."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.diagnostics import Severity
from methodology.model.fund import CoreIndicator, Fund, FundObjective
from methodology.starting.skeleton import write_content
from methodology.starting.words import read_starting_words
from tests.built import TEMPLATES, built
from tests.invented import fill

GERMAN = "Donaudampfschifffahrtsgesellschaftskapitänsversammlungsprotokoll"
FINNISH = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"
LONG = " ".join([GERMAN, FINNISH] * 4)[:400]


def core(code: str, *parts: CoreIndicator, name: str = "") -> CoreIndicator:
    return CoreIndicator(code=code, name=name or f"Number of things {code}", unit="number", parts=parts)


def objective(code: str, outputs: int = 2, results: int = 2) -> FundObjective:
    return FundObjective(
        code=code,
        title=f"strengthening {code}",
        measures={"a": f"first measure of {code}", "b": f"second measure of {code}"},
        outputs=tuple(core(f"{code}-OUT{number}") for number in range(outputs)),
        results=tuple(core(f"{code}-RES{number}") for number in range(results)),
    )


def fund(*objectives: FundObjective, types: int = 3) -> Fund:
    return Fund.model_validate(
        {
            "fund": "XF",
            "name": "Example Fund",
            "as_of": "2026-01-01",
            "law": {"act": "Act", "common": "Common act"},
            "period": {"first_year": "2021", "last_year": "2027"},
            "milestone_year": "2024",
            "target_year": "2029",
            "counting_units": ["number"],
            "objectives": objectives,
            "interventions": {
                "types": {
                    "title": "Types",
                    "scope": "objective",
                    "codes": {f"{code:03}": f"Type {code}" for code in range(1, types + 1)},
                }
            },
        }
    )


def deep() -> FundObjective:
    """Parts of parts of parts; a whole has a value of its own beside theirs."""
    third = core("P1-OUT1.1.1", core("P1-OUT1.1.1.1"))
    outputs = (core("P1-OUT1", core("P1-OUT1.1", third), core("P1-OUT1.2")),)
    results = (core("P1-RES1", core("P1-RES1.1"), core("P1-RES1.2")),)
    return FundObjective(code="P1", title="deep", measures={"a": "one"}, outputs=outputs, results=results)


def named() -> FundObjective:
    """Names of 400 letters in words that no line holds."""
    outputs = tuple(core(f"P1-OUT{number}", name=f"{LONG} {number}") for number in range(3))
    return FundObjective(code="P1", title=LONG, measures={"a": LONG}, outputs=outputs, results=(core("R1", name=LONG),))


SHAPES = {
    "1 objective": fund(objective("SO1")),
    "2 objectives": fund(objective("RSO1.1"), objective("RSO1.2")),
    "4 objectives": fund(*(objective(f"P{number}") for number in range(1, 5))),
    "12 objectives": fund(*(objective(f"1({letter})") for letter in "abcdefghijkl")),
    "no outputs": fund(objective("SO1", outputs=0)),
    "no results": fund(objective("SO1", results=0)),
    "parts of parts": fund(deep()),
    "long names": fund(named()),
    "one of each": fund(objective("SO1", outputs=1, results=1), types=1),
}


def begun(law: Fund, folder: Path) -> Path:
    words = read_starting_words(TEMPLATES, "en")
    for path, text in write_content(law, words, tag="en-GB", day=datetime.date(2026, 11, 27)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def bare(text: str) -> str:
    """Letters and digits: a line may end anywhere, and a page's foot stands between two of them."""
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_prints_all_that_it_has(shape: str, tmp_path: Path) -> None:
    law = SHAPES[shape]
    content = begun(law, tmp_path)
    fill(content, "en", seed=3)
    made = built(content)
    errors = {one.rule.code for one in check_programme(made.programme) if one.rule.severity is Severity.ERROR}
    assert errors <= {"name-too-long", "part-above-whole"}  # a table takes 255 letters; values are random
    for format_, blocks in made.texts().items():
        said = bare("".join("".join(block) for block in blocks))
        for one in law.indicators.values():
            assert bare(one.code) in said, (format_, one.code)
            assert bare(one.name) in said, (format_, one.code)
        for value in ("milestone", "target", "baseline"):
            for indicator in made.programme.indicators:
                number = getattr(indicator, value, None)
                assert number is None or bare(made.programme.grammar.number(number)) in said


def test_two_hundred_operations(tmp_path: Path) -> None:
    content = begun(fund(objective("SO1")), tmp_path)
    fill(content, "en", seed=3)
    many = [f"operation_{number}" for number in range(200)]
    (content / "operations.yaml").write_text("".join(f"{one}: Operation of {one}\n" for one in many), encoding="utf-8")
    for file in content.glob("objectives/so1/indicators/*OUT*.yaml"):
        text = file.read_text(encoding="utf-8").partition("operations:")[0]
        file.write_text(text + "operations:\n" + "".join(f"  - {one}\n" for one in many), encoding="utf-8")
    for blocks in built(content).texts().values():
        said = bare("".join("".join(block) for block in blocks))
        assert all(said.count(bare(f"Operation of {one}")) >= 2 for one in many)

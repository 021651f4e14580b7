"""The funds that the program carries, what a programme takes from one, and ``build.py fund``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from methodology.cli import main
from methodology.cli.fund import compare_funds
from methodology.diagnostics import ContentError, ExitCode
from methodology.model.fund import Fund
from methodology.reading import read_fund_alone
from methodology.reading.carried_funds import PROPOSED, carried_funds, fund_text, read_carried, take_fund
from tests.built import CONTENT, TEMPLATES, copied, replace_in

FUNDS = ("amif", "bmvi", "isf")
SLOVENE = re.compile("[čšžČŠŽ]")
COUNTS = {"amif": (4, 15, 18, 13, 10, 40), "bmvi": (2, 13, 20, 12, 8, 46), "isf": (3, 12, 16, 15, 11, 11)}
"""Objectives, measures, outputs, results, parts, and types of intervention of the tables that programmes use."""


def taken(name: str, language: str) -> Fund:
    return take_fund(read_carried(TEMPLATES, name), language)


def test_three_funds_are_carried() -> None:
    assert carried_funds(TEMPLATES) == FUNDS


@pytest.mark.parametrize("language", ["sl-SI", "en-IE", "en"])
@pytest.mark.parametrize("name", FUNDS)
def test_a_programme_takes_all_of_a_fund_in_its_language(name: str, language: str) -> None:
    fund = taken(name, language)
    wholes = [[len(kind) for kind in (one.outputs, one.results)] for one in fund.objectives]
    outputs, results = (sum(kinds) for kinds in zip(*wholes, strict=True))
    measures = sum(len(one.measures) for one in fund.objectives)
    parts = len(fund.indicators) - outputs - results
    assert (len(fund.objectives), measures, outputs, results, parts, len(fund.types)) == COUNTS[name]
    assert all(table.scope == "objective" for table in fund.interventions.values())
    texts = [fund.name, *(one.title for one in fund.objectives), *fund.types.values()]
    texts += [text for one in fund.objectives for text in one.measures.values()]
    texts += [text for one in fund.indicators.values() for text in (one.name, one.unit or "")]
    assert bool(SLOVENE.search(" ".join(texts))) == language.startswith("sl")


def test_what_is_no_official_text_is_said() -> None:
    assert taken("isf", "sl").unverified == ("headings",)
    assert taken("isf", "en").unverified == ("unit",)
    assert taken("amif", "en").unverified == ("unit",)
    assert taken("bmvi", "sl").unverified == ("codes", "headings", "measures", "name", "title", "unit")


def test_a_language_that_the_fund_has_not_takes_the_english_texts() -> None:
    assert taken("amif", "hr").indicators["O.1.2"].name == taken("amif", "en").indicators["O.1.2"].name
    assert set(taken("amif", "hr").unverified) >= {"name", "title", "measures", "codes"}


@pytest.mark.parametrize("name", FUNDS)
def test_no_text_lacks_a_language(name: str) -> None:
    """Every text that a programme can take is there in English and Slovenian, officially or as a proposal."""

    def lacking(value: object, path: str) -> list[str]:
        if isinstance(value, list):
            return [found for number, one in enumerate(value) for found in lacking(one, f"{path}.{number}")]
        if not isinstance(value, dict) or value.get("scope") == "reporting":
            return []
        if {key.removeprefix(PROPOSED) for key in value} & {"en", "sl"}:
            return [] if {key.removeprefix(PROPOSED) for key in value} == {"en", "sl"} else [path]
        return [found for key, one in value.items() for found in lacking(one, f"{path}.{key}")]

    assert lacking(yaml.safe_load((TEMPLATES / "funds" / f"{name}.yaml").read_text(encoding="utf-8")), "") == []


def test_the_shipped_content_has_what_the_program_carries(capsys: pytest.CaptureFixture[str]) -> None:
    own = read_fund_alone(CONTENT)
    assert own is not None
    assert compare_funds(own, taken(own.fund, "sl-SI")) == []
    assert main(["fund", "--content", str(CONTENT), "--templates", str(TEMPLATES)]) == ExitCode.DONE
    assert capsys.readouterr().out.splitlines()[0] == f"{own.fund} of {own.as_of} and {own.as_of}: 0 differences"


def test_what_differs_is_listed_by_code_and_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copied(CONTENT, tmp_path)
    for old, new in (
        ("name: Število kupljenih prevoznih sredstev\n", "name: Število kupljenih vozil\n"),
        ("          - code: R.2.7.3\n            name: DRUGO DOLGOCEVNO OROŽJE\n            unit: število\n", ""),
        ('      "008": Oprema\n', '      "008": Oprema\n      "012": Drugo\n'),
        ("target_year: 2029", "target_year: 2030"),
    ):
        replace_in(content / "fund.yaml", old, new)
    replace_in(content / "programme.yaml", "target_year: 2029", "target_year: 2030")
    replace_in(content / "objectives/so2/indicators/R.2.7.yaml", "id: R.2.7.3\n", "id: R.2.7.3\n    name: Drugo\n")
    assert main(["fund", "--content", str(content), "--templates", str(TEMPLATES)]) == ExitCode.CONTENT
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if not line.startswith("  ")][:-2] == [
        "target_year",
        "R.2.7 parts",
        "O.3.4 name",
        "table_2 012",
        "R.2.7.3",
    ]
    at = said.index("O.3.4 name")
    assert said[at + 1 : at + 3] == [
        "  content/fund.yaml: Število kupljenih vozil",
        "  the program: Število kupljenih prevoznih sredstev",
    ]


@pytest.mark.parametrize("language", ["sl-SI", "en-IE"])
@pytest.mark.parametrize("name", FUNDS)
def test_what_a_programme_takes_is_its_file(name: str, language: str, tmp_path: Path) -> None:
    """The text reads as the fund that was taken, whatever YAML makes of codes, dates and signs."""
    text = fund_text(taken(name, language))
    (tmp_path / "fund.yaml").write_text(text, encoding="utf-8")
    assert read_fund_alone(tmp_path) == taken(name, language)
    assert text.startswith("# yaml-language-server: $schema=.schema/fund.json\nfund: ")


def test_another_order_is_a_difference() -> None:
    law = taken("isf", "sl")
    own = law.model_copy(update={"objectives": law.objectives[::-1]})
    ((key, before, after),) = compare_funds(own, law)
    assert key == ("", "order of codes")
    assert before != after


def test_a_fund_that_the_program_does_not_carry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copied(CONTENT, tmp_path)
    replace_in(content / "fund.yaml", "fund: ISF", "fund: AMFI")
    assert main(["fund", "--content", str(content), "--templates", str(TEMPLATES)]) == ExitCode.CONTENT
    assert "error[unknown-fund]: the program carries no fund 'AMFI'" in capsys.readouterr().err
    with pytest.raises(ContentError, match="did you mean 'amif'"):
        read_carried(TEMPLATES, "AMFI")

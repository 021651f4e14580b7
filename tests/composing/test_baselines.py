"""A baseline of several years, and one in another unit than its target, as CPR Annex VI, table 2, has them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.composing.programme_tables import compose_tables
from methodology.rendering.tables import render_csv
from tests.built import SAMPLE, TEMPLATES, built, copied, read_content, replace_in

R13 = "objectives/so1/indicators/R.1.3.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = copied(SAMPLE, tmp_path)
    text = (content / R13).read_text(encoding="utf-8")
    year = next(line for line in text.splitlines() if line.startswith("reference_year: "))
    replace_in(content / R13, year, "reference_year: 2028\nmore_reference_years: [2029, 2030]\nbaseline_unit: delež")
    return content


def test_it_is_printed_in_every_format(content: Path) -> None:
    made = built(content)
    for format_, blocks in made.texts().items():
        said = "".join("".join(block) for block in blocks).replace("\n", "").replace(" ", "").replace("\u00a0", "")
        assert "delež(2028,2029,2030)" in said, format_


def test_the_commissions_table_has_it(content: Path) -> None:
    table = render_csv(compose_tables(read_content(content), TEMPLATES))[2].decode("utf-8-sig")
    row = next(row for row in csv.reader(io.StringIO(table), delimiter=";") if "R.1.3" in row)
    assert "2028, 2029, 2030" in row
    assert "delež" in row


def test_each_year_is_judged(content: Path) -> None:
    replace_in(content / R13, "[2029, 2030]", "[2029, 2033]")
    found = [one for one in check_programme(read_content(content)) if one.rule.code == "reference-year-late"]
    assert [one.found for one in found] == ["2033"]

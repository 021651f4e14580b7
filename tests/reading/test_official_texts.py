"""Names, units, titles and measures come from fund.yaml; what another file says itself is printed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.model.programme import Programme
from methodology.model.texts import texts_of
from methodology.reading import read_programme, read_what_is_whole
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, replace_in, take_official_texts

R13 = "objectives/so1/indicators/R.1.3.yaml"
O12 = "objectives/so1/indicators/O.1.2.yaml"
EARLIER = '"001": Sistemi IKT\n"005": Usposabljanje\n"007": Študije\n'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The sample without any name, unit, title and measure outside fund.yaml."""
    content = copied(SAMPLE, tmp_path)
    take_official_texts(content)
    return content


def said(programme: Programme) -> dict[str, object]:
    return {path: value.value for path, value in programme.values.items() if not path.startswith("fund.")}


def test_the_fund_says_what_the_files_do_not(content: Path) -> None:
    """Every path has the value that it has in a sample whose files say all themselves, and the fund's place."""
    programme = read_programme(content)
    assert said(programme) == said(read_programme(SAMPLE))
    assert str(programme.values["O.1.2.1.name"].location) == "content/fund.yaml:25:19"
    assert str(programme.values["SO1.measures.b"].location) == "content/fund.yaml:15:10"
    assert str(programme.values["O.1.2.1.target"].location).startswith(f"content/{O12}:")


def test_a_file_may_depart_from_the_fund(content: Path) -> None:
    replace_in(content / R13, "id: R.1.3\n", "id: R.1.3\nname: Število vseh\n")
    replace_in(content / "objectives/so1/objective.yaml", "number: 1\n", "number: 1\nmeasures:\n  b: drug\n")
    values = read_programme(content).values
    assert (values["R.1.3.name"].value, values["R.1.3.unit"].value) == ("Število vseh", "število")
    assert str(values["R.1.3.name"].location) == f"content/{R13}:2:7"
    assert (values["SO1.measures.a"].value, values["SO1.measures.b"].value) == ("prvi ukrep", "drug")


def test_an_indicator_that_the_fund_has_not_needs_its_name(content: Path) -> None:
    """A part of another whole than the fund's is not named by it, either."""
    replace_in(content / "fund.yaml", "      - code: R.1.3\n", "      - code: R.1.4\n")
    replace_in(content / "fund.yaml", "          - code: O.1.2.1\n", "          - code: O.1.2.9\n")
    with pytest.raises(ContentError) as raised:
        read_programme(content)
    assert [str(one).splitlines()[:2] for one in raised.value.diagnostics] == [
        [
            f"content/{place}: error[missing-key]: the key 'name' is missing, and the fund has no {code}",
            f"  hint: fund.yaml has no {code}: correct the code, or give its name here",
        ]
        for place, code in ((f"{O12}:8:5", "O.1.2.1"), (f"{R13}:1:1", "R.1.3"))
    ]


def test_a_fund_that_cannot_be_read_loses_what_it_names(content: Path) -> None:
    """Nothing is said of names that are missing for it, and nothing can be printed."""
    replace_in(content / "fund.yaml", "milestone_year: 2034\n", "")
    reading = read_what_is_whole(content)
    assert [str(one).splitlines()[0] for one in reading.diagnostics] == [
        "content/fund.yaml:1:1: error[missing-key]: the key 'milestone_year' is missing"
    ]
    assert {"fund", "SO1", "R.1.3", "O.1.2"} <= reading.programme.lost
    assert not reading.programme.can_be_composed


def test_a_code_is_given_once_in_a_fund(content: Path) -> None:
    replace_in(content / "fund.yaml", "      - code: O.2.1\n", "      - code: o.1.1\n")
    with pytest.raises(ContentError, match=r"the code o\.1\.1 is given twice"):
        read_programme(content)


def test_a_version_before_the_fund_reads_the_same(tmp_path: Path) -> None:
    """Its files say all names themselves; the law that it was compared with is not read."""
    content = copied(SAMPLE, tmp_path)
    (content / "fund.yaml").rename(content / "catalogue.yaml")
    (content / "interventions.yaml").write_text(EARLIER, encoding="utf-8")
    programme = read_programme(content)
    assert programme.fund is None
    assert said(programme) == said(read_programme(SAMPLE))


def test_one_of_both_is_too_much(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    shutil.copy(content / "fund.yaml", content / "catalogue.yaml")
    with pytest.raises(ContentError, match=r"catalogue.yaml: error\[unknown-file\]"):
        read_programme(content)


def test_content_without_either_lacks_the_fund(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    (content / "fund.yaml").unlink()
    with pytest.raises(ContentError, match=r"fund.yaml: error\[missing-file\]"):
        read_programme(content)


def test_the_shipped_content_says_each_official_text_once() -> None:
    files = [*CONTENT.rglob("indicators/*.yaml"), *CONTENT.rglob("objective.yaml")]
    assert [
        file.name for file in files if re.search(r"(?m)^ *(name|unit|title|measures):(?! \[)", file.read_text())
    ] == []


def test_an_output_without_a_unit_is_printed(content: Path) -> None:
    """The annexes of some funds print no unit."""
    replace_in(content / "fund.yaml", "Število udeležencev\n        unit: število\n", "Število udeležencev\n")
    replace_in(content / "objectives/so1/indicators/O.1.1.yaml", "counts: oseb\n", "")
    programme = read_programme(content, templates=TEMPLATES)
    assert "O.1.1.unit" not in programme.values
    assert "Število udeležencev" in [text.text for text in texts_of(compose_document(programme, TEMPLATES))]

"""The project's templates on content that has less than the sample, or more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.model.texts import texts_of_blocks
from tests.built import SAMPLE, TEMPLATES, copied, read_content, replace_in

SO1, SO2 = "objectives/so1", "objectives/so2"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copied(SAMPLE, tmp_path)


def texts(content: Path) -> list[str]:
    """The text of every block."""
    return [text.text for text in texts_of_blocks(compose_document(read_content(content), TEMPLATES).blocks)]


def test_an_objective_without_results_has_no_part_for_them(content: Path) -> None:
    (content / SO1 / "indicators" / "R.1.3.yaml").unlink()
    replace_in(content / SO1 / "allocation.yaml", "[O.1.1, R.1.3]", "[O.1.1]")
    assert texts(content).count("Specifični cilj 1: vzorčni cilj 1") == 2
    assert texts(content).count("Specifični cilj 2: vzorčni cilj 2") == 3


def test_an_output_without_operations_does_not_speak_of_them(content: Path) -> None:
    file = content / SO1 / "indicators" / "O.1.2.yaml"
    replace_in(file, "operations:\n  - beta: druga operacija\n", "")
    assert sum("povezano z operacijo" in text for text in texts(content)) == 0


def test_a_list_of_sources_without_sources_is_left_out(content: Path) -> None:
    (content / SO2 / "results.yaml").write_text("print_sources: list\n", encoding="utf-8")
    assert sum("črpajo podatki:" in text for text in texts(content)) == 0


def test_factors_of_all_may_be_none(content: Path) -> None:
    file = content / "risks.yaml"
    replace_in(file, "common:\n  - prices\n", "common: []\n")
    assert "rast cen." not in texts(content)


def test_a_third_objective_needs_no_change_of_the_templates(content: Path) -> None:
    shutil.copytree(content / SO2, content / "objectives" / "so3")
    for file in (content / "objectives" / "so3").rglob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("SO2", "SO3").replace("number: 2", "number: 3")
        renamed = text.replace("O.2.", "O.3.").replace("R.2.", "R.3.").replace("cilj 2", "cilj 3")
        file.write_text(renamed, encoding="utf-8")
        file.rename(file.with_name(file.name.replace("O.2.", "O.3.").replace("R.2.", "R.3.")))
    printed = texts(content)
    assert printed.count("Specifični cilj 3: vzorčni cilj 3") == 3
    assert "3b" in "".join(printed)


def test_baselines_that_differ_are_not_said_to_be_one(content: Path) -> None:
    replace_in(
        content / SO2 / "indicators" / "R.2.2.yaml",
        "    unit: kg\n    baseline: 0\n",
        "    unit: kg\n    baseline: 1\n",
    )
    printed = texts(content)
    assert sum(text.startswith("Osnovna začetna vrednost kazalnikov je postavljena na 0") for text in printed) == 1
    assert sum(text.startswith("Osnovne začetne vrednosti") for text in printed) == 1
